//! Somebody whose browser does not give up: what got no answer is asked again with the same key.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use box_office::{BoxOffice, BoxOfficeConfig, CinemaGateway};
use chrono::TimeDelta;
use database::{ConnectOptions, connect};
use domain::catalogue::ShowtimeStatus;
use domain::ids::SeatLockId;
use reqwest::Method;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::clock::Clock;
use tables::showtimes;

use super::platform::Platform;
use crate::support::Stage;

/// Everybody whom the demo knows may buy.
const PHONES: [&str; 4] = ["13800000001", "13800000002", "13800000003", "13800000004"];
const PASSWORD: &str = "marquee-demo";

/// Rows in which people choose, so that not all want the same seats.
const LANES: usize = 8;

/// Pairs of seats at the beginnings of long rows, the longest first.
fn choices(stage: &Stage) -> Vec<Vec<String>> {
    let runs = stage.free_runs().into_iter();
    let roomy = runs.filter(|run| run.len() > 3);
    roomy.map(|run| run[..2].to_vec()).collect()
}

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    Buy,
    /// The bank does not tell, so it is asked.
    BuyUntold,
    /// Gives seats back that were not ordered.
    Release,
    /// Gives up an order before paying.
    Cancel,
    /// Pays on a page that was left open.
    PayAfterCancelling,
    /// Gives tickets back.
    GiveBack,
    /// Pays when the cinema has let the seats go.
    PayForSeatsLetGo,
    /// Has tickets when the cinema cancels the show.
    ShowCancelled,
}

/// Somebody who is signed in.
pub struct Buyer<'a> {
    platform: &'a Platform,
    token: String,
}

impl<'a> Buyer<'a> {
    pub async fn sign_in(platform: &'a Platform, number: usize) -> Self {
        Self::sign_in_as(platform, PHONES[number % PHONES.len()]).await
    }

    /// Somebody whom the demo knows by this phone.
    pub async fn sign_in_as(platform: &'a Platform, phone: &str) -> Self {
        let mut buyer = Self { platform, token: String::new() };
        let credentials = json!({ "phone": phone, "password": PASSWORD });
        let (status, tokens) = buyer.insist(Method::POST, "/auth/login", Some(credentials)).await;
        assert_eq!(status, 200, "{tokens}");
        buyer.token = tokens["access_token"].as_str().unwrap().to_owned();
        buyer
    }

    /// Asks until there is a definite answer.
    pub async fn insist(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let key = format!("crash-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let what = format!("an answer to {method} {path}");
        let ask = async || {
            let url = format!("{}/api/v1{path}", self.platform.url);
            let request = self.platform.browser.request(method.clone(), url);
            let mut request = request.header("idempotency-key", &key);
            if !self.token.is_empty() {
                request = request.bearer_auth(&self.token);
            }
            if let Some(body) = &body {
                request = request.json(body);
            }
            let answer = request.send().await.ok()?;
            let status = answer.status().as_u16();
            let text = answer.text().await.ok()?;
            assert_ne!(status, 500, "{what}: {text}");
            let body: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
            let is_answer = status < 500
                && status != 429
                && body["code"] != "idempotency_in_progress"
                && body["code"] != "stale_write";
            is_answer.then_some((status, body))
        };
        self.platform.find(&what, ask).await
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.insist(Method::GET, path, None).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.insist(Method::POST, path, Some(body)).await
    }

    /// A showtime of tomorrow in a large hall, the same for everybody.
    async fn stage(&self) -> Stage {
        let tomorrow = (Clock::system().now() + TimeDelta::days(1)).date_naive();
        let page = self.get(&format!("/showtimes?date={tomorrow}&limit=100")).await;
        let mut items: Vec<Value> = page["items"].as_array().unwrap().clone();
        items.retain(|showtime| showtime["seats_total"].as_i64().unwrap() > 100);
        items.sort_by_key(|showtime| {
            (showtime["starts_at"].to_string(), showtime["id"].to_string())
        });
        while let Some(showtime) = items.pop() {
            let id = showtime["id"].as_str().unwrap();
            let map = self.get(&format!("/showtimes/{id}/seats")).await;
            let stage = Stage { showtime, map };
            if choices(&stage).len() >= LANES {
                return stage;
            }
        }
        panic!("no showtime to buy");
    }

    /// Locks two seats and orders them, choosing again as often as others, or an answer that was
    /// lost for too long, make it necessary.
    async fn lock(&self, lane: usize) -> Value {
        let mut tries = 0;
        let take = async || {
            let stage = self.stage().await;
            let seats = choices(&stage).swap_remove((lane + tries) % LANES);
            tries += 1;
            let wish = json!({ "showtime_id": stage.id(), "seats": seats });
            let (status, lock) = self.post("/seat-locks", wish).await;
            if status == 201 {
                assert_eq!(lock["status"], "held", "{lock}");
                return Some(lock);
            }
            let code = lock["code"].as_str().unwrap_or_default();
            let sane = ["lock_expired", "seat_taken", "lock_outcome_unknown", "orphan_seat"];
            assert!(status == 409 || status == 422, "{lock}");
            assert!(sane.contains(&code), "{lock}");
            None
        };
        self.platform.find("a seat lock", take).await
    }

    async fn order(&self, lane: usize) -> (Value, String) {
        let take = async || {
            let lock = self.lock(lane).await;
            let (status, order) = self.post("/orders", json!({ "seat_lock_id": lock["id"] })).await;
            if status == 201 {
                return Some((lock, order["id"].as_str().unwrap().to_owned()));
            }
            let code = order["code"].as_str().unwrap_or_default();
            assert!(["lock_expired", "lock_not_payable"].contains(&code), "{order}");
            None
        };
        self.platform.find("an order", take).await
    }

    async fn begin_to_pay(&self, order_id: &str) -> Value {
        let wish = json!({ "order_id": order_id, "method": "unionpay" });
        let (status, payment) = self.post("/payments", wish).await;
        assert_eq!(status, 201, "{payment}");
        assert_eq!(payment["next_action"]["type"], "form_post", "{payment}");
        payment
    }

    /// What the browser does at the bank, which never dies.
    async fn at_bank(&self, payment: &Value, outcome: &str) {
        let action = &payment["next_action"];
        let fields: Vec<(String, String)> = action["fields"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
            .collect();
        let browser = &self.platform.browser;
        let url = action["url"].as_str().unwrap();
        let page = browser.post(url).form(&fields).send().await.unwrap().text().await.unwrap();
        let path = page.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
        let url = format!("{}{}", self.platform.bank_url, path.replace("&amp;", "&"));
        let choice = [("card", "6216261000000000018"), ("outcome", outcome)];
        let answer = browser.post(url).form(&choice).send().await.unwrap();
        assert!(answer.status().as_u16() < 400, "{outcome}: {}", answer.status());
    }

    pub async fn until_order(&self, id: &str, wanted: &[&str]) {
        let what = format!("order {id} that is {wanted:?}");
        let path = format!("/orders/{id}");
        self.platform
            .until(&what, async || {
                let order = self.get(&path).await;
                wanted.iter().any(|status| order["status"] == *status)
            })
            .await;
    }

    /// Plays a scenario; the order and how it must end, if one was made.
    pub async fn play(&self, scenario: Scenario, lane: usize) -> Option<(String, &'static str)> {
        if scenario == Scenario::Release {
            let lock = self.lock(lane).await;
            let path = format!("/seat-locks/{}", lock["id"].as_str().unwrap());
            let (status, answer) = self.insist(Method::DELETE, &path, None).await;
            assert_eq!(status, 204, "{answer}");
            return None;
        }
        let (lock, id) = self.order(lane).await;
        let end = match scenario {
            Scenario::Release | Scenario::Cancel => {
                self.cancel(&id).await;
                "cancelled"
            }
            Scenario::Buy | Scenario::BuyUntold | Scenario::GiveBack | Scenario::ShowCancelled => {
                let payment = self.begin_to_pay(&id).await;
                let is_untold = scenario == Scenario::BuyUntold;
                self.at_bank(&payment, if is_untold { "notify_never" } else { "pay" }).await;
                "ticketed"
            }
            Scenario::PayAfterCancelling => {
                let payment = self.begin_to_pay(&id).await;
                self.cancel(&id).await;
                self.at_bank(&payment, "pay").await;
                "refunded"
            }
            Scenario::PayForSeatsLetGo => {
                let payment = self.begin_to_pay(&id).await;
                self.let_go(&lock).await;
                self.at_bank(&payment, "pay").await;
                "ticketed"
            }
        };
        if !matches!(scenario, Scenario::GiveBack | Scenario::ShowCancelled) {
            return Some((id, end));
        }
        self.until_order(&id, &["ticketed"]).await;
        if scenario == Scenario::ShowCancelled {
            self.cancel_show(&lock).await;
            return Some((id, "refunded"));
        }
        let (status, refund) = self.post(&format!("/orders/{id}/refunds"), json!({})).await;
        // Recovery may have been faster than the customer.
        assert!(status == 202 || refund["code"] == "already_refunded", "{refund}");
        Some((id, "refunded"))
    }

    async fn cancel(&self, id: &str) {
        let (status, order) = self.post(&format!("/orders/{id}/cancel"), json!({})).await;
        assert_eq!(status, 200, "{order}");
    }

    /// The cinema cancels the show, and the platform hears of it.
    async fn cancel_show(&self, lock: &Value) {
        let showtime = lock["showtime"]["id"].as_str().unwrap();
        let showtime = domain::ids::ShowtimeId(showtime.parse().unwrap());
        let cinema = self.cinema_of(lock).await;
        let options = ConnectOptions { max_connections: 1, ..ConnectOptions::default() };
        let db = connect(&self.platform.database_url(), &options).await.unwrap();
        let row = showtimes::Entity::find_by_id(showtime).one(&db).await.unwrap().unwrap();
        let tx = db.begin().await.unwrap();
        let (code, session, now) = (&cinema, &row.session_code, Clock::system().now());
        let cancelled = box_office::schedule::cancel_session(&tx, code, session, "broken", now);
        cancelled.await.unwrap();
        let row = showtimes::ActiveModel {
            id: Unchanged(row.id),
            status: Set(ShowtimeStatus::Cancelled),
            ..Default::default()
        };
        showtimes::Entity::update(row).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn cinema_of(&self, lock: &Value) -> String {
        let id = lock["showtime"]["cinema"]["id"].as_str().unwrap();
        let cinema = self.get(&format!("/cinemas/{id}")).await;
        cinema["cinema_code"].as_str().unwrap().to_owned()
    }

    /// The cinema gives the seats to nobody, as its staff may.
    async fn let_go(&self, lock: &Value) {
        let code = self.cinema_of(lock).await;
        let options = ConnectOptions { max_connections: 1, ..ConnectOptions::default() };
        let db = connect(&self.platform.database_url(), &options).await.unwrap();
        let office =
            BoxOffice::start(db, Arc::new(|| Clock::system().now()), BoxOfficeConfig::default());
        let lock_id: uuid::Uuid = lock["id"].as_str().unwrap().parse().unwrap();
        office.release(&code, SeatLockId(lock_id)).await.unwrap();
    }
}
