//! `sandbox`: the bank and the phone of a demo, in a process of their own.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use sandbox::{Bank, BankConfig, Phone, PhoneConfig};
use tokio::signal::unix::{SignalKind, signal};

/// A bank and a phone for demos and tests, on the loopback address only.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves both until interrupted; prints their addresses as one line of JSON when ready.
    Serve(Serve),
    /// Makes the bank's and the merchant's keys and ends.
    Keys(Places),
}

#[derive(Args)]
struct Serve {
    /// Port of the bank; 0 takes any free one.
    #[arg(long, env = "MARQUEE_BANK_PORT", default_value_t = 8081)]
    bank_port: u16,
    /// Port of the phone; 0 takes any free one.
    #[arg(long, env = "MARQUEE_PHONE_PORT", default_value_t = 8082)]
    phone_port: u16,
    /// Where both listen; beyond the loopback address only in a container of their own.
    #[arg(long, env = "MARQUEE_SANDBOX_BIND", default_value = "127.0.0.1")]
    bind: IpAddr,
    #[command(flatten)]
    places: Places,
    /// Milliseconds in the minute by which notifications are repeated.
    #[arg(long, default_value_t = 60_000)]
    notify_minute_ms: u64,
    /// Milliseconds from the payer's click to a late payment; without it, after `payTimeout`.
    #[arg(long)]
    late_after_ms: Option<u64>,
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
    }
}

fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("{} is no path", path.display()))
}

async fn serve(options: Serve) -> anyhow::Result<()> {
    let (data, keys) = options.places.resolve();
    let (data, keys) = (absolute(&data)?, absolute(&keys)?);
    let bank = Bank::start(BankConfig {
        address: options.bind,
        port: options.bank_port,
        notify_minute: Duration::from_millis(options.notify_minute_ms),
        late_after: options.late_after_ms.map(Duration::from_millis),
        ..BankConfig::new(&data, keys)
    })
    .await?;
    let phone = Phone::start(PhoneConfig {
        address: options.bind,
        port: options.phone_port,
        ..PhoneConfig::new(&data)
    })
    .await?;
    let mut terminated = signal(SignalKind::terminate())?;
    println!(
        "{}",
        serde_json::json!({ "bank": bank.url, "phone": phone.url, "keys": bank.keys_dir })
    );
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminated.recv() => {}
    }
    bank.stop().await;
    phone.stop().await;
    Ok(())
}
