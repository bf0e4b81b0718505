//! Tickets, pickup codes and what happens at the door.

use chrono::{DateTime, Duration, Utc};

use crate::text_enum::text_enum;

pub use live::{LIVE_PERIOD_S, LivePayload, LiveProof, LiveQr, live_step};
pub use qr::{QrError, QrPayload, SignedQr};

pub mod gate;
mod live;
mod qr;

text_enum! {
    /// Where one ticket stands.
    pub enum TicketState {
        Issued = "issued",
        Collected = "collected",
        CheckedIn = "checked_in",
        Refunded = "refunded",
    }
}

impl TicketState {
    /// Whether a ticket in this state may come into `next`. Staying where it is is no move.
    ///
    /// A ticket that was collected on paper is worth its seat to whoever holds the paper, so it is
    /// never taken back; a ticket that was admitted is used up.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Issued, Self::Collected | Self::CheckedIn | Self::Refunded)
                | (Self::Collected, Self::CheckedIn)
        )
    }

    /// Whether a ticket in this state can be taken back. When the show is cancelled, paper and
    /// admission are worth nothing, so every ticket can; a ticket is never taken back twice.
    pub const fn may_be_taken_back(self, is_show_cancelled: bool) -> bool {
        match self {
            Self::Refunded => false,
            _ => is_show_cancelled || self.may_become(Self::Refunded),
        }
    }
}

/// How long before the start the doors open.
pub const DOORS_OPEN_BEFORE: Duration = Duration::minutes(60);

/// When tickets of a show are admitted: from `opens_at` (inclusive) until `closes_at` (exclusive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoorWindow {
    pub opens_at: DateTime<Utc>,
    pub closes_at: DateTime<Utc>,
}

impl DoorWindow {
    /// The window of a show: people who come late are still let in until it ends.
    pub fn of_show(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> Self {
        Self { opens_at: starts_at - DOORS_OPEN_BEFORE, closes_at: ends_at }
    }
}

/// Why somebody is turned away at the desk or the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DoorError {
    /// The tickets were given back.
    #[error("the tickets were refunded")]
    Refunded,
    /// The doors are not open yet.
    #[error("the doors open at {opens_at}")]
    TooEarly { opens_at: DateTime<Utc> },
    /// The show is over.
    #[error("the show is over")]
    TooLate,
}

/// Which of these tickets move when they are collected, by their place in `tickets`.
///
/// None moves when all were collected or admitted before: repeating is no error, at any time.
/// Refunded tickets among others are left out; it is an error when nothing else is left. Paper is
/// handed out as soon as there is a sale, until the show ends.
///
/// # Errors
/// [`DoorError`] says why nothing is handed out.
pub fn collect(
    tickets: &[TicketState],
    window: &DoorWindow,
    now: DateTime<Utc>,
) -> Result<Vec<usize>, DoorError> {
    let moving = moving(tickets, TicketState::Collected)?;
    if !moving.is_empty() && now >= window.closes_at {
        return Err(DoorError::TooLate);
    }
    Ok(moving)
}

/// Which of these tickets move when they are admitted at the gate, by their place in `tickets`.
///
/// None moves when all were admitted before: repeating is no error, at any time. Refunded tickets
/// among others are left out; it is an error when nothing else is left.
///
/// # Errors
/// [`DoorError`] says why nobody is admitted.
pub fn check_in(
    tickets: &[TicketState],
    window: &DoorWindow,
    now: DateTime<Utc>,
) -> Result<Vec<usize>, DoorError> {
    let moving = moving(tickets, TicketState::CheckedIn)?;
    if moving.is_empty() {
        return Ok(moving);
    }
    if now < window.opens_at {
        return Err(DoorError::TooEarly { opens_at: window.opens_at });
    }
    if now >= window.closes_at {
        return Err(DoorError::TooLate);
    }
    Ok(moving)
}

fn moving(tickets: &[TicketState], next: TicketState) -> Result<Vec<usize>, DoorError> {
    if tickets.iter().all(|state| *state == TicketState::Refunded) {
        return Err(DoorError::Refunded);
    }
    let may_move = tickets.iter().enumerate();
    Ok(may_move.filter(|(_, state)| state.may_become(next)).map(|(place, _)| place).collect())
}

/// Why a text is no pickup code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PickupCodeError {
    /// Not [`PickupCode::DIGITS`] digits, or another character among them.
    #[error("a pickup code has {} digits", PickupCode::DIGITS)]
    Malformed,
    /// The digits do not agree with the check digit: one of them is mistyped.
    #[error("a digit of the pickup code is mistyped")]
    Mistyped,
}

/// The code of one order that is typed at the cinema: 11 digits that cannot be guessed and a check
/// digit, read out and printed in groups of four.
///
/// Digits alone, because kiosks in cinemas have number pads. The check digit is Damm's: like ISO
/// 7064 MOD 11,10 it finds every single wrong digit, and unlike that and Luhn's it finds every swap
/// of two neighbours too; these are the two mistakes that people make.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PickupCode(String);

impl PickupCode {
    /// Digits of a code, the check digit included.
    pub const DIGITS: usize = 12;

    /// Codes that differ: the random number behind a code is below this.
    pub const COUNT: u64 = 100_000_000_000;

    /// The code of a number; numbers of at least [`Self::COUNT`] are cut down to their last digits.
    pub fn from_number(number: u64) -> Self {
        let digits = format!("{:011}", number % Self::COUNT);
        let check = damm(digits.bytes());
        Self(format!("{digits}{check}"))
    }

    /// Reads what a person typed or a machine sent: spaces and dashes between the digits and
    /// full-width digits are accepted.
    ///
    /// # Errors
    /// When it cannot be a code of ours.
    pub fn parse(text: &str) -> Result<Self, PickupCodeError> {
        let mut digits = String::with_capacity(Self::DIGITS);
        for character in text.chars() {
            match character {
                '0'..='9' => digits.push(character),
                '\u{ff10}'..='\u{ff19}' => {
                    let value = u32::from(character) - 0xff10;
                    digits.extend(char::from_digit(value, 10));
                }
                _ if is_separator(character) => {}
                _ => return Err(PickupCodeError::Malformed),
            }
            if digits.len() > Self::DIGITS {
                return Err(PickupCodeError::Malformed);
            }
        }
        if digits.len() != Self::DIGITS {
            return Err(PickupCodeError::Malformed);
        }
        if damm(digits.bytes()) != 0 {
            return Err(PickupCodeError::Mistyped);
        }
        Ok(Self(digits))
    }

    /// The bare digits, as they are stored and sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits in groups of four, as people read them.
    pub fn grouped(&self) -> String {
        grouped_by_four(&self.0)
    }
}

impl std::fmt::Display for PickupCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Any cinema's pickup code in groups of four characters with spaces between.
pub fn grouped_by_four(code: &str) -> String {
    let mut grouped = String::with_capacity(code.len() + code.len() / 4);
    for (place, character) in code.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}

/// White space and the hyphens, dashes and middle dots that people and keyboards put into codes.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{30fb}' | '\u{b7}'
        )
}

/// The quasigroup of H. Michael Damm's thesis (2004): no two neighbours can be swapped unnoticed.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The check digit of these ASCII digits; 0 when they end with their own check digit.
fn damm(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |interim, digit| {
        DAMM[usize::from(interim)][usize::from(digit.wrapping_sub(b'0') % 10)]
    })
}

#[cfg(test)]
mod tests;
