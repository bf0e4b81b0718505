//! The adapter against a bank of our own making.

mod bills;
mod calls;
mod configuration;
mod notifications;
mod payment;
mod trust;

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use domain::money::Money;
use gateways::bank::unionpay::UnionPay;
use gateways::bank::{BankGateway as _, Notification, PaidDetails, PaymentOutcome, PaymentRequest};

use crate::authority::{Authority, Bank, Fields, MERCHANT_ID, Wish, fields, form, now};

pub const PAYMENT_NO: &str = "MQ20261122ABCDEFGH0001";
pub const REFUND_NO: &str = "MR20261122ABCDEFGH0001";
/// The serial number of the merchant's certificate, in decimal.
pub const CERTIFICATE_ID: &str = "19088743";
pub const QUERY_ID: &str = "782611221559590000017";

pub struct World {
    pub authority: Authority,
    pub bank: Bank,
    pub adapter: UnionPay,
}

pub static WORLD: LazyLock<World> = LazyLock::new(|| {
    let authority = Authority::new("authority");
    World {
        bank: authority.bank(&Wish::default()),
        adapter: authority.adapter("http://127.0.0.1:9/"),
        authority,
    }
});

pub fn txn_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 7, 59, 59).unwrap()
}

pub fn payment_request() -> PaymentRequest {
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
pub fn paid() -> Fields {
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

pub fn details() -> PaidDetails {
    PaidDetails {
        merchant_id: MERCHANT_ID.into(),
        bank_ref: QUERY_ID.into(),
        amount: Money::fen(9_050),
        accounting_on: NaiveDate::from_ymd_opt(2026, 11, 22),
        is_late: false,
    }
}

pub fn with(mut fields: Fields, changes: &[(&str, &str)]) -> Fields {
    for (name, value) in changes {
        fields.insert((*name).to_owned(), (*value).to_owned());
    }
    fields
}

pub fn without(mut fields: Fields, name: &str) -> Fields {
    fields.remove(name);
    fields
}

pub fn read(fields: &Fields) -> Notification {
    WORLD.adapter.parse_notification(&form(fields), now())
}

/// What a signed notification of a payment comes to.
pub fn notified(fields: Fields) -> PaymentOutcome {
    match read(&WORLD.bank.seal(fields)) {
        Notification::Payment { payment_no, outcome } => {
            assert_eq!(payment_no, PAYMENT_NO);
            outcome
        }
        other => panic!("{other:?}"),
    }
}
