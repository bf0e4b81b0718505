//! What is stored about sessions and locks, and how a lock ends without a sale.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::SeatLockId;
use domain::seating::SeatState;
use gateways::cinema::{
    LockRequest, LockState, ReleaseAnswer, SessionRef, SessionSeats, TakenSeat,
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;
use uuid::Uuid;

use crate::Core;
use crate::failure::Failure;
use crate::lock_writer::{SeatRow, lock_ref};
use crate::sql::{self, Column};

/// A session as far as locking needs it.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub session_id: i64,
    pub session_version: i64,
    pub plan_code: String,
    pub plan_version: i64,
    pub stop_sell_at: DateTime<Utc>,
    pub starts_at: DateTime<Utc>,
    pub max_seats: u32,
    pub is_cancelled: bool,
}

/// What [`Session::read`] reads. Columns are named in every query: a connection that learned of a
/// table before a migration widened it would not expect what `*` means since.
const SESSION_COLUMNS: &str = "s.cinema_code, s.session_code, s.session_id, s.session_version,
    s.plan_code, s.plan_version, s.stop_sell_at, s.starts_at, s.max_seats, s.status";

impl Session {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            session_id: row.try_get("", "session_id")?,
            session_version: row.try_get("", "session_version")?,
            plan_code: row.try_get("", "plan_code")?,
            plan_version: row.try_get("", "plan_version")?,
            stop_sell_at: row.try_get("", "stop_sell_at")?,
            starts_at: row.try_get("", "starts_at")?,
            max_seats: u32::try_from(row.try_get::<i64>("", "max_seats")?).unwrap_or(0),
            is_cancelled: row.try_get::<String>("", "status")? == "cancelled",
        })
    }

    /// From this instant on nothing is sold any more: the start, or later where a cinema goes on
    /// selling after it.
    pub(crate) fn sold_until(&self) -> DateTime<Utc> {
        self.starts_at.max(self.stop_sell_at)
    }
}

/// What became of a lock, as stored; that it expired is told by the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoredState {
    Held,
    Released,
    Sold,
}

/// A lock as stored.
#[derive(Clone, Debug)]
pub(crate) struct StoredLock {
    pub session_id: Option<i64>,
    /// Sorted.
    pub seats: Vec<String>,
    pub state: StoredState,
    pub expires_at: DateTime<Utc>,
}

/// What [`StoredLock::read`] reads.
pub(crate) const LOCK_COLUMNS: &str =
    "l.client_lock_id, l.session_id, l.seat_codes, l.state, l.expires_at";

impl StoredLock {
    pub(crate) fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let state: String = row.try_get("", "state")?;
        Ok(Self {
            session_id: row.try_get("", "session_id")?,
            seats: sql::from_json(&row.try_get::<String>("", "seat_codes")?)?,
            state: match state.as_str() {
                "held" => StoredState::Held,
                "sold" => StoredState::Sold,
                _ => StoredState::Released,
            },
            expires_at: row.try_get("", "expires_at")?,
        })
    }
}

/// What is known about the sessions and locks that a batch names.
pub(crate) struct Facts {
    sessions: HashMap<SessionRef, Session>,
    locks: HashMap<SeatLockId, StoredLock>,
}

#[derive(Serialize)]
struct SessionKey<'a> {
    cinema_code: &'a str,
    session_code: &'a str,
}

#[derive(Serialize)]
struct LockKey {
    client_lock_id: Uuid,
}

impl Facts {
    /// Reads everything in two queries.
    pub(crate) async fn read(
        db: &impl ConnectionTrait,
        requests: &[&LockRequest],
    ) -> Result<Self, DbErr> {
        let named: HashSet<&SessionRef> = requests.iter().map(|request| &request.session).collect();
        let keys: Vec<_> = named
            .into_iter()
            .map(|session| SessionKey {
                cinema_code: &session.cinema_code,
                session_code: &session.session_code,
            })
            .collect();
        let ids: Vec<_> = requests
            .iter()
            .map(|request| LockKey { client_lock_id: request.client_lock_id.0 })
            .collect();
        Ok(Self { sessions: read_sessions(db, &keys).await?, locks: read_locks(db, &ids).await? })
    }

    pub(crate) fn session(&self, session: &SessionRef) -> Option<&Session> {
        self.sessions.get(session)
    }

    pub(crate) fn lock(&self, client_lock_id: SeatLockId) -> Option<&StoredLock> {
        self.locks.get(&client_lock_id)
    }
}

async fn read_sessions(
    db: &impl ConnectionTrait,
    keys: &[SessionKey<'_>],
) -> Result<HashMap<SessionRef, Session>, DbErr> {
    let columns = [("cinema_code", Column::Text), ("session_code", Column::Text)];
    let backend = db.get_database_backend();
    let rows = sql::rows(backend, 1, &columns);
    let on = "s.cinema_code = r.cinema_code AND s.session_code = r.session_code";
    let sessions = sql::probe(backend, "bo_sessions", "s", on);
    let sql = format!("SELECT {SESSION_COLUMNS} FROM {rows} {sessions}");
    let mut sessions = HashMap::new();
    for row in sql::query_all(db, sql, [sql::json(keys)?.into()]).await? {
        let key = SessionRef {
            cinema_code: row.try_get("", "cinema_code")?,
            session_code: row.try_get("", "session_code")?,
        };
        sessions.insert(key, Session::read(&row)?);
    }
    Ok(sessions)
}

async fn read_locks(
    db: &impl ConnectionTrait,
    ids: &[LockKey],
) -> Result<HashMap<SeatLockId, StoredLock>, DbErr> {
    let backend = db.get_database_backend();
    let rows = sql::rows(backend, 1, &[("client_lock_id", Column::Uuid)]);
    let on = "l.client_lock_id = r.client_lock_id";
    let locks = sql::probe(backend, "bo_locks", "l", on);
    let sql = format!("SELECT {LOCK_COLUMNS} FROM {rows} {locks}");
    let mut locks = HashMap::new();
    for row in sql::query_all(db, sql, [sql::json(ids)?.into()]).await? {
        let id: Uuid = row.try_get("", "client_lock_id")?;
        locks.insert(SeatLockId(id), StoredLock::read(&row)?);
    }
    Ok(locks)
}

/// Which of these seats somebody else has now.
///
/// # Errors
/// [`Failure::Overtaken`] when a seat's own lock has it already: the request that asks was sent
/// twice, and the other one went through after the locks were read.
pub(crate) async fn taken_seats(
    db: &impl ConnectionTrait,
    seats: &[SeatRow<'_>],
    now: DateTime<Utc>,
) -> Result<HashSet<(i64, String)>, Failure> {
    if seats.is_empty() {
        return Ok(HashSet::new());
    }
    let columns = [
        ("session_id", Column::Integer),
        ("seat_code", Column::Text),
        ("client_lock_id", Column::Uuid),
    ];
    let backend = db.get_database_backend();
    let rows = sql::rows(backend, 1, &columns);
    let on = "s.session_id = r.session_id AND s.seat_code = r.seat_code";
    let seats_now = sql::probe(backend, "bo_session_seats", "s", on);
    let sql = format!(
        "SELECT s.session_id, s.seat_code, s.client_lock_id = r.client_lock_id AS is_own
        FROM {rows} {seats_now}
        WHERE s.state <> 'locked' OR s.expires_at > $2"
    );
    let values = [sql::json(seats)?.into(), now.into()];
    let mut taken = HashSet::new();
    for row in sql::query_all(db, sql, values).await? {
        if row.try_get("", "is_own")? {
            return Err(Failure::Overtaken);
        }
        taken.insert((row.try_get("", "session_id")?, row.try_get("", "seat_code")?));
    }
    Ok(taken)
}

/// The seats of a session that cannot be had now; `None` when there is no such session.
pub(crate) async fn session_seats(
    core: &Core,
    session: &SessionRef,
) -> Result<Option<SessionSeats>, DbErr> {
    let key = SessionKey { cinema_code: &session.cinema_code, session_code: &session.session_code };
    let as_of = core.now();
    let Some(stored) = read_sessions(&core.db, &[key]).await?.remove(session) else {
        return Ok(None);
    };
    let plan = core.plans.get(&core.db, &stored.plan_code, stored.plan_version).await?;
    let unusable = plan.unusable().into_iter().map(|seat_code| TakenSeat {
        seat_code: seat_code.to_owned(),
        state: SeatState::Unavailable,
        client_lock_id: None,
    });
    let mut taken: Vec<TakenSeat> = unusable.collect();
    let sql = "SELECT seat_code, state, client_lock_id FROM bo_session_seats
        WHERE session_id = $1 AND (state <> 'locked' OR expires_at > $2) ORDER BY seat_code";
    let values = [stored.session_id.into(), as_of.into()];
    for row in sql::query_all(&core.db, sql, values).await? {
        let state: String = row.try_get("", "state")?;
        // A blocked seat is nobody's: what stands beside it names the block.
        let state = SeatState::parse(&state).unwrap_or(SeatState::Unavailable);
        let client_lock_id: Uuid = row.try_get("", "client_lock_id")?;
        taken.push(TakenSeat {
            seat_code: row.try_get("", "seat_code")?,
            state,
            client_lock_id: (state != SeatState::Unavailable).then_some(SeatLockId(client_lock_id)),
        });
    }
    Ok(Some(SessionSeats { session_version: stored.session_version, as_of, taken }))
}

/// What became of a lock.
pub(crate) async fn query_lock(
    core: &Core,
    cinema_code: &str,
    client_lock_id: SeatLockId,
) -> Result<LockState, DbErr> {
    let sql = format!(
        "SELECT {LOCK_COLUMNS} FROM bo_locks l WHERE client_lock_id = $1 AND cinema_code = $2"
    );
    let values = [client_lock_id.0.into(), cinema_code.into()];
    let Some(row) = sql::query_one(&core.db, sql, values).await? else {
        return Ok(LockState::NotFound);
    };
    let lock = StoredLock::read(&row)?;
    Ok(match lock.state {
        StoredState::Released => LockState::Released,
        StoredState::Sold => LockState::Sold,
        StoredState::Held if lock.expires_at > core.now() => {
            LockState::Held { lock_id: lock_ref(client_lock_id), auto_unlock_at: lock.expires_at }
        }
        StoredState::Held => LockState::Expired,
    })
}

/// Gives the seats of a lock back. A lock that never arrived is remembered as released, so that its
/// request gets nothing if it arrives after all.
pub(crate) async fn release(
    core: &Core,
    cinema_code: &str,
    client_lock_id: SeatLockId,
) -> Result<ReleaseAnswer, Failure> {
    let now = core.now();
    let tx = core.db.begin().await?;
    let answer = release_in(&tx, cinema_code, client_lock_id, now).await?;
    tx.commit().await.map_err(Failure::Unknown)?;
    Ok(answer)
}

async fn release_in(
    tx: &Tx,
    cinema_code: &str,
    client_lock_id: SeatLockId,
    now: DateTime<Utc>,
) -> Result<ReleaseAnswer, DbErr> {
    let id = client_lock_id.0;
    let insert = "INSERT INTO bo_locks (client_lock_id, cinema_code, session_id, seat_codes, state,
            locked_at, expires_at)
        VALUES ($1, $2, NULL, '[]', 'released', $3, $3)
        ON CONFLICT (client_lock_id) DO NOTHING";
    let values = [id.into(), cinema_code.into(), now.into()];
    if sql::execute(tx, insert, values).await?.rows_affected() == 1 {
        return Ok(ReleaseAnswer::Released);
    }
    let update = "UPDATE bo_locks SET state = 'released'
        WHERE client_lock_id = $1 AND cinema_code = $2 AND state = 'held'
        RETURNING session_id, seat_codes";
    let values = [id.into(), cinema_code.into()];
    if let Some(row) = sql::query_one(tx, update, values).await? {
        let session_id: Option<i64> = row.try_get("", "session_id")?;
        let seats: Vec<String> = sql::from_json(&row.try_get::<String>("", "seat_codes")?)?;
        free_seats(tx, session_id, &seats, id, SeatState::Locked).await?;
        return Ok(ReleaseAnswer::Released);
    }
    let select = "SELECT state FROM bo_locks WHERE client_lock_id = $1 AND state = 'sold'";
    Ok(match sql::query_one(tx, select, [id.into()]).await? {
        Some(_) => ReleaseAnswer::AlreadySold,
        None => ReleaseAnswer::Released,
    })
}

#[derive(Serialize)]
struct SeatCode<'a> {
    seat_code: &'a str,
}

/// Deletes seats of a session, but only those that this lock still has in that state.
pub(crate) async fn free_seats(
    tx: &Tx,
    session_id: Option<i64>,
    seats: &[String],
    client_lock_id: Uuid,
    state: SeatState,
) -> Result<(), DbErr> {
    let seats: Vec<_> = seats.iter().map(|seat_code| SeatCode { seat_code }).collect();
    let rows = sql::rows(tx.get_database_backend(), 2, &[("seat_code", Column::Text)]);
    let sql = format!(
        "DELETE FROM bo_session_seats WHERE session_id = $1
        AND seat_code IN (SELECT seat_code FROM {rows})
        AND client_lock_id = $3 AND state = $4"
    );
    let values = [
        session_id.into(),
        sql::json(&seats)?.into(),
        client_lock_id.into(),
        state.as_str().into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}
