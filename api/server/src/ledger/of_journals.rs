//! What some journals say, for those who booked them.

use domain::ids::JournalId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::ledger_entries;

use super::http::{LedgerEntry, show_entry};
use super::store;
use crate::error::Result;

/// Every entry of these journals, in the order of the books.
pub async fn of_journals(
    conn: &impl ConnectionTrait,
    ids: &[JournalId],
) -> Result<Vec<LedgerEntry>> {
    let rows = ledger_entries::Entity::find()
        .filter(ledger_entries::Column::JournalId.is_in(ids.iter().copied()))
        .order_by_asc(ledger_entries::Column::Id)
        .all(conn)
        .await?;
    let rows = store::with_orders(conn, rows).await?;
    Ok(rows.into_iter().map(show_entry).collect())
}
