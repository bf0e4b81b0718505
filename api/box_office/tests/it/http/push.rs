//! Changes that are told to the platform before it asks.

use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use box_office::push::Pusher;
use chrono::{DateTime, Duration, Utc};
use gateways::cinema::feed::Feed;
use gateways::signing::{Headers, Request, SigningKey, verify};
use serde_json::Value;

use super::site::new_key;
use crate::world::World;

/// A platform that writes down what it is told, or has no time.
#[derive(Clone, Default)]
struct Platform {
    told: Arc<Mutex<Vec<Vec<String>>>>,
    is_busy: Arc<Mutex<bool>>,
}

impl Platform {
    fn take(&self) -> Vec<Vec<String>> {
        std::mem::take(&mut *self.told.lock().unwrap())
    }
}

struct Known {
    key: SigningKey,
    now: DateTime<Utc>,
    platform: Platform,
}

async fn hear(request: HttpRequest, body: web::Bytes, known: web::Data<Known>) -> HttpResponse {
    let pairs = request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    let host = request.headers().get("host").unwrap().to_str().unwrap();
    let signed = Request {
        method: request.method().as_str(),
        authority: host,
        path: request.path(),
        query: request.query_string(),
        body: &body,
    };
    let headers = Headers::find(pairs).unwrap();
    let public = *known.key.public();
    let now = known.now + Duration::minutes(4);
    verify(&signed, &headers, |id| (id == public.key_id()).then_some(public), now).unwrap();
    if *known.platform.is_busy.lock().unwrap() {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let body: Value = serde_json::from_slice(&body).unwrap();
    let codes = body["items"].as_array().unwrap().iter();
    let codes = codes.map(|item| item["session_code"].as_str().unwrap().to_owned()).collect();
    known.platform.told.lock().unwrap().push(codes);
    HttpResponse::Ok().json(serde_json::json!({}))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_is_told_once_and_again_after_a_failure() {
    for world in World::all().await {
        let (key, platform) = (new_key(), Platform::default());
        let known = web::Data::new(Known {
            key: key.clone(),
            now: world.now(),
            platform: platform.clone(),
        });
        let server = HttpServer::new(move || {
            let path = "/cinema-feed/v1/sessions";
            App::new().app_data(known.clone()).route(path, web::put().to(hear))
        });
        let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        let running = tokio::spawn(server);

        let now = world.now();
        let feed = Feed::new(&url, key, Arc::new(move || now)).unwrap();
        let mut pusher = Pusher::new(world.office.clone(), feed);
        // The platform reads everything when it first meets a cinema.
        assert_eq!(pusher.push().await.unwrap(), 0);
        world.advance(Duration::minutes(1));
        assert_eq!(pusher.push().await.unwrap(), 0);
        assert!(world.cancel("S1").await);
        assert_eq!(pusher.push().await.unwrap(), 1);
        assert_eq!(pusher.push().await.unwrap(), 0, "not twice");
        assert_eq!(platform.take(), [["S1"]]);

        *platform.is_busy.lock().unwrap() = true;
        world.advance(Duration::minutes(1));
        assert!(world.cancel("S2").await);
        assert!(pusher.push().await.is_err());
        *platform.is_busy.lock().unwrap() = false;
        world.advance(Duration::minutes(1));
        assert_eq!(pusher.push().await.unwrap(), 1);
        assert_eq!(platform.take(), [["S2"]]);
        handle.stop(true).await;
        running.await.unwrap().unwrap();
        world.end().await;
    }
}
