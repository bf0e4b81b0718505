//! Orders as the API shows them: the row with its showtime, payments and refunds.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::catalogue::RefundPolicy;
use domain::ids::{OrderId, PaymentId, RefundId, SeatLockId};
use domain::money::Money;
use domain::orders::{LockedSeat, OrderStatus, Price};
use domain::payments::RefundStatus;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use tables::{order_events, orders, refunds};
use utoipa::ToSchema;

use crate::catalogue::Showtime;
use crate::error::{Error, Result};
use crate::payments::{self, PaymentSummary};

/// A customer's purchase of seats of one showtime.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Order {
    pub id: OrderId,
    #[schema(example = "M261122193000F7K2M9QX4TR")]
    pub order_no: String,
    pub status: OrderStatus,
    /// A person looks into it; the customer need not do anything.
    pub needs_operator: bool,
    pub seat_lock_id: SeatLockId,
    pub showtime: Showtime,
    pub seats: Vec<LockedSeat>,
    pub price: Price,
    pub refund_policy: RefundPolicy,
    /// E.164; the pickup code goes there.
    pub phone: String,
    pub payable_until: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub ticketed_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub pickup_code: Option<String>,
    /// The payment that paid it, or the last attempt.
    pub payment: Option<PaymentSummary>,
    pub refunds: Vec<RefundSummary>,
}

/// Money on its way back to the customer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RefundSummary {
    pub id: RefundId,
    pub status: RefundStatus,
    pub amount: Money,
    /// Why: `customer_request`, `operator_request`, `cinema_refused`, `paid_too_late`, `paid_twice`
    /// or `showtime_cancelled`.
    pub reason: String,
}

impl From<&refunds::Model> for RefundSummary {
    fn from(row: &refunds::Model) -> Self {
        Self {
            id: row.id,
            status: row.status,
            amount: Money::new(row.amount_minor, row.currency),
            reason: row.reason.as_str().to_owned(),
        }
    }
}

/// A return of money.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Refund {
    pub id: RefundId,
    pub refund_no: String,
    pub order_id: OrderId,
    pub status: RefundStatus,
    pub amount: Money,
    pub reason: String,
    pub created_at: DateTime<Utc>,
    pub succeeded_at: Option<DateTime<Utc>>,
}

impl From<refunds::Model> for Refund {
    fn from(row: refunds::Model) -> Self {
        Self {
            id: row.id,
            order_id: row.order_id,
            status: row.status,
            amount: Money::new(row.amount_minor, row.currency),
            reason: row.reason.as_str().to_owned(),
            created_at: row.created_at,
            succeeded_at: row.succeeded_at,
            refund_no: row.refund_no,
        }
    }
}

/// What giving an order back would bring.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RefundQuote {
    pub refundable: bool,
    /// Why not: `not_refundable`, `already_refunded` or `order_not_ticketed`.
    pub reason: Option<String>,
    /// What comes back to the customer.
    pub amount: Money,
    /// What is kept.
    pub fee: Money,
    pub refund_until: Option<DateTime<Utc>>,
}

/// One line of an order's history.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineEvent {
    pub at: DateTime<Utc>,
    /// Where it happened: `platform`, `cinema` or `bank`.
    pub side: String,
    #[schema(example = "ticketed")]
    pub kind: String,
    pub detail: String,
}

impl From<order_events::Model> for TimelineEvent {
    fn from(row: order_events::Model) -> Self {
        Self { at: row.at, side: row.side, kind: row.kind, detail: row.detail }
    }
}

/// What happened to an order, oldest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Timeline {
    pub items: Vec<TimelineEvent>,
}

/// Shows orders in the order given, with a fixed number of queries.
pub async fn show_orders(
    conn: &impl ConnectionTrait,
    rows: Vec<orders::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Order>> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let showtime_ids: Vec<_> = rows.iter().map(|row| row.showtime_id).collect();
    let showtimes = crate::catalogue::showtime_views(conn, &showtime_ids, now).await?;
    let policies = crate::catalogue::refund_policies(conn, &showtime_ids).await?;
    let mut payments: HashMap<OrderId, Vec<(PaymentId, PaymentSummary)>> = HashMap::new();
    for payment in payments::store::payments_of_orders(conn, &ids).await? {
        let summary = PaymentSummary::from(&payment);
        payments.entry(payment.order_id).or_default().push((payment.id, summary));
    }
    let mut refunds: HashMap<OrderId, Vec<RefundSummary>> = HashMap::new();
    for refund in payments::store::refunds_of_orders(conn, &ids).await? {
        refunds.entry(refund.order_id).or_default().push(RefundSummary::from(&refund));
    }
    let show = |row: orders::Model| {
        let showtime = showtimes.get(&row.showtime_id).cloned();
        let showtime = showtime.ok_or(Error::NotFound("showtime"))?;
        let refund_policy = policies.get(&row.showtime_id).cloned();
        let refund_policy = refund_policy.ok_or(Error::NotFound("cinema"))?;
        let mut attempts = payments.remove(&row.id).unwrap_or_default();
        let paying = attempts.iter().position(|(id, _)| row.payment_id == Some(*id));
        let payment = match paying {
            Some(place) => Some(attempts.swap_remove(place).1),
            None => attempts.pop().map(|(_, summary)| summary),
        };
        Ok(Order {
            refund_policy,
            showtime,
            payment,
            refunds: refunds.remove(&row.id).unwrap_or_default(),
            id: row.id,
            order_no: row.order_no,
            status: row.status,
            needs_operator: row.needs_operator,
            seat_lock_id: row.seat_lock_id,
            seats: row.seats.0,
            price: row.price,
            phone: row.phone,
            payable_until: row.payable_until,
            created_at: row.created_at,
            paid_at: row.paid_at,
            ticketed_at: row.ticketed_at,
            closed_at: row.closed_at,
            pickup_code: row.pickup_code.filter(|_| row.status == OrderStatus::Ticketed),
        })
    };
    rows.into_iter().map(show).collect()
}

/// Shows one order.
pub async fn show_order(
    conn: &impl ConnectionTrait,
    row: orders::Model,
    now: DateTime<Utc>,
) -> Result<Order> {
    show_orders(conn, vec![row], now).await?.pop().ok_or(Error::NotFound("order"))
}
