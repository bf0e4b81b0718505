//! What becomes of a lock after it was asked for: held, rejected, given back, run out.

use chrono::{DateTime, Duration, Utc};
use domain::ids::{CinemaId, SeatLockId};
use domain::seating::SeatLockStatus;
use gateways::cinema::{LockState, ReleaseAnswer};
use sea_orm::ActiveValue::Set;
use tables::seat_locks;

use super::flow::closed;
use super::store;
use crate::app::App;
use crate::error::Result;
use crate::fault;
use crate::lanes::{self, Busy, Due, Source};
use crate::webhooks;

/// Locks of cancelled showtimes given up in one run.
const RELEASED_AT_ONCE: u64 = 64;

/// The cinema granted the lock. False when it moved on meanwhile.
pub async fn record_held(
    app: &App,
    lock: &seat_locks::Model,
    lock_ref: String,
    expires_at: DateTime<Utc>,
) -> Result<bool> {
    // A lock that is not wanted any more stays due, so that it is released.
    let next_check_at = if lock.is_wanted { expires_at } else { app.clock.now() };
    let change = seat_locks::ActiveModel {
        status: Set(SeatLockStatus::Held),
        lock_ref: Set(Some(lock_ref)),
        expires_at: Set(Some(expires_at)),
        next_check_at: Set(Some(next_check_at)),
        ..Default::default()
    };
    record(app, lock, change).await
}

/// The cinema definitely did not grant the lock.
pub async fn record_rejected(app: &App, lock: &seat_locks::Model, why: &str) -> Result<bool> {
    let mut change = closed(SeatLockStatus::Rejected, app.clock.now());
    change.refusal = Set(Some(why.to_owned()));
    record(app, lock, change).await
}

/// The cinema will not grant a lock of this identifier any more: one that it never heard of was
/// given back all the same. That ended it, so nothing is ever asked for again by this name.
pub async fn record_gone(app: &App, lock: &seat_locks::Model) -> Result<bool> {
    let mut change = closed(SeatLockStatus::Released, app.clock.now());
    change.refusal = Set(Some("the cinema has no lock of this name".to_owned()));
    record(app, lock, change).await
}

async fn record(
    app: &App,
    lock: &seat_locks::Model,
    change: seat_locks::ActiveModel,
) -> Result<bool> {
    let tx = app.db.begin().await?;
    let is_expired = change.status == Set(SeatLockStatus::Expired);
    let is_recorded = store::update_lock(&tx, lock, change).await?;
    if is_recorded && is_expired {
        webhooks::announce_lock_expired(app, &tx, lock).await?;
    }
    tx.commit().await?;
    Ok(is_recorded)
}

/// The customer got no answer and goes elsewhere: whatever the cinema made of it is undone.
pub async fn give_up(app: &App, lock: &seat_locks::Model) -> Result<()> {
    let change = seat_locks::ActiveModel {
        is_wanted: Set(false),
        next_check_at: Set(Some(ask_again_at(app, lock.checks))),
        ..Default::default()
    };
    record(app, lock, change).await?;
    Ok(())
}

/// Asks the cinema what became of a lock, and records it. The lock as it is then.
pub async fn ask(app: &App, lock: seat_locks::Model) -> Result<seat_locks::Model> {
    let (_, cinema) = store::showtime(&app.db, lock.showtime_id).await?;
    let gateway = app.gateways.cinema(&cinema);
    match gateway.query_lock(&cinema.cinema_code, lock.id).await {
        Ok(LockState::Held { lock_id, auto_unlock_at }) => {
            record_held(app, &lock, lock_id, auto_unlock_at).await?;
        }
        // The request may still be on its way: giving it back first makes the cinema refuse it.
        Ok(LockState::NotFound) => match gateway.release(&cinema.cinema_code, lock.id).await {
            Ok(ReleaseAnswer::Released) => {
                record_gone(app, &lock).await?;
            }
            Ok(ReleaseAnswer::AlreadySold) | Err(_) => postpone(app, &lock).await?,
        },
        Ok(LockState::Released) => {
            record(app, &lock, closed(SeatLockStatus::Released, app.clock.now())).await?;
        }
        Ok(LockState::Expired) => {
            record(app, &lock, closed(SeatLockStatus::Expired, app.clock.now())).await?;
        }
        Ok(LockState::Sold) => {
            record(app, &lock, closed(SeatLockStatus::Sold, app.clock.now())).await?;
        }
        Err(error) => {
            tracing::warn!(lock = %lock.id, "{error}");
            postpone(app, &lock).await?;
        }
    }
    let current = store::find_lock(&app.db, lock.id).await?;
    Ok(current.unwrap_or(lock))
}

async fn postpone(app: &App, lock: &seat_locks::Model) -> Result<()> {
    let checks = lock.checks.saturating_add(1);
    let change = seat_locks::ActiveModel {
        checks: Set(checks),
        next_check_at: Set(Some(ask_again_at(app, checks))),
        ..Default::default()
    };
    record(app, lock, change).await?;
    Ok(())
}

/// When a cinema that gave no answer is asked again.
fn ask_again_at(app: &App, checks: i32) -> DateTime<Utc> {
    app.clock.now() + app.config.purchase.pause(checks, Duration::minutes(1))
}

/// Does what is due with one lock.
pub async fn check(app: &App, lock: seat_locks::Model) -> Result<()> {
    let now = app.clock.now();
    match lock.status {
        // A request that was to wait for the answer is gone: nobody wants the seats.
        SeatLockStatus::Locking if lock.is_wanted => {
            give_up(app, &lock).await?;
            let unwanted = seat_locks::Model { is_wanted: false, ..lock };
            ask(app, unwanted).await.map(drop)
        }
        SeatLockStatus::Locking => ask(app, lock).await.map(drop),
        SeatLockStatus::Held if !lock.is_wanted => release(app, &lock).await,
        SeatLockStatus::Held if lock.expires_at.is_some_and(|at| at <= now) => {
            record(app, &lock, closed(SeatLockStatus::Expired, now)).await?;
            app.seat_feed.touch(lock.showtime_id);
            Ok(())
        }
        SeatLockStatus::Held => {
            let change = seat_locks::ActiveModel {
                next_check_at: Set(lock.expires_at),
                ..Default::default()
            };
            record(app, &lock, change).await.map(drop)
        }
        _ => {
            let change = seat_locks::ActiveModel { next_check_at: Set(None), ..Default::default() };
            record(app, &lock, change).await.map(drop)
        }
    }
}

/// Tells the cinema that the seats go back, until it has heard.
async fn release(app: &App, lock: &seat_locks::Model) -> Result<()> {
    let (_, cinema) = store::showtime(&app.db, lock.showtime_id).await?;
    let gateway = app.gateways.cinema(&cinema);
    let answer = gateway.release(&cinema.cinema_code, lock.id).await;
    fault::point("release_answered");
    match answer {
        Ok(ReleaseAnswer::Released) => {
            record(app, lock, closed(SeatLockStatus::Released, app.clock.now())).await?;
            app.seat_feed.touch(lock.showtime_id);
        }
        Ok(ReleaseAnswer::AlreadySold) => {
            tracing::error!(lock = %lock.id, "a lock to be released was sold");
            record(app, lock, closed(SeatLockStatus::Sold, app.clock.now())).await?;
        }
        Err(error) => {
            tracing::warn!(lock = %lock.id, "{error}");
            postpone(app, lock).await?;
        }
    }
    Ok(())
}

/// Locks that are due.
struct DueLocks<'a>(&'a App);

impl Source for DueLocks<'_> {
    type Id = SeatLockId;
    type Lane = CinemaId;

    async fn due(&self, busy: &Busy<SeatLockId>, limit: usize) -> Result<Vec<Due<SeatLockId>>> {
        store::due_locks(&self.0.db, self.0.clock.now(), busy, limit).await
    }

    async fn handle(&self, id: SeatLockId) -> Result<()> {
        let lock = store::find_lock(&self.0.db, id).await?;
        let now = self.0.clock.now();
        // A request may have been at it meanwhile.
        match lock.filter(|lock| lock.next_check_at.is_some_and(|at| at <= now)) {
            Some(lock) => check(self.0, lock).await,
            None => Ok(()),
        }
    }
}

/// Gives back seats of cancelled showtimes that nobody has ordered. True when there were any.
pub async fn release_cancelled(app: &App) -> Result<bool> {
    let unwanted = store::locks_of_cancelled(&app.db, RELEASED_AT_ONCE).await?;
    for &id in &unwanted {
        let tx = app.db.begin().await?;
        store::request_release(&tx, id, app.clock.now()).await?;
        // Read once the row is ours: an order that was made a moment ago sees to its seats itself.
        if store::order_of_lock(&tx, id).await?.is_none() {
            tx.commit().await?;
        }
    }
    if !unwanted.is_empty() {
        app.wake.locks.notify_one();
    }
    Ok(!unwanted.is_empty())
}

/// Does what is due with locks. True when there was something.
pub async fn check_locks(app: &App) -> Result<bool> {
    lanes::work_off(app, Some(&app.wake.locks), &DueLocks(app)).await
}
