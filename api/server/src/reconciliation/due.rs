//! Days that are compared by themselves: yesterday at half past ten, hourly while their records are
//! not there, and whatever was missed in the days before.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::calendar::PLATFORM_ZONE;
use domain::reconciliation::{ReconciliationStatus, SourceKey, due_at, late_at};
use domain::text::LocalizedText;
use tables::cinemas;
use tables::reconciliations::Model;

use super::{flow, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::statements;

/// Days that are looked back on. Older ones are run by hand.
const DAYS_BACK: u64 = 7;

/// Compares every day that is due. True when there was one.
pub async fn run_due(app: &App) -> Result<bool> {
    let due = due_days(app).await?;
    for (source, day) in &due {
        if app.wake.is_stopping.load(std::sync::atomic::Ordering::Relaxed) {
            return Ok(false);
        }
        match flow::run(app, *source, *day, None).await {
            Ok(row) => {
                let (status, run_no) = (row.status, row.run_no);
                tracing::info!(%source, %day, %status, run_no, "a day was compared");
            }
            Err(Error::Refused(refusal)) => {
                tracing::info!(%source, %day, "not compared: {}", refusal.detail);
            }
            Err(error) => tracing::warn!(%source, %day, "not compared: {error}"),
        }
    }
    if due.is_empty() {
        return Ok(false);
    }
    let late = late_days(app).await?;
    metrics::gauge!("marquee_reconciliations_late").set(late);
    Ok(true)
}

/// How many days should have been compared by two in the afternoon after them and were not.
async fn late_days(app: &App) -> Result<u32> {
    let now = app.clock.now();
    let since = now.date_naive() - Days::new(DAYS_BACK + 2);
    let mut late = 0;
    for row in store::days_since(&app.db, since).await? {
        let is_waiting = matches!(
            row.status,
            ReconciliationStatus::Scheduled
                | ReconciliationStatus::Fetched
                | ReconciliationStatus::Parsed
        );
        if is_waiting && late_at(row.day).is_some_and(|at| at <= now) {
            let why = row.last_error.as_deref().map(LocalizedText::from_column);
            let why = why.unwrap_or_default().en;
            tracing::warn!(source = row.source, day = %row.day, why, "still not compared");
            late += 1;
        }
    }
    Ok(late)
}

async fn due_days(app: &App) -> Result<Vec<(SourceKey, NaiveDate)>> {
    let now = app.clock.now();
    let since = now.date_naive() - Days::new(DAYS_BACK + 2);
    let known: HashMap<(String, NaiveDate), Model> = store::days_since(&app.db, since)
        .await?
        .into_iter()
        .map(|row| ((row.source.clone(), row.day), row))
        .collect();
    let cinemas = statements::cinemas(&app.db).await?;
    let first = cinemas.iter().map(|cinema| cinema.created_at).min();
    let mut wanted = Vec::new();
    for bank in store::BANKS {
        let is_configured = app.gateways.bank(*bank).is_ok();
        if let Some(first) = first.filter(|_| is_configured) {
            wanted.extend(days_of(SourceKey::Bank(*bank), None, first, now));
        }
    }
    for cinema in &cinemas {
        let source = SourceKey::Cinema(cinema.id);
        wanted.extend(days_of(source, Some(cinema), cinema.created_at, now));
    }
    wanted.retain(|(source, day)| {
        known.get(&(source.to_string(), *day)).is_none_or(|row| is_due(row, now))
    });
    for row in store::due_again(&app.db, now).await? {
        let again = (store::source_of(&row)?, row.day);
        if is_due(&row, now) && !wanted.contains(&again) {
            wanted.push(again);
        }
    }
    Ok(wanted)
}

fn is_due(row: &Model, now: DateTime<Utc>) -> bool {
    row.status != ReconciliationStatus::Closed
        && !flow::is_running(row, now)
        && match row.next_run_at {
            Some(at) => at <= now,
            // Made but never run: somebody asked for it and the process died.
            None => row.status == ReconciliationStatus::Scheduled,
        }
}

/// The days of a source that should have been compared by now.
fn days_of(
    source: SourceKey,
    cinema: Option<&cinemas::Model>,
    first: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Vec<(SourceKey, NaiveDate)> {
    let zone = cinema.and_then(|cinema| cinema.timezone.parse().ok()).unwrap_or(PLATFORM_ZONE);
    let today = source.day_of(now, zone);
    let first = source.day_of(first, zone).max(today - Days::new(DAYS_BACK));
    let is_ready = |day: &NaiveDate| *day < today && due_at(*day).is_some_and(|at| at <= now);
    first.iter_days().take_while(is_ready).map(|day| (source, day)).collect()
}
