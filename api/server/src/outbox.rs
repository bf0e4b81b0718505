//! Things to do once, written in the transaction that causes them.
//!
//! [`put`] writes an item; a worker claims due items by a lease, acts, and reports [`done`] or
//! [`fail`]. An item whose worker died is claimed again when the lease passes, so what it does must
//! be repeatable.

use chrono::{DateTime, Duration, Utc};
use database::{Db, Tx};
use domain::ids::OutboxItemId;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tables::outbox_items::{ActiveModel, Column, Entity, Model};
use uuid::Uuid;

use crate::clock::Clock;
use crate::error::Result;

/// Hand a short message to the provider; the subject is a row of `messages`.
pub const SEND_MESSAGE: &str = "send_message";

/// How long a worker may take for one batch.
pub const LEASE: Duration = Duration::seconds(60);

/// The first wait after a failure; it doubles with each one up to [`LONGEST_WAIT`].
const FIRST_WAIT_S: i64 = 2;
const LONGEST_WAIT: Duration = Duration::minutes(10);

/// Writes an item together with its cause. Ring `app.wake.outbox` after the commit.
pub async fn put(
    tx: &Tx,
    clock: &Clock,
    topic: &str,
    subject: impl Into<Uuid>,
    due_at: DateTime<Utc>,
) -> Result<OutboxItemId> {
    let id: OutboxItemId = clock.new_id();
    let item = ActiveModel {
        id: Set(id),
        topic: Set(topic.to_owned()),
        subject_id: Set(subject.into()),
        due_at: Set(due_at),
        attempts: Set(0),
        leased_until: Set(None),
        done_at: Set(None),
        last_error: Set(None),
        created_at: Set(clock.now()),
    };
    item.insert(tx).await?;
    Ok(id)
}

/// Claims at most `limit` due items of a topic, oldest first. Each is leased to the caller for
/// [`LEASE`]; several workers never get the same one.
pub async fn claim(db: &Db, topic: &str, now: DateTime<Utc>, limit: u64) -> Result<Vec<Model>> {
    // Most of the time nothing is due, and a reader need not wait for the writer's turn.
    let due = due(topic, now, limit).all(db).await?;
    if due.is_empty() {
        return Ok(due);
    }
    let tx = db.begin().await?;
    let mut claimed = Vec::with_capacity(due.len());
    for item in due {
        let taken = Entity::update_many()
            .col_expr(Column::LeasedUntil, Expr::value(now + LEASE))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::Id.eq(item.id))
            .filter(is_due(topic, now))
            .exec(&tx)
            .await?;
        if taken.rows_affected == 1 {
            claimed.push(Model {
                attempts: item.attempts + 1,
                leased_until: Some(now + LEASE),
                ..item
            });
        }
    }
    tx.commit().await?;
    Ok(claimed)
}

fn due(topic: &str, now: DateTime<Utc>, limit: u64) -> sea_orm::Select<Entity> {
    Entity::find().filter(is_due(topic, now)).order_by_asc(Column::DueAt).limit(limit)
}

fn is_due(topic: &str, now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Topic.eq(topic))
        .add(Column::DoneAt.is_null())
        .add(Column::DueAt.lte(now))
        .add(Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now)))
}

/// Reports that an item's work is done for good.
pub async fn done(tx: &Tx, id: OutboxItemId, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(now))
        .col_expr(Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Reports that it did not work this time; the item comes back after a growing wait.
pub async fn fail(tx: &Tx, item: &Model, why: &str, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(now + wait_after(item.attempts)))
        .col_expr(Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(Column::LastError, Expr::value(why))
        .filter(Column::Id.eq(item.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// How long to wait after so many attempts: 2 s, 4 s, 8 s … 10 min.
pub fn wait_after(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 16) - 1).unwrap_or_default();
    Duration::seconds(FIRST_WAIT_S << doublings).min(LONGEST_WAIT)
}

/// How many items are not done.
pub async fn waiting(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().filter(Column::DoneAt.is_null()).count(db).await?)
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn waits_double_up_to_ten_minutes() {
        let seconds: Vec<i64> = [1, 2, 3, 9, 10, 1000].map(|n| wait_after(n).num_seconds()).into();
        assert_eq!(seconds, [2, 4, 8, 512, 600, 600]);
    }
}
