//! What the cinema writes down: locks, orders, returns and the lines of its statements.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::programme::{Session, fen};

/// Where a lock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LockStatus {
    Held,
    Released,
    Expired,
    Sold,
}

/// A claim on seats.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Lock {
    pub(crate) lock_id: String,
    pub(crate) client_lock_id: Uuid,
    pub(crate) status: LockStatus,
    pub(crate) session_code: String,
    pub(crate) session_version: i64,
    /// Sorted.
    pub(crate) seats: Vec<String>,
    pub(crate) begun_at: DateTime<Utc>,
    pub(crate) auto_unlock_at: DateTime<Utc>,
    /// What was added to the session's prices when it was granted.
    pub(crate) surcharge: i64,
    /// The cinema locked the seats, but its centre does not know of it yet.
    #[serde(default)]
    pub(crate) is_unheard: bool,
}

impl Lock {
    pub(crate) fn wire(&self) -> Value {
        json!({
            "lock_id": self.lock_id,
            "client_lock_id": self.client_lock_id,
            "status": self.status,
            "session_code": self.session_code,
            "session_version": self.session_version,
            "seats": self.seats,
            "auto_unlock_at": self.auto_unlock_at,
        })
    }
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrderStatus {
    Pending,
    Confirmed,
    Failed,
    Refunded,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TicketState {
    Issued,
    Collected,
    CheckedIn,
    Refunded,
}

/// The right to one seat.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ticket {
    pub(crate) ticket_no: String,
    pub(crate) seat_code: String,
    pub(crate) ticket_price: i64,
    pub(crate) screen_service_fee: i64,
    pub(crate) net_service_fee: i64,
    pub(crate) state: TicketState,
    pub(crate) collected_at: Option<DateTime<Utc>>,
    pub(crate) checked_in_at: Option<DateTime<Utc>>,
    pub(crate) refunded_at: Option<DateTime<Utc>>,
}

/// What becomes of an order that is pending.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Wait {
    /// How often it must still be asked for.
    pub(crate) polls: u32,
    /// Whether the cinema will not have sold after all.
    pub(crate) fails: bool,
    /// The reference that it gets when it is through.
    pub(crate) then: Option<String>,
}

/// A sale.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) order_id: String,
    pub(crate) client_order_id: Uuid,
    pub(crate) client_lock_id: Uuid,
    pub(crate) lock_id: String,
    pub(crate) session_code: String,
    pub(crate) status: OrderStatus,
    pub(crate) pickup_no: String,
    pub(crate) verify_code: String,
    pub(crate) confirmed_at: DateTime<Utc>,
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) wait: Option<Wait>,
}

impl Order {
    pub(crate) fn wire(&self) -> Value {
        let is_through = matches!(self.status, OrderStatus::Confirmed | OrderStatus::Refunded);
        let ticket = |ticket: &Ticket| {
            json!({
                "ticket_no": ticket.ticket_no,
                "seat_code": ticket.seat_code,
                "ticket_price": fen(ticket.ticket_price),
                "screen_service_fee": fen(ticket.screen_service_fee),
                "net_service_fee": fen(ticket.net_service_fee),
                "state": ticket.state,
                "collected_at": ticket.collected_at,
                "checked_in_at": ticket.checked_in_at,
                "refunded_at": ticket.refunded_at,
            })
        };
        let tickets: Vec<Value> =
            if is_through { self.tickets.iter().map(ticket).collect() } else { Vec::new() };
        json!({
            "order_id": self.order_id,
            "client_order_id": self.client_order_id,
            "lock_id": self.lock_id,
            "session_code": self.session_code,
            "status": self.status,
            "pickup_no": is_through.then_some(&self.pickup_no),
            "verify_code": is_through.then_some(&self.verify_code),
            "confirmed_at": is_through.then_some(self.confirmed_at),
            "tickets": tickets,
        })
    }
}

/// Tickets that were taken back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Return {
    pub(crate) client_refund_id: Uuid,
    pub(crate) order_id: String,
    pub(crate) ticket_nos: Vec<String>,
    pub(crate) refunded_at: DateTime<Utc>,
    /// The cinema took them back, but its centre does not know of it yet.
    pub(crate) is_unheard: bool,
}

impl Return {
    pub(crate) fn wire(&self) -> Value {
        json!({
            "client_refund_id": self.client_refund_id,
            "order_id": self.order_id,
            "ticket_nos": self.ticket_nos,
            "refunded_at": self.refunded_at,
        })
    }
}

/// A line of a day's statement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) business_on: NaiveDate,
    pub(crate) number: i64,
    pub(crate) is_refund: bool,
    pub(crate) client_order_id: Uuid,
    pub(crate) session_code: String,
    pub(crate) ticket: Ticket,
    pub(crate) at: DateTime<Utc>,
}

/// Who has a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Owner {
    /// The lock with this client identifier.
    Lock(Uuid),
    /// The order with this client identifier.
    Order(Uuid),
    /// Somebody who paid at the counter.
    Counter,
    /// Nobody; staff took it out of sale.
    Blocked,
}

/// A seat of a session changes hands, or comes free.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Move {
    pub(crate) session_code: String,
    pub(crate) seat_code: String,
    pub(crate) owner: Option<Owner>,
}

/// Everything that changes at once: one line of the journal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Change {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sessions: Vec<Session>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) locks: Vec<Lock>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) orders: Vec<Order>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) returns: Vec<Return>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) lines: Vec<Line>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) moves: Vec<Move>,
    /// Locks that must not be granted should they still arrive.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) unwanted: Vec<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) acknowledged: Option<(NaiveDate, DateTime<Utc>)>,
    /// How far the cinema's clock is set ahead, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ahead_s: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<String>,
    /// The platform was told of every change of sessions and tickets up to this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) told_until: Option<DateTime<Utc>>,
}
