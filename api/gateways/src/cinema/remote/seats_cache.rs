//! The last answers about seats, so that a cinema may say "as before".

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::cinema::SessionSeats;

/// Sessions that are remembered.
const MAX_SESSIONS: usize = 512;

/// Seats that are remembered in all sessions together.
const MAX_SEATS: usize = 100_000;

struct Entry {
    etag: String,
    seats: SessionSeats,
    used: u64,
}

#[derive(Default)]
struct Entries {
    by_session: HashMap<String, Entry>,
    seats: usize,
    clock: u64,
}

/// Answers by session, the least used forgotten first.
#[derive(Default)]
pub(super) struct SeatsCache(Mutex<Entries>);

impl SeatsCache {
    /// The last answer about a session and its tag.
    pub(super) fn get(&self, session_code: &str) -> Option<(String, SessionSeats)> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.clock += 1;
        let used = entries.clock;
        let entry = entries.by_session.get_mut(session_code)?;
        entry.used = used;
        Some((entry.etag.clone(), entry.seats.clone()))
    }

    /// Remembers an answer in place of the one before; without a tag there is nothing to remember.
    pub(super) fn put(&self, session_code: &str, etag: Option<String>, seats: &SessionSeats) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.remove(session_code);
        let Some(etag) = etag.filter(|_| seats.taken.len() <= MAX_SEATS) else {
            return;
        };
        entries.clock += 1;
        let used = entries.clock;
        entries.seats += seats.taken.len();
        let entry = Entry { etag, seats: seats.clone(), used };
        entries.by_session.insert(session_code.to_owned(), entry);
        while entries.by_session.len() > MAX_SESSIONS || entries.seats > MAX_SEATS {
            let oldest = entries.by_session.iter().min_by_key(|(_, entry)| entry.used);
            let Some(oldest) = oldest.map(|(code, _)| code.clone()) else {
                break;
            };
            entries.remove(&oldest);
        }
    }
}

impl Entries {
    fn remove(&mut self, session_code: &str) {
        if let Some(entry) = self.by_session.remove(session_code) {
            self.seats -= entry.seats.taken.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use domain::seating::SeatState;

    use super::{MAX_SESSIONS, SeatsCache};
    use crate::cinema::{SessionSeats, TakenSeat};

    fn seats(count: usize) -> SessionSeats {
        let seat = |number: usize| TakenSeat {
            seat_code: number.to_string(),
            state: SeatState::Sold,
            client_lock_id: None,
        };
        SessionSeats {
            session_version: 1,
            as_of: DateTime::UNIX_EPOCH,
            taken: (0..count).map(seat).collect(),
        }
    }

    #[test]
    fn the_least_used_session_is_forgotten_first() {
        let cache = SeatsCache::default();
        for number in 0..MAX_SESSIONS {
            cache.put(&number.to_string(), Some("\"a\"".to_owned()), &seats(1));
        }
        assert!(cache.get("0").is_some());
        cache.put("new", Some("\"b\"".to_owned()), &seats(1));
        assert!(cache.get("0").is_some() && cache.get("new").is_some());
        assert!(cache.get("1").is_none());
    }

    #[test]
    fn all_seats_together_are_bounded() {
        let cache = SeatsCache::default();
        cache.put("a", Some("\"a\"".to_owned()), &seats(60_000));
        cache.put("b", Some("\"b\"".to_owned()), &seats(60_000));
        assert!(cache.get("a").is_none() && cache.get("b").is_some());
        cache.put("c", Some("\"c\"".to_owned()), &seats(100_001));
        assert!(cache.get("c").is_none());
        cache.put("b", None, &seats(1));
        assert!(cache.get("b").is_none());
    }
}
