//! Third parties are told of what happens: signed, at least once, and none but those who may hear.

mod clients;
mod delivery;
mod endpoints;

use chrono::TimeDelta;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::webhook_deliveries;

use crate::support::receiver::{Heard, Receiver};
use crate::support::{Person, Purchase, Stage, TestApp};

/// An endpoint and what it is signed with.
struct Endpoint {
    id: String,
    secret: String,
}

impl Endpoint {
    /// One of the platform's own, which hears these events.
    async fn at(app: &TestApp, receiver: &Receiver, events: &[&str]) -> Self {
        Self::of(app, receiver, events, Value::Null).await
    }

    async fn of(app: &TestApp, receiver: &Receiver, events: &[&str], client_id: Value) -> Self {
        let wish = json!({ "url": receiver.url, "events": events, "client_id": client_id });
        let made = app.administrator().post("/admin/webhooks", wish).await.expect(201);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self { id: text(&made["webhook"]["id"]), secret: text(&made["secret"]) }
    }

    fn path(&self) -> String {
        format!("/admin/webhooks/{}", self.id)
    }

    async fn now(&self, app: &TestApp) -> Value {
        app.administrator().get(&self.path()).await.expect(200)
    }

    /// What it was told, the newest first.
    async fn log(&self, app: &TestApp) -> Vec<Value> {
        let page = app.administrator().get(&format!("{}/deliveries", self.path())).await;
        page.expect(200)["items"].as_array().unwrap().clone()
    }

    /// Sends something to it.
    async fn test(&self, app: &TestApp) -> Value {
        let path = format!("{}/tests", self.path());
        app.administrator().post(&path, json!({})).await.expect(202)
    }
}

/// An endpoint that nobody answers at, and something that it is to be told.
pub async fn endpoint_and_delivery(app: &TestApp) -> (String, String) {
    let wish = json!({ "url": "http://127.0.0.1:9/", "events": ["order.refunded"] });
    let made = app.administrator().post("/admin/webhooks", wish).await.expect(201);
    let id = made["webhook"]["id"].as_str().unwrap().to_owned();
    let path = format!("/admin/webhooks/{id}/tests");
    let delivery = app.administrator().post(&path, json!({})).await.expect(202);
    (id, delivery["id"].as_str().unwrap().to_owned())
}

/// Somebody buys two tickets.
async fn buy<'a>(app: &TestApp, person: &'a Person<'a>) -> Purchase<'a> {
    let stage = app.any_stage().await;
    buy_at(app, person, &stage, &stage.seats(2)).await
}

/// Somebody buys these.
async fn buy_at<'a>(
    app: &TestApp,
    person: &'a Person<'a>,
    stage: &Stage,
    seats: &[String],
) -> Purchase<'a> {
    let purchase = Purchase::begin(person, stage, seats).await;
    purchase.finish().await;
    app.settle().await;
    purchase
}

fn seconds_pass(app: &TestApp, seconds: i64) {
    app.app.clock.advance(TimeDelta::seconds(seconds));
}

/// So many attempts count as made.
async fn with_attempts(app: &TestApp, endpoint: &Endpoint, attempts: i32) {
    use webhook_deliveries::Column::{Attempts, WebhookId};
    let id = domain::ids::WebhookId(endpoint.id.parse().unwrap());
    webhook_deliveries::Entity::update_many()
        .col_expr(Attempts, Expr::value(attempts))
        .filter(WebhookId.eq(id))
        .exec(app.db())
        .await
        .unwrap();
}

/// Nothing in it says who somebody is.
fn names_nobody(heard: &Heard) {
    let data = heard.json()["data"].clone();
    for (name, value) in data.as_object().unwrap() {
        let is_plain = ["status", "version"].contains(&name.as_str())
            || name.ends_with("_id")
            || name.ends_with("_no");
        assert!(is_plain, "{name}: {value}");
    }
    assert!(!heard.body.contains("139"), "a telephone number: {}", heard.body);
}
