//! Purchases: from held seats to tickets, or to money that went back.

mod again;
mod cancellation;
mod confirm;
mod flow;
mod http;
mod operator;
mod purchase;
mod store;
mod views;

pub(crate) use again::{Retold, give_unsold_back, tell_cinema_again};
pub(crate) use cancellation::see_to_cancelled;
pub use cancellation::{CancellationProgress, cancellation_progress};
pub use http::routes;
pub(crate) use operator::{Grounds, ask_again, refund, refund_refusal};
pub(crate) use purchase::advance_due;
pub(crate) use store::{events, order};
pub(crate) use views::TimelineEvent;
