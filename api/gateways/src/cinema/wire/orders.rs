//! Sales, tickets, their return, and the door.

use chrono::{DateTime, Utc};
use domain::ids::{OrderId, RefundId, SeatLockId};
use domain::money::Money;
use domain::tickets::TicketState;
use serde::{Deserialize, Serialize};

/// Tells that the seats of a lock are sold. The same `client_order_id` again is the same sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_order_id: OrderId,
    /// Every seat of the lock with its price.
    pub seats: Vec<ConfirmSeat>,
    /// E.164, for the cinema's desk.
    pub phone: String,
}

/// One seat and the three parts of its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmSeat {
    pub seat_code: String,
    pub ticket_price: Money,
    pub screen_service_fee: Money,
    pub net_service_fee: Money,
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Accepted; the tickets follow. Ask again.
    Pending,
    Confirmed,
    /// Definitely not sold; the seats are free or somebody else's.
    Failed,
    /// All of its tickets were taken back.
    Refunded,
}

/// A sale as the system keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Order {
    /// The system's own reference. It may still change while the order is `pending`.
    pub order_id: String,
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_order_id: OrderId,
    pub lock_id: String,
    pub session_code: String,
    pub status: OrderStatus,
    /// Typed at the kiosk; null while pending.
    #[serde(default)]
    pub pickup_no: Option<String>,
    /// The kiosk's second question; null while pending.
    #[serde(default)]
    pub verify_code: Option<String>,
    #[serde(default)]
    pub confirmed_at: Option<DateTime<Utc>>,
    pub tickets: Vec<Ticket>,
}

/// The right to one seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Ticket {
    pub ticket_no: String,
    pub seat_code: String,
    pub ticket_price: Money,
    pub screen_service_fee: Money,
    pub net_service_fee: Money,
    /// `issued`, `collected`, `checked_in` or `refunded`.
    pub state: TicketState,
    #[serde(default)]
    pub collected_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub checked_in_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub refunded_at: Option<DateTime<Utc>>,
}

/// Asks to take tickets back. The same `client_refund_id` again is the same return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Refund {
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_refund_id: RefundId,
    /// All of the order when left out.
    #[serde(default)]
    pub ticket_nos: Option<Vec<String>>,
}

/// Tickets that were taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct RefundResult {
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_refund_id: RefundId,
    pub order_id: String,
    pub ticket_nos: Vec<String>,
    pub refunded_at: DateTime<Utc>,
}

/// Swaps all tickets of an order for the seats of a held lock, both or neither. The same
/// `client_order_id` again is the same exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Of the new order.
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_order_id: OrderId,
    /// Of the return.
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_refund_id: RefundId,
    /// Of the new seats.
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_lock_id: SeatLockId,
    pub seats: Vec<ConfirmSeat>,
    pub phone: String,
}

/// What a kiosk, a desk or a gate sees for a pickup number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Pickup {
    pub order: Order,
    pub starts_at: DateTime<Utc>,
    /// Tickets that this very call collected or admitted.
    pub moved: Vec<String>,
}

/// Asks to hand paper tickets out. Without `verify_code` the desk vouches for the customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Collect {
    #[serde(default)]
    pub verify_code: Option<String>,
}

/// Asks to admit tickets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// All of the order when empty.
    #[serde(default)]
    pub ticket_nos: Vec<String>,
    /// The session of this gate; tickets of another are turned away.
    #[serde(default)]
    pub session_code: Option<String>,
}
