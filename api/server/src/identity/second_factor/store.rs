//! Second factors and recovery codes in the database.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::UserId;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use tables::{recovery_codes, second_factors, users};

use crate::error::Result;

/// What a person set up, confirmed or not.
pub async fn second_factor(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Option<second_factors::Model>> {
    Ok(second_factors::Entity::find_by_id(user).one(db).await?)
}

/// How many recovery codes a person has left.
pub async fn recovery_codes_left(db: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    let left = recovery_codes::Entity::find()
        .filter(recovery_codes::Column::UserId.eq(user))
        .filter(recovery_codes::Column::UsedAt.is_null());
    Ok(left.count(db).await?)
}

/// Begins anew, if nothing was confirmed.
pub async fn replace_unconfirmed(tx: &Tx, row: second_factors::Model) -> Result<()> {
    second_factors::Entity::delete_many()
        .filter(second_factors::Column::UserId.eq(row.user_id))
        .filter(second_factors::Column::ConfirmedAt.is_null())
        .exec(tx)
        .await?;
    let row = second_factors::ActiveModel::from(row);
    second_factors::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes a second factor into use; `false` when that happened before.
pub async fn confirm(tx: &Tx, user: UserId, step: i64, now: DateTime<Utc>) -> Result<bool> {
    let confirmed = second_factors::Entity::update_many()
        .col_expr(second_factors::Column::ConfirmedAt, Expr::value(now))
        .col_expr(second_factors::Column::LastStep, Expr::value(step))
        .filter(second_factors::Column::UserId.eq(user))
        .filter(second_factors::Column::ConfirmedAt.is_null())
        .exec(tx)
        .await?;
    let change = users::ActiveModel { second_factor_at: Set(Some(now)), ..Default::default() };
    users::Entity::update_many().set(change).filter(users::Column::Id.eq(user)).exec(tx).await?;
    Ok(confirmed.rows_affected == 1)
}

/// Takes the code of a half minute; `false` when it, or a later one, was taken before.
pub async fn take_step(tx: &Tx, user: UserId, step: i64) -> Result<bool> {
    let taken = second_factors::Entity::update_many()
        .col_expr(second_factors::Column::LastStep, Expr::value(step))
        .filter(second_factors::Column::UserId.eq(user))
        .filter(second_factors::Column::LastStep.lt(step))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Gives a person new recovery codes in place of the old ones.
pub async fn replace_recovery_codes(
    tx: &Tx,
    user: UserId,
    hashes: Vec<String>,
    now: DateTime<Utc>,
) -> Result<()> {
    recovery_codes::Entity::delete_many()
        .filter(recovery_codes::Column::UserId.eq(user))
        .exec(tx)
        .await?;
    let rows = hashes.into_iter().map(|hash| recovery_codes::ActiveModel {
        code_hash: Set(hash),
        user_id: Set(user),
        created_at: Set(now),
        used_at: Set(None),
    });
    recovery_codes::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Uses a recovery code up; `false` when there is none like it that is left.
pub async fn use_recovery_code(
    tx: &Tx,
    user: UserId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let used = recovery_codes::Entity::update_many()
        .col_expr(recovery_codes::Column::UsedAt, Expr::value(now))
        .filter(recovery_codes::Column::CodeHash.eq(hash))
        .filter(recovery_codes::Column::UserId.eq(user))
        .filter(recovery_codes::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Takes a person's second factor away, and what belongs to it.
pub async fn remove(tx: &Tx, user: UserId) -> Result<()> {
    second_factors::Entity::delete_many()
        .filter(second_factors::Column::UserId.eq(user))
        .exec(tx)
        .await?;
    recovery_codes::Entity::delete_many()
        .filter(recovery_codes::Column::UserId.eq(user))
        .exec(tx)
        .await?;
    let change = users::ActiveModel { second_factor_at: Set(None), ..Default::default() };
    users::Entity::update_many().set(change).filter(users::Column::Id.eq(user)).exec(tx).await?;
    Ok(())
}
