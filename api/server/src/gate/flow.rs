//! Late news of a gate, one scan after the other.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use domain::catalogue::StringList;
use domain::ids::{CinemaId, ScanId, UserId};
use domain::tickets::TicketState;
use domain::tickets::gate::{self, Gate, GateRefusal, ScanOutcome, ShownKey, ShownPlace, Verdict};
use gateways::cinema::{DoorAnswer, DoorRefusal};
use sea_orm::ActiveValue::Set;
use tables::offline_scans;

use super::http::{OfflineScan, ScanResult};
use super::pack::door_window;
use super::store;
use crate::app::App;
use crate::desk::flow::{self as desk, Sale, Shown};
use crate::error::{Error, Result};
use crate::history::{self, Side};
use crate::http::problem::ProblemCode;
use crate::tickets;

/// A gate's clock may be ahead by so much; beyond that its time is not believed.
const CLOCK_AHEAD: Duration = Duration::minutes(2);

/// What became of a scan, before it is stored.
struct Ending {
    outcome: ScanOutcome,
    refusal: Option<ProblemCode>,
    first_at: Option<DateTime<Utc>>,
    ticket_nos: Vec<String>,
}

impl Ending {
    fn refused(code: ProblemCode) -> Self {
        Self {
            outcome: ScanOutcome::Refused,
            refusal: Some(code),
            first_at: None,
            ticket_nos: Vec::new(),
        }
    }
}

/// Hears what a gate decided. `scope` is the only cinema that the gate may speak for.
pub async fn record(
    app: &App,
    recorded_by: UserId,
    scope: Option<CinemaId>,
    scans: &[OfflineScan],
) -> Result<Vec<ScanResult>> {
    // A cinema that does not answer is asked once in a request, not five hundred times.
    let mut silent = BTreeSet::new();
    let mut results = Vec::with_capacity(scans.len());
    for scan in scans {
        results.push(record_one(app, recorded_by, scope, scan, &mut silent).await?);
    }
    Ok(results)
}

async fn record_one(
    app: &App,
    recorded_by: UserId,
    scope: Option<CinemaId>,
    scan: &OfflineScan,
    silent: &mut BTreeSet<CinemaId>,
) -> Result<ScanResult> {
    let now = app.clock.now();
    let at = if scan.scanned_at > now + CLOCK_AHEAD { now } else { scan.scanned_at };
    let at = domain::calendar::to_milliseconds(at);
    let known = store::scan(&app.db, scan.scan_id).await?;
    if let Some(known) = known.as_ref().filter(|known| known.outcome.is_some()) {
        let is_ours = known.cinema_id.is_none_or(|id| scope.is_none_or(|scope| scope == id));
        return Ok(match is_ours {
            true => stored_result(known),
            false => result(scan.scan_id, Ending::refused(ProblemCode::WrongCinema)),
        });
    }
    let since = match known {
        Some(known) => Some(known.received_at),
        None => {
            begin(app, recorded_by, scan, at, now).await?;
            None
        }
    };
    let shown = match desk::read_code(app, scope, &scan.code, at).await {
        Ok(shown) => shown,
        Err(Error::Refused(refusal)) => {
            return end(app, scan.scan_id, None, Ending::refused(refusal.code)).await;
        }
        Err(other) => return Err(other),
    };
    if silent.contains(&shown.cinema.id) {
        return Ok(result(scan.scan_id, Ending::refused(ProblemCode::CinemaUnavailable)));
    }
    let ending = decide(app, scan, &shown, at, since).await?;
    if ending.refusal == Some(ProblemCode::CinemaUnavailable) {
        silent.insert(shown.cinema.id);
        return Ok(result(scan.scan_id, ending));
    }
    end(app, scan.scan_id, Some(&shown), ending).await
}

/// Runs the gate's rules again with what is known now, and tells the cinema. `since` is when this
/// scan was first heard, if that was before: what happened from then on was this scan's own doing.
async fn decide(
    app: &App,
    scan: &OfflineScan,
    shown: &Shown,
    at: DateTime<Utc>,
    since: Option<DateTime<Utc>>,
) -> Result<Ending> {
    let ending =
        |outcome, first_at, ticket_nos| Ending { outcome, refusal: None, first_at, ticket_nos };
    let is_own = |first_at: DateTime<Utc>| since.is_some_and(|since| first_at >= since);
    let ticket_nos = match judge(app, scan, shown, at).await? {
        Verdict::Refuse(refusal) => return Ok(Ending::refused(code_of(refusal))),
        Verdict::Already { first_at, ticket_nos } if is_own(first_at) && scan.admitted => {
            return Ok(ending(ScanOutcome::Admitted, Some(first_at), ticket_nos));
        }
        Verdict::Already { first_at, ticket_nos } => {
            return Ok(ending(ScanOutcome::AlreadyCheckedIn, Some(first_at), ticket_nos));
        }
        Verdict::Admit { .. } if !scan.admitted => {
            return Ok(ending(ScanOutcome::Refused, None, Vec::new()));
        }
        Verdict::Admit { ticket_nos } => ticket_nos,
    };
    let answer = desk::ask_to_check_in(app, shown).await?;
    if matches!(answer, Ok(DoorAnswer::Refused(DoorRefusal::TooLate))) {
        keep_late(app, shown, &ticket_nos, at).await?;
        return Ok(ending(ScanOutcome::Admitted, Some(at), ticket_nos));
    }
    let view = match desk::settle(app, shown, answer, "checked_in").await {
        Ok(view) => view,
        Err(Error::Refused(refusal)) => return Ok(Ending::refused(refusal.code)),
        Err(other) => return Err(other),
    };
    let mut tickets = view.order.tickets.iter();
    let first_at = tickets
        .by_ref()
        .filter(|ticket| ticket_nos.contains(&ticket.ticket_no))
        .filter_map(|ticket| ticket.checked_in_at)
        .min();
    let outcome = match view.moved.is_empty() && !first_at.is_some_and(is_own) {
        true => ScanOutcome::AlreadyCheckedIn,
        false => ScanOutcome::Admitted,
    };
    Ok(ending(outcome, first_at, ticket_nos))
}

/// What the gate's rules say with the platform's own tickets for a list.
async fn judge(app: &App, scan: &OfflineScan, shown: &Shown, at: DateTime<Utc>) -> Result<Verdict> {
    if scan.showtime_id.is_some_and(|id| id != shown.showtime.id) {
        return Ok(Verdict::Refuse(GateRefusal::WrongSession));
    }
    let session_code = shown.showtime.session_code.clone();
    let states: Vec<(String, TicketState, Option<DateTime<Utc>>)> = match &shown.sale {
        Sale::Platform(order) => {
            let rows = tickets::tickets_of(&app.db, order.id).await?;
            rows.into_iter().map(|row| (row.ticket_no, row.state, row.checked_in_at)).collect()
        }
        Sale::Cinema(tickets) => tickets
            .iter()
            .map(|ticket| (ticket.ticket_no.clone(), ticket.state, ticket.checked_in_at))
            .collect(),
    };
    let list: Vec<gate::GateTicket> = states
        .into_iter()
        .map(|(ticket_no, state, checked_in_at)| gate::GateTicket {
            ticket_no,
            order_id: shown.order_id,
            pickup_code: shown.pickup_code.clone(),
            session_code: session_code.clone(),
            state,
            checked_in_at,
        })
        .collect();
    let sessions = [gate::GateSession {
        session_code: session_code.clone(),
        window: door_window(&shown.showtime),
    }];
    let gate = Gate {
        cinema_code: &shown.cinema.cinema_code,
        requires_live: tickets::requires_live(&app.db, shown.cinema.id).await?,
        session_code: None,
        sessions: &sessions,
        tickets: &list,
        admissions: &[],
    };
    let code = gate::Shown {
        key: ShownKey::Order(shown.order_id),
        place: Some(ShownPlace { cinema_code: shown.cinema.cinema_code.clone(), session_code }),
        ticket_nos: shown.ticket_nos.clone(),
        ticket_count: None,
        is_live: shown.is_live,
    };
    Ok(gate.judge(&code, at))
}

/// The cinema closed the show before it heard of these people; that they went in is a fact.
async fn keep_late(
    app: &App,
    shown: &Shown,
    ticket_nos: &[String],
    at: DateTime<Utc>,
) -> Result<()> {
    let Sale::Platform(order) = &shown.sale else {
        // The scan itself is the only place where the platform can keep it.
        return Ok(());
    };
    let tx = app.db.begin().await?;
    let id = order.id;
    tickets::mark_checked_in(&tx, id, ticket_nos, at).await?;
    history::record(&tx, &app.clock, id, Side::Platform, "checked_in", "told after the show")
        .await?;
    tx.commit().await?;
    Ok(())
}

fn code_of(refusal: GateRefusal) -> ProblemCode {
    match desk::refuse_at_gate(refusal, "") {
        Error::Refused(refusal) => refusal.code,
        _ => ProblemCode::PickupCodeUnknown,
    }
}

async fn begin(
    app: &App,
    recorded_by: UserId,
    scan: &OfflineScan,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = offline_scans::ActiveModel {
        id: Set(scan.scan_id),
        recorded_by: Set(recorded_by),
        scanned_at: Set(at),
        was_admitted: Set(scan.admitted),
        received_at: Set(now),
        ticket_nos: Set(StringList::default()),
        ..Default::default()
    };
    let tx = app.db.begin().await?;
    store::begin_scan(&tx, row).await?;
    tx.commit().await?;
    Ok(())
}

async fn end(
    app: &App,
    scan_id: ScanId,
    shown: Option<&Shown>,
    ending: Ending,
) -> Result<ScanResult> {
    let row = offline_scans::ActiveModel {
        order_id: Set(shown.and_then(|shown| match &shown.sale {
            Sale::Platform(order) => Some(order.id),
            Sale::Cinema(_) => None,
        })),
        cinema_id: Set(shown.map(|shown| shown.cinema.id)),
        outcome: Set(Some(ending.outcome)),
        refusal: Set(ending.refusal.map(|code| code.as_str().to_owned())),
        first_at: Set(ending.first_at),
        ticket_nos: Set(StringList(ending.ticket_nos.clone())),
        ..Default::default()
    };
    let tx = app.db.begin().await?;
    let is_first = store::end_scan(&tx, row, scan_id).await?;
    tx.commit().await?;
    // Told twice at the same time: the answer is what was stored.
    if !is_first && let Some(stored) = store::scan(&app.db, scan_id).await? {
        return Ok(stored_result(&stored));
    }
    Ok(result(scan_id, ending))
}

fn result(scan_id: ScanId, ending: Ending) -> ScanResult {
    ScanResult {
        scan_id,
        outcome: ending.outcome,
        code: ending.refusal.map(|code| code.as_str().to_owned()),
        first_at: ending.first_at,
        ticket_nos: ending.ticket_nos,
    }
}

fn stored_result(row: &offline_scans::Model) -> ScanResult {
    ScanResult {
        scan_id: row.id,
        outcome: row.outcome.unwrap_or(ScanOutcome::Refused),
        code: row.refusal.clone(),
        first_at: row.first_at,
        ticket_nos: row.ticket_nos.0.clone(),
    }
}
