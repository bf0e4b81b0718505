//! A cinema's own counter in the built-in box office: sales, refunds, and the day's statement.
//!
//! Money at the counter is the cinema's: it never enters the platform's books.

mod http;
mod views;

pub use http::routes;
