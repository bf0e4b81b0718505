//! The adapters against real messages, a bank of our own making and a network that misbehaves.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod authority;
mod cinema;
mod http;
mod peer;
mod sms;
mod unionpay;
mod vectors;
