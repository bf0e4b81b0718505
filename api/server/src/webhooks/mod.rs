//! Telling third parties what happened, after Standard Webhooks.
//!
//! What happens is written down in the transaction in which it happens ([`announce_order`] and its
//! sisters: one insert, and none while nobody listens). A task spreads it over the endpoints that
//! may hear of it, another one delivers: signed, at least once, each endpoint in a lane of its own.
//! What is told names things and states and no person; who wants to know more asks the API.

mod announce;
mod deliver;
mod flow;
mod http;
mod spread;
mod store;
mod views;

pub use announce::{
    Subscriptions, announce_lock_expired, announce_order, announce_payment, announce_showtimes,
};
pub use deliver::deliver_due;
pub use http::routes;
pub use spread::spread_due;
pub use store::forget_old;
