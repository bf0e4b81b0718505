//! What each business event posts. No function here decides whether an event happened; each says
//! what it means for the accounts. Amounts that are zero post nothing.

use super::LedgerAccount::{
    BankCash, ChargebackLoss, CustomerPrepayment, Discounts, DisputesHeld, DueFromCinema,
    DueToCinema, GatewayClearing, GatewayFee, Goodwill, ReconciliationWriteOff, RefundsPayable,
    ServiceFee, SuspenseShortfall, SuspenseSurplus, TaxPayable,
};
use super::{LedgerAccount, LedgerCategory, Posting};
use crate::money::Money;

/// A debit and a credit of one amount, or nothing when the amount is zero.
fn post(
    category: LedgerCategory,
    debit: LedgerAccount,
    credit: LedgerAccount,
    amount: Money,
) -> Vec<Posting> {
    let posting = Posting { category, debit, credit, amount };
    if amount.is_zero() { Vec::new() } else { vec![posting] }
}

/// The bank has the customer's money.
pub fn payment_succeeded(paid: Money) -> Vec<Posting> {
    post(LedgerCategory::Payment, GatewayClearing, CustomerPrepayment, paid)
}

/// The bank reports an amount that we did not ask for: booked as what it is, owed to nobody yet.
pub fn payment_quarantined(reported: Money) -> Vec<Posting> {
    surplus_booked(reported)
}

/// The cinema confirmed the sale: the prepayment is earned by the cinema and by the platform.
pub fn order_ticketed(tickets: Money, service_fee: Money) -> Vec<Posting> {
    let mut postings = post(LedgerCategory::Ticket, CustomerPrepayment, DueToCinema, tickets);
    postings.extend(post(LedgerCategory::ServiceFee, CustomerPrepayment, ServiceFee, service_fee));
    postings
}

/// The platform pays a part of the price itself, which stands in for the customer's prepayment.
pub fn discount_granted(discount: Money) -> Vec<Posting> {
    post(LedgerCategory::Discount, Discounts, CustomerPrepayment, discount)
}

/// The part of a service fee that belongs to the tax office.
pub fn service_fee_taxed(tax: Money) -> Vec<Posting> {
    post(LedgerCategory::Tax, ServiceFee, TaxPayable, tax)
}

/// A ticketed order is given back; the service fee is kept when it is zero here.
pub fn ticketed_refund_requested(tickets: Money, service_fee: Money) -> Vec<Posting> {
    refund_requested(DueToCinema, tickets, service_fee)
}

/// Like [`ticketed_refund_requested`] after the cinema was paid for these tickets: it owes us.
pub fn paid_out_refund_requested(tickets: Money, service_fee: Money) -> Vec<Posting> {
    refund_requested(DueFromCinema, tickets, service_fee)
}

fn refund_requested(cinema: LedgerAccount, tickets: Money, service_fee: Money) -> Vec<Posting> {
    let mut postings = post(LedgerCategory::TicketRefund, cinema, RefundsPayable, tickets);
    postings.extend(post(
        LedgerCategory::ServiceFeeRefund,
        ServiceFee,
        RefundsPayable,
        service_fee,
    ));
    postings
}

/// Money that bought nothing goes back whole: the order was never ticketed.
pub fn prepayment_refund_requested(paid: Money) -> Vec<Posting> {
    post(LedgerCategory::PaymentReturn, CustomerPrepayment, RefundsPayable, paid)
}

/// The bank has returned the money.
pub fn refund_succeeded(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::RefundPayout, RefundsPayable, GatewayClearing, amount)
}

/// The bank keeps a fee, as a line of its bill says.
pub fn gateway_fee_charged(fee: Money) -> Vec<Posting> {
    post(LedgerCategory::GatewayFee, GatewayFee, GatewayClearing, fee)
}

/// The bank gives a fee back, because it returned the money that the fee was for.
pub fn gateway_fee_returned(fee: Money) -> Vec<Posting> {
    post(LedgerCategory::GatewayFeeReturn, GatewayClearing, GatewayFee, fee)
}

/// What the bank collected, less its fees, reached our own account.
pub fn gateway_settled(net: Money) -> Vec<Posting> {
    post(LedgerCategory::Settlement, BankCash, GatewayClearing, net)
}

/// A cinema is paid: `transferred` leaves our account, and `claims`, which it owed us for refunds
/// after an earlier payout, are settled by not being paid to it.
pub fn cinema_paid_out(transferred: Money, claims: Money) -> Vec<Posting> {
    let mut postings = post(LedgerCategory::CinemaPayout, DueToCinema, BankCash, transferred);
    postings.extend(post(LedgerCategory::CinemaClaim, DueToCinema, DueFromCinema, claims));
    postings
}

/// A customer disputes a payment at the bank, which takes the money back for the time being.
pub fn dispute_opened(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Dispute, DisputesHeld, GatewayClearing, amount)
}

/// The bank decided for us and gives the money again.
pub fn dispute_won(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Dispute, GatewayClearing, DisputesHeld, amount)
}

/// The bank decided for the customer.
pub fn dispute_lost(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Dispute, ChargebackLoss, DisputesHeld, amount)
}

/// The bank has money that we know nothing of (长款).
pub fn surplus_booked(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Suspense, GatewayClearing, SuspenseSurplus, amount)
}

/// The owner of a surplus was found: it is an order's prepayment.
pub fn surplus_assigned(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Suspense, SuspenseSurplus, CustomerPrepayment, amount)
}

/// A surplus goes back to whoever paid it.
pub fn surplus_refund_requested(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::PaymentReturn, SuspenseSurplus, RefundsPayable, amount)
}

/// We booked money that the bank knows nothing of (短款), and waited long enough for it.
pub fn shortfall_booked(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Suspense, SuspenseShortfall, GatewayClearing, amount)
}

/// Money that had been given up for missing appeared on a bill after all.
pub fn shortfall_arrived(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Suspense, GatewayClearing, SuspenseShortfall, amount)
}

/// Missing money is our loss.
pub fn shortfall_written_off(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::WriteOff, ReconciliationWriteOff, SuspenseShortfall, amount)
}

/// A customer is given money that was not due.
pub fn goodwill_granted(amount: Money) -> Vec<Posting> {
    post(LedgerCategory::Goodwill, Goodwill, RefundsPayable, amount)
}

/// Undoes what was posted: the same amounts with the sides exchanged. The first journal stays, and
/// both are in the bill.
pub fn reversal(postings: &[Posting]) -> Vec<Posting> {
    let undo = |posting: &Posting| Posting {
        category: LedgerCategory::Reversal,
        debit: posting.credit,
        credit: posting.debit,
        amount: posting.amount,
    };
    postings.iter().map(undo).collect()
}
