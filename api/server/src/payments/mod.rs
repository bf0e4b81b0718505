//! Collecting and returning money through a bank.
//!
//! A callback from the bank only writes rows here and wakes the orders' worker; what follows from a
//! payment is decided by `domain::purchase`.

mod flow;
mod http;
mod notifications;
pub(crate) mod refunds;
pub(crate) mod store;
mod views;

pub(crate) use flow::ask_bank;
pub use http::routes;
pub(crate) use views::PaymentSummary;
