//! What every test stands on.

pub mod app;
pub mod bank;
pub mod between;
pub mod checks;
pub mod cinema;
pub mod client;
pub mod contract;
pub mod database;
pub mod listener;
pub mod log;
pub mod oauth;
pub mod receiver;
pub mod seed;
pub mod shop;

pub use app::TestApp;
pub use bank::{Cashier, dial, return_by_hand};
pub use cinema::{Call, Fault, FaultyCinema};
pub use client::{Answer, Person, new_key};
pub use shop::{Purchase, Stage};
