//! Settings, read from the environment only. Everything has a default but secrets in production.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};

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
    /// How this server is reached from outside, without a slash at the end; `MARQUEE_PUBLIC_URL`.
    pub public_url: String,
    /// The built web app, served when it is there; `MARQUEE_WEB`.
    pub web_dir: PathBuf,
    /// Where the bank listens and what it signs with.
    pub bank: BankConfig,
    /// Where short messages go; without it they are only logged.
    pub sms_url: Option<String>,
    pub purchase: PurchaseConfig,
    /// How generous the throttles are; the demo signs in a hundred times.
    pub throttle: ThrottleConfig,
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
}

/// UnionPay's addresses and the merchant's key files.
#[derive(Clone, Debug)]
pub struct BankConfig {
    /// `MARQUEE_UNIONPAY_URL`, the gateway's origin.
    pub unionpay_url: String,
    /// `MARQUEE_UNIONPAY_KEYS`: a directory with `acp_root.cer`, `acp_middle.cer`,
    /// `merchant.key.pem` and `merchant.cer`.
    pub keys_dir: PathBuf,
    /// `MARQUEE_UNIONPAY_MERCHANT`.
    pub merchant_id: String,
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

/// Attempts allowed in a window of ten minutes.
#[derive(Clone, Copy, Debug)]
pub struct ThrottleConfig {
    pub codes_per_phone: i32,
    pub codes_per_address: i32,
    pub failed_logins_per_phone: i32,
    pub logins_per_address: i32,
    /// Seconds between two codes to the same phone.
    pub code_pause_s: i64,
}

impl PurchaseConfig {
    /// The first wait as a signed duration, for arithmetic with instants.
    pub fn first_retry(&self) -> chrono::Duration {
        chrono::Duration::from_std(self.first_retry).unwrap_or(chrono::Duration::MAX)
    }
}

impl PurchaseConfig {
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
        let environment = match text("MARQUEE_ENV", "demo").as_str() {
            "demo" => Environment::Demo,
            "production" => Environment::Production,
            other => bail!("MARQUEE_ENV is demo or production, not {other}"),
        };
        let is_demo = environment == Environment::Demo;
        let port = number("MARQUEE_PORT", 8080)?;
        let data_dir = PathBuf::from(text("MARQUEE_DATA", "data"));
        let sqlite = format!("sqlite://{}", data_dir.join("marquee.db").display());
        let defaults = PurchaseConfig::default();
        let config = Self {
            environment,
            bind: text("MARQUEE_BIND", "127.0.0.1"),
            port,
            database_url: text("DATABASE_URL", &sqlite),
            max_connections: number("MARQUEE_DB_CONNECTIONS", 16)?,
            public_url: text("MARQUEE_PUBLIC_URL", &format!("http://127.0.0.1:{port}")),
            web_dir: PathBuf::from(text("MARQUEE_WEB", "frontend/dist")),
            bank: BankConfig {
                unionpay_url: text("MARQUEE_UNIONPAY_URL", &sandbox_url("MARQUEE_BANK_PORT", 8081)?),
                keys_dir: std::env::var_os("MARQUEE_UNIONPAY_KEYS")
                    .map_or_else(|| data_dir.join("sandbox").join("keys"), PathBuf::from),
                merchant_id: text("MARQUEE_UNIONPAY_MERCHANT", "777290058110048"),
            },
            sms_url: match std::env::var("MARQUEE_SMS_URL") {
                Ok(url) => Some(url).filter(|url| !url.is_empty()),
                Err(_) if is_demo => Some(sandbox_url("MARQUEE_PHONE_PORT", 8082)? + "/sms"),
                Err(_) => None,
            },
            purchase: PurchaseConfig {
                lock_ttl: seconds("MARQUEE_LOCK_TTL_S", defaults.lock_ttl)?,
                pay_margin: seconds("MARQUEE_PAY_MARGIN_S", defaults.pay_margin)?,
                first_retry: milliseconds("MARQUEE_FIRST_RETRY_MS", defaults.first_retry)?,
                lease: milliseconds("MARQUEE_LEASE_MS", defaults.lease)?,
                task_period: milliseconds("MARQUEE_TASK_PERIOD_MS", defaults.task_period)?,
            },
            throttle: if is_demo { ThrottleConfig::demo() } else { ThrottleConfig::strict() },
            cors_origins: text("MARQUEE_CORS_ORIGINS", "")
                .split(',')
                .filter(|origin| !origin.is_empty())
                .map(str::to_owned)
                .collect(),
            workers: number("MARQUEE_WORKERS", 2)?,
            jwt_key_file: std::env::var_os("MARQUEE_JWT_KEY_FILE").map(PathBuf::from),
            metrics_token: Some(text("MARQUEE_METRICS_TOKEN", "")).filter(|it| !it.is_empty()),
            is_behind_proxy: text("MARQUEE_BEHIND_PROXY", "0") == "1",
            data_dir,
        };
        config.refuse_demo_parts_in_production()?;
        Ok(config)
    }

    fn refuse_demo_parts_in_production(&self) -> anyhow::Result<()> {
        if self.environment == Environment::Demo {
            return Ok(());
        }
        for variable in ["MARQUEE_UNIONPAY_URL", "MARQUEE_UNIONPAY_KEYS", "MARQUEE_PUBLIC_URL"] {
            std::env::var_os(variable).with_context(|| format!("{variable} must be set"))?;
        }
        let is_loopback = |url: &str| url.contains("//127.") || url.contains("//localhost");
        if is_loopback(&self.bank.unionpay_url) || self.sms_url.as_deref().is_some_and(is_loopback) {
            bail!("production does not use sandbox endpoints");
        }
        Ok(())
    }
}

fn text(variable: &str, default: &str) -> String {
    match std::env::var(variable) {
        Ok(value) if !value.is_empty() => value,
        _ => default.to_owned(),
    }
}

fn number<T: std::str::FromStr>(variable: &str, default: T) -> anyhow::Result<T> {
    match std::env::var(variable) {
        Ok(value) if !value.is_empty() => {
            value.parse().map_err(|_| anyhow::anyhow!("{variable} is no number that fits: {value}"))
        }
        _ => Ok(default),
    }
}

fn seconds(variable: &str, default: Duration) -> anyhow::Result<Duration> {
    number(variable, default.as_secs()).map(Duration::from_secs)
}

fn milliseconds(variable: &str, default: Duration) -> anyhow::Result<Duration> {
    let default = u64::try_from(default.as_millis()).unwrap_or(u64::MAX);
    number(variable, default).map(Duration::from_millis)
}

fn sandbox_url(port_variable: &str, default: u16) -> anyhow::Result<String> {
    Ok(format!("http://127.0.0.1:{}", number(port_variable, default)?))
}
