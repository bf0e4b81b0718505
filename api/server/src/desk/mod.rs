//! The cinema's desk and gate: handing out paper tickets and letting people in.
//!
//! The cinema's ticketing system decides; the platform knows whose code it is, checks that it is
//! this cinema's, and follows with its own tickets what the cinema says.

pub(crate) mod flow;
mod http;

pub use http::routes;
