//! The seats of a session, and taking some of them out of sale.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use box_office::staff::{self, Block};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use super::OfCinema;
use crate::app::App;
use crate::error::Result;
use crate::http::json::{Json, Path, Query};
use crate::identity::Staff;
use crate::schedule::flow::{Deed, Office, refuse};
use crate::schedule::views::StaffSeatMap;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get_session_seats).service(block_seats).service(unblock_seats);
}

/// Seats to take out of sale.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct BlockSeats {
    /// Codes of seats, all blocked or none.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_items = 1, max_items = 2000)]
    pub seats: Vec<String>,
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// Seats to put on sale again.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct UnblockSeats {
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_items = 1, max_items = 2000)]
    pub seats: Vec<String>,
}

async fn map(app: &App, office: &Office, session_code: &str) -> Result<HttpResponse> {
    let now = app.clock.now();
    let map = staff::seat_map(&app.db, office.code(), session_code, now).await.map_err(refuse)?;
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .json(StaffSeatMap::from(map)))
}

/// See how the seats of a session stand now.
#[utoipa::path(
    tag = "box office",
    operation_id = "get_session_seats",
    params(("session_code" = String, Path, description = "The session."), OfCinema),
    responses((status = 200, description = "Every seat.", body = StaffSeatMap)),
    security(("bearer" = [])),
)]
#[get("/box-office/sessions/{session_code}/seats")]
async fn get_session_seats(
    app: web::Data<App>,
    staff: Staff,
    session_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    map(&app, &office, &session_code).await
}

/// Take seats of a session out of sale.
///
/// All or none; a seat that is blocked already gets the new reason.
#[utoipa::path(
    tag = "box office",
    operation_id = "block_seats",
    params(("session_code" = String, Path, description = "The session."), OfCinema),
    request_body = BlockSeats,
    responses(
        (status = 200, description = "Every seat.", body = StaffSeatMap),
        (status = 409, description = "seat_taken names the seats; showtime_cancelled"),
        (status = 422, description = "seat_unknown names the seats"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/sessions/{session_code}/blocks")]
async fn block_seats(
    app: web::Data<App>,
    staff: Staff,
    session_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<BlockSeats>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let BlockSeats { seats, reason } = body.into_inner();
    let deed = Deed {
        action: "block_seats",
        target: session_code.clone(),
        detail: json!({ "seats": seats, "reason": reason }),
    };
    let block_id: Uuid = app.clock.new_id();
    let wish = Block { block_id, seats, reason, blocked_by: office.name.clone() };
    let blocked = office.change(&app, &deed, async |tx, now| {
        staff::block(tx, office.code(), &session_code, &wish, now).await
    });
    blocked.await?;
    map(&app, &office, &session_code).await
}

/// Put blocked seats on sale again; others stay as they are.
#[utoipa::path(
    tag = "box office",
    operation_id = "unblock_seats",
    params(("session_code" = String, Path, description = "The session."), OfCinema),
    request_body = UnblockSeats,
    responses(
        (status = 200, description = "Every seat.", body = StaffSeatMap),
        (status = 422, description = "seat_unknown names the seats"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/sessions/{session_code}/unblocks")]
async fn unblock_seats(
    app: web::Data<App>,
    staff: Staff,
    session_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<UnblockSeats>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let deed = Deed {
        action: "unblock_seats",
        target: session_code.clone(),
        detail: json!({ "seats": body.seats }),
    };
    let unblocked = office.change(&app, &deed, async |tx, _| {
        staff::unblock(tx, office.code(), &session_code, &body.seats).await
    });
    unblocked.await?;
    map(&app, &office, &session_code).await
}
