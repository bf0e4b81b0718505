//! The box office as the platform sees it, on SQLite always and on PostgreSQL when
//! `TEST_DATABASE_URL` names a server on which databases may be created.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod books;
mod counter;
mod document;
mod door;
mod http;
mod locks;
mod sales;
mod schedule;
mod staff;
mod take_back;
mod world;
