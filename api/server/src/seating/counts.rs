//! Counting the free seats of showtimes that were touched, for lists.
//!
//! Nothing hangs on these numbers: whoever looks at the seats asks the cinema.

use std::sync::{Mutex, PoisonError};

use domain::ids::{CinemaId, ShowtimeId};

use super::flow::ask_seats;
use super::states::Freshness;
use super::store;
use crate::app::App;
use crate::error::Result;
use crate::lanes::{self, Busy, Due, Source};

/// Touched showtimes that one look takes from the feed.
const LOOK: usize = 256;

/// Showtimes that were touched. Those of a cinema that has its share wait here.
struct Touched<'a> {
    app: &'a App,
    waiting: Mutex<Vec<Due<ShowtimeId>>>,
}

impl Source for Touched<'_> {
    type Id = ShowtimeId;
    type Lane = CinemaId;

    const PLACES: usize = 16;
    const PLACES_OF_LANE: usize = 2;

    async fn due(&self, busy: &Busy<ShowtimeId>, limit: usize) -> Result<Vec<Due<ShowtimeId>>> {
        let touched = self.app.seat_feed.take_changed(LOOK);
        let touched = if touched.is_empty() {
            Vec::new()
        } else {
            store::cinemas_of(&self.app.db, &touched).await?
        };
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for due in touched {
            if !waiting.iter().any(|other| other.id == due.id) {
                waiting.push(due);
            }
        }
        let may_go = |due: &Due<ShowtimeId>| !busy.contains(due.id) && !busy.is_full(due.lane);
        Ok(waiting.iter().copied().filter(may_go).take(limit).collect())
    }

    async fn handle(&self, id: ShowtimeId) -> Result<()> {
        self.forget(id);
        let app = self.app;
        let (showtime, cinema) = store::showtime(&app.db, id).await?;
        let Ok(now_taken) = ask_seats(app, &cinema, &showtime, Freshness::Recent).await else {
            return Ok(());
        };
        let taken = i32::try_from(now_taken.taken.len()).unwrap_or(i32::MAX);
        let available = showtime.seats_total.saturating_sub(taken).max(0);
        if app.seat_feed.is_news(id, available) {
            let tx = app.db.begin().await?;
            store::note_available(&tx, id, available).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

impl Touched<'_> {
    fn forget(&self, id: ShowtimeId) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|due| due.id != id);
    }
}

/// Counts the free seats of showtimes that were touched. True when there were any.
pub async fn count_changed(app: &App) -> Result<bool> {
    lanes::work_off(app, None, &Touched { app, waiting: Mutex::default() }).await
}
