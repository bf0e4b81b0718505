//! What people decide about differences: one proposes, another one agrees or not, and what they
//! agreed on is booked in the same transaction.

use database::Tx;
use domain::identity::Role;
use domain::ids::{BreakId, JournalId, OrderId, PaymentId, ReconciliationId, ResolutionId, UserId};
use domain::ledger::{LedgerEvent, Posting};
use domain::orders::OrderStatus;
use domain::payments::{BankCode, PaymentStatus, RefundStatus};
use domain::reconciliation::{
    BreakClass, BreakState, RecordKind, ResolutionAction, ResolutionVerdict, SourceKey,
};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use tables::reconciliation_breaks::{ActiveModel, Model};
use tables::{
    break_approvals, break_resolutions, ledger_entries, orders, payments, refunds, surplus_returns,
    users,
};

use super::evidence::Side;
use super::{breaks_store, flow, postings, store};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::fault;
use crate::history;
use crate::http::problem::ProblemCode;
use crate::ledger::Subject;
use crate::payments as collecting;
use crate::payments::refunds::GivenByHand;

/// A difference of a day.
pub type Place = (ReconciliationId, BreakId);

/// What somebody proposes.
pub struct Proposal {
    /// The same when the same request is repeated.
    pub id: ResolutionId,
    pub action: ResolutionAction,
    pub note: String,
    pub order_no: Option<String>,
    pub entry_id: Option<domain::ids::EntryId>,
}

/// Says who looks after a difference, or that nobody does.
///
/// # Errors
/// No administrator has this identifier, or they have left.
pub async fn assign(
    app: &App,
    (day, id): Place,
    owner_id: Option<UserId>,
    actor: &Actor,
) -> Result<()> {
    let tx = app.db.begin().await?;
    breaks_store::of_day(&tx, day, id).await?;
    if let Some(owner_id) = owner_id {
        let owner = users::Entity::find_by_id(owner_id).one(&tx).await?;
        let may_own =
            |user: users::Model| user.deleted_at.is_none() && user.role == Role::Administrator;
        if !owner.is_some_and(may_own) {
            let detail = "An owner is an administrator who is still here.";
            return Err(Error::invalid("/owner_id", "owner", detail));
        }
    }
    let change = ActiveModel { id: Unchanged(id), owner_id: Set(owner_id), ..Default::default() };
    breaks_store::update(&tx, change).await?;
    let detail = json!({ "owner_id": owner_id });
    audit::record(app, &tx, actor, "break.assign", &id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Proposes a way out of a difference.
///
/// # Errors
/// [`Error::Stale`] when it is not open, 422 when the way is not open to it.
pub async fn propose(
    app: &App,
    (day, id): Place,
    maker_id: UserId,
    proposal: Proposal,
    actor: &Actor,
) -> Result<()> {
    let tx = app.db.begin().await?;
    store::take(&tx, day).await?;
    breaks_store::take(&tx, id).await?;
    let row = breaks_store::of_day(&tx, day, id).await?;
    let known = break_resolutions::Entity::find_by_id(proposal.id).one(&tx).await?;
    if known.is_some() {
        return Ok(());
    }
    if row.state != BreakState::Open {
        return Err(Error::Stale);
    }
    let facts = postings::facts(&row);
    if !facts.possible_actions().contains(&proposal.action) {
        let detail = "This way out is not open to the difference as it stands.";
        return Err(Error::invalid("/action", "action", detail));
    }
    let order_id = order_of(&tx, &row, &proposal).await?;
    check_entry(&tx, &row, &proposal).await?;
    if proposal.action == ResolutionAction::RefundSurplus {
        payment_ref(&tx, &row).await?;
    }
    let held = row.suspense_minor;
    let amount_minor = if held == 0 { row.difference_minor } else { held };
    let made = break_resolutions::ActiveModel {
        id: Set(proposal.id),
        break_id: Set(id),
        action: Set(proposal.action),
        note: Set(proposal.note.clone()),
        amount_minor: Set(amount_minor.abs()),
        currency: Set(row.currency),
        order_id: Set(order_id),
        entry_id: Set(proposal.entry_id),
        maker_id: Set(maker_id),
        made_at: Set(app.clock.now()),
    };
    break_resolutions::Entity::insert(made).exec_without_returning(&tx).await?;
    let change = ActiveModel {
        id: Unchanged(id),
        state: Set(BreakState::Proposed),
        proposal_id: Set(Some(proposal.id)),
        ..Default::default()
    };
    breaks_store::update(&tx, change).await?;
    let detail = json!({ "action": proposal.action, "note": proposal.note });
    audit::record(app, &tx, actor, "break.propose", &id.to_string(), detail).await?;
    tx.commit().await?;
    fault::point("resolution_proposed");
    Ok(())
}

/// The order that a surplus shall pay for, or whose refund the bank gave.
async fn order_of(
    conn: &impl ConnectionTrait,
    row: &Model,
    proposal: &Proposal,
) -> Result<Option<OrderId>> {
    use ResolutionAction::{AssignRefund, AssignSurplus};
    if !matches!(proposal.action, AssignSurplus | AssignRefund) {
        return Ok(None);
    }
    let missing = || Error::invalid("/order_no", "order_no", "Name the order that it pays for.");
    let number = proposal.order_no.as_ref().ok_or_else(missing)?;
    let order = orders::Entity::find()
        .filter(orders::Column::OrderNo.eq(number))
        .one(conn)
        .await?
        .ok_or_else(missing)?;
    if proposal.action == AssignRefund {
        let owed = refund_given(conn, row, order.id).await?;
        owed.ok_or_else(|| {
            let detail = "No refund of this amount waits for a person at this order.";
            Error::invalid("/order_no", "order_no", detail)
        })?;
    }
    Ok(Some(order.id))
}

/// The refund of an order that people gave back at the bank, as a line of its bill says.
async fn refund_given(
    conn: &impl ConnectionTrait,
    row: &Model,
    order_id: OrderId,
) -> Result<Option<refunds::Model>> {
    let of_order = collecting::store::refunds_of_orders(conn, &[order_id]).await?;
    let is_it = |refund: &refunds::Model| {
        refund.status == RefundStatus::NeedsManual
            && refund.amount_minor == -row.difference_minor
            && refund.currency == row.currency
    };
    Ok(of_order.into_iter().find(is_it))
}

/// An entry that is named must be of a journal that was posted for this break.
async fn check_entry(conn: &impl ConnectionTrait, row: &Model, proposal: &Proposal) -> Result<()> {
    if proposal.action != ResolutionAction::Reverse {
        return Ok(());
    }
    let wrong = || {
        let detail = "Only what was posted for this break can be undone here.";
        Error::invalid("/entry_id", "entry_id", detail)
    };
    let last = postings::last_set_apart(conn, row).await?.ok_or_else(wrong)?;
    if let Some(entry_id) = proposal.entry_id {
        let entry = ledger_entries::Entity::find_by_id(entry_id).one(conn).await?;
        if entry.is_none_or(|entry| entry.journal_id != last) {
            return Err(wrong());
        }
    }
    Ok(())
}

/// The bank's reference of the payment whose money goes back.
async fn payment_ref(conn: &impl ConnectionTrait, row: &Model) -> Result<String> {
    let told = match row.payment_id {
        Some(id) if row.class == BreakClass::RefundMissing => {
            collecting::store::payment(conn, id).await?.bank_ref
        }
        _ => side(row).reference,
    };
    told.ok_or_else(|| {
        let detail = "The bank named no payment that could be given back.";
        Error::invalid("/action", "action", detail)
    })
}

fn side(row: &Model) -> Side {
    let kept = row.bank_side.clone();
    kept.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}

/// What becomes of a proposal of `maker` by a word of `speaker`.
///
/// # Errors
/// `same_person` when they agree with themselves.
pub(crate) fn verdict_of(
    maker: UserId,
    speaker: UserId,
    is_approved: bool,
) -> Result<ResolutionVerdict> {
    let detail = "Whoever proposed it cannot also agree to it: somebody else has to.";
    ResolutionVerdict::of(maker, speaker, is_approved)
        .ok_or_else(|| Error::refused(ProblemCode::SamePerson, detail))
}

/// Agrees to a proposal, which is booked now, or rejects it; whoever made it can take it back.
///
/// # Errors
/// `same_person` for who agrees with themselves, [`Error::Stale`] when nothing is proposed.
pub async fn decide(
    app: &App,
    (day, id): Place,
    checker_id: UserId,
    (is_approved, note): (bool, Option<String>),
    actor: &Actor,
) -> Result<()> {
    let merchant_id = merchant_of(app, day).await?;
    let tx = app.db.begin().await?;
    store::take(&tx, day).await?;
    breaks_store::take(&tx, id).await?;
    let row = breaks_store::of_day(&tx, day, id).await?;
    let proposal = match row.proposal_id.filter(|_| row.state == BreakState::Proposed) {
        Some(proposal_id) => breaks_store::resolution(&tx, proposal_id).await?,
        None => return is_repeated(&tx, id, checker_id, is_approved).await,
    };
    let verdict = verdict_of(proposal.maker_id, checker_id, is_approved)?;
    let mut change = ActiveModel { id: Unchanged(id), ..Default::default() };
    let mut journal_id = None;
    if is_approved {
        let done = take_way_out(app, &tx, &row, &proposal, &merchant_id).await?;
        journal_id = done.journal_id;
        change.suspense_minor = Set(done.suspense_minor);
        change.state = Set(if done.is_final { BreakState::Resolved } else { BreakState::Open });
        change.resolved_at = Set(done.is_final.then(|| app.clock.now()));
        // A break that people ended keeps their last word: a rerun does not open it again.
        change.proposal_id = Set(done.is_final.then_some(proposal.id));
    } else {
        change.state = Set(BreakState::Open);
        change.proposal_id = Set(None);
    }
    let said = break_approvals::ActiveModel {
        resolution_id: Set(proposal.id),
        verdict: Set(verdict),
        note: Set(note.clone()),
        checker_id: Set(checker_id),
        checked_at: Set(app.clock.now()),
        journal_id: Set(journal_id),
    };
    break_approvals::Entity::insert(said).exec_without_returning(&tx).await?;
    breaks_store::update(&tx, change).await?;
    flow::restate(&tx, day).await?;
    let detail = json!({ "action": proposal.action, "verdict": verdict, "note": note });
    audit::record(app, &tx, actor, "break.decide", &id.to_string(), detail).await?;
    tx.commit().await?;
    fault::point("resolution_decided");
    app.wake.orders.notify_one();
    Ok(())
}

/// The account in which a day's bank collects for us.
async fn merchant_of(app: &App, day: ReconciliationId) -> Result<String> {
    let day = store::day(&app.db, day).await?;
    match store::source_of(&day)? {
        SourceKey::Bank(bank) => Ok(app.gateways.bank(bank)?.profile().merchant_id.clone()),
        SourceKey::Cinema(_) => Ok(String::new()),
    }
}

/// The same word of the same person again is heard once.
async fn is_repeated(tx: &Tx, id: BreakId, checker: UserId, is_approved: bool) -> Result<()> {
    let said = breaks_store::resolutions(tx, id).await?;
    let last = said.last().and_then(|(_, word)| word.as_ref());
    let is_same = last.is_some_and(|word| {
        word.checker_id == checker && (word.verdict == ResolutionVerdict::Approved) == is_approved
    });
    if is_same { Ok(()) } else { Err(Error::Stale) }
}

/// What a way out came to.
struct Done {
    journal_id: Option<JournalId>,
    suspense_minor: i64,
    is_final: bool,
}

/// Books a proposal and does what follows from it.
async fn take_way_out(
    app: &App,
    tx: &Tx,
    row: &Model,
    proposal: &break_resolutions::Model,
    merchant_id: &str,
) -> Result<Done> {
    let mut subject = postings::subject_of(row);
    if proposal.action == ResolutionAction::Reverse {
        let journal = postings::last_set_apart(tx, row).await?.ok_or(Error::Stale)?;
        let undone = postings::reverse(tx, &app.clock, row.id.0, journal, subject).await?;
        return Ok(Done { journal_id: Some(undone), suspense_minor: 0, is_final: false });
    }
    let outcome = postings::facts(row).outcome(proposal.action).ok_or(Error::Stale)?;
    match proposal.action {
        ResolutionAction::AssignSurplus => {
            let order_id = proposal.order_id.ok_or(Error::Stale)?;
            let payment_id = add_payment(app, tx, row, order_id, merchant_id).await?;
            subject = Subject { order_id: Some(order_id), payment_id: Some(payment_id), ..subject };
        }
        ResolutionAction::RefundSurplus => add_return(app, tx, row).await?,
        ResolutionAction::AssignRefund => {
            let order_id = proposal.order_id.ok_or(Error::Stale)?;
            let journal_id = take_as_refund(app, tx, row, order_id, outcome.postings).await?;
            return Ok(Done { journal_id: Some(journal_id), suspense_minor: 0, is_final: true });
        }
        _ => {}
    }
    if outcome.is_final && row.class == BreakClass::AmountMismatch {
        let_order_go_on(app, tx, row).await?;
    }
    // What is set apart has the name by which a later run finds and undoes it.
    let purpose = if outcome.is_final { proposal.action.as_str() } else { "set_apart" };
    let journal_id = if outcome.event == LedgerEvent::Reversal {
        let loss = breaks_store::write_off_of(tx, &row.source, &row.reference).await?;
        let loss = loss.ok_or(Error::Stale)?;
        Some(postings::reverse(tx, &app.clock, row.id.0, loss, subject).await?)
    } else {
        let what = (purpose, outcome.event);
        postings::post(tx, &app.clock, row.id.0, what, outcome.postings, subject).await?
    };
    Ok(Done { journal_id, suspense_minor: outcome.suspense_minor, is_final: outcome.is_final })
}

/// The refund that the bank refused at first and gave to people who went there.
async fn take_as_refund(
    app: &App,
    tx: &Tx,
    row: &Model,
    order_id: OrderId,
    postings: Vec<Posting>,
) -> Result<JournalId> {
    collecting::store::take_order(tx, order_id).await?;
    let refund = refund_given(tx, row, order_id).await?.ok_or(Error::Stale)?;
    let told = side(row);
    let given = GivenByHand {
        refund_no: row.reference.clone(),
        bank_ref: told.reference,
        at: told.at.unwrap_or_else(|| app.clock.now()),
    };
    let subject = collecting::refunds::record_given_by_hand(app, tx, &refund, given).await?;
    let purpose = ResolutionAction::AssignRefund.as_str();
    let what = (purpose, LedgerEvent::RefundSucceeded, refund.id.0);
    let place = (app.clock.new_id(), row.id.0);
    postings::post_as(tx, &app.clock, place, what, postings, subject).await
}

/// The payment that the platform never knew of, as the bank's bill has it. What follows is the
/// order's usual way: tickets, or the money goes back.
async fn add_payment(
    app: &App,
    tx: &Tx,
    row: &Model,
    order_id: OrderId,
    merchant_id: &str,
) -> Result<PaymentId> {
    let now = app.clock.now();
    let order = collecting::store::take_order(tx, order_id).await?;
    let told = side(row);
    let bank = BankCode::parse(&row.source).ok_or(Error::Stale)?;
    let id: PaymentId = app.clock.new_id();
    let payment = payments::ActiveModel {
        id: Set(id),
        payment_no: Set(row.reference.clone()),
        order_id: Set(order_id),
        bank: Set(bank),
        method: Set(bank.as_str().to_owned()),
        merchant_id: Set(merchant_id.to_owned()),
        amount_minor: Set(row.difference_minor),
        currency: Set(row.currency),
        status: Set(PaymentStatus::Succeeded),
        txn_time: Set(told.at.unwrap_or(now)),
        payable_until: Set(order.payable_until),
        next_action: Set(None),
        bank_ref: Set(told.reference),
        accounting_on: Set(Some(row.day)),
        is_late: Set(true),
        failure_code: Set(None),
        failure_text: Set(None),
        created_at: Set(now),
        succeeded_at: Set(Some(now)),
        closed_at: Set(None),
        next_query_at: Set(None),
        queries: Set(0),
    };
    payments::Entity::insert(payment).exec_without_returning(tx).await?;
    if row.difference_minor == order.total_minor {
        collecting::store::mark_order_paid(tx, order_id, id, now).await?;
    }
    collecting::store::schedule_order(tx, order_id, now).await?;
    Ok(id)
}

/// The money that goes back to its payer; a task tells the bank.
async fn add_return(app: &App, tx: &Tx, row: &Model) -> Result<()> {
    let now = app.clock.now();
    let back = surplus_returns::ActiveModel {
        id: Set(app.clock.new_id()),
        break_id: Set(row.id),
        bank: Set(BankCode::parse(&row.source).ok_or(Error::Stale)?),
        refund_no: Set(app.clock.new_number('S')),
        txn_time: Set(now),
        bank_ref: Set(payment_ref(tx, row).await?),
        amount_minor: Set(row.suspense_minor),
        currency: Set(row.currency),
        status: Set(RefundStatus::Requested),
        outcome: Set(None),
        tries: Set(0),
        next_try_at: Set(Some(now)),
        created_at: Set(now),
        succeeded_at: Set(None),
    };
    surplus_returns::Entity::insert(back).exec_without_returning(tx).await?;
    Ok(())
}

/// An order that was stopped because of an amount goes on. One that waited for its payment is given
/// up: the money that came for it goes back, and somebody is called for until it has.
async fn let_order_go_on(app: &App, tx: &Tx, row: &Model) -> Result<()> {
    let Some(order_id) = row.order_id.filter(|_| row.kind == RecordKind::Payment) else {
        return Ok(());
    };
    let order = collecting::store::take_order(tx, order_id).await?;
    if order.status.is_final() {
        collecting::store::set_needs_operator(tx, order_id, false).await?;
    }
    if order.status == OrderStatus::AwaitingPayment {
        collecting::store::give_up_order(tx, order_id, app.clock.now()).await?;
        history::record(tx, &app.clock, order_id, history::Side::Platform, "given_up", "").await?;
    }
    Ok(())
}
