//! What a cinema plays: loaded by the importer, in the importer's own transaction.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use database::Tx;
use domain::calendar::to_milliseconds;
use domain::money::Money;
use domain::seating::SeatPlan;
use domain::text::LocalizedText;
use sea_orm::{ConnectionTrait, DbErr, Value};
use serde::{Deserialize, Serialize};

use crate::sql::{self, Column};

/// Rows of one statement, so that no parameter grows without bound.
const CHUNK: usize = 1_000;

/// A cinema and what it plays, with all codes as the cinema gives them.
#[derive(Clone, Debug)]
pub struct CinemaLoad {
    pub cinema_code: String,
    pub name: LocalizedText,
    /// Business dates are counted in it.
    pub zone: Tz,
    /// Tickets are taken back until so many minutes before the start. This is the box office's own
    /// limit for everybody; 0 lets the platform's stricter rule for customers have exceptions.
    pub take_back_stop_min: u32,
    /// Every plan that a screen or a session below names and that was not loaded before.
    pub plans: Vec<PlanLoad>,
    pub screens: Vec<ScreenLoad>,
    pub sessions: Vec<SessionLoad>,
}

/// One version of a hall's seats.
#[derive(Clone, Debug)]
pub struct PlanLoad {
    pub plan_code: String,
    pub version: i64,
    pub seats: Vec<SeatLoad>,
}

impl PlanLoad {
    /// What the box office needs to know of a seat plan.
    pub fn new(plan_code: impl Into<String>, version: i64, plan: &SeatPlan) -> Self {
        let seats = plan.seats.iter().map(|seat| SeatLoad {
            seat_code: seat.seat_code.clone(),
            zone: seat.zone.clone(),
            is_usable: seat.is_usable,
        });
        Self { plan_code: plan_code.into(), version, seats: seats.collect() }
    }
}

/// One seat of a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SeatLoad {
    pub seat_code: String,
    pub zone: String,
    /// False for a place that can never be sold.
    pub is_usable: bool,
}

/// A hall.
#[derive(Clone, Debug)]
pub struct ScreenLoad {
    pub screen_code: String,
    pub name: LocalizedText,
    pub plan_code: String,
    pub plan_version: i64,
}

/// A showtime.
#[derive(Clone, Debug)]
pub struct SessionLoad {
    /// Unique within the cinema.
    pub session_code: String,
    pub screen_code: String,
    /// The plan that this session sells by.
    pub plan_code: String,
    pub plan_version: i64,
    pub film_code: String,
    pub film: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// No lock is granted from this instant on.
    pub stop_sell_at: DateTime<Utc>,
    pub business_date: NaiveDate,
    /// Seats in one lock at most.
    pub max_seats: u32,
    /// No ticket is sold below.
    pub lowest_price: Money,
}

/// A session after loading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedSession {
    pub session_code: String,
    /// What a lock request must name.
    pub session_version: i64,
}

/// Why a cinema could not be loaded. The transaction must be rolled back.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A plan never changes; a changed hall gets a higher version.
    #[error("seat plan {plan_code} version {version} was loaded before with other seats")]
    PlanChanged { plan_code: String, version: i64 },
    /// A session names a screen that was never loaded.
    #[error("session {session_code} is in an unknown screen")]
    ScreenUnknown { session_code: String },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Adds what is new and updates what has the same code; nothing is deleted. Loading the same again
/// changes nothing. A session's version grows when its film, hall, plan or times changed; a
/// cancelled session stays cancelled.
///
/// # Errors
/// [`LoadError`]; the caller rolls back.
pub async fn load(tx: &Tx, cinema: &CinemaLoad) -> Result<Vec<LoadedSession>, LoadError> {
    save_cinema(tx, cinema).await?;
    for plan in &cinema.plans {
        save_plan(tx, plan).await?;
    }
    save_screens(tx, cinema).await?;
    let mut loaded = Vec::with_capacity(cinema.sessions.len());
    for sessions in cinema.sessions.chunks(CHUNK) {
        loaded.extend(save_sessions(tx, &cinema.cinema_code, sessions).await?);
    }
    Ok(loaded)
}

/// Cancels a session: nothing more is locked or sold, and its tickets can be taken back at any
/// time. False when it is unknown or was cancelled before.
///
/// # Errors
/// When the database refuses.
pub async fn cancel_session(tx: &Tx, cinema_code: &str, session_code: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE bo_sessions SET status = 'cancelled', session_version = session_version + 1
        WHERE cinema_code = $1 AND session_code = $2 AND status = 'on_sale'";
    let values = [cinema_code.into(), session_code.into()];
    Ok(sql::execute(tx, sql, values).await?.rows_affected() == 1)
}

async fn save_cinema(tx: &Tx, cinema: &CinemaLoad) -> Result<(), DbErr> {
    let sql = "INSERT INTO bo_cinemas (cinema_code, name_zh, name_en, zone, take_back_stop_min)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (cinema_code) DO UPDATE SET name_zh = excluded.name_zh,
            name_en = excluded.name_en, zone = excluded.zone,
            take_back_stop_min = excluded.take_back_stop_min";
    let values = [
        cinema.cinema_code.as_str().into(),
        cinema.name.zh.as_str().into(),
        cinema.name.en.as_str().into(),
        cinema.zone.name().into(),
        i64::from(cinema.take_back_stop_min).into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}

async fn save_plan(tx: &Tx, plan: &PlanLoad) -> Result<(), LoadError> {
    let mut seats = plan.seats.clone();
    seats.sort();
    let seats = sql::json(&seats)?;
    let insert = "INSERT INTO bo_plans (plan_code, version, seats) VALUES ($1, $2, $3)
        ON CONFLICT (plan_code, version) DO NOTHING";
    let key: [Value; 2] = [plan.plan_code.as_str().into(), plan.version.into()];
    let values = [key[0].clone(), key[1].clone(), seats.as_str().into()];
    sql::execute(tx, insert, values).await?;
    let select = "SELECT seats FROM bo_plans WHERE plan_code = $1 AND version = $2";
    let stored = match sql::query_one(tx, select, key).await? {
        Some(row) => row.try_get::<String>("", "seats")?,
        None => String::new(),
    };
    if stored == seats {
        return Ok(());
    }
    Err(LoadError::PlanChanged { plan_code: plan.plan_code.clone(), version: plan.version })
}

#[derive(Serialize)]
struct ScreenRow<'a> {
    screen_code: &'a str,
    name_zh: &'a str,
    name_en: &'a str,
    plan_code: &'a str,
    plan_version: i64,
}

async fn save_screens(tx: &Tx, cinema: &CinemaLoad) -> Result<(), DbErr> {
    let screens: Vec<_> = cinema
        .screens
        .iter()
        .map(|screen| ScreenRow {
            screen_code: &screen.screen_code,
            name_zh: &screen.name.zh,
            name_en: &screen.name.en,
            plan_code: &screen.plan_code,
            plan_version: screen.plan_version,
        })
        .collect();
    let columns = [
        ("screen_code", Column::Text),
        ("name_zh", Column::Text),
        ("name_en", Column::Text),
        ("plan_code", Column::Text),
        ("plan_version", Column::Integer),
    ];
    let rows = sql::rows(tx.get_database_backend(), 2, &columns);
    let sql = format!(
        "INSERT INTO bo_screens
            (cinema_code, screen_code, name_zh, name_en, plan_code, plan_version)
        SELECT $1, screen_code, name_zh, name_en, plan_code, plan_version FROM {rows}
        WHERE true
        ON CONFLICT (cinema_code, screen_code) DO UPDATE SET name_zh = excluded.name_zh,
            name_en = excluded.name_en, plan_code = excluded.plan_code,
            plan_version = excluded.plan_version"
    );
    let values = [cinema.cinema_code.as_str().into(), sql::json(&screens)?.into()];
    sql::execute(tx, sql, values).await.map(drop)
}

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
    max_seats: u32,
    lowest_price_minor: i64,
}

impl<'a> SessionRow<'a> {
    fn new(session: &'a SessionLoad) -> Self {
        let instant = |at| sql::instant(to_milliseconds(at));
        Self {
            session_code: &session.session_code,
            screen_code: &session.screen_code,
            plan_code: &session.plan_code,
            plan_version: session.plan_version,
            film_code: &session.film_code,
            film_zh: &session.film.zh,
            film_en: &session.film.en,
            starts_at: instant(session.starts_at),
            ends_at: instant(session.ends_at),
            stop_sell_at: instant(session.stop_sell_at),
            business_date: session.business_date,
            max_seats: session.max_seats,
            lowest_price_minor: session.lowest_price.amount_minor,
        }
    }
}

/// Columns of a session that arrive with it; the hall's names are taken from the screen.
const SESSION_COLUMNS: [(&str, Column); 13] = [
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
    ("max_seats", Column::Integer),
    ("lowest_price_minor", Column::Integer),
];

async fn save_sessions(
    tx: &Tx,
    cinema_code: &str,
    sessions: &[SessionLoad],
) -> Result<Vec<LoadedSession>, LoadError> {
    let rows: Vec<_> = sessions.iter().map(SessionRow::new).collect();
    let json = sql::json(&rows)?;
    let backend = tx.get_database_backend();
    let upsert = upsert_sessions(&sql::rows(backend, 2, &SESSION_COLUMNS));
    sql::execute(tx, upsert, [cinema_code.into(), json.as_str().into()]).await?;

    // A list of codes is read once; as a join, SQLite would read it again for every session.
    let codes = sql::rows(backend, 2, &SESSION_COLUMNS[..1]);
    let select = format!(
        "SELECT session_code, session_version FROM bo_sessions
        WHERE cinema_code = $1 AND session_code IN (SELECT r.session_code FROM {codes})"
    );
    let mut versions = HashMap::new();
    for row in sql::query_all(tx, select, [cinema_code.into(), json.into()]).await? {
        let code: String = row.try_get("", "session_code")?;
        versions.insert(code, row.try_get::<i64>("", "session_version")?);
    }
    let loaded = sessions.iter().map(|session| {
        let session_code = session.session_code.clone();
        match versions.get(&session_code) {
            Some(&session_version) => Ok(LoadedSession { session_code, session_version }),
            None => Err(LoadError::ScreenUnknown { session_code }),
        }
    });
    loaded.collect()
}

fn upsert_sessions(rows: &str) -> String {
    let stored = |columns: &[&str], table: &str| {
        let columns: Vec<_> = columns.iter().map(|name| format!("{table}.{name}")).collect();
        columns.join(", ")
    };
    let chosen_by =
        ["screen_code", "plan_code", "plan_version", "film_code", "starts_at", "ends_at"];
    let other = [
        "film_zh",
        "film_en",
        "hall_zh",
        "hall_en",
        "stop_sell_at",
        "business_date",
        "max_seats",
        "lowest_price_minor",
    ];
    let all = [&chosen_by[..], &other[..]].concat();
    let names = all.join(", ");
    let sets: Vec<_> = all.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    format!(
        "INSERT INTO bo_sessions (cinema_code, session_code, {names}, status, session_version)
        SELECT sc.cinema_code, r.session_code, r.screen_code, r.plan_code, r.plan_version,
            r.film_code, r.starts_at, r.ends_at, r.film_zh, r.film_en, sc.name_zh, sc.name_en,
            r.stop_sell_at, r.business_date, r.max_seats, r.lowest_price_minor, 'on_sale', 1
        FROM {rows}
        JOIN bo_screens sc ON sc.cinema_code = $1 AND sc.screen_code = r.screen_code
        WHERE true
        ORDER BY r.session_code
        ON CONFLICT (cinema_code, session_code) DO UPDATE SET {sets},
            session_version = bo_sessions.session_version
                + CASE WHEN ({old}) <> ({new}) THEN 1 ELSE 0 END
        WHERE ({old_all}) <> ({new_all})",
        sets = sets.join(", "),
        old = stored(&chosen_by, "bo_sessions"),
        new = stored(&chosen_by, "excluded"),
        old_all = stored(&all, "bo_sessions"),
        new_all = stored(&all, "excluded"),
    )
}
