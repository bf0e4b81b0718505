//! The box office as the platform sees it, on SQLite always and on PostgreSQL when
//! `TEST_DATABASE_URL` names a server on which databases may be created.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod books;
mod document;
mod door;
mod locks;
mod sales;
mod schedule;
mod take_back;
mod world;
