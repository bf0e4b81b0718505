//! The books are read with suspicion every night, as `marquee ledger verify` reads them, and what
//! came of it is kept: administrators see it beside the other things that must always hold.

use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::{book_date, book_day_start};
use domain::text::LocalizedText;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use serde::Serialize;
use tables::ledger_checks;
use utoipa::ToSchema;

use super::{checkpoint, verify};
use crate::app::App;
use crate::defects;
use crate::error::Result;

/// So long after midnight of the books: the day before is sealed by then, and few people buy.
const NIGHT: TimeDelta = TimeDelta::minutes(210);

/// What a server that just began has not chained yet is nobody's fault for so long.
const CATCHING_UP: TimeDelta = TimeDelta::minutes(15);

/// Books that were not in order are looked at again so soon.
const LOOK_AGAIN: TimeDelta = TimeDelta::hours(1);

/// A check of large books takes minutes; a server that stops does not wait for its end.
const STOP_CHECKED_EVERY: Duration = Duration::from_millis(250);

/// What came of the last check of the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedgerCheck {
    /// When it began.
    pub checked_at: DateTime<Utc>,
    /// Entries that were read; null when something was found.
    pub entry_count: Option<i64>,
    /// The last day whose seal was checked; null when there is none or something was found.
    pub sealed_until: Option<NaiveDate>,
    /// Null when the books are in order.
    pub finding: Option<LedgerFinding>,
}

/// The first row of the books that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedgerFinding {
    pub row: LocalizedText,
    pub what: LocalizedText,
}

/// Checks the books if nobody has since last night. Nothing is left to do afterwards.
pub async fn check_due(app: &App) -> Result<bool> {
    let now = app.clock.now();
    if newest(&app.db).await?.is_some_and(|last| is_fresh(&last, now)) {
        return Ok(false);
    }
    // A server that was off over night has days to chain and to seal first.
    if now < app.started_at + CATCHING_UP && verify::late(&app.books, now).await?.is_some() {
        return Ok(false);
    }
    // Read before the chain, which only grows: so it goes at least as far as they do.
    let checkpoints = checkpoint::read_all(&checkpoint::directory(&app.config.data_dir))?;
    let keys = app.keys.books.trusted();
    let verdict = tokio::select! {
        verdict = verify::database_at(&app.books, keys, checkpoints, now) => verdict?,
        () = stopping(app) => return Ok(false),
    };
    let mut row = ledger_checks::ActiveModel {
        id: Set(app.clock.new_id()),
        began_at: Set(now),
        ended_at: Set(app.clock.now()),
        entry_count: Set(None),
        seal_count: Set(None),
        sealed_until: Set(None),
        finding_row: Set(None),
        finding: Set(None),
    };
    match verdict {
        Ok(verified) => {
            let report = verified.report;
            row.entry_count = Set(Some(i64::try_from(report.entries).unwrap_or(i64::MAX)));
            row.seal_count = Set(Some(i64::try_from(report.seals).unwrap_or(i64::MAX)));
            row.sealed_until = Set(report.sealed_until);
        }
        Err(finding) => {
            metrics::counter!("marquee_ledger_findings_total").increment(1);
            tracing::error!("the books are not in order. {finding}");
            row.finding_row = Set(Some(finding.row));
            row.finding = Set(Some(finding.what));
        }
    }
    let tx = app.db.begin().await?;
    ledger_checks::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(false)
}

/// The last check, if there was one.
pub async fn last_check(conn: &impl ConnectionTrait) -> Result<Option<LedgerCheck>> {
    let show = |row: ledger_checks::Model| LedgerCheck {
        checked_at: row.began_at,
        entry_count: row.entry_count,
        sealed_until: row.sealed_until,
        finding: row.finding_row.zip(row.finding).map(|(row, what)| LedgerFinding {
            row: defects::one(&row),
            what: defects::one(&what),
        }),
    };
    Ok(newest(conn).await?.map(show))
}

async fn newest(conn: &impl ConnectionTrait) -> Result<Option<ledger_checks::Model>> {
    let newest = ledger_checks::Entity::find().order_by_desc(ledger_checks::Column::BeganAt);
    Ok(newest.one(conn).await?)
}

/// Whether a check still says how the books are. What was found may have been seen to.
fn is_fresh(last: &ledger_checks::Model, now: DateTime<Utc>) -> bool {
    let is_over = last.began_at < last_night(now)
        || last.finding.is_some() && last.began_at + LOOK_AGAIN <= now;
    last.began_at <= now && !is_over
}

/// The last time that a check was due. The end of the calendar has no night.
fn last_night(now: DateTime<Utc>) -> DateTime<Utc> {
    let midnight = book_day_start(book_date(now - NIGHT));
    midnight.map_or(now, |midnight| midnight + NIGHT)
}

async fn stopping(app: &App) {
    while !app.wake.is_stopping.load(Ordering::Relaxed) {
        tokio::time::sleep(STOP_CHECKED_EVERY).await;
    }
}

#[cfg(test)]
mod tests {
    use super::last_night;

    #[test]
    fn a_night_ends_at_half_past_three_in_the_morning() {
        let at = |text: &str| text.parse().unwrap();
        let (before, after) = (at("2027-03-05T19:29:59Z"), at("2027-03-05T19:30:00Z"));
        assert_eq!(last_night(before), at("2027-03-04T19:30:00Z"));
        assert_eq!(last_night(after), after);
        assert_eq!(last_night(at("2027-03-06T19:29:00Z")), after);
    }
}
