//! Our tickets against the lines of a cinema's statement.
//!
//! Both sides are joined by our order, which the cinema knows by the same identifier; then seats
//! and amounts are compared, for what was sold and for what was taken back apart.

use super::{BreakClass, Finding, RecordKind};

/// A seat and what is owed to the cinema for it: ticket and hall's fee.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeatRecord {
    pub seat_code: String,
    pub amount_minor: i64,
}

/// What one side says about one order on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderMoves {
    pub sold: Vec<SeatRecord>,
    pub taken_back: Vec<SeatRecord>,
}

impl OrderMoves {
    /// The seats of one kind of move.
    pub fn of(&self, kind: RecordKind) -> &[SeatRecord] {
        if kind == RecordKind::TakeBack { &self.taken_back } else { &self.sold }
    }

    /// Adds a seat to one kind of move.
    pub fn add(&mut self, kind: RecordKind, seat: SeatRecord) {
        if kind == RecordKind::TakeBack {
            self.taken_back.push(seat);
        } else {
            self.sold.push(seat);
        }
    }

    /// What is owed for it: sales less what was taken back.
    pub fn owed_minor(&self) -> i64 {
        sum(&self.sold) - sum(&self.taken_back)
    }
}

/// A difference about one kind of move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CinemaFinding {
    pub kind: RecordKind,
    pub finding: Finding,
    /// Only we have it, so the statement of a day beside may.
    pub is_ours_only: bool,
}

/// Compares what both sides say about one order.
pub fn compare(ours: &OrderMoves, theirs: &OrderMoves) -> Vec<CinemaFinding> {
    let kinds = [RecordKind::Sale, RecordKind::TakeBack];
    kinds.into_iter().filter_map(|kind| compare_moves(kind, ours, theirs)).collect()
}

fn compare_moves(
    kind: RecordKind,
    ours: &OrderMoves,
    theirs: &OrderMoves,
) -> Option<CinemaFinding> {
    let (ours, theirs) = (ours.of(kind), theirs.of(kind));
    // What a cinema took back it does not have to be paid for.
    let sign = if kind == RecordKind::TakeBack { -1 } else { 1 };
    let difference = sign * (sum(theirs) - sum(ours));
    let class = if theirs.is_empty() && ours.is_empty() {
        return None;
    } else if theirs.is_empty() {
        // Tickets that are out and not sold, or that are back and still sold there.
        if kind == RecordKind::Sale {
            BreakClass::CinemaNotTicketed
        } else {
            BreakClass::CinemaExtra
        }
    } else if ours.is_empty() {
        if kind == RecordKind::Sale {
            BreakClass::CinemaExtra
        } else {
            BreakClass::CinemaNotTicketed
        }
    } else if seats(ours) != seats(theirs) {
        BreakClass::SeatMismatch
    } else if sorted(ours) != sorted(theirs) {
        BreakClass::PriceMismatch
    } else {
        return None;
    };
    let is_ours_only = theirs.is_empty();
    Some(CinemaFinding { kind, finding: Finding::new(class, difference), is_ours_only })
}

fn sum(seats: &[SeatRecord]) -> i64 {
    seats.iter().map(|seat| seat.amount_minor).sum()
}

fn sorted(seats: &[SeatRecord]) -> Vec<&SeatRecord> {
    let mut seats: Vec<&SeatRecord> = seats.iter().collect();
    seats.sort_unstable();
    seats
}

fn seats(seats: &[SeatRecord]) -> Vec<&str> {
    let mut codes: Vec<&str> = seats.iter().map(|seat| seat.seat_code.as_str()).collect();
    codes.sort_unstable();
    codes
}
