//! The published cinema interface: what the port offers, over HTTP, for any platform that may ask.
//!
//! Each cinema has its own address, `http://host:port/<cinema_code>`, before the `/v1` of every
//! operation. Requests are signed ([`gateways::signing`]); a request that is not is answered before
//! anything else is looked at. The document of the interface is made from these handlers
//! ([`openapi`]).

mod edge;
mod extract;
mod locks;
pub mod openapi;
mod orders;
mod pickups;
mod programme;
mod refusal;
mod statements;
mod surface;

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{HttpResponse, HttpServer, web};
use gateways::cinema::{ConfirmRequest, TakenSeat};
use gateways::signing::PublicKey;
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::nonces::NonceWriter;
use crate::{BoxOffice, Core};

/// The largest request that is read, in bytes.
pub const BODY_LIMIT: usize = 256 * 1024;

/// The platform's keys that are believed; several, so that it can change them at any time. Cheap to
/// clone: all clones see the same keys.
#[derive(Clone, Debug, Default)]
pub struct TrustedKeys(Arc<RwLock<HashMap<String, PublicKey>>>);

impl TrustedKeys {
    pub fn new(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        let trusted = Self::default();
        trusted.replace(keys);
        trusted
    }

    /// From now on these are believed and no others.
    pub fn replace(&self, keys: impl IntoIterator<Item = PublicKey>) {
        let keys = keys.into_iter().map(|key| (key.key_id(), key)).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    pub fn is_empty(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn get(&self, key_id: &str) -> Option<PublicKey> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(key_id).copied()
    }
}

/// How the interface is served.
#[derive(Clone, Debug)]
pub struct HttpConfig {
    /// Who may ask.
    pub trusted: TrustedKeys,
    /// Names under which this server is reached, such as `cinema.example` or `127.0.0.1:8084`. A
    /// request that was signed for another one is refused: it may have been meant for somebody
    /// else, who sends it on. Empty accepts every name.
    pub authorities: Vec<String>,
    /// Whether this system calls the platform's feed by itself, for `capabilities`.
    pub pushes: bool,
    pub workers: usize,
}

impl HttpConfig {
    /// Two workers, any name, no pushes.
    pub fn new(trusted: TrustedKeys) -> Self {
        Self { trusted, authorities: Vec::new(), pushes: false, workers: 2 }
    }
}

/// What every request shares.
pub(crate) struct Shared {
    office: BoxOffice,
    nonces: NonceWriter,
    trusted: TrustedKeys,
    authorities: Vec<String>,
    pushes: bool,
    surface: surface::Surface,
}

impl Shared {
    fn core(&self) -> &Core {
        &self.office.core
    }
}

/// Every operation of the interface, relative to a cinema's address.
fn routes(config: &mut ServiceConfig) {
    config
        .configure(programme::routes)
        .configure(locks::routes)
        .configure(orders::routes)
        .configure(pickups::routes)
        .configure(statements::routes);
}

/// Which of the seats that were to be sold somebody else has now.
async fn seats_of_others(
    shared: &Shared,
    request: &ConfirmRequest,
) -> Result<Vec<String>, refusal::Refusal> {
    let seats = crate::locks::session_seats(shared.core(), &request.session).await?;
    let taken = seats.into_iter().flat_map(|seats| seats.taken);
    let is_wanted = |taken: &TakenSeat| {
        request.seats.iter().any(|seat| seat.seat_code == taken.seat_code)
            && taken.client_lock_id != Some(request.client_lock_id)
    };
    Ok(taken.filter(is_wanted).map(|taken| taken.seat_code).collect())
}

/// Starts to serve on a socket that listens already. The server runs when it is awaited or spawned;
/// its handle stops it. Must be called within a Tokio runtime.
///
/// # Errors
/// The socket cannot be used, or the document of the interface contradicts itself.
pub fn start(
    office: BoxOffice,
    config: HttpConfig,
    listener: TcpListener,
) -> anyhow::Result<Server> {
    let surface = surface::Surface::of(&openapi::document()?);
    let lower = |name: String| name.to_ascii_lowercase();
    let shared = web::Data::new(Shared {
        nonces: NonceWriter::start(&office.core),
        office,
        trusted: config.trusted,
        authorities: config.authorities.into_iter().map(lower).collect(),
        pushes: config.pushes,
        surface,
    });
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(shared.clone())
            .app_data(web::PayloadConfig::new(BODY_LIMIT))
            .wrap(from_fn(edge::guard))
            .route(HEALTH, web::get().to(health))
            .into_utoipa_app()
            .service(utoipa_actix_web::scope("/{cinema_code}").configure(routes))
            .into_app()
            .default_service(web::to(surface::fallback))
    })
    .workers(config.workers.max(1))
    .disable_signals()
    .shutdown_timeout(10)
    .client_request_timeout(Duration::from_secs(10))
    .listen(listener)?;
    Ok(server.run())
}

/// Tells whoever runs the server whether it works; the only thing that needs no signature.
const HEALTH: &str = "/health";

async fn health(shared: web::Data<Shared>) -> Result<HttpResponse, refusal::Refusal> {
    crate::programme::cinema_codes(&shared.core().db).await?;
    Ok(HttpResponse::NoContent().finish())
}
