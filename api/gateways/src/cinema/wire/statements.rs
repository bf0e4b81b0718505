//! The statement of a day: what was sold and taken back, numbered without a gap.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::OrderId;
use domain::money::Money;
use serde::{Deserialize, Serialize};

/// A cinema's business date as it counts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Statement {
    pub cinema_code: String,
    pub business_on: NaiveDate,
    /// False while the day runs and lines may still come.
    pub is_final: bool,
    /// By number; sales through the platform only.
    pub lines: Vec<StatementLine>,
    pub totals: StatementTotals,
}

/// Whether a line sells or takes back (2025: operation 1, 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Sale,
    Refund,
}

/// Who sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SalesChannel {
    Platform,
    Counter,
}

/// A ticket sold or taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct StatementLine {
    /// Counts from 1 within the day without a gap.
    pub number_by_day: i64,
    pub operation: Operation,
    pub channel: SalesChannel,
    pub order_id: String,
    #[cfg_attr(feature = "api", schema(value_type = uuid::Uuid))]
    pub client_order_id: OrderId,
    pub ticket_no: String,
    pub session_code: String,
    pub seat_code: String,
    pub ticket_price: Money,
    pub screen_service_fee: Money,
    pub net_service_fee: Money,
    pub at: DateTime<Utc>,
}

/// Sums over the lines; each amount is the sum of all three parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct StatementTotals {
    pub sale_count: i64,
    pub sale_amount: Money,
    pub refund_count: i64,
    pub refund_amount: Money,
}

/// Says that a statement was read and agrees with itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatementAck {
    /// Lines that were read: a system refuses an acknowledgement of another number.
    pub line_count: i64,
    pub totals: StatementTotals,
}

/// An acknowledgement as the system keeps it; the first one counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Acknowledgement {
    pub business_on: NaiveDate,
    pub acknowledged_at: DateTime<Utc>,
}
