//! Work for many others at once, so that one who does not answer costs the rest nothing.
//!
//! What is due is taken up while earlier items are still under way: an item that waits ten seconds
//! for a silent cinema keeps its own place and nobody else's. No lane has more than its share of
//! the places, so the others always find one. A lane is a cinema, or a third party's address that
//! takes webhooks. Nothing here holds a database connection while an item waits; what is due stands
//! in the database, and a process that dies loses nothing.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::future::Future;
use std::hash::Hash;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::time::Duration;

use domain::ids::CinemaId;
use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::sync::Notify;

use crate::app::App;
use crate::error::Result;

/// Something to do in a lane.
#[derive(Clone, Copy, Debug)]
pub struct Due<Id, Lane = CinemaId> {
    pub id: Id,
    /// Whose answer it waits for.
    pub lane: Lane,
}

/// Where work comes from and how one item is done.
pub trait Source: Sync {
    type Id: Copy + Eq + Hash + Display + Send + Sync;
    type Lane: Copy + Eq + Hash + Display + Send + Sync;

    /// Items under way at once, over all lanes.
    const PLACES: usize = 32;

    /// Items under way at once in one lane.
    const PLACES_OF_LANE: usize = 8;

    /// At most `limit` items that are due, the longest due first: none that is under way, and none
    /// of a lane that has its share.
    fn due(
        &self,
        busy: &Busy<Self::Id, Self::Lane>,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Due<Self::Id, Self::Lane>>>> + Send;

    /// Does one item.
    fn handle(&self, id: Self::Id) -> impl Future<Output = Result<()>> + Send;
}

/// What is under way.
#[derive(Debug)]
pub struct Busy<Id, Lane = CinemaId> {
    places: usize,
    places_of_lane: usize,
    under_way: HashSet<Id>,
    by_lane: HashMap<Lane, usize>,
    /// Could not be done in this run; the next run tries again.
    failed: HashSet<Id>,
}

impl<Id: Copy + Eq + Hash, Lane: Copy + Eq + Hash> Busy<Id, Lane> {
    fn new(places: usize, places_of_lane: usize) -> Self {
        Self {
            places,
            places_of_lane,
            under_way: HashSet::new(),
            by_lane: HashMap::new(),
            failed: HashSet::new(),
        }
    }

    /// Whether an item is not to be taken up now.
    pub fn contains(&self, id: Id) -> bool {
        self.under_way.contains(&id) || self.failed.contains(&id)
    }

    /// Items that are not to be taken up now.
    pub fn ids(&self) -> Vec<Id> {
        self.under_way.union(&self.failed).copied().collect()
    }

    /// Whether a lane has its share.
    pub fn is_full(&self, lane: Lane) -> bool {
        self.by_lane.get(&lane).is_some_and(|&count| count >= self.places_of_lane)
    }

    /// Lanes that have their share.
    pub fn full_lanes(&self) -> Vec<Lane> {
        self.by_lane.keys().copied().filter(|&lane| self.is_full(lane)).collect()
    }

    fn free_places(&self) -> usize {
        self.places.saturating_sub(self.under_way.len())
    }

    fn enter(&mut self, due: Due<Id, Lane>) -> bool {
        if self.free_places() == 0 || self.is_full(due.lane) || self.contains(due.id) {
            return false;
        }
        self.under_way.insert(due.id);
        *self.by_lane.entry(due.lane).or_default() += 1;
        true
    }

    fn leave(&mut self, due: Due<Id, Lane>) {
        self.under_way.remove(&due.id);
        if let Some(count) = self.by_lane.get_mut(&due.lane) {
            *count -= 1;
            if *count == 0 {
                self.by_lane.remove(&due.lane);
            }
        }
    }
}

/// Does what is due until nothing is, and waits for what is under way. Looks for new work whenever
/// a place becomes free, the bell rings or a period passes. True when an item was done; an item
/// that fails is logged and left to the next run.
///
/// # Errors
/// What is due could not be read.
pub async fn work_off<S: Source>(app: &App, bell: Option<&Notify>, source: &S) -> Result<bool> {
    let mut busy = Busy::new(S::PLACES, S::PLACES_OF_LANE);
    let mut running = FuturesUnordered::new();
    let mut has_worked = false;
    let mut reading = Ok(());
    let mut ended = Vec::new();
    loop {
        // One that is told to stop, or cannot read, only lets what is under way come to its end.
        while reading.is_ok() && !app.wake.is_stopping.load(Ordering::Relaxed) {
            let places = busy.free_places();
            let found = match places {
                0 => Ok(Vec::new()),
                _ => beside(source.due(&busy, places), &mut running, &mut ended).await,
            };
            let found = found.unwrap_or_else(|error| {
                reading = Err(error);
                Vec::new()
            });
            // More than a lane's share of it stays behind: then the others are asked for.
            let entered: Vec<_> = found.into_iter().filter(|due| busy.enter(*due)).collect();
            if entered.is_empty() {
                break;
            }
            let begin =
                |due: Due<S::Id, S::Lane>| async move { (due, source.handle(due.id).await) };
            running.extend(entered.into_iter().map(begin));
        }
        if running.is_empty() && ended.is_empty() {
            return reading.map(|()| has_worked);
        }
        if ended.is_empty() {
            wait(&mut running, bell, app.config.purchase.task_period, &mut ended).await;
        }
        for (due, outcome) in ended.drain(..) {
            busy.leave(due);
            match outcome {
                Ok(()) => has_worked = true,
                Err(error) => {
                    tracing::error!(id = %due.id, lane = %due.lane, "not done: {error}");
                    busy.failed.insert(due.id);
                }
            }
        }
    }
}

/// Does something while what is under way goes on. An item that nobody drives may hold the very
/// connection that is waited for, and with it everybody else's.
async fn beside<T, F: Future>(
    work: impl Future<Output = T>,
    running: &mut FuturesUnordered<F>,
    ended: &mut Vec<F::Output>,
) -> T {
    let mut work = pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            Some(next) = running.next(), if !running.is_empty() => ended.push(next),
        }
    }
}

/// Waits until something ends, the bell rings or the period passes, and adds all that ended.
async fn wait<F: Future>(
    running: &mut FuturesUnordered<F>,
    bell: Option<&Notify>,
    period: Duration,
    ended: &mut Vec<F::Output>,
) {
    let rings = async {
        match bell {
            Some(bell) => bell.notified().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        first = running.next() => ended.extend(first),
        () = rings => {}
        () = tokio::time::sleep(period) => {}
    }
    while let Some(Some(next)) = running.next().now_or_never() {
        ended.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::{Busy, Due};
    use domain::ids::CinemaId;
    use uuid::Uuid;

    fn due(id: u32, cinema: u128) -> Due<u32> {
        Due { id, lane: CinemaId(Uuid::from_u128(cinema)) }
    }

    #[test]
    fn no_lane_takes_more_than_its_share() {
        let mut busy = Busy::new(5, 2);
        let entered = [due(1, 1), due(2, 1), due(3, 1), due(4, 2), due(4, 2), due(5, 3)];
        let entered = entered.map(|due| busy.enter(due));
        assert_eq!(entered, [true, true, false, true, false, true]);
        assert_eq!(busy.full_lanes(), [due(0, 1).lane]);
        assert_eq!(busy.free_places(), 1);
        busy.leave(due(1, 1));
        assert!(busy.full_lanes().is_empty() && busy.enter(due(3, 1)));
        assert!(busy.enter(due(6, 4)) && !busy.enter(due(7, 5)), "every place is taken");
    }
}
