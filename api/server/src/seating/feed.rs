//! Live seats: one question to the cinema for everybody who looks at a showtime.
//!
//! The first watcher of a showtime starts a poller, the last one ends it. What changes is sent to
//! all watchers; our own locks and sales ring a bell, so that they show at once.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::web::Bytes;
use domain::ids::{CinemaId, ShowtimeId};
use domain::seating::SeatState;
use futures_util::{Stream, stream};
use gateways::cinema::{SessionRef, SessionSeats};
use serde::Serialize;
use tables::{cinemas, showtimes};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, Semaphore, broadcast};

use super::flow::session_of;
use super::states::{Freshness, SeatStates};
use crate::app::App;
use crate::error::{Error, Result};

/// How often a watched showtime is asked about when nothing rings.
const PERIOD: Duration = Duration::from_secs(1);

/// The longest pause before a cinema that gave no answer is asked again.
const LONGEST_PAUSE: Duration = Duration::from_secs(16);

/// Questions of watchers that wait for one cinema at once: those who buy come first.
const POLLS_OF_CINEMA: usize = 4;

/// A silent stream says this often that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Showtimes watched at once, and watchers of each.
const ROOMS: usize = 2_000;
const WATCHERS: usize = 5_000;

/// Changes that a slow watcher may lag behind before it is sent away to read the seats anew.
const BACKLOG: usize = 64;

/// Showtimes whose last known number of free seats is remembered.
const COUNTS: usize = 20_000;

/// Who watches what.
#[derive(Default)]
pub struct SeatFeed {
    rooms: Mutex<HashMap<ShowtimeId, Room>>,
    /// What cinemas said a moment ago.
    pub(super) states: SeatStates,
    counts: Mutex<HashMap<ShowtimeId, i32>>,
    changed: Mutex<HashSet<ShowtimeId>>,
    turns: Mutex<HashMap<CinemaId, Arc<Semaphore>>>,
    is_closed: AtomicBool,
}

struct Room {
    changes: broadcast::Sender<Bytes>,
    bell: Arc<Notify>,
}

impl SeatFeed {
    /// Something about these seats changed just now.
    pub fn touch(&self, id: ShowtimeId) {
        self.states.void(id);
        if let Some(room) = self.rooms().get(&id) {
            room.bell.notify_one();
        }
        self.count_soon(id);
    }

    /// Somebody saw so many free seats; a task counts them if that is news.
    pub fn saw(&self, id: ShowtimeId, available: i32) {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = counts.get(&id) != Some(&available);
        drop(counts);
        if is_news {
            self.count_soon(id);
        }
    }

    fn count_soon(&self, id: ShowtimeId) {
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        if changed.len() < COUNTS {
            changed.insert(id);
        }
    }

    /// Showtimes that were touched since they were last taken, a bounded number.
    pub fn take_changed(&self, limit: usize) -> Vec<ShowtimeId> {
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        let taken: Vec<ShowtimeId> = changed.iter().copied().take(limit).collect();
        for id in &taken {
            changed.remove(id);
        }
        taken
    }

    /// Ends every stream, so that the server can stop.
    pub fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        self.rooms().clear();
    }

    /// Whether this number of free seats differs from the one seen last.
    pub fn is_news(&self, id: ShowtimeId, available: i32) -> bool {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= COUNTS {
            counts.clear();
        }
        counts.insert(id, available) != Some(available)
    }

    /// Where the watchers of a cinema's showtimes queue up.
    fn turns_of(&self, cinema_id: CinemaId) -> Arc<Semaphore> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turns = turns.entry(cinema_id);
        Arc::clone(turns.or_insert_with(|| Arc::new(Semaphore::new(POLLS_OF_CINEMA))))
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<ShowtimeId, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leaves the room if nobody is in it any more.
    fn leave_if_empty(&self, id: ShowtimeId, changes: &broadcast::Sender<Bytes>) -> bool {
        let mut rooms = self.rooms();
        let is_ours = rooms.get(&id).is_some_and(|room| room.changes.same_channel(changes));
        if is_ours && changes.receiver_count() == 0 {
            rooms.remove(&id);
            return true;
        }
        !is_ours
    }
}

#[derive(Serialize)]
struct SeatChanges<'a> {
    as_of: chrono::DateTime<chrono::Utc>,
    changes: Vec<SeatChange<'a>>,
}

#[derive(Serialize)]
struct SeatChange<'a> {
    seat_code: &'a str,
    state: SeatState,
}

/// The changes of a showtime from now on, as server-sent events.
///
/// # Errors
/// [`Error::Overloaded`] when too many watch, or the server stops.
pub fn watch(
    app: Arc<App>,
    cinema: &cinemas::Model,
    showtime: &showtimes::Model,
) -> Result<impl Stream<Item = Result<Bytes>> + use<>> {
    let id = showtime.id;
    let mut rooms = app.seat_feed.rooms();
    if app.seat_feed.is_closed.load(Ordering::SeqCst) || rooms.len() >= ROOMS {
        return Err(Error::Overloaded);
    }
    let changes = match rooms.get(&id) {
        Some(room) if room.changes.receiver_count() >= WATCHERS => return Err(Error::Overloaded),
        Some(room) => room.changes.subscribe(),
        None => {
            let (sender, receiver) = broadcast::channel(BACKLOG);
            let bell = Arc::new(Notify::new());
            let room = Room { changes: sender.clone(), bell: Arc::clone(&bell) };
            rooms.insert(id, room);
            let session = session_of(cinema, showtime);
            // The room keeps the only other sender, so closing the feed ends the streams.
            let sender = sender.downgrade();
            let room = WatchedRoom { id, cinema: cinema.clone(), session, changes: sender, bell };
            tokio::spawn(poll(Arc::clone(&app), room));
            receiver
        }
    };
    drop(rooms);
    Ok(stream::unfold(Some(changes), events))
}

type Changes = broadcast::Receiver<Bytes>;

async fn events(changes: Option<Changes>) -> Option<(Result<Bytes>, Option<Changes>)> {
    let mut changes = changes?;
    match tokio::time::timeout(HEARTBEAT, changes.recv()).await {
        Ok(Ok(event)) => Some((Ok(event), Some(changes))),
        Err(_) => Some((Ok(Bytes::from_static(b": still here\n\n")), Some(changes))),
        // Too slow: the stream ends, and the client reads the seats anew.
        Ok(Err(RecvError::Lagged(_) | RecvError::Closed)) => None,
    }
}

/// What a poller knows of its room.
struct WatchedRoom {
    id: ShowtimeId,
    cinema: cinemas::Model,
    session: SessionRef,
    changes: broadcast::WeakSender<Bytes>,
    bell: Arc<Notify>,
}

async fn poll(app: Arc<App>, room: WatchedRoom) {
    let WatchedRoom { id, cinema, session, changes, bell } = room;
    let turns = app.seat_feed.turns_of(cinema.id);
    let mut pause = PERIOD;
    // The first answer is news too: a seat may go between a client's reading and this moment.
    let mut known: HashMap<String, SeatState> = HashMap::new();
    loop {
        let Some(sender) = changes.upgrade() else { return };
        if app.seat_feed.leave_if_empty(id, &sender) {
            return;
        }
        drop(sender);
        let Ok(turn) = turns.acquire().await else { return };
        let gateway = app.gateways.cinema(&cinema);
        let states = &app.seat_feed.states;
        let answer = states.ask(gateway.as_ref(), id, &session, Freshness::Recent).await.ok();
        drop(turn);
        pause = if answer.is_some() { PERIOD } else { (pause * 2).min(LONGEST_PAUSE) };
        if let Some(seats) = answer {
            let now_taken: HashMap<String, SeatState> =
                seats.taken.iter().map(|seat| (seat.seat_code.clone(), seat.state)).collect();
            let event = event(&known, &now_taken, &seats);
            if let (Some(event), Some(sender)) = (event, changes.upgrade()) {
                // Nobody listens in the moment before the poller notices and ends.
                sender.send(event).ok();
            }
            known = now_taken;
        }
        tokio::select! {
            () = bell.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// What differs between two answers, or nothing.
fn event(
    before: &HashMap<String, SeatState>,
    now: &HashMap<String, SeatState>,
    seats: &SessionSeats,
) -> Option<Bytes> {
    let changed = now.iter().filter(|(code, state)| before.get(*code) != Some(*state));
    let mut changes: Vec<SeatChange<'_>> =
        changed.map(|(seat_code, &state)| SeatChange { seat_code, state }).collect();
    let freed = before.keys().filter(|code| !now.contains_key(*code));
    changes.extend(freed.map(|seat_code| SeatChange { seat_code, state: SeatState::Available }));
    if changes.is_empty() {
        return None;
    }
    changes.sort_by_key(|change| change.seat_code);
    let data = serde_json::to_string(&SeatChanges { as_of: seats.as_of, changes }).ok()?;
    Some(Bytes::from(format!("event: seats\ndata: {data}\n\n")))
}
