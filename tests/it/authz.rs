//! Who may do what: every operation of the API document for every kind of person.

use std::collections::BTreeMap;

use reqwest::Method;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use tables::{cinema_findings, cinema_keys};

use crate::support::contract::operations;
use crate::support::{Answer, Person, Purchase, TestApp, new_key};

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
        Self(BTreeMap::from([
            ("film", text(&stage.showtime["film"]["id"])),
            ("cinema", cinema),
            ("finding", finding),
            ("showtime", stage.id().to_owned()),
            ("article", text(&articles["items"][0]["slug"])),
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
            _ => thing("order"),
        };
        let path = path
            .replace("{id}", id)
            .replace("{slug}", thing("article"))
            .replace("{pickup_code}", thing("pickup"))
            .replace("{gateway}", "unionpay")
            .replace("{key_id}", KEY_ID)
            .replace("{finding_id}", thing("finding"))
            // The business day that was over when the test began.
            .replace("statements/{date}", "statements/2027-03-05")
            .replace("{date}", "2027-03-06");
        let days = "?from=2027-03-06&to=2027-03-06";
        let query =
            if path.contains("/admin/ledger/") && !path.contains("2027") { days } else { "" };
        let of_cinema = format!("?cinema_id={}", thing("cinema"));
        let query = if operation == "list_cinema_statements" { days } else { query };
        let query = if operation == "get_gate_pack" { of_cinema.as_str() } else { query };
        let body = match operation {
            "create_seat_lock" => json!({ "showtime_id": thing("showtime"), "seats": ["none"] }),
            "create_order" => json!({ "seat_lock_id": thing("lock") }),
            "create_payment" => json!({ "order_id": thing("unpaid"), "method": "unionpay" }),
            "check_in" => json!({ "code": thing("pickup") }),
            "record_scans" => json!({ "scans": [{
                "scan_id": uuid::Uuid::from_u128(7),
                "code": thing("pickup"),
                "scanned_at": "2027-03-06T02:00:00Z",
                "admitted": false,
            }] }),
            _ => json!({}),
        };
        (format!("{path}{query}"), body)
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
