//! The books: the one function that writes them, and the queries that read them.

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::calendar::book_date;
use domain::ids::{CinemaId, EntryId, JournalId, OrderId, PaymentId, RefundId};
use domain::ledger::{LedgerCategory, LedgerEvent, Posting};
use domain::orders::OrderStatus;
use domain::payments::BankCode;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement,
};
use tables::{ledger_entries, orders};
use uuid::Uuid;

use crate::clock::Clock;
use crate::error::Result;

/// One business event to book.
pub struct Journal {
    pub event: LedgerEvent,
    /// What caused it; the same source posts the same event once.
    pub source_id: Uuid,
    pub postings: Vec<Posting>,
    pub subject: Subject,
}

/// What an entry is about, for those who look for it later.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject {
    pub order_id: Option<OrderId>,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub cinema_id: Option<CinemaId>,
    pub bank: Option<BankCode>,
}

/// Books an event, in the transaction of the state change that caused it.
pub async fn append(tx: &Tx, clock: &Clock, journal: Journal) -> Result<()> {
    let now = clock.now();
    let journal_id: JournalId = clock.new_id();
    let book_on = open(tx, journal_id, &journal, now).await?;
    let entries =
        journal.postings.iter().zip(1..).map(|(posting, sequence)| ledger_entries::ActiveModel {
            id: Set(clock.new_id::<EntryId>()),
            journal_id: Set(journal_id),
            sequence: Set(sequence),
            book_on: Set(book_on),
            posted_at: Set(now),
            event: Set(journal.event),
            category: Set(posting.category),
            debit: Set(posting.debit),
            credit: Set(posting.credit),
            amount_minor: Set(posting.amount.amount_minor),
            currency: Set(posting.amount.currency),
            order_id: Set(journal.subject.order_id),
            payment_id: Set(journal.subject.payment_id),
            refund_id: Set(journal.subject.refund_id),
            cinema_id: Set(journal.subject.cinema_id),
            bank: Set(journal.subject.bank),
        });
    ledger_entries::Entity::insert_many(entries).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes the head of a journal and says on which day it is booked: today, unless a clock that went
/// ahead has sealed today already; then it is the first day that is open.
async fn open(
    tx: &Tx,
    journal_id: JournalId,
    journal: &Journal,
    now: DateTime<Utc>,
) -> Result<NaiveDate> {
    let open_day = match tx.get_database_backend() {
        DbBackend::Sqlite => {
            "max($4, coalesce((SELECT date(max(book_on), '+1 day') FROM ledger_seals), ''))"
        }
        _ => "greatest($4, (SELECT max(book_on) + 1 FROM ledger_seals))",
    };
    let sql = format!(
        "INSERT INTO ledger_journals (id, event, source_id, book_on, posted_at) \
        VALUES ($1, $2, $3, {open_day}, $5) RETURNING book_on"
    );
    let values = [
        journal_id.into(),
        journal.event.as_str().into(),
        journal.source_id.into(),
        book_date(now).into(),
        now.into(),
    ];
    let sql = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    let row = tx.query_one_raw(sql).await?;
    let row = row.ok_or_else(|| anyhow::anyhow!("a journal was written and not given back"))?;
    Ok(row.try_get("", "book_on")?)
}

/// Which entries to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFilter {
    /// First day of the books, inclusive.
    pub from: NaiveDate,
    /// Last day of the books, inclusive.
    pub to: NaiveDate,
    pub category: Option<LedgerCategory>,
    pub cinema_id: Option<CinemaId>,
    pub bank: Option<BankCode>,
    pub order_id: Option<OrderId>,
    /// Where the order stands now.
    pub status: Option<OrderStatus>,
    pub order_no: Option<String>,
    /// E.164.
    pub phone: Option<String>,
}

impl EntryFilter {
    /// All entries of a range of days.
    pub const fn days(from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            from,
            to,
            category: None,
            cinema_id: None,
            bank: None,
            order_id: None,
            status: None,
            order_no: None,
            phone: None,
        }
    }

    fn select(&self) -> sea_orm::Select<ledger_entries::Entity> {
        use ledger_entries::Column;
        let mut select = ledger_entries::Entity::find()
            .filter(Column::BookOn.gte(self.from))
            .filter(Column::BookOn.lte(self.to));
        if let Some(category) = self.category {
            select = select.filter(Column::Category.eq(category));
        }
        if let Some(cinema_id) = self.cinema_id {
            select = select.filter(Column::CinemaId.eq(cinema_id));
        }
        if let Some(bank) = self.bank {
            select = select.filter(Column::Bank.eq(bank));
        }
        if let Some(order_id) = self.order_id {
            select = select.filter(Column::OrderId.eq(order_id));
        }
        if let Some(orders) = self.orders() {
            select = select.filter(Column::OrderId.in_subquery(orders));
        }
        select
    }

    /// The orders that entries have to be about, where the question is about orders at all.
    fn orders(&self) -> Option<SelectStatement> {
        use orders::Column;
        let mut found = orders::Entity::find().select_only().column(Column::Id);
        if self.status.is_none() && self.order_no.is_none() && self.phone.is_none() {
            return None;
        }
        if let Some(status) = self.status {
            found = found.filter(Column::Status.eq(status));
        }
        if let Some(order_no) = &self.order_no {
            found = found.filter(Column::OrderNo.eq(order_no));
        }
        if let Some(phone) = &self.phone {
            found = found.filter(Column::Phone.eq(phone));
        }
        Some(found.into_query())
    }
}

/// What an entry's order is called and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFacts {
    pub order_no: String,
    pub status: OrderStatus,
}

/// An entry with its order, where it has one.
pub type EntryRow = (ledger_entries::Model, Option<OrderFacts>);

/// One entry.
pub async fn entry(conn: &impl ConnectionTrait, id: EntryId) -> Result<Option<EntryRow>> {
    let row = ledger_entries::Entity::find_by_id(id).one(conn).await?;
    Ok(with_orders(conn, row.into_iter().collect()).await?.pop())
}

/// Entries in the order of the books, after the one given.
pub async fn entries(
    conn: &impl ConnectionTrait,
    filter: &EntryFilter,
    after: Option<(NaiveDate, EntryId)>,
    limit: u64,
) -> Result<Vec<EntryRow>> {
    use ledger_entries::Column;
    let mut select = filter.select();
    if let Some((day, id)) = after {
        let later_today = Column::BookOn.eq(day).and(Column::Id.gt(id));
        select = select.filter(Column::BookOn.gt(day).or(later_today));
    }
    let rows =
        select.order_by_asc(Column::BookOn).order_by_asc(Column::Id).limit(limit).all(conn).await?;
    with_orders(conn, rows).await
}

pub(super) async fn with_orders(
    conn: &impl ConnectionTrait,
    rows: Vec<ledger_entries::Model>,
) -> Result<Vec<EntryRow>> {
    let mut order_ids: Vec<OrderId> = rows.iter().filter_map(|row| row.order_id).collect();
    order_ids.sort_unstable();
    order_ids.dedup();
    let found = orders::Entity::find()
        .select_only()
        .column(orders::Column::Id)
        .column(orders::Column::OrderNo)
        .column(orders::Column::Status)
        .filter(orders::Column::Id.is_in(order_ids))
        .into_tuple::<(OrderId, String, OrderStatus)>()
        .all(conn)
        .await?;
    let facts: std::collections::HashMap<OrderId, OrderFacts> = found
        .into_iter()
        .map(|(id, order_no, status)| (id, OrderFacts { order_no, status }))
        .collect();
    let with_order = |row: ledger_entries::Model| {
        let order = row.order_id.and_then(|id| facts.get(&id).cloned());
        (row, order)
    };
    Ok(rows.into_iter().map(with_order).collect())
}

/// How much was booked in one class on one day.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DayTotal {
    pub book_on: NaiveDate,
    pub category: LedgerCategory,
    pub entry_count: i64,
    pub amount_minor: i64,
}

/// Totals a day and a category.
pub async fn day_totals(
    conn: &impl ConnectionTrait,
    filter: &EntryFilter,
) -> Result<Vec<DayTotal>> {
    use ledger_entries::Column;
    let totals = filter
        .select()
        .select_only()
        .column(Column::BookOn)
        .column(Column::Category)
        .column_as(Column::Id.count(), "entry_count")
        .column_as(whole_sum(), "amount_minor")
        .group_by(Column::BookOn)
        .group_by(Column::Category)
        .order_by_asc(Column::BookOn)
        .order_by_asc(Column::Category)
        .into_model::<DayTotal>()
        .all(conn)
        .await?;
    Ok(totals)
}

/// What was booked for each cinema in one category: the filter's, or ticket money.
pub async fn cinema_totals(
    conn: &impl ConnectionTrait,
    filter: &EntryFilter,
) -> Result<Vec<(CinemaId, i64)>> {
    use ledger_entries::Column;
    let totals = filter
        .select()
        .select_only()
        .column(Column::CinemaId)
        .column_as(whole_sum(), "amount_minor")
        .filter(Column::Category.eq(filter.category.unwrap_or(LedgerCategory::Ticket)))
        .filter(Column::CinemaId.is_not_null())
        .group_by(Column::CinemaId)
        .order_by_asc(Column::CinemaId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(totals)
}

/// What moved on one side of an account.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SideTotal {
    pub account: String,
    pub amount_minor: i64,
}

/// Debits and credits by account, of the entries that the filter names.
pub async fn side_totals(
    conn: &impl ConnectionTrait,
    filter: &EntryFilter,
) -> Result<(Vec<SideTotal>, Vec<SideTotal>)> {
    use ledger_entries::Column;
    let of = |column: Column| {
        filter
            .select()
            .select_only()
            .column_as(column, "account")
            .column_as(whole_sum(), "amount_minor")
            .group_by(column)
            .into_model::<SideTotal>()
    };
    Ok((of(Column::Debit).all(conn).await?, of(Column::Credit).all(conn).await?))
}

/// PostgreSQL adds BIGINTs up to a NUMERIC; the books fit in 64 bits.
fn whole_sum() -> sea_orm::sea_query::SimpleExpr {
    Expr::col(ledger_entries::Column::AmountMinor).sum().cast_as("BIGINT")
}
