//! What runs and automatic actions say about themselves, in both languages.
//!
//! A column keeps such a text as `LocalizedText::to_column` writes it. What a bank, a cinema or the
//! network said itself is quoted as it came.

use std::fmt::Display;

use domain::bank_bills::BankBillLineKind;
use domain::orders::OrderStatus;
use domain::payments::{PaymentStatus, RefundStatus};
use domain::statements::StatementOperation;
use domain::text::LocalizedText;
use gateways::cinema::{ConfirmRefusal, TakeBackRefusal};

/// Declares sayings: a name, Chinese, English. `{}` stands for what is filled in, in this order in
/// both languages.
macro_rules! sayings {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        /// Something that a run or an automatic action says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Saying { $($name,)+ }

        impl Saying {
            /// Every saying.
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$name,)+];

            const fn templates(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($zh, $en),)+ }
            }
        }
    };
}

sayings! {
    // Why a day could not be compared.
    BillNotMade: "银行还没有生成当天的账单。", "The bank has not made its bill of the day yet.";
    BillBroken: "银行的账单自相矛盾或无法读取，不予采信：{}。",
        "The bank's bill cannot be believed: {}.";
    BankSilent: "银行现在不提供账单。", "The bank does not hand out its bill now.";
    StatementBroken: "影院的对账单自相矛盾或无法读取，不予采信：{}。",
        "The cinema's statement cannot be believed: {}.";
    StatementNotFinal: "影院的营业日还没有结束，对账单还可能增加。",
        "The cinema's business day is not over; its statement may still grow.";
    NoStatement: "影院没有当天的对账单。", "The cinema has no statement of the day.";
    CinemaSilent: "影院的售票系统没有回答。", "The cinema's ticketing system does not answer.";
    ChangedMeanwhile: "对账期间有人改动了这一天。", "Somebody else changed it meanwhile.";
    BrokeDown: "平台内部出错（{}）。", "The platform failed ({}).";
    CinemaDisagrees: "影院统计售出 {} 张共 {} 元，退回 {} 张共 {} 元；平台对账单：{}",
        "the cinema counts {} sold for {}, {} back for {}; our statement says {}";

    // A record as it stands at its side.
    BillLine: "第 {} 行 {} 我方编号={} 银行流水号={}{} 金额={} 手续费={} 净额={} 时间={} sha256={}",
        "#{} {} {} ref={}{} amount={} fee={} net={} at={} sha256={}";
    OriginalPayment: " 原交易={}/{}", " of={}/{}";
    StatementLine: "第 {} 行 {} 订单={} 票={} 场次={} 座位={} 票价+放映费+服务费={}+{}+{} 时间={}",
        "#{} {} order={} ticket={} session={} seat={} {}+{}+{} at={}";
    OurBankReference: "银行流水号={}", "bank_ref={}";

    // How a difference ended by itself.
    GoneInRun: "第 {} 次对账时已不存在", "gone in run {}";
    FoundOn: "在 {} 的对账中找到", "found on {}";
    ArrivedOn: "核销后又出现在 {} 的账单里，见当天的差异",
        "after it was written off it is in the bill of {}: see the break of that day";

    // At the bank.
    BankPaid: "银行答复：已付 {} 元，流水号 {}", "the bank says: paid {} as {}";
    BankPaidOn: "银行答复：已付 {} 元，流水号 {}，清算日 {}",
        "the bank says: paid {} as {}, accounted on {}";
    BankPending: "银行答复：处理中", "the bank says: pending";
    BankKnowsNoPayment: "银行查无此付款", "the bank knows no such payment";
    BankFailed: "银行答复：失败 {} {}", "the bank says: failed {} {}";
    BankUnclear: "银行没有给出明确结果（{}）", "the bank gave no clear answer ({})";
    BankNotAsked: "没能问到银行（{}）", "the bank could not be asked: {}";
    BankReturned: "银行答复：已退 {} 元，流水号 {}", "the bank says: returned {} as {}";
    BankKnowsNoRefund: "银行查无此退款", "the bank knows no such refund";
    BankRejected: "银行答复：拒绝 {} {}", "the bank says: rejected {} {}";
    BankGaveNoAnswer: "银行没有回答", "the bank gave no answer";
    NoPaymentHere: "平台没有这笔付款", "there is no such payment here";
    BankNamesIt: "银行的流水号是 {}", "the bank names it {}";
    PaymentSucceeded: "银行答复：已付；付款已记为成功",
        "the bank says: paid; the payment is succeeded";
    PaymentSucceededLate: "银行答复：已付；付款已记为成功（逾期到账）",
        "the bank says: paid; the payment is succeeded, late";
    PaymentAskedAgain: "又问了一次，付款{}", "asked once more, the payment is {}";
    NoRefundHere: "平台没有这笔退款", "there is no such refund here";
    RefundSucceeded: "银行答复：已退；退款已记为成功",
        "the bank says: returned; the refund is succeeded";
    RefundAskedAgain: "又问了一次，退款{}", "asked once more, the refund is {}";
    FeeBooked: "手续费已按实收入账，差额挂账待追回",
        "the fee is booked as charged, the difference is claimed";
    OrderStopped: "订单 {} 已暂停", "order {} is stopped";
    GivenBack: "已退回，退款号 {}", "given back as {}";
    NotGivenBack: "没能退回", "it could not be given back";
    ReturnRefused: "银行没有把款退回（{}：{}），长款仍在我方",
        "the bank did not give it back ({}: {}); it is a surplus again";

    // At the cinema.
    NoOrder: "没有对应的平台订单", "no order of ours is behind it";
    TakenBackThere: "影院收回了在平台仍然有效的票，请联系影院柜台",
        "the cinema took tickets back that are good here: ask its desk";
    CinemaKnows: "影院有这笔订单，编号 {}；它的对账单里没有",
        "the cinema knows the order as {}; its statement does not";
    CinemaConfirmed: "已再次确认出票，影院编号 {}", "confirmed once more, the cinema names it {}";
    CinemaPending: "影院还在处理", "the cinema works on it";
    CinemaUnclear: "影院没有给出明确结果（{}）", "the cinema gave no clear answer ({})";
    CinemaRefused: "没能问到影院（{}）", "the cinema could not be asked: {}";
    NotSoldMoneyBack: "影院不予出票（{}），款项退回顾客",
        "the cinema will not have it ({}): the money goes back";
    NotSoldButUsed: "影院不予出票（{}），而票已被使用",
        "the cinema will not have it ({}), and it was used";
    NoOrderDispute: "没有对应的平台订单，付款给影院之前须先与影院核实",
        "no order of ours is behind it: disputed before payout";
    OrderStands: "订单{}，请联系影院柜台", "the order is {}: ask the cinema's desk";
    TicketsTakenBack: "影院已收回这些票", "the cinema took the tickets back";
    TicketsUsed: "票已被使用，付款给影院之前须先与影院核实",
        "the tickets were used: disputed before payout";
    TicketsKept: "影院不收回（{}），付款给影院之前须先与影院核实",
        "the cinema keeps them ({}): disputed before payout";
}

impl Saying {
    /// One in which nothing is filled in.
    pub fn text(self) -> LocalizedText {
        self.with([])
    }

    /// With what belongs into its places.
    pub fn with<const N: usize>(self, values: [LocalizedText; N]) -> LocalizedText {
        let (zh, en) = self.templates();
        LocalizedText::new(
            fill(zh, values.iter().map(|value| value.zh.as_str())),
            fill(en, values.iter().map(|value| value.en.as_str())),
        )
    }
}

/// Puts values where the template has `{}`. What a value itself contains is not looked at.
fn fill<'a>(template: &str, values: impl Iterator<Item = &'a str>) -> String {
    let mut values = values;
    let mut parts = template.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(values.next().unwrap_or_default());
        text.push_str(part);
    }
    text
}

/// What reads the same in both languages: numbers, days, references, somebody else's words.
pub fn same(value: impl Display) -> LocalizedText {
    let text = value.to_string();
    LocalizedText::new(text.clone(), text)
}

/// What was said before, and what is to be said now.
pub fn append(before: Option<&str>, now: LocalizedText) -> LocalizedText {
    match before.map(LocalizedText::from_column) {
        Some(before) => LocalizedText::new(
            format!("{}；{}", before.zh, now.zh),
            format!("{}; {}", before.en, now.en),
        ),
        None => now,
    }
}

/// Several texts, one a line.
pub fn lines(texts: &[LocalizedText]) -> LocalizedText {
    let of = |text: fn(&LocalizedText) -> &str| texts.iter().map(text).collect::<Vec<_>>();
    LocalizedText::new(of(|text| &text.zh).join("\n"), of(|text| &text.en).join("\n"))
}

/// What a line of a bill is.
pub fn bill_line_is(kind: BankBillLineKind) -> LocalizedText {
    let zh = match kind {
        BankBillLineKind::Payment => "收款",
        BankBillLineKind::Refund => "退款",
        BankBillLineKind::Void => "撤销",
        BankBillLineKind::Dispute => "争议",
    };
    LocalizedText::new(zh, kind.as_str())
}

/// What a line of a cinema's statement is.
pub fn statement_line_is(operation: StatementOperation) -> LocalizedText {
    let zh = match operation {
        StatementOperation::Sale => "售出",
        StatementOperation::Refund => "退回",
    };
    LocalizedText::new(zh, operation.as_str())
}

/// How an order stands, within a sentence.
pub fn order_is(status: OrderStatus) -> LocalizedText {
    let zh = match status {
        OrderStatus::AwaitingPayment => "待付款",
        OrderStatus::Paid => "已付款、待出票",
        OrderStatus::Ticketed => "已出票",
        OrderStatus::Cancelled => "已取消",
        OrderStatus::Expired => "超时未付",
        OrderStatus::Refunding => "退款中",
        OrderStatus::Refunded => "已退款",
    };
    LocalizedText::new(zh, spoken(status.as_str()))
}

/// How a payment stands, within a sentence.
pub fn payment_is(status: PaymentStatus) -> LocalizedText {
    let zh = match status {
        PaymentStatus::Created => "已创建",
        PaymentStatus::Pending => "等待付款",
        PaymentStatus::Unknown => "结果不明",
        PaymentStatus::Succeeded => "成功",
        PaymentStatus::Failed => "失败",
        PaymentStatus::Closed => "已关闭",
        PaymentStatus::Quarantined => "已隔离待查",
    };
    LocalizedText::new(zh, spoken(status.as_str()))
}

/// How a refund stands, within a sentence.
pub fn refund_is(status: RefundStatus) -> LocalizedText {
    let zh = match status {
        RefundStatus::Requested => "待执行",
        RefundStatus::Submitted => "银行处理中",
        RefundStatus::Unknown => "结果不明",
        RefundStatus::Succeeded => "成功",
        RefundStatus::Rejected => "被拒绝",
        RefundStatus::NeedsManual => "需要人工处理",
    };
    LocalizedText::new(zh, spoken(status.as_str()))
}

fn spoken(code: &str) -> String {
    code.replace('_', " ")
}

/// Why a cinema does not sell.
pub fn not_sold_because(refusal: &ConfirmRefusal) -> LocalizedText {
    let (zh, en) = match refusal {
        ConfirmRefusal::LockGone => ("锁座已失效", "the seat lock is gone"),
        ConfirmRefusal::SeatsTaken => ("座位已被他人占用", "somebody else has the seats"),
        ConfirmRefusal::SessionOver => ("场次已取消或已开场", "the session is over or cancelled"),
        ConfirmRefusal::PriceRefused => ("票价低于影院下限", "the price is too low"),
    };
    LocalizedText::new(zh, en)
}

/// Why a cinema does not take tickets back.
pub fn kept_because(refusal: &TakeBackRefusal) -> LocalizedText {
    let (zh, en) = match refusal {
        TakeBackRefusal::AlreadyUsed => ("票已被使用", "the tickets were used"),
        TakeBackRefusal::TooLate => ("离开场太近或已散场", "it is too late"),
        TakeBackRefusal::NotFound => ("影院查无此订单", "it does not know the order"),
    };
    LocalizedText::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::{Saying, append, order_is, payment_is, refund_is, same};
    use domain::orders::OrderStatus;
    use domain::payments::{PaymentStatus, RefundStatus};
    use domain::text::LocalizedText;

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
    }

    #[test]
    fn every_saying_is_said_in_both_languages_with_the_same_places() {
        for saying in Saying::ALL {
            let (zh, en) = saying.templates();
            assert!(is_chinese(zh) && en.is_ascii() && !en.is_empty(), "{saying:?}");
            assert_eq!(zh.matches("{}").count(), en.matches("{}").count(), "{saying:?}");
        }
    }

    #[test]
    fn every_state_has_a_word_in_both_languages() {
        let orders = OrderStatus::ALL.iter().map(|it| order_is(*it));
        let payments = PaymentStatus::ALL.iter().map(|it| payment_is(*it));
        let refunds = RefundStatus::ALL.iter().map(|it| refund_is(*it));
        for text in orders.chain(payments).chain(refunds) {
            assert!(is_chinese(&text.zh), "{text:?}");
            assert!(text.en.is_ascii() && !text.en.contains('_'), "{text:?}");
        }
    }

    #[test]
    fn values_stand_in_their_places_and_are_not_read_themselves() {
        let text = Saying::BankPaid.with([same("1{}"), same("B7")]);
        let wanted =
            LocalizedText::new("银行答复：已付 1{} 元，流水号 B7", "the bank says: paid 1{} as B7");
        assert_eq!(text, wanted);
    }

    #[test]
    fn what_was_said_before_stays_also_when_it_was_said_in_english_only() {
        let now = Saying::GoneInRun.with([same(2)]);
        assert_eq!(append(None, now.clone()), now);
        let text = append(Some("the bank says: pending"), now.clone());
        let wanted = LocalizedText::new(
            "the bank says: pending；第 2 次对账时已不存在",
            "the bank says: pending; gone in run 2",
        );
        assert_eq!(text, wanted);
        let kept = text.to_column();
        assert!(append(Some(&kept), now).zh.starts_with(&text.zh));
    }
}
