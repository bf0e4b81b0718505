//! Cinemas' ticketing systems: how each is reached, and what comes from it.
//!
//! Every cinema is treated alike, whether its system is the built-in box office or somebody else's
//! far away: its programme is fetched (`sync.rs`) or pushed by itself (`push.rs`), and all of it
//! goes through one intake (`intake/`), which believes item by item and writes down what it does
//! not believe. Nothing is ever removed because it was missing from an answer.

mod absent;
mod acknowledgement;
mod admission;
mod changes;
mod extract;
mod findings;
mod http;
mod intake;
mod pull;
mod push;
mod registry;
mod statement;
mod store;
mod sync;
mod systems;

pub use http::routes;
pub use registry::{BUILT_IN, Line, REMOTE, Registry};
pub use systems::{Limits, NewSystem, SystemChange};

pub(crate) use changes::changes_since;
pub(crate) use findings::{dismiss as dismiss_finding, list as list_findings, open_count};
pub(crate) use intake::words::{SessionWords, Wording};
pub(crate) use store::{forget_nonces, keys_of, systems};
pub(crate) use sync::{refresh_sessions, sync_due, sync_now};
pub(crate) use systems::{add_key, edit, register, revoke_key};
