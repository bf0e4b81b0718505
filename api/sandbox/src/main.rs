//! `sandbox`: the bank, the phone and the other maker's cinema of a demo, in a process of their
//! own.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use sandbox::cinema::dial::{Personality, Setting};
use sandbox::customers::{self, Town};
use sandbox::{Bank, BankConfig, Cinema, CinemaConfig, CinemaHandle, Clock};
use sandbox::{NightBus, NightBusConfig, NightBusHandle, Phone, PhoneConfig};
use tokio::signal::unix::{SignalKind, signal};

/// A bank, a phone and a cinema for demos and tests.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves all three until interrupted; prints their addresses as one line of JSON when ready.
    Serve(Serve),
    /// Serves a cinema alone until interrupted; prints its address as one line of JSON when ready.
    Cinema(Alone),
    /// Sends customers who buy tickets on the platform, and ends.
    Customers(Visit),
    /// Makes the bank's and the merchant's keys and ends.
    Keys(Places),
    /// Prints the public key with which the cinema signs what it pushes, and ends.
    CinemaKey(Places),
}

/// How the cinema is set up.
#[derive(Args)]
struct Screens {
    /// Port of the cinema; 0 takes any free one.
    #[arg(long, env = "MARQUEE_CINEMA_PORT", default_value_t = 8083)]
    cinema_port: u16,
    /// Its code.
    #[arg(long, default_value = sandbox::cinema::CINEMA_CODE)]
    cinema_code: String,
    /// Public keys of those who may call, in base64, with commas between them.
    #[arg(long, env = "MARQUEE_CINEMA_TRUST", default_value = "")]
    cinema_trust: String,
    /// The platform, whose keys are trusted and which is told of changes.
    #[arg(long, env = "MARQUEE_CINEMA_PLATFORM")]
    cinema_platform: Option<String>,
    /// How its maker understood the interface.
    #[arg(long, value_parser = personality, default_value = "plain")]
    cinema_personality: Personality,
}

#[derive(Args)]
struct Alone {
    /// Where it listens; beyond the loopback address only in a container of its own.
    #[arg(long, env = "MARQUEE_SANDBOX_BIND", default_value = "127.0.0.1")]
    bind: IpAddr,
    #[command(flatten)]
    screens: Screens,
    #[command(flatten)]
    places: Places,
}

/// Reads a personality by its name on the dial.
fn personality(name: &str) -> Result<Personality, String> {
    serde_json::from_value(name.into()).map_err(|error| error.to_string())
}

impl Screens {
    fn config(self, bind: IpAddr, data: &Path) -> CinemaConfig {
        CinemaConfig {
            address: bind,
            port: self.cinema_port,
            cinema_code: self.cinema_code,
            trust: self.cinema_trust.split(',').map(str::to_owned).collect(),
            platform: self.cinema_platform,
            setting: Setting { personality: Some(self.cinema_personality), ..Setting::default() },
            ..CinemaConfig::new(data)
        }
    }
}

#[derive(Args)]
struct Serve {
    /// Port of the bank; 0 takes any free one.
    #[arg(long, env = "MARQUEE_BANK_PORT", default_value_t = 8081)]
    bank_port: u16,
    /// Port of the phone; 0 takes any free one.
    #[arg(long, env = "MARQUEE_PHONE_PORT", default_value_t = 8082)]
    phone_port: u16,
    /// Port of the application that the portal shows; 0 takes any free one.
    #[arg(long, env = "MARQUEE_APP_PORT", default_value_t = 8085)]
    app_port: u16,
    /// Where both listen; beyond the loopback address only in a container of their own.
    #[arg(long, env = "MARQUEE_SANDBOX_BIND", default_value = "127.0.0.1")]
    bind: IpAddr,
    #[command(flatten)]
    screens: Screens,
    #[command(flatten)]
    places: Places,
    /// Milliseconds in the minute by which notifications are repeated.
    #[arg(long, default_value_t = 60_000)]
    notify_minute_ms: u64,
    /// Milliseconds from the payer's click to a late payment; without it, after `payTimeout`.
    #[arg(long)]
    late_after_ms: Option<u64>,
    /// Seconds that its clocks are ahead of the system's; the platform of the same demo reads the
    /// same variable.
    #[arg(long, env = "MARQUEE_CLOCK_SHIFT_S", default_value_t = 0, allow_hyphen_values = true)]
    clock_shift_s: i32,
}

#[derive(Args)]
struct Visit {
    /// The platform's origin.
    #[arg(long)]
    site: String,
    /// The sandbox phone's origin.
    #[arg(long)]
    phone: String,
    /// How many customers; eight at most find another showtime each.
    #[arg(long, default_value_t = 6)]
    count: usize,
}

#[derive(Args)]
struct Places {
    /// Where the sandbox keeps what it knows [default: $MARQUEE_DATA/sandbox, or ./data/sandbox].
    #[arg(long)]
    data: Option<PathBuf>,
    /// Where the keys are kept [default: the directory "keys" in the data directory].
    #[arg(long)]
    keys: Option<PathBuf>,
}

impl Places {
    fn resolve(self) -> (PathBuf, PathBuf) {
        let data = self.data.unwrap_or_else(|| {
            let base = std::env::var_os("MARQUEE_DATA").filter(|value| !value.is_empty());
            base.map_or_else(|| PathBuf::from("data"), PathBuf::from).join("sandbox")
        });
        let keys = self.keys.unwrap_or_else(|| data.join("keys"));
        (data, keys)
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()),
        )
        .init();
    match Cli::parse().command {
        Command::Keys(places) => {
            let (_, keys) = places.resolve();
            sandbox::bank::keys::make(&absolute(&keys)?)
        }
        Command::Serve(options) => serve(options).await,
        Command::Customers(Visit { site, phone, count }) => {
            let bought = customers::visit(&Town { site, phone }, count).await?;
            println!("{bought} customers bought tickets");
            Ok(())
        }
        Command::Cinema(options) => {
            let (data, _) = options.places.resolve();
            let config = options.screens.config(options.bind, &absolute(&data)?);
            let cinema = Cinema::start(config).await?;
            println!("{}", shown(&cinema));
            interrupted().await?;
            cinema.stop().await;
            Ok(())
        }
        Command::CinemaKey(places) => {
            let (data, _) = places.resolve();
            println!("{}", sandbox::cinema::public_key(&absolute(&data)?)?);
            Ok(())
        }
    }
}

fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("{} is no path", path.display()))
}

async fn serve(options: Serve) -> anyhow::Result<()> {
    let (data, keys) = options.places.resolve();
    let (data, keys) = (absolute(&data)?, absolute(&keys)?);
    let clock = Clock::beside_system(chrono::TimeDelta::seconds(options.clock_shift_s.into()));
    let bank = Bank::start(BankConfig {
        address: options.bind,
        clock: clock.clone(),
        port: options.bank_port,
        notify_minute: Duration::from_millis(options.notify_minute_ms),
        late_after: options.late_after_ms.map(Duration::from_millis),
        ..BankConfig::new(&data, keys)
    })
    .await?;
    let phone = Phone::start(PhoneConfig {
        address: options.bind,
        port: options.phone_port,
        clock: clock.clone(),
        ..PhoneConfig::new(&data)
    })
    .await?;
    let platform = options.screens.cinema_platform.clone();
    let app = open_app(options.bind, options.app_port, platform).await?;
    let screens = CinemaConfig { clock, ..options.screens.config(options.bind, &data) };
    let cinema = open_cinema(screens).await?;
    let mut ready = serde_json::json!({
        "bank": bank.url, "phone": phone.url, "keys": bank.keys_dir, "cinema": null,
    });
    if let Some(cinema) = &cinema {
        ready["cinema"] = shown(cinema);
    }
    println!("{ready}");
    interrupted().await?;
    bank.stop().await;
    phone.stop().await;
    if let Some(cinema) = cinema {
        cinema.stop().await;
    }
    if let Some(app) = app {
        app.stop().await;
    }
    Ok(())
}

/// Whether a failure to start is that somebody else has the port.
fn is_port_busy(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    cause == Some(std::io::ErrorKind::AddrInUse)
}

/// Opens the application that the portal shows, if there is a platform to sign in at and nobody
/// else has its port: the rest is of use without it.
async fn open_app(
    bind: IpAddr,
    port: u16,
    platform: Option<String>,
) -> anyhow::Result<Option<NightBusHandle>> {
    let Some(platform) = platform else {
        return Ok(None);
    };
    // A browser reaches it on the loopback address, wherever it listens.
    let own_url = (port > 0).then(|| format!("http://127.0.0.1:{port}"));
    let config = NightBusConfig { address: bind, port, own_url, ..NightBusConfig::new(platform) };
    match NightBus::start(config).await {
        Ok(app) => Ok(Some(app)),
        Err(error) if is_port_busy(&error) => {
            eprintln!("sandbox: port {port} is busy; there is no night bus (MARQUEE_APP_PORT)");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Opens the cinema, unless somebody else has its port: the rest is of use without it.
async fn open_cinema(config: CinemaConfig) -> anyhow::Result<Option<CinemaHandle>> {
    let port = config.port;
    let error = match Cinema::start(config).await {
        Ok(cinema) => return Ok(Some(cinema)),
        Err(error) => error,
    };
    if !is_port_busy(&error) {
        return Err(error);
    }
    eprintln!("sandbox: port {port} is busy; there is no cinema (MARQUEE_CINEMA_PORT)");
    Ok(None)
}

fn shown(cinema: &CinemaHandle) -> serde_json::Value {
    serde_json::json!({ "url": cinema.base_url, "public_key": cinema.public_key })
}

/// Waits until somebody wants this process to end.
async fn interrupted() -> anyhow::Result<()> {
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminated.recv() => {}
    }
    Ok(())
}
