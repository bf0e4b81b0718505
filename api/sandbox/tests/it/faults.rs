//! The fault dial.

use std::time::{Duration, Instant};

use crate::merchant::split;
use crate::world::{World, until};

const QUERY: &str = "/gateway/api/queryTrans.do";
const BACK: &str = "/gateway/api/backTransReq.do";

#[tokio::test]
async fn a_refund_lost_before_or_after_it_was_made() {
    let world = World::new().await;
    world.pay("SALE00000001", "1000", "pay").await;
    let original = world.query("SALE00000001").await["queryId"].clone();

    world.dial(r#"{"operation":"refund","kind":"drop_before"}"#).await;
    let fields = world.reversal("04", "REFUND000001", &original, "100");
    assert!(world.post(BACK, &fields).await.is_err(), "no answer");
    assert_eq!(world.query("REFUND000001").await["respCode"], "34");
    assert_eq!(world.ask(BACK, &fields).await["respCode"], "00", "the fault struck once");

    world.dial(r#"{"operation":"refund","kind":"drop_after"}"#).await;
    let fields = world.reversal("04", "REFUND000002", &original, "100");
    assert!(world.post(BACK, &fields).await.is_err(), "no answer");
    assert_eq!(world.query("REFUND000002").await["origRespCode"], "00", "but it was made");
    assert_eq!(world.ask(BACK, &fields).await["respCode"], "12");

    world.dial(r#"{"operation":"void","kind":"error_after"}"#).await;
    world.pay("SALE00000002", "1000", "pay").await;
    let original = world.query("SALE00000002").await["queryId"].clone();
    let fields = world.reversal("31", "VOID00000001", &original, "1000");
    let error = world.post(BACK, &fields).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(world.query("VOID00000001").await["origRespCode"], "00");
}

#[tokio::test]
async fn a_query_that_lies_errs_or_dawdles() {
    let world = World::new().await;
    world.pay("SALE00000001", "1000", "pay").await;
    let fields = world.query_fields("SALE00000001");
    world
        .dial(
            r#"{"operation":"query","kind":"bad_signature","times":2},
               {"operation":"query","kind":"wrong_amount","amount_delta":-7},
               {"operation":"query","kind":"error_before"},
               {"operation":"query","kind":"drop_before"},
               {"operation":"query","kind":"slow_after","delay_ms":300}"#,
        )
        .await;
    for _ in 0..2 {
        let reply = split(&world.post(QUERY, &fields).await.unwrap());
        assert_eq!(reply["origRespCode"], "00");
        assert!(!world.signer.accepts(&reply));
    }
    assert_eq!(world.query("SALE00000001").await["txnAmt"], "993", "signed, and wrong");
    assert!(world.post(QUERY, &fields).await.unwrap_err().status().is_some());
    assert!(world.post(QUERY, &fields).await.unwrap_err().status().is_none());
    let before = Instant::now();
    assert_eq!(world.query("SALE00000001").await["txnAmt"], "1000");
    assert!(before.elapsed() >= Duration::from_millis(300));
    assert_eq!(world.query("SALE00000001").await["txnAmt"], "1000", "all faults are used up");
}

#[tokio::test]
async fn notifications_that_are_lost_forged_or_wrong() {
    let world = World::new().await;
    world
        .dial(
            r#"{"operation":"notify","kind":"drop_before"},
               {"operation":"notify","kind":"bad_signature"},
               {"operation":"notify","kind":"wrong_amount","amount_delta":100},
               {"operation":"notify","kind":"drop_after"}"#,
        )
        .await;
    world.pay("LOST00000001", "1000", "pay").await;
    assert!(world.heard("LOST00000001").is_empty());
    world.pay("FORGED000001", "1000", "pay").await;
    assert!(!world.signer.accepts(&world.heard("FORGED000001")[0]));
    world.pay("WRONG0000001", "1000", "pay").await;
    assert_eq!(world.heard("WRONG0000001")[0]["txnAmt"], "1100");
    assert!(world.signer.accepts(&world.heard("WRONG0000001")[0]));
    world.pay("UNHEARD00001", "1000", "pay").await;
    assert_eq!(world.heard("UNHEARD00001").len(), 1);
    world.advance(60);
    until("what was lost comes again", || world.heard("LOST00000001").len() == 1).await;
    until("what was ignored comes again", || world.heard("UNHEARD00001").len() == 2).await;
}

#[tokio::test]
async fn a_payment_page_for_another_amount() {
    let world = World::new().await;
    world.dial(r#"{"operation":"front","kind":"wrong_amount","amount_delta":1}"#).await;
    world.pay("FRONT0000001", "1000", "pay").await;
    assert_eq!(world.query("FRONT0000001").await["txnAmt"], "1001");
    assert_eq!(world.heard("FRONT0000001")[0]["txnAmt"], "1001");
}

#[tokio::test]
async fn the_dial_shows_clears_and_refuses() {
    let world = World::new().await;
    let url = world.url("/faults");
    let read = async || world.client.get(&url).send().await.unwrap().text().await.unwrap();
    world.dial(r#"{"operation":"query","kind":"drop_before","times":3}"#).await;
    assert!(world.post(QUERY, &world.query_fields("ANY000000001")).await.is_err());
    assert!(read().await.contains("\"times\":2"));
    assert_eq!(world.client.delete(&url).send().await.unwrap().status(), 204);
    assert_eq!(read().await, "{\"faults\":[]}");
    for bad in [
        r#"{"operation":"sms","kind":"drop_before"}"#,
        r#"{"operation":"front","kind":"bad_signature"}"#,
        r#"{"operation":"notify","kind":"error_before"}"#,
        r#"{"operation":"query","kind":"explode"}"#,
        r#"{"operation":"query","kind":"drop_before","times":0}"#,
        r#"{"operation":"query","kind":"drop_before","often":1}"#,
    ] {
        let body = format!("{{\"faults\":[{bad}]}}");
        let answer = world.client.put(&url).body(body).send().await.unwrap();
        assert_eq!(answer.status(), 422, "{bad}");
    }
}
