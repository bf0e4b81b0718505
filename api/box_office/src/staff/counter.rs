//! Selling at the counter: seats are locked and sold in one transaction.

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::calendar::cinema_day_bounds;
use domain::ids::OrderId;
use domain::money::Currency;
use domain::schedule::{SeatPrice, Tender};
use domain::seating::SeatPlan;
use domain::text::LocalizedText;
use domain::tickets::TicketState;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use serde::Serialize;
use uuid::Uuid;

use super::seats::{self, Claim};
use super::sessions::{self, Keep, Row};
use super::{Cinema, StaffError, StaffResult, halls, localized};
use crate::codes;
use crate::sql::{self, Column};
use crate::statement::{self, Channel, LineCause, NewLine};

/// What somebody buys at the counter.
#[derive(Clone, Debug)]
pub struct NewSale {
    /// Names this very sale: the same again is the same sale.
    pub sale_id: Uuid,
    pub session_code: String,
    /// The version that the seller saw.
    pub session_version: i64,
    pub seats: Vec<String>,
    pub tender: Tender,
    /// Who sells, for the record.
    pub sold_by: String,
}

/// A sale of the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    pub sale_id: Uuid,
    pub order_ref: String,
    pub pickup_code: String,
    pub verification_code: String,
    pub session_code: String,
    pub film: LocalizedText,
    pub hall: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub tender: Tender,
    pub sold_at: DateTime<Utc>,
    pub sold_by: String,
    /// When its last ticket was given back; none while any is good.
    pub refunded_at: Option<DateTime<Utc>>,
    pub tickets: Vec<SaleTicket>,
}

/// A ticket that was sold at the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleTicket {
    pub ticket_no: String,
    pub seat_code: String,
    /// As painted in the hall.
    pub row: String,
    pub seat: String,
    pub price: SeatPrice,
    pub state: TicketState,
}

/// Where a page of sales ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct SaleKey {
    pub sold_at: DateTime<Utc>,
    pub sale_id: Uuid,
}

/// Sells seats. The counter may sell until the show ends, and charges no fee of the platform.
///
/// # Errors
/// [`StaffError::SeatsTaken`] names the seats that somebody has or that are blocked,
/// [`StaffError::Changed`] when the session is not what the seller saw.
pub async fn sell(
    tx: &Tx,
    cinema_code: &str,
    wish: &NewSale,
    now: DateTime<Utc>,
) -> StaffResult<Sale> {
    match sale(tx, cinema_code, wish.sale_id).await {
        Err(StaffError::NotFound(_)) => {}
        known => return known,
    }
    let cinema = Cinema::read(tx, cinema_code).await?;
    let row = sessions::find(tx, cinema_code, &wish.session_code, Keep::Shared).await?;
    if row.is_cancelled {
        return Err(StaffError::Cancelled);
    }
    if now >= row.ends_at {
        return Err(StaffError::Over);
    }
    if row.session_version != wish.session_version {
        return Err(StaffError::Changed);
    }
    let plan = seats::plan_of(tx, &row).await?;
    let seats = seats::known_seats(&plan, &wish.seats)?;
    let priced = priced(&plan, &row, &seats)?;
    seats::claim(tx, row.session_id, &seats, Claim::Sold(wish.sale_id), now).await?;
    insert_lock(tx, cinema_code, &row, wish.sale_id, &seats, now).await?;
    write_order(tx, &cinema, &row, wish, &priced, now).await?;
    sale(tx, cinema_code, wish.sale_id).await
}

/// What each seat costs. A session whose prices were never kept cannot be sold here.
fn priced<'a>(
    plan: &SeatPlan,
    row: &Row,
    seats: &'a [String],
) -> StaffResult<Vec<(&'a str, SeatPrice)>> {
    let price = |seat_code: &'a String| {
        let zone = plan.seat(seat_code).map(|seat| seat.zone.as_str())?;
        Some((seat_code.as_str(), *row.zone_prices.get(zone)?))
    };
    let priced: Option<Vec<_>> = seats.iter().map(price).collect();
    priced.ok_or(StaffError::NotFound("price"))
}

/// The lock that the sale was made of, so that a counter's sale is kept like any other.
async fn insert_lock(
    tx: &Tx,
    cinema_code: &str,
    row: &Row,
    sale_id: Uuid,
    seats: &[String],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO bo_locks (client_lock_id, cinema_code, session_id, seat_codes, state,
            locked_at, expires_at, session_version)
        VALUES ($1, $2, $3, $4, 'sold', $5, $5, $6)";
    let values = [
        sale_id.into(),
        cinema_code.into(),
        row.session_id.into(),
        sql::json(&seats)?.into(),
        now.into(),
        row.session_version.into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}

#[derive(Serialize)]
struct TicketRow<'a> {
    #[serde(skip)]
    number: i64,
    ticket_no: String,
    seat_code: &'a str,
    ticket_minor: i64,
    screen_fee_minor: i64,
}

/// Cinema, day, the counter's letter and the line's number: the letter keeps it from ever being a
/// number of the platform's sales, which have digits there.
fn ticket_no(cinema_code: &str, day: NaiveDate, number: i64) -> String {
    format!("{cinema_code}{}C{number:05}", day.format("%y%m%d"))
}

async fn write_order(
    tx: &Tx,
    cinema: &Cinema,
    row: &Row,
    wish: &NewSale,
    priced: &[(&str, SeatPrice)],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (code, channel) = (cinema.cinema_code.as_str(), Channel::Counter);
    let zone = cinema.zone.name();
    let numbers = statement::take_numbers(tx, code, channel, zone, now, priced.len()).await?;
    let tickets: Vec<_> = (numbers.first..)
        .zip(priced)
        .map(|(number, (seat_code, price))| TicketRow {
            number,
            ticket_no: ticket_no(code, numbers.business_date, number),
            seat_code,
            ticket_minor: price.ticket_minor,
            screen_fee_minor: price.screen_fee_minor,
        })
        .collect();
    let order_ref = format!("BO{}", ticket_no(code, numbers.business_date, numbers.first));
    insert_order(tx, code, row, wish, order_ref, now).await?;
    insert_tickets(tx, wish.sale_id, &tickets).await?;
    let cause = LineCause {
        cinema_code: code,
        business_date: numbers.business_date,
        channel,
        client_order_id: OrderId(wish.sale_id),
        session_code: &row.session_code,
        is_refund: false,
        at: now,
    };
    let lines: Vec<_> = tickets
        .iter()
        .map(|ticket| NewLine {
            number_by_day: ticket.number,
            ticket_no: &ticket.ticket_no,
            seat_code: ticket.seat_code,
            ticket_minor: ticket.ticket_minor,
            screen_fee_minor: ticket.screen_fee_minor,
            service_fee_minor: 0,
            currency: Currency::Cny.as_str(),
        })
        .collect();
    statement::write_lines(tx, &cause, &lines).await
}

async fn insert_order(
    tx: &Tx,
    cinema_code: &str,
    row: &Row,
    wish: &NewSale,
    order_ref: String,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO bo_orders (client_order_id, client_lock_id, cinema_code, session_id,
            order_ref, pickup_code, verification_code, phone, sold_at, channel, sold_by, tender)
        VALUES ($1, $1, $2, $3, $4, $5, $6, '', $7, 'counter', $8, $9)";
    let values = [
        wish.sale_id.into(),
        cinema_code.into(),
        row.session_id.into(),
        order_ref.into(),
        codes::pickup_code()?.as_str().into(),
        codes::verification_code()?.into(),
        now.into(),
        wish.sold_by.as_str().into(),
        wish.tender.as_str().into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}

async fn insert_tickets(tx: &Tx, sale_id: Uuid, tickets: &[TicketRow<'_>]) -> Result<(), DbErr> {
    let columns = [
        ("ticket_no", Column::Text),
        ("seat_code", Column::Text),
        ("ticket_minor", Column::Integer),
        ("screen_fee_minor", Column::Integer),
    ];
    let rows = sql::rows(tx.get_database_backend(), 2, &columns);
    let sql = format!(
        "INSERT INTO bo_tickets (client_order_id, ticket_no, seat_code, ticket_minor,
            screen_fee_minor, service_fee_minor, currency, state)
        SELECT $1, ticket_no, seat_code, ticket_minor, screen_fee_minor, 0, $3, 'issued'
        FROM {rows}"
    );
    let currency = Currency::Cny.as_str();
    let values = [sale_id.into(), sql::json(tickets)?.into(), currency.into()];
    sql::execute(tx, sql, values).await.map(drop)
}

const SALE_COLUMNS: &str = "o.client_order_id, o.order_ref, o.pickup_code, o.verification_code,
    o.sold_at, o.sold_by, o.tender, s.session_code, s.film_zh, s.film_en, s.hall_zh, s.hall_en,
    s.starts_at, s.plan_code, s.plan_version
    FROM bo_orders o JOIN bo_sessions s ON s.session_id = o.session_id
    WHERE o.cinema_code = $1 AND o.channel = 'counter'";

/// One sale of a cinema's counter.
///
/// # Errors
/// [`StaffError::NotFound`].
pub async fn sale(db: &impl ConnectionTrait, cinema_code: &str, id: Uuid) -> StaffResult<Sale> {
    let sql = format!("SELECT {SALE_COLUMNS} AND o.client_order_id = $2");
    let row = sql::query_one(db, sql, [cinema_code.into(), id.into()]).await?;
    Ok(read_sale(db, &row.ok_or(StaffError::NotFound("sale"))?).await?)
}

/// Sales of a business date, the newest first, at most `limit`; those after `after`.
///
/// # Errors
/// When the database refuses.
pub async fn sales(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    day: NaiveDate,
    after: Option<SaleKey>,
    limit: u64,
) -> StaffResult<Vec<Sale>> {
    let cinema = Cinema::read(db, cinema_code).await?;
    let Some((from, to)) = cinema_day_bounds(day, cinema.zone) else {
        return Ok(Vec::new());
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut values: Vec<Value> = vec![cinema_code.into(), from.into(), to.into(), limit.into()];
    let mut rest = "";
    if let Some(key) = after {
        rest = "AND (o.sold_at < $5 OR (o.sold_at = $5 AND o.client_order_id < $6))";
        values.extend([key.sold_at.into(), key.sale_id.into()]);
    }
    let sql = format!(
        "SELECT {SALE_COLUMNS} AND o.sold_at >= $2 AND o.sold_at < $3 {rest}
        ORDER BY o.sold_at DESC, o.client_order_id DESC LIMIT $4"
    );
    let mut sales = Vec::new();
    for row in sql::query_all(db, sql, values).await? {
        sales.push(read_sale(db, &row).await?);
    }
    Ok(sales)
}

async fn read_sale(db: &impl ConnectionTrait, row: &QueryResult) -> Result<Sale, DbErr> {
    let sale_id: Uuid = row.try_get("", "client_order_id")?;
    let plan_code: String = row.try_get("", "plan_code")?;
    let plan = halls::layout(db, &plan_code, row.try_get("", "plan_version")?).await?;
    let tickets = "SELECT ticket_no, seat_code, ticket_minor, screen_fee_minor, state, refunded_at
        FROM bo_tickets WHERE client_order_id = $1 ORDER BY ticket_no";
    let rows = sql::query_all(db, tickets, [sale_id.into()]).await?;
    let mut tickets = Vec::with_capacity(rows.len());
    let mut refunds: Vec<Option<DateTime<Utc>>> = Vec::with_capacity(rows.len());
    for row in rows {
        tickets.push(read_ticket(plan.as_ref(), &row)?);
        refunds.push(row.try_get("", "refunded_at")?);
    }
    let refunded: Option<Vec<DateTime<Utc>>> = refunds.into_iter().collect();
    let tender: String = row.try_get("", "tender")?;
    let unknown = || DbErr::Type(format!("unknown tender {tender}"));
    Ok(Sale {
        sale_id,
        order_ref: row.try_get("", "order_ref")?,
        pickup_code: row.try_get("", "pickup_code")?,
        verification_code: row.try_get("", "verification_code")?,
        session_code: row.try_get("", "session_code")?,
        film: localized(row, "film_zh", "film_en")?,
        hall: localized(row, "hall_zh", "hall_en")?,
        starts_at: row.try_get("", "starts_at")?,
        tender: Tender::parse(&tender).ok_or_else(unknown)?,
        sold_at: row.try_get("", "sold_at")?,
        sold_by: row.try_get("", "sold_by")?,
        refunded_at: refunded.and_then(|instants| instants.into_iter().max()),
        tickets,
    })
}

fn read_ticket(plan: Option<&SeatPlan>, row: &QueryResult) -> Result<SaleTicket, DbErr> {
    let seat_code: String = row.try_get("", "seat_code")?;
    let place = plan.and_then(|plan| plan.seat(&seat_code));
    let state: String = row.try_get("", "state")?;
    let unknown = || DbErr::Type(format!("unknown ticket state {state}"));
    Ok(SaleTicket {
        ticket_no: row.try_get("", "ticket_no")?,
        row: place.map(|place| place.row.clone()).unwrap_or_default(),
        seat: place.map(|place| place.seat.clone()).unwrap_or_default(),
        seat_code,
        price: SeatPrice {
            ticket_minor: row.try_get("", "ticket_minor")?,
            screen_fee_minor: row.try_get("", "screen_fee_minor")?,
        },
        state: TicketState::parse(&state).ok_or_else(unknown)?,
    })
}
