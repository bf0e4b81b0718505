//! What three parties say about one order, in one word.

/// What we say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformWord {
    /// Paid for, and tickets are out.
    Ticketed,
    /// The money went back.
    Refunded,
    /// On its way from one to the other.
    Moving,
    /// Never paid for.
    Nothing,
}

/// What the bank's bills say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankWord {
    Paid,
    PaidAndReturned,
    Nothing,
}

/// What the cinema's statements say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CinemaWord {
    Sold,
    SoldAndTakenBack,
    Nothing,
    /// No statement of its day is there yet.
    Silent,
}

/// Whether the three agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Ok,
    /// Somebody has not spoken yet.
    Waiting,
    Differs,
}

/// Judges one order. A refunded order may never have reached the cinema: money that came too late
/// buys nothing there.
pub const fn verdict(platform: PlatformWord, bank: BankWord, cinema: CinemaWord) -> Verdict {
    use CinemaWord::{Silent, Sold, SoldAndTakenBack};
    match (platform, bank, cinema) {
        (PlatformWord::Moving, ..) | (_, _, Silent) => Verdict::Waiting,
        (PlatformWord::Ticketed, BankWord::Paid, Sold)
        | (
            PlatformWord::Refunded,
            BankWord::PaidAndReturned,
            SoldAndTakenBack | CinemaWord::Nothing,
        )
        | (PlatformWord::Nothing, BankWord::Nothing, CinemaWord::Nothing) => Verdict::Ok,
        _ => Verdict::Differs,
    }
}
