//! A cinema of another maker: a ticketing system that serves the published cinema interface, and
//! misbehaves when it is told to.

mod book;
mod control;
pub mod dial;
mod door;
mod halls;
mod http;
mod listing;
mod locks;
mod overview;
mod programme;
mod push;
mod records;
mod refusal;
mod sales;
mod signature;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::web::Data;
use anyhow::Context;
use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::server::Running;
use book::Book;
use dial::{CinemaDial, Setting};
use halls::Hall;
use signature::{Ring, Signer};

/// The code of the sandbox's cinema unless it is told another.
pub const CINEMA_CODE: &str = "51018888";

/// How a cinema is set up.
#[derive(Clone, Debug)]
pub struct CinemaConfig {
    /// Where it listens: the loopback address unless it runs in a container of its own.
    pub address: IpAddr,
    /// The port there; 0 takes any free one.
    pub port: u16,
    /// Where `cinema.jsonl` and `cinema.key` are kept.
    pub data: PathBuf,
    /// Eight letters and digits.
    pub cinema_code: String,
    /// Its name in Chinese.
    pub name: String,
    /// Raw Ed25519 keys in base64 of those who may call.
    pub trust: Vec<String>,
    /// Where the platform is that is told of changes, as in `http://localhost:8080`. Keys that it
    /// shows at `/cinema-feed/v1/keys` are trusted too.
    pub platform: Option<String>,
    /// How it behaves from the start.
    pub setting: Setting,
    /// What time it is.
    pub clock: Clock,
}

impl CinemaConfig {
    /// Any free port, the system's clock, nobody to trust and nobody to tell.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            data: data.into(),
            cinema_code: CINEMA_CODE.to_owned(),
            name: "望江沙盒影城".to_owned(),
            trust: Vec::new(),
            platform: None,
            setting: Setting::default(),
            clock: Clock::system(),
        }
    }
}

/// What the handlers share.
pub(crate) struct House {
    cinema_code: String,
    name: String,
    halls: Vec<Hall>,
    book: Mutex<Book>,
    /// Whoever changes something has it from the first question to the last line.
    turn: Mutex<()>,
    dial: CinemaDial,
    ring: Ring,
    signer: Signer,
    platform: Mutex<Option<String>>,
    client: reqwest::Client,
    clock: Clock,
    /// Tells the pusher that something changed.
    wake: Notify,
}

impl House {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn platform(&self) -> Option<String> {
        self.platform.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The cinema's own time, which a test may have set ahead.
    fn now(&self) -> DateTime<Utc> {
        self.clock.now() + self.book().ahead()
    }
}

/// A good answer of the interface.
#[derive(Debug)]
pub(crate) struct Answer {
    status: u16,
    body: Value,
}

impl Answer {
    /// 200, or 204 when there is nothing to say.
    pub(crate) fn of(body: Value) -> Self {
        Self { status: if body.is_null() { 204 } else { 200 }, body }
    }

    /// 201.
    pub(crate) fn made(body: Value) -> Self {
        Self { status: 201, body }
    }
}

/// Starts cinemas.
#[derive(Debug)]
pub struct Cinema;

/// A cinema that is open until it is stopped.
pub struct CinemaHandle {
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub url: String,
    /// The base of the interface there: `url` and the cinema's code.
    pub base_url: String,
    /// The raw key in base64 with which it signs what it pushes.
    pub public_key: String,
    house: Arc<House>,
    server: Running,
    pusher: JoinHandle<()>,
}

/// The public key of the cinema whose data are in a directory; made first when there is none.
///
/// # Errors
/// The directory cannot be written.
pub fn public_key(data: &Path) -> anyhow::Result<String> {
    Ok(Signer::open(data)?.public())
}

impl Cinema {
    /// Opens a cinema on the current tokio runtime. It knows what it knew when it was last open.
    ///
    /// # Errors
    /// The port is taken, a directory cannot be written, another cinema uses it, or a key is none.
    pub async fn start(config: CinemaConfig) -> anyhow::Result<CinemaHandle> {
        let ring = Ring::default();
        for text in config.trust.iter().filter(|text| !text.trim().is_empty()) {
            let key = signature::read_key(text);
            ring.trust(key.with_context(|| format!("{text:?} is no public key"))?);
        }
        if let Some(objection) = config.setting.objection() {
            anyhow::bail!(objection);
        }
        let dial = CinemaDial::default();
        dial.set(config.setting);
        let signer = Signer::open(&config.data)?;
        let public_key = signer.public();
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_secs(10))
            .build()?;
        let house = Arc::new(House {
            halls: Hall::all(&config.cinema_code),
            book: Mutex::new(Book::open(&config.data, config.clock.now())?),
            cinema_code: config.cinema_code,
            name: config.name,
            turn: Mutex::default(),
            dial,
            ring,
            signer,
            platform: Mutex::new(config.platform.filter(|url| !url.is_empty())),
            client,
            clock: config.clock,
            wake: Notify::new(),
        });
        let shared = Data::from(Arc::clone(&house));
        let port = config.port;
        let server = Running::start(config.address, port, move |routes| {
            routes
                .app_data(shared.clone())
                .configure(overview::routes)
                .configure(control::routes)
                .configure(http::routes);
        });
        let server = match server {
            Ok(server) => server,
            Err(error) => {
                house.book().close();
                return Err(error)
                    .with_context(|| format!("the cinema cannot listen on port {port}"));
            }
        };
        let pusher = tokio::spawn(push::run(Arc::clone(&house)));
        let base_url = format!("{}/{}", server.url, house.cinema_code);
        Ok(CinemaHandle { url: server.url.clone(), base_url, public_key, house, server, pusher })
    }
}

impl CinemaHandle {
    /// Trusts one more caller: a raw Ed25519 key in base64.
    ///
    /// # Errors
    /// It is no such key.
    pub fn trust(&self, key: &str) -> anyhow::Result<()> {
        let key = signature::read_key(key).with_context(|| format!("{key:?} is no public key"))?;
        self.house.ring.trust(key);
        Ok(())
    }

    /// Tells a platform of changes from now on.
    pub fn tell(&self, platform: &str) {
        let mut address = self.house.platform.lock().unwrap_or_else(PoisonError::into_inner);
        *address = Some(platform.to_owned());
        self.house.wake.notify_one();
    }

    /// Dials faults, and personality and defects where they are given.
    ///
    /// # Panics
    /// The setting means nothing.
    pub fn dial(&self, setting: Setting) {
        assert_eq!(setting.objection(), None);
        self.house.dial.set(setting);
    }

    /// Behaves itself from now on, in the manner of its maker.
    pub fn heal(&self) {
        self.house.dial.heal();
    }

    /// Faults that have not struck yet.
    #[must_use]
    pub fn dialled(&self) -> Setting {
        self.house.dial.setting()
    }

    /// Closes the cinema at once. What it knows is on the disk and can be opened again.
    pub async fn stop(self) {
        self.server.stop().await;
        self.pusher.abort();
        // The task was told to end; whether it had ended already does not matter.
        let _ended = self.pusher.await;
        self.house.book().close();
    }
}
