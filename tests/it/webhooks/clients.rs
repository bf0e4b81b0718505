//! Who hears of what: a client of its own customers and of every showtime.

use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::webhook_messages;

use super::{Endpoint, buy_at, names_nobody};
use crate::support::oauth::ThirdParty;
use crate::support::receiver::Receiver;
use crate::support::{Person, Purchase, TestApp};

const SCOPES: [&str; 2] = ["booking", "webhooks"];

/// A client and its customer "c-1", for whom it speaks.
async fn shop(app: &TestApp) -> (ThirdParty, Person<'_>) {
    let client = ThirdParty::register(app, &SCOPES).await;
    client.save_customer(app, "c-1").await;
    let token = client.own_token(app, "booking").await;
    (client, Person::third_party(app, &token, Some("c-1")))
}

/// The client itself, at its endpoints.
async fn maker<'a>(app: &'a TestApp, client: &ThirdParty) -> Person<'a> {
    let token = client.own_token(app, "webhooks").await;
    Person::third_party(app, &token, None)
}

#[tokio::test]
async fn a_client_hears_of_its_own_customers_only() {
    let app = TestApp::start().await;
    let (ours, theirs) = (Receiver::start().await, Receiver::start().await);
    let (client, customer) = shop(&app).await;
    let (rival, _) = shop(&app).await;
    for (receiver, client) in [(&ours, &client), (&theirs, &rival)] {
        let wish = json!({ "url": receiver.url, "events": ["order.ticketed"] });
        let made = maker(&app, client).await.post("/client/webhooks", wish).await.expect(201);
        assert_eq!(made["webhook"]["client_id"], client.client_id.as_str());
    }
    let bert = app.other_customer();
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    let purchase = buy_at(&app, &customer, &stage, &run[..2]).await;
    buy_at(&app, &bert, &stage, &run[2..4]).await;
    assert_eq!(ours.heard().len(), 1, "its own customer's, and not the platform's own");
    assert_eq!(ours.heard()[0].json()["data"]["order_id"], purchase.order["id"]);
    names_nobody(&ours.heard()[0]);
    assert_eq!(theirs.heard().len(), 0);
    app.done().await;
}

#[tokio::test]
async fn a_client_that_is_turned_off_hears_nothing() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let (client, customer) = shop(&app).await;
    let client_id = json!(client.client_id);
    let endpoint = Endpoint::of(&app, &receiver, &["order.ticketed"], client_id).await;
    let purchase = {
        let stage = app.any_stage().await;
        Purchase::begin(&customer, &stage, &stage.seats(2)).await
    };
    endpoint.test(&app).await;
    let off = json!({ "is_enabled": false, "revision": 1 });
    let path = format!("/admin/clients/{}", client.id);
    app.administrator().patch(&path, off).await.expect(200);
    purchase.at_bank("pay").await;
    app.settle().await;
    assert_eq!(receiver.heard().len(), 0);
    app.done().await;
}

#[tokio::test]
async fn a_client_looks_after_its_own_endpoints() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let client = ThirdParty::register(&app, &SCOPES).await;
    let shop = maker(&app, &client).await;
    let wish = || json!({ "url": receiver.url, "events": ["showtime.changed"] });
    let made = shop.post("/client/webhooks", wish()).await.expect(201);
    let path = format!("/client/webhooks/{}", made["webhook"]["id"].as_str().unwrap());
    let turn = async || shop.post_again(&format!("{path}/secrets"), json!({}), "turn").await;
    assert_eq!(turn().await.expect(201), turn().await.expect(201), "a key is good once");
    let told = shop.post(&format!("{path}/tests"), json!({})).await.expect(202);
    app.settle().await;
    assert!(receiver.heard()[0].is_signed_with(made["secret"].as_str().unwrap()));
    let log = shop.get(&format!("{path}/deliveries?state=delivered")).await.expect(200);
    assert_eq!(log["items"][0]["id"], told["id"]);
    let again = format!("{path}/deliveries/{}/redelivery", told["id"].as_str().unwrap());
    shop.post(&again, json!({})).await.expect(202);
    shop.post(&format!("{path}/secrets"), json!({})).await.expect(201);
    let edit = json!({ "events": ["showtime.cancelled"], "revision": 1 });
    let edited = shop.patch(&path, edit).await.expect(200);
    assert_eq!(edited["events"], json!(["showtime.cancelled"]));
    // What is not the client's own does not exist for it.
    let foreign = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    let foreign = format!("/client/webhooks/{}", foreign.id);
    shop.get(&foreign).await.refused(404, "not_found");
    shop.delete(&foreign).await.refused(404, "not_found");
    shop.post(&format!("{foreign}/secrets"), json!({})).await.refused(404, "not_found");
    let mut others = wish();
    others["client_id"] = json!("somebody-else");
    shop.post("/client/webhooks", others).await.refused(422, "validation_failed");
    for _ in 0..4 {
        shop.post("/client/webhooks", wish()).await.expect(201);
    }
    shop.post("/client/webhooks", wish()).await.refused(409, "webhook_limit");
    let listed = shop.get("/client/webhooks").await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 5);
    shop.delete(&path).await.expect(204);
    let lines = app.auditor().get("/admin/audit?action=delete_webhook").await.expect(200);
    assert_eq!(lines["items"][0]["actor"], Value::Null, "a client is no person");
    assert_eq!(lines["items"][0]["detail"]["by_client"], client.client_id.as_str());
    app.done().await;
}

#[tokio::test]
async fn what_nobody_listens_to_is_not_even_written_down() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    buy_at(&app, &anna, &stage, &run[..2]).await;
    let written = async || webhook_messages::Entity::find().count(app.db()).await.unwrap();
    assert_eq!(written().await, 0);
    let endpoint = Endpoint::at(&app, &receiver, &["order.refunded"]).await;
    buy_at(&app, &anna, &stage, &run[2..4]).await;
    assert_eq!(written().await, 0, "somebody listens, and to something else");
    app.administrator().delete(&endpoint.path()).await.expect(204);
    app.done().await;
}

/// Every event that a purchase can cause, at one endpoint.
#[tokio::test]
async fn each_event_is_told_once() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let events = [
        "order.cancelled",
        "order.refunded",
        "order.ticketed",
        "payment.succeeded",
        "seat_lock.expired",
        "showtime.cancelled",
        "showtime.changed",
    ];
    Endpoint::at(&app, &receiver, &events).await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    let wish = json!({ "showtime_id": stage.id(), "seats": run[..2] });
    let lock = anna.post("/seat-locks", wish).await.expect(201);
    let order = anna.post("/orders", json!({ "seat_lock_id": lock["id"] })).await.expect(201);
    let cancel = format!("/orders/{}/cancel", order["id"].as_str().unwrap());
    anna.post(&cancel, json!({})).await.expect(200);
    let returned = Purchase::begin(&anna, &stage, &run[2..4]).await;
    returned.finish().await;
    let refunds = format!("{}/refunds", returned.order_path());
    anna.post(&refunds, json!({})).await.expect(202);
    returned.until_order(&["refunded"]).await;
    let wish = json!({ "showtime_id": stage.id(), "seats": run[4..6] });
    anna.post("/seat-locks", wish).await.expect(201);
    app.advance(20);
    let staff = app.staff();
    let sessions =
        staff.get("/box-office/sessions?from=2027-03-07&to=2027-03-07").await.expect(200);
    let sessions = sessions["items"].as_array().unwrap();
    let session = sessions.iter().find(|session| session["showtime_id"] == stage.id()).unwrap();
    let session = session["session_code"].as_str().unwrap();
    let path = format!("/box-office/sessions/{session}");
    let edit = json!({ "session_version": 1, "max_seats": 5 });
    staff.patch(&path, edit).await.expect(200);
    app.until("a changed showtime", async || {
        receiver.types().contains(&"showtime.changed".to_owned()).then_some(())
    })
    .await;
    let why = json!({ "reason": "no power" });
    staff.post(&format!("{path}/cancellation"), why).await.expect(202);
    app.until("a cancelled showtime", async || {
        receiver.types().contains(&"showtime.cancelled".to_owned()).then_some(())
    })
    .await;
    let mut told = receiver.types();
    told.sort();
    assert_eq!(told, events);
    receiver.heard().iter().for_each(names_nobody);
    app.done().await;
}
