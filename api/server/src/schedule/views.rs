//! What staff see.

use std::collections::HashMap;

use box_office::staff;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::ShowtimeId;
use domain::money::Money;
use domain::schedule::{SeatPrice, SessionPrices, SessionState, StaffSeatState};
use domain::seating::{PlanZone, SeatKind, SeatPlan};
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::store::Progress;
use crate::http::problem::SessionConflict;
use crate::seating::SeatLayout;

/// What a seat of a zone costs at the cinema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ZonePriceFen {
    #[schema(example = "standard")]
    pub zone: String,
    /// Without the hall's service fee.
    pub ticket: Money,
    /// The hall's service fee (影厅服务费).
    pub screen_fee: Money,
}

/// The price of a zone, as asked for or as shown.
fn zone_price((zone, price): (&String, &SeatPrice)) -> ZonePriceFen {
    ZonePriceFen {
        zone: zone.clone(),
        ticket: Money::fen(price.ticket_minor),
        screen_fee: Money::fen(price.screen_fee_minor),
    }
}

fn zone_prices(prices: &SessionPrices) -> Vec<ZonePriceFen> {
    prices.iter().map(zone_price).collect()
}

/// A wish for prices in the box office's words.
pub fn wanted_prices(prices: &[ZonePriceFen]) -> Vec<staff::ZonePrice> {
    let wanted = |price: &ZonePriceFen| {
        let parts = SeatPrice {
            ticket_minor: price.ticket.amount_minor,
            screen_fee_minor: price.screen_fee.amount_minor,
        };
        (price.zone.clone(), parts)
    };
    prices.iter().map(wanted).collect()
}

/// A hall.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffScreen {
    pub screen_code: String,
    pub name: LocalizedText,
    /// Slug of the type of hall.
    pub hall_type: String,
    /// Minutes of cleaning after every session.
    pub cleaning_min: u32,
    /// Seats that can be sold.
    pub seat_count: u32,
    /// The plan in force today.
    pub plan_version: i64,
    pub zones: Vec<PlanZone>,
}

impl From<staff::Screen> for StaffScreen {
    fn from(screen: staff::Screen) -> Self {
        Self {
            screen_code: screen.screen_code,
            name: screen.name,
            hall_type: screen.hall_type,
            cleaning_min: screen.cleaning_min,
            seat_count: screen.seat_count,
            plan_version: screen.plan_version,
            zones: screen.zones,
        }
    }
}

/// One version of a hall's seat plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScreenPlanVersion {
    pub version: i64,
    /// The first business date that is sold by it.
    pub effective_on: NaiveDate,
    pub seat_count: u32,
}

impl From<staff::PlanVersion> for ScreenPlanVersion {
    fn from(plan: staff::PlanVersion) -> Self {
        let staff::PlanVersion { version, effective_on, seat_count } = plan;
        Self { version, effective_on, seat_count }
    }
}

/// One version of a hall's seat plan, whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScreenPlan {
    pub screen_code: String,
    pub version: i64,
    pub effective_on: NaiveDate,
    pub layout: SeatPlan,
}

impl From<staff::ScreenPlan> for ScreenPlan {
    fn from(plan: staff::ScreenPlan) -> Self {
        let staff::ScreenPlan { screen_code, version, effective_on, layout } = plan;
        Self { screen_code, version, effective_on, layout }
    }
}

/// A film that can be planned.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannableFilm {
    pub film_code: String,
    pub title: LocalizedText,
    pub runtime_min: u32,
    pub formats: Vec<String>,
    pub released_on: NaiveDate,
}

impl From<staff::PlannableFilm> for PlannableFilm {
    fn from(film: staff::PlannableFilm) -> Self {
        let staff::PlannableFilm { film_code, title, runtime_min, formats, released_on } = film;
        Self { film_code, title, runtime_min, formats, released_on }
    }
}

/// Prices to choose from when a session is planned.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PriceTable {
    pub price_code: String,
    pub name: LocalizedText,
    pub zone_prices: Vec<ZonePriceFen>,
}

impl From<staff::PriceTable> for PriceTable {
    fn from(table: staff::PriceTable) -> Self {
        let zone_prices = zone_prices(&table.zone_prices);
        Self { price_code: table.price_code, name: table.name, zone_prices }
    }
}

/// A session and how its seats stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffSession {
    pub session_code: String,
    /// What customers know it by; null until the platform has taken it over.
    pub showtime_id: Option<ShowtimeId>,
    /// Send it back with a change.
    pub session_version: i64,
    pub screen_code: String,
    pub plan_version: i64,
    pub film_code: String,
    pub film: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The platform sells until then; the counter until the end.
    pub stop_sell_at: DateTime<Utc>,
    pub business_on: NaiveDate,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub status: SessionState,
    pub cancel_reason: Option<String>,
    pub zone_prices: Vec<ZonePriceFen>,
    /// Seats that one order of the platform may have.
    pub max_seats: u32,
    pub seats_total: u32,
    pub seats_sold: u32,
    pub seats_locked: u32,
    pub seats_blocked: u32,
}

/// Shows sessions with the showtimes that they became.
pub fn show_session(
    session: staff::StaffSession,
    showtimes: &HashMap<String, ShowtimeId>,
) -> StaffSession {
    StaffSession {
        showtime_id: showtimes.get(&session.session_code).copied(),
        session_code: session.session_code,
        session_version: session.session_version,
        screen_code: session.screen_code,
        plan_version: session.plan_version,
        film_code: session.film_code,
        film: session.film,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        stop_sell_at: session.stop_sell_at,
        business_on: session.business_date,
        language: session.language,
        subtitles: session.subtitles,
        format: session.format,
        status: session.state,
        cancel_reason: session.cancel_reason,
        zone_prices: zone_prices(&session.zone_prices),
        max_seats: session.max_seats,
        seats_total: session.seats_total,
        seats_sold: session.seats_sold,
        seats_locked: session.seats_locked,
        seats_blocked: session.seats_blocked,
    }
}

/// The sessions of some business days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionDay {
    pub items: Vec<StaffSession>,
}

/// What became of a copied day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CopyResult {
    pub created: u32,
    /// Sessions of the other day that stand in the way, and sessions that cannot be shown then.
    pub skipped: Vec<SessionConflict>,
}

impl From<staff::Copied> for CopyResult {
    fn from(copied: staff::Copied) -> Self {
        let skipped = copied.skipped.into_iter().map(flow::conflict).collect();
        Self { created: copied.created, skipped }
    }
}

/// A cancelled session, and how far everybody's money is on its way back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Cancellation {
    pub session_code: String,
    pub cancelled_at: DateTime<Utc>,
    pub reason: String,
    /// Orders of the platform that had money in them.
    pub orders: i64,
    pub refunded: i64,
    pub refunding: i64,
    /// Somebody at the platform has to look after these.
    pub failed: i64,
    /// Seats of those orders.
    pub tickets: i64,
    /// Sales of the counter that are to be given back there.
    pub counter_sales: i64,
}

/// Joins what the box office and the platform know.
pub fn cancellation(session: staff::CancelledSession, progress: Progress) -> Cancellation {
    Cancellation {
        session_code: session.session_code,
        cancelled_at: session.cancelled_at,
        reason: session.reason,
        orders: progress.orders,
        refunded: progress.refunded,
        refunding: progress.refunding,
        failed: progress.failed,
        tickets: progress.tickets,
        counter_sales: session.open_counter_sales,
    }
}

/// A seat as staff see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffSeat {
    pub seat_code: String,
    pub section: String,
    pub row: String,
    pub seat: String,
    pub x: i32,
    pub y: i32,
    pub zone: String,
    pub kind: SeatKind,
    /// The other half of a love seat.
    pub pair: Option<String>,
    pub state: StaffSeatState,
    /// Why it is blocked.
    pub reason: Option<String>,
}

/// The seats of a session as they stand now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffSeatMap {
    pub session_code: String,
    pub session_version: i64,
    pub as_of: DateTime<Utc>,
    pub layout: SeatLayout,
    pub zone_prices: Vec<ZonePriceFen>,
    pub seats: Vec<StaffSeat>,
}

impl From<staff::SeatMap> for StaffSeatMap {
    fn from(map: staff::SeatMap) -> Self {
        let seat = |seat: staff::StaffSeat| StaffSeat {
            seat_code: seat.place.seat_code,
            section: seat.place.section,
            row: seat.place.row,
            seat: seat.place.seat,
            x: seat.place.x,
            y: seat.place.y,
            zone: seat.place.zone,
            kind: seat.place.kind,
            pair: seat.place.pair,
            state: seat.state,
            reason: seat.reason,
        };
        Self {
            session_code: map.session_code,
            session_version: map.session_version,
            as_of: map.as_of,
            layout: SeatLayout {
                plan_code: map.plan_code,
                version: i32::try_from(map.plan_version).unwrap_or(i32::MAX),
                sections: map.layout.sections,
                screen: map.layout.screen,
                entrances: map.layout.entrances,
            },
            zone_prices: zone_prices(&map.zone_prices),
            seats: map.seats.into_iter().map(seat).collect(),
        }
    }
}
