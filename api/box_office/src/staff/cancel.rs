//! Cancelling a session: there is no way back.

use chrono::{DateTime, Utc};
use database::Tx;
use sea_orm::ConnectionTrait;

use super::sessions::{self, Keep};
use super::{StaffError, StaffResult};
use crate::schedule;
use crate::sql;

/// A session that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelledSession {
    pub session_code: String,
    pub session_version: i64,
    pub cancelled_at: DateTime<Utc>,
    pub reason: String,
    /// Sales of the counter that were not given back yet.
    pub open_counter_sales: i64,
}

/// Cancels a session; nothing more is locked or sold, and all of its tickets can be given back.
/// Cancelled again, it answers the same and keeps the first reason.
///
/// # Errors
/// [`StaffError::Over`] when the show has ended.
pub async fn cancel(
    tx: &Tx,
    cinema_code: &str,
    session_code: &str,
    reason: &str,
    now: DateTime<Utc>,
) -> StaffResult<CancelledSession> {
    let row = sessions::find(tx, cinema_code, session_code, Keep::Alone).await?;
    if !row.is_cancelled {
        if row.ends_at <= now {
            return Err(StaffError::Over);
        }
        schedule::cancel_session(tx, cinema_code, session_code, reason, now).await?;
    }
    cancelled(tx, cinema_code, session_code).await
}

/// A session that was cancelled.
///
/// # Errors
/// [`StaffError::NotFound`] when it was not.
pub async fn cancelled(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    session_code: &str,
) -> StaffResult<CancelledSession> {
    let row = sessions::find(db, cinema_code, session_code, Keep::Free).await?;
    if !row.is_cancelled {
        return Err(StaffError::NotFound("cancellation"));
    }
    let sql = "SELECT count(*) AS sales FROM bo_orders o
        WHERE o.session_id = $1 AND o.channel = 'counter' AND EXISTS (SELECT 1 FROM bo_tickets t
            WHERE t.client_order_id = o.client_order_id AND t.state <> 'refunded')";
    let open = sql::query_one(db, sql, [row.session_id.into()]).await?;
    let open = open.ok_or(StaffError::NotFound("session"))?;
    Ok(CancelledSession {
        session_code: row.session_code,
        session_version: row.session_version,
        // Sessions that were cancelled before the instant was kept.
        cancelled_at: row.cancelled_at.unwrap_or(row.starts_at),
        reason: row.cancel_reason.unwrap_or_default(),
        open_counter_sales: open.try_get("", "sales")?,
    })
}
