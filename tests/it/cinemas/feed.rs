//! What cinemas push by themselves, and who may.

use domain::catalogue::ShowtimeStatus;
use gateways::signing::SigningKey;
use reqwest::Method;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{cinema_findings, films, payments, showtimes};

use super::world::{FILM, Office, SCREEN, SESSIONS, plan, sign, sign_for};
use crate::support::{Purchase, TestApp};

/// A session as it stands on the wire.
fn session(code: &str, change: impl FnOnce(&mut Value)) -> Value {
    let price = |amount: i64| json!({ "amount": amount, "currency": "CNY" });
    let zone =
        |amount: i64| json!({ "ticket_price": price(amount), "screen_service_fee": price(0) });
    let mut session = json!({
        "session_code": code,
        "session_version": 1,
        "screen_code": SCREEN,
        "seat_plan_version": 1,
        "film_code": FILM,
        "starts_at": "2027-03-09T12:00:00Z",
        "ends_at": "2027-03-09T14:00:00Z",
        "stop_sell_at": "2027-03-09T11:45:00Z",
        "business_on": "2027-03-09",
        "language": "zh",
        "format": "2d",
        "status": "on_sale",
        "max_seats_per_lock": 4,
        "lowest_price": price(3_000),
        "zone_prices": { "A": zone(4_000), "B": zone(5_000) },
        "net_service_fee": price(300),
    });
    change(&mut session);
    session
}

/// The kind of every remark of an answer, in its order.
fn kinds(result: &Value) -> Vec<(String, String)> {
    let lines = result["quarantined"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    lines.map(|line| (text(&line["subject"]), text(&line["kind"]))).collect()
}

#[tokio::test]
async fn good_sessions_come_in_and_rubbish_is_kept_apart() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    office.register(&app).await;
    let bad = |code: &str, pointer: &str, value: Value| {
        session(code, |it| *it.pointer_mut(pointer).unwrap() = value)
    };
    let items = json!({ "items": [
        session("P1", |_| ()),
        bad("P2", "/zone_prices/A/ticket_price/amount", json!(-1)),
        bad("P3", "/zone_prices/A/ticket_price/amount", json!(2_999)),
        bad("P4", "/film_code", json!("099999999999")),
        bad("P5", "/screen_code", json!("nowhere")),
        bad("P6", "/seat_plan_version", json!(7)),
        bad("P7", "/ends_at", json!("2027-03-09T11:00:00Z")),
        bad("P8", "/business_on", json!("2027-03-11")),
        bad("P9", "/zone_prices/A/ticket_price/amount", json!("4000")),
        bad("P10", "/format", json!("5d")),
        session("P11", |it| it["zone_prices"]["C"] = it["zone_prices"]["A"].clone()),
        "no session at all",
        session("P1", |_| ()),
    ]});
    let result = office.push(&app, "/sessions", &items).await.expect(200);
    assert_eq!((result["accepted"].as_i64(), result["unchanged"].as_i64()), (Some(1), Some(0)));
    let wanted = [
        ("session:P9", "malformed"),
        ("session:#11", "malformed"),
        ("session:P2", "price_invalid"),
        ("session:P3", "price_too_low"),
        ("session:P4", "unknown_film"),
        ("session:P5", "unknown_screen"),
        ("session:P6", "unknown_seat_plan"),
        ("session:P7", "time_invalid"),
        ("session:P8", "business_date"),
        ("session:P10", "unknown_word"),
        ("session:P11", "unknown_zone"),
        ("session:P1", "malformed"),
    ];
    let wanted = wanted.map(|(subject, kind)| (subject.to_owned(), kind.to_owned()));
    assert_eq!(kinds(&result), wanted);
    let lines = cinema_findings::Entity::find().all(app.db()).await.unwrap();
    assert_eq!(lines.len(), wanted.len());

    // Sent again, each counts once more; put right, it is no longer open.
    office.push(&app, "/sessions", &items).await.expect(200);
    let right = json!({ "items": [session("P2", |_| ())] });
    let result = office.push(&app, "/sessions", &right).await.expect(200);
    assert_eq!(result["accepted"], 1);
    let lines = cinema_findings::Entity::find().all(app.db()).await.unwrap();
    assert_eq!(lines.len(), wanted.len());
    for line in lines {
        assert_eq!(line.count, 2, "{line:?}");
        assert_eq!(line.dismissed_at.is_some(), line.subject == "session:P2", "{line:?}");
    }
    // An earlier version comes too late.
    let newer = json!({ "items": [session("P1", |it| it["session_version"] = json!(9))] });
    assert_eq!(office.push(&app, "/sessions", &newer).await.expect(200)["accepted"], 1);
    let older = json!({ "items": [session("P1", |it| it["session_version"] = json!(3))] });
    let result = office.push(&app, "/sessions", &older).await.expect(200);
    assert_eq!(kinds(&result), [("session:P1".to_owned(), "version_back".to_owned())]);
    let row = showtimes::Entity::find().filter(showtimes::Column::SessionCode.eq("P1"));
    assert_eq!(row.one(app.db()).await.unwrap().unwrap().version, 9);
    office.close().await;
    app.done().await;
}

/// Whoever has tickets is told and gets the money back, whatever else the cinema says about it.
#[tokio::test]
async fn a_cancellation_counts_though_the_rest_is_rubbish() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    office.register(&app).await;
    let row = async |code: &str| {
        let row = showtimes::Entity::find().filter(showtimes::Column::SessionCode.eq(code));
        row.one(app.db()).await.unwrap()
    };
    let before = row(SESSIONS[0]).await.unwrap();
    let stage = app.stage(&before.id.to_string()).await;
    let anna = app.customer();
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    purchase.finish().await;
    let newer = session(SESSIONS[1], |it| it["session_version"] = json!(9));
    office.push(&app, "/sessions", &json!({ "items": [newer] })).await.expect(200);

    let cancelled = |code: &str, pointer: &str, value: Value| {
        session(code, |it| {
            it["session_version"] = json!(5);
            it["status"] = json!("cancelled");
            *it.pointer_mut(pointer).unwrap() = value;
        })
    };
    let items = json!({ "items": [
        cancelled(SESSIONS[0], "/zone_prices", json!({})),
        cancelled(SESSIONS[1], "/session_version", json!(3)),
        cancelled("P1", "/seat_plan_version", json!(7)),
    ]});
    let result = office.push(&app, "/sessions", &items).await.expect(200);
    assert_eq!((result["accepted"].as_i64(), result["unchanged"].as_i64()), (Some(2), Some(0)));
    let wanted = [
        (SESSIONS[0], "price_invalid"),
        (SESSIONS[1], "version_back"),
        ("P1", "unknown_seat_plan"),
    ];
    let wanted = wanted.map(|(code, kind)| (format!("session:{code}"), kind.to_owned()));
    assert_eq!(kinds(&result), wanted);
    assert_eq!(row("P1").await, None);
    let (first, second) = (row(SESSIONS[0]).await.unwrap(), row(SESSIONS[1]).await.unwrap());
    assert_eq!([first.status, second.status], [ShowtimeStatus::Cancelled; 2]);
    assert_eq!((first.version, second.version), (5, 9));
    let kept = (first.starts_at, first.zone_prices);
    assert_eq!(kept, (before.starts_at, before.zone_prices), "the rest was not believed");
    let again = office.push(&app, "/sessions", &items).await.expect(200);
    assert_eq!((again["accepted"].as_i64(), again["unchanged"].as_i64()), (Some(0), Some(2)));

    app.settle().await;
    app.advance(1);
    let order = purchase.until_order(&["refunded"]).await;
    assert_eq!(order["refunds"][0]["reason"], "showtime_cancelled", "{order}");
    assert_eq!(order["refunds"][0]["amount"], order["price"]["total"], "in full");
    office.close().await;
    app.done().await;
}

#[tokio::test]
async fn films_and_halls_are_judged_too() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    office.register(&app).await;
    let film = |code: &str, title: &str| {
        json!({ "film_code": code, "title": { "zh": title }, "runtime_min": 90,
            "released_on": "2027-01-01", "original_language": "zh" })
    };
    // The second is one of the city's own, in another format: nobody's to change.
    let pushed = json!({ "items": [
        film("099101992027", "改了名字"), film("001201011993", "不是霸王"), film("1", "x"),
        film("099101992028", &"长".repeat(300)), film("099101992029", "新片"),
    ]});
    let result = office.push(&app, "/films", &pushed).await.expect(200);
    assert_eq!((result["accepted"].as_i64(), result["unchanged"].as_i64()), (Some(2), Some(1)));
    let wanted = [("film:1", "code_invalid"), ("film:099101992028", "text_invalid")];
    assert_eq!(kinds(&result), wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let own = films::Entity::find().filter(films::Column::FilmCode.eq("001101011993"));
    let own = own.one(app.db()).await.unwrap().unwrap();
    assert_eq!((own.title.zh.as_str(), own.source_cinema_id), ("霸王别姬", None));

    let screen = |code: &str, version: i64, layout: Value| {
        json!({
            "screen": { "screen_code": code, "name": { "zh": code }, "hall_type": "standard",
                "seat_count": 40, "seat_plan_version": version, "cleaning_min": 10 },
            "seat_plans": [{ "screen_code": code, "version": version,
                "effective_on": "2027-01-01", "layout": layout }],
        })
    };
    let sound = serde_json::to_value(plan()).unwrap();
    let mut overlapping = sound.clone();
    overlapping["seats"][1]["x"] = json!(3);
    let mut moved = sound.clone();
    moved["seats"][0]["x"] = json!(0);
    let items = json!({ "items": [
        screen("H2", 1, sound), screen("H3", 1, overlapping), screen(SCREEN, 1, moved),
    ]});
    let result = office.push(&app, "/screens", &items).await.expect(200);
    let wanted = [
        ("seat_plan:H3 v1", "plan_invalid"),
        ("screen:H3", "unknown_seat_plan"),
        (&*format!("seat_plan:{SCREEN} v1"), "plan_changed"),
    ];
    assert_eq!(kinds(&result), wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
    // The hall whose plan was not to change sells by the one it had.
    assert_eq!(result["accepted"], 3, "the new hall, its plan, the old hall's name: {result}");
    office.close().await;
    app.done().await;
}

#[tokio::test]
async fn only_the_cinema_itself_is_heard_and_each_word_once() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    let cinema_id = office.register(&app).await;
    let items = json!({ "items": [] });
    let body = serde_json::to_vec(&items).unwrap();
    let put = |key: &SigningKey| sign(&app, key, Method::PUT, "/sessions", body.clone());
    app.send("good", put(&office.key)).await.expect(200);

    // Nobody signed it; somebody else did; another body was signed; it is old; it was sent before.
    let bare = app.request(Method::PUT, "/cinema-feed/v1/sessions").json(&items);
    app.send("bare", bare).await.refused(401, "signature_invalid");
    let stranger = SigningKey::from_pem(&SigningKey::generate_pem().unwrap()).unwrap();
    app.send("stranger", put(&stranger)).await.refused(401, "signature_invalid");
    let tampered = put(&office.key).body(br#"{"items":[1]}"#.to_vec());
    app.send("tampered", tampered).await.refused(401, "signature_invalid");
    let elsewhere = put(&office.key).build().unwrap();
    let mut moved = app.request(Method::PUT, "/cinema-feed/v1/films").body(body.clone());
    for (name, value) in elsewhere.headers() {
        moved = moved.header(name, value);
    }
    app.send("moved", moved).await.refused(401, "signature_invalid");
    // It was signed for another platform, which sends it on to this one.
    let other = "tickets.example";
    let relayed = sign_for(&app, other, &office.key, Method::PUT, "/sessions", body.clone());
    let relayed = relayed.header("host", other);
    app.send("relayed", relayed).await.refused(401, "signature_invalid");
    let sent = put(&office.key);
    app.send("once", sent.try_clone().unwrap()).await.expect(200);
    app.send("twice", sent).await.refused(409, "request_replayed");
    let old = put(&office.key);
    app.advance(6);
    app.send("old", old).await.refused(401, "signature_invalid");

    // A key that was taken away opens nothing; a new one does.
    let path = format!("/admin/cinemas/{cinema_id}/keys");
    let admin = app.administrator();
    let fresh = SigningKey::from_pem(&SigningKey::generate_pem().unwrap()).unwrap();
    admin.post(&path, json!({ "public_key": fresh.public_base64() })).await.expect(201);
    admin.delete(&format!("{path}/{}", office.key.key_id())).await.expect(204);
    app.send("revoked", put(&office.key)).await.refused(401, "signature_invalid");
    app.send("fresh", put(&fresh)).await.expect(200);

    // Four megabytes are enough for anybody.
    let huge = sign(&app, &fresh, Method::PUT, "/sessions", vec![b' '; 4 * 1024 * 1024 + 1]);
    app.send("huge", huge).await.refused(413, "payload_too_large");
    let rubbish = sign(&app, &fresh, Method::PUT, "/sessions", b"[[[[".to_vec());
    app.send("rubbish", rubbish).await.refused(400, "malformed_request");
    let many: Vec<Value> = (0..501).map(|_| json!(1)).collect();
    let many = serde_json::to_vec(&json!({ "items": many })).unwrap();
    let many = sign(&app, &fresh, Method::PUT, "/sessions", many);
    app.send("many", many).await.refused(422, "validation_failed");
    office.close().await;
    app.done().await;
}

#[tokio::test]
async fn what_happens_at_the_doors_is_followed_and_the_day_is_stated() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    office.register(&app).await;
    let row = showtimes::Entity::find().filter(showtimes::Column::SessionCode.eq(SESSIONS[0]));
    let row = row.one(app.db()).await.unwrap().unwrap();
    let stage = app.stage(&row.id.to_string()).await;
    let anna = app.customer();
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    purchase.finish().await;
    let path = format!("{}/tickets", purchase.order_path());
    let tickets = anna.get(&path).await.expect(200);
    let no = |at: usize| tickets["items"][at]["ticket_no"].clone();
    let event = |ticket_no: Value, state: &str| {
        json!({ "client_order_id": purchase.order["id"], "ticket_no": ticket_no,
            "state": state, "at": "2027-03-06T01:59:00Z" })
    };
    let items = json!({ "items": [
        event(no(0), "checked_in"), event(no(1), "collected"), event(json!("none"), "collected"),
    ]});
    let result = office.push(&app, "/redemptions", &items).await.expect(200);
    assert_eq!(result["accepted"], 2, "{result}");
    assert_eq!(kinds(&result), [("ticket:none".to_owned(), "unknown_ticket".to_owned())]);
    let again = json!({ "items": [event(no(0), "checked_in"), event(no(0), "collected")] });
    let result = office.push(&app, "/redemptions", &again).await.expect(200);
    assert_eq!((result["accepted"].as_i64(), result["unchanged"].as_i64()), (Some(0), Some(2)));
    let tickets = anna.get(&path).await.expect(200);
    assert_eq!(tickets["items"][0]["state"], "checked_in");
    assert_eq!(tickets["items"][1]["state"], "collected");

    let statement = office.push(&app, "/statements/2027-03-06", &Value::Null).await.expect(200);
    let lines = statement["lines"].as_array().unwrap();
    assert_eq!((lines.len(), statement["is_final"].as_bool()), (2, Some(false)));
    assert_eq!(statement["totals"]["sale_amount"], purchase.order["price"]["total"]);
    assert_eq!(lines[0]["screen_fee"]["amount"], 500);
    let payment = payments::Entity::find().one(app.db()).await.unwrap().unwrap();
    assert_eq!(lines[0]["payment_no"], payment.payment_no);
    let other = office.push(&app, "/statements/2027-03-05", &Value::Null).await.expect(200);
    assert_eq!((other["lines"].as_array().unwrap().len(), &other["is_final"]), (0, &json!(true)));
    office.close().await;
    app.done().await;
}

/// A word that something changed is followed soon, and seats are asked about anew.
#[tokio::test]
async fn a_notice_makes_the_platform_look() {
    let app = TestApp::start().await;
    let mut office = Office::open(&app).await;
    office.register(&app).await;
    office.load.sessions[0].starts_at += chrono::TimeDelta::minutes(30);
    office.load.sessions[0].ends_at += chrono::TimeDelta::minutes(30);
    office.publish().await;
    let notice = json!({ "kind": "session_changed", "session_code": SESSIONS[0] });
    office.push(&app, "/notices", &notice).await.expect(202);
    app.settle().await;
    let row = showtimes::Entity::find().filter(showtimes::Column::SessionCode.eq(SESSIONS[0]));
    let row = row.one(app.db()).await.unwrap().unwrap();
    assert_eq!(row.starts_at, office.load.sessions[0].starts_at);
    let seats = json!({ "kind": "seats_changed", "session_code": SESSIONS[0] });
    office.push(&app, "/notices", &seats).await.expect(202);
    let seats = json!({ "kind": "seats_changed", "session_code": "none" });
    office.push(&app, "/notices", &seats).await.refused(404, "not_found");
    let odd = json!({ "kind": "weather", "session_code": SESSIONS[0] });
    office.push(&app, "/notices", &odd).await.refused(400, "malformed_request");
    office.close().await;
    app.done().await;
}
