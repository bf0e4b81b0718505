//! Figures for administrators.

use actix_web::{HttpResponse, get, web};
use chrono::Duration;
use domain::calendar::{PLATFORM_ZONE, book_date};
use domain::money::{Currency, Money};
use domain::orders::OrderStatus;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use tables::orders;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{cinemas, health};
use crate::app::App;
use crate::error::Result;
use crate::identity::{Operator, ReadBooks};
use crate::outbox;

/// A purchase takes seconds; one that took money and is not done after this is worth a look.
const DONE_WITHIN: Duration = Duration::minutes(5);

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get_overview)
        .service(cinemas::list_cinema_systems)
        .service(cinemas::register_cinema)
        .service(cinemas::get_cinema_system)
        .service(cinemas::edit_cinema_system)
        .service(cinemas::add_cinema_key)
        .service(cinemas::revoke_cinema_key)
        .service(cinemas::sync_cinema)
        .service(health::get_cinema_health)
        .service(health::list_cinema_findings)
        .service(health::dismiss_finding);
}

/// How the platform is doing now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Overview {
    /// Orders that were paid more than five minutes ago and have neither ticket nor refund. Zero
    /// when all is well.
    pub paid_without_ticket_or_refund: u64,
    /// Orders that wait for a person.
    pub needs_operator: u64,
    pub orders_today: u64,
    /// What ticketed orders of today add up to.
    pub sales_today: Money,
    /// Messages and other things that wait to be sent.
    pub outbox_waiting: u64,
}

/// Read the live figures.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_overview",
    responses((status = 200, description = "The figures of this moment.", body = Overview)),
    security(("bearer" = [])),
)]
#[get("/admin/overview")]
pub async fn get_overview(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
) -> Result<HttpResponse> {
    use orders::Column;
    let now = app.clock.now();
    let midnight = book_date(now).and_time(chrono::NaiveTime::MIN);
    let midnight = midnight.and_local_timezone(PLATFORM_ZONE).earliest();
    let today = midnight.map_or(now, |at| at.with_timezone(&chrono::Utc));
    let unfinished = [OrderStatus::Paid, OrderStatus::Refunding];
    let stuck = orders::Entity::find()
        .filter(Column::Status.is_in(unfinished))
        .filter(Column::PaidAt.lt(now - DONE_WITHIN));
    let waiting = orders::Entity::find().filter(Column::NeedsOperator.eq(true));
    let of_today = orders::Entity::find().filter(Column::CreatedAt.gte(today));
    let sales = orders::Entity::find()
        .select_only()
        .column_as(Expr::col(Column::TotalMinor).sum().cast_as("BIGINT"), "sales")
        .filter(Column::Status.eq(OrderStatus::Ticketed))
        .filter(Column::TicketedAt.gte(today))
        .into_tuple::<Option<i64>>()
        .one(&app.db)
        .await?;
    Ok(HttpResponse::Ok().json(Overview {
        paid_without_ticket_or_refund: stuck.count(&app.db).await?,
        needs_operator: waiting.count(&app.db).await?,
        orders_today: of_today.count(&app.db).await?,
        sales_today: Money::new(sales.flatten().unwrap_or(0), Currency::Cny),
        outbox_waiting: outbox::waiting(&app.db).await?,
    }))
}
