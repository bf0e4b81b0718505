//! The bank's book: every transaction, and the rules by which money moves.
//!
//! Each change is one line of the journal, written before it is applied, so that a payment and
//! the refund that lowers it can never be half recorded.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::io;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::bill::Line;
use super::message::Refusal;
use super::transaction::{Booking, Delivery, Key, Kind, State, Transaction};
use crate::clock::{beijing_stamp, clearing_day};
use crate::store::Journal;

/// Transactions kept; the oldest go first. Far more than a demo or a load test makes.
const MAX_TRANSACTIONS: usize = 50_000;
/// The journal is rewritten when it has this many lines beyond four for each transaction.
const SPARE_LINES: usize = 10_000;

pub(crate) const UNKNOWN: Refusal = Refusal::new("34", "查无此交易");
const DUPLICATE: Refusal = Refusal::new("12", "重复交易");
const NO_ORIGINAL: Refusal = Refusal::new("35", "原交易不存在或状态不正确");
const MISMATCH: Refusal = Refusal::new("36", "与原交易信息不符");
const NOT_NOW: Refusal = Refusal::new("39", "交易不在受理时间范围内");
const TROUBLE: Refusal = Refusal::new("02", "系统未开放或暂时关闭，请稍后再试");

/// What the payer chose on the cashier page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Pay { notifications: u32 },
    Decline,
    PayLate { due_at: DateTime<Utc> },
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Change {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    transactions: Vec<Transaction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deliveries: Vec<Delivery>,
}

#[derive(Default)]
struct Pages {
    transactions: HashMap<Key, Transaction>,
    order: VecDeque<Key>,
    by_query_id: HashMap<String, Key>,
    underway: HashSet<Key>,
    deliveries: BTreeMap<u64, Delivery>,
    last_delivery: u64,
    sequence: u64,
}

impl Pages {
    fn apply(&mut self, change: Change) {
        for transaction in change.transactions {
            if let Some(booking) = transaction.booking() {
                self.by_query_id.insert(booking.query_id.clone(), transaction.key.clone());
            }
            let key = transaction.key.clone();
            if matches!(transaction.state, State::Underway { .. }) {
                self.underway.insert(key.clone());
            } else {
                self.underway.remove(&key);
            }
            if self.transactions.insert(key.clone(), transaction).is_none() {
                self.order.push_back(key);
            }
        }
        for delivery in change.deliveries {
            self.last_delivery = self.last_delivery.max(delivery.id);
            if delivery.due_at.is_some() {
                self.deliveries.insert(delivery.id, delivery);
            } else {
                self.deliveries.remove(&delivery.id);
            }
        }
        while self.order.len() > MAX_TRANSACTIONS {
            let Some(gone) = self.order.pop_front().and_then(|key| self.transactions.remove(&key))
            else {
                continue;
            };
            if let Some(booking) = gone.booking() {
                self.by_query_id.remove(&booking.query_id);
            }
            self.underway.remove(&gone.key);
            self.deliveries.retain(|_, delivery| delivery.key != gone.key);
        }
    }
}

/// The book, open for writing.
pub(crate) struct Book {
    pages: Pages,
    /// Absent once the bank is closed; every change is refused from then on.
    journal: Option<Journal<Change>>,
}

impl Book {
    /// # Errors
    /// The journal cannot be read, or another bank has it open.
    pub(crate) fn open(directory: &Path) -> io::Result<Self> {
        let mut pages = Pages::default();
        let journal = Journal::open(directory, "bank.jsonl", |change| pages.apply(change))?;
        // Numbers go on where they were: each booking took one, so their count is a safe start.
        pages.sequence = pages.order.len() as u64;
        Ok(Self { pages, journal: Some(journal) })
    }

    /// Lets go of the journal, so that another bank can open it.
    pub(crate) fn close(&mut self) {
        self.journal = None;
    }

    pub(crate) fn find(&self, key: &Key) -> Option<&Transaction> {
        self.pages.transactions.get(key)
    }

    /// Transactions, the newest first.
    pub(crate) fn newest(&self) -> impl Iterator<Item = &Transaction> {
        self.pages.order.iter().rev().filter_map(|key| self.pages.transactions.get(key))
    }

    /// What was booked for a merchant on a clearing day, each with the payment that it gives back.
    pub(crate) fn booked_on(&self, merchant: &str, day: NaiveDate) -> Vec<Line> {
        let original = |transaction: &Transaction| {
            let key = self.pages.by_query_id.get(transaction.original.as_ref()?)?;
            self.find(key)
        };
        let line = |transaction: &Transaction| {
            let booking = transaction.booking()?;
            let is_asked = transaction.key.mer_id == merchant && clearing_day(booking.at) == day;
            is_asked.then(|| Line::of(transaction, booking, original(transaction)))
        };
        self.newest().filter_map(line).collect()
    }

    /// Opens a payment, or finds it open already when the very same request comes again.
    ///
    /// # Errors
    /// [`DUPLICATE`] when the name is taken by another request or the payment is decided.
    pub(crate) fn open_payment(&mut self, wanted: Transaction) -> Result<Transaction, Refusal> {
        if let Some(known) = self.find(&wanted.key) {
            let same = known.request == wanted.request && known.state == State::Open;
            return if same { Ok(known.clone()) } else { Err(DUPLICATE) };
        }
        self.record(Change { transactions: vec![wanted.clone()], ..Change::default() })?;
        Ok(wanted)
    }

    /// Carries out what the payer chose. A payment that is decided already stays as it is: the
    /// same button pressed twice takes the money once.
    ///
    /// # Errors
    /// There is no such payment, or the journal cannot be written.
    pub(crate) fn decide(
        &mut self,
        key: &Key,
        outcome: Outcome,
        card: &str,
        now: DateTime<Utc>,
    ) -> Result<Transaction, Refusal> {
        let mut transaction = self
            .find(key)
            .filter(|transaction| transaction.kind == Kind::Pay)
            .cloned()
            .ok_or(UNKNOWN)?;
        if transaction.state != State::Open {
            return Ok(transaction);
        }
        transaction.card = Some(card.to_owned());
        let mut deliveries = Vec::new();
        match outcome {
            Outcome::Decline => {
                transaction.state = State::Declined { code: "64".to_owned() };
            }
            Outcome::PayLate { due_at } => transaction.state = State::Underway { due_at },
            Outcome::Pay { notifications } => {
                self.book(&mut transaction, now);
                deliveries = self.deliveries(key, notifications, now);
            }
        }
        self.record(Change { transactions: vec![transaction.clone()], deliveries })?;
        Ok(transaction)
    }

    /// Books the late payments whose time has come.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub(crate) fn book_due(&mut self, now: DateTime<Utc>) -> Result<(), Refusal> {
        let due = |t: &&Transaction| matches!(t.state, State::Underway { due_at } if due_at <= now);
        let underway = self.pages.underway.iter().filter_map(|key| self.find(key));
        let due: Vec<_> = underway.filter(due).cloned().collect();
        for mut transaction in due {
            self.book(&mut transaction, now);
            let deliveries = self.deliveries(&transaction.key, 1, now);
            self.record(Change { transactions: vec![transaction], deliveries })?;
        }
        Ok(())
    }

    /// Gives back all or part of a payment: `wanted` names the payment by its query id.
    ///
    /// # Errors
    /// [`DUPLICATE`] when the name is taken; no such payment; more than is left of it; a void of
    /// a part, or on another clearing day.
    pub(crate) fn reverse(
        &mut self,
        mut wanted: Transaction,
        now: DateTime<Utc>,
    ) -> Result<Transaction, Refusal> {
        if self.find(&wanted.key).is_some() {
            return Err(DUPLICATE);
        }
        let original = wanted.original.as_ref().and_then(|id| self.pages.by_query_id.get(id));
        let mut original = original
            .and_then(|key| self.pages.transactions.get(key))
            .filter(|t| t.kind == Kind::Pay && t.key.mer_id == wanted.key.mer_id)
            .cloned()
            .ok_or(NO_ORIGINAL)?;
        let paid_at = original.booking().map(|booking| booking.at).ok_or(NO_ORIGINAL)?;
        if wanted.kind == Kind::Void {
            if clearing_day(paid_at) != clearing_day(now) {
                return Err(NOT_NOW);
            }
            if original.reversed > 0 {
                return Err(NO_ORIGINAL);
            }
            if wanted.amount != original.amount {
                return Err(MISMATCH);
            }
        }
        if wanted.amount > original.amount - original.reversed {
            return Err(MISMATCH);
        }
        original.reversed += wanted.amount;
        self.book(&mut wanted, now);
        let deliveries = self.deliveries(&wanted.key, 1, now);
        self.record(Change { transactions: vec![original, wanted.clone()], deliveries })?;
        Ok(wanted)
    }

    /// Deliveries that are due at `now`.
    pub(crate) fn due_deliveries(&self, now: DateTime<Utc>) -> Vec<Delivery> {
        let due = |d: &&Delivery| d.due_at.is_some_and(|due_at| due_at <= now);
        self.pages.deliveries.values().filter(due).cloned().collect()
    }

    /// Whether a delivery for this transaction waits for its first attempt.
    pub(crate) fn awaits_first_attempt(&self, key: &Key) -> bool {
        self.pages.deliveries.values().any(|d| d.attempts == 0 && d.key == *key)
    }

    /// Notes an attempt and when the next is due, if any.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub(crate) fn note_attempt(&mut self, delivery: Delivery) -> Result<(), Refusal> {
        self.record(Change { deliveries: vec![delivery], ..Change::default() })
    }

    /// Gives the transaction its number and its day.
    fn book(&mut self, transaction: &mut Transaction, now: DateTime<Utc>) {
        self.pages.sequence += 1;
        let number = self.pages.sequence % 10_000_000;
        let stamp = beijing_stamp(now);
        transaction.state = State::Booked(Booking {
            at: now,
            query_id: format!("78{}{number:07}", &stamp[2..]),
            trace_no: format!("{:06}", number % 1_000_000),
            late: transaction.pay_timeout.is_some_and(|limit| now > limit),
        });
    }

    fn deliveries(&self, key: &Key, count: u32, now: DateTime<Utc>) -> Vec<Delivery> {
        let first = self.pages.last_delivery;
        (1..=u64::from(count))
            .map(|n| Delivery { id: first + n, key: key.clone(), attempts: 0, due_at: Some(now) })
            .collect()
    }

    fn record(&mut self, change: Change) -> Result<(), Refusal> {
        let written = match self.journal.as_mut() {
            Some(journal) => journal.append(&change),
            None => Err(io::Error::other("the bank is closed")),
        };
        if let Err(error) = written {
            tracing::error!(%error, "the bank's journal cannot be written");
            return Err(TROUBLE);
        }
        self.pages.apply(change);
        self.compact();
        Ok(())
    }

    fn compact(&mut self) {
        let Some(journal) = self.journal.as_mut() else {
            return;
        };
        if journal.lines() < self.pages.order.len() * 4 + SPARE_LINES {
            return;
        }
        let transactions =
            self.pages.order.iter().filter_map(|key| self.pages.transactions.get(key));
        let transactions =
            transactions.map(|t| Change { transactions: vec![t.clone()], ..Change::default() });
        let deliveries = self.pages.deliveries.values();
        let deliveries =
            deliveries.map(|d| Change { deliveries: vec![d.clone()], ..Change::default() });
        if let Err(error) = journal.rewrite(transactions.chain(deliveries)) {
            tracing::error!(%error, "the bank's journal cannot be compacted; it goes on growing");
        }
    }
}
