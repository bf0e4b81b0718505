//! How a message comes to its receiver, whatever the receiver does.

use std::time::Duration;

use serde_json::json;

use super::{Endpoint, buy, names_nobody, seconds_pass, with_attempts};
use crate::support::TestApp;
use crate::support::receiver::Receiver;

#[tokio::test]
async fn a_sale_is_told_signed_and_without_naming_anybody() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let events = ["order.ticketed", "payment.succeeded"];
    let endpoint = Endpoint::at(&app, &receiver, &events).await;
    let anna = app.customer();
    let purchase = buy(&app, &anna).await;
    let mut told = receiver.types();
    told.sort();
    assert_eq!(told, events, "each once");
    for heard in receiver.heard() {
        assert!(heard.is_signed_with(&endpoint.secret), "{heard:?}");
        assert_eq!(heard.timestamp, app.now().timestamp());
        assert!(heard.id.starts_with("msg_"));
        assert!(heard.head.starts_with("post /hooks?from=marquee "));
        assert!(heard.head.contains("content-type: application/json"));
        names_nobody(&heard);
    }
    let is_ticketed = |heard: &_| super::Heard::json(heard)["type"] == "order.ticketed";
    let ticketed = receiver.heard().into_iter().find(is_ticketed).unwrap();
    let data = &ticketed.json()["data"];
    assert_eq!(data["order_id"], purchase.order["id"]);
    assert_eq!(data["order_no"], purchase.order["order_no"]);
    assert_eq!(data["status"], "ticketed");
    assert_eq!(data["showtime_id"], purchase.order["showtime"]["id"]);
    let log = endpoint.log(&app).await;
    assert_eq!(log.len(), 2);
    let line = log.iter().find(|line| line["event"] == "order.ticketed").unwrap();
    assert_eq!(line["message_id"], ticketed.id.as_str());
    assert_eq!(line["payload"], ticketed.body.as_str(), "byte for byte");
    assert_eq!(line["state"], "delivered");
    assert_eq!(line["attempts"], 1);
    assert_eq!(line["last_status"], 204);
    assert!(line["last_latency_ms"].as_i64().is_some() && line["last_error"].is_null());
    app.settle().await;
    assert_eq!(receiver.heard().len(), 2, "nothing is told twice without need");
    app.done().await;
}

#[tokio::test]
async fn what_somebody_forged_is_not_signed() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    let other = Endpoint::at(&app, &receiver, &["order.cancelled"]).await;
    endpoint.test(&app).await;
    app.settle().await;
    let heard = receiver.heard().remove(0);
    assert!(heard.is_signed_with(&endpoint.secret));
    assert!(!heard.is_signed_with(&other.secret), "another endpoint's secret");
    let mut forged = heard.clone();
    forged.body = heard.body.replace("webhook.test", "order.ticketed");
    assert!(!forged.is_signed_with(&endpoint.secret), "another body");
    forged = heard.clone();
    forged.timestamp += 1;
    assert!(!forged.is_signed_with(&endpoint.secret), "another time");
    forged = heard.clone();
    forged.id.push('0');
    assert!(!forged.is_signed_with(&endpoint.secret), "another message");
    app.done().await;
}

#[tokio::test]
async fn what_fails_is_told_again_after_growing_waits() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    receiver.answer("500 Oops");
    endpoint.test(&app).await;
    app.settle().await;
    assert_eq!(receiver.heard().len(), 1);
    assert!(endpoint.now(&app).await["failing_since"].is_string());
    seconds_pass(&app, 4);
    app.settle().await;
    assert_eq!(receiver.heard().len(), 1, "sooner than in five seconds");
    seconds_pass(&app, 2);
    app.settle().await;
    assert_eq!(receiver.heard().len(), 2);
    let line = endpoint.log(&app).await.remove(0);
    assert_eq!((&line["state"], &line["attempts"]), (&json!("pending"), &json!(2)));
    assert_eq!(line["last_status"], 500);
    assert!(line["last_error"].as_str().unwrap().contains("500"));
    assert_eq!(endpoint.now(&app).await["pending"], 1);
    receiver.answer("200 OK");
    seconds_pass(&app, 290);
    app.settle().await;
    assert_eq!(receiver.heard().len(), 2, "sooner than in five minutes");
    seconds_pass(&app, 45);
    app.settle().await;
    let heard = receiver.heard();
    assert_eq!(heard.len(), 3);
    assert!(heard.iter().all(|it| it.id == heard[0].id && it.body == heard[0].body));
    assert!(heard[2].timestamp > heard[0].timestamp, "signed anew");
    assert!(heard.iter().all(|it| it.is_signed_with(&endpoint.secret)));
    assert_eq!(endpoint.log(&app).await[0]["state"], "delivered");
    let now = endpoint.now(&app).await;
    assert!(now["failing_since"].is_null() && now["pending"] == 0, "{now}");
    app.done().await;
}

#[tokio::test]
async fn a_receiver_may_ask_for_time_and_nobody_is_asked_for_ever() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    receiver.answer("429 Slow down\nretry-after: 120");
    endpoint.test(&app).await;
    app.settle().await;
    seconds_pass(&app, 100);
    app.settle().await;
    assert_eq!(receiver.heard().len(), 1, "it asked for two minutes");
    with_attempts(&app, &endpoint, 9).await;
    seconds_pass(&app, 30);
    app.settle().await;
    assert_eq!(receiver.heard().len(), 2);
    let line = endpoint.log(&app).await.remove(0);
    assert_eq!((&line["state"], &line["attempts"]), (&json!("failed"), &json!(10)));
    assert!(line["next_attempt_at"].is_null());
    assert_eq!(endpoint.now(&app).await["is_enabled"], true);
    app.done().await;
}

#[tokio::test]
async fn a_redirect_leads_nowhere() {
    let app = TestApp::start().await;
    let (receiver, elsewhere) = (Receiver::start().await, Receiver::start().await);
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    receiver.answer(&format!("307 Over there\nlocation: {}", elsewhere.url));
    endpoint.test(&app).await;
    app.settle().await;
    assert_eq!(elsewhere.heard().len(), 0);
    assert_eq!(endpoint.log(&app).await[0]["last_status"], 307);
    app.done().await;
}

#[tokio::test]
async fn who_does_not_answer_keeps_nobody_waiting() {
    let app = TestApp::start().await;
    let (slow, quick) = (Receiver::start().await, Receiver::start().await);
    slow.fall_silent();
    let silent = Endpoint::at(&app, &slow, &["order.ticketed"]).await;
    let other = Endpoint::at(&app, &quick, &["order.ticketed"]).await;
    for _ in 0..12 {
        silent.test(&app).await;
    }
    let work = app.settle();
    let watch = async {
        // All that the silent one may occupy is occupied; the other one is told all the same.
        let has_share = async || (slow.heard().len() == 4).then_some(());
        seen(has_share).await;
        other.test(&app).await;
        seen(async || (quick.heard().len() == 1).then_some(())).await;
        assert_eq!(slow.heard().len(), 4, "no more than its share");
        slow.speak();
    };
    tokio::join!(work, watch);
    assert_eq!(slow.heard().len(), 12, "everything is told in the end");
    app.done().await;
}

/// Looks until something is so.
async fn seen(look: impl AsyncFn() -> Option<()>) {
    let looking = async {
        while look().await.is_none() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(12), looking).await.expect("in vain waited");
}

#[tokio::test]
async fn who_is_gone_is_left_alone_and_can_come_back() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    receiver.answer("410 Gone");
    endpoint.test(&app).await;
    app.settle().await;
    let now = endpoint.now(&app).await;
    assert_eq!((&now["is_enabled"], &now["disabled_reason"]), (&json!(false), &json!("gone")));
    assert_eq!(endpoint.log(&app).await[0]["state"], "failed");
    let refused = app.administrator().post(&format!("{}/tests", endpoint.path()), json!({})).await;
    refused.refused(409, "webhook_disabled");
    let anna = app.customer();
    buy(&app, &anna).await;
    assert_eq!(receiver.heard().len(), 1, "nothing more is told");
    receiver.answer("204 No Content");
    let edit = json!({ "is_enabled": true, "revision": now["revision"] });
    let now = app.administrator().patch(&endpoint.path(), edit).await.expect(200);
    assert!(now["disabled_reason"].is_null() && now["is_enabled"] == true);
    endpoint.test(&app).await;
    app.settle().await;
    assert_eq!(receiver.heard().len(), 2);
    app.done().await;
}

#[tokio::test]
async fn who_fails_for_five_days_is_turned_off_and_hears_later_what_waited() {
    use sea_orm::{ActiveValue::Set, EntityTrait};
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    receiver.answer("502 Bad gateway");
    endpoint.test(&app).await;
    app.settle().await;
    let failing = tables::webhooks::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(domain::ids::WebhookId(endpoint.id.parse().unwrap())),
        failing_since: Set(Some(app.now() - chrono::TimeDelta::days(5))),
        ..Default::default()
    };
    tables::webhooks::Entity::update(failing).exec(app.db()).await.unwrap();
    seconds_pass(&app, 6);
    app.settle().await;
    let now = endpoint.now(&app).await;
    assert_eq!((&now["is_enabled"], &now["disabled_reason"]), (&json!(false), &json!("failing")));
    app.advance(10);
    app.settle().await;
    assert_eq!(receiver.heard().len(), 2, "what is off is not tried");
    receiver.answer("204 No Content");
    let edit = json!({ "is_enabled": true, "revision": now["revision"] });
    app.administrator().patch(&endpoint.path(), edit).await.expect(200);
    app.settle().await;
    assert_eq!(receiver.heard().len(), 3);
    assert_eq!(endpoint.log(&app).await[0]["state"], "delivered");
    app.done().await;
}

#[tokio::test]
async fn a_delivery_can_be_sent_again_by_hand() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    let delivery = endpoint.test(&app).await;
    app.settle().await;
    let log = format!("{}/deliveries", endpoint.path());
    let path = format!("{log}/{}/redelivery", delivery["id"].as_str().unwrap());
    let again = app.administrator().post(&path, json!({})).await.expect(202);
    assert_eq!(again["state"], "pending");
    app.settle().await;
    let heard = receiver.heard();
    assert_eq!(heard.len(), 2);
    assert_eq!(heard[0].id, heard[1].id);
    let other = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    let foreign = path.replace(&endpoint.id, &other.id);
    app.administrator().post(&foreign, json!({})).await.refused(404, "not_found");
    let states = async |state: &str| {
        let page = app.administrator().get(&format!("{log}?state={state}")).await.expect(200);
        page["items"].as_array().unwrap().len()
    };
    assert_eq!((states("delivered").await, states("failed").await), (1, 0));
    app.done().await;
}

#[tokio::test]
async fn a_new_secret_signs_beside_the_old_one_for_a_day() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    let path = format!("{}/secrets", endpoint.path());
    let made = app.administrator().post(&path, json!({})).await.expect(201);
    let new = made["secret"].as_str().unwrap().to_owned();
    assert_ne!(new, endpoint.secret);
    let secrets = made["webhook"]["secrets"].as_array().unwrap();
    assert_eq!(secrets.len(), 2);
    assert!(secrets[0]["expires_at"].is_null() && secrets[1]["expires_at"].is_string());
    assert!(!made["webhook"].to_string().contains("whsec_"), "shown once only");
    endpoint.test(&app).await;
    app.settle().await;
    let both = receiver.heard().remove(0);
    assert!(both.is_signed_with(&new) && both.is_signed_with(&endpoint.secret));
    assert_eq!(both.signatures.len(), 2);
    app.advance(24 * 60);
    endpoint.test(&app).await;
    app.settle().await;
    let last = receiver.heard().pop().unwrap();
    assert!(last.is_signed_with(&new) && !last.is_signed_with(&endpoint.secret));
    app.done().await;
}

/// Whoever asks again because an answer was lost must not end what the receiver knows.
#[tokio::test]
async fn no_secret_ends_before_its_day_is_over() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    let path = format!("{}/secrets", endpoint.path());
    let rotate = async || app.administrator().post(&path, json!({})).await;
    rotate().await.expect(201);
    let first = endpoint.now(&app).await["secrets"][1].clone();
    app.advance(60);
    let third = rotate().await.expect(201)["secret"].as_str().unwrap().to_owned();
    let secrets = endpoint.now(&app).await["secrets"].as_array().unwrap().clone();
    assert_eq!(secrets.len(), 3);
    assert_eq!(secrets[2], first, "its end was moved");
    endpoint.test(&app).await;
    app.settle().await;
    let heard = receiver.heard().pop().unwrap();
    assert!(heard.is_signed_with(&endpoint.secret) && heard.is_signed_with(&third));
    let refused = rotate().await;
    refused.refused(409, "webhook_secret_limit");
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((23 * 3600 - 60..=23 * 3600 + 1).contains(&wait), "{wait}");
    assert_eq!(endpoint.now(&app).await["secrets"], json!(secrets));
    app.advance(23 * 60);
    rotate().await.expect(201);
    app.done().await;
}

#[tokio::test]
async fn the_log_is_kept_for_thirty_days() {
    use sea_orm::sea_query::Expr;
    use sea_orm::{EntityTrait, PaginatorTrait};
    use tables::{webhook_deliveries, webhook_messages};
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    endpoint.test(&app).await;
    app.settle().await;
    let count = async || {
        let deliveries = webhook_deliveries::Entity::find().count(app.db()).await.unwrap();
        (deliveries, webhook_messages::Entity::find().count(app.db()).await.unwrap())
    };
    assert_eq!(count().await, (1, 1));
    let old = app.now() - chrono::TimeDelta::days(31);
    webhook_deliveries::Entity::update_many()
        .col_expr(webhook_deliveries::Column::CreatedAt, Expr::value(old))
        .exec(app.db())
        .await
        .unwrap();
    webhook_messages::Entity::update_many()
        .col_expr(webhook_messages::Column::CreatedAt, Expr::value(old))
        .exec(app.db())
        .await
        .unwrap();
    endpoint.test(&app).await;
    app.settle().await;
    assert_eq!(count().await, (1, 1), "the old one is gone, the new one stays");
    app.done().await;
}
