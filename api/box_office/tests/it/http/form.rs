//! What every request has in common: paths, methods, bodies, and how they are refused.

use reqwest::Method;
use serde_json::{Value, json};

use super::site::Site;
use crate::world::{CINEMA, World, new_id};

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_is_a_problem_that_says_who_knows_what() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        site.get(&world, "/v1/nothing").await.refused(404, "not_found");
        site.get(&world, "/v1/locks/").await.refused(404, "not_found");
        site.get(&world, "/v1/sessions/S0/seats%00").await.refused(404, "not_found");
        let reply = site.post(&world, "/v1/cinema", &json!({})).await;
        assert_eq!(reply.allow.as_deref(), Some("GET"));
        reply.refused(405, "not_found");
        let reply = site.get(&world, "/v1/locks/BO1").await;
        assert_eq!(reply.allow.as_deref(), Some("DELETE"));
        reply.refused(405, "not_found");

        let url = format!("{}/51010099/v1/cinema", site.url).parse().unwrap();
        let headers = site.sign(&site.key, &Method::GET, &url, b"", world.now());
        let reply = site.send(Method::GET, url, Vec::new(), &headers, &[]).await;
        reply.refused(404, "not_found");
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_json_of_the_right_shape_and_size() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let send = async |body: Vec<u8>| {
            let url = site.address("/v1/locks");
            let headers = site.sign(&site.key, &Method::POST, &url, &body, world.now());
            site.send(Method::POST, url, body, &headers, &[]).await
        };
        send(b"{".to_vec()).await.refused(400, "malformed_request");
        send(Vec::new()).await.refused(400, "malformed_request");
        send(b"[]".to_vec()).await.refused(422, "validation_failed");
        send(vec![b' '; 256 * 1024 + 1]).await.refused(413, "payload_too_large");
        let wish = json!({
            "client_lock_id": new_id(), "session_code": "S0", "session_version": 1,
            "seats": ["0101"],
        });
        let change = |name: &str, value: Value| {
            let mut wish = wish.clone();
            wish[name] = value;
            serde_json::to_vec(&wish).unwrap()
        };
        for body in [
            change("more", json!(1)),
            change("client_lock_id", json!("no UUID")),
            change("session_code", json!("S\u{0}0")),
            change("seats", json!([])),
            change("seats", json!(["0101", "0101"])),
            change("seats", json!(vec!["0101"; 101])),
            change("ttl_seconds", json!(0)),
            change("ttl_seconds", json!(-1)),
            change("session_version", json!("1")),
        ] {
            let text = String::from_utf8_lossy(&body).into_owned();
            let problem = send(body).await.refused(422, "validation_failed");
            assert_ne!(problem["detail"], "", "{text}");
        }
        assert_eq!(world.count("SELECT count(*) FROM bo_locks").await, 0);
        // What would have been right all along.
        let lock = send(serde_json::to_vec(&wish).unwrap()).await.ok();
        assert_eq!(lock["status"], "held");
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn health_needs_no_signature_and_tells_nothing() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let reply = site.unsigned(Method::GET, &format!("{}/health", site.url)).await;
        assert_eq!((reply.status, reply.body), (204, Value::Null));
        let cinema = format!("{}/{CINEMA}/v1/cinema", site.url);
        site.unsigned(Method::GET, &cinema).await.refused(401, "signature_missing");
        site.close().await;
        world.end().await;
    }
}
