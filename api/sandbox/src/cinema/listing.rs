//! Sessions in pages, oldest change first.

use actix_web::web;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::programme::Session;
use super::refusal::Refusal;
use super::{Answer, House};

/// Sessions on a page: unless asked otherwise, and at most.
const LIMITS: (usize, usize) = (200, 500);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    since: Option<DateTime<Utc>>,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// Where a page ended, and when the first one was made.
struct Cursor {
    changed_ms: i64,
    session_code: String,
    as_of_ms: i64,
}

impl Cursor {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        Some(Self {
            changed_ms: parts.next()?.parse().ok()?,
            as_of_ms: parts.next()?.parse().ok()?,
            session_code: parts.next()?.to_owned(),
        })
    }
}

impl House {
    /// `SessionPage` of the interface: what changed since an instant, or all that is not over.
    /// `delta` falsifies the prices, as a fault may ask.
    pub(crate) fn list_sessions(
        &self,
        query: &str,
        delta: i64,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let invalid = || Refusal::new(422, "validation_failed", "since, cursor or limit is none");
        let wish = web::Query::<Wish>::from_query(query).map_err(|_| invalid())?.into_inner();
        let cursor = wish.cursor.as_deref().map(|text| Cursor::read(text).ok_or_else(invalid));
        let cursor = cursor.transpose()?;
        let as_of = cursor
            .as_ref()
            .and_then(|cursor| DateTime::from_timestamp_millis(cursor.as_of_ms))
            .unwrap_or(now);
        let all = self.book().sessions(now);
        let mut rows: Vec<(DateTime<Utc>, Session)> = all
            .into_iter()
            .map(|session| (self.last_change(&session).0, session))
            .filter(|(changed_at, session)| match wish.since {
                Some(since) => *changed_at >= since,
                None => session.ends_at > now,
            })
            .collect();
        rows.sort_by(|a, b| (a.0, &a.1.session_code).cmp(&(b.0, &b.1.session_code)));
        if let Some(cursor) = &cursor {
            let end = (cursor.changed_ms, cursor.session_code.as_str());
            rows.retain(|(at, one)| (at.timestamp_millis(), one.session_code.as_str()) > end);
        }
        let limit = wish.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
        let is_last = rows.len() <= limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| !is_last).map(|(at, session)| {
            let (at, as_of) = (at.timestamp_millis(), as_of.timestamp_millis());
            format!("{at}.{as_of}.{}", session.session_code)
        });
        let items: Vec<Value> = rows
            .iter()
            .map(|(_, session)| session.wire(&self.halls, self.version(session), delta))
            .collect();
        Ok(Answer::of(json!({ "items": items, "as_of": as_of, "next_cursor": next_cursor })))
    }
}
