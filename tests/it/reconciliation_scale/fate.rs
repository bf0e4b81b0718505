//! What may have happened to an order, and the differences that it leaves.

/// The fates that are planted, each for so many orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// All three parties agree.
    Plain,
    /// Given back on the same day; all agree.
    Refunded,
    /// Paid here, not at the bank.
    BankMissing,
    /// Paid at the bank, open here.
    StatusMismatch,
    AmountMismatch,
    FeeMismatch,
    /// Two payments, both here and at the bank.
    PaidTwice,
    /// One payment that the bank lists twice.
    LineTwice,
    /// Given back here, not at the bank.
    RefundMissing,
    /// Of the bank's day here, of the next one there.
    BankLater,
    /// Of the day before here, of this one there.
    BankEarlier,
    /// Has tickets here, not at the cinema.
    NotTicketed,
    SeatMismatch,
    PriceMismatch,
    /// Of the cinema's day here, of the next one there.
    CinemaLater,
    /// Of the day before here, of this one there.
    CinemaEarlier,
}

use Fate::{
    AmountMismatch, BankEarlier, BankLater, BankMissing, CinemaEarlier, CinemaLater, FeeMismatch,
    LineTwice, NotTicketed, PaidTwice, Plain, PriceMismatch, RefundMissing, Refunded, SeatMismatch,
    StatusMismatch,
};

pub const PLANTED: [Fate; 14] = [
    BankMissing,
    StatusMismatch,
    AmountMismatch,
    FeeMismatch,
    PaidTwice,
    LineTwice,
    RefundMissing,
    BankLater,
    BankEarlier,
    NotTicketed,
    SeatMismatch,
    PriceMismatch,
    CinemaLater,
    CinemaEarlier,
];

impl Fate {
    /// The planted fates stand among the others, `each` times.
    pub fn of(at: usize, orders: usize, each: usize) -> Self {
        let stride = (orders / (each * PLANTED.len())).max(1);
        let place = at / stride;
        if at % stride == stride / 2 && place < each * PLANTED.len() {
            PLANTED[place % PLANTED.len()]
        } else if at % 20 == 3 {
            Refunded
        } else {
            Plain
        }
    }

    pub fn is_refunded(self) -> bool {
        matches!(self, Refunded | RefundMissing)
    }

    /// Whether the order has its tickets here.
    pub fn is_ticketed(self) -> bool {
        self != StatusMismatch
    }

    /// Lines of the bank's bill of the day that agree with records of ours.
    pub fn matched_at_bank(self) -> i64 {
        match self {
            BankMissing | AmountMismatch | FeeMismatch => 0,
            Refunded | PaidTwice => 2,
            _ => 1,
        }
    }

    /// Whether all three parties agree about the order, once every bill and statement is there. The
    /// order that was driven on is not through, and who was paid twice was paid.
    pub fn is_agreed(self) -> bool {
        !matches!(self, BankMissing | StatusMismatch | RefundMissing | NotTicketed)
    }
}
