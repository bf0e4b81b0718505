//! Payments and refunds: their states and the moves between them.

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
        match (self, next) {
            (Created, Pending | Unknown) | (Pending, Unknown) | (Unknown, Pending) => true,
            (Created | Pending | Unknown, Succeeded | Failed | Closed | Quarantined) => true,
            (Failed | Closed, Succeeded | Quarantined) => true,
            _ => false,
        }
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
    }
}

text_enum! {
    /// The banks and wallets that an adapter exists for.
    pub enum BankCode {
        UnionPay = "unionpay",
    }
}
