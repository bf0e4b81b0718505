//! Giving money back through the bank that took it: owed in the books first, then told, then asked.

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::ids::{OrderId, PaymentId, RefundId};
use domain::ledger::{self as books, LedgerEvent, Posting};
use domain::money::Money;
use domain::orders::OrderStatus;
use domain::payments::{PaymentStatus, RefundReason, RefundStatus};
use domain::webhooks::WebhookEvent;
use gateways::GatewayError;
use gateways::bank::{RefundOutcome, RefundRef, RefundRequest};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait, QueryFilter};
use sea_orm::{EntityTrait, sea_query::Expr};
use tables::{orders, refunds};

use super::store;
use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::history::{self, Side};
use crate::ledger::{self, Journal, Subject};
use crate::webhooks;

/// Owes the whole of a payment to the customer: a row, its entries and the order's state, in the
/// caller's transaction. The bank is told by a later step. [`Error::Stale`] when it is owed
/// already: a worker that lost its lease may come with yesterday's decision.
pub async fn owe(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    payment_id: PaymentId,
    reason: RefundReason,
) -> Result<RefundId> {
    let earlier = store::refunds_of_orders(tx, &[order.id]).await?;
    if earlier.iter().any(|refund| refund.payment_id == payment_id) {
        return Err(Error::Stale);
    }
    let payment = store::payment(tx, payment_id).await?;
    let paid = Money::new(payment.amount_minor, payment.currency);
    let refund = insert(app, tx, order, payment_id, paid, reason, false).await?;
    book_owed(app, tx, order, &refund, books::prepayment_refund_requested(paid)).await?;
    if order.payment_id == Some(payment_id) {
        store::move_order(tx, order, OrderStatus::Refunding, app.clock.now()).await?;
    }
    Ok(refund.id)
}

/// Stores the wish to give a ticketed order back. Nothing is owed until the cinema took the tickets
/// back.
pub async fn request_take_back(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    reason: RefundReason,
) -> Result<RefundId> {
    let payment_id = order.payment_id.ok_or(Error::Stale)?;
    let amount = Money::new(order.total_minor, order.currency);
    Ok(insert(app, tx, order, payment_id, amount, reason, true).await?.id)
}

/// The cinema has taken the tickets back: now the money is owed.
pub async fn record_taken_back(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    refund_id: RefundId,
) -> Result<()> {
    let refund = store::refund(tx, refund_id).await?;
    if refund.status != RefundStatus::Requested || !refund.needs_take_back {
        return Err(Error::Stale);
    }
    let row = refunds::ActiveModel {
        id: Unchanged(refund_id),
        needs_take_back: Set(false),
        next_query_at: Set(None),
        queries: Set(0),
        ..Default::default()
    };
    refunds::Entity::update(row).exec(tx).await?;
    if order.needs_operator {
        // Whoever was called because the cinema was silent need not come any more.
        store::set_needs_operator(tx, order.id, false).await?;
    }
    let (tickets, service_fee) = (order.price.tickets, order.price.service_fee);
    let postings = if store::is_paid_out(tx, order).await? {
        books::paid_out_refund_requested(tickets, service_fee)
    } else {
        books::ticketed_refund_requested(tickets, service_fee)
    };
    book_owed(app, tx, order, &refund, postings).await?;
    store::move_order(tx, order, OrderStatus::Refunding, app.clock.now()).await
}

/// The cinema keeps the tickets as used: no money is owed.
pub async fn reject(tx: &Tx, refund_id: RefundId, why: &str) -> Result<()> {
    let row = refunds::ActiveModel {
        id: Unchanged(refund_id),
        status: Set(RefundStatus::Rejected),
        failure_text: Set(Some(why.to_owned())),
        next_query_at: Set(None),
        ..Default::default()
    };
    refunds::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// The cinema's answer is missing: it is asked again later under the same number.
pub async fn postpone(app: &App, tx: &Tx, refund_id: RefundId) -> Result<()> {
    let queries = store::refund(tx, refund_id).await?.queries.saturating_add(1);
    let row = refunds::ActiveModel {
        id: Unchanged(refund_id),
        queries: Set(queries),
        next_query_at: Set(Some(ask_again_at(app, queries, app.clock.now()))),
        ..Default::default()
    };
    refunds::Entity::update(row).exec(tx).await?;
    Ok(())
}

async fn insert(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    payment_id: PaymentId,
    amount: Money,
    reason: RefundReason,
    needs_take_back: bool,
) -> Result<refunds::Model> {
    let now = app.clock.now();
    let refund = refunds::ActiveModel {
        id: Set(app.clock.new_id()),
        refund_no: Set(app.clock.new_number('R')),
        payment_id: Set(payment_id),
        order_id: Set(order.id),
        reason: Set(reason),
        amount_minor: Set(amount.amount_minor),
        currency: Set(amount.currency),
        status: Set(RefundStatus::Requested),
        needs_take_back: Set(needs_take_back),
        txn_time: Set(now),
        bank_ref: Set(None),
        failure_text: Set(None),
        created_at: Set(now),
        succeeded_at: Set(None),
        next_query_at: Set(None),
        queries: Set(0),
    };
    let refund = refunds::Entity::insert(refund).exec_with_returning(tx).await?;
    store::schedule_order(tx, order.id, now).await?;
    let detail = format!("{} {amount} {reason}", refund.refund_no);
    let kind = "refund_requested";
    history::record(tx, &app.clock, order.id, Side::Platform, kind, detail).await?;
    Ok(refund)
}

async fn book_owed(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    refund: &refunds::Model,
    postings: Vec<Posting>,
) -> Result<()> {
    let event = LedgerEvent::RefundRequested;
    let subject = subject(tx, order, refund).await?;
    let journal = Journal { event, source_id: refund.id.0, postings, subject };
    ledger::append(tx, &app.clock, journal).await
}

async fn subject(tx: &Tx, order: &orders::Model, refund: &refunds::Model) -> Result<Subject> {
    let payment = store::payment(tx, refund.payment_id).await?;
    Ok(Subject {
        order_id: Some(order.id),
        payment_id: Some(refund.payment_id),
        refund_id: Some(refund.id),
        cinema_id: Some(order.cinema_id),
        bank: Some(payment.bank),
    })
}

/// Tells the bank to return the money. The state says so before anything is sent.
pub async fn submit(app: &App, refund_id: RefundId) -> Result<()> {
    let refund = store::refund(&app.db, refund_id).await?;
    let payment = store::payment(&app.db, refund.payment_id).await?;
    let Some(bank_ref) = payment.bank_ref.clone() else {
        let why = "the bank never named the payment".to_owned();
        return record_outcome(app, refund_id, &RefundOutcome::Unknown { why }).await;
    };
    store_submitted(app, &refund).await?;
    fault::point("refund_submit_stored");
    let public_url = &app.config.public_url;
    let request = RefundRequest {
        refund_no: refund.refund_no.clone(),
        txn_time: refund.txn_time,
        bank_ref,
        amount: Money::new(refund.amount_minor, refund.currency),
        notify_url: format!("{public_url}/api/v1/payment-notifications/{}", payment.bank),
    };
    let outcome = match app.gateways.bank(payment.bank)?.refund(&request).await {
        Ok(outcome) => outcome,
        Err(GatewayError::NotSent(_) | GatewayError::Refused(_)) => RefundOutcome::NotFound,
        Err(GatewayError::MaybeSent(why) | GatewayError::Unreadable(why)) => {
            RefundOutcome::Unknown { why }
        }
    };
    fault::point("refund_answered");
    record_outcome(app, refund_id, &outcome).await
}

async fn store_submitted(app: &App, refund: &refunds::Model) -> Result<()> {
    let tx = app.db.begin().await?;
    store::take_order(&tx, refund.order_id).await?;
    let updated = refunds::Entity::update_many()
        .col_expr(refunds::Column::Status, Expr::value(RefundStatus::Submitted))
        .filter(refunds::Column::Id.eq(refund.id))
        .filter(refunds::Column::Status.eq(RefundStatus::Requested))
        .exec(&tx)
        .await?;
    if updated.rows_affected == 0 {
        return Err(Error::Stale);
    }
    tx.commit().await?;
    Ok(())
}

/// Asks the bank about a refund that was told.
pub async fn ask(app: &App, refund_id: RefundId) -> Result<()> {
    let refund = store::refund(&app.db, refund_id).await?;
    let payment = store::payment(&app.db, refund.payment_id).await?;
    let reference = RefundRef { refund_no: refund.refund_no.clone(), txn_time: refund.txn_time };
    let outcome = match app.gateways.bank(payment.bank)?.query_refund(&reference).await {
        Ok(outcome) => outcome,
        Err(error) => RefundOutcome::Unknown { why: error.to_string() },
    };
    record_outcome(app, refund_id, &outcome).await
}

/// Asks about a refund that a person was called for, or that was told, because something else says
/// that the bank paid it.
pub async fn ask_once_more(app: &App, refund_id: RefundId) -> Result<()> {
    let refund = store::refund(&app.db, refund_id).await?;
    if refund.status == RefundStatus::NeedsManual {
        let tx = app.db.begin().await?;
        store::take_order(&tx, refund.order_id).await?;
        refunds::Entity::update_many()
            .col_expr(refunds::Column::Status, Expr::value(RefundStatus::Unknown))
            .filter(refunds::Column::Id.eq(refund_id))
            .filter(refunds::Column::Status.eq(RefundStatus::NeedsManual))
            .exec(&tx)
            .await?;
        tx.commit().await?;
    }
    ask(app, refund_id).await
}

/// What the bank said, for the order's history.
fn describe_outcome(outcome: &RefundOutcome) -> String {
    match outcome {
        RefundOutcome::Succeeded { bank_ref, amount } => format!("returned {amount} as {bank_ref}"),
        RefundOutcome::Pending => "pending".to_owned(),
        RefundOutcome::NotFound => "not found".to_owned(),
        RefundOutcome::Rejected { code, text } => format!("rejected {code} {text}"),
        RefundOutcome::Unknown { why } => format!("unknown: {why}"),
    }
}

/// Records what the bank says about a refund. Repeating changes nothing.
pub async fn record_outcome(app: &App, refund_id: RefundId, outcome: &RefundOutcome) -> Result<()> {
    let order_id = store::refund(&app.db, refund_id).await?.order_id;
    let tx = app.db.begin().await?;
    let order = store::take_order(&tx, order_id).await?;
    let refund = store::refund(&tx, refund_id).await?;
    if !refund.status.is_open() {
        return Ok(());
    }
    let now = app.clock.now();
    let status = status_after(&refund, outcome);
    let queries = refund.queries.saturating_add(1);
    let next_query_at = status.is_open().then(|| ask_again_at(app, queries, now));
    let mut row = refunds::ActiveModel {
        id: Unchanged(refund_id),
        status: Set(status),
        queries: Set(queries),
        next_query_at: Set(next_query_at),
        ..Default::default()
    };
    match outcome {
        RefundOutcome::Succeeded { bank_ref, .. } if status == RefundStatus::Succeeded => {
            row.bank_ref = Set(Some(bank_ref.clone()));
            row.succeeded_at = Set(Some(now));
        }
        RefundOutcome::Rejected { code, text } => {
            row.failure_text = Set(Some(format!("{code} {text}")));
        }
        _ => {}
    }
    refunds::Entity::update(row).exec(&tx).await?;
    store::schedule_order(&tx, order.id, next_query_at.unwrap_or(now)).await?;
    if status != refund.status {
        let kind = format!("refund_{status}");
        let detail = format!("{} {}", refund.refund_no, describe_outcome(outcome));
        history::record(&tx, &app.clock, order.id, Side::Bank, &kind, detail).await?;
    }
    match status {
        RefundStatus::Succeeded => finish(app, &tx, &order, &refund).await?,
        RefundStatus::NeedsManual => call_operator(&tx, &order).await?,
        _ => {}
    }
    tx.commit().await?;
    fault::point("refund_recorded");
    app.wake.orders.notify_one();
    Ok(())
}

fn status_after(refund: &refunds::Model, outcome: &RefundOutcome) -> RefundStatus {
    match outcome {
        RefundOutcome::Succeeded { amount, .. } if amount.amount_minor == refund.amount_minor => {
            RefundStatus::Succeeded
        }
        // Another amount than we asked for, or a plain no: a person must talk to the bank.
        RefundOutcome::Succeeded { .. } | RefundOutcome::Rejected { .. } => {
            RefundStatus::NeedsManual
        }
        RefundOutcome::Pending => RefundStatus::Submitted,
        // The bank never heard of it, so the same number is told again.
        RefundOutcome::NotFound => RefundStatus::Requested,
        RefundOutcome::Unknown { .. } => RefundStatus::Unknown,
    }
}

/// When a bank or cinema that gave no answer is asked again.
fn ask_again_at(app: &App, queries: i32, now: DateTime<Utc>) -> DateTime<Utc> {
    now + app.config.purchase.pause(queries, Duration::minutes(10))
}

async fn finish(app: &App, tx: &Tx, order: &orders::Model, refund: &refunds::Model) -> Result<()> {
    let amount = Money::new(refund.amount_minor, refund.currency);
    let journal = Journal {
        event: LedgerEvent::RefundSucceeded,
        source_id: refund.id.0,
        postings: books::refund_succeeded(amount),
        subject: subject(tx, order, refund).await?,
    };
    ledger::append(tx, &app.clock, journal).await?;
    end_order(app, tx, order, refund).await
}

/// What a bill says of a refund that people gave at the bank's own counter.
pub struct GivenByHand {
    /// The number under which the bank has it; ours was refused.
    pub refund_no: String,
    pub bank_ref: Option<String>,
    pub at: DateTime<Utc>,
}

/// Takes such a refund as given. The caller books it, with the bill as its evidence.
pub async fn record_given_by_hand(
    app: &App,
    tx: &Tx,
    refund: &refunds::Model,
    given: GivenByHand,
) -> Result<Subject> {
    let order = store::take_order(tx, refund.order_id).await?;
    let detail = format!("{} {}", refund.refund_no, given.refund_no);
    let row = refunds::ActiveModel {
        id: Unchanged(refund.id),
        status: Set(RefundStatus::Succeeded),
        refund_no: Set(given.refund_no),
        bank_ref: Set(given.bank_ref),
        succeeded_at: Set(Some(given.at)),
        next_query_at: Set(None),
        ..Default::default()
    };
    refunds::Entity::update(row).exec(tx).await?;
    history::record(tx, &app.clock, order.id, Side::Bank, "refund_given_by_hand", detail).await?;
    end_order(app, tx, &order, refund).await?;
    subject(tx, &order, refund).await
}

/// An order ends with the refund of its payment, and nobody is called for it any more.
async fn end_order(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    refund: &refunds::Model,
) -> Result<()> {
    if order.needs_operator && !waits_for_person(tx, order.id).await? {
        store::set_needs_operator(tx, order.id, false).await?;
    }
    if order.status == OrderStatus::Refunding && order.payment_id == Some(refund.payment_id) {
        let status = OrderStatus::Refunded;
        store::move_order(tx, order, status, app.clock.now()).await?;
        webhooks::announce_order(app, tx, WebhookEvent::OrderRefunded, order, status).await?;
    }
    Ok(())
}

/// Whether money of an order lies where only people can move it.
async fn waits_for_person(tx: &Tx, order_id: OrderId) -> Result<bool> {
    let payments = store::payments_of_orders(tx, &[order_id]).await?;
    let refunds = store::refunds_of_orders(tx, &[order_id]).await?;
    let is_set_apart = payments.iter().any(|it| it.status == PaymentStatus::Quarantined);
    Ok(is_set_apart && !store::is_quarantine_over(tx, order_id).await?
        || refunds.iter().any(|refund| refund.status == RefundStatus::NeedsManual))
}

async fn call_operator(tx: &Tx, order: &orders::Model) -> Result<()> {
    tracing::error!(order_no = order.order_no, "a refund needs an operator");
    store::set_needs_operator(tx, order.id, true).await
}
