//! A lock as the published interface shows it, and giving it more time.

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::ids::SeatLockId;
use gateways::cinema::wire::{Lock, LockStatus};
use sea_orm::{ConnectionTrait, DbErr};

use crate::Core;
use crate::failure::Failure;
use crate::lock_writer::lock_ref;
use crate::locks::{LOCK_COLUMNS, StoredLock, StoredState};
use crate::sql;

/// What became of a wish for more time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Extension {
    /// The lock as it stands now; its end may not have moved when it was at the limit already.
    Held(Lock),
    Unknown,
    /// Released, or its time was over.
    Gone,
    Sold,
}

/// The lock; `None` when this cinema never heard of it. One that was released before it arrived has
/// no session and no seats.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    client_lock_id: SeatLockId,
    now: DateTime<Utc>,
) -> Result<Option<Lock>, DbErr> {
    let sql = format!(
        "SELECT {LOCK_COLUMNS}, s.session_code, s.session_version FROM bo_locks l
        LEFT JOIN bo_sessions s ON s.session_id = l.session_id
        WHERE l.client_lock_id = $1 AND l.cinema_code = $2"
    );
    let values = [client_lock_id.0.into(), cinema_code.into()];
    let Some(row) = sql::query_one(db, sql, values).await? else {
        return Ok(None);
    };
    let lock = StoredLock::read(&row)?;
    let session_code: Option<String> = row.try_get("", "session_code")?;
    let session_version: Option<i64> = row.try_get("", "session_version")?;
    Ok(Some(Lock {
        lock_id: lock_ref(client_lock_id),
        client_lock_id,
        status: match lock.state {
            StoredState::Released => LockStatus::Released,
            StoredState::Sold => LockStatus::Sold,
            StoredState::Held if lock.expires_at > now => LockStatus::Held,
            StoredState::Held => LockStatus::Expired,
        },
        session_code: session_code.unwrap_or_default(),
        session_version: session_version.unwrap_or_default(),
        seats: lock.seats,
        auto_unlock_at: lock.expires_at,
    }))
}

/// Lets a held lock last `ttl_s` from now on, but never less than it would have, never past the
/// longest time after it began and never past the end of sales.
pub(crate) async fn extend(
    core: &Core,
    cinema_code: &str,
    client_lock_id: SeatLockId,
    ttl_s: u32,
) -> Result<Extension, Failure> {
    let now = core.now();
    let tx = core.db.begin().await?;
    let extension = extend_in(&tx, core, cinema_code, client_lock_id, ttl_s, now).await?;
    match extension {
        Extension::Held(_) => tx.commit().await.map_err(Failure::Unknown)?,
        _ => tx.rollback().await?,
    }
    Ok(extension)
}

async fn extend_in(
    tx: &Tx,
    core: &Core,
    cinema_code: &str,
    client_lock_id: SeatLockId,
    ttl_s: u32,
    now: DateTime<Utc>,
) -> Result<Extension, DbErr> {
    let locking = sql::locking(tx.get_database_backend(), "FOR UPDATE OF l");
    let sql = format!(
        "SELECT l.locked_at, s.starts_at, s.stop_sell_at FROM bo_locks l
        JOIN bo_sessions s ON s.session_id = l.session_id
        WHERE l.client_lock_id = $1 AND l.cinema_code = $2 {locking}"
    );
    let values = [client_lock_id.0.into(), cinema_code.into()];
    let times = sql::query_one(tx, sql, values).await?;
    let Some(mut lock) = find(tx, cinema_code, client_lock_id, now).await? else {
        return Ok(Extension::Unknown);
    };
    let times = match (lock.status, times) {
        (LockStatus::Sold, _) => return Ok(Extension::Sold),
        (LockStatus::Held, Some(times)) => times,
        _ => return Ok(Extension::Gone),
    };
    let locked_at: DateTime<Utc> = times.try_get("", "locked_at")?;
    let starts_at: DateTime<Utc> = times.try_get("", "starts_at")?;
    let sold_until = starts_at.max(times.try_get("", "stop_sell_at")?);
    let seconds = |seconds: u32| Duration::seconds(i64::from(seconds));
    let limit = (locked_at + seconds(core.config.max_lock_ttl_s)).min(sold_until);
    let until = (now + seconds(ttl_s)).min(limit).max(lock.auto_unlock_at);
    let values = [client_lock_id.0.into(), until.into()];
    let sql = "UPDATE bo_locks SET expires_at = $2 WHERE client_lock_id = $1";
    sql::execute(tx, sql, values.clone()).await?;
    // A seat that somebody took over in this very moment is not had back.
    let sql = "UPDATE bo_session_seats SET expires_at = $2
        WHERE session_id = (SELECT session_id FROM bo_locks WHERE client_lock_id = $1)
            AND client_lock_id = $1 AND state = 'locked'";
    let kept = sql::execute(tx, sql, values).await?.rows_affected();
    if usize::try_from(kept) != Ok(lock.seats.len()) {
        return Ok(Extension::Gone);
    }
    lock.auto_unlock_at = until;
    Ok(Extension::Held(lock))
}
