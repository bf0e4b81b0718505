//! The daily statement of a cinema: one line for each ticket sold or taken back.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use database::Tx;
use domain::calendar::{cinema_date, cinema_day_bounds};
use domain::ids::OrderId;
use domain::money::{Currency, Money};
use gateways::cinema::wire::{self, Operation, StatementAck, StatementTotals};
use gateways::cinema::{Statement, StatementAckAnswer, StatementLine};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use uuid::Uuid;

use crate::Core;
use crate::failure::Failure;
use crate::sql::{self, Column};

/// Who sold; each has line numbers of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channel {
    Platform,
    Counter,
}

impl Channel {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Counter => "counter",
        }
    }

    pub(crate) fn parse(text: &str) -> Result<Self, DbErr> {
        [Self::Platform, Self::Counter]
            .into_iter()
            .find(|channel| channel.as_str() == text)
            .ok_or_else(|| DbErr::Type(format!("unknown channel {text}")))
    }
}

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
    channel: Channel,
    zone: &str,
    at: DateTime<Utc>,
    count: usize,
) -> Result<Numbers, DbErr> {
    let zone: Tz = zone.parse().map_err(|_| DbErr::Custom(format!("unknown zone {zone}")))?;
    let business_date = cinema_date(at, zone);
    let count = i64::try_from(count).map_err(|error| DbErr::Custom(error.to_string()))?;
    let sql = "INSERT INTO bo_statement_days (cinema_code, business_date, channel, last_number)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (cinema_code, business_date, channel) DO UPDATE SET
            last_number = bo_statement_days.last_number + excluded.last_number
        RETURNING last_number";
    let values = [cinema_code.into(), business_date.into(), channel.as_str().into(), count.into()];
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
    pub screen_fee_minor: i64,
    pub service_fee_minor: i64,
    pub currency: &'a str,
}

/// What the lines of one sale or return have in common.
pub(crate) struct LineCause<'a> {
    pub cinema_code: &'a str,
    pub business_date: NaiveDate,
    pub channel: Channel,
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
        ("screen_fee_minor", Column::Integer),
        ("service_fee_minor", Column::Integer),
        ("currency", Column::Text),
    ];
    let rows = sql::rows(tx.get_database_backend(), 8, &columns);
    let sql = format!(
        "INSERT INTO bo_statement_lines (cinema_code, business_date, channel, client_order_id,
            session_code, is_refund, at, number_by_day, ticket_no, seat_code, ticket_minor,
            screen_fee_minor, service_fee_minor, currency)
        SELECT $1, $2, $3, $4, $5, $6, $7, number_by_day, ticket_no, seat_code, ticket_minor,
            screen_fee_minor, service_fee_minor, currency FROM {rows}"
    );
    let values = [
        cause.cinema_code.into(),
        cause.business_date.into(),
        cause.channel.as_str().into(),
        cause.client_order_id.0.into(),
        cause.session_code.into(),
        cause.is_refund.into(),
        cause.at.into(),
        sql::json(lines)?.into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}

/// The statement of a day as the platform is told it.
pub(crate) async fn of_platform(
    core: &Core,
    cinema_code: &str,
    day: NaiveDate,
) -> Result<Statement, DbErr> {
    let lines = read(&core.db, cinema_code, Channel::Platform, day).await?;
    let totals = totals(&lines)?;
    let is_final = is_over(&core.db, cinema_code, day, core.now()).await?;
    let raw = serde_json::to_vec(&wire_statement(cinema_code, day, is_final, &lines, totals))
        .map_err(|error| DbErr::Json(error.to_string()))?;
    Ok(Statement { is_final, lines, totals, raw })
}

/// The statement as it stands on the wire.
pub(crate) fn wire_statement(
    cinema_code: &str,
    business_on: NaiveDate,
    is_final: bool,
    lines: &[StatementLine],
    totals: StatementTotals,
) -> wire::Statement {
    let line = |line: &StatementLine| wire::StatementLine {
        number_by_day: line.number_by_day,
        operation: if line.is_refund { Operation::Refund } else { Operation::Sale },
        channel: wire::SalesChannel::Platform,
        order_id: line.order_ref.clone(),
        client_order_id: line.client_order_id,
        ticket_no: line.ticket_no.clone(),
        session_code: line.session_code.clone(),
        seat_code: line.seat_code.clone(),
        ticket_price: line.ticket,
        screen_service_fee: line.screen_fee,
        net_service_fee: line.service_fee,
        at: line.at,
    };
    let lines = lines.iter().map(line).collect();
    wire::Statement { cinema_code: cinema_code.to_owned(), business_on, is_final, lines, totals }
}

/// The platform's word that it read a day's statement; the first one counts. A day that runs, or
/// another number or sum than ours, is a mismatch.
pub(crate) async fn acknowledge(
    core: &Core,
    cinema_code: &str,
    day: NaiveDate,
    ack: &StatementAck,
) -> Result<StatementAckAnswer, Failure> {
    let statement = of_platform(core, cinema_code, day).await?;
    let line_count = i64::try_from(statement.lines.len()).unwrap_or(i64::MAX);
    let agrees = ack.line_count == line_count && ack.totals == statement.totals;
    if !statement.is_final || !agrees {
        return Ok(StatementAckAnswer::Mismatch);
    }
    let tx = core.db.begin().await?;
    let sql = "INSERT INTO bo_statement_acks
            (cinema_code, business_date, line_count, acknowledged_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (cinema_code, business_date) DO NOTHING";
    let values = [cinema_code.into(), day.into(), line_count.into(), core.now().into()];
    sql::execute(&tx, sql, values).await?;
    tx.commit().await.map_err(Failure::Unknown)?;
    Ok(StatementAckAnswer::Acknowledged)
}

/// When the platform acknowledged the statement of a day, if it did.
pub(crate) async fn acknowledged_at(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    day: NaiveDate,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let sql = "SELECT acknowledged_at FROM bo_statement_acks
        WHERE cinema_code = $1 AND business_date = $2";
    let row = sql::query_one(db, sql, [cinema_code.into(), day.into()]).await?;
    row.map(|row| row.try_get("", "acknowledged_at")).transpose()
}

/// Whether a cinema's business date is over, so that its statement gets no more lines.
pub(crate) async fn is_over(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let sql = "SELECT zone FROM bo_cinemas WHERE cinema_code = $1";
    let Some(row) = sql::query_one(db, sql, [cinema_code.into()]).await? else {
        return Ok(false);
    };
    let zone: String = row.try_get("", "zone")?;
    let zone: Tz = zone.parse().map_err(|_| DbErr::Custom(format!("unknown zone {zone}")))?;
    Ok(cinema_day_bounds(day, zone).is_some_and(|(_, end)| now >= end))
}

/// What the lines of one channel come to.
pub(crate) fn totals(lines: &[StatementLine]) -> Result<StatementTotals, DbErr> {
    let sum = |is_refund: bool| {
        let lines = || lines.iter().filter(|line| line.is_refund == is_refund);
        let parts = lines().flat_map(|line| [line.ticket, line.screen_fee, line.service_fee]);
        let amount = Money::checked_sum(Currency::Cny, parts);
        let amount = amount.ok_or_else(|| DbErr::Custom("a statement out of range".to_owned()))?;
        Ok::<_, DbErr>((i64::try_from(lines().count()).unwrap_or(i64::MAX), amount))
    };
    let ((sale_count, sale_amount), (refund_count, refund_amount)) = (sum(false)?, sum(true)?);
    Ok(StatementTotals { sale_count, sale_amount, refund_count, refund_amount })
}

/// The lines of a day and channel, in the order of their numbers.
pub(crate) async fn read(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    channel: Channel,
    day: NaiveDate,
) -> Result<Vec<StatementLine>, DbErr> {
    let sql = "SELECT l.number_by_day, l.client_order_id, l.ticket_no, l.session_code, l.seat_code,
            l.ticket_minor, l.screen_fee_minor, l.service_fee_minor, l.currency, l.is_refund, l.at,
            o.order_ref
        FROM bo_statement_lines l
        JOIN bo_orders o ON o.client_order_id = l.client_order_id
        WHERE l.cinema_code = $1 AND l.business_date = $2 AND l.channel = $3
        ORDER BY l.number_by_day";
    let values = [cinema_code.into(), day.into(), channel.as_str().into()];
    let rows = sql::query_all(db, sql, values).await?;
    let lines = rows.iter().map(|row| {
        let currency: String = row.try_get("", "currency")?;
        let currency = Currency::parse(&currency)
            .ok_or_else(|| DbErr::Type(format!("unknown currency {currency}")))?;
        let money = |minor| Money::new(minor, currency);
        Ok(StatementLine {
            number_by_day: row.try_get("", "number_by_day")?,
            client_order_id: OrderId(row.try_get::<Uuid>("", "client_order_id")?),
            order_ref: row.try_get("", "order_ref")?,
            ticket_no: row.try_get("", "ticket_no")?,
            session_code: row.try_get("", "session_code")?,
            seat_code: row.try_get("", "seat_code")?,
            ticket: money(row.try_get("", "ticket_minor")?),
            screen_fee: money(row.try_get("", "screen_fee_minor")?),
            service_fee: money(row.try_get("", "service_fee_minor")?),
            is_refund: row.try_get("", "is_refund")?,
            at: row.try_get("", "at")?,
        })
    });
    lines.collect()
}
