//! What the platform does about differences before it calls people.
//!
//! Each action is an intent, a question or call, and its record. An action whose answer is missing
//! is found again by the next run, which asks first: nothing here is done twice.

use domain::ids::{BreakId, ReconciliationId};
use domain::payments::{PaymentStatus, RefundReason, RefundStatus};
use domain::reconciliation::breaks::AutomaticAction;
use domain::reconciliation::{AutomaticState, BreakState, RecordKind, SourceKey};
use domain::text::LocalizedText;
use gateways::GatewayError;
use gateways::bank::{PaymentOutcome, PaymentRef, RefundOutcome, RefundRef};
use sea_orm::ActiveValue::{Set, Unchanged};
use tables::reconciliation_breaks::{ActiveModel, Model};

use super::evidence::Side;
use super::words::{self, Saying, same};
use super::{at_cinema, breaks_store, postings};
use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::history::{self, Side as Place};
use crate::payments::{self, refunds};

/// What came of an action.
pub enum Did {
    /// Done; people decide the rest.
    Done(LocalizedText),
    /// Done, and the difference is no more.
    Settled(LocalizedText),
    /// Nothing can be done by itself.
    Failed(LocalizedText),
    /// Nobody answered: the next run asks again.
    Unanswered(LocalizedText),
}

/// Acts on every difference of a day that wants it. False when something has to be asked again.
pub async fn act(app: &App, day: ReconciliationId) -> Result<bool> {
    let mut is_answered = true;
    for id in breaks_store::to_act_upon(&app.db, day).await? {
        is_answered &= act_on(app, id).await?;
    }
    Ok(is_answered)
}

async fn act_on(app: &App, id: BreakId) -> Result<bool> {
    let Some(row) = begin(app, id).await? else {
        return Ok(true);
    };
    fault::point("reconciliation_action_begun");
    let did = match row.automatic_action {
        Some(AutomaticAction::AskBank) => ask_about_payment(app, &row).await?,
        Some(AutomaticAction::Drive) => drive(app, &row).await?,
        Some(AutomaticAction::AskRefund) => ask_about_refund(app, &row).await?,
        Some(AutomaticAction::SetOrderApart) => set_order_apart(app, &row).await?,
        Some(AutomaticAction::BookFee) => Did::Done(Saying::FeeBooked.text()),
        Some(AutomaticAction::RefundLater) => refund_later(app, &row).await?,
        Some(AutomaticAction::ConfirmAgain) => at_cinema::confirm_again(app, &row).await?,
        Some(AutomaticAction::ReleaseAtCinema) => at_cinema::release(app, &row).await?,
        None => return Ok(true),
    };
    fault::point("reconciliation_action_answered");
    store(app, id, did).await
}

async fn begin(app: &App, id: BreakId) -> Result<Option<Model>> {
    let tx = app.db.begin().await?;
    let row = breaks_store::take(&tx, id).await?;
    if row.state != BreakState::Open {
        return Ok(None);
    }
    let change = ActiveModel {
        id: Unchanged(id),
        automatic_state: Set(Some(AutomaticState::Begun)),
        ..Default::default()
    };
    breaks_store::update(&tx, change).await?;
    tx.commit().await?;
    Ok(Some(row))
}

/// Records what came of an action, and books what needs no decision. False when it has to be asked
/// again.
async fn store(app: &App, id: BreakId, did: Did) -> Result<bool> {
    let (state, text, is_settled) = match did {
        Did::Done(text) => (AutomaticState::Done, text, false),
        Did::Settled(text) => (AutomaticState::Done, text, true),
        Did::Failed(text) => (AutomaticState::Failed, text, false),
        Did::Unanswered(text) => (AutomaticState::Begun, text, false),
    };
    let tx = app.db.begin().await?;
    let row = breaks_store::take(&tx, id).await?;
    if row.state != BreakState::Open {
        return Ok(true);
    }
    let mut change = ActiveModel {
        id: Unchanged(id),
        automatic_state: Set(Some(state)),
        automatic_outcome: Set(Some(text.to_column())),
        ..Default::default()
    };
    if is_settled {
        change.state = Set(BreakState::Resolved);
        change.resolved_at = Set(Some(app.clock.now()));
    }
    breaks_store::update(&tx, change).await?;
    if row.class.is_booked_by_itself() && !is_settled {
        // The money is where the books say it is not, whoever answers.
        postings::set_apart(&tx, &app.clock, &row).await?;
    }
    tx.commit().await?;
    Ok(state != AutomaticState::Begun)
}

/// What was kept of one side.
fn side(value: Option<&serde_json::Value>) -> Side {
    value.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default()
}

fn bank_of(row: &Model) -> Result<domain::payments::BankCode> {
    match row.source.parse() {
        Ok(SourceKey::Bank(bank)) => Ok(bank),
        _ => Err(anyhow::anyhow!("break {} is not about a bank", row.id).into()),
    }
}

/// Asks the bank about a payment, and changes nothing.
async fn ask_about_payment(app: &App, row: &Model) -> Result<Did> {
    let bank = app.gateways.bank(bank_of(row)?)?;
    let told = side(row.bank_side.as_ref());
    let reference = match row.payment_id {
        Some(id) => {
            let payment = payments::store::payment(&app.db, id).await?;
            let (txn_time, bank_ref) = (payment.txn_time, payment.bank_ref);
            PaymentRef { payment_no: payment.payment_no, txn_time, bank_ref }
        }
        None => PaymentRef {
            payment_no: row.reference.clone(),
            txn_time: told.at.unwrap_or(row.opened_at),
            bank_ref: told.reference,
        },
    };
    Ok(match bank.query(&reference).await {
        Ok(PaymentOutcome::Paid(paid)) => {
            let (amount, reference) = (same(paid.amount), same(paid.bank_ref));
            Did::Done(match paid.accounting_on {
                Some(day) => Saying::BankPaidOn.with([amount, reference, same(day)]),
                None => Saying::BankPaid.with([amount, reference]),
            })
        }
        Ok(PaymentOutcome::Pending) => Did::Done(Saying::BankPending.text()),
        Ok(PaymentOutcome::NotFound) => Did::Done(Saying::BankKnowsNoPayment.text()),
        Ok(PaymentOutcome::Failed { code, text }) => {
            Did::Done(Saying::BankFailed.with([same(code), same(text)]))
        }
        Ok(PaymentOutcome::Unknown { why }) => unclear(why),
        Err(error) => not_answered(&error),
    })
}

/// Asks the bank about a refund, and changes nothing.
async fn ask_about_refund(app: &App, row: &Model) -> Result<Did> {
    let bank = app.gateways.bank(bank_of(row)?)?;
    let told = side(row.bank_side.as_ref());
    let reference = match row.refund_id {
        Some(id) => {
            let refund = payments::store::refund(&app.db, id).await?;
            RefundRef { refund_no: refund.refund_no, txn_time: refund.txn_time }
        }
        None => {
            let txn_time = told.at.unwrap_or(row.opened_at);
            RefundRef { refund_no: row.reference.clone(), txn_time }
        }
    };
    Ok(match bank.query_refund(&reference).await {
        Ok(RefundOutcome::Succeeded { bank_ref, amount }) => {
            Did::Done(Saying::BankReturned.with([same(amount), same(bank_ref)]))
        }
        Ok(RefundOutcome::Pending) => Did::Done(Saying::BankPending.text()),
        Ok(RefundOutcome::NotFound) => Did::Done(Saying::BankKnowsNoRefund.text()),
        Ok(RefundOutcome::Rejected { code, text }) => {
            Did::Done(Saying::BankRejected.with([same(code), same(text)]))
        }
        Ok(RefundOutcome::Unknown { why }) => unclear(why),
        Err(error) => not_answered(&error),
    })
}

fn unclear(why: impl std::fmt::Display) -> Did {
    Did::Unanswered(Saying::BankUnclear.with([same(why)]))
}

/// What a question to a bank comes to that brought no answer.
fn not_answered(error: &GatewayError) -> Did {
    match error {
        GatewayError::NotSent(why) | GatewayError::Refused(why) => {
            Did::Failed(Saying::BankNotAsked.with([same(why)]))
        }
        GatewayError::MaybeSent(why) | GatewayError::Unreadable(why) => unclear(why),
    }
}

/// Lets a payment or refund that the bank did take its usual way.
async fn drive(app: &App, row: &Model) -> Result<Did> {
    if row.kind == RecordKind::Refund {
        return drive_refund(app, row).await;
    }
    let Some(id) = row.payment_id else {
        return Ok(Did::Failed(Saying::NoPaymentHere.text()));
    };
    payments::ask_bank(app, id).await?;
    let payment = payments::store::payment(&app.db, id).await?;
    Ok(match payment.status {
        PaymentStatus::Succeeded if row.difference_minor == 0 => {
            // Both did it; only the bank's reference is another one.
            let reference = payment.bank_ref.unwrap_or_default();
            Did::Done(Saying::BankNamesIt.with([same(reference)]))
        }
        PaymentStatus::Succeeded if payment.is_late => {
            Did::Settled(Saying::PaymentSucceededLate.text())
        }
        PaymentStatus::Succeeded => Did::Settled(Saying::PaymentSucceeded.text()),
        PaymentStatus::Unknown => Did::Unanswered(Saying::BankGaveNoAnswer.text()),
        status => Did::Done(Saying::PaymentAskedAgain.with([words::payment_is(status)])),
    })
}

async fn drive_refund(app: &App, row: &Model) -> Result<Did> {
    let Some(id) = row.refund_id else {
        return Ok(Did::Failed(Saying::NoRefundHere.text()));
    };
    refunds::ask_once_more(app, id).await?;
    let refund = payments::store::refund(&app.db, id).await?;
    Ok(match refund.status {
        RefundStatus::Succeeded => Did::Settled(Saying::RefundSucceeded.text()),
        RefundStatus::Unknown => Did::Unanswered(Saying::BankGaveNoAnswer.text()),
        status => Did::Done(Saying::RefundAskedAgain.with([words::refund_is(status)])),
    })
}

/// Stops the order of a payment whose amount is in doubt until somebody has looked.
async fn set_order_apart(app: &App, row: &Model) -> Result<Did> {
    let Some(id) = row.order_id else {
        return Ok(Did::Failed(Saying::NoOrder.text()));
    };
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    if !order.needs_operator {
        payments::store::set_needs_operator(&tx, id, true).await?;
        let detail = format!("{} {}", row.class, row.reference);
        history::record(&tx, &app.clock, id, Place::Bank, "set_apart", detail).await?;
    }
    tx.commit().await?;
    Ok(Did::Done(Saying::OrderStopped.with([same(order.order_no)])))
}

/// Gives the later of two payments of an order back. A payment that only the bank lists twice is
/// asked about, and decided by people.
async fn refund_later(app: &App, row: &Model) -> Result<Did> {
    let (Some(order_id), Some(payment_id)) = (row.order_id, row.payment_id) else {
        return ask_about_payment(app, row).await;
    };
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, order_id).await?;
    if order.payment_id == Some(payment_id) {
        drop(tx);
        return ask_about_payment(app, row).await;
    }
    match refunds::owe(app, &tx, &order, payment_id, RefundReason::PaidTwice).await {
        Ok(_) => tx.commit().await?,
        // Somebody owes it already.
        Err(Error::Stale) => drop(tx),
        Err(error) => return Err(error),
    }
    app.wake.orders.notify_one();
    let made = payments::store::refunds_of_orders(&app.db, &[order_id]).await?;
    let refund = made.into_iter().find(|refund| refund.payment_id == payment_id);
    Ok(match refund {
        Some(refund) => Did::Settled(Saying::GivenBack.with([same(refund.refund_no)])),
        None => Did::Failed(Saying::NotGivenBack.text()),
    })
}
