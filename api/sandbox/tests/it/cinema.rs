//! The cinema as it is when nothing is dialled.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cinema_world::{CinemaWorld, Signed, confirm_path, confirmation, new_lock, text};

const SEATS: [&str; 2] = ["R02S05", "R02S06"];

#[tokio::test]
async fn seats_are_locked_sold_collected_admitted_and_written_down() {
    let mut world = CinemaWorld::new().await;
    let session = world.session().await;
    let wish = new_lock(&session, &SEATS);
    let lock = world.post("/v1/locks", &wish).await.expect(201);
    assert_eq!(lock["status"], "held");
    assert_eq!(world.post("/v1/locks", &wish).await.expect(200), lock, "the same lock");
    let other = new_lock(&session, &["R02S06", "R02S07"]);
    let refused = world.post("/v1/locks", &other).await.refused("seats_taken", NOT_DONE);
    assert_eq!(refused["seats"], json!(["R02S06"]));

    let wish = confirmation(&session, &lock, "standard");
    let order = world.post(&confirm_path(&lock), &wish).await.expect(200);
    assert_eq!(order["status"], "confirmed");
    world.reopen().await;
    assert_eq!(world.post(&confirm_path(&lock), &wish).await.expect(200), order, "the same sale");
    let by_id = format!("/v1/orders/by-client-id/{}", text(&wish, "client_order_id"));
    assert_eq!(world.get(&by_id).await.expect(200), order);
    let asked = format!("/v1/locks/by-client-id/{}", text(&lock, "client_lock_id"));
    assert_eq!(world.get(&asked).await.expect(200)["status"], "sold");
    world.delete(&asked).await.refused("lock_sold", NOT_DONE);

    let pickup = format!("/v1/pickups/{}", text(&order, "pickup_no"));
    let collect = format!("{pickup}/collect");
    let wrong = json!({ "verify_code": "x" });
    world.post(&collect, &wrong).await.refused("verify_code_wrong", NOT_DONE);
    let right = json!({ "verify_code": order["verify_code"] });
    let moved = world.post(&collect, &right).await.expect(200)["moved"].clone();
    assert_eq!(moved.as_array().unwrap().len(), 2);
    assert_eq!(world.post(&collect, &right).await.expect(200)["moved"], json!([]));
    let check_in = format!("{pickup}/check-in");
    let early = world.post(&check_in, &json!({})).await.refused("too_early", NOT_DONE);
    assert_eq!(early["opens_at"], "2027-03-07T07:10:00Z");
    let refunds = format!("/v1/orders/{}/refunds", text(&order, "order_id"));
    let wish = json!({ "client_refund_id": Uuid::now_v7() });
    world.post(&refunds, &wish).await.refused("ticket_used", NOT_DONE);
    world.advance(30 * 3_600);
    world
        .post(&check_in, &json!({ "session_code": "S1" }))
        .await
        .refused("wrong_session", NOT_DONE);
    let named = json!({ "ticket_nos": [moved[0]], "session_code": session["session_code"] });
    assert_eq!(world.post(&check_in, &named).await.expect(200)["moved"], json!([moved[0]]));
}

const NOT_DONE: &str = "definitely_not_done";

#[tokio::test]
async fn a_lock_that_is_over_gives_its_seats_back() {
    let world = CinemaWorld::new().await;
    let session = world.session().await;
    let lock = world.post("/v1/locks", &new_lock(&session, &SEATS)).await.expect(201);
    let again = new_lock(&session, &SEATS);
    let extend = format!("/v1/locks/{}/extend", text(&lock, "lock_id"));
    world.post(&extend, &json!({ "ttl_seconds": 120 })).await.expect(200);
    world.advance(119);
    world.post("/v1/locks", &again).await.refused("seats_taken", NOT_DONE);
    world.advance(1);
    world.post("/v1/locks", &again).await.expect(201);
    let asked = format!("/v1/locks/by-client-id/{}", text(&lock, "client_lock_id"));
    assert_eq!(world.get(&asked).await.expect(200)["status"], "expired");
    let wish = confirmation(&session, &lock, "standard");
    let gone = world.post(&confirm_path(&lock), &wish).await.refused("seats_taken", NOT_DONE);
    assert_eq!(gone["seats"], json!(SEATS));
    world.advance(600);
    world.post(&confirm_path(&lock), &wish).await.refused("lock_gone", NOT_DONE);
}

#[tokio::test]
async fn a_lock_that_was_given_up_before_it_came_is_never_granted() {
    let mut world = CinemaWorld::new().await;
    let session = world.session().await;
    let wish = new_lock(&session, &SEATS);
    let path = format!("/v1/locks/by-client-id/{}", text(&wish, "client_lock_id"));
    world.get(&path).await.refused("lock_unknown", NOT_DONE);
    world.delete(&path).await.expect(204);
    world.reopen().await;
    world.post("/v1/locks", &wish).await.refused("lock_gone", NOT_DONE);
    let lock = world.post("/v1/locks", &new_lock(&session, &SEATS)).await.expect(201);
    let path = format!("/v1/locks/{}", text(&lock, "lock_id"));
    world.delete(&path).await.expect(204);
    world.delete(&path).await.expect(204);
    world.post("/v1/locks", &new_lock(&session, &SEATS)).await.expect(201);
}

#[tokio::test]
async fn tickets_go_back_one_by_one_and_the_statement_adds_up() {
    let world = CinemaWorld::new().await;
    let session = world.session().await;
    let lock =
        world.post("/v1/locks", &new_lock(&session, &["R04S05", "R04S06"])).await.expect(201);
    let wish = confirmation(&session, &lock, "prime");
    let order = world.post(&confirm_path(&lock), &wish).await.expect(200);
    let refunds = format!("/v1/orders/{}/refunds", text(&order, "order_id"));
    let ticket = &order["tickets"][0]["ticket_no"];
    let wish = json!({ "client_refund_id": Uuid::now_v7(), "ticket_nos": [ticket] });
    let returned = world.post(&refunds, &wish).await.expect(200);
    assert_eq!(world.post(&refunds, &wish).await.expect(200), returned);
    let other = json!({ "client_refund_id": Uuid::now_v7(), "ticket_nos": [ticket] });
    world.post(&refunds, &other).await.refused("ticket_refunded", "definitely_done");
    let by_id = format!("/v1/refunds/by-client-id/{}", text(&wish, "client_refund_id"));
    assert_eq!(world.get(&by_id).await.expect(200), returned);
    let owners = world.owners(text(&session, "session_code")).await;
    assert_eq!(owners.as_object().unwrap().len(), 1, "one seat is free again");

    let statement = world.get("/v1/statements/2027-03-06").await.expect(200);
    assert_eq!(statement["is_final"], false);
    let lines = statement["lines"].as_array().unwrap();
    let numbers: Vec<_> = lines.iter().map(|line| &line["number_by_day"]).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let price = 5_200 + 300 + 300;
    let totals = json!({
        "sale_count": 2, "sale_amount": { "amount": 2 * price, "currency": "CNY" },
        "refund_count": 1, "refund_amount": { "amount": price, "currency": "CNY" },
    });
    assert_eq!(statement["totals"], totals);
    let ack = json!({ "line_count": 3, "totals": totals });
    let path = "/v1/statements/2027-03-06/ack";
    world.post(path, &ack).await.refused("day_open", NOT_DONE);
    world.advance(24 * 3_600);
    let wrong = json!({ "line_count": 2, "totals": totals });
    world.post(path, &wrong).await.refused("statement_mismatch", NOT_DONE);
    let first = world.post(path, &ack).await.expect(200);
    world.advance(60);
    assert_eq!(world.post(path, &ack).await.expect(200), first, "the first one counts");
}

#[tokio::test]
async fn the_programme_comes_in_pages_and_tells_what_changed() {
    let world = CinemaWorld::new().await;
    let all = world.sessions().await;
    assert!(all.len() > 100);
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = world.get(&format!("/v1/sessions?limit=50{next}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().clone());
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, all);
    world.advance(60);
    let code = all[5]["session_code"].clone();
    let edit = json!({ "action": "reprice_session", "session_code": code, "amount_delta": 500 });
    world.control(edit).await;
    let changed = world.get("/v1/sessions?since=2027-03-06T02:00:30Z").await.expect(200);
    assert_eq!(changed["items"].as_array().unwrap().len(), 1);
    assert_eq!(changed["items"][0]["session_code"], code);
    assert_eq!(changed["items"][0]["session_version"], 2);
    world.post("/v1/locks", &new_lock(&all[5], &SEATS)).await.refused("session_changed", NOT_DONE);
    let cancel = json!({ "action": "cancel_session", "session_code": code });
    let cancelled = world.control(cancel).await;
    let wish = new_lock(&cancelled, &SEATS);
    world.post("/v1/locks", &wish).await.refused("session_cancelled", NOT_DONE);
    world.advance(24 * 3_600);
    let later = world.sessions().await;
    let days = |sessions: &[Value]| {
        sessions.iter().map(|one| text(one, "business_on").to_owned()).max().unwrap()
    };
    assert_eq!((days(&all).as_str(), days(&later).as_str()), ("2027-03-12", "2027-03-13"));
}

#[tokio::test]
async fn halls_and_films_are_as_the_interface_wants_them() {
    let world = CinemaWorld::new().await;
    let screens = world.get("/v1/screens").await.expect(200);
    let screens = screens["items"].as_array().unwrap();
    assert_eq!(screens.len(), 3);
    let mut kinds = std::collections::BTreeSet::new();
    for screen in screens {
        let path = format!("/v1/screens/{}/seat-plan", text(screen, "screen_code"));
        let plan = world.get(&path).await.expect(200);
        assert_eq!(world.get(&format!("{path}?version=1")).await.expect(200), plan);
        world.get(&format!("{path}?version=2")).await.refused("not_found", NOT_DONE);
        let seats = plan["layout"]["seats"].as_array().unwrap();
        kinds.extend(seats.iter().map(|seat| text(seat, "kind").to_owned()));
    }
    let all = ["companion", "love_left", "love_right", "normal", "wheelchair"];
    assert!(kinds.iter().eq(all.iter()));
    let films = world.get("/v1/films?from=2027-03-06&to=2027-03-12").await.expect(200);
    let codes: Vec<_> =
        films["items"].as_array().unwrap().iter().map(|it| text(it, "film_code")).collect();
    assert!(world.sessions().await.iter().all(|it| codes.contains(&text(it, "film_code"))));
    let cinema = world.get("/v1/cinema").await.expect(200);
    assert_eq!((text(&cinema, "cinema_code"), text(&cinema, "status")), ("51018888", "open"));
    let page = world.client.get(&world.cinema().url).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Sandbox Cinema") && page.contains("好东西"), "{page}");
}

#[tokio::test]
async fn seats_have_a_tag_until_something_happens_to_them() {
    let world = CinemaWorld::new().await;
    let session = world.session().await;
    let path = format!("/v1/sessions/{}/seats", text(&session, "session_code"));
    let tag = world.get(&path).await.etag.unwrap();
    let again = async || {
        let sent = world.send(world.signed(), Method::GET, &path, None, Some(&tag));
        sent.await.unwrap()
    };
    world.advance(30);
    assert_eq!(again().await.status, 304);
    let block = json!({
        "action": "block_seats", "session_code": session["session_code"], "seats": ["R02S01"],
    });
    world.control(block).await;
    let seats = again().await.expect(200);
    let blocked = json!({ "seat_code": "R02S01", "state": "unavailable", "client_lock_id": null });
    assert!(seats["seats"].as_array().unwrap().contains(&blocked), "{seats}");
}

#[tokio::test]
async fn nobody_is_believed_without_a_good_signature() {
    let world = CinemaWorld::new().await;
    let ask =
        async |how: Signed| world.send(how, Method::GET, "/v1/cinema", None, None).await.unwrap();
    let nonce = Uuid::now_v7().simple().to_string();
    let how = || Signed { nonce: nonce.clone(), ..world.signed() };
    ask(how()).await.expect(200);
    ask(how()).await.refused("replayed", NOT_DONE);
    let late = world.signed().created - 301;
    ask(Signed { created: late, ..world.signed() }).await.refused("signature_expired", NOT_DONE);
    let forged = Some(format!("sig=:{}A==:", "A".repeat(85)));
    let how = Signed { signature: forged, ..world.signed() };
    ask(how).await.refused("signature_invalid", NOT_DONE);
    let how = Signed { key_id: "0123456789abcdef".to_owned(), ..world.signed() };
    ask(how).await.refused("signature_invalid", NOT_DONE);
    let how = Signed { signature: Some(String::new()), ..world.signed() };
    ask(how).await.refused("signature_missing", NOT_DONE);
    world.get("/v1/nothing").await.refused("not_found", NOT_DONE);
    let path = "/v1/orders/C1/exchanges";
    assert_eq!(world.post(path, &json!({})).await.refused("not_offered", NOT_DONE)["status"], 501);
}
