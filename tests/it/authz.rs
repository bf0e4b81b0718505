//! Who may do what: every operation of the API document for every kind of person.

use std::collections::BTreeMap;

use reqwest::Method;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use tables::{cinema_findings, cinema_keys};

use crate::support::contract::operations;
use crate::support::{Answer, Person, Purchase, Stage, TestApp, new_key};

/// What is expected of an operation, person by person:
/// anonymous, the owner, another customer, the cinema's staff, staff of another cinema,
/// administrator, auditor.
///
/// `+` let in: what was asked is judged by itself; a read succeeds
/// `-` not signed in (401)  `x` not allowed (403)  `h` hidden: it does not exist for them (404)
const TABLE: &[(&str, &str)] = &[
    ("get_portal", "+++++++"),
    ("list_apps", "+++++++"),
    ("list_articles", "+++++++"),
    ("get_article", "+++++++"),
    ("get_article_feed", "+++++++"),
    ("get_picture", "+++++++"),
    ("list_admin_apps", "-xxxx++"),
    ("create_app", "-xxxx+x"),
    ("get_admin_app", "-xxxx++"),
    ("save_app", "-xxxx+x"),
    ("list_admin_articles", "-xxxx++"),
    ("preview_markdown", "-xxxx++"),
    ("create_article", "-xxxx+x"),
    ("get_admin_article", "-xxxx++"),
    ("save_article", "-xxxx+x"),
    ("publish_article", "-xxxx+x"),
    ("withdraw_article", "-xxxx+x"),
    ("upload_picture", "-xxxx+x"),
    ("list_cities", "+++++++"),
    ("list_films", "+++++++"),
    ("get_film", "+++++++"),
    ("list_cinemas", "+++++++"),
    ("get_cinema", "+++++++"),
    ("list_showtimes", "+++++++"),
    ("get_showtime", "+++++++"),
    ("get_showtime_seats", "+++++++"),
    ("stream_seat_events", "+++++++"),
    ("list_payment_methods", "+++++++"),
    ("get_liveness", "+++++++"),
    ("get_readiness", "+++++++"),
    // From the machine itself only, whoever asks.
    ("get_metrics", "+++++++"),
    ("send_code", "+++++++"),
    ("register", "+++++++"),
    ("login", "+++++++"),
    ("refresh", "-------"),
    ("logout", "+++++++"),
    ("reset_password", "+++++++"),
    // The bank proves itself by its signature.
    ("receive_payment_notification", "+++++++"),
    ("get_me", "-++++++"),
    ("update_me", "-++++++"),
    ("change_password", "-++++++"),
    ("list_sessions", "-++++++"),
    ("delete_session", "-+hhhhh"),
    ("create_seat_lock", "-++++++"),
    ("get_seat_lock", "-+hhhhh"),
    ("release_seat_lock", "-+hhhhh"),
    ("create_order", "-+hhhhh"),
    ("list_orders", "-++++++"),
    ("get_order", "-+hhhhh"),
    ("cancel_order", "-+hhhhh"),
    ("get_order_timeline", "-+hhh++"),
    ("create_payment", "-+hhhhh"),
    ("get_payment", "-+hhhhh"),
    ("get_order_tickets", "-+hhhhh"),
    ("get_order_calendar", "-+hhhhh"),
    ("resend_order_message", "-+hhhhh"),
    ("get_refund_quote", "-+hhhhh"),
    ("create_refund", "-+hhhhh"),
    ("get_pickup", "-xx+h+x"),
    ("collect_pickup", "-xx+h+x"),
    ("check_in", "-xx+h+x"),
    ("get_gate_pack", "-xx+h+x"),
    // What is another cinema's is refused scan by scan.
    ("record_scans", "-xx+++x"),
    ("list_screens", "-xx+h+x"),
    ("list_screen_plans", "-xx+h+x"),
    ("get_screen_plan", "-xx+h+x"),
    ("create_screen_plan", "-xx+h+x"),
    ("list_plannable_films", "-xx+h+x"),
    ("list_price_tables", "-xx+h+x"),
    ("save_price_table", "-xx+h+x"),
    ("delete_price_table", "-xx+h+x"),
    ("list_staff_sessions", "-xx+h+x"),
    ("create_session", "-xx+h+x"),
    ("edit_session", "-xx+h+x"),
    ("copy_day", "-xx+h+x"),
    ("get_session_seats", "-xx+h+x"),
    ("block_seats", "-xx+h+x"),
    ("unblock_seats", "-xx+h+x"),
    ("cancel_session", "-xx+h+x"),
    ("get_cancellation", "-xx+h+x"),
    ("create_sale", "-xx+h+x"),
    ("list_sales", "-xx+h+x"),
    ("get_sale", "-xx+h+x"),
    ("refund_sale", "-xx+h+x"),
    ("get_day_statement", "-xx+h+x"),
    ("list_ledger_entries", "-xxxx++"),
    ("list_ledger_days", "-xxxx++"),
    ("get_ledger_day", "-xxxx++"),
    ("export_ledger", "-xxxx++"),
    ("get_overview", "-xxxx++"),
    // Public, and then what only a cinema's signature opens: nobody has one.
    ("get_platform_keys", "+++++++"),
    ("push_films", "-------"),
    ("push_screens", "-------"),
    ("push_sessions", "-------"),
    ("push_notice", "-------"),
    ("push_redemptions", "-------"),
    ("get_platform_statement", "-------"),
    ("list_cinema_systems", "-xxxx++"),
    ("register_cinema", "-xxxx+x"),
    ("get_cinema_system", "-xxxx++"),
    ("edit_cinema_system", "-xxxx+x"),
    ("add_cinema_key", "-xxxx+x"),
    ("revoke_cinema_key", "-xxxx+x"),
    ("sync_cinema", "-xxxx+x"),
    ("get_cinema_health", "-xxxx++"),
    ("list_cinema_findings", "-xxxx++"),
    ("dismiss_finding", "-xxxx+x"),
    ("list_cinema_statements", "-xxxx++"),
    ("list_cinema_statement_lines", "-xxxx++"),
    ("download_cinema_statement", "-xxxx++"),
    ("fetch_cinema_statement", "-xxxx+x"),
    ("delete_app", "-xxxx+x"),
    ("delete_article", "-xxxx+x"),
    // Last: whoever is let in may be gone afterwards.
    ("delete_me", "-++++++"),
];

/// The owner comes last, because what they do may change what there is.
const PEOPLE: [(usize, &str); 7] = [
    (0, "anonymous"),
    (2, "another customer"),
    (3, "staff"),
    (4, "staff of another cinema"),
    (5, "administrator"),
    (6, "auditor"),
    (1, "owner"),
];

/// The name of a key that the cinema has.
const KEY_ID: &str = "0123456789abcdef";

/// Gives the cinema a key, and something to be remarked upon.
async fn with_key_and_finding(app: &TestApp, cinema: &str) -> String {
    let cinema_id = domain::ids::CinemaId(cinema.parse().unwrap());
    let key = cinema_keys::ActiveModel {
        cinema_id: Set(cinema_id),
        key_id: Set(KEY_ID.to_owned()),
        public_key: Set(String::new()),
        added_at: Set(app.now()),
        revoked_at: Set(None),
    };
    cinema_keys::Entity::insert(key).exec_without_returning(app.db()).await.unwrap();
    let id: domain::ids::RowId = app.app.clock.new_id();
    let finding = cinema_findings::ActiveModel {
        id: Set(id),
        cinema_id: Set(cinema_id),
        kind: Set("unknown_film".to_owned()),
        subject: Set("session:0101".to_owned()),
        detail: Set(String::new()),
        count: Set(1),
        first_seen_at: Set(app.now()),
        last_seen_at: Set(app.now()),
        dismissed_at: Set(None),
    };
    cinema_findings::Entity::insert(finding).exec_without_returning(app.db()).await.unwrap();
    id.to_string()
}

/// What there is at the box office of the owner's cinema.
struct AtWork {
    screen: String,
    session: String,
    cancelled: String,
    sale: String,
}

impl AtWork {
    async fn of(app: &TestApp, stage: &Stage) -> Self {
        let staff = app.staff();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let day = "/box-office/sessions?from=2027-03-07&to=2027-03-07";
        let sessions = staff.get(day).await.expect(200)["items"].as_array().unwrap().clone();
        let is_staged = |session: &&serde_json::Value| session["showtime_id"] == stage.id();
        let session = sessions.iter().find(is_staged).unwrap();
        let other = sessions.iter().find(|session| !is_staged(session)).unwrap();
        let cancelled = text(&other["session_code"]);
        let path = format!("/box-office/sessions/{cancelled}/cancellation");
        staff.post(&path, json!({ "reason": "no power" })).await.expect(202);
        let code = text(&session["session_code"]);
        let map = staff.get(&format!("/box-office/sessions/{code}/seats")).await.expect(200);
        let seats = map["seats"].as_array().unwrap();
        let seat = seats.iter().rev().find(|seat| seat["state"] == "available").unwrap();
        let sale = json!({
            "session_code": code,
            "session_version": session["session_version"],
            "seats": [seat["seat_code"]],
            "tender": "cash",
        });
        let sale = staff.post("/box-office/sales", sale).await.expect(201);
        let (screen, sale) = (text(&session["screen_code"]), text(&sale["sale_id"]));
        Self { screen, session: code, cancelled, sale }
    }
}

/// Things that exist and belong to the owner.
struct Things(BTreeMap<&'static str, String>);

impl Things {
    async fn of(app: &TestApp, owner: &Person<'_>) -> Self {
        let stage = app.any_stage().await;
        let run = stage.free_runs().remove(0);
        let purchase = Purchase::begin(owner, &stage, &run[..2]).await;
        purchase.finish().await;
        let tickets = owner.get(&format!("{}/tickets", purchase.order_path())).await.expect(200);
        let wish = json!({ "showtime_id": stage.id(), "seats": run[2..4] });
        let lock = owner.post("/seat-locks", wish).await.expect(201);
        let unpaid = json!({ "showtime_id": stage.id(), "seats": run[4..6] });
        let unpaid = owner.post("/seat-locks", unpaid).await.expect(201);
        let unpaid = json!({ "seat_lock_id": unpaid["id"] });
        let unpaid = owner.post("/orders", unpaid).await.expect(201);
        // A second device, so that its session can be ended without ending this one.
        let other_device = Person::known(app, &owner.phone, &owner.password);
        other_device.get("/me").await.expect(200);
        let sessions = owner.get("/me/sessions").await.expect(200);
        let other = sessions["items"].as_array().unwrap().iter().find(|s| s["current"] == false);
        let articles = app.anonymous().get("/articles").await.expect(200);
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let cinema = text(&stage.showtime["cinema"]["id"]);
        let day = format!("/admin/cinemas/{cinema}/statements/2027-03-05");
        app.administrator().post(&day, json!({})).await.expect(200);
        let finding = with_key_and_finding(app, &cinema).await;
        let at_work = AtWork::of(app, &stage).await;
        let portal = crate::portal::Things::of(app).await;
        Self(BTreeMap::from([
            ("screen", at_work.screen),
            ("planned", at_work.session),
            ("cancelled", at_work.cancelled),
            ("sale", at_work.sale),
            ("film", text(&stage.showtime["film"]["id"])),
            ("cinema", cinema),
            ("finding", finding),
            ("showtime", stage.id().to_owned()),
            ("article", text(&articles["items"][0]["slug"])),
            ("app", portal.app),
            ("draft", portal.draft),
            ("picture", portal.picture),
            ("order", text(&purchase.order["id"])),
            ("unpaid", text(&unpaid["id"])),
            ("lock", text(&lock["id"])),
            ("payment", text(&purchase.payment["id"])),
            ("pickup", text(&tickets["pickup_code"])),
            ("session", text(&other.unwrap()["id"])),
        ]))
    }

    /// A request that would be good if it came from the right person.
    fn request(&self, operation: &str, path: &str) -> (String, serde_json::Value) {
        let thing = |name: &str| self.0[name].as_str();
        let id = match operation {
            "get_film" => thing("film"),
            "get_cinema" => thing("cinema"),
            "get_seat_lock" | "release_seat_lock" => thing("lock"),
            "cancel_order" => thing("unpaid"),
            "get_payment" => thing("payment"),
            "delete_session" => thing("session"),
            _ if path.contains("/showtimes/") => thing("showtime"),
            _ if path.contains("/admin/cinemas/") => thing("cinema"),
            _ if path.contains("/admin/apps/") => thing("app"),
            _ if path.contains("/admin/articles/") => thing("draft"),
            _ if path.contains("/pictures/") => thing("picture"),
            _ => thing("order"),
        };
        let path = path
            .replace("{id}", id)
            .replace("{slug}", thing("article"))
            .replace("{width}", "480")
            .replace("{pickup_code}", thing("pickup"))
            .replace("{gateway}", "unionpay")
            .replace("{key_id}", KEY_ID)
            .replace("{finding_id}", thing("finding"))
            .replace("{screen_code}", thing("screen"))
            .replace("{version}", "1")
            .replace("{price_code}", "regular")
            .replace("{sale_id}", thing("sale"))
            .replace("{session_code}/cancellation", &format!("{}/cancellation", thing("cancelled")))
            .replace("{session_code}", thing("planned"))
            // The business day that was over when the test began.
            .replace("statements/{date}", "statements/2027-03-05")
            .replace("{date}", "2027-03-06");
        let days = "?from=2027-03-06&to=2027-03-06";
        let query =
            if path.contains("/admin/ledger/") && !path.contains("2027") { days } else { "" };
        let of_cinema = format!("?cinema_id={}", thing("cinema"));
        let query = if operation == "list_cinema_statements" { days } else { query };
        let is_staffs = path.contains("/box-office/") && !PICKUPS.contains(&operation);
        let with_days = format!("{of_cinema}&from=2027-03-06&to=2027-03-06&date=2027-03-06");
        let query = if is_staffs { with_days.as_str() } else { query };
        let query = if operation == "get_gate_pack" { of_cinema.as_str() } else { query };
        let body = match operation {
            "create_seat_lock" => json!({ "showtime_id": thing("showtime"), "seats": ["none"] }),
            "create_order" => json!({ "seat_lock_id": thing("lock") }),
            "create_payment" => json!({ "order_id": thing("unpaid"), "method": "unionpay" }),
            "check_in" => json!({ "code": thing("pickup") }),
            "add_cinema_key" => json!({ "public_key": "AAAA" }),
            "register_cinema" => json!({
                "base_url": "http://127.0.0.1:9",
                "cinema_code": "99999999",
                "city": "atlantis",
                "district": "atlantis",
                "service_fee": { "amount": 300, "currency": "CNY" },
                "keys": [],
            }),
            "record_scans" => json!({ "scans": [{
                "scan_id": uuid::Uuid::from_u128(7),
                "code": thing("pickup"),
                "scanned_at": "2027-03-06T02:00:00Z",
                "admitted": false,
            }] }),
            _ => self.staffs_wish(operation),
        };
        (format!("{path}{query}"), body)
    }
}

/// Operations that find their cinema by what they are asked about.
const PICKUPS: [&str; 4] = ["get_pickup", "collect_pickup", "check_in", "record_scans"];

impl Things {
    /// What staff want, in good form.
    fn staffs_wish(&self, operation: &str) -> serde_json::Value {
        let thing = |name: &str| self.0[name].as_str();
        let fen = |amount: i64| json!({ "amount": amount, "currency": "CNY" });
        let prices = json!([{ "zone": "roof", "ticket": fen(4_500), "screen_fee": fen(0) }]);
        match operation {
            "create_screen_plan" => json!({
                "effective_on": "2027-03-09",
                "based_on": 1,
                "layout": {
                    "sections": [], "zones": [], "entrances": [], "seats": [],
                    "screen": { "x0": 0, "x1": 9, "y": 0 },
                },
            }),
            "save_price_table" => json!({
                "name": { "zh": "夜场", "en": "Late" },
                "zone_prices": prices,
            }),
            "create_session" => json!({
                "screen_code": thing("screen"),
                "film_code": "001101162025",
                "starts_at": "2027-03-09T12:00:00Z",
                "language": "zh",
                "format": "2d",
                "zone_prices": prices,
            }),
            "edit_session" => json!({ "session_version": 1, "max_seats": 5 }),
            "copy_day" => json!({ "from": "2027-03-06", "to": "2027-03-20" }),
            "cancel_session" => json!({ "reason": "no power" }),
            "block_seats" => json!({ "seats": ["none"], "reason": "broken" }),
            "unblock_seats" => json!({ "seats": ["none"] }),
            "create_sale" => json!({
                "session_code": thing("planned"),
                "session_version": 1,
                "seats": ["none"],
                "tender": "card",
            }),
            _ => json!({}),
        }
    }
}

fn judge(expected: char, method: &str, answer: &Answer) -> bool {
    let status = answer.status;
    match expected {
        '-' => status == 401,
        'x' => status == 403 && answer.code() == "forbidden",
        'h' => status == 404,
        '+' if method == "get" => status == 200,
        '+' => (200..300).contains(&status) || [400, 409, 415, 422].contains(&status),
        _ => false,
    }
}

#[tokio::test]
async fn every_operation_admits_whom_it_should_and_nobody_else() {
    let app = TestApp::start().await;
    let owner = app.customer();
    let things = Things::of(&app, &owner).await;
    let mut people: Vec<Person<'_>> = vec![app.anonymous(), app.customer(), app.other_customer()];
    people.extend([app.staff(), app.other_staff(), app.administrator(), app.auditor()]);
    let operations = operations();
    let mut findings = Vec::new();
    for operation in &operations {
        if !TABLE.iter().any(|(id, _)| *id == operation.id()) {
            findings.push(format!("{} has no row", operation.id()));
        }
    }
    for (id, expected) in TABLE {
        let Some(operation) = operations.iter().find(|operation| operation.id() == *id) else {
            findings.push(format!("{id} is no operation"));
            continue;
        };
        let secured = operation.value["security"].as_array().is_some_and(|s| !s.is_empty());
        if secured != (expected.starts_with('-') && *id != "refresh") {
            findings.push(format!("{id}: the document says secured = {secured}"));
        }
        for (column, name) in PEOPLE {
            let answer = ask(&people[column], &things, id, operation.method, operation.path).await;
            let wanted = expected.chars().nth(column).unwrap();
            if !judge(wanted, operation.method, &answer) {
                let seen = format!("{} {}", answer.status, answer.code());
                findings.push(format!("{id} for {name}: wanted {wanted}, got {seen}"));
            }
        }
    }
    assert!(findings.is_empty(), "{findings:#?}");
    app.done().await;
}

async fn ask(person: &Person<'_>, things: &Things, id: &str, method: &str, path: &str) -> Answer {
    // Who signs out is signed out: that is done with a token of its own.
    let passing = Person::known(person.app, &person.phone, &person.password);
    let person = if id == "logout" { &passing } else { person };
    let (path, body) = things.request(id, path);
    let verb: Method = method.to_uppercase().parse().unwrap();
    let mut request = person.request(verb, &path).await;
    if method != "get" && method != "delete" {
        request = request.json(&body).header("idempotency-key", new_key());
    }
    if id == "stream_seat_events" {
        // An endless answer: its head is enough.
        let head = request.send().await.unwrap();
        let (status, headers) = (head.status().as_u16(), head.headers().clone());
        return Answer { asked: path, status, headers, body: String::new() };
    }
    person.app.send(&format!("{method} {path}"), request).await
}

/// Tokens that look right and are not.
#[tokio::test]
async fn a_token_of_ones_own_making_opens_nothing() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let request = anna.request(Method::GET, "/me").await.build().unwrap();
    let token = request.headers()["authorization"].to_str().unwrap()["Bearer ".len()..].to_owned();
    let parts: Vec<&str> = token.split('.').collect();
    let forged = [
        String::new(),
        "x".to_owned(),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], parts[1], parts[2].chars().rev().collect::<String>()),
        // {"alg":"none"}
        format!("eyJhbGciOiJub25lIn0.{}.", parts[1]),
    ];
    for token in forged {
        let request = app.request(Method::GET, "/me").bearer_auth(&token);
        app.send(&token, request).await.refused(401, "unauthenticated");
    }
    // It runs out by the server's clock.
    app.advance(11);
    let request = app.request(Method::GET, "/me").bearer_auth(&token);
    app.send("an old token", request).await.refused(401, "unauthenticated");
    app.done().await;
}
