//! Seats and locks as the API shows them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::catalogue::RefundPolicy;
use domain::ids::{OrderId, SeatLockId, ShowtimeId};
use domain::money::Money;
use domain::orders::{LockedSeat, Price};
use domain::seating::{
    PlanEntrance, PlanScreen, PlanSeat, PlanSection, SeatKind, SeatLockStatus, SeatState,
};
use gateways::cinema::SessionSeats;
use serde::Serialize;
use tables::{cinemas, seat_locks, seat_plans, showtimes};
use utoipa::ToSchema;

use crate::catalogue::{Showtime, ZonePrice, max_seats};

/// What does not change about a hall.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeatLayout {
    pub plan_code: String,
    pub version: i32,
    pub sections: Vec<PlanSection>,
    pub screen: PlanScreen,
    pub entrances: Vec<PlanEntrance>,
}

/// One seat and whether it can be had. Neighbours in a row differ by 2 in `x`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Seat {
    #[schema(example = "0612")]
    pub seat_code: String,
    pub section: String,
    #[schema(example = "6")]
    pub row: String,
    #[schema(example = "12")]
    pub seat: String,
    pub x: i32,
    pub y: i32,
    pub zone: String,
    pub kind: SeatKind,
    /// The other half of a love seat.
    pub pair: Option<String>,
    pub state: SeatState,
    /// Locked by the caller.
    pub mine: bool,
}

/// The seats of a showtime as the cinema says at `as_of`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeatMap {
    pub showtime_id: ShowtimeId,
    pub showtime_version: i64,
    pub as_of: DateTime<Utc>,
    pub layout: SeatLayout,
    pub zones: Vec<ZonePrice>,
    /// For one seat.
    pub service_fee: Money,
    /// Seats that one order may hold.
    pub max_seats: i32,
    pub seats_available: i32,
    pub seats: Vec<Seat>,
}

/// A timed claim on seats.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeatLock {
    pub id: SeatLockId,
    pub status: SeatLockStatus,
    pub showtime: Showtime,
    pub seats: Vec<LockedSeat>,
    pub price: Price,
    pub refund_policy: RefundPolicy,
    /// When the cinema gives the seats back by itself.
    pub expires_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub order_id: Option<OrderId>,
}

/// Joins a plan with what the cinema says.
pub fn seat_map(
    plan: &seat_plans::Model,
    showtime: &showtimes::Model,
    cinema: &cinemas::Model,
    now_taken: &SessionSeats,
    mine: &[SeatLockId],
) -> SeatMap {
    let mut taken: HashMap<String, (SeatState, bool)> = HashMap::new();
    for seat in &now_taken.taken {
        let is_mine = seat.client_lock_id.is_some_and(|id| mine.contains(&id));
        taken.insert(seat.seat_code.clone(), (seat.state, is_mine));
    }
    let seats: Vec<Seat> =
        plan.plan.seats.iter().map(|seat| show_seat(seat, taken.get(&seat.seat_code))).collect();
    let available = seats.iter().filter(|seat| seat.state == SeatState::Available).count();
    let zones = plan.plan.zones.iter().filter_map(|zone| {
        let price = *showtime.zone_prices.0.get(&zone.id)?;
        let price = Money::new(price, showtime.currency);
        Some(ZonePrice { zone: zone.id.clone(), name: zone.name.clone(), price })
    });
    SeatMap {
        showtime_id: showtime.id,
        showtime_version: showtime.version,
        as_of: now_taken.as_of,
        layout: SeatLayout {
            plan_code: plan.plan_code.clone(),
            version: plan.version,
            sections: plan.plan.sections.clone(),
            screen: plan.plan.screen,
            entrances: plan.plan.entrances.clone(),
        },
        zones: zones.collect(),
        service_fee: Money::new(showtime.service_fee_minor, showtime.currency),
        max_seats: max_seats(cinema, showtime),
        seats_available: i32::try_from(available).unwrap_or(i32::MAX),
        seats,
    }
}

fn show_seat(seat: &PlanSeat, taken: Option<&(SeatState, bool)>) -> Seat {
    let (state, mine) = match taken {
        Some(&(state, mine)) => (state, mine),
        None if seat.is_usable => (SeatState::Available, false),
        None => (SeatState::Unavailable, false),
    };
    Seat {
        seat_code: seat.seat_code.clone(),
        section: seat.section.clone(),
        row: seat.row.clone(),
        seat: seat.seat.clone(),
        x: seat.x,
        y: seat.y,
        zone: seat.zone.clone(),
        kind: seat.kind,
        pair: seat.pair.clone(),
        state,
        mine,
    }
}

/// Shows a lock. One whose time is over is shown so even before a task has noticed.
pub fn show_lock(
    lock: seat_locks::Model,
    showtime: Showtime,
    cinema: &cinemas::Model,
    order_id: Option<OrderId>,
    now: DateTime<Utc>,
) -> SeatLock {
    let is_over = lock.expires_at.is_some_and(|at| at <= now);
    let status = match lock.status {
        SeatLockStatus::Held if is_over => SeatLockStatus::Expired,
        status => status,
    };
    SeatLock {
        id: lock.id,
        status,
        refund_policy: RefundPolicy::of_cinema(
            &cinema.services,
            cinema.refund_stop_min,
            Some(showtime.starts_at),
        ),
        showtime,
        seats: lock.seats.0,
        price: lock.price,
        expires_at: lock.expires_at,
        created_at: lock.created_at,
        order_id,
    }
}
