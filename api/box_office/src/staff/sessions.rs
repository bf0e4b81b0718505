//! Sessions as staff see them, with what became of their seats.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::schedule::{SessionFacts, SessionPrices, SessionState};
use domain::text::LocalizedText;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;

use super::{StaffError, StaffResult, localized, unsigned};
use crate::schedule::{SeatLoad, read_prices};
use crate::sql::{self, Column};

/// A session and how its seats stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSession {
    pub session_code: String,
    pub session_version: i64,
    pub screen_code: String,
    pub hall: LocalizedText,
    /// Counts within the hall.
    pub plan_version: i64,
    pub film_code: String,
    pub film: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub stop_sell_at: DateTime<Utc>,
    pub business_date: NaiveDate,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub state: SessionState,
    pub cancel_reason: Option<String>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub zone_prices: SessionPrices,
    pub max_seats: u32,
    pub seats_total: u32,
    pub seats_sold: u32,
    pub seats_locked: u32,
    pub seats_blocked: u32,
}

/// A session as stored.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub session_id: i64,
    pub session_code: String,
    pub session_version: i64,
    pub screen_code: String,
    pub hall: LocalizedText,
    pub plan_code: String,
    pub plan_version: i64,
    /// The plan's version as it counts within the hall.
    pub hall_plan_version: i64,
    pub film_code: String,
    pub film: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub stop_sell_at: DateTime<Utc>,
    pub business_date: NaiveDate,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub is_cancelled: bool,
    pub cancel_reason: Option<String>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub zone_prices: SessionPrices,
    pub max_seats: u32,
    pub lowest_price_minor: i64,
}

const COLUMNS: &str = "s.session_id, s.session_code, s.session_version, s.screen_code, s.hall_zh,
    s.hall_en, s.plan_code, s.plan_version, coalesce((SELECT max(h.version)
        FROM bo_screen_plans h WHERE h.cinema_code = s.cinema_code
        AND h.screen_code = s.screen_code AND h.plan_code = s.plan_code
        AND h.plan_version = s.plan_version), s.plan_version) AS hall_plan_version,
    s.film_code, s.film_zh, s.film_en, s.starts_at, s.ends_at, s.stop_sell_at, s.business_date,
    s.language, s.subtitles, s.format, s.status, s.cancel_reason, s.cancelled_at, s.zone_prices,
    s.max_seats, s.lowest_price_minor";

impl Row {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            session_id: row.try_get("", "session_id")?,
            session_code: row.try_get("", "session_code")?,
            session_version: row.try_get("", "session_version")?,
            screen_code: row.try_get("", "screen_code")?,
            hall: localized(row, "hall_zh", "hall_en")?,
            plan_code: row.try_get("", "plan_code")?,
            plan_version: row.try_get("", "plan_version")?,
            hall_plan_version: row.try_get("", "hall_plan_version")?,
            film_code: row.try_get("", "film_code")?,
            film: localized(row, "film_zh", "film_en")?,
            starts_at: row.try_get("", "starts_at")?,
            ends_at: row.try_get("", "ends_at")?,
            stop_sell_at: row.try_get("", "stop_sell_at")?,
            business_date: row.try_get("", "business_date")?,
            language: row.try_get("", "language")?,
            subtitles: row.try_get("", "subtitles")?,
            format: row.try_get("", "format")?,
            is_cancelled: row.try_get::<String>("", "status")? == "cancelled",
            cancel_reason: row.try_get("", "cancel_reason")?,
            cancelled_at: row.try_get("", "cancelled_at")?,
            zone_prices: read_prices(&row.try_get::<String>("", "zone_prices")?)?,
            max_seats: unsigned(row, "max_seats")?,
            lowest_price_minor: row.try_get("", "lowest_price_minor")?,
        })
    }

    /// What a customer chose it by.
    pub(super) fn facts(&self) -> SessionFacts {
        SessionFacts {
            screen_code: self.screen_code.clone(),
            film_code: self.film_code.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            language: self.language.clone(),
            subtitles: self.subtitles.clone(),
            format: self.format.clone(),
            prices: self.zone_prices.clone(),
            stop_sell_at: self.stop_sell_at,
            max_seats: self.max_seats,
        }
    }

    fn show(self, total: u32, seats: SeatCounts, now: DateTime<Utc>) -> StaffSession {
        let state = match self.is_cancelled {
            true => SessionState::Cancelled,
            false if now >= self.stop_sell_at => SessionState::SalesClosed,
            false => SessionState::OnSale,
        };
        StaffSession {
            session_code: self.session_code,
            session_version: self.session_version,
            screen_code: self.screen_code,
            hall: self.hall,
            plan_version: self.hall_plan_version,
            film_code: self.film_code,
            film: self.film,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            stop_sell_at: self.stop_sell_at,
            business_date: self.business_date,
            language: self.language,
            subtitles: self.subtitles,
            format: self.format,
            state,
            cancel_reason: self.cancel_reason,
            cancelled_at: self.cancelled_at,
            zone_prices: self.zone_prices,
            max_seats: self.max_seats,
            seats_total: total,
            seats_sold: seats.sold,
            seats_locked: seats.locked,
            seats_blocked: seats.blocked,
        }
    }
}

/// How a session is kept while something else is written.
#[derive(Clone, Copy)]
pub(super) enum Keep {
    /// It may change.
    Free,
    /// Nobody changes it; others may sell.
    Shared,
    /// Nobody else sells at the counter or confirms meanwhile.
    Alone,
}

/// One session of a cinema.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    session_code: &str,
    keep: Keep,
) -> StaffResult<Row> {
    let lock = match keep {
        Keep::Free => "",
        Keep::Shared => sql::locking(db.get_database_backend(), "FOR SHARE OF s"),
        Keep::Alone => sql::locking(db.get_database_backend(), "FOR UPDATE OF s"),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM bo_sessions s
        WHERE s.cinema_code = $1 AND s.session_code = $2 {lock}"
    );
    let row = sql::query_one(db, sql, [cinema_code.into(), session_code.into()]).await?;
    Ok(Row::read(&row.ok_or(StaffError::NotFound("session"))?)?)
}

/// Sessions of business days, both included, in the order of their halls and starts.
pub(super) async fn rows_of_days(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    from: NaiveDate,
    to: NaiveDate,
    screen_code: Option<&str>,
) -> Result<Vec<Row>, DbErr> {
    let hall = if screen_code.is_some() { "AND s.screen_code = $4" } else { "" };
    let sql = format!(
        "SELECT {COLUMNS} FROM bo_sessions s
        WHERE s.cinema_code = $1 AND s.business_date BETWEEN $2 AND $3 {hall}
        ORDER BY s.screen_code, s.starts_at, s.session_code"
    );
    let mut values = vec![cinema_code.into(), from.into(), to.into()];
    values.extend(screen_code.map(Into::into));
    let rows = sql::query_all(db, sql, values).await?;
    rows.iter().map(Row::read).collect()
}

/// The sessions of business days, both included.
///
/// # Errors
/// When the database refuses.
pub async fn sessions(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    (from, to): (NaiveDate, NaiveDate),
    screen_code: Option<&str>,
    now: DateTime<Utc>,
) -> StaffResult<Vec<StaffSession>> {
    let rows = rows_of_days(db, cinema_code, from, to, screen_code).await?;
    Ok(show_all(db, rows, now).await?)
}

/// One session.
///
/// # Errors
/// [`StaffError::NotFound`], or when the database refuses.
pub async fn session(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    session_code: &str,
    now: DateTime<Utc>,
) -> StaffResult<StaffSession> {
    let row = find(db, cinema_code, session_code, Keep::Free).await?;
    let shown = show_all(db, vec![row], now).await?;
    shown.into_iter().next().ok_or(StaffError::NotFound("session"))
}

#[derive(Clone, Copy, Default)]
struct SeatCounts {
    sold: u32,
    locked: u32,
    blocked: u32,
}

#[derive(Serialize)]
struct SessionId {
    session_id: i64,
}

async fn show_all(
    db: &impl ConnectionTrait,
    rows: Vec<Row>,
    now: DateTime<Utc>,
) -> Result<Vec<StaffSession>, DbErr> {
    let counts = count_seats(db, &rows, now).await?;
    let mut totals: HashMap<(String, i64), u32> = HashMap::new();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let key = (row.plan_code.clone(), row.plan_version);
        let total = match totals.get(&key) {
            Some(total) => *total,
            None => {
                let total = usable_seats(db, &key.0, key.1).await?;
                totals.insert(key, total);
                total
            }
        };
        let seats = counts.get(&row.session_id).copied().unwrap_or_default();
        shown.push(row.show(total, seats, now));
    }
    Ok(shown)
}

async fn usable_seats(
    db: &impl ConnectionTrait,
    plan_code: &str,
    version: i64,
) -> Result<u32, DbErr> {
    let sql = "SELECT seats FROM bo_plans WHERE plan_code = $1 AND version = $2";
    let Some(row) = sql::query_one(db, sql, [plan_code.into(), version.into()]).await? else {
        return Ok(0);
    };
    let seats: Vec<SeatLoad> = sql::from_json(&row.try_get::<String>("", "seats")?)?;
    let usable = seats.iter().filter(|seat| seat.is_usable).count();
    Ok(u32::try_from(usable).unwrap_or(u32::MAX))
}

async fn count_seats(
    db: &impl ConnectionTrait,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<HashMap<i64, SeatCounts>, DbErr> {
    let ids: Vec<_> = rows.iter().map(|row| SessionId { session_id: row.session_id }).collect();
    let wanted = sql::rows(db.get_database_backend(), 1, &[("session_id", Column::Integer)]);
    let sql = format!(
        "SELECT session_id, state, count(*) AS seats FROM bo_session_seats
        WHERE session_id IN (SELECT session_id FROM {wanted})
            AND (state <> 'locked' OR expires_at > $2)
        GROUP BY session_id, state"
    );
    let mut counts: HashMap<i64, SeatCounts> = HashMap::new();
    for row in sql::query_all(db, sql, [sql::json(&ids)?.into(), now.into()]).await? {
        let state: String = row.try_get("", "state")?;
        let seats = unsigned(&row, "seats")?;
        let counted = counts.entry(row.try_get("", "session_id")?).or_default();
        match state.as_str() {
            "sold" => counted.sold = seats,
            "blocked" => counted.blocked = seats,
            _ => counted.locked = seats,
        }
    }
    Ok(counts)
}

/// Whether anybody has seats of a session: sold, or locked for somebody who is about to pay.
pub(super) async fn has_sales(tx: &Tx, session_id: i64, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "SELECT 1 AS one FROM bo_session_seats WHERE session_id = $1
        AND (state = 'sold' OR (state = 'locked' AND expires_at > $2)) LIMIT 1";
    let row = sql::query_one(tx, sql, [session_id.into(), now.into()]).await?;
    Ok(row.is_some())
}
