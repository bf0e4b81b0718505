use domain::money::Money;
use gateways::GatewayError;
use gateways::cinema::{
    CinemaGateway as _, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, ConfirmSeat, OrderAnswer,
    TakeBackAnswer, TakeBackRefusal, TakeBackRequest,
};
use serde_json::{Value, json};

use super::script::{Reply, Script, problem, refusal};
use super::{
    CINEMA, ORDER_ID, REFUND_ID, cinema_at, lock_body, lock_id, order_body, order_id, refund_id,
    session, ticket,
};

fn confirm(lock_id_known: bool) -> ConfirmRequest {
    let seat = |code: &str| ConfirmSeat {
        seat_code: code.into(),
        ticket: Money::fen(4_000),
        screen_fee: Money::fen(300),
        service_fee: Money::fen(200),
    };
    ConfirmRequest {
        client_order_id: order_id(),
        client_lock_id: lock_id(),
        lock_id: lock_id_known.then(|| "L/1".into()),
        session: session(),
        seats: vec![seat("A1"), seat("A2")],
        phone: "+8613812345678".into(),
    }
}

async fn confirmed(reply: Reply) -> Result<ConfirmAnswer, GatewayError> {
    let script = Script::new([reply]).await;
    cinema_at(&script.url).confirm(&confirm(true)).await
}

#[tokio::test]
async fn a_sale_is_confirmed_under_the_cinemas_reference_of_the_lock() {
    let script = Script::new([Reply::Json(201, order_body(json!({})))]).await;
    let answer = cinema_at(&script.url).confirm(&confirm(true)).await.unwrap();
    let ConfirmAnswer::Confirmed(order) = answer else { panic!("{answer:?}") };
    assert_eq!((order.order_ref.as_str(), order.tickets.len()), ("O-1", 2));
    assert_eq!(
        (order.pickup_code.as_str(), order.verification_code.as_str()),
        ("123456789012", "4711")
    );
    assert_eq!(script.lines(), [format!("POST /{CINEMA}/v1/locks/L%2F1/confirm HTTP/1.1")]);
    let body = script.requests()[0].split_once("\r\n\r\n").unwrap().1.to_owned();
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["client_order_id"], ORDER_ID);
    assert_eq!(body["seats"][1]["screen_service_fee"]["amount"], 300);
}

#[tokio::test]
async fn a_lock_whose_reference_was_lost_is_asked_for_first() {
    for status in ["held", "sold"] {
        let script = Script::new([
            Reply::Json(200, lock_body(json!({"status": status}))),
            Reply::Json(200, order_body(json!({}))),
        ])
        .await;
        let answer = cinema_at(&script.url).confirm(&confirm(false)).await.unwrap();
        assert!(matches!(answer, ConfirmAnswer::Confirmed(_)), "{answer:?}");
        assert_eq!(script.lines().len(), 2);
    }
    for reply in [
        Reply::Json(200, lock_body(json!({"status": "released"}))),
        Reply::Json(200, lock_body(json!({"status": "expired"}))),
        refusal(404, "lock_unknown"),
    ] {
        let script = Script::new([reply]).await;
        let answer = cinema_at(&script.url).confirm(&confirm(false)).await.unwrap();
        assert_eq!(answer, ConfirmAnswer::Refused(ConfirmRefusal::LockGone));
        assert_eq!(script.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_sale_may_be_pending_or_fail() {
    let pending = json!({"status": "pending", "pickup_no": null, "verify_code": null,
        "tickets": []});
    let answer = confirmed(Reply::Json(202, order_body(pending))).await.unwrap();
    assert_eq!(answer, ConfirmAnswer::Pending);
    let answer = confirmed(refusal(409, "order_pending")).await.unwrap();
    assert_eq!(answer, ConfirmAnswer::Pending);
    let failed = json!({"status": "failed", "pickup_no": null, "tickets": []});
    let answer = confirmed(Reply::Json(200, order_body(failed))).await.unwrap();
    assert_eq!(answer, ConfirmAnswer::Refused(ConfirmRefusal::SeatsTaken));
    for (code, expected) in [
        ("lock_gone", ConfirmRefusal::LockGone),
        ("lock_unknown", ConfirmRefusal::LockGone),
        ("seats_taken", ConfirmRefusal::SeatsTaken),
        ("lock_sold", ConfirmRefusal::SeatsTaken),
        ("session_over", ConfirmRefusal::SessionOver),
        ("session_cancelled", ConfirmRefusal::SessionOver),
        ("price_refused", ConfirmRefusal::PriceRefused),
    ] {
        let answer = confirmed(refusal(409, code)).await.unwrap();
        assert_eq!(answer, ConfirmAnswer::Refused(expected), "{code}");
    }
}

#[tokio::test]
async fn a_sale_that_cannot_be_the_one_asked_for_is_not_believed() {
    let mut dearer = ticket("T2", "A2", "issued");
    dearer["ticket_price"]["amount"] = json!(4_001);
    for change in [
        json!({"client_order_id": REFUND_ID}),
        json!({"session_code": "S2"}),
        json!({"tickets": [ticket("T1", "A1", "issued"), dearer]}),
        json!({"tickets": [ticket("T1", "A1", "issued")]}),
        json!({"tickets": [ticket("T1", "A1", "issued"), ticket("T2", "A3", "issued")]}),
        json!({"tickets": [ticket("T1", "A1", "issued"), ticket("T1", "A2", "issued")]}),
        json!({"tickets": [ticket("T1", "A1", "issued"), ticket("", "A2", "issued")]}),
        json!({"tickets": []}),
        json!({"pickup_no": null}),
        json!({"order_id": " "}),
    ] {
        let answer = confirmed(Reply::Json(201, order_body(change.clone()))).await;
        assert!(matches!(answer, Err(GatewayError::MaybeSent(_))), "{change}: {answer:?}");
    }
    let answer = confirmed(refusal(409, "client_id_reused")).await;
    assert!(matches!(answer, Err(GatewayError::MaybeSent(_))), "{answer:?}");
}

#[tokio::test]
async fn an_order_is_found_by_our_reference() {
    let query = async |reply| {
        let script = Script::new([reply]).await;
        cinema_at(&script.url).query_order(CINEMA, order_id()).await
    };
    let replaced = order_body(json!({"order_id": "O-2"}));
    let answer = query(Reply::Json(200, replaced)).await.unwrap();
    let OrderAnswer::Known(order) = answer else { panic!("{answer:?}") };
    assert_eq!(order.order_ref, "O-2");
    let pending = order_body(json!({"status": "pending", "pickup_no": null, "tickets": []}));
    assert_eq!(query(Reply::Json(200, pending)).await.unwrap(), OrderAnswer::Pending);
    let failed = order_body(json!({"status": "failed", "pickup_no": null, "tickets": []}));
    assert_eq!(query(Reply::Json(200, failed)).await.unwrap(), OrderAnswer::NotFound);
    assert_eq!(query(refusal(404, "order_unknown")).await.unwrap(), OrderAnswer::NotFound);
    let other = order_body(json!({"client_order_id": REFUND_ID}));
    let answer = query(Reply::Json(200, other)).await;
    assert!(matches!(answer, Err(GatewayError::MaybeSent(_))), "{answer:?}");
}

fn wish(order_ref: Option<&str>) -> TakeBackRequest {
    TakeBackRequest {
        client_refund_id: refund_id(),
        client_order_id: order_id(),
        order_ref: order_ref.map(str::to_owned),
        cinema_code: CINEMA.into(),
        ticket_nos: vec!["T1".into(), "T2".into()],
    }
}

fn returned(changes: Value) -> Reply {
    Reply::Json(
        200,
        super::with(
            json!({"client_refund_id": REFUND_ID, "order_id": "O-1", "ticket_nos": ["T2", "T1"],
                "refunded_at": "2026-11-22T10:00:00Z"}),
            changes,
        ),
    )
}

async fn take_back(
    order_ref: Option<&str>,
    replies: Vec<Reply>,
) -> (Result<TakeBackAnswer, GatewayError>, Vec<String>) {
    let script = Script::new(replies).await;
    let answer = cinema_at(&script.url).take_back(&wish(order_ref)).await;
    (answer, script.lines())
}

#[tokio::test]
async fn tickets_are_taken_back_or_not() {
    let (answer, lines) = take_back(Some("O-1"), vec![returned(json!({}))]).await;
    assert_eq!(answer.unwrap(), TakeBackAnswer::TakenBack);
    assert_eq!(lines, [format!("POST /{CINEMA}/v1/orders/O-1/refunds HTTP/1.1")]);
    for (code, expected) in [
        ("ticket_used", TakeBackRefusal::AlreadyUsed),
        ("too_late", TakeBackRefusal::TooLate),
        ("session_over", TakeBackRefusal::TooLate),
    ] {
        let (answer, _) = take_back(Some("O-1"), vec![refusal(409, code)]).await;
        assert_eq!(answer.unwrap(), TakeBackAnswer::Refused(expected), "{code}");
    }
    for change in [
        json!({"client_refund_id": ORDER_ID}),
        json!({"ticket_nos": ["T1"]}),
        json!({"ticket_nos": ["T1", "T3"]}),
    ] {
        let (answer, _) = take_back(Some("O-1"), vec![returned(change.clone())]).await;
        assert!(matches!(answer, Err(GatewayError::MaybeSent(_))), "{change}: {answer:?}");
    }
}

#[tokio::test]
async fn an_order_whose_reference_was_replaced_is_found_again() {
    let replaced = || Reply::Json(200, order_body(json!({"order_id": "O-2"})));
    let (answer, lines) = take_back(
        Some("O-1"),
        vec![refusal(404, "order_unknown"), replaced(), returned(json!({}))],
    )
    .await;
    assert_eq!(answer.unwrap(), TakeBackAnswer::TakenBack);
    assert_eq!(lines[2], format!("POST /{CINEMA}/v1/orders/O-2/refunds HTTP/1.1"));

    let (answer, lines) = take_back(None, vec![replaced(), returned(json!({}))]).await;
    assert_eq!((answer.unwrap(), lines.len()), (TakeBackAnswer::TakenBack, 2));

    let gone = vec![refusal(404, "order_unknown"), refusal(404, "order_unknown")];
    let (answer, _) = take_back(Some("O-1"), gone).await;
    assert_eq!(answer.unwrap(), TakeBackAnswer::Refused(TakeBackRefusal::NotFound));

    let both = vec![refusal(404, "order_unknown"), Reply::Json(200, order_body(json!({})))];
    let (answer, _) = take_back(Some("O-1"), both).await;
    assert!(matches!(answer, Err(GatewayError::MaybeSent(_))), "{answer:?}");
}

#[tokio::test]
async fn tickets_taken_back_before_count_only_when_all_of_them_were() {
    for knowledge in ["definitely_done", "definitely_not_done"] {
        for (second, is_done) in [("refunded", true), ("issued", false)] {
            let tickets = [ticket("T1", "A1", "refunded"), ticket("T2", "A2", second)];
            let replies = vec![
                problem(409, "ticket_refunded", knowledge, json!({})),
                Reply::Json(200, order_body(json!({"tickets": tickets}))),
            ];
            let (answer, _) = take_back(Some("O-1"), replies).await;
            assert_eq!(answer == Ok(TakeBackAnswer::TakenBack), is_done, "{answer:?}");
            assert_eq!(matches!(answer, Err(GatewayError::MaybeSent(_))), !is_done);
        }
    }
}
