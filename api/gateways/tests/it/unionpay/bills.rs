//! Asking for a day's bill over HTTP.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use gateways::GatewayError;
use gateways::bank::{BankGateway as _, BillAnswer, BillFile};

use super::{CERTIFICATE_ID, WORLD, with, without};
use crate::authority::{Fields, MERCHANT_ID, fields, now, raw};
use crate::peer::{Reply, peer};

fn day() -> NaiveDate {
    "2026-11-21".parse().unwrap()
}

fn answer() -> Fields {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(b"PK of a bill").unwrap();
    let content = STANDARD.encode(packed.finish().unwrap());
    fields([
        ("accessType", "0"),
        ("bizType", "000000"),
        ("fileName", "777290058110048_20261121.zip"),
        ("fileContent", content.as_str()),
        ("fileType", "00"),
        ("merId", MERCHANT_ID),
        ("settleDate", "1121"),
        ("txnType", "76"),
        ("txnSubType", "01"),
        ("respCode", "00"),
        ("respMsg", "成功[0000000]"),
    ])
}

async fn fetch(reply: Vec<u8>) -> (Result<BillAnswer, GatewayError>, String) {
    let (url, task) = peer(Reply::ok(reply)).await;
    let outcome = WORLD.authority.adapter(&url).fetch_bill(day()).await;
    (outcome, task.await.unwrap())
}

async fn fetched(fields: Fields) -> Result<BillAnswer, GatewayError> {
    fetch(raw(&WORLD.bank.seal(fields))).await.0
}

#[tokio::test]
async fn a_bill_is_asked_for_by_its_settlement_day() {
    let (outcome, request) = fetch(raw(&WORLD.bank.seal(answer()))).await;
    let file =
        BillFile { name: "777290058110048_20261121.zip".into(), bytes: b"PK of a bill".to_vec() };
    assert_eq!(outcome, Ok(BillAnswer::File(file)));
    assert!(request.starts_with("POST / HTTP/1.1\r\n"), "{request}");
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let mut sent: Fields = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    assert!(sent.remove("signature").is_some());
    let beijing = now() + chrono::TimeDelta::hours(8);
    let stamp = beijing.format("%Y%m%d%H%M%S").to_string();
    let expected = fields([
        ("version", "5.1.0"),
        ("encoding", "UTF-8"),
        ("signMethod", "01"),
        ("txnType", "76"),
        ("txnSubType", "01"),
        ("bizType", "000000"),
        ("accessType", "0"),
        ("fileType", "00"),
        ("settleDate", "1121"),
        ("merId", MERCHANT_ID),
        ("txnTime", stamp.as_str()),
        ("certId", CERTIFICATE_ID),
    ]);
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_bill_that_is_not_made_yet_is_no_error() {
    let outcome = fetched(with(without(answer(), "fileContent"), &[("respCode", "98")])).await;
    assert_eq!(outcome, Ok(BillAnswer::NotReady));
    let outcome = fetched(with(answer(), &[("respCode", "10"), ("respMsg", "格式")])).await;
    assert_eq!(outcome, Err(GatewayError::Refused("10 格式".into())));
}

#[tokio::test]
async fn only_the_banks_own_answer_about_that_day_is_a_bill() {
    for change in [("settleDate", "1122"), ("merId", "777290058110049")] {
        let outcome = fetched(with(answer(), &[change])).await;
        assert!(matches!(outcome, Err(GatewayError::MaybeSent(_))), "{outcome:?}");
    }
    let (outcome, _) = fetch(raw(&with(answer(), &[("signature", "AAAA")]))).await;
    assert!(matches!(outcome, Err(GatewayError::MaybeSent(_))), "{outcome:?}");
}

#[tokio::test]
async fn spoilt_wrapping_is_kept_as_it_came() {
    for (content, bytes) in [("!!", b"!!".to_vec()), ("AAAA", vec![0, 0, 0])] {
        let outcome = fetched(with(answer(), &[("fileContent", content)])).await.unwrap();
        let BillAnswer::File(file) = outcome else { panic!("{outcome:?}") };
        assert_eq!(file.bytes, bytes);
        assert!(WORLD.adapter.parse_bill(&file.bytes, day()).is_err());
    }
}

#[tokio::test]
async fn a_bill_may_be_much_longer_than_other_answers() {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::none());
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.wrapping_mul(2_654_435_761) as u8).collect();
    packed.write_all(&bytes).unwrap();
    let content = STANDARD.encode(packed.finish().unwrap());
    let outcome = fetched(with(answer(), &[("fileContent", content.as_str())])).await.unwrap();
    let BillAnswer::File(file) = outcome else { panic!("{outcome:?}") };
    assert_eq!(file.bytes, bytes);
}
