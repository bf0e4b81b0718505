//! The rules, group by group. Each is a function of its own and leaves the others' seats alone.

pub(crate) mod capabilities;
mod door;
mod exchange;
pub(crate) mod hygiene;
mod lock_life;
mod locks;
pub(crate) mod programme;
mod refunds;
mod sales;
mod seats;
pub(crate) mod signatures;
mod statements;

use crate::stage::Stage;
use crate::{Book, Options};

/// Every rule that follows once there is a session to play on.
pub(crate) async fn on_stage(stage: &Stage<'_>, options: &Options, book: &mut Book<'_>) {
    // Its time runs while the other rules are tried.
    let ending = lock_life::begin_to_end(stage, options).await;
    signatures::reads(stage.client, book).await;
    programme::run(stage.client, options, book).await;
    seats::run(stage, book).await;
    locks::run(stage, book).await;
    lock_life::run(stage, book).await;
    sales::run(stage, book).await;
    refunds::run(stage, book).await;
    door::run(stage, book).await;
    exchange::run(stage, book).await;
    statements::run(stage, book).await;
    hygiene::run(stage.client, book).await;
    book.rule("LOCK-12", lock_life::ends(stage, options, ending)).await;
}
