//! What is certain after a call that did not simply work, and what it looks like on the line.

use std::time::Duration;

use gateways::GatewayError;
use gateways::cinema::{
    CallOutcome, CinemaGateway as _, LockAnswer, LockRequest, RemoteCinema, RemoteConfig,
    RemoteConfigError,
};
use gateways::signing::{self, Headers, SigningKey};
use serde_json::json;

use super::script::{Reply, Script, problem, refusal};
use super::{CINEMA, Hands, KEY, cinema_at, lock_body, lock_id, now, session};
use crate::peer::nobody;

pub fn request() -> LockRequest {
    LockRequest {
        client_lock_id: lock_id(),
        session: session(),
        session_version: 7,
        seat_codes: vec!["A1".into(), "A2".into()],
        ttl_s: 900,
    }
}

async fn lock(reply: Reply) -> Result<LockAnswer, GatewayError> {
    let script = Script::new([reply]).await;
    cinema_at(&script.url).lock(&request()).await
}

fn html(status: u16) -> Reply {
    Reply::Raw { status, kind: "text/html", body: b"<html>".to_vec() }
}

#[tokio::test]
async fn what_never_left_is_not_sent() {
    for url in [nobody().await, "http://nobody.invalid".to_owned()] {
        let error = cinema_at(&url).lock(&request()).await.unwrap_err();
        assert!(matches!(error, GatewayError::NotSent(_)), "{error}");
    }
}

#[tokio::test]
async fn nothing_leaves_for_another_cinema_or_with_a_reference_that_is_a_path() {
    let script = Script::new([]).await;
    let cinema = cinema_at(&script.url);
    let mut other = request();
    other.session.cinema_code = "31010002".into();
    let error = cinema.lock(&other).await.unwrap_err();
    assert!(matches!(error, GatewayError::NotSent(_)), "{error}");
    for code in ["..", ".", ""] {
        let error = cinema.pickup(CINEMA, code).await.unwrap_err();
        assert!(matches!(error, GatewayError::NotSent(_)), "{code}: {error}");
    }
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn without_a_whole_and_believable_answer_nobody_knows() {
    let replies = [
        Reply::Nothing,
        Reply::Cut,
        Reply::Silence,
        html(200),
        html(404),
        html(413),
        html(500),
        html(502),
        html(302),
        Reply::Json(200, json!({"lock_id": 1})),
        Reply::Json(302, lock_body(json!({}))),
        Reply::Raw { status: 200, kind: "application/json", body: b"{\"lock_id\":".to_vec() },
        Reply::Raw { status: 200, kind: "application/json", body: vec![b'['; 100_000] },
        Reply::Raw { status: 200, kind: "application/json", body: vec![b' '; 300_000] },
        Reply::Raw { status: 304, kind: "application/json", body: Vec::new() },
        problem(503, "unavailable", "unknown", json!({})),
        problem(500, "internal", "definitely_done", json!({})),
        problem(409, "seats_taken", "unknown", json!({})),
        problem(409, "seats_taken", "definitely_done", json!({})),
        problem(409, "seats_taken", "definitely_not_done", json!({"status": 422})),
        // A copy of the very request may have come first.
        refusal(409, "replayed"),
        refusal(409, "client_id_reused"),
    ];
    for reply in replies {
        let shown = format!("{reply:?}");
        let answer = lock(reply).await;
        assert!(matches!(answer, Err(GatewayError::MaybeSent(_))), "{shown:.200}: {answer:?}");
    }
}

#[tokio::test]
async fn a_cinema_that_is_out_of_order_but_sure_has_done_nothing() {
    for (status, code) in [
        (503, "unavailable"),
        (500, "internal"),
        (429, "too_many_requests"),
        (401, "signature_invalid"),
        (401, "signature_expired"),
    ] {
        let answer = lock(refusal(status, code)).await;
        assert!(matches!(answer, Err(GatewayError::NotSent(_))), "{code}: {answer:?}");
    }
}

#[tokio::test]
async fn a_refusal_without_a_word_of_the_port_is_still_one() {
    for code in ["validation_failed", "price_refused", "a_word_of_tomorrow"] {
        let answer = lock(refusal(422, code)).await;
        assert!(matches!(answer, Err(GatewayError::Refused(_))), "{code}: {answer:?}");
    }
}

#[tokio::test]
async fn every_request_is_signed_as_it_is_sent() {
    let script = Script::new([Reply::Json(201, lock_body(json!({})))]).await;
    cinema_at(&script.url).lock(&request()).await.unwrap();
    let text = script.requests().remove(0);
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    assert_eq!(lines.next().unwrap(), "POST /31010001/v1/locks HTTP/1.1");
    let pairs: Vec<(&str, &[u8])> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name, value.as_bytes()))
        .collect();
    let signed = signing::Request {
        method: "POST",
        authority: script.url.trim_start_matches("http://"),
        path: "/31010001/v1/locks",
        query: "",
        body: body.as_bytes(),
    };
    let headers = Headers::find(pairs).unwrap();
    let key = SigningKey::from_pem(KEY).unwrap();
    let verified = signing::verify(&signed, &headers, |_| Some(*key.public()), now()).unwrap();
    assert_eq!((verified.key_id, verified.created), (key.key_id(), now()));
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["ttl_seconds"], 900);
}

#[tokio::test]
async fn an_address_that_cannot_be_one_is_refused_at_once() {
    for base_url in ["", "ftp://a", "http://a?b=1", "http://a#b", "http://u:p@a", "tickets"] {
        let config = RemoteConfig {
            base_url: base_url.into(),
            cinema_code: CINEMA.into(),
            key: SigningKey::from_pem(KEY).unwrap(),
            connect_limit: RemoteConfig::CONNECT_LIMIT,
            answer_limit: Duration::from_secs(1),
            looking_limit: RemoteConfig::LOOKING_LIMIT,
            clock: Hands::new().clock(),
        };
        let error = RemoteCinema::new(config).err();
        assert_eq!(error, Some(RemoteConfigError::Url), "{base_url}");
    }
}

#[tokio::test]
async fn the_last_calls_can_be_read_without_secrets() {
    let script = Script::new([
        Reply::Json(201, lock_body(json!({}))),
        refusal(409, "seats_taken"),
        refusal(404, "pickup_unknown"),
        Reply::Nothing,
    ])
    .await;
    let cinema = cinema_at(&script.url);
    cinema.lock(&request()).await.unwrap();
    cinema.lock(&request()).await.unwrap();
    cinema.collect(CINEMA, "123456789012", Some("4711")).await.unwrap();
    cinema.lock(&request()).await.unwrap_err();
    let calls = cinema.calls().snapshot();
    let outcomes: Vec<CallOutcome> = calls.iter().map(|call| call.outcome).collect();
    let expected =
        [CallOutcome::Unknown, CallOutcome::Refused, CallOutcome::Refused, CallOutcome::Done];
    assert_eq!(outcomes, expected);
    assert_eq!(calls[1].url, "POST /v1/pickups/***/collect");
    assert_eq!((calls[1].operation, calls[1].status), ("collect", Some(404)));
    assert_eq!(calls[1].request, r#"{"verify_code":"***"}"#);
    assert_eq!((calls[0].status, calls[0].at), (None, now()));
    assert!(calls[3].answer.contains("auto_unlock_at"), "{:?}", calls[3]);
}
