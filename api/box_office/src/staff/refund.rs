//! Giving a sale of the counter back.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{OrderId, RefundId};
use domain::tickets::TicketState;
use gateways::cinema::TakeBackRequest;
use uuid::Uuid;

use super::counter::{self, Sale};
use super::{StaffError, StaffResult};
use crate::orders::{self, OrderKey, Purpose};
use crate::sales::write_take_back;
use crate::statement::Channel;

/// Gives a whole sale back: its seats are free again. Given back again, it answers the same.
///
/// # Errors
/// [`StaffError::Used`] when a ticket was collected or checked in, [`StaffError::Over`] when the
/// show has ended. Tickets of a cancelled session can always be given back.
pub async fn refund(
    tx: &Tx,
    cinema_code: &str,
    sale_id: Uuid,
    now: DateTime<Utc>,
) -> StaffResult<Sale> {
    let key = OrderKey::ClientOrder(OrderId(sale_id));
    let order = orders::find(tx, key, Purpose::Change).await?;
    let is_here = |order: &orders::StoredOrder| {
        order.cinema_code == cinema_code && order.channel == Channel::Counter
    };
    let order = order.filter(is_here).ok_or(StaffError::NotFound("sale"))?;
    let open: Vec<_> = order
        .tickets
        .iter()
        .filter(|stored| stored.ticket.state != TicketState::Refunded)
        .collect();
    if open.is_empty() {
        return counter::sale(tx, cinema_code, sale_id).await;
    }
    let is_cancelled = order.is_cancelled;
    if !is_cancelled && now >= order.ends_at {
        return Err(StaffError::Over);
    }
    if open.iter().any(|stored| !stored.ticket.state.may_be_taken_back(is_cancelled)) {
        return Err(StaffError::Used);
    }
    let request = TakeBackRequest {
        // A sale is given back whole and once, so it names its refund.
        client_refund_id: RefundId(sale_id),
        client_order_id: OrderId(sale_id),
        order_ref: None,
        cinema_code: cinema_code.to_owned(),
        ticket_nos: Vec::new(),
    };
    write_take_back(tx, &request, &order, &open, now).await?;
    counter::sale(tx, cinema_code, sale_id).await
}
