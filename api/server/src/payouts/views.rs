//! Payouts as the API shows them.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::ids::{CinemaPayoutId, ReconciliationId};
use domain::money::Money;
use domain::reconciliation::{ReconciliationStatus, ResolutionVerdict};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use tables::cinemas;
use utoipa::ToSchema;

use super::store::Row;
use super::{standing, store};
use crate::error::Result;
use crate::ledger::{self, LedgerEntry};
use crate::reconciliation::{PersonRef, people, person};

/// A day that is over and not closed: what was sold on it and after it waits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BlockingDay {
    pub day: NaiveDate,
    /// Null while the day was never compared.
    pub reconciliation_id: Option<ReconciliationId>,
    pub status: Option<ReconciliationStatus>,
}

/// What a cinema can be paid now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Payable {
    /// The last business day that counts; null while its first one is not closed.
    pub through_on: Option<NaiveDate>,
    /// Ticket money of those days, less what went back before it was paid out.
    pub due: Money,
    /// What went back after it was paid out, and what two people claimed.
    pub claims: Money,
    /// The rest, never below zero.
    pub amount: Money,
    /// What is owed besides, for days that are not closed.
    pub waiting: Money,
    /// Why it is not more, where a day that is over is the cause.
    pub blocked_by: Option<BlockingDay>,
}

/// A payout: what one proposed, what another said, and what was booked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaPayout {
    pub id: CinemaPayoutId,
    pub payout_no: String,
    pub through_on: NaiveDate,
    pub due: Money,
    pub claims: Money,
    pub transferred: Money,
    /// How the bank calls the transfer.
    pub transfer_ref: String,
    pub note: String,
    pub maker: PersonRef,
    pub made_at: DateTime<Utc>,
    /// Null while nobody said anything.
    pub verdict: Option<ResolutionVerdict>,
    pub checker: Option<PersonRef>,
    pub checked_at: Option<DateTime<Utc>>,
    pub check_note: Option<String>,
    pub entries: Vec<LedgerEntry>,
}

/// What is payable now, and a page of what was paid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaPayouts {
    pub payable: Payable,
    /// The latest first; the one that waits for a second person is always the first.
    pub items: Vec<CinemaPayout>,
    pub next_cursor: Option<String>,
}

pub async fn payable(
    conn: &impl ConnectionTrait,
    cinema: &cinemas::Model,
    now: DateTime<Utc>,
) -> Result<Payable> {
    let found = standing::now(conn, cinema, now).await?;
    let (all, _) = store::balances(conn, cinema.id, now + Days::new(1)).await?;
    let waiting = all - found.standing.due.amount_minor;
    let show = |(day, row): (NaiveDate, Option<tables::reconciliations::Model>)| BlockingDay {
        day,
        reconciliation_id: row.as_ref().map(|row| row.id),
        status: row.map(|row| row.status),
    };
    Ok(Payable {
        through_on: found.through.map(|(day, _)| day),
        due: found.standing.due,
        claims: found.standing.claims,
        amount: found.standing.payable().unwrap_or(Money::zero(cinema.currency)),
        waiting: Money::new(waiting, cinema.currency),
        blocked_by: found.blocked_by.map(show),
    })
}

pub async fn payouts(conn: &impl ConnectionTrait, rows: Vec<Row>) -> Result<Vec<CinemaPayout>> {
    let makers = rows.iter().map(|(payout, _)| payout.maker_id);
    let checkers = rows.iter().filter_map(|(_, said)| Some(said.as_ref()?.checker_id));
    let people = people(conn, makers.chain(checkers)).await?;
    let journals: Vec<_> = rows.iter().filter_map(|(_, said)| said.as_ref()?.journal_id).collect();
    let booked = ledger::of_journals(conn, &journals).await?;
    let person = |id| person(&people, id);
    let show = |(payout, said): Row| {
        let money = |minor: i64| Money::new(minor, payout.currency);
        let journal_id = said.as_ref().and_then(|said| said.journal_id);
        CinemaPayout {
            id: payout.id,
            due: money(payout.due_minor),
            claims: money(payout.claims_minor),
            transferred: money(payout.transferred_minor),
            through_on: payout.through_on,
            payout_no: payout.payout_no,
            transfer_ref: payout.transfer_ref,
            note: payout.note,
            maker: person(payout.maker_id),
            made_at: payout.made_at,
            verdict: said.as_ref().map(|said| said.verdict),
            checker: said.as_ref().map(|said| person(said.checker_id)),
            checked_at: said.as_ref().map(|said| said.checked_at),
            check_note: said.and_then(|said| said.note),
            entries: booked
                .iter()
                .filter(|entry| Some(entry.journal_id) == journal_id)
                .cloned()
                .collect(),
        }
    };
    Ok(rows.into_iter().map(show).collect())
}
