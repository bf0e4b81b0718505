//! The schedule over HTTP.

mod halls;
mod prices;
mod seats;
mod sessions;

use domain::ids::CinemaId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.configure(halls::routes)
        .configure(prices::routes)
        .configure(sessions::routes)
        .configure(seats::routes);
}

/// The cinema that somebody acts for.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct OfCinema {
    /// Administrators must name the cinema; staff need not, and may name no other than theirs.
    cinema_id: Option<CinemaId>,
}
