//! The desk and the gate over HTTP.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::ids::ShowtimeId;
use domain::text::LocalizedText;
use domain::tickets::TicketState;
use gateways::cinema::PickupView;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use tables::{films, halls};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::flow::{self, Sale, Shown};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::{Json, OptionalJson, Path};
use crate::identity::Staff;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get_pickup).service(collect_pickup).service(check_in);
}

/// A ticket as the desk sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeskTicket {
    pub ticket_no: String,
    pub seat_code: String,
    pub row: String,
    pub seat: String,
    pub state: TicketState,
    pub collected_at: Option<DateTime<Utc>>,
    pub checked_in_at: Option<DateTime<Utc>>,
    /// The signed text for the square on the paper, for a ticket that is handed out now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub qr: Option<String>,
}

/// An order as the desk sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Pickup {
    pub pickup_code: String,
    pub order_no: String,
    pub film: LocalizedText,
    pub hall: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub tickets: Vec<DeskTicket>,
}

/// What the desk asks for before it hands tickets out.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
pub struct CollectPickup {
    /// The customer's second code; a kiosk asks for it.
    #[validate(length(max = 20))]
    pub verification_code: Option<String>,
}

/// What was typed or scanned at the gate.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct CheckIn {
    /// A pickup code, or the text of a ticket's square.
    #[validate(length(min = 1, max = 1024))]
    #[schema(example = "4839 2017 5526")]
    pub code: String,
    /// The showtime of this gate; tickets of another one are turned away.
    pub showtime_id: Option<ShowtimeId>,
}

/// Whether people go in now or went in before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckInOutcome {
    Admitted,
    AlreadyCheckedIn,
}

/// The gate's answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CheckInResult {
    pub outcome: CheckInOutcome,
    /// When these tickets were first admitted.
    pub first_at: DateTime<Utc>,
    pub film: LocalizedText,
    pub hall: LocalizedText,
    pub starts_at: DateTime<Utc>,
    /// The tickets that were shown.
    pub tickets: Vec<DeskTicket>,
}

/// Look up a pickup code at the desk.
#[utoipa::path(
    tag = "box office",
    operation_id = "get_pickup",
    params(("pickup_code" = String, Path, description = "12 digits, or a ticket's square.")),
    responses((status = 200, description = "The order behind the code.", body = Pickup)),
    security(("bearer" = [])),
)]
#[get("/box-office/pickups/{pickup_code}")]
pub async fn get_pickup(
    app: web::Data<App>,
    staff: Staff,
    code: Path<String>,
) -> Result<HttpResponse> {
    let shown = flow::read_code(&app, staff.cinema_scope(), &code, app.clock.now()).await?;
    let view = flow::look(&app, &shown).await?;
    Ok(HttpResponse::Ok().json(show(&app, shown, view).await?))
}

/// Hand the paper tickets out.
///
/// Repeated, it answers the same and changes nothing.
#[utoipa::path(
    tag = "box office",
    operation_id = "collect_pickup",
    params(("pickup_code" = String, Path, description = "12 digits, or a ticket's square.")),
    request_body(content = Option<CollectPickup>, description = "The second code, at a kiosk."),
    responses(
        (status = 200, description = "The tickets to print.", body = Pickup),
        (status = 409, description = "wrong_cinema, wrong_showtime, ticket_refunded"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/pickups/{pickup_code}/collect")]
pub async fn collect_pickup(
    app: web::Data<App>,
    staff: Staff,
    code: Path<String>,
    body: OptionalJson<CollectPickup>,
) -> Result<HttpResponse> {
    let shown = flow::read_code(&app, staff.cinema_scope(), &code, app.clock.now()).await?;
    let view = flow::collect(&app, &shown, body.verification_code.as_deref()).await?;
    let print = flow::printer(&app, &shown);
    let mut pickup = show(&app, shown, view).await?;
    for ticket in &mut pickup.tickets {
        if ticket.state == TicketState::Collected {
            ticket.qr = Some(print(&ticket.ticket_no)?);
        }
    }
    Ok(HttpResponse::Ok().json(pickup))
}

/// Let people in at the gate.
///
/// Repeated, it answers `already_checked_in` with the first time. A refusal says why.
#[utoipa::path(
    tag = "box office",
    operation_id = "check_in",
    request_body = CheckIn,
    responses(
        (status = 200, description = "Let them in, or they were let in.", body = CheckInResult),
        (status = 404, description = "pickup_code_unknown"),
        (status = 409, description = "wrong_cinema, wrong_showtime, too_early, ticket_refunded, \
            ticket_not_live"),
        (status = 422, description = "ticket_forged: not signed by this platform."),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/check-ins")]
pub async fn check_in(
    app: web::Data<App>,
    staff: Staff,
    body: Json<CheckIn>,
) -> Result<HttpResponse> {
    let shown = flow::read_code(&app, staff.cinema_scope(), &body.code, app.clock.now()).await?;
    let wanted = shown.ticket_nos.clone();
    let is_shown = |ticket_no: &String| wanted.is_empty() || wanted.contains(ticket_no);
    let view = flow::check_in(&app, &shown, body.showtime_id).await?;
    let outcome = match view.moved.is_empty() {
        true => CheckInOutcome::AlreadyCheckedIn,
        false => CheckInOutcome::Admitted,
    };
    let mut pickup = show(&app, shown, view).await?;
    pickup.tickets.retain(|ticket| is_shown(&ticket.ticket_no));
    let first_at = pickup.tickets.iter().filter_map(|ticket| ticket.checked_in_at).min();
    let first_at = first_at.ok_or_else(|| anyhow::anyhow!("admitted, yet no time is known"))?;
    Ok(HttpResponse::Ok().json(CheckInResult {
        outcome,
        first_at,
        film: pickup.film,
        hall: pickup.hall,
        starts_at: pickup.starts_at,
        tickets: pickup.tickets,
    }))
}

async fn show(app: &App, shown: Shown, view: PickupView) -> Result<Pickup> {
    let film = films::Entity::find_by_id(shown.showtime.film_id).one(&app.db).await?;
    let hall = halls::Entity::find_by_id(shown.showtime.hall_id).one(&app.db).await?;
    let (Some(film), Some(hall)) = (film, hall) else {
        return Err(Error::NotFound("showtime"));
    };
    let plan = app.plans.plan(&app.db, shown.showtime.seat_plan_id).await?;
    let order_no = match &shown.sale {
        Sale::Platform(order) => order.order_no.clone(),
        Sale::Cinema(_) => view.order.order_ref.clone(),
    };
    // A seat is called what it was called when it was bought.
    let labels = |seat_code: &str| match &shown.sale {
        Sale::Platform(order) => {
            let seat = order.seats.0.iter().find(|seat| seat.seat_code == seat_code);
            seat.map(|seat| (seat.row.clone(), seat.seat.clone()))
        }
        Sale::Cinema(_) => {
            plan.plan.seat(seat_code).map(|seat| (seat.row.clone(), seat.seat.clone()))
        }
    };
    let tickets = view.order.tickets.into_iter().map(|ticket| {
        let (row, seat) = labels(&ticket.seat_code).unwrap_or_default();
        DeskTicket {
            row,
            seat,
            ticket_no: ticket.ticket_no,
            seat_code: ticket.seat_code,
            state: ticket.state,
            collected_at: ticket.collected_at,
            checked_in_at: ticket.checked_in_at,
            qr: None,
        }
    });
    Ok(Pickup {
        tickets: tickets.collect(),
        pickup_code: shown.pickup_code.clone(),
        order_no,
        film: film.title,
        hall: hall.name,
        starts_at: view.starts_at,
    })
}
