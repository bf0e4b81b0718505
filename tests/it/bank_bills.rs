//! The bank's bill of a day: kept as it came, read line by line, never overwritten.

use chrono::NaiveDate;
use domain::bank_bills::{BankBillLineKind, BankBillStatus};
use domain::ids::BankBillId;
use domain::payments::BankCode;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;
use server::audit::Actor;
use server::bank_bills::{self, Fetched};

use crate::support::{Purchase, TestApp};

/// The day on which every test begins, also the bank's.
fn today() -> NaiveDate {
    "2027-03-06".parse().unwrap()
}

async fn fetch(app: &TestApp) -> Fetched {
    bank_bills::fetch(&app.app, BankCode::UnionPay, today()).await.unwrap()
}

async fn whole(app: &TestApp) -> BankBillId {
    match fetch(app).await {
        Fetched::Whole(id) => id,
        other => panic!("{other:?}"),
    }
}

/// Makes the bank's bills wrong.
async fn spoil(app: &TestApp, kind: &str) {
    let body = json!({ "faults": [{ "kind": kind }] });
    let url = format!("{}/bill-faults", app.bank_url);
    let answer = app.browser.put(url).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

async fn heal(app: &TestApp) {
    app.browser.delete(format!("{}/bill-faults", app.bank_url)).send().await.unwrap();
}

/// A purchase that is given back again.
async fn trade(app: &TestApp) -> serde_json::Value {
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    let order = purchase.finish().await;
    anna.post(&format!("{}/refunds", purchase.order_path()), json!({})).await.expect(202);
    purchase.until_order(&["refunded"]).await;
    order
}

#[tokio::test]
async fn a_bill_is_kept_and_read() {
    let app = TestApp::start().await;
    let order = trade(&app).await;
    let total = order["price"]["total"]["amount"].as_i64().unwrap();
    let id = whole(&app).await;
    let bill = bank_bills::bill(app.db(), id).await.unwrap();
    assert_eq!((bill.settle_on, bill.version, bill.status), (today(), 1, BankBillStatus::Whole));
    assert_eq!(bill.file_name, "777290058110048_20270306.zip");
    assert_eq!((bill.line_count, bill.paid_minor, bill.refunded_minor), (2, total, total));
    // The fee went back with the money.
    assert_eq!((bill.fee_minor, bill.net_minor), (0, 0));
    let raw = bank_bills::raw(app.db(), id).await.unwrap();
    assert!(raw.starts_with(b"PK"));

    let lines = bank_bills::lines(app.db(), id, 0, 10).await.unwrap();
    let payments = tables::payments::Entity::find().all(app.db()).await.unwrap();
    let refunds = tables::refunds::Entity::find().all(app.db()).await.unwrap();
    let (paid, returned) = (&lines[0], &lines[1]);
    assert_eq!((paid.kind, returned.kind), (BankBillLineKind::Payment, BankBillLineKind::Refund));
    assert_eq!((&paid.our_no, &returned.our_no), (&payments[0].payment_no, &refunds[0].refund_no));
    assert_eq!(Some(&paid.bank_ref), payments[0].bank_ref.as_ref());
    assert_eq!(returned.original_no.as_ref(), Some(&payments[0].payment_no));
    assert_eq!(returned.original_ref.as_ref(), Some(&paid.bank_ref));
    assert_eq!(paid.fee_minor, (total * 6 + 500) / 1_000);
    assert_eq!(paid.net_minor, total - paid.fee_minor);
    assert_eq!(returned.net_minor, -paid.net_minor);
    let rest = bank_bills::lines(app.db(), id, 1, 10).await.unwrap();
    assert_eq!(rest, lines[1..]);

    assert_eq!(whole(&app).await, id, "the same bytes are the same bill");
    let latest = bank_bills::latest(app.db(), BankCode::UnionPay, today()).await.unwrap();
    assert_eq!(latest.unwrap().id, id);
    for change in ["UPDATE bank_bill_lines SET fee_minor = 0", "DELETE FROM bank_bills"] {
        assert!(app.db().execute_unprepared(change).await.is_err(), "{change}");
    }
    app.done().await;
}

#[tokio::test]
async fn a_bill_that_grew_is_another_version() {
    let app = TestApp::start().await;
    let empty = whole(&app).await;
    assert_eq!(bank_bills::bill(app.db(), empty).await.unwrap().line_count, 0);
    trade(&app).await;
    let grown = whole(&app).await;
    let bill = bank_bills::bill(app.db(), grown).await.unwrap();
    assert_eq!((bill.version, bill.line_count), (2, 2));
    app.done().await;
}

#[tokio::test]
async fn a_broken_bill_is_evidence_without_lines() {
    let app = TestApp::start().await;
    trade(&app).await;
    let cases = [
        ("truncated", "no zip archive: "),
        ("garbage", "no zip archive: "),
        ("wrong_summary", "INN27030688ZM_777290058110048, line 1, column 33: "),
    ];
    for (fault, problem) in cases {
        spoil(&app, fault).await;
        let Fetched::Broken(id) = fetch(&app).await else { panic!("{fault}") };
        let bill = bank_bills::bill(app.db(), id).await.unwrap();
        assert_eq!((bill.status, bill.line_count), (BankBillStatus::Broken, 0), "{fault}");
        assert!(bill.problems.0[0].starts_with(problem), "{fault}: {:?}", bill.problems);
        assert_eq!(bank_bills::lines(app.db(), id, 0, 10).await.unwrap(), []);
        assert!(!bank_bills::raw(app.db(), id).await.unwrap().is_empty());
    }
    spoil(&app, "not_ready").await;
    assert_eq!(fetch(&app).await, Fetched::NotReady);
    heal(&app).await;
    let id = whole(&app).await;
    assert_eq!(bank_bills::bill(app.db(), id).await.unwrap().version, 4);
    app.done().await;
}

#[tokio::test]
async fn whoever_fetches_a_bill_is_on_record_and_a_silent_bank_is_no_bill() {
    let mut app = TestApp::start().await;
    let actor = Actor::platform();
    let bank = BankCode::UnionPay;
    bank_bills::fetch_for(&app.app, &actor, bank, today()).await.unwrap();
    app.close_bank().await;
    assert!(bank_bills::fetch_for(&app.app, &actor, bank, today()).await.is_err());
    let trail = tables::audit_log::Entity::find().all(app.db()).await.unwrap();
    let outcomes: Vec<_> = trail
        .iter()
        .filter(|line| line.action == "bank_bill.fetch")
        .map(|line| (line.target.as_str(), line.detail["outcome"].as_str().unwrap()))
        .collect();
    let target = "unionpay/2027-03-06";
    assert_eq!(outcomes, [(target, "whole"), (target, "failed")]);
    app.open_bank().await;
    app.done().await;
}
