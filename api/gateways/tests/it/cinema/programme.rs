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
    assert_eq!(first.said.next_cursor.as_deref(), Some("a&b"));
    cinema.sessions(CINEMA, None, Some("a&b")).await.unwrap();
    let lines = script.lines();
    assert!(lines[0].contains("?since=2026-11-22T10%3A00%3A00.000Z&limit=200 "), "{lines:?}");
    assert!(lines[1].contains("?cursor=a%26b&limit=200 "), "{lines:?}");
}

#[tokio::test]
async fn one_unreadable_session_does_not_spoil_the_page() {
    let price = |amount: i64| super::fen(amount);
    let session = |code: &str| {
        json!({
            "session_code": code, "session_version": 1, "screen_code": "H1",
            "seat_plan_version": 1, "film_code": "001101011993",
            "starts_at": "2026-11-23T12:00:00Z", "ends_at": "2026-11-23T14:00:00Z",
            "stop_sell_at": "2026-11-23T11:45:00Z", "business_on": "2026-11-23",
            "language": "zh", "format": "2d", "status": "on_sale", "max_seats_per_lock": 4,
            "lowest_price": price(3_000), "net_service_fee": price(300),
            "zone_prices": {"A": {"ticket_price": price(4_000), "screen_service_fee": price(0)}},
        })
    };
    let odd = super::with(session("S2"), json!({"status": "maybe"}));
    let page = |items: serde_json::Value| {
        let as_of = "2026-11-22T10:00:00Z";
        json!({"items": items, "as_of": as_of, "next_cursor": "next"})
    };
    let good = page(json!([session("S1"), odd, session("S3")]));
    let no_list = json!({"items": {}, "as_of": "2026-11-22T10:00:00Z"});
    let no_instant = json!({"items": [session("S1")]});
    let html = Reply::Raw { status: 200, kind: "application/json", body: b"<html>".to_vec() };
    let bad = [Reply::Json(200, no_list), Reply::Json(200, no_instant), html];
    let script = Script::new([vec![Reply::Json(200, good)], bad.to_vec()].concat()).await;
    let cinema = cinema_at(&script.url);
    let received = cinema.sessions(CINEMA, None, None).await.unwrap();
    let codes: Vec<_> = received.said.items.iter().map(|it| it.session_code.as_str()).collect();
    assert_eq!((codes, received.said.next_cursor.as_deref()), (vec!["S1", "S3"], Some("next")));
    let [bad] = &received.unreadable[..] else { panic!("{received:?}") };
    assert_eq!((bad.place, bad.code.as_deref()), (1, Some("S2")));
    assert!(bad.error.contains("unknown variant `maybe`"), "{bad:?}");
    // What is no list of sessions is none.
    for _ in 0..3 {
        let error = cinema.sessions(CINEMA, None, None).await.unwrap_err();
        assert!(matches!(error, GatewayError::Unreadable(_)), "{error}");
    }
}

#[tokio::test]
async fn one_unreadable_hall_or_film_does_not_spoil_the_list() {
    let screen = json!({"screen_code": "H1", "name": {"zh": "1 号厅"}, "hall_type": "standard",
        "seat_count": 40, "seat_plan_version": 1});
    let film = json!({"film_code": "001101011993", "title": {"zh": "霸王别姬"},
        "runtime_min": 171, "released_on": "1993-01-01", "original_language": "zh"});
    let odd = super::with(screen.clone(), json!({"screen_code": "H2", "seat_count": -1}));
    let replies = [json!({"items": [odd, screen]}), json!({"items": [film, [], {}]})];
    let script = Script::new(replies.map(|body| Reply::Json(200, body))).await;
    let cinema = cinema_at(&script.url);
    let screens = cinema.screens(CINEMA).await.unwrap();
    assert_eq!((screens.said.items.len(), &*screens.said.items[0].screen_code), (1, "H1"));
    assert_eq!(screens.unreadable[0].code.as_deref(), Some("H2"));
    let day = now().date_naive();
    let films = cinema.films(CINEMA, day, day).await.unwrap();
    let places: Vec<_> = films.unreadable.iter().map(|it| (it.place, it.code.clone())).collect();
    assert_eq!((films.said.items.len(), places), (1, vec![(1, None), (2, None)]));
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
    assert!(matches!(error, GatewayError::Unreadable(_)), "{error}");
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
        assert!(matches!(error, GatewayError::Unreadable(_)), "{error}");
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
