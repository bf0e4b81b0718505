//! The purchase as a pure function: from what is known about an order to the one next step.
//!
//! [`next`] is asked after every change, by the request that made it, by the bank's callback and by
//! the recovery task alike. Because it looks only at what is stored, a process that dies anywhere
//! is continued by the next one at the same place. A step that calls somebody outside is always
//! preceded by a stored intent, and an intent whose answer is missing leads to asking first.

use chrono::{DateTime, Duration, Utc};

use crate::ids::{PaymentId, RefundId};
use crate::orders::{ConfirmState, OrderStatus};
use crate::payments::{PaymentStatus, RefundReason, RefundStatus};
use crate::seating::SeatLockStatus;

/// How long a paid order may wait for its cinema before an operator is called. Asking goes on.
pub const OPERATOR_AFTER: Duration = Duration::minutes(30);

/// How long a cinema may leave open whether it takes tickets back before an operator is called.
/// Asking goes on.
pub const TAKE_BACK_OPERATOR_AFTER: Duration = Duration::minutes(60);

/// All that the decision needs to know about one order.
#[derive(Clone, Debug)]
pub struct PurchaseView {
    pub status: OrderStatus,
    pub needs_operator: bool,
    /// The customer gave up; the seats go back as soon as no payment can take money any more.
    pub is_cancel_requested: bool,
    pub payable_until: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub showtime_starts_at: DateTime<Utc>,
    /// The cinema will not play it: everything goes back, whatever the time limits say.
    pub is_showtime_cancelled: bool,
    pub confirm: ConfirmState,
    /// The second lock, if one was asked for after payment.
    pub relock: Option<SeatLockStatus>,
    /// The payment that paid the order.
    pub paid_by: Option<PaymentId>,
    pub payments: Vec<PaymentView>,
    pub refunds: Vec<RefundView>,
    /// The earliest instant at which an unanswered question may be asked again.
    pub ask_again_at: Option<DateTime<Utc>>,
}

/// One payment of the order.
#[derive(Clone, Copy, Debug)]
pub struct PaymentView {
    pub id: PaymentId,
    pub status: PaymentStatus,
    /// When the bank is asked next; `None` when there is nothing left to ask.
    pub next_query_at: Option<DateTime<Utc>>,
}

/// One refund of the order.
#[derive(Clone, Copy, Debug)]
pub struct RefundView {
    pub id: RefundId,
    pub payment_id: PaymentId,
    pub reason: RefundReason,
    pub status: RefundStatus,
    pub needs_take_back: bool,
    pub requested_at: DateTime<Utc>,
    pub next_query_at: Option<DateTime<Utc>>,
}

/// What to do next with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask the bank what became of a payment.
    AskBank(PaymentId),
    /// No payment came and none can come: end the order and give the seats back.
    Close(OrderStatus),
    /// Tell the cinema that the seats are sold.
    ConfirmSale,
    /// The cinema was told and its answer is missing: ask.
    AskCinema,
    /// Ask the cinema for the same seats once more.
    Relock,
    /// The second lock's answer is missing: ask.
    AskRelock,
    /// Owe the customer the money of this payment.
    OweRefund(PaymentId, RefundReason),
    /// The show is cancelled: store the wish to give the tickets back.
    ReturnTickets,
    /// Ask the cinema to take the tickets back.
    TakeBack(RefundId),
    /// Tell the bank to return money.
    SubmitRefund(RefundId),
    /// Ask the bank what became of a refund.
    AskRefund(RefundId),
    /// Nobody but a person can help; asking goes on meanwhile.
    CallOperator,
    /// Nothing to do before this instant.
    Wait(DateTime<Utc>),
    /// Nothing to do at all.
    Done,
}

/// Decides the next step of an order at `now`.
pub fn next(view: &PurchaseView, now: DateTime<Utc>) -> Step {
    let due = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
    if let Some(payment) = view.payments.iter().find(|payment| due(payment.next_query_at)) {
        return Step::AskBank(payment.id);
    }
    if let Some(step) = next_of_refunds(view, now) {
        return step;
    }
    if let Some(surplus) = view.payments.iter().find(|payment| is_surplus(view, payment)) {
        return Step::OweRefund(surplus.id, RefundReason::PaidTwice);
    }
    let step = match view.status {
        OrderStatus::AwaitingPayment => next_of_unpaid(view, now),
        OrderStatus::Paid => next_of_paid(view, now),
        OrderStatus::Ticketed if view.is_showtime_cancelled => next_of_cancelled_show(view),
        _ => None,
    };
    step.unwrap_or_else(|| rest(view, now))
}

/// A success that did not pay the order and has not been given back.
fn is_surplus(view: &PurchaseView, payment: &PaymentView) -> bool {
    payment.status == PaymentStatus::Succeeded
        && view.paid_by != Some(payment.id)
        && !view.refunds.iter().any(|refund| refund.payment_id == payment.id)
}

fn next_of_refunds(view: &PurchaseView, now: DateTime<Utc>) -> Option<Step> {
    let mut open = view.refunds.iter().filter(|refund| refund.status.is_open());
    let is_overdue = |refund: &RefundView| {
        refund.needs_take_back && refund.requested_at + TAKE_BACK_OPERATOR_AFTER <= now
    };
    if !view.needs_operator && open.clone().any(is_overdue) {
        return Some(Step::CallOperator);
    }
    let is_due = |refund: &RefundView| refund.next_query_at.is_none_or(|at| at <= now);
    let refund = open.find(|refund| is_due(refund))?;
    Some(match refund.status {
        RefundStatus::Requested if refund.needs_take_back => Step::TakeBack(refund.id),
        RefundStatus::Requested => Step::SubmitRefund(refund.id),
        _ => Step::AskRefund(refund.id),
    })
}

fn next_of_unpaid(view: &PurchaseView, now: DateTime<Utc>) -> Option<Step> {
    let is_quarantined =
        view.payments.iter().any(|payment| payment.status == PaymentStatus::Quarantined);
    if is_quarantined && !view.needs_operator {
        // Money of a wrong amount lies with the bank: neither ticket nor release by a machine.
        return Some(Step::CallOperator);
    }
    if is_quarantined && !view.is_cancel_requested {
        return None;
    }
    if view.payments.iter().any(|payment| payment.status.is_open()) {
        return None;
    }
    if view.is_cancel_requested || view.is_showtime_cancelled {
        return Some(Step::Close(OrderStatus::Cancelled));
    }
    if view.payable_until <= now {
        return Some(Step::Close(OrderStatus::Expired));
    }
    Some(Step::Wait(view.payable_until))
}

fn next_of_paid(view: &PurchaseView, now: DateTime<Utc>) -> Option<Step> {
    let paid_by = view.paid_by?;
    let is_late = view.paid_at.is_some_and(|paid_at| paid_at + OPERATOR_AFTER <= now);
    if is_late && !view.needs_operator {
        return Some(Step::CallOperator);
    }
    let may_ask = view.ask_again_at.is_none_or(|at| at <= now);
    let refused = if view.is_showtime_cancelled {
        RefundReason::ShowtimeCancelled
    } else {
        RefundReason::CinemaRefused
    };
    match view.confirm {
        ConfirmState::NotSent if view.is_showtime_cancelled => {
            Some(Step::OweRefund(paid_by, refused))
        }
        ConfirmState::NotSent if is_not_wanted(view, now) => {
            Some(Step::OweRefund(paid_by, RefundReason::PaidTooLate))
        }
        ConfirmState::NotSent => may_ask.then_some(Step::ConfirmSale),
        ConfirmState::Sent => may_ask.then_some(Step::AskCinema),
        ConfirmState::LockGone => match view.relock {
            None if !view.is_showtime_cancelled => may_ask.then_some(Step::Relock),
            Some(SeatLockStatus::Locking) => may_ask.then_some(Step::AskRelock),
            None | Some(_) => Some(Step::OweRefund(paid_by, refused)),
        },
        ConfirmState::Refused => Some(Step::OweRefund(paid_by, refused)),
        ConfirmState::Confirmed => None,
    }
}

/// Tickets of a cancelled show go back by themselves, once; a refund that the customer asked for
/// does as well. A cinema that keeps the tickets all the same is a person's business.
fn next_of_cancelled_show(view: &PurchaseView) -> Option<Step> {
    let mut of_order = view.refunds.iter().filter(|refund| view.paid_by == Some(refund.payment_id));
    if of_order.clone().any(|refund| refund.status.is_open()) {
        return None;
    }
    if !of_order.any(|refund| refund.reason == RefundReason::ShowtimeCancelled) {
        return Some(Step::ReturnTickets);
    }
    (!view.needs_operator).then_some(Step::CallOperator)
}

/// Money that came after the customer gave up, or after the show began, buys nothing.
fn is_not_wanted(view: &PurchaseView, now: DateTime<Utc>) -> bool {
    view.is_cancel_requested || view.showtime_starts_at <= now
}

/// The earliest instant at which something becomes due, or the end.
fn rest(view: &PurchaseView, now: DateTime<Utc>) -> Step {
    let open_refunds = view.refunds.iter().filter(|refund| refund.status.is_open());
    let mut instants: Vec<DateTime<Utc>> = view
        .payments
        .iter()
        .filter_map(|payment| payment.next_query_at)
        .chain(open_refunds.filter_map(|refund| refund.next_query_at))
        .collect();
    if view.status == OrderStatus::Paid {
        instants.extend(view.ask_again_at);
    }
    instants.into_iter().filter(|&at| at > now).min().map_or(Step::Done, Step::Wait)
}

#[cfg(test)]
mod tests;
