//! Fetching what cinemas play: each by itself, several at once, a page at a time.
//!
//! A fetch that fails, or answers with nothing, changes nothing: what is kept stays. Changes are
//! asked for since the last answer, less an overlap; now and then everything is read whole, so that
//! what was kept apart before gets another chance.

use std::time::Duration;

use chrono::TimeDelta;
use domain::feed::{self, Fault, FaultKind};
use domain::ids::CinemaId;
use futures_util::StreamExt;
use gateways::GatewayError;
use gateways::cinema::BreakerState;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use tables::{cinema_systems, cinemas};

use super::intake::Outcome;
use super::pull::{Pull, PullError, Scope, SyncSummary, TIME_LIMIT};
use super::registry::{BUILT_IN, REFRESH_KEPT, REMOTE};
use super::systems::system_or_default;
use super::{findings, store};
use crate::app::App;
use crate::error::{Error, Result};

/// Cinemas that are fetched from at the same time.
const AT_ONCE: usize = 8;

/// Another server takes over after so long.
const LEASE: TimeDelta = TimeDelta::seconds(150);

/// A customer who met a change waits at most so long for the new programme.
const REFRESH_LIMIT: Duration = Duration::from_secs(3);

/// Fetches from every cinema whose time has come. True when there were any.
///
/// # Errors
/// When the database refuses.
pub async fn sync_due(app: &App) -> Result<bool> {
    let has_rung = app.wake.sync.take();
    let systems = store::systems(&app.db).await?;
    app.cinemas.follow(app, &systems);
    follow_breakers(app, &systems).await?;
    let now = app.clock.now();
    let due = systems.into_iter().filter(|(cinema, system)| {
        let is_built_in = cinema.gateway == BUILT_IN;
        let period = match is_built_in {
            true => app.config.sync.built_in_period(),
            false => app.config.sync.remote_period(),
        };
        let last = system.as_ref().and_then(|system| system.last_attempt_at);
        let is_enabled = system.as_ref().is_none_or(|system| system.is_enabled);
        let is_time = last.is_none_or(|last| last + period <= now);
        is_enabled && (is_time || is_built_in && has_rung)
    });
    let due: Vec<cinemas::Model> = due.map(|(cinema, _)| cinema).collect();
    let fetch = |cinema: cinemas::Model| async move {
        match sync_one(app, &cinema, false).await {
            Ok(outcome) => outcome.is_some(),
            Err(error) => {
                tracing::error!(cinema = cinema.cinema_code, "not fetched: {error}");
                true
            }
        }
    };
    let fetched: Vec<bool> = futures_util::stream::iter(due.into_iter().map(fetch))
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    if has_rung && fetched.iter().any(|is_done| !is_done) {
        // Another server was at it and may have begun before the change: look again.
        app.wake.sync.keep();
    }
    Ok(fetched.into_iter().any(|is_done| is_done))
}

/// Says at once that a cinema does not answer when its breaker has opened.
async fn follow_breakers(
    app: &App,
    systems: &[(cinemas::Model, Option<cinema_systems::Model>)],
) -> Result<()> {
    for (cinema, _) in systems {
        let is_open = app.cinemas.breaker(cinema.id) == BreakerState::Open;
        if cinema.gateway == REMOTE && cinema.is_available && is_open {
            let tx = app.db.begin().await?;
            store::set_available(&tx, cinema.id, false, app.clock.now()).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Fetches everything from one cinema now.
///
/// # Errors
/// [`Error::NotFound`] for an unknown cinema; `cinema_unreachable` when it does not answer.
pub async fn sync_now(app: &App, id: CinemaId) -> Result<SyncSummary> {
    let found = cinemas::Entity::find_by_id(id).one(&app.db).await?;
    let cinema = found.ok_or(Error::NotFound("cinema"))?;
    app.cinemas.refresh(app).await?;
    match sync_one(app, &cinema, true).await? {
        Some(Ok(summary)) => Ok(summary),
        Some(Err(why)) => {
            Err(Error::refused(crate::http::problem::ProblemCode::CinemaUnreachable, why))
        }
        // Another server fetches at this moment: its result is as good.
        None => Ok(SyncSummary::default()),
    }
}

/// Fetches from one cinema and writes down how it went. None when another server is at it.
async fn sync_one(
    app: &App,
    cinema: &cinemas::Model,
    is_whole: bool,
) -> Result<Option<Result<SyncSummary, String>>> {
    let now = app.clock.now();
    let system = system_or_default(app, cinema.id).await?;
    let tx = app.db.begin().await?;
    store::add_system(&tx, system.clone()).await?;
    let is_ours = store::lease(&tx, cinema.id, now, now + LEASE).await?;
    tx.commit().await?;
    if !is_ours {
        return Ok(None);
    }
    let is_due =
        system.programme_at.is_none_or(|at| at + app.config.sync.programme_period() <= now);
    let scope = Scope {
        is_whole: is_whole || is_due,
        has_screens: is_whole || is_due || cinema.gateway == BUILT_IN,
    };
    let mut pull = Pull::new(app, cinema.clone(), &system);
    let ended = match tokio::time::timeout(TIME_LIMIT, pull.run(scope)).await {
        Ok(ended) => ended,
        Err(_) => Err(PullError::TooSlow),
    };
    let noted = note(app, &system, &pull, scope, &ended).await;
    let summary = pull.summary;
    noted?;
    match ended {
        Ok(()) => Ok(Some(Ok(summary))),
        Err(PullError::Ours(error)) => Err(error),
        Err(error) => {
            tracing::warn!(cinema = cinema.cinema_code, "fetching failed: {error}");
            Ok(Some(Err(error.to_string())))
        }
    }
}

/// Writes down how an attempt ended, and whether the cinema can be bought from.
async fn note(
    app: &App,
    before: &cinema_systems::Model,
    pull: &Pull<'_>,
    scope: Scope,
    ended: &Result<(), PullError>,
) -> Result<()> {
    let now = app.clock.now();
    let mut change = cinema_systems::ActiveModel::default();
    if let Some(heard) = &pull.heard {
        change.clock_skew_ms = Set(Some(heard.clock_skew_ms));
        change.system = Set(Some(heard.system.clone()));
    }
    let tx = app.db.begin().await?;
    match ended {
        Ok(()) => {
            change.last_success_at = Set(Some(now));
            change.last_error = Set(None);
            change.sessions_as_of = Set(pull.sessions_as_of.or(before.sessions_as_of));
            if scope.is_whole {
                change.programme_at = Set(Some(now));
            }
        }
        Err(error) => change.last_error = Set(Some(feed::cut(&error.to_string(), 500))),
    }
    store::note_attempt(&tx, before.cinema_id, change).await?;
    let is_remote = pull.cinema.gateway == REMOTE;
    let system = store::system(&tx, before.cinema_id).await?;
    match ended {
        Ok(()) if is_remote => {
            let is_available = system.is_enabled && system.is_open;
            store::set_available(&tx, before.cinema_id, is_available, now).await?;
        }
        // One lost answer is weather; two in a row are a cinema that cannot be bought from.
        Err(PullError::Silent(_) | PullError::TooSlow)
            if is_remote && before.last_error.is_some() =>
        {
            store::set_available(&tx, before.cinema_id, false, now).await?;
        }
        _ => {}
    }
    use GatewayError::{MaybeSent, Unreadable};
    let has_answered = |error: &&PullError| {
        matches!(error, PullError::Unfit(_) | PullError::Silent(MaybeSent(_) | Unreadable(_)))
    };
    if let Some(error) = ended.as_ref().err().filter(has_answered) {
        let mut outcome = Outcome::default();
        let fault = Fault::new(FaultKind::Unreadable, error.to_string());
        outcome.refuse("fetch".to_owned(), fault);
        findings::record(app, &tx, before.cinema_id, &outcome).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Fetches a cinema's changed sessions because a customer met a change. Bounded in time, and once
/// for everybody who meets it at the same time; what cannot be had now comes with the next fetch.
pub async fn refresh_sessions(app: &App, cinema: &cinemas::Model) {
    let turn = app.cinemas.refreshing(cinema.id);
    let work = async {
        let mut last = turn.lock().await;
        if last.is_some_and(|last| last.elapsed() < REFRESH_KEPT) {
            return Ok(());
        }
        let system = system_or_default(app, cinema.id).await?;
        let mut pull = Pull::new(app, cinema.clone(), &system);
        let fetched = pull.sessions(false).await;
        *last = Some(std::time::Instant::now());
        fetched
    };
    match tokio::time::timeout(REFRESH_LIMIT, work).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(cinema = cinema.cinema_code, "not refreshed: {error}"),
        Err(_) => tracing::warn!(cinema = cinema.cinema_code, "not refreshed in time"),
    }
}
