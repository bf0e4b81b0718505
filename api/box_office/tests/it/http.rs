//! The published interface over real HTTP, with real signatures.

mod exchange;
mod form;
mod locks;
mod programme;
mod push;
mod sales;
mod signatures;
mod site;
