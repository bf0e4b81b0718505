//! A fresh database with one cinema for each test, a clock to set, and the invariants that must
//! hold whenever a test ends.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use box_office::schedule::{
    CinemaLoad, FilmLoad, LoadedSession, PlanLoad, PriceTableLoad, ScreenLoad, SessionLoad, load,
};
use box_office::{BoxOffice, BoxOfficeConfig, CinemaGateway, Clock};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use database::{ConnectOptions, Db, connect};
use domain::catalogue::GeoPoint;
use domain::ids::{OrderId, RefundId, SeatLockId};
use domain::money::Money;
use domain::schedule::{SeatPrice, SessionPrices};
use domain::seating::{PlanScreen, PlanSeat, PlanSection, PlanZone, SeatKind, SeatPlan};
use domain::text::LocalizedText;
use gateways::GatewayError;
use gateways::cinema::{
    CinemaOrder, ConfirmAnswer, ConfirmRequest, ConfirmSeat, LockAnswer, LockRequest, SessionRef,
    TakeBackRequest,
};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::books;

pub const CINEMA: &str = "51010001";
pub const UNUSABLE: &str = "0120";

/// When tests begin: four hours before the show.
pub fn opening() -> DateTime<Utc> {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

pub fn show_start() -> DateTime<Utc> {
    opening() + Duration::hours(4)
}

pub struct World {
    pub db: Db,
    pub office: BoxOffice,
    /// A second process on the same database: other connections and other queues.
    pub rival: BoxOffice,
    millis: Arc<AtomicI64>,
    url: String,
    place: Place,
}

enum Place {
    Directory(PathBuf),
    Database { admin: String, name: String },
}

impl World {
    /// One world for each database there is.
    pub async fn all() -> Vec<Self> {
        Self::all_with(BoxOfficeConfig::default()).await
    }

    pub async fn all_with(config: BoxOfficeConfig) -> Vec<Self> {
        let name = format!("bo_{}", new_id().simple());
        let directory = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&directory).unwrap();
        let url = format!("sqlite://{}", directory.join("test.db").display());
        let mut worlds = vec![Self::open(url, Place::Directory(directory), &config).await];
        if let Ok(admin) = std::env::var("TEST_DATABASE_URL") {
            let server = connect(&admin, &ConnectOptions::default()).await.unwrap();
            let create = format!("CREATE DATABASE {name}");
            server.execute_unprepared(&create).await.unwrap();
            server.close().await.unwrap();
            let url = with_database(&admin, &name);
            let place = Place::Database { admin, name };
            worlds.push(Self::open(url, place, &config).await);
        }
        worlds
    }

    async fn open(url: String, place: Place, config: &BoxOfficeConfig) -> Self {
        let millis = Arc::new(AtomicI64::new(opening().timestamp_millis()));
        let db = open_db(&url).await;
        box_office::migrate(&db).await.unwrap();
        let office = BoxOffice::start(db.clone(), clock(&millis), config.clone());
        let rival = BoxOffice::start(open_db(&url).await, clock(&millis), config.clone());
        let world = Self { db, office, rival, millis, url, place };
        world.load(&cinema()).await;
        world
    }

    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.millis.load(Ordering::SeqCst)).unwrap()
    }

    pub fn set_now(&self, now: DateTime<Utc>) {
        self.millis.store(now.timestamp_millis(), Ordering::SeqCst);
    }

    pub fn advance(&self, by: Duration) {
        self.set_now(self.now() + by);
    }

    pub async fn load(&self, cinema: &CinemaLoad) -> Vec<LoadedSession> {
        let tx = self.db.begin().await.unwrap();
        let loaded = load(&tx, cinema, self.now()).await.unwrap();
        tx.commit().await.unwrap();
        loaded
    }

    pub async fn cancel(&self, session_code: &str) -> bool {
        let tx = self.db.begin().await.unwrap();
        let cancelled = box_office::schedule::cancel_session(
            &tx,
            CINEMA,
            session_code,
            "the projector broke",
            self.now(),
        );
        let cancelled = cancelled.await.unwrap();
        tx.commit().await.unwrap();
        cancelled
    }

    pub async fn lock(&self, session: &str, seats: &[&str]) -> (LockRequest, LockAnswer) {
        let request = lock_request(session, seats);
        let answer = self.office.lock(&request).await.unwrap();
        (request, answer)
    }

    /// Locks and confirms.
    pub async fn sell(&self, session: &str, seats: &[&str]) -> (ConfirmRequest, CinemaOrder) {
        let (lock, answer) = self.lock(session, seats).await;
        assert!(matches!(answer, LockAnswer::Held { .. }), "{answer:?}");
        let request = confirm_request(&lock);
        let answer = self.office.confirm(&request).await.unwrap();
        (request, confirmed(answer))
    }

    pub async fn count(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let row = self.db.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    /// Checks the books and takes the database away.
    pub async fn end(self) {
        books::check(&self.db, self.now()).await;
        let Self { db, office, rival, url, place, .. } = self;
        drop((office, rival, url));
        db.close().await.unwrap();
        match place {
            Place::Directory(directory) => std::fs::remove_dir_all(directory).unwrap(),
            Place::Database { admin, name } => {
                let server = connect(&admin, &ConnectOptions::default()).await.unwrap();
                let drop = format!("DROP DATABASE {name} WITH (FORCE)");
                server.execute_unprepared(&drop).await.unwrap();
                server.close().await.unwrap();
            }
        }
    }
}

async fn open_db(url: &str) -> Db {
    let options = ConnectOptions { max_connections: 6, ..ConnectOptions::default() };
    connect(url, &options).await.unwrap()
}

fn clock(millis: &Arc<AtomicI64>) -> Clock {
    let millis = Arc::clone(millis);
    Arc::new(move || DateTime::from_timestamp_millis(millis.load(Ordering::SeqCst)).unwrap())
}

/// Tests mint their own identifiers.
#[allow(clippy::disallowed_methods)]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The same server's address with another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let (scheme, rest) = address.split_once("://").unwrap();
    let authority = rest.split('/').next().unwrap();
    format!("{scheme}://{authority}/{name}?{query}")
}

pub const HALL: &str = "5101000100000001";
pub const OTHER_HALL: &str = "5101000100000002";
pub const FILM: &str = "001101012026";
pub const BUSINESS_DATE: &str = "2026-11-22";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Ten rows of twenty seats, one of them broken.
pub fn plan() -> SeatPlan {
    let seats = (1..=10).flat_map(|row| (1..=20).map(move |seat| (row, seat)));
    let seats = seats.map(|(row, seat)| {
        let code = seat_code(row, seat);
        PlanSeat {
            is_usable: code != UNUSABLE,
            seat_code: code,
            section: "main".to_owned(),
            row: row.to_string(),
            seat: seat.to_string(),
            x: 2 * i32::try_from(seat).unwrap(),
            y: 2 * i32::try_from(row).unwrap(),
            zone: "standard".to_owned(),
            kind: SeatKind::Normal,
            pair: None,
        }
    });
    SeatPlan {
        sections: vec![PlanSection { id: "main".to_owned(), name: name("池座", "Stalls") }],
        zones: vec![PlanZone { id: "standard".to_owned(), name: name("普通", "Standard") }],
        screen: PlanScreen { x0: 0, x1: 42, y: 0 },
        entrances: Vec::new(),
        seats: seats.collect(),
    }
}

fn name(zh: &str, en: &str) -> LocalizedText {
    LocalizedText::new(zh, en)
}

/// One price for the one zone, of which so much is the hall's fee.
pub fn prices(ticket_minor: i64, screen_fee_minor: i64) -> SessionPrices {
    [("standard".to_owned(), SeatPrice { ticket_minor, screen_fee_minor })].into()
}

/// Two halls of two hundred seats, and three sessions in the first of them.
pub fn cinema() -> CinemaLoad {
    let sessions = (0..3).map(|number| session(number, show_start() + Duration::hours(3 * number)));
    CinemaLoad {
        cinema_code: CINEMA.to_owned(),
        name: name("试验影院", "Trial Cinema"),
        address: name("试验路 1 号", "1 Trial Road"),
        phone: "028-00000001".to_owned(),
        location: GeoPoint::parse("30.6578,104.0771"),
        zone: "Asia/Shanghai".parse().unwrap(),
        take_back_stop_min: 30,
        sales_stop_min: 10,
        refund_stop_min: Some(60),
        max_seats: 6,
        net_service_fee: Money::fen(300),
        films: vec![film(FILM, "试验", "Trial", 110), film("001101022026", "续集", "Sequel", 95)],
        plans: vec![PlanLoad { plan_code: "trial-200".to_owned(), version: 1, plan: plan() }],
        screens: vec![screen(HALL, "1号厅", "Hall 1"), screen(OTHER_HALL, "2号厅", "Hall 2")],
        price_tables: vec![PriceTableLoad {
            price_code: "regular".to_owned(),
            name: name("平日", "Regular"),
            zone_prices: prices(4_500, 0),
        }],
        sessions: sessions.collect(),
    }
}

fn film(film_code: &str, zh: &str, en: &str, runtime_min: u32) -> FilmLoad {
    FilmLoad {
        film_code: film_code.to_owned(),
        title: name(zh, en),
        runtime_min,
        released_on: day("2026-11-20"),
        original_language: "zh".to_owned(),
        country: "CN".to_owned(),
        directors: vec![name("导演", "Director")],
        actors: Vec::new(),
        formats: vec!["2d".to_owned(), "3d".to_owned()],
        synopsis: name("一段试验。", "A trial."),
    }
}

fn screen(screen_code: &str, zh: &str, en: &str) -> ScreenLoad {
    ScreenLoad {
        screen_code: screen_code.to_owned(),
        name: name(zh, en),
        hall_type: "standard".to_owned(),
        cleaning_min: 15,
        plan_code: "trial-200".to_owned(),
        plan_version: 1,
        plan_effective_on: day(BUSINESS_DATE),
    }
}

fn session(number: i64, starts_at: DateTime<Utc>) -> SessionLoad {
    SessionLoad {
        session_code: format!("S{number}"),
        screen_code: HALL.to_owned(),
        film_code: FILM.to_owned(),
        film: name("试验", "Trial"),
        starts_at,
        ends_at: starts_at + Duration::minutes(120),
        stop_sell_at: starts_at - Duration::minutes(10),
        business_date: day(BUSINESS_DATE),
        language: "zh".to_owned(),
        subtitles: None,
        format: "2d".to_owned(),
        max_seats: 6,
        zone_prices: prices(1_900, 0),
        net_service_fee: Money::fen(300),
    }
}

pub fn seat_code(row: u32, seat: u32) -> String {
    format!("{row:02}{seat:02}")
}

pub fn session_ref(session: &str) -> SessionRef {
    SessionRef { cinema_code: CINEMA.to_owned(), session_code: session.to_owned() }
}

pub fn lock_request(session: &str, seats: &[&str]) -> LockRequest {
    LockRequest {
        client_lock_id: SeatLockId(new_id()),
        session: session_ref(session),
        session_version: 1,
        seat_codes: seats.iter().map(|seat| (*seat).to_owned()).collect(),
        ttl_s: 600,
    }
}

pub fn confirm_request(lock: &LockRequest) -> ConfirmRequest {
    let seats = lock.seat_codes.iter().map(|seat_code| ConfirmSeat {
        seat_code: seat_code.clone(),
        ticket: Money::fen(4_500),
        screen_fee: Money::fen(0),
        service_fee: Money::fen(300),
    });
    ConfirmRequest {
        client_order_id: OrderId(new_id()),
        client_lock_id: lock.client_lock_id,
        lock_id: None,
        session: lock.session.clone(),
        seats: seats.collect(),
        phone: "+8613800000000".to_owned(),
    }
}

pub fn take_back_request(sale: &ConfirmRequest, ticket_nos: &[&str]) -> TakeBackRequest {
    TakeBackRequest {
        client_refund_id: RefundId(new_id()),
        client_order_id: sale.client_order_id,
        order_ref: None,
        cinema_code: CINEMA.to_owned(),
        ticket_nos: ticket_nos.iter().map(|no| (*no).to_owned()).collect(),
    }
}

pub fn confirmed(answer: ConfirmAnswer) -> CinemaOrder {
    match answer {
        ConfirmAnswer::Confirmed(order) => order,
        other => panic!("not confirmed: {other:?}"),
    }
}

pub fn is_held(answer: &Result<LockAnswer, GatewayError>) -> bool {
    matches!(answer, Ok(LockAnswer::Held { .. }))
}
