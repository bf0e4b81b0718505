//! Tidying up behind locks that nobody confirmed.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DbErr};

use crate::Core;
use crate::sql;

/// What one sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Seats of expired locks whose rows were deleted.
    pub seats_freed: u64,
    /// Released and expired locks that were forgotten.
    pub locks_forgotten: u64,
    /// Whether there may be more to sweep.
    pub is_full: bool,
}

/// See [`crate::BoxOffice::expire_locks`].
pub(crate) async fn expire_locks(
    core: &Core,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Swept, DbErr> {
    let memory = Duration::seconds(i64::from(core.config.lock_memory_s));
    let tx = core.db.begin().await?;
    // Whoever has such a row locked is taking it over; leave it to them.
    let skip = sql::locking(tx.get_database_backend(), "FOR UPDATE SKIP LOCKED");
    // Picked apart from the deletion: PostgreSQL may run a subquery with a limit more than once.
    let seats = format!(
        "WITH picked AS MATERIALIZED (SELECT session_id, seat_code FROM bo_session_seats
            WHERE state = 'locked' AND expires_at <= $1 ORDER BY expires_at LIMIT $2 {skip})
        DELETE FROM bo_session_seats
        WHERE (session_id, seat_code) IN (SELECT session_id, seat_code FROM picked)
            AND state = 'locked' AND expires_at <= $1"
    );
    let locks = format!(
        "WITH picked AS MATERIALIZED (SELECT client_lock_id FROM bo_locks
            WHERE state <> 'sold' AND expires_at <= $1 ORDER BY expires_at LIMIT $2 {skip})
        DELETE FROM bo_locks
        WHERE client_lock_id IN (SELECT client_lock_id FROM picked) AND state <> 'sold'"
    );
    let seats = sql::execute(&tx, seats, [now.into(), i64::from(limit).into()]).await?;
    let before = (now - memory).into();
    let locks = sql::execute(&tx, locks, [before, i64::from(limit).into()]).await?;
    tx.commit().await?;
    let (seats_freed, locks_forgotten) = (seats.rows_affected(), locks.rows_affected());
    Ok(Swept {
        seats_freed,
        locks_forgotten,
        is_full: seats_freed.max(locks_forgotten) >= u64::from(limit),
    })
}
