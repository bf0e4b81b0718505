//! How the cinema misbehaves: faults that strike single requests, the personality of its maker,
//! and defects, each of which breaks one rule of the interface for as long as it is switched on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Capabilities,
    Cinema,
    Screens,
    SeatPlan,
    Films,
    Sessions,
    SessionSeats,
    Lock,
    QueryLock,
    ExtendLock,
    Release,
    Confirm,
    QueryOrder,
    Refund,
    QueryRefund,
    Pickup,
    Collect,
    CheckIn,
    Statement,
    AcknowledgeStatement,
    /// Whatever is asked.
    Any,
}

/// How one request suffers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The connection is closed and nothing was done.
    LostRequest,
    /// It was done, and the connection is closed without an answer.
    LostAnswer,
    /// It is done `delay_ms` later; a caller that gives up meanwhile has caused nothing.
    Delay,
    /// It arrives twice; the second answer is given.
    Duplicate,
    /// 502 from something in between; done nevertheless if `is_done`.
    ServerError,
    /// A confirmation is refused for its price; sessions are listed with prices off by
    /// `amount_delta` fen.
    WrongPrice,
    /// Just before a confirmation, or just after a lock, the seats are let go; sold to somebody at
    /// the counter if `is_done`.
    LockStolen,
    /// The request meets a clock that is `skew_s` ahead.
    ClockSkew,
    /// Half of it is done, and the answer is that nobody knows. The cinema knows of it and its
    /// centre does not if `is_done`; otherwise the reverse.
    HalfDone,
    /// The answer is `rubbish`; the request was done if `is_done`.
    Rubbish,
    /// No answer comes, and nothing is done.
    Hang,
}

/// What is answered instead of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rubbish {
    /// Ten million bytes that begin like JSON.
    Big,
    /// A page that asks to sign in.
    #[default]
    Html,
    /// The first half of the true answer.
    Truncated,
    /// JSON of some other shape.
    Foreign,
}

/// One fault on the dial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    pub operation: Operation,
    pub kind: Kind,
    /// How many requests it strikes; once without `percent`, for ever with it.
    #[serde(default)]
    pub times: Option<u32>,
    /// How many of a hundred requests it strikes; all of them without it.
    #[serde(default)]
    pub percent: Option<u64>,
    #[serde(default = "one_second")]
    pub delay_ms: u64,
    #[serde(default = "minus_one")]
    pub amount_delta: i64,
    #[serde(default = "one_hour")]
    pub skew_s: i64,
    #[serde(default)]
    pub rubbish: Rubbish,
    #[serde(default)]
    pub is_done: bool,
}

fn one_second() -> u64 {
    1_000
}

fn minus_one() -> i64 {
    -1
}

fn one_hour() -> i64 {
    3_600
}

impl Fault {
    /// A fault that strikes the next such request.
    #[must_use]
    pub fn once(operation: Operation, kind: Kind) -> Self {
        Self {
            operation,
            kind,
            times: None,
            percent: None,
            delay_ms: one_second(),
            amount_delta: minus_one(),
            skew_s: one_hour(),
            rubbish: Rubbish::default(),
            is_done: false,
        }
    }

    fn objection(&self) -> Option<&'static str> {
        let operation = self.operation;
        let is_one_of =
            |list: &[Operation]| operation == Operation::Any || list.contains(&operation);
        use Operation::{Confirm, Lock, Refund, Release, Sessions};
        match self.kind {
            _ if self.times == Some(0) => Some("times must be at least 1"),
            _ if self.percent.is_some_and(|percent| !(1..=100).contains(&percent)) => {
                Some("percent is 1 to 100")
            }
            _ if self.delay_ms > 600_000 => Some("delay_ms is at most 600000"),
            _ if self.amount_delta.abs() > 1_000_000 || self.skew_s.abs() > 864_000 => {
                Some("amount_delta is at most 1000000 fen, skew_s at most ten days")
            }
            Kind::WrongPrice if !is_one_of(&[Confirm, Sessions]) => {
                Some("only confirmations and sessions have prices")
            }
            Kind::LockStolen if !is_one_of(&[Lock, Confirm]) => {
                Some("locks are stolen when they are made or confirmed")
            }
            Kind::HalfDone if !is_one_of(&[Lock, Confirm, Refund, Release]) => {
                Some("only what changes something can be half done")
            }
            _ => None,
        }
    }
}

/// How the maker of the system understood the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personality {
    /// As anybody would.
    #[default]
    Plain,
    /// A confirmation is pending until it was asked for twice.
    AsyncConfirm,
    /// A session's version is the instant of its hall's last change, so that it leaps, and any
    /// change of the hall's plan of that day changes it.
    PlayUpdateTime,
    /// As [`Self::AsyncConfirm`], and the order has another reference when it is through.
    OrderReplaced,
}

/// A broken rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Defect {
    /// Two locks at the same moment both get the seat.
    LockRace,
    /// The same lock again is another lock.
    LockNotIdempotent,
    /// A lock cannot be asked for.
    ForgetsLock,
    /// Of some seats, those that are free are locked.
    PartialLock,
    /// Locks last for ever.
    NoExpiry,
    /// The same confirmation again is another sale.
    ConfirmNotIdempotent,
    /// Any price will do.
    AcceptsWrongPrice,
    /// Tickets are taken back and their seats stay sold.
    RefundKeepsSeat,
    /// The statement's numbers have a gap.
    StatementGap,
    /// The statement's sum is not the sum of its lines.
    StatementTotalWrong,
    /// A signed request is accepted again.
    AcceptsReplay,
    /// A signature need not belong to the request.
    AcceptsBadSignature,
    /// The clock that is shown is an hour off.
    ClockWrong,
    /// Seats are answered without an `ETag`.
    NoEtag,
    /// A lock may name any version of the session.
    VersionIgnored,
    /// Papers are handed out for any verify code.
    VerifyCodeIgnored,
}

/// What is dialled. `PUT /faults` replaces `faults`, and the others where they are given.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    #[serde(default)]
    pub faults: Vec<Fault>,
    /// Where the dice for `percent` begin.
    #[serde(default)]
    pub seed: Option<u64>,
    #[serde(default)]
    pub personality: Option<Personality>,
    #[serde(default)]
    pub defects: Option<Vec<Defect>>,
}

impl Setting {
    /// What is wrong with it, if it means nothing here.
    pub(crate) fn objection(&self) -> Option<String> {
        if self.faults.len() > 64 {
            return Some("at most 64 faults".to_owned());
        }
        let mut faults = self.faults.iter().enumerate();
        faults.find_map(|(at, fault)| fault.objection().map(|why| format!("faults[{at}]: {why}")))
    }
}

#[derive(Default)]
struct Dialled {
    faults: Vec<Fault>,
    dice: u64,
    personality: Personality,
    defects: Vec<Defect>,
}

impl Dialled {
    /// A number below a hundred; the same row of them for the same seed.
    fn roll(&mut self) -> u64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.dice ^ (self.dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % 100
    }
}

/// The dial of one cinema. Its copies share one setting.
#[derive(Clone, Default)]
pub(crate) struct CinemaDial(Arc<Mutex<Dialled>>);

impl CinemaDial {
    fn locked(&self) -> MutexGuard<'_, Dialled> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one use of the first fault that strikes.
    pub(crate) fn strike(&self, operation: Operation) -> Strike {
        let mut dialled = self.locked();
        let mut at = 0;
        while let Some(fault) = dialled.faults.get(at).copied() {
            let is_meant = fault.operation == operation || fault.operation == Operation::Any;
            if is_meant && fault.percent.is_none_or(|percent| dialled.roll() < percent) {
                let left = match (fault.times, fault.percent) {
                    (None, Some(_)) => None,
                    (times, _) => Some(times.unwrap_or(1) - 1),
                };
                if left == Some(0) {
                    dialled.faults.remove(at);
                } else {
                    dialled.faults[at].times = left;
                }
                return Strike(Some(fault));
            }
            at += 1;
        }
        Strike(None)
    }

    pub(crate) fn personality(&self) -> Personality {
        self.locked().personality
    }

    pub(crate) fn has(&self, defect: Defect) -> bool {
        self.locked().defects.contains(&defect)
    }

    /// What is left of the setting.
    pub(crate) fn setting(&self) -> Setting {
        let dialled = self.locked();
        Setting {
            faults: dialled.faults.clone(),
            seed: None,
            personality: Some(dialled.personality),
            defects: Some(dialled.defects.clone()),
        }
    }

    pub(crate) fn set(&self, setting: Setting) {
        let mut dialled = self.locked();
        dialled.faults = setting.faults;
        dialled.dice = setting.seed.unwrap_or(dialled.dice);
        dialled.personality = setting.personality.unwrap_or(dialled.personality);
        dialled.defects = setting.defects.unwrap_or(std::mem::take(&mut dialled.defects));
    }

    /// Behaves itself again; the maker stays the same.
    pub(crate) fn heal(&self) {
        let mut dialled = self.locked();
        dialled.faults.clear();
        dialled.defects.clear();
    }
}

/// What one request is to suffer; nothing for most.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Strike(pub(crate) Option<Fault>);

impl Strike {
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.0.map(|fault| fault.kind)
    }

    pub(crate) fn is(&self, kind: Kind) -> bool {
        self.kind() == Some(kind)
    }

    pub(crate) fn is_done(&self) -> bool {
        self.0.is_some_and(|fault| fault.is_done)
    }

    pub(crate) fn skew(&self) -> TimeDelta {
        let fault = self.0.filter(|fault| fault.kind == Kind::ClockSkew);
        fault.map_or(TimeDelta::zero(), |fault| TimeDelta::seconds(fault.skew_s))
    }

    pub(crate) fn price_delta(&self) -> i64 {
        self.0.filter(|fault| fault.kind == Kind::WrongPrice).map_or(0, |fault| fault.amount_delta)
    }

    pub(crate) fn delay(&self) -> Option<Duration> {
        let fault = self.0.filter(|fault| fault.kind == Kind::Delay)?;
        Some(Duration::from_millis(fault.delay_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::{CinemaDial, Fault, Kind, Operation, Setting};

    fn strikes(seed: u64) -> Vec<bool> {
        let dial = CinemaDial::default();
        let fault = Fault { percent: Some(30), ..Fault::once(Operation::Lock, Kind::Delay) };
        dial.set(Setting { faults: vec![fault], seed: Some(seed), ..Setting::default() });
        (0..200).map(|_| dial.strike(Operation::Lock).is(Kind::Delay)).collect()
    }

    #[test]
    fn a_seed_strikes_the_same_requests_again() {
        assert_eq!(strikes(7), strikes(7));
        assert_ne!(strikes(7), strikes(8));
        let struck = strikes(7).iter().filter(|struck| **struck).count();
        assert!((30..=90).contains(&struck), "{struck} of 200 at 30 percent");
    }

    #[test]
    fn a_fault_is_used_up_and_others_wait_for_their_turn() {
        let dial = CinemaDial::default();
        let first = Fault { times: Some(2), ..Fault::once(Operation::Lock, Kind::Hang) };
        let second = Fault::once(Operation::Any, Kind::Delay);
        dial.set(Setting { faults: vec![first, second], ..Setting::default() });
        assert!(dial.strike(Operation::Confirm).is(Kind::Delay));
        assert!(dial.strike(Operation::Lock).is(Kind::Hang));
        assert!(dial.strike(Operation::Confirm).kind().is_none());
        assert!(dial.strike(Operation::Lock).is(Kind::Hang));
        assert!(dial.strike(Operation::Lock).kind().is_none());
    }
}
