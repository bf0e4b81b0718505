use chrono::TimeDelta;
use domain::seating::SeatState;
use gateways::GatewayError;
use gateways::cinema::{
    CinemaGateway as _, LockAnswer, LockRefusal, LockState, ReleaseAnswer, SessionSeats,
};
use serde_json::{Value, json};

use super::outcomes::request;
use super::script::{Reply, Script, problem, refusal};
use super::{CINEMA, Hands, LOCK_ID, cinema_at, cinema_with, lock_body, lock_id, now, session};

fn is_unknown<T>(answer: &Result<T, GatewayError>) -> bool {
    matches!(answer, Err(GatewayError::MaybeSent(_)))
}

#[tokio::test]
async fn a_lock_is_held_until_the_cinema_says() {
    let script = Script::new([Reply::Json(201, lock_body(json!({"seats": ["A2", "A1"]})))]).await;
    let answer = cinema_at(&script.url).lock(&request()).await.unwrap();
    let auto_unlock_at = now() + TimeDelta::minutes(10);
    assert_eq!(answer, LockAnswer::Held { lock_id: "L/1".into(), auto_unlock_at });
}

#[tokio::test]
async fn a_lock_that_cannot_be_the_one_asked_for_is_not_believed() {
    for change in [
        json!({"client_lock_id": "0198d0f2-0000-7000-8000-00000000000f"}),
        json!({"session_code": "S2"}),
        json!({"session_version": 8}),
        json!({"seats": ["A1"]}),
        json!({"seats": ["A1", "A2", "A3"]}),
        json!({"seats": ["A1", "A1", "A2"]}),
        json!({"seats": ["A1", "A3"]}),
        json!({"status": "released"}),
        json!({"status": "stolen"}),
        json!({"lock_id": ""}),
        json!({"lock_id": "a\nb"}),
        json!({"lock_id": ".."}),
        json!({"auto_unlock_at": "2026-11-22T09:59:59Z"}),
        json!({"auto_unlock_at": "2036-11-22T10:10:00Z"}),
    ] {
        let script = Script::new([Reply::Json(201, lock_body(change.clone()))]).await;
        let answer = cinema_at(&script.url).lock(&request()).await;
        assert!(is_unknown(&answer), "{change}: {answer:?}");
    }
}

#[tokio::test]
async fn a_cinema_says_why_it_refuses_a_lock() {
    let with = |code, more: Value| problem(409, code, "definitely_not_done", more);
    for (reply, refusal) in [
        (
            with("seats_taken", json!({"seats": ["A2", "Z9"]})),
            LockRefusal::SeatsTaken(vec!["A2".into()]),
        ),
        (
            with("seats_unknown", json!({"seats": ["A1"]})),
            LockRefusal::SeatsUnknown(vec!["A1".into()]),
        ),
        (with("session_unknown", json!({})), LockRefusal::SessionUnknown),
        (
            with("session_changed", json!({"session_version": 8})),
            LockRefusal::SessionChanged { session_version: 8 },
        ),
        (with("session_cancelled", json!({})), LockRefusal::SessionCancelled),
        (with("lock_gone", json!({})), LockRefusal::LockGone),
        (with("sales_closed", json!({})), LockRefusal::SalesClosed),
        (with("too_many_seats", json!({"max_seats": 4})), LockRefusal::TooManySeats { max: 4 }),
        (with("too_many_seats", json!({})), LockRefusal::TooManySeats { max: 1 }),
    ] {
        let script = Script::new([reply]).await;
        let answer = cinema_at(&script.url).lock(&request()).await.unwrap();
        assert_eq!(answer, LockAnswer::Refused(refusal));
    }
}

#[tokio::test]
async fn a_lock_is_found_by_our_reference() {
    let auto_unlock_at = now() + TimeDelta::minutes(10);
    for (reply, state) in [
        (
            Reply::Json(200, lock_body(json!({}))),
            LockState::Held { lock_id: "L/1".into(), auto_unlock_at },
        ),
        (Reply::Json(200, lock_body(json!({"status": "released"}))), LockState::Released),
        (Reply::Json(200, lock_body(json!({"status": "expired"}))), LockState::Expired),
        (Reply::Json(200, lock_body(json!({"status": "sold"}))), LockState::Sold),
        (refusal(404, "lock_unknown"), LockState::NotFound),
    ] {
        let script = Script::new([reply]).await;
        let answer = cinema_at(&script.url).query_lock(CINEMA, lock_id()).await.unwrap();
        assert_eq!(answer, state);
        let line = format!("GET /{CINEMA}/v1/locks/by-client-id/{LOCK_ID} HTTP/1.1");
        assert_eq!(script.lines(), [line]);
    }
    // An address that is no lock's says nothing about locks.
    let script = Script::new([refusal(404, "not_found")]).await;
    let answer = cinema_at(&script.url).query_lock(CINEMA, lock_id()).await;
    assert!(matches!(answer, Err(GatewayError::Refused(_))), "{answer:?}");
}

#[tokio::test]
async fn a_lock_is_given_back_by_our_reference() {
    let empty = Reply::Raw { status: 204, kind: "text/plain", body: Vec::new() };
    for (reply, expected) in [
        (empty, ReleaseAnswer::Released),
        (Reply::Json(200, lock_body(json!({"status": "released"}))), ReleaseAnswer::Released),
        (Reply::Json(200, lock_body(json!({"status": "expired"}))), ReleaseAnswer::Released),
        (Reply::Json(200, lock_body(json!({"status": "sold"}))), ReleaseAnswer::AlreadySold),
        (refusal(404, "lock_unknown"), ReleaseAnswer::Released),
        (refusal(409, "lock_sold"), ReleaseAnswer::AlreadySold),
    ] {
        let script = Script::new([reply]).await;
        let answer = cinema_at(&script.url).release(CINEMA, lock_id()).await.unwrap();
        assert_eq!(answer, expected);
        let line = format!("DELETE /{CINEMA}/v1/locks/by-client-id/{LOCK_ID} HTTP/1.1");
        assert_eq!(script.lines(), [line]);
    }
    let script = Script::new([Reply::Json(200, lock_body(json!({})))]).await;
    assert!(is_unknown(&cinema_at(&script.url).release(CINEMA, lock_id()).await));
}

fn seats_body(changes: Value) -> Value {
    super::with(
        json!({
            "session_code": "S 1", "session_version": 7, "as_of": "2026-11-22T10:00:00Z",
            "seats": [
                {"seat_code": "A1", "state": "sold"},
                {"seat_code": "A2", "state": "locked", "client_lock_id": LOCK_ID},
                {"seat_code": "A3", "state": "available"},
            ],
        }),
        changes,
    )
}

async fn seats(reply: Reply) -> Result<SessionSeats, GatewayError> {
    let script = Script::new([reply]).await;
    cinema_at(&script.url).session_seats(&session()).await
}

#[tokio::test]
async fn seats_that_cannot_be_had_are_read() {
    let seats = seats(Reply::Json(200, seats_body(json!({})))).await.unwrap();
    let taken: Vec<_> = seats.taken.iter().map(|it| (it.seat_code.as_str(), it.state)).collect();
    assert_eq!(taken, [("A1", SeatState::Sold), ("A2", SeatState::Locked)]);
    assert_eq!(seats.taken[1].client_lock_id, Some(lock_id()));
    assert_eq!((seats.session_version, seats.as_of), (7, now()));
}

#[tokio::test]
async fn seats_that_cannot_be_right_are_not_believed() {
    for change in [
        json!({"session_code": "S2"}),
        json!({"session_version": 0}),
        json!({"as_of": "2026-11-22T10:20:00Z"}),
        json!({"as_of": "2026-11-22T18:00:00"}),
        json!({"seats": [
            {"seat_code": "A1", "state": "sold"},
            {"seat_code": "A1", "state": "sold"},
        ]}),
        json!({"seats": [{"seat_code": "", "state": "sold"}]}),
        json!({"seats": [{"seat_code": "A1", "state": "eaten"}]}),
    ] {
        let answer = seats(Reply::Json(200, seats_body(change.clone()))).await;
        assert!(matches!(answer, Err(GatewayError::Unreadable(_))), "{change}: {answer:?}");
    }
    let answer = seats(refusal(404, "session_unknown")).await;
    assert!(matches!(answer, Err(GatewayError::Refused(_))), "{answer:?}");
}

#[tokio::test]
async fn seats_are_read_again_only_when_they_changed() {
    let unchanged = Reply::Raw { status: 304, kind: "application/json", body: Vec::new() };
    let script = Script::new([
        Reply::Tagged("\"v1\"", seats_body(json!({}))),
        unchanged.clone(),
        Reply::Tagged("\"v2\"", seats_body(json!({"seats": [], "as_of": "2026-11-22T10:00:30Z"}))),
        unchanged,
    ])
    .await;
    let hands = Hands::new();
    let cinema = cinema_with(&script.url, &hands, std::time::Duration::from_secs(5));
    let first = cinema.session_seats(&session()).await.unwrap();
    hands.advance(30);
    let second = cinema.session_seats(&session()).await.unwrap();
    assert_eq!(second.taken, first.taken);
    assert_eq!(second.as_of, now() + TimeDelta::seconds(30));
    assert!(cinema.session_seats(&session()).await.unwrap().taken.is_empty());
    assert!(cinema.session_seats(&session()).await.unwrap().taken.is_empty());
    let tags: Vec<Option<String>> = script
        .requests()
        .iter()
        .map(|text| {
            let line = text.lines().find(|line| line.starts_with("if-none-match: "))?;
            Some(line.replace("if-none-match: ", ""))
        })
        .collect();
    let tag = |text: &str| Some(text.to_owned());
    assert_eq!(tags, [None, tag("\"v1\""), tag("\"v1\""), tag("\"v2\"")]);
    assert!(script.lines()[0].contains("/v1/sessions/S%201/seats "), "{:?}", script.lines());
}
