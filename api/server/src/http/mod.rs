//! The way in: mounts every feature's operations and what surrounds them.
//!
//! A handler looks like this; everything that can fail is a [`crate::error::Error`], and extractors
//! refuse with problems before it runs:
//!
//! ```ignore
//! #[utoipa::path(operation_id = "create_order", tag = "orders", security(("bearer" = [])),
//!     request_body = CreateOrder,
//!     params(("Idempotency-Key" = String, Header, description = "New with every intent")),
//!     responses((status = 201, description = "The order", body = Order)))]
//! #[post("/orders")]
//! async fn create_order(
//!     app: web::Data<App>, customer: Customer, request: HttpRequest, body: Json<CreateOrder>,
//! ) -> Result<HttpResponse> {
//!     idempotency::run(&app, customer.id, &request, body.digest(), |effect| async move {
//!         let order = flow::create(&app, effect.id(), customer.id, &body).await?;
//!         Ok((StatusCode::CREATED, order))
//!     }).await
//! }
//! ```

pub mod caller_first;
pub mod edge;
mod fallback;
pub mod idempotency;
pub mod json;
pub mod openapi;
pub mod operations;
pub mod page;
pub mod problem;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_cors::Cors;
use actix_web::dev::Server;
use actix_web::http::header;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpRequest, HttpResponse, HttpServer, web};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_swagger_ui::SwaggerUi as Swagger;

use crate::app::App;
use crate::config::Environment;

/// Where cinemas push to.
pub const CINEMA_FEED: &str = "/cinema-feed/v1";

/// Where an OAuth client finds out the rest (RFC 8414).
const METADATA: &str = "/.well-known/oauth-authorization-server";

/// Every operation of the API, relative to `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(operations::routes)
        .configure(crate::portal::routes)
        .configure(crate::catalogue::routes)
        .configure(crate::seating::routes)
        .configure(crate::identity::routes)
        .configure(crate::oauth::routes)
        .configure(crate::orders::routes)
        .configure(crate::payments::routes)
        .configure(crate::tickets::routes)
        .configure(crate::desk::routes)
        .configure(crate::schedule::routes)
        .configure(crate::counter::routes)
        .configure(crate::gate::routes)
        .configure(crate::ledger::routes)
        .configure(crate::statements::routes)
        .configure(crate::reconciliation::routes)
        .configure(crate::payouts::routes)
        .configure(crate::webhooks::routes)
        .configure(crate::admin::routes);
}

/// Every operation that cinemas call, relative to [`CINEMA_FEED`].
pub fn feed_routes(config: &mut ServiceConfig) {
    config.configure(crate::cinemas::routes);
}

/// Starts to serve on a socket that listens already. The server runs when it is awaited or spawned;
/// its handle stops it.
///
/// # Errors
/// The socket cannot be used, or the API document contradicts itself.
pub fn start(app: Arc<App>, listener: TcpListener) -> anyhow::Result<Server> {
    operations::recorder();
    let document = openapi::document()?;
    let safe_headers = web::Data::new(edge::SafeHeaders::of(&app)?);
    let surface = web::Data::new(fallback::Surface::of(&document, &app.config.web_dir));
    let document = web::Data::new(ApiDocument(serde_json::to_string(&document)?.into()));
    let workers = app.config.workers;
    // In a demo nobody minds when an open stream of seats is cut off.
    let shutdown_s = if app.config.environment == Environment::Demo { 1 } else { 10 };
    let server = HttpServer::new(move || {
        let swagger = Swagger::new("/api/v1/docs/{_:.*}")
            .config(utoipa_swagger_ui::Config::from("/api/v1/openapi.json"));
        actix_web::App::new()
            .app_data(web::Data::from(Arc::clone(&app)))
            .app_data(safe_headers.clone())
            .app_data(surface.clone())
            .app_data(document.clone())
            .app_data(web::PayloadConfig::new(json::BODY_LIMIT))
            .wrap(allow_origins(&app.config.cors_origins))
            .wrap(Compress::default())
            .wrap(from_fn(edge::guard))
            .service(web::redirect("/api/v1/docs", "/api/v1/docs/"))
            .service(swagger)
            .route("/api/v1/openapi.json", web::get().to(get_document))
            .route("/payments/{id}/return", web::post().to(return_from_bank))
            // Where standard clients look for them.
            .route("/oauth/token", web::post().to(crate::oauth::answer_token))
            .route(METADATA, web::get().to(crate::oauth::answer_metadata))
            .configure(crate::portal::pages)
            .into_utoipa_app()
            .service(utoipa_actix_web::scope("/api/v1").configure(routes))
            .service(utoipa_actix_web::scope(CINEMA_FEED).configure(feed_routes))
            .into_app()
            .default_service(web::to(fallback::fallback))
    })
    .workers(workers)
    .disable_signals()
    .shutdown_timeout(shutdown_s)
    .client_request_timeout(Duration::from_secs(10))
    .listen(listener)?;
    Ok(server.run())
}

/// Where a request comes from, for counting attempts and for a person's list of devices.
pub fn client_address(app: &App, request: &HttpRequest) -> String {
    let peer = request.peer_addr().map(|address| address.ip().to_string());
    if app.config.is_behind_proxy {
        // The last one was added by our own proxy; those before it are whatever the client wrote.
        let forwarded = request.headers().get_all(header::X_FORWARDED_FOR).last();
        let forwarded = forwarded.and_then(|value| value.to_str().ok());
        if let Some(last) = forwarded.and_then(|list| list.rsplit(',').next()) {
            return last.trim().chars().take(64).collect();
        }
    }
    peer.unwrap_or_default()
}

/// Whether a browser says that another site's page caused the request (Fetch Metadata).
pub fn is_cross_site(request: &HttpRequest) -> bool {
    let site = request.headers().get("sec-fetch-site");
    site.is_some_and(|site| site.as_bytes() == b"cross-site")
}

/// Some banks send the customer back with a form post. What it says is for nobody's eyes: the page
/// asks the platform, and the platform asks the bank.
async fn return_from_bank(request: HttpRequest) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, request.path())).finish()
}

/// The API document as text, made once.
struct ApiDocument(web::Bytes);

async fn get_document(document: web::Data<ApiDocument>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document.0.clone())
}

/// Lets scripts of the named origins call the API. They send the access token themselves; the
/// refresh cookie stays out of their reach.
fn allow_origins(origins: &[String]) -> Cors {
    let mut cors = Cors::default()
        .allowed_methods(["GET", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers(["authorization", "content-type", "idempotency-key", "x-request-id"])
        .allowed_header("x-refresh-token")
        .allowed_header("if-none-match")
        .allowed_header("marquee-customer")
        .expose_headers(["x-request-id", "idempotency-replayed", "retry-after", "etag"])
        .max_age(3600)
        .block_on_origin_mismatch(false);
    for origin in origins {
        cors = cors.allowed_origin(origin);
    }
    cors
}
