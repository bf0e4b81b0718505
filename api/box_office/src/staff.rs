//! What staff do: plan sessions, change halls, block seats, and sell at the counter.
//!
//! Everything that writes runs in the caller's transaction, so that whoever keeps a log of who did
//! what writes it together with the deed. Refusals are values; the caller drops the transaction.
//!
//! Planning takes the cinema's row, so the planners of one cinema follow each other and each sees
//! what the one before did. Selling never waits for that row.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use database::Tx;
use domain::schedule::{SeatPrice, SessionPrices};
use domain::seating::PlanFault;
use domain::text::LocalizedText;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use crate::sql;

mod cancel;
mod catalogue;
mod copies;
mod counter;
mod day;
mod door;
mod edit;
mod halls;
mod plan;
mod refund;
mod seats;
mod sessions;

pub use cancel::{CancelledSession, cancel, cancelled};
pub use catalogue::{
    PlannableFilm, PriceTable, delete_price_table, films, price_tables, save_price_table,
};
pub use copies::{Copied, copy_day};
pub use counter::{NewSale, Sale, SaleKey, SaleTicket, sale, sales, sell};
pub use day::{DayLine, DayStatement, day_statement};
pub use door::{CounterTicket, counter_tickets};
pub use edit::{EditSession, edit};
pub use halls::{
    NewPlan, PlanVersion, Screen, ScreenPlan, create_plan, screen_plan, screen_plans, screens,
};
pub use plan::{NewSession, plan_session};
pub use refund::refund;
pub use seats::{Block, SeatMap, StaffSeat, block, seat_map, unblock};
pub use sessions::{StaffSession, session, sessions};

/// Why staff cannot do what they want.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Somebody else changed it first.
    #[error("changed by somebody else")]
    Stale,
    #[error("the hall is occupied by session {}", .0.session_code)]
    HallOccupied(Box<Conflict>),
    /// Seats are sold or locked, and the wish would make them something else.
    #[error("the session has sales")]
    HasSales,
    #[error("the session was cancelled")]
    Cancelled,
    /// The show is over.
    #[error("the session is over")]
    Over,
    /// The session is not what the seller saw.
    #[error("the session changed")]
    Changed,
    #[error("seats are taken: {0:?}")]
    SeatsTaken(Vec<String>),
    #[error("no such seats: {0:?}")]
    SeatsUnknown(Vec<String>),
    /// A ticket of the sale was used.
    #[error("a ticket was used")]
    Used,
    #[error("invalid: {0:?}")]
    Invalid(Vec<Fault>),
    #[error("the plan has {} faults", .0.len())]
    PlanInvalid(Vec<PlanFault>),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl StaffError {
    fn invalid(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![Fault::new(pointer, code, detail)])
    }
}

/// One part of a wish that breaks its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer into the wish.
    pub pointer: String,
    pub code: &'static str,
    pub detail: String,
}

impl Fault {
    fn new(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code, detail: detail.into() }
    }
}

/// The result of everything that staff do.
pub type StaffResult<T> = Result<T, StaffError>;

/// A session that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub session_code: String,
    pub film: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// A price that was asked for, before it is known whether its zone exists.
pub type ZonePrice = (String, SeatPrice);

/// A cinema as far as planning needs it.
struct Cinema {
    cinema_code: String,
    zone: Tz,
    sales_stop_min: u32,
    max_seats: u32,
    net_service_fee_minor: i64,
}

impl Cinema {
    /// Reads a cinema.
    async fn read(db: &impl ConnectionTrait, cinema_code: &str) -> StaffResult<Self> {
        Self::find(db, cinema_code, "").await
    }

    /// Reads a cinema; nobody else plans in it until the transaction ends.
    async fn take(tx: &Tx, cinema_code: &str) -> StaffResult<Self> {
        let lock = sql::locking(tx.get_database_backend(), "FOR NO KEY UPDATE");
        Self::find(tx, cinema_code, lock).await
    }

    async fn find(db: &impl ConnectionTrait, cinema_code: &str, lock: &str) -> StaffResult<Self> {
        let sql = format!(
            "SELECT zone, sales_stop_min, max_seats, net_service_fee_minor FROM bo_cinemas
            WHERE cinema_code = $1 {lock}"
        );
        let row = sql::query_one(db, sql, [cinema_code.into()]).await?;
        let row = row.ok_or(StaffError::NotFound("cinema"))?;
        let zone: String = row.try_get("", "zone")?;
        let unknown = |_| DbErr::Custom(format!("unknown zone {zone}"));
        Ok(Self {
            cinema_code: cinema_code.to_owned(),
            zone: zone.parse().map_err(unknown)?,
            sales_stop_min: unsigned(&row, "sales_stop_min")?,
            max_seats: unsigned(&row, "max_seats")?,
            net_service_fee_minor: row.try_get("", "net_service_fee_minor")?,
        })
    }

    /// The business date of an instant.
    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        domain::calendar::cinema_date(at, self.zone)
    }
}

fn unsigned(row: &QueryResult, column: &str) -> Result<u32, DbErr> {
    Ok(u32::try_from(row.try_get::<i64>("", column)?).unwrap_or_default())
}

fn localized(row: &QueryResult, zh: &str, en: &str) -> Result<LocalizedText, DbErr> {
    Ok(LocalizedText::new(row.try_get::<String>("", zh)?, row.try_get::<String>("", en)?))
}

/// Prices as asked for, one for each zone; `zones` are those that there must be, in any order.
fn check_prices(
    wanted: &[ZonePrice],
    zones: Option<&[String]>,
) -> Result<SessionPrices, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut prices = SessionPrices::new();
    for (at, (zone, price)) in wanted.iter().enumerate() {
        let pointer = format!("/zone_prices/{at}");
        if zones.is_some_and(|zones| !zones.contains(zone)) {
            let detail = format!("The hall has no zone {zone}.");
            faults.push(Fault::new(format!("{pointer}/zone"), "zone", detail));
        }
        if !price.is_sane() {
            let detail = "A ticket costs more than nothing, and a fee is never less than that.";
            faults.push(Fault::new(format!("{pointer}/ticket"), "price", detail));
        }
        if prices.insert(zone.clone(), *price).is_some() {
            let detail = format!("Zone {zone} has two prices.");
            faults.push(Fault::new(format!("{pointer}/zone"), "repeated", detail));
        }
    }
    let missing: Vec<&str> = zones
        .unwrap_or_default()
        .iter()
        .filter(|zone| !prices.contains_key(*zone))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        let detail = format!("No price for zone {}.", missing.join(", "));
        faults.push(Fault::new("/zone_prices", "zone", detail));
    }
    if faults.is_empty() { Ok(prices) } else { Err(faults) }
}
