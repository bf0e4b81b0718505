//! The overview's figures. Each is read by an index and looks no further than it must.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Timelike, Utc};
use domain::ids::CinemaId;
use domain::orders::OrderStatus;
use domain::payments::{BankCode, PaymentStatus, RefundStatus};
use domain::seating::SeatLockStatus;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, Statement, Value,
};
use tables::{
    bank_notifications, cinema_findings, cinema_statement_reads, ledger_seals, messages, orders,
    outbox_items, payments, refunds, seat_locks, surplus_returns,
};

use super::overview::{HourSales, QueueState};
use crate::error::Result;
use domain::money::{Currency, Money};

/// A purchase takes seconds; one that took money and is not done after this is worth a look.
pub const DONE_WITHIN: Duration = Duration::minutes(5);

/// What was sold in one stretch of time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sales {
    pub orders: i64,
    pub tickets: i64,
    pub amount_minor: i64,
}

#[derive(FromQueryResult)]
struct HourRow {
    hour: String,
    orders: i64,
    tickets: i64,
    amount_minor: i64,
}

/// What was sold from `from` until `to`, hour by hour. China's hours are UTC's hours.
async fn sales_of(
    conn: &impl ConnectionTrait,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<HourRow>> {
    let backend = conn.get_database_backend();
    let (hour, seats) = match backend {
        DbBackend::Sqlite => ("substr(ticketed_at, 1, 13)", "json_array_length(seats)"),
        _ => (
            "to_char(ticketed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24')",
            "jsonb_array_length(seats)",
        ),
    };
    let sql = format!(
        "SELECT {hour} AS hour, COUNT(*) AS orders, CAST(SUM({seats}) AS BIGINT) AS tickets, \
         CAST(SUM(total_minor) AS BIGINT) AS amount_minor FROM orders \
         WHERE ticketed_at >= $1 AND ticketed_at < $2 GROUP BY 1 ORDER BY 1"
    );
    let values: [Value; 2] = [from.into(), to.into()];
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(HourRow::find_by_statement(statement).all(conn).await?)
}

/// What was sold in a day so far, and how it spread over its hours: every hour that has begun.
pub async fn sales_by_hour(
    conn: &impl ConnectionTrait,
    midnight: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(Sales, Vec<HourSales>)> {
    let rows = sales_of(conn, midnight, now + Duration::milliseconds(1)).await?;
    let mut sales = Sales::default();
    let mut by_hour: HashMap<String, HourRow> = HashMap::new();
    for row in rows {
        sales.orders += row.orders;
        sales.tickets += row.tickets;
        sales.amount_minor += row.amount_minor;
        by_hour.insert(row.hour.clone(), row);
    }
    let begun = (now - midnight).num_hours();
    let hours = (0..=begun).map(|hours| {
        let hour = midnight + Duration::hours(hours);
        let row = by_hour.get(&hour.format("%Y-%m-%dT%H").to_string());
        HourSales {
            hour: hour.with_minute(0).unwrap_or(hour),
            orders: row.map_or(0, |row| row.orders),
            amount: Money::new(row.map_or(0, |row| row.amount_minor), Currency::Cny),
        }
    });
    Ok((sales, hours.collect()))
}

/// What was sold in a stretch of time.
pub async fn sales_between(
    conn: &impl ConnectionTrait,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<i64> {
    Ok(sales_of(conn, from, to).await?.iter().map(|row| row.amount_minor).sum())
}

/// What went back to customers since then.
pub async fn refunded_since(conn: &impl ConnectionTrait, from: DateTime<Utc>) -> Result<i64> {
    let sum = refunds::Entity::find()
        .select_only()
        .column_as(Expr::col(refunds::Column::AmountMinor).sum().cast_as("BIGINT"), "amount")
        .filter(refunds::Column::SucceededAt.gte(from))
        .filter(refunds::Column::Status.eq(RefundStatus::Succeeded))
        .into_tuple::<Option<i64>>()
        .one(conn)
        .await?;
    Ok(sum.flatten().unwrap_or(0))
}

/// Orders made since then.
pub async fn orders_since(conn: &impl ConnectionTrait, from: DateTime<Utc>) -> Result<u64> {
    let select = orders::Entity::find().filter(orders::Column::CreatedAt.gte(from));
    Ok(select.count(conn).await?)
}

/// Orders whose money came a while ago and for which there are neither tickets nor the money back:
/// not done, stopped because of the amount, or with a return that the bank refused.
pub async fn stuck_orders(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let open = [OrderStatus::Paid, OrderStatus::Refunding];
    let undone = orders::Entity::find()
        .filter(orders::Column::Status.is_in(open))
        .filter(orders::Column::PaidAt.lt(now - DONE_WITHIN));
    // Whatever only a person can move calls one, and has the index of those who were called.
    let stopped = orders::Entity::find()
        .filter(Expr::col((orders::Entity, orders::Column::NeedsOperator)))
        .filter(orders::Column::Status.is_not_in(open))
        .filter(Expr::cust(MONEY_STOPPED));
    Ok(undone.count(conn).await? + stopped.count(conn).await?)
}

/// A payment or refund of an order that waits for people.
const MONEY_STOPPED: &str = "(
    EXISTS (
        SELECT 1 FROM payments p WHERE p.order_id = orders.id AND p.status = 'quarantined')
    OR EXISTS (
        SELECT 1 FROM refunds r WHERE r.order_id = orders.id AND r.status = 'needs_manual'))";

/// Orders that wait for a person.
pub async fn orders_for_operators(conn: &impl ConnectionTrait) -> Result<u64> {
    let waits = Expr::col((orders::Entity, orders::Column::NeedsOperator));
    Ok(orders::Entity::find().filter(waits).count(conn).await?)
}

#[derive(FromQueryResult)]
struct Pile {
    waiting: i64,
    oldest_at: Option<DateTime<Utc>>,
}

async fn pile<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    queue: &str,
    select: Select<E>,
    age: E::Column,
) -> Result<QueueState> {
    let found = select
        .select_only()
        .column_as(Expr::cust("COUNT(*)"), "waiting")
        .column_as(age.min(), "oldest_at")
        .into_model::<Pile>()
        .one(conn)
        .await?;
    let pile = found.unwrap_or(Pile { waiting: 0, oldest_at: None });
    let (waiting, oldest_at) = (pile.waiting, pile.oldest_at);
    Ok(QueueState { queue: queue.to_owned(), waiting, oldest_at })
}

/// What the tasks have before them, by what it is and since when the oldest waits.
pub async fn queues(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<QueueState>> {
    let locks = seat_locks::Entity::find().filter(seat_locks::Column::NextCheckAt.is_not_null());
    let asked = locks
        .clone()
        .filter(seat_locks::Column::Status.eq(SeatLockStatus::Locking))
        .filter(seat_locks::Column::IsWanted.eq(true));
    let open_locks = [SeatLockStatus::Locking, SeatLockStatus::Held];
    let released = locks
        .filter(seat_locks::Column::Status.is_in(open_locks))
        .filter(seat_locks::Column::IsWanted.eq(false));
    let confirms = orders::Entity::find().filter(orders::Column::Status.eq(OrderStatus::Paid));
    let asking = payments::Entity::find().filter(is_open_payment());
    let returning = refunds::Entity::find().filter(is_open_refund());
    let queued = messages::Entity::find().filter(Expr::cust("messages.status = 'queued'"));
    let outbox = outbox_items::Entity::find().filter(outbox_items::Column::DoneAt.is_null());
    let surpluses = surplus_returns::Entity::find().filter(is_open_return());
    let reads = cinema_statement_reads::Entity::find()
        .filter(cinema_statement_reads::Column::NextTryAt.lte(now));
    Ok(vec![
        pile(conn, "locks_to_ask", asked, seat_locks::Column::CreatedAt).await?,
        pile(conn, "releases", released, seat_locks::Column::CreatedAt).await?,
        pile(conn, "confirms", confirms, orders::Column::PaidAt).await?,
        pile(conn, "payments_to_ask", asking, payments::Column::CreatedAt).await?,
        pile(conn, "refunds_open", returning, refunds::Column::CreatedAt).await?,
        pile(conn, "surplus_returns", surpluses, surplus_returns::Column::CreatedAt).await?,
        pile(conn, "messages", queued, messages::Column::CreatedAt).await?,
        pile(conn, "outbox", outbox, outbox_items::Column::CreatedAt).await?,
        pile(conn, "cinema_reads", reads, cinema_statement_reads::Column::NextTryAt).await?,
    ])
}

/// Written as the index of open payments is: a parameter in its place would hide the index.
fn is_open_payment() -> Expr {
    Expr::cust("payments.status IN ('created', 'pending', 'unknown')")
}

fn is_open_refund() -> Expr {
    Expr::cust("refunds.status IN ('requested', 'submitted', 'unknown')")
}

fn is_open_return() -> Expr {
    Expr::cust("surplus_returns.next_try_at IS NOT NULL")
}

/// The last day of the books that is sealed.
pub async fn sealed_until(conn: &impl ConnectionTrait) -> Result<Option<NaiveDate>> {
    let day = ledger_seals::Entity::find()
        .select_only()
        .column(ledger_seals::Column::BookOn)
        .order_by_desc(ledger_seals::Column::Number)
        .into_tuple::<NaiveDate>()
        .one(conn)
        .await?;
    Ok(day)
}

/// Things that nobody has dismissed, by cinema.
pub async fn open_findings(conn: &impl ConnectionTrait) -> Result<HashMap<CinemaId, i64>> {
    let rows = cinema_findings::Entity::find()
        .select_only()
        .column(cinema_findings::Column::CinemaId)
        .column_as(cinema_findings::Column::Id.count(), "open")
        .filter(cinema_findings::Column::DismissedAt.is_null())
        .group_by(cinema_findings::Column::CinemaId)
        .into_tuple::<(CinemaId, i64)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// A bank as its payments show it.
pub struct BankFigures {
    /// The last time that it told us something that was proven.
    pub last_answer_at: Option<DateTime<Utc>>,
    pub open_payments: i64,
    pub unknown: i64,
    pub oldest_unknown_at: Option<DateTime<Utc>>,
}

/// How a bank does.
pub async fn bank(conn: &impl ConnectionTrait, bank: BankCode) -> Result<BankFigures> {
    let notified = bank_notifications::Entity::find()
        .select_only()
        .column_as(bank_notifications::Column::ReceivedAt.max(), "at")
        .filter(bank_notifications::Column::Bank.eq(bank))
        .filter(bank_notifications::Column::IsVerified.eq(true))
        .into_tuple::<Option<DateTime<Utc>>>()
        .one(conn)
        .await?;
    let paid = payments::Entity::find()
        .select_only()
        .column_as(payments::Column::SucceededAt.max(), "at")
        .filter(payments::Column::Bank.eq(bank))
        .filter(payments::Column::SucceededAt.is_not_null())
        .into_tuple::<Option<DateTime<Utc>>>()
        .one(conn)
        .await?;
    let open = payments::Entity::find()
        .select_only()
        .columns([payments::Column::Status, payments::Column::CreatedAt])
        .filter(is_open_payment())
        .filter(payments::Column::Bank.eq(bank))
        .into_tuple::<(PaymentStatus, DateTime<Utc>)>()
        .all(conn)
        .await?;
    let unknown = open.iter().filter(|(status, _)| *status == PaymentStatus::Unknown);
    Ok(BankFigures {
        last_answer_at: [notified.flatten(), paid.flatten()].into_iter().flatten().reduce(Ord::max),
        open_payments: i64::try_from(open.len()).unwrap_or(i64::MAX),
        unknown: i64::try_from(unknown.clone().count()).unwrap_or(i64::MAX),
        oldest_unknown_at: unknown.map(|(_, at)| *at).min(),
    })
}
