//! What a cinema is and plays: loaded by the importer, in the importer's own transaction.
//!
//! Loading the same again changes nothing, and what staff planned or changed is never touched.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use database::Tx;
use domain::catalogue::GeoPoint;
use domain::money::Money;
use domain::schedule::SessionPrices;
use domain::seating::SeatPlan;
use domain::text::LocalizedText;
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

use crate::sql;

mod cinema;
mod details;
mod sessions;

pub(crate) use cinema::{HallPlan, HallPlans, save_plan};
pub use details::{SessionDetails, fill_details, sessions_without_details};
pub use sessions::{OccupiedHall, occupied_halls};

/// Rows of one statement, so that no parameter grows without bound.
const CHUNK: usize = 1_000;

/// A cinema and what it plays, with all codes as the cinema gives them.
#[derive(Clone, Debug)]
pub struct CinemaLoad {
    pub cinema_code: String,
    pub name: LocalizedText,
    pub address: LocalizedText,
    pub phone: String,
    pub location: Option<GeoPoint>,
    /// Business dates are counted in it.
    pub zone: Tz,
    /// Tickets are taken back until so many minutes before the start. This is the box office's own
    /// limit for everybody; 0 lets the platform's stricter rule for customers have exceptions.
    pub take_back_stop_min: u32,
    /// Sales through the platform stop so many minutes before the start.
    pub sales_stop_min: u32,
    /// What customers are told about giving tickets back, in minutes before the start; `None` when
    /// tickets are never taken back.
    pub refund_stop_min: Option<u32>,
    /// Seats in one lock at most.
    pub max_seats: u32,
    /// What the platform may charge for one seat.
    pub net_service_fee: Money,
    /// Films that can be planned; those of an earlier load stay.
    pub films: Vec<FilmLoad>,
    /// Every plan that a screen below names and that was not loaded before.
    pub plans: Vec<PlanLoad>,
    pub screens: Vec<ScreenLoad>,
    /// Suggested to staff the first time that a cinema is loaded with any.
    pub price_tables: Vec<PriceTableLoad>,
    pub sessions: Vec<SessionLoad>,
}

/// A film.
#[derive(Clone, Debug)]
pub struct FilmLoad {
    /// 12 characters; the fourth names the format 2d.
    pub film_code: String,
    pub title: LocalizedText,
    /// Without trailers.
    pub runtime_min: u32,
    pub released_on: NaiveDate,
    /// BCP 47.
    pub original_language: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub directors: Vec<LocalizedText>,
    pub actors: Vec<LocalizedText>,
    /// Such as `2d` and `imax_3d`.
    pub formats: Vec<String>,
    pub synopsis: LocalizedText,
}

/// One version of a hall's seats.
#[derive(Clone, Debug)]
pub struct PlanLoad {
    pub plan_code: String,
    pub version: i64,
    pub plan: SeatPlan,
}

/// One seat of a plan, as far as selling needs it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct SeatLoad {
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
    /// Such as `standard` and `imax`.
    pub hall_type: String,
    /// Between the end of a session and the start of the next.
    pub cleaning_min: u32,
    pub plan_code: String,
    pub plan_version: i64,
    /// Where the hall had another plan: the first business date that is planned by this one.
    pub plan_effective_on: NaiveDate,
}

/// Prices that staff can choose when they plan.
#[derive(Clone, Debug)]
pub struct PriceTableLoad {
    /// Unique within the cinema.
    pub price_code: String,
    pub name: LocalizedText,
    pub zone_prices: SessionPrices,
}

/// A showtime. It sells by the plan that its hall has on its business date.
#[derive(Clone, Debug)]
pub struct SessionLoad {
    /// Unique within the cinema.
    pub session_code: String,
    pub screen_code: String,
    /// In the session's format.
    pub film_code: String,
    pub film: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// No lock is granted from this instant on.
    pub stop_sell_at: DateTime<Utc>,
    pub business_date: NaiveDate,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    /// Seats in one lock at most.
    pub max_seats: u32,
    /// One for each zone of the plan; none is sold below the lowest of them.
    pub zone_prices: SessionPrices,
    /// What the platform may charge for one seat.
    pub net_service_fee: Money,
}

/// A session after loading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedSession {
    pub session_code: String,
    /// What a lock request must name.
    pub session_version: i64,
    /// Staff changed it, so it was left as it is.
    pub is_by_hand: bool,
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

/// Adds what is new and updates what has the same code; nothing is deleted, and what staff planned
/// or changed stays. Loading the same again changes nothing.
///
/// A session's version grows when its film, hall, plan, times, language, format or prices changed;
/// the instant of its last change is `now` when anything about it changed. A cancelled session
/// stays cancelled.
///
/// # Errors
/// [`LoadError`]; the caller rolls back.
pub async fn load(
    tx: &Tx,
    cinema: &CinemaLoad,
    now: DateTime<Utc>,
) -> Result<Vec<LoadedSession>, LoadError> {
    cinema::save_cinema(tx, cinema).await?;
    cinema::save_films(tx, &cinema.films).await?;
    for plan in &cinema.plans {
        cinema::save_plan(tx, plan).await?;
    }
    cinema::save_screens(tx, cinema).await?;
    cinema::save_price_tables(tx, cinema).await?;
    let plans = cinema::HallPlans::read(tx, &cinema.cinema_code).await?;
    let mut loaded = Vec::with_capacity(cinema.sessions.len());
    for sessions in cinema.sessions.chunks(CHUNK) {
        loaded.extend(sessions::save(tx, &cinema.cinema_code, sessions, &plans, now).await?);
    }
    Ok(loaded)
}

/// Cancels a session: nothing more is locked or sold, and its tickets can be taken back at any
/// time. False when it is unknown or was cancelled before.
///
/// # Errors
/// When the database refuses.
pub async fn cancel_session(
    tx: &Tx,
    cinema_code: &str,
    session_code: &str,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let sql = "UPDATE bo_sessions SET status = 'cancelled', session_version = session_version + 1,
            cancel_reason = $3, cancelled_at = $4, changed_at = $4, is_by_hand = TRUE
        WHERE cinema_code = $1 AND session_code = $2 AND status = 'on_sale'";
    let values = [cinema_code.into(), session_code.into(), reason.into(), now.into()];
    Ok(sql::execute(tx, sql, values).await?.rows_affected() == 1)
}

/// Prices as they are kept: JSON by zone, always in the same order.
pub(crate) fn prices_json(prices: &SessionPrices) -> Result<String, DbErr> {
    sql::json(prices)
}

/// Reads what [`prices_json`] wrote.
pub(crate) fn read_prices(text: &str) -> Result<SessionPrices, DbErr> {
    sql::from_json::<BTreeMap<_, _>>(text)
}
