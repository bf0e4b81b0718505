//! Rows of cinemas' statements: readings, their lines, and what was told about them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::catalogue::StringList;
use domain::ids::{CinemaId, CinemaStatementId, OrderId, RowId};
use domain::statements::{AckOutcome, CinemaStatementStatus};
use gateways::cinema::Statement;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use tables::{
    cinema_statement_acks as acks, cinema_statement_lines as lines,
    cinema_statement_reads as reads, cinema_statements as statements, cinema_systems, cinemas,
    orders,
};

use super::check;
use super::flow::CinemaDay;
use crate::clock::Clock;
use crate::error::{Error, Result};

/// Rows that one INSERT carries, and identifiers that one question names.
const CHUNK: usize = 400;

/// A reading without its bytes.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Reading {
    pub id: CinemaStatementId,
    pub cinema_id: CinemaId,
    pub business_on: NaiveDate,
    pub version: i32,
    pub status: CinemaStatementStatus,
    pub problems: StringList,
    pub line_count: i64,
    pub sale_count: i64,
    pub sale_minor: i64,
    pub refund_count: i64,
    pub refund_minor: i64,
    pub currency: domain::money::Currency,
    pub sha256: String,
    pub fetched_at: DateTime<Utc>,
}

fn readings() -> sea_orm::Select<statements::Entity> {
    use statements::Column;
    statements::Entity::find().select_only().columns([
        Column::Id,
        Column::CinemaId,
        Column::BusinessOn,
        Column::Version,
        Column::Status,
        Column::Problems,
        Column::LineCount,
        Column::SaleCount,
        Column::SaleMinor,
        Column::RefundCount,
        Column::RefundMinor,
        Column::Currency,
        Column::Sha256,
        Column::FetchedAt,
    ])
}

pub async fn cinema(conn: &impl ConnectionTrait, id: CinemaId) -> Result<cinemas::Model> {
    cinemas::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("cinema"))
}

/// Cinemas whose statements are read: all but those that were taken off.
pub async fn cinemas(conn: &impl ConnectionTrait) -> Result<Vec<cinemas::Model>> {
    let off: Vec<CinemaId> = cinema_systems::Entity::find()
        .select_only()
        .column(cinema_systems::Column::CinemaId)
        .filter(cinema_systems::Column::IsEnabled.eq(false))
        .into_tuple()
        .all(conn)
        .await?;
    let rows = cinemas::Entity::find()
        .filter(cinemas::Column::Id.is_not_in(off))
        .order_by_asc(cinemas::Column::CinemaCode)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Days from `since` on whose last reading is acknowledged, and days that are not due before an
/// instant after `now`.
pub async fn settled_days(
    conn: &impl ConnectionTrait,
    since: NaiveDate,
    now: DateTime<Utc>,
) -> Result<HashSet<CinemaDay>> {
    let rows = readings()
        .filter(statements::Column::BusinessOn.gte(since))
        .order_by_asc(statements::Column::Version)
        .into_model::<Reading>()
        .all(conn)
        .await?;
    let latest: HashMap<CinemaDay, CinemaStatementId> = rows
        .into_iter()
        .map(|row| (CinemaDay { cinema_id: row.cinema_id, business_on: row.business_on }, row.id))
        .collect();
    let ids: Vec<_> = latest.values().copied().collect();
    let acknowledged = acknowledged_at(conn, &ids).await?;
    let told = latest.into_iter().filter(|(_, id)| acknowledged.contains_key(id));
    let mut settled: HashSet<CinemaDay> = told.map(|(day, _)| day).collect();
    let waiting: Vec<(CinemaId, NaiveDate)> = reads::Entity::find()
        .select_only()
        .columns([reads::Column::CinemaId, reads::Column::BusinessOn])
        .filter(reads::Column::BusinessOn.gte(since))
        .filter(reads::Column::NextTryAt.gt(now))
        .into_tuple()
        .all(conn)
        .await?;
    let waiting = waiting.into_iter();
    settled.extend(waiting.map(|(cinema_id, business_on)| CinemaDay { cinema_id, business_on }));
    Ok(settled)
}

/// When each of these readings was acknowledged by the cinema.
pub async fn acknowledged_at(
    conn: &impl ConnectionTrait,
    ids: &[CinemaStatementId],
) -> Result<HashMap<CinemaStatementId, DateTime<Utc>>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = acks::Entity::find()
            .filter(acks::Column::StatementId.is_in(ids.iter().copied()))
            .filter(acks::Column::Outcome.eq(AckOutcome::Acknowledged))
            .order_by_desc(acks::Column::At)
            .all(conn)
            .await?;
        // The first time counts.
        found.extend(rows.into_iter().map(|row| (row.statement_id, row.at)));
    }
    Ok(found)
}

/// The last reading of a day.
pub async fn latest(conn: &impl ConnectionTrait, day: CinemaDay) -> Result<Option<Reading>> {
    let reading = readings()
        .filter(statements::Column::CinemaId.eq(day.cinema_id))
        .filter(statements::Column::BusinessOn.eq(day.business_on))
        .order_by_desc(statements::Column::Version)
        .limit(1)
        .into_model::<Reading>()
        .one(conn)
        .await?;
    Ok(reading)
}

/// The last readings of a cinema's days, the newest day first.
pub async fn latest_of_days(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Reading>> {
    let mut rows = readings()
        .filter(statements::Column::CinemaId.eq(cinema_id))
        .filter(statements::Column::BusinessOn.gte(from))
        .filter(statements::Column::BusinessOn.lte(to))
        .order_by_desc(statements::Column::BusinessOn)
        .order_by_desc(statements::Column::Version)
        .into_model::<Reading>()
        .all(conn)
        .await?;
    rows.dedup_by_key(|row| row.business_on);
    Ok(rows)
}

/// The bytes of a reading.
pub async fn raw(conn: &impl ConnectionTrait, id: CinemaStatementId) -> Result<Vec<u8>> {
    let raw = statements::Entity::find_by_id(id)
        .select_only()
        .column(statements::Column::Raw)
        .into_tuple::<Vec<u8>>()
        .one(conn)
        .await?;
    raw.ok_or(Error::NotFound("statement"))
}

/// Lines of a reading in their order, after the place given.
pub async fn lines(
    conn: &impl ConnectionTrait,
    id: CinemaStatementId,
    after: i64,
    limit: u64,
) -> Result<Vec<lines::Model>> {
    let rows = lines::Entity::find()
        .filter(lines::Column::StatementId.eq(id))
        .filter(lines::Column::Place.gt(after))
        .order_by_asc(lines::Column::Place)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Orders that a statement names and that were sold for other cinemas.
pub async fn foreign_orders(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    statement: &Statement,
) -> Result<HashSet<OrderId>> {
    let mut named: Vec<OrderId> = statement.lines.iter().map(|line| line.client_order_id).collect();
    named.sort_unstable();
    named.dedup();
    let mut foreign = HashSet::new();
    for ids in named.chunks(CHUNK) {
        let found: Vec<OrderId> = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .filter(orders::Column::Id.is_in(ids.iter().copied()))
            .filter(orders::Column::CinemaId.ne(cinema_id))
            .into_tuple()
            .all(conn)
            .await?;
        foreign.extend(found);
    }
    Ok(foreign)
}

/// How often a day was tried.
pub async fn tries(conn: &impl ConnectionTrait, day: CinemaDay) -> Result<i32> {
    let row = reads::Entity::find_by_id((day.cinema_id, day.business_on)).one(conn).await?;
    Ok(row.map_or(0, |row| row.tries))
}

/// Stores that a day is tried now, and when it is tried again.
pub async fn note_try(
    tx: &Tx,
    day: CinemaDay,
    tries: i32,
    next_try_at: DateTime<Utc>,
) -> Result<()> {
    let row = reads::ActiveModel {
        cinema_id: Set(day.cinema_id),
        business_on: Set(day.business_on),
        tries: Set(tries),
        next_try_at: Set(next_try_at),
        last_error: Set(None),
    };
    let again = OnConflict::columns([reads::Column::CinemaId, reads::Column::BusinessOn])
        .update_columns([reads::Column::Tries, reads::Column::NextTryAt, reads::Column::LastError])
        .to_owned();
    reads::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Stores why a try brought nothing.
pub async fn note_error(tx: &Tx, day: CinemaDay, why: &str) -> Result<()> {
    reads::Entity::update_many()
        .col_expr(reads::Column::LastError, Expr::value(why))
        .filter(reads::Column::CinemaId.eq(day.cinema_id))
        .filter(reads::Column::BusinessOn.eq(day.business_on))
        .exec(tx)
        .await?;
    Ok(())
}

/// Adds a reading and its lines.
pub async fn add_reading(tx: &Tx, reading: &Reading, statement: &Statement) -> Result<()> {
    let row = statements::ActiveModel {
        id: Set(reading.id),
        cinema_id: Set(reading.cinema_id),
        business_on: Set(reading.business_on),
        version: Set(reading.version),
        status: Set(reading.status),
        problems: Set(reading.problems.clone()),
        line_count: Set(reading.line_count),
        sale_count: Set(reading.sale_count),
        sale_minor: Set(reading.sale_minor),
        refund_count: Set(reading.refund_count),
        refund_minor: Set(reading.refund_minor),
        currency: Set(reading.currency),
        raw: Set(statement.raw.clone()),
        sha256: Set(reading.sha256.clone()),
        fetched_at: Set(reading.fetched_at),
    };
    statements::Entity::insert(row).exec_without_returning(tx).await?;
    let rows: Vec<lines::ActiveModel> = (1..)
        .zip(&statement.lines)
        .map(|(place, line)| lines::ActiveModel {
            statement_id: Set(reading.id),
            place: Set(place),
            number_by_day: Set(line.number_by_day),
            operation: Set(check::operation(line)),
            order_ref: Set(line.order_ref.clone()),
            client_order_id: Set(line.client_order_id),
            ticket_no: Set(line.ticket_no.clone()),
            session_code: Set(line.session_code.clone()),
            seat_code: Set(line.seat_code.clone()),
            ticket_minor: Set(line.ticket.amount_minor),
            screen_fee_minor: Set(line.screen_fee.amount_minor),
            service_fee_minor: Set(line.service_fee.amount_minor),
            currency: Set(line.ticket.currency),
            at: Set(line.at),
        })
        .collect();
    for rows in rows.chunks(CHUNK) {
        lines::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Writes what was told to the cinema, or what it said.
pub async fn add_ack(
    tx: &Tx,
    clock: &Clock,
    id: CinemaStatementId,
    outcome: AckOutcome,
) -> Result<()> {
    let row = acks::ActiveModel {
        id: Set(clock.new_id::<RowId>()),
        statement_id: Set(id),
        outcome: Set(outcome),
        at: Set(clock.now()),
    };
    acks::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
