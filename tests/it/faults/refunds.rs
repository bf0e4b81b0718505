//! Money on its way back: lost answers, refusals, tickets that the cinema will not take.

use chrono::TimeDelta;
use domain::ledger::LedgerEvent;
use gateways::cinema::TakeBackRefusal;
use serde_json::{Value, json};

use super::cinema::start as start_with_bad_line;
use super::{journals, moved_at_bank, returned_once, states, two_seats};
use crate::support::{Call, Fault, Person, Purchase, TestApp, dial, return_by_hand};

async fn ticketed<'a>(app: &'a TestApp, person: &'a Person<'a>) -> Purchase<'a> {
    let (stage, seats) = two_seats(app).await;
    let mut purchase = Purchase::begin(person, &stage, &seats).await;
    purchase.order = purchase.finish().await;
    purchase
}

async fn ask_for_refund(purchase: &Purchase<'_>) -> Value {
    let path = format!("{}/refunds", purchase.order_path());
    purchase.person.post(&path, json!({})).await.expect(202)
}

/// The answer to a refund is missing or worthless: it is asked for, and there is one refund only.
async fn refunded_once_in_spite_of(kind: &str) {
    let app = TestApp::start().await;
    let anna = app.customer();
    let purchase = ticketed(&app, &anna).await;
    let bank = app.bank_url.clone();
    let faults = json!([
        { "operation": "refund", "kind": kind },
        { "operation": "notify", "kind": "drop_before", "times": 60 },
        { "operation": "query", "kind": "drop_after", "times": 2 },
    ]);
    dial(&app, &bank, faults).await;
    let refund = ask_for_refund(&purchase).await;
    assert_ne!(refund["status"], "succeeded", "nobody has said so: {refund}");
    for _ in 0..12 {
        app.advance(2);
        app.settle().await;
    }
    let order = purchase.until_order(&["refunded"]).await;
    returned_once(&app, &order).await;
    assert_eq!(states(&purchase).await, ["available", "available"]);
    app.done().await;
}

#[tokio::test]
async fn a_refund_whose_answer_is_lost_is_asked_for() {
    refunded_once_in_spite_of("drop_after").await;
}

#[tokio::test]
async fn a_refund_that_never_arrived_is_told_again() {
    refunded_once_in_spite_of("drop_before").await;
}

#[tokio::test]
async fn a_refund_of_a_bank_in_trouble_is_asked_for() {
    refunded_once_in_spite_of("error_after").await;
}

#[tokio::test]
async fn a_refund_that_a_bank_in_trouble_did_not_take_is_told_again() {
    refunded_once_in_spite_of("error_before").await;
}

#[tokio::test]
async fn an_answer_with_a_bad_signature_ends_no_refund() {
    refunded_once_in_spite_of("bad_signature").await;
}

#[tokio::test]
async fn a_refund_outlasts_a_closed_bank() {
    let mut app = TestApp::start().await;
    let path = {
        let anna = app.customer();
        let purchase = ticketed(&app, &anna).await;
        purchase.order_path()
    };
    app.close_bank().await;
    {
        let anna = app.customer();
        anna.post(&format!("{path}/refunds"), json!({})).await.expect(202);
        app.advance(5);
        app.settle().await;
        assert_eq!(anna.get(&path).await.expect(200)["status"], "refunding");
    }
    app.open_bank().await;
    app.advance(20);
    let anna = app.customer();
    let order = app
        .until("the refund", async || {
            app.app.clock.advance(TimeDelta::seconds(30));
            let order = anna.get(&path).await.expect(200);
            (order["status"] == "refunded").then_some(order)
        })
        .await;
    returned_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_refund_that_the_bank_refuses_calls_an_operator() {
    let app = TestApp::start().await;
    app.expect_error("a refund needs an operator");
    let anna = app.customer();
    let purchase = ticketed(&app, &anna).await;
    return_by_hand(&app, "BYHAND00000001").await;
    ask_for_refund(&purchase).await;
    for _ in 0..3 {
        app.advance(2);
        app.settle().await;
    }
    let order = purchase.order_now().await;
    assert_eq!(order["status"], "refunding");
    assert_eq!(order["needs_operator"], true);
    assert_eq!(order["refunds"][0]["status"], "needs_manual");
    assert_eq!(journals(&app, LedgerEvent::RefundSucceeded).await, 0);
    let moved = moved_at_bank(&app).await;
    assert_eq!((moved.refunds, moved.returned), (1, moved.taken), "more went back than was paid");
    app.done().await;
}

#[tokio::test]
async fn a_refund_of_another_amount_calls_an_operator() {
    let app = TestApp::start().await;
    app.expect_error("a refund needs an operator");
    let anna = app.customer();
    let purchase = ticketed(&app, &anna).await;
    let bank = app.bank_url.clone();
    let wrong = json!([{ "operation": "notify", "kind": "wrong_amount", "times": 60,
                         "amount_delta": -1 }]);
    dial(&app, &bank, wrong).await;
    ask_for_refund(&purchase).await;
    app.until("an operator", async || {
        (purchase.order_now().await["needs_operator"] == true).then_some(())
    })
    .await;
    let order = purchase.order_now().await;
    assert_eq!(order["refunds"][0]["status"], "needs_manual");
    assert_eq!(journals(&app, LedgerEvent::RefundSucceeded).await, 0);

    // Whoever was called spoke with the bank, and asks what it says now.
    dial(&app, &bank, json!([])).await;
    let inquiry = format!("/admin/orders/{}/inquiries", order["id"].as_str().unwrap());
    app.administrator().post(&inquiry, json!({})).await.expect(200);
    let order = purchase.until_order(&["refunded"]).await;
    assert_eq!(order["needs_operator"], false, "{order}");
    returned_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn tickets_whose_return_nobody_confirms_are_asked_about_again() {
    for fault in [Fault::LostAfter, Fault::LostBefore, Fault::NotSent] {
        let (app, cinema) = start_with_bad_line().await;
        let anna = app.customer();
        let purchase = ticketed(&app, &anna).await;
        cinema.dial(Call::TakeBack, &[fault, Fault::LostBefore]);
        ask_for_refund(&purchase).await;
        assert_eq!(purchase.order_now().await["status"], "ticketed", "not taken back yet");
        assert_eq!(journals(&app, LedgerEvent::RefundRequested).await, 0, "owed too early");
        for _ in 0..4 {
            app.advance(1);
            app.settle().await;
        }
        let order = purchase.until_order(&["refunded"]).await;
        returned_once(&app, &order).await;
        assert_eq!(states(&purchase).await, ["available", "available"]);
        app.done().await;
    }
}

#[tokio::test]
async fn tickets_that_the_cinema_keeps_as_used_stay_paid() {
    let (app, cinema) = start_with_bad_line().await;
    let anna = app.customer();
    let purchase = ticketed(&app, &anna).await;
    let path = format!("{}/refunds", purchase.order_path());
    for refusal in [TakeBackRefusal::AlreadyUsed, TakeBackRefusal::TooLate] {
        cinema.dial(Call::TakeBack, &[Fault::Keep(refusal)]);
        anna.post(&path, json!({})).await.refused(409, "not_refundable");
        assert_eq!(purchase.order_now().await["status"], "ticketed");
        assert_eq!(states(&purchase).await, ["sold", "sold"]);
        assert_eq!(moved_at_bank(&app).await.refunds, 0);
        assert_eq!(journals(&app, LedgerEvent::RefundRequested).await, 0);
    }
    // The cinema's word was for that moment only.
    anna.post(&path, json!({})).await.expect(202);
    app.advance(1);
    let order = purchase.until_order(&["refunded"]).await;
    returned_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_refund_that_is_asked_for_twice_is_made_once() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let purchase = ticketed(&app, &anna).await;
    let path = format!("{}/refunds", purchase.order_path());
    let wishes = (0..8).map(|_| anna.post(&path, json!({})));
    let answers = futures_util::future::join_all(wishes).await;
    assert!(answers.iter().any(|answer| answer.status == 202), "{answers:#?}");
    let is_sane = |status: u16| matches!(status, 202 | 409);
    assert!(answers.iter().all(|answer| is_sane(answer.status)), "{answers:#?}");
    app.advance(1);
    let order = purchase.until_order(&["refunded"]).await;
    assert_eq!(order["refunds"].as_array().unwrap().len(), 1);
    returned_once(&app, &order).await;
    app.done().await;
}
