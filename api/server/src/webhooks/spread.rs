//! From what happened to who is told: one delivery for each endpoint that may hear of it.

use domain::ids::{DeliveryId, WebhookId, WebhookMessageId};
use domain::webhooks::{DeliveryState, Listener};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use tables::{webhook_deliveries, webhooks};

use super::store;
use crate::app::App;
use crate::error::Result;

/// Messages spread in one transaction.
const BATCH: u64 = 100;

/// Rows of one statement.
const CHUNK: usize = 100;

/// Makes deliveries of what happened. True when there may be more.
pub async fn spread_due(app: &App) -> Result<bool> {
    app.webhooks.refresh(&app.db).await?;
    let fresh = store::fresh(&app.db, BATCH).await?;
    if fresh.is_empty() {
        return Ok(false);
    }
    let endpoints = store::listening(&app.db).await?;
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let (mut rows, mut unheard) = (Vec::new(), Vec::new());
    for (message, client_id) in fresh {
        if !store::take_message(&tx, message.id, now).await? {
            continue;
        }
        let hears = |endpoint: &&webhooks::Model| {
            let listener = Listener {
                client_id: endpoint.client_id.as_deref(),
                events: &endpoint.events.0,
                since: endpoint.created_at,
            };
            listener.hears(message.event, client_id.as_deref(), message.created_at)
        };
        let before = rows.len();
        rows.extend(endpoints.iter().filter(hears).map(|it| delivery(app, it.id, message.id)));
        if rows.len() == before {
            unheard.push(message.id);
        }
    }
    store::forget_messages(&tx, unheard).await?;
    for rows in rows.chunks(CHUNK) {
        webhook_deliveries::Entity::insert_many(rows.to_vec()).exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    app.wake.webhooks.notify_one();
    Ok(true)
}

/// A delivery that is due at once.
pub(super) fn delivery(
    app: &App,
    webhook_id: WebhookId,
    message_id: WebhookMessageId,
) -> webhook_deliveries::ActiveModel {
    let now = app.clock.now();
    webhook_deliveries::ActiveModel {
        id: Set(app.clock.new_id::<DeliveryId>()),
        webhook_id: Set(webhook_id),
        message_id: Set(message_id),
        state: Set(DeliveryState::Pending),
        attempts: Set(0),
        next_attempt_at: Set(Some(now)),
        last_attempt_at: Set(None),
        last_status: Set(None),
        last_latency_ms: Set(None),
        last_error: Set(None),
        created_at: Set(now),
    }
}
