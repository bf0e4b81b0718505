//! The counter over HTTP.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use box_office::staff::{self, SaleKey};
use chrono::NaiveDate;
use domain::ids::CinemaId;
use domain::schedule::Tender;
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use super::views::{DayStatement, Sale, show_day};
use crate::app::App;
use crate::error::Result;
use crate::http::idempotency;
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::Staff;
use crate::schedule::{Deed, Office, refuse};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(create_sale)
        .service(list_sales)
        .service(get_sale)
        .service(refund_sale)
        .service(get_day_statement);
}

/// What somebody buys at the counter.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct NewSale {
    #[validate(length(min = 1, max = 50))]
    pub session_code: String,
    /// The version that the seller saw.
    pub session_version: i64,
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub seats: Vec<String>,
    pub tender: Tender,
}

/// The cinema that somebody sells for.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct OfCinema {
    /// Administrators must name the cinema; staff need not, and may name no other than theirs.
    cinema_id: Option<CinemaId>,
}

/// Which sales to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct ListSales {
    /// The business date on which they were made.
    date: NaiveDate,
    /// Administrators must name the cinema; staff need not, and may name no other than theirs.
    cinema_id: Option<CinemaId>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    limit: Limit,
    #[validate(length(max = 200))]
    cursor: Option<String>,
}

/// Sell at the counter.
///
/// All seats or none, until the show ends; blocked seats only after unblocking. The platform takes
/// no fee.
#[utoipa::path(
    tag = "box office",
    operation_id = "create_sale",
    params(
        ("Idempotency-Key" = String, Header, description = "Repeats are recognised by it."),
        OfCinema,
    ),
    request_body = NewSale,
    responses(
        (status = 201, description = "The tickets.", body = Sale),
        (status = 409, description = "seat_taken names the seats; showtime_changed: read the \
            session again; showtime_cancelled, sales_closed"),
        (status = 422, description = "seat_unknown names the seats"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/sales")]
async fn create_sale(
    app: web::Data<App>,
    staff: Staff,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<NewSale>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let digest = body.digest();
    let body = body.into_inner();
    let app = &app;
    idempotency::run(app, staff.id, &request, digest, |effect| async move {
        let sale_id: Uuid = effect.id();
        let deed = Deed {
            action: "create_sale",
            target: sale_id.to_string(),
            detail: json!({
                "session_code": body.session_code,
                "seats": body.seats,
                "tender": body.tender,
            }),
        };
        let wish = staff::NewSale {
            sale_id,
            session_code: body.session_code,
            session_version: body.session_version,
            seats: body.seats,
            tender: body.tender,
            sold_by: office.name.clone(),
        };
        let sale = office
            .change(app, &deed, async |tx, now| staff::sell(tx, office.code(), &wish, now).await);
        Ok((StatusCode::CREATED, Sale::from(sale.await?)))
    })
    .await
}

/// List a day's sales of the counter, the newest first.
#[utoipa::path(
    tag = "box office",
    operation_id = "list_sales",
    params(ListSales),
    responses(
        (status = 200, description = "A page of sales.", body = Page<Sale>),
        (status = 404, description = "Another cinema's staff, or a cinema with its own system."),
    ),
    security(("bearer" = [])),
)]
#[get("/box-office/sales")]
async fn list_sales(
    app: web::Data<App>,
    staff: Staff,
    query: Query<ListSales>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, query.cinema_id, &request).await?;
    let after: Option<SaleKey> = decode_cursor(query.cursor.as_deref())?;
    let limit = query.limit.plus_one();
    let sales = staff::sales(&app.db, office.code(), query.date, after, limit).await;
    let key = |sale: &staff::Sale| SaleKey { sold_at: sale.sold_at, sale_id: sale.sale_id };
    let page = Page::cut(sales.map_err(refuse)?, query.limit, key);
    Ok(HttpResponse::Ok().json(page.map(Sale::from)))
}

/// Read a sale of the counter.
#[utoipa::path(
    tag = "box office",
    operation_id = "get_sale",
    params(("sale_id" = Uuid, Path, description = "The sale."), OfCinema),
    responses((status = 200, description = "The sale.", body = Sale)),
    security(("bearer" = [])),
)]
#[get("/box-office/sales/{sale_id}")]
async fn get_sale(
    app: web::Data<App>,
    staff: Staff,
    sale_id: Path<Uuid>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let sale = staff::sale(&app.db, office.code(), *sale_id).await.map_err(refuse)?;
    Ok(HttpResponse::Ok().json(Sale::from(sale)))
}

/// Take a whole sale of the counter back.
///
/// Before use and before the show ends; tickets of a cancelled session always. Repeated, it answers
/// the same.
#[utoipa::path(
    tag = "box office",
    operation_id = "refund_sale",
    params(("sale_id" = Uuid, Path, description = "The sale."), OfCinema),
    responses(
        (status = 200, description = "The sale, given back.", body = Sale),
        (status = 409, description = "not_refundable: a ticket was used; sales_closed"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/sales/{sale_id}/refund")]
async fn refund_sale(
    app: web::Data<App>,
    staff: Staff,
    sale_id: Path<Uuid>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let id = *sale_id;
    let deed = Deed { action: "refund_sale", target: id.to_string(), detail: json!({}) };
    let sale =
        office.change(&app, &deed, async |tx, now| staff::refund(tx, office.code(), id, now).await);
    Ok(HttpResponse::Ok().json(Sale::from(sale.await?)))
}

/// Read what a business day brought, through the platform and at the counter.
#[utoipa::path(
    tag = "box office",
    operation_id = "get_day_statement",
    params(("date" = NaiveDate, Path, description = "The business date."), OfCinema),
    responses((status = 200, description = "The statement.", body = DayStatement)),
    security(("bearer" = [])),
)]
#[get("/box-office/statements/{date}")]
async fn get_day_statement(
    app: web::Data<App>,
    staff: Staff,
    date: Path<NaiveDate>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let now = app.clock.now();
    let day = staff::day_statement(&app.db, office.code(), *date, now).await.map_err(refuse)?;
    Ok(HttpResponse::Ok().json(show_day(*date, day)?))
}
