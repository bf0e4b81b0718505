//! A cancelled showtime: everybody who has an order is told, and gets their money back.
//!
//! The task marks an order once: the mark, a line in its history and the message to the customer
//! are one transaction. What happens to its seats and its money are steps of the purchase like all
//! others ([`domain::purchase::next`] sees that the show is cancelled), so a process that dies
//! anywhere is continued, and nothing is told or returned twice.

use domain::catalogue::ShowtimeStatus;
use domain::ids::{OrderId, ShowtimeId};
use domain::orders::OrderStatus;
use domain::payments::RefundReason;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use tables::{cinemas, orders, showtimes};

use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::history::{self, Side};
use crate::payments::{self, refunds};

/// Orders marked in one run of the task.
const BATCH: u64 = 64;

/// Orders that hold seats, money or tickets.
const CONCERNED: [OrderStatus; 3] =
    [OrderStatus::AwaitingPayment, OrderStatus::Paid, OrderStatus::Ticketed];

/// Tells customers of cancelled showtimes and sends their orders on their way back. True when there
/// was anything to do.
pub async fn see_to_cancelled(app: &App) -> Result<bool> {
    let due = unmarked(&app.db).await?;
    let mut has_worked = crate::seating::release_cancelled(app).await?;
    for &id in &due {
        mark(app, id).await?;
        has_worked = true;
    }
    if has_worked {
        app.wake.orders.notify_one();
        app.wake.outbox.notify_one();
    }
    Ok(has_worked)
}

async fn unmarked(conn: &impl ConnectionTrait) -> Result<Vec<OrderId>> {
    let showtime = orders::Entity::belongs_to(showtimes::Entity)
        .from(orders::Column::ShowtimeId)
        .to(showtimes::Column::Id);
    let ids = orders::Entity::find()
        .select_only()
        .column(orders::Column::Id)
        .join(JoinType::InnerJoin, showtime.into())
        // A word and no parameter, so that the index of cancelled showtimes fits.
        .filter(Expr::cust("showtimes.status = 'cancelled'"))
        .filter(orders::Column::Status.is_in(CONCERNED))
        .filter(orders::Column::ShowtimeCancelledAt.is_null())
        .order_by_asc(orders::Column::Id)
        .limit(BATCH)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}

async fn mark(app: &App, id: OrderId) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    // Another server may have been faster.
    if order.showtime_cancelled_at.is_some() || !CONCERNED.contains(&order.status) {
        return Ok(());
    }
    let showtime = showtimes::Entity::find_by_id(order.showtime_id).one(&tx).await?;
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&tx).await?;
    let (Some(showtime), Some(cinema)) = (showtime, cinema) else {
        return Err(Error::NotFound("showtime"));
    };
    orders::Entity::update_many()
        .col_expr(orders::Column::ShowtimeCancelledAt, Expr::value(now))
        .filter(orders::Column::Id.eq(id))
        .exec(&tx)
        .await?;
    payments::store::schedule_order(&tx, id, now).await?;
    history::record(&tx, &app.clock, id, Side::Cinema, "showtime_cancelled", "").await?;
    crate::messages::queue_cancellation(app, &tx, &order, &cinema, &showtime).await?;
    tx.commit().await?;
    fault::point("cancellation_stored");
    Ok(())
}

/// Stores the wish to give the tickets of a cancelled show back, whatever the time limits say.
pub async fn return_tickets(app: &App, id: OrderId) -> Result<()> {
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    let (_, status) = super::store::showtime_state(&tx, &order).await?;
    let earlier = payments::store::refunds_of_orders(&tx, &[id]).await?;
    let reason = RefundReason::ShowtimeCancelled;
    let is_asked = earlier.iter().any(|refund| refund.status.is_open() || refund.reason == reason);
    if order.status != OrderStatus::Ticketed || status != ShowtimeStatus::Cancelled || is_asked {
        return Err(Error::Stale);
    }
    refunds::request_take_back(app, &tx, &order, reason).await?;
    tx.commit().await?;
    fault::point("return_stored");
    Ok(())
}

/// How far the returns of a cancelled showtime have come. Orders whose money went back before, for
/// another reason, are not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CancellationProgress {
    /// Orders that were paid for.
    pub orders: i64,
    /// Their money is back.
    pub refunded: i64,
    /// Their money is on its way.
    pub refunding: i64,
    /// They wait for a person.
    pub failed: i64,
    /// Seats in these orders.
    pub tickets: i64,
}

/// Counts the orders of a cancelled showtime.
///
/// # Errors
/// When the database refuses.
pub async fn cancellation_progress(
    conn: &impl ConnectionTrait,
    showtime_id: ShowtimeId,
) -> Result<CancellationProgress> {
    let paid_for =
        [OrderStatus::Paid, OrderStatus::Ticketed, OrderStatus::Refunding, OrderStatus::Refunded];
    let rows = orders::Entity::find()
        .filter(orders::Column::ShowtimeId.eq(showtime_id))
        .filter(orders::Column::Status.is_in(paid_for))
        .all(conn)
        .await?;
    let mut progress = CancellationProgress::default();
    for order in rows {
        let is_marked = order.showtime_cancelled_at.is_some();
        let is_back = matches!(order.status, OrderStatus::Refunding | OrderStatus::Refunded);
        if is_back && !is_marked {
            continue;
        }
        progress.orders += 1;
        progress.tickets += i64::try_from(order.seats.0.len()).unwrap_or(i64::MAX);
        match order.status {
            OrderStatus::Refunded => progress.refunded += 1,
            _ if order.needs_operator => progress.failed += 1,
            _ => progress.refunding += 1,
        }
    }
    Ok(progress)
}
