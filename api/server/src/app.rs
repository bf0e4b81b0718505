//! What every request and task shares.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use box_office::{BoxOffice, BoxOfficeConfig};
use chrono::{DateTime, Utc};
use database::{ConnectOptions, Db, Reader};
use domain::payments::BankCode;
use gateways::bank::unionpay::{MerchantKey, UnionPay, UnionPayConfig};
use gateways::bank::{BankGateway, BankRegistry};
use gateways::cinema::CinemaGateway;
use gateways::sms::SmsGateway;
use gateways::sms::http::HttpSms;
use gateways::sms::log::LogSms;
use gateways::webhook::{Reach, WebhookSender};
use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::MigratorTrait;
use tables::cinemas;
use tokio::sync::Notify;

use crate::cinemas::BUILT_IN;
use crate::clock::Clock;
use crate::config::{Config, Environment};
use crate::error::{Error, Result};
use crate::keys::Keys;

/// The running platform. Shared behind an `Arc`; handlers get it as `web::Data<App>`.
pub struct App {
    pub config: Config,
    pub db: Db,
    /// Connections that can only read, for whoever looks into the books.
    pub books: Reader,
    pub clock: Clock,
    /// When this process began to work.
    pub started_at: DateTime<Utc>,
    pub keys: Keys,
    pub gateways: Gateways,
    /// The built-in box office itself, for its own upkeep; buying goes through `gateways`.
    pub box_office: BoxOffice,
    pub wake: Wake,
    /// The lines to cinemas; shared with `gateways`.
    pub cinemas: Arc<crate::cinemas::Registry>,
    pub seat_feed: crate::seating::SeatFeed,
    pub plans: crate::seating::PlanCache,
    /// The live figures, found out once for all who look at them.
    pub overview: crate::admin::OverviewCache,
    /// Which events any third party listens to.
    pub webhooks: crate::webhooks::Subscriptions,
    /// What third-party clients used up in the running minute.
    pub quotas: crate::identity::Quotas,
    /// What requests began and nobody waits for.
    pub errands: crate::tasks::Errands,
    /// Who has workbooks of the books made.
    pub workbooks: crate::ledger::Workbooks,
}

/// The outside world.
#[derive(Clone)]
pub struct Gateways {
    /// The ticketing system of cinemas that have none of their own.
    pub box_office: Arc<dyn CinemaGateway>,
    /// The ticketing systems of all others.
    pub cinemas: Arc<crate::cinemas::Registry>,
    pub banks: BankRegistry,
    pub sms: Arc<dyn SmsGateway>,
    /// The way to addresses of third parties.
    pub webhooks: WebhookSender,
}

impl App {
    /// Everything as the settings say, with a database that is up to date. Needs a Tokio runtime.
    ///
    /// # Errors
    /// The database cannot be reached or migrated, or a key cannot be read.
    pub async fn build(config: Config, clock: Clock) -> anyhow::Result<Arc<Self>> {
        Self::build_with(config, clock, Gateways::from_config).await
    }

    /// Like [`App::build`] with another outside world: commands that need no bank, and tests.
    ///
    /// # Errors
    /// As [`App::build`].
    pub async fn build_with(
        config: Config,
        clock: Clock,
        connect: impl FnOnce(&Config, &Clock, &BoxOffice) -> anyhow::Result<Gateways>,
    ) -> anyhow::Result<Arc<Self>> {
        let db = open_database(&config).await?;
        let books = open_books(&config).await?;
        let keys = Keys::load_or_create(&config)?;
        let office_clock = clock.clone();
        let box_office = BoxOffice::start(
            db.clone(),
            Arc::new(move || office_clock.now()),
            BoxOfficeConfig::default(),
        );
        let gateways = connect(&config, &clock, &box_office)?;
        let cinemas = Arc::clone(&gateways.cinemas);
        cinemas.set_built_in(Arc::new(box_office.clone()));
        let app = Arc::new(Self {
            config,
            db,
            books,
            started_at: clock.now(),
            clock,
            keys,
            gateways,
            box_office,
            wake: Wake::default(),
            cinemas,
            seat_feed: crate::seating::SeatFeed::default(),
            plans: crate::seating::PlanCache::default(),
            overview: crate::admin::OverviewCache::default(),
            webhooks: crate::webhooks::Subscriptions::default(),
            quotas: crate::identity::Quotas::default(),
            errands: crate::tasks::Errands::here(),
            workbooks: crate::ledger::Workbooks::default(),
        });
        app.cinemas.refresh(&app).await.context("reading the registered cinemas")?;
        app.webhooks.refresh(&app.db).await.context("reading who listens")?;
        Ok(app)
    }
}

/// What the API may do on PostgreSQL: everything but change what only grows.
const API_ROLE: &str = "marquee_api";

/// What a reader of the books may do on PostgreSQL: read.
const AUDITOR_ROLE: &str = "marquee_auditor";

/// Connections to the books that can only read.
const READING_CONNECTIONS: u32 = 4;

/// Connects to the database and brings its tables up to date. What is given back acts as the role
/// of the API where it may; the migrations ran as who logs in.
///
/// # Errors
/// It cannot be reached, a migration fails, or in production the role cannot be taken.
pub async fn open_database(config: &Config) -> anyhow::Result<Db> {
    if config.database_url.starts_with("sqlite:") {
        std::fs::create_dir_all(&config.data_dir)
            .with_context(|| format!("creating {}", config.data_dir.display()))?;
    }
    let options =
        ConnectOptions { max_connections: config.max_connections, ..ConnectOptions::default() };
    let db = database::connect(&config.database_url, &options)
        .await
        .context("connecting to the database")?;
    // The first migration that needs the roles makes them, if it may: else nothing is changed here.
    if !database::may_make_roles(&db).await? {
        takes_role(config, &db, API_ROLE).await?;
        takes_role(config, &db, AUDITOR_ROLE).await?;
    }
    tables::migrations::Migrator::up(&db, None).await.context("migrating the platform's tables")?;
    box_office::migrate(&db).await.context("migrating the box office's tables")?;
    if !takes_role(config, &db, API_ROLE).await? {
        return Ok(db);
    }
    db.close().await?;
    let options = ConnectOptions { role: Some(API_ROLE), ..options };
    let db = database::connect(&config.database_url, &options).await;
    db.context("connecting to the database as marquee_api")
}

/// Whether connections are to act as that role of PostgreSQL. A demo works without roles and says
/// so.
///
/// # Errors
/// The database cannot be asked, or who logs in may not take the role in production: the books
/// would be open to changes without anybody knowing.
async fn takes_role(
    config: &Config,
    conn: &impl ConnectionTrait,
    role: &str,
) -> anyhow::Result<bool> {
    if !config.uses_database_roles || conn.get_database_backend() != DbBackend::Postgres {
        return Ok(false);
    }
    if database::may_act_as(conn, role).await.context("asking for the database's roles")? {
        return Ok(true);
    }
    let remedy = format!(
        "the user of DATABASE_URL may not act as {role}. Before the tables are made, let an \
        administrator of PostgreSQL run: CREATE ROLE {role} NOLOGIN (unless there is one); \
        GRANT {role} TO that user. MARQUEE_DB_ROLES=0 works without narrow roles"
    );
    if config.environment == Environment::Production {
        anyhow::bail!(remedy);
    }
    tracing::warn!("the books are guarded by triggers alone: {remedy}");
    Ok(false)
}

/// Connects to a database that is there, for reading only; as the auditors' role where it may.
///
/// # Errors
/// It cannot be reached, or in production the role cannot be taken.
pub async fn open_books(config: &Config) -> anyhow::Result<Reader> {
    let url = &config.database_url;
    let reader = database::connect_reader(url, READING_CONNECTIONS, None).await?;
    if !takes_role(config, &reader, AUDITOR_ROLE).await? {
        return Ok(reader);
    }
    reader.close().await?;
    Ok(database::connect_reader(url, READING_CONNECTIONS, Some(AUDITOR_ROLE)).await?)
}

impl Gateways {
    /// The outside world as the settings say.
    ///
    /// # Errors
    /// The bank's or merchant's key files cannot be read.
    pub fn from_config(
        config: &Config,
        clock: &Clock,
        box_office: &BoxOffice,
    ) -> anyhow::Result<Self> {
        let union_pay: Arc<dyn BankGateway> = Arc::new(union_pay(config, clock)?);
        let banks = BankRegistry::new([union_pay]);
        Ok(Self { banks, ..Self::without_banks(config, clock, box_office)? })
    }

    /// For work in which no money moves.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn without_banks(
        config: &Config,
        _: &Clock,
        box_office: &BoxOffice,
    ) -> anyhow::Result<Self> {
        let sms: Arc<dyn SmsGateway> = match &config.sms_url {
            Some(url) => Arc::new(HttpSms::new(url.clone(), config.sms_token.clone())?),
            None => Arc::new(LogSms),
        };
        let reach = match config.environment {
            Environment::Demo => Reach::ThisMachineToo,
            Environment::Production => Reach::OpenInternet,
        };
        Ok(Self {
            box_office: Arc::new(box_office.clone()),
            cinemas: Arc::default(),
            banks: BankRegistry::default(),
            sms,
            webhooks: WebhookSender::new(reach)?,
        })
    }

    /// A cinema's ticketing system. One that is not registered on this server answers that nothing
    /// was sent.
    pub fn cinema(&self, cinema: &cinemas::Model) -> Arc<dyn CinemaGateway> {
        if cinema.gateway == BUILT_IN {
            return Arc::clone(&self.box_office);
        }
        self.cinemas.remote(cinema.id)
    }

    /// The adapter of a bank.
    pub fn bank(&self, code: BankCode) -> Result<&Arc<dyn BankGateway>> {
        self.banks
            .get(code)
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("bank {code} is not configured")))
    }
}

/// Bells that wake the workers. They carry nothing: what is due stands in the database.
#[derive(Default)]
pub struct Wake {
    pub orders: Notify,
    pub locks: Notify,
    pub outbox: Notify,
    /// Third parties are to be told something.
    pub webhooks: Notify,
    /// Something changed in a cinema's programme.
    pub sync: Bell,
    /// A showtime was cancelled.
    pub cancelled: Notify,
    /// The workers take nothing new up any more.
    pub is_stopping: AtomicBool,
}

/// A bell that remembers whether it rang, for a worker that also looks by the clock.
#[derive(Default)]
pub struct Bell {
    notify: Notify,
    has_rung: AtomicBool,
}

impl Bell {
    /// Wakes the worker.
    pub fn notify_one(&self) {
        self.keep();
        self.notify.notify_one();
    }

    /// Remembers the ring for the worker's next look.
    pub fn keep(&self) {
        self.has_rung.store(true, Ordering::SeqCst);
    }

    /// Whether it rang since it was last asked.
    pub fn take(&self) -> bool {
        self.has_rung.swap(false, Ordering::SeqCst)
    }

    /// What the worker waits for.
    pub fn notified(&self) -> &Notify {
        &self.notify
    }
}

/// The owner of the certificate that signs for the bank, in production and in the sandbox.
const UNION_PAY_SIGNER: &str = "中国银联股份有限公司";

fn union_pay(config: &Config, clock: &Clock) -> anyhow::Result<UnionPay> {
    let bank = &config.bank;
    let read = |name: &str| {
        let path = bank.keys_dir.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let clock = clock.clone();
    let union_pay = UnionPay::new(UnionPayConfig {
        merchant_id: bank.merchant_id.clone(),
        base_url: bank.unionpay_url.clone(),
        browser_url: bank.browser_url.clone(),
        bill_url: bank.bill_url.clone(),
        merchant_key: MerchantKey::Pem {
            key: read("merchant.key.pem")?.into(),
            certificate: read("merchant.cer")?,
        },
        root_certificate: read("acp_root.cer")?,
        middle_certificate: read("acp_middle.cer")?,
        signer_names: Some(vec![UNION_PAY_SIGNER.to_owned()]),
        late_grace_s: bank.late_grace_s,
        clock: Arc::new(move || clock.now()),
    });
    union_pay.context("setting up UnionPay")
}
