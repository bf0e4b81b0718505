//! Points at which a test may kill the process: between every stored intent, call and record.
//!
//! Outside of the demo environment the variable is ignored.

use std::sync::OnceLock;

use crate::config::Environment;

static CRASH_AT: OnceLock<Option<String>> = OnceLock::new();

/// Reads `MARQUEE_CRASH_AT` once, at start-up.
pub fn arm(environment: Environment) {
    let wanted = std::env::var("MARQUEE_CRASH_AT").ok();
    let allowed = wanted.filter(|_| environment == Environment::Demo);
    // A second start in one process keeps what the first one armed.
    let _ = CRASH_AT.set(allowed);
}

/// Dies here, without cleaning up, if this is the point that was asked for.
pub fn point(name: &str) {
    if CRASH_AT.get().is_some_and(|wanted| wanted.as_deref() == Some(name)) {
        std::process::abort();
    }
}
