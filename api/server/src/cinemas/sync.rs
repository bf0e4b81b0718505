//! Fetching what cinemas play: each by itself, several at once, a page at a time.
//!
//! A fetch that fails, or answers with nothing, changes nothing: what is kept stays. Changes are
//! asked for since the last answer, less an overlap; now and then everything is read whole, so that
//! what was kept apart before gets another chance.

use std::collections::{HashSet, VecDeque};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::TimeDelta;
use domain::feed::{self, Fault, FaultKind};
use domain::ids::CinemaId;
use futures_util::future::{BoxFuture, FusedFuture};
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
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

/// While a cinema is waited for, it is looked so often whose time has come.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Another server takes over after so long.
const LEASE: TimeDelta = TimeDelta::seconds(150);

/// A customer who met a change waits at most so long for the new programme.
const REFRESH_LIMIT: Duration = Duration::from_secs(3);

/// Fetches from every cinema whose time has come. True when there were any.
///
/// While a slow cinema is waited for, the others' time comes again: they are fetched meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn sync_due(app: &App) -> Result<bool> {
    let mut looking = pin!(look(app).fuse());
    let mut waiting = VecDeque::new();
    let mut under_way = FuturesUnordered::<BoxFuture<'_, (CinemaId, bool)>>::new();
    // Those that were begun since the last look, ended or not: whoever cannot be had stays due.
    let (mut begun, mut ended) = (HashSet::new(), Vec::new());
    // The bell rang for a cinema that had been begun: what it rang for may have been missed.
    let (mut has_rung, mut has_missed) = (false, false);
    let (mut has_fetched, mut failure) = (false, None);
    // A look and the fetches go on side by side: one may hold what the other waits for.
    while !(looking.is_terminated() && under_way.is_empty()) {
        tokio::select! {
            looked = &mut looking, if !looking.is_terminated() => match looked {
                Ok(Look { due, rang }) => {
                    has_rung |= rang;
                    for cinema in due {
                        if begun.insert(cinema.id) {
                            waiting.push_back(cinema);
                        } else {
                            has_missed |= rang;
                        }
                    }
                }
                Err(error) => failure = Some(error),
            },
            Some((id, is_done)) = under_way.next(), if !under_way.is_empty() => {
                ended.push(id);
                has_fetched |= is_done;
                // Another server was at it and may have begun before the change: look again.
                has_missed |= has_rung && !is_done;
            }
            () = app.wake.sync.notified().notified(), if looking.is_terminated() => {
                looking.set(look(app).fuse());
            }
            () = tokio::time::sleep(LOOK_AGAIN), if looking.is_terminated() => {
                for id in ended.drain(..) {
                    begun.remove(&id);
                }
                if std::mem::take(&mut has_missed) {
                    app.wake.sync.keep();
                }
                looking.set(look(app).fuse());
            }
        }
        while under_way.len() < AT_ONCE
            && let Some(cinema) = waiting.pop_front()
        {
            under_way.push(fetch(app, cinema).boxed());
        }
    }
    if has_missed {
        app.wake.sync.keep();
    }
    failure.map_or(Ok(has_fetched), Err)
}

/// Whose time has come, and whether the bell was heard.
struct Look {
    due: Vec<cinemas::Model>,
    rang: bool,
}

async fn look(app: &App) -> Result<Look> {
    if app.wake.is_stopping.load(Ordering::Relaxed) {
        return Ok(Look { due: Vec::new(), rang: false });
    }
    let rang = app.wake.sync.take();
    Ok(Look { due: due(app, rang).await?, rang })
}

/// The cinemas whose time has come; a ring of the bell is one for those that are built in.
async fn due(app: &App, has_rung: bool) -> Result<Vec<cinemas::Model>> {
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
    Ok(due.map(|(cinema, _)| cinema).collect())
}

/// Fetches from one cinema; false when another server is at it.
async fn fetch(app: &App, cinema: cinemas::Model) -> (CinemaId, bool) {
    let is_done = match sync_one(app, &cinema, false).await {
        Ok(outcome) => outcome.is_some(),
        Err(error) => {
            tracing::error!(cinema = cinema.cinema_code, "not fetched: {error}");
            true
        }
    };
    (cinema.id, is_done)
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
