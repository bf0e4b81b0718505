//! A bank's bill of one of its settlement days: what it says that it took and paid back for us.
//!
//! A bill is evidence about money. It is kept whatever it says; only one that agrees with itself
//! has lines. Whether it agrees with our own records is another question, asked later.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::text_enum::text_enum;

text_enum! {
    /// Whether a bill agrees with itself.
    pub enum BankBillStatus {
        Whole = "whole",
        Broken = "broken",
    }
}

text_enum! {
    /// What a line of a bill is about.
    pub enum BankBillLineKind {
        /// Money that a customer paid.
        Payment = "payment",
        /// Money given back, wholly or in part.
        Refund = "refund",
        /// A payment undone on its own settlement day.
        Void = "void",
        /// A correction by the bank itself, or a card holder's dispute.
        Dispute = "dispute",
    }
}

/// When a bank's settlement days turn: an offset from UTC, and hours after local midnight.
///
/// `UnionPay` closes its day at 23:00 Beijing, so its day of the 22nd runs from 23:00 of the 21st:
/// `SettlementClock { utc_offset_h: 8, turns_at_h: -1 }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettlementClock {
    pub utc_offset_h: i32,
    /// Negative when the day begins on the evening before.
    pub turns_at_h: i32,
}

impl SettlementClock {
    /// The settlement day that an instant belongs to.
    pub fn day(self, at: DateTime<Utc>) -> NaiveDate {
        (at + TimeDelta::hours(i64::from(self.utc_offset_h - self.turns_at_h))).date_naive()
    }

    /// The instants from which (inclusive) and to which (exclusive) a settlement day runs.
    ///
    /// `None` when the date lies outside the calendar.
    pub fn bounds(self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let zone = FixedOffset::east_opt(self.utc_offset_h.checked_mul(3_600)?)?;
        let turn = TimeDelta::hours(i64::from(self.turns_at_h));
        let start = |day: NaiveDate| {
            let midnight = zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).single()?;
            midnight.with_timezone(&Utc).checked_add_signed(turn)
        };
        Some((start(day)?, start(day.checked_add_days(Days::new(1))?)?))
    }
}

#[cfg(test)]
mod tests {
    use super::SettlementClock;
    use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

    const UNION_PAY: SettlementClock = SettlementClock { utc_offset_h: 8, turns_at_h: -1 };

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn a_day_begins_at_eleven_of_the_evening_before() {
        let day: NaiveDate = "2026-11-22".parse().unwrap_or_default();
        assert_eq!(UNION_PAY.day(at("2026-11-22T22:59:59+08:00")), day);
        assert_eq!(UNION_PAY.day(at("2026-11-21T23:00:00+08:00")), day);
        assert_eq!(UNION_PAY.day(at("2026-11-22T23:00:00+08:00")), day + TimeDelta::days(1));
        let bounds = (at("2026-11-21T23:00:00+08:00"), at("2026-11-22T23:00:00+08:00"));
        assert_eq!(UNION_PAY.bounds(day), Some(bounds));
    }

    #[test]
    fn every_day_of_a_leap_year_has_its_bounds() {
        let first: NaiveDate = "2028-01-01".parse().unwrap_or_default();
        for day in first.iter_days().take(366) {
            let (from, to) = UNION_PAY.bounds(day).unwrap_or_default();
            assert_eq!(to - from, TimeDelta::days(1));
            assert_eq!(UNION_PAY.day(from), day);
            assert_eq!(UNION_PAY.day(to - TimeDelta::milliseconds(1)), day);
        }
        assert_eq!(UNION_PAY.bounds(NaiveDate::MAX), None);
    }
}
