//! What a difference means, what the platform does about it by itself, and which entries each way
//! out of it ends in.

use super::{BreakClass, RecordKind, ResolutionAction};
use crate::ledger::{self, LedgerAccount, LedgerCategory, LedgerEvent, Posting};
use crate::money::{Currency, Money};
use crate::text::LocalizedText;
use crate::text_enum::text_enum;

text_enum! {
    /// What the platform does about a difference before it calls people.
    pub enum AutomaticAction {
        /// Ask the bank about the payment, and set the money apart in the books.
        AskBank = "ask_bank",
        /// Ask the bank, and let the payment or refund take its usual way if it was done.
        Drive = "drive",
        /// Ask the bank about the refund.
        AskRefund = "ask_refund",
        /// Stop the order until somebody has looked at it.
        SetOrderApart = "set_order_apart",
        /// Book the fee that was charged; the excess is claimed back.
        BookFee = "book_fee",
        /// Give the later of two payments back.
        RefundLater = "refund_later",
        /// Ask the cinema, tell it once more, or give the money back.
        ConfirmAgain = "confirm_again",
        /// Ask the cinema to take back what nobody paid for.
        ReleaseAtCinema = "release_at_cinema",
    }
}

/// What is known of a break when a way out is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakFacts {
    pub class: BreakClass,
    pub kind: RecordKind,
    /// Theirs less ours.
    pub difference_minor: i64,
    /// What stands in suspense because of it: a surplus (2190) is positive, a shortfall (1190, or
    /// 1140 for a dispute) negative.
    pub suspense_minor: i64,
    pub currency: Currency,
}

/// What is booked when a way out is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub event: LedgerEvent,
    pub postings: Vec<Posting>,
    /// What stands in suspense afterwards.
    pub suspense_minor: i64,
    /// Whether the break is over.
    pub is_final: bool,
}

impl BreakClass {
    /// Whether it is between us and a cinema.
    pub const fn is_of_cinema(self) -> bool {
        use BreakClass::{CinemaExtra, CinemaNotTicketed, PriceMismatch, SeatMismatch};
        matches!(self, CinemaExtra | CinemaNotTicketed | PriceMismatch | SeatMismatch)
    }

    /// What the platform does by itself.
    pub const fn automatic_action(self, kind: RecordKind) -> Option<AutomaticAction> {
        match (self, kind) {
            (_, RecordKind::Dispute) | (Self::SeatMismatch | Self::PriceMismatch, _) => None,
            (Self::BankMissing | Self::PlatformMissing | Self::LateArrival, _) => {
                Some(AutomaticAction::AskBank)
            }
            (Self::StatusMismatch, _) => Some(AutomaticAction::Drive),
            (Self::AmountMismatch, _) => Some(AutomaticAction::SetOrderApart),
            (Self::FeeMismatch, _) => Some(AutomaticAction::BookFee),
            (Self::DuplicatePay, _) => Some(AutomaticAction::RefundLater),
            (Self::RefundMissing | Self::RefundExtra, _) => Some(AutomaticAction::AskRefund),
            (Self::CinemaNotTicketed, _) => Some(AutomaticAction::ConfirmAgain),
            (Self::CinemaExtra, _) => Some(AutomaticAction::ReleaseAtCinema),
        }
    }

    /// Whether its amount is set apart in the books without asking anybody.
    pub const fn is_booked_by_itself(self) -> bool {
        matches!(
            self,
            Self::BankMissing | Self::PlatformMissing | Self::FeeMismatch | Self::LateArrival
        )
    }

    /// What it means, for whoever has to decide.
    pub fn explanation(self, kind: RecordKind) -> LocalizedText {
        if kind == RecordKind::Dispute {
            return LocalizedText::new(
                "银行调账或持卡人争议：银行已从待清算款中扣回这笔钱。",
                "The bank corrected itself or a card holder disputes a payment: the money was \
                 taken back.",
            );
        }
        let (zh, en) = self.sentences();
        LocalizedText::new(zh, en)
    }

    const fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::BankMissing => (
                "我方已记收款，银行账单在等待期内没有这笔交易（短款）。",
                "We booked a payment that no bill of the bank has within the days it may take.",
            ),
            Self::PlatformMissing => (
                "银行账单有这笔收款，我方没有对应的支付记录（长款）。",
                "The bank's bill has a payment of which we have no record.",
            ),
            Self::StatusMismatch => (
                "银行已成功，我方记录的状态不是成功。",
                "The bank did it; our record does not say so.",
            ),
            Self::AmountMismatch => (
                "双方金额不一致，订单已暂停，需两人处理。",
                "The amounts differ. The order is stopped until two people decide.",
            ),
            Self::FeeMismatch => (
                "银行实际手续费与约定费率不符，差额已挂账待追回。",
                "The bank's fee is not the agreed one; the difference is set apart as a claim.",
            ),
            Self::DuplicatePay => (
                "同一订单重复付款，或账单重复列出同一笔收款。",
                "An order was paid twice, or the bill lists one payment twice.",
            ),
            Self::LateArrival => (
                "两人已核销为损失的短款，后来又出现在银行账单里：款项已记到账，损失待两人冲回。",
                "What two people wrote off as lost is in the bank's bill after all: the money is \
                 booked as arrived, and two people take the loss back.",
            ),
            Self::RefundMissing => (
                "我方已记退款成功，银行账单没有这笔退款。",
                "We booked a refund that the bank's bills do not have.",
            ),
            Self::RefundExtra => (
                "银行账单有这笔退款，我方没有对应的退款记录。",
                "The bank's bill has a refund of which we have no record.",
            ),
            Self::CinemaNotTicketed => (
                "顾客已付款出票，影院日报没有这些票。",
                "Tickets are out and paid for; the cinema's statement does not have them.",
            ),
            Self::CinemaExtra => (
                "影院日报有这些票，我方没有对应的有效订单。",
                "The cinema's statement has tickets that we have not sold, or that went back.",
            ),
            Self::SeatMismatch => {
                ("同一订单双方的座位不一致。", "Both sides have the order, with different seats.")
            }
            Self::PriceMismatch => (
                "同一订单双方的票面金额不一致。",
                "Both sides have the order and its seats, with different prices.",
            ),
        }
    }
}

impl BreakFacts {
    const fn money(&self, minor: i64) -> Money {
        Money::new(minor.abs(), self.currency)
    }

    /// Whether it is money that had been given up. It has one way out: the loss was none.
    const fn has_come_after_all(&self) -> bool {
        matches!(self.class, BreakClass::LateArrival) && self.difference_minor > 0
    }

    /// Whether the bank gave money back under a number that we do not know.
    const fn is_refund_of_nobody(&self) -> bool {
        matches!((self.class, self.kind), (BreakClass::RefundExtra, RecordKind::Refund))
    }

    /// The ways out that are open now, the most likely first. None means that only a rerun or the
    /// automatic action can end it.
    pub fn possible_actions(&self) -> Vec<ResolutionAction> {
        use ResolutionAction::{
            AcceptCinema, AcceptFee, AssignRefund, AssignSurplus, BookShortfall, BookSurplus,
            ClaimCinema, RefundSurplus, Reverse, ShortfallArrived, WriteOff,
        };
        if self.class.is_of_cinema() {
            let claim = (self.difference_minor > 0).then_some(ClaimCinema);
            return std::iter::once(AcceptCinema).chain(claim).collect();
        }
        if self.has_come_after_all() {
            return vec![ShortfallArrived];
        }
        match (self.suspense_minor, self.difference_minor) {
            (0, 0) => vec![WriteOff],
            (0, 1..) => vec![BookSurplus],
            (0, ..=-1) if self.is_refund_of_nobody() => vec![AssignRefund, BookShortfall],
            (0, ..=-1) => vec![BookShortfall],
            (1.., _) => match (self.class, self.kind) {
                (BreakClass::FeeMismatch, _) => vec![AcceptFee, Reverse],
                (BreakClass::PlatformMissing, _) => vec![AssignSurplus, RefundSurplus, Reverse],
                _ => vec![RefundSurplus, Reverse],
            },
            _ if self.class == BreakClass::FeeMismatch => {
                vec![AcceptFee, ShortfallArrived, WriteOff, Reverse]
            }
            _ => vec![ShortfallArrived, WriteOff, Reverse],
        }
    }

    /// What an action books. `None` when it is not possible now, and for a reversal of what was
    /// posted for the break, which depends on the journal that is undone.
    pub fn outcome(&self, action: ResolutionAction) -> Option<Outcome> {
        if !self.possible_actions().contains(&action) {
            return None;
        }
        let (difference, held) = (self.money(self.difference_minor), self.suspense_minor);
        let set_apart = self.money(held);
        let is_dispute = self.kind == RecordKind::Dispute;
        let ending =
            |event, postings| Some(Outcome { event, postings, suspense_minor: 0, is_final: true });
        match action {
            ResolutionAction::BookSurplus | ResolutionAction::BookShortfall => {
                Some(self.set_apart())
            }
            ResolutionAction::AssignSurplus => {
                ending(LedgerEvent::SurplusAssigned, ledger::surplus_assigned(set_apart))
            }
            ResolutionAction::AssignRefund => {
                ending(LedgerEvent::RefundSucceeded, ledger::refund_succeeded(difference))
            }
            ResolutionAction::RefundSurplus => {
                ending(LedgerEvent::RefundRequested, ledger::surplus_refund_requested(set_apart))
            }
            ResolutionAction::ShortfallArrived if self.has_come_after_all() => {
                if held == 0 {
                    return Some(self.set_apart());
                }
                let lost = ledger::shortfall_written_off(set_apart);
                ending(LedgerEvent::Reversal, ledger::reversal(&lost))
            }
            ResolutionAction::ShortfallArrived if is_dispute => {
                ending(LedgerEvent::DisputeWon, ledger::dispute_won(set_apart))
            }
            ResolutionAction::ShortfallArrived => {
                ending(LedgerEvent::ShortfallArrived, ledger::shortfall_arrived(set_apart))
            }
            ResolutionAction::WriteOff if is_dispute => {
                ending(LedgerEvent::DisputeLost, ledger::dispute_lost(set_apart))
            }
            ResolutionAction::WriteOff => {
                ending(LedgerEvent::ShortfallWrittenOff, ledger::shortfall_written_off(set_apart))
            }
            ResolutionAction::AcceptFee if held < 0 => {
                ending(LedgerEvent::GatewayFeeCharged, fee_accepted(set_apart))
            }
            ResolutionAction::AcceptFee => {
                ending(LedgerEvent::GatewayFeeReturned, low_fee_accepted(set_apart))
            }
            ResolutionAction::AcceptCinema => ending(
                LedgerEvent::CinemaAccepted,
                cinema_accepted(difference, self.difference_minor > 0),
            ),
            ResolutionAction::ClaimCinema => {
                ending(LedgerEvent::CinemaClaimed, cinema_claimed(difference))
            }
            ResolutionAction::Reverse => None,
        }
    }

    /// Sets the difference apart: a surplus or a shortfall in suspense. Money that had been given
    /// up stands against the shortfall that it once was, until the loss is taken back.
    pub fn set_apart(&self) -> Outcome {
        let amount = self.money(self.difference_minor);
        let (event, postings) = match (self.difference_minor > 0, self.kind) {
            _ if self.has_come_after_all() => {
                (LedgerEvent::ShortfallArrived, ledger::shortfall_arrived(amount))
            }
            (true, _) => (LedgerEvent::SurplusBooked, ledger::surplus_booked(amount)),
            (false, RecordKind::Dispute) => {
                (LedgerEvent::DisputeOpened, ledger::dispute_opened(amount))
            }
            (false, _) => (LedgerEvent::ShortfallBooked, ledger::shortfall_booked(amount)),
        };
        Outcome { event, postings, suspense_minor: self.difference_minor, is_final: false }
    }
}

const fn one(
    category: LedgerCategory,
    debit: LedgerAccount,
    credit: LedgerAccount,
    amount: Money,
) -> Posting {
    Posting { category, debit, credit, amount }
}

fn unless_zero(posting: Posting) -> Vec<Posting> {
    if posting.amount.is_zero() { Vec::new() } else { vec![posting] }
}

/// What was charged above the agreed fee is a fee after all.
fn fee_accepted(excess: Money) -> Vec<Posting> {
    use LedgerAccount::{GatewayFee, SuspenseShortfall};
    unless_zero(one(LedgerCategory::GatewayFee, GatewayFee, SuspenseShortfall, excess))
}

/// What was charged less than the agreed fee stays with us.
fn low_fee_accepted(saved: Money) -> Vec<Posting> {
    use LedgerAccount::{GatewayFee, SuspenseSurplus};
    unless_zero(one(LedgerCategory::GatewayFeeReturn, SuspenseSurplus, GatewayFee, saved))
}

/// The cinema's record stands: it is owed more, at our cost, or less.
fn cinema_accepted(difference: Money, is_more: bool) -> Vec<Posting> {
    use LedgerAccount::{DueToCinema, ReconciliationWriteOff};
    let (debit, credit) = if is_more {
        (ReconciliationWriteOff, DueToCinema)
    } else {
        (DueToCinema, ReconciliationWriteOff)
    };
    unless_zero(one(LedgerCategory::WriteOff, debit, credit, difference))
}

/// Our record stands: what the cinema's statement has too much is paid as it says, and owed back.
fn cinema_claimed(difference: Money) -> Vec<Posting> {
    use LedgerAccount::{DueFromCinema, DueToCinema};
    unless_zero(one(LedgerCategory::CinemaClaim, DueFromCinema, DueToCinema, difference))
}
