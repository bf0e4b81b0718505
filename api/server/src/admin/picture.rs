//! All that is known about one order, from our tables, the bank's words and the cinema's.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CinemaId, CinemaStatementId, OrderId, PaymentId, RefundId, RowId, TicketId};
use domain::money::Money;
use domain::orders::{LockedSeat, OrderStatus, Price};
use domain::text::{LocalizedText, mask_phone};
use domain::tickets::TicketState;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use tables::{
    cinema_statement_lines, cinema_statements, cinemas, films, messages, orders, payments, refunds,
    showtimes, tickets, users,
};
use utoipa::ToSchema;

use crate::error::{Error, Result};
use crate::ledger::LedgerEntry;
use crate::orders::TimelineEvent;
use crate::reconciliation::BreakSummary;

/// One order in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminOrderSummary {
    pub id: OrderId,
    pub order_no: String,
    pub status: OrderStatus,
    pub needs_operator: bool,
    pub film: LocalizedText,
    pub cinema_id: CinemaId,
    pub cinema: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub seat_count: usize,
    /// With its middle hidden.
    #[schema(example = "+86 138****0001")]
    pub phone: String,
    pub total: Money,
    pub created_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    /// The third party that sold it.
    pub client_id: Option<String>,
}

/// One attempt to collect an order's amount.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminPayment {
    pub id: PaymentId,
    pub payment_no: String,
    pub gateway: String,
    pub method: String,
    pub status: String,
    pub amount: Money,
    pub bank_ref: Option<String>,
    pub txn_time: DateTime<Utc>,
    pub payable_until: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    /// The bank's settlement day.
    pub settled_on: Option<NaiveDate>,
}

impl From<payments::Model> for AdminPayment {
    fn from(row: payments::Model) -> Self {
        Self {
            id: row.id,
            payment_no: row.payment_no,
            gateway: row.bank.as_str().to_owned(),
            method: row.method,
            status: row.status.as_str().to_owned(),
            amount: Money::new(row.amount_minor, row.currency),
            bank_ref: row.bank_ref,
            txn_time: row.txn_time,
            payable_until: row.payable_until,
            paid_at: row.succeeded_at,
            settled_on: row.accounting_on,
        }
    }
}

/// One return of money.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminRefund {
    pub id: RefundId,
    pub refund_no: String,
    pub status: String,
    pub reason: String,
    pub amount: Money,
    pub bank_ref: Option<String>,
    pub created_at: DateTime<Utc>,
    pub succeeded_at: Option<DateTime<Utc>>,
    /// What the bank or the cinema said against it.
    pub failure: Option<String>,
}

impl From<refunds::Model> for AdminRefund {
    fn from(row: refunds::Model) -> Self {
        Self {
            id: row.id,
            refund_no: row.refund_no,
            status: row.status.as_str().to_owned(),
            reason: row.reason.as_str().to_owned(),
            amount: Money::new(row.amount_minor, row.currency),
            bank_ref: row.bank_ref,
            created_at: row.created_at,
            succeeded_at: row.succeeded_at,
            failure: row.failure_text,
        }
    }
}

/// The right to one seat.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminTicket {
    pub id: TicketId,
    pub ticket_no: String,
    pub seat_code: String,
    pub state: TicketState,
    pub issued_at: DateTime<Utc>,
    pub collected_at: Option<DateTime<Utc>>,
    pub checked_in_at: Option<DateTime<Utc>>,
    pub refunded_at: Option<DateTime<Utc>>,
}

impl From<tickets::Model> for AdminTicket {
    fn from(row: tickets::Model) -> Self {
        Self {
            id: row.id,
            ticket_no: row.ticket_no,
            seat_code: row.seat_code,
            state: row.state,
            issued_at: row.issued_at,
            collected_at: row.collected_at,
            checked_in_at: row.checked_in_at,
            refunded_at: row.refunded_at,
        }
    }
}

/// A message to the customer, without what it said.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminMessage {
    pub id: RowId,
    #[schema(example = "tickets")]
    pub template: String,
    /// `queued`, `sent` or `failed`.
    pub status: String,
    /// With its middle hidden.
    pub phone: String,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
}

impl From<messages::Model> for AdminMessage {
    fn from(row: messages::Model) -> Self {
        Self {
            id: row.id,
            template: row.template,
            status: row.status,
            phone: mask_phone(&row.phone),
            created_at: row.created_at,
            sent_at: row.sent_at,
        }
    }
}

/// What the bank itself says about an order's money.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BankRecord {
    /// `notification`, or a line of its bill: `bill_payment`, `bill_refund`, `bill_void`,
    /// `bill_dispute`.
    #[schema(example = "notification")]
    pub kind: String,
    pub at: DateTime<Utc>,
    /// The bank's own.
    pub reference: Option<String>,
    pub amount: Option<Money>,
    /// Whether a message was proven to be the bank's; null for lines of its bill.
    pub is_verified: Option<bool>,
    pub text: String,
}

/// A line of a cinema's statement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaRecord {
    pub business_on: NaiveDate,
    pub number_by_day: i64,
    /// `sale` or `refund`.
    pub operation: String,
    pub order_ref: String,
    pub ticket_no: String,
    pub seat_code: String,
    pub ticket: Money,
    pub at: DateTime<Utc>,
}

/// All that is known about one order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminOrder {
    pub summary: AdminOrderSummary,
    pub price: Price,
    pub seats: Vec<LockedSeat>,
    /// The cinema's reference of the lock, and of its sale.
    pub lock_ref: Option<String>,
    pub cinema_order_ref: Option<String>,
    pub payments: Vec<AdminPayment>,
    pub refunds: Vec<AdminRefund>,
    pub tickets: Vec<AdminTicket>,
    pub messages: Vec<AdminMessage>,
    pub bank_records: Vec<BankRecord>,
    pub cinema_records: Vec<CinemaRecord>,
    pub entries: Vec<LedgerEntry>,
    pub breaks: Vec<BreakSummary>,
    /// Our history, the bank's words and the cinema's, in the order in which they came.
    pub timeline: Vec<TimelineEvent>,
    /// What may be done now: `ask_again`, `refund`, `resend_message`.
    pub actions: Vec<String>,
}

/// Shows orders in the order given, with a fixed number of queries.
pub async fn summaries(
    conn: &impl ConnectionTrait,
    rows: &[orders::Model],
) -> Result<Vec<AdminOrderSummary>> {
    let showtime_ids = rows.iter().map(|row| row.showtime_id);
    let shows: HashMap<_, _> = showtimes::Entity::find()
        .filter(showtimes::Column::Id.is_in(showtime_ids))
        .all(conn)
        .await?
        .into_iter()
        .map(|show| (show.id, show))
        .collect();
    let titles: HashMap<_, LocalizedText> = films::Entity::find()
        .filter(films::Column::Id.is_in(shows.values().map(|show| show.film_id)))
        .all(conn)
        .await?
        .into_iter()
        .map(|film| (film.id, film.title))
        .collect();
    let names: HashMap<_, LocalizedText> = cinemas::Entity::find()
        .filter(cinemas::Column::Id.is_in(rows.iter().map(|row| row.cinema_id)))
        .all(conn)
        .await?
        .into_iter()
        .map(|cinema| (cinema.id, cinema.name))
        .collect();
    let sold_by: HashMap<_, Option<String>> = users::Entity::find()
        .filter(users::Column::Id.is_in(rows.iter().map(|row| row.user_id)))
        .filter(users::Column::ClientId.is_not_null())
        .all(conn)
        .await?
        .into_iter()
        .map(|user| (user.id, user.client_id))
        .collect();
    let show = |row: &orders::Model| {
        let showtime = shows.get(&row.showtime_id).ok_or(Error::NotFound("showtime"))?;
        Ok(AdminOrderSummary {
            id: row.id,
            order_no: row.order_no.clone(),
            status: row.status,
            needs_operator: row.needs_operator,
            film: titles.get(&showtime.film_id).cloned().unwrap_or_default(),
            cinema_id: row.cinema_id,
            cinema: names.get(&row.cinema_id).cloned().unwrap_or_default(),
            starts_at: showtime.starts_at,
            seat_count: row.seats.0.len(),
            phone: mask_phone(&row.phone),
            total: Money::new(row.total_minor, row.currency),
            created_at: row.created_at,
            paid_at: row.paid_at,
            client_id: sold_by.get(&row.user_id).cloned().flatten(),
        })
    };
    rows.iter().map(show).collect()
}

/// Messages to the customer, oldest first.
pub async fn messages_of(conn: &impl ConnectionTrait, id: OrderId) -> Result<Vec<AdminMessage>> {
    let rows = messages::Entity::find()
        .filter(messages::Column::OrderId.eq(id))
        .order_by_asc(messages::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(AdminMessage::from).collect())
}

/// What the cinema's statements say of an order: of each day the reading that is the last.
pub async fn cinema_records(
    conn: &impl ConnectionTrait,
    order: &orders::Model,
) -> Result<Vec<CinemaRecord>> {
    let lines = cinema_statement_lines::Entity::find()
        .filter(cinema_statement_lines::Column::ClientOrderId.eq(order.id))
        .order_by_asc(cinema_statement_lines::Column::At)
        .order_by_asc(cinema_statement_lines::Column::Place)
        .limit(500)
        .all(conn)
        .await?;
    let days = days_of(conn, &lines).await?;
    let last = last_readings(conn, order.cinema_id, days.values().map(|(day, _)| *day)).await?;
    let show = |line: cinema_statement_lines::Model| {
        let (business_on, version) = days.get(&line.statement_id).copied()?;
        let is_last = last.get(&business_on) == Some(&version);
        is_last.then(|| CinemaRecord {
            business_on,
            number_by_day: line.number_by_day,
            operation: line.operation.as_str().to_owned(),
            order_ref: line.order_ref,
            ticket_no: line.ticket_no,
            seat_code: line.seat_code,
            ticket: Money::new(line.ticket_minor, line.currency),
            at: line.at,
        })
    };
    Ok(lines.into_iter().filter_map(show).collect())
}

/// Which day's reading each statement is.
async fn days_of(
    conn: &impl ConnectionTrait,
    lines: &[cinema_statement_lines::Model],
) -> Result<HashMap<CinemaStatementId, (NaiveDate, i32)>> {
    use cinema_statements::Column;
    let ids = lines.iter().map(|line| line.statement_id);
    let rows = cinema_statements::Entity::find()
        .select_only()
        .columns([Column::Id, Column::BusinessOn, Column::Version])
        .filter(Column::Id.is_in(ids))
        .into_tuple::<(CinemaStatementId, NaiveDate, i32)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, day, version)| (id, (day, version))).collect())
}

async fn last_readings(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    days: impl Iterator<Item = NaiveDate>,
) -> Result<HashMap<NaiveDate, i32>> {
    use cinema_statements::Column;
    let rows = cinema_statements::Entity::find()
        .select_only()
        .column(Column::BusinessOn)
        .column_as(Column::Version.max(), "version")
        .filter(Column::CinemaId.eq(cinema_id))
        .filter(Column::BusinessOn.is_in(days))
        .group_by(Column::BusinessOn)
        .into_tuple::<(NaiveDate, i32)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Our history with what the bank and the cinema wrote down, oldest first.
pub fn merge(
    mut events: Vec<TimelineEvent>,
    order: &AdminOrder,
    seats_asked_at: Option<DateTime<Utc>>,
) -> Vec<TimelineEvent> {
    let mut add = |at: DateTime<Utc>, side: &str, kind: String, detail: String| {
        events.push(TimelineEvent { at, side: side.to_owned(), kind, detail });
    };
    if let Some(at) = seats_asked_at {
        let seats = order.seats.iter().map(|seat| seat.seat_code.as_str());
        let seats = seats.collect::<Vec<_>>().join(", ");
        add(at, "platform", "seats_locked".to_owned(), seats);
    }
    for message in &order.messages {
        let detail = format!("{} {}", message.template, message.phone);
        if let Some(at) = message.sent_at {
            add(at, "platform", format!("message_{}", message.status), detail);
        }
    }
    for record in &order.bank_records {
        add(record.at, "bank", record.kind.clone(), record.text.clone());
    }
    for record in &order.cinema_records {
        let detail = format!("{} {} {}", record.ticket_no, record.seat_code, record.ticket);
        add(record.at, "cinema", format!("statement_{}", record.operation), detail);
    }
    for ticket in &order.tickets {
        let detail = || format!("{} {}", ticket.ticket_no, ticket.seat_code);
        if let Some(at) = ticket.collected_at {
            add(at, "cinema", "ticket_collected".to_owned(), detail());
        }
        if let Some(at) = ticket.checked_in_at {
            add(at, "cinema", "ticket_checked_in".to_owned(), detail());
        }
    }
    // Stable: what happened in one millisecond stays as it was written down.
    events.sort_by_key(|event| event.at);
    events
}
