//! The daily statement of a cinema: one line for each ticket sold or taken back.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use database::Tx;
use domain::calendar::cinema_date;
use domain::ids::OrderId;
use domain::money::{Currency, Money};
use gateways::cinema::StatementLine;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use uuid::Uuid;

use crate::sql::{self, Column};

/// Consecutive line numbers of one cinema and business date.
pub(crate) struct Numbers {
    pub business_date: NaiveDate,
    pub first: i64,
}

/// The next `count` numbers of the day that `at` belongs to. The day's row stays locked until the
/// transaction ends, so numbers are given without a gap and in the order of commits.
pub(crate) async fn take_numbers(
    tx: &Tx,
    cinema_code: &str,
    zone: &str,
    at: DateTime<Utc>,
    count: usize,
) -> Result<Numbers, DbErr> {
    let zone: Tz = zone.parse().map_err(|_| DbErr::Custom(format!("unknown zone {zone}")))?;
    let business_date = cinema_date(at, zone);
    let count = i64::try_from(count).map_err(|error| DbErr::Custom(error.to_string()))?;
    let sql = "INSERT INTO bo_statement_days (cinema_code, business_date, last_number)
        VALUES ($1, $2, $3)
        ON CONFLICT (cinema_code, business_date) DO UPDATE SET
            last_number = bo_statement_days.last_number + excluded.last_number
        RETURNING last_number";
    let values = [cinema_code.into(), business_date.into(), count.into()];
    let row = sql::query_one(tx, sql, values).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotInserted)?;
    let last: i64 = row.try_get("", "last_number")?;
    Ok(Numbers { business_date, first: last - count + 1 })
}

/// A line about to be written.
#[derive(Serialize)]
pub(crate) struct NewLine<'a> {
    pub number_by_day: i64,
    pub ticket_no: &'a str,
    pub seat_code: &'a str,
    pub ticket_minor: i64,
    pub service_fee_minor: i64,
    pub currency: &'a str,
}

/// What the lines of one sale or return have in common.
pub(crate) struct LineCause<'a> {
    pub cinema_code: &'a str,
    pub business_date: NaiveDate,
    pub client_order_id: OrderId,
    pub session_code: &'a str,
    pub is_refund: bool,
    pub at: DateTime<Utc>,
}

/// Writes the lines of one sale or return.
pub(crate) async fn write_lines(
    tx: &Tx,
    cause: &LineCause<'_>,
    lines: &[NewLine<'_>],
) -> Result<(), DbErr> {
    let columns = [
        ("number_by_day", Column::Integer),
        ("ticket_no", Column::Text),
        ("seat_code", Column::Text),
        ("ticket_minor", Column::Integer),
        ("service_fee_minor", Column::Integer),
        ("currency", Column::Text),
    ];
    let rows = sql::rows(tx.get_database_backend(), 7, &columns);
    let sql = format!(
        "INSERT INTO bo_statement_lines (cinema_code, business_date, client_order_id,
            session_code, is_refund, at, number_by_day, ticket_no, seat_code, ticket_minor,
            service_fee_minor, currency)
        SELECT $1, $2, $3, $4, $5, $6, number_by_day, ticket_no, seat_code, ticket_minor,
            service_fee_minor, currency FROM {rows}"
    );
    let values = [
        cause.cinema_code.into(),
        cause.business_date.into(),
        cause.client_order_id.0.into(),
        cause.session_code.into(),
        cause.is_refund.into(),
        cause.at.into(),
        sql::json(lines)?.into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}

/// The lines of a day, in the order of their numbers.
pub(crate) async fn read(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    day: NaiveDate,
) -> Result<Vec<StatementLine>, DbErr> {
    let sql = "SELECT * FROM bo_statement_lines WHERE cinema_code = $1 AND business_date = $2
        ORDER BY number_by_day";
    let rows = sql::query_all(db, sql, [cinema_code.into(), day.into()]).await?;
    let lines = rows.iter().map(|row| {
        let currency: String = row.try_get("", "currency")?;
        let currency = Currency::parse(&currency)
            .ok_or_else(|| DbErr::Type(format!("unknown currency {currency}")))?;
        let money = |minor| Money::new(minor, currency);
        Ok(StatementLine {
            number_by_day: row.try_get("", "number_by_day")?,
            client_order_id: OrderId(row.try_get::<Uuid>("", "client_order_id")?),
            ticket_no: row.try_get("", "ticket_no")?,
            session_code: row.try_get("", "session_code")?,
            seat_code: row.try_get("", "seat_code")?,
            ticket: money(row.try_get("", "ticket_minor")?),
            service_fee: money(row.try_get("", "service_fee_minor")?),
            is_refund: row.try_get("", "is_refund")?,
            at: row.try_get("", "at")?,
        })
    });
    lines.collect()
}
