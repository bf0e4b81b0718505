//! The box office by itself: its own server on its own database, for cinemas that the platform
//! reaches like any other cinema far away.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use box_office::http::{HttpConfig, TrustedKeys};
use box_office::push::Pusher;
use box_office::{BoxOffice, BoxOfficeConfig};
use chrono::NaiveDate;
use clap::Subcommand;
use database::{ConnectOptions, Db};
use domain::calendar::PLATFORM_ZONE;
use gateways::cinema::feed::Feed;
use gateways::signing::PublicKey;
use tokio::time::Instant;

use super::{print, start_log, wait_for_signal};
use crate::clock::Clock;
use crate::config::Environment;
use crate::import::{self, Options, Source};
use crate::keys::CinemaKeys;

/// How often expired locks are given back and changes are pushed.
const PERIOD: Duration = Duration::from_secs(5);

/// A push that failed is tried again after a period, and at most after this long.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// Rows of one sweep.
const SWEEP: u32 = 500;

#[derive(Subcommand)]
pub enum Command {
    /// Serve the cinema interface until interrupted. README.md lists the settings.
    Serve,
    /// Print the document of the cinema interface as YAML.
    Openapi,
    /// Print the public keys with which changes are pushed to the platform, one a line; the last
    /// one signs.
    Key,
}

/// Does what the arguments name.
///
/// # Errors
/// Whatever keeps it from being done.
pub async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Openapi => print(&box_office::http::openapi::yaml()?),
        Command::Key => print(&super::public_keys(&Settings::from_env()?.keys()?)),
        Command::Serve => serve(Settings::from_env()?).await,
    }
}

/// How it runs. Everything has a default but what production must not guess.
struct Settings {
    environment: Environment,
    bind: String,
    port: u16,
    data_dir: PathBuf,
    database_url: String,
    /// The platform's public keys, or `@` and a file with them, which may change.
    trust: String,
    /// Catalogue files to load at start and every day.
    catalogue: Option<PathBuf>,
    /// Where changes are pushed to.
    platform: Option<String>,
    /// How it is reached from outside.
    public_url: Option<String>,
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Settings {
    fn from_env() -> anyhow::Result<Self> {
        let own = |name: &str| variable(&format!("MARQUEE_BOX_OFFICE_{name}"));
        let environment = match variable("MARQUEE_ENV").as_deref() {
            None | Some("demo") => Environment::Demo,
            Some("production") => Environment::Production,
            Some(other) => bail!("MARQUEE_ENV is demo or production, not {other}"),
        };
        let shared = || PathBuf::from(variable("MARQUEE_DATA").unwrap_or("data".to_owned()));
        let data_dir = own("DATA").map_or_else(|| shared().join("box-office"), PathBuf::from);
        let port = own("PORT").map_or(Ok(8084), |port| port.parse());
        let file = || format!("sqlite://{}", data_dir.join("box-office.db").display());
        let settings = Self {
            environment,
            bind: own("BIND").unwrap_or("127.0.0.1".to_owned()),
            port: port.context("MARQUEE_BOX_OFFICE_PORT is no port")?,
            database_url: own("DATABASE_URL").unwrap_or_else(file),
            trust: own("TRUST").unwrap_or_default(),
            catalogue: own("CATALOGUE").map(PathBuf::from),
            platform: own("PLATFORM"),
            public_url: own("URL"),
            data_dir,
        };
        if environment == Environment::Production {
            settings.check_production()?;
        }
        Ok(settings)
    }

    /// Production believes nobody by accident.
    fn check_production(&self) -> anyhow::Result<()> {
        if self.trusted()?.is_empty() {
            bail!("MARQUEE_BOX_OFFICE_TRUST must name the platform's public keys");
        }
        if self.public_url.is_none() {
            bail!("MARQUEE_BOX_OFFICE_URL must say how this server is reached");
        }
        Ok(())
    }

    /// The keys that are trusted now.
    fn trusted(&self) -> anyhow::Result<Vec<PublicKey>> {
        let text = match self.trust.strip_prefix('@') {
            Some(path) => {
                std::fs::read_to_string(path).with_context(|| format!("reading {path}"))?
            }
            None => self.trust.clone(),
        };
        let keys = text.split([',', '\n', ' ', '\r', '\t']).filter(|key| !key.is_empty());
        let key = |key: &str| PublicKey::from_base64(key).with_context(|| format!("key {key}"));
        keys.map(key).collect()
    }

    fn keys(&self) -> anyhow::Result<CinemaKeys> {
        CinemaKeys::load_or_create(&self.data_dir.join("keys"), "push-")
    }

    /// The names under which requests may reach this server; any in a demo without an address.
    fn authorities(&self) -> anyhow::Result<Vec<String>> {
        let Some(url) = &self.public_url else {
            return Ok(Vec::new());
        };
        let url = url.parse().context("MARQUEE_BOX_OFFICE_URL is no address")?;
        Ok(vec![gateways::signing::authority_of(&url)])
    }

    async fn open_database(&self) -> anyhow::Result<Db> {
        if self.database_url.starts_with("sqlite:") {
            std::fs::create_dir_all(&self.data_dir)
                .with_context(|| format!("creating {}", self.data_dir.display()))?;
        }
        let db = database::connect(&self.database_url, &ConnectOptions::default()).await;
        let db = db.context("connecting to the box office's database")?;
        box_office::migrate(&db).await.context("migrating the box office's tables")?;
        Ok(db)
    }
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    start_log(settings.environment);
    let listener =
        TcpListener::bind((settings.bind.as_str(), settings.port)).with_context(|| {
            let (bind, port) = (&settings.bind, settings.port);
            format!("no box office: listening on {bind}:{port} (MARQUEE_BOX_OFFICE_PORT)")
        })?;
    let address = listener.local_addr()?;
    let (keys, db, clock) = (settings.keys()?, settings.open_database().await?, Clock::system());
    let now = clock.clone();
    let office =
        BoxOffice::start(db.clone(), Arc::new(move || now.now()), BoxOfficeConfig::default());
    let trusted = TrustedKeys::new(settings.trusted()?);
    let mut upkeep = Upkeep::new(settings, &keys, &office, &db, &clock, trusted.clone())?;
    upkeep.load_catalogue().await?;
    let config = HttpConfig {
        authorities: upkeep.settings.authorities()?,
        pushes: upkeep.pusher.is_some(),
        ..HttpConfig::new(trusted)
    };
    let server = box_office::http::start(office.clone(), config, listener)?;
    let handle = server.handle();
    let running = tokio::spawn(server);
    if upkeep.settings.environment == Environment::Demo {
        for cinema_code in office.cinema_codes().await? {
            print(&format!(
                "Box office of cinema {cinema_code}: http://{address}/{cinema_code}/v1\n"
            ))?;
        }
    }
    tracing::info!(%address, "the box office serves");
    let upkeep = tokio::spawn(upkeep.run());
    wait_for_signal().await?;
    handle.stop(true).await;
    running.await??;
    // What it was about to write is rolled back; the next start does it.
    upkeep.abort();
    tokio::time::timeout(Duration::from_secs(5), db.close()).await.ok();
    Ok(())
}

/// What is done beside the requests.
struct Upkeep {
    settings: Settings,
    office: BoxOffice,
    db: Db,
    clock: Clock,
    trusted: TrustedKeys,
    pusher: Option<Pusher>,
    push_at: Instant,
    wait: Duration,
    loaded_on: Option<NaiveDate>,
    complaints: BTreeSet<&'static str>,
}

impl Upkeep {
    fn new(
        settings: Settings,
        keys: &CinemaKeys,
        office: &BoxOffice,
        db: &Db,
        clock: &Clock,
        trusted: TrustedKeys,
    ) -> anyhow::Result<Self> {
        let pusher = match &settings.platform {
            Some(platform) => {
                let now = clock.clone();
                let feed =
                    Feed::new(platform, keys.signing().clone(), Arc::new(move || now.now()))?;
                Some(Pusher::new(office.clone(), feed))
            }
            None => None,
        };
        Ok(Self {
            settings,
            office: office.clone(),
            db: db.clone(),
            clock: clock.clone(),
            trusted,
            pusher,
            push_at: Instant::now(),
            wait: PERIOD,
            loaded_on: None,
            complaints: BTreeSet::new(),
        })
    }

    /// Loads the catalogue once a day, so that the programme always reaches as far ahead.
    async fn load_catalogue(&mut self) -> anyhow::Result<()> {
        let today = self.clock.now().with_timezone(&PLATFORM_ZONE).date_naive();
        let Some(directory) = self.settings.catalogue.clone() else {
            return Ok(());
        };
        if self.loaded_on == Some(today) {
            return Ok(());
        }
        let source = Source::Directory(directory);
        import::run_box_office(&self.db, &self.clock, &source, Options::default()).await?;
        self.loaded_on = Some(today);
        Ok(())
    }

    async fn run(mut self) {
        loop {
            let result = self.load_catalogue().await;
            self.note("the catalogue was not loaded", result);
            let result = self.read_trust();
            self.note("the trusted keys were not read again", result);
            let result = self.sweep().await;
            self.note("the sweep failed", result);
            if self.push_at <= Instant::now() {
                let result = self.push().await;
                self.wait = if result.is_ok() { PERIOD } else { (self.wait * 2).min(MAX_WAIT) };
                self.push_at = Instant::now() + self.wait;
                self.note("changes were not pushed", result);
            }
            tokio::time::sleep(PERIOD).await;
        }
    }

    /// Says a failure once, and again only after it had gone.
    fn note(&mut self, what: &'static str, result: anyhow::Result<()>) {
        match result {
            Ok(()) => drop(self.complaints.remove(what)),
            Err(error) if self.complaints.insert(what) => tracing::warn!("{what}: {error:#}"),
            Err(error) => tracing::debug!("{what}: {error:#}"),
        }
    }

    /// A file of keys may have changed: that is how a key is introduced and retired.
    fn read_trust(&self) -> anyhow::Result<()> {
        if self.settings.trust.starts_with('@') {
            self.trusted.replace(self.settings.trusted()?);
        }
        Ok(())
    }

    async fn sweep(&self) -> anyhow::Result<()> {
        while self.office.expire_locks(self.clock.now(), SWEEP).await?.is_full {}
        while self.office.forget_nonces(self.clock.now(), SWEEP).await? >= u64::from(SWEEP) {}
        Ok(())
    }

    async fn push(&mut self) -> anyhow::Result<()> {
        match &mut self.pusher {
            Some(pusher) => Ok(pusher.push().await.map(drop)?),
            None => Ok(()),
        }
    }
}
