//! Reading a day's statement and telling the cinema that it was read: intent, call, record.

use std::fmt::{Display, Formatter};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use domain::calendar::{PLATFORM_ZONE, cinema_date, cinema_day_bounds};
use domain::catalogue::StringList;
use domain::ids::CinemaId;
use domain::money::Money;
use domain::statements::{AckOutcome, CinemaStatementStatus};
use gateways::GatewayError;
use gateways::cinema::wire::{StatementAck, StatementTotals};
use gateways::cinema::{Statement, StatementAckAnswer};
use sha2::{Digest, Sha256};
use tables::cinemas;

use super::check;
use super::store::{self, Reading};
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::http::problem::ProblemCode;
use crate::lanes::{self, Busy, Due, Source};

/// Days that are looked back on. Older ones are fetched by hand.
const DAYS_BACK: u64 = 7;

/// The longest wait before a day is tried again.
const LONGEST_PAUSE: Duration = Duration::hours(1);

/// A business day of a cinema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CinemaDay {
    pub cinema_id: CinemaId,
    pub business_on: NaiveDate,
}

impl Display for CinemaDay {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.business_on, self.cinema_id)
    }
}

/// Days that are to be read or acknowledged.
struct DueDays<'a> {
    app: &'a App,
    waiting: Mutex<Vec<CinemaDay>>,
}

impl Source for DueDays<'_> {
    type Id = CinemaDay;
    type Lane = CinemaId;

    const PLACES: usize = 16;
    /// A statement may be long, and there is no hurry.
    const PLACES_OF_LANE: usize = 1;

    async fn due(&self, busy: &Busy<CinemaDay>, limit: usize) -> Result<Vec<Due<CinemaDay>>> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let may_go = waiting
            .iter()
            .filter(|day| !busy.contains(**day) && !busy.is_full(day.cinema_id))
            .take(limit);
        Ok(may_go.map(|day| Due { id: *day, lane: day.cinema_id }).collect())
    }

    async fn handle(&self, day: CinemaDay) -> Result<()> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| *other != day);
        see_to(self.app, day).await
    }
}

/// Reads and acknowledges what is due of the last days. True when anything was.
pub async fn fetch_due(app: &App) -> Result<bool> {
    let waiting = due_days(app).await?;
    if waiting.is_empty() {
        return Ok(false);
    }
    lanes::work_off(app, None, &DueDays { app, waiting: Mutex::new(waiting) }).await
}

async fn due_days(app: &App) -> Result<Vec<CinemaDay>> {
    let now = app.clock.now();
    let first = now.date_naive() - Days::new(DAYS_BACK + 1);
    let settled = store::settled_days(&app.db, first, now).await?;
    let mut due = Vec::new();
    for cinema in store::cinemas(&app.db).await? {
        let days = days_over(&cinema, now);
        let days = days.map(|business_on| CinemaDay { cinema_id: cinema.id, business_on });
        due.extend(days.filter(|day| !settled.contains(day)));
    }
    Ok(due)
}

/// The business days of a cinema that are over, as far back as they are looked at and it is known.
fn days_over(cinema: &cinemas::Model, now: DateTime<Utc>) -> impl Iterator<Item = NaiveDate> {
    let zone = cinema.timezone.parse().unwrap_or(PLATFORM_ZONE);
    let today = cinema_date(now, zone);
    let first = cinema_date(cinema.created_at, zone).max(today - Days::new(DAYS_BACK));
    first.iter_days().take_while(move |day| *day < today)
}

/// What came of trying to read a statement.
enum Answer {
    Read(Reading),
    /// The day runs, as the cinema sees it.
    NotFinal,
    Silent(GatewayError),
}

/// Brings one day as far as it can be brought now.
async fn see_to(app: &App, day: CinemaDay) -> Result<()> {
    let cinema = store::cinema(&app.db, day.cinema_id).await?;
    store_try(app, day).await?;
    let known = store::latest(&app.db, day).await?;
    if let Some(known) = known.filter(|known| known.status == CinemaStatementStatus::Whole)
        && acknowledge(app, &cinema, &known).await? != AckOutcome::Mismatch
    {
        return Ok(());
    }
    if let Answer::Read(reading) = read(app, &cinema, day).await?
        && reading.status == CinemaStatementStatus::Whole
    {
        acknowledge(app, &cinema, &reading).await?;
    }
    Ok(())
}

/// Reads a day now, whether or not it was read before, and acknowledges it if it is whole.
///
/// # Errors
/// `statement_not_final` while the cinema's day runs, `cinema_unavailable` when it does not answer.
pub async fn fetch_now(app: &App, cinema: &cinemas::Model, business_on: NaiveDate) -> Result<()> {
    let day = CinemaDay { cinema_id: cinema.id, business_on };
    let zone = cinema.timezone.parse().unwrap_or(PLATFORM_ZONE);
    let now = app.clock.now();
    let is_over = cinema_day_bounds(business_on, zone).is_some_and(|(_, end)| end <= now);
    if !is_over {
        return Err(not_final());
    }
    store_try(app, day).await?;
    match read(app, cinema, day).await? {
        Answer::Read(reading) => {
            if reading.status == CinemaStatementStatus::Whole {
                acknowledge(app, cinema, &reading).await?;
            }
            Ok(())
        }
        Answer::NotFinal => Err(not_final()),
        Answer::Silent(error) => {
            tracing::warn!(cinema = cinema.cinema_code, "{error}");
            let detail = "The cinema's ticketing system does not answer.";
            Err(Refusal::new(ProblemCode::CinemaUnavailable, detail).retry_after(5).into())
        }
    }
}

fn not_final() -> Error {
    let detail = "The cinema's business day is not over; its statement may still grow.";
    Error::refused(ProblemCode::StatementNotFinal, detail)
}

/// Stores that the day is tried, before anybody is called: a process that dies tries it again.
async fn store_try(app: &App, day: CinemaDay) -> Result<()> {
    let tries = store::tries(&app.db, day).await?.saturating_add(1);
    let next_try_at = app.clock.now() + app.config.purchase.pause(tries, LONGEST_PAUSE);
    let tx = app.db.begin().await?;
    store::note_try(&tx, day, tries, next_try_at).await?;
    tx.commit().await?;
    Ok(())
}

async fn read(app: &App, cinema: &cinemas::Model, day: CinemaDay) -> Result<Answer> {
    let gateway = app.gateways.cinema(cinema);
    match gateway.statement(&cinema.cinema_code, day.business_on).await {
        Ok(statement) if statement.is_final => {
            Ok(Answer::Read(store_reading(app, cinema, day, &statement).await?))
        }
        Ok(_) => {
            store_error(app, day, "the cinema says that its day is not over").await?;
            Ok(Answer::NotFinal)
        }
        Err(error) => {
            store_error(app, day, &error.to_string()).await?;
            Ok(Answer::Silent(error))
        }
    }
}

async fn store_error(app: &App, day: CinemaDay, why: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    store::note_error(&tx, day, why).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a statement as a new version, unless it reads like the last one.
async fn store_reading(
    app: &App,
    cinema: &cinemas::Model,
    day: CinemaDay,
    statement: &Statement,
) -> Result<Reading> {
    let foreign = store::foreign_orders(&app.db, cinema.id, statement).await?;
    let problems = check::problems(cinema, day.business_on, statement, &foreign);
    let is_whole = problems.is_empty();
    let sha256 = hex::encode(Sha256::digest(&statement.raw));
    let tx = app.db.begin().await?;
    let last = store::latest(&tx, day).await?;
    if let Some(last) = &last
        && last.sha256 == sha256
    {
        return Ok(last.clone());
    }
    let reading = Reading {
        id: app.clock.new_id(),
        cinema_id: day.cinema_id,
        business_on: day.business_on,
        version: last.map_or(0, |last| last.version) + 1,
        status: if is_whole { CinemaStatementStatus::Whole } else { CinemaStatementStatus::Broken },
        problems: StringList(problems),
        line_count: i64::try_from(statement.lines.len()).unwrap_or(i64::MAX),
        sale_count: statement.totals.sale_count,
        sale_minor: statement.totals.sale_amount.amount_minor,
        refund_count: statement.totals.refund_count,
        refund_minor: statement.totals.refund_amount.amount_minor,
        currency: statement.totals.sale_amount.currency,
        sha256,
        fetched_at: app.clock.now(),
    };
    store::add_reading(&tx, &reading, statement).await?;
    tx.commit().await?;
    if !is_whole {
        let (code, problems) = (&cinema.cinema_code, &reading.problems.0);
        tracing::warn!(cinema = code, day = %day.business_on, ?problems, "a broken statement");
    }
    Ok(reading)
}

/// Tells the cinema that its statement was read. Telling it again is harmless; without an answer
/// the day stays due.
async fn acknowledge(app: &App, cinema: &cinemas::Model, reading: &Reading) -> Result<AckOutcome> {
    if store::acknowledged_at(&app.db, &[reading.id]).await?.contains_key(&reading.id) {
        return Ok(AckOutcome::Acknowledged);
    }
    store_ack(app, reading, AckOutcome::Sent).await?;
    let money = |minor| Money::new(minor, reading.currency);
    let ack = StatementAck {
        line_count: reading.line_count,
        totals: StatementTotals {
            sale_count: reading.sale_count,
            sale_amount: money(reading.sale_minor),
            refund_count: reading.refund_count,
            refund_amount: money(reading.refund_minor),
        },
    };
    let gateway = app.gateways.cinema(cinema);
    let code = &cinema.cinema_code;
    let outcome = match gateway.acknowledge_statement(code, reading.business_on, &ack).await {
        Ok(StatementAckAnswer::Acknowledged) => AckOutcome::Acknowledged,
        Ok(StatementAckAnswer::Mismatch) => AckOutcome::Mismatch,
        Err(error) => {
            tracing::warn!(cinema = code, "{error}");
            return Ok(AckOutcome::Sent);
        }
    };
    store_ack(app, reading, outcome).await?;
    Ok(outcome)
}

async fn store_ack(app: &App, reading: &Reading, outcome: AckOutcome) -> Result<()> {
    let tx = app.db.begin().await?;
    store::add_ack(&tx, &app.clock, reading.id, outcome).await?;
    tx.commit().await?;
    Ok(())
}
