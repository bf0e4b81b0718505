//! Making and changing endpoints, and sending again by hand. Each change and its line in the audit
//! log are one transaction.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{DeliveryId, RowId, WebhookId, WebhookMessageId};
use domain::webhooks::{
    DeliveryState, DisabledReason, OLD_SECRET_SIGNS, WebhookEvent, WebhookEvents,
};
use gateways::webhook::{check_url, secret_text};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{api_clients, webhook_deliveries, webhook_messages, webhook_secrets, webhooks};
use zeroize::Zeroizing;

use super::store::{self, Scoped, Told};
use super::{announce, deliver, spread};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Refusal, Result};
use crate::http::problem::ProblemCode;

/// Endpoints that one client may have.
const MAX_OF_CLIENT: u64 = 5;
/// Endpoints of the platform's own.
const MAX_OF_PLATFORM: u64 = 20;

/// Bytes of a secret.
const SECRET_LENGTH: usize = 32;

/// Secrets that sign at the same time: the newest, the one that the receiver knows, and one whose
/// answer was lost.
const MAX_SECRETS: usize = 3;

/// Letters of a secret that everybody may see.
const HINT_LENGTH: usize = 4;

/// Somebody who may change endpoints.
pub struct Caller {
    pub actor: Actor,
    pub scoped: Scoped,
}

impl Caller {
    /// The line in the audit log for what is about to be done.
    async fn note(
        &self,
        app: &App,
        tx: &Tx,
        action: &str,
        id: WebhookId,
        mut detail: Value,
    ) -> Result<()> {
        if let (Scoped::Client(client_id), Some(detail)) = (&self.scoped, detail.as_object_mut()) {
            detail.insert("by_client".to_owned(), json!(client_id));
        }
        audit::record(app, tx, &self.actor, action, &id.to_string(), detail).await
    }
}

/// What an endpoint shall be.
pub struct NewWebhook {
    /// The same when the same request is repeated.
    pub id: WebhookId,
    pub client_id: Option<String>,
    pub url: String,
    pub events: Vec<WebhookEvent>,
}

/// What shall be different; what is left out stays.
#[derive(Default)]
pub struct Change {
    pub url: Option<String>,
    pub events: Option<Vec<WebhookEvent>>,
    pub is_enabled: Option<bool>,
    /// As the caller read it.
    pub revision: i64,
}

/// Makes an endpoint. Its secret comes along and is not shown again.
pub async fn create(
    app: &App,
    caller: &Caller,
    new: NewWebhook,
) -> Result<(webhooks::Model, Zeroizing<String>)> {
    let url = checked_url(app, &new.url)?;
    let events = checked_events(new.events)?;
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    if let Some(repeated) = webhooks::Entity::find_by_id(new.id).one(&tx).await? {
        // It was made, and its answer lost.
        let first = store::secrets(&tx, [repeated.id], now).await?.pop();
        let secret = read_secret(app, &first.ok_or(Error::NotFound("secret"))?)?;
        return Ok((repeated, secret));
    }
    if let Some(client_id) = &new.client_id {
        let known = api_clients::Column::ClientId.eq(client_id.as_str());
        if api_clients::Entity::find().filter(known).one(&tx).await?.is_none() {
            return Err(Error::invalid("/client_id", "unknown", "There is no such client."));
        }
    }
    let limit = if new.client_id.is_some() { MAX_OF_CLIENT } else { MAX_OF_PLATFORM };
    if store::count(&tx, new.client_id.as_deref()).await? >= limit {
        let detail = format!("No more than {limit} endpoints; delete one first.");
        return Err(Error::refused(ProblemCode::WebhookLimit, detail));
    }
    let row = webhooks::Model {
        id: new.id,
        client_id: new.client_id,
        url,
        events: WebhookEvents(events),
        is_enabled: true,
        disabled_reason: None,
        failing_since: None,
        revision: 1,
        created_at: now,
    };
    let model = webhooks::ActiveModel::from(row.clone());
    webhooks::Entity::insert(model).exec_without_returning(&tx).await?;
    let secret = add_secret(app, &tx, row.id, app.clock.new_id()).await?;
    let detail = json!({ "url": row.url, "events": row.events, "client_id": row.client_id });
    caller.note(app, &tx, "create_webhook", row.id, detail).await?;
    tx.commit().await?;
    app.webhooks.refresh(&app.db).await?;
    Ok((row, secret))
}

fn checked_url(app: &App, url: &str) -> Result<String> {
    let reach = app.gateways.webhooks.reach();
    let checked = check_url(url, reach).map_err(|fault| {
        let mut detail = fault.to_string();
        detail.push('.');
        Error::invalid("/url", "url", detail)
    })?;
    Ok(checked.into())
}

fn checked_events(mut events: Vec<WebhookEvent>) -> Result<Vec<WebhookEvent>> {
    events.sort_unstable();
    events.dedup();
    if events.is_empty() {
        return Err(Error::invalid("/events", "empty", "Choose at least one event."));
    }
    if events.iter().any(|event| !event.may_be_chosen()) {
        let detail = "This event is sent by hand and not subscribed to.";
        return Err(Error::invalid("/events", "not_chosen", detail));
    }
    Ok(events)
}

async fn add_secret(
    app: &App,
    tx: &Tx,
    webhook_id: WebhookId,
    id: RowId,
) -> Result<Zeroizing<String>> {
    let bytes = Zeroizing::new(crate::keys::random::<SECRET_LENGTH>()?);
    let text = secret_text(bytes.as_ref());
    // The padding says nothing, so the hint is what stands before it.
    let hint = text.trim_end_matches('=').chars().rev().take(HINT_LENGTH).collect::<Vec<_>>();
    let row = webhook_secrets::ActiveModel {
        id: Set(id),
        webhook_id: Set(webhook_id),
        sealed: Set(app.keys.vault().seal(&deliver::purpose(id), bytes.as_ref())?),
        hint: Set(hint.into_iter().rev().collect()),
        created_at: Set(app.clock.now()),
        expires_at: Set(None),
    };
    webhook_secrets::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(text)
}

/// A secret that was made, for whoever did not get the answer.
fn read_secret(app: &App, row: &webhook_secrets::Model) -> Result<Zeroizing<String>> {
    let bytes = app.keys.vault().open(&deliver::purpose(row.id), &row.sealed)?;
    Ok(secret_text(&Zeroizing::new(bytes)))
}

/// Changes an endpoint. Turning it on again forgets why it was off.
pub async fn edit(
    app: &App,
    caller: &Caller,
    id: WebhookId,
    change: Change,
) -> Result<webhooks::Model> {
    use webhooks::Column;
    let url = change.url.map(|url| checked_url(app, &url)).transpose()?;
    let events = change.events.map(checked_events).transpose()?;
    let tx = app.db.begin().await?;
    let before = store::webhook(&tx, &caller.scoped, id).await?;
    let detail = json!({ "url": url, "events": events, "is_enabled": change.is_enabled });
    let mut update = webhooks::Entity::update_many()
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Revision.eq(change.revision));
    if let Some(url) = url {
        update = update.col_expr(Column::Url, Expr::value(url));
    }
    let row = webhooks::ActiveModel {
        events: Set(WebhookEvents(events.unwrap_or(before.events.0))),
        ..Default::default()
    };
    update = update.set(row);
    if let Some(is_enabled) = change.is_enabled {
        update = update
            .col_expr(Column::IsEnabled, Expr::value(is_enabled))
            .col_expr(Column::DisabledReason, Expr::value(None::<DisabledReason>))
            .col_expr(Column::FailingSince, Expr::value(None::<DateTime<Utc>>));
    }
    if update.exec(&tx).await?.rows_affected == 0 {
        return Err(Error::Stale);
    }
    caller.note(app, &tx, "edit_webhook", id, detail).await?;
    let after = store::webhook(&tx, &caller.scoped, id).await?;
    tx.commit().await?;
    app.webhooks.refresh(&app.db).await?;
    // What waited while it was off is due.
    app.wake.webhooks.notify_one();
    Ok(after)
}

/// Removes an endpoint and its log.
pub async fn delete(app: &App, caller: &Caller, id: WebhookId) -> Result<()> {
    let tx = app.db.begin().await?;
    let row = store::webhook(&tx, &caller.scoped, id).await?;
    store::delete(&tx, id).await?;
    caller.note(app, &tx, "delete_webhook", id, json!({ "url": row.url })).await?;
    tx.commit().await?;
    app.webhooks.refresh(&app.db).await
}

/// Makes a new secret. The one before it signs for a day more, and so does each that runs out
/// already: an end is never moved, so that somebody who asks again, because the answer was lost,
/// does not end what the receiver knows.
///
/// # Errors
/// `webhook_secret_limit` while as many are good as may be.
pub async fn rotate(
    app: &App,
    caller: &Caller,
    id: WebhookId,
    secret_id: RowId,
) -> Result<(webhooks::Model, Zeroizing<String>)> {
    use webhook_secrets::Column;
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let row = store::webhook(&tx, &caller.scoped, id).await?;
    store::take(&tx, id).await?;
    let live = store::secrets(&tx, [id], now).await?;
    if let Some(repeated) = live.iter().find(|secret| secret.id == secret_id) {
        return Ok((row, read_secret(app, repeated)?));
    }
    if live.len() >= MAX_SECRETS {
        let ends = live.iter().filter_map(|secret| secret.expires_at).min();
        let wait = ends.map_or(1, |end| (end - now).num_seconds() + 1);
        let detail = format!("No more than {MAX_SECRETS} secrets sign at once; the oldest ends.");
        let refusal = Refusal::new(ProblemCode::WebhookSecretLimit, detail);
        return Err(refusal.retry_after(u32::try_from(wait).unwrap_or(1)).into());
    }
    webhook_secrets::Entity::update_many()
        .col_expr(Column::ExpiresAt, Expr::value(now + OLD_SECRET_SIGNS))
        .filter(Column::WebhookId.eq(id))
        .filter(Column::ExpiresAt.is_null())
        .exec(&tx)
        .await?;
    let secret = add_secret(app, &tx, id, secret_id).await?;
    caller.note(app, &tx, "rotate_webhook_secret", id, json!({})).await?;
    tx.commit().await?;
    Ok((row, secret))
}

/// Sends a delivery again from the start, whatever became of it.
pub async fn redeliver(
    app: &App,
    caller: &Caller,
    id: WebhookId,
    delivery_id: DeliveryId,
) -> Result<Told> {
    use webhook_deliveries::Column;
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    refuse_disabled(&store::webhook(&tx, &caller.scoped, id).await?)?;
    store::delivery(&tx, id, delivery_id).await?;
    webhook_deliveries::Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Pending))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .filter(Column::Id.eq(delivery_id))
        .exec(&tx)
        .await?;
    let detail = json!({ "delivery_id": delivery_id });
    caller.note(app, &tx, "redeliver_webhook", id, detail).await?;
    let told = store::delivery(&tx, id, delivery_id).await?;
    tx.commit().await?;
    app.wake.webhooks.notify_one();
    Ok(told)
}

/// Sends a message that says nothing, so that a receiver can be tried.
pub async fn test(app: &App, caller: &Caller, id: WebhookId) -> Result<Told> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    refuse_disabled(&store::webhook(&tx, &caller.scoped, id).await?)?;
    let message_id: WebhookMessageId = app.clock.new_id();
    let event = WebhookEvent::Test;
    let message = webhook_messages::ActiveModel {
        id: Set(message_id),
        event: Set(event),
        user_id: Set(None),
        payload: Set(announce::payload(event, now, json!({ "webhook_id": id }))?),
        created_at: Set(now),
        // It is for this endpoint alone.
        spread_at: Set(Some(now)),
    };
    webhook_messages::Entity::insert(message).exec_without_returning(&tx).await?;
    let delivery = spread::delivery(app, id, message_id);
    let delivery = webhook_deliveries::Entity::insert(delivery).exec_with_returning(&tx).await?;
    caller.note(app, &tx, "test_webhook", id, json!({})).await?;
    let told = store::delivery(&tx, id, delivery.id).await?;
    tx.commit().await?;
    app.wake.webhooks.notify_one();
    Ok(told)
}

fn refuse_disabled(endpoint: &webhooks::Model) -> Result<()> {
    if endpoint.is_enabled {
        return Ok(());
    }
    let detail = "The endpoint is turned off. Turn it on first.";
    Err(Error::refused(ProblemCode::WebhookDisabled, detail))
}
