use gateways::GatewayError;
use gateways::cinema::CinemaProgramme as _;
use serde_json::json;

use super::script::{Reply, Script, refusal};
use super::{CINEMA, cinema_at, now};

#[tokio::test]
async fn sessions_are_asked_for_since_an_instant_and_by_page() {
    let page = json!({"items": [], "as_of": "2026-11-22T10:00:00Z", "next_cursor": "a&b"});
    let script = Script::new([Reply::Json(200, page.clone()), Reply::Json(200, page)]).await;
    let cinema = cinema_at(&script.url);
    let first = cinema.sessions(CINEMA, Some(now()), None).await.unwrap();
    assert_eq!(first.next_cursor.as_deref(), Some("a&b"));
    cinema.sessions(CINEMA, None, Some("a&b")).await.unwrap();
    let lines = script.lines();
    assert!(lines[0].contains("?since=2026-11-22T10%3A00%3A00.000Z&limit=200 "), "{lines:?}");
    assert!(lines[1].contains("?cursor=a%26b&limit=200 "), "{lines:?}");
}

#[tokio::test]
async fn an_answer_of_four_megabytes_is_too_long() {
    let reply =
        Reply::Raw { status: 200, kind: "application/json", body: vec![b' '; 4 * 1024 * 1024 + 1] };
    let script = Script::new([reply]).await;
    let hands = super::Hands::new();
    let cinema = super::cinema_with(&script.url, &hands, std::time::Duration::from_secs(30));
    let error = cinema.screens(CINEMA).await.unwrap_err();
    assert!(error.to_string().contains("exceeds"), "{error}");
}

#[tokio::test]
async fn another_cinema_at_the_address_is_not_taken_for_ours() {
    let body = json!({
        "cinema_code": "31010002", "name": {"zh": "别家"}, "address": {"zh": "别处"},
        "timezone": "Asia/Shanghai", "status": "open", "screen_count": 1, "sales_stop_min": 15,
    });
    let ours = super::with(body.clone(), json!({"cinema_code": CINEMA}));
    let script = Script::new([Reply::Json(200, body), Reply::Json(200, ours)]).await;
    let cinema = cinema_at(&script.url);
    let error = cinema.cinema(CINEMA).await.unwrap_err();
    assert!(matches!(error, GatewayError::MaybeSent(_)), "{error}");
    assert_eq!(cinema.cinema(CINEMA).await.unwrap().name.zh, "别家");
}

#[tokio::test]
async fn a_plan_is_of_the_hall_and_version_asked_for() {
    let plan = |screen: &str, version: i64| {
        Reply::Json(
            200,
            json!({"screen_code": screen, "version": version, "effective_on": "2026-01-01",
                "layout": {"sections": [], "zones": [], "screen": {"x0": 0, "x1": 10, "y": 0},
                    "entrances": [], "seats": []}}),
        )
    };
    let replies = [plan("H1", 3), plan("H1", 2), plan("H2", 3), plan("H1", 9)];
    let script = Script::new(replies).await;
    let cinema = cinema_at(&script.url);
    assert_eq!(cinema.seat_plan(CINEMA, "H1", Some(3)).await.unwrap().version, 3);
    for _ in 0..2 {
        let error = cinema.seat_plan(CINEMA, "H1", Some(3)).await.unwrap_err();
        assert!(matches!(error, GatewayError::MaybeSent(_)), "{error}");
    }
    assert_eq!(cinema.seat_plan(CINEMA, "H1", None).await.unwrap().version, 9);
    assert!(script.lines()[0].contains("/v1/screens/H1/seat-plan?version=3 "));
    assert!(script.lines()[3].contains("/v1/screens/H1/seat-plan HTTP"));
}

#[tokio::test]
async fn what_is_not_offered_is_a_refusal() {
    let script = Script::new([refusal(404, "not_offered")]).await;
    let error = cinema_at(&script.url).capabilities(CINEMA).await.unwrap_err();
    assert!(matches!(error, GatewayError::Refused(_)), "{error}");
}
