//! What the bank says by itself, once it is proven to be the bank.

use domain::money::Money;
use gateways::bank::{
    BankGateway as _, Notification, NotificationReply, PaidDetails, PaymentOutcome, RefundOutcome,
};

use super::{QUERY_ID, REFUND_NO, WORLD, details, notified, paid, read, with, without};
use crate::authority::now;

#[test]
fn a_notification_maps_by_its_code() {
    assert_eq!(notified(paid()), PaymentOutcome::Paid(details()));
    let coded = |code: &str| notified(with(paid(), &[("respCode", code)]));
    assert_eq!(coded("A6"), PaymentOutcome::Paid(details()));
    let late = PaidDetails { is_late: true, ..details() };
    assert_eq!(coded("42"), PaymentOutcome::Paid(late));
    assert_eq!(coded("34"), PaymentOutcome::NotFound);
    for code in ["05", "70"] {
        assert_eq!(coded(code), PaymentOutcome::Pending, "{code}");
    }
    for code in [
        "60", "61", "62", "63", "64", "65", "66", "67", "71", "72", "73", "76", "77", "10", "11",
        "13",
    ] {
        let text = "成功[0000000]".into();
        assert_eq!(coded(code), PaymentOutcome::Failed { code: code.into(), text }, "{code}");
    }
    for code in ["03", "04", "02", "37", "39", "12", "35", "36", "74", "75", "98", "99", "0", "000"]
    {
        assert!(matches!(coded(code), PaymentOutcome::Unknown { .. }), "{code}");
    }
}

#[test]
fn a_success_without_its_facts_decides_nothing() {
    for name in ["queryId", "txnAmt", "currencyCode", "merId"] {
        let outcome = notified(without(paid(), name));
        assert!(matches!(outcome, PaymentOutcome::Unknown { .. }), "{name}: {outcome:?}");
    }
    for (name, value) in
        [("txnAmt", "9050.00"), ("txnAmt", "-9050"), ("currencyCode", "840"), ("queryId", "a b")]
    {
        let outcome = notified(with(paid(), &[(name, value)]));
        assert!(matches!(outcome, PaymentOutcome::Unknown { .. }), "{value}: {outcome:?}");
    }
    let undated = PaidDetails { accounting_on: None, ..details() };
    assert_eq!(notified(with(paid(), &[("settleDate", "1399")])), PaymentOutcome::Paid(undated));
}

#[test]
fn another_merchants_success_is_shown_and_its_failure_is_not_believed() {
    let other = "777290058110049";
    let shown = PaidDetails { merchant_id: other.into(), ..details() };
    assert_eq!(notified(with(paid(), &[("merId", other)])), PaymentOutcome::Paid(shown));
    let failure = notified(with(paid(), &[("merId", other), ("respCode", "64")]));
    assert!(matches!(failure, PaymentOutcome::Unknown { .. }), "{failure:?}");
    let refund = with(paid(), &[("merId", other), ("txnType", "04"), ("orderId", REFUND_NO)]);
    match read(&WORLD.bank.seal(refund)) {
        Notification::Refund { outcome: RefundOutcome::Unknown { .. }, .. } => {}
        read => panic!("{read:?}"),
    }
}

#[test]
fn a_refund_is_notified_too() {
    let refund = with(paid(), &[("txnType", "04"), ("orderId", REFUND_NO)]);
    let read = read(&WORLD.bank.seal(refund));
    let expected = Notification::Refund {
        refund_no: REFUND_NO.into(),
        outcome: RefundOutcome::Succeeded { bank_ref: QUERY_ID.into(), amount: Money::fen(9_050) },
    };
    assert_eq!(read, expected);
}

#[test]
fn signed_messages_of_another_kind_are_malformed() {
    for message in [
        with(paid(), &[("txnType", "31")]),
        without(paid(), "txnType"),
        without(paid(), "orderId"),
        with(paid(), &[("orderId", "MQ-1")]),
        without(paid(), "respCode"),
    ] {
        let read = read(&WORLD.bank.seal(message));
        assert!(matches!(read, Notification::Malformed { .. }), "{read:?}");
    }
    for body in [b"".as_slice(), b"a=1&a=2", b"\xff\xfe", b"{\"json\":1}"] {
        let read = WORLD.adapter.parse_notification(body, now());
        assert!(matches!(read, Notification::Malformed { .. }), "{body:?}: {read:?}");
    }
}

#[test]
fn a_stored_notification_is_acknowledged_with_200() {
    let reply = WORLD.adapter.acknowledge();
    assert_eq!(reply, NotificationReply { status: 200, body: "ok".into() });
}
