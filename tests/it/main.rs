//! The platform from outside, over HTTP, with a real bank, a real phone and a real database.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod purchase;
mod support;
