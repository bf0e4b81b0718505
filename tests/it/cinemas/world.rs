//! A box office in a process of its own, as far as the platform can tell: another database, reached
//! over HTTP alone.

use std::net::TcpListener;
use std::sync::Arc;
use tempfile::TempDir;

use actix_web::dev::ServerHandle;
use box_office::http::{HttpConfig, TrustedKeys};
use box_office::schedule::{CinemaLoad, FilmLoad, PlanLoad, ScreenLoad, SessionLoad, load};
use box_office::{BoxOffice, BoxOfficeConfig};
use chrono::{DateTime, TimeDelta, Utc};
use database::{ConnectOptions, Db, connect};
use domain::money::Money;
use domain::schedule::SeatPrice;
use domain::seating::{
    PlanScreen, PlanSeat, PlanSection, PlanZone, SEAT_WIDTH, SeatKind, SeatPlan,
};
use domain::text::LocalizedText;
use gateways::signing::{self, SigningKey};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::database::temporary;
use crate::support::{Answer, TestApp};

pub const CINEMA: &str = "51990001";
pub const SCREEN: &str = "5199000100000001";
/// A film that the city's catalogue does not have.
pub const FILM: &str = "099101992027";
/// Plays tomorrow at eight in the evening, and the day after.
pub const SESSIONS: [&str; 2] = ["S0001", "S0002"];

/// Both sides of the line.
pub struct Office {
    pub load: CinemaLoad,
    pub base_url: String,
    pub key: SigningKey,
    pub db: Db,
    clock: server::clock::Clock,
    server: ServerHandle,
    _data: TempDir,
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn name(text: &str) -> LocalizedText {
    LocalizedText::new(text, text)
}

/// Four rows of ten seats, the last two dearer.
pub fn plan() -> SeatPlan {
    let seat = |row: i32, column: i32| PlanSeat {
        seat_code: format!("{row:02}{column:02}"),
        section: "main".to_owned(),
        row: row.to_string(),
        seat: column.to_string(),
        x: column * SEAT_WIDTH,
        y: row * SEAT_WIDTH,
        zone: if row < 3 { "A" } else { "B" }.to_owned(),
        kind: SeatKind::Normal,
        pair: None,
        is_usable: true,
    };
    SeatPlan {
        sections: vec![PlanSection { id: "main".to_owned(), name: name("正厅") }],
        zones: ["A", "B"].map(|id| PlanZone { id: id.to_owned(), name: name(id) }).to_vec(),
        screen: PlanScreen { x0: 2, x1: 20, y: 0 },
        entrances: Vec::new(),
        seats: (1..=4).flat_map(|row| (1..=10).map(move |column| seat(row, column))).collect(),
    }
}

fn session(session_code: &str, starts_at: DateTime<Utc>) -> SessionLoad {
    let price = |ticket_minor| SeatPrice { ticket_minor, screen_fee_minor: 500 };
    SessionLoad {
        session_code: session_code.to_owned(),
        screen_code: SCREEN.to_owned(),
        film_code: FILM.to_owned(),
        film: name("远方来片"),
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(110),
        stop_sell_at: starts_at - TimeDelta::minutes(15),
        business_date: starts_at.date_naive(),
        language: "zh".to_owned(),
        subtitles: None,
        format: "2d".to_owned(),
        max_seats: 4,
        zone_prices: [("A".to_owned(), price(4_000)), ("B".to_owned(), price(6_000))].into(),
        net_service_fee: Money::fen(300),
    }
}

fn programme() -> CinemaLoad {
    CinemaLoad {
        cinema_code: CINEMA.to_owned(),
        name: LocalizedText::new("城外影院", "Cinema Out of Town"),
        address: LocalizedText::new("城外路 1 号", "1 Out of Town Road"),
        phone: "028-12345678".to_owned(),
        location: None,
        zone: chrono_tz::Asia::Shanghai,
        take_back_stop_min: 0,
        sales_stop_min: 15,
        refund_stop_min: Some(60),
        max_seats: 4,
        net_service_fee: Money::fen(300),
        films: vec![FilmLoad {
            film_code: FILM.to_owned(),
            title: LocalizedText::new("远方来片", "A Film from Afar"),
            runtime_min: 100,
            released_on: at("2027-01-01T00:00:00Z").date_naive(),
            original_language: "zh".to_owned(),
            country: "CN".to_owned(),
            directors: vec![LocalizedText::new("某导演", "A Director")],
            actors: Vec::new(),
            formats: vec!["2d".to_owned()],
            synopsis: name("一段介绍"),
        }],
        plans: vec![PlanLoad { plan_code: "far-40".to_owned(), version: 1, plan: plan() }],
        screens: vec![ScreenLoad {
            screen_code: SCREEN.to_owned(),
            name: name("1 号厅"),
            hall_type: "standard".to_owned(),
            cleaning_min: 15,
            plan_code: "far-40".to_owned(),
            plan_version: 1,
            plan_effective_on: at("2027-01-01T00:00:00Z").date_naive(),
        }],
        price_tables: Vec::new(),
        sessions: vec![
            session(SESSIONS[0], at("2027-03-07T12:00:00Z")),
            session(SESSIONS[1], at("2027-03-08T12:00:00Z")),
        ],
    }
}

impl Office {
    /// Opens the box office; the platform does not know it yet.
    pub async fn open(app: &TestApp) -> Self {
        let data = temporary();
        let url = format!("sqlite://{}", data.path().join("office.db").display());
        let db = connect(&url, &ConnectOptions::default()).await.unwrap();
        box_office::migrate(&db).await.unwrap();
        let clock = app.app.clock.clone();
        let (server, address) = serve(app, &db, None);
        let office = Self {
            load: programme(),
            base_url: format!("http://{address}/{CINEMA}"),
            key: SigningKey::from_pem(&SigningKey::generate_pem().unwrap()).unwrap(),
            db,
            clock,
            server,
            _data: data,
        };
        office.publish().await;
        office
    }

    /// Writes the programme, as it is in `load`, into the box office.
    pub async fn publish(&self) {
        let tx = self.db.begin().await.unwrap();
        load(&tx, &self.load, self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What an administrator sends to register it.
    pub fn wish(&self) -> Value {
        json!({
            "base_url": self.base_url,
            "cinema_code": CINEMA,
            "city": "chengdu",
            "district": "jinjiang",
            "service_fee": { "amount": 300, "currency": "CNY" },
            "keys": [self.key.public_base64()],
        })
    }

    /// Registers it and lets its programme come in. The cinema's identifier comes back.
    pub async fn register(&self, app: &TestApp) -> String {
        let system = app.administrator().post("/admin/cinemas", self.wish()).await.expect(201);
        app.settle().await;
        system["cinema_id"].as_str().unwrap().to_owned()
    }

    /// Nobody answers at its address any more.
    pub async fn close(&self) {
        self.server.stop(true).await;
    }

    /// Answers again at the same address.
    pub fn open_again(&mut self, app: &TestApp) {
        let (server, _) = serve(app, &self.db, Some(self.address().port()));
        self.server = server;
    }

    /// Where it answers, or would.
    pub fn address(&self) -> std::net::SocketAddr {
        let after = self.base_url.strip_prefix("http://").unwrap();
        after.split('/').next().unwrap().parse().unwrap()
    }

    /// A request to the platform that this cinema signs.
    pub fn signed(
        &self,
        app: &TestApp,
        method: Method,
        path: &str,
        body: &Value,
    ) -> reqwest::RequestBuilder {
        let body = if body.is_null() { Vec::new() } else { serde_json::to_vec(body).unwrap() };
        sign(app, &self.key, method, path, body)
    }

    pub async fn push(&self, app: &TestApp, path: &str, body: &Value) -> Answer {
        let method = match path {
            "/films" | "/screens" | "/sessions" => Method::PUT,
            _ if path.starts_with("/statements") => Method::GET,
            _ => Method::POST,
        };
        app.send(path, self.signed(app, method, path, body)).await
    }
}

/// A request below `/cinema-feed/v1`, signed now with that key.
pub fn sign(
    app: &TestApp,
    key: &SigningKey,
    method: Method,
    path: &str,
    body: Vec<u8>,
) -> reqwest::RequestBuilder {
    sign_for(app, app.url.trim_start_matches("http://"), key, method, path, body)
}

/// The same, signed for whoever has that name.
pub fn sign_for(
    app: &TestApp,
    authority: &str,
    key: &SigningKey,
    method: Method,
    path: &str,
    body: Vec<u8>,
) -> reqwest::RequestBuilder {
    let whole = format!("/cinema-feed/v1{path}");
    let (path, query) = whole.split_once('?').unwrap_or((&whole, ""));
    let parts = signing::Request { method: method.as_str(), authority, path, query, body: &body };
    let headers = signing::sign(key, &parts, app.now(), &signing::random_nonce().unwrap());
    let mut request = app.request(method.clone(), &whole);
    for (name, value) in headers.iter() {
        request = request.header(name, value);
    }
    request.header("content-type", "application/json").body(body)
}

fn serve(app: &TestApp, db: &Db, port: Option<u16>) -> (ServerHandle, std::net::SocketAddr) {
    let clock = app.app.clock.clone();
    let now = Arc::new(move || clock.now());
    let office = BoxOffice::start(db.clone(), now, BoxOfficeConfig::default());
    let trusted = TrustedKeys::new([*app.app.keys.cinema.signing().public()]);
    let listener = TcpListener::bind(("127.0.0.1", port.unwrap_or(0))).unwrap();
    let address = listener.local_addr().unwrap();
    let server = box_office::http::start(office, HttpConfig::new(trusted), listener).unwrap();
    let handle = server.handle();
    tokio::spawn(server);
    (handle, address)
}
