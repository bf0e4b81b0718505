//! What there is for every operation to be asked about, and the question itself.

use std::collections::BTreeMap;

use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use tables::{cinema_findings, cinema_keys};

use crate::support::oauth::ThirdParty;
use crate::support::{Person, Purchase, Stage, TestApp};

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

/// What has to do with third parties, and with people in administration.
async fn with_third_parties(app: &TestApp) -> BTreeMap<&'static str, String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let client = ThirdParty::register(app, &["profile"]).await;
    let path = format!("/admin/clients/{}", client.id);
    let shown = app.administrator().get(&path).await.expect(200);
    // One who signs in at an application, and one to whom administrators do things.
    let crowd = app.crowd(2).await;
    let subject = format!("/admin/users?q={}", crowd[1].phone);
    let subject = app.auditor().get(&subject).await.expect(200);
    BTreeMap::from([
        ("query", client.query("profile")),
        ("client", client.id),
        ("client_id", client.client_id),
        ("secret", text(&shown["secrets"][0]["id"])),
        ("passer_by", crowd[0].phone.clone()),
        ("user", text(&subject["items"][0]["id"])),
    ])
}

/// Things that exist and belong to the owner.
pub struct Things(pub BTreeMap<&'static str, String>);

impl Things {
    pub async fn of(app: &TestApp, owner: &Person<'_>) -> Self {
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
        let (compared, differing) = crate::reconciliation::a_day_with_a_break(app, &cinema).await;
        let payout = crate::payouts::a_proposal(app, &cinema).await;
        let at_work = AtWork::of(app, &stage).await;
        let portal = crate::portal::Things::of(app).await;
        let (webhook, delivery) = crate::webhooks::endpoint_and_delivery(app).await;
        let booked = "/admin/ledger/entries?from=2027-03-06&to=2027-03-06";
        let booked = app.auditor().get(booked).await.expect(200);
        let mut things = with_third_parties(app).await;
        things.extend([
            ("entry", text(&booked["items"][0]["id"])),
            ("screen", at_work.screen),
            ("planned", at_work.session),
            ("cancelled", at_work.cancelled),
            ("sale", at_work.sale),
            ("film", text(&stage.showtime["film"]["id"])),
            ("cinema", cinema),
            ("finding", finding),
            ("compared", compared),
            ("break", differing),
            ("payout", payout),
            ("showtime", stage.id().to_owned()),
            ("article", text(&articles["items"][0]["slug"])),
            ("webhook", webhook),
            ("delivery", delivery),
            ("app", portal.app),
            ("draft", portal.draft),
            ("picture", portal.picture),
            ("order", text(&purchase.order["id"])),
            ("unpaid", text(&unpaid["id"])),
            ("lock", text(&lock["id"])),
            ("payment", text(&purchase.payment["id"])),
            ("pickup", text(&tickets["pickup_code"])),
            ("session", text(&other.unwrap()["id"])),
        ]);
        Self(things)
    }

    /// A request that would be good if it came from the right person.
    pub fn request(&self, operation: &str, path: &str) -> (String, serde_json::Value) {
        if operation == "get_authorization" {
            return (self.0["query"].clone(), json!({}));
        }
        (self.place(operation, path), self.body(operation))
    }

    fn place(&self, operation: &str, path: &str) -> String {
        let thing = |name: &str| self.0[name].as_str();
        let id = match operation {
            "get_film" => thing("film"),
            "get_cinema" => thing("cinema"),
            "get_seat_lock" | "release_seat_lock" => thing("lock"),
            "cancel_order" => thing("unpaid"),
            "get_payment" => thing("payment"),
            "delete_session" => thing("session"),
            _ if path.contains("/admin/clients/") => thing("client"),
            _ if path.contains("/admin/users/") => thing("user"),
            _ if path.contains("/showtimes/") => thing("showtime"),
            _ if path.contains("/admin/cinemas/") => thing("cinema"),
            _ if path.contains("/admin/reconciliations/") => thing("compared"),
            _ if path.contains("/webhooks/") => thing("webhook"),
            _ if path.contains("/admin/apps/") => thing("app"),
            _ if path.contains("/admin/articles/") => thing("draft"),
            _ if path.contains("/pictures/") => thing("picture"),
            _ => thing("order"),
        };
        let path = path
            .replace("{id}", id)
            .replace("{slug}", thing("article"))
            .replace("{entry_id}", thing("entry"))
            .replace("{width}", "480")
            .replace("{delivery_id}", thing("delivery"))
            .replace("{pickup_code}", thing("pickup"))
            .replace("{gateway}", "unionpay")
            .replace("{key_id}", KEY_ID)
            .replace("{client_id}", thing("client_id"))
            .replace("{secret_id}", thing("secret"))
            .replace("{reference}", "c-9")
            .replace("{finding_id}", thing("finding"))
            .replace("{break_id}", thing("break"))
            .replace("{payout_id}", thing("payout"))
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
        let of_picture = "?alt_zh=x&alt_en=x";
        let query = if operation == "upload_picture" { of_picture } else { query };
        format!("{path}{query}")
    }

    fn body(&self, operation: &str) -> serde_json::Value {
        let thing = |name: &str| self.0[name].as_str();
        match operation {
            "decide_authorization" => decision(thing("client_id")),
            "confirm_second_factor" | "remove_second_factor" => json!({ "code": "000000" }),
            "save_client_customer" => json!({ "phone": "13922223333" }),
            "disclose_user" | "disclose_order" | "refund_admin_order" => {
                json!({ "reason": "to see who may" })
            }
            "edit_client" => json!({ "revision": 1 }),
            "create_client" => json!({
                "name": { "zh": "一", "en": "One" },
                "kind": "confidential",
                "redirect_uris": [],
                "scopes": ["webhooks"],
            }),
            // Nobody's password, so that everybody keeps theirs.
            "change_password" => {
                json!({ "current_password": "it is not", "new_password": "something else now" })
            }
            "create_seat_lock" => json!({ "showtime_id": thing("showtime"), "seats": ["none"] }),
            "create_order" => json!({ "seat_lock_id": thing("lock") }),
            "create_payment" => json!({ "order_id": thing("unpaid"), "method": "unionpay" }),
            "check_in" => json!({ "code": thing("pickup") }),
            "add_cinema_key" => json!({ "public_key": "AAAA" }),
            "create_webhook" | "create_own_webhook" => {
                json!({ "url": "http://127.0.0.1:9/", "events": ["order.ticketed"] })
            }
            "edit_webhook" | "edit_own_webhook" => json!({ "is_enabled": true, "revision": 99 }),
            "run_reconciliation" => json!({ "day": "2027-03-05", "source": "unionpay" }),
            "resolve_break" => json!({ "action": "accept_cinema", "note": "looked at" }),
            "propose_cinema_payout" => json!({ "transfer_ref": "T-1", "note": "the week" }),
            "approve_break" | "decide_cinema_payout" => json!({ "is_approved": true }),
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
            _ => crate::portal::wish(operation).unwrap_or_else(|| self.staffs_wish(operation)),
        }
    }
}

/// What a person says to an application that asks as it should.
fn decision(client_id: &str) -> serde_json::Value {
    let client =
        ThirdParty { id: String::new(), client_id: client_id.to_owned(), secret: String::new() };
    let mut decision = client.wish("profile");
    decision["is_approved"] = json!(true);
    decision
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
