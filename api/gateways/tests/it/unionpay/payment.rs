//! How a payment starts.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::money::Money;
use gateways::bank::{BankGateway as _, NextAction, PaymentRequest};

use super::{CERTIFICATE_ID, PAYMENT_NO, WORLD, payment_request};
use crate::authority::{MERCHANT_ID, fields, hashed};

#[tokio::test]
async fn a_payment_starts_with_a_signed_form() {
    let next = WORLD.adapter.initiate(&payment_request()).await.unwrap();
    let NextAction::FormPost { url, fields: mut sent } = next else {
        panic!("{next:?}");
    };
    assert_eq!(url, "https://bank.example/gateway/api/frontTransReq.do");
    let (key, _) = WORLD.authority.merchant();
    let signature = sent.remove("signature").unwrap();
    let expected = fields([
        ("version", "5.1.0"),
        ("encoding", "UTF-8"),
        ("signMethod", "01"),
        ("txnType", "01"),
        ("txnSubType", "01"),
        ("bizType", "000201"),
        ("channelType", "07"),
        ("accessType", "0"),
        ("currencyCode", "156"),
        ("merId", MERCHANT_ID),
        ("orderId", PAYMENT_NO),
        ("txnTime", "20261122155959"),
        ("txnAmt", "9050"),
        ("payTimeout", "20261123001459"),
        ("frontUrl", "https://marquee.example/orders/1?paid=1"),
        ("backUrl", "https://marquee.example/api/v1/payment-notifications/unionpay"),
        ("orderDesc", "沙丘  2 张"),
        ("certId", CERTIFICATE_ID),
    ]);
    assert_eq!(sent, expected);
    match openssl_signature(&key, &hashed(&sent)) {
        Some(peer) => assert_eq!(signature, peer),
        None => eprintln!("SKIPPED: no openssl command. The signature was compared with nothing."),
    }
}

/// The signature that OpenSSL makes over `text`, in Base64; `None` where it is not installed.
fn openssl_signature(key: &str, text: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("key.pem");
    let text_file = folder.path().join("text");
    std::fs::write(&key_file, key).unwrap();
    std::fs::write(&text_file, text).unwrap();
    let sign = Command::new("openssl")
        .args(["dgst", "-sha256", "-sign"])
        .args([&key_file, &text_file])
        .output()
        .ok()?;
    assert!(sign.status.success(), "{sign:?}");
    Some(STANDARD.encode(sign.stdout))
}

#[tokio::test]
async fn what_the_protocol_cannot_say_is_not_sent() {
    let request = payment_request();
    let wrong = [
        PaymentRequest { payment_no: "MQ-20261122".into(), ..request.clone() },
        PaymentRequest { payment_no: "MQ1".into(), ..request.clone() },
        PaymentRequest { payment_no: "M".repeat(41), ..request.clone() },
        PaymentRequest { amount: Money::fen(0), ..request.clone() },
        PaymentRequest { amount: Money::fen(-1), ..request.clone() },
        PaymentRequest { amount: Money::fen(1_000_000_000_000), ..request.clone() },
    ];
    for request in wrong {
        let error = WORLD.adapter.initiate(&request).await.unwrap_err();
        assert!(error.is_definitely_not_done(), "{request:?}");
    }
    let mobile = PaymentRequest { is_mobile: true, ..request };
    match WORLD.adapter.initiate(&mobile).await.unwrap() {
        NextAction::FormPost { fields, .. } => assert_eq!(fields["channelType"], "08"),
        other => panic!("{other:?}"),
    }
}
