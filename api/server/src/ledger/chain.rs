//! Putting committed entries into the chain, and reading them from there.
//!
//! Whoever posts does not know of the chain: a task follows the books a moment later, so sales
//! never wait for one another. The chain holds days one after the other, and journals whole.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ledger::verify::Link;
use domain::ledger::{BookedEntry, LedgerHash};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QueryResult, QuerySelect, Statement, Value,
};
use tables::ledger_chain::{self, CHAIN_LOCK};
use tables::ledger_entries;
use uuid::Uuid;

use super::{checkpoint, seal};
use crate::app::App;
use crate::error::Result;

/// Journals that are chained in one transaction, at most.
const BATCH: i64 = 1_000;

/// Entries are looked for from so long before the last one that was chained: identifiers are minted
/// before the commit, so a slow transaction shows up behind a quick one. What is slower still is
/// found when the day is over.
const LOOK_BACK_MS: u64 = 10 * 60 * 1_000;

/// Rows of the chain read at a time.
const PAGE: u64 = 1_000;

/// The end of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// 0 when nothing is chained.
    pub chain_no: i64,
    pub chain_hash: LedgerHash,
}

/// The end of the chain as it is now.
pub async fn head(conn: &impl ConnectionTrait) -> Result<Head> {
    let last = ledger_chain::Entity::find().order_by_desc(ledger_chain::Column::ChainNo);
    let last = last.one(conn).await?;
    Ok(last.map_or(Head { chain_no: 0, chain_hash: LedgerHash::ZERO }, |row| Head {
        chain_no: row.chain_no,
        chain_hash: stored(&row.chain_hash),
    }))
}

/// The hash of the chain after that many entries; `None` when it is shorter.
pub async fn hash_at(conn: &impl ConnectionTrait, chain_no: i64) -> Result<Option<LedgerHash>> {
    if chain_no == 0 {
        return Ok(Some(LedgerHash::ZERO));
    }
    let row = ledger_chain::Entity::find_by_id(chain_no).one(conn).await?;
    Ok(row.map(|row| stored(&row.chain_hash)))
}

/// A hash of the database; zeros when somebody made it another length, which never verifies.
pub fn stored(bytes: &[u8]) -> LedgerHash {
    LedgerHash::from_slice(bytes).unwrap_or(LedgerHash::ZERO)
}

/// The day that is being chained: the first one without a seal. `None` while the books are empty.
pub async fn open_day(conn: &impl ConnectionTrait) -> Result<Option<NaiveDate>> {
    if let Some(seal) = seal::last(conn).await? {
        return Ok(seal.book_on.succ_opt());
    }
    use ledger_entries::Column;
    let first = ledger_entries::Entity::find()
        .select_only()
        .column(Column::BookOn)
        .order_by_asc(Column::BookOn)
        .into_tuple::<NaiveDate>()
        .one(conn)
        .await?;
    Ok(first)
}

/// Chains what was committed since the last time.
pub async fn chain_due(app: &App) -> Result<bool> {
    let Some(day) = open_day(&app.db).await? else {
        return Ok(false);
    };
    let has_worked = chain_batch(app, day).await?;
    checkpoint::renew(app, None).await?;
    Ok(has_worked)
}

/// Chains a batch of a day's entries, and says whether there were any.
pub async fn chain_batch(app: &App, day: NaiveDate) -> Result<bool> {
    let is_over = day < domain::calendar::book_date(app.clock.now());
    // Nobody's turn to write is taken for nothing.
    if unchained(&app.db, day, is_over, 1).await?.is_empty() {
        return Ok(false);
    }
    let tx = app.db.begin().await?;
    if !tx.try_lock(CHAIN_LOCK).await? {
        return Ok(false);
    }
    let rows = unchained(&tx, day, is_over, BATCH).await?;
    let mut head = head(&tx).await?;
    let mut links = Vec::with_capacity(rows.len());
    for row in &rows {
        let entry = booked(row).map_err(|column| {
            anyhow::anyhow!("an entry of {day} cannot be chained: its {column} cannot be read")
        })?;
        let leaf_hash = entry.leaf();
        head.chain_no += 1;
        head.chain_hash = head.chain_hash.followed_by(leaf_hash);
        links.push(ledger_chain::ActiveModel {
            chain_no: Set(head.chain_no),
            entry_id: Set(entry.id),
            leaf_hash: Set(leaf_hash.0.to_vec()),
            chain_hash: Set(head.chain_hash.0.to_vec()),
        });
    }
    if links.is_empty() {
        return Ok(false);
    }
    ledger_chain::Entity::insert_many(links).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// What an entry and its journal are, in the names that [`booked`] reads.
const ENTRY: &str = "e.id AS id, e.journal_id AS journal_id, e.sequence AS sequence, \
    e.book_on AS book_on, e.posted_at AS posted_at, e.event AS event, e.category AS category, \
    e.debit AS debit, e.credit AS credit, e.amount_minor AS amount_minor, \
    e.currency AS currency, e.order_id AS order_id, e.payment_id AS payment_id, \
    e.refund_id AS refund_id, e.cinema_id AS cinema_id, e.bank AS bank, \
    j.source_id AS source_id, j.event AS journal_event, j.book_on AS journal_book_on, \
    j.posted_at AS journal_posted_at";

/// Entries of a day that are not chained, whole journals at a time.
async fn unchained(
    conn: &impl ConnectionTrait,
    day: NaiveDate,
    is_over: bool,
    journals: i64,
) -> Result<Vec<QueryResult>> {
    let from = if is_over { Uuid::nil() } else { look_back(conn, day).await? };
    let sql = format!(
        "SELECT {ENTRY} FROM ledger_entries e JOIN ledger_journals j ON j.id = e.journal_id \
        WHERE e.journal_id IN (SELECT x.journal_id FROM ledger_entries x \
            WHERE x.book_on = $1 AND x.id > $2 \
            AND NOT EXISTS (SELECT 1 FROM ledger_chain c WHERE c.entry_id = x.id) \
            ORDER BY x.id LIMIT $3) \
        AND NOT EXISTS (SELECT 1 FROM ledger_chain c WHERE c.entry_id = e.id) \
        ORDER BY e.journal_id, e.sequence"
    );
    all(conn, &sql, [day.into(), from.into(), journals.into()]).await
}

/// Below which identifier nothing new of a day is expected.
async fn look_back(conn: &impl ConnectionTrait, day: NaiveDate) -> Result<Uuid> {
    let sql = "SELECT e.id AS id FROM ledger_chain c JOIN ledger_entries e ON e.id = c.entry_id \
        WHERE e.book_on = $1 ORDER BY c.chain_no DESC LIMIT 1";
    let last = all(conn, sql, [day.into()]).await?;
    let Some(row) = last.first() else {
        return Ok(Uuid::nil());
    };
    let last: Uuid = row.try_get("", "id")?;
    let Some((seconds, nanos)) = last.get_timestamp().map(|minted| minted.to_unix()) else {
        return Ok(Uuid::nil());
    };
    let minted_ms = seconds * 1_000 + u64::from(nanos / 1_000_000);
    let from = minted_ms.saturating_sub(LOOK_BACK_MS);
    Ok(Uuid::from_u128(u128::from(from) << 80))
}

async fn all<const N: usize>(
    conn: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<QueryResult>> {
    let sql = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.query_all_raw(sql).await?)
}

/// Reads an entry with what its journal says of it; the name of the first column that cannot be
/// read when there is one.
fn booked(row: &QueryResult) -> std::result::Result<BookedEntry, &'static str> {
    fn get<T: sea_orm::TryGetable>(row: &QueryResult, column: &'static str) -> Read<T> {
        row.try_get("", column).map_err(|_| column)
    }
    type Read<T> = std::result::Result<T, &'static str>;
    Ok(BookedEntry {
        id: get(row, "id")?,
        journal_id: get(row, "journal_id")?,
        event: get(row, "event")?,
        source_id: get(row, "source_id")?,
        sequence: get(row, "sequence")?,
        business_date: get(row, "book_on")?,
        posted_at: get(row, "posted_at")?,
        category: get(row, "category")?,
        debit: get(row, "debit")?,
        credit: get(row, "credit")?,
        amount_minor: get(row, "amount_minor")?,
        currency: get(row, "currency")?,
        order_id: get(row, "order_id")?,
        payment_id: get(row, "payment_id")?,
        refund_id: get(row, "refund_id")?,
        cinema_id: get(row, "cinema_id")?,
        bank: get(row, "bank")?,
    })
}

/// One row of the chain with what stands behind it.
pub struct ChainedRow {
    pub link: Link,
    pub entry: Chained,
}

/// What a row of the chain refers to.
pub enum Chained {
    Entry(Box<BookedEntry>),
    /// It is not there.
    Gone,
    /// It is there and cannot be what we wrote.
    Broken(&'static str),
}

/// Rows of the chain after a number, up to another one, at most a page of them.
pub async fn page(conn: &impl ConnectionTrait, after: i64, up_to: i64) -> Result<Vec<ChainedRow>> {
    let sql = format!(
        "SELECT c.chain_no AS chain_no, c.leaf_hash AS leaf_hash, c.chain_hash AS chain_hash, \
        CASE WHEN e.id IS NULL THEN 1 ELSE 0 END AS is_gone, \
        CASE WHEN j.id IS NULL THEN 1 ELSE 0 END AS is_headless, {ENTRY} \
        FROM ledger_chain c LEFT JOIN ledger_entries e ON e.id = c.entry_id \
        LEFT JOIN ledger_journals j ON j.id = e.journal_id \
        WHERE c.chain_no > $1 AND c.chain_no <= $2 ORDER BY c.chain_no LIMIT {PAGE}"
    );
    let rows = all(conn, &sql, [after.into(), up_to.into()]).await?;
    rows.iter().map(chained_row).collect()
}

/// Rows of the page that [`page`] gives when there are more.
pub const fn is_last_page(rows: &[ChainedRow]) -> bool {
    (rows.len() as u64) < PAGE
}

fn chained_row(row: &QueryResult) -> Result<ChainedRow> {
    let hash = |column: &str| {
        let bytes: Option<Vec<u8>> = row.try_get("", column).ok();
        stored(&bytes.unwrap_or_default())
    };
    let link = Link {
        chain_no: row.try_get("", "chain_no")?,
        leaf_hash: hash("leaf_hash"),
        chain_hash: hash("chain_hash"),
    };
    let is = |column: &str| row.try_get::<i32>("", column).map(|flag| flag == 1);
    let entry = if is("is_gone")? {
        Chained::Gone
    } else if is("is_headless")? {
        Chained::Broken("its journal is gone")
    } else {
        match booked(row) {
            Ok(entry) if !is_as_its_journal(row, &entry) => {
                Chained::Broken("it contradicts its journal")
            }
            Ok(entry) => Chained::Entry(Box::new(entry)),
            Err(_) => Chained::Broken("a column of its entry cannot be read"),
        }
    };
    Ok(ChainedRow { link, entry })
}

/// The day, the event and the instant stand in both.
fn is_as_its_journal(row: &QueryResult, entry: &BookedEntry) -> bool {
    let event = row.try_get::<String>("", "journal_event");
    let day = row.try_get::<NaiveDate>("", "journal_book_on");
    let posted_at = row.try_get::<DateTime<Utc>>("", "journal_posted_at");
    event.is_ok_and(|event| event == entry.event)
        && day.is_ok_and(|day| day == entry.business_date)
        && posted_at.is_ok_and(|posted_at| posted_at == entry.posted_at)
}

/// One entry as the chain sees it.
pub async fn booked_entry(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<BookedEntry>> {
    let sql = format!(
        "SELECT {ENTRY} FROM ledger_entries e JOIN ledger_journals j ON j.id = e.journal_id \
        WHERE e.id = $1"
    );
    let rows = all(conn, &sql, [id.into()]).await?;
    Ok(rows.first().and_then(|row| booked(row).ok()))
}

/// Hands the leaf hashes between two numbers of the chain to `each`, the first one excluded.
pub async fn each_leaf(
    conn: &impl ConnectionTrait,
    after: i64,
    up_to: i64,
    mut each: impl FnMut(LedgerHash),
) -> Result<()> {
    use ledger_chain::Column;
    let mut after = after;
    while after < up_to {
        let leaves = ledger_chain::Entity::find()
            .select_only()
            .column(Column::ChainNo)
            .column(Column::LeafHash)
            .filter(Column::ChainNo.gt(after))
            .filter(Column::ChainNo.lte(up_to))
            .order_by_asc(Column::ChainNo)
            .limit(10 * PAGE)
            .into_tuple::<(i64, Vec<u8>)>()
            .all(conn)
            .await?;
        let Some(&(last, _)) = leaves.last() else {
            break;
        };
        leaves.iter().for_each(|(_, leaf)| each(stored(leaf)));
        after = last;
    }
    Ok(())
}
