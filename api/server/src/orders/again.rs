//! Orders whose cinema seems not to know them any more: asking, telling once more, giving back.

use domain::ids::OrderId;
use domain::orders::OrderStatus;
use domain::payments::RefundReason;
use domain::tickets::TicketState;
use gateways::cinema::{ConfirmAnswer, ConfirmRefusal, ConfirmRequest, OrderAnswer};

use super::confirm::{Place, confirm_seats};
use super::store;
use crate::app::App;
use crate::error::Result;
use crate::history::{self, Side};
use crate::payments::{self, refunds};

/// What a cinema says when it is asked about an order whose tickets are out.
pub enum Retold {
    /// It knows the order under this reference.
    Known(String),
    /// It did not, and sold the seats now.
    Confirmed(String),
    /// It did not, and will not sell them.
    NotSold(ConfirmRefusal),
    /// It works on it.
    Pending,
    /// It gave no answer that decides anything.
    Unknown(String),
}

/// Asks an order's cinema about it, and confirms it once more under the same number where the
/// cinema does not know it.
///
/// # Errors
/// There is no such order, or the database fails.
pub async fn tell_cinema_again(app: &App, id: OrderId) -> Result<Retold> {
    let order = store::order(&app.db, id).await?;
    let place = Place::of(app, &order).await?;
    let gateway = app.gateways.cinema(&place.cinema);
    match gateway.query_order(&place.cinema.cinema_code, id).await {
        Ok(OrderAnswer::Known(sale)) => return Ok(Retold::Known(sale.order_ref)),
        Ok(OrderAnswer::Pending) => return Ok(Retold::Pending),
        Ok(OrderAnswer::NotFound) => {}
        Err(error) => return Ok(Retold::Unknown(error.to_string())),
    }
    let lock = store::seat_lock(&app.db, order.seat_lock_id).await?;
    let request = ConfirmRequest {
        client_order_id: id,
        client_lock_id: order.seat_lock_id,
        lock_id: lock.and_then(|lock| lock.lock_ref),
        session: place.session(),
        seats: confirm_seats(&order.price)?,
        phone: order.phone.clone(),
    };
    Ok(match gateway.confirm(&request).await {
        Ok(ConfirmAnswer::Confirmed(sale)) => Retold::Confirmed(sale.order_ref),
        Ok(ConfirmAnswer::Pending) => Retold::Pending,
        Ok(ConfirmAnswer::Refused(refusal)) => Retold::NotSold(refusal),
        // A cinema that cannot be reached has refused nothing.
        Err(error) => Retold::Unknown(error.to_string()),
    })
}

/// Gives the money of a ticketed order back whose cinema definitely has not sold it. False when the
/// order moved meanwhile or a ticket of it was used.
///
/// # Errors
/// There is no such order, or the database fails.
pub async fn give_unsold_back(app: &App, id: OrderId) -> Result<bool> {
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    let earlier = payments::store::refunds_of_orders(&tx, &[id]).await?;
    let is_under_way = earlier.iter().any(|refund| refund.status.is_open());
    let tickets = crate::tickets::tickets_of(&tx, id).await?;
    let is_used = tickets.iter().any(|ticket| ticket.state != TicketState::Issued);
    if order.status != OrderStatus::Ticketed || is_under_way || is_used {
        return Ok(false);
    }
    let reason = RefundReason::CinemaRefused;
    let refund_id = refunds::request_take_back(app, &tx, &order, reason).await?;
    refunds::record_taken_back(app, &tx, &order, refund_id).await?;
    crate::tickets::mark_refunded(&tx, id, app.clock.now()).await?;
    history::record(&tx, &app.clock, id, Side::Cinema, "unsold_tickets_given_back", "").await?;
    tx.commit().await?;
    app.wake.orders.notify_one();
    Ok(true)
}
