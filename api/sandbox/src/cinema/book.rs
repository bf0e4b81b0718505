//! The cinema's book: what was written down, and questions about it.
//!
//! Each change is one line of the journal and is written before anybody can see it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::programme::{Session, days};
use super::records::{Change, Line, Lock, LockStatus, Move, Order, Owner, Return};
use crate::store::Journal;

/// The journal is rewritten at the start when it has more lines than this.
const MANY_LINES: usize = 20_000;
/// Locks that ended longer ago are forgotten then.
const MEMORY: TimeDelta = TimeDelta::days(2);

#[derive(Default)]
struct Pages {
    edited: BTreeMap<String, Session>,
    locks: BTreeMap<Uuid, Lock>,
    held: BTreeSet<Uuid>,
    orders: BTreeMap<Uuid, Order>,
    returns: BTreeMap<Uuid, Return>,
    lines: Vec<Line>,
    seats: BTreeMap<String, BTreeMap<String, Owner>>,
    unwanted: BTreeSet<Uuid>,
    acknowledged: BTreeMap<NaiveDate, DateTime<Utc>>,
    ahead_s: i64,
    status: Option<String>,
    told_until: Option<DateTime<Utc>>,
}

impl Pages {
    fn apply(&mut self, change: Change) {
        for session in change.sessions {
            self.edited.insert(session.session_code.clone(), session);
        }
        for lock in change.locks {
            if lock.status == LockStatus::Held {
                self.held.insert(lock.client_lock_id);
            } else {
                self.held.remove(&lock.client_lock_id);
            }
            self.locks.insert(lock.client_lock_id, lock);
        }
        self.orders.extend(change.orders.into_iter().map(|order| (order.client_order_id, order)));
        let returns = change.returns.into_iter();
        self.returns.extend(returns.map(|one| (one.client_refund_id, one)));
        self.lines.extend(change.lines);
        for Move { session_code, seat_code, owner } in change.moves {
            let seats = self.seats.entry(session_code).or_default();
            match owner {
                Some(owner) => seats.insert(seat_code, owner),
                None => seats.remove(&seat_code),
            };
        }
        self.unwanted.extend(change.unwanted);
        self.acknowledged.extend(change.acknowledged);
        self.ahead_s = change.ahead_s.unwrap_or(self.ahead_s);
        self.status = change.status.or(self.status.take());
        self.told_until = change.told_until.or(self.told_until);
    }

    /// The same pages as a few changes.
    fn changes(&self, now: DateTime<Utc>) -> Vec<Change> {
        let is_young =
            |lock: &&Lock| lock.status == LockStatus::Held || now - lock.auto_unlock_at < MEMORY;
        let mut changes = vec![Change {
            unwanted: self.unwanted.iter().copied().collect(),
            ahead_s: Some(self.ahead_s),
            status: self.status.clone(),
            told_until: self.told_until,
            ..Change::default()
        }];
        let sessions = self.edited.values().cloned();
        changes.extend(sessions.map(|it| Change { sessions: vec![it], ..Change::default() }));
        let locks = self.locks.values().filter(is_young).cloned();
        changes.extend(locks.map(|it| Change { locks: vec![it], ..Change::default() }));
        let orders = self.orders.values().cloned();
        changes.extend(orders.map(|it| Change { orders: vec![it], ..Change::default() }));
        let returns = self.returns.values().cloned();
        changes.extend(returns.map(|it| Change { returns: vec![it], ..Change::default() }));
        let lines = self.lines.iter().cloned();
        changes.extend(lines.map(|it| Change { lines: vec![it], ..Change::default() }));
        for (session_code, seats) in &self.seats {
            let moves = seats.iter().map(|(seat_code, owner)| Move {
                session_code: session_code.clone(),
                seat_code: seat_code.clone(),
                owner: Some(*owner),
            });
            changes.push(Change { moves: moves.collect(), ..Change::default() });
        }
        let acknowledged = self.acknowledged.iter().map(|(day, at)| (*day, *at));
        changes
            .extend(acknowledged.map(|it| Change { acknowledged: Some(it), ..Change::default() }));
        changes
    }
}

/// The book, open for writing.
pub(crate) struct Book {
    pages: Pages,
    /// Absent once the cinema is closed; every change is refused from then on.
    journal: Option<Journal<Change>>,
}

impl Book {
    /// # Errors
    /// The journal cannot be read or written, or another cinema has it open.
    pub(crate) fn open(directory: &Path, now: DateTime<Utc>) -> io::Result<Self> {
        let mut pages = Pages::default();
        let mut journal = Journal::open(directory, "cinema.jsonl", |change| pages.apply(change))?;
        if journal.lines() > MANY_LINES {
            journal.rewrite(pages.changes(now).into_iter())?;
        }
        Ok(Self { pages, journal: Some(journal) })
    }

    /// Lets go of the journal, so that another cinema can open it.
    pub(crate) fn close(&mut self) {
        self.journal = None;
    }

    /// Writes a change down, then applies it.
    ///
    /// # Errors
    /// It cannot be written; nothing has changed then.
    pub(crate) fn record(&mut self, change: Change) -> io::Result<()> {
        let closed = || io::Error::other("the cinema is closed");
        self.journal.as_mut().ok_or_else(closed)?.append(&change)?;
        self.pages.apply(change);
        Ok(())
    }

    /// Gives the seats of locks back whose time is over, unless locks last for ever here.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn expire_unless(&mut self, for_ever: bool, now: DateTime<Utc>) -> io::Result<()> {
        if for_ever {
            return Ok(());
        }
        let is_over =
            |id: &&Uuid| self.pages.locks.get(*id).is_some_and(|lock| lock.auto_unlock_at <= now);
        let over: Vec<Uuid> = self.pages.held.iter().filter(is_over).copied().collect();
        for id in over {
            self.end_lock(id, LockStatus::Expired)?;
        }
        Ok(())
    }

    /// Ends a held lock; the seats that it still has come free.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn end_lock(&mut self, id: Uuid, status: LockStatus) -> io::Result<()> {
        let Some(lock) = self.pages.locks.get(&id) else { return Ok(()) };
        let lock = Lock { status, ..lock.clone() };
        let moves = self.seats_of(Owner::Lock(id), &lock.session_code, None);
        self.record(Change { locks: vec![lock], moves, ..Change::default() })
    }

    /// Moves of every seat that `owner` has in a session to somebody else.
    pub(crate) fn seats_of(
        &self,
        owner: Owner,
        session_code: &str,
        next: Option<Owner>,
    ) -> Vec<Move> {
        let seats = self.taken(session_code).into_iter().filter(|(_, has)| *has == owner);
        let to = |(seat_code, _): (String, Owner)| Move {
            session_code: session_code.to_owned(),
            seat_code,
            owner: next,
        };
        seats.map(to).collect()
    }

    pub(crate) fn session(&self, session_code: &str) -> Option<Session> {
        self.pages.edited.get(session_code).cloned().or_else(|| Session::planned(session_code))
    }

    /// Sessions of the days that can be bought, and those that staff changed at any time.
    pub(crate) fn sessions(&self, now: DateTime<Utc>) -> Vec<Session> {
        let planned = days(now).flat_map(Session::of_day);
        let mut all: BTreeMap<String, Session> =
            planned.map(|session| (session.session_code.clone(), session)).collect();
        let edited = self.pages.edited.iter();
        all.extend(edited.map(|(code, session)| (code.clone(), session.clone())));
        all.into_values().collect()
    }

    /// The newest change of a hall's sessions of a day: its instant, and the session's count.
    pub(crate) fn newest_of_plan(
        &self,
        hall: usize,
        day: NaiveDate,
    ) -> Option<(DateTime<Utc>, i64)> {
        let edited = self.pages.edited.values();
        let same = edited.filter(|session| (session.hall, session.business_on) == (hall, day));
        same.map(|session| (session.changed_at, session.changes)).max()
    }

    /// The newest change of any session that staff made.
    pub(crate) fn newest_change(&self) -> Option<DateTime<Utc>> {
        self.pages.edited.values().map(|session| session.changed_at).max()
    }

    pub(crate) fn owner(&self, session_code: &str, seat_code: &str) -> Option<Owner> {
        self.pages.seats.get(session_code)?.get(seat_code).copied()
    }

    pub(crate) fn taken(&self, session_code: &str) -> BTreeMap<String, Owner> {
        self.pages.seats.get(session_code).cloned().unwrap_or_default()
    }

    pub(crate) fn lock(&self, client_lock_id: Uuid) -> Option<&Lock> {
        self.pages.locks.get(&client_lock_id)
    }

    pub(crate) fn lock_by_ref(&self, lock_id: &str) -> Option<&Lock> {
        // Our reference is made of the client's: L and its digits.
        let id = lock_id.strip_prefix('L').and_then(|text| Uuid::parse_str(text).ok())?;
        self.lock(id)
    }

    pub(crate) fn locks(&self) -> impl DoubleEndedIterator<Item = &Lock> {
        self.pages.locks.values()
    }

    pub(crate) fn is_unwanted(&self, client_lock_id: Uuid) -> bool {
        self.pages.unwanted.contains(&client_lock_id)
    }

    pub(crate) fn order(&self, client_order_id: Uuid) -> Option<&Order> {
        self.pages.orders.get(&client_order_id)
    }

    pub(crate) fn orders(&self) -> impl DoubleEndedIterator<Item = &Order> {
        self.pages.orders.values()
    }

    pub(crate) fn returned(&self, client_refund_id: Uuid) -> Option<&Return> {
        self.pages.returns.get(&client_refund_id)
    }

    pub(crate) fn lines(&self, day: NaiveDate) -> impl Iterator<Item = &Line> {
        self.pages.lines.iter().filter(move |line| line.business_on == day)
    }

    pub(crate) fn acknowledged(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        self.pages.acknowledged.get(&day).copied()
    }

    pub(crate) fn ahead(&self) -> TimeDelta {
        TimeDelta::seconds(self.pages.ahead_s)
    }

    pub(crate) fn status(&self) -> &str {
        self.pages.status.as_deref().unwrap_or("open")
    }

    pub(crate) fn told_until(&self) -> Option<DateTime<Utc>> {
        self.pages.told_until
    }
}
