//! What a gate needs to know of the counter's own sales.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::OrderId;
use domain::tickets::TicketState;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::sql;

/// Tickets at most: more than all halls of a large cinema sell at the counter in a day.
const LIMIT: i64 = 20_000;

/// A ticket that the counter sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CounterTicket {
    pub ticket_no: String,
    pub order_id: OrderId,
    pub pickup_code: String,
    pub session_code: String,
    pub seat_code: String,
    pub state: TicketState,
    pub checked_in_at: Option<DateTime<Utc>>,
}

/// The counter's tickets for the sessions of a business date, whatever became of them.
///
/// # Errors
/// When the database refuses.
pub async fn counter_tickets(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    day: NaiveDate,
) -> Result<Vec<CounterTicket>, DbErr> {
    let sql = "SELECT t.ticket_no, t.seat_code, t.state, t.checked_in_at, o.client_order_id,
            o.pickup_code, s.session_code
        FROM bo_sessions s
        JOIN bo_orders o ON o.session_id = s.session_id AND o.channel = 'counter'
        JOIN bo_tickets t ON t.client_order_id = o.client_order_id
        WHERE s.cinema_code = $1 AND s.business_date = $2
        ORDER BY t.ticket_no LIMIT $3";
    let rows = sql::query_all(db, sql, [cinema_code.into(), day.into(), LIMIT.into()]).await?;
    let tickets = rows.iter().map(|row| {
        let state: String = row.try_get("", "state")?;
        let unknown = || DbErr::Type(format!("unknown ticket state {state}"));
        Ok(CounterTicket {
            ticket_no: row.try_get("", "ticket_no")?,
            order_id: OrderId(row.try_get::<Uuid>("", "client_order_id")?),
            pickup_code: row.try_get("", "pickup_code")?,
            session_code: row.try_get("", "session_code")?,
            seat_code: row.try_get("", "seat_code")?,
            state: TicketState::parse(&state).ok_or_else(unknown)?,
            checked_in_at: row.try_get("", "checked_in_at")?,
        })
    });
    tickets.collect()
}
