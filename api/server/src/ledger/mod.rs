//! The books: written by the features that move money, read by administrators and auditors, changed
//! by nobody.

mod accounts;
mod archive;
mod chain;
pub(crate) mod checkpoint;
mod export;
mod filter;
mod http;
mod names;
mod of_order;
mod store;
mod proof;
mod seal;
mod xlsx;
pub mod verify;

pub(crate) use chain::chain_due;
pub(crate) use http::LedgerEntry;
pub(crate) use of_order::of_order;
pub(crate) use store::{Journal, Subject, append};
pub(crate) use seal::seal_due;
