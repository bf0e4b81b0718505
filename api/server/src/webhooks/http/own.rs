//! A client's own endpoints: scope `webhooks`.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use domain::ids::{DeliveryId, WebhookId};
use domain::oauth::Scope;

use super::{
    CreateWebhook, EditWebhook, ListDeliveries, ListWebhooks, created, delivery_page, webhook_page,
};
use crate::app::App;
use crate::audit::Actor;
use crate::error::{Error, Result};
use crate::http::client_address;
use crate::http::idempotency::{self, EffectId};
use crate::http::json::{BodyDigest, Json, Path, Query};
use crate::http::page::Page;
use crate::identity::Client;
use crate::webhooks::flow::{self, Caller, NewWebhook};
use crate::webhooks::store::{self, Scoped};
use crate::webhooks::views::{self, Delivery, Webhook, WebhookCreated};

fn scoped(client: &Client) -> Result<Scoped> {
    client.require(Scope::Webhooks)?;
    Ok(Scoped::Client(client.row.client_id.clone()))
}

/// A client is no person: the audit log names it in the line's detail.
fn caller(app: &App, client: &Client, request: &HttpRequest) -> Result<Caller> {
    let actor = Actor { id: None, address: client_address(app, request) };
    Ok(Caller { actor, scoped: scoped(client)? })
}

/// List your endpoints.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "list_own_webhooks",
    params(ListWebhooks),
    responses((status = 200, description = "The newest first.",
        body = Page<Webhook>)),
    security(("bearer" = [])),
)]
#[get("/client/webhooks")]
pub async fn list_own_webhooks(
    app: web::Data<App>,
    client: Client,
    query: Query<ListWebhooks>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(webhook_page(&app, &scoped(&client)?, &query).await?))
}

/// Make an endpoint.
///
/// Its secret is shown this once.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "create_own_webhook",
    params(("Idempotency-Key" = Option<String>, Header,
        description = "Repeats are recognised by it, and get the same secret.")),
    request_body = CreateWebhook,
    responses((status = 201, description = "The endpoint and its secret.",
        body = WebhookCreated)),
    security(("bearer" = [])),
)]
#[post("/client/webhooks")]
pub async fn create_own_webhook(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    body: Json<CreateWebhook>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &client, &request)?;
    let digest = body.digest();
    let new = body.into_inner();
    let own = client.row.client_id.clone();
    if new.client_id.is_some_and(|id| id != own) {
        let detail = "A client makes endpoints for itself.";
        return Err(Error::invalid("/client_id", "other", detail));
    }
    let make = |effect: EffectId| {
        let new =
            NewWebhook { id: effect.id(), client_id: Some(own), url: new.url, events: new.events };
        created(&app, flow::create(&app, &caller, new))
    };
    idempotency::run_sealed_if_keyed(&app, &client.row.client_id, &request, digest, make).await
}

/// Read an endpoint.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "get_own_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint.",
        body = Webhook)),
    security(("bearer" = [])),
)]
#[get("/client/webhooks/{id}")]
pub async fn get_own_webhook(
    app: web::Data<App>,
    client: Client,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let row = store::webhook(&app.db, &scoped(&client)?, id.into_inner()).await?;
    Ok(HttpResponse::Ok().json(views::webhook(&app, row).await?))
}

/// Change an endpoint, or turn it off or on.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "edit_own_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    request_body = EditWebhook,
    responses(
        (status = 200, description = "The endpoint as it is now.", body = Webhook),
        (status = 409, description = "stale_write: read it again."),
    ),
    security(("bearer" = [])),
)]
#[patch("/client/webhooks/{id}")]
pub async fn edit_own_webhook(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    id: Path<WebhookId>,
    body: Json<EditWebhook>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &client, &request)?;
    let row = flow::edit(&app, &caller, id.into_inner(), body.into_inner().into()).await?;
    Ok(HttpResponse::Ok().json(views::webhook(&app, row).await?))
}

/// Delete an endpoint and its log.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "delete_own_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    responses((status = 204, description = "It is told nothing more.")),
    security(("bearer" = [])),
)]
#[delete("/client/webhooks/{id}")]
pub async fn delete_own_webhook(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &client, &request)?;
    flow::delete(&app, &caller, id.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Make a new secret.
///
/// The one before it signs as well for 24 hours, so a receiver can change over. No secret ends
/// sooner because another one is made; three sign at most.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "rotate_own_webhook_secret",
    params(
        ("id" = WebhookId, Path, description = "The endpoint."),
        ("Idempotency-Key" = Option<String>, Header,
            description = "Repeats are recognised by it, and get the same secret."),
    ),
    responses(
        (status = 201, description = "The endpoint and its new secret.", body = WebhookCreated),
        (status = 409, description = "webhook_secret_limit: three sign already."),
    ),
    security(("bearer" = [])),
)]
#[post("/client/webhooks/{id}/secrets")]
pub async fn rotate_own_webhook_secret(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &client, &request)?;
    let (id, digest) = (id.into_inner(), BodyDigest::of_nothing());
    let make = |effect: EffectId| created(&app, flow::rotate(&app, &caller, id, effect.id()));
    idempotency::run_sealed_if_keyed(&app, &client.row.client_id, &request, digest, make).await
}

/// List what an endpoint was told.
///
/// Deliveries are kept for 30 days.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "list_own_deliveries",
    params(("id" = WebhookId, Path, description = "The endpoint."), ListDeliveries),
    responses((status = 200, description = "The newest first.",
        body = Page<Delivery>)),
    security(("bearer" = [])),
)]
#[get("/client/webhooks/{id}/deliveries")]
pub async fn list_own_deliveries(
    app: web::Data<App>,
    client: Client,
    id: Path<WebhookId>,
    query: Query<ListDeliveries>,
) -> Result<HttpResponse> {
    let page = delivery_page(&app, &scoped(&client)?, id.into_inner(), &query).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Send a delivery again.
///
/// With the same `webhook-id`, whatever became of it before.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "redeliver_own_delivery",
    params(
        ("id" = WebhookId, Path, description = "The endpoint."),
        ("delivery_id" = DeliveryId, Path, description = "The delivery."),
    ),
    responses((status = 202, description = "It is on its way.",
        body = Delivery)),
    security(("bearer" = [])),
)]
#[post("/client/webhooks/{id}/deliveries/{delivery_id}/redelivery")]
pub async fn redeliver_own_delivery(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    path: Path<(WebhookId, DeliveryId)>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &client, &request)?;
    let (id, delivery_id) = path.into_inner();
    let told = flow::redeliver(&app, &caller, id, delivery_id).await?;
    Ok(HttpResponse::Accepted().json(Delivery::from(told)))
}

/// Send a message of type `webhook.test`.
#[utoipa::path(
    tag = "webhooks",
    operation_id = "test_own_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    responses((status = 202, description = "It is on its way.",
        body = Delivery)),
    security(("bearer" = [])),
)]
#[post("/client/webhooks/{id}/tests")]
pub async fn test_own_webhook(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &client, &request)?;
    let told = flow::test(&app, &caller, id.into_inner()).await?;
    Ok(HttpResponse::Accepted().json(Delivery::from(told)))
}
