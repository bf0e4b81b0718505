//! Counts attempts in windows of ten minutes, in the database, so that replicas count together.

use chrono::{DateTime, Duration, Utc};
use database::{Db, Tx};
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
    open_window(tx, key, now).await?;
    Entity::update_many()
        .col_expr(Column::Hits, Expr::col(Column::Hits).add(1))
        .filter(Column::Key.eq(key))
        .exec(tx)
        .await?;
    // Read again: others who count at the same time waited for the row or came before.
    let window = Entity::find_by_id(key).one(tx).await?.ok_or(Error::Stale)?;
    refuse_past(&window, window.hits, limit, now)
}

/// An attempt that was counted before anybody looks whether it is right.
#[must_use = "a right attempt is given back"]
pub struct Attempt {
    key: String,
    window_start: DateTime<Utc>,
}

impl Attempt {
    /// It was right and costs nothing. In the transaction of what follows from it.
    pub async fn give_back(self, tx: &Tx) -> Result<()> {
        Entity::update_many()
            .col_expr(Column::Hits, Expr::col(Column::Hits).sub(1))
            .filter(Column::Key.eq(self.key))
            .filter(Column::WindowStart.eq(self.window_start))
            .filter(Column::Hits.gt(0))
            .exec(tx)
            .await?;
        Ok(())
    }
}

/// Counts an attempt before it is judged, so that of many at once no more are judged than one
/// after the other would be. Refused ones are not counted.
///
/// # Errors
/// [`Error::TooMany`] when none is left.
pub async fn claim(db: &Db, key: &str, limit: i32, now: DateTime<Utc>) -> Result<Attempt> {
    let tx = db.begin().await?;
    let window = open_window(&tx, key, now).await?;
    let claimed = Entity::update_many()
        .col_expr(Column::Hits, Expr::col(Column::Hits).add(1))
        .filter(Column::Key.eq(key))
        .filter(Column::Hits.lt(limit))
        .exec(&tx)
        .await?;
    if claimed.rows_affected == 0 {
        return Err(too_many(&window, now));
    }
    tx.commit().await?;
    Ok(Attempt { key: window.key, window_start: window.window_start })
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
    Err(too_many(window, now))
}

fn too_many(window: &Model, now: DateTime<Utc>) -> Error {
    let wait = Ord::max((window.window_start + WINDOW - now).num_seconds(), 1);
    Error::TooMany { retry_after_s: u32::try_from(wait).unwrap_or(u32::MAX) }
}

/// The window that is open now; a new one where there is none.
async fn open_window(tx: &Tx, key: &str, now: DateTime<Utc>) -> Result<Model> {
    let found = Entity::find_by_id(key).one(tx).await?;
    if let Some(window) = &found
        && window.window_start + WINDOW > now
    {
        return Ok(window.clone());
    }
    match found {
        Some(old) => {
            Entity::update_many()
                .set(ActiveModel { window_start: Set(now), hits: Set(0), ..Default::default() })
                .filter(Column::Key.eq(key))
                .filter(Column::WindowStart.eq(old.window_start))
                .exec(tx)
                .await?;
        }
        None => {
            let fresh = Model { key: key.to_owned(), window_start: now, hits: 0 };
            Entity::insert(ActiveModel::from(fresh))
                .on_conflict_do_nothing()
                .exec_without_returning(tx)
                .await?;
        }
    }
    // Somebody else may have opened it in the same moment.
    Entity::find_by_id(key).one(tx).await?.ok_or(Error::Stale)
}
