//! The purchase: from a chosen seat to a ticket, and every way in which it can go wrong.

use domain::money::{Currency, Money};
use gateways::cinema::{ConfirmAnswer, ConfirmRequest, ConfirmSeat, LockRequest, SessionRef};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::{ledger_journals, tickets};

use crate::support::{Cashier, Purchase, Stage, TestApp, dial};

#[tokio::test]
async fn two_seats_are_bought_and_the_code_is_sent() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    assert_eq!(purchase.order["status"], "awaiting_payment");

    let order = purchase.finish().await;
    assert_eq!(order["payment"]["status"], "succeeded");
    assert_eq!(order["refunds"], json!([]));
    assert_eq!(order["pickup_code"].as_str().unwrap().len(), 12);
    let after = app.stage(stage.id()).await;
    for seat in &seats {
        assert_eq!(after.state_of(seat), "sold");
    }
    app.done().await;
}

#[tokio::test]
async fn the_browser_comes_back_to_where_the_shop_wants_it() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    let back = purchase.at_bank("pay").await.unwrap();
    assert!(back.starts_with(&app.url), "the bank sends the browser to {back}");
    purchase.until_order(&["ticketed"]).await;
    app.done().await;
}

#[tokio::test]
async fn a_declined_payment_leaves_the_order_payable() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let mut purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.at_bank("decline").await;
    // This bank tells of successes only; a refusal is found by asking.
    app.advance(1);
    let payment = purchase.until_payment(&["failed"]).await;
    assert!(!payment["failure"]["detail"].as_str().unwrap().is_empty(), "{payment}");
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");

    purchase.pay_anew().await;
    let order = purchase.finish().await;
    assert_eq!(order["payment"]["id"], purchase.payment["id"]);
    app.done().await;
}

#[tokio::test]
async fn one_payment_at_a_time() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    let wish = json!({ "order_id": purchase.order["id"], "method": "unionpay" });
    let again = anna.post("/payments", wish.clone()).await;
    // Either the open attempt is given again, or it is said to be open: never a second one.
    if again.status == 201 {
        assert_eq!(again.expect(201)["id"], purchase.payment["id"]);
    } else {
        again.refused(409, "payment_in_progress");
    }
    purchase.finish().await;
    anna.post("/payments", wish).await.refused(409, "order_not_payable");
    app.done().await;
}

#[tokio::test]
async fn who_walks_away_loses_the_seats_and_no_money() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.at_bank("abandon").await;
    for _ in 0..20 {
        app.advance(5);
        app.settle().await;
    }
    let order = purchase.order_now().await;
    assert_eq!(order["status"], "expired");
    assert_eq!(app.stage(stage.id()).await.state_of(&seats[0]), "available");
    app.done().await;
}

#[tokio::test]
async fn a_cancelled_order_gives_the_seats_back() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let wish = json!({ "showtime_id": stage.id(), "seats": seats });
    let lock = anna.post("/seat-locks", wish).await.expect(201);
    let order = anna.post("/orders", json!({ "seat_lock_id": lock["id"] })).await.expect(201);
    let path = format!("/orders/{}/cancel", order["id"].as_str().unwrap());
    anna.post(&path, json!({})).await.expect(200);
    app.settle().await;
    let path = format!("/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(anna.get(&path).await.expect(200)["status"], "cancelled");
    assert_eq!(app.stage(stage.id()).await.state_of(&seats[0]), "available");
    // Once more is the same.
    let cancel = format!("{path}/cancel");
    assert_eq!(anna.post(&cancel, json!({})).await.expect(200)["status"], "cancelled");
    app.done().await;
}

#[tokio::test]
async fn what_is_ticketed_is_given_back_and_not_cancelled() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.finish().await;
    let path = format!("{}/cancel", purchase.order_path());
    anna.post(&path, json!({})).await.refused(409, "order_not_cancellable");
    assert_eq!(purchase.order_now().await["status"], "ticketed");
    app.done().await;
}

/// The money comes after the order was given up: the seats are taken again, or it is returned.
#[tokio::test]
async fn late_money_finds_the_seats_free_and_gets_them() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.at_bank("pay_late").await;
    for _ in 0..8 {
        app.advance(5);
        app.settle().await;
    }
    let order = purchase.until_order(&["ticketed", "refunded"]).await;
    assert_eq!(order["payment"]["status"], "succeeded", "{order}");
    app.done().await;
}

#[tokio::test]
async fn late_money_finds_the_seats_gone_and_goes_back() {
    let app = TestApp::start().await;
    let (anna, bert) = (app.customer(), app.other_customer());
    let stage = app.any_stage().await;
    let seats = stage.seats(1);
    let late = Purchase::begin(&anna, &stage, &seats).await;
    let forgotten_window = Cashier::open(&app, &late.payment).await;
    for _ in 0..20 {
        app.advance(5);
        app.settle().await;
        if late.order_now().await["status"] == "expired" {
            break;
        }
    }
    assert_eq!(late.order_now().await["status"], "expired");
    let other = Purchase::begin(&bert, &app.stage(stage.id()).await, &seats).await;
    other.finish().await;

    forgotten_window.press("pay").await;
    let order = late.until_order(&["refunded"]).await;
    assert_eq!(order["refunds"][0]["status"], "succeeded", "{order}");
    assert_eq!(order["refunds"][0]["amount"], order["price"]["total"]);
    app.done().await;
}

#[tokio::test]
async fn a_bank_that_tells_twice_is_heard_once() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.at_bank("notify_twice").await;
    purchase.until_order(&["ticketed"]).await;
    app.advance(2);
    app.settle().await;
    let journals = ledger_journals::Entity::find().all(app.db()).await.unwrap();
    // One for the payment, one for the tickets.
    assert_eq!(journals.len(), 2, "{journals:#?}");
    assert_eq!(tickets::Entity::find().count(app.db()).await.unwrap(), 1);
    app.done().await;
}

#[tokio::test]
async fn a_bank_that_never_tells_is_asked() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.at_bank("notify_never").await;
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    for _ in 0..6 {
        app.advance(1);
        app.settle().await;
    }
    assert_eq!(purchase.order_now().await["status"], "ticketed");
    app.done().await;
}

/// The answers to questions are lost, late, wrong and forged before one is right.
#[tokio::test]
async fn lost_and_forged_answers_of_the_bank_change_nothing() {
    for kind in ["drop_before", "drop_after", "error_before", "error_after", "bad_signature"] {
        let app = TestApp::start().await;
        app.expect_error("bank");
        let anna = app.customer();
        let stage = app.any_stage().await;
        let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
        let faults = json!([{ "operation": "query", "kind": kind, "times": 3 }]);
        dial(&app, &app.bank_url, faults).await;
        purchase.at_bank("notify_never").await;
        for _ in 0..2 {
            app.advance(1);
            app.settle().await;
            let status = purchase.order_now().await["status"].clone();
            assert!(status == "awaiting_payment" || status == "ticketed", "{kind}: {status}");
        }
        for _ in 0..8 {
            app.advance(2);
            app.settle().await;
        }
        assert_eq!(purchase.order_now().await["status"], "ticketed", "{kind}");
        app.done().await;
    }
}

#[tokio::test]
async fn another_amount_than_asked_for_is_not_believed() {
    let app = TestApp::start().await;
    app.expect_error("needs an operator");
    app.expect_error("another amount");
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    let fault = json!({ "operation": "notify", "kind": "wrong_amount", "amount_delta": -100 });
    dial(&app, &app.bank_url, json!([fault])).await;
    purchase.at_bank("pay").await;
    let payment = purchase.until_payment(&["quarantined"]).await;
    assert_eq!(payment["amount"], purchase.order["price"]["total"]);
    let order = purchase.order_now().await;
    assert_eq!(order["needs_operator"], true, "{order}");
    assert_ne!(order["status"], "ticketed");
    app.done().await;
}

/// The cinema says no after the money was taken: everything goes back.
#[tokio::test]
async fn a_refusal_after_payment_returns_the_money() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    sell_behind_our_back(&app, &stage, &purchase.lock).await;
    purchase.at_bank("pay").await;
    let order = purchase.until_order(&["refunded"]).await;
    assert_eq!(order["refunds"][0]["amount"], order["price"]["total"], "{order}");
    assert_eq!(order["pickup_code"], Value::Null);
    app.done().await;
}

/// The cinema's own desk sells our locked seats: released and sold under another reference.
async fn sell_behind_our_back(app: &TestApp, stage: &Stage, lock: &Value) {
    let cinema = &app.app.gateways.box_office;
    let lock_id = lock["id"].as_str().unwrap().parse::<uuid::Uuid>().unwrap().into();
    let cinema_code = cinema_code(app, stage).await;
    cinema.release(&cinema_code, lock_id).await.unwrap();
    let session = SessionRef {
        cinema_code,
        session_code: stage.showtime["session_code"].as_str().unwrap().to_owned(),
    };
    let own = uuid::Uuid::from_u128(7);
    let seats = lock["seats"].as_array().unwrap();
    let code = |seat: &Value| seat["seat_code"].as_str().unwrap().to_owned();
    let yuan = |value: &Value| Money::new(value["amount"].as_i64().unwrap(), Currency::Cny);
    let request = LockRequest {
        client_lock_id: own.into(),
        session: session.clone(),
        session_version: stage.showtime["version"].as_i64().unwrap(),
        seat_codes: seats.iter().map(code).collect(),
        ttl_s: 600,
    };
    cinema.lock(&request).await.unwrap();
    let sold = ConfirmRequest {
        client_order_id: own.into(),
        client_lock_id: own.into(),
        lock_id: None,
        session,
        seats: seats
            .iter()
            .map(|seat| ConfirmSeat {
                seat_code: code(seat),
                ticket: yuan(&seat["price"]),
                screen_fee: Money::fen(0),
                service_fee: yuan(&stage.showtime["service_fee"]),
            })
            .collect(),
        phone: "+8613700000000".to_owned(),
    };
    let answer = cinema.confirm(&sold).await.unwrap();
    assert!(matches!(answer, ConfirmAnswer::Confirmed(_)), "{answer:?}");
}

async fn cinema_code(app: &TestApp, stage: &Stage) -> String {
    let id = stage.showtime["cinema"]["id"].as_str().unwrap();
    let cinema = app.anonymous().get(&format!("/cinemas/{id}")).await.expect(200);
    cinema["cinema_code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_ticketed_order_is_given_back_in_full() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    purchase.finish().await;
    let path = purchase.order_path();
    let quote = anna.get(&format!("{path}/refund-quote")).await.expect(200);
    assert_eq!(quote["refundable"], true, "{quote}");
    // What somebody saw a moment before is not told to others any more once they are back.
    assert_eq!(app.stage(stage.id()).await.state_of(&seats[0]), "sold");
    let refund = anna.post(&format!("{path}/refunds"), json!({})).await.expect(202);
    assert_eq!(refund["order_id"], purchase.order["id"]);
    let order = purchase.until_order(&["refunded"]).await;
    assert_eq!(order["refunds"][0]["status"], "succeeded");
    assert_eq!(order["refunds"][0]["amount"], quote["amount"]);
    assert_eq!(app.stage(stage.id()).await.state_of(&seats[0]), "available");
    anna.post(&format!("{path}/refunds"), json!({})).await.refused(409, "already_refunded");
    app.done().await;
}

/// Refunds are asked after as well when their answers are lost.
#[tokio::test]
async fn a_lost_answer_to_a_refund_does_not_return_the_money_twice() {
    for kind in ["drop_before", "drop_after", "error_after", "bad_signature"] {
        let app = TestApp::start().await;
        app.expect_error("bank");
        let anna = app.customer();
        let stage = app.any_stage().await;
        let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
        purchase.finish().await;
        let fault = json!({ "operation": "refund", "kind": kind });
        dial(&app, &app.bank_url, json!([fault])).await;
        let path = format!("{}/refunds", purchase.order_path());
        anna.post(&path, json!({})).await.expect(202);
        for _ in 0..10 {
            app.settle().await;
            app.advance(2);
        }
        let order = purchase.until_order(&["refunded"]).await;
        assert_eq!(order["refunds"].as_array().unwrap().len(), 1, "{kind}: {order}");
        let book = app.browser.get(&app.bank_url).send().await.unwrap().text().await.unwrap();
        assert!(!book.is_empty());
        app.done().await;
    }
}

#[tokio::test]
async fn too_late_to_give_back() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.finish().await;
    let starts_at: chrono::DateTime<chrono::Utc> =
        stage.showtime["starts_at"].as_str().unwrap().parse().unwrap();
    app.advance((starts_at - app.now()).num_minutes() - 5);
    let path = purchase.order_path();
    let quote = anna.get(&format!("{path}/refund-quote")).await.expect(200);
    assert_eq!(quote["refundable"], false);
    assert!(!quote["reason"].as_str().unwrap().is_empty());
    anna.post(&format!("{path}/refunds"), json!({})).await.refused(409, "not_refundable");
    app.done().await;
}

/// The bank is not there at all: nothing is lost, and it goes on when the bank is back.
#[tokio::test]
async fn a_bank_that_is_closed_delays_and_loses_nothing() {
    let mut app = TestApp::start().await;
    app.expect_error("bank");
    let stage = app.any_stage().await;
    let order_path;
    {
        let anna = app.customer();
        let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
        purchase.at_bank("notify_never").await;
        order_path = purchase.order_path();
    }
    app.close_bank().await;
    for _ in 0..5 {
        app.advance(1);
        app.settle().await;
    }
    assert_eq!(app.customer().get(&order_path).await.expect(200)["status"], "awaiting_payment");
    app.open_bank().await;
    for _ in 0..5 {
        app.advance(2);
        app.settle().await;
    }
    assert_eq!(app.customer().get(&order_path).await.expect(200)["status"], "ticketed");
    app.done().await;
}

#[tokio::test]
async fn the_timeline_tells_what_happened_where() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.finish().await;
    let path = format!("{}/timeline", purchase.order_path());
    let timeline = anna.get(&path).await.expect(200);
    let sides: std::collections::BTreeSet<_> = timeline["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["side"].as_str().unwrap().to_owned())
        .collect();
    for side in ["platform", "cinema", "bank"] {
        assert!(sides.contains(side), "nothing of the {side} in {timeline}");
    }
    app.auditor().get(&path).await.expect(200);
    app.other_customer().get(&path).await.refused(404, "not_found");
    app.done().await;
}

#[tokio::test]
async fn the_same_request_again_is_the_same_order() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(1) });
    let first = anna.post_again("/seat-locks", wish.clone(), "lock-once").await;
    let again = anna.post_again("/seat-locks", wish, "lock-once").await;
    assert_eq!(first.expect(201), again.expect(201));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(first.header("idempotency-replayed"), "");

    let wish = json!({ "seat_lock_id": first.expect(201)["id"] });
    let order = anna.post_again("/orders", wish.clone(), "order-once").await;
    assert_eq!(anna.post_again("/orders", wish, "order-once").await.body, order.body);
    let other = json!({ "seat_lock_id": uuid::Uuid::nil() });
    let reused = anna.post_again("/orders", other, "order-once").await;
    reused.refused(422, "idempotency_key_reused");
    let wish = json!({ "seat_lock_id": uuid::Uuid::nil() });
    let keyless = anna.post_again("/orders", wish, "").await;
    keyless.refused(400, "idempotency_key_missing");
    app.done().await;
}
