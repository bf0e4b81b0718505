//! Orders over HTTP.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::identity::{Phone, Role};
use domain::ids::{OrderId, SeatLockId, TicketId};
use domain::money::Money;
use domain::orders::OrderStatus;
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::views::{Order, Refund, RefundQuote, Timeline, show_order, show_orders};
use super::{flow, store};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{Json, OptionalJson, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Customer, refuse_single_factor};
use crate::payments;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(create_order)
        .service(list_orders)
        .service(get_order)
        .service(cancel_order)
        .service(get_order_timeline)
        .service(get_refund_quote)
        .service(create_refund);
}

/// Which seats to order, and the phone that gets the pickup code.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct CreateOrder {
    pub seat_lock_id: SeatLockId,
    /// The customer's own phone when it is not said.
    #[validate(length(min = 1, max = 20))]
    #[schema(example = "13800000001")]
    pub phone: Option<String>,
}

/// Which orders to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListOrders {
    pub status: Option<OrderStatus>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// Which tickets to give back.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
pub struct CreateRefund {
    /// All tickets of the order, or nothing said for the same.
    #[validate(length(min = 1, max = 20))]
    pub ticket_ids: Option<Vec<TicketId>>,
}

/// Order held seats.
///
/// The seats stay locked at the cinema; `payable_until` is the cinema's own limit less a margin.
#[utoipa::path(
    tag = "orders",
    operation_id = "create_order",
    params(("Idempotency-Key" = String, Header, description = "Repeats are recognised by it.")),
    request_body = CreateOrder,
    responses(
        (status = 201, description = "The order, waiting for payment.", body = Order),
        (status = 404, description = "No such lock of the caller's."),
        (status = 409, description = "lock_expired, lock_not_payable"),
    ),
    security(("bearer" = [])),
)]
#[post("/orders")]
pub async fn create_order(
    app: web::Data<App>,
    customer: Customer,
    request: HttpRequest,
    body: Json<CreateOrder>,
) -> Result<HttpResponse> {
    let digest = body.digest();
    let body = body.into_inner();
    let phone = match body.phone.as_deref() {
        Some(phone) => Phone::parse(phone)
            .ok_or_else(|| Error::invalid("/phone", "phone", "This is no phone number."))?
            .as_str()
            .to_owned(),
        None => customer.phone.clone(),
    };
    let app = &app;
    idempotency::run(app, customer.id, &request, digest, |effect| async move {
        let id = effect.id();
        let order = flow::create_order(app, id, &customer, body.seat_lock_id, phone).await?;
        let order = show_order(&app.db, order, app.clock.now()).await?;
        Ok((StatusCode::CREATED, order))
    })
    .await
}

/// List one's own orders, newest first.
#[utoipa::path(
    tag = "orders",
    operation_id = "list_orders",
    params(ListOrders),
    responses((status = 200, description = "A page of orders.", body = Page<Order>)),
    security(("bearer" = [])),
)]
#[get("/orders")]
pub async fn list_orders(
    app: web::Data<App>,
    customer: Customer,
    query: Query<ListOrders>,
) -> Result<HttpResponse> {
    let before: Option<(DateTime<Utc>, OrderId)> = decode_cursor(query.cursor.as_deref())?;
    let limit = query.limit;
    let rows =
        store::orders_of_customer(&app.db, customer.id, query.status, before, limit.plus_one())
            .await?;
    let page = Page::cut(rows, limit, |row| (row.created_at, row.id));
    let items = show_orders(&app.db, page.items, app.clock.now()).await?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: page.next_cursor }))
}

/// Read one's own order.
#[utoipa::path(
    tag = "orders",
    operation_id = "get_order",
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 200, description = "The order.", body = Order)),
    security(("bearer" = [])),
)]
#[get("/orders/{id}")]
pub async fn get_order(
    app: web::Data<App>,
    customer: Customer,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = payments::store::order_of_customer(&app.db, id.into_inner(), customer.id).await?;
    Ok(HttpResponse::Ok().json(show_order(&app.db, order, app.clock.now()).await?))
}

/// Give an unpaid order up.
///
/// Without an open payment the order is cancelled at once. With one it stays `awaiting_payment`
/// until the bank has said that no money will be taken, and is cancelled then; money that comes all
/// the same is returned.
#[utoipa::path(
    tag = "orders",
    operation_id = "cancel_order",
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 200, description = "The order as it is now.", body = Order)),
    security(("bearer" = [])),
)]
#[post("/orders/{id}/cancel")]
pub async fn cancel_order(
    app: web::Data<App>,
    customer: Customer,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    flow::cancel_order(&app, id, customer.id).await?;
    let order = payments::store::order_of_customer(&app.db, id, customer.id).await?;
    Ok(HttpResponse::Ok().json(show_order(&app.db, order, app.clock.now()).await?))
}

/// Read what happened to an order.
///
/// For its owner, and for administrators and auditors.
#[utoipa::path(
    tag = "orders",
    operation_id = "get_order_timeline",
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 200, description = "The history, oldest first.", body = Timeline)),
    security(("bearer" = [])),
)]
#[get("/orders/{id}/timeline")]
pub async fn get_order_timeline(
    app: web::Data<App>,
    customer: Customer,
    request: HttpRequest,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = store::order(&app.db, id.into_inner()).await?;
    let reads_all = matches!(customer.role, Role::Administrator | Role::Auditor);
    if order.user_id != customer.id {
        if !reads_all {
            return Err(Error::NotFound("order"));
        }
        refuse_single_factor(&app, &customer)?;
        let actor = Actor::of(&app, customer.id, &request);
        audit::note(&app, &actor, "order.read", &order.order_no, json!({})).await?;
    }
    let events = store::events(&app.db, order.id).await?;
    let items = events.into_iter().map(Into::into).collect();
    Ok(HttpResponse::Ok().json(Timeline { items }))
}

/// Ask what giving an order back would bring.
#[utoipa::path(
    tag = "orders",
    operation_id = "get_refund_quote",
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 200, description = "What would come back.", body = RefundQuote)),
    security(("bearer" = [])),
)]
#[get("/orders/{id}/refund-quote")]
pub async fn get_refund_quote(
    app: web::Data<App>,
    customer: Customer,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = payments::store::order_of_customer(&app.db, id.into_inner(), customer.id).await?;
    let quote = flow::quote(&app, &app.db, &order).await?;
    let amount = if quote.refusal.is_none() { order.total_minor } else { 0 };
    Ok(HttpResponse::Ok().json(RefundQuote {
        refundable: quote.refusal.is_none(),
        reason: quote.refusal.map(|code| code.as_str().to_owned()),
        amount: Money::new(amount, order.currency),
        fee: Money::zero(order.currency),
        refund_until: quote.refund_until,
    }))
}

/// Give an order back.
///
/// The cinema takes the tickets back first; the bank then returns the whole amount.
#[utoipa::path(
    tag = "orders",
    operation_id = "create_refund",
    params(
        ("id" = OrderId, Path, description = "The order."),
        ("Idempotency-Key" = String, Header, description = "Repeats are recognised by it."),
    ),
    request_body(content = Option<CreateRefund>, description = "Nothing, or all tickets."),
    responses((status = 202, description = "Accepted; the money is on its way.", body = Refund)),
    security(("bearer" = [])),
)]
#[post("/orders/{id}/refunds")]
pub async fn create_refund(
    app: web::Data<App>,
    customer: Customer,
    request: HttpRequest,
    id: Path<OrderId>,
    body: OptionalJson<CreateRefund>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    idempotency::run(&app, customer.id, &request, body.digest(), |_| async {
        let tickets = body.ticket_ids.as_deref();
        let refund = flow::create_refund(&app, id, customer.id, tickets).await?;
        Ok((StatusCode::ACCEPTED, Refund::from(refund)))
    })
    .await
}
