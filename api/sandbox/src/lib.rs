//! The outside world for demos and tests: a bank that speaks `UnionPay` ACP 5.1.0 and a phone.
//!
//! Both are real servers on plain HTTP, bound to the loopback address only. They share no code
//! with the adapters that talk to them, so an error on one side cannot hide on the other. What
//! they know is kept in memory and in an append-only file, and survives a killed process.
//!
//! The `sandbox` executable serves both; tests start them in their own process with
//! [`Bank::start`] and [`Phone::start`].

pub mod bank;
mod clock;
mod faults;
mod html;
mod phone;
mod server;
mod store;

pub use bank::{Bank, BankConfig, BankHandle};
pub use clock::Clock;
pub use phone::{Phone, PhoneConfig, PhoneHandle};
