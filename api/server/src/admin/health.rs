//! How cinemas' systems do: calls, fetching, unfinished business, and what was not believed.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::ids::{CinemaId, RowId};
use domain::orders::OrderStatus;
use domain::payments::RefundStatus;
use domain::seating::SeatLockStatus;
use domain::text::LocalizedText;
use gateways::cinema::CallRecord as Record;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::{cinema_findings, cinema_systems, orders, refunds, seat_locks, showtimes};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::cinemas::{BreakerState, SyncState};
use crate::app::App;
use crate::audit::{Actor, Note};
use crate::cinemas;
use crate::defects;
use crate::error::{Error, Result};
use crate::http::json::{Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Administer, Operator, ReadBooks};

/// How the last calls of one operation went.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CallStats {
    pub operation: String,
    pub calls: u32,
    /// Calls that came to nothing, or of which nobody knows what came.
    pub errors: u32,
    /// Hundredths of a percent.
    pub error_rate_bp: u32,
    pub p50_ms: u32,
    pub p99_ms: u32,
}

/// One call, without anything that opens a door or names a customer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CallRecord {
    pub at: DateTime<Utc>,
    pub operation: String,
    pub url: String,
    /// Null when no answer came.
    pub status: Option<u16>,
    /// `done`, `refused`, `not_sent` or `unknown`.
    pub outcome: String,
    pub latency_ms: u64,
    pub request: String,
    pub answer: String,
}

impl From<Record> for CallRecord {
    fn from(record: Record) -> Self {
        Self {
            at: record.at,
            operation: record.operation.to_owned(),
            url: record.url,
            status: record.status,
            outcome: record.outcome.as_str().to_owned(),
            latency_ms: record.latency_ms,
            request: record.request,
            answer: record.answer,
        }
    }
}

/// What the platform still has to settle with a cinema.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct UnfinishedWork {
    /// Locks of which nobody knows whether they hold.
    pub locks_unknown: usize,
    /// Locks that are to be given back.
    pub releases_due: usize,
    /// Paid orders that the cinema has not confirmed.
    pub confirms_open: usize,
    /// Tickets that the cinema has not taken back.
    pub take_backs_open: usize,
    /// Since when the oldest of all these waits.
    pub oldest_at: Option<DateTime<Utc>>,
}

/// How a cinema's system does now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaHealth {
    pub cinema_id: CinemaId,
    pub as_of: DateTime<Utc>,
    pub breaker: BreakerState,
    /// Calls that wait for an answer.
    pub in_flight: usize,
    /// Calls that were not made because too many waited.
    pub refused_busy: u64,
    pub sync: SyncState,
    pub stats: Vec<CallStats>,
    /// Newest first.
    pub calls: Vec<CallRecord>,
    pub unfinished: UnfinishedWork,
    pub open_findings: u64,
}

/// What of a cinema's data was refused or kept apart.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Finding {
    pub id: RowId,
    /// The reason in a word.
    #[schema(value_type = domain::feed::FaultKind)]
    pub kind: String,
    #[schema(example = "session:0101")]
    pub subject: String,
    pub detail: LocalizedText,
    /// How often it came.
    pub count: i64,
    pub first_seen_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    pub dismissed_at: Option<DateTime<Utc>>,
}

impl From<cinema_findings::Model> for Finding {
    fn from(row: cinema_findings::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            subject: row.subject,
            detail: defects::one(&row.detail),
            count: row.count,
            first_seen_at: row.first_seen_at,
            last_seen_at: row.last_seen_at,
            dismissed_at: row.dismissed_at,
        }
    }
}

/// Which findings to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListCinemaFindings {
    /// Only those that nobody has dismissed.
    pub open: Option<bool>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// What is unfinished with a cinema, from the rows that the tasks work on.
async fn unfinished(conn: &impl ConnectionTrait, id: CinemaId) -> Result<UnfinishedWork> {
    let showtime = seat_locks::Entity::belongs_to(showtimes::Entity)
        .from(seat_locks::Column::ShowtimeId)
        .to(showtimes::Column::Id);
    let unsettled = Condition::any()
        .add(seat_locks::Column::Status.eq(SeatLockStatus::Locking))
        .add(seat_locks::Column::IsWanted.eq(false));
    let locks: Vec<(bool, DateTime<Utc>)> = seat_locks::Entity::find()
        .select_only()
        .columns([seat_locks::Column::IsWanted, seat_locks::Column::CreatedAt])
        .join(JoinType::InnerJoin, showtime.into())
        .filter(showtimes::Column::CinemaId.eq(id))
        .filter(seat_locks::Column::NextCheckAt.is_not_null())
        .filter(seat_locks::Column::Status.is_in([SeatLockStatus::Locking, SeatLockStatus::Held]))
        .filter(unsettled)
        .into_tuple()
        .all(conn)
        .await?;
    let confirms: Vec<Option<DateTime<Utc>>> = orders::Entity::find()
        .select_only()
        .column(orders::Column::PaidAt)
        .filter(orders::Column::CinemaId.eq(id))
        .filter(orders::Column::Status.eq(OrderStatus::Paid))
        .into_tuple()
        .all(conn)
        .await?;
    let order = refunds::Entity::belongs_to(orders::Entity)
        .from(refunds::Column::OrderId)
        .to(orders::Column::Id);
    let take_backs: Vec<DateTime<Utc>> = refunds::Entity::find()
        .select_only()
        .column(refunds::Column::CreatedAt)
        .join(JoinType::InnerJoin, order.into())
        .filter(orders::Column::CinemaId.eq(id))
        .filter(refunds::Column::Status.eq(RefundStatus::Requested))
        .filter(refunds::Column::NeedsTakeBack.eq(true))
        .into_tuple()
        .all(conn)
        .await?;
    let releases_due = locks.iter().filter(|(is_wanted, _)| !is_wanted).count();
    let instants = locks.iter().map(|(_, at)| *at).chain(confirms.iter().flatten().copied());
    Ok(UnfinishedWork {
        locks_unknown: locks.len() - releases_due,
        releases_due,
        confirms_open: confirms.len(),
        take_backs_open: take_backs.len(),
        oldest_at: instants.chain(take_backs.iter().copied()).min(),
    })
}

/// Read how a cinema's system does.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_cinema_health",
    params(("id" = CinemaId, Path, description = "The cinema.")),
    responses((status = 200, description = "As this server sees it now.", body = CinemaHealth)),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas/{id}/health")]
pub async fn get_cinema_health(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<CinemaId>,
) -> Result<HttpResponse> {
    let cinema = tables::cinemas::Entity::find_by_id(id.into_inner()).one(&app.db).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let system = cinema_systems::Entity::find_by_id(cinema.id).one(&app.db).await?;
    let health = app.cinemas.line(cinema.id).map(|line| line.health());
    let stats = health.as_ref().map(|health| health.stats.clone()).unwrap_or_default();
    let stats = stats.into_iter().map(|stats| CallStats {
        operation: stats.operation.to_owned(),
        calls: stats.calls,
        errors: stats.errors,
        error_rate_bp: stats.error_rate_bp,
        p50_ms: stats.p50_ms,
        p99_ms: stats.p99_ms,
    });
    Ok(HttpResponse::Ok().json(CinemaHealth {
        cinema_id: cinema.id,
        as_of: app.clock.now(),
        breaker: app.cinemas.breaker(cinema.id).into(),
        in_flight: health.as_ref().map_or(0, |health| health.in_flight),
        refused_busy: health.as_ref().map_or(0, |health| health.refused_busy),
        sync: SyncState::of(system.as_ref()),
        stats: stats.collect(),
        unfinished: unfinished(&app.db, cinema.id).await?,
        open_findings: cinemas::open_count(&app.db, cinema.id).await?,
        calls: health
            .map(|health| health.calls.into_iter().map(CallRecord::from).collect())
            .unwrap_or_default(),
    }))
}

/// List what of a cinema's data was refused or kept apart.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_cinema_findings",
    params(("id" = CinemaId, Path, description = "The cinema."), ListCinemaFindings),
    responses((status = 200, description = "The latest first.", body = Page<Finding>)),
    security(("bearer" = [])),
)]
#[get("/admin/cinemas/{id}/findings")]
pub async fn list_cinema_findings(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<CinemaId>,
    query: Query<ListCinemaFindings>,
) -> Result<HttpResponse> {
    let cinema = tables::cinemas::Entity::find_by_id(id.into_inner()).one(&app.db).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let after: Option<(DateTime<Utc>, RowId)> = decode_cursor(query.cursor.as_deref())?;
    let (only_open, limit) = (query.open.unwrap_or_default(), query.limit.plus_one());
    let rows = cinemas::list_findings(&app.db, cinema.id, only_open, after, limit).await?;
    let page = Page::cut(rows, query.limit, |row| (row.last_seen_at, row.id));
    Ok(HttpResponse::Ok().json(page.map(Finding::from)))
}

/// Say that a finding was seen to.
#[utoipa::path(
    tag = "admin",
    operation_id = "dismiss_finding",
    params(
        ("id" = CinemaId, Path, description = "The cinema."),
        ("finding_id" = RowId, Path, description = "The finding."),
    ),
    responses((status = 204, description = "It is shown as seen to, until it says something new.")),
    security(("bearer" = [])),
)]
#[post("/admin/cinemas/{id}/findings/{finding_id}/dismissal")]
pub async fn dismiss_finding(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    path: Path<(CinemaId, RowId)>,
) -> Result<HttpResponse> {
    let (id, finding_id) = path.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    let detail = json!({ "finding_id": finding_id });
    let (action, target) = ("dismiss_finding", id.to_string());
    let note = Note { actor: &actor, action, target: &target, detail };
    cinemas::dismiss_finding(&app, id, finding_id, note).await?;
    Ok(HttpResponse::NoContent().finish())
}
