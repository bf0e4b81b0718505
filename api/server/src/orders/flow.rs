//! What customers do with orders: make them, give them up, give tickets back.

use chrono::{DateTime, Duration, Utc};
use database::{DbErrorExt, Tx};
use domain::catalogue::ShowtimeStatus;
use domain::ids::{OrderId, RefundId, SeatLockId, TicketId, UserId};
use domain::orders::{ConfirmState, OrderStatus};
use domain::payments::RefundReason;
use domain::seating::SeatLockStatus;
use domain::tickets::TicketState;
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;
use tables::{cinemas, orders, refunds, seat_locks, showtimes};

use super::operator::Grounds;
use super::{purchase, store};
use crate::app::App;
use crate::audit;
use crate::error::{Error, Refusal, Result};
use crate::fault;
use crate::history::{self, Side};
use crate::http::problem::{MoneyFate, ProblemCode};
use crate::identity::{Person, count_order};
use crate::payments::{self, refunds as money_back};

/// Nobody can find a bank card in less.
const SHORTEST_TIME_TO_PAY: Duration = Duration::seconds(30);

/// Makes an order of held seats. The same lock gives the same order.
pub async fn create_order(
    app: &App,
    id: OrderId,
    customer: &Person,
    seat_lock_id: SeatLockId,
    phone: String,
) -> Result<orders::Model> {
    let (now, user_id) = (app.clock.now(), customer.id);
    let tx = app.db.begin().await?;
    let lock = store::take_lock_of_customer(&tx, seat_lock_id, user_id).await?;
    if let Some(existing) = store::order_of_lock(&tx, seat_lock_id).await? {
        return Ok(existing);
    }
    let payable_until = payable_until(app, &lock, now)?;
    let showtime = showtimes::Entity::find_by_id(lock.showtime_id).one(&tx).await?;
    let showtime = showtime.ok_or(Error::NotFound("showtime"))?;
    let order = orders::ActiveModel {
        id: Set(id),
        order_no: Set(app.clock.new_number('M')),
        user_id: Set(user_id),
        seat_lock_id: Set(seat_lock_id),
        showtime_id: Set(lock.showtime_id),
        cinema_id: Set(showtime.cinema_id),
        status: Set(OrderStatus::AwaitingPayment),
        needs_operator: Set(false),
        phone: Set(phone),
        total_minor: Set(lock.price.total.amount_minor),
        currency: Set(lock.price.total.currency),
        seats: Set(lock.seats),
        price: Set(lock.price),
        payable_until: Set(payable_until),
        cancel_requested_at: Set(None),
        payment_id: Set(None),
        confirm_state: Set(ConfirmState::NotSent),
        relock_id: Set(None),
        cinema_order_ref: Set(None),
        pickup_code: Set(None),
        verification_code: Set(None),
        created_at: Set(now),
        paid_at: Set(None),
        ticketed_at: Set(None),
        closed_at: Set(None),
        next_step_at: Set(Some(payable_until)),
        steps: Set(0),
        leased_until: Set(None),
        showtime_cancelled_at: Set(None),
    };
    let order = match orders::Entity::insert(order).exec_with_returning(&tx).await {
        Ok(order) => order,
        Err(error) if error.is_unique_violation() => return Err(Error::Stale),
        Err(error) => return Err(error.into()),
    };
    if let Some(client) = &customer.client {
        count_order(&tx, client, now).await?;
    }
    let detail = order.order_no.clone();
    history::record(&tx, &app.clock, id, Side::Platform, "order_created", detail).await?;
    tx.commit().await?;
    fault::point("order_stored");
    Ok(order)
}

/// Payment ends before the cinema unlocks, so that a late customer is told before the seats go.
fn payable_until(app: &App, lock: &seat_locks::Model, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let refuse = |code, detail| Err(Refusal::new(code, detail).with_money(MoneyFate::Untouched));
    let expires_at = match (lock.status, lock.expires_at) {
        (SeatLockStatus::Held, Some(expires_at)) if lock.is_wanted => expires_at,
        (SeatLockStatus::Held | SeatLockStatus::Locking, _) => {
            refuse(ProblemCode::LockNotPayable, "the cinema has not confirmed the seats yet")?
        }
        _ => refuse(ProblemCode::LockExpired, "the seats were given back; choose again")?,
    };
    let margin = Duration::from_std(app.config.purchase.pay_margin).unwrap_or_default();
    let payable_until = expires_at - margin;
    if payable_until < now + SHORTEST_TIME_TO_PAY {
        refuse(ProblemCode::LockExpired, "too little time is left to pay; choose again")?;
    }
    Ok(payable_until)
}

/// Gives an unpaid order up. While a payment can still take money the seats stay, and the order
/// ends as soon as the bank has said that it will not.
pub async fn cancel_order(app: &App, id: OrderId, user_id: UserId) -> Result<()> {
    let now = app.clock.now();
    payments::store::order_of_customer(&app.db, id, user_id).await?;
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    match order.status {
        OrderStatus::AwaitingPayment => {}
        OrderStatus::Cancelled | OrderStatus::Expired => return Ok(()),
        _ => {
            let detail = "the order is paid; tickets can be refunded until the cinema's limit";
            let refusal = Refusal::new(ProblemCode::OrderNotCancellable, detail);
            return Err(refusal.with_money(MoneyFate::Taken).into());
        }
    }
    if order.cancel_requested_at.is_none() {
        payments::store::give_up_order(&tx, id, now).await?;
        history::record(&tx, &app.clock, id, Side::Platform, "cancel_requested", "").await?;
    }
    tx.commit().await?;
    fault::point("cancel_stored");
    purchase::advance(app, id).await
}

/// What giving an order back would bring.
pub struct Quote {
    /// Why not, or nothing when it can be given back.
    pub refusal: Option<ProblemCode>,
    pub refund_until: Option<DateTime<Utc>>,
}

/// Whether an order can be given back now, as far as the platform knows; the cinema decides.
pub async fn quote(app: &App, conn: &impl ConnectionTrait, order: &orders::Model) -> Result<Quote> {
    let now = app.clock.now();
    let showtime = showtimes::Entity::find_by_id(order.showtime_id).one(conn).await?;
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(conn).await?;
    let (Some(showtime), Some(cinema)) = (showtime, cinema) else {
        return Err(Error::NotFound("showtime"));
    };
    let refund_until = crate::catalogue::refund_until(&cinema, &showtime);
    let refusal = match order.status {
        OrderStatus::Refunding | OrderStatus::Refunded => Some(ProblemCode::AlreadyRefunded),
        // Whoever is faster than the platform may ask for it as well.
        OrderStatus::Ticketed if showtime.status == ShowtimeStatus::Cancelled => None,
        OrderStatus::Ticketed => {
            let tickets = crate::tickets::tickets_of(conn, order.id).await?;
            let is_unused = tickets.iter().all(|ticket| ticket.state == TicketState::Issued);
            let in_time = refund_until.is_some_and(|until| now < until);
            (!is_unused || !in_time).then_some(ProblemCode::NotRefundable)
        }
        _ => Some(ProblemCode::OrderNotTicketed),
    };
    Ok(Quote { refusal, refund_until })
}

/// Asks for an order to be given back whole. The cinema takes the tickets back first, then the bank
/// returns the money.
pub async fn create_refund(
    app: &App,
    order_id: OrderId,
    user_id: UserId,
    ticket_ids: Option<&[TicketId]>,
) -> Result<refunds::Model> {
    payments::store::order_of_customer(&app.db, order_id, user_id).await?;
    give_back(app, order_id, ticket_ids, None).await
}

/// Gives an order back, for its customer or, on `grounds`, by an administrator. Whoever comes
/// second gets the refund of the first.
pub async fn give_back(
    app: &App,
    order_id: OrderId,
    ticket_ids: Option<&[TicketId]>,
    grounds: Option<&Grounds<'_>>,
) -> Result<refunds::Model> {
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, order_id).await?;
    let existing = payments::store::refunds_of_orders(&tx, &[order_id]).await?;
    // A request that was broken off goes on with the refund that it made.
    if let Some(open) = existing.into_iter().find(|refund| refund.status.is_open()) {
        note(app, &tx, &order, open.id, grounds).await?;
        tx.commit().await?;
        return Ok(open);
    }
    if let Some(code) = quote(app, &tx, &order).await?.refusal {
        let detail = "these tickets cannot be given back";
        return Err(Refusal::new(code, detail).with_money(MoneyFate::Taken).into());
    }
    if let Some(wanted) = ticket_ids {
        refuse_partial(&tx, order_id, wanted).await?;
    }
    let reason = match grounds {
        Some(_) => RefundReason::OperatorRequest,
        None => RefundReason::CustomerRequest,
    };
    let refund_id = money_back::request_take_back(app, &tx, &order, reason).await?;
    note(app, &tx, &order, refund_id, grounds).await?;
    tx.commit().await?;
    fault::point("take_back_stored");
    purchase::advance(app, order_id).await?;
    let refund = payments::store::refund(&app.db, refund_id).await?;
    refuse_rejected(&refund)?;
    Ok(refund)
}

/// Writes down who gave somebody else's order back, and why. Customers answer to nobody.
async fn note(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    refund_id: RefundId,
    grounds: Option<&Grounds<'_>>,
) -> Result<()> {
    let Some(grounds) = grounds else {
        return Ok(());
    };
    let detail = json!({ "refund_id": refund_id, "reason": grounds.reason });
    audit::record(app, tx, grounds.actor, "order.refunded", &order.order_no, detail).await
}

async fn refuse_partial(
    conn: &impl ConnectionTrait,
    order_id: OrderId,
    wanted: &[TicketId],
) -> Result<()> {
    let tickets = crate::tickets::tickets_of(conn, order_id).await?;
    let is_whole =
        tickets.len() == wanted.len() && tickets.iter().all(|ticket| wanted.contains(&ticket.id));
    if is_whole {
        return Ok(());
    }
    let detail = "An order is given back whole: name all of its tickets or none.";
    Err(Error::invalid("/ticket_ids", "partial", detail))
}

fn refuse_rejected(refund: &refunds::Model) -> Result<()> {
    if refund.status != domain::payments::RefundStatus::Rejected {
        return Ok(());
    }
    let why = refund.failure_text.as_deref().unwrap_or_default();
    let detail = format!("the cinema does not take the tickets back: {why}");
    Err(Refusal::new(ProblemCode::NotRefundable, detail).with_money(MoneyFate::Taken).into())
}
