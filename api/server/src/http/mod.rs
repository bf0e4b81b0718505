//! The way in: mounts every feature's operations and what surrounds them.

pub mod edge;
pub mod idempotency;
pub mod json;
pub mod openapi;
pub mod page;
pub mod problem;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpServer, web};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;

/// Every operation of the API, relative to `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(crate::portal::routes)
        .configure(crate::catalogue::routes)
        .configure(crate::seating::routes)
        .configure(crate::identity::routes)
        .configure(crate::orders::routes)
        .configure(crate::payments::routes)
        .configure(crate::tickets::routes)
        .configure(crate::messages::routes)
        .configure(crate::desk::routes)
        .configure(crate::ledger::routes)
        .configure(crate::admin::routes);
}

/// Starts to serve on a socket that listens already. The server runs when it is awaited or spawned;
/// its handle stops it.
///
/// # Errors
/// The socket cannot be used, or the API document contradicts itself.
pub fn start(app: Arc<App>, listener: TcpListener) -> anyhow::Result<Server> {
    let safe_headers = web::Data::new(edge::SafeHeaders::of(&app)?);
    let workers = app.config.workers;
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(web::Data::from(Arc::clone(&app)))
            .app_data(safe_headers.clone())
            .app_data(web::PayloadConfig::new(json::BODY_LIMIT))
            .wrap(Compress::default())
            .wrap(from_fn(edge::guard))
            .into_utoipa_app()
            .service(utoipa_actix_web::scope("/api/v1").configure(routes))
            .into_app()
    })
    .workers(workers)
    .disable_signals()
    .shutdown_timeout(10)
    .client_request_timeout(Duration::from_secs(10))
    .listen(listener)?;
    Ok(server.run())
}
