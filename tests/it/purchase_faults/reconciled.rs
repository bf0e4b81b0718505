//! A day is compared, and a difference decided by two people, though the server dies at every step
//! of it: each difference is found once, and each journal is booked once.

use std::collections::BTreeMap;

use database::{ConnectOptions, connect};
use reqwest::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::{break_approvals, break_resolutions, ledger_journals, surplus_returns};

use super::buyer::Buyer;
use super::platform::Platform;

/// Where the server dies.
pub const POINTS: &[&str] = &[
    "reconciliation_claimed",
    "reconciliation_fetched",
    "reconciliation_parsed",
    "reconciliation_matched",
    "reconciliation_action_begun",
    "reconciliation_action_answered",
    "reconciliation_acted",
    "resolution_proposed",
    "resolution_decided",
    "surplus_return_stored",
    "surplus_return_answered",
];

/// The bank's bill of today has a payment that nobody made.
async fn plant(platform: &Platform) {
    let url = format!("{}/bill-faults", platform.bank_url);
    let faults = json!({ "faults": [{ "kind": "extra_line" }] });
    let answer = platform.browser.put(url).json(&faults).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
}

/// The bank's settlement day that runs.
fn today() -> String {
    let now = server::clock::Clock::system().now() + chrono::TimeDelta::hours(9);
    now.date_naive().to_string()
}

/// Compares the day until it was compared to its end, whoever died meanwhile.
async fn compare(platform: &Platform, administrator: &Buyer<'_>) -> Value {
    let day = today();
    let run = async || {
        let wish = json!({ "day": day, "source": "unionpay" });
        let path = "/admin/reconciliations";
        let (status, body) = administrator.insist(Method::POST, path, Some(wish)).await;
        let is_waiting = status == 202 || body["code"] == "reconciliation_running";
        assert!(status == 201 || is_waiting, "{status} {body}");
        (status == 201).then_some(body)
    };
    platform.find("a day that was compared", run).await
}

/// Proposes to give the money back, and has a second person agree.
async fn decide(platform: &Platform, maker: &Buyer<'_>, day: &Value) {
    let list = format!("/admin/breaks?reconciliation_id={}", day["id"].as_str().unwrap());
    let (_, breaks) = maker.insist(Method::GET, &list, None).await;
    let breaks = breaks["items"].as_array().unwrap();
    assert_eq!(breaks.len(), 1, "{breaks:#?}");
    assert_eq!(breaks[0]["class"], "platform_missing");
    let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let path = format!("/admin/reconciliations/{}/breaks/{}", id(day), id(&breaks[0]));
    let wish = json!({ "action": "refund_surplus", "note": "nobody knows it" });
    let (status, body) =
        maker.insist(Method::POST, &format!("{path}/resolutions"), Some(wish)).await;
    assert_eq!(status, 201, "{body}");
    let checker = Buyer::sign_in_as(platform, "13800000005").await;
    let word = Some(json!({ "is_approved": true }));
    let (status, body) = checker.insist(Method::POST, &format!("{path}/approval"), word).await;
    // Whether the bank has refused by now is another matter.
    let verdict = &body["resolutions"][0]["verdict"];
    assert_eq!((status, verdict), (200, &json!("approved")), "{body}");
}

async fn dies_at(point: &'static str) {
    let platform = Platform::start(Some(point)).await;
    plant(&platform).await;
    let administrator = Buyer::sign_in(&platform, 2).await;
    let day = compare(&platform, &administrator).await;
    decide(&platform, &administrator, &day).await;
    platform.until("the server's death", async || platform.deaths() > 0).await;
    let options = ConnectOptions { max_connections: 1, ..ConnectOptions::default() };
    let db = connect(&platform.database_url(), &options).await.unwrap();
    platform
        .until("the bank's word about the return", async || {
            let returns = surplus_returns::Entity::find().all(&db).await.unwrap();
            returns.len() == 1 && !returns[0].status.is_open()
        })
        .await;
    let again = compare(&platform, &administrator).await;
    assert_eq!(again["status"], "has_breaks", "what the bank kept is open again: {again}");
    let mut events: BTreeMap<&str, usize> = BTreeMap::new();
    for journal in ledger_journals::Entity::find().all(&db).await.unwrap() {
        *events.entry(journal.event.as_str()).or_default() += 1;
    }
    // The bank knows no such payment: what was owed is a surplus again, and people find a way.
    let booked = [("refund_requested", 1), ("reversal", 1), ("surplus_booked", 1)];
    assert_eq!(events, BTreeMap::from(booked), "{point}");
    assert_eq!(break_resolutions::Entity::find().all(&db).await.unwrap().len(), 1);
    assert_eq!(break_approvals::Entity::find().all(&db).await.unwrap().len(), 1);
    assert_eq!(platform.deaths(), 1, "it was to die at {point} and nowhere else");
    db.close().await.unwrap();
    platform.stop().await;
}

#[tokio::test]
async fn a_run_dies_before_it_compared() {
    for point in &POINTS[..4] {
        dies_at(point).await;
    }
}

#[tokio::test]
async fn a_run_dies_while_it_acts() {
    for point in &POINTS[4..7] {
        dies_at(point).await;
    }
}

#[tokio::test]
async fn the_server_dies_while_people_decide() {
    for point in &POINTS[7..] {
        dies_at(point).await;
    }
}
