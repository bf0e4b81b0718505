//! `/admin/clients`: third-party clients in administration.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use domain::ids::{ApiClientId, RowId};
use domain::oauth::{ClientKind, Scopes};
use domain::text::LocalizedText;
use serde::Deserialize;
use tables::api_clients;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::clients::{self, Change, NewClient};
use super::store;
use super::views::{ApiClient, ApiClientCreated};
use crate::app::App;
use crate::audit::Actor;
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{BodyDigest, Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{self, Administer, Operator, ReadBooks};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(list_clients)
        .service(create_client)
        .service(get_client)
        .service(edit_client)
        .service(add_client_secret)
        .service(revoke_client_secret);
}

/// Quotas of a client for which nobody said others.
const REQUESTS_PER_MINUTE: i32 = 600;
const ORDERS_PER_DAY: i32 = 1_000;

/// A client to be added.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct CreateApiClient {
    pub name: LocalizedText,
    pub kind: ClientKind,
    /// Where people come back; compared letter by letter, but for the port of 127.0.0.1.
    #[validate(length(max = 10))]
    pub redirect_uris: Vec<String>,
    /// `profile` and `phone` for people who sign in, `booking` and `webhooks` for the client.
    #[validate(length(max = 10))]
    pub scopes: Vec<String>,
    #[validate(range(min = 1, max = 100_000))]
    pub requests_per_minute: Option<i32>,
    #[validate(range(min = 0, max = 1_000_000))]
    pub orders_per_day: Option<i32>,
}

/// What shall be different; what is left out stays.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct EditApiClient {
    pub name: Option<LocalizedText>,
    #[validate(length(max = 10))]
    pub redirect_uris: Option<Vec<String>>,
    #[validate(length(max = 10))]
    pub scopes: Option<Vec<String>>,
    #[validate(range(min = 1, max = 100_000))]
    pub requests_per_minute: Option<i32>,
    #[validate(range(min = 0, max = 1_000_000))]
    pub orders_per_day: Option<i32>,
    /// False ends everything that the client does, at once.
    pub is_enabled: Option<bool>,
    /// As it was read.
    pub revision: i32,
}

/// Which clients to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListClients {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

fn read_scopes(words: &[String]) -> Result<Scopes> {
    Scopes::parse(&words.join(" ")).ok_or_else(|| {
        Error::invalid("/scopes", "scope", "There are profile, phone, booking and webhooks.")
    })
}

async fn show(app: &App, clients: Vec<api_clients::Model>) -> Result<Vec<ApiClient>> {
    let ids: Vec<String> = clients.iter().map(|client| client.client_id.clone()).collect();
    let mut secrets = store::secrets(&app.db, &ids, app.clock.now()).await?;
    let mut shown = Vec::with_capacity(clients.len());
    for client in clients {
        let of_client =
            |secret: &mut tables::api_client_secrets::Model| secret.client_id == client.client_id;
        let own = secrets.extract_if(.., of_client).collect();
        let used = identity::clients::used_today(app, &client.client_id).await?;
        shown.push(ApiClient::of(client, own, used));
    }
    Ok(shown)
}

async fn show_one(app: &App, id: ApiClientId) -> Result<ApiClient> {
    let client = store::client_by_id(&app.db, id).await?.ok_or(Error::NotFound("client"))?;
    show(app, vec![client]).await?.pop().ok_or(Error::NotFound("client"))
}

/// List third-party clients
#[utoipa::path(
    operation_id = "list_clients",
    tag = "admin",
    security(("bearer" = [])),
    params(ListClients),
    responses((status = 200, description = "The oldest first", body = Page<ApiClient>)),
)]
#[get("/admin/clients")]
async fn list_clients(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListClients>,
) -> Result<HttpResponse> {
    let after: Option<ApiClientId> = decode_cursor(query.cursor.as_deref())?;
    let rows = store::clients(&app.db, after, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |row| row.id);
    let items = show(&app, page.items).await?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: page.next_cursor }))
}

/// Add a third-party client
///
/// Its secret is shown this once.
#[utoipa::path(
    operation_id = "create_client",
    tag = "admin",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header,
        description = "Repeats are recognised by it, and get the same secret")),
    request_body = CreateApiClient,
    responses((status = 201, description = "The client and its secret", body = ApiClientCreated)),
)]
#[post("/admin/clients")]
async fn create_client(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    body: Json<CreateApiClient>,
) -> Result<HttpResponse> {
    let digest = body.digest();
    let body = body.into_inner();
    let scopes = read_scopes(&body.scopes)?;
    let actor = Actor::of(&app, administrator.id, &request);
    let (app, actor) = (&app, &actor);
    idempotency::run_sealed_if_keyed(app, administrator.id, &request, digest, |effect| async move {
        let new = NewClient {
            id: effect.id(),
            scopes,
            name: body.name,
            kind: body.kind,
            redirect_uris: body.redirect_uris,
            requests_per_minute: body.requests_per_minute.unwrap_or(REQUESTS_PER_MINUTE),
            orders_per_day: body.orders_per_day.unwrap_or(ORDERS_PER_DAY),
        };
        let (client, client_secret) = clients::create(app, actor, new).await?;
        let client = show_one(app, client.id).await?;
        Ok((StatusCode::CREATED, ApiClientCreated { client, client_secret }))
    })
    .await
}

/// Read a third-party client
#[utoipa::path(
    operation_id = "get_client",
    tag = "admin",
    security(("bearer" = [])),
    params(("id" = ApiClientId, Path, description = "The client")),
    responses((status = 200, description = "The client", body = ApiClient)),
)]
#[get("/admin/clients/{id}")]
async fn get_client(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<ApiClientId>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(show_one(&app, id.into_inner()).await?))
}

/// Change a third-party client
#[utoipa::path(
    operation_id = "edit_client",
    tag = "admin",
    security(("bearer" = [])),
    params(("id" = ApiClientId, Path, description = "The client")),
    request_body = EditApiClient,
    responses(
        (status = 200, description = "The client as it is now", body = ApiClient),
        (status = 409, description = "stale_write"),
    ),
)]
#[patch("/admin/clients/{id}")]
async fn edit_client(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<ApiClientId>,
    body: Json<EditApiClient>,
) -> Result<HttpResponse> {
    let body = body.into_inner();
    let change = Change {
        scopes: body.scopes.as_deref().map(read_scopes).transpose()?,
        name: body.name,
        redirect_uris: body.redirect_uris,
        requests_per_minute: body.requests_per_minute,
        orders_per_day: body.orders_per_day,
        is_enabled: body.is_enabled,
        revision: body.revision,
    };
    let actor = Actor::of(&app, administrator.id, &request);
    clients::edit(&app, &actor, *id, change).await?;
    Ok(HttpResponse::Ok().json(show_one(&app, id.into_inner()).await?))
}

/// Give a client one more secret
///
/// The older ones run out 24 hours later.
#[utoipa::path(
    operation_id = "add_client_secret",
    tag = "admin",
    security(("bearer" = [])),
    params(
        ("id" = ApiClientId, Path, description = "The client"),
        ("Idempotency-Key" = Option<String>, Header,
            description = "Repeats are recognised by it, and get the same secret"),
    ),
    responses(
        (status = 201, description = "The client and the new secret", body = ApiClientCreated),
        (status = 422, description = "A public client has none"),
    ),
)]
#[post("/admin/clients/{id}/secrets")]
async fn add_client_secret(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<ApiClientId>,
) -> Result<HttpResponse> {
    let actor = Actor::of(&app, administrator.id, &request);
    let (app, actor, id) = (&app, &actor, id.into_inner());
    let digest = BodyDigest::of_nothing();
    idempotency::run_sealed_if_keyed(app, administrator.id, &request, digest, |effect| async move {
        let secret = clients::add_secret(app, actor, id, effect.id()).await?;
        let client = show_one(app, id).await?;
        Ok((StatusCode::CREATED, ApiClientCreated { client, client_secret: Some(secret) }))
    })
    .await
}

/// Believe a secret no longer
///
/// Tokens that were given for it are not good any more either.
#[utoipa::path(
    operation_id = "revoke_client_secret",
    tag = "admin",
    security(("bearer" = [])),
    params(
        ("id" = ApiClientId, Path, description = "The client"),
        ("secret_id" = RowId, Path, description = "The secret"),
    ),
    responses((status = 204, description = "It opens nothing any more")),
)]
#[delete("/admin/clients/{id}/secrets/{secret_id}")]
async fn revoke_client_secret(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(ApiClientId, RowId)>,
) -> Result<HttpResponse> {
    let (id, secret) = path.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    clients::revoke_secret(&app, &actor, id, secret).await?;
    Ok(HttpResponse::NoContent().finish())
}
