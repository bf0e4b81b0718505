//! The books as an archive: lines of JSON that can be verified without any database.
//!
//! The first line says where in the chain the archive begins, then every entry in the order of the
//! chain, after the entries of a day its seal, and as the last line a signed checkpoint of its own
//! end. Whole days only: a part of a day has no root to be compared with.

use std::collections::VecDeque;
use std::sync::Arc;

use actix_web::web::Bytes;
use chrono::NaiveDate;
use domain::ledger::verify::{Link, SealRef, Start};
use domain::ledger::{BookedEntry, Checkpoint, LedgerHash, Seal};
use futures_util::{Stream, stream};
use serde::{Deserialize, Serialize};

use super::chain::{self, Chained, Head};
use super::store::EntryFilter;
use super::{checkpoint, seal};
use crate::app::App;
use crate::error::{Error, Result};

/// The form that this program writes and reads.
pub const VERSION: u32 = 1;

/// What an archive is over HTTP.
pub const CONTENT_TYPE: &str = "application/jsonl; charset=utf-8";

/// A line of an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Line {
    Books(Box<Beginning>),
    Entry(Box<EntryLine>),
    Seal(Box<Seal>),
    End(Box<Checkpoint>),
}

/// What an archive is of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Beginning {
    pub version: u32,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub start: Start,
    /// Raw Ed25519 keys in base64. Whoever verifies compares them with the ones they were given
    /// another way.
    pub public_keys: Vec<String>,
}

/// An entry and its place in the chain.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryLine {
    #[serde(flatten)]
    pub link: Link,
    #[serde(flatten)]
    pub entry: BookedEntry,
}

/// An archive that is about to be written.
pub struct Archive {
    beginning: Beginning,
    /// Those that are still to be written.
    seals: VecDeque<Seal>,
    end: Head,
    /// Number and hash of the last one of all.
    last_seal: (i64, LedgerHash),
}

impl Archive {
    /// Finds what an archive of these days consists of.
    ///
    /// # Errors
    /// The filter asks for more than days.
    pub async fn plan(app: &App, filter: &EntryFilter) -> Result<Self> {
        if *filter != EntryFilter::days(filter.from, filter.to) {
            let detail = "An archive is of whole days: no filter but from and to.";
            return Err(Error::invalid("/format", "whole_days", detail));
        }
        let previous = seal::before_day(&app.books, filter.from).await?;
        let start = previous.as_ref().map_or_else(Start::default, |seal| Start {
            chain_no: seal.last_chain_no,
            chain_hash: seal.chain_hash,
            seal: Some(SealRef { number: seal.number, date: seal.date, hash: seal.hash() }),
        });
        let number = start.seal.map_or(0, |seal| seal.number);
        let days = (filter.to - filter.from).num_days() + 1;
        let limit = u64::try_from(days).unwrap_or_default();
        let seals = seal::after(&app.books, number, limit).await?.into_iter();
        let seals: VecDeque<Seal> = seals.filter(|seal| seal.date <= filter.to).collect();
        let is_closed = seal::of_day(&app.books, filter.to).await?.is_some();
        let end = match seals.back() {
            Some(last) if is_closed => {
                Head { chain_no: last.last_chain_no, chain_hash: last.chain_hash }
            }
            _ => chain::head(&app.books).await?,
        };
        let public_keys = app.keys.books.trusted().all_base64();
        let (from, to) = (filter.from, filter.to);
        let beginning = Beginning { version: VERSION, from, to, start, public_keys };
        let before = beginning.start.seal.map(|seal| (seal.number, seal.hash));
        let last_seal = seals.back().map(|seal| (seal.number, seal.hash())).or(before);
        let last_seal = last_seal.unwrap_or((0, LedgerHash::ZERO));
        Ok(Self { beginning, seals, end, last_seal })
    }

    /// How many entries it has.
    pub const fn entry_count(&self) -> i64 {
        self.end.chain_no - self.beginning.start.chain_no
    }

    /// The lines, read while they are written.
    pub fn stream(self, app: Arc<App>) -> impl Stream<Item = Result<Bytes>> {
        let after = self.beginning.start.chain_no;
        let writer = Writer { archive: self, after, has_begun: false };
        stream::unfold(Some(writer), move |writer| {
            let app = Arc::clone(&app);
            async move {
                let mut writer = writer?;
                match writer.chunk(&app).await {
                    Ok((bytes, is_end)) => Some((Ok(bytes), (!is_end).then_some(writer))),
                    Err(error) => Some((Err(error), None)),
                }
            }
        })
    }
}

struct Writer {
    archive: Archive,
    /// The last number of the chain that is written.
    after: i64,
    has_begun: bool,
}

impl Writer {
    /// The next lines, and whether they are the last ones.
    async fn chunk(&mut self, app: &App) -> Result<(Bytes, bool)> {
        let mut out = Vec::new();
        if !self.has_begun {
            self.has_begun = true;
            write(&mut out, &Line::Books(Box::new(self.archive.beginning.clone())))?;
        }
        let end = self.archive.end;
        let rows = chain::page(&app.books, self.after, end.chain_no).await?;
        let is_end = chain::is_last_page(&rows);
        for row in rows {
            let Chained::Entry(entry) = row.entry else {
                let number = row.link.chain_no;
                let what = format!("chain number {number} has no entry: no archive can be made");
                return Err(Error::Internal(anyhow::anyhow!(what)));
            };
            self.write_seals(&mut out, row.link.chain_no - 1)?;
            let line = EntryLine { link: row.link, entry: *entry };
            self.after = line.link.chain_no;
            write(&mut out, &Line::Entry(Box::new(line)))?;
        }
        if is_end {
            let last = self.archive.last_seal;
            self.write_seals(&mut out, end.chain_no)?;
            write(&mut out, &Line::End(Box::new(checkpoint::sign(app, end, last))))?;
        }
        Ok((out.into(), is_end))
    }

    /// Seals of days that end with that number of the chain.
    fn write_seals(&mut self, out: &mut Vec<u8>, chain_no: i64) -> Result<()> {
        let seals = &mut self.archive.seals;
        while let Some(seal) = seals.pop_front_if(|seal| seal.last_chain_no <= chain_no) {
            write(out, &Line::Seal(Box::new(seal)))?;
        }
        Ok(())
    }
}

fn write(out: &mut Vec<u8>, line: &Line) -> Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(anyhow::Error::new)?;
    out.push(b'\n');
    Ok(())
}
