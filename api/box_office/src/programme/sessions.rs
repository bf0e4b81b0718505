//! Sessions by when they changed.

use chrono::{DateTime, Utc};
use domain::money::Money;
use gateways::cinema::wire::{Session, SessionPage, SessionStatus};
use sea_orm::{DbErr, QueryResult};

use super::{count, from_millis, zone_prices};
use crate::Core;
use crate::sql;

/// Sessions of one page at most.
pub(crate) const MAX_PAGE: u32 = 500;

/// Which sessions are asked for.
#[derive(Clone, Debug)]
pub(crate) struct SessionQuery<'a> {
    /// Those that changed at or after this instant; without it all that are not over.
    pub since: Option<DateTime<Utc>>,
    /// Continues a page; it remembers `since` by itself.
    pub cursor: Option<&'a str>,
    /// At most so many.
    pub limit: u32,
}

/// Where a page ended, and what the first one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cursor {
    as_of: DateTime<Utc>,
    since: Option<DateTime<Utc>>,
    changed_at: DateTime<Utc>,
    session_id: i64,
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('.').collect();
        let [as_of, since, changed_at, session_id] = parts.as_slice() else {
            return None;
        };
        Some(Self {
            as_of: from_millis(as_of)?,
            since: if *since == "-" { None } else { Some(from_millis(since)?) },
            changed_at: from_millis(changed_at)?,
            session_id: session_id.parse().ok()?,
        })
    }

    fn write(&self) -> String {
        let since = self.since.map_or("-".to_owned(), |at| at.timestamp_millis().to_string());
        let (as_of, changed_at) =
            (self.as_of.timestamp_millis(), self.changed_at.timestamp_millis());
        format!("{as_of}.{since}.{changed_at}.{}", self.session_id)
    }
}

/// The sessions in the order in which they changed. One that changes while pages are read moves to
/// the end and is told again; none is missed. `None` when the cursor is none of ours.
pub(crate) async fn sessions(
    core: &Core,
    cinema_code: &str,
    query: &SessionQuery<'_>,
) -> Result<Option<SessionPage>, DbErr> {
    let cursor = match query.cursor.map(Cursor::parse) {
        Some(None) => return Ok(None),
        cursor => cursor.flatten(),
    };
    let as_of = cursor.map_or_else(|| core.now(), |cursor| cursor.as_of);
    let since = cursor.map_or(query.since, |cursor| cursor.since);
    let (condition, from) = match since {
        Some(since) => ("s.changed_at >= $2", since),
        None => ("s.ends_at > $2", as_of),
    };
    let limit = query.limit.clamp(1, MAX_PAGE);
    let mut values = vec![cinema_code.into(), from.into(), i64::from(limit + 1).into()];
    let mut after = "";
    if let Some(cursor) = cursor {
        after = "AND (s.changed_at > $4 OR (s.changed_at = $4 AND s.session_id > $5))";
        values.extend([cursor.changed_at.into(), cursor.session_id.into()]);
    }
    // Sessions from before prices were kept here cannot be published.
    let sql = format!(
        "SELECT s.session_id, s.session_code, s.session_version, s.screen_code, s.film_code,
            COALESCE((SELECT max(p.version) FROM bo_screen_plans p
                WHERE p.cinema_code = s.cinema_code AND p.screen_code = s.screen_code
                    AND p.plan_code = s.plan_code AND p.plan_version = s.plan_version),
                s.plan_version) AS seat_plan_version,
            s.starts_at, s.ends_at, s.stop_sell_at, s.business_date, s.language, s.subtitles,
            s.format, s.status, s.max_seats, s.lowest_price_minor, s.zone_prices,
            s.net_service_fee_minor, s.changed_at
        FROM bo_sessions s
        WHERE s.cinema_code = $1 AND s.zone_prices <> '{{}}' AND {condition} {after}
        ORDER BY s.changed_at, s.session_id LIMIT $3"
    );
    let rows = sql::query_all(&core.db, sql, values).await?;
    let page = rows.get(..usize::try_from(limit).unwrap_or(usize::MAX)).unwrap_or(&rows);
    let next = match page.last().filter(|_| page.len() < rows.len()) {
        Some(last) => Some(Cursor {
            as_of,
            since,
            changed_at: last.try_get("", "changed_at")?,
            session_id: last.try_get("", "session_id")?,
        }),
        None => None,
    };
    let items = page.iter().map(session).collect::<Result<_, _>>()?;
    Ok(Some(SessionPage { items, as_of, next_cursor: next.map(|next| next.write()) }))
}

fn session(row: &QueryResult) -> Result<Session, DbErr> {
    let money = |column: &str| Ok::<_, DbErr>(Money::fen(row.try_get::<i64>("", column)?));
    let status: String = row.try_get("", "status")?;
    Ok(Session {
        session_code: row.try_get("", "session_code")?,
        session_version: row.try_get("", "session_version")?,
        screen_code: row.try_get("", "screen_code")?,
        seat_plan_version: row.try_get("", "seat_plan_version")?,
        film_code: row.try_get("", "film_code")?,
        playthrough: Vec::new(),
        starts_at: row.try_get("", "starts_at")?,
        ends_at: row.try_get("", "ends_at")?,
        stop_sell_at: row.try_get("", "stop_sell_at")?,
        business_on: row.try_get("", "business_date")?,
        language: row.try_get("", "language")?,
        subtitles: row.try_get("", "subtitles")?,
        format: row.try_get("", "format")?,
        status: match status.as_str() {
            "cancelled" => SessionStatus::Cancelled,
            _ => SessionStatus::OnSale,
        },
        max_seats_per_lock: count(row, "max_seats")?,
        lowest_price: money("lowest_price_minor")?,
        zone_prices: zone_prices(&row.try_get::<String>("", "zone_prices")?)?,
        net_service_fee: money("net_service_fee_minor")?,
    })
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        for text in ["1795341600123.-.1795341600000.7", "1.2.3.4"] {
            assert_eq!(Cursor::parse(text).map(|cursor| cursor.write()).as_deref(), Some(text));
        }
        for text in ["", "1.2.3", "1.2.3.4.5", "a.-.3.4", "1.-.3.x", "1..3.4"] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }
}
