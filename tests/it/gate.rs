//! Gates: the square that turns, the list they carry along, and what they tell afterwards.

use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Person, Purchase, Stage, TestApp};

/// An order with tickets for two seats of tomorrow, ten minutes before the film begins.
async fn at_the_door<'a>(app: &TestApp, person: &'a Person<'a>) -> (Stage, Value) {
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(person, &stage, &stage.seats(2)).await;
    purchase.finish().await;
    let path = format!("{}/tickets", purchase.order_path());
    let tickets = person.get(&path).await.expect(200);
    let starts_at: chrono::DateTime<chrono::Utc> =
        stage.showtime["starts_at"].as_str().unwrap().parse().unwrap();
    app.advance((starts_at - app.now()).num_minutes() - 10);
    (stage, tickets)
}

/// What the holder's telephone draws, `seconds` from now.
fn shown(app: &TestApp, tickets: &Value, seconds: i64) -> String {
    let live = &tickets["live"];
    let seed = URL_SAFE_NO_PAD.decode(live["seed"].as_str().unwrap()).unwrap();
    let step = (app.now().timestamp() + seconds).div_euclid(live["period_s"].as_i64().unwrap());
    let text = format!("{}.{step}", live["payload"].as_str().unwrap());
    let key = Ed25519KeyPair::from_seed_unchecked(&seed).unwrap();
    let signature = URL_SAFE_NO_PAD.encode(key.sign(text.as_bytes()).as_ref());
    format!("{text}.{signature}")
}

async fn insist_on_live(app: &TestApp, stage: &Stage) {
    let cinema = stage.showtime["cinema"]["id"].as_str().unwrap();
    let change = json!({ "requires_live_tickets": true });
    let changed = app.administrator().patch(&format!("/admin/cinemas/{cinema}"), change).await;
    assert_eq!(changed.expect(200)["requires_live_tickets"], true);
}

fn scan(number: u128, app: &TestApp, code: &Value) -> Value {
    json!({
        "scan_id": Uuid::from_u128(number),
        "code": code,
        "scanned_at": app.now(),
        "admitted": true,
    })
}

async fn tell(gate: &Person<'_>, scans: &[Value]) -> Vec<Value> {
    let told = gate.post("/box-office/check-ins/offline", json!({ "scans": scans })).await;
    told.expect(200)["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_turning_square_is_let_in_where_a_picture_of_it_is_not() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let (stage, tickets) = at_the_door(&app, &anna).await;
    assert_eq!(tickets["live"]["is_required"], false);
    insist_on_live(&app, &stage).await;
    let path = format!("/orders/{}/tickets", tickets["order_id"].as_str().unwrap());
    assert_eq!(anna.get(&path).await.expect(200)["live"]["is_required"], true);

    let check_in = "/box-office/check-ins";
    let still = [&tickets["qr"], &tickets["items"][0]["qr"], &tickets["live"]["payload"]];
    for code in still {
        gate.post(check_in, json!({ "code": code })).await.refused(409, "ticket_not_live");
    }
    let screenshot = shown(&app, &tickets, -60);
    let refused = gate.post(check_in, json!({ "code": screenshot })).await;
    refused.refused(409, "ticket_not_live");
    let live = shown(&app, &tickets, 0);
    let flipped = if live.ends_with('A') { 'Q' } else { 'A' };
    let forged = format!("{}{flipped}", &live[..live.len() - 1]);
    gate.post(check_in, json!({ "code": forged })).await.refused(422, "ticket_forged");

    let let_in = gate.post(check_in, json!({ "code": live })).await.expect(200);
    assert_eq!(let_in["outcome"], "admitted");
    assert_eq!(let_in["tickets"].as_array().unwrap().len(), 2);
    app.done().await;
}

#[tokio::test]
async fn paper_is_let_in_where_screens_must_turn() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let (stage, tickets) = at_the_door(&app, &anna).await;
    insist_on_live(&app, &stage).await;
    let collect =
        format!("/box-office/pickups/{}/collect", tickets["pickup_code"].as_str().unwrap());
    let proof = json!({ "verification_code": tickets["verification_code"] });
    let paper = gate.post(&collect, proof).await.expect(200);
    for ticket in paper["tickets"].as_array().unwrap() {
        let code = json!({ "code": ticket["qr"] });
        let let_in = gate.post("/box-office/check-ins", code).await.expect(200);
        assert_eq!(let_in["outcome"], "admitted");
        assert_eq!(let_in["tickets"].as_array().unwrap().len(), 1);
    }
    app.done().await;
}

#[tokio::test]
async fn the_pack_holds_the_day_of_one_cinema() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let (stage, tickets) = at_the_door(&app, &anna).await;
    let pack = gate.get("/box-office/gate-pack").await.expect(200);
    assert_eq!(pack["cinema_id"], stage.showtime["cinema"]["id"]);
    assert_eq!(pack["business_on"], "2027-03-07");
    assert_eq!(pack["requires_live"], false);
    let sessions = pack["sessions"].as_array().unwrap();
    let all = app.showtimes("2027-03-07").await;
    let of_cinema = all.iter().filter(|one| one["cinema"]["id"] == pack["cinema_id"]);
    assert_eq!(sessions.len(), of_cinema.count());
    let here = sessions.iter().find(|one| one["showtime_id"] == stage.showtime["id"]).unwrap();
    assert_eq!(here["sold"], 2);
    assert_eq!(here["closes_at"], stage.showtime["ends_at"]);
    let listed = pack["tickets"].as_array().unwrap();
    assert_eq!(listed.len(), 2);
    for ticket in listed {
        assert_eq!(ticket["order_id"], tickets["order_id"]);
        assert_eq!(ticket["pickup_code"], tickets["pickup_code"]);
        assert_eq!(ticket["session_code"], here["session_code"]);
        assert_eq!(ticket["state"], "issued");
        assert_ne!(ticket["seat"], "");
    }

    // Other days, other people.
    let other = gate.get("/box-office/gate-pack?date=2027-03-08").await.expect(200);
    assert!(other["tickets"].as_array().unwrap().is_empty());
    let foreign =
        format!("/box-office/gate-pack?cinema_id={}", pack["cinema_id"].as_str().unwrap());
    app.other_staff().get(&foreign).await.refused(404, "not_found");
    app.administrator().get("/box-office/gate-pack").await.refused(422, "validation_failed");
    let same = app.administrator().get(&foreign).await.expect(200);
    assert_eq!(same["tickets"], pack["tickets"]);
    app.done().await;
}

#[tokio::test]
async fn what_a_gate_decided_alone_is_heard_once() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let (_, tickets) = at_the_door(&app, &anna).await;
    let first = scan(1, &app, &tickets["items"][0]["qr"]);
    app.advance(5);
    let told = tell(&gate, std::slice::from_ref(&first)).await;
    assert_eq!(told[0]["outcome"], "admitted", "{told:?}");
    assert_eq!(told[0]["ticket_nos"], json!([tickets["items"][0]["ticket_no"]]));
    app.advance(1);
    assert_eq!(tell(&gate, std::slice::from_ref(&first)).await, told, "told twice");

    // Another gate had the same ticket; the rest of the order was let in nowhere else.
    let second = scan(2, &app, &tickets["items"][0]["qr"]);
    let rest = scan(3, &app, &tickets["qr"]);
    let both = tell(&gate, &[second, rest]).await;
    assert_eq!(both[0]["outcome"], "already_checked_in");
    assert!(both[0]["first_at"].is_string());
    assert_eq!(both[1]["outcome"], "admitted");
    let path = format!("/orders/{}/tickets", tickets["order_id"].as_str().unwrap());
    for ticket in anna.get(&path).await.expect(200)["items"].as_array().unwrap() {
        assert_eq!(ticket["state"], "checked_in", "{ticket}");
    }
    app.done().await;
}

#[tokio::test]
async fn late_news_is_judged_by_when_it_happened() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let (stage, tickets) = at_the_door(&app, &anna).await;
    insist_on_live(&app, &stage).await;
    let live = json!(shown(&app, &tickets, 0));
    let mut early = scan(1, &app, &live);
    early["scanned_at"] = json!(app.now() - chrono::TimeDelta::hours(3));
    let still = scan(2, &app, &tickets["qr"]);
    let forged = scan(3, &app, &json!("M2.AAAA.AAAA"));
    let unknown = scan(4, &app, &json!("000000000000"));
    let mut elsewhere = scan(5, &app, &live);
    elsewhere["showtime_id"] = json!(Uuid::from_u128(9));
    let in_time = scan(6, &app, &live);
    // The network is back only after the show.
    app.advance(600);
    let told = tell(&gate, &[early, still, forged, unknown, elsewhere, in_time]).await;
    let codes: Vec<&Value> = told.iter().map(|one| &one["code"]).collect();
    assert_eq!(
        codes,
        [
            // Three hours before, the square of now was nobody's.
            &json!("ticket_not_live"),
            &json!("ticket_not_live"),
            &json!("ticket_forged"),
            &json!("pickup_code_unknown"),
            &json!("wrong_showtime"),
            &Value::Null,
        ],
        "{told:?}"
    );
    assert_eq!(told[5]["outcome"], "admitted");
    let path = format!("/orders/{}/tickets", tickets["order_id"].as_str().unwrap());
    let mine = anna.get(&path).await.expect(200);
    assert_eq!(mine["items"][0]["state"], "checked_in");
    assert_eq!(mine["items"][0]["checked_in_at"], told[5]["first_at"]);
    app.done().await;
}

#[tokio::test]
async fn a_gate_speaks_for_its_own_cinema_only() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let (_, tickets) = at_the_door(&app, &anna).await;
    let told = tell(&app.other_staff(), &[scan(1, &app, &tickets["qr"])]).await;
    assert_eq!(
        (&told[0]["outcome"], &told[0]["code"]),
        (&json!("refused"), &json!("wrong_cinema"))
    );
    let pickup = tell(&app.other_staff(), &[scan(2, &app, &tickets["pickup_code"])]).await;
    assert_eq!(pickup[0]["code"], "pickup_code_unknown");

    // Whoever was turned away is not let in by telling it.
    let mut turned_away = scan(3, &app, &tickets["qr"]);
    turned_away["admitted"] = json!(false);
    let told = tell(&gate, &[turned_away]).await;
    assert_eq!(told[0]["outcome"], "refused");
    let path = format!("/orders/{}/tickets", tickets["order_id"].as_str().unwrap());
    let mine = anna.get(&path).await.expect(200);
    assert_eq!(mine["items"][0]["state"], "issued");

    let many: Vec<Value> = (0..501).map(|at| scan(100 + at, &app, &json!("1"))).collect();
    let refused = gate.post("/box-office/check-ins/offline", json!({ "scans": many })).await;
    refused.refused(422, "validation_failed");
    let none = gate.post("/box-office/check-ins/offline", json!({ "scans": [] })).await;
    none.refused(422, "validation_failed");
    app.done().await;
}
