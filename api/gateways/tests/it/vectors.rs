//! Real messages of the real bank, published by others. They are read from shared test data beside
//! the project, or from where `MARQUEE_SHARED` points.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, TimeZone as _, Utc};
use gateways::GatewayError;
use gateways::bank::unionpay::{UnionPay, UnionPayConfig};
use gateways::bank::{BankGateway as _, Notification, PaidDetails, PaymentOutcome, PaymentRef};
use proptest::prelude::{ProptestConfig, any, proptest};

use crate::authority::{Authority, BANK_OWNER, Fields, form, raw};
use crate::peer::{Reply, peer};

/// The folder of vectors, or a loud word that these tests prove nothing here.
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("MARQUEE_SHARED").map(PathBuf::from);
    let above =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|parent| parent.join("shared"));
    let found = named
        .into_iter()
        .chain(above)
        .map(|shared| shared.join("vectors/unionpay"))
        .find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("SKIPPED: no shared/vectors/unionpay; set MARQUEE_SHARED. Nothing was proven.");
    }
    found
}

/// The message with its signature.
fn vector(folder: &Path, name: &str) -> Fields {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut fields: Fields = serde_json::from_value(json["fields"].clone()).unwrap();
    fields.insert("signature".into(), json["signature"].as_str().unwrap().into());
    fields
}

fn config(folder: &Path, base_url: &str, at: DateTime<Utc>) -> UnionPayConfig {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    UnionPayConfig {
        root_certificate: read("acp_test_root.cer"),
        middle_certificate: read("acp_test_middle.cer"),
        signer_names: Some(vec![BANK_OWNER.into(), "00040000:SIGN".into()]),
        merchant_id: "700000000000001".into(),
        clock: Arc::new(move || at),
        ..Authority::new("merchant's").config(base_url)
    }
}

fn day(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, 4, 0, 0).unwrap()
}

/// An adapter for the test environment, and its real notification of 8 September 2022.
fn notified() -> Option<(UnionPay, Fields)> {
    let folder = folder()?;
    let bank = UnionPay::new(config(&folder, "http://bank.example", day(2022, 9, 8))).unwrap();
    Some((bank, vector(&folder, "back-notification.json")))
}

fn read(bank: &UnionPay, fields: &Fields) -> Notification {
    bank.parse_notification(&form(fields), day(2022, 9, 8))
}

fn real_payment() -> Notification {
    Notification::Payment {
        payment_no: "yansongda20220908132206".into(),
        outcome: PaymentOutcome::Paid(PaidDetails {
            merchant_id: "777290058167151".into(),
            bank_ref: "782209081322060674028".into(),
            amount: domain::money::Money::fen(1),
            accounting_on: Some(day(2022, 9, 8).date_naive()),
            is_late: false,
        }),
    }
}

#[test]
fn the_real_notification_is_a_payment() {
    let Some((bank, fields)) = notified() else {
        return;
    };
    assert_eq!(read(&bank, &fields), real_payment());
}

#[test]
fn an_altered_real_notification_is_not_the_banks() {
    let Some((bank, fields)) = notified() else {
        return;
    };
    let altered = |name: &str, value: Option<&str>| {
        let mut fields = fields.clone();
        match value {
            Some(value) => fields.insert(name.into(), value.into()),
            None => fields.remove(name),
        };
        read(&bank, &fields)
    };
    let lf = fields["signPubKeyCert"].replace("\r\n", "\n");
    let cases = [
        ("txnAmt", Some("2")),
        ("respCode", Some("A6")),
        ("orderId", Some("yansongda20220908132207")),
        ("respMsg", None),
        ("exchangeRate", Some("")),
        ("added", Some("1")),
        ("added", Some("")),
        ("signPubKeyCert", Some(lf.as_str())),
        ("signature", Some("AAAA")),
        ("signature", None),
        ("version", Some("5.0.0")),
    ];
    for (name, value) in cases {
        let read = altered(name, value);
        assert!(matches!(read, Notification::Unverified { .. }), "{name} {value:?}: {read:?}");
    }
}

#[test]
fn the_real_certificate_counts_only_while_it_is_valid() {
    let Some((bank, fields)) = notified() else {
        return;
    };
    for (at, is_valid) in [
        (day(2020, 7, 31), true),
        (day(2020, 7, 30), false),
        (day(2025, 7, 30), true),
        (day(2025, 8, 1), false),
    ] {
        let read = bank.parse_notification(&form(&fields), at);
        assert_eq!(matches!(read, Notification::Payment { .. }), is_valid, "{at}: {read:?}");
    }
}

#[test]
fn the_real_certificate_counts_only_for_its_owner_and_chain() {
    let Some(folder) = folder() else { return };
    let fields = vector(&folder, "back-notification.json");
    let right = config(&folder, "http://bank.example", day(2022, 9, 8));
    let other = Authority::new("other");
    let cases = [
        UnionPayConfig { signer_names: Some(vec!["00040000:SIGN".into()]), ..right.clone() },
        UnionPayConfig { signer_names: Some(Vec::new()), ..right.clone() },
        UnionPayConfig {
            root_certificate: other.root,
            middle_certificate: other.middle,
            signer_names: None,
            ..right
        },
    ];
    for config in cases {
        let read = read(&UnionPay::new(config).unwrap(), &fields);
        assert!(matches!(read, Notification::Unverified { .. }), "{read:?}");
    }
}

/// The real answer of 14 June 2018 to a query, over HTTP.
async fn query(alter: impl FnOnce(&mut Fields)) -> Option<Result<PaymentOutcome, GatewayError>> {
    let folder = folder()?;
    let mut fields = vector(&folder, "query-reply-pending.json");
    alter(&mut fields);
    let (url, task) = peer(Reply::ok(raw(&fields))).await;
    let bank = UnionPay::new(config(&folder, &url, day(2018, 6, 14))).unwrap();
    let payment = PaymentRef {
        payment_no: "20180614042747".into(),
        txn_time: Utc.with_ymd_and_hms(2018, 6, 13, 20, 27, 47).unwrap(),
        bank_ref: None,
    };
    let outcome = bank.query(&payment).await;
    task.await.unwrap();
    Some(outcome)
}

#[tokio::test]
async fn the_real_answer_to_a_query_says_pending() {
    let Some(outcome) = query(|_| {}).await else {
        return;
    };
    assert_eq!(outcome, Ok(PaymentOutcome::Pending));
}

#[tokio::test]
async fn an_altered_real_answer_says_nothing() {
    for (name, value) in [("txnAmt", "2"), ("origRespCode", "00"), ("orderId", "20180614042748")] {
        let Some(outcome) = query(|fields| {
            fields.insert(name.into(), value.into());
        })
        .await
        else {
            return;
        };
        assert!(matches!(outcome, Err(GatewayError::MaybeSent(_))), "{name}: {outcome:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn a_flipped_byte_never_makes_another_payment(at in any::<usize>(), with in any::<u8>()) {
        static REAL: LazyLock<Option<(UnionPay, Fields)>> = LazyLock::new(notified);
        if let Some((bank, fields)) = &*REAL {
            let mut body = form(fields);
            let at = at % body.len();
            body[at] = with;
            match bank.parse_notification(&body, day(2022, 9, 8)) {
                Notification::Unverified { .. } | Notification::Malformed { .. } => {}
                // The same message in another spelling: `%2b` for `%2B`.
                same => assert_eq!(same, real_payment()),
            }
        }
    }
}
