//! The audit trail: who did what, when, and from where.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::book_day_start;
use domain::identity::Role;
use domain::ids::{RowId, UserId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use tables::{audit_log, users};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::Query;
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Operator, ReadBooks};

/// Who did something, with the role of today.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditActor {
    pub id: UserId,
    pub display_name: String,
    pub role: Role,
}

/// One deed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditLine {
    pub id: RowId,
    pub at: DateTime<Utc>,
    /// Null when the platform itself acted.
    pub actor: Option<AuditActor>,
    #[schema(example = "user.role_changed")]
    pub action: String,
    /// What it was done to: an identifier, a code or a number.
    pub target: String,
    /// Facts, no secrets.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
    /// Where the request came from.
    pub address: String,
}

/// Which deeds to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListAudit {
    /// The first day, in the platform's zone.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    pub actor_id: Option<UserId>,
    #[validate(length(max = 100))]
    pub action: Option<String>,
    #[validate(length(max = 200))]
    pub target: Option<String>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// When a day of the platform's zone begins.
fn start_of(day: NaiveDate, pointer: &str) -> Result<DateTime<Utc>> {
    book_day_start(day).ok_or_else(|| Error::invalid(pointer, "date", "There is no such day."))
}

fn asked_for(query: &ListAudit) -> Result<Condition> {
    use audit_log::Column;
    let mut all = Condition::all();
    if let Some(from) = query.from {
        all = all.add(Column::At.gte(start_of(from, "/from")?));
    }
    if let Some(to) = query.to {
        let after = to.succ_opt().unwrap_or(to);
        all = all.add(Column::At.lt(start_of(after, "/to")?));
    }
    if let Some(actor) = query.actor_id {
        all = all.add(Column::ActorId.eq(actor));
    }
    if let Some(action) = &query.action {
        all = all.add(Column::Action.eq(action));
    }
    if let Some(target) = &query.target {
        all = all.add(Column::Target.eq(target));
    }
    let before: Option<(DateTime<Utc>, RowId)> = decode_cursor(query.cursor.as_deref())?;
    if let Some((at, id)) = before {
        let same_instant = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id));
        all = all.add(Condition::any().add(Column::At.lt(at)).add(same_instant));
    }
    Ok(all)
}

/// List who did what.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_audit",
    params(ListAudit),
    responses((status = 200, description = "The latest first.", body = Page<AuditLine>)),
    security(("bearer" = [])),
)]
#[get("/admin/audit")]
pub async fn list_audit(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListAudit>,
) -> Result<HttpResponse> {
    let rows = audit_log::Entity::find()
        .filter(asked_for(&query)?)
        .order_by_desc(audit_log::Column::At)
        .order_by_desc(audit_log::Column::Id)
        .limit(query.limit.plus_one())
        .all(&app.db)
        .await?;
    let page = Page::cut(rows, query.limit, |row| (row.at, row.id));
    let actors: Vec<UserId> = page.items.iter().filter_map(|row| row.actor_id).collect();
    let actors = users::Entity::find().filter(users::Column::Id.is_in(actors)).all(&app.db).await?;
    let actors: HashMap<UserId, users::Model> =
        actors.into_iter().map(|user| (user.id, user)).collect();
    let show = |row: audit_log::Model| AuditLine {
        id: row.id,
        at: row.at,
        actor: row.actor_id.and_then(|id| actors.get(&id)).map(|user| AuditActor {
            id: user.id,
            display_name: user.display_name.clone(),
            role: user.role,
        }),
        action: row.action,
        target: row.target,
        detail: row.detail,
        address: row.address,
    };
    Ok(HttpResponse::Ok().json(page.map(show)))
}
