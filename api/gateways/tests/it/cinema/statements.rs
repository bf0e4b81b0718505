use chrono::NaiveDate;
use domain::money::Money;
use gateways::GatewayError;
use gateways::cinema::wire::{StatementAck, StatementTotals};
use gateways::cinema::{CinemaGateway as _, StatementAckAnswer};
use serde_json::{Value, json};

use super::script::{Reply, Script, refusal};
use super::{CINEMA, ORDER_ID, cinema_at, fen, order_id};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn body(changes: Value) -> Value {
    let line = json!({
        "number_by_day": 1, "operation": "refund", "channel": "platform", "order_id": "O-1",
        "client_order_id": ORDER_ID, "ticket_no": "T1", "session_code": "S 1", "seat_code": "A1",
        "ticket_price": fen(4_000), "screen_service_fee": fen(300), "net_service_fee": fen(200),
        "at": "2026-11-21T10:00:00Z",
    });
    super::with(
        json!({
            "cinema_code": CINEMA, "business_on": "2026-11-21", "is_final": true, "lines": [line],
            "totals": {"sale_count": 0, "sale_amount": fen(0), "refund_count": 1,
                "refund_amount": fen(4_500)},
        }),
        changes,
    )
}

#[tokio::test]
async fn a_statement_is_kept_byte_for_byte() {
    let sent = body(json!({}));
    let script = Script::new([Reply::Json(200, sent.clone())]).await;
    let statement = cinema_at(&script.url).statement(CINEMA, day()).await.unwrap();
    assert_eq!(statement.raw, sent.to_string().into_bytes());
    let line = &statement.lines[0];
    assert!(statement.is_final && line.is_refund);
    assert_eq!((line.client_order_id, line.screen_fee), (order_id(), Money::fen(300)));
    assert_eq!(script.lines(), [format!("GET /{CINEMA}/v1/statements/2026-11-21 HTTP/1.1")]);
}

#[tokio::test]
async fn a_long_statement_is_read_and_an_endless_one_is_not() {
    for (length, is_read) in [(8, true), (17, false)] {
        let mut bytes = body(json!({})).to_string().into_bytes();
        bytes.resize(length * 1024 * 1024, b' ');
        let reply = Reply::Raw { status: 200, kind: "application/json", body: bytes };
        let script = Script::new([reply]).await;
        let hands = super::Hands::new();
        let cinema = super::cinema_with(&script.url, &hands, std::time::Duration::from_secs(30));
        let answer = cinema.statement(CINEMA, day()).await;
        assert_eq!(answer.is_ok(), is_read, "{length} MB");
    }
}

#[tokio::test]
async fn another_statement_is_not_believed() {
    for change in [json!({"cinema_code": "31010002"}), json!({"business_on": "2026-11-20"})] {
        let script = Script::new([Reply::Json(200, body(change))]).await;
        let answer = cinema_at(&script.url).statement(CINEMA, day()).await;
        assert!(matches!(answer, Err(GatewayError::Unreadable(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn an_acknowledgement_is_kept_or_refused() {
    let ack = StatementAck {
        line_count: 1,
        totals: StatementTotals {
            sale_count: 0,
            sale_amount: Money::fen(0),
            refund_count: 1,
            refund_amount: Money::fen(4_500),
        },
    };
    let kept = |day: &str| {
        Reply::Json(200, json!({"business_on": day, "acknowledged_at": "2026-11-22T10:00:00Z"}))
    };
    for (reply, expected) in [
        (kept("2026-11-21"), Some(StatementAckAnswer::Acknowledged)),
        (refusal(409, "statement_mismatch"), Some(StatementAckAnswer::Mismatch)),
        (refusal(409, "day_open"), Some(StatementAckAnswer::Mismatch)),
        (kept("2026-11-20"), None),
    ] {
        let script = Script::new([reply]).await;
        let cinema = cinema_at(&script.url);
        let answer = cinema.acknowledge_statement(CINEMA, day(), &ack).await;
        assert_eq!(answer.ok(), expected);
    }
}
