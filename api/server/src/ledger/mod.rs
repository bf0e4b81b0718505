//! The books: written by the features that move money, read by administrators and auditors, changed
//! by nobody.

mod export;
mod filter;
mod http;
mod names;
mod of_order;
mod store;
mod xlsx;

pub use http::routes;
pub(crate) use http::LedgerEntry;
pub(crate) use of_order::of_order;
pub(crate) use store::{Journal, Subject, append};
