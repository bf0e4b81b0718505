//! Telling the cinema that seats are sold, asking it, and locking them once more.

use domain::ids::{RefundId, SeatLockId};
use domain::ledger::{self as books, LedgerEvent};
use domain::orders::{ConfirmState, OrderStatus, Price, PriceLine};
use domain::seating::SeatLockStatus;
use domain::webhooks::WebhookEvent;
use gateways::GatewayError;
use gateways::cinema::{
    CinemaOrder, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, ConfirmSeat, LockAnswer,
    LockRequest, LockState, OrderAnswer, SessionRef, TakeBackAnswer, TakeBackRefusal,
    TakeBackRequest,
};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::EntityTrait;
use tables::{cinemas, orders, seat_locks, showtimes};

use super::purchase::ask_again_at;
use super::store;
use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::history::{self, Side};
use crate::ledger::{self, Journal, Subject};
use crate::payments;
use crate::webhooks;

/// Where an order's cinema is and what it calls the showtime.
pub(super) struct Place {
    pub(super) cinema: cinemas::Model,
    showtime: showtimes::Model,
}

impl Place {
    pub(super) async fn of(app: &App, order: &orders::Model) -> Result<Self> {
        let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&app.db).await?;
        let showtime = showtimes::Entity::find_by_id(order.showtime_id).one(&app.db).await?;
        match (cinema, showtime) {
            (Some(cinema), Some(showtime)) => Ok(Self { cinema, showtime }),
            _ => Err(Error::NotFound("showtime")),
        }
    }

    pub(super) fn session(&self) -> SessionRef {
        SessionRef {
            cinema_code: self.cinema.cinema_code.clone(),
            session_code: self.showtime.session_code.clone(),
        }
    }
}

/// Tells the cinema that the seats are sold. That it will be told is stored first.
pub async fn confirm_sale(app: &App, order: &orders::Model) -> Result<()> {
    let place = Place::of(app, order).await?;
    move_confirm(app, order, ConfirmState::Sent, "confirm_sent").await?;
    fault::point("confirm_intent_stored");
    let order = store::order(&app.db, order.id).await?;
    send_confirm(app, &order, &place, ConfirmState::NotSent).await
}

/// The seats with the three parts of their prices.
pub(super) fn confirm_seats(price: &Price) -> Result<Vec<ConfirmSeat>> {
    let seat = |line: &PriceLine| {
        let ticket = line.ticket.checked_sub(line.screen_fee);
        let ticket = ticket.ok_or_else(|| anyhow::anyhow!("a hall's fee above its price"))?;
        Ok(ConfirmSeat {
            seat_code: line.seat_code.clone(),
            ticket,
            screen_fee: line.screen_fee,
            service_fee: line.service_fee,
        })
    };
    price.lines.iter().map(seat).collect()
}

/// Sends the confirmation. `unsent` is what the cinema knows of the sale when this very call never
/// leaves: nothing at the first one, and nobody can tell what at a later one.
async fn send_confirm(
    app: &App,
    order: &orders::Model,
    place: &Place,
    unsent: ConfirmState,
) -> Result<()> {
    let lock = store::seat_lock(&app.db, order.seat_lock_id).await?;
    let request = ConfirmRequest {
        client_order_id: order.id,
        client_lock_id: order.seat_lock_id,
        lock_id: lock.and_then(|lock| lock.lock_ref),
        session: place.session(),
        seats: confirm_seats(&order.price)?,
        phone: order.phone.clone(),
    };
    let answer = app.gateways.cinema(&place.cinema).confirm(&request).await;
    fault::point("confirm_answered");
    match answer {
        Ok(ConfirmAnswer::Confirmed(sale)) => record_sale(app, order, place, &sale).await,
        Ok(ConfirmAnswer::Pending) => wait_unknown(app, order, "pending").await,
        Ok(ConfirmAnswer::Refused(refusal)) => record_refusal(app, order, refusal).await,
        Err(error) if error.is_definitely_not_done() => {
            let is_silent = matches!(error, GatewayError::NotSent(_));
            let kind = if is_silent { "confirm_not_sent" } else { "confirm_refused" };
            wait_for_cinema(app, order, unsent, kind, &error.to_string()).await
        }
        Err(error) => wait_unknown(app, order, &error.to_string()).await,
    }
}

/// The cinema was told, and nobody knows what it made of it.
pub async fn ask_cinema(app: &App, order: &orders::Model) -> Result<()> {
    let place = Place::of(app, order).await?;
    let gateway = app.gateways.cinema(&place.cinema);
    match gateway.query_order(&place.cinema.cinema_code, order.id).await {
        Ok(OrderAnswer::Known(sale)) => record_sale(app, order, &place, &sale).await,
        Ok(OrderAnswer::Pending) => wait_unknown(app, order, "pending").await,
        // It never heard of the order, so telling it again under the same number is safe.
        Ok(OrderAnswer::NotFound) => send_confirm(app, order, &place, ConfirmState::Sent).await,
        Err(error) => wait_unknown(app, order, &error.to_string()).await,
    }
}

async fn wait_unknown(app: &App, order: &orders::Model, why: &str) -> Result<()> {
    wait_for_cinema(app, order, ConfirmState::Sent, "confirm_unknown", why).await
}

async fn wait_for_cinema(
    app: &App,
    order: &orders::Model,
    state: ConfirmState,
    kind: &str,
    why: &str,
) -> Result<()> {
    let steps = order.steps.saturating_add(1);
    let at = ask_again_at(app, steps);
    let tx = app.db.begin().await?;
    payments::store::take_order(&tx, order.id).await?;
    store::move_confirm(&tx, order, state, at, steps).await?;
    if is_worth_a_line(steps) {
        history::record(&tx, &app.clock, order.id, Side::Cinema, kind, why).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A cinema that is silent for hours is asked hundreds of times; the history says so ten times.
fn is_worth_a_line(steps: i32) -> bool {
    steps <= 0 || steps.count_ones() == 1
}

async fn record_refusal(app: &App, order: &orders::Model, refusal: ConfirmRefusal) -> Result<()> {
    let state = match refusal {
        ConfirmRefusal::LockGone => ConfirmState::LockGone,
        ConfirmRefusal::SeatsTaken | ConfirmRefusal::SessionOver | ConfirmRefusal::PriceRefused => {
            ConfirmState::Refused
        }
    };
    move_confirm(app, order, state, &format!("confirm_refused: {refusal:?}")).await
}

async fn move_confirm(
    app: &App,
    order: &orders::Model,
    to: ConfirmState,
    what: &str,
) -> Result<()> {
    let (kind, detail) = what.split_once(": ").unwrap_or((what, ""));
    let tx = app.db.begin().await?;
    payments::store::take_order(&tx, order.id).await?;
    store::move_confirm(&tx, order, to, app.clock.now(), order.steps).await?;
    if to != ConfirmState::Sent || is_worth_a_line(order.steps) {
        history::record(&tx, &app.clock, order.id, Side::Cinema, kind, detail).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The seats are the customer's: tickets, books, message and state in one transaction.
async fn record_sale(
    app: &App,
    order: &orders::Model,
    place: &Place,
    sale: &CinemaOrder,
) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, order.id).await?;
    if order.status != OrderStatus::Paid {
        return Err(Error::Stale);
    }
    let status = OrderStatus::Ticketed;
    payments::store::move_order(&tx, &order, status, now).await?;
    webhooks::announce_order(app, &tx, WebhookEvent::OrderTicketed, &order, status).await?;
    let row = orders::ActiveModel {
        id: Unchanged(order.id),
        confirm_state: Set(ConfirmState::Confirmed),
        cinema_order_ref: Set(Some(sale.order_ref.clone())),
        pickup_code: Set(Some(sale.pickup_code.clone())),
        verification_code: Set(Some(sale.verification_code.clone())),
        ticketed_at: Set(Some(now)),
        needs_operator: Set(false),
        ..Default::default()
    };
    orders::Entity::update(row).exec(&tx).await?;
    let journal = Journal {
        event: LedgerEvent::OrderTicketed,
        source_id: order.id.0,
        postings: books::order_ticketed(order.price.tickets, order.price.service_fee),
        subject: Subject {
            order_id: Some(order.id),
            payment_id: order.payment_id,
            cinema_id: Some(order.cinema_id),
            ..Default::default()
        },
    };
    ledger::append(&tx, &app.clock, journal).await?;
    crate::seating::mark_sold(&tx, order.seat_lock_id).await?;
    crate::tickets::issue(app, &tx, order.id, &sale.tickets).await?;
    let (cinema, showtime) = (&place.cinema, &place.showtime);
    crate::messages::queue_tickets(app, &tx, &order, sale, cinema, showtime, 0).await?;
    let detail = sale.order_ref.clone();
    history::record(&tx, &app.clock, order.id, Side::Cinema, "ticketed", detail).await?;
    tx.commit().await?;
    fault::point("tickets_issued");
    app.wake.outbox.notify_one();
    app.seat_feed.touch(order.showtime_id);
    Ok(())
}

/// Asks for the same seats once more, after the first lock was gone when the money came.
pub async fn relock(app: &App, order: &orders::Model) -> Result<()> {
    let place = Place::of(app, order).await?;
    let id: SeatLockId = app.clock.new_id();
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let current = payments::store::take_order(&tx, order.id).await?;
    if current.relock_id.is_some() || current.confirm_state != ConfirmState::LockGone {
        return Err(Error::Stale);
    }
    let lock = seat_locks::ActiveModel {
        id: Set(id),
        user_id: Set(order.user_id),
        showtime_id: Set(order.showtime_id),
        status: Set(SeatLockStatus::Locking),
        seats: Set(order.seats.clone()),
        price: Set(order.price.clone()),
        expires_at: Set(None),
        lock_ref: Set(None),
        is_wanted: Set(true),
        refusal: Set(None),
        created_at: Set(now),
        closed_at: Set(None),
        // The order asks about this lock itself.
        next_check_at: Set(None),
        checks: Set(0),
    };
    seat_locks::Entity::insert(lock).exec_without_returning(&tx).await?;
    let row = orders::ActiveModel {
        id: Unchanged(order.id),
        relock_id: Set(Some(id)),
        ..Default::default()
    };
    orders::Entity::update(row).exec(&tx).await?;
    history::record(&tx, &app.clock, order.id, Side::Cinema, "relock_sent", "").await?;
    tx.commit().await?;
    fault::point("relock_intent_stored");
    send_relock(app, order, id, &place).await
}

async fn send_relock(
    app: &App,
    order: &orders::Model,
    id: SeatLockId,
    place: &Place,
) -> Result<()> {
    let request = LockRequest {
        client_lock_id: id,
        session: place.session(),
        session_version: place.showtime.session_version,
        seat_codes: order.seats.0.iter().map(|seat| seat.seat_code.clone()).collect(),
        ttl_s: u32::try_from(app.config.purchase.lock_ttl.as_secs()).unwrap_or(u32::MAX),
    };
    let answer = app.gateways.cinema(&place.cinema).lock(&request).await;
    fault::point("relock_answered");
    let state = match answer {
        Ok(LockAnswer::Held { lock_id, auto_unlock_at }) => {
            Some(LockState::Held { lock_id, auto_unlock_at })
        }
        Ok(LockAnswer::Refused(_)) => Some(LockState::NotFound),
        // A cinema that cannot be reached has refused nothing.
        Err(_) => None,
    };
    record_relock(app, order, id, state).await
}

/// The second lock was asked for, and nobody knows whether it is ours.
pub async fn ask_relock(app: &App, order: &orders::Model) -> Result<()> {
    let Some(id) = order.relock_id else {
        return Err(Error::Stale);
    };
    let place = Place::of(app, order).await?;
    let gateway = app.gateways.cinema(&place.cinema);
    match gateway.query_lock(&place.cinema.cinema_code, id).await {
        // It never heard of the lock, so asking for it again under the same number is safe.
        Ok(LockState::NotFound) => send_relock(app, order, id, &place).await,
        Ok(state) => record_relock(app, order, id, Some(state)).await,
        Err(_) => record_relock(app, order, id, None).await,
    }
}

async fn record_relock(
    app: &App,
    order: &orders::Model,
    id: SeatLockId,
    state: Option<LockState>,
) -> Result<()> {
    let now = app.clock.now();
    let steps = order.steps.saturating_add(1);
    let tx = app.db.begin().await?;
    payments::store::take_order(&tx, order.id).await?;
    let mut lock = seat_locks::ActiveModel { id: Unchanged(id), ..Default::default() };
    let mut row = orders::ActiveModel { id: Unchanged(order.id), ..Default::default() };
    let kind = match state {
        Some(LockState::Held { lock_id, auto_unlock_at }) => {
            lock.status = Set(SeatLockStatus::Held);
            lock.lock_ref = Set(Some(lock_id));
            lock.expires_at = Set(Some(auto_unlock_at));
            lock.next_check_at = Set(Some(auto_unlock_at));
            row.seat_lock_id = Set(id);
            row.confirm_state = Set(ConfirmState::NotSent);
            row.next_step_at = Set(Some(now));
            "relock_held"
        }
        Some(_) => {
            lock.status = Set(SeatLockStatus::Rejected);
            lock.closed_at = Set(Some(now));
            row.next_step_at = Set(Some(now));
            "relock_refused"
        }
        None => {
            row.next_step_at = Set(Some(ask_again_at(app, steps)));
            row.steps = Set(steps);
            lock.checks = Set(steps);
            "relock_unknown"
        }
    };
    seat_locks::Entity::update(lock).exec(&tx).await?;
    orders::Entity::update(row).exec(&tx).await?;
    history::record(&tx, &app.clock, order.id, Side::Cinema, kind, "").await?;
    tx.commit().await?;
    Ok(())
}

/// What the cinema made of the wish to give tickets back.
pub enum TakenBack {
    Yes,
    No(&'static str),
    Unknown(String),
}

/// Asks the cinema to take an order's tickets back. Safe to repeat with the same refund.
pub async fn take_back(app: &App, order: &orders::Model, refund_id: RefundId) -> Result<TakenBack> {
    let place = Place::of(app, order).await?;
    let tickets = crate::tickets::tickets_of(&app.db, order.id).await?;
    let request = TakeBackRequest {
        client_refund_id: refund_id,
        client_order_id: order.id,
        order_ref: order.cinema_order_ref.clone(),
        cinema_code: place.cinema.cinema_code.clone(),
        ticket_nos: tickets.into_iter().map(|ticket| ticket.ticket_no).collect(),
    };
    Ok(match app.gateways.cinema(&place.cinema).take_back(&request).await {
        Ok(TakeBackAnswer::TakenBack) => TakenBack::Yes,
        Ok(TakeBackAnswer::Refused(TakeBackRefusal::AlreadyUsed)) => TakenBack::No("already_used"),
        Ok(TakeBackAnswer::Refused(TakeBackRefusal::TooLate)) => TakenBack::No("too_late"),
        Ok(TakeBackAnswer::Refused(TakeBackRefusal::NotFound)) => TakenBack::No("not_found"),
        Err(error) => TakenBack::Unknown(error.to_string()),
    })
}
