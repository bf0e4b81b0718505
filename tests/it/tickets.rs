//! Tickets: the message, the desk and the gate.

use serde_json::{Value, json};

use crate::support::{Person, Purchase, Stage, TestApp};

/// An order with tickets for two seats, and what belongs to it.
async fn bought<'a>(person: &'a Person<'a>, stage: &Stage, seats: &[String]) -> (String, Value) {
    let purchase = Purchase::begin(person, stage, seats).await;
    purchase.finish().await;
    let path = purchase.order_path();
    let tickets = person.get(&format!("{path}/tickets")).await.expect(200);
    (path, tickets)
}

fn minutes_before_start(app: &TestApp, stage: &Stage, minutes: i64) -> i64 {
    let starts_at: chrono::DateTime<chrono::Utc> =
        stage.showtime["starts_at"].as_str().unwrap().parse().unwrap();
    (starts_at - app.now()).num_minutes() - minutes
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}

#[tokio::test]
async fn the_message_says_what_film_when_and_where() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let (path, tickets) = bought(&anna, &stage, &stage.seats(2)).await;
    let texts = app.until("a message", async || {
        let texts = app.texts_to(&anna.phone).await;
        (!texts.is_empty()).then_some(texts)
    });
    let texts = texts.await;
    assert_eq!(texts.len(), 1, "{texts:?}");
    let message = &texts[0];
    let showtime = &stage.showtime;
    for part in [&showtime["film"]["title"], &showtime["cinema"]["name"], &showtime["hall"]["name"]]
    {
        assert!(message.contains(part["zh"].as_str().unwrap()), "{part} is not in {message}");
    }
    let starts_at: chrono::DateTime<chrono::Utc> = text(showtime, "starts_at").parse().unwrap();
    let local = starts_at + chrono::TimeDelta::hours(8);
    assert!(message.contains(&local.format("%H:%M").to_string()), "{message}");
    for seat in tickets["items"].as_array().unwrap() {
        let seat = format!("{}排{}座", text(seat, "row"), text(seat, "seat"));
        assert!(message.contains(&seat), "{seat} is not in {message}");
    }
    let digits: String = message.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(digits.contains(text(&tickets, "pickup_code")), "{message}");
    assert!(digits.contains(text(&tickets, "verification_code")), "{message}");

    let queued = anna.post(&format!("{path}/messages"), json!({})).await.expect(202);
    assert!(text(&queued, "to").contains("****"), "{queued}");
    app.settle().await;
    let again = app.until("a second message", async || {
        let texts = app.texts_to(&anna.phone).await;
        (texts.len() == 2).then_some(texts)
    });
    let again = again.await;
    assert_eq!(again[0], again[1]);
    app.done().await;
}

#[tokio::test]
async fn tickets_belong_to_their_buyer() {
    let app = TestApp::start().await;
    let (anna, bert) = (app.customer(), app.other_customer());
    let stage = app.any_stage().await;
    let (path, tickets) = bought(&anna, &stage, &stage.seats(2)).await;
    assert_eq!(tickets["items"].as_array().unwrap().len(), 2);
    assert!(text(&tickets, "qr_svg").contains("<svg"), "no drawing");
    let calendar = anna.get(&format!("{path}/tickets.ics")).await;
    assert_eq!(calendar.status, 200);
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    assert!(calendar.body.starts_with("BEGIN:VCALENDAR\r\n"), "{}", calendar.body);
    for part in ["tickets", "tickets.ics"] {
        bert.get(&format!("{path}/{part}")).await.refused(404, "not_found");
    }
    bert.post(&format!("{path}/messages"), json!({})).await.refused(404, "not_found");
    app.done().await;
}

#[tokio::test]
async fn an_unpaid_order_has_no_tickets() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    let path = purchase.order_path();
    anna.get(&format!("{path}/tickets")).await.refused(409, "order_not_ticketed");
    anna.post(&format!("{path}/messages"), json!({})).await.refused(409, "order_not_ticketed");
    app.done().await;
}

#[tokio::test]
async fn the_desk_hands_tickets_out_once_and_says_so_again() {
    let app = TestApp::start().await;
    let (anna, desk) = (app.customer(), app.staff());
    let stage = app.any_stage().await;
    let (path, tickets) = bought(&anna, &stage, &stage.seats(2)).await;
    let pickup = format!("/box-office/pickups/{}", text(&tickets, "pickup_code"));
    let seen = desk.get(&pickup).await.expect(200);
    assert_eq!(seen["order_no"], tickets["order_no"]);
    assert_eq!(seen["tickets"].as_array().unwrap().len(), 2);

    let collect = format!("{pickup}/collect");
    let wrong = json!({ "verification_code": "000000" });
    let refused = desk.post(&collect, wrong).await;
    assert_ne!(refused.status, 200, "{}", refused.body);
    let proof = json!({ "verification_code": tickets["verification_code"] });
    let first = desk.post(&collect, proof.clone()).await.expect(200);
    app.advance(1);
    let again = desk.post(&collect, proof).await.expect(200);
    assert_eq!(first, again);
    assert_eq!(first["tickets"][0]["state"], "collected");
    let mine = anna.get(&format!("{path}/tickets")).await.expect(200);
    assert_eq!(mine["items"][0]["state"], "collected");
    app.done().await;
}

#[tokio::test]
async fn the_gate_admits_once_and_knows_when() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let stage = app.any_stage().await;
    let (path, tickets) = bought(&anna, &stage, &stage.seats(2)).await;
    let code = json!({ "code": tickets["pickup_code"] });
    gate.post("/box-office/check-ins", code.clone()).await.refused(409, "too_early");
    app.advance(minutes_before_start(&app, &stage, 10));

    // A friend comes first, with one ticket of the two.
    let friend = json!({ "code": tickets["items"][0]["qr"] });
    let one = gate.post("/box-office/check-ins", friend.clone()).await.expect(200);
    assert_eq!(one["outcome"], "admitted");
    assert_eq!(one["tickets"].as_array().unwrap().len(), 1);
    app.advance(1);
    let twice = gate.post("/box-office/check-ins", friend).await.expect(200);
    assert_eq!(twice["outcome"], "already_checked_in");
    assert_eq!(twice["first_at"], one["first_at"]);

    let rest = gate.post("/box-office/check-ins", code).await.expect(200);
    assert_eq!(rest["outcome"], "admitted");
    let mine = anna.get(&format!("{path}/tickets")).await.expect(200);
    for ticket in mine["items"].as_array().unwrap() {
        assert_eq!(ticket["state"], "checked_in", "{ticket}");
    }
    app.done().await;
}

#[tokio::test]
async fn the_gate_says_why_it_does_not_admit() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let stage = app.any_stage().await;
    let (path, tickets) = bought(&anna, &stage, &stage.seats(2)).await;
    let check_in = "/box-office/check-ins";

    // A square that was drawn by somebody else.
    let qr = text(&tickets, "qr");
    let flipped = if qr.ends_with('A') { 'B' } else { 'A' };
    let forged = format!("{}{flipped}", &qr[..qr.len() - 1]);
    let answer = gate.post(check_in, json!({ "code": forged })).await;
    answer.refused(422, "ticket_forged");

    let nobody = gate.post(check_in, json!({ "code": "000000000000" })).await;
    assert!(matches!(nobody.status, 404 | 422), "{} {}", nobody.status, nobody.body);

    let other = app.other_staff().post(check_in, json!({ "code": qr })).await;
    other.refused(409, "wrong_cinema");

    app.advance(minutes_before_start(&app, &stage, 10));
    let elsewhere = json!({ "code": qr, "showtime_id": uuid::Uuid::from_u128(1) });
    let wrong = gate.post(check_in, elsewhere).await;
    assert!(matches!(wrong.code().as_str(), "wrong_showtime" | "not_found"), "{}", wrong.body);

    let codes = text(&tickets, "pickup_code");
    let elsewhere = app.other_staff().get(&format!("/box-office/pickups/{codes}")).await;
    assert!(matches!(elsewhere.code().as_str(), "wrong_cinema" | "pickup_code_unknown"));
    assert!(anna.get(&path).await.status == 200);
    app.done().await;
}

#[tokio::test]
async fn a_refunded_ticket_opens_no_gate() {
    let app = TestApp::start().await;
    let (anna, gate) = (app.customer(), app.staff());
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    purchase.finish().await;
    let path = purchase.order_path();
    let tickets = anna.get(&format!("{path}/tickets")).await.expect(200);
    anna.post(&format!("{path}/refunds"), json!({})).await.expect(202);
    purchase.until_order(&["refunded"]).await;
    app.advance(minutes_before_start(&app, &stage, 10));
    for code in [&tickets["pickup_code"], &tickets["qr"]] {
        let answer = gate.post("/box-office/check-ins", json!({ "code": code })).await;
        answer.refused(409, "ticket_refunded");
    }
    app.done().await;
}
