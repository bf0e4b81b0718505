//! What a customer's browser does at the bank.

use domain::money::Money;
use domain::payments::BankCode;
use gateways::bank::{RefundOutcome, RefundRequest};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::payments;

use super::app::TestApp;

/// A browser on the cashier page of one payment.
pub struct Cashier<'a> {
    app: &'a TestApp,
    page: String,
}

impl<'a> Cashier<'a> {
    /// Follows a payment's next action to the page where the customer pays.
    pub async fn open(app: &'a TestApp, payment: &Value) -> Self {
        let action = &payment["next_action"];
        assert_eq!(action["type"], "form_post", "{payment}");
        let fields: Vec<(String, String)> = action["fields"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
            .collect();
        let url = action["url"].as_str().unwrap();
        let answer = app.browser.post(url).form(&fields).send().await.unwrap();
        assert_eq!(answer.status(), 200, "the cashier page");
        Self { app, page: answer.text().await.unwrap() }
    }

    /// Presses a button; where the bank sends the browser, if anywhere.
    pub async fn press(&self, outcome: &str) -> Option<String> {
        let button = format!("name=\"outcome\" value=\"{outcome}\"");
        assert!(self.page.contains(&button), "no button {outcome} in {}", self.page);
        let path = self.page.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
        let path = path.replace("&amp;", "&");
        let url =
            if path.starts_with("http") { path } else { format!("{}{path}", self.app.bank_url) };
        let fields = [("card", "6216261000000000018"), ("outcome", outcome)];
        let answer = self.app.browser.post(url).form(&fields).send().await.unwrap();
        assert!(answer.status().as_u16() < 400, "{outcome}: {}", answer.status());
        answer.headers().get("location").map(|url| url.to_str().unwrap().to_owned())
    }
}

/// Tells a sandbox server how to misbehave: `{"operation": …, "kind": …}` and what else it takes.
pub async fn dial(app: &TestApp, server: &str, faults: Value) {
    // The bank's own server says so when it cuts a connection on demand.
    app.expect_error("dialled fault");
    let url = format!("{server}/faults");
    let answer = app.browser.put(url).json(&json!({ "faults": faults })).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
}

/// Everything that the bank did, newest first.
pub async fn transactions(app: &TestApp) -> Vec<Value> {
    let url = format!("{}/transactions", app.bank_url);
    let list: Value = app.browser.get(url).send().await.unwrap().json().await.unwrap();
    list["items"].as_array().unwrap().clone()
}

/// What the bank took and gave back, in fen and in number of bookings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    pub taken: i64,
    pub payments: usize,
    pub returned: i64,
    pub refunds: usize,
}

/// Sums up what the bank booked.
pub fn moved(transactions: &[Value]) -> Moved {
    let mut moved = Moved::default();
    for transaction in transactions.iter().filter(|it| it["state"] == "booked") {
        let amount = transaction["txnAmt"].as_i64().unwrap();
        if transaction["txnType"] == "01" {
            moved.taken += amount;
            moved.payments += 1;
        } else {
            moved.returned += amount;
            moved.refunds += 1;
        }
    }
    moved
}

/// Somebody at the merchant's returns the only payment on the bank's own pages.
pub async fn return_by_hand(app: &TestApp, refund_no: &str) {
    let payment = payments::Entity::find().one(app.db()).await.unwrap().unwrap();
    let request = RefundRequest {
        refund_no: refund_no.to_owned(),
        txn_time: app.now(),
        bank_ref: payment.bank_ref.unwrap(),
        amount: Money::new(payment.amount_minor, payment.currency),
        notify_url: format!("{}/elsewhere", app.bank_url),
    };
    let bank = app.app.gateways.banks.get(BankCode::UnionPay).unwrap();
    assert_eq!(bank.refund(&request).await.unwrap(), RefundOutcome::Pending);
}
