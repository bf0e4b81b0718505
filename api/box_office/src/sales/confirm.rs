//! Confirming a lock: its seats are sold, tickets and codes are made.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::tickets::TicketState;
use gateways::cinema::{
    CinemaOrder, CinemaTicket, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, ConfirmSeat,
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;

use super::{Deed, Step};
use crate::codes;
use crate::failure::Failure;
use crate::orders::{self, OrderKey, Purpose};
use crate::sql::{self, Column};
use crate::statement::{self, Channel, LineCause, NewLine};

#[async_trait]
impl Deed for ConfirmRequest {
    type Answer = ConfirmAnswer;

    /// A lock that expired is granted again when its seats are still free: the customer has paid.
    async fn run(&self, tx: &Tx, now: DateTime<Utc>) -> Result<Step<ConfirmAnswer>, Failure> {
        if let Some(answer) = known(tx, self).await? {
            return Ok(Step::Commit(answer));
        }
        let Some(locked) = find_locked(tx, self).await? else {
            return Ok(refused(ConfirmRefusal::LockGone));
        };
        if !locked.is_held {
            // Reading the lock may have waited for this very request on another way.
            let answer = known(tx, self).await?;
            return Ok(answer.map_or(refused(ConfirmRefusal::LockGone), Step::Commit));
        }
        if let Some(refusal) = refuse(self, &locked, now) {
            return Ok(refused(refusal));
        }
        if !sell_seats(tx, self, &locked, now).await? {
            let answer = ConfirmAnswer::Refused(ConfirmRefusal::SeatsTaken);
            return Ok(Step::Undo(answer));
        }
        let order = write_order(tx, self, &locked, now).await?;
        Ok(Step::Commit(ConfirmAnswer::Confirmed(order)))
    }
}

/// The answer of the same request before.
async fn known(tx: &Tx, request: &ConfirmRequest) -> Result<Option<ConfirmAnswer>, DbErr> {
    let key = OrderKey::ClientOrder(request.client_order_id);
    let order = orders::find(tx, key, Purpose::View).await?;
    Ok(order.map(|order| ConfirmAnswer::Confirmed(order.to_order())))
}

fn refused(refusal: ConfirmRefusal) -> Step<ConfirmAnswer> {
    Step::Commit(ConfirmAnswer::Refused(refusal))
}

/// What is stored about the lock and its session.
pub(super) struct Locked {
    session_id: i64,
    session_code: String,
    /// Sorted.
    seats: Vec<String>,
    is_held: bool,
    is_cancelled: bool,
    /// The session moved while the lock was on its way: its seats are not what was locked.
    is_moved: bool,
    sold_until: DateTime<Utc>,
    lowest_price_minor: i64,
    zone: String,
}

impl Locked {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let starts_at: DateTime<Utc> = row.try_get("", "starts_at")?;
        Ok(Self {
            session_id: row.try_get("", "session_id")?,
            session_code: row.try_get("", "session_code")?,
            seats: sql::from_json(&row.try_get::<String>("", "seat_codes")?)?,
            is_held: row.try_get::<String>("", "state")? == "held",
            is_cancelled: row.try_get::<String>("", "status")? == "cancelled",
            is_moved: row.try_get("", "is_moved")?,
            sold_until: starts_at.max(row.try_get("", "stop_sell_at")?),
            lowest_price_minor: row.try_get("", "lowest_price_minor")?,
            zone: row.try_get("", "zone")?,
        })
    }
}

/// Reads the lock and keeps others from ending it, and the session from being cancelled, until the
/// transaction ends.
pub(super) async fn find_locked(
    tx: &Tx,
    request: &ConfirmRequest,
) -> Result<Option<Locked>, DbErr> {
    let lock = sql::locking(tx.get_database_backend(), "FOR UPDATE OF l FOR SHARE OF s");
    let sql = format!(
        "SELECT l.session_id, l.seat_codes, l.state, s.session_code, s.status, s.starts_at,
            s.stop_sell_at, s.lowest_price_minor, c.zone,
            coalesce(l.session_version < s.moved_version, FALSE) AS is_moved
        FROM bo_locks l
        JOIN bo_sessions s ON s.session_id = l.session_id
        JOIN bo_cinemas c ON c.cinema_code = s.cinema_code
        WHERE l.client_lock_id = $1 AND l.cinema_code = $2 {lock}"
    );
    let values = [request.client_lock_id.0.into(), request.session.cinema_code.as_str().into()];
    let row = sql::query_one(tx, sql, values).await?;
    row.as_ref().map(Locked::read).transpose()
}

fn refuse(request: &ConfirmRequest, locked: &Locked, now: DateTime<Utc>) -> Option<ConfirmRefusal> {
    let mut seats: Vec<&str> = request.seats.iter().map(|seat| seat.seat_code.as_str()).collect();
    seats.sort_unstable();
    let is_of_lock = locked.session_code == request.session.session_code && seats == locked.seats;
    if !is_of_lock {
        return Some(ConfirmRefusal::LockGone);
    }
    if locked.is_cancelled || locked.is_moved || now >= locked.sold_until {
        return Some(ConfirmRefusal::SessionOver);
    }
    let is_acceptable = |seat: &ConfirmSeat| {
        seat.ticket.amount_minor >= locked.lowest_price_minor
            && seat.screen_fee.amount_minor >= 0
            && seat.service_fee.amount_minor >= 0
            && seat.ticket.currency == seat.screen_fee.currency
            && seat.ticket.currency == seat.service_fee.currency
    };
    let is_refused = !request.seats.iter().all(is_acceptable);
    is_refused.then_some(ConfirmRefusal::PriceRefused)
}

#[derive(Serialize)]
struct SeatCode<'a> {
    seat_code: &'a str,
}

/// Marks the seats as sold: those that the lock still has, and those that came free since. False
/// when somebody else has one of them; then the transaction must be undone.
async fn sell_seats(
    tx: &Tx,
    request: &ConfirmRequest,
    locked: &Locked,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let seats: Vec<_> = locked.seats.iter().map(|seat_code| SeatCode { seat_code }).collect();
    let rows = sql::rows(tx.get_database_backend(), 2, &[("seat_code", Column::Text)]);
    let sql = format!(
        "INSERT INTO bo_session_seats (session_id, seat_code, state, client_lock_id, expires_at)
        SELECT $1, seat_code, 'sold', $3, NULL FROM {rows}
        WHERE true
        ORDER BY seat_code
        ON CONFLICT (session_id, seat_code) DO UPDATE SET state = 'sold',
            client_lock_id = excluded.client_lock_id, expires_at = NULL
        WHERE bo_session_seats.state = 'locked'
            AND (bo_session_seats.client_lock_id = excluded.client_lock_id
                OR bo_session_seats.expires_at <= $4)"
    );
    let values = [
        locked.session_id.into(),
        sql::json(&seats)?.into(),
        request.client_lock_id.0.into(),
        now.into(),
    ];
    let sold = sql::execute(tx, sql, values).await?.rows_affected();
    if usize::try_from(sold) != Ok(locked.seats.len()) {
        return Ok(false);
    }
    let sql = "UPDATE bo_locks SET state = 'sold' WHERE client_lock_id = $1 AND state = 'held'";
    let update = sql::execute(tx, sql, [request.client_lock_id.0.into()]).await?;
    Ok(update.rows_affected() == 1)
}

/// Writes order, tickets and statement lines.
async fn write_order(
    tx: &Tx,
    request: &ConfirmRequest,
    locked: &Locked,
    now: DateTime<Utc>,
) -> Result<CinemaOrder, DbErr> {
    let cinema_code = &request.session.cinema_code;
    let mut seats: Vec<&ConfirmSeat> = request.seats.iter().collect();
    seats.sort_unstable_by(|a, b| a.seat_code.cmp(&b.seat_code));
    let channel = Channel::Platform;
    let zone = &locked.zone;
    let numbers = statement::take_numbers(tx, cinema_code, channel, zone, now, seats.len()).await?;
    let rows: Vec<TicketRow> = (numbers.first..)
        .zip(seats)
        .map(|(number, seat)| TicketRow::new(cinema_code, numbers.business_date, number, seat))
        .collect();
    let order = CinemaOrder {
        order_ref: format!("BO{}", ticket_no(cinema_code, numbers.business_date, numbers.first)),
        pickup_code: codes::pickup_code()?.as_str().to_owned(),
        verification_code: codes::verification_code()?,
        tickets: rows.iter().map(TicketRow::to_ticket).collect(),
    };
    insert_order(tx, request, locked, &order, now).await?;
    insert_tickets(tx, request, &rows).await?;
    let cause = LineCause {
        cinema_code,
        business_date: numbers.business_date,
        channel,
        client_order_id: request.client_order_id,
        session_code: &locked.session_code,
        is_refund: false,
        at: now,
    };
    let lines: Vec<_> = rows.iter().map(TicketRow::to_line).collect();
    statement::write_lines(tx, &cause, &lines).await?;
    Ok(order)
}

/// Cinema, day and line number: unique, and sorted within the cinema by sale.
fn ticket_no(cinema_code: &str, business_date: NaiveDate, number: i64) -> String {
    format!("{cinema_code}{}{number:06}", business_date.format("%y%m%d"))
}

/// A ticket about to be written.
#[derive(Serialize)]
struct TicketRow<'a> {
    #[serde(skip)]
    number: i64,
    ticket_no: String,
    seat_code: &'a str,
    ticket_minor: i64,
    screen_fee_minor: i64,
    service_fee_minor: i64,
    currency: &'static str,
}

impl<'a> TicketRow<'a> {
    fn new(cinema_code: &str, day: NaiveDate, number: i64, seat: &'a ConfirmSeat) -> Self {
        Self {
            number,
            ticket_no: ticket_no(cinema_code, day, number),
            seat_code: &seat.seat_code,
            ticket_minor: seat.ticket.amount_minor,
            screen_fee_minor: seat.screen_fee.amount_minor,
            service_fee_minor: seat.service_fee.amount_minor,
            currency: seat.ticket.currency.as_str(),
        }
    }

    fn to_ticket(&self) -> CinemaTicket {
        CinemaTicket {
            ticket_no: self.ticket_no.clone(),
            seat_code: self.seat_code.to_owned(),
            state: TicketState::Issued,
            collected_at: None,
            checked_in_at: None,
        }
    }

    fn to_line(&self) -> NewLine<'_> {
        NewLine {
            number_by_day: self.number,
            ticket_no: &self.ticket_no,
            seat_code: self.seat_code,
            ticket_minor: self.ticket_minor,
            screen_fee_minor: self.screen_fee_minor,
            service_fee_minor: self.service_fee_minor,
            currency: self.currency,
        }
    }
}

async fn insert_order(
    tx: &Tx,
    request: &ConfirmRequest,
    locked: &Locked,
    order: &CinemaOrder,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO bo_orders (client_order_id, client_lock_id, cinema_code, session_id,
            order_ref, pickup_code, verification_code, phone, sold_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        request.client_order_id.0.into(),
        request.client_lock_id.0.into(),
        request.session.cinema_code.as_str().into(),
        locked.session_id.into(),
        order.order_ref.as_str().into(),
        order.pickup_code.as_str().into(),
        order.verification_code.as_str().into(),
        request.phone.as_str().into(),
        now.into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}

async fn insert_tickets(
    tx: &Tx,
    request: &ConfirmRequest,
    rows: &[TicketRow<'_>],
) -> Result<(), DbErr> {
    let columns = [
        ("ticket_no", Column::Text),
        ("seat_code", Column::Text),
        ("ticket_minor", Column::Integer),
        ("screen_fee_minor", Column::Integer),
        ("service_fee_minor", Column::Integer),
        ("currency", Column::Text),
    ];
    let table = sql::rows(tx.get_database_backend(), 2, &columns);
    let sql = format!(
        "INSERT INTO bo_tickets (client_order_id, ticket_no, seat_code, ticket_minor,
            screen_fee_minor, service_fee_minor, currency, state)
        SELECT $1, ticket_no, seat_code, ticket_minor, screen_fee_minor, service_fee_minor,
            currency, 'issued'
        FROM {table}"
    );
    let values = [request.client_order_id.0.into(), sql::json(rows)?.into()];
    sql::execute(tx, sql, values).await.map(drop)
}
