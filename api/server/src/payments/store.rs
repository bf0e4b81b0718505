//! Rows of payments, refunds and bank notifications.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{CinemaPayoutId, OrderId, PaymentId, RefundId, UserId};
use domain::orders::OrderStatus;
use domain::payments::{BankCode, PaymentStatus, RefundStatus};
use domain::reconciliation::ResolutionVerdict;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use tables::{
    cinema_payout_approvals, cinema_payouts, orders, payments, reconciliation_breaks, refunds,
    surplus_returns, tickets,
};

use crate::error::{Error, Result};

/// Takes the order's row for this transaction, so that everything about one order happens one after
/// the other. Every transaction that changes an order, its payments or its refunds begins with it.
pub async fn take_order(tx: &Tx, id: OrderId) -> Result<orders::Model> {
    orders::Entity::update_many()
        .col_expr(orders::Column::Steps, Expr::col(orders::Column::Steps))
        .filter(orders::Column::Id.eq(id))
        .exec(tx)
        .await?;
    orders::Entity::find_by_id(id).one(tx).await?.ok_or(Error::NotFound("order"))
}

/// The order that a payment or refund belongs to, for its owner only.
pub async fn order_of_customer(
    conn: &impl ConnectionTrait,
    id: OrderId,
    user_id: UserId,
) -> Result<orders::Model> {
    orders::Entity::find_by_id(id)
        .filter(orders::Column::UserId.eq(user_id))
        .one(conn)
        .await?
        .ok_or(Error::NotFound("order"))
}

pub async fn payment(conn: &impl ConnectionTrait, id: PaymentId) -> Result<payments::Model> {
    payments::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("payment"))
}

pub async fn payment_by_no(
    conn: &impl ConnectionTrait,
    bank: BankCode,
    payment_no: &str,
) -> Result<Option<payments::Model>> {
    let found = payments::Entity::find()
        .filter(payments::Column::Bank.eq(bank))
        .filter(payments::Column::PaymentNo.eq(payment_no))
        .one(conn)
        .await?;
    Ok(found)
}

pub async fn payments_of_orders(
    conn: &impl ConnectionTrait,
    order_ids: &[OrderId],
) -> Result<Vec<payments::Model>> {
    let rows = payments::Entity::find()
        .filter(payments::Column::OrderId.is_in(order_ids.iter().copied()))
        .order_by_asc(payments::Column::Id)
        .all(conn)
        .await?;
    Ok(rows)
}

pub async fn refunds_of_orders(
    conn: &impl ConnectionTrait,
    order_ids: &[OrderId],
) -> Result<Vec<refunds::Model>> {
    let rows = refunds::Entity::find()
        .filter(refunds::Column::OrderId.is_in(order_ids.iter().copied()))
        .order_by_asc(refunds::Column::Id)
        .all(conn)
        .await?;
    Ok(rows)
}

pub async fn refund(conn: &impl ConnectionTrait, id: RefundId) -> Result<refunds::Model> {
    refunds::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("refund"))
}

pub async fn refund_by_no(
    conn: &impl ConnectionTrait,
    refund_no: &str,
) -> Result<Option<refunds::Model>> {
    let found =
        refunds::Entity::find().filter(refunds::Column::RefundNo.eq(refund_no)).one(conn).await?;
    Ok(found)
}

/// Whether money goes back under this number that no order owes: reconciliation asks about it.
pub async fn is_surplus_return(conn: &impl ConnectionTrait, refund_no: &str) -> Result<bool> {
    let found = surplus_returns::Entity::find()
        .filter(surplus_returns::Column::RefundNo.eq(refund_no))
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// Whether an order took money of a wrong amount and all of it is back with its payer.
pub async fn is_quarantine_over(conn: &impl ConnectionTrait, order_id: OrderId) -> Result<bool> {
    let payments = payments_of_orders(conn, &[order_id]).await?;
    let set_apart: Vec<PaymentId> = payments
        .iter()
        .filter(|payment| payment.status == PaymentStatus::Quarantined)
        .map(|payment| payment.id)
        .collect();
    let of_break = surplus_returns::Entity::belongs_to(reconciliation_breaks::Entity)
        .from(surplus_returns::Column::BreakId)
        .to(reconciliation_breaks::Column::Id);
    let returned = surplus_returns::Entity::find()
        .join(JoinType::InnerJoin, of_break.into())
        .filter(reconciliation_breaks::Column::PaymentId.is_in(set_apart.iter().copied()))
        .filter(surplus_returns::Column::Status.eq(RefundStatus::Succeeded))
        .count(conn)
        .await?;
    Ok(!set_apart.is_empty() && usize::try_from(returned).is_ok_and(|it| it >= set_apart.len()))
}

/// The attempt of an order that may still take money.
pub async fn open_payment(
    conn: &impl ConnectionTrait,
    order_id: OrderId,
) -> Result<Option<payments::Model>> {
    let open = PaymentStatus::ALL.iter().copied().filter(|status| status.is_open());
    let found = payments::Entity::find()
        .filter(payments::Column::OrderId.eq(order_id))
        .filter(payments::Column::Status.is_in(open))
        .one(conn)
        .await?;
    Ok(found)
}

/// Brings forward every question that may still be asked about an order: attempts that are not
/// proven to have succeeded, refunds that the bank was told of or that a person was called for,
/// tickets that the cinema may take back.
pub async fn ask_now(tx: &Tx, order_id: OrderId, now: DateTime<Utc>) -> Result<()> {
    let settled = [PaymentStatus::Succeeded, PaymentStatus::Quarantined];
    payments::Entity::update_many()
        .col_expr(payments::Column::NextQueryAt, Expr::value(now))
        .filter(payments::Column::OrderId.eq(order_id))
        .filter(payments::Column::Status.is_not_in(settled))
        .exec(tx)
        .await?;
    // Whoever was called has seen to it, or wants to know: the bank's word counts again.
    refunds::Entity::update_many()
        .col_expr(refunds::Column::Status, Expr::value(RefundStatus::Unknown))
        .filter(refunds::Column::OrderId.eq(order_id))
        .filter(refunds::Column::Status.eq(RefundStatus::NeedsManual))
        .exec(tx)
        .await?;
    let open = RefundStatus::ALL.iter().copied().filter(|status| status.is_open());
    refunds::Entity::update_many()
        .col_expr(refunds::Column::NextQueryAt, Expr::value(now))
        .filter(refunds::Column::OrderId.eq(order_id))
        .filter(refunds::Column::Status.is_in(open))
        .exec(tx)
        .await?;
    Ok(())
}

/// The order shall end unpaid as soon as no attempt can take money any more.
pub async fn give_up_order(tx: &Tx, id: OrderId, now: DateTime<Utc>) -> Result<()> {
    orders::Entity::update_many()
        .col_expr(orders::Column::CancelRequestedAt, Expr::value(now))
        .filter(orders::Column::Id.eq(id))
        .filter(orders::Column::CancelRequestedAt.is_null())
        .exec(tx)
        .await?;
    schedule_order(tx, id, now).await
}

/// Calls a person for an order, or says that nobody need come any more.
pub async fn set_needs_operator(tx: &Tx, id: OrderId, needs_operator: bool) -> Result<()> {
    orders::Entity::update_many()
        .col_expr(orders::Column::NeedsOperator, Expr::value(needs_operator))
        .filter(orders::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Moves an order on by itself at `at`.
pub async fn schedule_order(tx: &Tx, id: OrderId, at: DateTime<Utc>) -> Result<()> {
    orders::Entity::update_many()
        .col_expr(orders::Column::NextStepAt, Expr::value(at))
        .filter(orders::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The order is paid by this payment. False when something else paid or ended it finally.
pub async fn mark_order_paid(
    tx: &Tx,
    id: OrderId,
    payment_id: PaymentId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let before = OrderStatus::ALL.iter().copied().filter(|from| from.may_become(OrderStatus::Paid));
    let updated = orders::Entity::update_many()
        .col_expr(orders::Column::Status, Expr::value(OrderStatus::Paid))
        .col_expr(orders::Column::PaymentId, Expr::value(payment_id))
        .col_expr(orders::Column::PaidAt, Expr::value(now))
        .col_expr(orders::Column::ClosedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(orders::Column::Steps, Expr::value(0))
        .filter(orders::Column::Id.eq(id))
        .filter(orders::Column::Status.is_in(before))
        .exec(tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Moves an order from one state to another; [`Error::Stale`] when it is not there any more.
pub async fn move_order(
    tx: &Tx,
    order: &orders::Model,
    to: OrderStatus,
    now: DateTime<Utc>,
) -> Result<()> {
    if !order.status.may_become(to) {
        return Err(Error::Stale);
    }
    let closed_at = to.is_final().then_some(now).filter(|_| to != OrderStatus::Ticketed);
    let updated = orders::Entity::update_many()
        .col_expr(orders::Column::Status, Expr::value(to))
        .col_expr(orders::Column::ClosedAt, Expr::value(closed_at))
        .filter(orders::Column::Id.eq(order.id))
        .filter(orders::Column::Status.eq(order.status))
        .exec(tx)
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Whether the cinema was paid for the order's tickets. A payout that is agreed to in this very
/// moment may be missed: then the refund lessens what is due to the cinema instead of becoming a
/// claim, and the next payout is less by the same amount.
pub async fn is_paid_out(conn: &impl ConnectionTrait, order: &orders::Model) -> Result<bool> {
    let issued: Option<DateTime<Utc>> = tickets::Entity::find()
        .select_only()
        .column(tickets::Column::IssuedAt)
        .filter(tickets::Column::OrderId.eq(order.id))
        .order_by_asc(tickets::Column::IssuedAt)
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?;
    let Some(issued) = issued else {
        return Ok(false);
    };
    let agreed = cinema_payouts::Entity::belongs_to(cinema_payout_approvals::Entity)
        .from(cinema_payouts::Column::Id)
        .to(cinema_payout_approvals::Column::PayoutId);
    let payout: Option<CinemaPayoutId> = cinema_payouts::Entity::find()
        .select_only()
        .column(cinema_payouts::Column::Id)
        .join(JoinType::InnerJoin, agreed.into())
        .filter(cinema_payouts::Column::CinemaId.eq(order.cinema_id))
        .filter(cinema_payouts::Column::UntilAt.gt(issued))
        .filter(cinema_payout_approvals::Column::Verdict.eq(ResolutionVerdict::Approved))
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(payout.is_some())
}
