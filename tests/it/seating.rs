//! Seats: who gets them, who is refused and why, and how they come back.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Stage, TestApp, new_key};

/// A showtime in a hall of which `is_fit` is true.
async fn stage_where(app: &TestApp, is_fit: impl Fn(&Stage) -> bool) -> Stage {
    for showtime in app.showtimes("2027-03-07").await {
        let stage = app.stage(showtime["id"].as_str().unwrap()).await;
        if is_fit(&stage) {
            return stage;
        }
    }
    panic!("no such hall");
}

fn seats_of<'a>(stage: &'a Stage, kind: &str) -> Vec<&'a Value> {
    let seats = stage.map["seats"].as_array().unwrap().iter();
    seats.filter(|seat| seat["kind"] == kind && seat["state"] == "available").collect()
}

fn code(seat: &Value) -> String {
    seat["seat_code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn of_fifty_who_want_one_seat_exactly_one_gets_it() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(1) });
    let crowd = app.crowd(50).await;
    let mut requests = Vec::new();
    for person in &crowd {
        let request = person.request(Method::POST, "/seat-locks").await;
        requests.push(request.header("idempotency-key", new_key()).json(&wish));
    }
    let race = requests.into_iter().map(|request| app.send("POST /seat-locks", request));
    let answers = futures_util::future::join_all(race).await;
    let mut outcomes: BTreeMap<(u16, String), usize> = BTreeMap::new();
    for answer in &answers {
        *outcomes.entry((answer.status, answer.code())).or_default() += 1;
    }
    let expected = [((201, String::new()), 1), ((409, "seat_taken".to_owned()), 49)];
    let won: Vec<_> = answers.iter().filter(|a| a.status == 201).map(|a| &a.body).collect();
    assert_eq!(outcomes, BTreeMap::from(expected), "{won:#?}");
    app.done().await;
}

/// Ten pairs overlap: nobody gets half of what they wanted.
#[tokio::test]
async fn overlapping_wishes_are_granted_whole_or_not_at_all() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    let crowd = app.crowd(10).await;
    let mut requests = Vec::new();
    for (at, person) in crowd.iter().enumerate() {
        let first = at % (run.len() - 1);
        let wish = json!({ "showtime_id": stage.id(), "seats": run[first..first + 2] });
        let request = person.request(Method::POST, "/seat-locks").await;
        requests.push(request.header("idempotency-key", new_key()).json(&wish));
    }
    let race = requests.into_iter().map(|request| app.send("POST /seat-locks", request));
    let answers = futures_util::future::join_all(race).await;
    let mut held = Vec::new();
    for answer in answers.iter().filter(|answer| answer.status == 201) {
        let lock = answer.expect(201);
        let seats = lock["seats"].as_array().unwrap();
        assert_eq!(seats.len(), 2, "{lock}");
        held.extend(seats.iter().map(code));
    }
    let after = app.stage(stage.id()).await;
    let locked: Vec<String> = after.map["seats"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|seat| seat["state"] == "locked")
        .map(code)
        .collect();
    held.sort();
    assert!(!held.is_empty());
    let mut sorted = locked.clone();
    sorted.sort();
    assert_eq!(held, sorted);
    app.done().await;
}

#[tokio::test]
async fn a_taken_seat_is_named() {
    let app = TestApp::start().await;
    let (anna, bert) = (app.customer(), app.other_customer());
    let stage = app.any_stage().await;
    let seats = stage.seats(3);
    let wish = json!({ "showtime_id": stage.id(), "seats": seats[..2] });
    anna.post("/seat-locks", wish).await.expect(201);
    let wish = json!({ "showtime_id": stage.id(), "seats": seats[1..3] });
    let problem = bert.post("/seat-locks", wish).await.refused(409, "seat_taken");
    assert_eq!(problem["seats"], json!([seats[1]]));

    let path = format!("/showtimes/{}/seats", stage.id());
    let hers = anna.get(&path).await.expect(200);
    let his = bert.get(&path).await.expect(200);
    let mine = |map: &Value| {
        let seats = map["seats"].as_array().unwrap().iter();
        seats.filter(|seat| seat["mine"] == true).map(code).collect::<Vec<_>>()
    };
    assert_eq!(mine(&hers).len(), 2);
    assert!(mine(&his).is_empty());
    app.done().await;
}

#[tokio::test]
async fn a_lock_that_runs_out_is_given_back_without_anybody_asking() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let wish = json!({ "showtime_id": stage.id(), "seats": seats });
    let lock = anna.post("/seat-locks", wish).await.expect(201);
    let expires_at: chrono::DateTime<chrono::Utc> =
        lock["expires_at"].as_str().unwrap().parse().unwrap();
    assert!(expires_at > app.now());
    assert_eq!(app.stage(stage.id()).await.state_of(&seats[0]), "locked");
    app.advance((expires_at - app.now()).num_minutes() + 1);
    // Nobody ran a task yet: what has run out is free once the cinema is asked again, and what
    // customers see is a moment old at most.
    app.until("a free seat", async || {
        (app.stage(stage.id()).await.state_of(&seats[0]) == "available").then_some(())
    })
    .await;
    app.settle().await;
    let path = format!("/seat-locks/{}", lock["id"].as_str().unwrap());
    assert_eq!(anna.get(&path).await.expect(200)["status"], "expired");
    let order = anna.post("/orders", json!({ "seat_lock_id": lock["id"] })).await;
    order.refused(409, "lock_expired");
    app.done().await;
}

#[tokio::test]
async fn a_released_lock_frees_its_seats_for_others() {
    let app = TestApp::start().await;
    let (anna, bert) = (app.customer(), app.other_customer());
    let stage = app.any_stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(2) });
    let lock = anna.post("/seat-locks", wish.clone()).await.expect(201);
    let path = format!("/seat-locks/{}", lock["id"].as_str().unwrap());
    bert.get(&path).await.refused(404, "not_found");
    bert.delete(&path).await.refused(404, "not_found");
    anna.delete(&path).await.expect(204);
    anna.delete(&path).await.expect(204);
    assert_eq!(anna.get(&path).await.expect(200)["status"], "released");
    bert.post("/seat-locks", wish).await.expect(201);
    app.done().await;
}

#[tokio::test]
async fn an_ordered_lock_is_not_ordered_again() {
    let app = TestApp::start().await;
    let (anna, bert) = (app.customer(), app.other_customer());
    let stage = app.any_stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(1) });
    let lock = anna.post("/seat-locks", wish).await.expect(201);
    let wish = json!({ "seat_lock_id": lock["id"] });
    bert.post("/orders", wish.clone()).await.refused(404, "not_found");
    let order = anna.post("/orders", wish.clone()).await.expect(201);
    // The same lock is the same order, whatever key the request comes with.
    assert_eq!(anna.post("/orders", wish).await.expect(201)["id"], order["id"]);
    app.done().await;
}

#[tokio::test]
async fn more_seats_than_the_cinema_sells_at_once() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let max = usize::try_from(stage.map["max_seats"].as_u64().unwrap()).unwrap();
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(max + 1) });
    app.customer().post("/seat-locks", wish).await.refused(422, "too_many_seats");
    app.done().await;
}

#[tokio::test]
async fn a_seat_that_does_not_exist() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": ["9999"] });
    let problem = app.customer().post("/seat-locks", wish).await.refused(422, "seat_unknown");
    assert_eq!(problem["seats"], json!(["9999"]));
    app.done().await;
}

#[tokio::test]
async fn nobody_is_left_alone_between_two_parties() {
    let app = TestApp::start().await;
    let (anna, bert) = (app.customer(), app.other_customer());
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    assert!(run.len() >= 6, "{run:?}");
    let wish = json!({ "showtime_id": stage.id(), "seats": run[..2] });
    anna.post("/seat-locks", wish).await.expect(201);
    // Seat 2 would stay free alone between the two parties.
    let wish = json!({ "showtime_id": stage.id(), "seats": run[3..5] });
    let problem = bert.post("/seat-locks", wish).await.refused(422, "orphan_seat");
    assert_eq!(problem["seats"], json!([run[2]]));
    let wish = json!({ "showtime_id": stage.id(), "seats": run[2..4] });
    bert.post("/seat-locks", wish).await.expect(201);
    app.done().await;
}

#[tokio::test]
async fn love_seats_are_sold_in_pairs() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = stage_where(&app, |stage| !seats_of(stage, "love_left").is_empty()).await;
    let left = seats_of(&stage, "love_left")[0];
    let wish = json!({ "showtime_id": stage.id(), "seats": [code(left)] });
    anna.post("/seat-locks", wish).await.refused(422, "love_seat_split");
    let pair = left["pair"].as_str().unwrap();
    let seats = stage.map["seats"].as_array().unwrap().iter();
    let both: Vec<String> = seats.filter(|seat| seat["pair"] == pair).map(code).collect();
    let both = if both.len() == 2 { both } else { vec![code(left), pair.to_owned()] };
    let wish = json!({ "showtime_id": stage.id(), "seats": both });
    anna.post("/seat-locks", wish).await.expect(201);
    app.done().await;
}

#[tokio::test]
async fn one_order_one_zone() {
    let app = TestApp::start().await;
    let zones = |stage: &Stage| -> BTreeMap<String, String> {
        let normal = seats_of(stage, "normal").into_iter();
        normal.map(|seat| (seat["zone"].as_str().unwrap().to_owned(), code(seat))).collect()
    };
    let stage = stage_where(&app, |stage| zones(stage).len() > 1).await;
    let seats: Vec<String> = zones(&stage).into_values().take(2).collect();
    let wish = json!({ "showtime_id": stage.id(), "seats": seats });
    app.customer().post("/seat-locks", wish).await.refused(422, "zone_mixed");
    app.done().await;
}

#[tokio::test]
async fn sales_end_before_the_show() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let stop: chrono::DateTime<chrono::Utc> =
        stage.showtime["stop_sell_at"].as_str().unwrap().parse().unwrap();
    app.advance((stop - app.now()).num_minutes() + 1);
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(1) });
    app.customer().post("/seat-locks", wish).await.refused(409, "sales_closed");
    let now = app.anonymous().get(&format!("/showtimes/{}", stage.id())).await.expect(200);
    assert_eq!(now["status"], "sales_closed");
    app.done().await;
}

#[tokio::test]
async fn a_showtime_that_changed_meanwhile_is_not_sold_blindly() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let version = stage.showtime["version"].as_i64().unwrap();
    let wish = json!({
        "showtime_id": stage.id(), "seats": stage.seats(1), "showtime_version": version - 1
    });
    app.customer().post("/seat-locks", wish).await.refused(409, "showtime_changed");
    app.done().await;
}

#[tokio::test]
async fn the_price_is_the_sum_of_its_lines() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(3) });
    let lock = anna.post("/seat-locks", wish).await.expect(201);
    let price = &lock["price"];
    let amount = |value: &Value| value["amount"].as_i64().unwrap();
    let lines = price["lines"].as_array().unwrap();
    let tickets: i64 = lines.iter().map(|line| amount(&line["ticket"])).sum();
    let fees: i64 = lines.iter().map(|line| amount(&line["service_fee"])).sum();
    assert_eq!(lines.len(), 3);
    assert_eq!(tickets, amount(&price["tickets"]));
    assert_eq!(fees, amount(&price["service_fee"]));
    assert_eq!(tickets + fees, amount(&price["total"]));
    assert_eq!(price["total"]["currency"], "CNY");
    app.done().await;
}

#[tokio::test]
async fn whoever_watches_sees_a_seat_go() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let seat = stage.seats(1).remove(0);
    let path = format!("/showtimes/{}/seats/events", stage.id());
    let mut stream = app.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let wish = json!({ "showtime_id": stage.id(), "seats": [seat] });
    anna.post("/seat-locks", wish).await.expect(201);
    let mut heard = String::new();
    let wait = async {
        while !(heard.contains(&seat) && heard.contains("locked")) {
            let Some(chunk) = stream.chunk().await.unwrap() else { break };
            heard.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), wait).await.unwrap();
    assert!(heard.contains("event: seats"), "{heard}");
    drop(stream);
    app.done().await;
}
