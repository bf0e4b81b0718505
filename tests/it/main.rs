//! The platform from outside, over HTTP, with a real bank, a real phone and a real database.
//!
//! SQLite unless `TEST_DATABASE_URL` names a PostgreSQL server on which databases may be made.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod admin_orders;
mod admin_users;
mod authz;
mod bank_bills;
mod cancellation;
mod catalogue;
mod cinema_admin;
mod cinemas;
mod conformance;
mod counter;
mod faults;
mod gate;
mod identity;
mod lanes;
mod ledger;
mod ledger_attacker;
mod ledger_seals;
mod migrations;
mod oauth;
mod openapi;
mod overview;
mod payouts;
mod portal;
mod problems;
mod purchase;
mod purchase_faults;
mod reconciliation;
mod reconciliation_scale;
mod remote_cinema;
mod schedule;
mod seating;
mod second_factor;
mod statements;
mod support;
mod tickets;
mod webhooks;
