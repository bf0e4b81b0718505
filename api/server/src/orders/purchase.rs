//! Carrying a purchase on: the one path for handlers, the bank's callback and recovery.
//!
//! [`advance`] claims an order, asks `domain::purchase` for the next step, does that one step and
//! asks again, until the order has to wait. Every step stores its intent before it calls anybody
//! and its result afterwards, each in a transaction of its own, so the process may die at any line.

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::catalogue::ShowtimeStatus;
use domain::ids::{CinemaId, OrderId, RefundId};
use domain::orders::OrderStatus;
use domain::purchase::{PaymentView, PurchaseView, RefundView, Step, next};
use domain::webhooks::WebhookEvent;
use tables::orders;

use super::{cancellation, confirm, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::history::{self, Side};
use crate::lanes::{self, Busy, Due, Source};
use crate::payments::{self, refunds};
use crate::webhooks;

/// No order takes so many steps in a row; one that does is looked at again later.
const STEPS_IN_A_ROW: usize = 32;

/// Moves an order as far as it can go now. Nothing happens when somebody else is at it.
pub async fn advance(app: &App, id: OrderId) -> Result<()> {
    if !claim(app, id).await? {
        return Ok(());
    }
    let mut outcome = Ok(());
    for _ in 0..STEPS_IN_A_ROW {
        match take_step(app, id).await {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            // Somebody moved the order meanwhile: look again with fresh eyes.
            Err(Error::Stale) => {}
            Err(error) => {
                outcome = Err(error);
                break;
            }
        }
    }
    let order = store::order(&app.db, id).await?;
    let again_at = app.clock.now() + app.config.purchase.first_retry();
    give_back(app, &order, Some(again_at)).await?;
    outcome
}

async fn claim(app: &App, id: OrderId) -> Result<bool> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let is_ours = store::claim(&tx, id, now, now + app.config.purchase.lease()).await?;
    tx.commit().await?;
    Ok(is_ours)
}

async fn give_back(
    app: &App,
    order: &orders::Model,
    next_step_at: Option<DateTime<Utc>>,
) -> Result<()> {
    let tx = app.db.begin().await?;
    store::give_back(&tx, order.id, order.next_step_at, next_step_at).await?;
    tx.commit().await?;
    Ok(())
}

/// Does one step. False when the order was given back because nothing is due.
async fn take_step(app: &App, id: OrderId) -> Result<bool> {
    let order = store::order(&app.db, id).await?;
    let view = view(app, &order).await?;
    match next(&view, app.clock.now()) {
        Step::AskBank(payment_id) => payments::ask_bank(app, payment_id).await?,
        Step::Close(status) => close(app, id, status).await?,
        Step::ConfirmSale => confirm::confirm_sale(app, &order).await?,
        Step::AskCinema => confirm::ask_cinema(app, &order).await?,
        Step::Relock => confirm::relock(app, &order).await?,
        Step::AskRelock => confirm::ask_relock(app, &order).await?,
        Step::OweRefund(payment_id, reason) => {
            let tx = app.db.begin().await?;
            let order = payments::store::take_order(&tx, id).await?;
            let was_paying = order.payment_id == Some(payment_id);
            refunds::owe(app, &tx, &order, payment_id, reason).await?;
            if was_paying {
                // The money is on its way back, so nothing can be paid for with these seats.
                crate::seating::request_release(&tx, order.seat_lock_id, app.clock.now()).await?;
            }
            tx.commit().await?;
            fault::point("refund_intent_stored");
        }
        Step::ReturnTickets => cancellation::return_tickets(app, id).await?,
        Step::TakeBack(refund_id) => take_back(app, &order, refund_id).await?,
        Step::SubmitRefund(refund_id) => refunds::submit(app, refund_id).await?,
        Step::AskRefund(refund_id) => refunds::ask(app, refund_id).await?,
        Step::CallOperator => call_operator(app, &order).await?,
        Step::Wait(at) => {
            give_back(app, &order, Some(at)).await?;
            return Ok(false);
        }
        Step::Done => {
            give_back(app, &order, None).await?;
            return Ok(false);
        }
    }
    Ok(true)
}

async fn view(app: &App, order: &orders::Model) -> Result<PurchaseView> {
    let relock = match order.relock_id {
        Some(id) => store::seat_lock(&app.db, id).await?.map(|lock| lock.status),
        None => None,
    };
    let payments = payments::store::payments_of_orders(&app.db, &[order.id]).await?;
    let refunds = payments::store::refunds_of_orders(&app.db, &[order.id]).await?;
    let (showtime_starts_at, showtime_status) = store::showtime_state(&app.db, order).await?;
    Ok(PurchaseView {
        status: order.status,
        needs_operator: order.needs_operator,
        is_cancel_requested: order.cancel_requested_at.is_some(),
        payable_until: order.payable_until,
        paid_at: order.paid_at,
        showtime_starts_at,
        is_showtime_cancelled: showtime_status == ShowtimeStatus::Cancelled,
        confirm: order.confirm_state,
        relock,
        paid_by: order.payment_id,
        payments: payments
            .iter()
            .map(|payment| PaymentView {
                id: payment.id,
                status: payment.status,
                next_query_at: payment.next_query_at,
            })
            .collect(),
        refunds: refunds
            .iter()
            .map(|refund| RefundView {
                id: refund.id,
                payment_id: refund.payment_id,
                reason: refund.reason,
                status: refund.status,
                needs_take_back: refund.needs_take_back,
                requested_at: refund.created_at,
                next_query_at: refund.next_query_at,
            })
            .collect(),
        ask_again_at: order.next_step_at,
    })
}

/// Ends an order that nobody paid and gives its seats back. Checked again inside: a payment may
/// have been opened a moment ago.
async fn close(app: &App, id: OrderId, status: OrderStatus) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    if payments::store::open_payment(&tx, id).await?.is_some() {
        return Err(Error::Stale);
    }
    payments::store::move_order(&tx, &order, status, now).await?;
    if order.needs_operator && payments::store::is_quarantine_over(&tx, id).await? {
        payments::store::set_needs_operator(&tx, id, false).await?;
    }
    crate::seating::request_release(&tx, order.seat_lock_id, now).await?;
    webhooks::announce_order(app, &tx, WebhookEvent::OrderCancelled, &order, status).await?;
    let kind = format!("order_{status}");
    history::record(&tx, &app.clock, id, Side::Platform, &kind, "").await?;
    tx.commit().await?;
    fault::point("order_closed");
    app.wake.locks.notify_one();
    Ok(())
}

/// Asks the cinema to take the tickets of a refund back, then owes the money.
async fn take_back(app: &App, order: &orders::Model, refund_id: RefundId) -> Result<()> {
    let answer = confirm::take_back(app, order, refund_id).await?;
    if matches!(answer, confirm::TakenBack::Yes) {
        app.seat_feed.touch(order.showtime_id);
    }
    fault::point("take_back_answered");
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, order.id).await?;
    match answer {
        confirm::TakenBack::Yes => {
            refunds::record_taken_back(app, &tx, &order, refund_id).await?;
            crate::tickets::mark_refunded(&tx, order.id, app.clock.now()).await?;
            record_cinema(app, &tx, order.id, "tickets_taken_back", "").await?;
        }
        confirm::TakenBack::No(why) => {
            refunds::reject(&tx, refund_id, why).await?;
            record_cinema(app, &tx, order.id, "take_back_refused", why).await?;
        }
        confirm::TakenBack::Unknown(why) => {
            refunds::postpone(app, &tx, refund_id).await?;
            record_cinema(app, &tx, order.id, "take_back_unknown", &why).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn record_cinema(app: &App, tx: &Tx, id: OrderId, kind: &str, detail: &str) -> Result<()> {
    history::record(tx, &app.clock, id, Side::Cinema, kind, detail).await
}

async fn call_operator(app: &App, order: &orders::Model) -> Result<()> {
    tracing::error!(order_no = order.order_no, "an order needs an operator");
    let tx = app.db.begin().await?;
    payments::store::set_needs_operator(&tx, order.id, true).await?;
    history::record(&tx, &app.clock, order.id, Side::Platform, "operator_called", "").await?;
    tx.commit().await?;
    Ok(())
}

/// Orders that are due.
struct DueOrders<'a>(&'a App);

impl Source for DueOrders<'_> {
    type Id = OrderId;
    type Lane = CinemaId;

    async fn due(&self, busy: &Busy<OrderId>, limit: usize) -> Result<Vec<Due<OrderId>>> {
        store::due_orders(&self.0.db, self.0.clock.now(), busy, limit).await
    }

    async fn handle(&self, id: OrderId) -> Result<()> {
        advance(self.0, id).await
    }
}

/// Moves every order that is due. True when there was one.
pub async fn advance_due(app: &App) -> Result<bool> {
    lanes::work_off(app, Some(&app.wake.orders), &DueOrders(app)).await
}

/// When a cinema that gave no answer is asked again.
pub(super) fn ask_again_at(app: &App, steps: i32) -> DateTime<Utc> {
    app.clock.now() + app.config.purchase.pause(steps, Duration::minutes(1))
}
