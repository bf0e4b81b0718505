//! One cinema's trouble stays its own.

use std::time::Duration;

use gateways::GatewayError;
use gateways::cinema::{
    BreakerState, CinemaGateway as _, Guarded, Limits, LockAnswer, RemoteCinema, RemoteConfig,
};
use serde_json::json;
use tokio::time::timeout;

use super::outcomes::request;
use super::script::{Reply, Script, refusal};
use super::{CINEMA, Hands, cinema_with, lock_body, lock_id};

fn guarded(url: &str, hands: &Hands, limits: Limits) -> Guarded<RemoteCinema> {
    let cinema = cinema_with(url, hands, Duration::from_secs(30));
    let calls = cinema.calls();
    Guarded::new(cinema, calls, limits, hands.clock())
}

fn held() -> Reply {
    Reply::Json(201, lock_body(json!({})))
}

#[tokio::test]
async fn a_dead_cinema_is_left_alone_and_tried_again() {
    let replies = [vec![Reply::Nothing; 6], vec![held(), held()]].concat();
    let script = Script::new(replies).await;
    let hands = Hands::new();
    let cinema = guarded(&script.url, &hands, Limits::default());
    for _ in 0..5 {
        let error = cinema.lock(&request()).await.unwrap_err();
        assert!(matches!(error, GatewayError::MaybeSent(_)), "{error}");
    }
    assert_eq!(cinema.breaker(), BreakerState::Open);
    // Nothing leaves, so nothing can have been done.
    for _ in 0..3 {
        let error = cinema.lock(&request()).await.unwrap_err();
        assert!(matches!(error, GatewayError::NotSent(_)), "{error}");
    }
    assert_eq!(script.requests().len(), 5);
    hands.advance(10);
    assert_eq!(cinema.breaker(), BreakerState::HalfOpen);
    cinema.lock(&request()).await.unwrap_err();
    assert_eq!((script.requests().len(), cinema.breaker()), (6, BreakerState::Open));
    hands.advance(10);
    assert_eq!(cinema.breaker(), BreakerState::Open, "the pause has doubled");
    hands.advance(10);
    assert!(matches!(cinema.lock(&request()).await, Ok(LockAnswer::Held { .. })));
    assert_eq!(cinema.breaker(), BreakerState::Closed);
    assert!(cinema.lock(&request()).await.is_ok());
    let health = cinema.health();
    assert_eq!((health.refused_open, health.refused_busy, health.in_flight), (3, 0, 0));
    let stats = &health.stats[0];
    assert_eq!((stats.operation, stats.calls, stats.errors), ("lock", 8, 6));
    assert_eq!(stats.error_rate_bp, 7_500);
    assert_eq!(health.calls.len(), 8);
}

#[tokio::test]
async fn a_cinema_that_refuses_works() {
    let replies = [refusal(409, "seats_taken"), refusal(422, "validation_failed")];
    let script = Script::new(replies.into_iter().cycle().take(30)).await;
    let cinema = guarded(&script.url, &Hands::new(), Limits::default());
    for _ in 0..30 {
        let answer = cinema.lock(&request()).await;
        assert!(matches!(answer, Ok(LockAnswer::Refused(_)) | Err(GatewayError::Refused(_))));
    }
    assert_eq!(cinema.breaker(), BreakerState::Closed);
    assert_eq!(cinema.health().stats[0].errors, 0);
}

#[tokio::test]
async fn a_cinema_that_answers_questions_with_nonsense_works() {
    let nonsense = Reply::Json(200, serde_json::json!({"seats": 7}));
    let script = Script::new([vec![nonsense; 8], vec![held()]].concat()).await;
    let cinema = guarded(&script.url, &Hands::new(), Limits::default());
    for _ in 0..8 {
        let error = cinema.session_seats(&super::session()).await.unwrap_err();
        assert!(matches!(error, GatewayError::Unreadable(_)), "{error}");
    }
    assert_eq!(cinema.breaker(), BreakerState::Closed);
    cinema.lock(&request()).await.unwrap();
    // Whoever asked was told nothing, and that is counted.
    let stats = cinema.health().stats;
    let asked = stats.iter().find(|it| it.operation == "session_seats").unwrap();
    assert_eq!((asked.calls, asked.errors), (8, 8));
}

#[tokio::test]
async fn a_cinema_that_is_out_of_order_is_left_alone() {
    let script = Script::new(vec![refusal(503, "unavailable"); 5]).await;
    let cinema = guarded(&script.url, &Hands::new(), Limits::default());
    for _ in 0..5 {
        cinema.query_lock(CINEMA, lock_id()).await.unwrap_err();
    }
    assert_eq!(cinema.breaker(), BreakerState::Open);
}

#[tokio::test]
async fn too_many_calls_are_refused_at_once_and_business_goes_first() {
    let script = Script::new(vec![Reply::Silence; 5]).await;
    let limits = Limits { max_in_flight: 4, ..Limits::default() };
    let cinema = guarded(&script.url, &Hands::new(), limits);
    let session = super::session();
    let mut looking: Vec<_> = (0..3).map(|_| Box::pin(cinema.session_seats(&session))).collect();
    for call in &mut looking {
        assert!(timeout(Duration::ZERO, call).await.is_err(), "it is out");
    }
    let error = cinema.session_seats(&session).await.unwrap_err();
    assert!(matches!(error, GatewayError::NotSent(_)), "{error}");
    let wanted = request();
    let mut locking = Box::pin(cinema.lock(&wanted));
    assert!(timeout(Duration::ZERO, &mut locking).await.is_err(), "it may go");
    let error = cinema.lock(&wanted).await.unwrap_err();
    assert!(matches!(error, GatewayError::NotSent(_)), "{error}");
    let health = cinema.health();
    assert_eq!((health.in_flight, health.refused_busy), (4, 2));
    drop((looking, locking));
    assert_eq!(cinema.health().in_flight, 0);
    assert_eq!(cinema.breaker(), BreakerState::Closed);
}

#[tokio::test]
async fn waiting_ends_without_knowing() {
    let script = Script::new([Reply::Silence]).await;
    let limits = Limits { time_limit: Duration::from_millis(50), ..Limits::default() };
    let cinema = guarded(&script.url, &Hands::new(), limits);
    let error = cinema.lock(&request()).await.unwrap_err();
    assert!(matches!(error, GatewayError::MaybeSent(_)), "{error}");
}

/// Both are asked of a cinema that hangs, which has all the time of the world for an answer; who
/// looks at seats is told first, and who locks them is still waiting then.
#[tokio::test]
async fn who_looks_at_seats_waits_less_than_who_locks_them() {
    let script = Script::new([Reply::Silence, Reply::Silence]).await;
    let hands = Hands::new();
    let config = RemoteConfig {
        looking_limit: Duration::from_millis(50),
        ..super::config(&script.url, &hands, Duration::from_secs(600))
    };
    let cinema = RemoteCinema::new(config).unwrap();
    let calls = cinema.calls();
    let cinema = Guarded::new(cinema, calls, Limits::default(), hands.clock());
    let wanted = request();
    let session = super::session();
    tokio::select! {
        biased;
        answer = cinema.lock(&wanted) => panic!("the lock was given up: {answer:?}"),
        answer = cinema.session_seats(&session) => {
            let error = answer.unwrap_err();
            assert!(matches!(error, GatewayError::MaybeSent(_)), "{error}");
        }
    }
    assert_eq!(RemoteConfig::LOOKING_LIMIT, Duration::from_secs(4));
}

#[tokio::test]
async fn a_probe_that_nobody_waits_for_does_not_block_the_way() {
    let replies = [vec![Reply::Nothing; 5], vec![Reply::Silence, held()]].concat();
    let script = Script::new(replies).await;
    let hands = Hands::new();
    let cinema = guarded(&script.url, &hands, Limits::default());
    let wanted = request();
    for _ in 0..5 {
        cinema.lock(&wanted).await.unwrap_err();
    }
    hands.advance(10);
    let mut probe = Box::pin(cinema.lock(&wanted));
    let arrived = async {
        while script.requests().len() < 6 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = &mut probe => panic!("{answer:?}"),
        () = arrived => {}
    }
    assert!(matches!(cinema.lock(&wanted).await, Err(GatewayError::NotSent(_))));
    drop(probe);
    assert!(cinema.lock(&wanted).await.is_ok());
    assert_eq!(cinema.breaker(), BreakerState::Closed);
}
