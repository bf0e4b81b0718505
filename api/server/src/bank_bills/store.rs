//! Rows of banks' bills and their lines.

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::bank_bills::BankBillStatus;
use domain::catalogue::StringList;
use domain::ids::BankBillId;
use domain::money::Currency;
use domain::payments::BankCode;
use gateways::bank::{BillLine, BillTotals};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use tables::{bank_bill_lines as lines_table, bank_bills as bills};

use crate::clock::Clock;
use crate::error::{Error, Result};

/// Lines that one transaction writes.
pub const LINES_OF_A_BATCH: usize = 2_000;

/// Rows that one INSERT carries.
const CHUNK: usize = 500;

/// A bill without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Bill {
    pub id: BankBillId,
    pub bank: BankCode,
    pub settle_on: NaiveDate,
    /// Counts the different bills of one day from 1.
    pub version: i32,
    pub file_name: String,
    pub sha256: String,
    pub status: BankBillStatus,
    /// What is wrong, in sentences.
    pub problems: StringList,
    pub parser_version: i32,
    /// Lines that belong to it; none when it is broken.
    pub line_count: i64,
    pub currency: Currency,
    pub paid_minor: i64,
    /// Refunds and voids, a positive sum.
    pub refunded_minor: i64,
    /// What the bank keeps, less what it gave back.
    pub fee_minor: i64,
    /// What the bank owes for the day.
    pub net_minor: i64,
    pub fetched_at: DateTime<Utc>,
}

fn all_bills() -> sea_orm::Select<bills::Entity> {
    use bills::Column;
    bills::Entity::find().select_only().columns([
        Column::Id,
        Column::Bank,
        Column::SettleOn,
        Column::Version,
        Column::FileName,
        Column::Sha256,
        Column::Status,
        Column::Problems,
        Column::ParserVersion,
        Column::LineCount,
        Column::Currency,
        Column::PaidMinor,
        Column::RefundedMinor,
        Column::FeeMinor,
        Column::NetMinor,
        Column::FetchedAt,
    ])
}

/// One bill.
///
/// # Errors
/// There is no such bill.
pub async fn bill(conn: &impl ConnectionTrait, id: BankBillId) -> Result<Bill> {
    let found = all_bills().filter(bills::Column::Id.eq(id)).into_model::<Bill>().one(conn).await?;
    found.ok_or(Error::NotFound("bank bill"))
}

/// The newest bill of a settlement day.
pub async fn latest(
    conn: &impl ConnectionTrait,
    bank: BankCode,
    settle_on: NaiveDate,
) -> Result<Option<Bill>> {
    let found = all_bills()
        .filter(bills::Column::Bank.eq(bank))
        .filter(bills::Column::SettleOn.eq(settle_on))
        .order_by_desc(bills::Column::Version)
        .limit(1)
        .into_model::<Bill>()
        .one(conn)
        .await?;
    Ok(found)
}

/// The bill of a settlement day with these bytes.
pub async fn by_hash(
    conn: &impl ConnectionTrait,
    bank: BankCode,
    settle_on: NaiveDate,
    sha256: &str,
) -> Result<Option<Bill>> {
    let found = all_bills()
        .filter(bills::Column::Bank.eq(bank))
        .filter(bills::Column::SettleOn.eq(settle_on))
        .filter(bills::Column::Sha256.eq(sha256))
        .into_model::<Bill>()
        .one(conn)
        .await?;
    Ok(found)
}

/// The bytes of a bill, as the bank made them.
///
/// # Errors
/// There is no such bill.
pub async fn raw(conn: &impl ConnectionTrait, id: BankBillId) -> Result<Vec<u8>> {
    let raw = bills::Entity::find_by_id(id)
        .select_only()
        .column(bills::Column::Raw)
        .into_tuple::<Vec<u8>>()
        .one(conn)
        .await?;
    raw.ok_or(Error::NotFound("bank bill"))
}

/// Lines of a bill in their order, after the place given; 0 begins.
pub async fn lines(
    conn: &impl ConnectionTrait,
    id: BankBillId,
    after_place: i64,
    limit: u64,
) -> Result<Vec<lines_table::Model>> {
    let rows = lines_table::Entity::find()
        .filter(lines_table::Column::BillId.eq(id))
        .filter(lines_table::Column::Place.gt(after_place))
        .order_by_asc(lines_table::Column::Place)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Lines of a bill that are stored. They are written in their order, so the next place follows.
pub async fn line_count(conn: &impl ConnectionTrait, id: BankBillId) -> Result<i64> {
    let query = lines_table::Entity::find().filter(lines_table::Column::BillId.eq(id));
    let count = query.count(conn).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A bill to be stored.
pub struct NewBill<'a> {
    pub bank: BankCode,
    pub settle_on: NaiveDate,
    pub file_name: String,
    pub sha256: String,
    pub raw: &'a [u8],
    pub parser_version: i32,
    /// Nothing when it is whole.
    pub problems: Vec<String>,
    pub totals: BillTotals,
}

/// Writes a bill, or finds that somebody else just wrote it.
pub async fn add_bill(tx: &Tx, clock: &Clock, new: NewBill<'_>) -> Result<Bill> {
    if let Some(known) = by_hash(tx, new.bank, new.settle_on, &new.sha256).await? {
        return Ok(known);
    }
    let last = latest(tx, new.bank, new.settle_on).await?;
    let is_whole = new.problems.is_empty();
    let totals = if is_whole { new.totals } else { BillTotals::default() };
    let id: BankBillId = clock.new_id();
    let row = bills::ActiveModel {
        id: Set(id),
        bank: Set(new.bank),
        settle_on: Set(new.settle_on),
        version: Set(last.map_or(0, |last| last.version) + 1),
        file_name: Set(new.file_name),
        sha256: Set(new.sha256),
        raw: Set(new.raw.to_vec()),
        status: Set(if is_whole { BankBillStatus::Whole } else { BankBillStatus::Broken }),
        problems: Set(StringList(new.problems)),
        parser_version: Set(new.parser_version),
        line_count: Set(totals.line_count),
        currency: Set(Currency::Cny),
        paid_minor: Set(totals.paid_minor),
        refunded_minor: Set(totals.refunded_minor),
        fee_minor: Set(totals.fee_minor),
        net_minor: Set(totals.net_minor),
        fetched_at: Set(clock.now()),
    };
    bills::Entity::insert(row).exec_without_returning(tx).await?;
    bill(tx, id).await
}

/// Writes lines. Those that somebody else just wrote are the same and stay.
pub async fn add_lines(tx: &Tx, bill_id: BankBillId, batch: &[BillLine]) -> Result<()> {
    use lines_table::Column;
    for lines in batch.chunks(CHUNK) {
        let rows = lines.iter().map(|line| row(bill_id, line));
        let stay = OnConflict::columns([Column::BillId, Column::Place]).do_nothing().to_owned();
        lines_table::Entity::insert_many(rows).on_conflict(stay).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn row(bill_id: BankBillId, line: &BillLine) -> lines_table::ActiveModel {
    lines_table::ActiveModel {
        bill_id: Set(bill_id),
        place: Set(line.place),
        kind: Set(line.kind),
        our_no: Set(line.our_no.clone()),
        txn_at: Set(line.txn_at),
        bank_ref: Set(line.bank_ref.clone()),
        original_ref: Set(line.original_ref.clone()),
        original_no: Set(line.original_no.clone()),
        amount_minor: Set(line.amount_minor),
        currency: Set(line.currency),
        fee_minor: Set(line.fee_minor),
        net_minor: Set(line.net_minor),
        raw_hash: Set(line.raw_hash.clone()),
    }
}
