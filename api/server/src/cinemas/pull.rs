//! One fetch from one cinema: a question after the other, a page at a time.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Days, Utc};
use domain::calendar::cinema_date;
use domain::feed::{self, Fault, FaultKind, MAX_CLOCK_SKEW, MAX_ITEMS, MAX_PAGES};
use gateways::GatewayError;
use gateways::cinema::{CinemaProgramme, Received, wire};
use sea_orm::EntityTrait;
use tables::{cinema_systems, cinemas};

use super::findings;
use super::intake::screens::{self, ScreenItem, missing_plans, take_plans, take_screens};
use super::intake::{Outcome, cinema, films, sessions, subject, unreadable};
use super::registry::{self, REMOTE};
use crate::app::App;
use crate::error::Error;

/// A fetch that takes longer is given up; what it brought until then stays.
pub const TIME_LIMIT: Duration = Duration::from_secs(120);

/// Plans that one fetch reads at most; the rest follows with the next.
const MAX_PLANS: usize = 200;

/// Films are asked for so many days back and ahead.
const FILM_DAYS: (u64, u64) = (1, 60);

/// What a fetch brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncSummary {
    /// New or changed.
    pub films: usize,
    pub screens: usize,
    pub seat_plans: usize,
    pub sessions_changed: usize,
    /// Items that were not believed, or believed with a remark.
    pub quarantined: usize,
}

/// Why a fetch came to no good end.
#[derive(Debug, thiserror::Error)]
pub enum PullError {
    /// The cinema did not answer, or with something that cannot be read.
    #[error("{0}")]
    Silent(#[from] GatewayError),
    #[error("it took longer than {} s", TIME_LIMIT.as_secs())]
    TooSlow,
    /// It answered, and not as a cinema of ours.
    #[error("{0}")]
    Unfit(String),
    #[error("{0}")]
    Ours(#[from] Error),
}

impl From<sea_orm::DbErr> for PullError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Ours(error.into())
    }
}

/// How much is read.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The cinema itself, its films, and all sessions, not only those that changed.
    pub is_whole: bool,
    pub has_screens: bool,
}

/// What a system said about itself.
pub struct Heard {
    pub clock_skew_ms: i64,
    pub system: String,
    max_seats: u32,
}

/// One fetch from one cinema.
pub struct Pull<'a> {
    app: &'a App,
    pub cinema: cinemas::Model,
    since: Option<DateTime<Utc>>,
    pub heard: Option<Heard>,
    pub sessions_as_of: Option<DateTime<Utc>>,
    has_films: bool,
    has_screens: bool,
    plans_asked: BTreeSet<screens::PlanName>,
    pub summary: SyncSummary,
}

impl<'a> Pull<'a> {
    pub fn new(app: &'a App, cinema: cinemas::Model, system: &cinema_systems::Model) -> Self {
        Self {
            app,
            cinema,
            since: system.sessions_as_of.map(feed::since),
            heard: None,
            sessions_as_of: None,
            has_films: false,
            has_screens: false,
            plans_asked: BTreeSet::new(),
            summary: SyncSummary::default(),
        }
    }

    fn programme(&self) -> Result<Arc<dyn CinemaProgramme>, PullError> {
        let programme = self.app.cinemas.programme(&self.cinema);
        programme.ok_or_else(|| PullError::Unfit("there is no line to this cinema".to_owned()))
    }

    /// Everything that the scope names, one after the other.
    pub async fn run(&mut self, scope: Scope) -> Result<(), PullError> {
        self.capabilities().await?;
        if scope.is_whole && self.cinema.gateway == REMOTE {
            self.describe().await?;
        }
        if scope.has_screens {
            self.screens().await?;
        }
        if scope.is_whole {
            self.films().await?;
        }
        self.sessions(scope.is_whole).await
    }

    /// Asks what the system is, and how far its clock is off.
    async fn capabilities(&mut self) -> Result<(), PullError> {
        let asked_at = self.app.clock.now();
        let said = self.programme()?.capabilities(&self.cinema.cinema_code).await?;
        let answered_at = self.app.clock.now();
        if !registry::speaks(&said.interface_version) {
            let version = feed::cut(&said.interface_version, 20);
            return Err(PullError::Unfit(format!("it speaks version {version:?}")));
        }
        // The answer was made somewhere between the question and its arrival.
        let middle = asked_at + answered_at.signed_duration_since(asked_at) / 2;
        let skew = said.now.signed_duration_since(middle);
        let mut outcome = Outcome::default();
        if skew.abs() > MAX_CLOCK_SKEW {
            let detail = format!("the cinema's clock is {} s off", skew.num_seconds());
            outcome.refuse("clock".to_owned(), Fault::new(FaultKind::ClockSkew, detail));
        } else {
            outcome.sound.extend(["clock".to_owned(), "fetch".to_owned()]);
        }
        self.remark(&outcome).await?;
        self.heard = Some(Heard {
            clock_skew_ms: skew.num_milliseconds(),
            system: feed::cut(&said.system, 100),
            max_seats: said.max_seats_per_lock,
        });
        Ok(())
    }

    async fn remark(&self, outcome: &Outcome) -> Result<(), PullError> {
        let tx = self.app.db.begin().await?;
        findings::record(self.app, &tx, self.cinema.id, outcome).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn describe(&mut self) -> Result<(), PullError> {
        let said = self.programme()?.cinema(&self.cinema.cinema_code).await?;
        let max_seats = self.heard.as_ref().map_or(1, |heard| heard.max_seats);
        let outcome = cinema::take_cinema(self.app, &self.cinema, &said, max_seats).await?;
        self.summary.quarantined += outcome.findings.len();
        let row = cinemas::Entity::find_by_id(self.cinema.id).one(&self.app.db).await?;
        self.cinema = row.ok_or(Error::NotFound("cinema"))?;
        Ok(())
    }

    /// Reads the halls, with those plans in force that are not known.
    async fn screens(&mut self) -> Result<(), PullError> {
        self.has_screens = true;
        let screens = self.programme()?.screens(&self.cinema.cinema_code).await?;
        let mut said = self.readable(screens, "screen").await?.items;
        self.bound(&mut said, "screens").await?;
        let named = said
            .iter()
            .map(|screen| (screen.screen_code.clone(), screen.seat_plan_version))
            .collect();
        let mut plans = self.fetch_plans(named).await?;
        let items: Vec<ScreenItem> = said
            .into_iter()
            .map(|screen| {
                let is_of = |plan: &mut wire::SeatPlan| plan.screen_code == screen.screen_code;
                let seat_plans = plans.extract_if(.., is_of).collect();
                ScreenItem { screen, seat_plans }
            })
            .collect();
        let outcome = take_screens(self.app, &self.cinema, &items).await?;
        self.summary.screens += items.len().min(outcome.accepted);
        self.summary.quarantined += outcome.findings.len();
        Ok(())
    }

    /// Those of the named plans that the platform does not have and the cinema gives. One that
    /// cannot be read is no reason to do without the others, and a cinema that falls silent none
    /// to do without those that it gave.
    async fn fetch_plans(
        &mut self,
        wanted: BTreeSet<screens::PlanName>,
    ) -> Result<Vec<wire::SeatPlan>, PullError> {
        let missing = missing_plans(&self.app.db, self.cinema.id, wanted).await?;
        let mut plans = Vec::new();
        for name in missing {
            if self.plans_asked.len() >= MAX_PLANS || !self.plans_asked.insert(name.clone()) {
                continue;
            }
            let (screen_code, version) = &name;
            let code = &self.cinema.cinema_code;
            let answer = self.programme()?.seat_plan(code, screen_code, Some(*version)).await;
            match answer {
                Ok(plan) if plan.screen_code == *screen_code && plan.version == *version => {
                    self.summary.seat_plans += 1;
                    plans.push(plan);
                }
                Ok(_) => self.unreadable(&name, "another plan than the one asked for").await?,
                Err(GatewayError::NotSent(why)) => {
                    tracing::warn!(cinema = code, screen_code, version, "no more plans: {why}");
                    break;
                }
                Err(error) => self.unreadable(&name, &error.to_string()).await?,
            }
        }
        Ok(plans)
    }

    async fn unreadable(
        &mut self,
        (screen_code, version): &screens::PlanName,
        why: &str,
    ) -> Result<(), PullError> {
        let mut outcome = Outcome::default();
        let about = subject("seat_plan", &format!("{screen_code} v{version}"));
        outcome.refuse(about, Fault::new(FaultKind::Unreadable, why));
        self.summary.quarantined += 1;
        self.remark(&outcome).await
    }

    async fn films(&mut self) -> Result<(), PullError> {
        self.has_films = true;
        let zone = self.cinema.timezone.parse().unwrap_or(domain::calendar::PLATFORM_ZONE);
        let today = cinema_date(self.app.clock.now(), zone);
        let from = today.checked_sub_days(Days::new(FILM_DAYS.0)).unwrap_or(today);
        let to = today.checked_add_days(Days::new(FILM_DAYS.1)).unwrap_or(today);
        let films = self.programme()?.films(&self.cinema.cinema_code, from, to).await?;
        let mut said = self.readable(films, "film").await?.items;
        self.bound(&mut said, "films").await?;
        let outcome = films::take_films(self.app, &self.cinema, &said).await?;
        self.summary.films += outcome.accepted;
        self.summary.quarantined += outcome.findings.len();
        Ok(())
    }

    /// Reads sessions page by page: all of them, or those that changed since the last time.
    pub async fn sessions(&mut self, is_whole: bool) -> Result<(), PullError> {
        let since = if is_whole { None } else { self.since };
        let mut cursor: Option<String> = None;
        let mut as_of = None;
        for _ in 0..MAX_PAGES {
            let code = &self.cinema.cinema_code;
            let page = self.programme()?.sessions(code, since, cursor.as_deref()).await?;
            let page = self.readable(page, "session").await?;
            as_of = as_of.or(Some(page.as_of));
            let mut items = page.items;
            self.bound(&mut items, "sessions").await?;
            self.take_page(&items).await?;
            match page.next_cursor {
                Some(next) if cursor.as_ref() != Some(&next) => cursor = Some(next),
                Some(_) => {
                    return Err(PullError::Unfit("the same page comes again and again".to_owned()));
                }
                None => {
                    self.sessions_as_of = as_of;
                    return Ok(());
                }
            }
        }
        Err(PullError::Unfit(format!("there are more than {MAX_PAGES} pages of sessions")))
    }

    /// Takes in a page, after fetching what its sessions refer to and the platform does not have.
    async fn take_page(&mut self, items: &[wire::Session]) -> Result<(), PullError> {
        if items.is_empty() {
            return Ok(());
        }
        let missing = sessions::missing(&self.app.db, &self.cinema, items).await?;
        if missing.has_screens && !self.has_screens {
            self.screens().await?;
        }
        if missing.has_films && !self.has_films {
            self.films().await?;
        }
        if !missing.plans.is_empty() {
            let plans = self.fetch_plans(missing.plans).await?;
            let outcome = take_plans(self.app, &self.cinema, &plans).await?;
            self.summary.quarantined += outcome.findings.len();
        }
        let outcome = sessions::take_sessions(self.app, &self.cinema, items).await?;
        self.summary.sessions_changed += outcome.accepted;
        self.summary.quarantined += outcome.findings.len();
        Ok(())
    }

    /// What of a list can be read; the rest is remarked upon, and is no reason to do without it.
    async fn readable<T>(&mut self, list: Received<T>, kind: &str) -> Result<T, PullError> {
        let outcome = unreadable(kind, &list);
        if !outcome.findings.is_empty() {
            self.summary.quarantined += outcome.findings.len();
            self.remark(&outcome).await?;
        }
        Ok(list.said)
    }

    /// Leaves out what is more than anybody has.
    async fn bound<T>(&mut self, items: &mut Vec<T>, what: &str) -> Result<(), PullError> {
        let count = items.len();
        if count <= MAX_ITEMS {
            return Ok(());
        }
        items.truncate(MAX_ITEMS);
        let mut outcome = Outcome::default();
        let detail =
            format!("{count} {what} at once; those after the first {MAX_ITEMS} are left out");
        outcome.refuse(what.to_owned(), Fault::new(FaultKind::TooMany, detail));
        self.summary.quarantined += 1;
        self.remark(&outcome).await
    }
}
