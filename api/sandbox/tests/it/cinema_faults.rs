//! The cinema's dial: faults, the maker's personality, and broken rules.

use std::time::{Duration, Instant};

use reqwest::Method;
use sandbox::cinema::dial::{Defect, Fault, Kind, Operation, Personality, Rubbish, Setting};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cinema_world::{CinemaWorld, Signed, confirm_path, confirmation, new_lock, text};

const SEATS: [&str; 2] = ["R02S05", "R02S06"];
const NOT_DONE: &str = "definitely_not_done";

fn fault(operation: Operation, kind: Kind) -> Fault {
    Fault::once(operation, kind)
}

fn done(operation: Operation, kind: Kind) -> Fault {
    Fault { is_done: true, ..Fault::once(operation, kind) }
}

async fn with(personality: Personality, defects: &[Defect]) -> (CinemaWorld, Value) {
    let world = CinemaWorld::new().await;
    world.cinema().dial(Setting {
        personality: Some(personality),
        defects: Some(defects.to_vec()),
        ..Setting::default()
    });
    let session = world.session().await;
    (world, session)
}

/// What became of a lock: its status, or `none`, and how many seats are gone.
async fn became(world: &CinemaWorld, wish: &Value) -> (String, usize) {
    let path = format!("/v1/locks/by-client-id/{}", text(wish, "client_lock_id"));
    let answer = world.get(&path).await;
    let status = answer.body["status"].as_str().unwrap_or("none").to_owned();
    let owners = world.owners(text(wish, "session_code")).await;
    (status, owners.as_object().unwrap().len())
}

#[tokio::test]
async fn a_lock_suffers_as_dialled() {
    let (world, session) = with(Personality::Plain, &[]).await;
    let foreign = Fault { rubbish: Rubbish::Foreign, ..done(Operation::Lock, Kind::Rubbish) };
    let cases = [
        (fault(Operation::Lock, Kind::LostRequest), None, ("none", 0)),
        (fault(Operation::Lock, Kind::LostAnswer), None, ("held", 2)),
        (fault(Operation::Lock, Kind::ServerError), Some(502), ("none", 0)),
        (done(Operation::Lock, Kind::ServerError), Some(502), ("held", 2)),
        (fault(Operation::Lock, Kind::Duplicate), Some(200), ("held", 2)),
        (fault(Operation::Lock, Kind::Rubbish), Some(200), ("none", 0)),
        (foreign, Some(200), ("held", 2)),
        (fault(Operation::Lock, Kind::LockStolen), Some(201), ("released", 0)),
        (done(Operation::Lock, Kind::LockStolen), Some(201), ("released", 2)),
    ];
    for (fault, status, end) in cases {
        world.dial(&[fault]);
        let wish = new_lock(&session, &SEATS);
        let answer = world.try_post("/v1/locks", &wish).await;
        assert_eq!(answer.ok().map(|answer| answer.status), status, "{fault:?}");
        assert_eq!(became(&world, &wish).await, (end.0.to_owned(), end.1), "{fault:?}");
        let path = format!("/v1/locks/by-client-id/{}", text(&wish, "client_lock_id"));
        world.delete(&path).await.expect(204);
        assert_eq!(world.cinema().dialled().faults, [], "it struck once");
    }
}

#[tokio::test]
async fn a_lock_that_is_half_made_can_be_asked_for_and_given_up() {
    let (world, session) = with(Personality::Plain, &[]).await;
    let wish = new_lock(&session, &SEATS);
    world.dial(&[done(Operation::Lock, Kind::HalfDone)]);
    world.post("/v1/locks", &wish).await.refused("internal", "unknown");
    assert_eq!(became(&world, &wish).await, ("none".to_owned(), 2), "only the cinema knows");
    let path = format!("/v1/locks/by-client-id/{}", text(&wish, "client_lock_id"));
    world.dial(&[fault(Operation::Release, Kind::HalfDone)]);
    world.delete(&path).await.refused("internal", "unknown");
    assert_eq!(became(&world, &wish).await.1, 2);
    world.delete(&path).await.expect(204);
    assert_eq!(became(&world, &wish).await.1, 0);

    let wish = new_lock(&session, &SEATS);
    world.dial(&[fault(Operation::Lock, Kind::HalfDone)]);
    world.post("/v1/locks", &wish).await.refused("internal", "unknown");
    assert_eq!(became(&world, &wish).await, ("held".to_owned(), 0), "only the centre knows");
    let lock = world.post("/v1/locks", &wish).await.expect(200);
    let sale = confirmation(&session, &lock, "standard");
    world.post(&confirm_path(&lock), &sale).await.refused("lock_gone", NOT_DONE);
}

#[tokio::test]
async fn a_sale_suffers_as_dialled() {
    let (world, session) = with(Personality::Plain, &[]).await;
    let cases = [
        (fault(Operation::Confirm, Kind::WrongPrice), "price_refused", "none"),
        (fault(Operation::Confirm, Kind::LockStolen), "lock_gone", "none"),
        (done(Operation::Confirm, Kind::LockStolen), "seats_taken", "none"),
        (fault(Operation::Confirm, Kind::HalfDone), "internal", "failed"),
        (done(Operation::Confirm, Kind::HalfDone), "internal", "confirmed"),
    ];
    for (at, (fault, code, end)) in cases.into_iter().enumerate() {
        let seats = [format!("R03S{:02}", 2 * at + 1), format!("R03S{:02}", 2 * at + 2)];
        let wish = new_lock(&session, &[&seats[0], &seats[1]]);
        let lock = world.post("/v1/locks", &wish).await.expect(201);
        let sale = confirmation(&session, &lock, "standard");
        world.dial(&[fault]);
        let answer = world.post(&confirm_path(&lock), &sale).await;
        assert_eq!(answer.body["code"], code, "{fault:?}");
        let path = format!("/v1/orders/by-client-id/{}", text(&sale, "client_order_id"));
        let first = world.get(&path).await.body;
        let second = world.get(&path).await.body;
        if code == "internal" {
            assert_eq!(first["status"], "pending");
        }
        assert_eq!(second["order_id"].as_str().map_or("none", |_| text(&second, "status")), end);
    }
}

#[tokio::test]
async fn a_return_that_is_half_made_is_finished_by_asking_again() {
    let (world, session) = with(Personality::Plain, &[]).await;
    for is_done in [false, true] {
        let lock = world.post("/v1/locks", &new_lock(&session, &SEATS)).await.expect(201);
        let sale = confirmation(&session, &lock, "standard");
        let order = world.post(&confirm_path(&lock), &sale).await.expect(200);
        world.dial(&[Fault { is_done, ..fault(Operation::Refund, Kind::HalfDone) }]);
        let path = format!("/v1/orders/{}/refunds", text(&order, "order_id"));
        let wish = json!({ "client_refund_id": Uuid::now_v7() });
        world.post(&path, &wish).await.refused("internal", "unknown");
        let asked = format!("/v1/refunds/by-client-id/{}", text(&wish, "client_refund_id"));
        world.get(&asked).await.refused("not_found", NOT_DONE);
        let gone = world.owners(text(&session, "session_code")).await;
        assert_eq!(gone.as_object().unwrap().is_empty(), is_done);
        world.post(&path, &wish).await.expect(200);
        world.get(&asked).await.expect(200);
    }
}

#[tokio::test]
async fn answers_come_late_wrong_big_or_never() {
    let (world, _) = with(Personality::Plain, &[]).await;
    let late = Fault { delay_ms: 200, ..fault(Operation::Cinema, Kind::Delay) };
    world.dial(&[late]);
    let before = Instant::now();
    world.get("/v1/cinema").await.expect(200);
    assert!(before.elapsed() >= Duration::from_millis(200));

    let skewed = Fault { skew_s: 120, ..fault(Operation::Capabilities, Kind::ClockSkew) };
    world.dial(&[skewed, fault(Operation::Capabilities, Kind::ClockSkew)]);
    let seen = world.get("/v1/capabilities").await.expect(200);
    assert_eq!(seen["now"], "2027-03-06T02:02:00Z");
    world.get("/v1/capabilities").await.refused("signature_expired", NOT_DONE);

    let cheap = Fault { amount_delta: -9_000, ..fault(Operation::Sessions, Kind::WrongPrice) };
    world.dial(&[cheap]);
    let price = world.session().await["zone_prices"]["standard"]["ticket_price"]["amount"].clone();
    assert_eq!(price, 4_200 - 9_000);

    let big = Fault { rubbish: Rubbish::Big, ..fault(Operation::Films, Kind::Rubbish) };
    let cut = Fault { rubbish: Rubbish::Truncated, ..done(Operation::Films, Kind::Rubbish) };
    world.dial(&[big, cut]);
    for _ in 0..2 {
        assert_eq!(world.get("/v1/films").await.expect(200), Value::Null, "no JSON");
    }

    world.dial(&[fault(Operation::Any, Kind::Hang)]);
    let patience = Duration::from_millis(300);
    assert!(tokio::time::timeout(patience, world.try_get("/v1/films")).await.is_err());
    world.get("/v1/films").await.expect(200);
}

#[tokio::test]
async fn some_makers_take_their_time_and_some_count_anew() {
    for personality in [Personality::AsyncConfirm, Personality::OrderReplaced] {
        let (world, session) = with(personality, &[]).await;
        let lock = world.post("/v1/locks", &new_lock(&session, &SEATS)).await.expect(201);
        let sale = confirmation(&session, &lock, "standard");
        let pending = world.post(&confirm_path(&lock), &sale).await.expect(200);
        assert_eq!((text(&pending, "status"), &pending["pickup_no"]), ("pending", &Value::Null));
        let path = format!("/v1/orders/by-client-id/{}", text(&sale, "client_order_id"));
        assert_eq!(world.get(&path).await.expect(200)["status"], "pending");
        let order = world.get(&path).await.expect(200);
        assert_eq!(order["status"], "confirmed");
        let is_replaced = personality == Personality::OrderReplaced;
        assert_eq!(order["order_id"] != pending["order_id"], is_replaced);
        let old = format!("/v1/orders/{}/refunds", text(&pending, "order_id"));
        let answer = world.post(&old, &json!({ "client_refund_id": Uuid::now_v7() })).await;
        assert_eq!(answer.status == 404, is_replaced);
    }
    let (world, session) = with(Personality::PlayUpdateTime, &[]).await;
    let version = session["session_version"].as_i64().unwrap();
    assert!(version > 1_000_000_000_000);
    let action = json!({
        "action": "block_seats", "session_code": "S20270307-1-04", "seats": ["R01S01"],
    });
    world.control(action).await;
    let leapt = world.session().await["session_version"].as_i64().unwrap();
    assert!(leapt > version + 1_000, "a neighbour's change counts");
    let refused = world.post("/v1/locks", &new_lock(&session, &SEATS)).await;
    assert_eq!(refused.refused("session_changed", NOT_DONE)["session_version"], leapt);
}

#[tokio::test]
async fn locks_that_break_a_rule() {
    let (world, session) = with(Personality::Plain, &[Defect::LockRace]).await;
    let (one, two) = (new_lock(&session, &SEATS), new_lock(&session, &SEATS));
    let (one, two) = tokio::join!(world.post("/v1/locks", &one), world.post("/v1/locks", &two));
    assert_eq!((one.status, two.status), (201, 201));

    let (world, session) = with(Personality::Plain, &[Defect::LockNotIdempotent]).await;
    let wish = new_lock(&session, &SEATS);
    world.post("/v1/locks", &wish).await.expect(201);
    world.post("/v1/locks", &wish).await.refused("seats_taken", NOT_DONE);

    let (world, session) = with(Personality::Plain, &[Defect::ForgetsLock]).await;
    let wish = new_lock(&session, &SEATS);
    world.post("/v1/locks", &wish).await.expect(201);
    assert_eq!(became(&world, &wish).await, ("none".to_owned(), 2));

    let (world, session) = with(Personality::Plain, &[Defect::PartialLock]).await;
    world.post("/v1/locks", &new_lock(&session, &["R02S05"])).await.expect(201);
    let some = world.post("/v1/locks", &new_lock(&session, &SEATS)).await.expect(201);
    assert_eq!(some["seats"], json!(["R02S06"]));

    let (world, session) = with(Personality::Plain, &[Defect::NoExpiry]).await;
    let wish = new_lock(&session, &SEATS);
    world.post("/v1/locks", &wish).await.expect(201);
    world.advance(3_600);
    assert_eq!(became(&world, &wish).await, ("held".to_owned(), 2));

    let (world, session) = with(Personality::Plain, &[Defect::VersionIgnored]).await;
    let mut wish = new_lock(&session, &SEATS);
    wish["session_version"] = json!(77);
    world.post("/v1/locks", &wish).await.expect(201);
}

#[tokio::test]
async fn sales_that_break_a_rule() {
    let defects = [
        Defect::ConfirmNotIdempotent,
        Defect::AcceptsWrongPrice,
        Defect::RefundKeepsSeat,
        Defect::StatementGap,
        Defect::StatementTotalWrong,
        Defect::VerifyCodeIgnored,
    ];
    let (world, session) = with(Personality::Plain, &defects).await;
    let lock = world.post("/v1/locks", &new_lock(&session, &SEATS)).await.expect(201);
    let mut sale = confirmation(&session, &lock, "standard");
    sale["seats"][0]["ticket_price"]["amount"] = json!(1);
    let first = world.post(&confirm_path(&lock), &sale).await.expect(200);
    let second = world.post(&confirm_path(&lock), &sale).await.expect(200);
    assert_ne!(first["order_id"], second["order_id"]);
    let statement = world.get("/v1/statements/2027-03-06").await.expect(200);
    let numbers: Vec<_> = statement["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["number_by_day"].as_i64().unwrap())
        .collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    let true_sum = 2 * (4_200 + 300 + 300 + 1 + 300 + 300);
    assert_eq!(statement["totals"]["sale_amount"]["amount"], true_sum + 1);
    let refunds = format!("/v1/orders/{}/refunds", text(&second, "order_id"));
    let wish = json!({ "client_refund_id": Uuid::now_v7() });
    let collect = format!("/v1/pickups/{}/collect", text(&second, "pickup_no"));
    world.post(&refunds, &wish).await.expect(200);
    let owners = world.owners(text(&session, "session_code")).await;
    assert_eq!(owners.as_object().unwrap().len(), 2, "the seats stay sold");
    let wrong = json!({ "verify_code": "wrong" });
    world.post(&collect, &wrong).await.refused("ticket_refunded", NOT_DONE);
}

#[tokio::test]
async fn a_door_a_clock_and_a_tag_that_break_a_rule() {
    let defects =
        [Defect::AcceptsReplay, Defect::AcceptsBadSignature, Defect::ClockWrong, Defect::NoEtag];
    let (world, session) = with(Personality::Plain, &defects).await;
    let nonce = Uuid::now_v7().simple().to_string();
    for signature in [None, None, Some(format!("sig=:{}A==:", "A".repeat(85)))] {
        let how = Signed { nonce: nonce.clone(), signature, ..world.signed() };
        let sent = world.send(how, Method::GET, "/v1/capabilities", None, None).await.unwrap();
        assert_eq!(sent.expect(200)["now"], "2027-03-06T03:00:00Z");
    }
    let path = format!("/v1/sessions/{}/seats", text(&session, "session_code"));
    assert_eq!(world.get(&path).await.etag, None);
    world.cinema().heal();
    assert!(world.get(&path).await.etag.is_some());
}

#[tokio::test]
async fn the_dial_shows_clears_and_refuses() {
    let world = CinemaWorld::new().await;
    let url = format!("{}/faults", world.cinema().url);
    let put = async |body: &str| {
        let sent = world.client.put(&url).body(body.to_owned()).send().await.unwrap();
        sent.status().as_u16()
    };
    let fault = r#"{"operation":"lock","kind":"hang","percent":20}"#;
    let whole = format!("{{\"faults\":[{fault}],\"seed\":7,\"personality\":\"async_confirm\"}}");
    assert_eq!(put(&whole).await, 200);
    let shown = world.client.get(&url).send().await.unwrap().text().await.unwrap();
    assert!(shown.contains("\"percent\":20") && shown.contains("async_confirm"), "{shown}");
    for bad in [
        r#"{"operation":"films","kind":"half_done"}"#,
        r#"{"operation":"films","kind":"wrong_price"}"#,
        r#"{"operation":"refund","kind":"lock_stolen"}"#,
        r#"{"operation":"lock","kind":"hang","times":0}"#,
        r#"{"operation":"lock","kind":"hang","percent":101}"#,
        r#"{"operation":"lock","kind":"explode"}"#,
        r#"{"operation":"lock","kind":"hang","often":1}"#,
    ] {
        assert_eq!(put(&format!("{{\"faults\":[{bad}]}}")).await, 422, "{bad}");
    }
    assert_eq!(world.client.delete(&url).send().await.unwrap().status(), 204);
    assert_eq!(world.cinema().dialled().faults, []);
    assert_eq!(world.cinema().dialled().personality, Some(Personality::AsyncConfirm));
}
