//! Surplus money on its way back to its payer: told to the bank, asked after, booked when it came.
//! What the bank will not give back is a surplus again, and two people find another way.

use chrono::Duration;
use database::Tx;
use domain::ids::RowId;
use domain::ledger::{self as books, LedgerEvent};
use domain::money::Money;
use domain::payments::RefundStatus;
use domain::reconciliation::{BreakState, ResolutionAction};
use gateways::GatewayError;
use gateways::bank::{RefundOutcome, RefundRef, RefundRequest};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::reconciliation_breaks;
use tables::surplus_returns::{ActiveModel, Column, Entity, Model};

use super::words::{self, Saying, same};
use super::{breaks_store, flow, postings, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::payments::store::{is_quarantine_over, set_needs_operator, take_order};

/// The longest wait before the bank is asked again.
const LONGEST_PAUSE: Duration = Duration::hours(1);

/// Tells or asks the bank about every return that is due. True when there was one.
pub async fn send_due(app: &App) -> Result<bool> {
    let due: Vec<RowId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::NextTryAt.lte(app.clock.now()))
        .order_by_asc(Column::NextTryAt)
        .limit(50)
        .into_tuple()
        .all(&app.db)
        .await?;
    for id in &due {
        send(app, *id).await?;
    }
    Ok(!due.is_empty())
}

async fn one(app: &App, id: RowId) -> Result<Model> {
    Entity::find_by_id(id).one(&app.db).await?.ok_or(Error::NotFound("return"))
}

async fn send(app: &App, id: RowId) -> Result<()> {
    let back = one(app, id).await?;
    // Whatever was told before is asked first.
    let was_told = back.status != RefundStatus::Requested;
    note_try(app, &back).await?;
    fault::point("surplus_return_stored");
    let bank = app.gateways.bank(back.bank)?;
    let answer = if was_told {
        let (refund_no, txn_time) = (back.refund_no.clone(), back.txn_time);
        bank.query_refund(&RefundRef { refund_no, txn_time }).await
    } else {
        let public_url = &app.config.public_url;
        let request = RefundRequest {
            refund_no: back.refund_no.clone(),
            txn_time: back.txn_time,
            bank_ref: back.bank_ref.clone(),
            amount: Money::new(back.amount_minor, back.currency),
            notify_url: format!("{public_url}/api/v1/payment-notifications/{}", back.bank),
        };
        bank.refund(&request).await
    };
    fault::point("surplus_return_answered");
    let outcome = match answer {
        Ok(outcome) => outcome,
        Err(GatewayError::NotSent(_) | GatewayError::Refused(_)) if !was_told => {
            RefundOutcome::NotFound
        }
        Err(error) => RefundOutcome::Unknown { why: error.to_string() },
    };
    record(app, id, &outcome).await
}

/// Stores that the bank is told or asked now, before it is.
async fn note_try(app: &App, back: &Model) -> Result<()> {
    let tries = back.tries.saturating_add(1);
    let tx = app.db.begin().await?;
    let updated = Entity::update_many()
        .col_expr(Column::Tries, Expr::value(tries))
        .col_expr(
            Column::NextTryAt,
            Expr::value(app.clock.now() + app.config.purchase.pause(tries, LONGEST_PAUSE)),
        )
        .col_expr(
            Column::Status,
            Expr::value(match back.status {
                RefundStatus::Requested => RefundStatus::Submitted,
                status => status,
            }),
        )
        .filter(Column::Id.eq(back.id))
        .filter(Column::Tries.eq(back.tries))
        .exec(&tx)
        .await?;
    if updated.rows_affected == 0 {
        return Err(Error::Stale);
    }
    tx.commit().await?;
    Ok(())
}

async fn record(app: &App, id: RowId, outcome: &RefundOutcome) -> Result<()> {
    let now = app.clock.now();
    let before = one(app, id).await?;
    let day = breaks_store::one(&app.db, before.break_id).await?.reconciliation_id;
    let tx = app.db.begin().await?;
    store::take(&tx, day).await?;
    let row = breaks_store::take(&tx, before.break_id).await?;
    let back = Entity::find_by_id(id).one(&tx).await?.ok_or(Error::NotFound("return"))?;
    if !back.status.is_open() {
        return Ok(());
    }
    let mut change = ActiveModel { id: Unchanged(id), ..Default::default() };
    let (status, text) = match outcome {
        RefundOutcome::Succeeded { bank_ref, amount }
            if amount.amount_minor == back.amount_minor =>
        {
            (RefundStatus::Succeeded, format!("returned as {bank_ref}"))
        }
        RefundOutcome::Succeeded { amount, .. } => {
            (RefundStatus::NeedsManual, format!("the bank returned {amount}"))
        }
        RefundOutcome::Rejected { code, text } => {
            (RefundStatus::NeedsManual, format!("rejected {code} {text}"))
        }
        RefundOutcome::Pending => (RefundStatus::Submitted, "pending".to_owned()),
        // The bank never heard of it, so the same number is told again.
        RefundOutcome::NotFound => (RefundStatus::Requested, "not found".to_owned()),
        RefundOutcome::Unknown { why } => (RefundStatus::Unknown, why.clone()),
    };
    if status == RefundStatus::Succeeded {
        change.succeeded_at = Set(Some(now));
        let amount = Money::new(back.amount_minor, back.currency);
        let what = ("returned", LedgerEvent::RefundSucceeded);
        let postings = books::refund_succeeded(amount);
        let subject = postings::subject_of(&row);
        postings::post(&tx, &app.clock, row.id.0, what, postings, subject).await?;
    }
    if !status.is_open() {
        change.next_try_at = Set(None);
    }
    change.status = Set(status);
    change.outcome = Set(Some(text.clone()));
    Entity::update(change).exec(&tx).await?;
    match status {
        RefundStatus::Succeeded => let_order_rest(&tx, &row).await?,
        RefundStatus::NeedsManual => {
            tracing::warn!(refund_no = back.refund_no, text, "a surplus could not be given back");
            reopen(app, &tx, &row, (&back, &text)).await?;
        }
        _ => {}
    }
    tx.commit().await?;
    Ok(())
}

/// Nobody is called for an order any more whose money is back where it came from.
async fn let_order_rest(tx: &Tx, row: &reconciliation_breaks::Model) -> Result<()> {
    let Some(order_id) = row.order_id else { return Ok(()) };
    let order = take_order(tx, order_id).await?;
    let is_over = order.status.is_final() && is_quarantine_over(tx, order_id).await?;
    if order.needs_operator && is_over {
        set_needs_operator(tx, order_id, false).await?;
    }
    Ok(())
}

/// The money lies with us as before, and so does the question whose it is.
async fn reopen(
    app: &App,
    tx: &Tx,
    row: &reconciliation_breaks::Model,
    (back, text): (&Model, &str),
) -> Result<()> {
    let owed = postings::postings_of(tx, row.id.0).await?;
    let purpose = ResolutionAction::RefundSurplus.as_str();
    let owed = owed.iter().rev().find(|posting| posting.purpose == purpose);
    let owed = owed.ok_or(Error::NotFound("journal"))?.journal_id;
    let subject = postings::subject_of(row);
    postings::reverse(tx, &app.clock, row.id.0, owed, subject).await?;
    let why = Saying::ReturnRefused.with([same(&back.refund_no), same(text)]);
    let outcome = words::append(row.automatic_outcome.as_deref(), why);
    let change = reconciliation_breaks::ActiveModel {
        id: Unchanged(row.id),
        state: Set(BreakState::Open),
        suspense_minor: Set(back.amount_minor),
        proposal_id: Set(None),
        resolved_at: Set(None),
        automatic_outcome: Set(Some(outcome.to_column())),
        ..Default::default()
    };
    breaks_store::update(tx, change).await?;
    flow::restate(tx, row.reconciliation_id).await
}
