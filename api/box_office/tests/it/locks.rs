//! Locking: who gets a seat, and what everybody else is told.

use std::collections::HashSet;

use box_office::{BoxOfficeConfig, CinemaGateway, OVERLOADED};
use chrono::Duration;
use domain::seating::SeatState;
use gateways::GatewayError;
use gateways::cinema::{LockAnswer, LockRefusal, LockRequest, LockState, ReleaseAnswer};

use crate::world::{
    CINEMA, UNUSABLE, World, is_held, lock_request, opening, seat_code, session_ref, show_start,
};

fn refused(answer: LockAnswer) -> LockRefusal {
    match answer {
        LockAnswer::Refused(refusal) => refusal,
        LockAnswer::Held { .. } => panic!("held"),
    }
}

fn taken(seats: &[&str]) -> LockAnswer {
    let seats = seats.iter().map(|seat| (*seat).to_owned()).collect();
    LockAnswer::Refused(LockRefusal::SeatsTaken(seats))
}

/// Sends all requests at once, every other one to the second process.
async fn send_all(
    world: &World,
    requests: &[LockRequest],
) -> Vec<Result<LockAnswer, GatewayError>> {
    let sent: Vec<_> = requests
        .iter()
        .enumerate()
        .map(|(number, request)| {
            let office = [&world.office, &world.rival][number % 2].clone();
            let request = request.clone();
            tokio::spawn(async move { office.lock(&request).await })
        })
        .collect();
    let mut answers = Vec::new();
    for task in sent {
        answers.push(task.await.unwrap());
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_who_want_one_seat_one_gets_it() {
    for world in World::all().await {
        let requests: Vec<_> = (0..50).map(|_| lock_request("S0", &["0507"])).collect();
        let answers = send_all(&world, &requests).await;
        let winners = answers.iter().filter(|answer| is_held(answer)).count();
        assert_eq!(winners, 1);
        for answer in answers.into_iter().filter(|answer| !is_held(answer)) {
            assert_eq!(answer, Ok(taken(&["0507"])));
        }
        assert_eq!(world.count("SELECT count(*) FROM bo_locks").await, 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn overlapping_locks_are_all_or_nothing() {
    for world in World::all().await {
        // Triples along a row of twenty, each overlapping its neighbours, in two sessions, given
        // in both directions so that writers would meet head on if they did not sort.
        let mut requests = Vec::new();
        for number in 0..240_u32 {
            let (row, first) = (1 + number % 2, 1 + (number * 7) % 17);
            let mut seats: Vec<_> = (0..3).map(|next| seat_code(row + 1, first + next)).collect();
            if number % 3 == 0 {
                seats.reverse();
            }
            let seats: Vec<&str> = seats.iter().map(String::as_str).collect();
            requests.push(lock_request(if number % 5 == 0 { "S1" } else { "S0" }, &seats));
        }
        let answers = send_all(&world, &requests).await;
        let mut held = HashSet::new();
        let mut winners = 0;
        for (request, answer) in requests.iter().zip(&answers) {
            if is_held(answer) {
                winners += 1;
                for seat in &request.seat_codes {
                    let seat = (request.session.session_code.clone(), seat.clone());
                    assert!(held.insert(seat), "a seat was granted twice");
                }
            }
        }
        for (request, answer) in requests.iter().zip(answers) {
            if let LockAnswer::Refused(refusal) = answer.unwrap() {
                let LockRefusal::SeatsTaken(seats) = refusal else {
                    panic!("{refusal:?}");
                };
                let session = &request.session.session_code;
                let is_taken = |seat: &String| held.contains(&(session.clone(), seat.clone()));
                assert!(!seats.is_empty() && seats.iter().all(is_taken), "{seats:?}");
            }
        }
        // Of 20 seats in a row some triple is always granted.
        assert!(winners >= 8, "{winners}");
        let rows = world.count("SELECT count(*) FROM bo_session_seats").await;
        assert_eq!(usize::try_from(rows), Ok(held.len()));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_says_why() {
    for world in World::all().await {
        let (_, answer) = world.lock("S9", &["0101"]).await;
        assert_eq!(refused(answer), LockRefusal::SessionUnknown);
        let (_, answer) = world.lock("S0", &["0101", "9901"]).await;
        let unknown = LockRefusal::SeatsUnknown(vec!["9901".to_owned()]);
        assert_eq!(refused(answer), unknown);
        let (_, answer) = world.lock("S0", &[]).await;
        assert_eq!(refused(answer), LockRefusal::SeatsUnknown(vec![]));
        let (_, answer) = world.lock("S0", &["0119", UNUSABLE]).await;
        assert_eq!(answer, taken(&[UNUSABLE]));
        let seats = ["0101", "0102", "0103", "0104", "0105", "0106", "0107"];
        let (_, answer) = world.lock("S0", &seats).await;
        assert_eq!(refused(answer), LockRefusal::TooManySeats { max: 6 });
        let mut stale = lock_request("S0", &["0101"]);
        stale.session_version = 7;
        let answer = world.office.lock(&stale).await.unwrap();
        let changed = LockRefusal::SessionChanged { session_version: 1 };
        assert_eq!(refused(answer), changed);
        assert!(world.cancel("S1").await);
        let (_, answer) = world.lock("S1", &["0101"]).await;
        assert_eq!(refused(answer), LockRefusal::SessionCancelled);
        world.set_now(show_start() - Duration::minutes(10));
        let (_, answer) = world.lock("S0", &["0101"]).await;
        assert_eq!(refused(answer), LockRefusal::SalesClosed);
        assert_eq!(world.count("SELECT count(*) FROM bo_session_seats").await, 0);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_lock_again_is_the_same_lock() {
    for world in World::all().await {
        let request = lock_request("S0", &["0302", "0301"]);
        let answers = send_all(&world, &vec![request.clone(); 20]).await;
        let first = answers[0].clone().unwrap();
        let auto_unlock_at = opening() + Duration::minutes(10);
        assert!(matches!(&first, LockAnswer::Held { auto_unlock_at: at, .. }
            if *at == auto_unlock_at));
        assert!(answers.iter().all(|answer| *answer == Ok(first.clone())));
        world.advance(Duration::minutes(3));
        assert_eq!(world.office.lock(&request).await, Ok(first));
        let state = world.office.query_lock(CINEMA, request.client_lock_id).await;
        assert!(matches!(state, Ok(LockState::Held { auto_unlock_at: at, .. })
            if at == auto_unlock_at));
        // The same name for other seats is no second lock.
        let mut other = request.clone();
        other.seat_codes = vec!["0305".to_owned()];
        assert_eq!(world.office.lock(&other).await, Ok(taken(&["0305"])));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_released_lock_never_comes_back() {
    for world in World::all().await {
        let (request, _) = world.lock("S0", &["0401", "0402"]).await;
        let id = request.client_lock_id;
        for _ in 0..2 {
            let answer = world.office.release(CINEMA, id).await;
            assert_eq!(answer, Ok(ReleaseAnswer::Released));
        }
        let state = world.office.query_lock(CINEMA, id).await;
        assert_eq!(state, Ok(LockState::Released));
        let answer = world.office.lock(&request).await;
        assert_eq!(answer, Ok(taken(&["0401", "0402"])));
        // The seats are free for others, and a late release does not touch their lock.
        let (_, answer) = world.lock("S0", &["0402", "0403"]).await;
        assert!(is_held(&Ok(answer)));
        world.office.release(CINEMA, id).await.unwrap();
        assert_eq!(world.count("SELECT count(*) FROM bo_session_seats").await, 2);

        let late = lock_request("S0", &["0601"]);
        let answer = world.office.release(CINEMA, late.client_lock_id).await;
        assert_eq!(answer, Ok(ReleaseAnswer::Released));
        assert_eq!(world.office.lock(&late).await, Ok(taken(&["0601"])));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn expired_locks_are_taken_over_and_swept() {
    for world in World::all().await {
        let (old, _) = world.lock("S0", &["0701", "0702", "0703"]).await;
        world.advance(Duration::minutes(10) - Duration::milliseconds(1));
        let (_, answer) = world.lock("S0", &["0702"]).await;
        assert_eq!(answer, taken(&["0702"]));
        world.advance(Duration::milliseconds(1));
        let state = world.office.query_lock(CINEMA, old.client_lock_id).await;
        assert_eq!(state, Ok(LockState::Expired));
        let seats = world.office.session_seats(&session_ref("S0")).await.unwrap();
        assert_eq!(seats.taken.len(), 1, "only the broken seat");
        let (heir, answer) = world.lock("S0", &["0702"]).await;
        assert!(is_held(&Ok(answer)));
        let answer = world.office.lock(&old).await;
        assert_eq!(answer, Ok(taken(&["0701", "0702", "0703"])));

        let swept = world.office.expire_locks(world.now(), 1).await.unwrap();
        assert_eq!((swept.seats_freed, swept.is_full), (1, true));
        let swept = world.office.expire_locks(world.now(), 10).await.unwrap();
        assert_eq!((swept.seats_freed, swept.is_full), (1, false));
        assert_eq!(world.count("SELECT count(*) FROM bo_session_seats").await, 1);
        let state = world.office.query_lock(CINEMA, heir.client_lock_id).await;
        assert!(matches!(state, Ok(LockState::Held { .. })));

        world.advance(Duration::days(8));
        let swept = world.office.expire_locks(world.now(), 10).await.unwrap();
        assert_eq!((swept.seats_freed, swept.locks_forgotten), (1, 2));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_take_over_what_expired_and_one_gets_each_seat() {
    for world in World::all().await {
        for row in 1..=10 {
            let seats: Vec<_> = (1..=6).map(|seat| seat_code(row, seat)).collect();
            let seats: Vec<&str> = seats.iter().map(String::as_str).collect();
            world.lock("S0", &seats).await;
        }
        world.advance(Duration::minutes(10));
        let requests: Vec<_> = (0..120_u32)
            .map(|number| {
                let seat = seat_code(1 + number % 10, 1 + number % 6);
                lock_request("S0", &[&seat, &seat_code(1 + number % 10, 7)])
            })
            .collect();
        let sweeper = world.rival.clone();
        let now = world.now();
        let sweep = tokio::spawn(async move { sweeper.expire_locks(now, 1_000).await });
        let answers = send_all(&world, &requests).await;
        sweep.await.unwrap().unwrap();
        let winners = answers.iter().filter(|answer| is_held(answer)).count();
        assert_eq!(winners, 10, "one for each row's seventh seat");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_ends_with_the_sale_at_the_latest() {
    for world in World::all().await {
        world.set_now(show_start() - Duration::minutes(12));
        let mut request = lock_request("S0", &["0801"]);
        request.ttl_s = 0;
        let answer = world.office.lock(&request).await.unwrap();
        assert!(matches!(answer, LockAnswer::Held { auto_unlock_at, .. }
            if auto_unlock_at == show_start()));
        let mut greedy = lock_request("S1", &["0801"]);
        greedy.ttl_s = 86_400;
        let answer = world.office.lock(&greedy).await.unwrap();
        assert!(matches!(answer, LockAnswer::Held { auto_unlock_at, .. }
            if auto_unlock_at == world.now() + Duration::minutes(15)));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_refuses_at_once_and_does_nothing() {
    let config = BoxOfficeConfig { queue_length: 1, max_batch: 1, ..BoxOfficeConfig::default() };
    for world in World::all_with(config).await {
        let requests: Vec<_> = (0..190_u32)
            .map(|number| lock_request("S0", &[&seat_code(1 + number / 19, 1 + number % 19)]))
            .collect();
        let answers = send_all(&world, &requests).await;
        let held = answers.iter().filter(|answer| is_held(answer)).count();
        let full = Err(GatewayError::NotSent(OVERLOADED.to_owned()));
        let refused = answers.iter().filter(|answer| **answer == full).count();
        assert_eq!(held + refused, requests.len());
        assert!(held > 0 && refused > 0, "{held} held, {refused} refused");
        let rows = world.count("SELECT count(*) FROM bo_session_seats").await;
        assert_eq!(usize::try_from(rows), Ok(held));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seats_of_a_session_show_locks_sales_and_broken_ones() {
    for world in World::all().await {
        let (lock, _) = world.lock("S0", &["0202"]).await;
        let (sale, _) = world.sell("S0", &["0203"]).await;
        let seats = world.office.session_seats(&session_ref("S0")).await.unwrap();
        assert_eq!((seats.session_version, seats.as_of), (1, opening()));
        let shown: Vec<_> = seats
            .taken
            .into_iter()
            .map(|seat| (seat.seat_code, seat.state, seat.client_lock_id))
            .collect();
        let expected = [
            (UNUSABLE, SeatState::Unavailable, None),
            ("0202", SeatState::Locked, Some(lock.client_lock_id)),
            ("0203", SeatState::Sold, Some(sale.client_lock_id)),
        ];
        assert_eq!(shown, expected.map(|(code, state, id)| (code.to_owned(), state, id)));
        world.end().await;
    }
}
