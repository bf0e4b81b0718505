//! What is not taken as the bank's word.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use gateways::bank::unionpay::{UnionPay, UnionPayConfig};
use gateways::bank::{BankGateway as _, Notification, PaidDetails, PaymentOutcome};
use proptest::prelude::{any, proptest};
use rcgen::KeyUsagePurpose;

use super::{PAYMENT_NO, WORLD, details, notified, paid, read, with, without};
use crate::authority::{Authority, BANK_NAME, Fields, Hashing, MERCHANT_NAME, Wish, form, now};

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
    let undated = PaidDetails { accounting_on: None, ..details() };
    assert_eq!(notified(blank), PaymentOutcome::Paid(undated));
    let sealed = WORLD.bank.seal(with(paid(), &[("exchangeDate", "")]));
    assert_unverified(&without(sealed, "exchangeDate"), "a signed blank is dropped");
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
        ("the merchant's own", Wish { names: &[MERCHANT_NAME], ..Wish::default() }),
        ("no parts", Wish { names: &["中国银联股份有限公司"], ..Wish::default() }),
        (
            "the owner in another part",
            Wish { names: &["041@中国银联股份有限公司@a@1"], ..Wish::default() },
        ),
        ("two names", Wish { names: &[MERCHANT_NAME, BANK_NAME], ..Wish::default() }),
        ("no name", Wish { names: &[], ..Wish::default() }),
        ("expired", Wish { years: (2024, 2026), ..Wish::default() }),
        ("not yet valid", Wish { years: (2027, 2030), ..Wish::default() }),
        ("for encryption", Wish { usage: KeyUsagePurpose::KeyEncipherment, ..Wish::default() }),
    ];
    for (case, wish) in &wishes {
        assert_unverified(&WORLD.authority.bank(wish).seal(paid()), case);
    }
    assert_unverified(&other.bank(&Wish::default()).seal(paid()), "another authority");
}

#[test]
fn the_test_environment_may_leave_the_owner_unchecked() {
    let config =
        UnionPayConfig { signer_names: None, ..WORLD.authority.config("http://bank.example") };
    let merchant = Wish { names: &[MERCHANT_NAME], ..Wish::default() };
    let sealed = WORLD.authority.bank(&merchant).seal(paid());
    let read = UnionPay::new(config).unwrap().parse_notification(&form(&sealed), now());
    assert!(matches!(read, Notification::Payment { .. }), "{read:?}");
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
