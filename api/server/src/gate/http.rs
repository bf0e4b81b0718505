//! The pack of a gate and its late news over HTTP.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CinemaId, OrderId, ScanId, ShowtimeId};
use domain::text::LocalizedText;
use domain::tickets::TicketState;
use domain::tickets::gate::ScanOutcome;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::{flow, pack};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::{Json, Query};
use crate::identity::Staff;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get_gate_pack).service(record_scans);
}

/// Which day of which cinema.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PackQuery {
    /// The cinema's business date; the running one when left out.
    pub date: Option<NaiveDate>,
    /// Administrators name a cinema; staff have theirs.
    pub cinema_id: Option<CinemaId>,
}

/// A key that signs tickets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateKey {
    pub key_id: String,
    /// Ed25519, 32 bytes in base64url.
    pub public_key: String,
}

/// A session of the day, and when its doors are open.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateSession {
    pub showtime_id: ShowtimeId,
    pub session_code: String,
    pub film: LocalizedText,
    pub hall: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub opens_at: DateTime<Utc>,
    pub closes_at: DateTime<Utc>,
    /// Tickets that were not given back.
    pub sold: i64,
    pub checked_in: i64,
}

/// A ticket as it stood when the pack was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateTicket {
    pub ticket_no: String,
    /// What a square names.
    pub order_id: OrderId,
    /// What is typed.
    pub pickup_code: String,
    pub session_code: String,
    pub row: String,
    pub seat: String,
    pub state: TicketState,
    pub checked_in_at: Option<DateTime<Utc>>,
}

/// Everything that a gate needs to decide without a network, for one business day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GatePack {
    pub cinema_id: CinemaId,
    pub cinema_code: String,
    pub cinema: LocalizedText,
    pub business_on: NaiveDate,
    pub made_at: DateTime<Utc>,
    /// When the last show of the day is over.
    pub good_until: DateTime<Utc>,
    /// Whether only squares that turn are let in.
    pub requires_live: bool,
    pub keys: Vec<GateKey>,
    pub sessions: Vec<GateSession>,
    pub tickets: Vec<GateTicket>,
}

/// What a gate saw and decided by itself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct OfflineScan {
    /// Given by the gate; the same again is the same scan.
    pub scan_id: ScanId,
    /// A pickup code, or the text of a ticket's square.
    #[validate(length(min = 1, max = 1024))]
    pub code: String,
    pub scanned_at: DateTime<Utc>,
    /// The showtime of the gate.
    pub showtime_id: Option<ShowtimeId>,
    /// Whether the gate let people in.
    pub admitted: bool,
}

/// Up to 500 scans, in the order in which they happened.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct OfflineScans {
    #[validate(length(min = 1, max = 500), nested)]
    pub scans: Vec<OfflineScan>,
}

/// What became of a scan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScanResult {
    pub scan_id: ScanId,
    pub outcome: ScanOutcome,
    /// The problem code of a refusal. With `cinema_unavailable` nothing is decided yet: tell the
    /// scan again.
    pub code: Option<String>,
    /// When these people first went in.
    pub first_at: Option<DateTime<Utc>>,
    /// The tickets that were shown.
    pub ticket_nos: Vec<String>,
}

/// One result for each scan, in their order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScanResults {
    pub items: Vec<ScanResult>,
}

/// Fetch everything that a gate needs to decide without a network, for one business day.
#[utoipa::path(
    tag = "box office",
    operation_id = "get_gate_pack",
    params(PackQuery),
    responses(
        (status = 200, description = "The pack.", body = GatePack),
        (status = 404, description = "Another cinema than one's own, or none."),
    ),
    security(("bearer" = [])),
)]
#[get("/box-office/gate-pack")]
pub async fn get_gate_pack(
    app: web::Data<App>,
    staff: Staff,
    query: Query<PackQuery>,
) -> Result<HttpResponse> {
    let cinema_id = cinema_of(&staff, query.cinema_id)?;
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "private, no-store"))
        .json(pack::make(&app, cinema_id, query.date).await?))
}

/// Tell what a gate decided while it had no network.
///
/// At most 500 scans; repeated, each answers the same. People who were let in by two gates are
/// answered `already_checked_in` with the first time.
#[utoipa::path(
    tag = "box office",
    operation_id = "record_scans",
    request_body = OfflineScans,
    responses((status = 200, description = "What became of each.", body = ScanResults)),
    security(("bearer" = [])),
)]
#[post("/box-office/check-ins/offline")]
pub async fn record_scans(
    app: web::Data<App>,
    staff: Staff,
    body: Json<OfflineScans>,
) -> Result<HttpResponse> {
    let items = flow::record(&app, staff.id, staff.cinema_scope(), &body.scans).await?;
    Ok(HttpResponse::Ok().json(ScanResults { items }))
}

/// Staff have a cinema; administrators name one.
fn cinema_of(staff: &Staff, named: Option<CinemaId>) -> Result<CinemaId> {
    match (staff.cinema_scope(), named) {
        (None, Some(named)) => Ok(named),
        (None, None) => {
            Err(Error::invalid("/cinema_id", "required", "Say which cinema the gate is at."))
        }
        (Some(own), named) if named.is_none_or(|named| named == own) => Ok(own),
        (Some(_), _) => Err(Error::NotFound("cinema")),
    }
}
