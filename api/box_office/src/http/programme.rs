//! What the cinema is and plays.

use std::hash::{DefaultHasher, Hash, Hasher};

use actix_web::http::header::{ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use gateways::cinema::SessionRef;
use gateways::cinema::wire::{
    Capabilities, Cinema, Code, Films, Screens, SeatLine, SeatPlan, SessionPage, SessionSeats,
};
use serde::Deserialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Shared;
use super::extract::{Query, Target};
use super::refusal::Refusal;
use crate::locks;
use crate::programme::{self, MAX_PAGE, SessionQuery};

/// An answer with a body.
pub(super) type Answer<T> = Result<web::Json<T>, Refusal>;

/// Sessions of one page when nothing is said.
const PAGE: u32 = 200;

/// The longest range of days that films are told of.
const MAX_FILM_DAYS: i64 = 100;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(get_capabilities)
        .service(get_cinema)
        .service(list_screens)
        .service(get_seat_plan)
        .service(list_films)
        .service(list_sessions)
        .service(get_session_seats);
}

fn gone() -> Refusal {
    Refusal::new(Code::NotFound, "The cinema sells here no longer.")
}

#[utoipa::path(operation_id = "get_capabilities", tag = "programme",
    responses((status = 200, description = "What is offered, and the clock", body = Capabilities)))]
#[get("/v1/capabilities")]
async fn get_capabilities(shared: web::Data<Shared>, target: Target) -> Answer<Capabilities> {
    let (core, pushes) = (shared.core(), shared.pushes);
    let capabilities = programme::capabilities(core, &target.cinema_code, pushes).await?;
    Ok(web::Json(capabilities.ok_or_else(gone)?))
}

#[utoipa::path(operation_id = "get_cinema", tag = "programme",
    responses((status = 200, description = "The cinema", body = Cinema)))]
#[get("/v1/cinema")]
async fn get_cinema(shared: web::Data<Shared>, target: Target) -> Answer<Cinema> {
    let cinema = programme::cinema(shared.core(), &target.cinema_code).await?;
    Ok(web::Json(cinema.ok_or_else(gone)?))
}

#[utoipa::path(operation_id = "list_screens", tag = "programme",
    responses((status = 200, description = "All halls, by code", body = Screens)))]
#[get("/v1/screens")]
async fn list_screens(shared: web::Data<Shared>, target: Target) -> Answer<Screens> {
    let screens = programme::screens(shared.core(), &target.cinema_code).await?;
    Ok(web::Json(screens.ok_or_else(gone)?))
}

#[derive(Deserialize)]
struct PlanQuery {
    version: Option<i64>,
}

#[utoipa::path(operation_id = "get_seat_plan", tag = "programme",
    params(("screen_code" = String, Path, description = "The hall"),
        ("version" = Option<i64>, Query,
            description = "A version that `screens` or a session named; without it the one in \
                force today")),
    responses((status = 200, description = "That version of the hall's seats", body = SeatPlan),
        (status = 404, description = "`not_found`: no such hall or version")))]
#[get("/v1/screens/{screen_code}/seat-plan")]
async fn get_seat_plan(
    shared: web::Data<Shared>,
    target: Target,
    query: Query<PlanQuery>,
) -> Answer<SeatPlan> {
    let (screen_code, version) = (target.text("screen_code"), query.0.version);
    let plan =
        programme::seat_plan(shared.core(), &target.cinema_code, screen_code, version).await?;
    let unknown = || Refusal::new(Code::NotFound, "There is no such hall or version of its seats.");
    Ok(web::Json(plan.ok_or_else(unknown)?))
}

#[derive(Deserialize)]
struct FilmQuery {
    from: NaiveDate,
    to: NaiveDate,
}

#[utoipa::path(operation_id = "list_films", tag = "programme",
    params(("from" = NaiveDate, Query, description = "The first business date"),
        ("to" = NaiveDate, Query,
            description = "The last business date, included; at most 100 days after the first")),
    responses((status = 200, description = "Films with a session in that time", body = Films)))]
#[get("/v1/films")]
async fn list_films(
    shared: web::Data<Shared>,
    target: Target,
    query: Query<FilmQuery>,
) -> Answer<Films> {
    let FilmQuery { from, to } = query.0;
    if !(0..=MAX_FILM_DAYS).contains(&(to - from).num_days()) {
        let detail = format!("`to` is not within {MAX_FILM_DAYS} days after `from`.");
        return Err(Refusal::invalid(detail));
    }
    Ok(web::Json(programme::films(shared.core(), &target.cinema_code, from, to).await?))
}

#[derive(Deserialize)]
struct PageQuery {
    since: Option<DateTime<Utc>>,
    cursor: Option<String>,
    limit: Option<u32>,
}

#[utoipa::path(operation_id = "list_sessions", tag = "programme",
    params(("since" = Option<DateTime<Utc>>, Query,
            description = "Only sessions that changed at or after this instant; without it all \
                that are not over"),
        ("cursor" = Option<String>, Query,
            description = "`next_cursor` of the page before; it remembers `since` by itself"),
        ("limit" = Option<u32>, Query, description = "Items of a page, 1 to 500; 200 by default")),
    responses((status = 200, description = "Sessions by when they changed", body = SessionPage)))]
#[get("/v1/sessions")]
async fn list_sessions(
    shared: web::Data<Shared>,
    target: Target,
    query: Query<PageQuery>,
) -> Answer<SessionPage> {
    let PageQuery { since, cursor, limit } = query.0;
    let limit = limit.unwrap_or(PAGE);
    if !(1..=MAX_PAGE).contains(&limit) {
        return Err(Refusal::invalid(format!("`limit` is not within 1 to {MAX_PAGE}.")));
    }
    let query = SessionQuery { since, cursor: cursor.as_deref(), limit };
    let page = programme::sessions(shared.core(), &target.cinema_code, &query).await?;
    let foreign = || Refusal::invalid("`cursor` is none that this system gave.");
    Ok(web::Json(page.ok_or_else(foreign)?))
}

#[utoipa::path(operation_id = "get_session_seats", tag = "programme",
    params(("session_code" = String, Path, description = "The session"),
        ("If-None-Match" = Option<String>, Header, description = "`ETag` of an answer before")),
    responses((status = 200, description = "The seats that cannot be had", body = SessionSeats,
            headers(("ETag" = String, description = "Changes when any seat's state does"))),
        (status = 304, description = "Nothing changed since the answer with that `ETag`"),
        (status = 404, description = "`session_unknown`")))]
#[get("/v1/sessions/{session_code}/seats")]
async fn get_session_seats(
    shared: web::Data<Shared>,
    target: Target,
    request: HttpRequest,
) -> Result<HttpResponse, Refusal> {
    let session_code = target.text("session_code").to_owned();
    let session = SessionRef { cinema_code: target.cinema_code.clone(), session_code };
    let Some(seats) = locks::session_seats(shared.core(), &session).await? else {
        let detail = format!("There is no session {}.", session.session_code);
        return Err(Refusal::new(Code::SessionUnknown, detail));
    };
    let line = |taken: gateways::cinema::TakenSeat| SeatLine {
        seat_code: taken.seat_code,
        state: taken.state,
        client_lock_id: taken.client_lock_id,
    };
    let seats = SessionSeats {
        session_code: session.session_code,
        session_version: seats.session_version,
        as_of: seats.as_of,
        seats: seats.taken.into_iter().map(line).collect(),
    };
    let tag = entity_tag(&seats);
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return Ok(HttpResponse::NotModified().insert_header((ETAG, tag)).finish());
    }
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(seats))
}

/// Weak, since the instant of the answer is not part of it.
fn entity_tag(seats: &SessionSeats) -> String {
    let mut hasher = DefaultHasher::new();
    seats.session_version.hash(&mut hasher);
    for SeatLine { seat_code, state, client_lock_id } in &seats.seats {
        (seat_code, state, client_lock_id).hash(&mut hasher);
    }
    format!("W/\"{:016x}\"", hasher.finish())
}
