//! Paying, and everything else that can become of a cashier page.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::world::{TIME, World, until};

fn pair(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

#[tokio::test]
async fn a_payment_is_told_to_the_merchant_and_to_the_browser() {
    let world = World::new().await;
    assert_eq!(world.codes("PAY00000001").await, pair("34", ""));

    let html = world.front("PAY00000001", "9600", &[("orderDesc", "<b>2 x 流浪地球</b>")]).await;
    for seen in ["¥96.00", "PAY00000001", "&lt;b&gt;2 x 流浪地球", "6216261000000000018"] {
        assert!(html.contains(seen), "{seen} is not on the page");
    }
    assert!(!html.contains("<b>2"));
    assert_eq!(world.codes("PAY00000001").await, pair("00", "05"));

    let answer = world.press(&html, "pay").await;
    assert_eq!(answer.status(), 303);
    let location: reqwest::Url = answer.headers()["location"].to_str().unwrap().parse().unwrap();
    let shown: BTreeMap<_, _> = location.query_pairs().collect();
    assert_eq!((location.path(), location.fragment()), ("/orders/1", Some("paid")));
    assert_eq!((&*shown["lang"], &*shown["respCode"]), ("zh", "00"));
    assert_eq!(&*shown["orderId"], "PAY00000001");

    // The bank told the merchant before it let the browser go.
    let heard = world.heard("PAY00000001");
    assert_eq!(heard.len(), 1);
    let notice = &heard[0];
    assert!(world.signer.accepts(notice));
    let reply = world.query("PAY00000001").await;
    assert_eq!((&*reply["respCode"], &*reply["origRespCode"]), ("00", "00"));
    for said in [notice, &reply] {
        assert_eq!((&*said["txnAmt"], &*said["currencyCode"]), ("9600", "156"));
        assert_eq!((&*said["txnType"], &*said["txnTime"]), ("01", TIME));
        assert_eq!(&*said["settleDate"], "1122");
        assert_eq!(said["queryId"], reply["queryId"]);
        assert_eq!(said["queryId"].len(), 21);
        assert_eq!((said["traceNo"].len(), &*said["traceTime"]), (6, "1122140000"));
        assert_eq!(&*said["accNo"], "621626*********0018");
    }
    assert_eq!(&*notice["respCode"], "00");
}

#[tokio::test]
async fn a_declined_payment_fails_for_good_and_is_not_notified() {
    let world = World::new().await;
    let location = world.pay("DECLINE00001", "100", "decline").await;
    assert!(location.query().unwrap().contains("respCode=64"));
    let reply = world.query("DECLINE00001").await;
    assert_eq!((&*reply["respCode"], &*reply["origRespCode"]), ("00", "64"));
    assert!(!reply.contains_key("queryId"));

    world.pay("PAIDAFTER001", "100", "pay").await;
    assert_eq!(world.heard_raw().len(), 1, "only the payment that succeeded");
}

#[tokio::test]
async fn a_button_pressed_twice_takes_the_money_once() {
    let world = World::new().await;
    let html = world.front("TWICE0000001", "100", &[]).await;
    assert_eq!(world.press(&html, "pay").await.status(), 303);
    let first = world.query("TWICE0000001").await["queryId"].clone();
    for outcome in ["pay", "decline", "pay_late", "notify_twice"] {
        let answer = world.press(&html, outcome).await;
        let location = answer.headers()["location"].to_str().unwrap();
        assert!(location.contains("respCode=00"), "{outcome} changes nothing any more");
    }
    let reply = world.query("TWICE0000001").await;
    assert_eq!((&reply["queryId"], &*reply["origRespCode"]), (&first, "00"));
    assert_eq!(world.heard("TWICE0000001").len(), 1);
}

#[tokio::test]
async fn the_same_request_opens_the_same_page_and_another_is_a_duplicate() {
    let world = World::new().await;
    let html = world.front("DUPLICATE001", "100", &[]).await;
    assert_eq!(world.front("DUPLICATE001", "100", &[]).await, html, "a page loaded again");
    assert!(world.front("DUPLICATE001", "101", &[]).await.contains("<code>12重复交易"));
    world.press(&html, "pay").await;
    let again = world.front("DUPLICATE001", "100", &[]).await;
    assert!(again.contains("<code>12重复交易"), "paid is paid");
    assert_eq!(world.query("DUPLICATE001").await["txnAmt"], "100");
}

#[tokio::test]
async fn a_page_left_open_stays_payable_and_pays_late() {
    let world = World::new().await;
    let limit = [("payTimeout", "20261122141000")];
    let html = world.front("ABANDON00001", "100", &limit).await;
    assert!(html.contains("14:10:00"));
    let answer = world.press(&html, "abandon").await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("You may close this page"));
    assert_eq!(world.codes("ABANDON00001").await, pair("00", "05"));

    world.advance(601);
    assert_eq!(world.press(&html, "pay").await.status(), 303);
    assert_eq!(world.codes("ABANDON00001").await, pair("00", "42"));
    assert_eq!(world.heard("ABANDON00001")[0]["respCode"], "42");
}

#[tokio::test]
async fn a_late_payment_is_under_way_until_the_limit_has_passed() {
    let world = World::new().await;
    let html = world.front("LATE00000001", "100", &[("payTimeout", "20261122141000")]).await;
    let answer = world.press(&html, "pay_late").await;
    assert_eq!(answer.status(), 303);
    assert!(answer.headers()["location"].to_str().unwrap().contains("respCode=03"));
    assert_eq!(world.codes("LATE00000001").await, pair("00", "03"));

    world.advance(599);
    world.pay("BARRIER00001", "100", "pay").await;
    assert_eq!(world.codes("LATE00000001").await, pair("00", "03"));
    world.advance(2);
    until("the late payment's notification", || !world.heard("LATE00000001").is_empty()).await;
    assert_eq!(world.codes("LATE00000001").await, pair("00", "42"));
    assert_eq!(world.heard("LATE00000001")[0]["respCode"], "42");
}

#[tokio::test]
async fn a_late_payment_can_be_set_to_a_delay_of_its_own() {
    let world = World::with(Some(Duration::from_secs(30))).await;
    let html = world.front("LATE00000002", "100", &[("payTimeout", "20261122141000")]).await;
    world.press(&html, "pay_late").await;
    assert_eq!(world.codes("LATE00000002").await, pair("00", "03"));
    world.advance(30);
    until("the delayed payment", || !world.heard("LATE00000002").is_empty()).await;
    assert_eq!(world.codes("LATE00000002").await, pair("00", "00"), "within the limit");
}

#[tokio::test]
async fn the_clearing_day_turns_at_eleven() {
    let world = World::new().await;
    world.advance(9 * 3600 - 1);
    world.pay("CLEARING0001", "100", "pay").await;
    assert_eq!(world.query("CLEARING0001").await["settleDate"], "1122");
    world.advance(1);
    world.pay("CLEARING0002", "100", "pay").await;
    assert_eq!(world.query("CLEARING0002").await["settleDate"], "1123");
}

#[tokio::test]
async fn a_bank_opened_again_knows_what_it_knew() {
    let mut world = World::new().await;
    world.pay("KEPT00000001", "9600", "pay").await;
    let paid = world.query("KEPT00000001").await;
    let refund = world.reverse("04", "KEPTREFUND01", &paid["queryId"], "600").await;
    assert_eq!(refund["respCode"], "00");
    let open = world.front("KEPT00000002", "100", &[]).await;
    let late = world.front("KEPT00000003", "100", &[("payTimeout", "20261122141000")]).await;
    world.press(&late, "pay_late").await;

    world.reopen().await;
    assert_eq!(world.query("KEPT00000001").await, paid);
    assert_eq!(world.query("KEPTREFUND01").await["origRespCode"], "00");
    let over = world.reverse("04", "KEPTREFUND02", &paid["queryId"], "9001").await;
    assert_eq!(over["respCode"], "36", "the first refund still counts");
    assert_eq!(world.press(&open, "pay").await.status(), 303);
    let newer = world.query("KEPT00000002").await;
    assert_ne!(newer["queryId"], paid["queryId"]);
    assert_ne!(newer["queryId"], refund["queryId"]);
    world.advance(700);
    until("the payment agreed before the restart", || !world.heard("KEPT00000003").is_empty())
        .await;
}
