//! Seats and locks over HTTP.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use domain::ids::{SeatLockId, ShowtimeId};
use serde::Deserialize;
use tables::seat_locks;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::flow::{self, NewLock};
use super::states::Freshness;
use super::views::{SeatLock, SeatMap, seat_map, show_lock};
use super::{feed, store};
use crate::app::App;
use crate::catalogue::showtime_views;
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{Json, Path};
use crate::identity::{Customer, MaybeCustomer};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get_showtime_seats)
        .service(stream_seat_events)
        .service(create_seat_lock)
        .service(get_seat_lock)
        .service(release_seat_lock);
}

/// Which seats to lock.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct CreateSeatLock {
    pub showtime_id: ShowtimeId,
    /// Codes of seats, all locked or none.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20, example = json!(["0612", "0613"]))]
    pub seats: Vec<String>,
    /// The version of the showtime that the customer saw; a change since refuses the lock.
    pub showtime_version: Option<i64>,
}

/// See which seats are free now.
///
/// The cinema is asked at this moment, once for everybody who asks: `as_of` says when. With a
/// bearer token the caller's own locks are `mine`.
#[utoipa::path(
    tag = "seats",
    operation_id = "get_showtime_seats",
    params(("id" = ShowtimeId, Path, description = "The showtime.")),
    responses((status = 200, description = "Layout and state of every seat.", body = SeatMap)),
)]
#[get("/showtimes/{id}/seats")]
pub async fn get_showtime_seats(
    app: web::Data<App>,
    customer: MaybeCustomer,
    id: Path<ShowtimeId>,
) -> Result<HttpResponse> {
    let (showtime, cinema) = store::showtime(&app.db, id.into_inner()).await?;
    let plan = app.plans.plan(&app.db, showtime.seat_plan_id).await?;
    let now_taken = flow::ask_seats(&app, &cinema, &showtime, Freshness::Recent).await?;
    let mine: Vec<SeatLockId> = match &customer.0 {
        Some(person) => store::live_locks(&app.db, person.id, app.clock.now())
            .await?
            .into_iter()
            .map(|(lock, _)| lock.id)
            .collect(),
        None => Vec::new(),
    };
    let map = seat_map(&plan, &showtime, &cinema, &now_taken, &mine);
    app.seat_feed.saw(showtime.id, map.seats_available);
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(map))
}

/// Follow the seats of a showtime.
///
/// Server-sent events: `seats` with `{"as_of", "changes": [{"seat_code", "state"}]}` for every
/// change; a comment every 15 seconds. Read the seats once the stream is open.
#[utoipa::path(
    tag = "seats",
    operation_id = "stream_seat_events",
    params(("id" = ShowtimeId, Path, description = "The showtime.")),
    responses((status = 200, description = "A stream of changes.", body = String,
        content_type = "text/event-stream")),
)]
#[get("/showtimes/{id}/seats/events")]
pub async fn stream_seat_events(app: web::Data<App>, id: Path<ShowtimeId>) -> Result<HttpResponse> {
    let (showtime, cinema) = store::showtime(&app.db, id.into_inner()).await?;
    let changes = feed::watch(app.into_inner(), &cinema, &showtime)?;
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("Cache-Control", "no-store"))
        // Proxies and compression must not hold events back.
        .insert_header(("X-Accel-Buffering", "no"))
        .insert_header(("Content-Encoding", "identity"))
        .streaming(changes))
}

/// Lock seats at the cinema.
///
/// All or none. The lock ends by itself at `expires_at`; give it back before choosing other seats.
#[utoipa::path(
    tag = "seats",
    operation_id = "create_seat_lock",
    params(("Idempotency-Key" = String, Header, description = "Repeats are recognised by it.")),
    request_body = CreateSeatLock,
    responses(
        (status = 201, description = "The seats are locked.", body = SeatLock),
        (status = 404, description = "No such showtime."),
        (status = 409, description = "seat_taken names the seats; sales_closed, showtime_changed, \
            showtime_cancelled, lock_outcome_unknown"),
        (status = 422, description = "orphan_seat, love_seat_split, zone_mixed and seat_unknown \
            name the seats; too_many_seats"),
    ),
    security(("bearer" = [])),
)]
#[post("/seat-locks")]
pub async fn create_seat_lock(
    app: web::Data<App>,
    customer: Customer,
    request: HttpRequest,
    body: Json<CreateSeatLock>,
) -> Result<HttpResponse> {
    let digest = body.digest();
    let body = body.into_inner();
    let app = &app;
    idempotency::run(app, customer.id, &request, digest, |effect| async move {
        let wanted = NewLock {
            id: effect.id(),
            showtime_id: body.showtime_id,
            seat_codes: body.seats,
            showtime_version: body.showtime_version,
        };
        let lock = flow::create_lock(app, customer.id, wanted).await?;
        Ok((StatusCode::CREATED, show(app, lock).await?))
    })
    .await
}

async fn show(app: &App, lock: seat_locks::Model) -> Result<SeatLock> {
    let now = app.clock.now();
    let mut views = showtime_views(&app.db, &[lock.showtime_id], now).await?;
    let showtime = views.remove(&lock.showtime_id).ok_or(Error::NotFound("showtime"))?;
    let (_, cinema) = store::showtime(&app.db, lock.showtime_id).await?;
    let order = store::order_of_lock(&app.db, lock.id).await?;
    Ok(show_lock(lock, showtime, &cinema, order.map(|order| order.id), now))
}

/// Read one's own lock.
#[utoipa::path(
    tag = "seats",
    operation_id = "get_seat_lock",
    params(("id" = SeatLockId, Path, description = "The lock.")),
    responses((status = 200, description = "The lock.", body = SeatLock)),
    security(("bearer" = [])),
)]
#[get("/seat-locks/{id}")]
pub async fn get_seat_lock(
    app: web::Data<App>,
    customer: Customer,
    id: Path<SeatLockId>,
) -> Result<HttpResponse> {
    let lock = store::lock_of_customer(&app.db, id.into_inner(), customer.id).await?;
    Ok(HttpResponse::Ok().json(show(&app, lock).await?))
}

/// Give seats back.
///
/// Repeated, it changes nothing. Seats that were ordered go back with their order.
#[utoipa::path(
    tag = "seats",
    operation_id = "release_seat_lock",
    params(("id" = SeatLockId, Path, description = "The lock.")),
    responses(
        (status = 204, description = "The seats go back."),
        (status = 409, description = "lock_already_ordered: cancel the order."),
    ),
    security(("bearer" = [])),
)]
#[delete("/seat-locks/{id}")]
pub async fn release_seat_lock(
    app: web::Data<App>,
    customer: Customer,
    id: Path<SeatLockId>,
) -> Result<HttpResponse> {
    flow::release_lock(&app, id.into_inner(), customer.id).await?;
    Ok(HttpResponse::NoContent().finish())
}
