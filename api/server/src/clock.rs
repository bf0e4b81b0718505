//! The only place that reads the clock and mints identifiers.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use domain::calendar::to_milliseconds;
use uuid::{ContextV7, Timestamp, Uuid};

/// Tells the present instant, cut to milliseconds so that every database gives back what it got.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Milliseconds since the epoch while a test holds the hands; negative runs with the system.
    hands: Option<Arc<AtomicI64>>,
    /// How far from the system's clock it goes.
    shift: Duration,
    order: Arc<std::sync::Mutex<ContextV7>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::beside_system(Duration::zero())
    }

    /// A clock that goes like the system's, `shift` ahead of it; a negative one lives in the past.
    pub fn beside_system(shift: Duration) -> Self {
        Self { hands: None, shift, order: Arc::default() }
    }

    /// A clock that moves only by [`Clock::advance`].
    pub fn stopped_at(start: DateTime<Utc>) -> Self {
        let hands = Arc::new(AtomicI64::new(start.timestamp_millis()));
        Self { hands: Some(hands), shift: Duration::zero(), order: Arc::default() }
    }

    /// The present instant.
    #[expect(clippy::disallowed_methods, reason = "everybody else asks here")]
    pub fn now(&self) -> DateTime<Utc> {
        let Some(hands) = &self.hands else {
            return to_milliseconds(Utc::now() + self.shift);
        };
        DateTime::from_timestamp_millis(hands.load(Ordering::SeqCst)).unwrap_or_default()
    }

    /// Moves a stopped clock; the system's clock does not move.
    pub fn advance(&self, by: Duration) {
        if let Some(hands) = &self.hands {
            hands.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }

    /// Mints an identifier that sorts after the ones minted before it.
    pub fn new_id<Id: From<Uuid>>(&self) -> Id {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let order = self.order.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let timestamp = Timestamp::from_unix(&*order, seconds, now.timestamp_subsec_nanos());
        Uuid::new_v7(timestamp).into()
    }

    /// Mints a number for banks and people: a letter, the instant and chance, `[0-9A-Z]` only, 24
    /// characters, never minted twice.
    pub fn new_number(&self, kind: char) -> String {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let at = self.now().format("%y%m%d%H%M%S");
        let chance: [u8; 11] = rand::random();
        let chance = chance.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        format!("{kind}{at}{}", chance.collect::<String>())
    }
}
