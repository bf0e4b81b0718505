//! Ports to the world outside and one adapter per protocol.
//!
//! A gateway knows the network and not the database, so a remote call inside a query cannot be
//! written. Adapters translate; they do not decide. Each call has three outcomes: it was done, it
//! was definitely not done, or nobody knows yet ([`GatewayError`]).

pub mod address;
pub mod bank;
pub mod cinema;
mod error;
pub mod http;
pub mod signing;
pub mod sms;
pub mod webhook;

pub use bank::BankRegistry;
pub use error::GatewayError;
