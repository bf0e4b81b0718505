//! The books: written by the features that move money, read by administrators and auditors, changed
//! by nobody.

mod accounts;
mod archive;
mod chain;
mod check;
pub mod checkpoint;
mod export;
mod filter;
mod http;
mod names;
mod of_journals;
mod of_order;
mod proof;
mod seal;
mod store;
pub mod verify;
mod workbook;
mod xlsx;

pub(crate) use chain::chain_due;
pub(crate) use check::{LedgerCheck, check_due, last_check};
pub(crate) use http::LedgerEntry;
pub use http::routes;
pub(crate) use of_journals::of_journals;
pub(crate) use of_order::of_order;
pub(crate) use seal::seal_due;
pub(crate) use store::{Journal, Subject, append};
pub use workbook::Workbooks;
