//! Locks: all or none, once, and never lost.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::site::Site;
use crate::world::{World, new_id, show_start};

fn wish(id: Uuid, session: &str, seats: &[&str]) -> Value {
    json!({
        "client_lock_id": id, "session_code": session, "session_version": 1, "seats": seats,
        "ttl_seconds": 600,
    })
}

fn by_client_id(id: Uuid) -> String {
    format!("/v1/locks/by-client-id/{id}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_wish_is_the_same_lock_and_another_is_none() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let id = new_id();
        let lock = site.post(&world, "/v1/locks", &wish(id, "S0", &["0102", "0101"])).await.ok();
        assert_eq!(lock["status"], "held");
        assert_eq!(lock["client_lock_id"], json!(id));
        assert_eq!(lock["seats"], json!(["0101", "0102"]));
        assert_eq!(lock["auto_unlock_at"], json!(world.now() + Duration::seconds(600)));
        assert_eq!(lock["session_version"], 1);
        world.advance(Duration::seconds(60));
        let again = site.post(&world, "/v1/locks", &wish(id, "S0", &["0101", "0102"])).await.ok();
        assert_eq!(again, lock);
        // The answer was lost: asking finds it.
        assert_eq!(site.get(&world, &by_client_id(id)).await.ok(), lock);

        for other in [wish(id, "S0", &["0101"]), wish(id, "S1", &["0101", "0102"])] {
            site.post(&world, "/v1/locks", &other).await.refused(409, "client_id_reused");
        }
        let rival = wish(new_id(), "S0", &["0103", "0102", "0101"]);
        let problem = site.post(&world, "/v1/locks", &rival).await.refused(409, "seats_taken");
        assert_eq!(problem["seats"], json!(["0101", "0102"]));
        let free = wish(new_id(), "S0", &["0103"]);
        site.post(&world, "/v1/locks", &free).await.ok();
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_lock_says_why() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let lock = async |change: &dyn Fn(&mut Value)| {
            let mut wish = wish(new_id(), "S0", &["0101"]);
            change(&mut wish);
            site.post(&world, "/v1/locks", &wish).await
        };
        lock(&|wish| wish["session_code"] = json!("S9")).await.refused(404, "session_unknown");
        let problem = lock(&|wish| wish["session_version"] = json!(7)).await;
        assert_eq!(problem.refused(409, "session_changed")["session_version"], 1);
        let problem = lock(&|wish| wish["seats"] = json!(["0101", "9999"])).await;
        assert_eq!(problem.refused(422, "seats_unknown")["seats"], json!(["9999"]));
        let seven: Vec<String> = (1..=7).map(|seat| format!("02{seat:02}")).collect();
        let problem = lock(&|wish| wish["seats"] = json!(seven)).await;
        assert_eq!(problem.refused(422, "too_many_seats")["max_seats"], 6);
        world.cancel("S1").await;
        let problem = lock(&|wish| wish["session_code"] = json!("S1")).await;
        problem.refused(409, "session_cancelled");
        world.set_now(show_start() - Duration::minutes(10));
        lock(&|_| ()).await.refused(409, "sales_closed");
        assert_eq!(world.count("SELECT count(*) FROM bo_locks").await, 0);
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_never_comes_back() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let id = new_id();
        site.get(&world, &by_client_id(id)).await.refused(404, "lock_unknown");
        // Its request is still on the way when it is released.
        assert_eq!(site.delete(&world, &by_client_id(id)).await.status, 204);
        let late = site.post(&world, "/v1/locks", &wish(id, "S0", &["0101"])).await;
        late.refused(409, "lock_gone");
        let told = site.get(&world, &by_client_id(id)).await.ok();
        assert_eq!((&told["status"], &told["seats"]), (&json!("released"), &json!([])));

        let id = new_id();
        let lock = site.post(&world, "/v1/locks", &wish(id, "S0", &["0101"])).await.ok();
        let own = format!("/v1/locks/{}", lock["lock_id"].as_str().unwrap());
        for path in [&own, &own, &by_client_id(id)] {
            assert_eq!(site.delete(&world, path).await.status, 204);
        }
        let again = site.post(&world, "/v1/locks", &wish(id, "S0", &["0101"])).await;
        again.refused(409, "lock_gone");
        site.post(&world, "/v1/locks", &wish(new_id(), "S0", &["0101"])).await.ok();

        let id = new_id();
        site.post(&world, "/v1/locks", &wish(id, "S0", &["0104"])).await.ok();
        world.advance(Duration::seconds(600));
        assert_eq!(site.get(&world, &by_client_id(id)).await.ok()["status"], "expired");
        let again = site.post(&world, "/v1/locks", &wish(id, "S0", &["0104"])).await;
        again.refused(409, "lock_gone");
        site.delete(&world, "/v1/locks/BO123").await.refused(404, "lock_unknown");
        let never = format!("/v1/locks/BO{}", new_id().simple());
        site.delete(&world, &never).await.refused(404, "lock_unknown");
        let no_id = site.get(&world, "/v1/locks/by-client-id/1").await;
        no_id.refused(422, "validation_failed");
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_gets_more_time_within_limits() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let (id, begin) = (new_id(), world.now());
        let lock = site.post(&world, "/v1/locks", &wish(id, "S0", &["0101", "0102"])).await.ok();
        let own = format!("/v1/locks/{}/extend", lock["lock_id"].as_str().unwrap());
        let extend = async |path: &str, seconds: u32| {
            site.post(&world, path, &json!({ "ttl_seconds": seconds })).await
        };
        let end = |lock: Value| lock["auto_unlock_at"].clone();
        // Never earlier than before.
        assert_eq!(end(extend(&own, 1).await.ok()), json!(begin + Duration::seconds(600)));
        world.advance(Duration::seconds(300));
        let at = json!(begin + Duration::seconds(800));
        assert_eq!(end(extend(&own, 500).await.ok()), at);
        // Never later than the longest lock.
        let at = json!(begin + Duration::seconds(900));
        let by_client = format!("{}/extend", by_client_id(id));
        assert_eq!(end(extend(&by_client, 900).await.ok()), at);
        world.advance(Duration::seconds(599));
        let rival = site.post(&world, "/v1/locks", &wish(new_id(), "S0", &["0101"])).await;
        rival.refused(409, "seats_taken");
        world.advance(Duration::seconds(1));
        extend(&own, 60).await.refused(409, "lock_gone");
        site.post(&world, "/v1/locks", &wish(new_id(), "S0", &["0101"])).await.ok();
        extend(&own, 60).await.refused(409, "lock_gone");
        extend(&own, 0).await.refused(422, "validation_failed");
        let (sold, _) = world.sell("S0", &["0105"]).await;
        let path = format!("{}/extend", by_client_id(sold.client_lock_id.0));
        extend(&path, 60).await.refused(409, "lock_sold");
        let path = format!("{}/extend", by_client_id(new_id()));
        extend(&path, 60).await.refused(404, "lock_unknown");
        let path = by_client_id(sold.client_lock_id.0);
        site.delete(&world, &path).await.refused(409, "lock_sold");
        assert_eq!(site.get(&world, &path).await.ok()["status"], "sold");
        site.close().await;
        world.end().await;
    }
}

/// Extending an expiring lock and taking its seats over at the same moment: one of the two has
/// them.
#[tokio::test(flavor = "multi_thread")]
async fn an_extension_and_a_rival_never_share_a_seat() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        for round in 1..=8 {
            let (id, seats) = (new_id(), [format!("03{round:02}"), format!("04{round:02}")]);
            let seats: Vec<&str> = seats.iter().map(String::as_str).collect();
            site.post(&world, "/v1/locks", &wish(id, "S0", &seats)).await.ok();
            world.advance(Duration::seconds(599));
            let path = format!("{}/extend", by_client_id(id));
            let more = json!({ "ttl_seconds": 60 });
            let rival = wish(new_id(), "S0", &seats);
            let late = async {
                world.advance(Duration::seconds(1));
                site.post(&world, "/v1/locks", &rival).await
            };
            let (extended, rival) = tokio::join!(site.post(&world, &path, &more), late);
            let statuses = (extended.status, rival.status);
            assert!(matches!(statuses, (200, 409) | (409, 200)), "{statuses:?}");
        }
        site.close().await;
        world.end().await;
    }
}
