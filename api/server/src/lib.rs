//! The platform: joins the tables, the gateways and the domain's rules behind a REST API.
//!
//! Each feature is a folder with the same few rooms: `http.rs` speaks HTTP, `flow.rs` orders the
//! steps of a use case, `store.rs` says SQL. Who may import whom is checked by `tests/tidy.rs`.

pub mod app;
pub mod audit;
pub mod cli;
pub mod clock;
pub mod config;
pub mod defects;
pub mod error;
pub mod fault;
pub mod history;
pub mod http;
pub mod keys;
pub mod lanes;
pub mod outbox;
pub mod remembered;
pub mod tasks;

pub mod bank_bills;
pub mod catalogue;
pub mod cinemas;
pub mod identity;
pub mod ledger;
pub mod messages;
pub mod oauth;
pub mod orders;
pub mod payments;
pub mod payouts;
pub mod portal;
pub mod reconciliation;
pub mod seating;
pub mod statements;
pub mod tickets;
pub mod webhooks;

pub mod admin;
pub mod counter;
pub mod desk;
pub mod gate;
pub mod import;
pub mod schedule;
pub mod seed;
