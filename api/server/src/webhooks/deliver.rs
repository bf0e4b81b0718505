//! Delivering: taken for one attempt, sent, recorded, each in a transaction of its own.
//!
//! A process that dies between sending and recording sends again: the receiver knows the message by
//! its identifier. An attempt that nobody recorded counts as lost after [`LOST_AFTER`].

use chrono::{DateTime, Duration, Utc};
use domain::ids::{DeliveryId, WebhookId, WebhookMessageId};
use domain::webhooks::{
    Attempt, DeliveryState, DisabledReason, EndpointAfter, Next, after_attempt, endpoint_after,
};
use gateways::webhook::{Message, Report};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use sha2::{Digest, Sha256};
use tables::{webhook_deliveries, webhook_messages, webhook_secrets, webhooks};
use zeroize::Zeroizing;

use super::store;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::fault;
use crate::lanes::{self, Busy, Due, Source};

/// An attempt takes fifteen seconds at most.
const LOST_AFTER: Duration = Duration::seconds(60);

/// Letters of an error that the log keeps.
const MAX_ERROR: usize = 300;

struct DueDeliveries<'a>(&'a App);

impl Source for DueDeliveries<'_> {
    type Id = DeliveryId;
    type Lane = WebhookId;

    const PLACES_OF_LANE: usize = 4;

    async fn due(
        &self,
        busy: &Busy<DeliveryId, WebhookId>,
        limit: usize,
    ) -> Result<Vec<Due<DeliveryId, WebhookId>>> {
        store::due(&self.0.db, self.0.clock.now(), busy, limit).await
    }

    async fn handle(&self, id: DeliveryId) -> Result<()> {
        attempt(self.0, id).await
    }
}

/// Sends what is due. True when there was anything.
pub async fn deliver_due(app: &App) -> Result<bool> {
    lanes::work_off(app, Some(&app.wake.webhooks), &DueDeliveries(app)).await
}

/// How messages are called on the wire.
pub(super) fn message_name(id: WebhookMessageId) -> String {
    format!("msg_{}", id.0.simple())
}

async fn attempt(app: &App, id: DeliveryId) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    if !store::take_delivery(&tx, id, now, now + LOST_AFTER).await? {
        return Ok(());
    }
    let delivery = webhook_deliveries::Entity::find_by_id(id).one(&tx).await?;
    let delivery = delivery.ok_or(Error::Stale)?;
    let endpoint = webhooks::Entity::find_by_id(delivery.webhook_id).one(&tx).await?;
    let message = webhook_messages::Entity::find_by_id(delivery.message_id).one(&tx).await?;
    let (Some(endpoint), Some(said)) = (endpoint, message) else {
        return Err(Error::Stale);
    };
    let secrets = store::secrets(&tx, [endpoint.id], now).await?;
    tx.commit().await?;
    let secrets = open(app, &secrets)?;
    let name = message_name(said.id);
    let message = Message { id: &name, at: now, body: &said.payload };
    let report = app.gateways.webhooks.send(&endpoint.url, &message, &secrets).await;
    fault::point("webhook_answered");
    record(app, &delivery, &endpoint, &report).await
}

/// What a secret is sealed for.
pub(super) fn purpose(id: impl std::fmt::Display) -> String {
    format!("webhook:{id}")
}

fn open(app: &App, secrets: &[webhook_secrets::Model]) -> Result<Vec<Zeroizing<Vec<u8>>>> {
    let vault = app.keys.vault();
    let open = |secret: &webhook_secrets::Model| {
        Ok(Zeroizing::new(vault.open(&purpose(secret.id), &secret.sealed)?))
    };
    secrets.iter().map(open).collect()
}

fn judge(report: &Report) -> Attempt {
    match report.status {
        Some(200..=299) => Attempt::Accepted,
        Some(410) => Attempt::Gone,
        Some(429 | 503) => Attempt::Failed { retry_after: report.retry_after },
        _ => Attempt::Failed { retry_after: None },
    }
}

/// The same delivery and attempt give the same chance, so that a wait can be told beforehand.
fn chance(delivery: &webhook_deliveries::Model) -> u64 {
    let digest = Sha256::new()
        .chain_update(delivery.id.0.as_bytes())
        .chain_update(delivery.attempts.to_be_bytes())
        .finalize();
    digest.iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

async fn record(
    app: &App,
    delivery: &webhook_deliveries::Model,
    endpoint: &webhooks::Model,
    report: &Report,
) -> Result<()> {
    use webhook_deliveries::Column;
    let now = app.clock.now();
    let attempt = judge(report);
    let attempts = u32::try_from(delivery.attempts).unwrap_or_default();
    let (state, next_attempt_at) = match after_attempt(attempt, attempts, chance(delivery), now) {
        Next::Done => (DeliveryState::Delivered, None),
        Next::TryAgain(at) => (DeliveryState::Pending, Some(at)),
        Next::GiveUp => (DeliveryState::Failed, None),
    };
    let error = report.error.as_ref().map(|why| why.chars().take(MAX_ERROR).collect());
    let change = webhook_deliveries::ActiveModel {
        state: Set(state),
        next_attempt_at: Set(next_attempt_at),
        last_status: Set(report.status.map(i32::from)),
        last_latency_ms: Set(Some(report.latency_ms)),
        last_error: Set(error),
        ..Default::default()
    };
    let outcome = if attempt == Attempt::Accepted { "accepted" } else { "failed" };
    metrics::counter!("marquee_webhook_attempts_total", "outcome" => outcome).increment(1);
    let tx = app.db.begin().await?;
    let updated = webhook_deliveries::Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(delivery.id))
        .filter(Column::State.eq(DeliveryState::Pending))
        // Somebody who begun it anew meanwhile is not overruled by an old answer.
        .filter(Column::Attempts.eq(delivery.attempts))
        .exec(&tx)
        .await?;
    if updated.rows_affected == 1 {
        record_endpoint(app, &tx, endpoint, attempt, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn record_endpoint(
    app: &App,
    tx: &database::Tx,
    endpoint: &webhooks::Model,
    attempt: Attempt,
    now: DateTime<Utc>,
) -> Result<()> {
    use webhooks::Column;
    let this = webhooks::Entity::update_many().filter(Column::Id.eq(endpoint.id));
    match endpoint_after(attempt, endpoint.failing_since, now) {
        EndpointAfter::Well => {
            this.col_expr(Column::FailingSince, Expr::value(None::<DateTime<Utc>>))
                .filter(Column::FailingSince.is_not_null())
                .exec(tx)
                .await?;
        }
        EndpointAfter::FailingSince(since) => {
            this.col_expr(Column::FailingSince, Expr::value(since))
                .filter(Column::FailingSince.is_null())
                .exec(tx)
                .await?;
        }
        EndpointAfter::Disabled(reason) => {
            let updated = this
                .col_expr(Column::IsEnabled, Expr::value(false))
                .col_expr(Column::DisabledReason, Expr::value(reason))
                .col_expr(Column::Revision, Expr::value(endpoint.revision.saturating_add(1)))
                .filter(Column::IsEnabled.eq(true))
                .filter(Column::Revision.eq(endpoint.revision))
                .exec(tx)
                .await?;
            if updated.rows_affected == 1 {
                note_disabled(app, tx, endpoint, reason).await?;
            }
        }
    }
    Ok(())
}

async fn note_disabled(
    app: &App,
    tx: &database::Tx,
    endpoint: &webhooks::Model,
    reason: DisabledReason,
) -> Result<()> {
    tracing::warn!(webhook = %endpoint.id, %reason, "an endpoint was turned off");
    let detail = json!({ "reason": reason, "client_id": endpoint.client_id });
    let target = endpoint.id.to_string();
    audit::record(app, tx, &Actor::platform(), "disable_webhook", &target, detail).await
}
