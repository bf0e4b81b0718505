//! Brings the catalogue files into the platform and the built-in box office.
//!
//! The format is described in `catalogue/README.md`. Reading and checking the files is pure; only
//! `load.rs` and its rows write, everything in one transaction. Importing again updates what has
//! the same code and adds what is new; what vanished from the files stays, because tickets may have
//! been sold for it. A hall's day that has showtimes is never generated again, so importing every
//! day extends the programme by a day.

mod alone;
mod faults;
mod fields;
mod files;
mod load;
mod office;
mod plans;
mod portal_files;
mod portal_rows;
mod price_tables;
mod programme;
mod rows;
mod schedule;
mod source;
mod table;

use std::fmt;

use box_office::schedule::LoadError;
use chrono::NaiveDate;
use database::Db;
use domain::calendar::PLATFORM_ZONE;
use sea_orm::DbErr;

pub use faults::Faults;
pub use source::Source;

use crate::app::App;
use crate::clock::Clock;
use crate::error::Result;

/// What an import reads besides the files.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day that relative dates count from and the first that showtimes are generated for;
    /// today in the cinemas' zone when it is left out.
    pub start: Option<NaiveDate>,
    /// Business days to generate showtimes for.
    pub days: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { start: None, days: 8 }
    }
}

/// What an import brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub films: usize,
    pub cinemas: usize,
    pub halls: usize,
    pub articles: usize,
    pub apps: usize,
    /// Showtimes listed in the files and generated now, together.
    pub showtimes: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { films, cinemas, halls, articles, apps, showtimes } = self;
        write!(
            f,
            "{cinemas} cinemas, {halls} halls, {films} films, {showtimes} showtimes, \
             {articles} articles, {apps} apps"
        )
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files are wrong; each line names its place.
    #[error(transparent)]
    Faults(#[from] Faults),
    #[error("the box office refuses: {0}")]
    BoxOffice(#[from] LoadError),
    #[error("database: {0}")]
    Database(#[from] DbErr),
}

/// Everything that the files say, checked by itself.
struct Files {
    terms: Vec<files::Term>,
    films: Vec<files::Film>,
    cinemas: Vec<files::Cinema>,
    plans: Vec<plans::PlanFile>,
    halls: Vec<files::Hall>,
    schedule: Option<schedule::Schedule>,
    listed: Vec<programme::Listed>,
    articles: Vec<portal_files::Article>,
    apps: Vec<portal_files::PortalApp>,
}

impl Files {
    fn read(source: &Source) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let terms = files::read_terms(source, &mut faults);
        let slugs = files::Slugs::of(&terms);
        let films = files::read_films(source, &mut faults, &slugs);
        let cinemas = files::read_cinemas(source, &mut faults, &slugs);
        let plans = plans::read_plans(source, &mut faults);
        let halls = files::read_halls(source, &mut faults, &slugs, &cinemas, &plans);
        let schedule = schedule::read_schedule(source, &mut faults);
        if let Some(schedule) = &schedule {
            schedule.check(&mut faults, &films, &cinemas, &halls, &plans);
        }
        let listed =
            programme::read_showtimes(source, &mut faults, &films, &cinemas, &halls, &plans);
        let articles = portal_files::read_articles(source, &mut faults, &slugs);
        let apps = portal_files::read_apps(source, &mut faults);
        faults.into_result()?;
        Ok(Self { terms, films, cinemas, plans, halls, schedule, listed, articles, apps })
    }
}

/// Imports a catalogue, all of it or nothing.
///
/// # Errors
/// Every fault of the files, or what the database refused.
pub async fn run(
    db: &Db,
    clock: &Clock,
    source: &Source,
    options: Options,
) -> Result<Summary, ImportError> {
    let files = Files::read(source)?;
    let zone = files.cinemas.first().map_or(PLATFORM_ZONE, |cinema| cinema.zone);
    let today = clock.now().with_timezone(&zone).date_naive();
    let start = options.start.unwrap_or(today);
    load::Loader { db, clock, files: &files, start, days: options.days, zone }.load().await
}

/// Loads a box office that runs by itself, on a database of its own: everything that the files say
/// of cinemas, halls, films and showtimes, all of it or nothing. Returns how many showtimes that
/// were.
///
/// # Errors
/// As [`run`].
pub async fn run_box_office(
    db: &Db,
    clock: &Clock,
    source: &Source,
    options: Options,
) -> Result<usize, ImportError> {
    let files = Files::read(source)?;
    let zone = files.cinemas.first().map_or(PLATFORM_ZONE, |cinema| cinema.zone);
    let start = options.start.unwrap_or_else(|| clock.now().with_timezone(&zone).date_naive());
    let loader = load::Loader { db, clock, files: &files, start, days: options.days, zone };
    loader.load_box_office().await
}

/// Imports the demo's catalogue. Doing it again on a later day extends the programme.
///
/// # Errors
/// As [`run`].
pub async fn seed_demo(app: &App) -> Result<Summary> {
    let summary = run(&app.db, &app.clock, &Source::Demo, Options::default()).await;
    Ok(summary.map_err(|error| anyhow::Error::new(error).context("the demo's catalogue"))?)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
