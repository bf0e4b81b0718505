//! What the cinema is and plays, as a platform reads it.

use box_office::staff::{self, Block};
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

use super::site::Site;
use crate::world::{CINEMA, FILM, HALL, OTHER_HALL, UNUSABLE, World, cinema, new_id, opening};

fn codes<'a>(items: &'a Value, name: &str) -> Vec<&'a str> {
    items["items"].as_array().unwrap().iter().map(|item| item[name].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cinema_tells_what_it_is_and_can_do() {
    for world in World::all().await {
        let site = Site::open_with(&world, |config| config.pushes = true).await;
        let told = site.get(&world, "/v1/capabilities").await.ok();
        assert_eq!(told["interface_version"], "1.0");
        assert_eq!(told["now"], "2026-11-22T08:00:00Z");
        assert_eq!(told["max_seats_per_lock"], 6);
        assert_eq!(told["optional"], json!(["extend_lock", "exchange", "check_in", "push"]));
        let limits = json!({
            "min_ttl_seconds": 1, "default_ttl_seconds": 900, "max_ttl_seconds": 900,
        });
        assert_eq!(told["lock_limits"], limits);

        let told = site.get(&world, "/v1/cinema").await.ok();
        assert_eq!(told["cinema_code"], CINEMA);
        assert_eq!(told["name"], json!({"zh": "试验影院", "en": "Trial Cinema"}));
        assert_eq!(told["timezone"], "Asia/Shanghai");
        assert_eq!((&told["screen_count"], &told["status"]), (&json!(2), &json!("open")));
        assert_eq!(told["latitude_e6"], 30_657_800);
        assert_eq!(told["refund_stop_min"], 60);

        let told = site.get(&world, "/v1/screens").await.ok();
        assert_eq!(codes(&told, "screen_code"), [HALL, OTHER_HALL]);
        let hall = &told["items"][0];
        assert_eq!((&hall["seat_count"], &hall["seat_plan_version"]), (&json!(199), &json!(1)));
        let plan = format!("/v1/screens/{HALL}/seat-plan");
        let current = site.get(&world, &plan).await.ok();
        assert_eq!(current["layout"]["seats"].as_array().unwrap().len(), 200);
        let named = site.get(&world, &format!("{plan}?version=1")).await.ok();
        assert_eq!(named, current);
        let unknown = format!("{plan}?version=2");
        site.get(&world, &unknown).await.refused(404, "not_found");
        site.get(&world, "/v1/screens/1/seat-plan").await.refused(404, "not_found");

        let told = site.get(&world, "/v1/films?from=2026-11-22&to=2026-11-23").await.ok();
        assert_eq!(codes(&told, "film_code"), [FILM]);
        assert_eq!(told["items"][0]["directors"], json!([{"zh": "导演", "en": "Director"}]));
        let told = site.get(&world, "/v1/films?from=2026-11-23&to=2026-11-24").await.ok();
        assert!(codes(&told, "film_code").is_empty());
        for query in ["", "?from=2026-11-23&to=2026-11-22", "?from=2026-11-22&to=2027-11-22"] {
            let reply = site.get(&world, &format!("/v1/films{query}")).await;
            reply.refused(422, "validation_failed");
        }
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_told_with_their_prices_and_by_when_they_changed() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let all = site.get(&world, "/v1/sessions").await.ok();
        assert_eq!(codes(&all, "session_code"), ["S0", "S1", "S2"]);
        assert_eq!((&all["next_cursor"], &all["as_of"]), (&Value::Null, &json!(opening())));
        let first = &all["items"][0];
        assert_eq!(first["screen_code"], HALL);
        assert_eq!(first["status"], "on_sale");
        assert_eq!(first["net_service_fee"], json!({"amount": 300, "currency": "CNY"}));
        let price = &first["zone_prices"]["standard"];
        assert_eq!(price["ticket_price"], json!({"amount": 1900, "currency": "CNY"}));
        assert_eq!(price["screen_service_fee"]["amount"], 0);

        world.advance(Duration::minutes(10));
        let since = |minutes: i64| {
            let at = opening() + Duration::minutes(minutes);
            format!("/v1/sessions?since={}", at.format("%Y-%m-%dT%H:%M:%SZ"))
        };
        let told = site.get(&world, &since(10)).await.ok();
        assert!(codes(&told, "session_code").is_empty());
        world.cancel("S1").await;
        let told = site.get(&world, &since(10)).await.ok();
        assert_eq!(codes(&told, "session_code"), ["S1"]);
        assert_eq!(told["items"][0]["status"], "cancelled");
        assert_eq!(told["items"][0]["session_version"], 2);
        // What is over is told only to who asks for changes.
        world.advance(Duration::hours(6));
        let told = site.get(&world, "/v1/sessions").await.ok();
        assert_eq!(codes(&told, "session_code"), ["S2", "S1"]);
        let told = site.get(&world, &since(0)).await.ok();
        assert_eq!(codes(&told, "session_code"), ["S0", "S2", "S1"]);
        site.close().await;
        world.end().await;
    }
}

/// While pages are read, sessions move to the end of the list: each is told at least once, in the
/// state that it has at the end.
#[tokio::test(flavor = "multi_thread")]
async fn no_session_is_missed_while_pages_are_read() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let mut load = cinema();
        let pattern = load.sessions[0].clone();
        load.sessions = (0..25)
            .map(|number| {
                let mut session = pattern.clone();
                session.session_code = format!("P{number:02}");
                session.starts_at += Duration::hours(3 * number);
                session.ends_at += Duration::hours(3 * number);
                session.stop_sell_at += Duration::hours(3 * number);
                session.business_date += Duration::days(number / 8);
                session
            })
            .collect();
        load.screens.truncate(2);
        for session in &mut load.sessions {
            session.screen_code = OTHER_HALL.to_owned();
        }
        world.load(&load).await;
        let mut told = std::collections::BTreeMap::new();
        let mut path = "/v1/sessions?limit=4".to_owned();
        let mut pages = 0;
        loop {
            let page = site.get(&world, &path).await.ok();
            assert!(page["items"].as_array().unwrap().len() <= 4);
            assert_eq!(page["as_of"], json!(opening()), "the first page's");
            for item in page["items"].as_array().unwrap() {
                let code = item["session_code"].as_str().unwrap().to_owned();
                told.insert(code, item["status"].clone());
            }
            pages += 1;
            if pages == 2 {
                // One that was told, and one that was not.
                world.advance(Duration::seconds(1));
                assert!(world.cancel("S0").await && world.cancel("P24").await);
            }
            match page["next_cursor"].as_str() {
                Some(cursor) => path = format!("/v1/sessions?limit=4&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!((told.len(), pages), (28, 8));
        for (code, status) in &told {
            let expected =
                if ["S0", "P24"].contains(&code.as_str()) { "cancelled" } else { "on_sale" };
            assert_eq!(status, expected, "{code}");
        }
        for query in ["limit=0", "limit=501", "cursor=x", "cursor=1.2.3", "since=yesterday"] {
            let reply = site.get(&world, &format!("/v1/sessions?{query}")).await;
            reply.refused(422, "validation_failed");
        }
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_are_told_again_only_when_they_changed() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let path = "/v1/sessions/S0/seats";
        let ask = async |etag: &str| {
            let url = site.address(path);
            let headers = site.sign(&site.key, &Method::GET, &url, b"", world.now());
            let more = [("if-none-match", etag)];
            site.send(Method::GET, url, Vec::new(), &headers, &more).await
        };
        let first = site.get(&world, path).await;
        let etag = first.etag.clone().unwrap();
        let seats = first.ok();
        let unusable =
            json!({"seat_code": UNUSABLE, "state": "unavailable", "client_lock_id": null});
        assert_eq!(seats["seats"], json!([unusable]));
        world.advance(Duration::seconds(1));
        let again = ask(&etag).await;
        assert_eq!(
            (again.status, again.body, again.etag.as_ref()),
            (304, Value::Null, Some(&etag))
        );

        let (lock, _) = world.lock("S0", &["0101"]).await;
        let told = ask(&etag).await;
        assert_ne!(told.etag.as_ref(), Some(&etag));
        let told = told.ok();
        let line = json!({
            "seat_code": "0101", "state": "locked", "client_lock_id": lock.client_lock_id,
        });
        assert!(told["seats"].as_array().unwrap().contains(&line), "{told}");
        // The lock runs out: the first answer is right again.
        world.advance(Duration::minutes(11));
        assert_eq!(ask(&etag).await.status, 304);

        block(&world, "0102").await;
        let told = ask(&etag).await.ok();
        let line = json!({"seat_code": "0102", "state": "unavailable", "client_lock_id": null});
        assert!(told["seats"].as_array().unwrap().contains(&line), "{told}");
        let wish = json!({
            "client_lock_id": new_id(), "session_code": "S0", "session_version": 1,
            "seats": ["0102", "0103"],
        });
        let problem = site.post(&world, "/v1/locks", &wish).await.refused(409, "seats_taken");
        assert_eq!(problem["seats"], json!(["0102"]));
        site.get(&world, "/v1/sessions/S9/seats").await.refused(404, "session_unknown");
        site.close().await;
        world.end().await;
    }
}

async fn block(world: &World, seat_code: &str) {
    let wish = Block {
        block_id: new_id(),
        seats: vec![seat_code.to_owned()],
        reason: "a broken arm".to_owned(),
        blocked_by: "desk".to_owned(),
    };
    let tx = world.db.begin().await.unwrap();
    staff::block(&tx, CINEMA, "S0", &wish, world.now()).await.unwrap();
    tx.commit().await.unwrap();
}
