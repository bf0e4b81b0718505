//! Writing down what happened, in the transaction in which it happens.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, SecondsFormat, Utc};
use database::Tx;
use domain::catalogue::ShowtimeStatus;
use domain::ids::{CinemaId, OrderId, PaymentId, SeatLockId, ShowtimeId, UserId, WebhookMessageId};
use domain::orders::OrderStatus;
use domain::payments::PaymentStatus;
use domain::seating::SeatLockStatus;
use domain::webhooks::WebhookEvent;
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::Serialize;
use tables::{orders, payments, seat_locks, showtimes, webhook_messages};

use super::store;
use crate::app::App;
use crate::error::Result;

/// Rows of one statement.
const CHUNK: usize = 100;

/// Which events anybody listens to, so that the others cost nothing.
///
/// It is read anew when an endpoint changes and by the task that spreads. With several servers on
/// one database, an event that nobody has heard so far begins to be told within its period.
#[derive(Debug, Default)]
pub struct Subscriptions {
    heard: AtomicU32,
}

impl Subscriptions {
    fn are_for(&self, event: WebhookEvent) -> bool {
        self.heard.load(Ordering::Relaxed) & bit(event) != 0
    }

    /// Looks who listens.
    pub async fn refresh(&self, conn: &impl ConnectionTrait) -> Result<()> {
        let endpoints = store::listening(conn).await?;
        let events = endpoints.iter().flat_map(|endpoint| &endpoint.events.0);
        let heard = events.fold(0, |heard, event| heard | bit(*event));
        self.heard.store(heard, Ordering::Relaxed);
        Ok(())
    }
}

fn bit(event: WebhookEvent) -> u32 {
    let place = WebhookEvent::ALL.iter().position(|known| *known == event).unwrap_or_default();
    1 << place
}

/// What is sent, letter for letter.
#[derive(Serialize)]
struct Payload<T> {
    r#type: WebhookEvent,
    timestamp: String,
    data: T,
}

pub(super) fn payload(
    event: WebhookEvent,
    at: DateTime<Utc>,
    data: impl Serialize,
) -> Result<String> {
    let timestamp = at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let payload = Payload { r#type: event, timestamp, data };
    serde_json::to_string(&payload).map_err(|error| anyhow::Error::new(error).into())
}

#[derive(Serialize)]
struct OrderData<'a> {
    order_id: OrderId,
    order_no: &'a str,
    status: OrderStatus,
    showtime_id: ShowtimeId,
    cinema_id: CinemaId,
}

/// An order came into a state.
pub async fn announce_order(
    app: &App,
    tx: &Tx,
    event: WebhookEvent,
    order: &orders::Model,
    status: OrderStatus,
) -> Result<()> {
    let data = OrderData {
        order_id: order.id,
        order_no: &order.order_no,
        status,
        showtime_id: order.showtime_id,
        cinema_id: order.cinema_id,
    };
    announce(app, tx, event, Some(order.user_id), data).await
}

#[derive(Serialize)]
struct PaymentData<'a> {
    payment_id: PaymentId,
    payment_no: &'a str,
    status: PaymentStatus,
    order_id: OrderId,
    order_no: &'a str,
}

/// The money of a payment came.
pub async fn announce_payment(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    payment: &payments::Model,
) -> Result<()> {
    let data = PaymentData {
        payment_id: payment.id,
        payment_no: &payment.payment_no,
        status: PaymentStatus::Succeeded,
        order_id: order.id,
        order_no: &order.order_no,
    };
    announce(app, tx, WebhookEvent::PaymentSucceeded, Some(order.user_id), data).await
}

#[derive(Serialize)]
struct LockData {
    seat_lock_id: SeatLockId,
    status: SeatLockStatus,
    showtime_id: ShowtimeId,
}

/// Nobody used seats that were held, and their time is over.
pub async fn announce_lock_expired(app: &App, tx: &Tx, lock: &seat_locks::Model) -> Result<()> {
    let data = LockData {
        seat_lock_id: lock.id,
        status: SeatLockStatus::Expired,
        showtime_id: lock.showtime_id,
    };
    announce(app, tx, WebhookEvent::SeatLockExpired, Some(lock.user_id), data).await
}

#[derive(Serialize)]
struct ShowtimeData {
    showtime_id: ShowtimeId,
    cinema_id: CinemaId,
    version: i64,
    status: ShowtimeStatus,
}

/// Showtimes came into the catalogue otherwise than they were: before and after.
pub async fn announce_showtimes(
    app: &App,
    tx: &Tx,
    changed: &[(showtimes::Model, showtimes::Model)],
) -> Result<()> {
    let mut rows = Vec::new();
    for (before, after) in changed {
        if before.status == ShowtimeStatus::Cancelled && after.status == before.status {
            // Told when it was cancelled; what the sync notes afterwards is no news.
            continue;
        }
        let is_cancelled = after.status == ShowtimeStatus::Cancelled;
        let event = if is_cancelled && before.status != ShowtimeStatus::Cancelled {
            WebhookEvent::ShowtimeCancelled
        } else {
            WebhookEvent::ShowtimeChanged
        };
        if app.webhooks.are_for(event) {
            let data = ShowtimeData {
                showtime_id: after.id,
                cinema_id: after.cinema_id,
                version: after.version,
                status: after.status,
            };
            rows.push(row(app, event, None, data)?);
        }
    }
    for rows in rows.chunks(CHUNK) {
        webhook_messages::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

async fn announce(
    app: &App,
    tx: &Tx,
    event: WebhookEvent,
    user_id: Option<UserId>,
    data: impl Serialize,
) -> Result<()> {
    if app.webhooks.are_for(event) {
        let row = row(app, event, user_id, data)?;
        webhook_messages::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn row(
    app: &App,
    event: WebhookEvent,
    user_id: Option<UserId>,
    data: impl Serialize,
) -> Result<webhook_messages::ActiveModel> {
    let now = app.clock.now();
    Ok(webhook_messages::ActiveModel {
        id: Set(app.clock.new_id::<WebhookMessageId>()),
        event: Set(event),
        user_id: Set(user_id),
        payload: Set(payload(event, now, data)?),
        created_at: Set(now),
        spread_at: Set(None),
    })
}
