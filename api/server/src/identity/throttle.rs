//! Counts attempts in windows of ten minutes, in the database, so that replicas count together.

use chrono::{DateTime, Duration, Utc};
use database::{DbErrorExt, Tx};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use tables::throttle_windows::{ActiveModel, Column, Entity, Model};

use crate::error::{Error, Result};

/// How long a window is.
pub const WINDOW: Duration = Duration::minutes(10);

/// Counts one attempt under `key`.
///
/// # Errors
/// [`Error::TooMany`] when it is past `limit`; the attempt counts all the same once committed.
pub async fn count(tx: &Tx, key: &str, limit: i32, now: DateTime<Utc>) -> Result<()> {
    let window = open_window(tx, key, now).await?;
    Entity::update_many()
        .col_expr(Column::Hits, Expr::col(Column::Hits).add(1))
        .filter(Column::Key.eq(key))
        .exec(tx)
        .await?;
    refuse_past(&window, window.hits + 1, limit, now)
}

/// Whether `key` has attempts left, without counting one.
///
/// # Errors
/// [`Error::TooMany`] when it has none.
pub async fn check(
    db: &impl ConnectionTrait,
    key: &str,
    limit: i32,
    now: DateTime<Utc>,
) -> Result<()> {
    match Entity::find_by_id(key).one(db).await? {
        Some(window) if window.window_start + WINDOW > now => {
            refuse_past(&window, window.hits + 1, limit, now)
        }
        _ => Ok(()),
    }
}

fn refuse_past(window: &Model, hits: i32, limit: i32, now: DateTime<Utc>) -> Result<()> {
    if hits <= limit {
        return Ok(());
    }
    let wait = Ord::max((window.window_start + WINDOW - now).num_seconds(), 1);
    Err(Error::TooMany { retry_after_s: u32::try_from(wait).unwrap_or(u32::MAX) })
}

/// The window that is open now; a new one where there is none.
async fn open_window(tx: &Tx, key: &str, now: DateTime<Utc>) -> Result<Model> {
    let found = Entity::find_by_id(key).one(tx).await?;
    if let Some(window) = &found
        && window.window_start + WINDOW > now
    {
        return Ok(window.clone());
    }
    let fresh = Model { key: key.to_owned(), window_start: now, hits: 0 };
    let written = match found {
        Some(old) => Entity::update_many()
            .set(ActiveModel { window_start: Set(now), hits: Set(0), ..Default::default() })
            .filter(Column::Key.eq(key))
            .filter(Column::WindowStart.eq(old.window_start))
            .exec(tx)
            .await
            .map(drop),
        None => Entity::insert(ActiveModel::from(fresh.clone()))
            .exec_without_returning(tx)
            .await
            .map(drop),
    };
    match written {
        Ok(()) => Ok(fresh),
        // Another process opened it in the same moment; whoever comes now is one too many.
        Err(error) if error.is_unique_violation() => Err(Error::TooMany { retry_after_s: 1 }),
        Err(error) => Err(error.into()),
    }
}
