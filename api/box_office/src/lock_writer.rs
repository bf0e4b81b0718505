//! Granting seat locks, many in one transaction.
//!
//! A batch reads first, without a transaction: what is refused by what it finds costs no write at
//! all. Then it inserts the seats of all others in one statement. The key of `bo_session_seats`
//! decides against other writers, and a row whose lock has expired is taken over in place. Whoever
//! did not get all of its seats gives the others back before the commit.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::ids::SeatLockId;
use gateways::GatewayError;
use gateways::cinema::{LockAnswer, LockRefusal, LockRequest};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use crate::Core;
use crate::failure::Failure;
use crate::lanes::{Job, Lanes};
use crate::locks::{self, Facts, Session, StoredState};
use crate::sql::{self, Column};

/// How often one request is tried when others get into its way.
const ATTEMPTS: usize = 8;

/// The queues of lock requests.
#[derive(Clone)]
pub(crate) struct LockWriter {
    lanes: Lanes<LockRequest, LockAnswer>,
}

impl LockWriter {
    pub(crate) fn start(core: &Arc<Core>, writers: usize) -> Self {
        let config = &core.config;
        let core = Arc::clone(core);
        let run = move |jobs| run_batch(Arc::clone(&core), jobs);
        Self { lanes: Lanes::start(writers, config.queue_length, config.max_batch, run) }
    }

    pub(crate) async fn lock(&self, request: &LockRequest) -> Result<LockAnswer, GatewayError> {
        self.lanes.ask(&request.session, request.clone()).await
    }
}

async fn run_batch(core: Arc<Core>, jobs: Vec<Job<LockRequest, LockAnswer>>) {
    let requests: Vec<&LockRequest> = jobs.iter().map(|job| &job.request).collect();
    match grant(&core, &requests).await {
        Ok(answers) => {
            for (job, answer) in jobs.into_iter().zip(answers) {
                job.answer(Ok(answer));
            }
        }
        Err(failure) => {
            tracing::debug!(?failure, size = jobs.len(), "a batch of locks is tried singly");
            for job in jobs {
                let answer = grant_alone(&core, &job.request).await;
                job.answer(answer);
            }
        }
    }
}

async fn grant_alone(core: &Core, request: &LockRequest) -> Result<LockAnswer, GatewayError> {
    let mut attempt = 1;
    loop {
        match grant(core, &[request]).await {
            Ok(mut answers) => {
                let none = || GatewayError::NotSent("no answer".to_owned());
                return answers.pop().ok_or_else(none);
            }
            Err(failure) if attempt < ATTEMPTS && failure.is_worth_retrying() => attempt += 1,
            Err(failure) => return Err(failure.into()),
        }
    }
}

/// A request that nothing known so far speaks against.
struct Claim {
    /// Its place in the batch.
    place: usize,
    client_lock_id: SeatLockId,
    cinema_code: String,
    session_id: i64,
    session_version: i64,
    /// Sorted, each once.
    seats: Vec<String>,
    expires_at: DateTime<Utc>,
}

impl Claim {
    /// Which of its seats are among those taken.
    fn taken(&self, taken: &HashSet<(i64, String)>) -> Vec<String> {
        let seats = self.seats.iter();
        seats.filter(|seat| taken.contains(&(self.session_id, (*seat).clone()))).cloned().collect()
    }
}

/// Answers every request of a batch, in its order.
async fn grant(core: &Core, requests: &[&LockRequest]) -> Result<Vec<LockAnswer>, Failure> {
    let now = core.now();
    let facts = Facts::read(&core.db, requests).await?;
    let mut answers: HashMap<usize, LockAnswer> = HashMap::new();
    let mut claims = Vec::new();
    let mut first_of: HashMap<SeatLockId, usize> = HashMap::new();
    for (place, request) in requests.iter().enumerate() {
        if *first_of.entry(request.client_lock_id).or_insert(place) != place {
            continue;
        }
        match judge(core, &facts, place, request, now).await? {
            Ok(claim) => claims.push(claim),
            Err(answer) => drop(answers.insert(place, answer)),
        }
    }
    let taken = locks::taken_seats(&core.db, &seat_rows(&claims), now).await?;
    let claims = refuse_taken(claims, &taken, &mut answers);
    if !claims.is_empty() {
        write(core, claims, now, &mut answers).await?;
    }
    let answer_of = |(place, request): (usize, &&LockRequest)| {
        let first = first_of.get(&request.client_lock_id).unwrap_or(&place);
        let answer = answers.get(first).cloned();
        answer.unwrap_or_else(|| seats_taken(request.seat_codes.clone()))
    };
    Ok(requests.iter().enumerate().map(answer_of).collect())
}

/// What can be said about a request without looking at its seats.
async fn judge(
    core: &Core,
    facts: &Facts,
    place: usize,
    request: &LockRequest,
    now: DateTime<Utc>,
) -> Result<Result<Claim, LockAnswer>, Failure> {
    let mut seats = request.seat_codes.clone();
    seats.sort_unstable();
    seats.dedup();
    let session = facts.session(&request.session);
    if let Some(lock) = facts.lock(request.client_lock_id) {
        let is_same =
            session.map(|session| session.session_id) == lock.session_id && seats == lock.seats;
        let answer = match lock.state {
            StoredState::Held if is_same && lock.expires_at > now => held(request, lock.expires_at),
            StoredState::Sold if is_same => held(request, lock.expires_at),
            // This lock's life is over, or it is another lock's name: it never gets seats again,
            // so a request that was repeated on its way cannot bring back what was released.
            _ => seats_taken(seats),
        };
        return Ok(Err(answer));
    }
    let Some(session) = session else {
        return Ok(Err(LockAnswer::Refused(LockRefusal::SessionUnknown)));
    };
    if let Some(refusal) = refuse_session(session, request, seats.len(), now) {
        return Ok(Err(LockAnswer::Refused(refusal)));
    }
    let plan = core.plans.get(&core.db, &session.plan_code, session.plan_version).await?;
    let with = |usable: Option<bool>| {
        let seats = seats.iter().filter(|seat| plan.is_usable(seat) == usable);
        seats.cloned().collect::<Vec<_>>()
    };
    let unknown = with(None);
    if !unknown.is_empty() || seats.is_empty() {
        return Ok(Err(LockAnswer::Refused(LockRefusal::SeatsUnknown(unknown))));
    }
    let unusable = with(Some(false));
    if !unusable.is_empty() {
        return Ok(Err(seats_taken(unusable)));
    }
    Ok(Ok(Claim {
        place,
        client_lock_id: request.client_lock_id,
        cinema_code: request.session.cinema_code.clone(),
        session_id: session.session_id,
        session_version: session.session_version,
        seats,
        expires_at: expiry(core, session, request, now),
    }))
}

fn refuse_session(
    session: &Session,
    request: &LockRequest,
    seats: usize,
    now: DateTime<Utc>,
) -> Option<LockRefusal> {
    if session.is_cancelled {
        return Some(LockRefusal::SessionCancelled);
    }
    if now >= session.stop_sell_at {
        return Some(LockRefusal::SalesClosed);
    }
    if session.session_version != request.session_version {
        return Some(LockRefusal::SessionChanged { session_version: session.session_version });
    }
    let is_too_many = usize::try_from(session.max_seats).is_ok_and(|max| seats > max);
    is_too_many.then_some(LockRefusal::TooManySeats { max: session.max_seats })
}

/// The wish or the limit, whichever is less, and never past the end of sales at the desk: a lock
/// that outlives the start could only be paid for in vain.
fn expiry(
    core: &Core,
    session: &Session,
    request: &LockRequest,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let max = core.config.max_lock_ttl_s;
    let ttl_s = if request.ttl_s == 0 { max } else { request.ttl_s.min(max) };
    (now + Duration::seconds(i64::from(ttl_s))).min(session.sold_until())
}

/// Writes what the reading let through, in as few rounds as its own seats overlap.
async fn write(
    core: &Core,
    mut waiting: Vec<Claim>,
    now: DateTime<Utc>,
    answers: &mut HashMap<usize, LockAnswer>,
) -> Result<(), Failure> {
    let tx = core.db.begin().await?;
    let mut winners = Vec::new();
    while !waiting.is_empty() {
        let (round, later) = without_overlap(waiting);
        let won = insert_seats(&tx, &round, now).await?;
        let mut losers = Vec::new();
        for claim in round {
            let lost: Vec<String> = claim
                .seats
                .iter()
                .filter(|seat| !won.contains(&(claim.session_id, (*seat).clone())))
                .cloned()
                .collect();
            if lost.is_empty() {
                winners.push(claim);
            } else {
                answers.insert(claim.place, seats_taken(lost));
                losers.push(claim);
            }
        }
        give_back(&tx, &losers, &won, now).await?;
        let taken = seat_rows(&winners)
            .into_iter()
            .map(|row| (row.session_id, row.seat_code.to_owned()))
            .collect();
        waiting = refuse_taken(later, &taken, answers);
    }
    if winners.is_empty() {
        return Ok(tx.rollback().await?);
    }
    insert_locks(&tx, &winners, now).await?;
    tx.commit().await.map_err(Failure::Unknown)?;
    for claim in winners {
        let lock_id = lock_ref(claim.client_lock_id);
        let auto_unlock_at = claim.expires_at;
        answers.insert(claim.place, LockAnswer::Held { lock_id, auto_unlock_at });
    }
    Ok(())
}

/// Refuses claims on taken seats and returns the others.
fn refuse_taken(
    claims: Vec<Claim>,
    taken: &HashSet<(i64, String)>,
    answers: &mut HashMap<usize, LockAnswer>,
) -> Vec<Claim> {
    let mut free = Vec::with_capacity(claims.len());
    for claim in claims {
        let refused = claim.taken(taken);
        if refused.is_empty() {
            free.push(claim);
        } else {
            answers.insert(claim.place, seats_taken(refused));
        }
    }
    free
}

/// The claims, in order, that share no seat with an earlier one, and the rest.
fn without_overlap(claims: Vec<Claim>) -> (Vec<Claim>, Vec<Claim>) {
    let mut claimed: HashSet<(i64, String)> = HashSet::new();
    let (mut round, mut later) = (Vec::new(), Vec::new());
    for claim in claims {
        let overlaps = !claim.taken(&claimed).is_empty();
        claimed.extend(claim.seats.iter().map(|seat| (claim.session_id, seat.clone())));
        if overlaps {
            later.push(claim);
        } else {
            round.push(claim);
        }
    }
    (round, later)
}

/// One seat of a claim, as it travels to the database.
#[derive(Serialize)]
pub(crate) struct SeatRow<'a> {
    pub session_id: i64,
    pub seat_code: &'a str,
    client_lock_id: Uuid,
    expires_at: String,
}

/// The seats of claims in the one order in which everybody writes them, which avoids deadlocks.
fn seat_rows(claims: &[Claim]) -> Vec<SeatRow<'_>> {
    let rows = claims.iter().flat_map(|claim| {
        claim.seats.iter().map(|seat_code| SeatRow {
            session_id: claim.session_id,
            seat_code,
            client_lock_id: claim.client_lock_id.0,
            expires_at: sql::instant(claim.expires_at),
        })
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable_by_key(|row| (row.session_id, row.seat_code));
    rows
}

/// Inserts seats or takes expired ones over; returns those that are now ours.
async fn insert_seats(
    tx: &Tx,
    claims: &[Claim],
    now: DateTime<Utc>,
) -> Result<HashSet<(i64, String)>, Failure> {
    let columns = [
        ("session_id", Column::Integer),
        ("seat_code", Column::Text),
        ("client_lock_id", Column::Uuid),
        ("expires_at", Column::Instant),
    ];
    let rows = sql::rows(tx.get_database_backend(), 1, &columns);
    let sql = format!(
        "INSERT INTO bo_session_seats (session_id, seat_code, state, client_lock_id, expires_at)
        SELECT session_id, seat_code, 'locked', client_lock_id, expires_at FROM {rows}
        WHERE true
        ORDER BY session_id, seat_code
        ON CONFLICT (session_id, seat_code) DO UPDATE SET
            client_lock_id = excluded.client_lock_id, expires_at = excluded.expires_at
        WHERE bo_session_seats.state = 'locked' AND bo_session_seats.expires_at <= $2
        RETURNING session_id, seat_code"
    );
    let values = [sql::json(&seat_rows(claims))?.into(), now.into()];
    let mut won = HashSet::new();
    for row in sql::query_all(tx, sql, values).await? {
        won.insert((row.try_get("", "session_id")?, row.try_get("", "seat_code")?));
    }
    Ok(won)
}

/// Undoes the half that losers got, and nothing that a lock of the same name had before.
///
/// # Errors
/// [`Failure::Overtaken`] when one of them lost to the very same request on another way.
async fn give_back(
    tx: &Tx,
    losers: &[Claim],
    won: &HashSet<(i64, String)>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let is_won = |row: &SeatRow<'_>| won.contains(&(row.session_id, row.seat_code.to_owned()));
    let (ours, lost): (Vec<_>, Vec<_>) = seat_rows(losers).into_iter().partition(is_won);
    locks::taken_seats(tx, &lost, now).await?;
    if ours.is_empty() {
        return Ok(());
    }
    let columns = [
        ("session_id", Column::Integer),
        ("seat_code", Column::Text),
        ("client_lock_id", Column::Uuid),
    ];
    let rows = sql::rows(tx.get_database_backend(), 1, &columns);
    let sql = format!(
        "DELETE FROM bo_session_seats WHERE state = 'locked'
        AND (session_id, seat_code, client_lock_id) IN
            (SELECT session_id, seat_code, client_lock_id FROM {rows})"
    );
    sql::execute(tx, sql, [sql::json(&ours)?.into()]).await?;
    Ok(())
}

#[derive(Serialize)]
struct LockRow<'a> {
    client_lock_id: Uuid,
    cinema_code: &'a str,
    session_id: i64,
    session_version: i64,
    seat_codes: String,
    expires_at: String,
}

async fn insert_locks(tx: &Tx, claims: &[Claim], now: DateTime<Utc>) -> Result<(), Failure> {
    let mut rows = Vec::with_capacity(claims.len());
    for claim in claims {
        rows.push(LockRow {
            client_lock_id: claim.client_lock_id.0,
            cinema_code: &claim.cinema_code,
            session_id: claim.session_id,
            session_version: claim.session_version,
            seat_codes: sql::json(&claim.seats)?,
            expires_at: sql::instant(claim.expires_at),
        });
    }
    let columns = [
        ("client_lock_id", Column::Uuid),
        ("cinema_code", Column::Text),
        ("session_id", Column::Integer),
        ("session_version", Column::Integer),
        ("seat_codes", Column::Text),
        ("expires_at", Column::Instant),
    ];
    let table = sql::rows(tx.get_database_backend(), 1, &columns);
    let sql = format!(
        "INSERT INTO bo_locks (client_lock_id, cinema_code, session_id, seat_codes, state,
            locked_at, expires_at, session_version)
        SELECT client_lock_id, cinema_code, session_id, seat_codes, 'held', $2, expires_at,
            session_version
        FROM {table}"
    );
    sql::execute(tx, sql, [sql::json(&rows)?.into(), now.into()]).await?;
    Ok(())
}

/// The cinema's own name of a lock.
pub(crate) fn lock_ref(client_lock_id: SeatLockId) -> String {
    format!("BO{}", client_lock_id.0.simple())
}

/// The lock that [`lock_ref`] named so; `None` for a name that it never gave.
pub(crate) fn parse_lock_ref(lock_id: &str) -> Option<SeatLockId> {
    let client_lock_id = SeatLockId(Uuid::try_parse(lock_id.strip_prefix("BO")?).ok()?);
    (lock_ref(client_lock_id) == lock_id).then_some(client_lock_id)
}

fn held(request: &LockRequest, auto_unlock_at: DateTime<Utc>) -> LockAnswer {
    LockAnswer::Held { lock_id: lock_ref(request.client_lock_id), auto_unlock_at }
}

fn seats_taken(seats: Vec<String>) -> LockAnswer {
    LockAnswer::Refused(LockRefusal::SeatsTaken(seats))
}
