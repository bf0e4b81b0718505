//! Exchanges: both halves or neither, whatever happens beside them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::sales::{lock, sale, seat, sell};
use super::site::Site;
use crate::world::{World, new_id};

fn exchange(lock: Uuid, seats: &[&str]) -> Value {
    let seats: Vec<Value> = seats.iter().map(|code| seat(code)).collect();
    json!({
        "client_order_id": new_id(), "client_refund_id": new_id(), "client_lock_id": lock,
        "seats": seats, "phone": "+8613800000001",
    })
}

fn path(order: &Value, what: &str) -> String {
    format!("/v1/orders/{}/{what}", order["order_id"].as_str().unwrap())
}

async fn state(site: &Site, world: &World, order: &Value) -> Value {
    let id = order["client_order_id"].as_str().unwrap();
    site.get(world, &format!("/v1/orders/by-client-id/{id}")).await.ok()["status"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exchange_is_one_deed_and_the_same_again() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let old = sell(&site, &world, "S0", &["0101", "0102"]).await;
        let (client_lock, _) = lock(&site, &world, "S1", &["0501"]).await;
        let wish = exchange(client_lock, &["0501"]);
        let new = site.post(&world, &path(&old, "exchanges"), &wish).await.ok();
        assert_eq!((&new["status"], &new["session_code"]), (&json!("confirmed"), &json!("S1")));
        assert_eq!(state(&site, &world, &old).await, "refunded");
        // Again, and asked for after a lost answer.
        assert_eq!(site.post(&world, &path(&old, "exchanges"), &wish).await.ok(), new);
        assert_eq!(state(&site, &world, &new).await, "confirmed");
        let refund = wish["client_refund_id"].as_str().unwrap();
        let refund = site.get(&world, &format!("/v1/refunds/by-client-id/{refund}")).await.ok();
        assert_eq!(refund["order_id"], old["order_id"]);
        assert_eq!(refund["ticket_nos"].as_array().unwrap().len(), 2);
        lock(&site, &world, "S0", &["0101", "0102"]).await;

        let mut other = wish.clone();
        other["client_order_id"] = json!(new_id());
        let reply = site.post(&world, &path(&old, "exchanges"), &other).await;
        reply.refused(409, "client_id_reused");
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_exchange_leaves_both_sides_as_they_were() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let old = sell(&site, &world, "S0", &["0101"]).await;
        let (client_lock, lock_id) = lock(&site, &world, "S1", &["0501"]).await;
        let wish = exchange(client_lock, &["0501"]);
        let try_it = async |order: &Value, wish: &Value| {
            site.post(&world, &path(order, "exchanges"), wish).await
        };
        let mut cheap = wish.clone();
        cheap["seats"][0]["ticket_price"]["amount"] = json!(1);
        try_it(&old, &cheap).await.refused(422, "price_refused");
        let nobody = json!({ "order_id": "BO1" });
        try_it(&nobody, &wish).await.refused(404, "order_unknown");
        try_it(&old, &exchange(new_id(), &["0501"])).await.refused(404, "lock_unknown");
        let wrong = exchange(client_lock, &["0502"]);
        try_it(&old, &wrong).await.refused(422, "validation_failed");
        assert_eq!(state(&site, &world, &old).await, "confirmed");

        let used = sell(&site, &world, "S0", &["0103"]).await;
        let collect = format!("/v1/pickups/{}/collect", used["pickup_no"].as_str().unwrap());
        site.post(&world, &collect, &json!({})).await.ok();
        try_it(&used, &wish).await.refused(409, "ticket_used");
        let back = json!({ "client_refund_id": new_id() });
        site.post(&world, &path(&old, "refunds"), &back).await.ok();
        try_it(&old, &wish).await.refused(409, "ticket_refunded");
        let by_client_id = format!("/v1/locks/by-client-id/{client_lock}");
        assert_eq!(site.get(&world, &by_client_id).await.ok()["status"], "held");
        // The lock is as good as before.
        let confirm = format!("/v1/locks/{lock_id}/confirm");
        let sold = site.post(&world, &confirm, &sale(new_id(), &["0501"])).await.ok();
        let third = sell(&site, &world, "S0", &["0104"]).await;
        try_it(&third, &wish).await.refused(409, "lock_sold");
        assert_eq!(state(&site, &world, &third).await, "confirmed");
        assert_eq!(state(&site, &world, &sold).await, "confirmed");
        site.close().await;
        world.end().await;
    }
}

/// A refund, the same exchange twice and a plain sale of the lock at the same moment: the new seats
/// are sold once, for the old ones or by the sale, and the old ones are back.
#[tokio::test(flavor = "multi_thread")]
async fn an_exchange_stays_whole_beside_a_refund_and_a_sale() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        for round in 1..=6 {
            let (old_seat, new_seat) = (format!("01{round:02}"), format!("05{round:02}"));
            let old = sell(&site, &world, "S0", &[&old_seat]).await;
            let (client_lock, lock_id) = lock(&site, &world, "S1", &[&new_seat]).await;
            let wish = exchange(client_lock, &[&new_seat]);
            let back = json!({ "client_refund_id": new_id() });
            let plain = sale(new_id(), &[&new_seat]);
            let (exchanges, refunds) = (path(&old, "exchanges"), path(&old, "refunds"));
            let confirm = format!("/v1/locks/{lock_id}/confirm");
            let (first, second, refund, sold) = tokio::join!(
                site.post(&world, &exchanges, &wish),
                site.post(&world, &exchanges, &wish),
                site.post(&world, &refunds, &back),
                site.post(&world, &confirm, &plain),
            );
            assert_eq!(first.status, second.status, "{first:?} {second:?}");
            assert_eq!(refund.status, 200, "the old tickets are back either way: {refund:?}");
            let is_exchanged = first.status == 200;
            if is_exchanged {
                assert_eq!(first.body, second.body);
                sold.refused(409, "lock_sold");
            } else if sold.status == 200 {
                let code = first.body["code"].as_str().unwrap();
                assert!(["lock_sold", "ticket_refunded"].contains(&code), "{code}");
            } else {
                panic!("nobody has the new seat: {first:?} {sold:?}");
            }
            let sold_seats = format!(
                "SELECT count(*) FROM bo_session_seats b JOIN bo_sessions s
                    ON s.session_id = b.session_id AND s.session_code = 'S1'
                WHERE b.seat_code = '{new_seat}' AND b.state = 'sold'"
            );
            assert_eq!(world.count(&sold_seats).await, 1);
        }
        site.close().await;
        world.end().await;
    }
}
