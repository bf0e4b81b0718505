//! The purchase: from a chosen seat to a ticket, and every way in which it can go wrong.

use serde_json::json;

use crate::support::{Purchase, TestApp};

#[tokio::test]
async fn two_seats_are_bought_and_the_code_is_sent() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let purchase = Purchase::begin(&anna, &stage, &seats).await;

    let order = purchase.finish().await;
    assert_eq!(order["payment"]["status"], "succeeded");
    assert_eq!(order["refunds"], json!([]));
    let code = order["pickup_code"].as_str().unwrap();
    let texts = app.until("a text message", async || {
        let texts = app.texts_to(&anna.phone).await;
        (!texts.is_empty()).then_some(texts)
    });
    let text = texts.await.remove(0);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    assert!(digits.contains(code), "{code} is not in {text}");
    let after = app.stage(stage.id()).await;
    for seat in &seats {
        assert_eq!(after.state_of(seat), "sold");
    }
    app.done().await;
}
