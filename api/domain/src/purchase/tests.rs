use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{PaymentView, PurchaseView, RefundView, Step, next};
use crate::ids::{PaymentId, RefundId};
use crate::orders::{ConfirmState, OrderStatus};
use crate::payments::{PaymentStatus, RefundReason, RefundStatus};
use crate::seating::SeatLockStatus;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default()
}

fn payment_id(n: u128) -> PaymentId {
    PaymentId(Uuid::from_u128(n))
}

fn payment(n: u128, status: PaymentStatus, next_query_at: Option<DateTime<Utc>>) -> PaymentView {
    PaymentView { id: payment_id(n), status, next_query_at }
}

fn refund(status: RefundStatus) -> RefundView {
    RefundView {
        id: RefundId(Uuid::from_u128(9)),
        payment_id: payment_id(1),
        reason: RefundReason::CustomerRequest,
        status,
        needs_take_back: false,
        requested_at: now(),
        next_query_at: None,
    }
}

fn unpaid() -> PurchaseView {
    PurchaseView {
        status: OrderStatus::AwaitingPayment,
        needs_operator: false,
        is_cancel_requested: false,
        payable_until: now() + Duration::minutes(10),
        paid_at: None,
        showtime_starts_at: now() + Duration::hours(3),
        is_showtime_cancelled: false,
        confirm: ConfirmState::NotSent,
        relock: None,
        paid_by: None,
        payments: Vec::new(),
        refunds: Vec::new(),
        ask_again_at: None,
    }
}

fn paid() -> PurchaseView {
    PurchaseView {
        status: OrderStatus::Paid,
        paid_at: Some(now()),
        paid_by: Some(payment_id(1)),
        payments: vec![payment(1, PaymentStatus::Succeeded, None)],
        ..unpaid()
    }
}

#[test]
fn an_open_payment_keeps_the_seats() {
    for status in [PaymentStatus::Created, PaymentStatus::Pending, PaymentStatus::Unknown] {
        for is_cancel_requested in [false, true] {
            let ask_at = now() + Duration::seconds(5);
            let view = PurchaseView {
                is_cancel_requested,
                payable_until: now() - Duration::hours(1),
                payments: vec![payment(1, status, Some(ask_at))],
                ..unpaid()
            };
            assert_eq!(next(&view, now()), Step::Wait(ask_at), "{status}");
            assert_eq!(next(&view, ask_at), Step::AskBank(payment_id(1)), "{status}");
        }
    }
}

#[test]
fn an_order_without_payment_ends_when_its_time_is_over() {
    let view = unpaid();
    assert_eq!(next(&view, now()), Step::Wait(view.payable_until));
    assert_eq!(next(&view, view.payable_until), Step::Close(OrderStatus::Expired));
    let view = PurchaseView { is_cancel_requested: true, ..unpaid() };
    assert_eq!(next(&view, now()), Step::Close(OrderStatus::Cancelled));
}

#[test]
fn a_failed_payment_leaves_the_order_payable() {
    let view = PurchaseView { payments: vec![payment(1, PaymentStatus::Failed, None)], ..unpaid() };
    assert_eq!(next(&view, now()), Step::Wait(view.payable_until));
}

#[test]
fn a_paid_order_is_confirmed_and_a_missing_answer_is_asked_for() {
    assert_eq!(next(&paid(), now()), Step::ConfirmSale);
    let view = PurchaseView { confirm: ConfirmState::Sent, ..paid() };
    assert_eq!(next(&view, now()), Step::AskCinema);
    let later = now() + Duration::seconds(4);
    let view = PurchaseView { ask_again_at: Some(later), ..view };
    assert_eq!(next(&view, now()), Step::Wait(later));
}

#[test]
fn a_lock_that_is_gone_is_asked_for_once_more_and_then_refunded() {
    let gone = PurchaseView { confirm: ConfirmState::LockGone, ..paid() };
    assert_eq!(next(&gone, now()), Step::Relock);
    let view = PurchaseView { relock: Some(SeatLockStatus::Locking), ..gone.clone() };
    assert_eq!(next(&view, now()), Step::AskRelock);
    let view = PurchaseView { relock: Some(SeatLockStatus::Rejected), ..gone };
    let owed = Step::OweRefund(payment_id(1), RefundReason::CinemaRefused);
    assert_eq!(next(&view, now()), owed);
}

#[test]
fn money_that_comes_after_the_show_began_goes_back() {
    let view = PurchaseView { showtime_starts_at: now(), ..paid() };
    let owed = Step::OweRefund(payment_id(1), RefundReason::PaidTooLate);
    assert_eq!(next(&view, now()), owed);
    // Once the cinema was told, only its answer decides.
    let view = PurchaseView { confirm: ConfirmState::Sent, ..view };
    assert_eq!(next(&view, now()), Step::AskCinema);
}

#[test]
fn a_second_success_is_given_back_whatever_the_order_is() {
    for &status in OrderStatus::ALL {
        let view = PurchaseView {
            status,
            confirm: ConfirmState::Confirmed,
            payments: vec![
                payment(1, PaymentStatus::Succeeded, None),
                payment(2, PaymentStatus::Succeeded, None),
            ],
            ..paid()
        };
        let owed = Step::OweRefund(payment_id(2), RefundReason::PaidTwice);
        assert_eq!(next(&view, now()), owed, "{status}");
    }
}

#[test]
fn a_refund_is_told_once_and_then_asked_for() {
    let view = PurchaseView { status: OrderStatus::Refunding, ..paid() };
    let refund_id = RefundId(Uuid::from_u128(9));
    let with = |refund: RefundView| PurchaseView { refunds: vec![refund], ..view.clone() };
    let requested = refund(RefundStatus::Requested);
    assert_eq!(next(&with(requested), now()), Step::SubmitRefund(refund_id));
    let ticketed = RefundView { needs_take_back: true, ..requested };
    assert_eq!(next(&with(ticketed), now()), Step::TakeBack(refund_id));
    for status in [RefundStatus::Submitted, RefundStatus::Unknown] {
        assert_eq!(next(&with(refund(status)), now()), Step::AskRefund(refund_id));
    }
    for status in [RefundStatus::Succeeded, RefundStatus::Rejected, RefundStatus::NeedsManual] {
        assert_eq!(next(&with(refund(status)), now()), Step::Done);
    }
}

#[test]
fn wrong_money_calls_a_person_and_moves_nothing() {
    let view = PurchaseView {
        payable_until: now() - Duration::hours(1),
        payments: vec![payment(1, PaymentStatus::Quarantined, None)],
        ..unpaid()
    };
    assert_eq!(next(&view, now()), Step::CallOperator);
    let called = PurchaseView { needs_operator: true, ..view.clone() };
    assert_eq!(next(&called, now()), Step::Done);
    // Given up, by its customer or by the people who were called, it frees its seats.
    let given_up = PurchaseView { is_cancel_requested: true, ..view };
    assert_eq!(next(&given_up, now()), Step::CallOperator, "whoever gives up, somebody is called");
    let given_up = PurchaseView { needs_operator: true, ..given_up };
    assert_eq!(next(&given_up, now()), Step::Close(OrderStatus::Cancelled));
}

#[test]
fn a_cancelled_show_sells_nothing_and_keeps_nothing() {
    let unpaid = PurchaseView { is_showtime_cancelled: true, ..unpaid() };
    assert_eq!(next(&unpaid, now()), Step::Close(OrderStatus::Cancelled));
    let open = payment(1, PaymentStatus::Pending, Some(now() + Duration::seconds(5)));
    let paying = PurchaseView { payments: vec![open], ..unpaid };
    assert!(matches!(next(&paying, now()), Step::Wait(_)), "while money may come the order stays");

    let owed = Step::OweRefund(payment_id(1), RefundReason::ShowtimeCancelled);
    let paid = PurchaseView { is_showtime_cancelled: true, ..paid() };
    assert_eq!(next(&paid, now()), owed);
    let told = PurchaseView { confirm: ConfirmState::Sent, ..paid.clone() };
    assert_eq!(next(&told, now()), Step::AskCinema, "what the cinema made of it decides");
    for confirm in [ConfirmState::LockGone, ConfirmState::Refused] {
        assert_eq!(next(&PurchaseView { confirm, ..paid.clone() }, now()), owed);
    }
}

#[test]
fn tickets_of_a_cancelled_show_go_back_once() {
    let ticketed = PurchaseView {
        status: OrderStatus::Ticketed,
        confirm: ConfirmState::Confirmed,
        showtime_starts_at: now() - Duration::hours(3),
        is_showtime_cancelled: true,
        ..paid()
    };
    assert_eq!(next(&ticketed, now()), Step::ReturnTickets);
    let with =
        |refunds: &[RefundView]| PurchaseView { refunds: refunds.into(), ..ticketed.clone() };
    let wish = RefundView { needs_take_back: true, ..refund(RefundStatus::Requested) };
    assert_eq!(next(&with(&[wish]), now()), Step::TakeBack(wish.id), "the customer was first");
    // What the cinema refused before it cancelled the show is asked for again, once.
    let refused = refund(RefundStatus::Rejected);
    assert_eq!(next(&with(&[refused]), now()), Step::ReturnTickets);
    let again = RefundView { reason: RefundReason::ShowtimeCancelled, ..refused };
    assert_eq!(next(&with(&[refused, again]), now()), Step::CallOperator);
    let called = PurchaseView { needs_operator: true, ..with(&[refused, again]) };
    assert_eq!(next(&called, now()), Step::Done);
    let playing = PurchaseView { is_showtime_cancelled: false, ..ticketed };
    assert_eq!(next(&playing, now()), Step::Done);
}

#[test]
fn a_cinema_that_leaves_a_take_back_open_for_an_hour_calls_a_person_and_is_asked_on() {
    let requested_at = now() - Duration::minutes(60);
    let ask_at = Some(now() + Duration::minutes(5));
    let slow = RefundView { needs_take_back: true, ..refund(RefundStatus::Requested) };
    let slow = RefundView { requested_at, next_query_at: ask_at, ..slow };
    let view = PurchaseView { status: OrderStatus::Ticketed, refunds: vec![slow], ..paid() };
    assert_eq!(next(&view, now() - Duration::minutes(1)), Step::Wait(now() + Duration::minutes(5)));
    assert_eq!(next(&view, now()), Step::CallOperator);
    let called = PurchaseView { needs_operator: true, ..view };
    assert_eq!(next(&called, now() + Duration::minutes(5)), Step::TakeBack(slow.id));
}

/// Walks every combination of states: nothing that took money may rest without a ticket, a refund
/// or an operator, and no order may be closed while a payment is open.
#[test]
fn no_state_rests_with_money_and_nothing_for_it() {
    let relocks = [None, Some(SeatLockStatus::Locking), Some(SeatLockStatus::Rejected)];
    for &payment_status in PaymentStatus::ALL {
        for &confirm in ConfirmState::ALL {
            for relock in relocks {
                for is_cancel_requested in [false, true] {
                    let is_paid = payment_status == PaymentStatus::Succeeded;
                    let base = if is_paid { paid() } else { unpaid() };
                    let ask_at = payment_status.is_open().then(now);
                    let view = PurchaseView {
                        confirm,
                        relock,
                        is_cancel_requested,
                        payments: vec![payment(1, payment_status, ask_at)],
                        ..base
                    };
                    check_rest(&view, payment_status);
                }
            }
        }
    }
}

fn check_rest(view: &PurchaseView, payment_status: PaymentStatus) {
    let step = next(view, now());
    if payment_status.is_open() {
        assert_eq!(step, Step::AskBank(payment_id(1)));
    }
    if view.status == OrderStatus::Paid && view.confirm != ConfirmState::Confirmed {
        assert!(!matches!(step, Step::Done | Step::Wait(_) | Step::Close(_)), "{view:?}");
    }
}
