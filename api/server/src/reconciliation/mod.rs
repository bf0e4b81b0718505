//! Comparing our records with banks' bills and cinemas' statements, day by day.
//!
//! `flow.rs` runs a day with a source: fetch, read, compare (`bank_day.rs`, `cinema_day.rs`), write
//! the differences down (`findings.rs`), do about them what can be done without people
//! (`automatic.rs`, `at_cinema.rs`). What is left is decided by two people (`people.rs`). All that
//! is booked goes through `postings.rs`, so nothing is booked twice. Rules and classes are in
//! `domain::reconciliation`.
//!
//! A run may die anywhere: the next one begins anew, finds the same differences as the same rows,
//! and asks before it repeats an act.

mod at_cinema;
mod automatic;
mod bank_day;
mod breaks_http;
mod breaks_store;
mod cinema_day;
mod due;
mod evidence;
mod findings;
mod flow;
mod http;
mod people;
mod postings;
mod returns;
mod sides;
mod store;
mod verdicts;
mod views;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use flow::run;

pub(crate) use due::run_due;
pub(crate) use people::verdict_of;
pub(crate) use returns::send_due as send_returns;
pub(crate) use views::{BreakSummary, PersonRef, people, person};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.configure(http::routes).configure(breaks_http::routes);
}
