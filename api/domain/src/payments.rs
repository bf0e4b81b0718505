//! Payments and refunds: their states and the moves between them.

use chrono::{DateTime, Duration, Utc};

use crate::money::Money;
use crate::text_enum::text_enum;

text_enum! {
    /// Where one attempt to collect money stands.
    ///
    /// `Unknown` is a fact, not a failure: the bank may or may not have the money, so it is asked.
    pub enum PaymentStatus {
        Created = "created",
        Pending = "pending",
        Unknown = "unknown",
        Succeeded = "succeeded",
        Failed = "failed",
        Closed = "closed",
        Quarantined = "quarantined",
    }
}

impl PaymentStatus {
    /// Whether this attempt can still take the customer's money as far as we know.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Pending | Self::Unknown)
    }

    /// Whether an attempt may go from this state to `next`. `Failed` and `Closed` may still turn
    /// out to have succeeded: banks without a close operation report late.
    pub const fn may_become(self, next: Self) -> bool {
        use PaymentStatus::{Closed, Created, Failed, Pending, Quarantined, Succeeded, Unknown};
        matches!(
            (self, next),
            (Created, Pending | Unknown)
                | (Pending, Unknown)
                | (Unknown, Pending)
                | (Created | Pending | Unknown, Succeeded | Failed | Closed | Quarantined)
                | (Failed | Closed, Succeeded | Quarantined)
        )
    }
}

text_enum! {
    /// Where one return of money stands.
    pub enum RefundStatus {
        Requested = "requested",
        Submitted = "submitted",
        Unknown = "unknown",
        Succeeded = "succeeded",
        Rejected = "rejected",
        NeedsManual = "needs_manual",
    }
}

impl RefundStatus {
    /// Whether the bank still has to be told or asked.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Submitted | Self::Unknown)
    }
}

text_enum! {
    /// Why money goes back.
    pub enum RefundReason {
        /// The customer asked within the refund rules.
        CustomerRequest = "customer_request",
        /// The cinema would not confirm seats that were paid for.
        CinemaRefused = "cinema_refused",
        /// The money came when the seats were gone.
        PaidTooLate = "paid_too_late",
        /// The order had been paid already.
        PaidTwice = "paid_twice",
        /// The cinema cancelled the showtime.
        ShowtimeCancelled = "showtime_cancelled",
        /// An administrator gave it back for the customer, within the same rules.
        OperatorRequest = "operator_request",
    }
}

text_enum! {
    /// The banks and wallets that an adapter exists for.
    pub enum BankCode {
        UnionPay = "unionpay",
    }
}

/// One attempt as it is decided upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt<'a> {
    pub status: PaymentStatus,
    pub amount: Money,
    pub merchant_id: &'a str,
    pub payable_until: DateTime<Utc>,
    /// How long after `payable_until` the bank may still report a success.
    pub late_grace: Duration,
}

/// What the bank says about an attempt, whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reported<'a> {
    Paid { merchant_id: &'a str, amount: Money },
    Pending,
    NotFound,
    Failed,
    Unknown,
}

/// Decides where an attempt goes when the bank says something about it; `None` leaves it as it is.
///
/// 'Not found' and 'pending' prove nothing while the customer may still pay: an open cashier page
/// can take money that the bank has not heard of. Only after the window and its grace is such an
/// attempt closed, and even then a success that comes later is a success.
pub fn decide(
    attempt: &Attempt<'_>,
    reported: &Reported<'_>,
    now: DateTime<Utc>,
) -> Option<PaymentStatus> {
    let is_over = attempt.payable_until + attempt.late_grace <= now;
    let next = match reported {
        Reported::Paid { merchant_id, amount } => {
            if *merchant_id == attempt.merchant_id && *amount == attempt.amount {
                PaymentStatus::Succeeded
            } else {
                PaymentStatus::Quarantined
            }
        }
        Reported::Failed => PaymentStatus::Failed,
        Reported::Pending | Reported::NotFound if is_over => PaymentStatus::Closed,
        Reported::Pending | Reported::NotFound => PaymentStatus::Pending,
        Reported::Unknown => PaymentStatus::Unknown,
    };
    attempt.status.may_become(next).then_some(next)
}

/// When the bank is asked again about an attempt in `status` that was asked `queries` times.
///
/// While the customer may pay the pause doubles from `first` to a minute. Once the window is over
/// it is as long as the time that has passed since, so five days take about a dozen questions; then
/// only the bank's own statement tells.
pub fn next_query_at(
    status: PaymentStatus,
    payable_until: DateTime<Utc>,
    queries: u32,
    first: Duration,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let overdue = now - payable_until;
    match status {
        PaymentStatus::Created | PaymentStatus::Pending | PaymentStatus::Unknown => {
            let pause = first * 2_i32.pow(queries.min(10));
            let pause = pause.min(Duration::minutes(1)).max(overdue.min(Duration::days(1)) / 20);
            Some(now + pause)
        }
        PaymentStatus::Closed if overdue < Duration::days(5) => {
            Some(now + overdue.max(Duration::minutes(5)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempt, PaymentStatus, Reported, decide, next_query_at};
    use crate::money::Money;
    use chrono::{DateTime, Duration, Utc};

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default()
    }

    fn attempt(status: PaymentStatus, payable_until: DateTime<Utc>) -> Attempt<'static> {
        Attempt {
            status,
            amount: Money::fen(9_600),
            merchant_id: "m",
            payable_until,
            late_grace: Duration::minutes(10),
        }
    }

    #[test]
    fn not_found_proves_nothing_before_the_grace_is_over() {
        let open = attempt(PaymentStatus::Pending, now());
        for reported in [Reported::NotFound, Reported::Pending] {
            assert_eq!(decide(&open, &reported, now() + Duration::minutes(9)), None);
            let closed = decide(&open, &reported, now() + Duration::minutes(10));
            assert_eq!(closed, Some(PaymentStatus::Closed));
        }
    }

    #[test]
    fn an_unknown_answer_never_ends_an_attempt() {
        let open = attempt(PaymentStatus::Pending, now());
        let unknown = decide(&open, &Reported::Unknown, now() + Duration::days(9));
        assert_eq!(unknown, Some(PaymentStatus::Unknown));
    }

    #[test]
    fn a_success_counts_even_when_it_is_late() {
        let paid = Reported::Paid { merchant_id: "m", amount: Money::fen(9_600) };
        for status in [PaymentStatus::Failed, PaymentStatus::Closed, PaymentStatus::Unknown] {
            let decided = decide(&attempt(status, now()), &paid, now() + Duration::days(1));
            assert_eq!(decided, Some(PaymentStatus::Succeeded));
        }
        assert_eq!(decide(&attempt(PaymentStatus::Succeeded, now()), &paid, now()), None);
    }

    #[test]
    fn another_amount_or_merchant_is_set_apart() {
        for (merchant_id, fen) in [("m", 9_599), ("x", 9_600)] {
            let reported = Reported::Paid { merchant_id, amount: Money::fen(fen) };
            let decided = decide(&attempt(PaymentStatus::Pending, now()), &reported, now());
            assert_eq!(decided, Some(PaymentStatus::Quarantined));
        }
    }

    #[test]
    fn questions_never_stop_while_an_attempt_is_open() {
        let first = Duration::seconds(2);
        let mut at = now();
        for queries in 0..200 {
            let next = next_query_at(PaymentStatus::Unknown, now(), queries, first, at);
            assert!(next.is_some_and(|next| next > at));
            at = next.unwrap_or(at);
        }
        let next = next_query_at(PaymentStatus::Closed, now(), 0, first, now());
        assert_eq!(next, Some(now() + Duration::minutes(5)));
        let days = now() + Duration::days(6);
        assert_eq!(next_query_at(PaymentStatus::Closed, now(), 0, first, days), None);
    }
}
