//! Which addresses the platform may be sent to by an administrator.
//!
//! A cinema's address is called from inside our network. In production it must therefore lead out
//! of it: whoever could register `http://10.0.0.1` would read what only our own machines may.

use actix_web::http::Uri;
use gateways::address::is_public;

use crate::app::App;
use crate::config::Environment;
use crate::error::{Error, Result};

/// Refuses, in production, an address whose host is, or is called like, one inside a network.
///
/// # Errors
/// [`Error::Invalid`] with a pointer to `base_url`.
pub async fn refuse_private(app: &App, base_url: &str) -> Result<()> {
    if app.config.environment != Environment::Production {
        return Ok(());
    }
    let wrong = |detail: &str| Error::invalid("/base_url", "private", detail);
    let url: Uri = base_url.trim().parse().map_err(|_| wrong("This is no address."))?;
    let host = url.host().unwrap_or_default().trim_matches(['[', ']']);
    let port = url.port_u16().unwrap_or(443);
    let found = tokio::net::lookup_host((host, port)).await;
    let found: Vec<_> = found.map_err(|_| wrong("Nobody knows this host."))?.collect();
    if found.is_empty() || found.iter().any(|address| !is_public(address.ip())) {
        return Err(wrong("This address is not one of the open internet."));
    }
    Ok(())
}
