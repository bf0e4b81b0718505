//! What reconciliation books: each posting once, in the transaction of what caused it.

use database::Tx;
use domain::ids::{JournalId, RowId};
use domain::ledger::{self as books, LedgerEvent, Posting};
use domain::money::Money;
use domain::reconciliation::breaks::BreakFacts;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use tables::{
    ledger_entries, ledger_journals, reconciliation_breaks as breaks, reconciliation_postings,
    reconciliations,
};
use uuid::Uuid;

use super::breaks_store;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::ledger::{self, Journal, Subject};

/// What the books hold about a break.
pub const fn facts(row: &breaks::Model) -> BreakFacts {
    BreakFacts {
        class: row.class,
        kind: row.kind,
        difference_minor: row.difference_minor,
        suspense_minor: row.suspense_minor,
        currency: row.currency,
    }
}

/// Whom entries about a break are about.
pub fn subject_of(row: &breaks::Model) -> Subject {
    let bank = domain::payments::BankCode::parse(&row.source);
    Subject {
        order_id: row.order_id,
        payment_id: row.payment_id,
        refund_id: row.refund_id,
        cinema_id: row.cinema_id,
        bank,
    }
}

/// Books something because of `subject_id`, a break or a day. The caller has taken its row. Gives
/// nothing back when there is nothing to book.
pub async fn post(
    tx: &Tx,
    clock: &Clock,
    subject_id: Uuid,
    (purpose, event): (&str, LedgerEvent),
    postings: Vec<Posting>,
    subject: Subject,
) -> Result<Option<JournalId>> {
    if postings.is_empty() {
        return Ok(None);
    }
    let id: RowId = clock.new_id();
    post_as(tx, clock, (id, subject_id), (purpose, event, id.0), postings, subject).await.map(Some)
}

/// Books something because of `subject_id` under the name that it has elsewhere: whichever of the
/// two is first, the books take it once.
///
/// # Errors
/// It is booked already.
pub async fn post_as(
    tx: &Tx,
    clock: &Clock,
    (id, subject_id): (RowId, Uuid),
    (purpose, event, source_id): (&str, LedgerEvent, Uuid),
    postings: Vec<Posting>,
    subject: Subject,
) -> Result<JournalId> {
    ledger::append(tx, clock, Journal { event, source_id, postings, subject }).await?;
    let journal = ledger_journals::Entity::find()
        .filter(ledger_journals::Column::Event.eq(event))
        .filter(ledger_journals::Column::SourceId.eq(source_id))
        .one(tx)
        .await?
        .ok_or_else(|| anyhow::anyhow!("a journal that was just written is not there"))?;
    let place = reconciliation_postings::Entity::find()
        .filter(reconciliation_postings::Column::SubjectId.eq(subject_id))
        .count(tx)
        .await?;
    let row = reconciliation_postings::ActiveModel {
        id: Set(id),
        subject_id: Set(subject_id),
        place: Set(i32::try_from(place).unwrap_or(i32::MAX)),
        purpose: Set(purpose.to_owned()),
        journal_id: Set(journal.id),
        at: Set(clock.now()),
    };
    reconciliation_postings::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(journal.id)
}

/// What was booked because of a subject, the first one first.
pub async fn postings_of(
    conn: &impl ConnectionTrait,
    subject_id: Uuid,
) -> Result<Vec<reconciliation_postings::Model>> {
    let rows = reconciliation_postings::Entity::find()
        .filter(reconciliation_postings::Column::SubjectId.eq(subject_id))
        .order_by_asc(reconciliation_postings::Column::Place)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Sets a break's difference apart in suspense, unless it is there already.
pub async fn set_apart(tx: &Tx, clock: &Clock, row: &breaks::Model) -> Result<()> {
    if row.suspense_minor != 0 || row.difference_minor == 0 {
        return Ok(());
    }
    let outcome = facts(row).set_apart();
    let what = ("set_apart", outcome.event);
    post(tx, clock, row.id.0, what, outcome.postings, subject_of(row)).await?;
    let change = breaks::ActiveModel {
        id: Unchanged(row.id),
        suspense_minor: Set(outcome.suspense_minor),
        ..Default::default()
    };
    breaks_store::update(tx, change).await
}

/// Takes out of suspense what was set apart for a break that came right: what was missing arrived,
/// and what was too much belongs somewhere. What another feature set apart stays.
pub async fn come_right(tx: &Tx, clock: &Clock, row: &breaks::Model) -> Result<()> {
    if row.suspense_minor == 0 {
        return Ok(());
    }
    let Some(journal_id) = last_set_apart(tx, row).await? else {
        return Ok(());
    };
    reverse(tx, clock, row.id.0, journal_id, subject_of(row)).await?;
    let change =
        breaks::ActiveModel { id: Unchanged(row.id), suspense_minor: Set(0), ..Default::default() };
    breaks_store::update(tx, change).await
}

/// The journal that put a break's difference into suspense and was not undone.
pub async fn last_set_apart(
    conn: &impl ConnectionTrait,
    row: &breaks::Model,
) -> Result<Option<JournalId>> {
    let postings = postings_of(conn, row.id.0).await?;
    let last = postings.iter().rev().find(|posting| posting.purpose == "set_apart");
    Ok(last.map(|posting| posting.journal_id))
}

/// Undoes a journal. The books refuse to undo it a second time.
pub async fn reverse(
    tx: &Tx,
    clock: &Clock,
    subject_id: Uuid,
    journal_id: JournalId,
    subject: Subject,
) -> Result<JournalId> {
    let entries = ledger_entries::Entity::find()
        .filter(ledger_entries::Column::JournalId.eq(journal_id))
        .order_by_asc(ledger_entries::Column::Sequence)
        .all(tx)
        .await?;
    if entries.is_empty() {
        return Err(Error::NotFound("journal"));
    }
    let posted: Vec<Posting> = entries
        .iter()
        .map(|entry| Posting {
            category: entry.category,
            debit: entry.debit,
            credit: entry.credit,
            amount: Money::new(entry.amount_minor, entry.currency),
        })
        .collect();
    let id: RowId = clock.new_id();
    let what = ("reversal", LedgerEvent::Reversal, journal_id.0);
    post_as(tx, clock, (id, subject_id), what, books::reversal(&posted), subject).await
}

/// Books the fee of a day as far as it is not in the books. `fee_minor` is what the bank charged
/// but for what is claimed back.
pub async fn book_fee(
    tx: &Tx,
    clock: &Clock,
    day: &reconciliations::Model,
    fee_minor: i64,
) -> Result<()> {
    let missing = fee_minor - day.fee_booked_minor;
    let amount = Money::new(missing.abs(), day.currency);
    let (event, postings) = if missing > 0 {
        (LedgerEvent::GatewayFeeCharged, books::gateway_fee_charged(amount))
    } else {
        (LedgerEvent::GatewayFeeReturned, books::gateway_fee_returned(amount))
    };
    let subject = Subject { bank: day.bank, ..Default::default() };
    post(tx, clock, day.id.0, ("fee", event), postings, subject).await?;
    Ok(())
}

/// Books that a bank paid what it owes for a day out to us, or that we paid it.
pub async fn settle(tx: &Tx, clock: &Clock, day: &reconciliations::Model) -> Result<()> {
    let net_minor = day.net_minor.unwrap_or_default();
    let postings = books::gateway_settled(Money::new(net_minor.abs(), day.currency));
    let postings = if net_minor < 0 { turned(&postings) } else { postings };
    let subject = Subject { bank: day.bank, ..Default::default() };
    let what = ("settlement", LedgerEvent::GatewaySettled);
    post(tx, clock, day.id.0, what, postings, subject).await?;
    Ok(())
}

/// The same amounts the other way round: a day on which more went back than came.
fn turned(postings: &[Posting]) -> Vec<Posting> {
    let turn =
        |posting: &Posting| Posting { debit: posting.credit, credit: posting.debit, ..*posting };
    postings.iter().map(turn).collect()
}
