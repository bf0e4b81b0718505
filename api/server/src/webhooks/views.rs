//! Endpoints and deliveries as the API shows them.

use chrono::{DateTime, Utc};
use domain::ids::{DeliveryId, RowId, WebhookId};
use domain::webhooks::{DeliveryState, DisabledReason, WebhookEvent};
use serde::Serialize;
use tables::{webhook_secrets, webhooks};
use utoipa::ToSchema;

use super::deliver::message_name;
use super::store::{self, Told};
use crate::app::App;
use crate::error::Result;

/// A secret that signs; the secret itself is shown once, when it is made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookSecret {
    pub id: RowId,
    /// Its last letters.
    pub hint: String,
    pub created_at: DateTime<Utc>,
    /// It signs until then; null for the newest.
    pub expires_at: Option<DateTime<Utc>>,
}

/// An address that is told of what happens.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Webhook {
    pub id: WebhookId,
    /// Whose it is; null for the platform's own administrators, who hear of everything.
    pub client_id: Option<String>,
    pub url: String,
    pub events: Vec<WebhookEvent>,
    pub is_enabled: bool,
    /// Why the platform turned it off: `gone` or `failing`. Null when a person did, or nobody.
    #[schema(value_type = Option<String>)]
    pub disabled_reason: Option<DisabledReason>,
    /// When the failures began that no success has followed.
    pub failing_since: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    /// The newest first; every one of them signs.
    pub secrets: Vec<WebhookSecret>,
    /// Deliveries that are still to come.
    pub pending: i64,
    /// Give it back with a change.
    pub revision: i64,
}

/// An endpoint with its new secret, which is not shown again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookCreated {
    pub webhook: Webhook,
    /// `whsec_` and base64 of the bytes that sign.
    pub secret: String,
}

/// One message for one endpoint.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Delivery {
    pub id: DeliveryId,
    /// The header `webhook-id`: the same however often the message is sent.
    pub message_id: String,
    pub event: WebhookEvent,
    pub created_at: DateTime<Utc>,
    pub state: DeliveryState,
    /// Since it was last begun.
    pub attempts: i32,
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub last_attempt_at: Option<DateTime<Utc>>,
    /// Null when there was no answer.
    pub last_status: Option<i32>,
    pub last_latency_ms: Option<i64>,
    pub last_error: Option<String>,
    /// The body, byte for byte.
    pub payload: String,
}

impl From<Told> for Delivery {
    fn from((delivery, message): Told) -> Self {
        Self {
            id: delivery.id,
            message_id: message_name(message.id),
            event: message.event,
            created_at: delivery.created_at,
            state: delivery.state,
            attempts: delivery.attempts,
            next_attempt_at: delivery.next_attempt_at,
            last_attempt_at: delivery.last_attempt_at,
            last_status: delivery.last_status,
            last_latency_ms: delivery.last_latency_ms,
            last_error: delivery.last_error,
            payload: message.payload,
        }
    }
}

impl From<&webhook_secrets::Model> for WebhookSecret {
    fn from(row: &webhook_secrets::Model) -> Self {
        let (id, hint) = (row.id, row.hint.clone());
        Self { id, hint, created_at: row.created_at, expires_at: row.expires_at }
    }
}

/// Endpoints with what belongs to them.
pub async fn webhooks(app: &App, rows: Vec<webhooks::Model>) -> Result<Vec<Webhook>> {
    let ids: Vec<WebhookId> = rows.iter().map(|row| row.id).collect();
    let secrets = store::secrets(&app.db, ids.iter().copied(), app.clock.now()).await?;
    let pending = store::pending(&app.db, ids).await?;
    let show = |row: webhooks::Model| Webhook {
        secrets: secrets.iter().filter(|it| it.webhook_id == row.id).map(Into::into).collect(),
        pending: pending.get(&row.id).copied().unwrap_or_default(),
        id: row.id,
        client_id: row.client_id,
        url: row.url,
        events: row.events.0,
        is_enabled: row.is_enabled,
        disabled_reason: row.disabled_reason,
        failing_since: row.failing_since,
        created_at: row.created_at,
        revision: row.revision,
    };
    Ok(rows.into_iter().map(show).collect())
}

/// One endpoint.
pub async fn webhook(app: &App, row: webhooks::Model) -> Result<Webhook> {
    let shown = webhooks(app, vec![row]).await?.pop();
    shown.ok_or(crate::error::Error::NotFound("webhook"))
}
