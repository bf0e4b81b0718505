//! Signed notes of how far the chain had come, kept in the data directory and not in the database:
//! whoever cuts the end off the books cannot cut it off here.
//!
//! `ledger/checkpoint` is the newest one, renewed once a minute while entries come; every seal
//! leaves a `ledger/checkpoint-<day>` that is never touched again. Copies of them elsewhere are
//! worth as much: `marquee ledger verify --checkpoint FILE`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::TimeDelta;
use domain::ledger::{Checkpoint, LedgerHash, Seal};

use super::{chain, seal};
use crate::app::App;
use crate::error::Result;

/// How old the newest checkpoint gets while the chain grows.
const RENEWED_AFTER: TimeDelta = TimeDelta::minutes(1);

const NEWEST: &str = "checkpoint";

/// Where an installation keeps its checkpoints.
pub fn directory(data_dir: &Path) -> PathBuf {
    data_dir.join("ledger")
}

/// Every checkpoint that an installation keeps.
///
/// # Errors
/// A file cannot be read or is none.
pub fn read_all(directory: &Path) -> anyhow::Result<Vec<Checkpoint>> {
    let mut checkpoints = Vec::new();
    if !directory.is_dir() {
        return Ok(checkpoints);
    }
    for file in fs::read_dir(directory)? {
        let path = file?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(NEWEST) && !name.ends_with(".new") {
            checkpoints.push(read(&path)?);
        }
    }
    Ok(checkpoints)
}

/// One checkpoint.
///
/// # Errors
/// The file cannot be read or is none.
pub fn read(path: &Path) -> anyhow::Result<Checkpoint> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Checkpoint::from_file(&text).with_context(|| format!("{} is no checkpoint", path.display()))
}

/// Writes a new checkpoint if the last one is old, and always after a seal.
pub async fn renew(app: &App, sealed: Option<&Seal>) -> Result<()> {
    let directory = directory(&app.config.data_dir);
    let newest = directory.join(NEWEST);
    let last = if newest.exists() { Some(read(&newest)?) } else { None };
    let now = app.clock.now();
    let is_young = last.as_ref().is_some_and(|last| {
        let age = now - last.at;
        TimeDelta::zero() <= age && age < RENEWED_AFTER
    });
    if is_young && sealed.is_none() {
        return Ok(());
    }
    let head = chain::head(&app.db).await?;
    let last_seal = seal::last(&app.db).await?.map(seal::read);
    let seal_number = last_seal.as_ref().map_or(0, |seal| seal.number);
    let is_known = |last: &Checkpoint| {
        (last.chain_no, last.seal_number) == (head.chain_no, seal_number)
            && last.chain_hash == head.chain_hash
    };
    if (head.chain_no, seal_number) == (0, 0) && last.is_none() {
        return Ok(());
    }
    if last.as_ref().is_some_and(is_known) && sealed.is_none() {
        return Ok(());
    }
    if let Some(last) = &last {
        keep_if_unmet(app, last, &newest).await?;
    }
    let seal_hash = last_seal.as_ref().map_or(LedgerHash::ZERO, Seal::hash);
    let text = sign(app, head, (seal_number, seal_hash)).to_file();
    fs::create_dir_all(&directory).with_context(|| format!("making {}", directory.display()))?;
    if let Some(seal) = sealed {
        write(&directory.join(format!("{NEWEST}-{}", seal.date)), &text)?;
    }
    Ok(write(&newest, &text)?)
}

/// Signs how far the chain has come.
pub fn sign(
    app: &App,
    head: chain::Head,
    (seal_number, seal_hash): (i64, LedgerHash),
) -> Checkpoint {
    let unsigned = Checkpoint {
        chain_no: head.chain_no,
        chain_hash: head.chain_hash,
        seal_number,
        seal_hash,
        at: app.clock.now(),
        key_id: app.keys.books.id().to_owned(),
        signature: String::new(),
    };
    Checkpoint { signature: app.keys.books.sign(&unsigned.text()), ..unsigned }
}

/// A checkpoint that the books do not agree with is evidence: it is kept under another name before
/// a new one takes its place.
async fn keep_if_unmet(app: &App, last: &Checkpoint, newest: &Path) -> Result<()> {
    if chain::hash_at(&app.db, last.chain_no).await? == Some(last.chain_hash) {
        return Ok(());
    }
    let stamp = last.at.format("%Y%m%dT%H%M%S%.3f");
    let kept = newest.with_file_name(format!("{NEWEST}-unmet-{stamp}"));
    fs::rename(newest, &kept).with_context(|| format!("keeping {}", kept.display()))?;
    tracing::error!(
        kept = %kept.display(),
        "the books do not agree with their last checkpoint: run marquee ledger verify"
    );
    Ok(())
}

/// A file that is there whole or not at all.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let draft = path.with_extension("new");
    let mut file = fs::File::create(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, path).with_context(|| format!("writing {}", path.display()))
}
