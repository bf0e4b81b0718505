//! Sessions as the importer brings them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::calendar::to_milliseconds;
use domain::schedule::lowest_ticket_minor;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;

use super::cinema::HallPlans;
use super::{LoadError, LoadedSession, SessionLoad, prices_json};
use crate::sql::{self, Column};

#[derive(Serialize)]
struct SessionRow<'a> {
    session_code: &'a str,
    screen_code: &'a str,
    plan_code: &'a str,
    plan_version: i64,
    film_code: &'a str,
    film_zh: &'a str,
    film_en: &'a str,
    starts_at: String,
    ends_at: String,
    stop_sell_at: String,
    business_date: NaiveDate,
    language: &'a str,
    subtitles: Option<&'a str>,
    format: &'a str,
    zone_prices: String,
    net_service_fee_minor: i64,
    max_seats: u32,
    lowest_price_minor: i64,
}

impl<'a> SessionRow<'a> {
    fn new(session: &'a SessionLoad, plans: &'a HallPlans) -> Result<Self, LoadError> {
        let plan = plans.on(&session.screen_code, session.business_date);
        let plan = plan.ok_or_else(|| LoadError::ScreenUnknown {
            session_code: session.session_code.clone(),
        })?;
        let prices = plan.complete(&session.zone_prices);
        let instant = |at| sql::instant(to_milliseconds(at));
        Ok(Self {
            session_code: &session.session_code,
            screen_code: &session.screen_code,
            plan_code: &plan.plan_code,
            plan_version: plan.plan_version,
            film_code: &session.film_code,
            film_zh: &session.film.zh,
            film_en: &session.film.en,
            starts_at: instant(session.starts_at),
            ends_at: instant(session.ends_at),
            stop_sell_at: instant(session.stop_sell_at),
            business_date: session.business_date,
            language: &session.language,
            subtitles: session.subtitles.as_deref(),
            format: &session.format,
            net_service_fee_minor: session.net_service_fee.amount_minor,
            max_seats: session.max_seats,
            lowest_price_minor: lowest_ticket_minor(&prices),
            zone_prices: prices_json(&prices)?,
        })
    }
}

/// Columns of a session that arrive with it; the hall's names are taken from the screen.
const SESSION_COLUMNS: [(&str, Column); 18] = [
    ("session_code", Column::Text),
    ("screen_code", Column::Text),
    ("plan_code", Column::Text),
    ("plan_version", Column::Integer),
    ("film_code", Column::Text),
    ("film_zh", Column::Text),
    ("film_en", Column::Text),
    ("starts_at", Column::Instant),
    ("ends_at", Column::Instant),
    ("stop_sell_at", Column::Instant),
    ("business_date", Column::Day),
    ("language", Column::Text),
    ("subtitles", Column::Text),
    ("format", Column::Text),
    ("zone_prices", Column::Text),
    ("net_service_fee_minor", Column::Integer),
    ("max_seats", Column::Integer),
    ("lowest_price_minor", Column::Integer),
];

/// What a customer chooses a session by.
const CHOSEN_BY: [&str; 10] = [
    "screen_code",
    "plan_code",
    "plan_version",
    "film_code",
    "starts_at",
    "ends_at",
    "language",
    "subtitles",
    "format",
    "zone_prices",
];

/// What is published about it besides.
const OTHER: [&str; 9] = [
    "film_zh",
    "film_en",
    "hall_zh",
    "hall_en",
    "stop_sell_at",
    "business_date",
    "net_service_fee_minor",
    "max_seats",
    "lowest_price_minor",
];

pub(super) async fn save(
    tx: &Tx,
    cinema_code: &str,
    sessions: &[SessionLoad],
    plans: &HallPlans,
    now: DateTime<Utc>,
) -> Result<Vec<LoadedSession>, LoadError> {
    let rows = sessions.iter().map(|session| SessionRow::new(session, plans));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let json = sql::json(&rows)?;
    let backend = tx.get_database_backend();
    let upsert = upsert(&sql::rows(backend, 2, &SESSION_COLUMNS));
    sql::execute(tx, upsert, [cinema_code.into(), json.as_str().into(), now.into()]).await?;

    // A list of codes is read once; as a join, SQLite would read it again for every session.
    let codes = sql::rows(backend, 2, &SESSION_COLUMNS[..1]);
    let select = format!(
        "SELECT session_code, session_version, is_by_hand FROM bo_sessions
        WHERE cinema_code = $1 AND session_code IN (SELECT r.session_code FROM {codes})"
    );
    let mut stored: HashMap<String, LoadedSession> = HashMap::new();
    for row in sql::query_all(tx, select, [cinema_code.into(), json.into()]).await? {
        let session_code: String = row.try_get("", "session_code")?;
        let loaded = LoadedSession {
            session_code: session_code.clone(),
            session_version: row.try_get("", "session_version")?,
            is_by_hand: row.try_get("", "is_by_hand")?,
        };
        stored.insert(session_code, loaded);
    }
    let loaded = sessions.iter().map(|session| {
        let session_code = &session.session_code;
        let unknown = || LoadError::ScreenUnknown { session_code: session_code.clone() };
        stored.remove(session_code).ok_or_else(unknown)
    });
    loaded.collect()
}

fn upsert(rows: &str) -> String {
    let stored = |columns: &[&str], table: &str| {
        // Rows with a null in them compare as unknown, and subtitles may be null.
        let column = |name: &&str| match *name {
            "subtitles" => format!("coalesce({table}.subtitles, '')"),
            name => format!("{table}.{name}"),
        };
        columns.iter().map(column).collect::<Vec<_>>().join(", ")
    };
    let all = [&CHOSEN_BY[..], &OTHER[..]].concat();
    let sources: Vec<_> = all
        .iter()
        .map(|name| match *name {
            "hall_zh" => "sc.name_zh".to_owned(),
            "hall_en" => "sc.name_en".to_owned(),
            name => format!("r.{name}"),
        })
        .collect();
    let sets: Vec<_> = all.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    format!(
        "INSERT INTO bo_sessions
            (cinema_code, session_code, {names}, status, session_version, changed_at)
        SELECT sc.cinema_code, r.session_code, {sources}, 'on_sale', 1, $3
        FROM {rows}
        JOIN bo_screens sc ON sc.cinema_code = $1 AND sc.screen_code = r.screen_code
        WHERE true
        ORDER BY r.session_code
        ON CONFLICT (cinema_code, session_code) DO UPDATE SET {sets},
            changed_at = excluded.changed_at,
            session_version = bo_sessions.session_version
                + CASE WHEN ({old}) <> ({new}) THEN 1 ELSE 0 END
        WHERE NOT bo_sessions.is_by_hand AND ({old_all}) <> ({new_all})",
        names = all.join(", "),
        sources = sources.join(", "),
        sets = sets.join(", "),
        old = stored(&CHOSEN_BY, "bo_sessions"),
        new = stored(&CHOSEN_BY, "excluded"),
        old_all = stored(&all, "bo_sessions"),
        new_all = stored(&all, "excluded"),
    )
}

/// Time that a hall is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccupiedHall {
    pub cinema_code: String,
    pub screen_code: String,
    pub session_code: String,
    pub business_date: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Nobody plays then; the day was planned all the same.
    pub is_cancelled: bool,
}

#[derive(Serialize)]
struct CinemaCode<'a> {
    cinema_code: &'a str,
}

/// The sessions of these cinemas from a business date on. No staff plan there until the
/// transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn occupied_halls(
    tx: &Tx,
    cinema_codes: &[&str],
    from: NaiveDate,
) -> Result<Vec<OccupiedHall>, DbErr> {
    let codes: Vec<_> = cinema_codes.iter().map(|cinema_code| CinemaCode { cinema_code }).collect();
    let codes = sql::json(&codes)?;
    let backend = tx.get_database_backend();
    let wanted = sql::rows(backend, 1, &[("cinema_code", Column::Text)]);
    let lock = sql::locking(backend, "FOR NO KEY UPDATE");
    let cinemas = format!(
        "SELECT cinema_code FROM bo_cinemas WHERE cinema_code IN (SELECT cinema_code FROM {wanted})
        ORDER BY cinema_code {lock}"
    );
    sql::query_all(tx, cinemas, [codes.as_str().into()]).await?;
    let sessions = format!(
        "SELECT cinema_code, screen_code, session_code, business_date, starts_at, ends_at, status
        FROM bo_sessions
        WHERE cinema_code IN (SELECT cinema_code FROM {wanted}) AND business_date >= $2
        ORDER BY cinema_code, session_code"
    );
    let rows = sql::query_all(tx, sessions, [codes.into(), from.into()]).await?;
    let occupied = rows.iter().map(|row| {
        Ok(OccupiedHall {
            cinema_code: row.try_get("", "cinema_code")?,
            screen_code: row.try_get("", "screen_code")?,
            session_code: row.try_get("", "session_code")?,
            business_date: row.try_get("", "business_date")?,
            starts_at: row.try_get("", "starts_at")?,
            ends_at: row.try_get("", "ends_at")?,
            is_cancelled: row.try_get::<String>("", "status")? == "cancelled",
        })
    });
    occupied.collect()
}
