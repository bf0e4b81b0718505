//! A cinema that does not answer costs nobody but its own customers anything, and those not long.

use sandbox::cinema::dial::{Fault, Kind, Operation};
use serde_json::json;

use super::world::{Remote, once};
use crate::support::Purchase;

/// Time for an answer, in milliseconds: short, for some questions have none, and long enough for a
/// busy machine.
const PATIENCE_MS: u32 = 1_200;

fn always(kind: Kind) -> Fault {
    Fault { percent: Some(100), ..once(Operation::Any, kind) }
}

#[tokio::test]
async fn a_dead_cinema_is_refused_at_once_and_others_sell() {
    let remote = Remote::start_with(Default::default(), PATIENCE_MS).await;
    let anna = remote.app.customer();
    let crowd = remote.app.crowd(20).await;
    let stage = remote.stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(2) });
    remote.dial(&[always(Kind::Hang)]);
    let mut waited = 0;
    for person in &crowd {
        if remote.health().await["breaker"] == "open" {
            break;
        }
        let answer = person.post("/seat-locks", wish.clone()).await;
        let codes = ["cinema_unavailable", "lock_outcome_unknown"];
        assert!(codes.contains(&answer.code().as_str()), "{}", answer.body);
        waited += 1;
    }
    assert!((1..10).contains(&waited), "{waited} customers waited for a dead cinema");
    let calls = remote.health().await["calls"].as_array().unwrap().len();
    anna.post("/seat-locks", wish).await.refused(503, "cinema_unavailable");
    assert_eq!(remote.health().await["calls"].as_array().unwrap().len(), calls, "it was asked");

    let theirs = remote.app.any_stage().await;
    let order = Purchase::begin(&anna, &theirs, &theirs.seats(2)).await.finish().await;
    assert_eq!(order["status"], "ticketed", "another cinema sells");
    assert!(!remote.showtimes().await.is_empty(), "its showtimes stay visible");
    let page = remote.app.anonymous().get(&format!("/cinemas/{}", remote.cinema_id)).await;
    assert_eq!(page.expect(200)["available"], false, "its page says so");

    remote.cinema.heal();
    remote.app.advance(5);
    let stage = remote.stage().await;
    let purchase = remote.buy(&anna, &stage).await;
    assert_eq!(purchase.order["status"], "ticketed", "it is back");
    remote.done().await;
}

#[tokio::test]
async fn a_cinema_that_dies_after_the_payment_hands_its_tickets_out_when_it_is_back() {
    let remote = Remote::start_with(Default::default(), PATIENCE_MS).await;
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    remote.dial(&[always(Kind::LostRequest)]);
    purchase.at_bank("pay").await;
    for _ in 0..7 {
        remote.app.settle().await;
        remote.app.advance(1);
    }
    let order = purchase.order_now().await;
    assert_eq!(order["status"], "paid", "neither sold nor refused");
    assert_eq!(order["refunds"], json!([]), "money went back for seats that may be sold");
    let unfinished = &remote.health().await["unfinished"];
    assert_eq!(unfinished["confirms_open"], 1, "{unfinished}");
    remote.cinema.heal();
    let order = remote.until_ended(&purchase).await;
    assert_eq!(order["status"], "ticketed");
    remote.done().await;
}

#[tokio::test]
async fn a_cinema_that_was_killed_knows_what_it_sold() {
    let remote = Remote::start().await;
    let (lock, order, payment) = {
        let anna = remote.app.customer();
        let stage = remote.stage().await;
        let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
        remote.dial(&[once(Operation::Confirm, Kind::LostAnswer)]);
        purchase.at_bank("pay").await;
        purchase.until_order(&["paid"]).await;
        remote.app.settle().await;
        (purchase.lock, purchase.order, purchase.payment)
    };
    assert_eq!(remote.cinema.dialled().faults, [], "the sale's answer was lost");
    let remote = remote.reopened().await;
    let anna = remote.app.customer();
    let purchase = Purchase { person: &anna, lock, order, payment };
    assert_eq!(remote.until_ended(&purchase).await["status"], "ticketed");
    let health = remote.health().await;
    let calls = health["calls"].as_array().unwrap();
    let confirms: Vec<_> = calls.iter().filter(|call| call["operation"] == "confirm").collect();
    assert_eq!(confirms.len(), 1, "it was asked and not told again");
    assert_eq!(confirms[0]["outcome"], "unknown");
    remote.done().await;
}
