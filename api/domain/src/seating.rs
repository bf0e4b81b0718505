//! Seat plans and the rules of choosing seats.

use crate::text::LocalizedText;
use crate::text_enum::text_enum;

text_enum! {
    /// What a seat is like.
    pub enum SeatKind {
        Normal = "normal",
        LoveLeft = "love_left",
        LoveRight = "love_right",
        Wheelchair = "wheelchair",
        Companion = "companion",
    }
}

text_enum! {
    /// Whether a seat can be had, as the cinema says.
    pub enum SeatState {
        Available = "available",
        Locked = "locked",
        Sold = "sold",
        Unavailable = "unavailable",
    }
}

text_enum! {
    /// Where a seat lock stands. `Locking` means that the cinema's answer is not known yet.
    pub enum SeatLockStatus {
        Locking = "locking",
        Held = "held",
        Rejected = "rejected",
        Released = "released",
        Expired = "expired",
        Sold = "sold",
    }
}

/// The geometry of a hall: everything about its seats that does not change from show to show.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
pub struct SeatPlan {
    pub sections: Vec<PlanSection>,
    pub zones: Vec<PlanZone>,
    pub screen: PlanScreen,
    pub entrances: Vec<PlanEntrance>,
    pub seats: Vec<PlanSeat>,
}

/// A part of the hall with rows of its own, such as a balcony.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanSection {
    pub id: String,
    pub name: LocalizedText,
}

/// Seats that share a price.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanZone {
    pub id: String,
    pub name: LocalizedText,
}

/// Where the screen hangs, in the units of the seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanScreen {
    pub x0: i32,
    pub x1: i32,
    pub y: i32,
}

/// A door of the hall.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanEntrance {
    pub x: i32,
    pub y: i32,
    pub label: LocalizedText,
}

/// One seat of a plan. Neighbours in a row differ by exactly [`SEAT_WIDTH`] in `x`; a larger
/// difference is an aisle.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanSeat {
    /// The cinema's own code of the seat, unique in the hall.
    pub seat_code: String,
    pub section: String,
    /// Row label as painted in the hall.
    pub row: String,
    /// Seat label within the row.
    pub seat: String,
    pub x: i32,
    pub y: i32,
    pub zone: String,
    pub kind: SeatKind,
    /// The other half of a love seat.
    pub pair: Option<String>,
    /// False for a place that can never be sold, such as a broken seat.
    pub is_usable: bool,
}

/// The distance of two neighbouring seats in plan units.
pub const SEAT_WIDTH: i32 = 2;
