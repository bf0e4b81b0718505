//! Differences with banks and cinemas, as far as the overview and an order's page show them.

use chrono::{DateTime, Utc};
use domain::ids::{OrderId, UserId};
use domain::money::Money;
use domain::reconciliation::{BreakAge, BreakState, age_days};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{reconciliation_breaks as breaks, users};

use crate::error::Result;
use crate::reconciliation::{BreakSummary, PersonRef};

/// How many differences nobody has settled, and how many days the oldest of them is open. What the
/// day beside may still bring is not counted.
pub async fn open(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(i64, Option<i64>)> {
    use breaks::Column;
    let found = breaks::Entity::find()
        .select_only()
        .column_as(Column::Id.count(), "open")
        .column_as(Column::OpenedAt.min(), "oldest")
        // As the index of unsettled ones is written, and then narrower.
        .filter(sea_orm::sea_query::Expr::cust("reconciliation_breaks.state <> 'resolved'"))
        .filter(Column::State.ne(BreakState::Pooled))
        .into_tuple::<(i64, Option<DateTime<Utc>>)>()
        .one(conn)
        .await?;
    let (count, oldest) = found.unwrap_or((0, None));
    Ok((count, oldest.map(|at| age_days(at, now))))
}

/// Every difference about an order, settled or not, oldest first.
pub async fn of_order(
    conn: &impl ConnectionTrait,
    id: OrderId,
    now: DateTime<Utc>,
) -> Result<Vec<BreakSummary>> {
    let rows = breaks::Entity::find()
        .filter(breaks::Column::OrderId.eq(id))
        .order_by_asc(breaks::Column::OpenedAt)
        .limit(100)
        .all(conn)
        .await?;
    let owners = rows.iter().filter_map(|row| row.owner_id);
    let owners = users::Entity::find().filter(users::Column::Id.is_in(owners)).all(conn).await?;
    let owner = |id: Option<UserId>| {
        let user = owners.iter().find(|user| Some(user.id) == id)?;
        Some(PersonRef { id: user.id, display_name: user.display_name.clone() })
    };
    let show = |row: breaks::Model| {
        let days = age_days(row.opened_at, now);
        BreakSummary {
            owner: owner(row.owner_id),
            id: row.id,
            reconciliation_id: row.reconciliation_id,
            day: row.day,
            source: row.source,
            class: row.class,
            state: row.state,
            reference: row.reference,
            order_id: row.order_id,
            order_no: row.order_no,
            difference: Money::new(row.difference_minor, row.currency),
            opened_at: row.opened_at,
            age_days: days,
            age: BreakAge::of_days(days),
        }
    };
    Ok(rows.into_iter().map(show).collect())
}
