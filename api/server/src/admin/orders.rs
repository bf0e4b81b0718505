//! Orders in administration: finding one, seeing all that is known about it, and the few things
//! that may be done with it. Every look and every act stands in the audit trail.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::identity::Role;
use domain::ids::{CinemaId, OrderId};
use domain::orders::OrderStatus;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::seat_locks;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::disclosure::{Disclose, Disclosure};
use super::finder::{self, OrderFilter, Sought};
use super::picture::{self, AdminMessage, AdminOrder, AdminOrderSummary};
use super::{bank_words, breaks};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{Json, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};
use crate::orders::{self, Grounds};
use crate::{ledger, payments, tickets};

/// Messages with the codes that one order may cause; the sender counts again.
const COPIES: usize = 6;

/// Which orders to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListAdminOrders {
    /// An order, payment or refund number, a phone, a pickup code, or the bank's reference.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    pub status: Option<OrderStatus>,
    pub cinema_id: Option<CinemaId>,
    /// First day on which the order was made.
    pub from: Option<NaiveDate>,
    /// Last day, inclusive.
    pub to: Option<NaiveDate>,
    /// Only those that wait for a person, or only the others.
    pub needs_operator: Option<bool>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// Why an administrator gives an order back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct AdminRefundRequest {
    /// Kept in the audit trail; the customer does not see it.
    #[validate(length(min = 3, max = 500))]
    pub reason: String,
}

/// Find orders.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_admin_orders",
    params(ListAdminOrders),
    responses((status = 200, description = "The newest first; phones are masked.",
        body = Page<AdminOrderSummary>)),
    security(("bearer" = [])),
)]
#[get("/admin/orders")]
pub async fn list_admin_orders(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    query: Query<ListAdminOrders>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let before: Option<(DateTime<Utc>, OrderId)> = decode_cursor(query.cursor.as_deref())?;
    let filter = OrderFilter {
        sought: query.q.as_deref().and_then(Sought::read),
        status: query.status,
        cinema_id: query.cinema_id,
        from: query.from,
        to: query.to,
        needs_operator: query.needs_operator,
    };
    let actor = Actor::of(&app, reader.id, &request);
    audit::note(&app, &actor, "order.searched", "orders", filter.facts()).await?;
    let rows = finder::find(&app.db, &filter, before, query.limit.plus_one()).await?;
    let page = Page::cut(rows, query.limit, |row| (row.created_at, row.id));
    let items = picture::summaries(&app.db, &page.items).await?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: page.next_cursor }))
}

/// Read all that is known about an order.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_admin_order",
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 200, description = "Ours, the bank's and the cinema's records.",
        body = AdminOrder)),
    security(("bearer" = [])),
)]
#[get("/admin/orders/{id}")]
pub async fn get_admin_order(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = draw(&app, id.into_inner(), reader.role).await?;
    let actor = Actor::of(&app, reader.id, &request);
    audit::note(&app, &actor, "order.read", &order.summary.order_no, json!({})).await?;
    Ok(HttpResponse::Ok().json(order))
}

/// Ask the bank and the cinema about an order now.
///
/// Whatever they answer is recorded as if it had been asked when it was due. Nothing is sold, taken
/// or returned twice by it.
#[utoipa::path(
    tag = "admin",
    operation_id = "ask_order_again",
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 200, description = "What is known now.", body = AdminOrder)),
    security(("bearer" = [])),
)]
#[post("/admin/orders/{id}/inquiries")]
pub async fn ask_order_again(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    orders::ask_again(&app, id, &actor).await?;
    Ok(HttpResponse::Ok().json(draw(&app, id, administrator.role).await?))
}

/// Give an order back for its customer.
///
/// The way and the rules are the customer's own: the cinema takes the tickets back first, the bank
/// then returns the whole amount, and there is one refund however many people ask.
#[utoipa::path(
    tag = "admin",
    operation_id = "refund_admin_order",
    params(
        ("id" = OrderId, Path, description = "The order."),
        ("Idempotency-Key" = String, Header, description = "Repeats are recognised by it."),
    ),
    request_body = AdminRefundRequest,
    responses(
        (status = 201, description = "The money is on its way.", body = AdminOrder),
        (status = 409, description = "not_refundable, already_refunded, order_not_ticketed"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/orders/{id}/refunds")]
pub async fn refund_admin_order(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<OrderId>,
    body: Json<AdminRefundRequest>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    let grounds = Grounds { actor: &actor, reason: &body.reason };
    let (app, grounds) = (&app, &grounds);
    idempotency::run(app, administrator.id, &request, body.digest(), |_| async move {
        orders::refund(app, id, grounds).await?;
        Ok((StatusCode::CREATED, draw(app, id, Role::Administrator).await?))
    })
    .await
}

/// Send the pickup code to the customer again.
#[utoipa::path(
    tag = "admin",
    operation_id = "resend_admin_message",
    params(("id" = OrderId, Path, description = "The order.")),
    responses(
        (status = 202, description = "Queued."),
        (status = 409, description = "order_not_ticketed"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/orders/{id}/messages")]
pub async fn resend_admin_message(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = orders::order(&app.db, id.into_inner()).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    tickets::resend(&app, &order, Some(&actor)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Read the whole phone number of an order.
#[utoipa::path(
    tag = "admin",
    operation_id = "disclose_order",
    params(("id" = OrderId, Path, description = "The order.")),
    request_body = Disclose,
    responses((status = 200, description = "The number; who asked and why is written down.",
        body = Disclosure)),
    security(("bearer" = [])),
)]
#[post("/admin/orders/{id}/disclosure")]
pub async fn disclose_order(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<OrderId>,
    body: Json<Disclose>,
) -> Result<HttpResponse> {
    let order = orders::order(&app.db, id.into_inner()).await?;
    let actor = Actor::of(&app, administrator.id, &request);
    let detail = json!({ "reason": body.reason });
    audit::note(&app, &actor, "order.disclosed", &order.order_no, detail).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "private, no-store"))
        .json(Disclosure { phone: Some(order.phone) }))
}

/// Gathers all that is known about an order, for somebody with this role.
async fn draw(app: &App, id: OrderId, role: Role) -> Result<AdminOrder> {
    let (db, now) = (&app.db, app.clock.now());
    let row = orders::order(db, id).await?;
    let lock = seat_locks::Entity::find_by_id(row.seat_lock_id).one(db).await?;
    let paid = payments::store::payments_of_orders(db, &[id]).await?;
    let returned = payments::store::refunds_of_orders(db, &[id]).await?;
    let summary = picture::summaries(db, std::slice::from_ref(&row)).await?.pop();
    let messages = picture::messages_of(db, id).await?;
    let mut order = AdminOrder {
        summary: summary.ok_or(Error::NotFound("order"))?,
        price: row.price.clone(),
        seats: row.seats.0.clone(),
        lock_ref: lock.as_ref().and_then(|lock| lock.lock_ref.clone()),
        cinema_order_ref: row.cinema_order_ref.clone(),
        bank_records: bank_words::of_order(app, &paid, &returned).await?,
        cinema_records: picture::cinema_records(db, &row).await?,
        tickets: tickets::tickets_of(db, id).await?.into_iter().map(Into::into).collect(),
        entries: ledger::of_order(db, id, row.created_at, now).await?,
        breaks: breaks::of_order(db, id, now).await?,
        actions: match role {
            Role::Administrator => actions(app, &row, &messages).await?,
            _ => Vec::new(),
        },
        payments: paid.into_iter().map(Into::into).collect(),
        refunds: returned.into_iter().map(Into::into).collect(),
        messages,
        timeline: Vec::new(),
    };
    let events = orders::events(db, id).await?.into_iter().map(Into::into).collect();
    order.timeline = picture::merge(events, &order, lock.map(|lock| lock.created_at));
    Ok(order)
}

/// What may be done with an order now. Asking is always safe; the others follow their own rules.
async fn actions(
    app: &App,
    order: &tables::orders::Model,
    messages: &[AdminMessage],
) -> Result<Vec<String>> {
    let mut actions = vec!["ask_again".to_owned()];
    let open = payments::store::refunds_of_orders(&app.db, &[order.id]).await?;
    let is_on_its_way = open.iter().any(|refund| refund.status.is_open());
    if !is_on_its_way && orders::refund_refusal(app, order).await?.is_none() {
        actions.push("refund".to_owned());
    }
    let sent = messages.iter().filter(|message| message.template == "tickets").count();
    if order.status == OrderStatus::Ticketed && sent < COPIES {
        actions.push("resend_message".to_owned());
    }
    Ok(actions)
}
