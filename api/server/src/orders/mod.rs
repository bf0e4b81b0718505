//! Purchases: from held seats to tickets, or to money that went back.

mod confirm;
mod flow;
mod http;
mod purchase;
mod store;
mod views;

pub use http::routes;
pub(crate) use purchase::advance_due;
