//! A bank that speaks `UnionPay` ACP 5.1.0: gateway, cashier page and notifications.

mod bill;
mod bill_faults;
mod book;
mod cashier;
pub mod keys;
mod message;
mod notices;
mod overview;
pub mod signature;
mod transaction;
mod unionpay;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::web::{self, Data};
use anyhow::Context;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::faults::{Dial, Operation};
use crate::server::Running;
use bill_faults::BillDial;
use book::Book;
use keys::Keys;

/// How a bank is set up.
#[derive(Clone, Debug)]
pub struct BankConfig {
    /// Where it listens: the loopback address unless it runs in a container of its own.
    pub address: IpAddr,
    /// The port there; 0 takes any free one.
    pub port: u16,
    /// Where `bank.jsonl` is kept.
    pub data: PathBuf,
    /// Where the keys are kept; see [`keys`] for the files.
    pub keys: PathBuf,
    /// The length of the minute by which notifications are repeated, after 1, 2, 4 and 5 of them.
    pub notify_minute: Duration,
    /// When a late payment is booked, counted from the payer's click. Without it: a second after
    /// `payTimeout`, or after fifteen minutes when the merchant set no limit.
    pub late_after: Option<Duration>,
    /// What time it is.
    pub clock: Clock,
}

impl BankConfig {
    /// Any free port, real minutes, the system's clock.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>, keys: impl Into<PathBuf>) -> Self {
        Self {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            data: data.into(),
            keys: keys.into(),
            notify_minute: Duration::from_secs(60),
            late_after: None,
            clock: Clock::system(),
        }
    }
}

/// What the handlers and the notifier share.
pub(crate) struct Office {
    book: Mutex<Book>,
    keys: Keys,
    dial: Dial,
    bill_dial: BillDial,
    clock: Clock,
    notify_minute: Duration,
    late_after: Option<Duration>,
    wake: Notify,
    /// Counts attempts to notify, for whoever waits for one.
    attempts: watch::Sender<u64>,
}

impl Office {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts banks.
#[derive(Debug)]
pub struct Bank;

/// A bank that is open until it is stopped.
pub struct BankHandle {
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub url: String,
    /// Where the merchant finds its key and the bank's certificates.
    pub keys_dir: PathBuf,
    office: Arc<Office>,
    server: Running,
    notifier: JoinHandle<()>,
}

impl Bank {
    /// Opens a bank on the current tokio runtime. It knows what it knew when it was last open.
    ///
    /// # Errors
    /// The port is taken, a directory cannot be written, or another bank uses it.
    pub async fn start(config: BankConfig) -> anyhow::Result<BankHandle> {
        let BankConfig { address, port, data, keys: keys_dir, notify_minute, late_after, clock } =
            config;
        let directory = keys_dir.clone();
        // Making RSA keys takes the better part of a second.
        let (keys, book) = tokio::task::spawn_blocking(move || {
            anyhow::Ok((keys::open(&directory)?, Book::open(&data)?))
        })
        .await??;
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let office = Arc::new(Office {
            book: Mutex::new(book),
            keys,
            dial: Dial::new(&[
                Operation::Front,
                Operation::Query,
                Operation::Refund,
                Operation::Void,
                Operation::Notify,
                Operation::Bill,
            ]),
            bill_dial: BillDial::default(),
            clock,
            notify_minute,
            late_after,
            wake: Notify::new(),
            attempts: watch::Sender::new(0),
        });
        let shared = Data::from(office.clone());
        let server = Running::start(address, port, move |config| {
            config
                .app_data(shared.clone())
                .configure(unionpay::routes)
                .configure(cashier::routes)
                .configure(overview::routes)
                .configure(|config| shared.dial.routes(config))
                .configure(|config| shared.bill_dial.routes(config))
                .default_service(web::to(unionpay::elsewhere));
        })
        .with_context(|| format!("the bank cannot listen on port {port}"))?;
        let notifier = tokio::spawn(notices::run(office.clone(), client));
        Ok(BankHandle { url: server.url.clone(), keys_dir, office, server, notifier })
    }
}

impl BankHandle {
    /// Closes the bank at once. What it knows is on the disk and can be opened again.
    pub async fn stop(self) {
        self.server.stop().await;
        self.notifier.abort();
        // The task was told to end; whether it had ended already does not matter.
        let _ended = self.notifier.await;
        self.office.book().close();
    }
}
