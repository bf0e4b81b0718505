//! The books, looked at from outside: nothing here changes anything.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use domain::ledger::Checkpoint;

use super::print;
use crate::app::open_books;
use crate::clock::Clock;
use crate::config::Config;
use crate::keys::TrustedKeys;
use crate::ledger::{checkpoint, verify};

/// What to do with the books.
#[derive(Subcommand)]
pub enum Command {
    /// Check every entry, journal, link of the chain, seal and signature, and name the first row
    /// that is wrong.
    Verify(Verify),
    /// Print the public keys that check seals, one a line.
    Keys,
}

/// What to check, and what to trust.
#[derive(Args)]
pub struct Verify {
    /// An archive (`/admin/ledger/export?format=jsonl`) in place of the database.
    #[arg(long)]
    archive: Option<PathBuf>,
    /// A public key to trust, in base64; in place of the keys in the data directory.
    #[arg(long)]
    key: Vec<String>,
    /// A checkpoint that was put aside; beside those in the data directory.
    #[arg(long)]
    checkpoint: Vec<PathBuf>,
}

/// Does what the arguments say.
///
/// # Errors
/// The books are not in order, or they cannot be read.
pub async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Verify(arguments) => verify(arguments).await,
        Command::Keys => {
            let keys = TrustedKeys::read(&Config::from_env()?.data_dir.join("keys"))?;
            print(&keys.all_base64().iter().map(|key| format!("{key}\n")).collect::<String>())
        }
    }
}

async fn verify(arguments: Verify) -> anyhow::Result<()> {
    let keys = TrustedKeys::parse(&arguments.key)?;
    let read = arguments.checkpoint.iter().map(|path| checkpoint::read(path));
    let checkpoints = read.collect::<anyhow::Result<Vec<Checkpoint>>>()?;
    let (verdict, is_anybodys) = match arguments.archive {
        Some(path) => {
            let file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
            let is_anybodys = keys.is_empty();
            (verify::archive(BufReader::new(file), keys, checkpoints)?, is_anybodys)
        }
        None => (verify_database(keys, checkpoints).await?, false),
    };
    match verdict {
        Ok(verified) => print(&describe(&verified, is_anybodys)),
        Err(finding) => bail!("the books are not in order. {finding}"),
    }
}

async fn verify_database(
    keys: TrustedKeys,
    mut checkpoints: Vec<Checkpoint>,
) -> anyhow::Result<verify::Verdict> {
    let config = Config::from_env()?;
    let keys =
        if keys.is_empty() { TrustedKeys::read(&config.data_dir.join("keys"))? } else { keys };
    checkpoints.extend(checkpoint::read_all(&checkpoint::directory(&config.data_dir))?);
    let books = open_books(&config).await?;
    let now = Clock::beside_system(config.clock_shift).now();
    let verdict = verify::database_at(&books, &keys, checkpoints, now).await?;
    books.close().await?;
    Ok(verdict)
}

fn describe(verified: &verify::Verified, is_anybodys: bool) -> String {
    let report = &verified.report;
    let mut text = format!(
        "The books are in order: {} entries, {} seals, {} checkpoints met.\n\
         Chain number {}, hash {}.\n",
        report.entries, report.seals, report.checkpoints, report.chain_no, report.chain_hash
    );
    match report.sealed_until {
        Some(day) => text.push_str(&format!("Sealed until {day}.\n")),
        None => text.push_str("No day is sealed yet.\n"),
    }
    if verified.waiting > 0 {
        text.push_str(&format!("{} new entries wait to be chained.\n", verified.waiting));
    }
    if is_anybodys {
        text.push_str(
            "No --key was given: signatures were checked with the keys that the archive names.\n",
        );
    }
    text
}
