//! What the platform does about differences before it calls people.
//!
//! Each action is an intent, a question or call, and its record. An action whose answer is missing
//! is found again by the next run, which asks first: nothing here is done twice.

use database::Tx;
use domain::ids::{BreakId, ReconciliationId};
use domain::payments::{PaymentStatus, RefundReason, RefundStatus};
use domain::reconciliation::breaks::AutomaticAction;
use domain::reconciliation::{AutomaticState, BreakState, RecordKind, SourceKey};
use gateways::bank::{PaymentOutcome, PaymentRef, RefundOutcome, RefundRef};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tables::orders;
use tables::reconciliation_breaks::{ActiveModel, Model};

use super::evidence::Side;
use super::{at_cinema, breaks_store, postings};
use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::history::{self, Side as Place};
use crate::payments::{self, refunds};

/// What came of an action.
pub enum Did {
    /// Done; people decide the rest.
    Done(String),
    /// Done, and the difference is no more.
    Settled(String),
    /// Nothing can be done by itself.
    Failed(String),
    /// Nobody answered: the next run asks again.
    Unanswered(String),
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
        Some(AutomaticAction::BookFee) => {
            Did::Done("the fee is booked as charged, the difference is claimed".to_owned())
        }
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
        automatic_outcome: Set(Some(text)),
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
            let day = paid.accounting_on.map(|day| format!(", accounted on {day}"));
            let day = day.unwrap_or_default();
            Did::Done(format!("the bank says: paid {} as {}{day}", paid.amount, paid.bank_ref))
        }
        Ok(PaymentOutcome::Pending) => Did::Done("the bank says: pending".to_owned()),
        Ok(PaymentOutcome::NotFound) => Did::Done("the bank knows no such payment".to_owned()),
        Ok(PaymentOutcome::Failed { code, text }) => {
            Did::Done(format!("the bank says: failed {code} {text}"))
        }
        Ok(PaymentOutcome::Unknown { why }) => Did::Unanswered(why),
        Err(gateways::GatewayError::NotSent(why) | gateways::GatewayError::Refused(why)) => {
            Did::Failed(format!("the bank could not be asked: {why}"))
        }
        Err(error) => Did::Unanswered(error.to_string()),
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
            Did::Done(format!("the bank says: returned {amount} as {bank_ref}"))
        }
        Ok(RefundOutcome::Pending) => Did::Done("the bank says: pending".to_owned()),
        Ok(RefundOutcome::NotFound) => Did::Done("the bank knows no such refund".to_owned()),
        Ok(RefundOutcome::Rejected { code, text }) => {
            Did::Done(format!("the bank says: rejected {code} {text}"))
        }
        Ok(RefundOutcome::Unknown { why }) => Did::Unanswered(why),
        Err(gateways::GatewayError::NotSent(why) | gateways::GatewayError::Refused(why)) => {
            Did::Failed(format!("the bank could not be asked: {why}"))
        }
        Err(error) => Did::Unanswered(error.to_string()),
    })
}

/// Lets a payment or refund that the bank did take its usual way.
async fn drive(app: &App, row: &Model) -> Result<Did> {
    if row.kind == RecordKind::Refund {
        return drive_refund(app, row).await;
    }
    let Some(id) = row.payment_id else {
        return Ok(Did::Failed("there is no such payment here".to_owned()));
    };
    payments::ask_bank(app, id).await?;
    let payment = payments::store::payment(&app.db, id).await?;
    Ok(match payment.status {
        PaymentStatus::Succeeded if row.difference_minor == 0 => {
            // Both did it; only the bank's reference is another one.
            Did::Done(format!("the bank names it {}", payment.bank_ref.unwrap_or_default()))
        }
        PaymentStatus::Succeeded => {
            let late = if payment.is_late { ", late" } else { "" };
            Did::Settled(format!("the bank says: paid; the payment is succeeded{late}"))
        }
        PaymentStatus::Unknown => Did::Unanswered("the bank gave no answer".to_owned()),
        status => Did::Done(format!("asked once more, the payment is {status}")),
    })
}

async fn drive_refund(app: &App, row: &Model) -> Result<Did> {
    let Some(id) = row.refund_id else {
        return Ok(Did::Failed("there is no such refund here".to_owned()));
    };
    refunds::ask_once_more(app, id).await?;
    let refund = payments::store::refund(&app.db, id).await?;
    Ok(match refund.status {
        RefundStatus::Succeeded => {
            Did::Settled("the bank says: returned; the refund is succeeded".to_owned())
        }
        RefundStatus::Unknown => Did::Unanswered("the bank gave no answer".to_owned()),
        status => Did::Done(format!("asked once more, the refund is {status}")),
    })
}

/// Stops the order of a payment whose amount is in doubt until somebody has looked.
async fn set_order_apart(app: &App, row: &Model) -> Result<Did> {
    let Some(id) = row.order_id else {
        return Ok(Did::Failed("no order of ours is behind it".to_owned()));
    };
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    if !order.needs_operator {
        set_needs_operator(&tx, id, true).await?;
        let detail = format!("{} {}", row.class, row.reference);
        history::record(&tx, &app.clock, id, Place::Bank, "set_apart", detail).await?;
    }
    tx.commit().await?;
    Ok(Did::Done(format!("order {} is stopped", order.order_no)))
}

/// Stops an order, or lets it go on.
pub async fn set_needs_operator(
    tx: &Tx,
    id: domain::ids::OrderId,
    needs_operator: bool,
) -> Result<()> {
    orders::Entity::update_many()
        .col_expr(orders::Column::NeedsOperator, Expr::value(needs_operator))
        .filter(orders::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
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
        Some(refund) => Did::Settled(format!("given back as {}", refund.refund_no)),
        None => Did::Failed("it could not be given back".to_owned()),
    })
}
