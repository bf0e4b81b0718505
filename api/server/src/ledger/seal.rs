//! Closing days for good.
//!
//! A day is sealed some minutes after its end, once every entry of it is in the chain. Days without
//! entries are sealed too, so the numbers of seals and days run in step and none can be missing.

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::calendar::day_number;
use domain::ledger::merkle::MerkleTree;
use domain::ledger::{LedgerHash, Seal, sealable_from};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::Serialize;
use tables::ledger_entries;
use tables::ledger_seals::{self, DAY_LOCK};
use utoipa::ToSchema;

use super::chain::{self, Head};
use super::checkpoint;
use crate::app::App;
use crate::error::Result;

/// What was signed when a day was closed. The text that is signed has a line for each field, see
/// the developers' notes on the books.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerSeal {
    pub date: NaiveDate,
    /// Counted from 1 without gaps.
    pub number: i64,
    pub entry_count: i64,
    /// Number in the chain of the last entry up to that day.
    pub last_chain_no: i64,
    /// Hexadecimal, as all hashes.
    pub chain_hash: String,
    /// Root of the tree (RFC 6962) over the day's leaves.
    pub merkle_root: String,
    /// Hash of the text of the seal before; zeros for the first one.
    pub previous_seal_hash: String,
    pub sealed_at: DateTime<Utc>,
    pub key_id: String,
    /// Ed25519, in base64.
    pub signature: String,
}

impl From<Seal> for LedgerSeal {
    fn from(seal: Seal) -> Self {
        Self {
            date: seal.date,
            number: seal.number,
            entry_count: seal.entry_count,
            last_chain_no: seal.last_chain_no,
            chain_hash: seal.chain_hash.to_string(),
            merkle_root: seal.merkle_root.to_string(),
            previous_seal_hash: seal.previous_seal_hash.to_string(),
            sealed_at: seal.sealed_at,
            key_id: seal.key_id,
            signature: seal.signature,
        }
    }
}

/// A seal as the database keeps it.
pub fn read(row: ledger_seals::Model) -> Seal {
    Seal {
        number: row.number,
        date: row.book_on,
        entry_count: row.entry_count,
        last_chain_no: row.last_chain_no,
        chain_hash: chain::stored(&row.chain_hash),
        merkle_root: chain::stored(&row.merkle_root),
        previous_seal_hash: chain::stored(&row.previous_seal_hash),
        sealed_at: row.sealed_at,
        key_id: row.key_id,
        signature: row.signature,
    }
}

/// The newest seal.
pub async fn last(conn: &impl ConnectionTrait) -> Result<Option<ledger_seals::Model>> {
    let newest = ledger_seals::Entity::find().order_by_desc(ledger_seals::Column::Number);
    Ok(newest.one(conn).await?)
}

/// Seals with a number above that, oldest first.
pub async fn after(conn: &impl ConnectionTrait, number: i64, limit: u64) -> Result<Vec<Seal>> {
    let seals = ledger_seals::Entity::find()
        .filter(ledger_seals::Column::Number.gt(number))
        .order_by_asc(ledger_seals::Column::Number)
        .limit(limit);
    Ok(seals.all(conn).await?.into_iter().map(read).collect())
}

/// The seal of a day, if it is closed.
pub async fn of_day(conn: &impl ConnectionTrait, day: NaiveDate) -> Result<Option<Seal>> {
    let of_day = ledger_seals::Column::BookOn.eq(day);
    Ok(ledger_seals::Entity::find().filter(of_day).one(conn).await?.map(read))
}

/// The last seal of a day before that one.
pub async fn before_day(conn: &impl ConnectionTrait, day: NaiveDate) -> Result<Option<Seal>> {
    let seals = ledger_seals::Entity::find()
        .filter(ledger_seals::Column::BookOn.lt(day))
        .order_by_desc(ledger_seals::Column::BookOn);
    Ok(seals.one(conn).await?.map(read))
}

/// When the days of a range were closed.
pub async fn sealed_at(
    conn: &impl ConnectionTrait,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<std::collections::BTreeMap<NaiveDate, DateTime<Utc>>> {
    use ledger_seals::Column;
    let seals = ledger_seals::Entity::find()
        .select_only()
        .column(Column::BookOn)
        .column(Column::SealedAt)
        .filter(Column::BookOn.between(from, to))
        .into_tuple::<(NaiveDate, DateTime<Utc>)>()
        .all(conn)
        .await?;
    Ok(seals.into_iter().collect())
}

/// The seal that closed the day of an entry with that number, and the last number before that day.
pub async fn around(conn: &impl ConnectionTrait, chain_no: i64) -> Result<Option<(Seal, i64)>> {
    use ledger_seals::Column;
    let seal = ledger_seals::Entity::find()
        .filter(Column::LastChainNo.gte(chain_no))
        .order_by_asc(Column::Number)
        .one(conn)
        .await?;
    let Some(seal) = seal.map(read) else {
        return Ok(None);
    };
    let before = before_day(conn, seal.date).await?.map_or(0, |before| before.last_chain_no);
    Ok(Some((seal, before)))
}

/// Seals the first day without a seal, once it is over.
pub async fn seal_due(app: &App) -> Result<bool> {
    let Some(day) = chain::open_day(&app.db).await? else {
        return Ok(false);
    };
    let now = app.clock.now();
    if sealable_from(day).is_none_or(|from| now < from) {
        return Ok(false);
    }
    while chain::chain_batch(app, day).await? {}
    let previous = last(&app.db).await?.map(read);
    let head = chain::head(&app.db).await?;
    let before = previous.as_ref().map_or(0, |seal| seal.last_chain_no);
    let mut tree = MerkleTree::new();
    chain::each_leaf(&app.db, before, head.chain_no, |leaf| tree.push(leaf)).await?;
    let unsigned = Seal {
        number: previous.as_ref().map_or(1, |seal| seal.number + 1),
        date: day,
        entry_count: head.chain_no - before,
        last_chain_no: head.chain_no,
        chain_hash: head.chain_hash,
        merkle_root: tree.root(),
        previous_seal_hash: previous.as_ref().map_or(LedgerHash::ZERO, Seal::hash),
        sealed_at: now,
        key_id: app.keys.books.id().to_owned(),
        signature: String::new(),
    };
    let seal = Seal { signature: app.keys.books.sign(&unsigned.text()), ..unsigned };
    let tx = app.db.begin().await?;
    // Nobody can post to the day any more while this is held, and nobody is posting to it.
    if !tx.try_lock((DAY_LOCK, day_number(day))).await? || !is_complete(&tx, &seal, head).await? {
        return Ok(false);
    }
    insert(&tx, &seal).await?;
    tx.commit().await?;
    checkpoint::renew(app, Some(&seal)).await?;
    Ok(true)
}

/// Whether what is about to be sealed is the day as it stands in the books.
async fn is_complete(tx: &Tx, seal: &Seal, head: Head) -> Result<bool> {
    let of_day = ledger_entries::Column::BookOn.eq(seal.date);
    let booked = ledger_entries::Entity::find().filter(of_day).count(tx).await?;
    let is_same = u64::try_from(seal.entry_count) == Ok(booked);
    if booked < u64::try_from(seal.entry_count).unwrap_or_default() {
        tracing::error!(
            day = %seal.date, booked, chained = seal.entry_count,
            "entries are gone from the books: the day is not sealed"
        );
    }
    Ok(is_same && chain::head(tx).await? == head)
}

async fn insert(tx: &Tx, seal: &Seal) -> Result<()> {
    let row = ledger_seals::ActiveModel {
        number: Set(seal.number),
        book_on: Set(seal.date),
        entry_count: Set(seal.entry_count),
        last_chain_no: Set(seal.last_chain_no),
        chain_hash: Set(seal.chain_hash.0.to_vec()),
        merkle_root: Set(seal.merkle_root.0.to_vec()),
        previous_seal_hash: Set(seal.previous_seal_hash.0.to_vec()),
        sealed_at: Set(seal.sealed_at),
        key_id: Set(seal.key_id.clone()),
        signature: Set(seal.signature.clone()),
    };
    ledger_seals::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
