//! The words and rules of the platform, and nothing else.
//!
//! What lives here decides; it never acts. There is no I/O, no `async`, no clock and no random
//! number in this crate: the present instant is an argument, identifiers arrive ready made. That is
//! why a rule can be tested in microseconds and simulated a million times.
//!
//! The features `db` and `api` only add derives, so that rows and API documents speak these very
//! types; no rule may depend on either.

mod text_enum;

pub mod bank_bills;
pub mod calendar;
pub mod catalogue;
pub mod feed;
pub mod identity;
pub mod ids;
pub mod ledger;
pub mod money;
pub mod oauth;
pub mod orders;
pub mod payments;
pub mod payouts;
pub mod portal;
pub mod purchase;
pub mod reconciliation;
pub mod schedule;
pub mod seating;
pub mod statements;
pub mod text;
pub mod tickets;
pub mod webhooks;
