//! Seats of a session and claims on them.

use chrono::{DateTime, Utc};
use domain::ids::SeatLockId;
use domain::seating::SeatState;
use serde::{Deserialize, Serialize};

/// The seats of a session that cannot be had now; the others are free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct SessionSeats {
    pub session_code: String,
    pub session_version: i64,
    pub as_of: DateTime<Utc>,
    pub seats: Vec<SeatLine>,
}

/// A seat that is not free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct SeatLine {
    pub seat_code: String,
    /// `locked`, `sold` or `unavailable`.
    pub state: SeatState,
    /// The lock behind it, where it is the caller's own.
    #[serde(default)]
    #[cfg_attr(feature = "api", schema(value_type = Option<uuid::Uuid>))]
    pub client_lock_id: Option<SeatLockId>,
}

/// Asks for seats, all or none. The same `client_lock_id` again is the same lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLock {
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_lock_id: SeatLockId,
    pub session_code: String,
    /// The version that the customer saw; another one refuses with `session_changed`.
    pub session_version: i64,
    /// Seat codes, without repetition.
    pub seats: Vec<String>,
    /// How long it should last; the system may grant less. Its default when left out.
    #[serde(default)]
    pub ttl_seconds: Option<u32>,
}

/// Where a lock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LockStatus {
    Held,
    Released,
    Expired,
    /// Confirmed into an order.
    Sold,
}

/// A claim on seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Lock {
    /// The system's own reference.
    pub lock_id: String,
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_lock_id: SeatLockId,
    pub status: LockStatus,
    pub session_code: String,
    pub session_version: i64,
    pub seats: Vec<String>,
    /// When the system gives the seats back by itself.
    pub auto_unlock_at: DateTime<Utc>,
}

/// Asks for more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtendLock {
    /// From now on; the end never moves back, and never past the system's longest time after the
    /// lock began.
    pub ttl_seconds: u32,
}
