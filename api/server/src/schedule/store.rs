//! What the platform's own rows say about sessions of the box office.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use database::Tx;
use domain::catalogue::ShowtimeStatus;
use domain::ids::{CinemaId, ShowtimeId};
use domain::orders::OrderStatus;
use domain::payments::RefundStatus;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use tables::{orders, refunds, showtimes};

/// Codes of sessions in one question: few enough for every database's limit of parameters.
const CHUNK: usize = 200;

/// The showtimes behind sessions, as far as the sync has brought them.
pub async fn showtime_ids(
    db: &impl ConnectionTrait,
    cinema_id: CinemaId,
    codes: &[&str],
) -> Result<HashMap<String, ShowtimeId>, DbErr> {
    let mut ids = HashMap::new();
    for codes in codes.chunks(CHUNK) {
        let pairs: Vec<(String, ShowtimeId)> = showtimes::Entity::find()
            .select_only()
            .columns([showtimes::Column::SessionCode, showtimes::Column::Id])
            .filter(showtimes::Column::CinemaId.eq(cinema_id))
            .filter(showtimes::Column::SessionCode.is_in(codes.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        ids.extend(pairs);
    }
    Ok(ids)
}

/// Shows customers at once that a session is cancelled, and answers with the showtime before and
/// after if that is news. Its version follows with the sync, which finds the difference by it.
pub async fn cancel_showtime(
    tx: &Tx,
    cinema_id: CinemaId,
    session_code: &str,
    now: DateTime<Utc>,
) -> Result<Option<(showtimes::Model, showtimes::Model)>, DbErr> {
    let shown = showtimes::Entity::find()
        .filter(showtimes::Column::CinemaId.eq(cinema_id))
        .filter(showtimes::Column::SessionCode.eq(session_code))
        .filter(showtimes::Column::Status.ne(ShowtimeStatus::Cancelled))
        .one(tx)
        .await?;
    let Some(before) = shown else { return Ok(None) };
    let cancelled = showtimes::ActiveModel {
        id: Unchanged(before.id),
        status: Set(ShowtimeStatus::Cancelled),
        updated_at: Set(now),
        ..Default::default()
    };
    let after = showtimes::Entity::update(cancelled).exec(tx).await?;
    Ok(Some((before, after)))
}

/// How far the platform's orders of a cancelled session are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Orders that somebody had paid, or pays still.
    pub orders: i64,
    pub refunded: i64,
    pub refunding: i64,
    /// Somebody at the platform has to look after these.
    pub failed: i64,
    pub tickets: i64,
}

/// Counts the orders of a session that had money in them when it was cancelled. An order that was
/// given back before then is nobody's business now.
pub async fn progress(
    db: &impl ConnectionTrait,
    cinema_id: CinemaId,
    session_code: &str,
    cancelled_at: DateTime<Utc>,
) -> Result<Progress, DbErr> {
    let codes = [session_code];
    let Some(showtime) = showtime_ids(db, cinema_id, &codes).await?.remove(session_code) else {
        return Ok(Progress::default());
    };
    let paid =
        [OrderStatus::Paid, OrderStatus::Ticketed, OrderStatus::Refunding, OrderStatus::Refunded];
    let rows = orders::Entity::find()
        .filter(orders::Column::ShowtimeId.eq(showtime))
        .filter(orders::Column::Status.is_in(paid))
        .all(db)
        .await?;
    let mut progress = Progress::default();
    for rows in rows.chunks(CHUNK) {
        let ids = rows.iter().map(|order| order.id);
        let refunds = refunds::Entity::find()
            .filter(refunds::Column::OrderId.is_in(ids))
            .filter(refunds::Column::Status.eq(RefundStatus::Succeeded))
            .all(db)
            .await?;
        for order in rows {
            let mut own = refunds.iter().filter(|refund| refund.order_id == order.id);
            let is_before =
                own.any(|refund| refund.succeeded_at.is_some_and(|at| at < cancelled_at));
            if order.status == OrderStatus::Refunded && is_before {
                continue;
            }
            progress.orders += 1;
            progress.tickets += i64::try_from(order.seats.0.len()).unwrap_or_default();
            match order.status {
                OrderStatus::Refunded => progress.refunded += 1,
                _ if order.needs_operator => progress.failed += 1,
                OrderStatus::Refunding => progress.refunding += 1,
                _ => {}
            }
        }
    }
    Ok(progress)
}
