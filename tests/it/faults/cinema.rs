//! The line to the cinema breaks at every call, before and after it was heard.

use std::sync::Arc;

use domain::ids::SeatLockId;
use gateways::cinema::{CinemaGateway, ConfirmRefusal, ReleaseAnswer};
use serde_json::json;
use server::app::Gateways;

use super::{paid_once, returned_once, seats_of, states, two_seats};
use crate::support::{
    Answer, Call, Fault, FaultyCinema, Person, Purchase, Stage, TestApp, new_key,
};

/// The platform with a cinema behind a bad line.
pub async fn start() -> (TestApp, Arc<FaultyCinema>) {
    let mut cinema = None;
    let app = TestApp::start_among(
        |_| (),
        |config, clock, office| {
            let faulty = FaultyCinema::before(office);
            cinema = Some(Arc::clone(&faulty));
            let outside = Gateways::from_config(config, clock, office)?;
            Ok(Gateways { box_office: faulty, ..outside })
        },
    )
    .await;
    (app, cinema.unwrap())
}

async fn lock(person: &Person<'_>, stage: &Stage, seats: &[String], key: &str) -> Answer {
    let wish = json!({ "showtime_id": stage.id(), "seats": seats });
    person.post_again("/seat-locks", wish, key).await
}

async fn state_of(app: &TestApp, stage: &Stage, seat: &str) -> String {
    app.stage(stage.id()).await.state_of(seat)
}

#[tokio::test]
async fn a_lock_whose_answer_is_lost_is_asked_for_and_used() {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    cinema.dial(Call::Lock, &[Fault::LostAfter]);
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    assert_eq!((cinema.calls(Call::Lock), cinema.calls(Call::QueryLock)), (1, 1));
    let order = purchase.finish().await;
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_lock_that_never_arrived_is_not_believed_in() {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    cinema.dial(Call::Lock, &[Fault::LostBefore]);
    lock(&anna, &stage, &seats, &new_key()).await.refused(409, "lock_expired");
    assert_eq!(state_of(&app, &stage, &seats[0]).await, "available");
    lock(&anna, &stage, &seats, &new_key()).await.expect(201);
    app.done().await;
}

#[tokio::test]
async fn a_cinema_that_cannot_be_reached_locks_nothing() {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    cinema.dial(Call::Lock, &[Fault::NotSent]);
    app.expect_error("/seat-locks");
    lock(&anna, &stage, &seats, &new_key()).await.refused(503, "cinema_unavailable");
    app.settle().await;
    assert_eq!(state_of(&app, &stage, &seats[0]).await, "available");
    assert_eq!(cinema.calls(Call::QueryLock), 0, "it was asked about what was never sent");
    lock(&anna, &stage, &seats, &new_key()).await.expect(201);
    app.done().await;
}

#[tokio::test]
async fn a_lock_of_which_nobody_can_tell_is_given_back_when_it_is_found() {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    cinema.dial(Call::Lock, &[Fault::LostAfter]);
    cinema.dial(Call::QueryLock, &[Fault::LostBefore, Fault::LostAfter, Fault::NotSent]);
    lock(&anna, &stage, &seats, &new_key()).await.refused(409, "lock_outcome_unknown");
    assert_eq!(state_of(&app, &stage, &seats[0]).await, "locked", "at the cinema it is ours");
    cinema.dial(Call::Release, &[Fault::LostBefore, Fault::LostAfter, Fault::NotSent]);
    for _ in 0..8 {
        app.advance(1);
        app.settle().await;
    }
    assert_eq!(state_of(&app, &stage, &seats[0]).await, "available");
    assert_eq!(cinema.calls(Call::Release), 4, "until the cinema has heard, and not again");
    app.done().await;
}

#[tokio::test]
async fn a_lock_on_its_way_back_is_not_handed_out() {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let key = new_key();
    let held = lock(&anna, &stage, &seats, &key).await.expect(201);
    let path = format!("/seat-locks/{}", held["id"].as_str().unwrap());
    cinema.dial(Call::Release, &[Fault::LostBefore]);
    anna.delete(&path).await.expect(204);
    let wish = json!({ "seat_lock_id": held["id"] });
    anna.post("/orders", wish).await.refused(409, "lock_not_payable");
    app.advance(1);
    app.settle().await;
    assert_eq!(state_of(&app, &stage, &seats[0]).await, "available");
    assert_eq!(anna.get(&path).await.expect(200)["status"], "released");
    app.done().await;
}

/// Buys over a line that fails so; the tickets come and the cinema sold once.
async fn bought_in_spite_of(confirm: &[Fault], query: &[Fault], confirms: usize) {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    cinema.dial(Call::Confirm, confirm);
    cinema.dial(Call::QueryOrder, query);
    purchase.at_bank("pay").await;
    app.until("the money", async || {
        (purchase.payment_now().await["status"] == "succeeded").then_some(())
    })
    .await;
    for _ in 0..confirm.len() + query.len() {
        app.advance(1);
        app.settle().await;
    }
    let order = purchase.until_order(&["ticketed"]).await;
    assert_eq!(cinema.calls(Call::Confirm), confirms, "told so often");
    assert_eq!(states(&purchase).await, ["sold", "sold"]);
    paid_once(&app, &order).await;
    app.done().await;
}

#[tokio::test]
async fn a_sale_whose_answer_is_lost_is_asked_for() {
    bought_in_spite_of(&[Fault::LostAfter], &[], 1).await;
}

#[tokio::test]
async fn a_sale_that_never_arrived_is_told_again() {
    bought_in_spite_of(&[Fault::LostBefore, Fault::LostBefore], &[], 3).await;
}

#[tokio::test]
async fn a_sale_that_never_left_is_told_again() {
    bought_in_spite_of(&[Fault::NotSent], &[], 2).await;
}

#[tokio::test]
async fn a_cinema_that_takes_its_time_is_asked_again() {
    bought_in_spite_of(&[Fault::Pending], &[Fault::Pending, Fault::Pending], 1).await;
}

#[tokio::test]
async fn a_cinema_that_falls_silent_is_asked_until_it_answers() {
    let silence = [Fault::LostBefore, Fault::LostAfter, Fault::NotSent, Fault::Pending];
    bought_in_spite_of(&[Fault::LostAfter], &silence, 1).await;
}

#[tokio::test]
async fn after_half_an_hour_of_silence_an_operator_is_called_and_asking_goes_on() {
    let (app, cinema) = start().await;
    app.expect_error("an order needs an operator");
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    cinema.dial(Call::Confirm, &[Fault::LostAfter]);
    cinema.dial(Call::QueryOrder, &[Fault::LostBefore; 100]);
    purchase.at_bank("pay").await;
    purchase.until_order(&["paid"]).await;
    for _ in 0..35 {
        app.advance(1);
        app.settle().await;
    }
    let order = purchase.order_now().await;
    assert_eq!((&order["status"], &order["needs_operator"]), (&json!("paid"), &json!(true)));
    assert_eq!(order["refunds"], json!([]), "money went back for seats that may be sold");
    cinema.heal();
    app.advance(2);
    let order = purchase.until_order(&["ticketed"]).await;
    assert_eq!(order["needs_operator"], false);
    paid_once(&app, &order).await;
    app.done().await;
}

/// The cinema lets seats go that somebody is about to pay, as its staff may.
async fn let_go(app: &TestApp, purchase: &Purchase<'_>) {
    let cinema = anna_cinema_code(app, purchase).await;
    let id: uuid::Uuid = purchase.lock["id"].as_str().unwrap().parse().unwrap();
    let answer = app.app.box_office.release(&cinema, SeatLockId(id)).await.unwrap();
    assert_eq!(answer, ReleaseAnswer::Released);
}

async fn anna_cinema_code(app: &TestApp, purchase: &Purchase<'_>) -> String {
    let id = purchase.lock["showtime"]["cinema"]["id"].as_str().unwrap();
    let cinema = app.anonymous().get(&format!("/cinemas/{id}")).await.expect(200);
    cinema["cinema_code"].as_str().unwrap().to_owned()
}

/// Pays for seats that the cinema let go, over a line that fails so.
async fn paid_without_a_lock(faults: &[(Call, Fault)]) -> (TestApp, Arc<FaultyCinema>, String) {
    let (app, cinema) = start().await;
    let status = {
        let anna = app.customer();
        let (stage, seats) = two_seats(&app).await;
        let purchase = Purchase::begin(&anna, &stage, &seats).await;
        let_go(&app, &purchase).await;
        for (call, fault) in faults {
            cinema.dial(*call, &[*fault]);
        }
        purchase.at_bank("pay").await;
        app.settle().await;
        for _ in 0..faults.len() {
            app.advance(2);
            app.settle().await;
        }
        app.advance(1);
        let order = purchase.until_order(&["ticketed", "refunded"]).await;
        if order["status"] == "ticketed" {
            assert_eq!(states(&purchase).await, ["sold", "sold"]);
            paid_once(&app, &order).await;
        } else {
            assert_eq!(states(&purchase).await, ["available", "available"]);
            returned_once(&app, &order).await;
        }
        order["status"].as_str().unwrap().to_owned()
    };
    (app, cinema, status)
}

#[tokio::test]
async fn seats_that_were_let_go_are_locked_once_more() {
    let (app, cinema, status) = paid_without_a_lock(&[]).await;
    assert_eq!(status, "ticketed");
    assert_eq!((cinema.calls(Call::Lock), cinema.calls(Call::Confirm)), (2, 2));
    app.done().await;
}

#[tokio::test]
async fn a_second_lock_whose_answer_is_lost_is_asked_for() {
    let faults = [(Call::Lock, Fault::LostAfter), (Call::QueryLock, Fault::LostBefore)];
    let (app, cinema, status) = paid_without_a_lock(&faults).await;
    assert_eq!(status, "ticketed");
    assert_eq!(cinema.calls(Call::Lock), 2, "asked for twice");
    app.done().await;
}

#[tokio::test]
async fn a_second_lock_that_never_arrived_is_asked_for_again() {
    for fault in [Fault::LostBefore, Fault::NotSent] {
        let (app, cinema, status) = paid_without_a_lock(&[(Call::Lock, fault)]).await;
        assert_eq!(status, "ticketed", "a cinema that was not reached has refused nothing");
        assert_eq!(cinema.calls(Call::Lock), 3);
        app.done().await;
    }
}

#[tokio::test]
async fn a_second_refusal_ends_in_a_refund() {
    let gone = Fault::Refuse(ConfirmRefusal::LockGone);
    let faults = [(Call::Confirm, gone), (Call::Confirm, gone)];
    let (app, _, status) = paid_without_a_lock(&faults).await;
    assert_eq!(status, "refunded");
    app.done().await;
}

#[tokio::test]
async fn seats_that_were_let_go_and_taken_end_in_a_refund() {
    let (app, _cinema) = start().await;
    let (anna, bea) = (app.customer(), app.other_customer());
    let (stage, seats) = two_seats(&app).await;
    let purchase = Purchase::begin(&anna, &stage, &seats).await;
    let_go(&app, &purchase).await;
    let theirs = Purchase::begin(&bea, &stage, &seats).await;
    purchase.at_bank("pay").await;
    app.settle().await;
    app.advance(1);
    let order = purchase.until_order(&["refunded"]).await;
    returned_once(&app, &order).await;
    let order = theirs.finish().await;
    assert_eq!(order["status"], "ticketed");
    app.done().await;
}

#[tokio::test]
async fn every_refusal_of_the_cinema_ends_in_a_refund() {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let refusals =
        [ConfirmRefusal::SeatsTaken, ConfirmRefusal::SessionOver, ConfirmRefusal::PriceRefused];
    for (at, refusal) in refusals.into_iter().enumerate() {
        let (stage, seats) = two_seats(&app).await;
        let purchase = Purchase::begin(&anna, &stage, &seats).await;
        cinema.dial(Call::Confirm, &[Fault::Refuse(refusal)]);
        purchase.at_bank("pay").await;
        app.settle().await;
        app.advance(1);
        let order = purchase.until_order(&["refunded"]).await;
        assert_eq!(order["refunds"][0]["reason"], "cinema_refused");
        app.settle().await;
        assert_eq!(states(&purchase).await, ["available", "available"], "{refusal:?}");
        let moved = super::moved_at_bank(&app).await;
        assert_eq!((moved.payments, moved.refunds), (at + 1, at + 1));
        assert_eq!(moved.taken, moved.returned);
    }
    app.done().await;
}

#[tokio::test]
async fn seats_go_back_however_often_the_cinema_must_be_told() {
    let (app, cinema) = start().await;
    let anna = app.customer();
    let (stage, seats) = two_seats(&app).await;
    let wish = json!({ "showtime_id": stage.id(), "seats": seats });
    let held = anna.post("/seat-locks", wish).await.expect(201);
    let order = anna.post("/orders", json!({ "seat_lock_id": held["id"] })).await.expect(201);
    cinema.dial(Call::Release, &[Fault::NotSent, Fault::LostBefore, Fault::LostAfter]);
    let path = format!("/orders/{}/cancel", order["id"].as_str().unwrap());
    assert_eq!(anna.post(&path, json!({})).await.expect(200)["status"], "cancelled");
    for _ in 0..4 {
        app.advance(1);
        app.settle().await;
    }
    let purchase = Purchase { person: &anna, lock: held, order, payment: json!(null) };
    assert_eq!(states(&purchase).await, ["available", "available"]);
    assert_eq!(seats_of(&purchase), seats);
    assert_eq!(cinema.calls(Call::Release), 4);
    app.done().await;
}
