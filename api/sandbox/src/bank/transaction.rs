//! What the bank knows about one transaction.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Together these name a transaction; the same order number at another time is another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Key {
    pub(crate) mer_id: String,
    pub(crate) order_id: String,
    /// `YYYYMMDDhhmmss`, Beijing time, as the merchant wrote it.
    pub(crate) txn_time: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Pay,
    Refund,
    Void,
}

impl Kind {
    /// `txnType` and `txnSubType`.
    pub(crate) fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::Pay => ("01", "01"),
            Self::Refund => ("04", "00"),
            Self::Void => ("31", "00"),
        }
    }
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// The cashier page is open; nothing was decided.
    Open,
    /// The payer agreed; the money moves at `due_at` and not before.
    Underway { due_at: DateTime<Utc> },
    /// The money moved.
    Booked(Booking),
    /// It was refused for good.
    Declined { code: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Booking {
    pub(crate) at: DateTime<Utc>,
    pub(crate) query_id: String,
    pub(crate) trace_no: String,
    /// Booked after `payTimeout`: answered as 42 in place of 00.
    pub(crate) late: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Transaction {
    #[serde(flatten)]
    pub(crate) key: Key,
    pub(crate) kind: Kind,
    pub(crate) state: State,
    /// Fen.
    pub(crate) amount: i64,
    /// Fen given back so far, of a payment.
    pub(crate) reversed: i64,
    pub(crate) front_url: Option<String>,
    pub(crate) back_url: String,
    pub(crate) pay_timeout: Option<DateTime<Utc>>,
    pub(crate) description: Option<String>,
    pub(crate) merchant_name: Option<String>,
    pub(crate) req_reserved: Option<String>,
    /// The payment that a refund or void gives back.
    pub(crate) original: Option<String>,
    /// The payer's card as it may be told: its first six and last four digits.
    pub(crate) card: Option<String>,
    /// The signature of the request: tells a page that is loaded again from another request.
    pub(crate) request: String,
    pub(crate) created_at: DateTime<Utc>,
}

impl Transaction {
    pub(crate) fn booking(&self) -> Option<&Booking> {
        match &self.state {
            State::Booked(booking) => Some(booking),
            _ => None,
        }
    }

    /// The response code of the transaction itself, and its text.
    pub(crate) fn result(&self) -> (&str, &'static str) {
        match &self.state {
            State::Open => ("05", "交易已受理，请稍后查询交易结果[6154037]"),
            State::Underway { .. } => ("03", "交易通讯超时，请发起查询交易[6100030]"),
            State::Booked(booking) if booking.late => ("42", "扣款成功但交易超过规定支付时间"),
            State::Booked(_) => ("00", "成功[0000000]"),
            State::Declined { code } => (code, "可用余额不足[1000051]"),
        }
    }
}

/// A message to the merchant that still has to arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub(crate) id: u64,
    pub(crate) key: Key,
    pub(crate) attempts: u32,
    /// When to try next; `None` when it arrived or was given up.
    pub(crate) due_at: Option<DateTime<Utc>>,
}
