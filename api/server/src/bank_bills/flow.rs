//! Fetching a bill: ask, keep the bytes, read them, keep the lines. Asking changes nothing at the
//! bank, so nothing is stored before.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::bank_bills::BankBillStatus;
use domain::ids::BankBillId;
use domain::payments::BankCode;
use gateways::bank::{BankGateway, BillAnswer, BillFile, BillLine, BillTotals};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::store::{self, Bill, NewBill};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;

/// What came of asking for a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The bank has not made the day's bill yet.
    NotReady,
    /// It agrees with itself; its lines are stored.
    Whole(BankBillId),
    /// It is stored, but contradicts itself or cannot be read; it has no lines.
    Broken(BankBillId),
}

/// Problems of one bill that are kept.
const PROBLEMS_AT_MOST: usize = 20;

/// Lines that wait to be stored, at most, are so many batches.
const BATCHES_UNDER_WAY: usize = 2;

/// Asks a bank for its bill of a settlement day and stores what it says. The same bytes again are
/// the same bill, and the answer names it, even when a later one differed.
///
/// # Errors
/// `bank_unavailable` when the bank does not answer, or no installation of this bank.
pub async fn fetch(app: &App, bank: BankCode, settle_on: NaiveDate) -> Result<Fetched> {
    let gateway = Arc::clone(app.gateways.bank(bank)?);
    let answer = gateway.fetch_bill(settle_on).await.map_err(|error| {
        tracing::warn!(bank = %bank, day = %settle_on, "{error}");
        let detail = "The bank does not hand out its bill now.";
        Error::refused(ProblemCode::BankUnavailable, detail)
    })?;
    match answer {
        BillAnswer::NotReady => Ok(Fetched::NotReady),
        BillAnswer::File(file) => keep(app, gateway, settle_on, file).await,
    }
}

/// As [`fetch`], for somebody who asked for it: a line in the audit trail says so, whatever came of
/// it.
///
/// # Errors
/// As [`fetch`].
pub async fn fetch_for(
    app: &App,
    actor: &Actor,
    bank: BankCode,
    settle_on: NaiveDate,
) -> Result<Fetched> {
    let fetched = fetch(app, bank, settle_on).await;
    let (outcome, bill_id) = match &fetched {
        Ok(Fetched::NotReady) => ("not_ready", None),
        Ok(Fetched::Whole(id)) => ("whole", Some(*id)),
        Ok(Fetched::Broken(id)) => ("broken", Some(*id)),
        Err(_) => ("failed", None),
    };
    let detail = json!({ "outcome": outcome, "bill_id": bill_id });
    let tx = app.db.begin().await?;
    audit::record(app, &tx, actor, "bank_bill.fetch", &format!("{bank}/{settle_on}"), detail)
        .await?;
    tx.commit().await?;
    fetched
}

/// Stores a bill, unless these very bytes are stored, and sees to it that it has all its lines: a
/// process that died between two batches of them goes on here.
async fn keep(
    app: &App,
    gateway: Arc<dyn BankGateway>,
    settle_on: NaiveDate,
    file: BillFile,
) -> Result<Fetched> {
    let bank = gateway.profile().code;
    let sha256 = hex::encode(Sha256::digest(&file.bytes));
    let bytes = Arc::new(file.bytes);
    let known = store::by_hash(&app.db, bank, settle_on, &sha256).await?;
    let bill = match known {
        Some(known) => known,
        None => {
            let check = check(Arc::clone(&gateway), Arc::clone(&bytes), settle_on).await?;
            if !check.problems.is_empty() {
                let problems = &check.problems;
                tracing::warn!(bank = %bank, day = %settle_on, ?problems, "a broken bill");
            }
            let new = NewBill {
                bank,
                settle_on,
                file_name: file.name,
                sha256,
                raw: bytes.as_slice(),
                parser_version: gateway.profile().bill_parser_version,
                problems: check.problems,
                totals: check.totals,
            };
            let tx = app.db.begin().await?;
            let bill = store::add_bill(&tx, &app.clock, new).await?;
            tx.commit().await?;
            bill
        }
    };
    if bill.status == BankBillStatus::Broken {
        return Ok(Fetched::Broken(bill.id));
    }
    store_lines(app, gateway, &bill, bytes).await?;
    Ok(Fetched::Whole(bill.id))
}

/// What a bill comes to.
struct Check {
    /// Nothing when it is whole.
    problems: Vec<String>,
    totals: BillTotals,
}

/// Reads a bill without keeping a line of it.
async fn check(
    gateway: Arc<dyn BankGateway>,
    bytes: Arc<Vec<u8>>,
    settle_on: NaiveDate,
) -> Result<Check> {
    let read = move || {
        let mut check = Check { problems: Vec::new(), totals: BillTotals::default() };
        let lines = match gateway.parse_bill(&bytes, settle_on) {
            Ok(lines) => lines,
            Err(defect) => {
                check.problems.push(defect.to_string());
                return check;
            }
        };
        for line in lines {
            let added = line.map_err(|defect| defect.to_string()).and_then(|line| {
                check.totals.with(&line).ok_or_else(|| "its amounts cannot be added up".to_owned())
            });
            match added {
                Ok(totals) => check.totals = totals,
                Err(problem) if check.problems.len() < PROBLEMS_AT_MOST => {
                    check.problems.push(problem);
                }
                Err(_) => {
                    check.problems.push("… and more".to_owned());
                    break;
                }
            }
        }
        check
    };
    tokio::task::spawn_blocking(read).await.map_err(|error| Error::Internal(error.into()))
}

/// Writes the lines that a whole bill lacks, in short transactions: on SQLite nobody else can write
/// meanwhile.
async fn store_lines(
    app: &App,
    gateway: Arc<dyn BankGateway>,
    bill: &Bill,
    bytes: Arc<Vec<u8>>,
) -> Result<()> {
    let stored = store::line_count(&app.db, bill.id).await?;
    if stored >= bill.line_count {
        return Ok(());
    }
    let (sender, mut batches) = mpsc::channel(BATCHES_UNDER_WAY);
    let settle_on = bill.settle_on;
    let reader = tokio::task::spawn_blocking(move || {
        let Ok(lines) = gateway.parse_bill(&bytes, settle_on) else {
            return;
        };
        let mut lines = lines.flatten().filter(|line| line.place > stored);
        loop {
            let batch: Vec<BillLine> = lines.by_ref().take(store::LINES_OF_A_BATCH).collect();
            // Nobody takes it when storing failed.
            if batch.is_empty() || sender.blocking_send(batch).is_err() {
                return;
            }
        }
    });
    while let Some(batch) = batches.recv().await {
        let tx = app.db.begin().await?;
        store::add_lines(&tx, bill.id, &batch).await?;
        tx.commit().await?;
    }
    reader.await.map_err(|error| Error::Internal(error.into()))?;
    let stored = store::line_count(&app.db, bill.id).await?;
    if stored != bill.line_count {
        let (id, count) = (bill.id, bill.line_count);
        let why = anyhow::anyhow!("bill {id} has {stored} lines in place of {count}");
        return Err(Error::Internal(why));
    }
    Ok(())
}
