//! Accounts: who somebody is, and how they prove it.
//!
//! Other features use the extractors: [`Customer`] for any signed-in person, [`MaybeCustomer`]
//! where nobody needs to be signed in, [`Staff`] at a cinema's desk, [`Operator`] with a
//! [`Permission`] in administration. Each loads the person's row, so somebody who left or whose
//! session was ended is refused at once, whatever the token says.

mod access;
mod codes;
mod extract;
mod flow;
mod http;
mod password;
mod sessions;
mod store;
pub(crate) mod throttle;
mod views;

pub use extract::{
    Administer, Customer, MaybeCustomer, Operator, Permission, Person, ReadBooks, Staff,
};
pub use flow::{NewAccount, create_account};
pub use http::routes;
