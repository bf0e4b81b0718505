//! Days with banks and cinemas over HTTP.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use domain::ids::{BankBillId, CinemaId, CinemaStatementId, ReconciliationId};
use domain::reconciliation::{ReconciliationStatus, SourceKey};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::reconciliations::Model;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::flow::{self, Begun};
use super::store::{self, DayFilter};
use super::views::{self, Reconciliation, ReconciliationDetail};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};
use crate::{bank_bills, statements};

/// Mounts the operations on days.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_reconciliations)
        .service(run_reconciliation)
        .service(get_reconciliation)
        .service(close_reconciliation)
        .service(download_reconciliation_source);
}

/// Which days to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListReconciliations {
    /// One day; the same as `from` and `to`.
    pub day: Option<NaiveDate>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub cinema_id: Option<CinemaId>,
    /// A gateway's name, or `cinema:<id>`.
    #[validate(length(max = 100))]
    pub source: Option<String>,
    pub status: Option<ReconciliationStatus>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// Which day to compare.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct RunReconciliation {
    /// The source's own day: a bank's settlement day, a cinema's business day.
    pub day: NaiveDate,
    /// A gateway's name, or `cinema:<id>`.
    #[schema(example = "unionpay")]
    #[validate(length(max = 100))]
    pub source: String,
}

/// Reads the name of a source.
pub fn source_named(text: &str) -> Result<SourceKey> {
    let detail = "A source is a gateway's name or cinema:<id>.";
    text.parse().map_err(|_| Error::invalid("/source", "source", detail))
}

async fn show(app: &App, rows: Vec<Model>) -> Result<Vec<Reconciliation>> {
    let mut over = Vec::with_capacity(rows.len());
    for row in rows {
        let is_over = flow::is_over(app, &row).await?;
        over.push((row, is_over));
    }
    views::days(&app.db, over, app.clock.now()).await
}

async fn show_one(app: &App, row: Model) -> Result<Reconciliation> {
    let shown = show(app, vec![row]).await?.pop();
    Ok(shown.ok_or_else(|| anyhow::anyhow!("a day that is there is not shown"))?)
}

/// List days with banks and cinemas.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "list_reconciliations",
    params(ListReconciliations),
    responses((status = 200, description = "Days, the latest first.",
        body = Page<Reconciliation>)),
    security(("bearer" = [])),
)]
#[get("/admin/reconciliations")]
pub async fn list_reconciliations(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListReconciliations>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let filter = DayFilter {
        from: query.day.or(query.from),
        to: query.day.or(query.to),
        cinema_id: query.cinema_id,
        source: query.source.as_deref().map(source_named).transpose()?,
        status: query.status,
    };
    let after: Option<(NaiveDate, ReconciliationId)> = decode_cursor(query.cursor.as_deref())?;
    let rows = store::list(&app.db, &filter, after, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |row| (row.day, row.id));
    let items = show(&app, page.items).await?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: page.next_cursor }))
}

/// Compare a day now.
///
/// As often as wanted until the day is closed: the same differences stay the same, and nothing is
/// booked twice. A day that is not over can be compared where its source shows it, and not closed.
/// A comparison that takes longer goes on by itself: read the day until it is not running any more.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "run_reconciliation",
    request_body = RunReconciliation,
    responses(
        (status = 201, description = "How the day stands now.", body = Reconciliation),
        (status = 202, description = "It is still being compared, and goes on.",
            body = Reconciliation),
        (status = 409, description = "source_not_ready, reconciliation_closed, \
            reconciliation_running"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/reconciliations")]
pub async fn run_reconciliation(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    body: Json<RunReconciliation>,
) -> Result<HttpResponse> {
    let source = source_named(&body.source)?;
    let actor = Actor::of(&app, administrator.id, &request);
    let tx = app.db.begin().await?;
    let target = format!("{source}/{}", body.day);
    audit::record(&app, &tx, &actor, "reconciliation.run", &target, json!({})).await?;
    tx.commit().await?;
    let begun = flow::begin(&app, source, body.day).await?;
    let id = begun.id();
    // A request may be cut off; the run that it began is not.
    let run = app.errands.begin(carry_out(Arc::clone(&app), begun, actor));
    let (status, row) = match tokio::time::timeout(app.config.compare_wait, run).await {
        Ok(ended) => (StatusCode::CREATED, ended.map_err(anyhow::Error::new)??),
        Err(_) => (StatusCode::ACCEPTED, store::day(&app.db, id).await?),
    };
    Ok(HttpResponse::build(status).json(show_one(&app, row).await?))
}

/// Carries a run out for somebody who may not wait for its end, so it says in the log what came.
async fn carry_out(app: Arc<App>, begun: Begun, actor: Actor) -> Result<Model> {
    let ended = begun.carry_out(&app, Some(&actor)).await;
    if let Err(error) = &ended {
        tracing::warn!(reconciliation_id = %begun.id(), "not compared: {error}");
    }
    ended
}

/// Read a day.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "get_reconciliation",
    params(("id" = ReconciliationId, Path, description = "The day.")),
    responses((status = 200, description = "With its classes and the file that was compared.",
        body = ReconciliationDetail)),
    security(("bearer" = [])),
)]
#[get("/admin/reconciliations/{id}")]
pub async fn get_reconciliation(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<ReconciliationId>,
) -> Result<HttpResponse> {
    let row = store::day(&app.db, id.into_inner()).await?;
    let is_over = flow::is_over(&app, &row).await?;
    Ok(HttpResponse::Ok().json(views::detail(&app.db, row, is_over, app.clock.now()).await?))
}

/// Close a day.
///
/// What the bank owes for it is settled in the books. A closed day never runs again; closing it
/// twice is closing it once.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "close_reconciliation",
    params(("id" = ReconciliationId, Path, description = "The day.")),
    responses(
        (status = 200, description = "The closed day.", body = Reconciliation),
        (status = 409, description = "breaks_open, day_not_over, source_not_ready, \
            reconciliation_running"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/reconciliations/{id}/closure")]
pub async fn close_reconciliation(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<ReconciliationId>,
) -> Result<HttpResponse> {
    let actor = Actor::of(&app, administrator.id, &request);
    let row = flow::close(&app, id.into_inner(), &actor).await?;
    Ok(HttpResponse::Ok().json(show_one(&app, row).await?))
}

/// Download what a day was compared with.
///
/// The bank's bill or the cinema's statement, byte for byte.
#[utoipa::path(
    tag = "reconciliation",
    operation_id = "download_reconciliation_source",
    params(("id" = ReconciliationId, Path, description = "The day.")),
    responses((status = 200, description = "The file that was compared last.", body = Vec<u8>,
        content_type = "application/octet-stream")),
    security(("bearer" = [])),
)]
#[get("/admin/reconciliations/{id}/raw")]
pub async fn download_reconciliation_source(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    id: Path<ReconciliationId>,
) -> Result<HttpResponse> {
    let row = store::day(&app.db, id.into_inner()).await?;
    let file_id = row.file_id.ok_or(Error::NotFound("file"))?;
    let (raw, name) = if row.bank.is_some() {
        let bill = bank_bills::bill(&app.db, BankBillId(file_id)).await?;
        (bank_bills::raw(&app.db, bill.id).await?, bill.file_name)
    } else {
        let raw = statements::raw(&app.db, CinemaStatementId(file_id)).await?;
        (raw, format!("statement-{}.json", row.day))
    };
    let actor = Actor::of(&app, reader.id, &request);
    let tx = app.db.begin().await?;
    let (target, detail) = (row.id.to_string(), json!({ "file": name }));
    audit::record(&app, &tx, &actor, "reconciliation.download", &target, detail).await?;
    tx.commit().await?;
    let name: String =
        name.chars().filter(|c| c.is_ascii_graphic() && !"\"\\".contains(*c)).collect();
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .body(raw))
}
