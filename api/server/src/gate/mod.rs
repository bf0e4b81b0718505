//! Gates without a network: what they carry along, and what they tell afterwards.
//!
//! A gate's telephone fetches a pack for the business day, decides by itself with the rules of
//! `domain::tickets::gate`, and tells every decision once it can. Here the same rules run again
//! with what is known by then, and the cinema hears of it; what does not fit is said.

mod flow;
mod http;
mod pack;
mod store;

pub use http::routes;
