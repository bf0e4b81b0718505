//! Paying cinemas what is theirs: for which days, and how much.
//!
//! A cinema is paid for days that were compared with its own statement and closed, in one row from
//! its first day on. What was given back before the payout lessens what is owed to it; what was
//! given back after it is a claim, which lessens the next one.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::money::Money;

/// What the books hold between the platform and a cinema, as far as a payout is about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Account 2110: ticket money of the days that count, less what was paid out already.
    pub due: Money,
    /// Account 1130: what the cinema owes for tickets given back after a payout.
    pub claims: Money,
}

impl Standing {
    /// What is to be transferred; `None` when claims use up all that is due. They stay in the books
    /// then and wait for more sales: money is never asked back by a payout.
    pub fn payable(self) -> Option<Money> {
        let rest = self.due.checked_sub(self.claims)?;
        let is_sound = self.claims.amount_minor >= 0 && rest.amount_minor > 0;
        is_sound.then_some(rest)
    }
}

/// The first day from `first` on that is not closed.
pub fn first_not_closed(first: NaiveDate, closed: &BTreeSet<NaiveDate>) -> NaiveDate {
    let is_open = |day: &NaiveDate| !closed.contains(day);
    first.iter_days().find(is_open).unwrap_or(NaiveDate::MAX)
}

/// The last day that a payout may count, when `open` is the first day that is not closed and
/// `paid_through` the last day that an earlier payout counted. `None` before the first day closes.
pub fn through(
    first: NaiveDate,
    open: NaiveDate,
    paid_through: Option<NaiveDate>,
) -> Option<NaiveDate> {
    if open > first { open.pred_opt() } else { paid_through }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;

    use super::{Standing, first_not_closed, through};
    use crate::money::Money;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn payable(due: i64, claims: i64) -> Option<i64> {
        let standing = Standing { due: Money::fen(due), claims: Money::fen(claims) };
        standing.payable().map(|money| money.amount_minor)
    }

    #[test]
    fn claims_lessen_a_payout_and_never_turn_it_round() {
        assert_eq!(payable(9_000, 0), Some(9_000));
        assert_eq!(payable(9_000, 4_500), Some(4_500));
        assert_eq!(payable(9_000, 9_000), None);
        assert_eq!(payable(4_500, 9_000), None);
        assert_eq!(payable(-1, 0), None);
        assert_eq!(payable(0, 0), None);
        assert_eq!(payable(100, -1), None, "a claim below nothing is a mistake, not money");
        assert_eq!(payable(i64::MIN, 1), None);
    }

    #[test]
    fn a_gap_ends_the_run_of_closed_days() {
        let first = day("2027-03-06");
        let closed = BTreeSet::from(["2027-03-06", "2027-03-07", "2027-03-09"].map(day));
        let open = first_not_closed(first, &closed);
        assert_eq!(open, day("2027-03-08"));
        assert_eq!(through(first, open, None), Some(day("2027-03-07")));
    }

    #[test]
    fn without_another_closed_day_the_days_paid_before_still_count() {
        let first = day("2027-03-08");
        let open = first_not_closed(first, &BTreeSet::new());
        assert_eq!(open, first);
        assert_eq!(through(first, open, None), None);
        assert_eq!(through(first, open, Some(day("2027-03-07"))), Some(day("2027-03-07")));
    }
}
