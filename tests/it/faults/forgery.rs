//! Messages at the bank's entry that no bank signed.

use reqwest::Method;
use sea_orm::{EntityTrait, PaginatorTrait};
use tables::bank_notifications;

use super::{paid_once, two_seats};
use crate::support::listener::Listener;
use crate::support::{Answer, Purchase, TestApp};

/// A message in the bank's form about `number` that no bank signed.
async fn forge(app: &TestApp, number: &str, serial: usize) -> Answer {
    let body = format!(
        "version=5.1.0&encoding=UTF-8&signMethod=01&txnType=01&merId=777290058110048\
         &orderId={number}&respCode=00&respMsg={serial}&signature=AAAA&signPubKeyCert=x"
    );
    let request = app.request(Method::POST, "/payment-notifications/unionpay");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    app.send("forged notification", request.body(body)).await
}

async fn kept(app: &TestApp) -> u64 {
    bank_notifications::Entity::find().count(app.db()).await.unwrap()
}

#[tokio::test]
async fn what_nobody_signed_is_kept_only_about_a_payment_of_ours() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    for serial in 0..8 {
        forge(&app, "P00000000000000000000000", serial).await.refused(400, "malformed_request");
    }
    assert_eq!(kept(&app).await, 0, "a table that only grows, filled by anybody");
    let number = purchase.payment["next_action"]["fields"]["orderId"].as_str().unwrap();
    for serial in [0, 0, 1] {
        forge(&app, number, serial).await.refused(400, "malformed_request");
    }
    assert_eq!(kept(&app).await, 2, "the same bytes are the same message");
    // Whoever has ordered knows a number of ours: that does not make the room endless.
    for serial in 2..20 {
        forge(&app, number, serial).await.refused(400, "malformed_request");
    }
    assert_eq!(kept(&app).await, 5);
    app.done().await;
}

#[tokio::test]
async fn a_flood_of_forgeries_is_turned_away_and_the_bank_is_heard() {
    let listener = Listener::start().await;
    let url = listener.url.clone();
    let app = TestApp::start_with(|config| config.public_url = url).await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("pay").await;
    let proven = listener.next().await;
    let mut last = None;
    for serial in 0..200 {
        let answer = forge(&app, "P00000000000000000000000", serial).await;
        let is_over = answer.status == 429;
        last = Some(answer);
        if is_over {
            break;
        }
    }
    let last = last.unwrap();
    last.refused(429, "too_many_requests");
    assert!(last.header("retry-after").parse::<u32>().unwrap() > 0);
    // What is no message at all counts like a forged one.
    let request = app.request(Method::POST, "/payment-notifications/unionpay");
    app.send("rubbish", request.body("a=%ff&b")).await.refused(429, "too_many_requests");
    let request = app.request(Method::POST, "/payment-notifications/unionpay");
    let form = "application/x-www-form-urlencoded; charset=UTF-8";
    let request = request.header("content-type", form).body(proven);
    app.send("notification", request).await.expect(200);
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.advance(11);
    forge(&app, "P00000000000000000000000", 0).await.refused(400, "malformed_request");
    app.done().await;
}
