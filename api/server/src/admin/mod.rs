//! What administrators see of the whole platform.

mod http;

pub use http::routes;
