//! Everybody's endpoints, for administrators; auditors look.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use domain::ids::{DeliveryId, WebhookId};

use super::{
    CreateWebhook, EditWebhook, ListDeliveries, ListWebhooks, created, delivery_page, webhook_page,
};
use crate::app::App;
use crate::audit::Actor;
use crate::error::Result;
use crate::http::idempotency::{self, EffectId};
use crate::http::json::{BodyDigest, Json, Path, Query};
use crate::http::page::Page;
use crate::identity::{Administer, Operator, ReadBooks};
use crate::webhooks::flow::{self, Caller, NewWebhook};
use crate::webhooks::store::{self, Scoped};
use crate::webhooks::views::{self, Delivery, Webhook, WebhookCreated};

fn caller(app: &App, person: &Operator<Administer>, request: &HttpRequest) -> Caller {
    Caller { actor: Actor::of(app, person.id, request), scoped: Scoped::All }
}

/// List the endpoints.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_webhooks",
    params(ListWebhooks),
    responses((status = 200, description = "The newest first.",
        body = Page<Webhook>)),
    security(("bearer" = [])),
)]
#[get("/admin/webhooks")]
pub async fn list_webhooks(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListWebhooks>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(webhook_page(&app, &Scoped::All, &query).await?))
}

/// Make an endpoint.
///
/// Its secret is shown this once.
#[utoipa::path(
    tag = "admin",
    operation_id = "create_webhook",
    params(("Idempotency-Key" = Option<String>, Header,
        description = "Repeats are recognised by it, and get the same secret.")),
    request_body = CreateWebhook,
    responses((status = 201, description = "The endpoint and its secret.",
        body = WebhookCreated)),
    security(("bearer" = [])),
)]
#[post("/admin/webhooks")]
pub async fn create_webhook(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    body: Json<CreateWebhook>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &administrator, &request);
    let digest = body.digest();
    let new = body.into_inner();
    let make = |effect: EffectId| {
        let new = NewWebhook {
            id: effect.id(),
            client_id: new.client_id,
            url: new.url,
            events: new.events,
        };
        created(&app, flow::create(&app, &caller, new))
    };
    idempotency::run_sealed_if_keyed(&app, administrator.id, &request, digest, make).await
}

/// Read an endpoint.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint.",
        body = Webhook)),
    security(("bearer" = [])),
)]
#[get("/admin/webhooks/{id}")]
pub async fn get_webhook(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let row = store::webhook(&app.db, &Scoped::All, id.into_inner()).await?;
    Ok(HttpResponse::Ok().json(views::webhook(&app, row).await?))
}

/// Change an endpoint, or turn it off or on.
#[utoipa::path(
    tag = "admin",
    operation_id = "edit_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    request_body = EditWebhook,
    responses(
        (status = 200, description = "The endpoint as it is now.", body = Webhook),
        (status = 409, description = "stale_write: read it again."),
    ),
    security(("bearer" = [])),
)]
#[patch("/admin/webhooks/{id}")]
pub async fn edit_webhook(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<WebhookId>,
    body: Json<EditWebhook>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &administrator, &request);
    let row = flow::edit(&app, &caller, id.into_inner(), body.into_inner().into()).await?;
    Ok(HttpResponse::Ok().json(views::webhook(&app, row).await?))
}

/// Delete an endpoint and its log.
#[utoipa::path(
    tag = "admin",
    operation_id = "delete_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    responses((status = 204, description = "It is told nothing more.")),
    security(("bearer" = [])),
)]
#[delete("/admin/webhooks/{id}")]
pub async fn delete_webhook(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &administrator, &request);
    flow::delete(&app, &caller, id.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Make a new secret.
///
/// The one before it signs as well for 24 hours, so a receiver can change over. No secret ends
/// sooner because another one is made; three sign at most.
#[utoipa::path(
    tag = "admin",
    operation_id = "rotate_webhook_secret",
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
#[post("/admin/webhooks/{id}/secrets")]
pub async fn rotate_webhook_secret(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &administrator, &request);
    let (id, digest) = (id.into_inner(), BodyDigest::of_nothing());
    let make = |effect: EffectId| created(&app, flow::rotate(&app, &caller, id, effect.id()));
    idempotency::run_sealed_if_keyed(&app, administrator.id, &request, digest, make).await
}

/// List what an endpoint was told.
///
/// Deliveries are kept for 30 days.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_deliveries",
    params(("id" = WebhookId, Path, description = "The endpoint."), ListDeliveries),
    responses((status = 200, description = "The newest first.",
        body = Page<Delivery>)),
    security(("bearer" = [])),
)]
#[get("/admin/webhooks/{id}/deliveries")]
pub async fn list_deliveries(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<WebhookId>,
    query: Query<ListDeliveries>,
) -> Result<HttpResponse> {
    let page = delivery_page(&app, &Scoped::All, id.into_inner(), &query).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Send a delivery again.
///
/// With the same `webhook-id`, whatever became of it before.
#[utoipa::path(
    tag = "admin",
    operation_id = "redeliver_delivery",
    params(
        ("id" = WebhookId, Path, description = "The endpoint."),
        ("delivery_id" = DeliveryId, Path, description = "The delivery."),
    ),
    responses((status = 202, description = "It is on its way.",
        body = Delivery)),
    security(("bearer" = [])),
)]
#[post("/admin/webhooks/{id}/deliveries/{delivery_id}/redelivery")]
pub async fn redeliver_delivery(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(WebhookId, DeliveryId)>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &administrator, &request);
    let (id, delivery_id) = path.into_inner();
    let told = flow::redeliver(&app, &caller, id, delivery_id).await?;
    Ok(HttpResponse::Accepted().json(Delivery::from(told)))
}

/// Send a message of type `webhook.test`.
#[utoipa::path(
    tag = "admin",
    operation_id = "test_webhook",
    params(("id" = WebhookId, Path, description = "The endpoint.")),
    responses((status = 202, description = "It is on its way.",
        body = Delivery)),
    security(("bearer" = [])),
)]
#[post("/admin/webhooks/{id}/tests")]
pub async fn test_webhook(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<WebhookId>,
) -> Result<HttpResponse> {
    let caller = caller(&app, &administrator, &request);
    let told = flow::test(&app, &caller, id.into_inner()).await?;
    Ok(HttpResponse::Accepted().json(Delivery::from(told)))
}
