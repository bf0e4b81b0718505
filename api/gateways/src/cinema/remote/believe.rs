//! What of a cinema's answer is believed. Answers are foreign: one that is about something else
//! than was asked, or cannot be, is as good as none, and the cinema is asked again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use domain::ids::{OrderId, SeatLockId};
use domain::seating::SeatState;

use super::line::{Heard, disbelief, parse, unforeseen};
use crate::GatewayError;
use crate::cinema::wire::{self, Code, Knowledge, LockStatus, OrderStatus, Problem};
use crate::cinema::{
    CinemaOrder, CinemaTicket, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, DoorAnswer,
    DoorRefusal, LockAnswer, LockRefusal, LockRequest, LockState, OrderAnswer, PickupView,
    ReleaseAnswer, SessionSeats, Statement, StatementLine, TakenSeat,
};

/// No cinema locks seats for longer.
const LONGEST_LOCK: Duration = Duration::hours(6);

/// How far a cinema's idea of the present may be from ours.
const CLOCK_TOLERANCE: Duration = Duration::minutes(10);

/// Characters of a reference or a code at most.
const MAX_CODE: usize = 64;

/// Seats of a session at most.
const MAX_SEATS: usize = 5_000;

type Result<T> = std::result::Result<T, GatewayError>;

fn ensure(is_right: bool, why: &str) -> Result<()> {
    if is_right { Ok(()) } else { Err(disbelief(why)) }
}

/// Whether a text can be a cinema's reference.
fn is_code(text: &str) -> bool {
    let is_plain = !text.chars().any(char::is_control) && !matches!(text, "." | "..");
    is_plain && !text.trim().is_empty() && text.chars().count() <= MAX_CODE
}

/// Whether these are exactly the same, each once.
fn is_same_set<'a>(
    one: impl IntoIterator<Item = &'a String>,
    other: impl IntoIterator<Item = &'a String>,
) -> bool {
    let collect = |items: &mut dyn Iterator<Item = &'a String>| {
        let all: Vec<&String> = items.collect();
        let set: BTreeSet<&String> = all.iter().copied().collect();
        (set.len() == all.len()).then_some(set)
    };
    let one = collect(&mut one.into_iter());
    one.is_some() && one == collect(&mut other.into_iter())
}

fn is_definite(problem: &Problem) -> bool {
    problem.knowledge == Knowledge::DefinitelyNotDone
}

pub(super) fn seats(body: &[u8], session_code: &str, now: DateTime<Utc>) -> Result<SessionSeats> {
    let answer: wire::SessionSeats = parse(body)?;
    ensure(answer.session_code == session_code, "seats of another session")?;
    ensure(answer.session_version > 0, "a session version below 1")?;
    ensure((answer.as_of - now).abs() <= CLOCK_TOLERANCE, "seats of another time")?;
    ensure(answer.seats.len() <= MAX_SEATS, "more seats than any hall has")?;
    let mut codes = BTreeSet::new();
    let is_sound = |line: &wire::SeatLine| is_code(&line.seat_code);
    ensure(answer.seats.iter().all(is_sound), "a seat without a code")?;
    ensure(answer.seats.iter().all(|line| codes.insert(&line.seat_code)), "a seat twice")?;
    let taken = answer.seats.iter().filter(|line| line.state != SeatState::Available);
    let taken = taken.map(|line| TakenSeat {
        seat_code: line.seat_code.clone(),
        state: line.state,
        client_lock_id: line.client_lock_id,
    });
    Ok(SessionSeats {
        session_version: answer.session_version,
        as_of: answer.as_of,
        taken: taken.collect(),
    })
}

/// A lock that says it is held: whose time must be to come, and near.
fn held(lock: &wire::Lock, now: DateTime<Utc>) -> Result<(String, DateTime<Utc>)> {
    ensure(is_code(&lock.lock_id), "a lock without a reference")?;
    ensure(lock.auto_unlock_at > now, "a held lock whose time is over")?;
    ensure(lock.auto_unlock_at - now <= LONGEST_LOCK, "a lock without an end")?;
    Ok((lock.lock_id.clone(), lock.auto_unlock_at))
}

pub(super) fn lock(heard: Heard, request: &LockRequest, now: DateTime<Utc>) -> Result<LockAnswer> {
    let body = match heard {
        Heard::Problem(problem) => return lock_refusal(&problem, request),
        heard => heard.parse::<wire::Lock>()?,
    };
    ensure(body.client_lock_id == request.client_lock_id, "another lock")?;
    ensure(body.session_code == request.session.session_code, "a lock in another session")?;
    ensure(body.session_version == request.session_version, "a lock in another version")?;
    ensure(is_same_set(&body.seats, &request.seat_codes), "a lock on other seats")?;
    ensure(body.status == LockStatus::Held, "a lock that ended at once")?;
    let (lock_id, auto_unlock_at) = held(&body, now)?;
    Ok(LockAnswer::Held { lock_id, auto_unlock_at })
}

fn lock_refusal(problem: &Problem, request: &LockRequest) -> Result<LockAnswer> {
    if !is_definite(problem) {
        return Err(unforeseen(problem));
    }
    let asked = || {
        let mut seats = problem.seats.clone();
        seats.retain(|seat| request.seat_codes.contains(seat));
        seats
    };
    let refusal = match problem.code {
        Code::SeatsTaken => LockRefusal::SeatsTaken(asked()),
        Code::SeatsUnknown => LockRefusal::SeatsUnknown(asked()),
        Code::SessionUnknown => LockRefusal::SessionUnknown,
        Code::SessionChanged => match problem.session_version {
            Some(session_version) => LockRefusal::SessionChanged { session_version },
            None => LockRefusal::SessionUnknown,
        },
        Code::SessionCancelled => LockRefusal::SessionCancelled,
        Code::SalesClosed | Code::SessionOver | Code::TooLate => LockRefusal::SalesClosed,
        Code::TooManySeats => {
            let fewer = u32::try_from(request.seat_codes.len().saturating_sub(1));
            let max = problem.max_seats.or(fewer.ok()).unwrap_or_default();
            LockRefusal::TooManySeats { max }
        }
        Code::LockGone => LockRefusal::LockGone,
        // Our identifiers are used once, so a lock of ours has this one: ask about it.
        Code::ClientIdReused => return Err(disbelief("our reference of the lock is in use")),
        _ => return Err(unforeseen(problem)),
    };
    Ok(LockAnswer::Refused(refusal))
}

/// A lock as the cinema keeps it; none when it never heard of it.
pub(super) fn found_lock(heard: Heard, id: SeatLockId) -> Result<Option<wire::Lock>> {
    match heard {
        Heard::Problem(problem) if problem.code == Code::LockUnknown => Ok(None),
        heard => {
            let lock: wire::Lock = heard.parse()?;
            ensure(lock.client_lock_id == id, "another lock")?;
            Ok(Some(lock))
        }
    }
}

pub(super) fn lock_state(lock: Option<&wire::Lock>, now: DateTime<Utc>) -> Result<LockState> {
    let Some(lock) = lock else {
        return Ok(LockState::NotFound);
    };
    Ok(match lock.status {
        LockStatus::Held => {
            let (lock_id, auto_unlock_at) = held(lock, now)?;
            LockState::Held { lock_id, auto_unlock_at }
        }
        LockStatus::Released => LockState::Released,
        LockStatus::Expired => LockState::Expired,
        LockStatus::Sold => LockState::Sold,
    })
}

pub(super) fn release(heard: Heard, id: SeatLockId) -> Result<ReleaseAnswer> {
    let body = match heard {
        Heard::Problem(problem) => {
            return match problem.code {
                Code::LockSold => Ok(ReleaseAnswer::AlreadySold),
                Code::LockUnknown | Code::LockGone => Ok(ReleaseAnswer::Released),
                _ => Err(unforeseen(&problem)),
            };
        }
        Heard::Answer { body, .. } if body.is_empty() => return Ok(ReleaseAnswer::Released),
        heard => heard.parse::<wire::Lock>()?,
    };
    ensure(body.client_lock_id == id, "another lock")?;
    match body.status {
        LockStatus::Released | LockStatus::Expired => Ok(ReleaseAnswer::Released),
        LockStatus::Sold => Ok(ReleaseAnswer::AlreadySold),
        LockStatus::Held => Err(disbelief("a released lock that is held")),
    }
}

pub(super) fn confirm(heard: Heard, request: &ConfirmRequest) -> Result<ConfirmAnswer> {
    let order = match heard {
        Heard::Problem(problem) => return confirm_refusal(&problem),
        heard => heard.parse::<wire::Order>()?,
    };
    ensure(order.client_order_id == request.client_order_id, "another order")?;
    ensure(order.session_code == request.session.session_code, "an order in another session")?;
    match order.status {
        OrderStatus::Pending => return Ok(ConfirmAnswer::Pending),
        // It keeps the order under this number as failed, so no second lock can mend it.
        OrderStatus::Failed => return Ok(ConfirmAnswer::Refused(ConfirmRefusal::SeatsTaken)),
        OrderStatus::Confirmed | OrderStatus::Refunded => {}
    }
    let seats = order.tickets.iter().map(|ticket| &ticket.seat_code);
    let asked = request.seats.iter().map(|seat| &seat.seat_code);
    ensure(is_same_set(seats, asked), "tickets of other seats")?;
    let prices: BTreeMap<&str, _> = request
        .seats
        .iter()
        .map(|seat| (seat.seat_code.as_str(), (seat.ticket, seat.screen_fee, seat.service_fee)))
        .collect();
    let is_priced_right = |ticket: &wire::Ticket| {
        let parts = (ticket.ticket_price, ticket.screen_service_fee, ticket.net_service_fee);
        prices.get(ticket.seat_code.as_str()) == Some(&parts)
    };
    ensure(order.tickets.iter().all(is_priced_right), "tickets at another price")?;
    Ok(ConfirmAnswer::Confirmed(sold(order)?))
}

fn confirm_refusal(problem: &Problem) -> Result<ConfirmAnswer> {
    if problem.code == Code::OrderPending {
        return Ok(ConfirmAnswer::Pending);
    }
    if !is_definite(problem) {
        return Err(unforeseen(problem));
    }
    let refusal = match problem.code {
        Code::LockUnknown | Code::LockGone => ConfirmRefusal::LockGone,
        Code::SeatsTaken | Code::LockSold => ConfirmRefusal::SeatsTaken,
        Code::SessionOver
        | Code::SessionCancelled
        | Code::SessionUnknown
        | Code::SessionChanged
        | Code::SalesClosed
        | Code::TooLate => ConfirmRefusal::SessionOver,
        Code::PriceRefused => ConfirmRefusal::PriceRefused,
        // An order of ours has this number: ask about it.
        Code::ClientIdReused => return Err(disbelief("our reference of the order is in use")),
        _ => return Err(unforeseen(problem)),
    };
    Ok(ConfirmAnswer::Refused(refusal))
}

/// An order that was sold, as the platform keeps it.
fn sold(order: wire::Order) -> Result<CinemaOrder> {
    ensure(is_code(&order.order_id), "an order without a reference")?;
    let pickup_code = order.pickup_no.unwrap_or_default();
    ensure(is_code(&pickup_code), "a sold order without a pickup number")?;
    ensure(!order.tickets.is_empty(), "a sold order without tickets")?;
    ensure(order.tickets.iter().all(|it| is_code(&it.ticket_no)), "a ticket without a number")?;
    let numbers = || order.tickets.iter().map(|ticket| &ticket.ticket_no);
    ensure(is_same_set(numbers(), numbers()), "a ticket number twice")?;
    let seats = || order.tickets.iter().map(|ticket| &ticket.seat_code);
    ensure(is_same_set(seats(), seats()), "a seat twice")?;
    let ticket = |ticket: &wire::Ticket| CinemaTicket {
        ticket_no: ticket.ticket_no.clone(),
        seat_code: ticket.seat_code.clone(),
        state: ticket.state,
        collected_at: ticket.collected_at,
        checked_in_at: ticket.checked_in_at,
    };
    Ok(CinemaOrder {
        tickets: order.tickets.iter().map(ticket).collect(),
        order_ref: order.order_id,
        pickup_code,
        verification_code: order.verify_code.unwrap_or_default(),
    })
}

pub(super) fn order(heard: Heard, id: OrderId) -> Result<OrderAnswer> {
    let order: wire::Order = match heard {
        Heard::Problem(problem) if problem.code == Code::OrderUnknown => {
            return Ok(OrderAnswer::NotFound);
        }
        Heard::Problem(problem) if problem.code == Code::OrderPending => {
            return Ok(OrderAnswer::Pending);
        }
        heard => heard.parse()?,
    };
    ensure(order.client_order_id == id, "another order")?;
    match order.status {
        OrderStatus::Pending => Ok(OrderAnswer::Pending),
        // Nothing was sold; telling it again is answered with the same failure.
        OrderStatus::Failed => Ok(OrderAnswer::NotFound),
        OrderStatus::Confirmed | OrderStatus::Refunded => Ok(OrderAnswer::Known(sold(order)?)),
    }
}

/// Whether a return is of exactly these tickets; of any when none was named.
pub(super) fn is_return_of(result: &wire::RefundResult, ticket_nos: &[String]) -> bool {
    ticket_nos.is_empty() || is_same_set(&result.ticket_nos, ticket_nos)
}

pub(super) fn door(heard: Heard, pickup_code: &str) -> Result<DoorAnswer> {
    let view = match heard {
        Heard::Problem(problem) => return door_refusal(&problem),
        heard => heard.parse::<wire::Pickup>()?,
    };
    ensure(view.order.pickup_no.as_deref() == Some(pickup_code), "another pickup number")?;
    let has = |number: &String| view.order.tickets.iter().any(|it| it.ticket_no == *number);
    ensure(view.moved.iter().all(has), "a ticket of another order")?;
    Ok(DoorAnswer::Done(PickupView {
        client_order_id: view.order.client_order_id,
        session_code: view.order.session_code.clone(),
        starts_at: view.starts_at,
        moved: view.moved,
        order: sold(view.order)?,
    }))
}

fn door_refusal(problem: &Problem) -> Result<DoorAnswer> {
    if !is_definite(problem) {
        return Err(unforeseen(problem));
    }
    Ok(DoorAnswer::Refused(match (problem.code, problem.opens_at) {
        (Code::PickupUnknown, _) => DoorRefusal::CodeUnknown,
        (Code::VerifyCodeWrong, _) => DoorRefusal::VerificationWrong,
        (Code::TicketRefunded, _) => DoorRefusal::Refunded,
        (Code::TooEarly, Some(opens_at)) => DoorRefusal::TooEarly { opens_at },
        (Code::TooLate | Code::SessionOver, _) => DoorRefusal::TooLate,
        (Code::WrongSession, _) => DoorRefusal::WrongSession,
        _ => return Err(unforeseen(problem)),
    }))
}

/// A statement as it is, right or wrong: whoever keeps it checks its numbers and sums.
pub(super) fn statement(
    raw: Vec<u8>,
    cinema_code: &str,
    day: chrono::NaiveDate,
) -> Result<Statement> {
    let answer: wire::Statement = parse(&raw)?;
    ensure(answer.cinema_code == cinema_code, "another cinema's statement")?;
    ensure(answer.business_on == day, "another day's statement")?;
    let line = |line: wire::StatementLine| StatementLine {
        number_by_day: line.number_by_day,
        client_order_id: line.client_order_id,
        order_ref: line.order_id,
        ticket_no: line.ticket_no,
        session_code: line.session_code,
        seat_code: line.seat_code,
        ticket: line.ticket_price,
        screen_fee: line.screen_service_fee,
        service_fee: line.net_service_fee,
        is_refund: line.operation == wire::Operation::Refund,
        at: line.at,
    };
    Ok(Statement {
        is_final: answer.is_final,
        lines: answer.lines.into_iter().map(line).collect(),
        totals: answer.totals,
        raw,
    })
}
