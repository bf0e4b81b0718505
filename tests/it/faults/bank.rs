//! The bank tells late, twice, wrongly or not at all; customers change their minds.

use std::sync::Arc;

use domain::ledger::LedgerEvent;
use futures_util::future::join_all;
use reqwest::Method;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use tables::bank_notifications;

use super::{journals, moved_at_bank, paid_once, returned_once, states, two_seats};
use crate::support::bank::Moved;
use crate::support::listener::Listener;
use crate::support::{Call, Cashier, FaultyCinema, Purchase, TestApp, dial};

/// Longer than the time to pay and the bank's grace after it.
const UNTIL_CLOSED: i64 = 25;

#[tokio::test]
async fn a_lost_notification_is_made_up_for_by_asking() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let bank = app.bank_url.clone();
    let lost = json!([{ "operation": "notify", "kind": "drop_before", "times": 60 }]);
    dial(&app, &bank, lost).await;
    purchase.at_bank("pay").await;
    app.settle().await;
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    app.advance(1);
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_payment_that_nobody_tells_of_is_found() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("notify_never").await;
    app.advance(1);
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_notification_that_comes_after_the_answer_changes_nothing() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let bank = app.bank_url.clone();
    dial(&app, &bank, json!([{ "operation": "notify", "kind": "drop_before" }])).await;
    purchase.at_bank("pay").await;
    // The question is due before the bank repeats itself.
    app.app.clock.advance(chrono::TimeDelta::seconds(10));
    let order = purchase.until_order(&["ticketed"]).await;
    app.advance(2);
    app.until("the repeated notification", async || {
        let kept = bank_notifications::Entity::find().count(app.db()).await.unwrap();
        (kept == 1).then_some(())
    })
    .await;
    assert_eq!(purchase.order_now().await["status"], "ticketed");
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_notification_that_comes_twice_counts_once() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("notify_twice").await;
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_notification_with_a_bad_signature_is_only_a_reason_to_ask() {
    let app = TestApp::start().await;
    app.expect_error("/payment-notifications/");
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let bank = app.bank_url.clone();
    let bad = json!([{ "operation": "notify", "kind": "bad_signature", "times": 60 }]);
    dial(&app, &bank, bad).await;
    purchase.at_bank("pay").await;
    let unproven = bank_notifications::Column::IsVerified.eq(false);
    app.until("the notification", async || {
        let kept = bank_notifications::Entity::find().filter(unproven.clone());
        (kept.count(app.db()).await.unwrap() > 0).then_some(())
    })
    .await;
    assert_eq!(journals(&app, LedgerEvent::PaymentSucceeded).await, 0, "it was believed");
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    app.advance(1);
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_forged_success_buys_nothing() {
    let app = TestApp::start().await;
    app.expect_error("/payment-notifications/");
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let fields = &purchase.payment["next_action"]["fields"];
    let text = |name: &str| fields[name].as_str().unwrap().to_owned();
    // Signed, but by the merchant's own key and not by the bank's.
    let mut forged: Vec<(&str, String)> =
        ["version", "encoding", "merId", "orderId", "txnTime", "txnAmt", "signature"]
            .map(|name| (name, text(name)))
            .into();
    forged.extend([
        ("respCode", "00".to_owned()),
        ("txnType", "01".to_owned()),
        ("queryId", "782703061000000000001".to_owned()),
    ]);
    let request = app.request(Method::POST, "/payment-notifications/unionpay").form(&forged);
    let answer = request.send().await.unwrap();
    assert_ne!(answer.status(), 200, "the forger is told that it worked");
    app.advance(1);
    app.settle().await;
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    assert_eq!(journals(&app, LedgerEvent::PaymentSucceeded).await, 0);
    app.done().await;
}

/// The wrong amount may come with a notification or with the answer to a question.
async fn a_wrong_amount_is_quarantined(outcome: &str, operation: &str) {
    let mut cinema = None;
    let app = TestApp::start_among(
        |_| (),
        |config, clock, office| {
            let faulty = FaultyCinema::before(office);
            cinema = Some(Arc::clone(&faulty));
            let outside = server::app::Gateways::from_config(config, clock, office)?;
            Ok(server::app::Gateways { box_office: faulty, ..outside })
        },
    )
    .await;
    let cinema = cinema.unwrap();
    app.expect_error("an order needs an operator");
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let bank = app.bank_url.clone();
    let wrong = json!([{ "operation": operation, "kind": "wrong_amount", "times": 60,
                         "amount_delta": -100 }]);
    dial(&app, &bank, wrong).await;
    purchase.at_bank(outcome).await;
    app.advance(1);
    purchase.until_payment(&["quarantined"]).await;
    app.until("an operator", async || {
        (purchase.order_now().await["needs_operator"] == true).then_some(())
    })
    .await;
    app.advance(UNTIL_CLOSED);
    app.settle().await;
    let order = purchase.order_now().await;
    assert_eq!(order["status"], "awaiting_payment", "a machine decided: {order}");
    assert_eq!(cinema.calls(Call::Confirm), 0, "the cinema was told of a sale");
    assert_eq!(cinema.calls(Call::Release), 0, "the seats were given away");
    assert_eq!(journals(&app, LedgerEvent::PaymentQuarantined).await, 1);
    assert_eq!(journals(&app, LedgerEvent::PaymentSucceeded).await, 0);
    app.done().await;
}

#[tokio::test]
async fn a_notification_of_a_wrong_amount_is_quarantined() {
    a_wrong_amount_is_quarantined("pay", "notify").await;
}

#[tokio::test]
async fn an_answer_with_a_wrong_amount_is_quarantined() {
    a_wrong_amount_is_quarantined("notify_never", "query").await;
}

/// However often the answer is missing or worthless, nothing is guessed from it.
async fn a_bad_answer_proves_nothing(kind: &str) {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let bank = app.bank_url.clone();
    dial(&app, &bank, json!([{ "operation": "query", "kind": kind, "times": 1000 }])).await;
    purchase.at_bank("notify_never").await;
    for _ in 0..8 {
        app.advance(4);
        app.settle().await;
        assert_eq!(purchase.payment_now().await["status"], "unknown");
        assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    }
    dial(&app, &bank, json!([])).await;
    app.advance(4);
    // The cinema has let the seats go meanwhile; nobody else took them.
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_lost_question_proves_nothing() {
    a_bad_answer_proves_nothing("drop_before").await;
}

#[tokio::test]
async fn a_lost_answer_proves_nothing() {
    a_bad_answer_proves_nothing("drop_after").await;
}

#[tokio::test]
async fn a_bank_in_trouble_proves_nothing() {
    a_bad_answer_proves_nothing("error_before").await;
}

#[tokio::test]
async fn an_answer_with_a_bad_signature_proves_nothing() {
    a_bad_answer_proves_nothing("bad_signature").await;
}

#[tokio::test]
async fn a_closed_bank_proves_nothing() {
    let mut app = TestApp::start().await;
    let (lock, order, payment) = {
        let anna = app.customer();
        let (stage, seats) = two_seats(&app).await;
        let purchase = Purchase::begin(&anna, &stage, &seats).await;
        purchase.at_bank("notify_never").await;
        (purchase.lock.clone(), purchase.order.clone(), purchase.payment.clone())
    };
    app.close_bank().await;
    for _ in 0..8 {
        app.advance(4);
        app.settle().await;
    }
    {
        let anna = app.customer();
        let purchase = Purchase { person: &anna, lock, order, payment };
        assert_eq!(purchase.payment_now().await["status"], "unknown");
        assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    }
    app.open_bank().await;
    app.advance(4);
    app.settle().await;
    let anna = app.customer();
    let orders = anna.get("/orders").await.expect(200);
    let order = &orders["items"][0];
    assert_eq!(order["status"], "ticketed");
    paid_once(&app, order).await;
    app.done().await;
}

#[tokio::test]
async fn money_that_comes_late_but_before_the_end_buys_the_tickets() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("pay_late").await;
    app.advance(13);
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.done().await;
}

/// An order that ended because nobody paid, with the bank's page still open in a browser.
async fn expired<'a>(
    app: &'a TestApp,
    person: &'a crate::support::Person<'a>,
    seats: &[String],
) -> (Purchase<'a>, Cashier<'a>) {
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(person, &stage, seats).await;
    let cashier = Cashier::open(app, &purchase.payment).await;
    app.advance(UNTIL_CLOSED);
    purchase.until_order(&["expired"]).await;
    app.settle().await;
    assert_eq!(states(&purchase).await, ["available", "available"]);
    (purchase, cashier)
}

#[tokio::test]
async fn money_that_comes_after_the_end_buys_the_tickets_if_the_seats_are_free() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (_, seats) = two_seats(&app).await;
    let (purchase, cashier) = expired(&app, &anna, &seats).await;
    cashier.press("pay").await;
    let order = purchase.until_order(&["ticketed"]).await;
    assert_eq!(states(&purchase).await, ["sold", "sold"]);
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn money_that_comes_when_somebody_else_has_the_seats_goes_back() {
    let app = TestApp::start().await;
    let (anna, bea) = (app.customer(), app.other_customer());
    let (stage, seats) = two_seats(&app).await;
    let (purchase, cashier) = expired(&app, &anna, &seats).await;
    let wish = json!({ "showtime_id": stage.id(), "seats": seats });
    let lock = bea.post("/seat-locks", wish).await.expect(201);
    cashier.press("pay").await;
    app.settle().await;
    app.advance(1);
    let order = purchase.until_order(&["refunded"]).await;
    returned_once(&app, &order).await;
    assert_eq!(states(&purchase).await, ["locked", "locked"], "they are another's");
    let id = lock["id"].as_str().unwrap();
    assert_eq!(bea.get(&format!("/seat-locks/{id}")).await.expect(200)["status"], "held");
    app.done().await;
}

#[tokio::test]
async fn who_cancels_and_pays_nevertheless_gets_the_money_back() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let cashier = Cashier::open(&app, &purchase.payment).await;
    let cancel = format!("{}/cancel", purchase.order_path());
    let order = anna.post(&cancel, json!({})).await.expect(200);
    assert_eq!(order["status"], "awaiting_payment", "the bank's page is still open: {order}");
    assert_eq!(states(&purchase).await, ["locked", "locked"], "given away while money may come");
    cashier.press("pay").await;
    app.settle().await;
    app.advance(1);
    let order = purchase.until_order(&["refunded"]).await;
    returned_once(&app, &order).await;
    assert_eq!(states(&purchase).await, ["available", "available"]);
    app.done().await;
}

#[tokio::test]
async fn who_cancels_and_walks_away_from_the_bank_loses_nothing() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("abandon").await;
    let cancel = format!("{}/cancel", purchase.order_path());
    anna.post(&cancel, json!({})).await.expect(200);
    app.advance(UNTIL_CLOSED);
    purchase.until_order(&["cancelled"]).await;
    app.settle().await;
    assert_eq!(states(&purchase).await, ["available", "available"]);
    assert_eq!(moved_at_bank(&app).await, Moved::default());
    app.done().await;
}

#[tokio::test]
async fn fifty_identical_notifications_at_once_make_one_journal() {
    let listener = Listener::start().await;
    let url = listener.url.clone();
    let app = TestApp::start_with(|config| config.public_url = url).await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("pay").await;
    let body = listener.next().await;
    let storm = (0..50).map(|_| {
        let request = app.request(Method::POST, "/payment-notifications/unionpay");
        let form = "application/x-www-form-urlencoded; charset=UTF-8";
        let request = request.header("content-type", form).body(body.clone());
        async { app.send("notification", request).await.status }
    });
    let answers = join_all(storm).await;
    // One that could not be taken in is told again by the bank; none may be refused for good.
    assert!(answers.iter().all(|status| matches!(status, 200 | 503)), "{answers:?}");
    assert!(answers.contains(&200), "{answers:?}");
    assert_eq!(journals(&app, LedgerEvent::PaymentSucceeded).await, 1);
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn two_tabs_open_one_payment() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let mut purchase = Purchase::begin(&anna, &stage, &seats).await;
    let wish = json!({ "order_id": purchase.order["id"], "method": "unionpay" });
    let tabs = (0..6).map(|_| anna.post("/payments", wish.clone()));
    for answer in join_all(tabs).await {
        let payment = answer.expect(201);
        assert_eq!(payment["id"], purchase.payment["id"], "a second open payment");
        assert_eq!(payment["next_action"], purchase.payment["next_action"]);
    }
    let (left, right) = (
        Cashier::open(&app, &purchase.payment).await,
        Cashier::open(&app, &purchase.payment).await,
    );
    tokio::join!(left.press("pay"), right.press("pay"));
    let order = purchase.until_order(&["ticketed"]).await;
    paid_once(&app, &order).await;
    purchase.payment = purchase.payment_now().await;
    assert_eq!(purchase.payment["status"], "succeeded");
    app.done().await;
}

#[tokio::test]
async fn who_is_declined_pays_with_another_card() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let mut purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("decline").await;
    app.advance(1);
    let declined = purchase.until_payment(&["failed"]).await;
    assert!(declined["failure"]["code"].is_string(), "{declined}");
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    assert_eq!(states(&purchase).await, ["locked", "locked"]);
    purchase.pay_anew().await;
    assert_ne!(purchase.payment["id"], declined["id"]);
    let order = purchase.finish().await;
    paid_once(&app, &order).await;
    app.done().await;
}
