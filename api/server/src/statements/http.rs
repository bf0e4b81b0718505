//! Cinemas' statements over HTTP.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CinemaId, CinemaStatementId, OrderId};
use domain::money::Money;
use domain::statements::{CinemaStatementStatus, StatementOperation};
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::cinema_statement_lines;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::flow::{self, CinemaDay};
use super::store::{self, Reading};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::defects;
use crate::error::{Error, Result};
use crate::http::json::{Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};

/// Days that one question may span.
const DAYS_AT_MOST: i64 = 731;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_cinema_statements)
        .service(list_cinema_statement_lines)
        .service(download_cinema_statement)
        .service(fetch_cinema_statement);
}

/// Which days to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListCinemaStatements {
    /// First business day, inclusive.
    pub from: NaiveDate,
    /// Last business day, inclusive.
    pub to: NaiveDate,
}

/// Which lines to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListCinemaStatementLines {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// What a cinema says that it sold and took back on one of its business days, as last read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaStatement {
    pub id: CinemaStatementId,
    pub business_on: NaiveDate,
    /// Whether it agrees with itself.
    pub status: CinemaStatementStatus,
    pub line_count: i64,
    pub sale_count: i64,
    pub sale_amount: Money,
    pub refund_count: i64,
    pub refund_amount: Money,
    /// What is wrong with it.
    pub problems: Vec<LocalizedText>,
    pub fetched_at: DateTime<Utc>,
    /// When the cinema took note that it was read; only a whole one is acknowledged.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Of the bytes as they came.
    pub sha256: String,
}

impl CinemaStatement {
    fn of(reading: Reading, acknowledged_at: Option<DateTime<Utc>>) -> Self {
        let money = |minor| Money::new(minor, reading.currency);
        Self {
            id: reading.id,
            business_on: reading.business_on,
            status: reading.status,
            line_count: reading.line_count,
            sale_count: reading.sale_count,
            sale_amount: money(reading.sale_minor),
            refund_count: reading.refund_count,
            refund_amount: money(reading.refund_minor),
            problems: defects::listed(&reading.problems.0),
            fetched_at: reading.fetched_at,
            acknowledged_at,
            sha256: reading.sha256,
        }
    }
}

/// A ticket sold or taken back, as the cinema writes it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaStatementLine {
    /// Counts from 1 within the day.
    pub number_by_day: i64,
    pub operation: StatementOperation,
    /// The cinema's reference of the order.
    pub order_ref: String,
    pub client_order_id: OrderId,
    pub ticket_no: String,
    pub session_code: String,
    pub seat_code: String,
    /// Without the fees.
    pub ticket: Money,
    pub screen_fee: Money,
    pub service_fee: Money,
    pub at: DateTime<Utc>,
}

impl From<cinema_statement_lines::Model> for CinemaStatementLine {
    fn from(row: cinema_statement_lines::Model) -> Self {
        let money = |minor| Money::new(minor, row.currency);
        Self {
            number_by_day: row.number_by_day,
            operation: row.operation,
            ticket: money(row.ticket_minor),
            screen_fee: money(row.screen_fee_minor),
            service_fee: money(row.service_fee_minor),
            order_ref: row.order_ref,
            client_order_id: row.client_order_id,
            ticket_no: row.ticket_no,
            session_code: row.session_code,
            seat_code: row.seat_code,
            at: row.at,
        }
    }
}

/// List a cinema's statements.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_cinema_statements",
    params(("id" = CinemaId, Path, description = "The cinema."), ListCinemaStatements),
    responses((status = 200, description = "The last reading of each day, the newest first.",
        body = Page<CinemaStatement>)),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas/{id}/statements")]
pub async fn list_cinema_statements(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<CinemaId>,
    query: Query<ListCinemaStatements>,
) -> Result<HttpResponse> {
    if query.to < query.from {
        return Err(Error::invalid("/to", "range", "The last day is before the first."));
    }
    if (query.to - query.from).num_days() >= DAYS_AT_MOST {
        let detail = format!("A question spans at most {DAYS_AT_MOST} days.");
        return Err(Error::invalid("/to", "range", detail));
    }
    let cinema = store::cinema(&app.db, id.into_inner()).await?;
    let readings = store::latest_of_days(&app.db, cinema.id, query.from, query.to).await?;
    let ids: Vec<_> = readings.iter().map(|reading| reading.id).collect();
    let acknowledged = store::acknowledged_at(&app.db, &ids).await?;
    let show = |reading: Reading| {
        let at = acknowledged.get(&reading.id).copied();
        CinemaStatement::of(reading, at)
    };
    Ok(HttpResponse::Ok().json(Page::whole(readings.into_iter().map(show).collect())))
}

/// List the lines of a day's statement.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_cinema_statement_lines",
    params(
        ("id" = CinemaId, Path, description = "The cinema."),
        ("date" = NaiveDate, Path, description = "The cinema's business day, YYYY-MM-DD."),
        ListCinemaStatementLines,
    ),
    responses((status = 200, description = "Lines of the last reading, as they stand there.",
        body = Page<CinemaStatementLine>)),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas/{id}/statements/{date}/lines")]
pub async fn list_cinema_statement_lines(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    path: Path<(CinemaId, NaiveDate)>,
    query: Query<ListCinemaStatementLines>,
) -> Result<HttpResponse> {
    let reading = last_reading(&app, path.into_inner()).await?;
    let after: Option<i64> = decode_cursor(query.cursor.as_deref())?;
    let after = after.unwrap_or_default();
    let rows = store::lines(&app.db, reading.id, after, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |row| row.place);
    Ok(HttpResponse::Ok().json(page.map(CinemaStatementLine::from)))
}

/// Download a day's statement.
///
/// The bytes as the cinema sent them, whose SHA-256 stands with the statement.
#[utoipa::path(
    tag = "admin",
    operation_id = "download_cinema_statement",
    params(
        ("id" = CinemaId, Path, description = "The cinema."),
        ("date" = NaiveDate, Path, description = "The cinema's business day, YYYY-MM-DD."),
    ),
    responses((status = 200, description = "The last reading.", body = Vec<u8>,
        content_type = "application/octet-stream")),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas/{id}/statements/{date}/raw")]
pub async fn download_cinema_statement(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    path: Path<(CinemaId, NaiveDate)>,
) -> Result<HttpResponse> {
    let (id, date) = path.into_inner();
    let reading = last_reading(&app, (id, date)).await?;
    let raw = store::raw(&app.db, reading.id).await?;
    let cinema = store::cinema(&app.db, id).await?;
    let name = format!("statement-{}-{date}.json", cinema.cinema_code);
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .body(raw))
}

/// Fetch a day's statement now.
///
/// A statement that reads otherwise than before is kept beside the earlier one.
#[utoipa::path(
    tag = "admin",
    operation_id = "fetch_cinema_statement",
    params(
        ("id" = CinemaId, Path, description = "The cinema."),
        ("date" = NaiveDate, Path, description = "The cinema's business day, YYYY-MM-DD."),
    ),
    responses((status = 200, description = "The statement as it is now.", body = CinemaStatement)),
    security(("bearer" = [])),
)]
#[post("/admin/cinemas/{id}/statements/{date}")]
pub async fn fetch_cinema_statement(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(CinemaId, NaiveDate)>,
) -> Result<HttpResponse> {
    let (id, date) = path.into_inner();
    let cinema = store::cinema(&app.db, id).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    let tx = app.db.begin().await?;
    let (target, detail) = (cinema.id.to_string(), json!({ "business_on": date }));
    audit::record(&app, &tx, &actor, "cinema_statement_fetched", &target, detail).await?;
    tx.commit().await?;
    flow::fetch_now(&app, &cinema, date).await?;
    let reading = last_reading(&app, (id, date)).await?;
    let acknowledged = store::acknowledged_at(&app.db, &[reading.id]).await?;
    let at = acknowledged.get(&reading.id).copied();
    Ok(HttpResponse::Ok().json(CinemaStatement::of(reading, at)))
}

async fn last_reading(app: &App, (id, date): (CinemaId, NaiveDate)) -> Result<Reading> {
    let day = CinemaDay { cinema_id: id, business_on: date };
    store::latest(&app.db, day).await?.ok_or(Error::NotFound("statement"))
}
