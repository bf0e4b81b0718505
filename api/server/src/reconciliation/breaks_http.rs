//! Differences over HTTP: the work list, one of them with its evidence, and what people decide.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use chrono::{DateTime, Utc};
use domain::ids::{BreakId, EntryId, ReconciliationId, UserId};
use domain::reconciliation::{BreakAge, BreakClass, BreakState, ResolutionAction};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::breaks_store::{self, BreakFilter};
use super::http::source_named;
use super::people::{self, Place, Proposal};
use super::views::{self, Break, BreakSummary};
use crate::app::App;
use crate::audit::Actor;
use crate::error::Result;
use crate::http::idempotency::{self, EffectId};
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};

/// Mounts the operations on differences.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_breaks)
        .service(get_break)
        .service(assign_break)
        .service(resolve_break)
        .service(approve_break);
}

/// Which differences to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListBreaks {
    pub state: Option<BreakState>,
    pub class: Option<BreakClass>,
    /// A gateway's name, or `cinema:<id>`.
    #[validate(length(max = 100))]
    pub source: Option<String>,
    pub age: Option<BreakAge>,
    pub owner_id: Option<UserId>,
    pub reconciliation_id: Option<ReconciliationId>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// Who looks after a difference: any administrator.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct AssignBreak {
    /// Null when nobody does.
    pub owner_id: Option<UserId>,
}

/// A way out of a difference.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct ResolveBreak {
    pub action: ResolutionAction,
    /// Why.
    #[validate(length(min = 1, max = 500))]
    pub note: String,
    /// For `assign_surplus` the order that it pays for, for `assign_refund` whose refund it is.
    #[validate(length(max = 40))]
    pub order_no: Option<String>,
    /// For `reverse`: an entry of the journal to undo; the last one that was posted when missing.
    pub entry_id: Option<EntryId>,
}

/// Yes or no to a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct ApproveBreak {
    pub is_approved: bool,
    #[validate(length(max = 500))]
    pub note: Option<String>,
}

async fn show(app: &App, (day, id): Place) -> Result<Break> {
    let row = breaks_store::of_day(&app.db, day, id).await?;
    views::one_break(&app.db, row, app.clock.now()).await
}

/// List differences.
///
/// The work list of all sources, the longest open first.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "list_breaks",
    params(ListBreaks),
    responses((status = 200, description = "Differences.", body = Page<BreakSummary>)),
    security(("bearer" = [])),
)]
#[get("/admin/breaks")]
pub async fn list_breaks(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListBreaks>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let filter = BreakFilter {
        state: query.state,
        class: query.class,
        source: query.source.as_deref().map(source_named).transpose()?,
        age: query.age,
        owner_id: query.owner_id,
        reconciliation_id: query.reconciliation_id,
    };
    let now = app.clock.now();
    let after: Option<(DateTime<Utc>, BreakId)> = decode_cursor(query.cursor.as_deref())?;
    let rows = breaks_store::list(&app.db, &filter, now, after, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |row| (row.opened_at, row.id));
    let items = views::summaries(&app.db, page.items, now).await?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: page.next_cursor }))
}

/// Read a difference.
///
/// What each side says, side by side, what was done about it and what was booked.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "get_break",
    params(
        ("id" = ReconciliationId, Path, description = "The day."),
        ("break_id" = BreakId, Path, description = "The difference."),
    ),
    responses((status = 200, description = "The difference.", body = Break)),
    security(("bearer" = [])),
)]
#[get("/admin/reconciliations/{id}/breaks/{break_id}")]
pub async fn get_break(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    path: Path<(ReconciliationId, BreakId)>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(show(&app, path.into_inner()).await?))
}

/// Say who looks after a difference.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "assign_break",
    params(
        ("id" = ReconciliationId, Path, description = "The day."),
        ("break_id" = BreakId, Path, description = "The difference."),
    ),
    request_body = AssignBreak,
    responses((status = 200, description = "The difference.", body = Break)),
    security(("bearer" = [])),
)]
#[put("/admin/reconciliations/{id}/breaks/{break_id}/owner")]
pub async fn assign_break(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(ReconciliationId, BreakId)>,
    body: Json<AssignBreak>,
) -> Result<HttpResponse> {
    let place = path.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    people::assign(&app, place, body.owner_id, &actor).await?;
    Ok(HttpResponse::Ok().json(show(&app, place).await?))
}

/// Propose a way out of a difference.
///
/// The first of two people. Nothing is booked before a second one agrees.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "resolve_break",
    params(
        ("id" = ReconciliationId, Path, description = "The day."),
        ("break_id" = BreakId, Path, description = "The difference."),
    ),
    request_body = ResolveBreak,
    responses(
        (status = 201, description = "The difference with the proposal.", body = Break),
        (status = 409, description = "stale_write: it is not open any more"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/reconciliations/{id}/breaks/{break_id}/resolutions")]
pub async fn resolve_break(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(ReconciliationId, BreakId)>,
    body: Json<ResolveBreak>,
) -> Result<HttpResponse> {
    let place = path.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    let (maker_id, digest, wish) = (administrator.id, body.digest(), body.into_inner());
    let propose = |effect: EffectId| {
        let (app, actor) = (&app, &actor);
        async move {
            let proposal = Proposal {
                id: effect.id(),
                action: wish.action,
                note: wish.note,
                order_no: wish.order_no,
                entry_id: wish.entry_id,
            };
            people::propose(app, place, maker_id, proposal, actor).await?;
            Ok((StatusCode::CREATED, show(app, place).await?))
        }
    };
    idempotency::run_if_keyed(&app, maker_id, &request, digest, propose).await
}

/// Agree to a proposal, or reject it.
///
/// The second of two people agrees or rejects; what was agreed on is booked in the same step.
/// Whoever proposed it can take it back by saying no.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "approve_break",
    params(
        ("id" = ReconciliationId, Path, description = "The day."),
        ("break_id" = BreakId, Path, description = "The difference."),
    ),
    request_body = ApproveBreak,
    responses(
        (status = 200, description = "The difference.", body = Break),
        (status = 409, description = "same_person: to one's own proposal; stale_write: \
            nothing is proposed"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/reconciliations/{id}/breaks/{break_id}/approval")]
pub async fn approve_break(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(ReconciliationId, BreakId)>,
    body: Json<ApproveBreak>,
) -> Result<HttpResponse> {
    let place = path.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    let word = (body.is_approved, body.note.clone());
    people::decide(&app, place, administrator.id, word, &actor).await?;
    Ok(HttpResponse::Ok().json(show(&app, place).await?))
}
