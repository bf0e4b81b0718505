//! Rows of orders: creating them, claiming them and reading them.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::catalogue::ShowtimeStatus;
use domain::ids::{CinemaId, OrderId, SeatLockId, UserId};
use domain::orders::{ConfirmState, OrderStatus};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{order_events, orders, seat_locks, showtimes};

use crate::error::{Error, Result};
use crate::lanes::{Busy, Due};

pub async fn order(conn: &impl ConnectionTrait, id: OrderId) -> Result<orders::Model> {
    orders::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("order"))
}

/// The orders of one customer, newest first, older than the one given.
pub async fn orders_of_customer(
    conn: &impl ConnectionTrait,
    user_id: UserId,
    status: Option<OrderStatus>,
    before: Option<(DateTime<Utc>, OrderId)>,
    limit: u64,
) -> Result<Vec<orders::Model>> {
    use orders::Column;
    let mut select = orders::Entity::find().filter(Column::UserId.eq(user_id));
    if let Some(status) = status {
        select = select.filter(Column::Status.eq(status));
    }
    if let Some((at, id)) = before {
        let same_instant = Column::CreatedAt.eq(at).and(Column::Id.lt(id));
        select = select.filter(Column::CreatedAt.lt(at).or(same_instant));
    }
    let rows = select
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows)
}

pub async fn order_of_lock(
    conn: &impl ConnectionTrait,
    id: SeatLockId,
) -> Result<Option<orders::Model>> {
    let found = orders::Entity::find().filter(orders::Column::SeatLockId.eq(id)).one(conn).await?;
    Ok(found)
}

/// Takes the lock's row for this transaction and reads it, for its owner only.
pub async fn take_lock_of_customer(
    tx: &Tx,
    id: SeatLockId,
    user_id: UserId,
) -> Result<seat_locks::Model> {
    seat_locks::Entity::update_many()
        .col_expr(seat_locks::Column::Checks, Expr::col(seat_locks::Column::Checks))
        .filter(seat_locks::Column::Id.eq(id))
        .exec(tx)
        .await?;
    seat_locks::Entity::find_by_id(id)
        .filter(seat_locks::Column::UserId.eq(user_id))
        .one(tx)
        .await?
        .ok_or(Error::NotFound("seat lock"))
}

pub async fn seat_lock(
    conn: &impl ConnectionTrait,
    id: SeatLockId,
) -> Result<Option<seat_locks::Model>> {
    Ok(seat_locks::Entity::find_by_id(id).one(conn).await?)
}

/// When the showtime of an order starts, and whether it is played at all.
pub async fn showtime_state(
    conn: &impl ConnectionTrait,
    order: &orders::Model,
) -> Result<(DateTime<Utc>, ShowtimeStatus)> {
    let state = showtimes::Entity::find_by_id(order.showtime_id)
        .select_only()
        .columns([showtimes::Column::StartsAt, showtimes::Column::Status])
        .into_tuple::<(DateTime<Utc>, ShowtimeStatus)>()
        .one(conn)
        .await?;
    state.ok_or(Error::NotFound("showtime"))
}

/// Orders whose next step is due and that nobody is at, for cinemas that have places left.
pub async fn due_orders(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    busy: &Busy<OrderId>,
    limit: usize,
) -> Result<Vec<Due<OrderId>>> {
    let rows: Vec<(OrderId, CinemaId)> = orders::Entity::find()
        .select_only()
        .columns([orders::Column::Id, orders::Column::CinemaId])
        .filter(orders::Column::NextStepAt.lte(now))
        .filter(is_free(now))
        .filter(orders::Column::Id.is_not_in(busy.ids()))
        .filter(orders::Column::CinemaId.is_not_in(busy.full_lanes()))
        .order_by_asc(orders::Column::NextStepAt)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, lane)| Due { id, lane }).collect())
}

/// Claims an order for one worker until `until`. False when somebody else is at it.
pub async fn claim(tx: &Tx, id: OrderId, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<bool> {
    let updated = orders::Entity::update_many()
        .col_expr(orders::Column::LeasedUntil, Expr::value(until))
        .filter(orders::Column::Id.eq(id))
        .filter(is_free(now))
        .exec(tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

fn is_free(now: DateTime<Utc>) -> sea_orm::sea_query::SimpleExpr {
    orders::Column::LeasedUntil.is_null().or(orders::Column::LeasedUntil.lte(now))
}

/// Gives an order back and says when it moves on; `seen` is the instant that the worker decided by,
/// so a wish that came meanwhile is not forgotten.
pub async fn give_back(
    tx: &Tx,
    id: OrderId,
    seen: Option<DateTime<Utc>>,
    next_step_at: Option<DateTime<Utc>>,
) -> Result<()> {
    orders::Entity::update_many()
        .col_expr(orders::Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
        .filter(orders::Column::Id.eq(id))
        .exec(tx)
        .await?;
    let is_unchanged = match seen {
        Some(seen) => orders::Column::NextStepAt.eq(seen),
        None => orders::Column::NextStepAt.is_null(),
    };
    orders::Entity::update_many()
        .col_expr(orders::Column::NextStepAt, Expr::value(next_step_at))
        .filter(orders::Column::Id.eq(id))
        .filter(is_unchanged)
        .exec(tx)
        .await?;
    Ok(())
}

/// Stores how far the cinema was told, guarded by what was stored before.
pub async fn move_confirm(
    tx: &Tx,
    order: &orders::Model,
    to: ConfirmState,
    next_step_at: DateTime<Utc>,
    steps: i32,
) -> Result<()> {
    let updated = orders::Entity::update_many()
        .col_expr(orders::Column::ConfirmState, Expr::value(to))
        .col_expr(orders::Column::NextStepAt, Expr::value(next_step_at))
        .col_expr(orders::Column::Steps, Expr::value(steps))
        .filter(orders::Column::Id.eq(order.id))
        .filter(orders::Column::Status.eq(OrderStatus::Paid))
        .filter(orders::Column::ConfirmState.eq(order.confirm_state))
        .exec(tx)
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

pub async fn events(conn: &impl ConnectionTrait, id: OrderId) -> Result<Vec<order_events::Model>> {
    let rows = order_events::Entity::find()
        .filter(order_events::Column::OrderId.eq(id))
        .order_by_asc(order_events::Column::At)
        .order_by_asc(order_events::Column::Id)
        .limit(500)
        .all(conn)
        .await?;
    Ok(rows)
}
