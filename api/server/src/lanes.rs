//! Work for many cinemas at once, so that one that does not answer costs the others nothing.
//!
//! What is due is taken up while earlier items are still under way: an item that waits ten seconds
//! for a silent cinema keeps its own place and nobody else's. No cinema has more than its share of
//! the places, so the others always find one. Nothing here holds a database connection while an
//! item waits; what is due stands in the database, and a process that dies loses nothing.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::future::Future;
use std::hash::Hash;
use std::sync::atomic::Ordering;
use std::time::Duration;

use domain::ids::CinemaId;
use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::sync::Notify;

use crate::app::App;
use crate::error::Result;

/// Something to do for a cinema.
#[derive(Clone, Copy, Debug)]
pub struct Due<Id> {
    pub id: Id,
    pub cinema_id: CinemaId,
}

/// Where work comes from and how one item is done.
pub trait Source: Sync {
    type Id: Copy + Eq + Hash + Display + Send + Sync;

    /// Items under way at once, over all cinemas.
    const PLACES: usize = 32;

    /// Items under way at once for one cinema.
    const PLACES_OF_CINEMA: usize = 8;

    /// At most `limit` items that are due, the longest due first: none that is under way, and none
    /// of a cinema that has its share.
    fn due(
        &self,
        busy: &Busy<Self::Id>,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Due<Self::Id>>>> + Send;

    /// Does one item.
    fn handle(&self, id: Self::Id) -> impl Future<Output = Result<()>> + Send;
}

/// What is under way.
#[derive(Debug)]
pub struct Busy<Id> {
    places: usize,
    places_of_cinema: usize,
    under_way: HashSet<Id>,
    by_cinema: HashMap<CinemaId, usize>,
    /// Could not be done in this run; the next run tries again.
    failed: HashSet<Id>,
}

impl<Id: Copy + Eq + Hash> Busy<Id> {
    fn new(places: usize, places_of_cinema: usize) -> Self {
        Self {
            places,
            places_of_cinema,
            under_way: HashSet::new(),
            by_cinema: HashMap::new(),
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

    /// Whether a cinema has its share.
    pub fn is_full(&self, cinema_id: CinemaId) -> bool {
        self.by_cinema.get(&cinema_id).is_some_and(|&count| count >= self.places_of_cinema)
    }

    /// Cinemas that have their share.
    pub fn full_cinemas(&self) -> Vec<CinemaId> {
        self.by_cinema.keys().copied().filter(|&cinema_id| self.is_full(cinema_id)).collect()
    }

    fn free_places(&self) -> usize {
        self.places.saturating_sub(self.under_way.len())
    }

    fn enter(&mut self, due: Due<Id>) -> bool {
        if self.free_places() == 0 || self.is_full(due.cinema_id) || self.contains(due.id) {
            return false;
        }
        self.under_way.insert(due.id);
        *self.by_cinema.entry(due.cinema_id).or_default() += 1;
        true
    }

    fn leave(&mut self, due: Due<Id>) {
        self.under_way.remove(&due.id);
        if let Some(count) = self.by_cinema.get_mut(&due.cinema_id) {
            *count -= 1;
            if *count == 0 {
                self.by_cinema.remove(&due.cinema_id);
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
    let mut busy = Busy::new(S::PLACES, S::PLACES_OF_CINEMA);
    let mut running = FuturesUnordered::new();
    let mut has_worked = false;
    let mut reading = Ok(());
    loop {
        // One that is told to stop, or cannot read, only lets what is under way come to its end.
        while reading.is_ok() && !app.wake.is_stopping.load(Ordering::Relaxed) {
            let places = busy.free_places();
            let found = if places == 0 { Ok(Vec::new()) } else { source.due(&busy, places).await };
            let found = found.unwrap_or_else(|error| {
                reading = Err(error);
                Vec::new()
            });
            // More than a cinema's share of it stays behind: then the others are asked for.
            let entered: Vec<_> = found.into_iter().filter(|due| busy.enter(*due)).collect();
            if entered.is_empty() {
                break;
            }
            let begin = |due: Due<S::Id>| async move { (due, source.handle(due.id).await) };
            running.extend(entered.into_iter().map(begin));
        }
        if running.is_empty() {
            return reading.map(|()| has_worked);
        }
        let ended = wait(&mut running, bell, app.config.purchase.task_period).await;
        for (due, outcome) in ended {
            busy.leave(due);
            match outcome {
                Ok(()) => has_worked = true,
                Err(error) => {
                    tracing::error!(id = %due.id, cinema = %due.cinema_id, "not done: {error}");
                    busy.failed.insert(due.id);
                }
            }
        }
    }
}

/// Waits until something ends, the bell rings or the period passes, and gives back all that ended.
async fn wait<F: Future>(
    running: &mut FuturesUnordered<F>,
    bell: Option<&Notify>,
    period: Duration,
) -> Vec<F::Output> {
    let rings = async {
        match bell {
            Some(bell) => bell.notified().await,
            None => std::future::pending().await,
        }
    };
    let mut ended = Vec::new();
    tokio::select! {
        first = running.next() => ended.extend(first),
        () = rings => {}
        () = tokio::time::sleep(period) => {}
    }
    while let Some(Some(next)) = running.next().now_or_never() {
        ended.push(next);
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::{Busy, Due};
    use domain::ids::CinemaId;
    use uuid::Uuid;

    fn due(id: u32, cinema: u128) -> Due<u32> {
        Due { id, cinema_id: CinemaId(Uuid::from_u128(cinema)) }
    }

    #[test]
    fn no_cinema_takes_more_than_its_share() {
        let mut busy = Busy::new(5, 2);
        let entered = [due(1, 1), due(2, 1), due(3, 1), due(4, 2), due(4, 2), due(5, 3)];
        let entered = entered.map(|due| busy.enter(due));
        assert_eq!(entered, [true, true, false, true, false, true]);
        assert_eq!(busy.full_cinemas(), [due(0, 1).cinema_id]);
        assert_eq!(busy.free_places(), 1);
        busy.leave(due(1, 1));
        assert!(busy.full_cinemas().is_empty() && busy.enter(due(3, 1)));
        assert!(busy.enter(due(6, 4)) && !busy.enter(due(7, 5)), "every place is taken");
    }
}
