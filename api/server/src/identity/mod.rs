//! Accounts: who somebody is, and how they prove it.
//!
//! Other features use the extractors: [`Customer`] for anybody who buys, whether signed in or
//! spoken for by a third-party client, [`MaybeCustomer`] where nobody needs to be signed in,
//! [`SignedIn`] for what concerns an account, [`Staff`] at a cinema's desk, [`Operator`] with a
//! [`Permission`] in administration, [`Client`] for what concerns a third-party client. Each loads
//! the row, so somebody who left or whose session was ended is refused at once, whatever the token
//! says.

mod access;
pub(crate) mod clients;
mod codes;
mod extract;
mod flow;
mod http;
mod password;
mod second_factor;
mod sessions;
mod store;
pub(crate) mod throttle;
mod trail;
mod views;

pub use clients::{Client, ClientOf, Quotas, count_order};
pub use extract::{
    Administer, Customer, MaybeCustomer, Operator, Permission, Person, ReadBooks, SignedIn, Staff,
    bearer, needs_second_factor, refuse_single_factor,
};
pub use flow::{NewAccount, create_account, create_operator, keep_an_administrator};
pub use http::routes;
pub(crate) use second_factor::remove as remove_second_factor;
pub(crate) use store::revoke_sessions;
