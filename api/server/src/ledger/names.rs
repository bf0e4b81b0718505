//! What a workbook calls things, in the reader's language.

use domain::ledger::{LedgerCategory, LedgerEvent};
use domain::orders::OrderStatus;
use domain::text::LocalizedText;
use serde::Deserialize;
use utoipa::ToSchema;

/// The language of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportLang {
    #[default]
    Zh,
    En,
}

impl ExportLang {
    /// One of two sayings.
    pub const fn of(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// A text of the data, or its other language where this one is missing.
    pub fn pick(self, text: &LocalizedText) -> &str {
        let (first, second) = match self {
            Self::Zh => (&text.zh, &text.en),
            Self::En => (&text.en, &text.zh),
        };
        if first.is_empty() { second } else { first }
    }
}

pub const fn category(category: LedgerCategory, lang: ExportLang) -> &'static str {
    let (zh, en) = match category {
        LedgerCategory::Payment => ("收款", "Payment"),
        LedgerCategory::Ticket => ("票款", "Ticket"),
        LedgerCategory::ServiceFee => ("服务费", "Service fee"),
        LedgerCategory::TicketRefund => ("退票款", "Ticket refund"),
        LedgerCategory::ServiceFeeRefund => ("退服务费", "Service fee refund"),
        LedgerCategory::PaymentReturn => ("退回收款", "Payment return"),
        LedgerCategory::RefundPayout => ("退款付出", "Refund payout"),
        LedgerCategory::GatewayFee => ("支付手续费", "Gateway fee"),
        LedgerCategory::GatewayFeeReturn => ("手续费退回", "Gateway fee returned"),
        LedgerCategory::Settlement => ("银行结算", "Settlement"),
        LedgerCategory::CinemaPayout => ("影院结算", "Cinema payout"),
        LedgerCategory::CinemaClaim => ("影院追款", "Cinema claim"),
        LedgerCategory::Dispute => ("争议", "Dispute"),
        LedgerCategory::Suspense => ("挂账", "Suspense"),
        LedgerCategory::WriteOff => ("核销", "Write-off"),
        LedgerCategory::Goodwill => ("客户补偿", "Goodwill"),
        LedgerCategory::Discount => ("优惠", "Discount"),
        LedgerCategory::Tax => ("税费", "Tax"),
        LedgerCategory::Reversal => ("冲销", "Reversal"),
    };
    lang.of(zh, en)
}

pub const fn event(event: LedgerEvent, lang: ExportLang) -> &'static str {
    let (zh, en) = match event {
        LedgerEvent::PaymentSucceeded => ("收款成功", "Payment received"),
        LedgerEvent::PaymentQuarantined => ("收款挂账", "Payment quarantined"),
        LedgerEvent::OrderTicketed => ("出票", "Tickets issued"),
        LedgerEvent::RefundRequested => ("发起退款", "Refund begun"),
        LedgerEvent::RefundSucceeded => ("退款成功", "Refund paid"),
        LedgerEvent::GatewayFeeCharged => ("扣手续费", "Gateway fee charged"),
        LedgerEvent::GatewayFeeReturned => ("退手续费", "Gateway fee returned"),
        LedgerEvent::GatewaySettled => ("银行划款", "Settled by the bank"),
        LedgerEvent::CinemaPaidOut => ("付款给影院", "Paid out to a cinema"),
        LedgerEvent::DisputeOpened => ("发生争议", "Dispute opened"),
        LedgerEvent::DisputeWon => ("争议胜诉", "Dispute won"),
        LedgerEvent::DisputeLost => ("争议败诉", "Dispute lost"),
        LedgerEvent::SurplusBooked => ("长款入账", "Surplus booked"),
        LedgerEvent::SurplusAssigned => ("长款认领", "Surplus assigned"),
        LedgerEvent::ShortfallBooked => ("短款入账", "Shortfall booked"),
        LedgerEvent::ShortfallArrived => ("短款到账", "Shortfall arrived"),
        LedgerEvent::ShortfallWrittenOff => ("短款核销", "Shortfall written off"),
        LedgerEvent::GoodwillGranted => ("给予补偿", "Goodwill granted"),
        LedgerEvent::DiscountGranted => ("给予优惠", "Discount granted"),
        LedgerEvent::ServiceFeeTaxed => ("计提税费", "Service fee taxed"),
        LedgerEvent::CinemaAccepted => ("认可影院金额", "Cinema's amount accepted"),
        LedgerEvent::CinemaClaimed => ("向影院追款", "Claimed from a cinema"),
        LedgerEvent::Reversal => ("冲销", "Reversal"),
    };
    lang.of(zh, en)
}

pub const fn order_status(status: OrderStatus, lang: ExportLang) -> &'static str {
    let (zh, en) = match status {
        OrderStatus::AwaitingPayment => ("待付款", "Awaiting payment"),
        OrderStatus::Paid => ("已付款", "Paid"),
        OrderStatus::Ticketed => ("已出票", "Ticketed"),
        OrderStatus::Cancelled => ("已取消", "Cancelled"),
        OrderStatus::Expired => ("已过期", "Expired"),
        OrderStatus::Refunding => ("退款中", "Refunding"),
        OrderStatus::Refunded => ("已退款", "Refunded"),
    };
    lang.of(zh, en)
}
