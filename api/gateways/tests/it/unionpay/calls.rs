//! Queries and refunds over HTTP.

use domain::money::Money;
use gateways::GatewayError;
use gateways::bank::{
    BankGateway as _, PaymentOutcome, PaymentRef, RefundOutcome, RefundRef, RefundRequest,
};

use super::{
    CERTIFICATE_ID, PAYMENT_NO, QUERY_ID, REFUND_NO, WORLD, details, paid, txn_time, with,
};
use crate::authority::{Fields, MERCHANT_ID, fields, raw};
use crate::peer::{Reply, nobody, peer};

/// An answer to the query of a payment, signed.
fn answered(changes: &[(&str, &str)]) -> Vec<u8> {
    let own = with(paid(), &[("origRespCode", "00"), ("origRespMsg", "a=b+c {x&y} [1]")]);
    raw(&WORLD.bank.seal(with(own, changes)))
}

async fn query(reply: Reply) -> (Result<PaymentOutcome, GatewayError>, String) {
    let (url, task) = peer(reply).await;
    let payment =
        PaymentRef { payment_no: PAYMENT_NO.into(), txn_time: txn_time(), bank_ref: None };
    let outcome = WORLD.authority.adapter(&url).query(&payment).await;
    (outcome, task.await.unwrap())
}

#[tokio::test]
async fn a_query_asks_by_number_and_time() {
    let (outcome, request) = query(Reply::ok(answered(&[]))).await;
    assert_eq!(outcome, Ok(PaymentOutcome::Paid(details())));
    assert!(request.starts_with("POST /gateway/api/queryTrans.do HTTP/1.1\r\n"), "{request}");
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let mut sent: Fields = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    assert!(sent.remove("signature").is_some());
    let expected = fields([
        ("version", "5.1.0"),
        ("encoding", "UTF-8"),
        ("signMethod", "01"),
        ("txnType", "00"),
        ("txnSubType", "00"),
        ("bizType", "000000"),
        ("accessType", "0"),
        ("merId", MERCHANT_ID),
        ("orderId", PAYMENT_NO),
        ("txnTime", "20261122155959"),
        ("certId", CERTIFICATE_ID),
    ]);
    assert_eq!(sent, expected);
}

async fn queried(changes: &[(&str, &str)]) -> PaymentOutcome {
    query(Reply::ok(answered(changes))).await.0.unwrap()
}

#[tokio::test]
async fn a_query_has_a_result_of_its_own() {
    assert_eq!(queried(&[("origRespCode", "05")]).await, PaymentOutcome::Pending);
    assert_eq!(queried(&[("respCode", "34")]).await, PaymentOutcome::NotFound);
    assert_eq!(queried(&[("origRespCode", "34")]).await, PaymentOutcome::NotFound);
    let declined = queried(&[("origRespCode", "64"), ("origRespMsg", "no money")]).await;
    let text = "no money".into();
    assert_eq!(declined, PaymentOutcome::Failed { code: "64".into(), text });
    // Whatever is wrong with the query says nothing about the payment.
    for code in ["03", "10", "11", "13", "37", "64", "42", "99"] {
        let outcome = queried(&[("respCode", code)]).await;
        assert!(matches!(outcome, PaymentOutcome::Unknown { .. }), "{code}: {outcome:?}");
    }
    for changes in [[("origRespCode", "")], [("txnType", "04")]] {
        let outcome = queried(&changes).await;
        assert!(matches!(outcome, PaymentOutcome::Unknown { .. }), "{changes:?}: {outcome:?}");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_trusted_leaves_the_outcome_open() {
    let replies = [
        Reply::ok("Invalid request."),
        Reply::ok(""),
        Reply::ok(raw(&with(paid(), &[("origRespCode", "00")]))),
        Reply::ok(answered(&[("orderId", "MQ20261122ABCDEFGH0002")])),
        Reply::ok(answered(&[("txnTime", "20261122155958")])),
        Reply::Whole { status: 400, body: answered(&[]) },
        Reply::Whole { status: 204, body: Vec::new() },
        Reply::Nothing,
    ];
    for (at, reply) in replies.into_iter().enumerate() {
        let (outcome, _) = query(reply).await;
        assert!(matches!(outcome, Err(GatewayError::MaybeSent(_))), "case {at}: {outcome:?}");
    }
    let gone = WORLD.authority.adapter(&nobody().await);
    let refund = RefundRef { refund_no: REFUND_NO.into(), txn_time: txn_time() };
    assert!(gone.query_refund(&refund).await.unwrap_err().is_definitely_not_done());
}

fn refund_answer(changes: &[(&str, &str)]) -> Reply {
    let own = [("txnType", "04"), ("txnSubType", "00"), ("orderId", REFUND_NO)];
    Reply::ok(raw(&WORLD.bank.seal(with(with(paid(), &own), changes))))
}

async fn refund(reply: Reply) -> (Result<RefundOutcome, GatewayError>, String) {
    let (url, task) = peer(reply).await;
    let request = RefundRequest {
        refund_no: REFUND_NO.into(),
        txn_time: txn_time(),
        bank_ref: QUERY_ID.into(),
        amount: Money::fen(4_525),
        notify_url: "https://marquee.example/n".into(),
    };
    let outcome = WORLD.authority.adapter(&url).refund(&request).await;
    (outcome, task.await.unwrap())
}

#[tokio::test]
async fn a_refund_names_the_payment_by_the_banks_reference() {
    let (outcome, request) = refund(refund_answer(&[])).await;
    // Accepted is not done.
    assert_eq!(outcome, Ok(RefundOutcome::Pending));
    assert!(request.starts_with("POST /gateway/api/backTransReq.do HTTP/1.1\r\n"), "{request}");
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let sent: Fields = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    for (name, value) in [
        ("txnType", "04"),
        ("txnSubType", "00"),
        ("bizType", "000201"),
        ("orderId", REFUND_NO),
        ("origQryId", QUERY_ID),
        ("txnAmt", "4525"),
        ("currencyCode", "156"),
        ("backUrl", "https://marquee.example/n"),
    ] {
        assert_eq!(sent.get(name).map(String::as_str), Some(value), "{name}");
    }
}

#[tokio::test]
async fn a_refused_refund_is_told_from_an_uncertain_one() {
    let outcome = async |code| refund(refund_answer(&[("respCode", code)])).await.0.unwrap();
    for code in ["10", "13", "34", "35", "36", "64"] {
        let outcome = outcome(code).await;
        assert!(matches!(outcome, RefundOutcome::Rejected { .. }), "{code}: {outcome:?}");
    }
    for code in ["02", "03", "04", "12", "37", "39", "74", "75", "99"] {
        let outcome = outcome(code).await;
        assert!(matches!(outcome, RefundOutcome::Unknown { .. }), "{code}: {outcome:?}");
    }
    assert_eq!(outcome("05").await, RefundOutcome::Pending);
}

async fn refund_state(changes: &[(&str, &str)]) -> RefundOutcome {
    let (url, task) = peer(refund_answer(changes)).await;
    let adapter = WORLD.authority.adapter(&url);
    let refund = RefundRef { refund_no: REFUND_NO.into(), txn_time: txn_time() };
    let outcome = adapter.query_refund(&refund).await.unwrap();
    task.await.unwrap();
    outcome
}

#[tokio::test]
async fn a_refund_is_asked_for() {
    let amount = Money::fen(9_050);
    let done = RefundOutcome::Succeeded { bank_ref: QUERY_ID.into(), amount };
    assert_eq!(refund_state(&[("origRespCode", "00")]).await, done);
    assert_eq!(refund_state(&[("origRespCode", "05")]).await, RefundOutcome::Pending);
    assert_eq!(refund_state(&[("respCode", "34")]).await, RefundOutcome::NotFound);
    let rejected = refund_state(&[("origRespCode", "36")]).await;
    assert!(matches!(rejected, RefundOutcome::Rejected { .. }), "{rejected:?}");
    for changes in [
        [("origRespCode", "00"), ("txnType", "01")],
        [("origRespCode", "00"), ("queryId", "")],
        [("origRespCode", "00"), ("txnAmt", "")],
        [("origRespCode", "42"), ("txnType", "04")],
    ] {
        let outcome = refund_state(&changes).await;
        assert!(matches!(outcome, RefundOutcome::Unknown { .. }), "{changes:?}: {outcome:?}");
    }
}
