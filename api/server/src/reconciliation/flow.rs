//! Running a day with a source, and closing it.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use database::Tx;
use domain::bank_bills::BankBillStatus;
use domain::calendar::PLATFORM_ZONE;
use domain::ids::ReconciliationId;
use domain::reconciliation::{BreakClass, BreakState, ReconciliationStatus, SourceKey, due_at};
use domain::statements::CinemaStatementStatus;
use domain::text::LocalizedText;
use sea_orm::ActiveValue::Set;
use serde_json::json;
use tables::reconciliations::{ActiveModel, Model};
use tables::{cinemas, reconciliations};

use super::evidence::Compared;
use super::words::{Saying, same};
use super::{automatic, bank_day, breaks_store, cinema_day, findings, postings, store};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::bank_bills::{self, Bill, Fetched};
use crate::defects;
use crate::error::{Error, Result};
use crate::fault;
use crate::http::problem::ProblemCode;
use crate::statements::{self, CinemaDay, Reading};

/// How long a day that could not be run, or whose questions were not answered, waits.
const PAUSE: Duration = Duration::hours(1);

/// How long one run may have a day: each stage begins it anew, and one compares a whole day.
fn lease(app: &App) -> Duration {
    app.config.purchase.lease() * 4
}

/// A day of a source, and when it runs.
struct Wanted {
    source: SourceKey,
    day: NaiveDate,
    cinema: Option<cinemas::Model>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Wanted {
    async fn of(app: &App, source: SourceKey, day: NaiveDate) -> Result<Self> {
        let cinema = store::cinema_of(&app.db, source).await?;
        let zone = cinema.as_ref().and_then(|cinema| cinema.timezone.parse().ok());
        let bounds = source.bounds(day, zone.unwrap_or(PLATFORM_ZONE));
        let (from, to) =
            bounds.ok_or_else(|| Error::invalid("/day", "day", "There is no such day."))?;
        Ok(Self { source, day, cinema, from, to })
    }
}

/// Whether a day of a source is over.
pub async fn is_over(app: &App, row: &Model) -> Result<bool> {
    let wanted = Wanted::of(app, store::source_of(row)?, row.day).await?;
    Ok(wanted.to <= app.clock.now())
}

/// Why a run came to no end.
enum Stopped {
    /// Their records are not there, or cannot be believed.
    Unready(LocalizedText),
    Failed(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Stopped {
    /// What the day's row says about it.
    fn why(&self) -> LocalizedText {
        match self {
            Self::Unready(why) => why.clone(),
            Self::Failed(Error::Refused(refusal)) => match refusal.code {
                ProblemCode::BankUnavailable => Saying::BankSilent.text(),
                ProblemCode::CinemaUnavailable => Saying::CinemaSilent.text(),
                ProblemCode::StatementNotFinal => Saying::StatementNotFinal.text(),
                _ => Saying::BrokeDown.with([same(&refusal.detail)]),
            },
            Self::Failed(Error::Stale) => Saying::ChangedMeanwhile.text(),
            Self::Failed(other) => Saying::BrokeDown.with([same(other)]),
        }
    }
}

impl From<Stopped> for Error {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Unready(why) => not_ready(why.en),
            Stopped::Failed(Self::Refused(refusal))
                if refusal.code == ProblemCode::StatementNotFinal =>
            {
                not_ready(refusal.detail)
            }
            Stopped::Failed(error) => error,
        }
    }
}

/// What their side gave us.
enum File {
    Bill(Bill),
    Statement(Box<(cinemas::Model, Reading)>),
}

/// Compares a day with a source now. It may be run again and again until it is closed; the same
/// differences are the same rows, and nothing is booked twice. Of whoever asked for it, the audit
/// trail says that a file was fetched.
///
/// # Errors
/// `source_not_ready` when their records are not there or contradict themselves,
/// `reconciliation_closed`, `reconciliation_running`.
pub async fn run(
    app: &App,
    source: SourceKey,
    day: NaiveDate,
    asked_by: Option<&Actor>,
) -> Result<Model> {
    begin(app, source, day).await?.carry_out(app, asked_by).await
}

/// A day that a run has for itself.
pub struct Begun {
    wanted: Wanted,
    row: Model,
}

/// Takes a day for a run. It has to be carried out, or the day stays taken until its lease is over.
///
/// # Errors
/// `source_not_ready` before the day, `reconciliation_closed`, `reconciliation_running`.
pub async fn begin(app: &App, source: SourceKey, day: NaiveDate) -> Result<Begun> {
    let wanted = Wanted::of(app, source, day).await?;
    if wanted.from > app.clock.now() {
        return Err(not_ready("The day has not begun."));
    }
    let row = claim(app, &wanted).await?;
    fault::point("reconciliation_claimed");
    Ok(Begun { wanted, row })
}

impl Begun {
    /// Which day it is.
    pub const fn id(&self) -> ReconciliationId {
        self.row.id
    }

    /// Compares the day and lets it go, however that ends.
    ///
    /// # Errors
    /// As [`run`].
    pub async fn carry_out(&self, app: &App, asked_by: Option<&Actor>) -> Result<Model> {
        match work(app, &self.wanted, &self.row, asked_by).await {
            Ok(()) => store::day(&app.db, self.row.id).await,
            Err(stopped) => {
                note_failure(app, &self.row, &stopped.why()).await?;
                Err(stopped.into())
            }
        }
    }
}

fn not_ready(detail: impl Into<String>) -> Error {
    Error::refused(ProblemCode::SourceNotReady, detail)
}

fn refuse_closed(row: &Model) -> Result<()> {
    if row.status != ReconciliationStatus::Closed {
        return Ok(());
    }
    let detail = "The day is closed: it is settled in the books and is not compared again.";
    Err(Error::refused(ProblemCode::ReconciliationClosed, detail))
}

/// Whether a run has the day now.
pub fn is_running(row: &Model, now: DateTime<Utc>) -> bool {
    row.leased_until.is_some_and(|until| until > now)
}

fn refuse_running(row: &Model, now: DateTime<Utc>) -> Result<()> {
    if !is_running(row, now) {
        return Ok(());
    }
    let detail = "The day is being compared. Look again in a moment.";
    Err(Error::refused(ProblemCode::ReconciliationRunning, detail))
}

/// Takes the day for a run of its own.
async fn claim(app: &App, wanted: &Wanted) -> Result<Model> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let row = store::ensure(&tx, &app.clock, wanted.source, wanted.day).await?;
    refuse_closed(&row)?;
    refuse_running(&row, now)?;
    let run_no = row.run_no + 1;
    let change = ActiveModel {
        run_no: Set(run_no),
        started_at: Set(Some(now)),
        finished_at: Set(None),
        leased_until: Set(Some(now + lease(app))),
        // A process that dies here lets the next one begin when the lease is over.
        next_run_at: Set(Some(now + lease(app))),
        ..Default::default()
    };
    store::change(&tx, (row.id, row.run_no), change).await?;
    store::note(&tx, &app.clock, (row.id, run_no), "begun", "").await?;
    let row = store::day(&tx, row.id).await?;
    tx.commit().await?;
    Ok(row)
}

async fn work(
    app: &App,
    wanted: &Wanted,
    begun: &Model,
    asked_by: Option<&Actor>,
) -> std::result::Result<(), Stopped> {
    let file = fetch(app, wanted, asked_by).await?;
    let (file_id, told) = match &file {
        File::Bill(bill) => (bill.id.0, format!("{} {}", bill.file_name, bill.sha256)),
        File::Statement(it) => (it.1.id.0, format!("version {} {}", it.1.version, it.1.sha256)),
    };
    let fetched = ActiveModel { file_id: Set(Some(file_id)), ..Default::default() };
    stage(app, begun, ReconciliationStatus::Fetched, fetched, &told).await?;
    fault::point("reconciliation_fetched");
    let parsed = ActiveModel::default();
    stage(app, begun, ReconciliationStatus::Parsed, parsed, "whole").await?;
    fault::point("reconciliation_parsed");
    let found = match &file {
        File::Bill(bill) => bank_day::compare(app, bill).await?,
        File::Statement(it) => cinema_day::compare(app, &it.0, &it.1).await?,
    };
    store_found(app, begun, &found).await?;
    fault::point("reconciliation_matched");
    let is_answered = automatic::act(app, begun.id).await?;
    fault::point("reconciliation_acted");
    finish(app, begun, wanted.to <= app.clock.now(), is_answered).await?;
    Ok(())
}

/// Moves a run on, and gives it more time.
async fn stage(
    app: &App,
    begun: &Model,
    status: ReconciliationStatus,
    change: ActiveModel,
    told: &str,
) -> Result<()> {
    let tx = app.db.begin().await?;
    let until = app.clock.now() + lease(app);
    let change = ActiveModel { status: Set(status), leased_until: Set(Some(until)), ..change };
    store::change(&tx, (begun.id, begun.run_no), change).await?;
    store::note(&tx, &app.clock, (begun.id, begun.run_no), status.as_str(), told).await?;
    tx.commit().await?;
    Ok(())
}

/// Fetches what their side says about the day; it is kept byte for byte where it is read.
async fn fetch(
    app: &App,
    wanted: &Wanted,
    asked_by: Option<&Actor>,
) -> std::result::Result<File, Stopped> {
    let Some(cinema) = &wanted.cinema else {
        let SourceKey::Bank(bank) = wanted.source else {
            return Err(Error::NotFound("cinema").into());
        };
        let fetched = match asked_by {
            Some(actor) => bank_bills::fetch_for(app, actor, bank, wanted.day).await?,
            None => bank_bills::fetch(app, bank, wanted.day).await?,
        };
        return match fetched {
            Fetched::NotReady => Err(Stopped::Unready(Saying::BillNotMade.text())),
            Fetched::Whole(id) => Ok(File::Bill(bank_bills::bill(&app.db, id).await?)),
            Fetched::Broken(id) => {
                let bill = bank_bills::bill(&app.db, id).await?;
                debug_assert!(bill.status == BankBillStatus::Broken);
                let problems = defects::said(&bill.problems.0);
                Err(Stopped::Unready(Saying::BillBroken.with([problems])))
            }
        };
    };
    if let Some(actor) = asked_by {
        let (target, detail) = (cinema.id.to_string(), json!({ "business_on": wanted.day }));
        audit::note(app, actor, "cinema_statement_fetched", &target, detail).await?;
    }
    let asked = statements::fetch_now(app, cinema, wanted.day).await;
    let day = CinemaDay { cinema_id: cinema.id, business_on: wanted.day };
    let reading = statements::latest(&app.db, day).await?;
    match (reading, asked) {
        (Some(reading), _) if reading.status == CinemaStatementStatus::Whole => {
            Ok(File::Statement(Box::new((cinema.clone(), reading))))
        }
        (Some(reading), _) => {
            let problems = defects::said(&reading.problems.0);
            Err(Stopped::Unready(Saying::StatementBroken.with([problems])))
        }
        (None, Err(error)) => Err(error.into()),
        (None, Ok(())) => Err(Stopped::Unready(Saying::NoStatement.text())),
    }
}

async fn store_found(app: &App, begun: &Model, found: &Compared) -> Result<()> {
    let tx = app.db.begin().await?;
    let day = store::take(&tx, begun.id).await?;
    let change = ActiveModel {
        status: Set(ReconciliationStatus::Matched),
        ours_count: Set(found.ours_count),
        ours_minor: Set(found.ours_minor),
        theirs_count: Set(found.theirs_count),
        theirs_minor: Set(found.theirs_minor),
        matched: Set(found.matched),
        verdicts_ok: Set(found.verdicts_ok),
        fee_minor: Set(found.fee_minor),
        net_minor: Set(found.net_minor),
        leased_until: Set(Some(app.clock.now() + lease(app))),
        ..Default::default()
    };
    store::change(&tx, (begun.id, begun.run_no), change).await?;
    findings::record(&tx, &app.clock, &day, found).await?;
    let told = format!("{} matched, {} different", found.matched, found.breaks.len());
    store::note(&tx, &app.clock, (begun.id, begun.run_no), "matched", &told).await?;
    tx.commit().await?;
    Ok(())
}

/// Says how the day stands and books what the bank charged for it.
async fn finish(app: &App, begun: &Model, is_over: bool, is_answered: bool) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let day = store::take(&tx, begun.id).await?;
    let breaks = breaks_store::all_of_day(&tx, day.id).await?;
    let fee_booked_minor = match day.fee_minor {
        // What is claimed back of a fee stands in suspense, not among the fees.
        Some(fee) if is_over => {
            let claims = breaks.iter().filter(|row| {
                row.class == BreakClass::FeeMismatch && row.seen_in_run == day.run_no
            });
            let target = fee + claims.map(|row| row.difference_minor).sum::<i64>();
            postings::book_fee(&tx, &app.clock, &day, target).await?;
            target
        }
        _ => day.fee_booked_minor,
    };
    let pooled = breaks.iter().filter(|row| row.state == BreakState::Pooled);
    let pooled_until = pooled.filter_map(|row| row.pooled_until).min();
    let change = ActiveModel {
        status: Set(status_of(breaks.iter().map(|row| row.state))),
        fee_booked_minor: Set(fee_booked_minor),
        last_error: Set(None),
        tries: Set(0),
        next_run_at: Set(match (is_answered, is_over) {
            (false, _) => Some(now + PAUSE),
            // What was looked at while it lasted is compared once more when it is over.
            (true, false) => due_at(day.day),
            (true, true) => pooled_until,
        }),
        leased_until: Set(None),
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    store::change(&tx, (begun.id, begun.run_no), change).await?;
    store::note(&tx, &app.clock, (begun.id, begun.run_no), "finished", "").await?;
    tx.commit().await?;
    Ok(())
}

/// How a day stands whose differences stand so.
pub fn status_of(states: impl Iterator<Item = BreakState>) -> ReconciliationStatus {
    states.fold(ReconciliationStatus::Balanced, |status, state| match (status, state) {
        (_, BreakState::Open | BreakState::Proposed) => ReconciliationStatus::HasBreaks,
        (ReconciliationStatus::Balanced, BreakState::Pooled) => ReconciliationStatus::Matched,
        (status, _) => status,
    })
}

/// Says anew how a day stands, after one of its differences moved.
pub async fn restate(tx: &Tx, id: ReconciliationId) -> Result<()> {
    let day = store::day(tx, id).await?;
    if matches!(
        day.status,
        ReconciliationStatus::Matched
            | ReconciliationStatus::Balanced
            | ReconciliationStatus::HasBreaks
    ) {
        let breaks = breaks_store::all_of_day(tx, id).await?;
        let status = status_of(breaks.iter().map(|row| row.state));
        let change = ActiveModel { status: Set(status), ..Default::default() };
        store::change(tx, (id, day.run_no), change).await?;
    }
    Ok(())
}

async fn note_failure(app: &App, begun: &Model, why: &LocalizedText) -> Result<()> {
    let tx = app.db.begin().await?;
    let row = store::take(&tx, begun.id).await?;
    if row.run_no != begun.run_no || row.status == ReconciliationStatus::Closed {
        return Ok(());
    }
    let change = ActiveModel {
        last_error: Set(Some(why.to_column())),
        tries: Set(row.tries.saturating_add(1)),
        next_run_at: Set(Some(app.clock.now() + PAUSE)),
        leased_until: Set(None),
        ..Default::default()
    };
    store::change(&tx, (begun.id, begun.run_no), change).await?;
    store::note(&tx, &app.clock, (begun.id, begun.run_no), "failed", &why.en).await?;
    tx.commit().await?;
    Ok(())
}

/// Closes a day: what the bank owes for it is settled in the books, and it never runs again.
/// Closing it twice is closing it once.
///
/// # Errors
/// `day_not_over`, `breaks_open`, `source_not_ready` while it was never compared,
/// `reconciliation_running`.
pub async fn close(app: &App, id: ReconciliationId, actor: &Actor) -> Result<Model> {
    let is_over = is_over(app, &store::day(&app.db, id).await?).await?;
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let day = store::take(&tx, id).await?;
    if day.status == ReconciliationStatus::Closed {
        return Ok(day);
    }
    refuse_running(&day, now)?;
    refuse_early(&tx, &day, is_over).await?;
    if day.bank.is_some() {
        postings::settle(&tx, &app.clock, &day).await?;
    }
    let change = reconciliations::ActiveModel {
        status: Set(ReconciliationStatus::Closed),
        next_run_at: Set(None),
        leased_until: Set(None),
        closed_at: Set(Some(now)),
        ..Default::default()
    };
    store::change(&tx, (id, day.run_no), change).await?;
    store::note(&tx, &app.clock, (id, day.run_no), "closed", "").await?;
    let detail = json!({ "source": day.source, "day": day.day, "net": day.net_minor });
    audit::record(app, &tx, actor, "reconciliation.close", &id.to_string(), detail).await?;
    let day = store::day(&tx, id).await?;
    tx.commit().await?;
    Ok(day)
}

async fn refuse_early(tx: &Tx, day: &Model, is_over: bool) -> Result<()> {
    if !is_over {
        let detail = "The day is not over: more may come.";
        return Err(Error::refused(ProblemCode::DayNotOver, detail));
    }
    let open = breaks_store::unsettled(tx, day.id).await?;
    if open > 0 {
        let detail = format!("{open} differences of the day are not settled.");
        return Err(Error::refused(ProblemCode::BreaksOpen, detail));
    }
    let returning = breaks_store::open_returns(tx, day.id).await?;
    if returning > 0 {
        let detail = format!("The bank has not yet said that it gave {returning} surpluses back.");
        return Err(Error::refused(ProblemCode::BreaksOpen, detail));
    }
    if day.status != ReconciliationStatus::Balanced {
        return Err(not_ready("The day was not compared to its end. Run it first."));
    }
    // A day that was run while it lasted lacks what came later.
    if day.bank.is_some() && day.fee_minor != Some(day.fee_booked_minor) {
        let breaks = breaks_store::all_of_day(tx, day.id).await?;
        let claims = breaks
            .iter()
            .filter(|row| row.class == BreakClass::FeeMismatch && row.seen_in_run == day.run_no);
        let target =
            day.fee_minor.unwrap_or_default() + claims.map(|row| row.difference_minor).sum::<i64>();
        if target != day.fee_booked_minor {
            return Err(not_ready("The day was compared before it was over. Run it again."));
        }
    }
    Ok(())
}
