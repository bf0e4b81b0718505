//! For those who run the server: is it alive, is it ready, what does it count.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use subtle::ConstantTimeEq;
use tables::{orders, seat_locks};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::error::{Error, Result};

/// Mounts these operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(get_liveness).service(get_readiness).service(get_metrics);
}

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
struct Health {
    /// `ok` or `unavailable`.
    status: &'static str,
    /// What was looked at, each with `ok` or `unavailable`.
    checks: BTreeMap<&'static str, &'static str>,
}

/// Whether the process runs
///
/// Looks at nothing else: a server that waits for its database need not be restarted.
#[utoipa::path(
    operation_id = "get_liveness",
    tag = "operations",
    responses((status = 200, description = "The process runs", body = Health)),
)]
#[get("/health/live")]
async fn get_liveness() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "ok", checks: BTreeMap::new() })
}

/// Whether requests can be served
#[utoipa::path(
    operation_id = "get_readiness",
    tag = "operations",
    responses(
        (status = 200, description = "Requests can be served", body = Health),
        (status = 503, description = "The database does not answer", body = Health),
    ),
)]
#[get("/health/ready")]
async fn get_readiness(app: web::Data<App>) -> HttpResponse {
    let ping = app.db.execute_unprepared("SELECT 1").await;
    let status = if ping.is_ok() { "ok" } else { "unavailable" };
    let health = Health { status, checks: BTreeMap::from([("database", status)]) };
    match ping {
        Ok(_) => HttpResponse::Ok().json(health),
        Err(_) => HttpResponse::ServiceUnavailable().json(health),
    }
}

/// Counters and gauges
///
/// In the text format of Prometheus, for the machine itself or with the token of
/// `MARQUEE_METRICS_TOKEN` as a bearer token.
#[utoipa::path(
    operation_id = "get_metrics",
    tag = "operations",
    responses(
        (status = 200, description = "Metrics", body = String, content_type = "text/plain"),
        (status = 403, description = "Not from here"),
    ),
)]
#[get("/metrics")]
async fn get_metrics(request: HttpRequest, app: web::Data<App>) -> Result<HttpResponse> {
    if !may_read_metrics(&request, app.config.metrics_token.as_deref()) {
        return Err(Error::Forbidden);
    }
    measure(&app).await?;
    let text = recorder().map(PrometheusHandle::render).unwrap_or_default();
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text))
}

fn may_read_metrics(request: &HttpRequest, token: Option<&str>) -> bool {
    let headers = request.headers();
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if let (Some(token), Some(given)) = (token, given) {
        return bool::from(token.as_bytes().ct_eq(given.as_bytes()));
    }
    // Behind a proxy on this machine everybody comes from this machine.
    let is_forwarded =
        headers.contains_key(header::X_FORWARDED_FOR) || headers.contains_key(header::FORWARDED);
    !is_forwarded && request.peer_addr().is_some_and(|address| address.ip().is_loopback())
}

/// Sets the gauges that are read from the database.
async fn measure(app: &App) -> Result<()> {
    gauge("marquee_outbox_waiting", "topic", "all", crate::outbox::waiting(&app.db).await?);
    let locks: Vec<(String, i64)> = seat_locks::Entity::find()
        .select_only()
        .column(seat_locks::Column::Status)
        .column_as(seat_locks::Column::Id.count(), "rows")
        .filter(seat_locks::Column::NextCheckAt.is_not_null())
        .group_by(seat_locks::Column::Status)
        .into_tuple()
        .all(&app.db)
        .await?;
    for (status, rows) in locks {
        gauge("marquee_seat_locks_open", "status", &status, u64::try_from(rows).unwrap_or(0));
    }
    let orders: Vec<(String, i64)> = orders::Entity::find()
        .select_only()
        .column(orders::Column::Status)
        .column_as(orders::Column::Id.count(), "rows")
        .filter(orders::Column::NextStepAt.is_not_null())
        .group_by(orders::Column::Status)
        .into_tuple()
        .all(&app.db)
        .await?;
    for (status, rows) in orders {
        gauge("marquee_orders_open", "status", &status, u64::try_from(rows).unwrap_or(0));
    }
    Ok(())
}

fn gauge(name: &'static str, label: &'static str, value: &str, rows: u64) {
    // Counts of rows stay far below 2^53.
    let rows = u32::try_from(rows).unwrap_or(u32::MAX);
    metrics::gauge!(name, label => value.to_owned()).set(f64::from(rows));
}

/// Installs the recorder, once in a process.
pub fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    const SECONDS: [f64; 11] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
    let handle = RECORDER.get_or_init(|| {
        let matcher = Matcher::Suffix("_seconds".to_owned());
        PrometheusBuilder::new()
            .set_buckets_for_metric(matcher, &SECONDS)
            .and_then(PrometheusBuilder::install_recorder)
            .inspect_err(|error| tracing::warn!("no metrics: {error}"))
            .ok()
    });
    handle.as_ref().inspect(|handle| handle.run_upkeep())
}
