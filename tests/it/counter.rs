//! A cinema's counter: it sells from the same shelf as the platform, and keeps its own day.

use serde_json::{Value, json};

use crate::support::{Purchase, TestApp, new_key};

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The session behind a showtime, as staff see it.
async fn session_of(app: &TestApp, showtime: &str) -> Value {
    let path = "/box-office/sessions?from=2027-03-07&to=2027-03-07";
    let day = app.staff().get(path).await.expect(200);
    let mut items = day["items"].as_array().unwrap().iter();
    items.find(|session| session["showtime_id"] == showtime).unwrap().clone()
}

/// What customers see of the seats is a moment old at most.
async fn until_seen(app: &TestApp, showtime: &str, seat: &str, wanted: &str) {
    app.until(wanted, async || (app.stage(showtime).await.state_of(seat) == wanted).then_some(()))
        .await;
}

fn wish(session: &Value, seats: &[String]) -> Value {
    json!({
        "session_code": session["session_code"],
        "session_version": session["session_version"],
        "seats": seats,
        "tender": "card",
    })
}

#[tokio::test]
async fn the_counter_sells_once_and_takes_back_once() {
    let app = TestApp::start().await;
    let (staff, anna) = (app.staff(), app.customer());
    let stage = app.any_stage().await;
    let session = session_of(&app, stage.id()).await;
    let run = stage.free_runs().remove(0);
    let web = Purchase::begin(&anna, &stage, &run[..2]).await;
    web.finish().await;

    let (key, sale) = (new_key(), wish(&session, &run[2..4]));
    let sold = staff.post_again("/box-office/sales", sale.clone(), &key).await.expect(201);
    let again = staff.post_again("/box-office/sales", sale.clone(), &key).await.expect(201);
    assert_eq!(again, sold);
    assert_eq!((text(&sold["tender"]), text(&sold["sold_by"])), ("card", "CinemaStaff"));
    assert_eq!(sold["tickets"].as_array().unwrap().len(), 2);
    let taken = staff.post("/box-office/sales", wish(&session, &run[1..3])).await;
    let taken = taken.refused(409, "seat_taken");
    let mut both = run[1..3].to_vec();
    both.sort();
    assert_eq!(taken["seats"], json!(both), "{taken}");
    until_seen(&app, stage.id(), &run[2], "sold").await;
    let lock = json!({ "showtime_id": stage.id(), "seats": run[2..4] });
    anna.post("/seat-locks", lock).await.refused(409, "seat_taken");
    let stale = json!({ "session_version": 99 });
    let mut old = sale.clone();
    old.as_object_mut().unwrap().extend(stale.as_object().unwrap().clone());
    staff.post("/box-office/sales", old).await.refused(409, "showtime_changed");

    let path = format!("/box-office/sales/{}", text(&sold["sale_id"]));
    assert_eq!(staff.get(&path).await.expect(200), sold);
    app.other_staff().get(&path).await.refused(404, "not_found");
    let list = staff.get("/box-office/sales?date=2027-03-06&limit=1").await.expect(200);
    assert_eq!(list["items"], json!([sold]));
    let back = staff.post(&format!("{path}/refund"), json!({})).await.expect(200);
    assert!(back["refunded_at"].is_string());
    assert_eq!(staff.post(&format!("{path}/refund"), json!({})).await.expect(200), back);
    until_seen(&app, stage.id(), &run[2], "available").await;

    let day = staff.get("/box-office/statements/2027-03-06").await.expect(200);
    let total = |channel: &str| {
        let mut totals = day["totals"].as_array().unwrap().iter();
        totals.find(|total| total["channel"] == channel).unwrap().clone()
    };
    let (platform, counter) = (total("platform"), total("counter"));
    assert_eq!((&platform["sale_count"], &platform["refund_count"]), (&json!(2), &json!(0)));
    assert_eq!((&counter["sale_count"], &counter["refund_count"]), (&json!(2), &json!(2)));
    assert_eq!(counter["net"]["amount"], 0);
    assert_eq!(counter["sale_amount"], sold["total"]);
    assert_eq!(day["is_final"], false);
    assert_eq!(day["lines"].as_array().unwrap().len(), 6);
    app.done().await;
}

#[tokio::test]
async fn a_cancelled_session_owes_its_counter_sales() {
    let app = TestApp::start().await;
    let (staff, anna) = (app.staff(), app.customer());
    let stage = app.any_stage().await;
    let session = session_of(&app, stage.id()).await;
    let run = stage.free_runs().remove(0);
    let web = Purchase::begin(&anna, &stage, &run[..2]).await;
    web.finish().await;
    let sold = staff.post("/box-office/sales", wish(&session, &run[2..4])).await.expect(201);
    let path = format!("/box-office/sessions/{}/cancellation", text(&session["session_code"]));
    let cancelled = staff.post(&path, json!({ "reason": "no power" })).await.expect(202);
    assert_eq!((&cancelled["orders"], &cancelled["tickets"]), (&json!(1), &json!(2)));
    assert_eq!(cancelled["counter_sales"], 1);
    staff
        .post("/box-office/sales", wish(&session, &run[4..5]))
        .await
        .refused(409, "showtime_cancelled");
    let refund = format!("/box-office/sales/{}/refund", text(&sold["sale_id"]));
    staff.post(&refund, json!({})).await.expect(200);
    web.until_order(&["refunded"]).await;
    let after = staff.get(&path).await.expect(200);
    assert_eq!((&after["refunded"], &after["refunding"]), (&json!(1), &json!(0)));
    assert_eq!((&after["failed"], &after["counter_sales"]), (&json!(0), &json!(0)));
    app.done().await;
}

/// The platform has no order of it; desk and gate ask the box office, and a gate without a network
/// has it in its list.
#[tokio::test]
async fn a_guest_of_the_counter_goes_through_the_same_gate() {
    let app = TestApp::start().await;
    let staff = app.staff();
    let stage = app.any_stage().await;
    let session = session_of(&app, stage.id()).await;
    let run = stage.free_runs().remove(0);
    let sold = staff.post("/box-office/sales", wish(&session, &run[..2])).await.expect(201);
    let code = &sold["pickup_code"];

    let seen = staff.get(&format!("/box-office/pickups/{}", text(code))).await.expect(200);
    assert_eq!(seen["order_no"], sold["order_ref"]);
    assert_eq!(seen["tickets"][0]["row"], sold["tickets"][0]["row"]);
    app.other_staff()
        .post("/box-office/check-ins", json!({ "code": code }))
        .await
        .refused(404, "pickup_code_unknown");
    let early = staff.post("/box-office/check-ins", json!({ "code": code })).await;
    early.refused(409, "too_early");

    let starts_at: chrono::DateTime<chrono::Utc> = text(&session["starts_at"]).parse().unwrap();
    app.advance((starts_at - app.now()).num_minutes() - 10);
    let pack = format!("/box-office/gate-pack?date={}", text(&session["business_on"]));
    let pack = staff.get(&pack).await.expect(200);
    let listed = pack["tickets"].as_array().unwrap().iter();
    assert_eq!(listed.filter(|ticket| ticket["pickup_code"] == *code).count(), 2);

    let scan = json!({
        "scan_id": uuid::Uuid::from_u128(7),
        "code": code,
        "scanned_at": app.now(),
        "admitted": true,
    });
    let told = json!({ "scans": [scan] });
    let told = staff.post("/box-office/check-ins/offline", told).await.expect(200);
    assert_eq!(told["items"][0]["outcome"], "admitted", "{told}");
    let again = staff.post("/box-office/check-ins", json!({ "code": code })).await.expect(200);
    assert_eq!(again["outcome"], "already_checked_in");
    app.done().await;
}
