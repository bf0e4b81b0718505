//! The platform, whole, on free ports, with a bank and a phone of its own and a stopped clock.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

use actix_web::dev::ServerHandle;
use box_office::BoxOffice;
use chrono::{DateTime, TimeDelta, Utc};
use database::Db;
use reqwest::Method;
use sandbox::{Bank, BankConfig, BankHandle, Phone, PhoneConfig, PhoneHandle};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use server::app::{App, Gateways};
use server::clock::Clock;
use server::config::Config;
use server::tasks;

use super::client::{Answer, Person};
use super::database::{TestDb, bank_keys, temporary};
use super::{checks, contract, log, seed};

/// How long anything may take that a test waits for.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct TestApp {
    pub app: Arc<App>,
    pub url: String,
    pub bank_url: String,
    pub phone_url: String,
    /// Follows no redirects, so that a test sees where it is sent.
    pub browser: reqwest::Client,
    pub database: TestDb,
    bank: Option<BankHandle>,
    phone: Option<PhoneHandle>,
    server: ServerHandle,
    /// Errors that a test provokes, as parts of log lines.
    expected: std::sync::Mutex<Vec<&'static str>>,
    is_done: bool,
    directory: TempDir,
}

impl TestApp {
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// Starts with other settings than the usual ones.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::start_among(change, Gateways::from_config).await
    }

    /// Starts with other settings and another outside world.
    pub async fn start_among(
        change: impl FnOnce(&mut Config),
        connect: impl FnOnce(&Config, &Clock, &BoxOffice) -> anyhow::Result<Gateways>,
    ) -> Self {
        log::listen();
        let directory = temporary();
        let clock = Clock::stopped_at(seed::start());
        let bank = start_bank(directory.path(), &clock, None).await;
        let phone = Phone::start(PhoneConfig {
            clock: sandbox_clock(&clock),
            ..PhoneConfig::new(directory.path().join("phone"))
        });
        let phone = phone.await.unwrap();
        let database = TestDb::new(directory.path()).await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let config = config(directory.path(), &database.url, &url, &bank, &phone, change);
        let app = App::build_with(config, clock, connect).await.unwrap();
        let server = server::http::start(Arc::clone(&app), listener).unwrap();
        let handle = server.handle();
        tokio::spawn(server);
        Self {
            app,
            url,
            bank_url: bank.url.clone(),
            phone_url: phone.url.clone(),
            browser: browser(),
            database,
            bank: Some(bank),
            phone: Some(phone),
            server: handle,
            expected: std::sync::Mutex::default(),
            is_done: false,
            directory,
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Moves every clock: ours, the bank's and the phone's. Nothing happens until [`Self::settle`].
    pub fn advance(&self, minutes: i64) {
        self.app.clock.advance(TimeDelta::minutes(minutes));
    }

    /// Does everything that is due.
    pub async fn settle(&self) {
        tasks::settle(&self.app).await.unwrap();
    }

    /// Looks until it sees something, doing meanwhile what is due.
    pub async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        self.watch(what, async || {
            self.settle().await;
            look().await
        })
        .await
    }

    /// Looks until it sees something that comes about by itself.
    pub async fn watch<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            assert!(Instant::now() < deadline, "in vain waited for: {what}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// An error with these words in it is what the test is about.
    pub fn expect_error(&self, words: &'static str) {
        self.expected.lock().unwrap().push(words);
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let roots = ["/api/", "/cinema-feed/", "http"];
        let is_whole = roots.iter().any(|root| path.starts_with(root));
        let prefix = if is_whole { "" } else { "/api/v1" };
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{prefix}{path}", self.url)
        };
        self.browser.request(method, url)
    }

    pub async fn send(&self, asked: &str, request: reqwest::RequestBuilder) -> Answer {
        let request = request.build().unwrap();
        let (method, path) = (request.method().to_string(), request.url().path().to_owned());
        let response = self.browser.execute(request).await.unwrap();
        let answer = Answer::of(asked.to_owned(), response).await;
        contract::check(&method, &path, &answer);
        answer
    }

    /// What was sent to a phone, newest first.
    pub async fn texts_to(&self, phone: &str) -> Vec<String> {
        let url = format!("{}/messages?phone={phone}", self.phone_url);
        let list: Value = self.browser.get(url).send().await.unwrap().json().await.unwrap();
        let items = list["items"].as_array().unwrap().iter();
        items.map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    }

    /// As if the process had died between the effect of the request with this Idempotency-Key,
    /// which made a row with the identifier `made`, and the keeping of its answer.
    pub async fn lose_answer(&self, key: &str, made: &str) {
        use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
        use tables::idempotency_keys::{ActiveModel, Column, Entity};
        let lost = ActiveModel {
            status_code: Set(None),
            body: Set(Some(made.to_owned())),
            leased_until: Set(self.now()),
            ..Default::default()
        };
        let lost = Entity::update_many().set(lost).filter(Column::Key.eq(key));
        assert_eq!(lost.exec(self.db()).await.unwrap().rows_affected, 1, "no such key: {key}");
    }

    pub fn anonymous(&self) -> Person<'_> {
        Person::anonymous(self)
    }

    pub fn customer(&self) -> Person<'_> {
        Person::known(self, "13900000001", seed::PASSWORD)
    }

    /// So many customers, each with an account, a phone and a token of their own.
    pub async fn crowd(&self, size: u32) -> Vec<Person<'_>> {
        let anna = tables::users::Entity::find()
            .filter(tables::users::Column::Phone.eq("+8613900000001"))
            .one(self.db())
            .await
            .unwrap()
            .unwrap();
        let mut crowd = Vec::new();
        for at in 0..size {
            let phone = format!("137{at:08}");
            let row = tables::users::Model {
                id: self.app.clock.new_id(),
                phone: Some(format!("+86{phone}")),
                ..anna.clone()
            };
            let row = tables::users::ActiveModel::from(row);
            tables::users::Entity::insert(row).exec_without_returning(self.db()).await.unwrap();
            crowd.push(Person::known(self, &phone, seed::PASSWORD));
        }
        crowd
    }

    pub fn other_customer(&self) -> Person<'_> {
        Person::known(self, "13900000002", seed::PASSWORD)
    }

    pub fn staff(&self) -> Person<'_> {
        Person::known(self, "13900000003", seed::PASSWORD)
    }

    /// Works for another cinema.
    pub fn other_staff(&self) -> Person<'_> {
        Person::known(self, "13900000004", seed::PASSWORD)
    }

    pub fn administrator(&self) -> Person<'_> {
        Person::known(self, "13900000005", seed::PASSWORD)
    }

    pub fn auditor(&self) -> Person<'_> {
        Person::known(self, "13900000006", seed::PASSWORD)
    }

    /// The database, past the server.
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// Closes the bank, so that nobody answers at its address.
    pub async fn close_bank(&mut self) {
        self.bank.take().unwrap().stop().await;
    }

    /// Opens it again at the same address; it knows what it knew.
    pub async fn open_bank(&mut self) {
        let port = self.bank_url.rsplit(':').next().unwrap().parse().unwrap();
        self.bank = Some(start_bank(self.directory.path(), &self.app.clock, Some(port)).await);
    }

    /// Lets everything come to its end, checks what must hold whatever happened, and stops. Every
    /// test ends with it.
    pub async fn done(mut self) {
        self.is_done = true;
        checks::let_everything_end(&self).await;
        checks::nothing_waits(self.db()).await;
        checks::books_are_in_order(self.db()).await;
        checks::books_verify(&self).await;
        let expected = std::mem::take(&mut *self.expected.lock().unwrap());
        let errors = log::take_errors().into_iter();
        let unexpected: Vec<_> =
            errors.filter(|error| !expected.iter().any(|words| error.contains(words))).collect();
        // With one process for all tests, an error may be another test's.
        if std::env::var_os("NEXTEST").is_some() {
            assert!(unexpected.is_empty(), "the server logged errors: {unexpected:#?}");
        }
        self.server.stop(false).await;
        if let Some(bank) = self.bank.take() {
            bank.stop().await;
        }
        if let Some(phone) = self.phone.take() {
            phone.stop().await;
        }
        let database = std::mem::replace(&mut self.database, TestDb::none());
        database.remove().await;
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.is_done, "the test did not end with app.done()");
        }
    }
}

/// A client that keeps nothing and goes nowhere by itself.
pub fn browser() -> reqwest::Client {
    // A kept connection may be closed by the server at the moment at which it is used again, which
    // on a busy machine happens: every request has one of its own.
    let builder = reqwest::Client::builder().no_proxy().timeout(PATIENCE).pool_max_idle_per_host(0);
    builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

fn sandbox_clock(clock: &Clock) -> sandbox::Clock {
    let clock = clock.clone();
    sandbox::Clock::from_fn(move || clock.now())
}

async fn start_bank(directory: &std::path::Path, clock: &Clock, port: Option<u16>) -> BankHandle {
    let config = BankConfig {
        port: port.unwrap_or(0),
        clock: sandbox_clock(clock),
        ..BankConfig::new(directory.join("bank"), bank_keys())
    };
    Bank::start(config).await.unwrap()
}

fn config(
    directory: &std::path::Path,
    database_url: &str,
    url: &str,
    bank: &BankHandle,
    phone: &PhoneHandle,
    change: impl FnOnce(&mut Config),
) -> Config {
    let mut config = Config::from_env().unwrap();
    config.database_url = database_url.to_owned();
    config.data_dir = directory.to_owned();
    config.public_url = url.to_owned();
    config.feed_names = vec![url.trim_start_matches("http://").to_owned()];
    config.max_connections = 8;
    config.bank.unionpay_url = bank.url.clone();
    config.bank.browser_url = bank.url.clone();
    config.bank.keys_dir = bank.keys_dir.clone();
    config.sms_url = Some(format!("{}/sms", phone.url));
    change(&mut config);
    config
}
