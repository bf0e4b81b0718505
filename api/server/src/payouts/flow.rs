//! What people decide about payouts: one proposes, another one agrees or not, and what they agreed
//! on is booked in the same transaction.

use domain::ids::{CinemaId, CinemaPayoutId, UserId};
use domain::ledger::{self as books, LedgerEvent};
use domain::money::Money;
use domain::payouts::Standing;
use domain::reconciliation::ResolutionVerdict;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::json;
use tables::{cinema_payout_approvals, cinema_payouts};

use super::{standing, store};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;
use crate::ledger::{self, Journal, Subject};
use crate::reconciliation::verdict_of;

/// What somebody proposes. The amounts are not theirs to say.
pub struct Proposal {
    /// The same when the same request is repeated.
    pub id: CinemaPayoutId,
    pub transfer_ref: String,
    pub note: String,
    pub maker_id: UserId,
}

/// Proposes to pay a cinema what is payable now.
///
/// # Errors
/// `payout_open` while another proposal waits, `nothing_payable`.
pub async fn propose(
    app: &App,
    cinema_id: CinemaId,
    proposal: Proposal,
    actor: &Actor,
) -> Result<()> {
    let tx = app.db.begin().await?;
    let cinema = store::take_cinema(&tx, cinema_id).await?;
    if cinema_payouts::Entity::find_by_id(proposal.id).one(&tx).await?.is_some() {
        return Ok(());
    }
    if let Some(open) = store::open(&tx, cinema_id).await? {
        let detail = format!("{} waits for somebody to agree to it or not.", open.payout_no);
        return Err(Error::refused(ProblemCode::PayoutOpen, detail));
    }
    let now = standing::now(&tx, &cinema, app.clock.now()).await?;
    let payable = now.standing.payable();
    let ((through_on, until_at), transferred) = now.through.zip(payable).ok_or_else(|| {
        let detail = "Nothing is due of days that are closed, or claims use it up.";
        Error::refused(ProblemCode::NothingPayable, detail)
    })?;
    let Standing { due, claims } = now.standing;
    let row = cinema_payouts::ActiveModel {
        id: Set(proposal.id),
        payout_no: Set(app.clock.new_number('C')),
        cinema_id: Set(cinema_id),
        through_on: Set(through_on),
        until_at: Set(until_at),
        due_minor: Set(due.amount_minor),
        claims_minor: Set(claims.amount_minor),
        transferred_minor: Set(transferred.amount_minor),
        currency: Set(transferred.currency),
        transfer_ref: Set(proposal.transfer_ref.clone()),
        note: Set(proposal.note),
        maker_id: Set(proposal.maker_id),
        made_at: Set(app.clock.now()),
    };
    cinema_payouts::Entity::insert(row).exec_without_returning(&tx).await?;
    let detail = json!({
        "cinema_id": cinema_id,
        "through_on": through_on,
        "transferred": transferred,
        "transfer_ref": proposal.transfer_ref,
    });
    audit::record(app, &tx, actor, "payout.propose", &proposal.id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Agrees to a proposal, which is booked now, or rejects it; whoever made it can take it back. The
/// same word of the same person again is heard once.
///
/// # Errors
/// `same_person` for who agrees with themselves; [`Error::Stale`] when it is decided already, or
/// when the books say something else by now: then it can only be rejected.
pub async fn decide(
    app: &App,
    (cinema_id, id): (CinemaId, CinemaPayoutId),
    checker_id: UserId,
    (is_approved, note): (bool, Option<String>),
    actor: &Actor,
) -> Result<()> {
    let tx = app.db.begin().await?;
    store::take_cinema(&tx, cinema_id).await?;
    let (payout, said) = store::one(&tx, cinema_id, id).await?;
    if let Some(said) = said {
        let was_approved = said.verdict == ResolutionVerdict::Approved;
        let is_same = said.checker_id == checker_id && was_approved == is_approved;
        return if is_same { Ok(()) } else { Err(Error::Stale) };
    }
    let verdict = verdict_of(payout.maker_id, checker_id, is_approved)?;
    let mut journal_id = None;
    if is_approved {
        let money = |minor: i64| Money::new(minor, payout.currency);
        let (due, claims) = (money(payout.due_minor), money(payout.claims_minor));
        let now = standing::of_books(&tx, cinema_id, payout.currency, payout.until_at).await?;
        if now != (Standing { due, claims }) {
            return Err(Error::Stale);
        }
        let postings = books::cinema_paid_out(money(payout.transferred_minor), claims);
        let subject = Subject { cinema_id: Some(cinema_id), ..Default::default() };
        let event = LedgerEvent::CinemaPaidOut;
        let journal = Journal { event, source_id: id.0, postings, subject };
        ledger::append(&tx, &app.clock, journal).await?;
        journal_id = Some(store::journal_of(&tx, id).await?);
    }
    let said = cinema_payout_approvals::ActiveModel {
        payout_id: Set(id),
        verdict: Set(verdict),
        note: Set(note.clone()),
        checker_id: Set(checker_id),
        checked_at: Set(app.clock.now()),
        journal_id: Set(journal_id),
    };
    cinema_payout_approvals::Entity::insert(said).exec_without_returning(&tx).await?;
    let detail = json!({ "verdict": verdict, "note": note, "payout_no": payout.payout_no });
    audit::record(app, &tx, actor, "payout.decide", &id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(())
}
