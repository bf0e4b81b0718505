//! Settings, read from the environment only. Everything has a default but secrets in production.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use domain::reconciliation::bank::FeeTerms;
use zeroize::Zeroizing;

/// Where this process runs. Production refuses what only a demo may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    Demo,
    Production,
}

/// How the server runs. Tests build it by hand.
#[derive(Clone, Debug)]
pub struct Config {
    pub environment: Environment,
    /// Where the API and the web app listen; `MARQUEE_BIND` and `MARQUEE_PORT`.
    pub bind: String,
    pub port: u16,
    /// Files of this installation: the embedded database and keys; `MARQUEE_DATA`.
    pub data_dir: PathBuf,
    /// `DATABASE_URL`; an SQLite file in the data directory by default.
    pub database_url: String,
    pub max_connections: u32,
    /// Whether the server acts under the narrow roles of PostgreSQL where it may;
    /// `MARQUEE_DB_ROLES=0` turns that off.
    pub uses_database_roles: bool,
    /// How this server is reached from outside, without a slash at the end; `MARQUEE_PUBLIC_URL`.
    pub public_url: String,
    /// The names under which cinemas reach this server: a feed request that was signed for another
    /// one is refused. Empty accepts every name, as a demo does that was not told its address.
    pub feed_names: Vec<String>,
    /// The built web app, served when it is there; `MARQUEE_WEB`.
    pub web_dir: PathBuf,
    /// Where the bank listens and what it signs with.
    pub bank: BankConfig,
    /// Where short messages go; without it they are only logged.
    pub sms_url: Option<String>,
    /// What the provider of short messages knows us by; `MARQUEE_SMS_TOKEN`.
    pub sms_token: Option<Zeroizing<String>>,
    pub purchase: PurchaseConfig,
    pub sync: SyncConfig,
    /// How long whoever has a day compared waits for its end before hearing that it goes on; less
    /// than a request may take.
    pub compare_wait: Duration,
    /// How generous the throttles are; the demo signs in a hundred times.
    pub throttle: ThrottleConfig,
    /// Cinemas that a demo brings along; `MARQUEE_DEMO_CINEMAS`, separated by semicolons, each as
    /// `url=…,code=…,district=…,key=…`.
    pub demo_cinemas: Vec<DemoCinema>,
    /// The sandbox's application, which a demo registers with the portal; without it none is
    /// registered. `MARQUEE_APP_PORT` says its port.
    pub demo_app_url: Option<String>,
    /// Other origins whose scripts may call the API; `MARQUEE_CORS_ORIGINS`, comma separated.
    pub cors_origins: Vec<String>,
    /// Worker threads of the HTTP server.
    pub workers: usize,
    /// A PKCS #8 PEM file with an Ed25519 key that signs access tokens in place of the data
    /// directory's own; `MARQUEE_JWT_KEY_FILE`.
    pub jwt_key_file: Option<PathBuf>,
    /// Who sends this as a bearer token may read the metrics from anywhere; without it only the
    /// machine itself may. `MARQUEE_METRICS_TOKEN`.
    pub metrics_token: Option<String>,
    /// Whether a proxy of ours stands in front and names the client in `X-Forwarded-For`;
    /// `MARQUEE_BEHIND_PROXY=1`.
    pub is_behind_proxy: bool,
    /// Whether administrators and auditors need a second factor: always in production. A demo does
    /// without, so that whoever tries it needs no authenticator.
    pub requires_second_factor: bool,
    /// How far a demo's clock is ahead of the system's; `MARQUEE_CLOCK_SHIFT_S`, in seconds. With
    /// a negative one a demo gets a past: sales of yesterday to seal and to reconcile.
    pub clock_shift: chrono::Duration,
}

/// A cinema in another process that a demo registers by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoCinema {
    /// Ends before `/v1`.
    pub url: String,
    pub code: String,
    /// Slug of a district that the catalogue knows.
    pub district: String,
    /// Raw Ed25519 key in base64.
    pub key: String,
}

/// UnionPay's addresses and the merchant's key files.
#[derive(Clone, Debug)]
pub struct BankConfig {
    /// `MARQUEE_UNIONPAY_URL`, the gateway's origin as this server reaches it.
    pub unionpay_url: String,
    /// `MARQUEE_UNIONPAY_BROWSER_URL`, as a customer's browser reaches it; the same by default.
    pub browser_url: String,
    /// `MARQUEE_UNIONPAY_BILL_URL`, where bills are fetched; by default the bank's own address of
    /// them, or the sandbox.
    pub bill_url: Option<String>,
    /// `MARQUEE_UNIONPAY_KEYS`: a directory with `acp_root.cer`, `acp_middle.cer`,
    /// `merchant.key.pem` and `merchant.cer`.
    pub keys_dir: PathBuf,
    /// `MARQUEE_UNIONPAY_MERCHANT`.
    pub merchant_id: String,
    /// `MARQUEE_UNIONPAY_GRACE_S`: seconds after the payable time for which the bank's "not found"
    /// is not believed.
    pub late_grace_s: u32,
    /// `MARQUEE_UNIONPAY_FEE_BP`: what the bank keeps of a payment as agreed, in 1/100 of a
    /// percent; bills are held against it.
    pub fee: FeeTerms,
}

/// The times of a purchase.
#[derive(Clone, Debug)]
pub struct PurchaseConfig {
    /// How long a seat lock is asked for.
    pub lock_ttl: Duration,
    /// Payment ends so long before the cinema unlocks.
    pub pay_margin: Duration,
    /// The first wait before an unknown answer is asked again; it doubles up to a minute.
    pub first_retry: Duration,
    /// How long a worker may be at one order before another one takes it over; longer than any call
    /// outside may take.
    pub lease: Duration,
    /// How often due work is looked for when nothing wakes the workers.
    pub task_period: Duration,
}

/// How often cinemas are asked what they play.
#[derive(Clone, Debug)]
pub struct SyncConfig {
    /// What changed at a cinema in another process; `MARQUEE_SYNC_S`.
    pub remote: Duration,
    /// What changed in the built-in box office, when no bell rings.
    pub built_in: Duration,
    /// Films, halls and the whole programme; `MARQUEE_SYNC_PROGRAMME_S`.
    pub programme: Duration,
}

impl SyncConfig {
    fn signed(period: Duration) -> chrono::Duration {
        chrono::Duration::from_std(period).unwrap_or(chrono::Duration::MAX)
    }

    pub fn remote_period(&self) -> chrono::Duration {
        Self::signed(self.remote)
    }

    pub fn built_in_period(&self) -> chrono::Duration {
        Self::signed(self.built_in)
    }

    pub fn programme_period(&self) -> chrono::Duration {
        Self::signed(self.programme)
    }
}

/// Attempts allowed in a window of ten minutes.
#[derive(Clone, Copy, Debug)]
pub struct ThrottleConfig {
    pub codes_per_phone: i32,
    pub codes_per_address: i32,
    pub failed_logins_per_phone: i32,
    pub logins_per_address: i32,
    /// Seat locks that one person may hold without an order.
    pub locks_at_once: usize,
    /// Seconds between two codes to the same phone.
    pub code_pause_s: i64,
}

impl PurchaseConfig {
    /// The first wait as a signed duration, for arithmetic with instants.
    pub fn first_retry(&self) -> chrono::Duration {
        chrono::Duration::from_std(self.first_retry).unwrap_or(chrono::Duration::MAX)
    }

    /// How long to wait before something is asked for the next time, after `tries` times without
    /// an answer: the first wait, doubled with each try, and `longest` at most.
    pub fn pause(&self, tries: i32, longest: chrono::Duration) -> chrono::Duration {
        let doublings = u32::try_from(tries.clamp(0, 16)).unwrap_or_default();
        let pause = self.first_retry().checked_mul(2_i32.pow(doublings));
        pause.map_or(longest, |pause| pause.min(longest))
    }

    /// The lease as a signed duration, for arithmetic with instants.
    pub fn lease(&self) -> chrono::Duration {
        chrono::Duration::from_std(self.lease).unwrap_or(chrono::Duration::MAX)
    }
}

impl Default for PurchaseConfig {
    fn default() -> Self {
        Self {
            lock_ttl: Duration::from_secs(15 * 60),
            pay_margin: Duration::from_secs(3 * 60),
            first_retry: Duration::from_secs(2),
            lease: Duration::from_secs(45),
            task_period: Duration::from_secs(1),
        }
    }
}

impl ThrottleConfig {
    /// Limits for the open internet.
    pub const fn strict() -> Self {
        Self {
            codes_per_phone: 5,
            codes_per_address: 30,
            failed_logins_per_phone: 10,
            logins_per_address: 100,
            locks_at_once: 6,
            code_pause_s: 60,
        }
    }

    /// Limits for a demo in which one machine plays every person.
    pub const fn demo() -> Self {
        Self {
            codes_per_phone: 200,
            codes_per_address: 2_000,
            failed_logins_per_phone: 20,
            logins_per_address: 5_000,
            locks_at_once: 500,
            code_pause_s: 0,
        }
    }
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or cannot be read.
    pub fn from_env() -> anyhow::Result<Self> {
        Self::read(&|variable| std::env::var(variable).ok())
    }

    /// The settings of a demo whose data lie in `data_dir`, whatever the environment says. Tests
    /// start from these.
    ///
    /// # Errors
    /// The path is not UTF-8.
    pub fn demo(data_dir: &Path) -> anyhow::Result<Self> {
        let data_dir = data_dir.to_str().context("the data directory is not UTF-8")?;
        Self::read(&|variable| (variable == "MARQUEE_DATA").then(|| data_dir.to_owned()))
    }

    fn read(lookup: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let env = Variables(lookup);
        let environment = match env.text("MARQUEE_ENV", "demo").as_str() {
            "demo" => Environment::Demo,
            "production" => Environment::Production,
            other => bail!("MARQUEE_ENV is demo or production, not {other}"),
        };
        let is_demo = environment == Environment::Demo;
        let port = env.number("MARQUEE_PORT", 8080)?;
        let data_dir = PathBuf::from(env.text("MARQUEE_DATA", "data"));
        let sqlite = format!("sqlite://{}", data_dir.join("marquee.db").display());
        let config = Self {
            environment,
            bind: env.text("MARQUEE_BIND", "127.0.0.1"),
            port,
            database_url: env.text("DATABASE_URL", &sqlite),
            max_connections: env.number("MARQUEE_DB_CONNECTIONS", 16)?,
            uses_database_roles: env.text("MARQUEE_DB_ROLES", "1") == "1",
            public_url: env.text("MARQUEE_PUBLIC_URL", &format!("http://127.0.0.1:{port}")),
            feed_names: env.feed_names()?,
            web_dir: PathBuf::from(env.text("MARQUEE_WEB", "frontend/dist")),
            bank: env.bank(&data_dir)?,
            sms_url: match env.0("MARQUEE_SMS_URL") {
                Some(url) => Some(url).filter(|url| !url.is_empty()),
                None if is_demo => Some(env.sandbox_url("MARQUEE_PHONE_PORT", 8082)? + "/sms"),
                None => None,
            },
            sms_token: env.secret("MARQUEE_SMS_TOKEN").map(Zeroizing::new),
            purchase: env.purchase()?,
            sync: env.sync(is_demo)?,
            compare_wait: Duration::from_secs(10),
            throttle: if is_demo { ThrottleConfig::demo() } else { ThrottleConfig::strict() },
            demo_cinemas: if is_demo { env.demo_cinemas()? } else { Vec::new() },
            demo_app_url: match is_demo {
                true => Some(env.sandbox_url("MARQUEE_APP_PORT", 8085)?),
                false => None,
            },
            cors_origins: env.list("MARQUEE_CORS_ORIGINS"),
            workers: env.number("MARQUEE_WORKERS", 2)?,
            jwt_key_file: env.secret("MARQUEE_JWT_KEY_FILE").map(PathBuf::from),
            metrics_token: env.secret("MARQUEE_METRICS_TOKEN"),
            is_behind_proxy: env.text("MARQUEE_BEHIND_PROXY", "0") == "1",
            requires_second_factor: !is_demo,
            clock_shift: if is_demo { env.clock_shift()? } else { chrono::Duration::zero() },
            data_dir,
        };
        if environment == Environment::Production {
            env.require(&["MARQUEE_UNIONPAY_URL", "MARQUEE_UNIONPAY_KEYS", "MARQUEE_PUBLIC_URL"])?;
            config.refuse_sandbox()?;
        }
        Ok(config)
    }

    /// Production does not talk to stand-ins.
    fn refuse_sandbox(&self) -> anyhow::Result<()> {
        let is_loopback = |url: &str| {
            ["//127.", "//localhost", "//[::1]"].iter().any(|loopback| url.contains(loopback))
        };
        let BankConfig { unionpay_url, browser_url, bill_url, .. } = &self.bank;
        let urls =
            [Some(unionpay_url), Some(browser_url), bill_url.as_ref(), self.sms_url.as_ref()];
        if urls.into_iter().flatten().any(|url| is_loopback(url)) {
            bail!("production does not use sandbox endpoints");
        }
        Ok(())
    }
}

/// Variables by name, wherever they come from. An empty one counts as absent.
struct Variables<'a>(&'a dyn Fn(&str) -> Option<String>);

impl Variables<'_> {
    fn secret(&self, variable: &str) -> Option<String> {
        self.0(variable).filter(|value| !value.is_empty())
    }

    fn text(&self, variable: &str, default: &str) -> String {
        self.secret(variable).unwrap_or_else(|| default.to_owned())
    }

    fn feed_names(&self) -> anyhow::Result<Vec<String>> {
        let Some(url) = self.secret("MARQUEE_PUBLIC_URL") else {
            return Ok(Vec::new());
        };
        let url = url.parse().context("MARQUEE_PUBLIC_URL is no address")?;
        Ok(vec![gateways::signing::authority_of(&url)])
    }

    fn list(&self, variable: &str) -> Vec<String> {
        let text = self.text(variable, "");
        text.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    fn number<T: std::str::FromStr>(&self, variable: &str, default: T) -> anyhow::Result<T> {
        match self.secret(variable) {
            Some(value) => value
                .parse()
                .map_err(|_| anyhow::anyhow!("{variable} is no number that fits: {value}")),
            None => Ok(default),
        }
    }

    fn basis_points(&self, variable: &str, default: i64) -> anyhow::Result<i64> {
        let value = self.number(variable, default)?;
        if !(0..=10_000).contains(&value) {
            bail!("{variable} is a part of 10000: {value}");
        }
        Ok(value)
    }

    fn seconds(&self, variable: &str, default: Duration) -> anyhow::Result<Duration> {
        self.number(variable, default.as_secs()).map(Duration::from_secs)
    }

    fn milliseconds(&self, variable: &str, default: Duration) -> anyhow::Result<Duration> {
        let default = u64::try_from(default.as_millis()).unwrap_or(u64::MAX);
        self.number(variable, default).map(Duration::from_millis)
    }

    fn sandbox_url(&self, port_variable: &str, default: u16) -> anyhow::Result<String> {
        Ok(format!("http://127.0.0.1:{}", self.number(port_variable, default)?))
    }

    fn require(&self, variables: &[&str]) -> anyhow::Result<()> {
        for variable in variables {
            self.secret(variable).with_context(|| format!("{variable} must be set"))?;
        }
        Ok(())
    }

    fn clock_shift(&self) -> anyhow::Result<chrono::Duration> {
        let seconds = self.number("MARQUEE_CLOCK_SHIFT_S", 0_i32)?;
        Ok(chrono::Duration::seconds(seconds.into()))
    }

    fn demo_cinemas(&self) -> anyhow::Result<Vec<DemoCinema>> {
        let text = self.text("MARQUEE_DEMO_CINEMAS", "");
        let cinemas = text.split(';').map(str::trim).filter(|cinema| !cinema.is_empty());
        let read = |cinema: &str| {
            let part = |name: &str| {
                let mut parts = cinema.split(',').filter_map(|part| part.trim().split_once('='));
                let found = parts.find(|(known, _)| *known == name).map(|(_, value)| value);
                found.with_context(|| format!("a cinema in MARQUEE_DEMO_CINEMAS has no {name}"))
            };
            Ok(DemoCinema {
                url: part("url")?.to_owned(),
                code: part("code")?.to_owned(),
                district: part("district")?.to_owned(),
                key: part("key")?.to_owned(),
            })
        };
        cinemas.map(read).collect()
    }

    fn bank(&self, data_dir: &Path) -> anyhow::Result<BankConfig> {
        let sandbox_url = self.sandbox_url("MARQUEE_BANK_PORT", 8081)?;
        let unionpay_url = self.text("MARQUEE_UNIONPAY_URL", &sandbox_url);
        let sandbox_keys = data_dir.join("sandbox").join("keys");
        Ok(BankConfig {
            browser_url: self.text("MARQUEE_UNIONPAY_BROWSER_URL", &unionpay_url),
            unionpay_url,
            bill_url: self.secret("MARQUEE_UNIONPAY_BILL_URL"),
            keys_dir: self.secret("MARQUEE_UNIONPAY_KEYS").map_or(sandbox_keys, PathBuf::from),
            merchant_id: self.text("MARQUEE_UNIONPAY_MERCHANT", "777290058110048"),
            late_grace_s: self.number("MARQUEE_UNIONPAY_GRACE_S", 600)?,
            fee: FeeTerms { basis_points: self.basis_points("MARQUEE_UNIONPAY_FEE_BP", 60)? },
        })
    }

    fn sync(&self, is_demo: bool) -> anyhow::Result<SyncConfig> {
        let remote = Duration::from_secs(if is_demo { 30 } else { 60 });
        Ok(SyncConfig {
            remote: self.seconds("MARQUEE_SYNC_S", remote)?,
            built_in: Duration::from_secs(60),
            programme: self.seconds("MARQUEE_SYNC_PROGRAMME_S", Duration::from_secs(15 * 60))?,
        })
    }

    fn purchase(&self) -> anyhow::Result<PurchaseConfig> {
        let defaults = PurchaseConfig::default();
        Ok(PurchaseConfig {
            lock_ttl: self.seconds("MARQUEE_LOCK_TTL_S", defaults.lock_ttl)?,
            pay_margin: self.seconds("MARQUEE_PAY_MARGIN_S", defaults.pay_margin)?,
            first_retry: self.milliseconds("MARQUEE_FIRST_RETRY_MS", defaults.first_retry)?,
            lease: self.milliseconds("MARQUEE_LEASE_MS", defaults.lease)?,
            task_period: self.milliseconds("MARQUEE_TASK_PERIOD_MS", defaults.task_period)?,
        })
    }
}

#[cfg(test)]
mod tests;
