//! Reading the books with suspicion, from the database or from an archive.

use std::io::BufRead;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::book_date;
use domain::ledger::verify::{Finding, Report, Start, Verifier};
use domain::ledger::{Checkpoint, SEAL_GRACE};
use sea_orm::{ConnectionTrait, Statement, Value};

use super::archive::{Line, VERSION};
use super::chain::{self, Chained};
use super::seal;
use crate::keys::TrustedKeys;

/// The chain has caught up with a day so long after the day may be sealed.
const CHAIN_GRACE: TimeDelta = TimeDelta::minutes(15);

/// Seals read at a time.
const SEALS: u64 = 1_000;

/// What a check of the books came to, if it could be made at all.
pub type Verdict = Result<Verified, Finding>;

/// The books are in order.
#[derive(Clone, Copy, Debug)]
pub struct Verified {
    pub report: Report,
    /// Entries of open days that no chain covers yet.
    pub waiting: i64,
}

/// Why a check ended before its end.
enum Stop {
    Finding(Finding),
    Failure(anyhow::Error),
}

impl From<Finding> for Stop {
    fn from(finding: Finding) -> Self {
        Self::Finding(finding)
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Failure(error)
    }
}

impl From<crate::error::Error> for Stop {
    fn from(error: crate::error::Error) -> Self {
        Self::Failure(error.into())
    }
}

fn verdict(read: Result<Verified, Stop>) -> anyhow::Result<Verdict> {
    match read {
        Ok(verified) => Ok(Ok(verified)),
        Err(Stop::Finding(finding)) => Ok(Err(finding)),
        Err(Stop::Failure(error)) => Err(error),
    }
}

/// Checks the books of a database: every entry, journal, link, seal, signature and checkpoint.
///
/// # Errors
/// The database cannot be read. What is wrong with the books is in the verdict.
pub async fn database(
    conn: &impl ConnectionTrait,
    keys: &TrustedKeys,
    checkpoints: Vec<Checkpoint>,
) -> anyhow::Result<Verdict> {
    verdict(read_database(conn, keys, checkpoints).await)
}

/// Checks the books as [`database`] does, and that what is over is in the chain: an entry that
/// stays outside of it could be changed and nobody would know.
///
/// # Errors
/// As [`database`].
pub async fn database_at(
    conn: &impl ConnectionTrait,
    keys: &TrustedKeys,
    checkpoints: Vec<Checkpoint>,
    now: DateTime<Utc>,
) -> anyhow::Result<Verdict> {
    let verdict = database(conn, keys, checkpoints).await?;
    if verdict.is_err() {
        return Ok(verdict);
    }
    Ok(match late(conn, now).await? {
        None => verdict,
        Some((id, on)) => {
            let what = "its day is over and it is not in the chain: see why `chain_ledger` or \
                `seal_ledger` of the server stand still";
            Err(Finding::new(format!("entry {id} ({on})"), what))
        }
    })
}

/// The first entry that should be in the chain by now and is not, and its day.
///
/// # Errors
/// The database cannot be read.
pub async fn late(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<(uuid::Uuid, NaiveDate)>> {
    match book_date(now - SEAL_GRACE - CHAIN_GRACE).pred_opt() {
        Some(day) => unchained(conn, day).await,
        None => Ok(None),
    }
}

async fn read_database(
    conn: &impl ConnectionTrait,
    keys: &TrustedKeys,
    checkpoints: Vec<Checkpoint>,
) -> Result<Verified, Stop> {
    let check = |id: &str, message: &[u8], signature: &[u8]| keys.check(id, message, signature);
    let mut verifier = Verifier::new(Start::default(), checkpoints, &check)?;
    let (mut number, mut after) = (0, 0);
    loop {
        let seals = seal::after(conn, number, SEALS).await?;
        let Some(last) = seals.last() else {
            break;
        };
        number = last.number;
        for seal in &seals {
            verifier.expect_seal(seal)?;
            after = read_links(conn, &mut verifier, after, seal.last_chain_no).await?;
            verifier.seal(seal)?;
        }
    }
    read_links(conn, &mut verifier, after, i64::MAX).await?;
    let sealed_until = verifier.sealed_until();
    let report = verifier.finish(true)?;
    read_outside(conn, sealed_until).await?;
    let waiting = "SELECT count(*) AS number FROM ledger_entries e WHERE NOT EXISTS \
        (SELECT 1 FROM ledger_chain c WHERE c.entry_id = e.id)";
    let waiting = first(conn, waiting, []).await?.map(|row| row.try_get("", "number"));
    let waiting = waiting.transpose().map_err(anyhow::Error::new)?.unwrap_or(0);
    Ok(Verified { report, waiting })
}

/// Reads the chain between two numbers; gives the last number that was there.
async fn read_links(
    conn: &impl ConnectionTrait,
    verifier: &mut Verifier<'_>,
    mut after: i64,
    up_to: i64,
) -> Result<i64, Stop> {
    loop {
        let rows = chain::page(conn, after, up_to).await?;
        let is_last = chain::is_last_page(&rows);
        for row in rows {
            after = row.link.chain_no;
            let entry = match row.entry {
                Chained::Entry(entry) => Some(*entry),
                Chained::Gone => None,
                Chained::Broken(what) => {
                    let row = format!("chain number {after}");
                    return Err(Finding::new(row, what).into());
                }
            };
            verifier.link(row.link, entry)?;
        }
        if is_last {
            return Ok(after);
        }
    }
}

/// What stands beside the chain and should not.
async fn read_outside(
    conn: &impl ConnectionTrait,
    sealed_until: Option<NaiveDate>,
) -> Result<(), Stop> {
    if let Some(day) = sealed_until
        && let Some((id, on)) = unchained(conn, day).await?
    {
        let what = "it was added after its day was sealed";
        return Err(Finding::new(format!("entry {id} ({on})"), what).into());
    }
    let sql = "SELECT j.id AS id FROM ledger_journals j WHERE NOT EXISTS \
        (SELECT 1 FROM ledger_entries e WHERE e.journal_id = j.id) ORDER BY j.id LIMIT 1";
    if let Some(row) = first(conn, sql, []).await? {
        let id: uuid::Uuid = row.try_get("", "id").map_err(anyhow::Error::new)?;
        return Err(Finding::new(format!("journal {id}"), "it has no entries").into());
    }
    Ok(())
}

/// The first entry up to a day that is not in the chain, and its day.
async fn unchained(
    conn: &impl ConnectionTrait,
    up_to: NaiveDate,
) -> anyhow::Result<Option<(uuid::Uuid, NaiveDate)>> {
    let sql = "SELECT e.id AS id, e.book_on AS book_on FROM ledger_entries e \
        WHERE e.book_on <= $1 AND NOT EXISTS \
        (SELECT 1 FROM ledger_chain c WHERE c.entry_id = e.id) \
        ORDER BY e.book_on, e.id LIMIT 1";
    let row = first(conn, sql, [up_to.into()]).await?;
    row.map(|row| Ok((row.try_get("", "id")?, row.try_get("", "book_on")?))).transpose()
}

async fn first<const N: usize>(
    conn: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> anyhow::Result<Option<sea_orm::QueryResult>> {
    let sql = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.query_one_raw(sql).await?)
}

/// Checks an archive, without any database. Without keys of the reader's own, the archive's are
/// believed: then the check says that nothing was changed since somebody signed, not who did.
///
/// # Errors
/// The file cannot be read. What is wrong with the books is in the verdict.
pub fn archive(
    lines: impl BufRead,
    keys: TrustedKeys,
    checkpoints: Vec<Checkpoint>,
) -> anyhow::Result<Verdict> {
    verdict(read_archive(lines, keys, checkpoints))
}

fn read_archive(
    lines: impl BufRead,
    keys: TrustedKeys,
    checkpoints: Vec<Checkpoint>,
) -> Result<Verified, Stop> {
    let mut lines = lines.lines().zip(1_u64..);
    let Some(Line::Books(beginning)) = next(&mut lines)?.map(|(line, _)| line) else {
        return Err(Finding::new("line 1", "it is not the beginning of an archive").into());
    };
    if beginning.version != VERSION {
        let what = format!("version {} is not known here", beginning.version);
        return Err(Finding::new("line 1", what).into());
    }
    let keys = if keys.is_empty() { TrustedKeys::parse(&beginning.public_keys)? } else { keys };
    let check = |id: &str, message: &[u8], signature: &[u8]| keys.check(id, message, signature);
    let mut verifier = Verifier::new(beginning.start, checkpoints, &check)?;
    let mut last = 1;
    while let Some((line, number)) = next(&mut lines)? {
        last = number;
        match line {
            Line::Books(_) => {
                return Err(Finding::new(format!("line {number}"), "a second beginning").into());
            }
            Line::Entry(line) => verifier.link(line.link, Some(line.entry))?,
            Line::Seal(seal) => verifier.seal(&seal)?,
            Line::End(end) => {
                if next(&mut lines)?.is_some() {
                    let what = "the archive goes on after its end";
                    return Err(Finding::new(format!("line {}", number + 1), what).into());
                }
                verifier.end(&end)?;
                return Ok(Verified { report: verifier.finish(false)?, waiting: 0 });
            }
        }
    }
    let what = "the archive has no end: something was cut off";
    Err(Finding::new(format!("line {}", last + 1), what).into())
}

fn next(
    lines: &mut impl Iterator<Item = (std::io::Result<String>, u64)>,
) -> Result<Option<(Line, u64)>, Stop> {
    let Some((line, number)) = lines.next() else {
        return Ok(None);
    };
    let line = line.map_err(anyhow::Error::new)?;
    match serde_json::from_str(&line) {
        Ok(line) => Ok(Some((line, number))),
        Err(error) => {
            Err(Finding::new(format!("line {number}"), format!("it cannot be read: {error}"))
                .into())
        }
    }
}
