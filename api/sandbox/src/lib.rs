#![doc = include_str!("../README.md")]

pub mod bank;
pub mod cinema;
mod clock;
pub mod customers;
mod faults;
mod html;
mod night_bus;
mod phone;
mod server;
mod store;

pub use bank::{Bank, BankConfig, BankHandle};
pub use cinema::{Cinema, CinemaConfig, CinemaHandle};
pub use clock::Clock;
pub use night_bus::{NightBus, NightBusConfig, NightBusHandle};
pub use phone::{Phone, PhoneConfig, PhoneHandle};
