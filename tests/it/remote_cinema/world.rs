//! The platform, and a sandbox cinema that is registered with it as any other would be.

use std::collections::BTreeMap;
use tempfile::TempDir;

use domain::orders::OrderStatus;
use domain::seating::SeatLockStatus;
use reqwest::Method;
use sandbox::cinema::dial::{Fault, Kind, Operation, Personality, Setting};
use sandbox::{Cinema, CinemaConfig, CinemaHandle, Clock};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{orders, seat_locks};
use uuid::Uuid;

use crate::support::bank::{Moved, moved, transactions};
use crate::support::database::temporary;
use crate::support::{Person, Purchase, Stage, TestApp, checks};

/// A day on which the cinema plays and nothing has begun yet.
const TOMORROW: &str = "2027-03-07";

/// Both sides of the line.
pub struct Remote {
    pub app: TestApp,
    pub cinema: CinemaHandle,
    pub cinema_id: String,
    data: TempDir,
}

/// A fault that strikes the next such request.
pub fn once(operation: Operation, kind: Kind) -> Fault {
    Fault::once(operation, kind)
}

/// The same, where what was asked for is done nevertheless.
pub fn once_done(operation: Operation, kind: Kind) -> Fault {
    Fault { is_done: true, ..Fault::once(operation, kind) }
}

impl Remote {
    pub async fn start() -> Self {
        Self::start_as(Personality::Plain).await
    }

    pub async fn start_as(personality: Personality) -> Self {
        Self::start_with(personality, 2_000).await
    }

    /// With the time that the cinema has for an answer.
    pub async fn start_with(personality: Personality, answer_timeout_ms: u32) -> Self {
        let app = TestApp::start().await;
        // Every call that fails is a line in the log, and failing calls are what is tested.
        for words in ["/seat-locks", "/seats", "dialled fault", "cinema"] {
            app.expect_error(words);
        }
        let data = temporary();
        let setting = Setting { personality: Some(personality), ..Setting::default() };
        let cinema = open(&app, &data, 0, setting).await;
        let wish = json!({
            "base_url": cinema.base_url,
            "cinema_code": sandbox::cinema::CINEMA_CODE,
            "city": "chengdu",
            "district": "jinjiang",
            "service_fee": { "amount": 300, "currency": "CNY" },
            "keys": [cinema.public_key],
            "limits": {
                "max_in_flight": 16,
                "connect_timeout_ms": 2_000,
                "answer_timeout_ms": answer_timeout_ms,
            },
        });
        let system = app.administrator().post("/admin/cinemas", wish).await.expect(201);
        let cinema_id = system["cinema_id"].as_str().unwrap().to_owned();
        let remote = Self { app, cinema, cinema_id, data };
        remote.sync().await.expect(200);
        remote
    }

    /// The cinema's process dies and another one opens at its address, with its data.
    pub async fn reopened(self) -> Self {
        let port = self.cinema.url.rsplit(':').next().unwrap().parse().unwrap();
        let setting = self.cinema.dialled();
        self.cinema.stop().await;
        let cinema = open(&self.app, &self.data, port, setting).await;
        Self { cinema, ..self }
    }

    /// Fetches the cinema's programme now.
    pub async fn sync(&self) -> crate::support::Answer {
        let path = format!("/admin/cinemas/{}/sync", self.cinema_id);
        self.app.administrator().post(&path, json!({})).await
    }

    /// The administrator's view of how the cinema does.
    pub async fn health(&self) -> Value {
        let path = format!("/admin/cinemas/{}/health", self.cinema_id);
        self.app.administrator().get(&path).await.expect(200)
    }

    pub fn dial(&self, faults: &[Fault]) {
        self.cinema.dial(Setting { faults: faults.to_vec(), ..Setting::default() });
    }

    /// Acts as the cinema's staff.
    pub async fn control(&self, action: Value) -> Value {
        let url = format!("{}/control", self.cinema.url);
        let answer = self.app.browser.post(url).json(&action).send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        assert_eq!(status, 200, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Something that the cinema itself knows, past its interface.
    pub async fn known(&self, what: &str) -> Value {
        let url = format!("{}/{what}", self.cinema.url);
        self.app.browser.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// Its showtimes of tomorrow as anybody sees them, largest halls first.
    pub async fn showtimes(&self) -> Vec<Value> {
        let all = self.app.showtimes(TOMORROW).await.into_iter();
        let mut ours: Vec<Value> =
            all.filter(|it| it["cinema"]["id"] == self.cinema_id.as_str()).collect();
        ours.sort_by_key(|it| std::cmp::Reverse(it["seats_total"].as_i64()));
        ours
    }

    /// A showtime of tomorrow in the largest hall, and its seats.
    pub async fn stage(&self) -> Stage {
        let showtimes = self.showtimes().await;
        let showtime = showtimes.first().expect("the remote cinema plays something");
        self.app.stage(showtime["id"].as_str().unwrap()).await
    }

    /// Time passes in minutes until the order has ended, or so many have passed.
    pub async fn until_ended(&self, purchase: &Purchase<'_>) -> Value {
        for _ in 0..40 {
            self.app.settle().await;
            let order = purchase.order_now().await;
            let is_over = ["ticketed", "refunded", "cancelled", "expired"]
                .iter()
                .any(|status| order["status"] == *status);
            let refunds = order["refunds"].as_array().into_iter().flatten();
            let is_waiting = refunds.into_iter().any(|it| it["status"] != "succeeded");
            if is_over && !is_waiting {
                return order;
            }
            self.app.advance(1);
        }
        panic!("an order without an end: {:#?}", purchase.order_now().await);
    }

    /// Buys up to the tickets, or to the money's return.
    pub async fn buy<'a>(&self, person: &'a Person<'a>, stage: &Stage) -> Purchase<'a> {
        let mut purchase = Purchase::begin(person, stage, &stage.seats(2)).await;
        purchase.at_bank("pay").await;
        purchase.order = self.until_ended(&purchase).await;
        purchase
    }

    /// Whatever is due in the next few minutes is done: fewer than any lock lasts.
    pub async fn a_few_minutes(&self) {
        for _ in 0..6 {
            self.app.settle().await;
            self.app.advance(1);
        }
        self.app.settle().await;
    }

    /// No seat is locked at the cinema for nobody.
    pub async fn no_lock_is_orphaned(&self) {
        let rows = seat_locks::Entity::find().all(self.app.db()).await.unwrap();
        let known = self.known("locks").await;
        let mut orphans = Vec::new();
        for lock in known["items"].as_array().unwrap() {
            let id: Uuid = lock["client_lock_id"].as_str().unwrap().parse().unwrap();
            let is_wanted = rows.iter().any(|row| {
                let is_open = matches!(row.status, SeatLockStatus::Held | SeatLockStatus::Locking);
                row.id.0 == id && row.is_wanted && is_open
            });
            if lock["status"] == "held" && !is_wanted {
                orphans.push(lock);
            }
        }
        assert!(orphans.is_empty(), "locks that nobody owns: {orphans:#?}");
    }

    /// The seats of an order that has no tickets are not sold, and those of one that has are.
    pub async fn both_sides_agree(&self) {
        let known = self.known("orders").await;
        let theirs: BTreeMap<Uuid, &Value> = known["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|order| (order["client_order_id"].as_str().unwrap().parse().unwrap(), order))
            .collect();
        let of_cinema = orders::Column::CinemaId.eq(Uuid::parse_str(&self.cinema_id).unwrap());
        let ours = orders::Entity::find().filter(of_cinema).all(self.app.db()).await.unwrap();
        for order in &ours {
            let status =
                theirs.get(&order.id.0).map_or("none", |it| it["status"].as_str().unwrap());
            let is_right = match order.status {
                OrderStatus::Ticketed => status == "confirmed",
                _ => ["none", "failed", "refunded"].contains(&status),
            };
            assert!(is_right, "{status} at the cinema: {order:#?}");
            if order.status == OrderStatus::Ticketed {
                let there = &theirs[&order.id.0]["order_id"];
                assert_eq!(order.cinema_order_ref.as_deref(), there.as_str(), "{order:#?}");
            }
        }
        for id in theirs.keys() {
            assert!(ours.iter().any(|order| order.id.0 == *id), "sold to nobody: {id}");
        }
    }

    pub async fn moved_at_bank(&self) -> Moved {
        moved(&transactions(&self.app).await)
    }

    /// Lets everything come to its end, and checks all that must hold on both sides.
    pub async fn done(self) {
        self.cinema.heal();
        self.a_few_minutes().await;
        self.no_lock_is_orphaned().await;
        checks::let_everything_end(&self.app).await;
        self.both_sides_agree().await;
        checks::books_agree_with_bank(self.app.db(), &transactions(&self.app).await).await;
        self.app.done().await;
        self.cinema.stop().await;
    }
}

/// Opens the cinema, which trusts the platform.
async fn open(app: &TestApp, data: &TempDir, port: u16, setting: Setting) -> CinemaHandle {
    let clock = app.app.clock.clone();
    let cinema = Cinema::start(CinemaConfig {
        port,
        clock: Clock::from_fn(move || clock.now()),
        setting,
        ..CinemaConfig::new(data.path())
    });
    let cinema = cinema.await.unwrap();
    for key in platform_keys(app).await {
        cinema.trust(&key).unwrap();
    }
    cinema
}

/// The keys that the platform shows to cinemas.
async fn platform_keys(app: &TestApp) -> Vec<String> {
    let url = format!("{}/cinema-feed/v1/keys", app.url);
    let keys = app.send("keys", app.request(Method::GET, &url)).await.expect(200);
    let keys = keys["items"].as_array().unwrap().iter();
    keys.map(|key| key["public_key"].as_str().unwrap().to_owned()).collect()
}
