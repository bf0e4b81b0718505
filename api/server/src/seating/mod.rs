//! Seats of a showtime: what is free now, and claims on them.
//!
//! The cinema alone decides who has a seat. What is shown comes from the cinema at that moment; a
//! lock is asked for with our own reference, so that a lost answer can be asked after and a lock
//! that nobody wants any more is found and given back.

mod counts;
mod feed;
mod flow;
mod http;
mod locks;
mod plans;
mod states;
mod store;
mod views;

pub use feed::SeatFeed;
pub use http::routes;
pub use plans::PlanCache;
pub use views::SeatLayout;

pub(crate) use counts::count_changed;
pub(crate) use locks::{check_locks, release_cancelled};
pub(crate) use store::{mark_sold, request_release};
