//! The adapter to a cinema far away, and its guard, against a peer that follows a script.

mod door;
mod guard;
mod locks;
mod outcomes;
mod programme;
mod sales;
mod script;
mod statements;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::ids::{OrderId, RefundId, SeatLockId};
use gateways::cinema::{RemoteCinema, RemoteConfig, SessionRef};
use gateways::signing::SigningKey;
use serde_json::{Value, json};
use uuid::Uuid;

pub const CINEMA: &str = "31010001";

pub const LOCK_ID: &str = "0198d0f2-0000-7000-8000-000000000001";
pub const ORDER_ID: &str = "0198d0f2-0000-7000-8000-000000000002";
pub const REFUND_ID: &str = "0198d0f2-0000-7000-8000-000000000003";

/// The Ed25519 key of RFC 9421, appendix B.1.4.
pub const KEY: &str = "-----BEGIN PRIVATE KEY-----\n\
    MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n\
    -----END PRIVATE KEY-----\n";

/// A clock that stands still until it is set.
#[derive(Clone)]
pub struct Hands(Arc<AtomicI64>);

impl Hands {
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(now().timestamp())))
    }

    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn clock(&self) -> gateways::cinema::Clock {
        let hands = self.clone();
        Arc::new(move || DateTime::from_timestamp(hands.0.load(Ordering::SeqCst), 0).unwrap())
    }
}

pub fn now() -> DateTime<Utc> {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

pub fn lock_id() -> SeatLockId {
    LOCK_ID.parse().unwrap()
}

pub fn order_id() -> OrderId {
    ORDER_ID.parse().unwrap()
}

pub fn refund_id() -> RefundId {
    RefundId(REFUND_ID.parse::<Uuid>().unwrap())
}

pub fn session() -> SessionRef {
    SessionRef { cinema_code: CINEMA.into(), session_code: "S 1".into() }
}

/// The cinema at an address, asked at [`now`].
pub fn cinema_at(url: &str) -> RemoteCinema {
    cinema_with(url, &Hands::new(), Duration::from_millis(300))
}

pub fn cinema_with(url: &str, hands: &Hands, answer_limit: Duration) -> RemoteCinema {
    RemoteCinema::new(config(url, hands, answer_limit)).unwrap()
}

pub fn config(url: &str, hands: &Hands, answer_limit: Duration) -> RemoteConfig {
    RemoteConfig {
        base_url: format!("{url}/{CINEMA}"),
        cinema_code: CINEMA.into(),
        key: SigningKey::from_pem(KEY).unwrap(),
        connect_limit: Duration::from_secs(5),
        answer_limit,
        looking_limit: RemoteConfig::LOOKING_LIMIT,
        clock: hands.clock(),
    }
}

/// A lock as a cinema answers it, with some fields changed.
pub fn lock_body(changes: Value) -> Value {
    with(
        json!({
            "lock_id": "L/1", "client_lock_id": LOCK_ID, "status": "held", "session_code": "S 1",
            "session_version": 7, "seats": ["A1", "A2"], "auto_unlock_at": "2026-11-22T10:10:00Z",
        }),
        changes,
    )
}

/// A ticket as a cinema answers it.
pub fn ticket(number: &str, seat: &str, state: &str) -> Value {
    json!({
        "ticket_no": number, "seat_code": seat, "state": state,
        "ticket_price": fen(4_000), "screen_service_fee": fen(300), "net_service_fee": fen(200),
    })
}

/// An order as a cinema answers it, with some fields changed.
pub fn order_body(changes: Value) -> Value {
    with(
        json!({
            "order_id": "O-1", "client_order_id": ORDER_ID, "lock_id": "L/1", "session_code": "S 1",
            "status": "confirmed", "pickup_no": "123456789012", "verify_code": "4711",
            "confirmed_at": "2026-11-22T10:00:00Z",
            "tickets": [ticket("T1", "A1", "issued"), ticket("T2", "A2", "issued")],
        }),
        changes,
    )
}

pub fn fen(amount: i64) -> Value {
    json!({"amount": amount, "currency": "CNY"})
}

pub fn with(mut body: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}
