//! The conformance kit: tries the cinema interface of a live system and tells what it breaks.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use conformance::Options;
use gateways::signing::SigningKey;

use super::print;
use crate::clock::Clock;

/// What to try, and where the report goes.
#[derive(Args)]
pub struct Arguments {
    /// The address before `/v1`, such as `https://tickets.example/31010001`.
    #[arg(long)]
    url: String,
    /// An Ed25519 key (PKCS#8 PEM) whose public half the system trusts.
    #[arg(long)]
    key: PathBuf,
    /// The cinema that is expected there; any when not given.
    #[arg(long)]
    cinema_code: Option<String>,
    /// Where to write the report as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Seconds for which a lock is waited for to end by itself.
    #[arg(long, default_value_t = 120)]
    longest_wait: u64,
}

/// Tries every rule and prints the report.
///
/// # Errors
/// A rule does not pass, the key is none, or a file cannot be read or written.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let Arguments { url, key, cinema_code, json, longest_wait } = arguments;
    let pem = std::fs::read_to_string(&key);
    let pem = pem.with_context(|| format!("reading {}", key.display()))?;
    let key = SigningKey::from_pem(&pem).with_context(|| format!("reading {}", key.display()))?;
    let clock = Clock::system();
    // People copy the address from the document of the interface, where it goes on.
    let url = url.trim_end_matches('/').trim_end_matches("/v1");
    let mut options = Options::new(url, key, Arc::new(move || clock.now()));
    options.cinema_code = cinema_code;
    options.longest_wait = Duration::from_secs(longest_wait);
    let report = conformance::run(options).await?;
    print(&report.to_text())?;
    if let Some(path) = json {
        let text = serde_json::to_string_pretty(&report)?;
        let written = std::fs::write(&path, text);
        written.with_context(|| format!("writing {}", path.display()))?;
    }
    if !report.is_conformant {
        bail!("the system does not keep every rule of the interface");
    }
    Ok(())
}
