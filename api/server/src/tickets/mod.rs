//! Tickets: the codes, the square and the state of every seat that was bought.

mod calendar;
#[cfg(test)]
mod cases;
mod http;
pub(crate) mod qr;
mod store;

pub(crate) use http::resend;
pub use http::routes;
pub(crate) use store::{
    follow_cinema, issue, mark_checked_in, mark_refunded, requires_live, tickets_of,
};
