//! Cinemas' ticketing systems in administration: registering, changing, keys, fetching now.
//!
//! Every change stands in the audit log with what was asked for, written in the same transaction.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use domain::ids::CinemaId;
use domain::money::Money;
use domain::text::LocalizedText;
use gateways::cinema::BreakerState as Breaker;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::{cinema_keys, cinema_systems};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::address::refuse_private;
use crate::app::App;
use crate::audit::{self, Actor, Note};
use crate::cinemas::{self, Limits, NewSystem, SystemChange};
use crate::error::{Error, Result};
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};

/// Which ticketing system a cinema has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GatewayKind {
    BuiltIn,
    Remote,
}

/// Whether calls to a cinema go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BreakerState {
    Closed,
    /// It does not answer, and is left in peace for a while.
    Open,
    /// One call tries whether it answers again.
    HalfOpen,
}

impl From<Breaker> for BreakerState {
    fn from(state: Breaker) -> Self {
        match state {
            Breaker::Closed => Self::Closed,
            Breaker::Open => Self::Open,
            Breaker::HalfOpen => Self::HalfOpen,
        }
    }
}

/// How fetching from a cinema goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SyncStatus {
    Never,
    Ok,
    Failing,
}

/// When a cinema's programme was last fetched, and how that went.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SyncState {
    pub status: SyncStatus,
    pub last_success_at: Option<DateTime<Utc>>,
    pub last_attempt_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
    /// The cinema's clock when its sessions were last read.
    pub sessions_as_of: Option<DateTime<Utc>>,
    /// The cinema's clock less ours.
    pub clock_skew_ms: Option<i64>,
    /// Maker and version of its system, as it says.
    pub system: Option<String>,
}

impl SyncState {
    pub(super) fn of(system: Option<&cinema_systems::Model>) -> Self {
        let status = match system {
            Some(system) if system.last_error.is_some() => SyncStatus::Failing,
            Some(system) if system.last_success_at.is_some() => SyncStatus::Ok,
            _ => SyncStatus::Never,
        };
        Self {
            status,
            last_success_at: system.and_then(|system| system.last_success_at),
            last_attempt_at: system.and_then(|system| system.last_attempt_at),
            last_error: system.and_then(|system| system.last_error.clone()),
            sessions_as_of: system.and_then(|system| system.sessions_as_of),
            clock_skew_ms: system.and_then(|system| system.clock_skew_ms),
            system: system.and_then(|system| system.system.clone()),
        }
    }
}

/// A key with which a cinema signs what it pushes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisteredKey {
    /// First 16 hexadecimal digits of SHA-256 of the key.
    pub key_id: String,
    /// Raw Ed25519 key in base64.
    pub public_key: String,
    pub added_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<cinema_keys::Model> for RegisteredKey {
    fn from(row: cinema_keys::Model) -> Self {
        Self {
            key_id: row.key_id,
            public_key: row.public_key,
            added_at: row.added_at,
            revoked_at: row.revoked_at,
        }
    }
}

/// A cinema and how its ticketing system is reached.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaSystem {
    pub cinema_id: CinemaId,
    pub cinema_code: String,
    pub name: LocalizedText,
    pub gateway: GatewayKind,
    /// Ends before `/v1`; null for the built-in box office.
    pub base_url: Option<String>,
    /// False once an administrator took it off.
    pub is_enabled: bool,
    /// False while its system does not answer.
    pub is_available: bool,
    pub requires_live_tickets: bool,
    pub limits: Limits,
    pub service_fee: Money,
    pub keys: Vec<RegisteredKey>,
    pub sync: SyncState,
    pub breaker: BreakerState,
    pub created_at: DateTime<Utc>,
}

/// A cinema that shall sell through the platform.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct RegisterCinema {
    /// Where its system answers; ends before `/v1`.
    #[validate(length(min = 1, max = 500))]
    pub base_url: String,
    #[validate(length(min = 1, max = 16))]
    pub cinema_code: String,
    /// Slugs of a city and a district that the catalogue knows.
    #[validate(length(min = 1, max = 100))]
    pub city: String,
    #[validate(length(min = 1, max = 100))]
    pub district: String,
    /// The platform's fee for one seat.
    pub service_fee: Money,
    /// Raw Ed25519 keys in base64 with which the cinema signs what it pushes.
    #[validate(length(max = 10))]
    pub keys: Vec<String>,
    #[validate(nested)]
    pub limits: Option<Limits>,
}

/// What shall be different; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
pub struct EditCinema {
    #[validate(length(min = 1, max = 500))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    #[validate(length(min = 1, max = 100))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_fee: Option<Money>,
    #[validate(nested)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_live_tickets: Option<bool>,
}

/// One more key.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct AddKey {
    /// Raw Ed25519 key in base64.
    #[validate(length(min = 1, max = 100))]
    pub public_key: String,
}

/// What fetching brought.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SyncResult {
    /// New or changed.
    pub films: usize,
    pub screens: usize,
    pub seat_plans: usize,
    pub sessions_changed: usize,
    /// Items that were not believed, or believed with a remark.
    pub quarantined: usize,
}

/// Which cinemas to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListCinemaSystems {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

type Row = (tables::cinemas::Model, Option<cinema_systems::Model>);

async fn show(app: &App, rows: Vec<Row>) -> Result<Vec<CinemaSystem>> {
    let ids: Vec<CinemaId> = rows.iter().map(|(cinema, _)| cinema.id).collect();
    let mut keys: HashMap<CinemaId, Vec<RegisteredKey>> = HashMap::new();
    for key in cinemas::keys_of(&app.db, &ids).await? {
        keys.entry(key.cinema_id).or_default().push(key.into());
    }
    let show = |(cinema, system): Row| {
        let is_built_in = cinema.gateway == cinemas::BUILT_IN;
        CinemaSystem {
            gateway: if is_built_in { GatewayKind::BuiltIn } else { GatewayKind::Remote },
            base_url: system.as_ref().and_then(|system| system.base_url.clone()),
            is_enabled: system.as_ref().is_none_or(|system| system.is_enabled),
            is_available: cinema.is_available,
            requires_live_tickets: system
                .as_ref()
                .is_some_and(|system| system.requires_live_tickets),
            limits: system.as_ref().map_or_else(Limits::default, limits_of),
            service_fee: Money::new(cinema.service_fee_minor, cinema.currency),
            keys: keys.remove(&cinema.id).unwrap_or_default(),
            sync: SyncState::of(system.as_ref()),
            breaker: app.cinemas.breaker(cinema.id).into(),
            cinema_id: cinema.id,
            cinema_code: cinema.cinema_code,
            name: cinema.name,
            created_at: cinema.created_at,
        }
    };
    Ok(rows.into_iter().map(show).collect())
}

const fn limits_of(system: &cinema_systems::Model) -> Limits {
    Limits {
        max_in_flight: system.max_in_flight,
        connect_timeout_ms: system.connect_timeout_ms,
        answer_timeout_ms: system.answer_timeout_ms,
    }
}

async fn row(conn: &impl ConnectionTrait, id: CinemaId) -> Result<Row> {
    let cinema = tables::cinemas::Entity::find_by_id(id).one(conn).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let system = cinema_systems::Entity::find_by_id(id).one(conn).await?;
    Ok((cinema, system))
}

async fn show_one(app: &App, id: CinemaId) -> Result<CinemaSystem> {
    let rows = vec![row(&app.db, id).await?];
    show(app, rows).await?.pop().ok_or(Error::NotFound("cinema"))
}

/// List the cinemas' systems.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_cinema_systems",
    params(ListCinemaSystems),
    responses((status = 200, description = "In the order of their codes.",
        body = Page<CinemaSystem>)),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas")]
pub async fn list_cinema_systems(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListCinemaSystems>,
) -> Result<HttpResponse> {
    let after: Option<String> = decode_cursor(query.cursor.as_deref())?;
    let rows = cinemas::systems(&app.db).await?.into_iter();
    let is_later = |(cinema, _): &Row| after.as_ref().is_none_or(|code| cinema.cinema_code > *code);
    let size = usize::try_from(query.limit.plus_one()).unwrap_or(usize::MAX);
    let rows: Vec<Row> = rows.filter(is_later).take(size).collect();
    let page = Page::cut(rows, query.limit, |(cinema, _)| cinema.cinema_code.clone());
    let (items, next_cursor) = (show(&app, page.items).await?, page.next_cursor);
    Ok(HttpResponse::Ok().json(Page { items, next_cursor }))
}

/// Read how a cinema's system is reached.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_cinema_system",
    params(("id" = CinemaId, Path, description = "The cinema.")),
    responses((status = 200, description = "The cinema and its system.", body = CinemaSystem)),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas/{id}")]
pub async fn get_cinema_system(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<CinemaId>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(show_one(&app, id.into_inner()).await?))
}

/// Register a cinema in another process.
///
/// Its system is asked who it is first; its programme follows with the next fetch.
#[utoipa::path(
    tag = "admin",
    operation_id = "register_cinema",
    request_body = RegisterCinema,
    responses((status = 201, description = "The cinema and its system.", body = CinemaSystem)),
    security(("bearer" = [])),
)]
#[post("/admin/cinemas")]
pub async fn register_cinema(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    body: Json<RegisterCinema>,
) -> Result<HttpResponse> {
    refuse_private(&app, &body.base_url).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    let new = body.into_inner();
    let (target, detail) = (new.cinema_code.clone(), json!(new));
    let note = Note { actor: &actor, action: "register_cinema", target: &target, detail };
    let limits = new.limits.unwrap_or_default();
    let new = NewSystem {
        base_url: new.base_url,
        cinema_code: new.cinema_code,
        city: new.city,
        district: new.district,
        service_fee: new.service_fee,
        public_keys: new.keys,
        limits,
    };
    let id = cinemas::register(&app, new, note).await?;
    Ok(HttpResponse::Created().json(show_one(&app, id).await?))
}

/// Change how a cinema is reached or sold.
#[utoipa::path(
    tag = "admin",
    operation_id = "edit_cinema_system",
    params(("id" = CinemaId, Path, description = "The cinema.")),
    request_body = EditCinema,
    responses((status = 200, description = "The cinema as it is now.", body = CinemaSystem)),
    security(("bearer" = [])),
)]
#[patch("/admin/cinemas/{id}")]
pub async fn edit_cinema_system(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<CinemaId>,
    body: Json<EditCinema>,
) -> Result<HttpResponse> {
    let (cinema, _) = row(&app.db, id.into_inner()).await?;
    if let Some(base_url) = &body.base_url {
        refuse_private(&app, base_url).await?;
    }
    let actor = Actor::of(&app, administrator.id, &request);
    let edit = body.into_inner();
    let (action, detail) = ("edit_cinema_system", json!(edit));
    let note = Note { actor: &actor, action, target: &cinema.cinema_code, detail };
    let change = SystemChange {
        base_url: edit.base_url,
        district: edit.district,
        service_fee: edit.service_fee,
        limits: edit.limits,
        is_enabled: edit.is_enabled,
        requires_live_tickets: edit.requires_live_tickets,
    };
    cinemas::edit(&app, cinema.id, change, note).await?;
    Ok(HttpResponse::Ok().json(show_one(&app, cinema.id).await?))
}

/// Let a cinema sign with one more key.
#[utoipa::path(
    tag = "admin",
    operation_id = "add_cinema_key",
    params(("id" = CinemaId, Path, description = "The cinema.")),
    request_body = AddKey,
    responses((status = 201, description = "The cinema with its keys.", body = CinemaSystem)),
    security(("bearer" = [])),
)]
#[post("/admin/cinemas/{id}/keys")]
pub async fn add_cinema_key(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<CinemaId>,
    body: Json<AddKey>,
) -> Result<HttpResponse> {
    let (cinema, _) = row(&app.db, id.into_inner()).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    let detail = json!({ "public_key": body.public_key });
    let (action, target) = ("add_cinema_key", cinema.cinema_code.as_str());
    let note = Note { actor: &actor, action, target, detail };
    cinemas::add_key(&app, cinema.id, &body.public_key, note).await?;
    Ok(HttpResponse::Created().json(show_one(&app, cinema.id).await?))
}

/// Believe a key no longer.
#[utoipa::path(
    tag = "admin",
    operation_id = "revoke_cinema_key",
    params(
        ("id" = CinemaId, Path, description = "The cinema."),
        ("key_id" = String, Path, description = "First 16 hexadecimal digits of its SHA-256."),
    ),
    responses((status = 204, description = "Nothing signed with it is believed any more.")),
    security(("bearer" = [])),
)]
#[delete("/admin/cinemas/{id}/keys/{key_id}")]
pub async fn revoke_cinema_key(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(CinemaId, String)>,
) -> Result<HttpResponse> {
    let (id, key_id) = path.into_inner();
    let (cinema, _) = row(&app.db, id).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    let detail = json!({ "key_id": key_id });
    let (action, target) = ("revoke_cinema_key", cinema.cinema_code.as_str());
    let note = Note { actor: &actor, action, target, detail };
    cinemas::revoke_key(&app, cinema.id, &key_id, note).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Fetch a cinema's programme now.
#[utoipa::path(
    tag = "admin",
    operation_id = "sync_cinema",
    params(("id" = CinemaId, Path, description = "The cinema.")),
    responses((status = 200, description = "What it brought.", body = SyncResult)),
    security(("bearer" = [])),
)]
#[post("/admin/cinemas/{id}/sync")]
pub async fn sync_cinema(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<CinemaId>,
) -> Result<HttpResponse> {
    let (cinema, _) = row(&app.db, id.into_inner()).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    audit::note(&app, &actor, "sync_cinema", &cinema.cinema_code, json!({})).await?;
    let summary = cinemas::sync_now(&app, cinema.id).await?;
    Ok(HttpResponse::Ok().json(SyncResult {
        films: summary.films,
        screens: summary.screens,
        seat_plans: summary.seat_plans,
        sessions_changed: summary.sessions_changed,
        quarantined: summary.quarantined,
    }))
}
