//! What a cinema's staff plan, and what becomes of it for customers.

use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::{Value, json};

use crate::support::{Person, TestApp, new_key};

/// A day for which the catalogue has planned nothing.
const DAY: &str = "2027-03-09";

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn fen(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "CNY" })
}

/// A session in the first hall, at noon in Chengdu, for the same price everywhere.
async fn wish(staff: &Person<'_>, starts_at: &str) -> Value {
    let screens = staff.get("/box-office/screens").await.expect(200);
    let screen = list(&screens["items"]).iter().find(|hall| hall["hall_type"] == "standard");
    let screen = screen.unwrap();
    let films = staff.get("/box-office/films").await.expect(200);
    let is_shown = |film: &&Value| {
        text(&film["released_on"]) <= "2027-03-01" && list(&film["formats"]).contains(&json!("2d"))
    };
    let film = list(&films["items"]).iter().find(is_shown).unwrap();
    let prices = list(&screen["zones"]).iter();
    let prices = prices
        .map(|zone| json!({ "zone": zone["id"], "ticket": fen(4_000), "screen_fee": fen(500) }));
    json!({
        "screen_code": screen["screen_code"],
        "film_code": film["film_code"],
        "starts_at": starts_at,
        "language": "zh",
        "format": "2d",
        "zone_prices": prices.collect::<Vec<_>>(),
    })
}

/// What customers see of a session, once the platform has heard of it.
async fn showtime_of(app: &TestApp, session: &Value) -> Value {
    let path = format!("/box-office/sessions?from={DAY}&to={DAY}");
    let id = app.until("the showtime of a planned session", async || {
        let day = app.staff().get(&path).await.expect(200);
        let mut items = list(&day["items"]).iter();
        let known = items.find(|item| item["session_code"] == session["session_code"])?;
        known["showtime_id"].as_str().map(str::to_owned)
    });
    app.anonymous().get(&format!("/showtimes/{}", id.await)).await.expect(200)
}

#[tokio::test]
async fn what_staff_plan_is_sold_and_what_they_cancel_is_not() {
    let app = TestApp::start().await;
    let (staff, anna) = (app.staff(), app.customer());
    let wish = wish(&staff, "2027-03-09T04:00:00Z").await;
    let key = new_key();
    let session = staff.post_again("/box-office/sessions", wish.clone(), &key).await.expect(201);
    let again = staff.post_again("/box-office/sessions", wish.clone(), &key).await.expect(201);
    assert_eq!(again, session);
    let refused = staff.post("/box-office/sessions", wish.clone()).await;
    let refused = refused.refused(409, "hall_occupied");
    assert_eq!(refused["session"]["session_code"], session["session_code"]);

    let showtime = showtime_of(&app, &session).await;
    assert_eq!(showtime["starts_at"], session["starts_at"]);
    assert_eq!(showtime["price_from"], fen(4_500), "both parts of the cinema's price");
    let stage = app.stage(text(&showtime["id"])).await;
    let seats = stage.seats(2);
    let body = json!({ "showtime_id": showtime["id"], "seats": seats });
    let lock = anna.post("/seat-locks", body.clone()).await.expect(201);
    anna.delete(&format!("/seat-locks/{}", text(&lock["id"]))).await.expect(204);
    app.settle().await;

    let path = format!("/box-office/sessions/{}", text(&session["session_code"]));
    let edit = json!({ "session_version": session["session_version"], "subtitles": "en" });
    let edited = staff.patch(&path, edit.clone()).await.expect(200);
    assert!(edited["session_version"].as_i64() > session["session_version"].as_i64());
    assert_eq!(edited["subtitles"], "en");
    staff.patch(&path, edit).await.refused(409, "stale_write");
    let edit = json!({ "session_version": edited["session_version"], "subtitles": null });
    assert_eq!(staff.patch(&path, edit).await.expect(200)["subtitles"], Value::Null);

    let cancellation = format!("{path}/cancellation");
    staff.get(&cancellation).await.refused(404, "not_found");
    let reason = json!({ "reason": "the projector broke" });
    let cancelled = staff.post(&cancellation, reason.clone()).await.expect(202);
    assert_eq!((&cancelled["orders"], &cancelled["counter_sales"]), (&json!(0), &json!(0)));
    // At once, before any task has run.
    anna.post("/seat-locks", body).await.refused(409, "showtime_cancelled");
    assert_eq!(staff.post(&cancellation, reason).await.expect(202), cancelled);
    let edit = json!({ "session_version": 99, "max_seats": 4 });
    staff.patch(&path, edit).await.refused(409, "showtime_cancelled");
    staff.post("/box-office/sessions", wish).await.expect(201);

    let log = tables::audit_log::Entity::find().all(app.db()).await.unwrap();
    let log: Vec<&str> = log.iter().map(|line| line.action.as_str()).collect();
    for action in ["create_session", "edit_session", "cancel_session"] {
        assert!(log.contains(&action), "{log:?}");
    }
    app.done().await;
}

#[tokio::test]
async fn sold_seats_keep_their_film_hall_and_time() {
    let app = TestApp::start().await;
    let (staff, anna) = (app.staff(), app.customer());
    let wish = wish(&staff, "2027-03-09T06:00:00Z").await;
    let session = staff.post("/box-office/sessions", wish).await.expect(201);
    let showtime = showtime_of(&app, &session).await;
    let stage = app.stage(text(&showtime["id"])).await;
    let body = json!({ "showtime_id": showtime["id"], "seats": stage.seats(1) });
    anna.post("/seat-locks", body).await.expect(201);
    let path = format!("/box-office/sessions/{}", text(&session["session_code"]));
    let edit = |what: Value| {
        let mut edit = json!({ "session_version": session["session_version"] });
        edit.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        edit
    };
    let later = edit(json!({ "starts_at": "2027-03-09T06:10:00Z" }));
    staff.patch(&path, later).await.refused(409, "session_has_sales");
    let wider = edit(json!({ "max_seats": 3 }));
    assert_eq!(staff.patch(&path, wider).await.expect(200)["seats_locked"], 1);
    app.done().await;
}

#[tokio::test]
async fn staff_act_for_their_own_cinema_alone() {
    let app = TestApp::start().await;
    let (staff, other, boss) = (app.staff(), app.other_staff(), app.administrator());
    let own = staff.get("/me").await.expect(200)["cinema_id"].clone();
    let theirs = other.get("/me").await.expect(200)["cinema_id"].clone();
    let session = wish(&staff, "2027-03-09T04:00:00Z").await;
    let session = staff.post("/box-office/sessions", session).await.expect(201);
    let path = format!("/box-office/sessions/{}/seats", text(&session["session_code"]));
    other.get(&path).await.refused(404, "not_found");
    let foreign = format!("/box-office/screens?cinema_id={}", text(&theirs));
    staff.get(&foreign).await.refused(404, "not_found");
    boss.get("/box-office/screens").await.refused(422, "validation_failed");
    boss.get(&foreign).await.expect(200);
    let path = format!("{path}?cinema_id={}", text(&own));
    boss.get(&path).await.expect(200);
    app.customer().get("/box-office/screens").await.refused(403, "forbidden");

    let gateway = |name: &str| {
        format!(
            "UPDATE cinemas SET gateway = '{name}' WHERE cinema_code =
            (SELECT max(cinema_code) FROM cinemas)"
        )
    };
    let last = "SELECT id FROM cinemas ORDER BY cinema_code DESC LIMIT 1";
    let last = sea_orm::Statement::from_string(app.db().get_database_backend(), last);
    let last = app.db().query_one_raw(last).await.unwrap().unwrap();
    let last: uuid::Uuid = last.try_get("", "id").unwrap();
    app.db().execute_unprepared(&gateway("remote")).await.unwrap();
    let path = format!("/box-office/screens?cinema_id={last}");
    let problem = boss.get(&path).await.refused(404, "not_found");
    assert!(text(&problem["detail"]).contains("of its own"), "{problem}");
    app.db().execute_unprepared(&gateway("built_in")).await.unwrap();
    app.done().await;
}

/// The platform shows a session only in words that its catalogue has a name for, so whoever plans
/// one in other words is told at once.
#[tokio::test]
async fn words_that_the_catalogue_does_not_know_are_refused() {
    let app = TestApp::start().await;
    let staff = app.staff();
    let wish = wish(&staff, "2027-03-09T04:00:00Z").await;
    let with = |pointer: &str, word: &str| {
        let mut wish = wish.clone();
        wish[pointer.trim_start_matches('/')] = json!(word);
        wish
    };
    let pointers = |problem: &Value| -> Vec<String> {
        list(&problem["errors"]).iter().map(|error| text(&error["pointer"]).to_owned()).collect()
    };
    // Each of them looks like a word of its kind.
    let strange = [("/language", "zh-Hans"), ("/subtitles", "nl"), ("/format", "5d")];
    for (pointer, word) in strange {
        let problem = staff.post("/box-office/sessions", with(pointer, word)).await;
        let problem = problem.refused(422, "validation_failed");
        assert_eq!(pointers(&problem), [pointer], "{problem}");
        assert!(text(&problem["errors"][0]["detail"]).contains(word), "{problem}");
    }
    // A word of another kind is none.
    let problem = staff.post("/box-office/sessions", with("/language", "2d")).await;
    assert_eq!(pointers(&problem.refused(422, "validation_failed")), ["/language"]);

    let session = staff.post("/box-office/sessions", wish.clone()).await.expect(201);
    let path = format!("/box-office/sessions/{}", text(&session["session_code"]));
    let edit = json!({
        "session_version": session["session_version"],
        "language": "zh-Hans",
        "subtitles": "nl",
        "format": "5d",
    });
    let problem = staff.patch(&path, edit).await.refused(422, "validation_failed");
    assert_eq!(pointers(&problem), strange.map(|(pointer, _)| pointer), "{problem}");
    let good = json!({ "session_version": session["session_version"], "language": "en" });
    assert_eq!(staff.patch(&path, good).await.expect(200)["language"], "en");
    assert_eq!(showtime_of(&app, &session).await["language"], "en");
    app.settle().await;
    app.done().await;
}

fn plan_wish(layout: &Value, based_on: &Value) -> Value {
    json!({ "effective_on": DAY, "layout": layout, "based_on": based_on })
}

#[tokio::test]
async fn a_plan_is_checked_seat_by_seat_and_takes_effect() {
    let app = TestApp::start().await;
    let staff = app.staff();
    let screens = staff.get("/box-office/screens").await.expect(200);
    let screen = list(&screens["items"])[0].clone();
    let path = format!("/box-office/screens/{}/plans", text(&screen["screen_code"]));
    let newest = staff.get(&path).await.expect(200)["items"][0]["version"].clone();
    let known = staff.get(&format!("{path}/{newest}")).await.expect(200);
    let mut layout = known["layout"].clone();
    layout["seats"][2]["seat_code"] = layout["seats"][0]["seat_code"].clone();
    layout["seats"][5]["zone"] = json!("roof");
    let problem = staff.post(&path, plan_wish(&layout, &newest)).await.refused(422, "plan_invalid");
    let pointers: Vec<&str> =
        list(&problem["errors"]).iter().map(|error| text(&error["pointer"])).collect();
    assert!(pointers.contains(&"/layout/seats/2/seat_code"), "{pointers:?}");
    assert!(pointers.contains(&"/layout/seats/5/zone"), "{pointers:?}");

    // A thousand seats are more than other bodies may have.
    let mut large = known["layout"].clone();
    let seat = large["seats"][0].clone();
    let seats = (0..1_000).map(|at| {
        let mut seat = seat.clone();
        let (row, number) = (at / 40, at % 40);
        seat["seat_code"] = json!(format!("{row:02}{number:02}"));
        (seat["row"], seat["seat"]) = (json!(format!("R{row}")), json!(format!("{number}")));
        (seat["x"], seat["y"]) = (json!(2 * number), json!(2 * row + 4));
        (seat["kind"], seat["pair"]) = (json!("normal"), Value::Null);
        seat
    });
    large["seats"] = seats.collect();
    assert!(large.to_string().len() > 64 * 1024);
    let made = staff.post(&path, plan_wish(&large, &newest)).await.expect(201);
    assert_eq!(list(&made["layout"]["seats"]).len(), 1_000);
    let other = json!({ "effective_on": "2027-03-10", "layout": large, "based_on": newest });
    staff.post(&path, other).await.refused(409, "stale_write");
    let versions = staff.get(&path).await.expect(200);
    assert_eq!(versions["items"][0]["seat_count"], 1_000);
    app.settle().await;
    app.done().await;
}

#[tokio::test]
async fn blocked_seats_cannot_be_had() {
    let app = TestApp::start().await;
    let (staff, anna) = (app.staff(), app.customer());
    let wish = wish(&staff, "2027-03-09T04:00:00Z").await;
    let session = staff.post("/box-office/sessions", wish).await.expect(201);
    let showtime = showtime_of(&app, &session).await;
    let stage = app.stage(text(&showtime["id"])).await;
    let seats = stage.seats(2);
    let path = format!("/box-office/sessions/{}", text(&session["session_code"]));
    let block = json!({ "seats": seats, "reason": "a broken chair" });
    let map = staff.post(&format!("{path}/blocks"), block).await.expect(200);
    let blocked = list(&map["seats"]).iter().filter(|seat| seat["state"] == "blocked");
    assert!(blocked.clone().all(|seat| seat["reason"] == "a broken chair"));
    assert_eq!(blocked.count(), 2);
    // What customers see of the seats is a moment old at most.
    app.until("the blocked seats", async || {
        let seen = app.stage(text(&showtime["id"])).await;
        (seen.state_of(&seats[0]) == "unavailable").then_some(())
    })
    .await;
    let body = json!({ "showtime_id": showtime["id"], "seats": seats });
    anna.post("/seat-locks", body.clone()).await.refused(409, "seat_taken");
    let wrong = json!({ "seats": ["nowhere"], "reason": "x" });
    let wrong = staff.post(&format!("{path}/blocks"), wrong).await.refused(422, "seat_unknown");
    assert_eq!(wrong["seats"], json!(["nowhere"]));
    staff.post(&format!("{path}/unblocks"), json!({ "seats": seats })).await.expect(200);
    anna.post("/seat-locks", body).await.expect(201);
    let late = json!({ "seats": seats, "reason": "too late" });
    staff.post(&format!("{path}/blocks"), late).await.refused(409, "seat_taken");
    app.done().await;
}

#[tokio::test]
async fn days_are_copied_and_price_tables_kept() {
    let app = TestApp::start().await;
    let staff = app.staff();
    let copy = json!({ "from": "2027-03-07", "to": DAY });
    let copied = staff.post("/box-office/sessions/copies", copy.clone()).await.expect(201);
    let path = format!("/box-office/sessions?from={DAY}&to={DAY}");
    let day = staff.get(&path).await.expect(200);
    assert!(copied["created"].as_u64().unwrap() > 10, "{copied}");
    assert_eq!(copied["created"], list(&day["items"]).len());
    let again = staff.post("/box-office/sessions/copies", copy).await.expect(201);
    assert_eq!(again["created"], 0);
    assert_eq!(list(&again["skipped"]).len(), list(&day["items"]).len());
    let path = "/box-office/sessions?from=2027-03-01&to=2027-03-15";
    staff.get(path).await.refused(422, "validation_failed");

    let tables = staff.get("/box-office/price-tables").await.expect(200);
    assert!(list(&tables["items"]).len() >= 3, "{tables}");
    let with_fee = |table: &&Value| table["zone_prices"][0]["screen_fee"]["amount"] != 0;
    assert!(list(&tables["items"]).iter().any(|table| with_fee(&table)), "{tables}");
    let table = json!({ "name": { "zh": "夜场", "en": "Late" }, "zone_prices": [
        { "zone": "standard", "ticket": fen(2_500), "screen_fee": fen(0) },
    ] });
    staff.put("/box-office/price-tables/late", table).await.expect(200);
    staff.delete("/box-office/price-tables/late").await.expect(204);
    let after = staff.get("/box-office/price-tables").await.expect(200);
    assert_eq!(after, tables);
    app.done().await;
}
