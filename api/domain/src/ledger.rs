//! The books: accounts, entry codes and the entries that each business event posts.

use crate::money::Money;
use crate::text::LocalizedText;
use crate::text_enum::text_enum;

text_enum! {
    /// The chart of accounts. The number is the account's name in every report.
    pub enum LedgerAccount {
        /// Money that a bank gateway collected for us and has not settled yet (asset).
        GatewayClearing = "1110",
        /// Money of customers that paid and have no ticket yet (liability).
        CustomerPrepayment = "2010",
        /// Ticket money that belongs to cinemas (liability).
        DueToCinema = "2110",
        /// Refunds accepted and not yet paid (liability).
        RefundsPayable = "2120",
        /// Money whose owner is not known (liability).
        SuspenseSurplus = "2190",
        /// The platform's own income from service fees (revenue).
        ServiceFee = "4010",
    }
}

impl LedgerAccount {
    /// What accountants call it.
    pub fn name(self) -> LocalizedText {
        let (zh, en) = match self {
            Self::GatewayClearing => ("银行待清算款", "Gateway clearing"),
            Self::CustomerPrepayment => ("客户预付款", "Customer prepayments"),
            Self::DueToCinema => ("应付影院票款", "Due to cinemas"),
            Self::RefundsPayable => ("应付退款", "Refunds payable"),
            Self::SuspenseSurplus => ("长款挂账", "Suspense, surplus"),
            Self::ServiceFee => ("服务费收入", "Service fees"),
        };
        LocalizedText::new(zh, en)
    }
}

text_enum! {
    /// The business event that a journal belongs to. A source posts an event once.
    pub enum LedgerEvent {
        PaymentSucceeded = "payment_succeeded",
        PaymentQuarantined = "payment_quarantined",
        OrderTicketed = "order_ticketed",
        RefundRequested = "refund_requested",
        RefundSucceeded = "refund_succeeded",
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
        Suspense = "suspense",
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

impl Posting {
    const fn new(
        category: LedgerCategory,
        debit: LedgerAccount,
        credit: LedgerAccount,
        amount: Money,
    ) -> Self {
        Self { category, debit, credit, amount }
    }
}

/// The bank has the customer's money.
pub fn payment_succeeded(paid: Money) -> Vec<Posting> {
    use LedgerAccount::{CustomerPrepayment, GatewayClearing};
    vec![Posting::new(LedgerCategory::Payment, GatewayClearing, CustomerPrepayment, paid)]
}

/// The bank reports an amount that we did not ask for: booked as what it is, owed to nobody yet.
pub fn payment_quarantined(reported: Money) -> Vec<Posting> {
    use LedgerAccount::{GatewayClearing, SuspenseSurplus};
    vec![Posting::new(LedgerCategory::Suspense, GatewayClearing, SuspenseSurplus, reported)]
}

/// The cinema confirmed the sale: the prepayment is earned by the cinema and by the platform.
pub fn order_ticketed(tickets: Money, service_fee: Money) -> Vec<Posting> {
    use LedgerAccount::{CustomerPrepayment, DueToCinema, ServiceFee};
    without_zeros([
        Posting::new(LedgerCategory::Ticket, CustomerPrepayment, DueToCinema, tickets),
        Posting::new(LedgerCategory::ServiceFee, CustomerPrepayment, ServiceFee, service_fee),
    ])
}

/// A ticketed order is given back; the service fee is returned too unless it is zero here.
pub fn ticketed_refund_requested(tickets: Money, service_fee: Money) -> Vec<Posting> {
    use LedgerAccount::{DueToCinema, RefundsPayable, ServiceFee};
    without_zeros([
        Posting::new(LedgerCategory::TicketRefund, DueToCinema, RefundsPayable, tickets),
        Posting::new(LedgerCategory::ServiceFeeRefund, ServiceFee, RefundsPayable, service_fee),
    ])
}

/// Money that bought nothing goes back whole: the order was never ticketed.
pub fn prepayment_refund_requested(paid: Money) -> Vec<Posting> {
    use LedgerAccount::{CustomerPrepayment, RefundsPayable};
    vec![Posting::new(LedgerCategory::PaymentReturn, CustomerPrepayment, RefundsPayable, paid)]
}

/// The bank has returned the money.
pub fn refund_succeeded(amount: Money) -> Vec<Posting> {
    use LedgerAccount::{GatewayClearing, RefundsPayable};
    vec![Posting::new(LedgerCategory::RefundPayout, RefundsPayable, GatewayClearing, amount)]
}

fn without_zeros(postings: impl IntoIterator<Item = Posting>) -> Vec<Posting> {
    postings.into_iter().filter(|posting| !posting.amount.is_zero()).collect()
}

#[cfg(test)]
mod tests {
    use super::{LedgerAccount, Posting, order_ticketed, payment_succeeded, refund_succeeded};
    use super::{prepayment_refund_requested, ticketed_refund_requested};
    use crate::money::Money;
    use std::collections::BTreeMap;

    fn balances(postings: &[Posting]) -> BTreeMap<LedgerAccount, i64> {
        let mut balances = BTreeMap::new();
        for posting in postings {
            *balances.entry(posting.debit).or_default() += posting.amount.amount_minor;
            *balances.entry(posting.credit).or_default() -= posting.amount.amount_minor;
        }
        balances
    }

    #[test]
    fn a_sale_leaves_no_prepayment_behind() {
        let (tickets, fee) = (Money::fen(9_000), Money::fen(600));
        let mut postings = payment_succeeded(Money::fen(9_600));
        postings.extend(order_ticketed(tickets, fee));
        assert_eq!(balances(&postings)[&LedgerAccount::CustomerPrepayment], 0);
        postings.extend(ticketed_refund_requested(tickets, fee));
        postings.extend(refund_succeeded(Money::fen(9_600)));
        assert!(balances(&postings).values().all(|&balance| balance == 0));
    }

    #[test]
    fn money_that_bought_nothing_goes_back_whole() {
        let paid = Money::fen(9_600);
        let mut postings = payment_succeeded(paid);
        postings.extend(prepayment_refund_requested(paid));
        postings.extend(refund_succeeded(paid));
        assert!(balances(&postings).values().all(|&balance| balance == 0));
    }

    #[test]
    fn a_free_service_posts_no_empty_entry() {
        assert_eq!(order_ticketed(Money::fen(9_000), Money::fen(0)).len(), 1);
    }
}
