//! Paying cinemas what is theirs.
//!
//! `standing.rs` asks the books and the closed days how much that is now; nobody types an amount.
//! One administrator proposes after having the bank transfer it, another one agrees, and only then
//! it is booked (`flow.rs`). Rules are in `domain::payouts`; that a refund after a payout becomes a
//! claim is decided where refunds are booked (`payments`).

mod flow;
mod http;
mod standing;
mod store;
mod views;

pub use http::routes;
