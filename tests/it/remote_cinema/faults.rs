//! Every fault of the dial at every call of a purchase. Whatever the customer is told, in the end
//! there are tickets or the money is back, and no seat is locked for nobody.

use domain::seating::SeatLockStatus;
use sandbox::cinema::dial::{Fault, Kind, Operation, Rubbish};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::seat_locks;

use super::world::{Remote, once, once_done};
use crate::support::{Person, Purchase, Stage, new_key};

/// Time for an answer, in milliseconds; a fault that hangs costs as much.
const PATIENCE_MS: u32 = 1_200;

/// Whatever may happen to any request.
fn faults_of_the_line(operation: Operation) -> Vec<Fault> {
    let mut faults = vec![
        once(operation, Kind::LostRequest),
        once(operation, Kind::LostAnswer),
        once(operation, Kind::Duplicate),
        once(operation, Kind::Hang),
        once(operation, Kind::ServerError),
        once_done(operation, Kind::ServerError),
        Fault { delay_ms: 100, ..once(operation, Kind::Delay) },
        Fault { delay_ms: 3_000, ..once(operation, Kind::Delay) },
        Fault { skew_s: 120, ..once(operation, Kind::ClockSkew) },
        once(operation, Kind::ClockSkew),
    ];
    for rubbish in [Rubbish::Big, Rubbish::Html, Rubbish::Truncated, Rubbish::Foreign] {
        faults.push(Fault { rubbish, ..once(operation, Kind::Rubbish) });
        faults.push(Fault { rubbish, ..once_done(operation, Kind::Rubbish) });
    }
    faults
}

/// Locks seats, again if the customer was told that nothing came of it.
async fn locked(remote: &Remote, person: &Person<'_>, stage: &Stage, fault: &Fault) -> Value {
    let seats = stage.seats(2);
    for _ in 0..5 {
        let wish = json!({ "showtime_id": stage.id(), "seats": seats });
        let answer = person.post_again("/seat-locks", wish, &new_key()).await;
        if answer.status == 201 {
            return answer.expect(201);
        }
        let codes = ["lock_expired", "lock_outcome_unknown", "cinema_unavailable", "seat_taken"];
        assert!(codes.contains(&answer.code().as_str()), "{fault:?}: {}", answer.body);
        // Whatever the cinema made of it is asked for and undone within minutes.
        remote.a_few_minutes().await;
        remote.no_lock_is_orphaned().await;
    }
    panic!("the seats cannot be locked any more after {fault:?}");
}

/// Goes on from a lock to a payment.
async fn paid<'a>(person: &'a Person<'a>, lock: Value) -> Purchase<'a> {
    let order = person.post("/orders", json!({ "seat_lock_id": lock["id"] })).await.expect(201);
    let mut purchase = Purchase { person, lock, order, payment: Value::Null };
    purchase.pay_anew().await;
    purchase.at_bank("pay").await;
    purchase
}

/// Buys while a lock suffers so, and gives back what was bought by then.
async fn lock_suffers(cases: Vec<Vec<Fault>>) {
    let remote = Remote::start_with(Default::default(), PATIENCE_MS).await;
    let anna = remote.app.customer();
    for faults in cases {
        let stage = remote.stage().await;
        remote.dial(&faults);
        let lock = locked(&remote, &anna, &stage, &faults[0]).await;
        let purchase = paid(&anna, lock).await;
        let order = remote.until_ended(&purchase).await;
        assert_eq!(order["status"], "ticketed", "{faults:?}");
        remote.cinema.heal();
        remote.no_lock_is_orphaned().await;
        remote.both_sides_agree().await;
    }
    remote.done().await;
}

#[tokio::test]
async fn a_lock_suffers() {
    let mut faults = faults_of_the_line(Operation::Lock);
    faults.push(once(Operation::Lock, Kind::HalfDone));
    faults.push(once_done(Operation::Lock, Kind::HalfDone));
    faults.push(once(Operation::Lock, Kind::LockStolen));
    lock_suffers(faults.into_iter().map(|fault| vec![fault]).collect()).await;
}

#[tokio::test]
async fn a_question_about_a_lock_suffers() {
    let lost = once(Operation::Lock, Kind::LostAnswer);
    let faults = faults_of_the_line(Operation::QueryLock).into_iter();
    lock_suffers(faults.map(|fault| vec![lost, fault]).collect()).await;
}

/// What was given back before it came is never asked for again by that name. A process died over
/// it, so the repeated request goes on with it: the customer is told to choose again, and may.
#[tokio::test]
async fn a_lock_that_was_given_back_before_it_came_is_over_for_its_key() {
    let remote = Remote::start_with(Default::default(), PATIENCE_MS).await;
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(2) });
    let lost = |operation| once(operation, Kind::LostRequest);
    remote.dial(&[lost(Operation::Lock), lost(Operation::QueryLock)]);
    let answer = anna.post("/seat-locks", wish.clone()).await;
    answer.refused(409, "lock_outcome_unknown");
    remote.a_few_minutes().await;
    let gone = seat_locks::Entity::find().one(remote.app.db()).await.unwrap().unwrap();
    assert_eq!(gone.status, SeatLockStatus::Released, "the cinema will refuse it: {gone:?}");

    let key = new_key();
    let held = anna.post_again("/seat-locks", wish.clone(), &key).await.expect(201);
    remote.app.lose_answer(&key, &gone.id.to_string()).await;
    let answer = anna.post_again("/seat-locks", wish.clone(), &key).await;
    answer.refused(409, "lock_expired");
    anna.delete(&format!("/seat-locks/{}", held["id"].as_str().unwrap())).await.expect(204);
    let again = anna.post_again("/seat-locks", wish, &key).await.expect(201);
    assert_ne!(again["id"], held["id"]);
    assert_ne!(again["id"], gone.id.to_string());
    remote.done().await;
}

#[tokio::test]
async fn a_release_suffers() {
    let remote = Remote::start_with(Default::default(), PATIENCE_MS).await;
    let anna = remote.app.customer();
    let mut faults = faults_of_the_line(Operation::Release);
    faults.push(once(Operation::Release, Kind::HalfDone));
    for fault in faults {
        let stage = remote.stage().await;
        let seats = stage.seats(2);
        let wish = json!({ "showtime_id": stage.id(), "seats": seats });
        let lock = anna.post("/seat-locks", wish).await.expect(201);
        remote.dial(&[fault]);
        anna.delete(&format!("/seat-locks/{}", lock["id"].as_str().unwrap())).await.expect(204);
        remote.a_few_minutes().await;
        assert_eq!(remote.cinema.dialled().faults, [], "it never struck: {fault:?}");
        let stage = remote.app.stage(stage.id()).await;
        for seat in &seats {
            assert_eq!(stage.state_of(seat), "available", "{fault:?}");
        }
        remote.no_lock_is_orphaned().await;
    }
    remote.done().await;
}

/// Buys while the sale suffers so; the order's end, which may be the money's return if `may_fail`.
async fn sale_suffers(cases: Vec<Vec<Fault>>, may_fail: bool) -> Vec<Value> {
    let remote = Remote::start_with(Default::default(), PATIENCE_MS).await;
    let anna = remote.app.customer();
    let mut ends = Vec::new();
    for faults in cases {
        let stage = remote.stage().await;
        let lock = locked(&remote, &anna, &stage, &faults[0]).await;
        remote.dial(&faults);
        let purchase = paid(&anna, lock).await;
        let order = remote.until_ended(&purchase).await;
        if !may_fail {
            assert_eq!(order["status"], "ticketed", "{faults:?}");
        }
        remote.cinema.heal();
        remote.no_lock_is_orphaned().await;
        remote.both_sides_agree().await;
        ends.push(order);
    }
    remote.done().await;
    ends
}

#[tokio::test]
async fn a_confirmation_suffers() {
    let faults = faults_of_the_line(Operation::Confirm).into_iter();
    let mut cases: Vec<Vec<Fault>> = faults.map(|fault| vec![fault]).collect();
    cases.push(vec![once_done(Operation::Confirm, Kind::HalfDone)]);
    cases.push(vec![once(Operation::Confirm, Kind::LockStolen)]);
    sale_suffers(cases, false).await;
}

#[tokio::test]
async fn a_question_about_an_order_suffers() {
    let lost = once(Operation::Confirm, Kind::LostAnswer);
    let faults = faults_of_the_line(Operation::QueryOrder).into_iter();
    sale_suffers(faults.map(|fault| vec![lost, fault]).collect(), false).await;
}

#[tokio::test]
async fn a_sale_that_cannot_be_ends_in_a_refund_with_its_reason() {
    let cases = vec![
        vec![once(Operation::Confirm, Kind::WrongPrice)],
        vec![once_done(Operation::Confirm, Kind::LockStolen)],
        vec![once(Operation::Confirm, Kind::HalfDone)],
    ];
    for order in sale_suffers(cases, true).await {
        assert_eq!(order["status"], "refunded", "{order}");
        assert_eq!(order["refunds"][0]["reason"], "cinema_refused", "{order}");
        assert_eq!(order["refunds"][0]["amount"], order["price"]["total"], "in full");
    }
}

#[tokio::test]
async fn a_return_suffers() {
    let remote = Remote::start_with(Default::default(), PATIENCE_MS).await;
    let anna = remote.app.customer();
    let mut faults = faults_of_the_line(Operation::Refund);
    faults.push(once(Operation::Refund, Kind::HalfDone));
    faults.push(once_done(Operation::Refund, Kind::HalfDone));
    for fault in faults {
        let stage = remote.stage().await;
        let purchase = remote.buy(&anna, &stage).await;
        remote.dial(&[fault]);
        let path = format!("{}/refunds", purchase.order_path());
        anna.post(&path, json!({})).await.expect(202);
        let order = remote.until_ended(&purchase).await;
        assert_eq!(order["status"], "refunded", "{fault:?}");
        assert_eq!(order["refunds"].as_array().unwrap().len(), 1, "{fault:?}");
        assert_eq!(remote.cinema.dialled().faults, [], "it never struck: {fault:?}");
        remote.both_sides_agree().await;
    }
    let moved = remote.moved_at_bank().await;
    assert_eq!((moved.taken, moved.payments), (moved.returned, moved.refunds));
    remote.done().await;
}
