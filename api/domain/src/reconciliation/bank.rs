//! Our payments and refunds against the lines of a bank's bill.
//!
//! Both sides are joined by (our number, kind), letter by letter. Only our side of the day is kept
//! in memory; the bill's lines pass by one after the other. A line whose number is not of the day
//! is compared with whatever else we know by that number, which the caller looks up.

use std::collections::{HashMap, HashSet};

use super::{BreakClass, Finding, RecordKind};

/// What we say about a payment or refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OurState {
    /// Booked as done.
    Done,
    /// Not decided.
    Open,
    /// Booked as not done.
    Failed,
    /// The bank reported another amount or merchant, and a person has to look.
    SetApart,
}

/// A payment or refund of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OurRecord<Id> {
    pub id: Id,
    pub kind: RecordKind,
    /// As the bank knows it.
    pub number: String,
    pub amount_minor: i64,
    pub state: OurState,
    /// The bank's reference, once it told us.
    pub their_ref: Option<String>,
}

/// A line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    pub kind: RecordKind,
    /// Ours; empty where the bank names none.
    pub number: String,
    /// Always positive.
    pub amount_minor: i64,
    /// Positive when we pay it.
    pub fee_minor: i64,
    pub their_ref: String,
}

/// What a bank charges, as agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeTerms {
    /// Of a payment, in 1/100 of a percent.
    pub basis_points: i64,
}

/// Fen that a line's fee may differ by: banks round parts of a fen as they like.
pub const FEE_TOLERANCE: i64 = 1;

impl FeeTerms {
    /// The agreed fee of a payment of this amount, half a fen rounded up.
    pub const fn of_payment(self, amount_minor: i64) -> i64 {
        (amount_minor.saturating_mul(self.basis_points).saturating_add(5_000)) / 10_000
    }

    /// How much more the line charges than agreed, where it is more or less than rounding.
    ///
    /// A refund may give the fee of its payment back or leave it with the bank; both are agreed.
    pub const fn excess(self, line: &BillLine) -> Option<i64> {
        let agreed = self.of_payment(line.amount_minor);
        let excess = match line.kind {
            RecordKind::Payment => line.fee_minor - agreed,
            RecordKind::Refund if line.fee_minor < 0 => line.fee_minor + agreed,
            _ => line.fee_minor,
        };
        if excess.abs() > FEE_TOLERANCE { Some(excess) } else { None }
    }
}

/// What a line does to the money that the bank has of ours.
const fn signed(kind: RecordKind, amount_minor: i64) -> i64 {
    match kind {
        RecordKind::Payment => amount_minor,
        _ => -amount_minor,
    }
}

/// Compares a record with the line of the same number and kind.
pub fn compare<Id>(ours: &OurRecord<Id>, line: &BillLine, terms: FeeTerms) -> Vec<Finding> {
    let mut findings = Vec::new();
    let theirs = signed(line.kind, line.amount_minor);
    let difference = theirs - signed(line.kind, ours.amount_minor);
    let is_other = ours.their_ref.as_ref().is_some_and(|own| *own != line.their_ref);
    match ours.state {
        OurState::Open | OurState::Failed => {
            findings.push(Finding::new(BreakClass::StatusMismatch, theirs));
        }
        OurState::SetApart => {
            findings.push(Finding::new(BreakClass::AmountMismatch, difference));
        }
        OurState::Done if difference != 0 => {
            findings.push(Finding::new(BreakClass::AmountMismatch, difference));
        }
        OurState::Done if is_other => findings.push(Finding::new(BreakClass::StatusMismatch, 0)),
        OurState::Done => {}
    }
    if let Some(excess) = terms.excess(line) {
        findings.push(Finding::new(BreakClass::FeeMismatch, -excess));
    }
    findings
}

/// Judges a line that is of no record of the day; `ours` is what we know of it otherwise.
pub fn compare_stranger<Id>(
    ours: Option<&OurRecord<Id>>,
    line: &BillLine,
    terms: FeeTerms,
) -> Vec<Finding> {
    if let Some(ours) = ours {
        return compare(ours, line, terms);
    }
    let class = match line.kind {
        RecordKind::Payment => BreakClass::PlatformMissing,
        _ => BreakClass::RefundExtra,
    };
    let mut findings = vec![Finding::new(class, signed(line.kind, line.amount_minor))];
    if let Some(excess) = terms.excess(line) {
        findings.push(Finding::new(BreakClass::FeeMismatch, -excess));
    }
    findings
}

/// What a line is beside all else that was written off as missing: money that came after all.
pub const fn late_arrival(written_off_minor: i64) -> Finding {
    Finding::new(BreakClass::LateArrival, written_off_minor)
}

/// A record of the day that the bill lacks.
pub fn missing<Id>(ours: &OurRecord<Id>) -> Finding {
    let class = match ours.kind {
        RecordKind::Payment => BreakClass::BankMissing,
        _ => BreakClass::RefundMissing,
    };
    Finding::new(class, -signed(ours.kind, ours.amount_minor))
}

/// What came of looking a line up.
#[derive(Debug, PartialEq, Eq)]
pub enum Meeting<'a, Id> {
    /// It is the line of this record of the day.
    Known(&'a OurRecord<Id>, Vec<Finding>),
    /// The bill had this number before: the second line is one too many.
    Again(Finding),
    /// No record of the day has this number.
    Stranger,
}

/// Our side of a day, and which of it the bill has.
#[derive(Debug)]
pub struct BankDay<Id> {
    terms: FeeTerms,
    records: Vec<(OurRecord<Id>, bool)>,
    by_number: HashMap<(RecordKind, String), usize>,
    strangers: HashSet<(RecordKind, String)>,
}

impl<Id> BankDay<Id> {
    pub fn new(terms: FeeTerms) -> Self {
        let (by_number, strangers) = (HashMap::new(), HashSet::new());
        Self { terms, records: Vec::new(), by_number, strangers }
    }

    /// Adds a record that the bill is expected to have.
    pub fn expect(&mut self, record: OurRecord<Id>) {
        let place = self.records.len();
        self.by_number.insert((record.kind, record.number.clone()), place);
        self.records.push((record, false));
    }

    /// Looks a line of the bill up.
    pub fn meet(&mut self, line: &BillLine) -> Meeting<'_, Id> {
        // A dispute names no number of ours; each stands for itself.
        if line.number.is_empty() {
            return Meeting::Stranger;
        }
        let key = (line.kind, line.number.clone());
        let again = Finding::new(BreakClass::DuplicatePay, signed(line.kind, line.amount_minor));
        let Some(place) = self.by_number.get(&key) else {
            let is_first = self.strangers.insert(key);
            return if is_first { Meeting::Stranger } else { Meeting::Again(again) };
        };
        let terms = self.terms;
        match self.records.get_mut(*place) {
            Some((_, is_met)) if *is_met => Meeting::Again(again),
            Some((record, is_met)) => {
                *is_met = true;
                Meeting::Known(record, compare(record, line, terms))
            }
            None => Meeting::Stranger,
        }
    }

    /// Records of the day that no line was of, in the order in which they were added.
    pub fn unmet(&self) -> impl Iterator<Item = &OurRecord<Id>> {
        self.records.iter().filter(|(_, is_met)| !is_met).map(|(record, _)| record)
    }

    /// How many records there are, and what they add up to.
    pub fn total(&self) -> (usize, i64) {
        let amounts = self.records.iter().map(|(it, _)| signed(it.kind, it.amount_minor));
        (self.records.len(), amounts.sum())
    }
}

/// What lines add up to, taken one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BillSums {
    pub count: i64,
    /// Payments less what went back.
    pub amount_minor: i64,
    pub fee_minor: i64,
}

impl BillSums {
    pub const fn add(&mut self, line: &BillLine) {
        self.count += 1;
        self.amount_minor += signed(line.kind, line.amount_minor);
        self.fee_minor += line.fee_minor;
    }

    /// What the bank owes: the lines less its fees, exact to the fen.
    pub const fn net_minor(&self) -> i64 {
        self.amount_minor - self.fee_minor
    }
}
