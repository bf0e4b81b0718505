//! Taking tickets back: their seats are free again.

use async_trait::async_trait;
use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::seating::SeatState;
use domain::tickets::TicketState;
use gateways::cinema::{TakeBackAnswer, TakeBackRefusal, TakeBackRequest};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use uuid::Uuid;

use super::{Deed, Step};
use crate::failure::Failure;
use crate::locks;
use crate::orders::{self, OrderKey, Purpose, StoredOrder, StoredTicket};
use crate::sql::{self, Column};
use crate::statement::{self, LineCause, NewLine};

#[async_trait]
impl Deed for TakeBackRequest {
    type Answer = TakeBackAnswer;

    /// All of the tickets or none. Tickets that were taken back before are left as they are.
    async fn run(&self, tx: &Tx, now: DateTime<Utc>) -> Result<Step<TakeBackAnswer>, Failure> {
        if let Some(answer) = repeated(tx, self).await? {
            return Ok(Step::Commit(answer));
        }
        let key = OrderKey::ClientOrder(self.client_order_id);
        let order = orders::find(tx, key, Purpose::Change).await?;
        let answer = match choose(self, order.as_ref(), now) {
            Ok((order, tickets)) => {
                write(tx, self, order, &tickets, now).await?;
                TakeBackAnswer::TakenBack
            }
            Err(refusal) => TakeBackAnswer::Refused(refusal),
        };
        Ok(Step::Commit(answer))
    }
}

/// The answer of the same request before. One identifier stands for one request: with another order
/// or other tickets it is refused rather than said to be done.
pub(super) async fn repeated(
    tx: &Tx,
    request: &TakeBackRequest,
) -> Result<Option<TakeBackAnswer>, DbErr> {
    let sql = "SELECT client_order_id, ticket_nos FROM bo_take_backs WHERE client_refund_id = $1";
    let Some(row) = sql::query_one(tx, sql, [request.client_refund_id.0.into()]).await? else {
        return Ok(None);
    };
    let order_id: Uuid = row.try_get("", "client_order_id")?;
    let ticket_nos: String = row.try_get("", "ticket_nos")?;
    let is_same = order_id == request.client_order_id.0 && ticket_nos == asked(request)?;
    Ok(Some(if is_same {
        TakeBackAnswer::TakenBack
    } else {
        TakeBackAnswer::Refused(TakeBackRefusal::NotFound)
    }))
}

/// The tickets as asked for, in one spelling.
fn asked(request: &TakeBackRequest) -> Result<String, DbErr> {
    let mut ticket_nos = request.ticket_nos.clone();
    ticket_nos.sort_unstable();
    ticket_nos.dedup();
    sql::json(&ticket_nos)
}

/// The order and those of its tickets that change hands now.
fn choose<'a>(
    request: &TakeBackRequest,
    order: Option<&'a StoredOrder>,
    now: DateTime<Utc>,
) -> Result<(&'a StoredOrder, Vec<&'a StoredTicket>), TakeBackRefusal> {
    let order = order.filter(|order| order.cinema_code == request.cinema_code);
    let order = order.ok_or(TakeBackRefusal::NotFound)?;
    let is_named = |ticket_no: &String| {
        request.ticket_nos.is_empty() || request.ticket_nos.contains(ticket_no)
    };
    let named = order.tickets.iter();
    let named: Vec<_> = named.filter(|stored| is_named(&stored.ticket.ticket_no)).collect();
    let is_of_order = |ticket_no: &String| {
        let mut tickets = order.tickets.iter();
        tickets.any(|stored| stored.ticket.ticket_no == *ticket_no)
    };
    if !request.ticket_nos.iter().all(is_of_order) {
        return Err(TakeBackRefusal::NotFound);
    }
    let open: Vec<_> =
        named.into_iter().filter(|stored| stored.ticket.state != TicketState::Refunded).collect();
    let is_cancelled = order.is_cancelled;
    let is_used = |stored: &&StoredTicket| !stored.ticket.state.may_be_taken_back(is_cancelled);
    if open.iter().any(is_used) {
        return Err(TakeBackRefusal::AlreadyUsed);
    }
    let until = order.starts_at - Duration::minutes(order.take_back_stop_min);
    if !open.is_empty() && !is_cancelled && now >= until {
        return Err(TakeBackRefusal::TooLate);
    }
    Ok((order, open))
}

#[derive(Serialize)]
struct TicketNo<'a> {
    ticket_no: &'a str,
}

/// Writes that these tickets of an order are taken back: they, their seats and their lines.
pub(crate) async fn write(
    tx: &Tx,
    request: &TakeBackRequest,
    order: &StoredOrder,
    tickets: &[&StoredTicket],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO bo_take_backs
            (client_refund_id, client_order_id, ticket_nos, taken_back_at)
        VALUES ($1, $2, $3, $4)";
    let values = [
        request.client_refund_id.0.into(),
        request.client_order_id.0.into(),
        asked(request)?.into(),
        now.into(),
    ];
    sql::execute(tx, sql, values).await?;
    if tickets.is_empty() {
        return Ok(());
    }
    refund_tickets(tx, tickets, now).await?;
    let seats: Vec<String> = tickets.iter().map(|stored| stored.ticket.seat_code.clone()).collect();
    let session = Some(order.session_id);
    locks::free_seats(tx, session, &seats, order.client_lock_id.0, SeatState::Sold).await?;
    write_lines(tx, order, tickets, now).await
}

async fn refund_tickets(
    tx: &Tx,
    tickets: &[&StoredTicket],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows: Vec<_> =
        tickets.iter().map(|stored| TicketNo { ticket_no: &stored.ticket.ticket_no }).collect();
    let table = sql::rows(tx.get_database_backend(), 1, &[("ticket_no", Column::Text)]);
    let sql = format!(
        "UPDATE bo_tickets SET state = 'refunded', refunded_at = $2
        WHERE state <> 'refunded' AND ticket_no IN (SELECT ticket_no FROM {table})"
    );
    let values = [sql::json(&rows)?.into(), now.into()];
    let changed = sql::execute(tx, sql, values).await?.rows_affected();
    if usize::try_from(changed) == Ok(rows.len()) {
        return Ok(());
    }
    // The rows are locked since they were read, so this cannot be; if it is, nothing is written.
    Err(DbErr::RecordNotUpdated)
}

async fn write_lines(
    tx: &Tx,
    order: &StoredOrder,
    tickets: &[&StoredTicket],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (cinema_code, channel) = (&order.cinema_code, order.channel);
    let count = tickets.len();
    let numbers =
        statement::take_numbers(tx, cinema_code, channel, &order.zone, now, count).await?;
    let cause = LineCause {
        cinema_code,
        business_date: numbers.business_date,
        channel,
        client_order_id: order.client_order_id,
        session_code: &order.session_code,
        is_refund: true,
        at: now,
    };
    let lines: Vec<_> = (numbers.first..)
        .zip(tickets)
        .map(|(number_by_day, stored)| NewLine {
            number_by_day,
            ticket_no: &stored.ticket.ticket_no,
            seat_code: &stored.ticket.seat_code,
            ticket_minor: stored.ticket_minor,
            screen_fee_minor: stored.screen_fee_minor,
            service_fee_minor: stored.service_fee_minor,
            currency: stored.currency.as_str(),
        })
        .collect();
    statement::write_lines(tx, &cause, &lines).await
}
