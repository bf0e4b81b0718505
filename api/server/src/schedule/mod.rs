//! What a cinema's staff plan in the built-in box office: sessions, halls, prices, blocked seats.
//!
//! The box office decides; this feature knows who may act for which cinema, writes down who did
//! what, and rings for the sync that brings every change to customers. A cinema with a ticketing
//! system of its own plans there: here it answers 404.
//!
//! The operations are many, so `http` is a folder with a file for each thing that they are about.

mod flow;
mod http;
mod store;
mod views;

pub use http::routes;

pub(crate) use flow::{Deed, Office, refuse};
