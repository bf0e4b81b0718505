use gateways::GatewayError;
use gateways::cinema::{CinemaGateway as _, DoorAnswer, DoorRefusal};
use serde_json::{Value, json};

use super::script::{Reply, Script, problem, refusal};
use super::{CINEMA, cinema_at, now, order_body, order_id};

const CODE: &str = "123456789012";

fn view(changes: Value) -> Reply {
    let body = json!({"order": order_body(json!({})), "starts_at": "2026-11-22T10:00:00Z",
        "moved": ["T1"]});
    Reply::Json(200, super::with(body, changes))
}

#[tokio::test]
async fn a_desk_and_a_gate_see_the_order() {
    let script = Script::new([view(json!({})), view(json!({})), view(json!({"moved": []}))]).await;
    let cinema = cinema_at(&script.url);
    let answers = [
        cinema.pickup(CINEMA, CODE).await.unwrap(),
        cinema.collect(CINEMA, CODE, Some("4711")).await.unwrap(),
        cinema.check_in(CINEMA, CODE, &["T1".into()], Some("S 1")).await.unwrap(),
    ];
    for (answer, moved) in answers.into_iter().zip([1, 1, 0]) {
        let DoorAnswer::Done(view) = answer else { panic!("{answer:?}") };
        assert_eq!((view.client_order_id, view.starts_at), (order_id(), now()));
        assert_eq!((view.session_code.as_str(), view.moved.len()), ("S 1", moved));
    }
    let path = format!("/{CINEMA}/v1/pickups/{CODE}");
    let expected = [
        format!("GET {path} HTTP/1.1"),
        format!("POST {path}/collect HTTP/1.1"),
        format!("POST {path}/check-in HTTP/1.1"),
    ];
    assert_eq!(script.lines(), expected);
}

#[tokio::test]
async fn somebody_is_turned_away_with_a_reason() {
    let opens = json!({"opens_at": "2026-11-22T10:00:00Z"});
    for (reply, expected) in [
        (refusal(404, "pickup_unknown"), DoorRefusal::CodeUnknown),
        (refusal(409, "verify_code_wrong"), DoorRefusal::VerificationWrong),
        (refusal(409, "ticket_refunded"), DoorRefusal::Refunded),
        (refusal(409, "too_late"), DoorRefusal::TooLate),
        (refusal(409, "wrong_session"), DoorRefusal::WrongSession),
        (
            problem(409, "too_early", "definitely_not_done", opens),
            DoorRefusal::TooEarly { opens_at: now() },
        ),
    ] {
        let script = Script::new([reply]).await;
        let answer = cinema_at(&script.url).collect(CINEMA, CODE, None).await.unwrap();
        assert_eq!(answer, DoorAnswer::Refused(expected));
    }
}

#[tokio::test]
async fn another_order_is_not_let_in() {
    for change in [
        json!({"order": order_body(json!({"pickup_no": "999"}))}),
        json!({"moved": ["T9"]}),
        json!({"order": order_body(json!({"tickets": []}))}),
    ] {
        let script = Script::new([view(change.clone())]).await;
        let answer = cinema_at(&script.url).pickup(CINEMA, CODE).await;
        assert!(matches!(answer, Err(GatewayError::MaybeSent(_))), "{change}: {answer:?}");
    }
}
