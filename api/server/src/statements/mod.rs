//! Cinemas' statements of the day: what each says that it sold and took back.
//!
//! A statement is read when the cinema's business day is over, kept byte for byte and line by line
//! whatever it says, and acknowledged when it agrees with itself (`domain::statements`). Another
//! reading of the same day is another version; nothing is ever overwritten.

mod check;
mod flow;
mod http;
mod store;

pub use http::routes;

pub(crate) use flow::{CinemaDay, fetch_due, fetch_now};
pub(crate) use store::{Reading, cinemas, latest, lines, raw};
