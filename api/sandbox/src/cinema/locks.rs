//! Claims on seats: all or none, once for a client's identifier.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::dial::{Defect, Kind, Personality, Strike};
use super::programme::{MAX_SEATS, Session};
use super::records::{Change, Lock, LockStatus, Move, Owner};
use super::refusal::Refusal;
use super::{Answer, House};

/// How long locks last, in seconds: at least, unless asked otherwise, and at most.
pub(crate) const TTL: (u32, u32, u32) = (5, 600, 900);

/// `NewLock` of the interface.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLock {
    client_lock_id: Uuid,
    session_code: String,
    session_version: i64,
    seats: Vec<String>,
    #[serde(default)]
    ttl_seconds: Option<u32>,
}

/// `ExtendLock` of the interface.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtendLock {
    ttl_seconds: u32,
}

impl House {
    /// When a session was last changed, as this maker sees it, and the how-manieth change it was.
    pub(crate) fn last_change(&self, session: &Session) -> (DateTime<Utc>, i64) {
        let own = (session.changed_at, session.changes);
        if self.dial.personality() != Personality::PlayUpdateTime {
            return own;
        }
        self.book().newest_of_plan(session.hall, session.business_on).map_or(own, |it| it.max(own))
    }

    /// The version under which a session is sold now.
    pub(crate) fn version(&self, session: &Session) -> i64 {
        let (at, changes) = self.last_change(session);
        match self.dial.personality() {
            Personality::PlayUpdateTime => at.timestamp_millis(),
            _ => changes + 1,
        }
    }

    /// Why a lock cannot be granted, or its seats, sorted. An earlier lock under the same
    /// identifier is the `Err` of the `Ok`.
    pub(crate) fn may_lock(
        &self,
        wish: &NewLock,
        now: DateTime<Utc>,
    ) -> Result<Result<Vec<String>, Lock>, Refusal> {
        let mut seats = wish.seats.clone();
        seats.sort_unstable();
        seats.dedup();
        if seats.is_empty() || seats.len() != wish.seats.len() {
            return Err(Refusal::new(422, "validation_failed", "name each seat once"));
        }
        if let Some(lock) = self.book().lock(wish.client_lock_id)
            && !self.dial.has(Defect::LockNotIdempotent)
        {
            if lock.seats != seats || lock.session_code != wish.session_code {
                return Err(Refusal::new(409, "client_id_reused", "it was for other seats"));
            }
            return Ok(Err(lock.clone()));
        }
        if self.book().is_unwanted(wish.client_lock_id) {
            return Err(Refusal::new(409, "lock_gone", "it was released before it came"));
        }
        let session = self.book().session(&wish.session_code);
        let session =
            session.ok_or_else(|| Refusal::new(404, "session_unknown", "no such session"))?;
        self.may_sell(&session, wish, now)?;
        let hall = &self.halls[session.hall];
        let unknown: Vec<String> =
            seats.iter().filter(|code| hall.seat(code).is_none()).cloned().collect();
        if !unknown.is_empty() {
            return Err(Refusal::new(422, "seats_unknown", "no such seats").seats(unknown));
        }
        let taken = self.book().taken(&session.session_code);
        let is_taken = |code: &String| {
            taken.contains_key(code) || hall.seat(code).is_some_and(|seat| !seat.is_usable)
        };
        let (gone, free): (Vec<String>, Vec<String>) = seats.into_iter().partition(is_taken);
        let takes_some = self.dial.has(Defect::PartialLock) && !free.is_empty();
        if !gone.is_empty() && !takes_some {
            return Err(Refusal::new(409, "seats_taken", "not all of them are free").seats(gone));
        }
        Ok(Ok(free))
    }

    fn may_sell(
        &self,
        session: &Session,
        wish: &NewLock,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        if session.is_cancelled {
            return Err(Refusal::new(409, "session_cancelled", "it was cancelled"));
        }
        if now >= session.stop_sell_at {
            return Err(Refusal::new(409, "sales_closed", "it is not sold any more"));
        }
        let version = self.version(session);
        if wish.session_version != version && !self.dial.has(Defect::VersionIgnored) {
            return Err(Refusal::new(409, "session_changed", "it changed").version(version));
        }
        if wish.seats.len() > MAX_SEATS as usize {
            return Err(Refusal::new(422, "too_many_seats", "too many").at_most(MAX_SEATS));
        }
        Ok(())
    }

    /// Grants a lock of `seats`, which are free.
    pub(crate) fn grant(
        &self,
        wish: &NewLock,
        seats: Vec<String>,
        strike: Strike,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let (least, usual, most) = TTL;
        let ttl = wish.ttl_seconds.unwrap_or(usual).clamp(least, most);
        let surcharge =
            self.book().session(&wish.session_code).map_or(0, |session| session.surcharge);
        let is_half = strike.is(Kind::HalfDone);
        let owner = Owner::Lock(wish.client_lock_id);
        let lock = Lock {
            lock_id: format!("L{}", wish.client_lock_id.simple()),
            client_lock_id: wish.client_lock_id,
            status: LockStatus::Held,
            session_code: wish.session_code.clone(),
            session_version: wish.session_version,
            seats,
            begun_at: now,
            auto_unlock_at: now + TimeDelta::seconds(ttl.into()),
            surcharge,
            is_unheard: is_half && strike.is_done(),
        };
        let to = |seat_code: &String| Move {
            session_code: lock.session_code.clone(),
            seat_code: seat_code.clone(),
            owner: Some(owner),
        };
        let moves = match is_half && !strike.is_done() {
            true => Vec::new(),
            false => lock.seats.iter().map(to).collect(),
        };
        let answer = lock.wire();
        let id = lock.client_lock_id;
        self.book().record(Change { locks: vec![lock], moves, ..Change::default() })?;
        if is_half {
            return Err(half_done());
        }
        if strike.is(Kind::LockStolen) {
            self.steal(id, strike.is_done())?;
        }
        Ok(Answer::made(answer))
    }

    /// Answers the same lock again.
    pub(crate) fn locked_before(&self, lock: Lock) -> Result<Answer, Refusal> {
        let lock = Lock { is_unheard: false, ..lock };
        let answer = lock.wire();
        self.book().record(Change { locks: vec![lock], ..Change::default() })?;
        Ok(Answer::of(answer))
    }

    /// The cinema lets a lock go that somebody relies on; perhaps the counter sells its seats.
    pub(crate) fn steal(&self, client_lock_id: Uuid, is_resold: bool) -> Result<(), Refusal> {
        let mut book = self.book();
        let Some(lock) = book.lock(client_lock_id).cloned() else {
            return Err(Refusal::new(404, "lock_unknown", "no such lock"));
        };
        let next = is_resold.then_some(Owner::Counter);
        let moves = book.seats_of(Owner::Lock(client_lock_id), &lock.session_code, next);
        let lock = Lock { status: LockStatus::Released, ..lock };
        book.record(Change { locks: vec![lock], moves, ..Change::default() })?;
        Ok(())
    }

    pub(crate) fn query_lock(&self, client_lock_id: Uuid) -> Result<Answer, Refusal> {
        let book = self.book();
        let lock = book.lock(client_lock_id).filter(|lock| !lock.is_unheard);
        match lock {
            Some(lock) if !self.dial.has(Defect::ForgetsLock) => Ok(Answer::of(lock.wire())),
            _ => Err(Refusal::new(404, "lock_unknown", "no such lock")),
        }
    }

    pub(crate) fn extend(
        &self,
        lock_id: &str,
        wish: &ExtendLock,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let mut book = self.book();
        let lock = book.lock_by_ref(lock_id).cloned();
        let lock = lock.ok_or_else(|| Refusal::new(404, "lock_unknown", "no such lock"))?;
        match lock.status {
            LockStatus::Held => {}
            LockStatus::Sold => return Err(Refusal::new(409, "lock_sold", "it is sold")),
            _ => return Err(Refusal::new(409, "lock_gone", "its time is over")),
        }
        let ttl = wish.ttl_seconds.clamp(TTL.0, TTL.2);
        let last = lock.begun_at + TimeDelta::seconds((2 * TTL.2).into());
        let until = (now + TimeDelta::seconds(ttl.into())).min(last);
        let lock = Lock { auto_unlock_at: lock.auto_unlock_at.max(until), ..lock };
        let answer = lock.wire();
        book.record(Change { locks: vec![lock], ..Change::default() })?;
        Ok(Answer::of(answer))
    }

    /// Gives seats back. A lock that never came is remembered as unwanted, if the client's own
    /// identifier is given.
    pub(crate) fn release(
        &self,
        client_lock_id: Option<Uuid>,
        strike: Strike,
    ) -> Result<Answer, Refusal> {
        let unknown = || Refusal::new(404, "lock_unknown", "no such lock");
        let id = client_lock_id.ok_or_else(unknown)?;
        let mut book = self.book();
        let status = book.lock(id).map(|lock| lock.status);
        if strike.is(Kind::HalfDone) {
            // The centre heard it and the cinema did not: its seats stay locked.
            return Err(half_done());
        }
        match status {
            Some(LockStatus::Held) => book.end_lock(id, LockStatus::Released)?,
            Some(LockStatus::Sold) => {
                return Err(Refusal::new(409, "lock_sold", "the seats are sold"));
            }
            Some(LockStatus::Released | LockStatus::Expired) => {}
            None => book.record(Change { unwanted: vec![id], ..Change::default() })?,
        }
        Ok(Answer::of(Value::Null))
    }

    /// `SessionSeats` of the interface, and its entity tag.
    pub(crate) fn session_seats(
        &self,
        session_code: &str,
        now: DateTime<Utc>,
    ) -> Result<(Value, String), Refusal> {
        let session = self.book().session(session_code);
        let session =
            session.ok_or_else(|| Refusal::new(404, "session_unknown", "no such session"))?;
        let version = self.version(&session);
        let taken = self.book().taken(session_code);
        let broken = self.halls[session.hall].seats.iter().filter(|seat| !seat.is_usable);
        let broken = broken.map(|seat| (&seat.seat_code, "unavailable", None));
        let claimed = taken.iter().map(|(seat_code, owner)| match owner {
            Owner::Lock(id) => (seat_code, "locked", Some(*id)),
            Owner::Order(_) | Owner::Counter => (seat_code, "sold", None),
            Owner::Blocked => (seat_code, "unavailable", None),
        });
        let seats: Vec<Value> = broken
            .chain(claimed)
            .map(|(seat_code, state, client_lock_id)| {
                json!({
                    "seat_code": seat_code, "state": state, "client_lock_id": client_lock_id,
                })
            })
            .collect();
        let content = json!([version, seats]).to_string();
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, content.as_bytes());
        let answer = json!({
            "session_code": session_code, "session_version": version, "as_of": now, "seats": seats,
        });
        Ok((answer, format!("\"{}\"", &hex::encode(digest)[..32])))
    }
}

/// What a centre says that lost its cinema half-way.
pub(crate) fn half_done() -> Refusal {
    Refusal::unknown(500, "internal", "an unknown fault between the centre and the cinema")
}
