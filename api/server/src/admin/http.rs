//! What administration offers over HTTP.

use utoipa_actix_web::service_config::ServiceConfig;

use super::{audit, cinemas, health, orders, overview, users};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(overview::get_overview)
        .service(orders::list_admin_orders)
        .service(orders::get_admin_order)
        .service(orders::ask_order_again)
        .service(orders::refund_admin_order)
        .service(orders::resend_admin_message)
        .service(orders::disclose_order)
        .service(users::list_users)
        .service(users::get_user)
        .service(users::edit_user)
        .service(users::end_user_sessions)
        .service(users::reset_second_factor)
        .service(users::disclose_user)
        .service(audit::list_audit)
        .service(cinemas::list_cinema_systems)
        .service(cinemas::register_cinema)
        .service(cinemas::get_cinema_system)
        .service(cinemas::edit_cinema_system)
        .service(cinemas::add_cinema_key)
        .service(cinemas::revoke_cinema_key)
        .service(cinemas::sync_cinema)
        .service(health::get_cinema_health)
        .service(health::list_cinema_findings)
        .service(health::dismiss_finding);
}
