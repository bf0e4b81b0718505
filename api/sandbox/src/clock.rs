//! The sandbox's time. A test that moves its own clock hands the same clock to the bank, so that
//! both agree on when a payment was late.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, Utc};

/// Tells the time; the system's unless a test brings its own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The operating system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::beside_system(TimeDelta::zero())
    }

    /// Goes like the operating system's clock, `shift` ahead of it.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the sandbox's one clock")]
    pub fn beside_system(shift: TimeDelta) -> Self {
        Self(Arc::new(move || Utc::now() + shift))
    }

    /// A clock that answers what `now` answers.
    pub fn from_fn(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The present instant, cut to milliseconds.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)().trunc_subsecs(3)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// Beijing is eight hours ahead of UTC all year round.
const BEIJING: TimeDelta = TimeDelta::hours(8);

/// The instant as `UnionPay` writes it: `YYYYMMDDhhmmss`, Beijing time.
pub(crate) fn beijing_stamp(at: DateTime<Utc>) -> String {
    (at + BEIJING).format("%Y%m%d%H%M%S").to_string()
}

/// Reads `YYYYMMDDhhmmss`, Beijing time; `None` when it is anything else.
pub(crate) fn parse_beijing(stamp: &str) -> Option<DateTime<Utc>> {
    if stamp.len() != 14 || !stamp.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let local = NaiveDateTime::parse_from_str(stamp, "%Y%m%d%H%M%S").ok()?;
    local.and_utc().checked_sub_signed(BEIJING)
}

/// The clearing day of an instant: a day runs from 23:00 of the evening before to 23:00.
pub(crate) fn clearing_day(at: DateTime<Utc>) -> chrono::NaiveDate {
    (at + BEIJING + TimeDelta::hours(1)).date_naive()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{beijing_stamp, clearing_day, parse_beijing};

    #[test]
    fn a_stamp_survives_the_round_trip() {
        let at = parse_beijing("20240229235959").unwrap();
        assert_eq!(at.to_rfc3339(), "2024-02-29T15:59:59+00:00");
        assert_eq!(beijing_stamp(at), "20240229235959");
    }

    #[test]
    fn what_is_not_a_stamp_is_refused() {
        for text in ["", "2024022923595", "20240230000000", "2024-02-29 2359", "20240229246000"] {
            assert!(parse_beijing(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_clearing_day_turns_at_eleven_in_the_evening() {
        let day = |stamp| clearing_day(parse_beijing(stamp).unwrap()).to_string();
        assert_eq!(day("20261122225959"), "2026-11-22");
        assert_eq!(day("20261122230000"), "2026-11-23");
        assert_eq!(day("20261231233000"), "2027-01-01");
    }
}
