//! People in administration: who there is, what they may do, and that they no longer may.
//!
//! Phones are masked. Whoever needs one whole says why, and that is written down.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use domain::identity::{Phone, Role};
use domain::ids::{CinemaId, UserId};
use domain::text::mask_phone;
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::{cinemas, user_sessions, users};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::disclosure::{Disclose, Disclosure};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::http::problem::ProblemCode;
use crate::identity::{self, Administer, Operator, ReadBooks};

/// Somebody, as operators see them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminUser {
    pub id: UserId,
    /// Masked; null once the person has left.
    #[schema(example = "+86 138****0001")]
    pub phone: Option<String>,
    pub display_name: String,
    pub role: Role,
    /// The cinema that cinema staff work for.
    pub cinema_id: Option<CinemaId>,
    /// The client whose customer it is.
    pub client_id: Option<String>,
    pub has_second_factor: bool,
    /// Devices that are signed in.
    pub session_count: i64,
    pub last_seen_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
}

/// What shall be different; what is left out stays.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct EditUser {
    pub role: Option<Role>,
    /// For cinema staff, and for nobody else.
    pub cinema_id: Option<CinemaId>,
}

/// Whom to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListUsers {
    /// A whole phone number, an identifier, or part of a name.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    pub role: Option<Role>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// Parts of a number find nobody: who may not see it could otherwise guess it digit by digit.
fn matching(q: &str) -> Condition {
    use users::Column;
    if let Some(phone) = Phone::parse(q) {
        let phone = phone.as_str();
        return Condition::any().add(Column::Phone.eq(phone)).add(Column::ContactPhone.eq(phone));
    }
    if let Ok(id) = q.trim().parse::<UserId>() {
        return Condition::all().add(Column::Id.eq(id));
    }
    let mut pattern = String::from("%");
    for letter in q.trim().to_lowercase().chars() {
        if ['%', '_', '\\'].contains(&letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    let name = Func::lower(Expr::col(Column::DisplayName));
    Condition::any()
        .add(Expr::expr(name).like(LikeExpr::new(pattern).escape('\\')))
        .add(Column::ClientReference.eq(q.trim()))
}

/// How many sessions of each person are open, and when each was last seen.
async fn presence(
    conn: &impl ConnectionTrait,
    ids: &[UserId],
    now: DateTime<Utc>,
) -> Result<(HashMap<UserId, i64>, HashMap<UserId, DateTime<Utc>>)> {
    use user_sessions::Column;
    let of_these = || {
        user_sessions::Entity::find()
            .select_only()
            .column(Column::UserId)
            .filter(Column::UserId.is_in(ids.iter().copied()))
            .group_by(Column::UserId)
    };
    let open: Vec<(UserId, i64)> = of_these()
        .column_as(Column::Id.count(), "sessions")
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .into_tuple()
        .all(conn)
        .await?;
    let seen: Vec<(UserId, DateTime<Utc>)> =
        of_these().column_as(Column::LastUsedAt.max(), "seen").into_tuple().all(conn).await?;
    Ok((open.into_iter().collect(), seen.into_iter().collect()))
}

async fn show(app: &App, rows: Vec<users::Model>) -> Result<Vec<AdminUser>> {
    let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
    let (open, seen) = presence(&app.db, &ids, app.clock.now()).await?;
    let show = |row: users::Model| AdminUser {
        phone: row.phone.or(row.contact_phone).as_deref().map(mask_phone),
        display_name: row.display_name,
        role: row.role,
        cinema_id: row.cinema_id,
        client_id: row.client_id,
        has_second_factor: row.second_factor_at.is_some(),
        session_count: open.get(&row.id).copied().unwrap_or(0),
        last_seen_at: seen.get(&row.id).copied(),
        created_at: row.created_at,
        deleted_at: row.deleted_at,
        id: row.id,
    };
    Ok(rows.into_iter().map(show).collect())
}

async fn find(conn: &impl ConnectionTrait, id: UserId) -> Result<users::Model> {
    users::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("user"))
}

async fn show_one(app: &App, id: UserId) -> Result<AdminUser> {
    let rows = vec![find(&app.db, id).await?];
    show(app, rows).await?.pop().ok_or(Error::NotFound("user"))
}

/// List people.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_users",
    params(ListUsers),
    responses((status = 200, description = "The newest first, phones masked.",
        body = Page<AdminUser>)),
    security(("bearer" = [])),
)]
#[get("/admin/users")]
pub async fn list_users(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListUsers>,
) -> Result<HttpResponse> {
    use users::Column;
    let before: Option<UserId> = decode_cursor(query.cursor.as_deref())?;
    let mut found = users::Entity::find().order_by_desc(Column::Id);
    if let Some(q) = query.q.as_deref().filter(|q| !q.trim().is_empty()) {
        found = found.filter(matching(q));
    }
    if let Some(role) = query.role {
        found = found.filter(Column::Role.eq(role));
    }
    if let Some(before) = before {
        found = found.filter(Column::Id.lt(before));
    }
    let rows = found.limit(query.limit.plus_one()).all(&app.db).await?;
    let page = Page::cut(rows, query.limit, |row| row.id);
    let items = show(&app, page.items).await?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: page.next_cursor }))
}

/// Read about somebody.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_user",
    params(("id" = UserId, Path, description = "The person.")),
    responses((status = 200, description = "The person, the phone masked.", body = AdminUser)),
    security(("bearer" = [])),
)]
#[get("/admin/users/{id}")]
pub async fn get_user(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<UserId>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(show_one(&app, id.into_inner()).await?))
}

/// Give somebody another role.
///
/// They are signed out everywhere, so that no page goes on with what they were.
#[utoipa::path(
    tag = "admin",
    operation_id = "edit_user",
    params(("id" = UserId, Path, description = "The person.")),
    request_body = EditUser,
    responses(
        (status = 200, description = "The person as they are now.", body = AdminUser),
        (status = 409, description = "last_administrator, own_role, stale_write"),
    ),
    security(("bearer" = [])),
)]
#[patch("/admin/users/{id}")]
pub async fn edit_user(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<UserId>,
    body: Json<EditUser>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    if id == administrator.id {
        let detail = "Ask another administrator.";
        return Err(Error::refused(ProblemCode::OwnRole, detail));
    }
    let actor = Actor::of(&app, administrator.id, &request);
    assign(&app, &actor, id, &body).await?;
    Ok(HttpResponse::Ok().json(show_one(&app, id).await?))
}

async fn assign(app: &App, actor: &Actor, id: UserId, wish: &EditUser) -> Result<()> {
    let tx = app.db.begin().await?;
    let user = find(&tx, id).await?;
    if user.deleted_at.is_some() {
        return Err(Error::NotFound("user"));
    }
    if user.client_id.is_some() {
        let detail = "A third party's customer has no account here.";
        return Err(Error::invalid("/role", "client_customer", detail));
    }
    let role = wish.role.unwrap_or(user.role);
    let cinema_id = match (role, wish.cinema_id) {
        (Role::CinemaStaff, named) => {
            let missing = || Error::invalid("/cinema_id", "missing", "Staff work for a cinema.");
            let cinema_id = named.or(user.cinema_id).ok_or_else(missing)?;
            let known = cinemas::Entity::find_by_id(cinema_id).one(&tx).await?;
            let unknown = || Error::invalid("/cinema_id", "unknown", "There is no such cinema.");
            Some(known.ok_or_else(unknown)?.id)
        }
        (_, None) => None,
        (_, Some(_)) => {
            let detail = "Only cinema staff work for a cinema.";
            return Err(Error::invalid("/cinema_id", "role", detail));
        }
    };
    if role == user.role && cinema_id == user.cinema_id {
        return Ok(());
    }
    if user.role == Role::Administrator && role != Role::Administrator {
        identity::keep_an_administrator(&tx, id).await?;
    }
    let change =
        users::ActiveModel { role: Set(role), cinema_id: Set(cinema_id), ..Default::default() };
    let changed = users::Entity::update_many()
        .set(change)
        .filter(users::Column::Id.eq(id))
        .filter(users::Column::Role.eq(user.role))
        .filter(users::Column::DeletedAt.is_null())
        .exec(&tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Stale);
    }
    identity::revoke_sessions(&tx, id, None, app.clock.now()).await?;
    let detail = json!({
        "from": { "role": user.role, "cinema_id": user.cinema_id },
        "to": { "role": role, "cinema_id": cinema_id },
    });
    audit::record(app, &tx, actor, "user.role_changed", &id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Sign somebody out everywhere.
#[utoipa::path(
    tag = "admin",
    operation_id = "end_user_sessions",
    params(("id" = UserId, Path, description = "The person.")),
    responses((status = 204, description = "No device is signed in any more.")),
    security(("bearer" = [])),
)]
#[delete("/admin/users/{id}/sessions")]
pub async fn end_user_sessions(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<UserId>,
) -> Result<HttpResponse> {
    let actor = Actor::of(&app, administrator.id, &request);
    let tx = app.db.begin().await?;
    let user = find(&tx, id.into_inner()).await?;
    identity::revoke_sessions(&tx, user.id, None, app.clock.now()).await?;
    let target = user.id.to_string();
    audit::record(&app, &tx, &actor, "user.sessions_ended", &target, json!({})).await?;
    tx.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take somebody's second factor away.
///
/// For somebody who lost the authenticator and the recovery codes. They are signed out everywhere.
/// One's own is given up with a code, in one's account.
#[utoipa::path(
    tag = "admin",
    operation_id = "reset_second_factor",
    params(("id" = UserId, Path, description = "The person.")),
    responses(
        (status = 204, description = "The person has none any more."),
        (status = 409, description = "own_role: it is one's own"),
    ),
    security(("bearer" = [])),
)]
#[delete("/admin/users/{id}/second-factor")]
pub async fn reset_second_factor(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<UserId>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    if id == administrator.id {
        let detail = "Give your own second factor up in your account, with a code of it.";
        return Err(Error::refused(ProblemCode::OwnRole, detail));
    }
    let actor = Actor::of(&app, administrator.id, &request);
    let tx = app.db.begin().await?;
    let user = find(&tx, id).await?;
    identity::remove_second_factor(&tx, user.id).await?;
    identity::revoke_sessions(&tx, user.id, None, app.clock.now()).await?;
    let target = user.id.to_string();
    audit::record(&app, &tx, &actor, "user.second_factor_reset", &target, json!({})).await?;
    tx.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read somebody's whole phone number.
#[utoipa::path(
    tag = "admin",
    operation_id = "disclose_user",
    params(("id" = UserId, Path, description = "The person.")),
    request_body = Disclose,
    responses((status = 200, description = "The number; who asked and why is written down.",
        body = Disclosure)),
    security(("bearer" = [])),
)]
#[post("/admin/users/{id}/disclosure")]
pub async fn disclose_user(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<UserId>,
    body: Json<Disclose>,
) -> Result<HttpResponse> {
    let user = find(&app.db, id.into_inner()).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    let detail = json!({ "reason": body.reason });
    audit::note(&app, &actor, "user.disclosed", &user.id.to_string(), detail).await?;
    Ok(HttpResponse::Ok().json(Disclosure { phone: user.phone.or(user.contact_phone) }))
}
