//! Errors between systems (RFC 9457), which say what side knows what.

use serde::{Deserialize, Serialize};

/// What the sender of an error knows about the effect that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// Nothing happened and nothing will: a new try is safe.
    DefinitelyNotDone,
    /// It happened, now or by an earlier call.
    DefinitelyDone,
    /// Ask by the client's identifier before anything else.
    Unknown,
}

/// `application/problem+json` of the cinema interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Problem {
    #[serde(default)]
    pub r#type: String,
    pub title: String,
    pub status: u16,
    #[serde(default)]
    pub detail: String,
    pub code: Code,
    pub knowledge: Knowledge,
    /// The seats that are meant, for `seats_taken` and `seats_unknown`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<String>,
    /// The session's version now, for `session_changed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_version: Option<i64>,
    /// For `too_many_seats`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_seats: Option<u32>,
    /// For `too_early`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Stable words for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    SignatureMissing,
    SignatureInvalid,
    /// Too far from the system's clock.
    SignatureExpired,
    /// This nonce was seen before.
    Replayed,
    MalformedRequest,
    ValidationFailed,
    PayloadTooLarge,
    NotFound,
    /// This optional operation is not offered.
    NotOffered,
    SeatsTaken,
    SeatsUnknown,
    SessionUnknown,
    SessionChanged,
    SessionCancelled,
    SalesClosed,
    TooManySeats,
    /// The identifier was used before for something else.
    ClientIdReused,
    LockUnknown,
    LockGone,
    LockSold,
    PriceRefused,
    SessionOver,
    OrderUnknown,
    OrderPending,
    TicketUsed,
    TicketRefunded,
    TooEarly,
    TooLate,
    WrongSession,
    PickupUnknown,
    VerifyCodeWrong,
    StatementMismatch,
    /// The statement is not final yet.
    DayOpen,
    TooManyRequests,
    Unavailable,
    Internal,
    /// A word that this version does not know.
    #[serde(other)]
    Other,
}
