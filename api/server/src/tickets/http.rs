//! Tickets over HTTP.

use actix_web::{HttpRequest, HttpResponse, get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::ids::{OrderId, TicketId};
use domain::orders::OrderStatus;
use domain::tickets::{LivePayload, QrPayload, TicketState};
use sea_orm::EntityTrait;
use serde::Serialize;
use tables::{cinemas, orders, showtimes, tickets};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::qr::LiveTicket;
use super::{calendar, qr, store};
use crate::app::App;
use crate::audit::Actor;
use crate::catalogue::{Showtime, showtime_views};
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{BodyDigest, Path};
use crate::http::problem::ProblemCode;
use crate::identity::Customer;
use crate::{messages, payments};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get_order_tickets).service(get_order_calendar).service(resend_order_message);
}

/// The right to one seat.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Ticket {
    pub id: TicketId,
    pub ticket_no: String,
    pub seat_code: String,
    pub section: String,
    pub row: String,
    pub seat: String,
    pub state: TicketState,
    pub collected_at: Option<DateTime<Utc>>,
    pub checked_in_at: Option<DateTime<Utc>>,
    /// Signed text of this ticket alone, for friends who come later.
    pub qr: String,
}

/// All that the customer needs at the cinema.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderTickets {
    pub order_id: OrderId,
    pub order_no: String,
    /// Typed at the kiosk or told at the desk.
    #[schema(example = "483920175526")]
    pub pickup_code: String,
    pub verification_code: String,
    /// Signed text of the whole order, read at the gate.
    pub qr: String,
    /// The same as a drawing.
    pub qr_svg: String,
    /// The same as a square that turns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub live: Option<LiveTicket>,
    pub showtime: Showtime,
    pub items: Vec<Ticket>,
}

/// Where a message was sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MessageQueued {
    #[schema(example = "queued")]
    pub status: String,
    /// The phone with its middle hidden.
    #[schema(example = "138****0001")]
    pub to: String,
}

/// Read the tickets of one's own order.
#[utoipa::path(
    tag = "tickets",
    operation_id = "get_order_tickets",
    params(("id" = OrderId, Path, description = "The order.")),
    responses(
        (status = 200, description = "Codes and tickets.", body = OrderTickets),
        (status = 409, description = "`order_not_ticketed`"),
    ),
    security(("bearer" = [])),
)]
#[get("/orders/{id}/tickets")]
pub async fn get_order_tickets(
    app: web::Data<App>,
    customer: Customer,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = payments::store::order_of_customer(&app.db, id.into_inner(), customer.id).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "private, no-store"))
        .json(show(&app, order).await?))
}

async fn show(app: &App, order: orders::Model) -> Result<OrderTickets> {
    let (pickup_code, verification_code) = codes(&order)?;
    let rows = store::tickets_of(&app.db, order.id).await?;
    let mut views = showtime_views(&app.db, &[order.showtime_id], app.clock.now()).await?;
    let showtime = views.remove(&order.showtime_id).ok_or(Error::NotFound("showtime"))?;
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&app.db).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let payload = |ticket_nos: Vec<String>| QrPayload {
        order_id: order.id,
        cinema_code: cinema.cinema_code.clone(),
        session_code: showtime.session_code.clone(),
        pickup_code: pickup_code.clone(),
        ticket_nos,
        expires_at: showtime.ends_at,
    };
    let qr = qr::sign(&app.keys.ticket, &payload(Vec::new()))?;
    let live = Some(live(app, &order, &cinema, &showtime, rows.len()).await?);
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let qr = qr::sign(&app.keys.ticket, &payload(vec![row.ticket_no.clone()]))?;
        items.push(show_ticket(&order, row, qr));
    }
    Ok(OrderTickets {
        order_id: order.id,
        order_no: order.order_no,
        pickup_code: pickup_code.clone(),
        verification_code,
        qr_svg: qr::draw(&qr)?,
        live,
        qr,
        showtime,
        items,
    })
}

async fn live(
    app: &App,
    order: &orders::Model,
    cinema: &cinemas::Model,
    showtime: &Showtime,
    ticket_count: usize,
) -> Result<LiveTicket> {
    let holder = app.keys.holder(order.id)?;
    let payload = LivePayload {
        order_id: order.id,
        cinema_code: cinema.cinema_code.clone(),
        session_code: showtime.session_code.clone(),
        ticket_count: u8::try_from(ticket_count).unwrap_or(u8::MAX),
        holder: holder.public,
        expires_at: showtime.ends_at,
    };
    let payload = qr::sign_live(&app.keys.ticket, &payload)?;
    Ok(qr::live_ticket(payload, &holder, store::requires_live(&app.db, cinema.id).await?))
}

fn show_ticket(order: &orders::Model, row: tickets::Model, qr: String) -> Ticket {
    let seat = order.seats.0.iter().find(|seat| seat.seat_code == row.seat_code);
    let place = seat.map(|seat| (seat.section.clone(), seat.row.clone(), seat.seat.clone()));
    let (section, seat_row, seat) = place.unwrap_or_default();
    Ticket {
        id: row.id,
        ticket_no: row.ticket_no,
        seat_code: row.seat_code,
        section,
        row: seat_row,
        seat,
        state: row.state,
        collected_at: row.collected_at,
        checked_in_at: row.checked_in_at,
        qr,
    }
}

fn codes(order: &orders::Model) -> Result<(String, String)> {
    match (order.status, &order.pickup_code, &order.verification_code) {
        (OrderStatus::Ticketed, Some(pickup), Some(verification)) => {
            Ok((pickup.clone(), verification.clone()))
        }
        _ => Err(Error::refused(ProblemCode::OrderNotTicketed, "The order has no tickets now.")),
    }
}

/// Get the show as a calendar entry.
#[utoipa::path(
    tag = "tickets",
    operation_id = "get_order_calendar",
    params(("id" = OrderId, Path, description = "The order.")),
    responses(
        (status = 200, description = "An iCalendar file (RFC 5545).", body = String,
            content_type = "text/calendar"),
        (status = 409, description = "`order_not_ticketed`"),
    ),
    security(("bearer" = [])),
)]
#[get("/orders/{id}/tickets.ics")]
pub async fn get_order_calendar(
    app: web::Data<App>,
    customer: Customer,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = payments::store::order_of_customer(&app.db, id.into_inner(), customer.id).await?;
    codes(&order)?;
    let mut views = showtime_views(&app.db, &[order.showtime_id], app.clock.now()).await?;
    let showtime = views.remove(&order.showtime_id).ok_or(Error::NotFound("showtime"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"marquee.ics\""))
        .body(calendar::write(&order, &showtime)))
}

/// Sends the message with the codes again; `by` is the administrator who asked for it.
///
/// # Errors
/// `order_not_ticketed`, and 429 when it was sent often enough.
pub async fn resend(app: &App, order: &orders::Model, by: Option<&Actor>) -> Result<()> {
    codes(order)?;
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&app.db).await?;
    let showtime = showtimes::Entity::find_by_id(order.showtime_id).one(&app.db).await?;
    let (Some(cinema), Some(showtime)) = (cinema, showtime) else {
        return Err(Error::NotFound("showtime"));
    };
    messages::resend_tickets(app, order, &cinema, &showtime, by).await
}

/// Send the pickup code to the phone again.
#[utoipa::path(
    tag = "tickets",
    operation_id = "resend_order_message",
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 202, description = "Queued.", body = MessageQueued)),
    security(("bearer" = [])),
)]
#[post("/orders/{id}/messages")]
pub async fn resend_order_message(
    app: web::Data<App>,
    customer: Customer,
    request: HttpRequest,
    id: Path<OrderId>,
) -> Result<HttpResponse> {
    let order = payments::store::order_of_customer(&app.db, id.into_inner(), customer.id).await?;
    codes(&order)?;
    let body = BodyDigest::of_nothing();
    idempotency::run_if_keyed(&app, customer.id, &request, body, |_| async {
        resend(&app, &order, None).await?;
        let to = messages::mask_phone(&order.phone);
        Ok((StatusCode::ACCEPTED, MessageQueued { status: "queued".to_owned(), to }))
    })
    .await
}
