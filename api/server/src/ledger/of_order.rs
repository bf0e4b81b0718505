//! What the books say of one order.

use chrono::{DateTime, Days, Utc};
use domain::calendar::book_date;
use domain::ids::OrderId;
use sea_orm::ConnectionTrait;

use super::http::{LedgerEntry, show_entry};
use super::store::{self, EntryFilter};
use crate::error::Result;

/// Entries that one order can cause, corrections included.
const ENTRIES: u64 = 500;

/// Every entry about an order that was made at `since`, in the order of the books.
pub async fn of_order(
    conn: &impl ConnectionTrait,
    id: OrderId,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<LedgerEntry>> {
    // A posting that met a sealed day stands on the next one.
    let last = book_date(now);
    let last = last.checked_add_days(Days::new(2)).unwrap_or(last);
    let days = EntryFilter::days(book_date(since), last);
    let filter = EntryFilter { order_id: Some(id), ..days };
    let rows = store::entries(conn, &filter, None, ENTRIES).await?;
    Ok(rows.into_iter().map(show_entry).collect())
}
