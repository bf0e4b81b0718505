//! Nothing to link to; the tests begin in `main.rs`.
