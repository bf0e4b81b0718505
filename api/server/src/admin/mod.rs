//! What administrators see of the whole platform, and how they look after its cinemas.

mod address;
mod audit;
mod bank_words;
mod breaks;
mod cinemas;
mod demo;
mod disclosure;
mod figures;
mod finder;
mod health;
mod http;
mod invariants;
mod orders;
mod overview;
mod picture;
mod users;

pub use http::routes;
pub use overview::OverviewCache;

pub(crate) use demo::register_demo_cinemas;
