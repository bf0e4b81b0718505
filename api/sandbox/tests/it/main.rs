//! The sandbox over real HTTP, spoken to by a merchant written for these tests: it signs and
//! verifies with its own code, so that an error of the bank's cannot agree with itself.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bills;
mod cinema;
mod cinema_faults;
mod cinema_world;
mod faults;
mod flows;
mod merchant;
mod notifications;
mod phone;
mod program;
mod refusals;
mod reversals;
mod vectors;
mod world;
