//! Applications in administration. What a change means is in the audit log with it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use domain::calendar::to_milliseconds;
use domain::ids::PortalAppId;
use domain::portal::{AppOpens, WrongAddress, check_entry};
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::portal_apps;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::forms::{Faults, seen};
use super::store::{self, AppPlace};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::config::Environment;
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};

/// An application as administrators see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminApp {
    pub id: PortalAppId,
    pub slug: String,
    pub name: LocalizedText,
    pub description: LocalizedText,
    pub icon: String,
    pub url: String,
    pub category: String,
    pub opens: AppOpens,
    /// Smallest first.
    pub sort_order: i32,
    pub visible_from: DateTime<Utc>,
    pub visible_until: Option<DateTime<Utc>>,
    /// False is the kill switch: it is gone at once, and signs nobody in.
    pub is_enabled: bool,
    /// The OAuth client with which it signs people in.
    pub client_id: Option<String>,
    /// Grows with every change.
    pub revision: i64,
}

impl From<portal_apps::Model> for AdminApp {
    fn from(row: portal_apps::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            description: row.description,
            icon: row.icon,
            url: row.url,
            category: row.category,
            opens: row.opens,
            sort_order: row.sort_order,
            visible_from: row.visible_from,
            visible_until: row.visible_until,
            is_enabled: row.is_enabled,
            client_id: row.client_id,
            revision: row.revision,
        }
    }
}

/// An application as it shall be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct SaveApp {
    /// Its place in `/apps/{slug}`.
    pub slug: String,
    pub name: LocalizedText,
    pub description: LocalizedText,
    /// Name of an icon of the web app.
    #[validate(length(min = 1, max = 40))]
    pub icon: String,
    /// A path of ours, or an `https` address.
    #[validate(length(min = 1, max = 500))]
    pub url: String,
    pub category: String,
    pub opens: AppOpens,
    #[validate(range(min = 0, max = 100_000))]
    pub sort_order: i32,
    pub visible_from: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible_until: Option<DateTime<Utc>>,
    pub is_enabled: bool,
    #[validate(length(min = 1, max = 100))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The one that was read; needed to change what exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
}

impl SaveApp {
    fn check(&self, app: &App) -> Result<()> {
        let mut faults = Faults::default();
        faults.slug("/slug", &self.slug);
        faults.slug("/category", &self.category);
        faults.slug("/icon", &self.icon);
        faults.text("/name", &self.name, 40);
        faults.both("/name", &self.name);
        faults.text("/description", &self.description, 120);
        faults.both("/description", &self.description);
        let is_demo = app.config.environment == Environment::Demo;
        if let Err(wrong) = check_entry(&self.url, self.opens, is_demo) {
            let pointer = match wrong {
                WrongAddress::FrameNeedsSite => "/opens",
                _ => "/url",
            };
            faults.add(pointer, "address", wrong.to_string());
        }
        if self.visible_until.is_some_and(|until| until <= self.visible_from) {
            faults.add("/visible_until", "order", "It ends after it began.");
        }
        faults.into_result()
    }

    fn into_row(self, id: PortalAppId, revision: i64) -> portal_apps::Model {
        portal_apps::Model {
            id,
            slug: self.slug,
            name: self.name,
            description: self.description,
            icon: self.icon,
            url: self.url,
            category: self.category,
            sort_order: self.sort_order,
            visible_from: to_milliseconds(self.visible_from),
            visible_until: self.visible_until.map(to_milliseconds),
            is_enabled: self.is_enabled,
            opens: self.opens,
            client_id: self.client_id,
            revision,
        }
    }
}

/// Which applications to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListAdminApps {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// List all applications in their order, whether they show or not.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_admin_apps",
    params(ListAdminApps),
    responses((status = 200, description = "A page of applications.", body = Page<AdminApp>)),
    security(("bearer" = [])),
)]
#[get("/admin/apps")]
pub async fn list_admin_apps(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListAdminApps>,
) -> Result<HttpResponse> {
    let after: Option<AppPlace> = decode_cursor(query.cursor.as_deref())?;
    let rows = store::all_apps(&app.db, after, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |row| (row.sort_order, row.id));
    Ok(HttpResponse::Ok().json(page.map(AdminApp::from)))
}

/// Read an application.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_admin_app",
    params(("id" = PortalAppId, Path, description = "The application.")),
    responses((status = 200, description = "The application.", body = AdminApp)),
    security(("bearer" = [])),
)]
#[get("/admin/apps/{id}")]
pub async fn get_admin_app(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<PortalAppId>,
) -> Result<HttpResponse> {
    let row = store::app(&app.db, id.into_inner()).await?;
    Ok(HttpResponse::Ok().json(AdminApp::from(row)))
}

/// Register an application.
#[utoipa::path(
    tag = "admin",
    operation_id = "create_app",
    params(("Idempotency-Key" = Option<String>, Header,
        description = "Repeats are recognised by it.")),
    request_body = SaveApp,
    responses((status = 201, description = "The application.", body = AdminApp)),
    security(("bearer" = [])),
)]
#[post("/admin/apps")]
pub async fn create_app(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    body: Json<SaveApp>,
) -> Result<HttpResponse> {
    let digest = body.digest();
    let new = body.into_inner();
    new.check(&app)?;
    let actor = Actor::of(&app, administrator.id, &request);
    let (app, actor) = (&app, &actor);
    idempotency::run_if_keyed(app, administrator.id, &request, digest, |effect| async move {
        let detail = json!({ "after": new });
        let row = new.into_row(effect.id(), 1);
        let tx = app.db.begin().await?;
        if let Ok(repeated) = store::app(&tx, row.id).await {
            return Ok((StatusCode::CREATED, AdminApp::from(repeated)));
        }
        store::insert_app(&tx, row.clone()).await?;
        audit::record(app, &tx, actor, "app.created", &row.id.to_string(), detail).await?;
        tx.commit().await?;
        Ok((StatusCode::CREATED, AdminApp::from(row)))
    })
    .await
}

/// Change an application.
///
/// With `is_enabled` false it is gone at once, and so is its sign-in.
#[utoipa::path(
    tag = "admin",
    operation_id = "save_app",
    params(("id" = PortalAppId, Path, description = "The application.")),
    request_body = SaveApp,
    responses(
        (status = 200, description = "The application as it is now.", body = AdminApp),
        (status = 409, description = "stale_write: somebody changed it since it was read"),
    ),
    security(("bearer" = [])),
)]
#[put("/admin/apps/{id}")]
pub async fn save_app(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<PortalAppId>,
    body: Json<SaveApp>,
) -> Result<HttpResponse> {
    let (id, wish) = (id.into_inner(), body.into_inner());
    let before = store::app(&app.db, id).await?;
    wish.check(&app)?;
    let revision = seen(wish.revision)?;
    if revision != before.revision {
        return Err(Error::Stale);
    }
    let actor = Actor::of(&app, administrator.id, &request);
    let row = wish.into_row(id, revision + 1);
    let (before, after) = (AdminApp::from(before), AdminApp::from(row.clone()));
    let action = match (before.is_enabled, after.is_enabled) {
        (true, false) => "app.switched_off",
        (false, true) => "app.switched_on",
        _ => "app.saved",
    };
    let detail = json!({ "before": before, "after": after });
    let tx = app.db.begin().await?;
    store::update_app(&tx, row, revision).await?;
    audit::record(&app, &tx, &actor, action, &id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(after))
}

/// Remove an application.
#[utoipa::path(
    tag = "admin",
    operation_id = "delete_app",
    params(("id" = PortalAppId, Path, description = "The application.")),
    responses((status = 204, description = "It is gone.")),
    security(("bearer" = [])),
)]
#[delete("/admin/apps/{id}")]
pub async fn delete_app(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<PortalAppId>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let before = AdminApp::from(store::app(&app.db, id).await?);
    let actor = Actor::of(&app, administrator.id, &request);
    let detail = json!({ "before": before });
    let tx = app.db.begin().await?;
    store::delete_app(&tx, id).await?;
    audit::record(&app, &tx, &actor, "app.deleted", &id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
