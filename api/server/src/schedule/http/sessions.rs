//! Sessions: planning, changing, copying, cancelling.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use box_office::staff::{self, StaffSession as Session};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::CinemaId;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::OfCinema;
use crate::app::App;
use crate::cinemas::Wording;
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{Json, Path, Query};
use crate::identity::Staff;
use crate::schedule::flow::{self, Deed, Office, refuse};
use crate::schedule::store;
use crate::schedule::views::{
    Cancellation, CopyResult, SessionDay, StaffSession, ZonePriceFen, cancellation, show_session,
    wanted_prices,
};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_staff_sessions)
        .service(create_session)
        .service(edit_session)
        .service(copy_day)
        .service(cancel_session)
        .service(get_cancellation);
}

/// Business days that one list may have.
const MAX_DAYS: i64 = 14;

/// Which sessions to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct ListStaffSessions {
    /// The first business date.
    from: NaiveDate,
    /// The last business date; at most 14 days in all.
    to: NaiveDate,
    /// Only those of this hall.
    #[validate(length(min = 1, max = 50))]
    screen_code: Option<String>,
    /// Administrators must name the cinema; staff need not, and may name no other than theirs.
    cinema_id: Option<CinemaId>,
}

/// A session to plan.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema, Validate)]
pub struct NewSession {
    #[validate(length(min = 1, max = 50))]
    pub screen_code: String,
    /// Of any format; the session's own follows from `format`.
    #[validate(length(min = 1, max = 50))]
    pub film_code: String,
    pub starts_at: DateTime<Utc>,
    /// BCP 47, of what is spoken.
    #[validate(length(min = 1, max = 35))]
    pub language: String,
    #[validate(length(min = 1, max = 35))]
    pub subtitles: Option<String>,
    /// Slug, one of the film's.
    #[validate(length(min = 1, max = 20))]
    pub format: String,
    /// One price for each zone of the hall.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub zone_prices: Vec<ZonePriceFen>,
    /// The platform stops selling so many minutes before the start; as the cinema does when left
    /// out.
    #[schema(maximum = 1440)]
    pub stop_sell_min: Option<u32>,
    #[schema(minimum = 1, maximum = 20)]
    pub max_seats: Option<u32>,
    /// Minutes of trailers before the film; 10 when left out.
    #[schema(maximum = 60)]
    pub trailers_min: Option<u32>,
}

/// What shall become of a session; what is left out stays.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema, Validate)]
pub struct EditSession {
    /// The version that was read.
    pub session_version: i64,
    #[validate(length(min = 1, max = 50))]
    pub screen_code: Option<String>,
    #[validate(length(min = 1, max = 50))]
    pub film_code: Option<String>,
    pub starts_at: Option<DateTime<Utc>>,
    #[validate(length(min = 1, max = 35))]
    pub language: Option<String>,
    /// Null takes the subtitles away.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    pub subtitles: Option<Option<String>>,
    #[validate(length(min = 1, max = 20))]
    pub format: Option<String>,
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub zone_prices: Option<Vec<ZonePriceFen>>,
    #[schema(maximum = 1440)]
    pub stop_sell_min: Option<u32>,
    #[schema(minimum = 1, maximum = 20)]
    pub max_seats: Option<u32>,
}

/// Tells a null from what was not said.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

/// A business day to plan like another one.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct CopyDay {
    pub from: NaiveDate,
    /// Not past, and another one.
    pub to: NaiveDate,
}

/// Why a session is not shown.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct CancelSession {
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

async fn show(app: &App, office: &Office, session: Session) -> Result<StaffSession> {
    let codes = [session.session_code.as_str()];
    let showtimes = store::showtime_ids(&app.db, office.cinema.id, &codes).await?;
    Ok(show_session(session, &showtimes))
}

/// List the sessions of some business days by hall and start.
#[utoipa::path(
    tag = "box office",
    operation_id = "list_staff_sessions",
    params(ListStaffSessions),
    responses(
        (status = 200, description = "All of them.", body = SessionDay),
        (status = 404, description = "Another cinema's staff, or a cinema with its own system."),
    ),
    security(("bearer" = [])),
)]
#[get("/box-office/sessions")]
async fn list_staff_sessions(
    app: web::Data<App>,
    staff: Staff,
    query: Query<ListStaffSessions>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, query.cinema_id, &request).await?;
    let days = query.to.signed_duration_since(query.from).num_days();
    if !(0..MAX_DAYS).contains(&days) {
        let detail = format!("Ask for 1 to {MAX_DAYS} days, the first one first.");
        return Err(Error::invalid("/to", "range", detail));
    }
    let (days, screen) = ((query.from, query.to), query.screen_code.as_deref());
    let sessions = staff::sessions(&app.db, office.code(), days, screen, app.clock.now()).await;
    let sessions = sessions.map_err(refuse)?;
    let codes: Vec<&str> = sessions.iter().map(|one| one.session_code.as_str()).collect();
    let showtimes = store::showtime_ids(&app.db, office.cinema.id, &codes).await?;
    let items = sessions.into_iter().map(|session| show_session(session, &showtimes)).collect();
    Ok(HttpResponse::Ok().json(SessionDay { items }))
}

/// Plan a session.
///
/// It ends after trailers and film; the hall is occupied until it is clean again.
#[utoipa::path(
    tag = "box office",
    operation_id = "create_session",
    params(OfCinema),
    request_body = NewSession,
    responses(
        (status = 201, description = "The session.", body = StaffSession),
        (status = 409, description = "hall_occupied: `session` is in the way"),
        (status = 422, description = "`errors` points to what cannot be"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/sessions")]
async fn create_session(
    app: web::Data<App>,
    staff: Staff,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<NewSession>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let digest = body.digest();
    let body = body.into_inner();
    let app = &app;
    idempotency::run_if_keyed(app, staff.id, &request, digest, |effect| async move {
        let deed = Deed {
            action: "create_session",
            target: body.screen_code.clone(),
            detail: json!({ "wish": body }),
        };
        let wording = Wording {
            language: Some(&body.language),
            subtitles: body.subtitles.as_deref(),
            format: Some(&body.format),
        };
        flow::check_words(app, wording).await?;
        let wish = staff::NewSession {
            zone_prices: wanted_prices(&body.zone_prices),
            screen_code: body.screen_code,
            film_code: body.film_code,
            starts_at: body.starts_at,
            language: body.language,
            subtitles: body.subtitles,
            format: body.format,
            stop_sell_min: body.stop_sell_min,
            max_seats: body.max_seats,
            trailers_min: body.trailers_min,
        };
        let session = office.change(app, &deed, async |tx, now| {
            staff::plan_session(tx, office.code(), effect.id(), &wish, now).await
        });
        let session = session.await?;
        Ok((StatusCode::CREATED, show(app, &office, session).await?))
    })
    .await
}

/// Change a session.
///
/// Film, hall and start stay while seats are sold or locked; prices, the end of sales and the most
/// seats of an order may always change.
#[utoipa::path(
    tag = "box office",
    operation_id = "edit_session",
    params(("session_code" = String, Path, description = "The session."), OfCinema),
    request_body = EditSession,
    responses(
        (status = 200, description = "The session.", body = StaffSession),
        (status = 409, description = "stale_write: read it again; session_has_sales; \
            hall_occupied: `session` is in the way; showtime_cancelled"),
        (status = 422, description = "`errors` points to what cannot be"),
    ),
    security(("bearer" = [])),
)]
#[patch("/box-office/sessions/{session_code}")]
async fn edit_session(
    app: web::Data<App>,
    staff: Staff,
    session_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<EditSession>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let body = body.into_inner();
    let deed = Deed {
        action: "edit_session",
        target: session_code.clone(),
        detail: json!({ "wish": body }),
    };
    let wording = Wording {
        language: body.language.as_deref(),
        subtitles: body.subtitles.as_ref().and_then(Option::as_deref),
        format: body.format.as_deref(),
    };
    flow::check_words(&app, wording).await?;
    let wish = staff::EditSession {
        session_version: body.session_version,
        screen_code: body.screen_code,
        film_code: body.film_code,
        starts_at: body.starts_at,
        language: body.language,
        subtitles: body.subtitles,
        format: body.format,
        zone_prices: body.zone_prices.as_deref().map(wanted_prices),
        stop_sell_min: body.stop_sell_min,
        max_seats: body.max_seats,
    };
    let session = office.change(&app, &deed, async |tx, now| {
        staff::edit(tx, office.code(), &session_code, &wish, now).await
    });
    let session = session.await?;
    Ok(HttpResponse::Ok().json(show(&app, &office, session).await?))
}

/// Plan a business day like another one.
///
/// The same films, halls, times of day and prices. What would overlap is skipped and named.
#[utoipa::path(
    tag = "box office",
    operation_id = "copy_day",
    params(OfCinema),
    request_body = CopyDay,
    responses((status = 201, description = "What was planned.", body = CopyResult)),
    security(("bearer" = [])),
)]
#[post("/box-office/sessions/copies")]
async fn copy_day(
    app: web::Data<App>,
    staff: Staff,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<CopyDay>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let digest = body.digest();
    let days = (body.from, body.to);
    let app = &app;
    idempotency::run_if_keyed(app, staff.id, &request, digest, |_| async move {
        let deed = Deed {
            action: "copy_day",
            target: days.1.to_string(),
            detail: json!({ "from": days.0 }),
        };
        let copied = office.change(app, &deed, async |tx, now| {
            staff::copy_day(tx, office.code(), days, || app.clock.new_id(), now).await
        });
        Ok((StatusCode::CREATED, CopyResult::from(copied.await?)))
    })
    .await
}

/// Cancel a session.
///
/// There is no way back. Every order of the platform is given back in full, its customer told by
/// SMS; sales of the counter are given back there. Repeated, it answers how far that is.
#[utoipa::path(
    tag = "box office",
    operation_id = "cancel_session",
    params(("session_code" = String, Path, description = "The session."), OfCinema),
    request_body = CancelSession,
    responses(
        (status = 202, description = "Cancelled; the money is on its way.", body = Cancellation),
        (status = 409, description = "sales_closed: the show is over"),
    ),
    security(("bearer" = [])),
)]
#[post("/box-office/sessions/{session_code}/cancellation")]
async fn cancel_session(
    app: web::Data<App>,
    staff: Staff,
    session_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
    body: Json<CancelSession>,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let cancelled = flow::cancel(&app, &office, &session_code, &body.reason).await?;
    let at = cancelled.cancelled_at;
    let progress = store::progress(&app.db, office.cinema.id, &session_code, at).await?;
    Ok(HttpResponse::Accepted().json(cancellation(cancelled, progress)))
}

/// Follow a cancellation.
#[utoipa::path(
    tag = "box office",
    operation_id = "get_cancellation",
    params(("session_code" = String, Path, description = "The session."), OfCinema),
    responses((status = 200, description = "How far the money is.", body = Cancellation)),
    security(("bearer" = [])),
)]
#[get("/box-office/sessions/{session_code}/cancellation")]
async fn get_cancellation(
    app: web::Data<App>,
    staff: Staff,
    session_code: Path<String>,
    of: Query<OfCinema>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let office = Office::of(&app, &staff, of.cinema_id, &request).await?;
    let cancelled =
        staff::cancelled(&app.db, office.code(), &session_code).await.map_err(refuse)?;
    let at = cancelled.cancelled_at;
    let progress = store::progress(&app.db, office.cinema.id, &session_code, at).await?;
    Ok(HttpResponse::Ok().json(cancellation(cancelled, progress)))
}
