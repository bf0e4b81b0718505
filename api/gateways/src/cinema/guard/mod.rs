//! What keeps one cinema's trouble its own: so many calls at once, none when it is known to be
//! gone, and none for ever.
//!
//! A guard never turns an unknown outcome into a definite one. A call that it refuses never left;
//! one that it stops waiting for may have been acted upon.

mod port;
mod stats;

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::SecondsFormat;
use serde::Serialize;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;

pub use stats::CallStats;

use self::stats::Stats;
use super::breaker::{Admission, Breaker, BreakerSettings, BreakerState};
use super::calls::{CallLog, CallRecord};
use super::remote::Clock;
use crate::GatewayError;

/// What a cinema may take of us.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Calls that may be out at once; three quarters of them may be people looking around.
    pub max_in_flight: usize,
    /// How long an operation may take in all; some ask the cinema two or three times.
    pub time_limit: Duration,
    pub breaker: BreakerSettings,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_in_flight: 32,
            time_limit: Duration::from_secs(30),
            breaker: BreakerSettings::default(),
        }
    }
}

/// How a cinema does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    pub breaker: BreakerState,
    pub in_flight: usize,
    /// Calls that were not made because too many were out, since the guard was made.
    pub refused_busy: u64,
    /// Calls that were not made because the breaker was open, since the guard was made.
    pub refused_open: u64,
    /// By name of the operation.
    pub stats: Vec<CallStats>,
    /// Newest first.
    pub calls: Vec<CallRecord>,
}

/// Whether an operation may use the last quarter of the calls that may be out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Looking around: seats, programme.
    Browsing,
    /// Seats, money and tickets of somebody hang on it.
    Business,
}

/// How a call ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Good,
    /// An error for who asked, and none that says that the cinema is gone.
    Useless,
    Failed,
}

/// A cinema behind limits.
pub struct Guarded<G> {
    inner: G,
    limits: Limits,
    clock: Clock,
    all: Semaphore,
    browsing: Semaphore,
    max_in_flight: usize,
    watch: Mutex<Watch>,
    refused_busy: AtomicU64,
    refused_open: AtomicU64,
    calls: CallLog,
}

/// What is known about the last calls.
struct Watch {
    breaker: Breaker,
    stats: Stats,
}

/// A call that was let through. One that is dropped before it ended leaves the way free.
struct Turn<'a, G> {
    guarded: &'a Guarded<G>,
    is_probe: bool,
    is_over: bool,
    _permits: (SemaphorePermit<'a>, Option<SemaphorePermit<'a>>),
}

impl<G> Guarded<G> {
    /// Puts `inner` behind limits. `calls` is the log that `inner` writes to; an empty one if it
    /// keeps none.
    pub fn new(inner: G, calls: CallLog, limits: Limits, clock: Clock) -> Self {
        let max_in_flight = limits.max_in_flight.clamp(1, 10_000);
        Self {
            inner,
            limits,
            clock,
            all: Semaphore::new(max_in_flight),
            browsing: Semaphore::new((max_in_flight * 3 / 4).max(1)),
            max_in_flight,
            watch: Mutex::new(Watch {
                breaker: Breaker::new(limits.breaker),
                stats: Stats::default(),
            }),
            refused_busy: AtomicU64::new(0),
            refused_open: AtomicU64::new(0),
            calls,
        }
    }

    /// The cinema without its guard.
    pub const fn inner(&self) -> &G {
        &self.inner
    }

    /// Whether calls go through, without the rest of [`Guarded::health`].
    pub fn breaker(&self) -> BreakerState {
        let now = (self.clock)();
        self.watch().breaker.state(now)
    }

    /// A picture of now.
    pub fn health(&self) -> Health {
        let now = (self.clock)();
        let watch = self.watch();
        Health {
            breaker: watch.breaker.state(now),
            in_flight: self.max_in_flight - self.all.available_permits(),
            refused_busy: self.refused_busy.load(Ordering::Relaxed),
            refused_open: self.refused_open.load(Ordering::Relaxed),
            stats: watch.stats.snapshot(),
            calls: self.calls.snapshot(),
        }
    }

    /// Makes a call, if it may go, and remembers how it ended.
    async fn call<T>(
        &self,
        operation: &'static str,
        kind: Kind,
        call: impl Future<Output = Result<T, GatewayError>> + Send,
    ) -> Result<T, GatewayError> {
        let turn = self.turn(kind)?;
        let started = Instant::now();
        let result = match tokio::time::timeout(self.limits.time_limit, call).await {
            Ok(result) => result,
            Err(_) => {
                let limit = self.limits.time_limit;
                Err(GatewayError::MaybeSent(format!("no answer within {limit:?}")))
            }
        };
        // A cinema that refuses works, as does one that writes nonsense about one of its halls; one
        // that is silent or busy does not, nor one of which nobody knows what it did.
        let ending = match result {
            Ok(_) | Err(GatewayError::Refused(_)) => Ending::Good,
            Err(GatewayError::Unreadable(_)) => Ending::Useless,
            Err(GatewayError::NotSent(_) | GatewayError::MaybeSent(_)) => Ending::Failed,
        };
        let latency_ms = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
        turn.end(operation, latency_ms, ending);
        result
    }

    fn turn(&self, kind: Kind) -> Result<Turn<'_, G>, GatewayError> {
        let permits = self.permits(kind).ok_or_else(|| {
            self.refused_busy.fetch_add(1, Ordering::Relaxed);
            GatewayError::NotSent("too many calls to this cinema are out".to_owned())
        })?;
        let now = (self.clock)();
        let admission = self.watch().breaker.admit(now);
        if let Admission::Refused { until } = admission {
            self.refused_open.fetch_add(1, Ordering::Relaxed);
            let until = until.to_rfc3339_opts(SecondsFormat::Secs, true);
            let why = format!("this cinema does not answer; asked again after {until}");
            return Err(GatewayError::NotSent(why));
        }
        let is_probe = admission == Admission::Probe;
        Ok(Turn { guarded: self, is_probe, is_over: false, _permits: permits })
    }

    fn permits(&self, kind: Kind) -> Option<(SemaphorePermit<'_>, Option<SemaphorePermit<'_>>)> {
        let browsing = match kind {
            Kind::Browsing => Some(self.browsing.try_acquire().ok()?),
            Kind::Business => None,
        };
        Some((self.all.try_acquire().ok()?, browsing))
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<G> Turn<'_, G> {
    fn end(mut self, operation: &'static str, latency_ms: u32, ending: Ending) {
        let now = (self.guarded.clock)();
        let mut watch = self.guarded.watch();
        watch.breaker.record(self.is_probe, ending == Ending::Failed, now);
        watch.stats.record(operation, latency_ms, ending != Ending::Good);
        drop(watch);
        self.is_over = true;
    }
}

impl<G> Drop for Turn<'_, G> {
    fn drop(&mut self) {
        if self.is_probe && !self.is_over {
            self.guarded.watch().breaker.abandon();
        }
    }
}
