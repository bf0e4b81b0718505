//! The lines to cinemas: one guarded adapter for each registered system, made anew when its
//! registration changes, on whichever server that happened.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use domain::ids::CinemaId;
use gateways::cinema::{
    BreakerState, CinemaGateway, CinemaProgramme, Guarded, RemoteCinema, RemoteConfig, wire,
};
use tables::{cinema_systems, cinemas};

use super::absent::Absent;
use super::store;
use super::systems::Limits;
use crate::app::App;
use crate::error::{Error, Result};

/// The gateway of cinemas that have no ticketing system of their own.
pub const BUILT_IN: &str = "built_in";

/// The gateway of cinemas in other processes.
pub const REMOTE: &str = "remote";

/// A cinema far away, behind its limits.
pub type Line = Guarded<RemoteCinema>;

/// Everything that a line is made of: another setup is another line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Setup {
    base_url: String,
    cinema_code: String,
    limits: Limits,
    key_id: String,
}

struct Entry {
    setup: Setup,
    is_enabled: bool,
    line: Arc<Line>,
}

type Refresh = Arc<tokio::sync::Mutex<Option<Instant>>>;

/// Cinemas by their identifiers.
#[derive(Default)]
pub struct Registry {
    entries: RwLock<HashMap<CinemaId, Entry>>,
    /// What the built-in cinemas play.
    built_in: OnceLock<Arc<dyn CinemaProgramme>>,
    /// When each cinema's sessions were last fetched because a customer met a change.
    refreshes: Mutex<HashMap<CinemaId, Refresh>>,
}

impl Registry {
    /// Tells where the built-in cinemas' programme comes from; the first word counts.
    pub fn set_built_in(&self, programme: Arc<dyn CinemaProgramme>) {
        self.built_in.get_or_init(|| programme);
    }

    /// The ticketing system of a cinema in another process. One that is not known here, or not yet,
    /// answers that nothing was sent.
    pub fn remote(&self, id: CinemaId) -> Arc<dyn CinemaGateway> {
        match self.line(id) {
            Some(line) => line,
            None => Arc::new(Absent),
        }
    }

    /// The line to a cinema, for its health.
    pub fn line(&self, id: CinemaId) -> Option<Arc<Line>> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        entries.get(&id).map(|entry| Arc::clone(&entry.line))
    }

    /// Whether an administrator lets the cinema sell. The built-in box office always may.
    pub fn is_enabled(&self, cinema: &cinemas::Model) -> bool {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        cinema.gateway == BUILT_IN || entries.get(&cinema.id).is_some_and(|entry| entry.is_enabled)
    }

    /// Whether calls to the cinema go through; the built-in box office has no breaker.
    pub fn breaker(&self, id: CinemaId) -> BreakerState {
        self.line(id).map_or(BreakerState::Closed, |line| line.breaker())
    }

    /// Where a cinema's programme is read.
    pub fn programme(&self, cinema: &cinemas::Model) -> Option<Arc<dyn CinemaProgramme>> {
        if cinema.gateway == BUILT_IN {
            return self.built_in.get().cloned();
        }
        self.line(cinema.id).map(|line| line as Arc<dyn CinemaProgramme>)
    }

    /// Reads the registrations, and makes lines for those that are new or changed. A line whose
    /// registration is the same stays, with all that it remembers.
    ///
    /// # Errors
    /// When the database refuses; the lines stay as they are.
    pub async fn refresh(&self, app: &App) -> Result<()> {
        let systems = store::systems(&app.db).await?;
        self.follow(app, &systems);
        Ok(())
    }

    /// Makes lines for what was read.
    pub fn follow(&self, app: &App, systems: &[(cinemas::Model, Option<cinema_systems::Model>)]) {
        let mut fresh = HashMap::new();
        for (cinema, system) in systems {
            let Some(system) = system.as_ref().filter(|_| cinema.gateway == REMOTE) else {
                continue;
            };
            match self.entry(app, system, &cinema.cinema_code) {
                Ok(entry) => {
                    fresh.insert(cinema.id, entry);
                }
                Err(error) => {
                    tracing::error!(cinema = cinema.cinema_code, "no line: {error}");
                }
            }
        }
        *self.entries.write().unwrap_or_else(PoisonError::into_inner) = fresh;
    }

    fn entry(&self, app: &App, system: &cinema_systems::Model, cinema_code: &str) -> Result<Entry> {
        let setup = setup_of(app, system, cinema_code)?;
        let known = {
            let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
            let known = entries.get(&system.cinema_id).filter(|entry| entry.setup == setup);
            known.map(|entry| Arc::clone(&entry.line))
        };
        let line = match known {
            Some(line) => line,
            None => Arc::new(connect(app, &setup)?),
        };
        Ok(Entry { setup, is_enabled: system.is_enabled, line })
    }

    /// A line of its own to a system that is not registered yet.
    ///
    /// # Errors
    /// The address is none.
    pub fn line_to(
        &self,
        app: &App,
        system: &cinema_systems::Model,
        cinema_code: &str,
    ) -> Result<Line> {
        connect(app, &setup_of(app, system, cinema_code)?)
    }

    /// Keeps many customers who meet the same change from each asking the cinema: the guard is
    /// given to one after the other, and says when it was asked last.
    pub(super) fn refreshing(&self, id: CinemaId) -> Refresh {
        let mut refreshes = self.refreshes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(refreshes.entry(id).or_default())
    }
}

fn setup_of(app: &App, system: &cinema_systems::Model, cinema_code: &str) -> Result<Setup> {
    let base_url = system.base_url.clone();
    Ok(Setup {
        base_url: base_url.ok_or_else(|| anyhow::anyhow!("a remote cinema without an address"))?,
        cinema_code: cinema_code.to_owned(),
        limits: Limits::of(system),
        key_id: app.keys.cinema.signing().key_id(),
    })
}

/// Several requests may belong to one operation: each has its own limit, and together they have
/// this many times as much.
const REQUESTS_OF_OPERATION: u32 = 3;

fn connect(app: &App, setup: &Setup) -> Result<Line> {
    let clock = app.clock.clone();
    let clock: gateways::cinema::Clock = Arc::new(move || clock.now());
    let answer_limit = setup.limits.answer_timeout();
    let remote = RemoteCinema::new(RemoteConfig {
        base_url: setup.base_url.clone(),
        cinema_code: setup.cinema_code.clone(),
        key: app.keys.cinema.signing().clone(),
        connect_limit: setup.limits.connect_timeout(),
        answer_limit,
        looking_limit: RemoteConfig::LOOKING_LIMIT,
        clock: Arc::clone(&clock),
    });
    let remote = remote.map_err(|error| Error::invalid("/base_url", "url", error.to_string()))?;
    let limits = gateways::cinema::Limits {
        max_in_flight: usize::try_from(setup.limits.max_in_flight).unwrap_or(1),
        time_limit: answer_limit.saturating_mul(REQUESTS_OF_OPERATION),
        ..gateways::cinema::Limits::default()
    };
    let calls = remote.calls();
    Ok(Guarded::new(remote, calls, limits, clock))
}

/// Whether a version of the interface is one that we speak: the number before the dot decides.
pub fn speaks(version: &str) -> bool {
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    major(version) == major(wire::INTERFACE_VERSION)
}

/// How long an answer to "fetch the sessions now" serves everybody.
pub const REFRESH_KEPT: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::speaks;

    #[test]
    fn only_the_number_before_the_dot_must_agree() {
        assert!(speaks("1.0") && speaks("1.7"));
        assert!(!speaks("2.0") && !speaks("") && !speaks("10.0"));
    }
}
