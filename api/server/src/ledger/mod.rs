//! The books: written by the features that move money, read by administrators and auditors, changed
//! by nobody.

mod export;
mod filter;
mod http;
mod names;
mod store;
mod xlsx;

pub use http::routes;
pub(crate) use store::{Journal, Subject, append};
