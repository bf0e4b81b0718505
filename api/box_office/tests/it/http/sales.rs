//! From a lock to tickets, and back.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::site::Site;
use crate::world::{World, new_id, show_start};

pub fn seat(seat_code: &str) -> Value {
    let money = |amount: i64| json!({ "amount": amount, "currency": "CNY" });
    json!({
        "seat_code": seat_code, "ticket_price": money(4_000), "screen_service_fee": money(500),
        "net_service_fee": money(300),
    })
}

pub fn sale(id: Uuid, seats: &[&str]) -> Value {
    let seats: Vec<Value> = seats.iter().map(|code| seat(code)).collect();
    json!({ "client_order_id": id, "seats": seats, "phone": "+8613800000001" })
}

/// Locks seats and returns both sides' names of the lock.
pub async fn lock(site: &Site, world: &World, session: &str, seats: &[&str]) -> (Uuid, String) {
    let id = new_id();
    let wish = json!({
        "client_lock_id": id, "session_code": session, "session_version": 1, "seats": seats,
    });
    let lock = site.post(world, "/v1/locks", &wish).await.ok();
    (id, lock["lock_id"].as_str().unwrap().to_owned())
}

/// Sells seats and returns the order.
pub async fn sell(site: &Site, world: &World, session: &str, seats: &[&str]) -> Value {
    let (_, lock_id) = lock(site, world, session, seats).await;
    let path = format!("/v1/locks/{lock_id}/confirm");
    site.post(world, &path, &sale(new_id(), seats)).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_is_made_once_and_found_again() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let id = new_id();
        let by_client_id = format!("/v1/orders/by-client-id/{id}");
        site.get(&world, &by_client_id).await.refused(404, "order_unknown");
        let (_, lock_id) = lock(&site, &world, "S0", &["0101", "0102"]).await;
        let path = format!("/v1/locks/{lock_id}/confirm");
        let order = site.post(&world, &path, &sale(id, &["0102", "0101"])).await.ok();
        assert_eq!((&order["status"], &order["lock_id"]), (&json!("confirmed"), &json!(lock_id)));
        assert_eq!(order["confirmed_at"], json!(world.now()));
        assert_eq!(order["pickup_no"].as_str().unwrap().len(), 12);
        let tickets = order["tickets"].as_array().unwrap();
        assert_eq!(tickets.len(), 2);
        assert_eq!(tickets[0]["ticket_price"]["amount"], 4_000);
        assert_eq!(tickets[0]["screen_service_fee"]["amount"], 500);
        assert_eq!(
            (&tickets[0]["state"], &tickets[0]["refunded_at"]),
            (&json!("issued"), &Value::Null)
        );
        // The answer was lost: asking finds it, and so does repeating, however late.
        assert_eq!(site.get(&world, &by_client_id).await.ok(), order);
        world.set_now(show_start() + Duration::hours(1));
        let again = site.post(&world, &path, &sale(id, &["0101", "0102"])).await.ok();
        assert_eq!(again, order);

        let mut dearer = sale(id, &["0101", "0102"]);
        dearer["seats"][0]["ticket_price"]["amount"] = json!(4_001);
        site.post(&world, &path, &dearer).await.refused(409, "client_id_reused");
        let second = sale(new_id(), &["0101", "0102"]);
        site.post(&world, &path, &second).await.refused(409, "lock_sold");
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_that_is_refused_says_why_and_sells_nothing() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let (client_id, lock_id) = lock(&site, &world, "S0", &["0101", "0102"]).await;
        let path = format!("/v1/locks/{lock_id}/confirm");
        let good = sale(new_id(), &["0101", "0102"]);
        for change in [
            &|sale: &mut Value| sale["seats"][0] = seat("0103"),
            &|sale: &mut Value| sale["seats"] = json!([seat("0101")]),
            &|sale: &mut Value| sale["phone"] = json!("13800000001"),
            &|sale: &mut Value| sale["phone"] = json!("+86 138"),
            &|sale: &mut Value| sale["seats"][0]["ticket_price"]["currency"] = json!("CNX"),
        ] as [&dyn Fn(&mut Value); 5]
        {
            let mut bad = good.clone();
            change(&mut bad);
            site.post(&world, &path, &bad).await.refused(422, "validation_failed");
        }
        for (part, amount) in [("ticket_price", 1_899), ("net_service_fee", -1)] {
            let mut cheap = good.clone();
            cheap["seats"][1][part]["amount"] = json!(amount);
            site.post(&world, &path, &cheap).await.refused(422, "price_refused");
        }
        let never = format!("/v1/locks/BO{}/confirm", new_id().simple());
        site.post(&world, &never, &good).await.refused(404, "lock_unknown");

        // Its time is over and somebody has one of the seats.
        world.advance(Duration::minutes(16));
        lock(&site, &world, "S0", &["0102"]).await;
        let problem = site.post(&world, &path, &good).await.refused(409, "seats_taken");
        assert_eq!(problem["seats"], json!(["0102"]));
        let unwanted = format!("/v1/locks/by-client-id/{client_id}");
        assert_eq!(site.delete(&world, &unwanted).await.status, 204);
        site.post(&world, &path, &good).await.refused(409, "lock_gone");

        let (_, lock_id) = lock(&site, &world, "S0", &["0201"]).await;
        world.set_now(show_start());
        let late = sale(new_id(), &["0201"]);
        let reply = site.post(&world, &format!("/v1/locks/{lock_id}/confirm"), &late).await;
        reply.refused(409, "session_over");
        assert_eq!(world.count("SELECT count(*) FROM bo_orders").await, 0);
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tickets_come_back_one_by_one_and_once() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let order = sell(&site, &world, "S0", &["0101", "0102", "0103"]).await;
        let number = |place: usize| order["tickets"][place]["ticket_no"].clone();
        let path = format!("/v1/orders/{}/refunds", order["order_id"].as_str().unwrap());
        let id = new_id();
        let by_client_id = format!("/v1/refunds/by-client-id/{id}");
        site.get(&world, &by_client_id).await.refused(404, "not_found");
        let wish = json!({ "client_refund_id": id, "ticket_nos": [number(1)] });
        let done = site.post(&world, &path, &wish).await.ok();
        assert_eq!(done["ticket_nos"], json!([number(1)]));
        assert_eq!(done["refunded_at"], json!(world.now()));
        world.advance(Duration::minutes(1));
        assert_eq!(site.post(&world, &path, &wish).await.ok(), done);
        assert_eq!(site.get(&world, &by_client_id).await.ok(), done);
        let other = json!({ "client_refund_id": id, "ticket_nos": [number(2)] });
        site.post(&world, &path, &other).await.refused(409, "client_id_reused");
        let order_id = order["client_order_id"].as_str().unwrap();
        let told = site.get(&world, &format!("/v1/orders/by-client-id/{order_id}")).await.ok();
        assert_eq!(told["status"], "confirmed");
        assert_eq!(told["tickets"][1]["state"], "refunded");
        assert_eq!(told["tickets"][1]["refunded_at"], done["refunded_at"]);
        lock(&site, &world, "S0", &["0102"]).await;

        for nos in [json!([]), json!(["1"])] {
            let wish = json!({ "client_refund_id": new_id(), "ticket_nos": nos });
            site.post(&world, &path, &wish).await.refused(422, "validation_failed");
        }
        let wish = json!({ "client_refund_id": new_id() });
        let unknown = "/v1/orders/BO1/refunds";
        site.post(&world, unknown, &wish).await.refused(404, "order_unknown");
        let pickup = format!("/v1/pickups/{}", order["pickup_no"].as_str().unwrap());
        site.post(&world, &format!("{pickup}/collect"), &json!({})).await.ok();
        site.post(&world, &path, &wish).await.refused(409, "ticket_used");

        let order = sell(&site, &world, "S0", &["0201"]).await;
        let path = format!("/v1/orders/{}/refunds", order["order_id"].as_str().unwrap());
        world.set_now(show_start() - Duration::minutes(30));
        site.post(&world, &path, &wish).await.refused(409, "too_late");
        world.cancel("S0").await;
        site.post(&world, &path, &wish).await.ok();
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kiosk_and_the_gate_tell_what_moved() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let order = sell(&site, &world, "S0", &["0101", "0102"]).await;
        let pickup = format!("/v1/pickups/{}", order["pickup_no"].as_str().unwrap());
        let (collect, check_in) = (format!("{pickup}/collect"), format!("{pickup}/check-in"));
        let seen = site.get(&world, &pickup).await.ok();
        assert_eq!((&seen["order"], &seen["moved"]), (&order, &json!([])));
        assert_eq!(seen["starts_at"], json!(show_start()));
        let unknown = "/v1/pickups/000000000001";
        site.get(&world, unknown).await.refused(404, "pickup_unknown");

        let wrong = json!({ "verify_code": "x" });
        site.post(&world, &collect, &wrong).await.refused(403, "verify_code_wrong");
        let right = json!({ "verify_code": order["verify_code"] });
        let moved = site.post(&world, &collect, &right).await.ok();
        assert_eq!(moved["moved"].as_array().unwrap().len(), 2);
        assert_eq!(moved["order"]["tickets"][0]["collected_at"], json!(world.now()));
        let again = site.post(&world, &collect, &right).await.ok();
        assert_eq!(again["moved"], json!([]));

        let problem = site.post(&world, &check_in, &json!({})).await.refused(409, "too_early");
        assert_eq!(problem["opens_at"], json!(show_start() - Duration::minutes(60)));
        world.set_now(show_start());
        let other_gate = json!({ "session_code": "S1" });
        site.post(&world, &check_in, &other_gate).await.refused(409, "wrong_session");
        let one = json!({ "ticket_nos": [order["tickets"][0]["ticket_no"]], "session_code": "S0" });
        let admitted = site.post(&world, &check_in, &one).await.ok();
        assert_eq!(admitted["moved"], one["ticket_nos"]);
        world.set_now(show_start() + Duration::hours(3));
        site.post(&world, &check_in, &json!({})).await.refused(409, "too_late");
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_told_line_by_line_and_acknowledged_when_it_is_over() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let order = sell(&site, &world, "S0", &["0101", "0102"]).await;
        let back = json!({
            "client_refund_id": new_id(), "ticket_nos": [order["tickets"][0]["ticket_no"]],
        });
        let refunds = format!("/v1/orders/{}/refunds", order["order_id"].as_str().unwrap());
        site.post(&world, &refunds, &back).await.ok();
        let path = "/v1/statements/2026-11-22";
        let ack = format!("{path}/ack");
        let open = site.get(&world, path).await.ok();
        assert_eq!(open["is_final"], false);
        let numbers: Vec<_> = open["lines"].as_array().unwrap().iter().collect();
        let told: Vec<_> =
            numbers.iter().map(|line| (&line["number_by_day"], &line["operation"])).collect();
        let (sale, refund) = (json!("sale"), json!("refund"));
        assert_eq!(told, [(&json!(1), &sale), (&json!(2), &sale), (&json!(3), &refund)]);
        assert_eq!(numbers[2]["screen_service_fee"]["amount"], 500);
        assert_eq!(open["totals"]["sale_amount"]["amount"], 9_600);
        assert_eq!(open["totals"]["refund_amount"]["amount"], 4_800);

        let word = json!({ "line_count": 3, "totals": open["totals"] });
        site.post(&world, &ack, &word).await.refused(409, "day_open");
        world.advance(Duration::days(1));
        assert_eq!(site.get(&world, path).await.ok()["is_final"], true);
        let mut other = word.clone();
        other["line_count"] = json!(2);
        site.post(&world, &ack, &other).await.refused(409, "statement_mismatch");
        let kept = site.post(&world, &ack, &word).await.ok();
        assert_eq!(kept["acknowledged_at"], json!(world.now()));
        world.advance(Duration::hours(1));
        assert_eq!(site.post(&world, &ack, &word).await.ok(), kept);
        let no_day = site.get(&world, "/v1/statements/yesterday").await;
        no_day.refused(422, "validation_failed");
        site.close().await;
        world.end().await;
    }
}
