//! What administrators see of the whole platform, and how they look after its cinemas.

mod address;
mod cinemas;
mod demo;
mod health;
mod http;

pub use http::routes;

pub(crate) use demo::register_demo_cinemas;
