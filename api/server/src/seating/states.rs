//! What cinemas say about seats: one question for everybody who asks at the same time, and an
//! answer that serves for a moment.
//!
//! Our own locks and sales make an answer void at once. An answer always says when it was true.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::ids::ShowtimeId;
use gateways::GatewayError;
use gateways::cinema::{CinemaGateway, SessionRef, SessionSeats};

/// How long an answer serves those who come after it.
const KEPT: Duration = Duration::from_millis(500);

/// Showtimes whose answers are kept at once.
const SHOWTIMES: usize = 4_096;

/// How new an answer has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Good enough to look at, and to begin with.
    Recent,
    /// The question was asked after this call: good enough to turn somebody away.
    Now,
}

/// Answers by showtime.
#[derive(Default)]
pub struct SeatStates {
    slots: Mutex<HashMap<ShowtimeId, Arc<Slot>>>,
}

#[derive(Default)]
struct Slot {
    /// Grows with every change of ours; an answer to an earlier question is void.
    generation: AtomicU64,
    /// Whoever has it asks; the others wait for it and find the answer.
    kept: tokio::sync::Mutex<Option<Kept>>,
}

struct Kept {
    generation: u64,
    asked_at: Instant,
    answered_at: Instant,
    answer: Result<Arc<SessionSeats>, GatewayError>,
}

impl Kept {
    /// Whether this answer serves somebody who came at `arrival`. A failure serves those who waited
    /// for it and nobody else.
    fn serves(&self, freshness: Freshness, arrival: Instant) -> bool {
        match (freshness, &self.answer) {
            (Freshness::Now, _) => self.asked_at >= arrival,
            (Freshness::Recent, Ok(_)) => self.answered_at + KEPT >= arrival,
            (Freshness::Recent, Err(_)) => self.answered_at >= arrival,
        }
    }
}

impl SeatStates {
    /// Something about these seats changed just now.
    pub fn void(&self, id: ShowtimeId) {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(&id) {
            slot.generation.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// The seats of a showtime that cannot be had.
    pub async fn ask(
        &self,
        gateway: &dyn CinemaGateway,
        id: ShowtimeId,
        session: &SessionRef,
        freshness: Freshness,
    ) -> Result<Arc<SessionSeats>, GatewayError> {
        let arrival = Instant::now();
        let slot = self.slot(id);
        let mut kept = slot.kept.lock().await;
        let generation = slot.generation.load(Ordering::SeqCst);
        if let Some(kept) = kept.as_ref()
            && kept.generation == generation
            && kept.serves(freshness, arrival)
        {
            return kept.answer.clone();
        }
        let asked_at = Instant::now();
        let answer = gateway.session_seats(session).await.map(Arc::new);
        let answered_at = Instant::now();
        *kept = Some(Kept { generation, asked_at, answered_at, answer: answer.clone() });
        answer
    }

    fn slot(&self, id: ShowtimeId) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= SHOWTIMES && !slots.contains_key(&id) {
            // Those that nobody is asking about have nothing that is worth keeping for long.
            slots.retain(|_, slot| Arc::strong_count(slot) > 1);
        }
        Arc::clone(slots.entry(id).or_default())
    }
}
