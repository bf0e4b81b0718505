//! Who we compare with, and when each one's day turns.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::bank_bills::SettlementClock;
use crate::calendar::{cinema_date, cinema_day_bounds};
use crate::ids::CinemaId;
use crate::payments::BankCode;

/// Whose records a day is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKey {
    Bank(BankCode),
    Cinema(CinemaId),
}

/// `UnionPay` closes its day at 23:00 Beijing.
const UNION_PAY_CLOCK: SettlementClock = SettlementClock { utc_offset_h: 8, turns_at_h: -1 };

impl SourceKey {
    /// The bank's clock, for a bank.
    const fn clock(self) -> Option<SettlementClock> {
        match self {
            Self::Bank(BankCode::UnionPay) => Some(UNION_PAY_CLOCK),
            Self::Cinema(_) => None,
        }
    }

    /// The day of this source that an instant belongs to; `zone` is a cinema's.
    pub fn day_of(self, at: DateTime<Utc>, zone: Tz) -> NaiveDate {
        self.clock().map_or_else(|| cinema_date(at, zone), |clock| clock.day(at))
    }

    /// From when (inclusive) to when (exclusive) a day of this source runs.
    pub fn bounds(self, day: NaiveDate, zone: Tz) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        self.clock().map_or_else(|| cinema_day_bounds(day, zone), |clock| clock.bounds(day))
    }

    /// How many days before and after its own a record may stand on the other side.
    pub const fn window_days(self) -> u64 {
        match self {
            Self::Bank(_) => 2,
            Self::Cinema(_) => 1,
        }
    }
}

impl Display for SourceKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bank(bank) => f.write_str(bank.as_str()),
            Self::Cinema(id) => write!(f, "cinema:{id}"),
        }
    }
}

/// The text names no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no source of this name")]
pub struct NoSuchSource;

impl FromStr for SourceKey {
    type Err = NoSuchSource;

    fn from_str(text: &str) -> Result<Self, NoSuchSource> {
        match text.strip_prefix("cinema:") {
            Some(id) => id.parse().map(Self::Cinema).map_err(|_| NoSuchSource),
            None => BankCode::parse(text).map(Self::Bank).ok_or(NoSuchSource),
        }
    }
}
