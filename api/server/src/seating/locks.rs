//! What becomes of a lock after it was asked for: held, rejected, given back, run out.

use chrono::{DateTime, Duration, Utc};
use domain::seating::SeatLockStatus;
use gateways::cinema::{LockState, ReleaseAnswer};
use sea_orm::ActiveValue::Set;
use tables::seat_locks;

use super::flow::closed;
use super::store;
use crate::app::App;
use crate::error::Result;
use crate::fault;

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

async fn record(
    app: &App,
    lock: &seat_locks::Model,
    change: seat_locks::ActiveModel,
) -> Result<bool> {
    let tx = app.db.begin().await?;
    let is_recorded = store::update_lock(&tx, lock, change).await?;
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
    let gateway = app.gateways.cinema(&cinema.gateway)?;
    match gateway.query_lock(&cinema.cinema_code, lock.id).await {
        Ok(LockState::Held { lock_id, auto_unlock_at }) => {
            record_held(app, &lock, lock_id, auto_unlock_at).await?;
        }
        // The request may still be on its way: giving it back first makes the cinema refuse it.
        Ok(LockState::NotFound) => match gateway.release(&cinema.cinema_code, lock.id).await {
            Ok(ReleaseAnswer::Released) => {
                record_rejected(app, &lock, "the cinema never heard of it").await?;
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

/// The pause doubles from the first retry to a minute.
fn ask_again_at(app: &App, checks: i32) -> DateTime<Utc> {
    let doublings = u32::try_from(checks.clamp(0, 10)).unwrap_or_default();
    let pause = app.config.purchase.first_retry() * 2_i32.pow(doublings);
    app.clock.now() + pause.min(Duration::minutes(1))
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
    let gateway = app.gateways.cinema(&cinema.gateway)?;
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

/// Does what is due with locks, a bounded number at once. True when there was something.
pub async fn check_locks(app: &App) -> Result<bool> {
    let due = store::due_locks(&app.db, app.clock.now(), 64).await?;
    let has_worked = !due.is_empty();
    let checks = due.into_iter().map(|lock| async move {
        let id = lock.id;
        if let Err(error) = check(app, lock).await {
            tracing::error!(%id, "a seat lock could not be checked: {error}");
        }
    });
    use futures_util::StreamExt;
    futures_util::stream::iter(checks).buffer_unordered(16).collect::<()>().await;
    Ok(has_worked)
}
