//! A bank, a merchant that listens for its notifications, and a clock that a test can move.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};
use tempfile::TempDir;

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};
use chrono::{DateTime, TimeDelta, Utc};
use sandbox::{Bank, BankConfig, BankHandle, Clock};

use crate::merchant::{Fields, MER_ID, Signer, payment, split};

pub const TIME: &str = "20261122140000";
/// [`TIME`], which is Beijing's, in UTC.
pub const START: &str = "2026-11-22T06:00:00Z";
pub const FRONT: &str = "http://127.0.0.1:9/orders/1?lang=zh#paid";

/// A directory that is gone when the test ends.
pub fn temporary() -> TempDir {
    tempfile::Builder::new().prefix("sandbox-").tempdir().unwrap()
}

/// Keys for all tests of this run: making them takes longer than most tests.
pub fn keys() -> PathBuf {
    static KEYS: OnceLock<PathBuf> = OnceLock::new();
    KEYS.get_or_init(|| {
        let name = format!("sandbox-keys-{}", uuid::Uuid::now_v7());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        sandbox::bank::keys::make(&path).unwrap();
        path
    })
    .clone()
}

/// Waits for `condition`, ten seconds at most.
pub async fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !condition() {
        assert!(Instant::now() < deadline, "in vain waited for: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[derive(Default)]
pub struct Ear {
    heard: Mutex<Vec<String>>,
    answer: AtomicU16,
}

pub struct World {
    pub bank: Option<BankHandle>,
    pub signer: Signer,
    pub client: reqwest::Client,
    pub ear: Arc<Ear>,
    pub back_url: String,
    pub data: TempDir,
    now: Arc<Mutex<DateTime<Utc>>>,
    late_after: Option<Duration>,
}

async fn hear(ear: Data<Ear>, body: Bytes) -> HttpResponse {
    ear.heard.lock().unwrap().push(String::from_utf8(body.to_vec()).unwrap());
    let status = StatusCode::from_u16(ear.answer.load(Ordering::SeqCst)).unwrap();
    HttpResponse::build(status).finish()
}

impl World {
    pub async fn new() -> Self {
        Self::with(None).await
    }

    pub async fn with(late_after: Option<Duration>) -> Self {
        let ear = Arc::new(Ear { answer: AtomicU16::new(200), ..Ear::default() });
        let shared = Data::from(ear.clone());
        let server = HttpServer::new(move || {
            App::new().app_data(shared.clone()).route("/notify", web::post().to(hear))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .unwrap();
        let back_url = format!("http://{}/notify", server.addrs()[0]);
        tokio::spawn(server.run());
        let mut world = Self {
            bank: None,
            signer: Signer::open(&keys()),
            client: reqwest::Client::builder()
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            ear,
            back_url,
            data: temporary(),
            now: Arc::new(Mutex::new(START.parse().unwrap())),
            late_after,
        };
        world.open().await;
        world
    }

    /// Opens the bank, with whatever it knew before.
    pub async fn open(&mut self) {
        let now = self.now.clone();
        let config = BankConfig {
            late_after: self.late_after,
            clock: Clock::from_fn(move || *now.lock().unwrap()),
            ..BankConfig::new(self.data.path(), keys())
        };
        self.bank = Some(Bank::start(config).await.unwrap());
    }

    pub async fn reopen(&mut self) {
        self.bank.take().unwrap().stop().await;
        self.open().await;
    }

    pub fn advance(&self, seconds: i64) {
        *self.now.lock().unwrap() += TimeDelta::seconds(seconds);
    }

    /// What the merchant answers to notifications from now on.
    pub fn answer(&self, status: u16) {
        self.ear.answer.store(status, Ordering::SeqCst);
    }

    pub fn heard_raw(&self) -> Vec<String> {
        self.ear.heard.lock().unwrap().clone()
    }

    /// The notifications heard about one order, in the order of their coming.
    pub fn heard(&self, order: &str) -> Vec<Fields> {
        let read = |body: &String| -> Fields {
            form_urlencoded::parse(body.as_bytes()).into_owned().collect()
        };
        self.heard_raw().iter().map(read).filter(|fields| fields["orderId"] == order).collect()
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.bank.as_ref().unwrap().url)
    }

    pub async fn post(&self, path: &str, fields: &Fields) -> reqwest::Result<String> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let sent = self
            .client
            .post(self.url(path))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await?;
        sent.error_for_status()?.text().await
    }

    /// Sends a request and insists that the answer is the bank's.
    pub async fn ask(&self, path: &str, fields: &Fields) -> Fields {
        let reply = split(&self.post(path, fields).await.unwrap());
        assert!(self.signer.accepts(&reply), "unsigned: {reply:?}");
        reply
    }

    /// Opens the cashier page and answers its HTML.
    pub async fn front(&self, order: &str, amount: &str, more: &[(&str, &str)]) -> String {
        let mut fields = payment(order, TIME, amount, FRONT, &self.back_url);
        fields.extend_from_slice(more);
        self.post("/gateway/api/frontTransReq.do", &self.signer.sign(&fields)).await.unwrap()
    }

    /// Presses a button of the page: posts to the address that stands in its form.
    pub async fn press(&self, html: &str, outcome: &str) -> reqwest::Response {
        assert!(html.contains(&format!("name=\"outcome\" value=\"{outcome}\"")));
        let action = html.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
        self.client
            .post(self.url(action))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("card=6216261000000000018&outcome={outcome}"))
            .send()
            .await
            .unwrap()
    }

    /// Opens the cashier page and presses a button; answers where the browser goes.
    pub async fn pay(&self, order: &str, amount: &str, outcome: &str) -> reqwest::Url {
        let html = self.front(order, amount, &[]).await;
        let answer = self.press(&html, outcome).await;
        assert_eq!(answer.status(), 303);
        answer.headers()["location"].to_str().unwrap().parse().unwrap()
    }

    pub fn query_fields(&self, order: &str) -> Fields {
        self.signer.sign(&[
            ("version", "5.1.0"),
            ("encoding", "UTF-8"),
            ("txnType", "00"),
            ("txnSubType", "00"),
            ("bizType", "000000"),
            ("accessType", "0"),
            ("merId", MER_ID),
            ("orderId", order),
            ("txnTime", TIME),
        ])
    }

    pub async fn query(&self, order: &str) -> Fields {
        self.ask("/gateway/api/queryTrans.do", &self.query_fields(order)).await
    }

    /// The two codes of a query: of the query itself and of the transaction.
    pub async fn codes(&self, order: &str) -> (String, String) {
        let reply = self.query(order).await;
        (reply["respCode"].clone(), reply.get("origRespCode").cloned().unwrap_or_default())
    }

    /// A refund (`04`) or a void (`31`).
    pub fn reversal(&self, kind: &str, order: &str, original: &str, amount: &str) -> Fields {
        self.signer.sign(&[
            ("version", "5.1.0"),
            ("encoding", "UTF-8"),
            ("txnType", kind),
            ("txnSubType", "00"),
            ("bizType", "000201"),
            ("channelType", "07"),
            ("accessType", "0"),
            ("merId", MER_ID),
            ("orderId", order),
            ("txnTime", TIME),
            ("txnAmt", amount),
            ("origQryId", original),
            ("backUrl", &self.back_url),
        ])
    }

    pub async fn reverse(&self, kind: &str, order: &str, original: &str, amount: &str) -> Fields {
        let fields = self.reversal(kind, order, original, amount);
        self.ask("/gateway/api/backTransReq.do", &fields).await
    }

    /// Dials faults, given as the items of the list.
    pub async fn dial(&self, faults: &str) {
        let answer = self
            .client
            .put(self.url("/faults"))
            .body(format!("{{\"faults\":[{faults}]}}"))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
    }
}
