//! What cinemas push, over HTTP: `/cinema-feed/v1`, signed with their registered keys.
//!
//! The items are those of the published cinema interface (`api/box_office/cinema-interface.yaml`).

use actix_web::{HttpResponse, get, post, put, web};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::acknowledgement::{
    AcknowledgePlatformStatement, PlatformStatementAcknowledged, acknowledge,
};
use super::extract::CinemaSystem;
use super::intake::Outcome;
use super::push;
use super::statement::{PlatformStatement, platform_statement};
use crate::app::App;
use crate::error::Result;
use crate::http::json::Path;

/// Mounts the operations below `/cinema-feed/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get_platform_keys)
        .service(push_films)
        .service(push_screens)
        .service(push_sessions)
        .service(push_notice)
        .service(push_door_events)
        .service(get_platform_statement)
        .service(acknowledge_platform_statement);
}

/// A key with which the platform signs what it asks of cinemas.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformKey {
    /// First 16 hexadecimal digits of SHA-256 of the key.
    pub key_id: String,
    /// Raw Ed25519 key in base64.
    pub public_key: String,
    /// Whether requests are signed with it now.
    pub is_signing: bool,
}

/// The platform's keys; a cinema accepts all of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformKeys {
    pub items: Vec<PlatformKey>,
}

/// A push of films, screens or sessions.
#[derive(Clone, Debug, ToSchema)]
#[allow(dead_code, reason = "only documents what is read item by item")]
pub struct FeedItems {
    /// Items of the cinema interface.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Value>,
}

/// Something that happened, told in a word.
#[derive(Clone, Debug, ToSchema)]
#[allow(dead_code, reason = "only documents what push.rs reads")]
pub struct FeedNotice {
    /// `session_changed`, `session_cancelled` or `seats_changed`.
    kind: String,
    session_code: String,
    detail: Option<String>,
}

/// What became of a push.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedResult {
    /// New, or changed by it.
    pub accepted: usize,
    pub unchanged: usize,
    /// Not believed, or believed with a remark.
    pub quarantined: Vec<FeedFinding>,
}

/// An item that was not believed, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedFinding {
    #[schema(example = "session:0101")]
    pub subject: String,
    #[schema(example = "price_too_low")]
    pub kind: String,
    pub detail: String,
}

fn show(outcome: Outcome) -> HttpResponse {
    let quarantined = outcome.findings.into_iter().map(|finding| FeedFinding {
        subject: finding.subject,
        kind: finding.fault.kind.to_string(),
        detail: finding.fault.detail,
    });
    HttpResponse::Ok().json(FeedResult {
        accepted: outcome.accepted,
        unchanged: outcome.unchanged,
        quarantined: quarantined.collect(),
    })
}

/// Read the platform's keys.
///
/// With these the platform signs what it asks of cinemas. Public.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "get_platform_keys",
    responses((status = 200, description = "Every key that is in use.", body = PlatformKeys)),
)]
#[get("/keys")]
pub async fn get_platform_keys(app: web::Data<App>) -> HttpResponse {
    let signing = app.keys.cinema.signing().key_id();
    let show = |key: &gateways::signing::SigningKey| PlatformKey {
        is_signing: key.key_id() == signing,
        key_id: key.key_id(),
        public_key: key.public_base64(),
    };
    HttpResponse::Ok()
        .json(PlatformKeys { items: app.keys.cinema.all().iter().map(show).collect() })
}

/// Push films.
///
/// `items` are `Film`s of the cinema interface. Films that the city's catalogue has stay as they
/// are.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "push_films",
    request_body = FeedItems,
    responses(
        (status = 200, description = "What became of each.", body = FeedResult),
        (status = 409, description = "request_replayed: sign every request anew"),
    ),
    security(("cinema_signature" = [])),
)]
#[put("/films")]
pub async fn push_films(app: web::Data<App>, system: CinemaSystem) -> Result<HttpResponse> {
    Ok(show(push::push_films(&app, &system.cinema, &system.body).await?))
}

/// Push halls and their seat plans.
///
/// `items` are `{"screen": Screen, "seat_plans": [SeatPlan]}` of the cinema interface.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "push_screens",
    request_body = FeedItems,
    responses(
        (status = 200, description = "What became of each.", body = FeedResult),
        (status = 409, description = "request_replayed: sign every request anew"),
    ),
    security(("cinema_signature" = [])),
)]
#[put("/screens")]
pub async fn push_screens(app: web::Data<App>, system: CinemaSystem) -> Result<HttpResponse> {
    Ok(show(push::push_screens(&app, &system.cinema, &system.body).await?))
}

/// Push sessions.
///
/// `items` are at most 500 `Session`s of the cinema interface. One that is not named stays as it
/// is; one that is cancelled says so.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "push_sessions",
    request_body = FeedItems,
    responses(
        (status = 200, description = "What became of each.", body = FeedResult),
        (status = 409, description = "request_replayed: sign every request anew"),
    ),
    security(("cinema_signature" = [])),
)]
#[put("/sessions")]
pub async fn push_sessions(app: web::Data<App>, system: CinemaSystem) -> Result<HttpResponse> {
    Ok(show(push::push_sessions(&app, &system.cinema, &system.body).await?))
}

/// Tell that something changed.
///
/// The platform fetches the change soon, or asks for the seats anew.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "push_notice",
    request_body = FeedNotice,
    responses(
        (status = 202, description = "Heard."),
        (status = 409, description = "request_replayed: sign every request anew"),
    ),
    security(("cinema_signature" = [])),
)]
#[post("/notices")]
pub async fn push_notice(app: web::Data<App>, system: CinemaSystem) -> Result<HttpResponse> {
    let notice = push::read(&system.body)?;
    push::notice(&app, &system.cinema, &notice).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Tell what happened at the doors.
///
/// `items` are at most 500 of `{"client_order_id", "ticket_no", "state", "at"}`, where the state is
/// `collected` or `checked_in`. The same again changes nothing.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "push_redemptions",
    request_body = FeedItems,
    responses(
        (status = 200, description = "What became of each.", body = FeedResult),
        (status = 409, description = "request_replayed: sign every request anew"),
    ),
    security(("cinema_signature" = [])),
)]
#[post("/redemptions")]
pub async fn push_door_events(app: web::Data<App>, system: CinemaSystem) -> Result<HttpResponse> {
    Ok(show(push::follow_doors(&app, &system.cinema, &system.body).await?))
}

/// Read the platform's statement of a day.
///
/// What was sold and taken back at this cinema, with the payments behind it.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "get_platform_statement",
    params(("date" = NaiveDate, Path, description = "A business date of the cinema.")),
    responses(
        (status = 200, description = "The statement.", body = PlatformStatement),
        (status = 409, description = "request_replayed: sign every request anew"),
    ),
    security(("cinema_signature" = [])),
)]
#[get("/statements/{date}")]
pub async fn get_platform_statement(
    app: web::Data<App>,
    system: CinemaSystem,
    date: Path<NaiveDate>,
) -> Result<HttpResponse> {
    let statement = platform_statement(&app, &system.cinema, date.into_inner()).await?;
    Ok(HttpResponse::Ok().json(statement))
}

/// Say whether the platform's statement of a day is right.
///
/// A cinema reads the statement, counts, and says what it counts in its own books. What differs is
/// kept and shown to those who reconcile the day; the last word counts.
#[utoipa::path(
    tag = "cinema feed",
    operation_id = "acknowledge_platform_statement",
    params(("date" = NaiveDate, Path, description = "A business date of the cinema.")),
    request_body = AcknowledgePlatformStatement,
    responses(
        (status = 200, description = "Whether both sides count the same.",
            body = PlatformStatementAcknowledged),
        (status = 409, description = "statement_not_final while the day runs; request_replayed: \
            sign every request anew"),
    ),
    security(("cinema_signature" = [])),
)]
#[post("/statements/{date}/acknowledgement")]
pub async fn acknowledge_platform_statement(
    app: web::Data<App>,
    system: CinemaSystem,
    date: Path<NaiveDate>,
) -> Result<HttpResponse> {
    let heard = acknowledge(&app, &system.cinema, date.into_inner(), &system.body).await?;
    Ok(HttpResponse::Ok().json(heard))
}
