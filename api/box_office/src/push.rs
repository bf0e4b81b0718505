//! Telling the platform of changes before it asks.
//!
//! The platform reads everything by itself all the same, so nothing is lost when a push fails; it
//! only comes later. What was told is remembered by an instant for each cinema.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use gateways::GatewayError;
use gateways::cinema::feed::Feed;
use gateways::cinema::wire::Session;
use sea_orm::{ConnectionTrait, DbErr};

use crate::failure::unread;
use crate::programme::{self, SessionQuery};
use crate::{BoxOffice, Core, sql};

/// Sessions of one call.
const PAGE: u32 = 200;

/// A change may be stamped so long before it can be read: its transaction was still running.
const OVERLAP: Duration = Duration::seconds(10);

/// Pushes what changed. Keeps in mind what was told last, so that the overlap is not told twice.
pub struct Pusher {
    office: BoxOffice,
    feed: Feed,
    told: HashMap<String, HashMap<String, Session>>,
}

impl Pusher {
    pub fn new(office: BoxOffice, feed: Feed) -> Self {
        Self { office, feed, told: HashMap::new() }
    }

    /// Pushes everything that changed since the last time and returns how many sessions that were.
    /// A cinema that was never pushed begins now: the platform reads the rest when it first meets
    /// it.
    ///
    /// # Errors
    /// The first call that failed; what came before it was told. Try again later.
    pub async fn push(&mut self) -> Result<usize, GatewayError> {
        let core = std::sync::Arc::clone(&self.office.core);
        let mut count = 0;
        for cinema_code in programme::cinema_codes(&core.db).await.map_err(unread)? {
            count += self.push_cinema(&core, &cinema_code).await?;
        }
        Ok(count)
    }

    async fn push_cinema(&mut self, core: &Core, cinema_code: &str) -> Result<usize, GatewayError> {
        let stored = pushed_until(&core.db, cinema_code).await.map_err(unread)?;
        let until = stored.unwrap_or_else(|| core.now());
        let told = self.told.entry(cinema_code.to_owned()).or_default();
        let (mut read, mut cursor) = (HashMap::new(), None);
        let (mut count, mut as_of) = (0, until);
        loop {
            let query = SessionQuery {
                since: Some(until - OVERLAP),
                cursor: cursor.as_deref(),
                limit: PAGE,
            };
            let page = programme::sessions(core, cinema_code, &query).await.map_err(unread)?;
            let Some(page) = page else { break };
            as_of = page.as_of;
            let is_new = |session: &Session| told.get(&session.session_code) != Some(session);
            let new: Vec<Session> = page.items.iter().filter(|it| is_new(it)).cloned().collect();
            if !new.is_empty() && stored.is_some() {
                self.feed.put_sessions(&new).await?;
                count += new.len();
            }
            read.extend(page.items.into_iter().map(|it| (it.session_code.clone(), it)));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        *told = read;
        if stored.is_none() || count > 0 || as_of - until > OVERLAP {
            save(core, cinema_code, as_of).await.map_err(unread)?;
        }
        Ok(count)
    }
}

async fn pushed_until(
    db: &impl ConnectionTrait,
    cinema_code: &str,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let sql = "SELECT pushed_until FROM bo_pushes WHERE cinema_code = $1";
    let row = sql::query_one(db, sql, [cinema_code.into()]).await?;
    row.map(|row| row.try_get("", "pushed_until")).transpose()
}

async fn save(core: &Core, cinema_code: &str, until: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = core.db.begin().await?;
    let sql = "INSERT INTO bo_pushes (cinema_code, pushed_until) VALUES ($1, $2)
        ON CONFLICT (cinema_code) DO UPDATE SET pushed_until = excluded.pushed_until";
    sql::execute(&tx, sql, [cinema_code.into(), until.into()]).await?;
    tx.commit().await
}
