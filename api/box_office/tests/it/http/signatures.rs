//! Who may ask, and that nobody asks twice with one signature.

use chrono::Duration;
use gateways::signing::Headers;
use reqwest::Method;

use super::site::{Site, new_key};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_from_a_trusted_key_for_this_server_and_of_now() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let url = site.address("/v1/cinema");
        let sign = |now| site.sign(&site.key, &Method::GET, &url, b"", now);
        let send = async |headers: Headers| {
            site.send(Method::GET, url.clone(), Vec::new(), &headers, &[]).await
        };
        send(sign(world.now())).await.ok();
        send(sign(world.now() - Duration::seconds(300))).await.ok();
        for seconds in [-301, 301] {
            let stale = sign(world.now() + Duration::seconds(seconds));
            send(stale).await.refused(401, "signature_expired");
        }
        let other = site.sign(&new_key(), &Method::GET, &url, b"", world.now());
        send(other).await.refused(401, "signature_invalid");
        let for_other_path =
            site.sign(&site.key, &Method::GET, &site.address("/v1/screens"), b"", world.now());
        send(for_other_path).await.refused(401, "signature_invalid");
        let mut for_other_server = url.clone();
        for_other_server.set_host(Some("localhost")).unwrap();
        let headers = site.sign(&site.key, &Method::GET, &for_other_server, b"", world.now());
        send(headers).await.refused(401, "signature_invalid");
        let for_other_body = site.sign(&site.key, &Method::GET, &url, b"{}", world.now());
        send(for_other_body).await.refused(401, "signature_invalid");
        let reply = site.unsigned(Method::GET, url.as_str()).await;
        reply.refused(401, "signature_missing");
        site.close().await;
        world.end().await;
    }
}

/// What the platform signed for one cinema is no use to that cinema elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_signed_for_another_server_is_refused() {
    for world in World::all().await {
        let names = vec!["Tickets.Example".to_owned()];
        let site = Site::open_with(&world, |config| config.authorities = names).await;
        site.get(&world, "/v1/cinema").await.refused(401, "signature_invalid");
        let url = site.address("/v1/cinema");
        let named = url.as_str().replace(site.url.as_str(), "http://tickets.example");
        let headers = site.sign(&site.key, &Method::GET, &named.parse().unwrap(), b"", world.now());
        let host = [("host", "tickets.example")];
        site.send(Method::GET, url, Vec::new(), &headers, &host).await.ok();
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_is_refused_even_after_a_restart_and_then_forgotten() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let url = site.address("/v1/cinema");
        let headers = site.sign(&site.key, &Method::GET, &url, b"", world.now());
        let send = async |site: &Site| {
            let mut here = url.clone();
            here.set_port(Some(site.address("/").port().unwrap())).unwrap();
            let host = [("host", url.authority())];
            site.send(Method::GET, here, Vec::new(), &headers, &host).await
        };
        send(&site).await.ok();
        send(&site).await.refused(401, "replayed");
        let trusted = site.trusted.clone();
        let second = Site::open_with(&world, |config| config.trusted = trusted).await;
        send(&second).await.refused(401, "replayed");

        let nonces = "SELECT count(*) FROM bo_nonces";
        assert_eq!(world.count(nonces).await, 1);
        world.advance(Duration::seconds(599));
        assert_eq!(world.office.forget_nonces(world.now(), 10).await.unwrap(), 0);
        world.advance(Duration::seconds(1));
        assert_eq!(world.office.forget_nonces(world.now(), 10).await.unwrap(), 1);
        assert_eq!(world.count(nonces).await, 0);
        send(&site).await.refused(401, "signature_expired");
        second.close().await;
        site.close().await;
        world.end().await;
    }
}

/// Of many copies at the same moment one is answered.
#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_copies_is_answered() {
    for world in World::all().await {
        let site = Site::open(&world).await;
        let url = site.address("/v1/cinema");
        let headers = site.sign(&site.key, &Method::GET, &url, b"", world.now());
        let send = || site.send(Method::GET, url.clone(), Vec::new(), &headers, &[]);
        let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
        let mut statuses = [a.status, b.status, c.status, d.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401, 401, 401]);
        site.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_changed_without_a_gap() {
    for world in World::all().await {
        let mut site = Site::open(&world).await;
        let (old, new) = (site.key.clone(), new_key());
        site.trusted.replace([*old.public(), *new.public()]);
        site.get(&world, "/v1/cinema").await.ok();
        site.key = new.clone();
        site.get(&world, "/v1/cinema").await.ok();
        site.trusted.replace([*new.public()]);
        site.get(&world, "/v1/cinema").await.ok();
        site.key = old;
        site.get(&world, "/v1/cinema").await.refused(401, "signature_invalid");
        site.close().await;
        world.end().await;
    }
}
