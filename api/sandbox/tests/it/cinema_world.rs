//! A cinema, a platform that signs with code of its own, and a clock that a test can move.

use std::sync::{Arc, Mutex};
use tempfile::TempDir;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use sandbox::cinema::dial::{Fault, Setting};
use sandbox::{Cinema, CinemaConfig, CinemaHandle, Clock};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::temporary;

/// Ten on a Saturday morning in Chengdu.
pub const START: &str = "2027-03-06T02:00:00Z";

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub etag: Option<String>,
    pub body: Value,
}

impl Answer {
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Insists on a problem with this code and knowledge.
    #[track_caller]
    pub fn refused(self, code: &str, knowledge: &str) -> Value {
        assert_eq!(
            (&self.body["code"], &self.body["knowledge"]),
            (&json!(code), &json!(knowledge))
        );
        assert_eq!(self.body["status"], self.status);
        self.body
    }
}

/// What a request is signed over and with; a test spoils what it likes.
pub struct Signed {
    pub created: i64,
    pub nonce: String,
    pub key_id: String,
    pub signature: Option<String>,
}

pub struct CinemaWorld {
    pub cinema: Option<CinemaHandle>,
    pub client: reqwest::Client,
    pub data: TempDir,
    pair: Ed25519KeyPair,
    now: Arc<Mutex<DateTime<Utc>>>,
}

impl CinemaWorld {
    pub async fn new() -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let now = Arc::new(Mutex::new(START.parse().unwrap()));
        let mut world = Self { cinema: None, client, data: temporary(), pair, now };
        world.open().await;
        world
    }

    async fn open(&mut self) {
        let now = self.now.clone();
        let config = CinemaConfig {
            trust: vec![STANDARD.encode(self.pair.public_key().as_ref())],
            clock: Clock::from_fn(move || *now.lock().unwrap()),
            ..CinemaConfig::new(self.data.path())
        };
        self.cinema = Some(Cinema::start(config).await.unwrap());
    }

    pub async fn reopen(&mut self) {
        self.cinema.take().unwrap().stop().await;
        self.open().await;
    }

    pub fn cinema(&self) -> &CinemaHandle {
        self.cinema.as_ref().unwrap()
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    pub fn advance(&self, seconds: i64) {
        *self.now.lock().unwrap() += TimeDelta::seconds(seconds);
    }

    pub fn dial(&self, faults: &[Fault]) {
        self.cinema().dial(Setting { faults: faults.to_vec(), ..Setting::default() });
    }

    pub fn signed(&self) -> Signed {
        Signed {
            created: self.now().timestamp(),
            nonce: Uuid::now_v7().simple().to_string(),
            key_id: hex::encode(digest(&SHA256, self.pair.public_key().as_ref()))[..16].to_owned(),
            signature: None,
        }
    }

    /// Sends a request as `how` says.
    pub async fn send(
        &self,
        how: Signed,
        method: Method,
        path: &str,
        body: Option<&Value>,
        etag: Option<&str>,
    ) -> reqwest::Result<Answer> {
        let url: reqwest::Url = format!("{}{path}", self.cinema().base_url).parse().unwrap();
        let body = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        let content_digest = format!("sha-256=:{}:", STANDARD.encode(digest(&SHA256, &body)));
        let parameters = format!(
            "(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\");created={};\
             nonce=\"{}\";keyid=\"{}\";alg=\"ed25519\"",
            how.created, how.nonce, how.key_id
        );
        let lines = [
            format!("\"@method\": {method}"),
            format!("\"@authority\": 127.0.0.1:{}", url.port().unwrap()),
            format!("\"@path\": {}", url.path()),
            format!("\"@query\": ?{}", url.query().unwrap_or_default()),
            format!("\"content-digest\": {content_digest}"),
            format!("\"@signature-params\": {parameters}"),
        ];
        let signature = self.pair.sign(lines.join("\n").as_bytes());
        let signature =
            how.signature.unwrap_or_else(|| format!("sig=:{}:", STANDARD.encode(signature)));
        let mut request = self
            .client
            .request(method, url)
            .header("content-digest", content_digest)
            .header("signature-input", format!("sig={parameters}"))
            .header("signature", signature)
            .body(body);
        if let Some(etag) = etag {
            request = request.header("if-none-match", etag);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let etag = answer.headers().get("etag").map(|tag| tag.to_str().unwrap().to_owned());
        let text = answer.text().await?;
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer { status, etag, body })
    }

    pub async fn try_get(&self, path: &str) -> reqwest::Result<Answer> {
        self.send(self.signed(), Method::GET, path, None, None).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.try_get(path).await.unwrap()
    }

    pub async fn try_post(&self, path: &str, body: &Value) -> reqwest::Result<Answer> {
        self.send(self.signed(), Method::POST, path, Some(body), None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.try_post(path, body).await.unwrap()
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.signed(), Method::DELETE, path, None, None).await.unwrap()
    }

    /// Acts as the cinema's staff.
    pub async fn control(&self, action: Value) -> Value {
        let url = format!("{}/control", self.cinema().url);
        let answer = self.client.post(url).body(action.to_string()).send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        assert_eq!(status, 200, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Who has which seat, as the cinema itself sees it.
    pub async fn owners(&self, session_code: &str) -> Value {
        let url = format!("{}/seats?session_code={session_code}", self.cinema().url);
        let text = self.client.get(url).send().await.unwrap().text().await.unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["seats"].take()
    }

    /// All sessions that are not over.
    pub async fn sessions(&self) -> Vec<Value> {
        let page = self.get("/v1/sessions?limit=500").await.expect(200);
        assert_eq!(page["next_cursor"], Value::Null);
        page["items"].as_array().unwrap().clone()
    }

    /// A session of tomorrow evening in the hall with zones.
    pub async fn session(&self) -> Value {
        let code = "S20270307-1-03";
        let sessions = self.sessions().await;
        sessions.into_iter().find(|session| session["session_code"] == code).unwrap()
    }
}

pub fn new_lock(session: &Value, seats: &[&str]) -> Value {
    json!({
        "client_lock_id": Uuid::now_v7(),
        "session_code": session["session_code"],
        "session_version": session["session_version"],
        "seats": seats,
        "ttl_seconds": 60,
    })
}

/// A confirmation of a lock at the prices of its session.
pub fn confirmation(session: &Value, lock: &Value, zone: &str) -> Value {
    let price = &session["zone_prices"][zone];
    let seat = |seat: &Value| {
        json!({
            "seat_code": seat,
            "ticket_price": price["ticket_price"],
            "screen_service_fee": price["screen_service_fee"],
            "net_service_fee": session["net_service_fee"],
        })
    };
    let seats: Vec<Value> = lock["seats"].as_array().unwrap().iter().map(seat).collect();
    json!({ "client_order_id": Uuid::now_v7(), "seats": seats, "phone": "+8613800000001" })
}

pub fn confirm_path(lock: &Value) -> String {
    format!("/v1/locks/{}/confirm", lock["lock_id"].as_str().unwrap())
}

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}
