//! The portal: registered applications, daily information and what runs now.

mod http;
mod store;

pub use http::routes;
