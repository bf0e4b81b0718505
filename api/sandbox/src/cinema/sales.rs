//! Sales and returns.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::dial::{Defect, Kind, Personality, Strike};
use super::locks::half_done;
use super::programme::{NET_FEE, REFUND_STOP_MIN, Session, business_date};
use super::records::{
    Change, Line, Lock, LockStatus, Move, Order, OrderStatus, Owner, Return, Ticket, TicketState,
    Wait,
};
use super::refusal::Refusal;
use super::{Answer, House};

/// How often an order must be asked for before it is through, with makers who take their time.
const POLLS: u32 = 2;

/// `Money` of the interface.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Amount {
    amount: i64,
    currency: String,
}

/// `ConfirmSeat` of the interface.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PricedSeat {
    seat_code: String,
    ticket_price: Amount,
    screen_service_fee: Amount,
    net_service_fee: Amount,
}

/// `Confirm` of the interface.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirm {
    client_order_id: Uuid,
    seats: Vec<PricedSeat>,
    phone: String,
}

/// `Refund` of the interface.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refund {
    client_refund_id: Uuid,
    #[serde(default)]
    ticket_nos: Option<Vec<String>>,
}

impl House {
    /// Sells the seats of a lock.
    pub(crate) fn confirm(
        &self,
        lock_id: &str,
        wish: &Confirm,
        strike: Strike,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let known = self.book().order(wish.client_order_id).cloned();
        if let Some(order) = known
            && !self.dial.has(Defect::ConfirmNotIdempotent)
        {
            return Ok(Answer::of(self.asked_for(order, now)?.wire()));
        }
        let lock = self.book().lock_by_ref(lock_id).cloned();
        let lock = lock.ok_or_else(|| Refusal::new(404, "lock_unknown", "no such lock"))?;
        if strike.is(Kind::LockStolen) && lock.status == LockStatus::Held {
            self.steal(lock.client_lock_id, strike.is_done())?;
        }
        let lock = self.book().lock(lock.client_lock_id).cloned().unwrap_or(lock);
        let session = self.may_confirm(&lock, wish, strike, now)?;
        let order = self.order_of(&lock, wish, strike, now)?;
        self.sell(&lock, &session, &order, now)?;
        if strike.is(Kind::HalfDone) {
            return Err(half_done());
        }
        Ok(Answer::of(order.wire()))
    }

    fn may_confirm(
        &self,
        lock: &Lock,
        wish: &Confirm,
        strike: Strike,
        now: DateTime<Utc>,
    ) -> Result<Session, Refusal> {
        let is_resale = self.dial.has(Defect::ConfirmNotIdempotent)
            && self.book().order(wish.client_order_id).is_some();
        match lock.status {
            LockStatus::Held => {}
            LockStatus::Sold if is_resale => {}
            LockStatus::Sold => {
                return Err(Refusal::new(409, "lock_sold", "sold by another order"));
            }
            _ => return Err(self.gone(lock)),
        }
        let mut seats: Vec<&str> = wish.seats.iter().map(|seat| seat.seat_code.as_str()).collect();
        seats.sort_unstable();
        if seats != lock.seats || !wish.phone.starts_with('+') {
            return Err(Refusal::new(422, "validation_failed", "not the seats of the lock"));
        }
        let has = |code: &String| {
            let owner = self.book().owner(&lock.session_code, code);
            is_resale || owner == Some(Owner::Lock(lock.client_lock_id))
        };
        if !lock.seats.iter().all(has) {
            return Err(self.gone(lock));
        }
        let session = self.book().session(&lock.session_code);
        let session =
            session.ok_or_else(|| Refusal::new(409, "session_over", "no such session"))?;
        if session.is_cancelled || now >= session.starts_at {
            return Err(Refusal::new(409, "session_over", "it was cancelled or has begun"));
        }
        let is_right = wish.seats.iter().all(|seat| self.is_right_price(&session, lock, seat));
        let is_wrong = !is_right && !self.dial.has(Defect::AcceptsWrongPrice);
        if is_wrong || strike.is(Kind::WrongPrice) {
            return Err(Refusal::new(422, "price_refused", "that is not what a seat costs"));
        }
        Ok(session)
    }

    /// A lock that is over: its seats may be somebody else's by now.
    fn gone(&self, lock: &Lock) -> Refusal {
        let taken = self.book().taken(&lock.session_code);
        let gone: Vec<String> = lock
            .seats
            .iter()
            .filter(|code| {
                taken.get(*code).is_some_and(|owner| *owner != Owner::Lock(lock.client_lock_id))
            })
            .cloned()
            .collect();
        if gone.is_empty() {
            return Refusal::new(409, "lock_gone", "its time is over");
        }
        Refusal::new(409, "seats_taken", "somebody else has them").seats(gone)
    }

    /// Whether a seat is sold for what it cost when it was locked, or dearer.
    fn is_right_price(&self, session: &Session, lock: &Lock, seat: &PricedSeat) -> bool {
        let parts = [&seat.ticket_price, &seat.screen_service_fee, &seat.net_service_fee];
        let then = Session { surcharge: lock.surcharge, ..session.clone() };
        let place = self.halls[session.hall].seat(&seat.seat_code);
        let price = place.and_then(|place| then.price(place));
        parts.iter().all(|part| part.currency == "CNY")
            && price.is_some_and(|(ticket, fee)| {
                seat.ticket_price.amount >= ticket.max(session.lowest())
                    && seat.screen_service_fee.amount == fee
            })
            && (0..=NET_FEE).contains(&seat.net_service_fee.amount)
    }

    /// Makes the order of a lock; pending, with makers who take their time.
    fn order_of(
        &self,
        lock: &Lock,
        wish: &Confirm,
        strike: Strike,
        now: DateTime<Utc>,
    ) -> Result<Order, Refusal> {
        let digits = fresh_digits(&wish.client_order_id)?;
        let mut seats: Vec<&PricedSeat> = wish.seats.iter().collect();
        seats.sort_unstable_by(|a, b| a.seat_code.cmp(&b.seat_code));
        let tickets = seats.into_iter().enumerate().map(|(at, seat)| Ticket {
            ticket_no: format!("{digits}{:02}", at + 1),
            seat_code: seat.seat_code.clone(),
            ticket_price: seat.ticket_price.amount,
            screen_service_fee: seat.screen_service_fee.amount,
            net_service_fee: seat.net_service_fee.amount,
            state: TicketState::Issued,
            collected_at: None,
            checked_in_at: None,
            refunded_at: None,
        });
        let final_id = format!("C{digits}");
        let personality = self.dial.personality();
        let waits = matches!(personality, Personality::AsyncConfirm | Personality::OrderReplaced);
        let is_half = strike.is(Kind::HalfDone);
        let wait = (waits || is_half).then(|| Wait {
            polls: POLLS,
            // Half done: the centre has the order and the cinema has not sold, or the reverse.
            fails: is_half && !strike.is_done(),
            then: (personality == Personality::OrderReplaced).then(|| final_id.clone()),
        });
        let is_replaced = wait.as_ref().is_some_and(|wait| wait.then.is_some());
        Ok(Order {
            order_id: if is_replaced { format!("T{digits}") } else { final_id },
            client_order_id: wish.client_order_id,
            client_lock_id: lock.client_lock_id,
            lock_id: lock.lock_id.clone(),
            session_code: lock.session_code.clone(),
            status: if wait.is_some() { OrderStatus::Pending } else { OrderStatus::Confirmed },
            pickup_no: digits[6..16].to_owned(),
            verify_code: digits[..6].to_owned(),
            confirmed_at: now,
            tickets: tickets.collect(),
            wait,
        })
    }

    /// Writes a sale down: the seats are the order's, also while it is pending.
    fn sell(
        &self,
        lock: &Lock,
        session: &Session,
        order: &Order,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let moves = lock.seats.iter().map(|seat_code| Move {
            session_code: session.session_code.clone(),
            seat_code: seat_code.clone(),
            owner: Some(Owner::Order(order.client_order_id)),
        });
        let lines = match order.status {
            OrderStatus::Confirmed => self.lines(order, &order.tickets, false, now),
            _ => Vec::new(),
        };
        self.book().record(Change {
            locks: vec![Lock { status: LockStatus::Sold, ..lock.clone() }],
            orders: vec![order.clone()],
            moves: moves.collect(),
            lines,
            ..Change::default()
        })?;
        Ok(())
    }

    /// The next lines of today's statement.
    fn lines(
        &self,
        order: &Order,
        tickets: &[Ticket],
        is_refund: bool,
        at: DateTime<Utc>,
    ) -> Vec<Line> {
        let business_on = business_date(at);
        let last = self.book().lines(business_on).map(|line| line.number).max().unwrap_or(0);
        let line = |(number, ticket): (i64, &Ticket)| Line {
            business_on,
            number,
            is_refund,
            client_order_id: order.client_order_id,
            session_code: order.session_code.clone(),
            ticket: ticket.clone(),
            at,
        };
        (last + 1..).zip(tickets).map(line).collect()
    }

    /// Somebody asks for an order: one that is pending comes a step closer to its end.
    fn asked_for(&self, order: Order, now: DateTime<Utc>) -> Result<Order, Refusal> {
        let Some(wait) = order.wait.clone() else { return Ok(order) };
        let polls = wait.polls.saturating_sub(1);
        let mut order = order;
        let mut change = Change::default();
        if polls > 0 {
            order.wait = Some(Wait { polls, ..wait });
        } else {
            order.wait = None;
            if wait.fails {
                order.status = OrderStatus::Failed;
                let owner = Owner::Order(order.client_order_id);
                change.moves = self.book().seats_of(owner, &order.session_code, None);
                let lock = self.book().lock(order.client_lock_id).cloned();
                let ended = lock.map(|lock| Lock { status: LockStatus::Released, ..lock });
                change.locks.extend(ended);
            } else {
                order.status = OrderStatus::Confirmed;
                order.order_id = wait.then.unwrap_or(order.order_id);
                order.confirmed_at = now;
                change.lines = self.lines(&order, &order.tickets, false, now);
            }
        }
        change.orders.push(order.clone());
        self.book().record(change)?;
        Ok(order)
    }

    pub(crate) fn query_order(&self, id: Uuid, now: DateTime<Utc>) -> Result<Answer, Refusal> {
        let order = self.book().order(id).cloned();
        let order = order.ok_or_else(|| Refusal::new(404, "order_unknown", "no such order"))?;
        Ok(Answer::of(self.asked_for(order, now)?.wire()))
    }

    /// Takes tickets back; their seats come free.
    pub(crate) fn refund(
        &self,
        order_id: &str,
        wish: &Refund,
        strike: Strike,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let known = self.book().returned(wish.client_refund_id).cloned();
        if let Some(known) = known {
            let heard = Return { is_unheard: false, ..known };
            let answer = heard.wire();
            self.book().record(Change { returns: vec![heard], ..Change::default() })?;
            return Ok(Answer::of(answer));
        }
        let order = self.book().orders().find(|order| order.order_id == order_id).cloned();
        let order = order.ok_or_else(|| Refusal::new(404, "order_unknown", "no such order"))?;
        let chosen = self.may_return(&order, wish, now)?;
        if strike.is(Kind::HalfDone) && !strike.is_done() {
            return Err(half_done());
        }
        let answer = self.take_back(&order, &chosen, wish, strike, now)?;
        if strike.is(Kind::HalfDone) {
            return Err(half_done());
        }
        Ok(Answer::of(answer.wire()))
    }

    /// Which tickets go back, by their numbers.
    fn may_return(
        &self,
        order: &Order,
        wish: &Refund,
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, Refusal> {
        match order.status {
            OrderStatus::Pending => {
                return Err(Refusal::new(409, "order_pending", "it is not through yet"));
            }
            OrderStatus::Failed => {
                return Err(Refusal::new(404, "order_unknown", "it was never sold"));
            }
            _ => {}
        }
        let all = || order.tickets.iter().map(|ticket| ticket.ticket_no.clone()).collect();
        let chosen: Vec<String> = wish.ticket_nos.clone().unwrap_or_else(all);
        let tickets: Option<Vec<&Ticket>> = chosen
            .iter()
            .map(|no| order.tickets.iter().find(|ticket| ticket.ticket_no == *no))
            .collect();
        let tickets = tickets.filter(|tickets| !tickets.is_empty());
        let tickets = tickets
            .ok_or_else(|| Refusal::new(422, "validation_failed", "not tickets of this order"))?;
        if tickets.iter().any(|ticket| ticket.state == TicketState::Refunded) {
            return Err(Refusal::done("ticket_refunded", "it was taken back before"));
        }
        let session = self.book().session(&order.session_code);
        let is_cancelled = session.as_ref().is_some_and(|session| session.is_cancelled);
        if is_cancelled {
            return Ok(chosen);
        }
        if tickets.iter().any(|ticket| ticket.state != TicketState::Issued) {
            return Err(Refusal::new(409, "ticket_used", "it was collected or checked in"));
        }
        let stop = TimeDelta::minutes(REFUND_STOP_MIN);
        if session.is_some_and(|session| now >= session.starts_at - stop) {
            return Err(Refusal::new(409, "too_late", "the show is too near"));
        }
        Ok(chosen)
    }

    fn take_back(
        &self,
        order: &Order,
        chosen: &[String],
        wish: &Refund,
        strike: Strike,
        now: DateTime<Utc>,
    ) -> Result<Return, Refusal> {
        let mut order = order.clone();
        let mut returned = Vec::new();
        for ticket in order.tickets.iter_mut().filter(|it| chosen.contains(&it.ticket_no)) {
            ticket.state = TicketState::Refunded;
            ticket.refunded_at = Some(now);
            returned.push(ticket.clone());
        }
        if order.tickets.iter().all(|ticket| ticket.state == TicketState::Refunded) {
            order.status = OrderStatus::Refunded;
        }
        let free = |ticket: &Ticket| Move {
            session_code: order.session_code.clone(),
            seat_code: ticket.seat_code.clone(),
            owner: None,
        };
        let keeps = self.dial.has(Defect::RefundKeepsSeat);
        let moves = if keeps { Vec::new() } else { returned.iter().map(free).collect() };
        let answer = Return {
            client_refund_id: wish.client_refund_id,
            order_id: order.order_id.clone(),
            ticket_nos: chosen.to_vec(),
            refunded_at: now,
            is_unheard: strike.is(Kind::HalfDone),
        };
        let lines = self.lines(&order, &returned, true, now);
        self.book().record(Change {
            orders: vec![order],
            returns: vec![answer.clone()],
            moves,
            lines,
            ..Change::default()
        })?;
        Ok(answer)
    }

    pub(crate) fn query_refund(&self, id: Uuid) -> Result<Answer, Refusal> {
        let book = self.book();
        let known = book.returned(id).filter(|known| !known.is_unheard);
        let known = known.ok_or_else(|| Refusal::new(404, "not_found", "no such return"))?;
        Ok(Answer::of(known.wire()))
    }
}

/// Sixteen digits that nobody can guess.
fn fresh_digits(salt: &Uuid) -> Result<String, Refusal> {
    use aws_lc_rs::rand::{SecureRandom, SystemRandom};
    let mut bytes = [0_u8; 8];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Refusal::unknown(500, "internal", "no random numbers"))?;
    let number = u64::from_le_bytes(bytes) ^ u64::from(salt.as_fields().0);
    Ok(format!("{:016}", number % 10_000_000_000_000_000))
}
