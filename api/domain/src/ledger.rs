//! The books: accounts, entry codes and the entries that each business event posts.

mod accounts;
mod entry;
mod hash;
pub mod merkle;
mod postings;
mod seal;
pub mod verify;

pub use accounts::{AccountKind, LedgerAccount};
pub use entry::BookedEntry;
pub use hash::LedgerHash;
pub use postings::{
    cinema_paid_out, discount_granted, dispute_lost, dispute_opened, dispute_won,
    gateway_fee_charged, gateway_fee_returned, gateway_settled, goodwill_granted, order_ticketed,
    paid_out_refund_requested, payment_quarantined, payment_succeeded, prepayment_refund_requested,
    refund_succeeded, reversal, service_fee_taxed, shortfall_arrived, shortfall_booked,
    shortfall_written_off, surplus_assigned, surplus_booked, surplus_refund_requested,
    ticketed_refund_requested,
};
pub use seal::{Checkpoint, SEAL_GRACE, Seal, sealable_from};

use crate::money::Money;
use crate::text_enum::text_enum;

text_enum! {
    /// The business event that a journal belongs to. A source posts an event once.
    pub enum LedgerEvent {
        PaymentSucceeded = "payment_succeeded",
        PaymentQuarantined = "payment_quarantined",
        OrderTicketed = "order_ticketed",
        RefundRequested = "refund_requested",
        RefundSucceeded = "refund_succeeded",
        GatewayFeeCharged = "gateway_fee_charged",
        GatewayFeeReturned = "gateway_fee_returned",
        GatewaySettled = "gateway_settled",
        CinemaPaidOut = "cinema_paid_out",
        DisputeOpened = "dispute_opened",
        DisputeWon = "dispute_won",
        DisputeLost = "dispute_lost",
        SurplusBooked = "surplus_booked",
        SurplusAssigned = "surplus_assigned",
        ShortfallBooked = "shortfall_booked",
        ShortfallArrived = "shortfall_arrived",
        ShortfallWrittenOff = "shortfall_written_off",
        GoodwillGranted = "goodwill_granted",
        DiscountGranted = "discount_granted",
        ServiceFeeTaxed = "service_fee_taxed",
        /// A cinema's record of a sale stands against ours.
        CinemaAccepted = "cinema_accepted",
        /// Our record of a sale stands against a cinema's.
        CinemaClaimed = "cinema_claimed",
        /// Undoes a journal, which is the source: so a journal is undone once at most.
        Reversal = "reversal",
    }
}

text_enum! {
    /// What money was moved for: the classes of the bill.
    pub enum LedgerCategory {
        Payment = "payment",
        Ticket = "ticket",
        ServiceFee = "service_fee",
        TicketRefund = "ticket_refund",
        ServiceFeeRefund = "service_fee_refund",
        PaymentReturn = "payment_return",
        RefundPayout = "refund_payout",
        GatewayFee = "gateway_fee",
        GatewayFeeReturn = "gateway_fee_return",
        Settlement = "settlement",
        CinemaPayout = "cinema_payout",
        /// What a cinema gives back by having less paid out to it.
        CinemaClaim = "cinema_claim",
        Dispute = "dispute",
        Suspense = "suspense",
        WriteOff = "write_off",
        Goodwill = "goodwill",
        Discount = "discount",
        Tax = "tax",
        Reversal = "reversal",
    }
}

/// One debit and one credit of the same amount: balanced by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    pub category: LedgerCategory,
    pub debit: LedgerAccount,
    pub credit: LedgerAccount,
    pub amount: Money,
}

#[cfg(test)]
mod tests;
