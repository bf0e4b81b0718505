//! The chart of accounts.

use crate::text::LocalizedText;
use crate::text_enum::text_enum;

text_enum! {
    /// Where an account stands in the reports.
    pub enum AccountKind {
        Asset = "asset",
        Liability = "liability",
        Revenue = "revenue",
        Expense = "expense",
    }
}

impl AccountKind {
    /// What an account of this kind holds, given all that was booked on its two sides. What an
    /// asset or an expense holds grows with debits, the other two grow with credits.
    pub fn balance(self, debit_minor: i64, credit_minor: i64) -> Option<i64> {
        match self {
            Self::Asset | Self::Expense => debit_minor.checked_sub(credit_minor),
            Self::Liability | Self::Revenue => credit_minor.checked_sub(debit_minor),
        }
    }
}

text_enum! {
    /// The chart of accounts. The number is the account's name in every report.
    pub enum LedgerAccount {
        /// Money on our own bank account (asset).
        BankCash = "1010",
        /// Money that a bank gateway collected for us and has not settled yet (asset).
        GatewayClearing = "1110",
        /// Money that a cinema owes us, because it was paid out before tickets were given back
        /// (asset).
        DueFromCinema = "1130",
        /// Money that a bank keeps while a customer disputes a payment (asset).
        DisputesHeld = "1140",
        /// Money that we booked and the bank knows nothing of (asset).
        SuspenseShortfall = "1190",
        /// Money of customers that paid and have no ticket yet (liability).
        CustomerPrepayment = "2010",
        /// Ticket money that belongs to cinemas (liability).
        DueToCinema = "2110",
        /// Refunds accepted and not yet paid (liability).
        RefundsPayable = "2120",
        /// Money whose owner is not known (liability).
        SuspenseSurplus = "2190",
        /// Tax on the platform's own income (liability).
        TaxPayable = "2210",
        /// The platform's own income from service fees (revenue).
        ServiceFee = "4010",
        /// What the platform gave customers of its own (lessens revenue).
        Discounts = "4090",
        /// What banks keep for collecting (expense).
        GatewayFee = "5010",
        /// Disputes that were lost (expense).
        ChargebackLoss = "5020",
        /// Differences that nobody could explain (expense).
        ReconciliationWriteOff = "5030",
        /// What customers were given beyond what was due (expense).
        Goodwill = "5040",
    }
}

impl LedgerAccount {
    /// Where it stands in the reports. Discounts are revenue that is less than nothing.
    pub const fn kind(self) -> AccountKind {
        match self {
            Self::BankCash
            | Self::GatewayClearing
            | Self::DueFromCinema
            | Self::DisputesHeld
            | Self::SuspenseShortfall => AccountKind::Asset,
            Self::CustomerPrepayment
            | Self::DueToCinema
            | Self::RefundsPayable
            | Self::SuspenseSurplus
            | Self::TaxPayable => AccountKind::Liability,
            Self::ServiceFee | Self::Discounts => AccountKind::Revenue,
            Self::GatewayFee
            | Self::ChargebackLoss
            | Self::ReconciliationWriteOff
            | Self::Goodwill => AccountKind::Expense,
        }
    }

    /// What accountants call it.
    pub fn name(self) -> LocalizedText {
        let (zh, en) = match self {
            Self::BankCash => ("银行存款", "Cash at bank"),
            Self::GatewayClearing => ("银行待清算款", "Gateway clearing"),
            Self::DueFromCinema => ("应收影院款", "Due from cinemas"),
            Self::DisputesHeld => ("争议冻结款", "Disputes held"),
            Self::SuspenseShortfall => ("短款挂账", "Suspense, shortfall"),
            Self::CustomerPrepayment => ("客户预付款", "Customer prepayments"),
            Self::DueToCinema => ("应付影院票款", "Due to cinemas"),
            Self::RefundsPayable => ("应付退款", "Refunds payable"),
            Self::SuspenseSurplus => ("长款挂账", "Suspense, surplus"),
            Self::TaxPayable => ("应交税费", "Tax payable"),
            Self::ServiceFee => ("服务费收入", "Service fees"),
            Self::Discounts => ("优惠折让", "Discounts"),
            Self::GatewayFee => ("支付手续费", "Gateway fees"),
            Self::ChargebackLoss => ("拒付损失", "Chargeback losses"),
            Self::ReconciliationWriteOff => ("对账核销", "Reconciliation write-offs"),
            Self::Goodwill => ("客户补偿", "Goodwill"),
        };
        LocalizedText::new(zh, en)
    }
}
