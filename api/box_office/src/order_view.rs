//! Orders and returns as the published interface shows them.

use domain::ids::{OrderId, RefundId};
use domain::money::{Currency, Money};
use domain::tickets::TicketState;
use gateways::cinema::wire::{Order, OrderStatus, RefundResult, Ticket};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::lock_writer::lock_ref;
use crate::orders::{self, OrderKey, Purpose, StoredOrder, StoredTicket};
use crate::sql;

/// A sale with its tickets by number.
pub(crate) fn order(order: &StoredOrder) -> Result<Order, DbErr> {
    let tickets = order.tickets.iter().map(ticket).collect::<Result<Vec<_>, _>>()?;
    let is_refunded = tickets.iter().all(|ticket| ticket.state == TicketState::Refunded);
    Ok(Order {
        order_id: order.order_ref.clone(),
        client_order_id: order.client_order_id,
        lock_id: lock_ref(order.client_lock_id),
        session_code: order.session_code.clone(),
        status: if is_refunded { OrderStatus::Refunded } else { OrderStatus::Confirmed },
        pickup_no: Some(order.pickup_code.clone()),
        verify_code: Some(order.verification_code.clone()),
        confirmed_at: Some(order.sold_at),
        tickets,
    })
}

fn ticket(stored: &StoredTicket) -> Result<Ticket, DbErr> {
    let currency = Currency::parse(&stored.currency)
        .ok_or_else(|| DbErr::Type(format!("unknown currency {}", stored.currency)))?;
    let money = |minor| Money::new(minor, currency);
    let ticket = &stored.ticket;
    Ok(Ticket {
        ticket_no: ticket.ticket_no.clone(),
        seat_code: ticket.seat_code.clone(),
        ticket_price: money(stored.ticket_minor),
        screen_service_fee: money(stored.screen_fee_minor),
        net_service_fee: money(stored.service_fee_minor),
        state: ticket.state,
        collected_at: ticket.collected_at,
        checked_in_at: ticket.checked_in_at,
        refunded_at: stored.refunded_at,
    })
}

/// A return; `None` when nothing was taken back in this cinema under that identifier.
pub(crate) async fn refund(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    client_refund_id: RefundId,
) -> Result<Option<RefundResult>, DbErr> {
    let sql = "SELECT t.client_order_id, t.ticket_nos, t.taken_back_at FROM bo_take_backs t
        JOIN bo_orders o ON o.client_order_id = t.client_order_id
        WHERE t.client_refund_id = $1 AND o.cinema_code = $2";
    let values = [client_refund_id.0.into(), cinema_code.into()];
    let Some(row) = sql::query_one(db, sql, values).await? else {
        return Ok(None);
    };
    let client_order_id = OrderId(row.try_get::<Uuid>("", "client_order_id")?);
    let key = OrderKey::ClientOrder(client_order_id);
    let Some(order) = orders::find(db, key, Purpose::View).await? else {
        return Ok(None);
    };
    let mut ticket_nos: Vec<String> = sql::from_json(&row.try_get::<String>("", "ticket_nos")?)?;
    if ticket_nos.is_empty() {
        let tickets = order.tickets.into_iter();
        ticket_nos = tickets.map(|stored| stored.ticket.ticket_no).collect();
    }
    Ok(Some(RefundResult {
        client_refund_id,
        order_id: order.order_ref,
        ticket_nos,
        refunded_at: row.try_get("", "taken_back_at")?,
    }))
}
