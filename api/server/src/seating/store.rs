//! Rows of seat locks, and the showtime that they are for.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{CinemaId, SeatLockId, ShowtimeId, UserId};
use domain::seating::SeatLockStatus;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Unchanged, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
};
use tables::{cinemas, orders, seat_locks, showtimes};

use crate::error::{Error, Result};
use crate::lanes::{Busy, Due};

/// A showtime and the cinema that shows it.
pub async fn showtime(
    conn: &impl ConnectionTrait,
    id: ShowtimeId,
) -> Result<(showtimes::Model, cinemas::Model)> {
    let cinema = showtimes::Entity::belongs_to(cinemas::Entity)
        .from(showtimes::Column::CinemaId)
        .to(cinemas::Column::Id);
    let found = showtimes::Entity::find_by_id(id)
        .join(JoinType::InnerJoin, cinema.into())
        .select_also(cinemas::Entity)
        .one(conn)
        .await?;
    match found {
        Some((showtime, Some(cinema))) => Ok((showtime, cinema)),
        _ => Err(Error::NotFound("showtime")),
    }
}

pub async fn find_lock(
    conn: &impl ConnectionTrait,
    id: SeatLockId,
) -> Result<Option<seat_locks::Model>> {
    Ok(seat_locks::Entity::find_by_id(id).one(conn).await?)
}

pub async fn lock_of_customer(
    conn: &impl ConnectionTrait,
    id: SeatLockId,
    user_id: UserId,
) -> Result<seat_locks::Model> {
    let lock = find_lock(conn, id).await?.filter(|lock| lock.user_id == user_id);
    lock.ok_or(Error::NotFound("seat lock"))
}

/// Forgets a lock that never reached the cinema, so that the same request may try again.
pub async fn forget_unsent(tx: &Tx, id: SeatLockId) -> Result<()> {
    seat_locks::Entity::delete_many()
        .filter(seat_locks::Column::Id.eq(id))
        .filter(seat_locks::Column::Status.eq(SeatLockStatus::Rejected))
        .exec(tx)
        .await?;
    Ok(())
}

/// The order that was made of a lock.
pub async fn order_of_lock(
    conn: &impl ConnectionTrait,
    id: SeatLockId,
) -> Result<Option<orders::Model>> {
    let order = orders::Entity::find().filter(orders::Column::SeatLockId.eq(id)).one(conn).await?;
    Ok(order)
}

/// Locks of one customer that hold seats or may do so, newest first, each with whether it was
/// ordered.
pub async fn live_locks(
    conn: &impl ConnectionTrait,
    user_id: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<(seat_locks::Model, bool)>> {
    let live = [SeatLockStatus::Locking, SeatLockStatus::Held];
    let locks = seat_locks::Entity::find()
        .filter(seat_locks::Column::UserId.eq(user_id))
        .filter(seat_locks::Column::Status.is_in(live))
        .filter(seat_locks::Column::IsWanted.eq(true))
        .order_by_desc(seat_locks::Column::CreatedAt)
        .limit(1_000)
        .all(conn)
        .await?;
    let is_live = |lock: &seat_locks::Model| lock.expires_at.is_none_or(|at| at > now);
    let locks: Vec<_> = locks.into_iter().filter(is_live).collect();
    if locks.is_empty() {
        return Ok(Vec::new());
    }
    let ordered: Vec<SeatLockId> = orders::Entity::find()
        .select_only()
        .column(orders::Column::SeatLockId)
        .filter(orders::Column::SeatLockId.is_in(locks.iter().map(|lock| lock.id)))
        .into_tuple()
        .all(conn)
        .await?;
    let with_order = |lock: seat_locks::Model| {
        let is_ordered = ordered.contains(&lock.id);
        (lock, is_ordered)
    };
    Ok(locks.into_iter().map(with_order).collect())
}

/// Locks that are due to be asked about, released or ended, for cinemas that have places left.
pub async fn due_locks(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    busy: &Busy<SeatLockId>,
    limit: usize,
) -> Result<Vec<Due<SeatLockId>>> {
    let showtime = seat_locks::Entity::belongs_to(showtimes::Entity)
        .from(seat_locks::Column::ShowtimeId)
        .to(showtimes::Column::Id);
    let rows: Vec<(SeatLockId, CinemaId)> = seat_locks::Entity::find()
        .select_only()
        .column(seat_locks::Column::Id)
        .column(showtimes::Column::CinemaId)
        .join(JoinType::InnerJoin, showtime.into())
        .filter(seat_locks::Column::NextCheckAt.lte(now))
        .filter(seat_locks::Column::Id.is_not_in(busy.ids()))
        .filter(showtimes::Column::CinemaId.is_not_in(busy.full_lanes()))
        .order_by_asc(seat_locks::Column::NextCheckAt)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, lane)| Due { id, lane }).collect())
}

/// Wanted locks of cancelled showtimes that no order has.
pub async fn locks_of_cancelled(
    conn: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<SeatLockId>> {
    let showtime = seat_locks::Entity::belongs_to(showtimes::Entity)
        .from(seat_locks::Column::ShowtimeId)
        .to(showtimes::Column::Id);
    // A lock may be an order's first one or the one that it asked for later.
    let order = "NOT EXISTS (SELECT 1 FROM orders WHERE orders.showtime_id = seat_locks.showtime_id
        AND (orders.seat_lock_id = seat_locks.id OR orders.relock_id = seat_locks.id))";
    let ids = seat_locks::Entity::find()
        .select_only()
        .column(seat_locks::Column::Id)
        .join(JoinType::InnerJoin, showtime.into())
        .filter(Expr::cust("showtimes.status = 'cancelled'"))
        .filter(seat_locks::Column::NextCheckAt.is_not_null())
        .filter(seat_locks::Column::Status.is_in([SeatLockStatus::Locking, SeatLockStatus::Held]))
        .filter(seat_locks::Column::IsWanted.eq(true))
        .filter(Expr::cust(order))
        .limit(limit)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}

/// The cinemas of showtimes.
pub async fn cinemas_of(
    conn: &impl ConnectionTrait,
    ids: &[ShowtimeId],
) -> Result<Vec<Due<ShowtimeId>>> {
    let rows: Vec<(ShowtimeId, CinemaId)> = showtimes::Entity::find()
        .select_only()
        .columns([showtimes::Column::Id, showtimes::Column::CinemaId])
        .filter(showtimes::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, lane)| Due { id, lane }).collect())
}

/// Writes what the cinema said, unless the lock has moved on meanwhile or has been given up. False
/// when it had.
pub async fn update_lock(
    tx: &Tx,
    lock: &seat_locks::Model,
    change: seat_locks::ActiveModel,
) -> Result<bool> {
    let change = seat_locks::ActiveModel { id: Unchanged(lock.id), ..change };
    let updated = seat_locks::Entity::update_many()
        .set(change)
        .filter(seat_locks::Column::Id.eq(lock.id))
        .filter(seat_locks::Column::Status.eq(lock.status))
        .filter(seat_locks::Column::IsWanted.eq(lock.is_wanted))
        .exec(tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// The cinema sold the seats of this lock.
pub async fn mark_sold(tx: &Tx, id: SeatLockId) -> Result<()> {
    seat_locks::Entity::update_many()
        .col_expr(seat_locks::Column::Status, Expr::value(SeatLockStatus::Sold))
        .col_expr(seat_locks::Column::NextCheckAt, Expr::value(None::<DateTime<Utc>>))
        .filter(seat_locks::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Nobody wants these seats any more: a task tells the cinema until it has heard. The caller has
/// made sure that no payment can still take money for them.
pub async fn request_release(tx: &Tx, id: SeatLockId, now: DateTime<Utc>) -> Result<()> {
    let open = [SeatLockStatus::Locking, SeatLockStatus::Held];
    seat_locks::Entity::update_many()
        .col_expr(seat_locks::Column::IsWanted, Expr::value(false))
        .col_expr(seat_locks::Column::NextCheckAt, Expr::value(now))
        .filter(seat_locks::Column::Id.eq(id))
        .filter(seat_locks::Column::Status.is_in(open))
        .exec(tx)
        .await?;
    Ok(())
}

/// Keeps how many seats were free when the cinema was last asked, for lists.
pub async fn note_available(tx: &Tx, id: ShowtimeId, available: i32) -> Result<()> {
    showtimes::Entity::update_many()
        .col_expr(showtimes::Column::SeatsAvailable, Expr::value(available))
        .filter(showtimes::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
