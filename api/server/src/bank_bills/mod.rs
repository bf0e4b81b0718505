//! Banks' bills of their settlement days: what each says that it took and paid back.
//!
//! A bill is kept byte for byte before it is read, whatever it says; only one that agrees with
//! itself has lines. Another reading of the same day is another version, unless the bytes are the
//! same; nothing is ever overwritten. What is done about a bill is reconciliation's affair.

mod flow;
mod store;

pub use flow::{Fetched, fetch, fetch_for};
pub use store::{Bill, bill, latest, lines, raw};
