//! Endpoints over the API: the same nine operations for administrators and for clients.

mod admin;
mod own;

use actix_web::http::StatusCode;
use domain::ids::{DeliveryId, WebhookId};
use domain::webhooks::{DeliveryState, WebhookEvent};
use serde::Deserialize;
use tables::webhooks;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;
use zeroize::Zeroizing;

use super::flow::Change;
use super::store::{self, Scoped};
use super::views::{self, Delivery, Webhook, WebhookCreated};
use crate::app::App;
use crate::error::Result;
use crate::http::page::{Limit, Page, decode_cursor};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(admin::list_webhooks)
        .service(admin::create_webhook)
        .service(admin::get_webhook)
        .service(admin::edit_webhook)
        .service(admin::delete_webhook)
        .service(admin::rotate_webhook_secret)
        .service(admin::list_deliveries)
        .service(admin::redeliver_delivery)
        .service(admin::test_webhook)
        .service(own::list_own_webhooks)
        .service(own::create_own_webhook)
        .service(own::get_own_webhook)
        .service(own::edit_own_webhook)
        .service(own::delete_own_webhook)
        .service(own::rotate_own_webhook_secret)
        .service(own::list_own_deliveries)
        .service(own::redeliver_own_delivery)
        .service(own::test_own_webhook);
}

/// An address that shall be told of what happens.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct CreateWebhook {
    /// Whose it shall be. An administrator leaves it out for one of the platform's own, which hears
    /// of everything; a client need not name itself.
    #[validate(length(min = 1, max = 100))]
    pub client_id: Option<String>,
    /// Begins with `https://` and leads to the open internet; in a demo also to the same machine.
    #[validate(length(min = 1, max = 500))]
    pub url: String,
    #[validate(length(min = 1, max = 20))]
    pub events: Vec<WebhookEvent>,
}

/// What shall be different; what is left out stays.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct EditWebhook {
    #[validate(length(min = 1, max = 500))]
    pub url: Option<String>,
    #[validate(length(min = 1, max = 20))]
    pub events: Option<Vec<WebhookEvent>>,
    /// Turning it on again sends what waited.
    pub is_enabled: Option<bool>,
    /// As it was read; 409 `stale_write` when somebody else was faster.
    pub revision: i64,
}

impl From<EditWebhook> for Change {
    fn from(edit: EditWebhook) -> Self {
        let EditWebhook { url, events, is_enabled, revision } = edit;
        Self { url, events, is_enabled, revision }
    }
}

/// Which endpoints to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListWebhooks {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// Which deliveries to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListDeliveries {
    pub state: Option<DeliveryState>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

async fn webhook_page(app: &App, scoped: &Scoped, query: &ListWebhooks) -> Result<Page<Webhook>> {
    let before: Option<WebhookId> = decode_cursor(query.cursor.as_deref())?;
    let rows = store::page(&app.db, scoped, before, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |row| row.id);
    let (items, next_cursor) = (views::webhooks(app, page.items).await?, page.next_cursor);
    Ok(Page { items, next_cursor })
}

async fn delivery_page(
    app: &App,
    scoped: &Scoped,
    id: WebhookId,
    query: &ListDeliveries,
) -> Result<Page<Delivery>> {
    let before: Option<DeliveryId> = decode_cursor(query.cursor.as_deref())?;
    let endpoint = store::webhook(&app.db, scoped, id).await?;
    let limit = query.limit.plus_one();
    let rows = store::deliveries(&app.db, endpoint.id, query.state, before, limit).await?;
    Ok(Page::cut(rows, query.limit, |(row, _)| row.id).map(Delivery::from))
}

/// The answer that shows a secret, this once.
async fn created(
    app: &App,
    made: impl Future<Output = Result<(webhooks::Model, Zeroizing<String>)>>,
) -> Result<(StatusCode, WebhookCreated)> {
    let (row, secret) = made.await?;
    let webhook = views::webhook(app, row).await?;
    Ok((StatusCode::CREATED, WebhookCreated { webhook, secret: secret.to_string() }))
}
