//! Comparing what we booked with what a bank and each cinema say, day by day.
//!
//! Nothing here reads or writes. [`bank`] joins our payments and refunds with the lines of a bank's
//! bill, [`cinema`] our tickets with the lines of a cinema's statement; both look from our side and
//! from theirs. [`breaks`] knows what each kind of difference means, what is done about it, and
//! which entries each way out of it ends in.

pub mod bank;
pub mod breaks;
pub mod cinema;
mod source;
mod verdict;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};

use crate::calendar::{PLATFORM_ZONE, book_date};
use crate::ids::UserId;
use crate::text_enum::text_enum;

pub use source::SourceKey;
pub use verdict::{BankWord, CinemaWord, PlatformWord, Verdict, verdict};

text_enum! {
    /// How far the comparison of one day with one source has come.
    pub enum ReconciliationStatus {
        /// Their records are not there yet.
        Scheduled = "scheduled",
        Fetched = "fetched",
        /// Read, and they agree with themselves.
        Parsed = "parsed",
        /// Compared. It stays here while something waits for the days beside it.
        Matched = "matched",
        Balanced = "balanced",
        HasBreaks = "has_breaks",
        /// Settled in the books: it never runs again.
        Closed = "closed",
    }
}

text_enum! {
    /// Kinds of difference.
    pub enum BreakClass {
        /// We booked a payment, the bank has none (短款).
        BankMissing = "bank_missing",
        /// The bank took a payment that we know nothing of (长款).
        PlatformMissing = "platform_missing",
        /// The bank did it, we do not say so.
        StatusMismatch = "status_mismatch",
        AmountMismatch = "amount_mismatch",
        /// The bank's fee is not the agreed one.
        FeeMismatch = "fee_mismatch",
        /// The same order was paid twice, or the bank lists a payment twice.
        DuplicatePay = "duplicate_pay",
        /// What two people wrote off as missing is in a bill after all.
        LateArrival = "late_arrival",
        /// We booked a refund that the bank did not pay.
        RefundMissing = "refund_missing",
        /// The bank gave money back that we know nothing of.
        RefundExtra = "refund_extra",
        /// We gave tickets out that the cinema has not sold.
        CinemaNotTicketed = "cinema_not_ticketed",
        /// The cinema sold tickets that we have not.
        CinemaExtra = "cinema_extra",
        SeatMismatch = "seat_mismatch",
        PriceMismatch = "price_mismatch",
    }
}

text_enum! {
    /// Where a difference stands.
    pub enum BreakState {
        /// Only we have it, and the day beside may bring it.
        Pooled = "pooled",
        Open = "open",
        /// One person proposed a way out; another has to agree.
        Proposed = "proposed",
        Resolved = "resolved",
    }
}

impl BreakState {
    /// Whether somebody or something still has to act.
    pub const fn is_unsettled(self) -> bool {
        !matches!(self, Self::Resolved)
    }
}

text_enum! {
    /// How long a difference has been open.
    pub enum BreakAge {
        New = "new",
        T1 = "t1",
        T3 = "t3",
        T7 = "t7",
        T30 = "t30",
    }
}

impl BreakAge {
    /// The age of something that is so many days old.
    pub const fn of_days(days: i64) -> Self {
        match days {
            ..=0 => Self::New,
            1..=2 => Self::T1,
            3..=6 => Self::T3,
            7..=29 => Self::T7,
            30.. => Self::T30,
        }
    }

    /// The youngest and the oldest of this age, in days; no oldest for the last.
    const fn days(self) -> (u64, Option<u64>) {
        match self {
            Self::New => (0, Some(0)),
            Self::T1 => (1, Some(2)),
            Self::T3 => (3, Some(6)),
            Self::T7 => (7, Some(29)),
            Self::T30 => (30, None),
        }
    }

    /// From when (inclusive, if there is a limit) to when (exclusive) something was opened that is
    /// of this age at `now`. `None` outside the calendar.
    pub fn opened(self, now: DateTime<Utc>) -> Option<(Option<DateTime<Utc>>, DateTime<Utc>)> {
        let today = book_date(now);
        let (youngest, oldest) = self.days();
        let to = beijing(today.checked_sub_days(Days::new(youngest))?.succ_opt()?, 0, 0)?;
        let from = match oldest {
            Some(days) => Some(beijing(today.checked_sub_days(Days::new(days))?, 0, 0)?),
            None => None,
        };
        Some((from, to))
    }
}

/// How many days of the books ago something was opened.
pub fn age_days(opened_at: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (book_date(now) - book_date(opened_at)).num_days().max(0)
}

text_enum! {
    /// Ways out of a difference that people choose, two at a time.
    pub enum ResolutionAction {
        /// Set the surplus apart (2190).
        BookSurplus = "book_surplus",
        /// The surplus pays for an order.
        AssignSurplus = "assign_surplus",
        /// The surplus goes back to whoever paid it.
        RefundSurplus = "refund_surplus",
        /// It is the refund of an order that the bank had refused and people gave back there.
        AssignRefund = "assign_refund",
        /// Set the shortfall apart (1190).
        BookShortfall = "book_shortfall",
        /// What was missing came.
        ShortfallArrived = "shortfall_arrived",
        /// What is missing is our loss (5030).
        WriteOff = "write_off",
        /// The bank's fee stands.
        AcceptFee = "accept_fee",
        /// The cinema's record stands.
        AcceptCinema = "accept_cinema",
        /// Our record stands: the cinema owes us the difference (1130).
        ClaimCinema = "claim_cinema",
        /// Undo what was posted for this break.
        Reverse = "reverse",
    }
}

text_enum! {
    /// What a record is about.
    pub enum RecordKind {
        Payment = "payment",
        Refund = "refund",
        /// A correction by the bank itself, or a card holder's dispute.
        Dispute = "dispute",
        /// Tickets sold at a cinema.
        Sale = "sale",
        /// Tickets that a cinema took back.
        TakeBack = "take_back",
    }
}

text_enum! {
    /// How far an automatic action came.
    pub enum AutomaticState {
        /// To be done.
        Due = "due",
        /// Stored before anybody is called; found again, it is asked before anything is repeated.
        Begun = "begun",
        Done = "done",
        /// Nothing more can be done by itself.
        Failed = "failed",
    }
}

text_enum! {
    /// What became of a proposal.
    pub enum ResolutionVerdict {
        Approved = "approved",
        Rejected = "rejected",
        /// Taken back by whoever made it.
        Withdrawn = "withdrawn",
    }
}

impl ResolutionVerdict {
    /// What a word comes to that `speaker` says about a proposal of `maker`. Nobody agrees to what
    /// they proposed themselves (`None`), but anybody may take their own proposal back.
    pub fn of(maker: UserId, speaker: UserId, is_approved: bool) -> Option<Self> {
        match (maker == speaker, is_approved) {
            (true, true) => None,
            (true, false) => Some(Self::Withdrawn),
            (false, true) => Some(Self::Approved),
            (false, false) => Some(Self::Rejected),
        }
    }
}

/// When a day is compared by itself: at half past ten of the morning after it, Beijing time.
pub fn due_at(day: NaiveDate) -> Option<DateTime<Utc>> {
    beijing(day.succ_opt()?, 10, 30)
}

/// When somebody is told that a day could still not be compared.
pub fn late_at(day: NaiveDate) -> Option<DateTime<Utc>> {
    beijing(day.succ_opt()?, 14, 0)
}

fn beijing(day: NaiveDate, hour: u32, minute: u32) -> Option<DateTime<Utc>> {
    let at = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?);
    Some(PLATFORM_ZONE.from_local_datetime(&at).earliest()?.with_timezone(&Utc))
}

/// A difference: its kind, and by how much they have more than we have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Finding {
    pub class: BreakClass,
    /// Theirs less ours, as it changes what the other side owes us (a bank) or we owe it (a
    /// cinema), in minor units.
    pub difference_minor: i64,
}

impl Finding {
    pub const fn new(class: BreakClass, difference_minor: i64) -> Self {
        Self { class, difference_minor }
    }
}

#[cfg(test)]
mod tests;
