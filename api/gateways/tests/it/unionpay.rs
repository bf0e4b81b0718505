//! The adapter against a bank of our own making.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use domain::money::Money;
use domain::payments::BankCode;
use gateways::bank::unionpay::{MerchantKey, UnionPay, UnionPayConfig, UnionPayConfigError};
use gateways::bank::{
    BankGateway, NextAction, Notification, NotificationReply, PaidDetails, PaymentOutcome,
    PaymentRef, PaymentRequest, RefundOutcome, RefundRef, RefundRequest,
};
use gateways::{BankRegistry, GatewayError};
use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey,
    PrivateKeyChain,
};
use proptest::prelude::{any, proptest};
use rcgen::KeyUsagePurpose;
use zeroize::Zeroizing;

use crate::authority::{
    Authority, BANK_NAME, Bank, Fields, Hashing, MERCHANT_ID, MERCHANT_NAME, Wish, fields, form,
    hashed, now, raw,
};
use crate::peer::{Reply, nobody, peer};

const PAYMENT_NO: &str = "MQ20261122ABCDEFGH0001";
const REFUND_NO: &str = "MR20261122ABCDEFGH0001";
/// The serial number of the merchant's certificate, in decimal.
const CERTIFICATE_ID: &str = "19088743";
const QUERY_ID: &str = "782611221559590000017";

struct World {
    authority: Authority,
    bank: Bank,
    adapter: UnionPay,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let authority = Authority::new("authority");
    World {
        bank: authority.bank(&Wish::default()),
        adapter: authority.adapter("http://127.0.0.1:9/"),
        authority,
    }
});

fn txn_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 7, 59, 59).unwrap()
}

fn payment_request() -> PaymentRequest {
    PaymentRequest {
        payment_no: PAYMENT_NO.into(),
        txn_time: txn_time(),
        amount: Money::fen(9_050),
        subject: "沙丘 & <2> 张".into(),
        payable_until: Utc.with_ymd_and_hms(2026, 11, 22, 16, 14, 59).unwrap(),
        notify_url: "https://marquee.example/api/v1/payment-notifications/unionpay".into(),
        return_url: "https://marquee.example/orders/1?paid=1".into(),
        is_mobile: false,
    }
}

/// A success as the bank notifies it.
fn paid() -> Fields {
    fields([
        ("accessType", "0"),
        ("bizType", "000201"),
        ("merId", MERCHANT_ID),
        ("orderId", PAYMENT_NO),
        ("txnTime", "20261122155959"),
        ("txnType", "01"),
        ("txnSubType", "01"),
        ("txnAmt", "9050"),
        ("currencyCode", "156"),
        ("queryId", QUERY_ID),
        ("settleDate", "1122"),
        ("respCode", "00"),
        ("respMsg", "成功[0000000]"),
    ])
}

fn details() -> PaidDetails {
    PaidDetails {
        merchant_id: MERCHANT_ID.into(),
        bank_ref: QUERY_ID.into(),
        amount: Money::fen(9_050),
        accounting_on: NaiveDate::from_ymd_opt(2026, 11, 22),
        is_late: false,
    }
}

fn with(mut fields: Fields, changes: &[(&str, &str)]) -> Fields {
    for (name, value) in changes {
        fields.insert((*name).to_owned(), (*value).to_owned());
    }
    fields
}

fn without(mut fields: Fields, name: &str) -> Fields {
    fields.remove(name);
    fields
}

fn read(fields: &Fields) -> Notification {
    WORLD.adapter.parse_notification(&form(fields), now())
}

/// What a signed notification of a payment comes to.
fn notified(fields: Fields) -> PaymentOutcome {
    match read(&WORLD.bank.seal(fields)) {
        Notification::Payment {
            payment_no,
            outcome,
        } => {
            assert_eq!(payment_no, PAYMENT_NO);
            outcome
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_payment_starts_with_a_signed_form() {
    let next = WORLD.adapter.initiate(&payment_request()).await.unwrap();
    let NextAction::FormPost { url, mut fields } = next else {
        panic!("{next:?}");
    };
    assert_eq!(url, "https://bank.example/gateway/api/frontTransReq.do");
    let (key, _) = WORLD.authority.merchant();
    let signature = fields.remove("signature").unwrap();
    let expected = crate::authority::fields([
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
        (
            "backUrl",
            "https://marquee.example/api/v1/payment-notifications/unionpay",
        ),
        ("orderDesc", "沙丘  2 张"),
        ("certId", CERTIFICATE_ID),
    ]);
    assert_eq!(fields, expected);
    match openssl_signature(&key, &hashed(&fields)) {
        Some(peer) => assert_eq!(signature, peer),
        None => eprintln!("SKIPPED: no openssl command. The signature was compared with nothing."),
    }
}

/// The signature that OpenSSL makes over `text`, in Base64; `None` where it is not installed.
fn openssl_signature(key: &str, text: &str) -> Option<String> {
    let folder = Scratch::new();
    let key_file = folder.file("key.pem", key.as_bytes());
    let text_file = folder.file("text", text.as_bytes());
    let sign = Command::new("openssl")
        .args(["dgst", "-sha256", "-sign"])
        .args([&key_file, &text_file])
        .output()
        .ok()?;
    assert!(sign.status.success(), "{sign:?}");
    Some(STANDARD.encode(sign.stdout))
}

/// A folder of this test alone, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let name = format!("gateways-{}", uuid::Uuid::now_v7());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(Path::new(&self.0));
    }
}

#[tokio::test]
async fn what_the_protocol_cannot_say_is_not_sent() {
    let request = payment_request();
    let wrong = [
        PaymentRequest {
            payment_no: "MQ-20261122".into(),
            ..request.clone()
        },
        PaymentRequest {
            payment_no: "MQ1".into(),
            ..request.clone()
        },
        PaymentRequest {
            payment_no: "M".repeat(41),
            ..request.clone()
        },
        PaymentRequest {
            amount: Money::fen(0),
            ..request.clone()
        },
        PaymentRequest {
            amount: Money::fen(-1),
            ..request.clone()
        },
        PaymentRequest {
            amount: Money::fen(1_000_000_000_000),
            ..request.clone()
        },
    ];
    for request in wrong {
        let error = WORLD.adapter.initiate(&request).await.unwrap_err();
        assert!(error.is_definitely_not_done(), "{request:?}");
    }
    let mobile = PaymentRequest {
        is_mobile: true,
        ..request
    };
    match WORLD.adapter.initiate(&mobile).await.unwrap() {
        NextAction::FormPost { fields, .. } => assert_eq!(fields["channelType"], "08"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_notification_maps_by_its_code() {
    assert_eq!(notified(paid()), PaymentOutcome::Paid(details()));
    let coded = |code: &str| notified(with(paid(), &[("respCode", code)]));
    assert_eq!(coded("A6"), PaymentOutcome::Paid(details()));
    let late = PaidDetails {
        is_late: true,
        ..details()
    };
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
        assert_eq!(
            coded(code),
            PaymentOutcome::Failed {
                code: code.into(),
                text
            },
            "{code}"
        );
    }
    for code in [
        "03", "04", "02", "37", "39", "12", "35", "36", "74", "75", "98", "99", "0", "000",
    ] {
        assert!(
            matches!(coded(code), PaymentOutcome::Unknown { .. }),
            "{code}"
        );
    }
}

#[test]
fn a_success_without_its_facts_decides_nothing() {
    for name in ["queryId", "txnAmt", "currencyCode", "merId"] {
        let outcome = notified(without(paid(), name));
        assert!(
            matches!(outcome, PaymentOutcome::Unknown { .. }),
            "{name}: {outcome:?}"
        );
    }
    for (name, value) in [
        ("txnAmt", "9050.00"),
        ("txnAmt", "-9050"),
        ("currencyCode", "840"),
        ("queryId", "a b"),
    ] {
        let outcome = notified(with(paid(), &[(name, value)]));
        assert!(
            matches!(outcome, PaymentOutcome::Unknown { .. }),
            "{value}: {outcome:?}"
        );
    }
    let undated = PaidDetails {
        accounting_on: None,
        ..details()
    };
    assert_eq!(
        notified(with(paid(), &[("settleDate", "1399")])),
        PaymentOutcome::Paid(undated)
    );
}

#[test]
fn another_merchants_success_is_shown_and_its_failure_is_not_believed() {
    let other = "777290058110049";
    let shown = PaidDetails {
        merchant_id: other.into(),
        ..details()
    };
    assert_eq!(
        notified(with(paid(), &[("merId", other)])),
        PaymentOutcome::Paid(shown)
    );
    let failure = notified(with(paid(), &[("merId", other), ("respCode", "64")]));
    assert!(
        matches!(failure, PaymentOutcome::Unknown { .. }),
        "{failure:?}"
    );
    let refund = with(
        paid(),
        &[("merId", other), ("txnType", "04"), ("orderId", REFUND_NO)],
    );
    match read(&WORLD.bank.seal(refund)) {
        Notification::Refund {
            outcome: RefundOutcome::Unknown { .. },
            ..
        } => {}
        read => panic!("{read:?}"),
    }
}

#[test]
fn a_refund_is_notified_too() {
    let refund = with(paid(), &[("txnType", "04"), ("orderId", REFUND_NO)]);
    let read = read(&WORLD.bank.seal(refund));
    let expected = Notification::Refund {
        refund_no: REFUND_NO.into(),
        outcome: RefundOutcome::Succeeded {
            bank_ref: QUERY_ID.into(),
            amount: Money::fen(9_050),
        },
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
        assert!(
            matches!(read, Notification::Malformed { .. }),
            "{body:?}: {read:?}"
        );
    }
}

fn assert_unverified(fields: &Fields, case: &str) {
    match read(fields) {
        Notification::Unverified { reference, .. } => {
            assert_eq!(reference.as_deref(), Some(PAYMENT_NO), "{case}");
        }
        read => panic!("{case}: {read:?}"),
    }
}

#[test]
fn an_altered_message_is_not_the_banks() {
    let sealed = WORLD.bank.seal(paid());
    let lf = sealed["signPubKeyCert"].replace("\r\n", "\n");
    for (name, value) in [
        ("txnAmt", "9051"),
        ("respMsg", "成功"),
        ("respCode", "A6"),
        ("added", "1"),
        ("added", ""),
        ("signPubKeyCert", &lf),
        ("signPubKeyCert", "-----BEGIN CERTIFICATE-----"),
        ("signPubKeyCert", ""),
        ("signature", ""),
        ("signature", "%%%"),
        ("signMethod", "11"),
        ("version", "5.0.0"),
    ] {
        assert_unverified(&with(sealed.clone(), &[(name, value)]), name);
    }
    for name in ["settleDate", "signature", "signPubKeyCert"] {
        assert_unverified(&without(sealed.clone(), name), name);
    }
}

#[test]
fn blanks_count_as_received_and_say_nothing() {
    let blank = with(paid(), &[("settleDate", ""), ("exchangeDate", "")]);
    let undated = PaidDetails {
        accounting_on: None,
        ..details()
    };
    assert_eq!(notified(blank), PaymentOutcome::Paid(undated));
    let sealed = WORLD.bank.seal(with(paid(), &[("exchangeDate", "")]));
    assert_unverified(
        &without(sealed, "exchangeDate"),
        "a signed blank is dropped",
    );
}

#[test]
fn a_message_hashed_once_is_not_the_banks() {
    let single = WORLD.bank.seal_with(paid(), Hashing::Single);
    assert_unverified(&single, "single hash");
}

#[test]
fn a_message_signed_for_another_version_is_not_the_banks() {
    for (name, value) in [("version", "5.0.0"), ("signMethod", "11")] {
        let sealed = WORLD.bank.seal(with(paid(), &[(name, value)]));
        assert_unverified(&sealed, value);
    }
}

#[test]
fn only_the_banks_own_valid_certificate_signs() {
    let other = Authority::new("other");
    let wishes = [
        (
            "the merchant's own",
            Wish {
                names: &[MERCHANT_NAME],
                ..Wish::default()
            },
        ),
        (
            "no parts",
            Wish {
                names: &["中国银联股份有限公司"],
                ..Wish::default()
            },
        ),
        (
            "the owner in another part",
            Wish {
                names: &["041@中国银联股份有限公司@a@1"],
                ..Wish::default()
            },
        ),
        (
            "two names",
            Wish {
                names: &[MERCHANT_NAME, BANK_NAME],
                ..Wish::default()
            },
        ),
        (
            "no name",
            Wish {
                names: &[],
                ..Wish::default()
            },
        ),
        (
            "expired",
            Wish {
                years: (2024, 2026),
                ..Wish::default()
            },
        ),
        (
            "not yet valid",
            Wish {
                years: (2027, 2030),
                ..Wish::default()
            },
        ),
        (
            "for encryption",
            Wish {
                usage: KeyUsagePurpose::KeyEncipherment,
                ..Wish::default()
            },
        ),
    ];
    for (case, wish) in &wishes {
        assert_unverified(&WORLD.authority.bank(wish).seal(paid()), case);
    }
    assert_unverified(
        &other.bank(&Wish::default()).seal(paid()),
        "another authority",
    );
}

#[test]
fn the_test_environment_may_leave_the_owner_unchecked() {
    let config = UnionPayConfig {
        signer_names: None,
        ..WORLD.authority.config("http://bank.example")
    };
    let merchant = Wish {
        names: &[MERCHANT_NAME],
        ..Wish::default()
    };
    let sealed = WORLD.authority.bank(&merchant).seal(paid());
    let read = UnionPay::new(config)
        .unwrap()
        .parse_notification(&form(&sealed), now());
    assert!(matches!(read, Notification::Payment { .. }), "{read:?}");
}

#[test]
fn a_notification_is_acknowledged_only_once_stored() {
    let reply = |is_stored| WORLD.adapter.acknowledge(is_stored);
    assert_eq!(
        reply(true),
        NotificationReply {
            status: 200,
            body: "ok".into()
        }
    );
    assert_eq!(reply(false).status, 503);
}

/// An answer to the query of a payment, signed.
fn answered(changes: &[(&str, &str)]) -> Vec<u8> {
    let own = with(
        paid(),
        &[("origRespCode", "00"), ("origRespMsg", "a=b+c {x&y} [1]")],
    );
    raw(&WORLD.bank.seal(with(own, changes)))
}

async fn query(reply: Reply) -> (Result<PaymentOutcome, GatewayError>, String) {
    let (url, task) = peer(reply).await;
    let payment = PaymentRef {
        payment_no: PAYMENT_NO.into(),
        txn_time: txn_time(),
        bank_ref: None,
    };
    let outcome = WORLD.authority.adapter(&url).query(&payment).await;
    (outcome, task.await.unwrap())
}

#[tokio::test]
async fn a_query_asks_by_number_and_time() {
    let (outcome, request) = query(Reply::ok(answered(&[]))).await;
    assert_eq!(outcome, Ok(PaymentOutcome::Paid(details())));
    assert!(
        request.starts_with("POST /gateway/api/queryTrans.do HTTP/1.1\r\n"),
        "{request}"
    );
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let mut sent: Fields = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
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

#[tokio::test]
async fn a_query_has_a_result_of_its_own() {
    let outcome = async |changes| query(Reply::ok(answered(changes))).await.0.unwrap();
    assert_eq!(
        outcome(&[("origRespCode", "05")]).await,
        PaymentOutcome::Pending
    );
    assert_eq!(
        outcome(&[("respCode", "34")]).await,
        PaymentOutcome::NotFound
    );
    assert_eq!(
        outcome(&[("origRespCode", "34")]).await,
        PaymentOutcome::NotFound
    );
    let declined = outcome(&[("origRespCode", "64"), ("origRespMsg", "no money")]).await;
    let text = "no money".into();
    assert_eq!(
        declined,
        PaymentOutcome::Failed {
            code: "64".into(),
            text
        }
    );
    // Whatever is wrong with the query says nothing about the payment.
    for code in ["03", "10", "11", "13", "37", "64", "42", "99"] {
        let outcome = outcome(&[("respCode", code)]).await;
        assert!(
            matches!(outcome, PaymentOutcome::Unknown { .. }),
            "{code}: {outcome:?}"
        );
    }
    for changes in [[("origRespCode", "")], [("txnType", "04")]] {
        let outcome = outcome(&changes).await;
        assert!(
            matches!(outcome, PaymentOutcome::Unknown { .. }),
            "{changes:?}: {outcome:?}"
        );
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
        Reply::Whole {
            status: 400,
            body: answered(&[]),
        },
        Reply::Whole {
            status: 204,
            body: Vec::new(),
        },
        Reply::Nothing,
    ];
    for (at, reply) in replies.into_iter().enumerate() {
        let (outcome, _) = query(reply).await;
        assert!(
            matches!(outcome, Err(GatewayError::MaybeSent(_))),
            "case {at}: {outcome:?}"
        );
    }
    let gone = WORLD.authority.adapter(&nobody().await);
    let refund = RefundRef {
        refund_no: REFUND_NO.into(),
        txn_time: txn_time(),
    };
    assert!(
        gone.query_refund(&refund)
            .await
            .unwrap_err()
            .is_definitely_not_done()
    );
}

fn refund_answer(changes: &[(&str, &str)]) -> Reply {
    let own = [
        ("txnType", "04"),
        ("txnSubType", "00"),
        ("orderId", REFUND_NO),
    ];
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
    assert!(
        request.starts_with("POST /gateway/api/backTransReq.do HTTP/1.1\r\n"),
        "{request}"
    );
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let sent: Fields = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
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
    let outcome = async |code| {
        refund(refund_answer(&[("respCode", code)]))
            .await
            .0
            .unwrap()
    };
    for code in ["10", "13", "34", "35", "36", "64"] {
        let outcome = outcome(code).await;
        assert!(
            matches!(outcome, RefundOutcome::Rejected { .. }),
            "{code}: {outcome:?}"
        );
    }
    for code in ["02", "03", "04", "12", "37", "39", "74", "75", "99"] {
        let outcome = outcome(code).await;
        assert!(
            matches!(outcome, RefundOutcome::Unknown { .. }),
            "{code}: {outcome:?}"
        );
    }
    assert_eq!(outcome("05").await, RefundOutcome::Pending);
}

#[tokio::test]
async fn a_refund_is_asked_for() {
    let outcome = async |changes| {
        let (url, task) = peer(refund_answer(changes)).await;
        let adapter = WORLD.authority.adapter(&url);
        let refund = RefundRef {
            refund_no: REFUND_NO.into(),
            txn_time: txn_time(),
        };
        let outcome = adapter.query_refund(&refund).await.unwrap();
        task.await.unwrap();
        outcome
    };
    let amount = Money::fen(9_050);
    let done = RefundOutcome::Succeeded {
        bank_ref: QUERY_ID.into(),
        amount,
    };
    assert_eq!(outcome(&[("origRespCode", "00")]).await, done);
    assert_eq!(
        outcome(&[("origRespCode", "05")]).await,
        RefundOutcome::Pending
    );
    assert_eq!(
        outcome(&[("respCode", "34")]).await,
        RefundOutcome::NotFound
    );
    let rejected = outcome(&[("origRespCode", "36")]).await;
    assert!(
        matches!(rejected, RefundOutcome::Rejected { .. }),
        "{rejected:?}"
    );
    for changes in [
        [("origRespCode", "00"), ("txnType", "01")],
        [("origRespCode", "00"), ("queryId", "")],
        [("origRespCode", "00"), ("txnAmt", "")],
        [("origRespCode", "42"), ("txnType", "04")],
    ] {
        let outcome = outcome(&changes).await;
        assert!(
            matches!(outcome, RefundOutcome::Unknown { .. }),
            "{changes:?}: {outcome:?}"
        );
    }
}

fn refused(change: impl FnOnce(&mut UnionPayConfig)) -> Option<UnionPayConfigError> {
    let mut config = WORLD.authority.config("https://bank.example");
    change(&mut config);
    UnionPay::new(config).err()
}

#[test]
fn a_wrong_configuration_is_refused_at_the_start() {
    use UnionPayConfigError::{Certificate, Chain, Key, KeyMismatch, MerchantId, Pfx, Url};

    assert_eq!(refused(|_| {}), None);
    assert_eq!(
        refused(|config| config.merchant_id = "77729005811004".into()),
        Some(MerchantId)
    );
    assert_eq!(
        refused(|config| config.base_url = "bank".into()),
        Some(Url("base_url"))
    );
    let browser = refused(|config| config.browser_url = "javascript:1".into());
    assert_eq!(browser, Some(Url("browser_url")));
    let pem = |key: &str, certificate: &str| {
        let (key, certificate) = (Zeroizing::new(key.to_owned()), certificate.to_owned());
        refused(|config| config.merchant_key = MerchantKey::Pem { key, certificate })
    };
    let (key, certificate) = WORLD.authority.merchant();
    assert_eq!(pem("", &certificate), Some(Key));
    assert_eq!(pem(&certificate, &certificate), Some(Key));
    assert_eq!(pem(&key, &key), Some(Certificate));
    assert_eq!(pem(&key, &WORLD.bank.certificate), Some(KeyMismatch));
    let (file, password) = (Zeroizing::new(vec![1, 2, 3]), Zeroizing::new(String::new()));
    let pfx = refused(|config| config.merchant_key = MerchantKey::Pfx { file, password });
    assert_eq!(pfx, Some(Pfx));
    let swapped = refused(|config| {
        std::mem::swap(&mut config.root_certificate, &mut config.middle_certificate);
    });
    assert!(matches!(swapped, Some(Chain(_))), "{swapped:?}");
    let no_authority = refused(|config| config.middle_certificate = certificate.clone());
    assert!(matches!(no_authority, Some(Chain(_))), "{no_authority:?}");
}

#[tokio::test]
async fn the_key_may_come_in_a_pfx_file() {
    let (key, certificate) = WORLD.authority.merchant();
    let der = |pem: &str| {
        x509_parser::pem::parse_x509_pem(pem.as_bytes())
            .unwrap()
            .1
            .contents
    };
    let chain = PrivateKeyChain::new(
        "merchant",
        PrivateKey::from_der(&der(&key)).unwrap(),
        [Certificate::from_der(&der(&certificate)).unwrap()],
    );
    let mut store = KeyStore::new();
    store.add_entry("merchant", KeyStoreEntry::PrivateKeyChain(chain));
    for algorithm in [
        EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
        EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
    ] {
        let writer = store.writer("000000").encryption_algorithm(algorithm);
        let file = writer
            .mac_algorithm(MacAlgorithm::HmacSha1)
            .write()
            .unwrap();
        let open = |password: &str| {
            let mut config = WORLD.authority.config("https://bank.example");
            config.merchant_key = MerchantKey::Pfx {
                file: Zeroizing::new(file.clone()),
                password: Zeroizing::new(password.to_owned()),
            };
            UnionPay::new(config)
        };
        assert_eq!(open("000001").err(), Some(UnionPayConfigError::Pfx));
        let by_pfx = open("000000").unwrap().initiate(&payment_request()).await;
        assert_eq!(by_pfx, WORLD.adapter.initiate(&payment_request()).await);
    }
}

#[test]
fn the_registry_finds_a_bank_by_its_code() {
    let adapter = WORLD.authority.adapter("https://bank.example");
    let banks = BankRegistry::new([std::sync::Arc::new(adapter) as _]);
    let profile = banks.get(BankCode::UnionPay).unwrap().profile();
    assert_eq!(profile.merchant_id, MERCHANT_ID);
    assert_eq!(profile.form_origins, ["https://bank.example"]);
    assert!(!profile.has_close);
    assert_eq!(banks.iter().count(), 1);
    assert!(BankRegistry::default().get(BankCode::UnionPay).is_none());
}

proptest! {
    #[test]
    fn no_notification_makes_it_panic(body in proptest::collection::vec(any::<u8>(), 0..1500)) {
        let read = WORLD.adapter.parse_notification(&body, now());
        let is_refused =
            matches!(read, Notification::Unverified { .. } | Notification::Malformed { .. });
        assert!(is_refused, "{read:?}");
    }

    #[test]
    fn no_certificate_makes_it_panic(
        at in any::<usize>(),
        bytes in proptest::collection::vec(any::<u8>(), 1..40),
        seconds in any::<i64>(),
    ) {
        let pem = &WORLD.bank.certificate;
        let mut der = x509_parser::pem::parse_x509_pem(pem.as_bytes()).unwrap().1.contents;
        let at = at % der.len();
        let end = (at + bytes.len()).min(der.len());
        der[at..end].copy_from_slice(&bytes[..end - at]);
        let body = STANDARD.encode(&der);
        let pem = format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        let sealed = with(WORLD.bank.seal(paid()), &[("signPubKeyCert", &pem)]);
        let now = DateTime::from_timestamp(seconds, 0).unwrap_or_else(now);
        let read = WORLD.adapter.parse_notification(&form(&sealed), now);
        assert!(matches!(read, Notification::Unverified { .. }), "{read:?}");
    }
}
