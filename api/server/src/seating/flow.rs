//! Locking seats at the cinema and giving them back: intent, call, record.

use chrono::{DateTime, Utc};
use domain::catalogue::{SalesRefusal, ShowtimeChange, ShowtimeStatus, check_on_sale};
use domain::ids::{SeatLockId, ShowtimeId, UserId};
use domain::money::Money;
use domain::orders::{LockedSeat, LockedSeats, Price, PriceLine};
use domain::seating::{ChoiceRefusal, SeatLockStatus, SeatPlan, check_choice};
use gateways::GatewayError;
use gateways::cinema::{LockAnswer, LockRefusal, LockRequest, SessionRef, SessionSeats};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use std::collections::HashSet;
use std::sync::Arc;
use tables::{cinemas, seat_locks, showtimes};

use super::states::Freshness;
use super::{locks, store};
use crate::app::App;
use crate::catalogue::max_seats;
use crate::cinemas::{changes_since, refresh_sessions};
use crate::error::{Error, Refusal, Result};
use crate::fault;
use crate::http::problem::ProblemCode;

/// What a customer asks for.
pub struct NewLock {
    /// The same when the same request is repeated; the cinema knows the lock by it.
    pub id: SeatLockId,
    pub showtime_id: ShowtimeId,
    pub seat_codes: Vec<String>,
    /// The version that the customer saw.
    pub showtime_version: Option<i64>,
}

/// The cinema's name for a showtime.
pub fn session_of(cinema: &cinemas::Model, showtime: &showtimes::Model) -> SessionRef {
    SessionRef {
        cinema_code: cinema.cinema_code.clone(),
        session_code: showtime.session_code.clone(),
    }
}

/// What the cinema says is taken.
pub async fn ask_seats(
    app: &App,
    cinema: &cinemas::Model,
    showtime: &showtimes::Model,
    freshness: Freshness,
) -> Result<Arc<SessionSeats>> {
    let gateway = app.gateways.cinema(cinema);
    let session = session_of(cinema, showtime);
    let states = &app.seat_feed.states;
    let answer = states.ask(gateway.as_ref(), showtime.id, &session, freshness).await;
    answer.map_err(|error| cinema_silent(cinema, &error))
}

fn cinema_silent(cinema: &cinemas::Model, error: &GatewayError) -> Error {
    tracing::warn!(cinema = cinema.cinema_code, "{error}");
    let detail = "The cinema's ticketing system does not answer; nothing was locked.";
    Refusal::new(ProblemCode::CinemaUnavailable, detail).retry_after(5).into()
}

/// Locks seats for a customer, all or none.
pub async fn create_lock(app: &App, user_id: UserId, wanted: NewLock) -> Result<seat_locks::Model> {
    if let Some(lock) = store::find_lock(&app.db, wanted.id).await? {
        if lock.status != SeatLockStatus::Rejected {
            // The same request was broken off: what became of it is asked, not done again.
            return resume(app, lock).await;
        }
        // The cinema could not be reached then; nothing stands in the way of another try.
        let tx = app.db.begin().await?;
        store::forget_unsent(&tx, lock.id).await?;
        tx.commit().await?;
    }
    let (showtime, cinema) = store::showtime(&app.db, wanted.showtime_id).await?;
    refuse_closed(app, &cinema, &showtime)?;
    refuse_changed(app, &showtime, wanted.showtime_version).await?;
    refuse_hoarding(app, user_id).await?;
    let plan = app.plans.plan(&app.db, showtime.seat_plan_id).await?;
    check_seats(app, &cinema, &showtime, &plan.plan, &wanted.seat_codes).await?;
    let seats = price_seats(&plan.plan, &showtime, &wanted.seat_codes)?;
    let lock = store_intent(app, user_id, &wanted, &showtime, seats).await?;
    fault::point("lock_intent_stored");
    let request = LockRequest {
        client_lock_id: lock.id,
        session: session_of(&cinema, &showtime),
        session_version: showtime.session_version,
        seat_codes: wanted.seat_codes,
        ttl_s: u32::try_from(app.config.purchase.lock_ttl.as_secs()).unwrap_or(u32::MAX),
    };
    let answer = app.gateways.cinema(&cinema).lock(&request).await;
    fault::point("lock_answered");
    let has_changed = matches!(
        answer,
        Ok(LockAnswer::Refused(LockRefusal::SessionChanged { .. } | LockRefusal::SessionUnknown))
    );
    let recorded = record_answer(app, lock, &cinema, &plan.plan, answer).await;
    // Whatever came of it, what was seen a moment ago may not be true any more.
    app.seat_feed.touch(showtime.id);
    if has_changed {
        let seen = wanted.showtime_version.unwrap_or(showtime.version);
        return Err(changed_at_cinema(app, &cinema, &showtime, seen).await?);
    }
    recorded
}

/// Checks a choice by what the cinema said a moment ago. Nobody is turned away by that: a refusal
/// is judged again by an answer of now.
async fn check_seats(
    app: &App,
    cinema: &cinemas::Model,
    showtime: &showtimes::Model,
    plan: &SeatPlan,
    seat_codes: &[String],
) -> Result<()> {
    let max_seats = usize::try_from(max_seats(cinema, showtime)).unwrap_or_default();
    let judge = |seats: &SessionSeats| {
        let taken: HashSet<String> =
            seats.taken.iter().map(|seat| seat.seat_code.clone()).collect();
        check_choice(plan, &taken, seat_codes, max_seats)
    };
    let recent = ask_seats(app, cinema, showtime, Freshness::Recent).await?;
    if judge(&recent).is_ok() {
        return Ok(());
    }
    let now = ask_seats(app, cinema, showtime, Freshness::Now).await?;
    judge(&now).map_err(|refusal| choice_problem(plan, refusal))
}

/// The customer looked at another version: what differs is said.
async fn refuse_changed(app: &App, showtime: &showtimes::Model, seen: Option<i64>) -> Result<()> {
    match seen {
        Some(seen) if seen != showtime.version => {
            let changes = changes_since(&app.db, showtime, seen).await?;
            Err(changed(changes))
        }
        _ => Ok(()),
    }
}

/// The cinema itself says that the showtime is not what the customer saw. Its programme is fetched
/// at once, so that the customer learns the difference and can choose again.
async fn changed_at_cinema(
    app: &App,
    cinema: &cinemas::Model,
    showtime: &showtimes::Model,
    seen: i64,
) -> Result<Error> {
    refresh_sessions(app, cinema).await;
    let (showtime, _) = store::showtime(&app.db, showtime.id).await?;
    let changes = changes_since(&app.db, &showtime, seen).await?;
    if showtime.status == ShowtimeStatus::Cancelled {
        let detail = "the showtime is cancelled";
        return Ok(Refusal::new(ProblemCode::ShowtimeCancelled, detail)
            .about_changes(changes)
            .into());
    }
    Ok(changed(changes))
}

fn changed(changes: Vec<ShowtimeChange>) -> Error {
    let detail = "The showtime changed since you looked; look at it again.";
    Refusal::new(ProblemCode::ShowtimeChanged, detail).about_changes(changes).into()
}

fn refuse_closed(app: &App, cinema: &cinemas::Model, showtime: &showtimes::Model) -> Result<()> {
    if !app.cinemas.is_enabled(cinema) {
        let detail = "This cinema does not sell through the platform at the moment.";
        return Err(Refusal::new(ProblemCode::CinemaUnavailable, detail).retry_after(60).into());
    }
    check_on_sale(showtime.status, showtime.stop_sell_at, app.clock.now()).map_err(|refusal| {
        let code = match refusal {
            SalesRefusal::Cancelled => ProblemCode::ShowtimeCancelled,
            SalesRefusal::Closed => ProblemCode::SalesClosed,
        };
        Error::refused(code, format!("{refusal}"))
    })
}

/// Nobody may keep a hall from the others by locking and never ordering.
async fn refuse_hoarding(app: &App, user_id: UserId) -> Result<()> {
    let live = store::live_locks(&app.db, user_id, app.clock.now()).await?;
    let unordered = live.iter().filter(|(_, is_ordered)| !is_ordered).count();
    if unordered < app.config.throttle.locks_at_once {
        return Ok(());
    }
    let detail = "You hold seats several times over; order some of them or give them back first.";
    Err(Error::refused(ProblemCode::TooManySeats, detail))
}

fn price_seats(
    plan: &SeatPlan,
    showtime: &showtimes::Model,
    seat_codes: &[String],
) -> Result<(LockedSeats, Price)> {
    let currency = showtime.currency;
    let service_fee = Money::new(showtime.service_fee_minor, currency);
    let mut seats = Vec::with_capacity(seat_codes.len());
    let mut lines = Vec::with_capacity(seat_codes.len());
    for seat_code in seat_codes {
        let seat = plan.seat(seat_code).ok_or(Error::NotFound("seat"))?;
        let price = showtime.zone_prices.0.get(&seat.zone).copied();
        let price = price.ok_or_else(|| anyhow::anyhow!("no price in zone {}", seat.zone))?;
        let ticket = Money::new(price, currency);
        seats.push(LockedSeat {
            seat_code: seat.seat_code.clone(),
            section: seat.section.clone(),
            row: seat.row.clone(),
            seat: seat.seat.clone(),
            zone: seat.zone.clone(),
            kind: seat.kind,
            price: ticket,
        });
        let fee = showtime.zone_screen_fees.0.get(&seat.zone).copied().unwrap_or_default();
        let screen_fee = Money::new(fee, currency);
        let seat_code = seat.seat_code.clone();
        lines.push(PriceLine { seat_code, ticket, screen_fee, service_fee });
    }
    let price = Price::of_lines(currency, lines);
    let price = price.ok_or_else(|| anyhow::anyhow!("a price leaves its range"))?;
    Ok((LockedSeats(seats), price))
}

async fn store_intent(
    app: &App,
    user_id: UserId,
    wanted: &NewLock,
    showtime: &showtimes::Model,
    (seats, price): (LockedSeats, Price),
) -> Result<seat_locks::Model> {
    let now = app.clock.now();
    let lock = seat_locks::Model {
        id: wanted.id,
        user_id,
        showtime_id: showtime.id,
        status: SeatLockStatus::Locking,
        seats,
        price,
        expires_at: None,
        lock_ref: None,
        is_wanted: true,
        refusal: None,
        created_at: now,
        closed_at: None,
        // If this process dies here, the task asks the cinema.
        next_check_at: Some(now + app.config.purchase.lease()),
        checks: 0,
    };
    let row = seat_locks::ActiveModel::from(lock.clone());
    let tx = app.db.begin().await?;
    seat_locks::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(lock)
}

async fn record_answer(
    app: &App,
    mut lock: seat_locks::Model,
    cinema: &cinemas::Model,
    plan: &SeatPlan,
    answer: Result<LockAnswer, GatewayError>,
) -> Result<seat_locks::Model> {
    match answer {
        Ok(LockAnswer::Held { lock_id, auto_unlock_at }) => {
            let is_recorded =
                locks::record_held(app, &lock, lock_id.clone(), auto_unlock_at).await?;
            fault::point("lock_recorded");
            if !is_recorded {
                return Err(Error::Stale);
            }
            lock.status = SeatLockStatus::Held;
            lock.lock_ref = Some(lock_id);
            lock.expires_at = Some(auto_unlock_at);
            Ok(lock)
        }
        // It ended before it began: no more is to be had under this identifier.
        Ok(LockAnswer::Refused(LockRefusal::LockGone)) => {
            locks::record_gone(app, &lock).await?;
            Err(lock_problem(plan, LockRefusal::LockGone))
        }
        Ok(LockAnswer::Refused(refusal)) => {
            locks::record_rejected(app, &lock, &format!("{refusal:?}")).await?;
            Err(lock_problem(plan, refusal))
        }
        Err(error @ (GatewayError::NotSent(_) | GatewayError::Refused(_))) => {
            locks::record_rejected(app, &lock, &error.to_string()).await?;
            Err(cinema_silent(cinema, &error))
        }
        Err(GatewayError::MaybeSent(why) | GatewayError::Unreadable(why)) => {
            tracing::warn!(cinema = cinema.cinema_code, lock = %lock.id, "{why}");
            resume(app, lock).await
        }
    }
}

/// Asks the cinema about a lock whose answer was lost. A lock that turns out to be ours is the
/// answer; one of which nobody can tell is given up and released when it is found.
async fn resume(app: &App, lock: seat_locks::Model) -> Result<seat_locks::Model> {
    let lock = match lock.status {
        SeatLockStatus::Locking => locks::ask(app, lock).await?,
        _ => lock,
    };
    match lock.status {
        SeatLockStatus::Sold => Ok(lock),
        // One that was given up meanwhile is on its way back.
        SeatLockStatus::Held if lock.is_wanted => Ok(lock),
        SeatLockStatus::Locking => {
            locks::give_up(app, &lock).await?;
            let detail = "The cinema has not said whether the seats are locked. They are given \
                          back as soon as it does; nothing was charged.";
            Err(Refusal::new(ProblemCode::LockOutcomeUnknown, detail).retry_after(10).into())
        }
        _ => Err(lock_ended()),
    }
}

/// What is said of a lock whose time is over, however it ended; the next one has a new identifier.
fn lock_ended() -> Error {
    let detail = "The seats are not locked any more; choose again.";
    Error::refused(ProblemCode::LockExpired, detail)
}

/// Gives a lock back on the customer's wish: stores that the seats are not wanted, then tells the
/// cinema at once; a task repeats it until the cinema has heard.
pub async fn release_lock(app: &App, id: SeatLockId, user_id: UserId) -> Result<()> {
    let lock = store::lock_of_customer(&app.db, id, user_id).await?;
    let now: DateTime<Utc> = app.clock.now();
    let tx = app.db.begin().await?;
    store::request_release(&tx, lock.id, now).await?;
    // Read once the row is ours: an order that was made a moment ago keeps its seats.
    if store::order_of_lock(&tx, lock.id).await?.is_some() {
        let detail = "These seats have an order; cancel the order to give them back.";
        return Err(Error::refused(ProblemCode::LockAlreadyOrdered, detail));
    }
    tx.commit().await?;
    fault::point("release_stored");
    let Some(lock) = store::find_lock(&app.db, lock.id).await? else {
        return Ok(());
    };
    if !lock.is_wanted && lock.closed_at.is_none() {
        locks::check(app, lock).await?;
    }
    Ok(())
}

fn choice_problem(plan: &SeatPlan, refusal: ChoiceRefusal) -> Error {
    let (code, seats) = match &refusal {
        ChoiceRefusal::Empty => {
            return Error::invalid("/seats", "length", "Choose at least one seat.");
        }
        ChoiceRefusal::Duplicate(_) => {
            return Error::invalid("/seats", "duplicate", "A seat is named twice.");
        }
        ChoiceRefusal::TooMany { .. } => (ProblemCode::TooManySeats, Vec::new()),
        ChoiceRefusal::Unknown(seats) | ChoiceRefusal::Unusable(seats) => {
            (ProblemCode::SeatUnknown, seats.clone())
        }
        ChoiceRefusal::Taken(seats) => (ProblemCode::SeatTaken, seats.clone()),
        ChoiceRefusal::LoveSeatSplit(seats) => (ProblemCode::LoveSeatSplit, seats.clone()),
        ChoiceRefusal::ZoneMixed(seats) => (ProblemCode::ZoneMixed, seats.clone()),
        ChoiceRefusal::OrphanSeat(seats) => (ProblemCode::OrphanSeat, seats.clone()),
    };
    let detail = format!("{refusal}{}", name_seats(plan, &seats));
    Refusal::new(code, detail).about_seats(seats).into()
}

fn lock_problem(plan: &SeatPlan, refusal: LockRefusal) -> Error {
    let (code, detail, seats) = match refusal {
        LockRefusal::SeatsTaken(seats) => (ProblemCode::SeatTaken, "a seat is taken", seats),
        LockRefusal::SeatsUnknown(seats) => {
            (ProblemCode::SeatUnknown, "the hall has no such seat", seats)
        }
        LockRefusal::SessionUnknown | LockRefusal::SessionChanged { .. } => {
            let detail = "the showtime changed at the cinema; look at it again";
            (ProblemCode::ShowtimeChanged, detail, Vec::new())
        }
        LockRefusal::SessionCancelled => {
            (ProblemCode::ShowtimeCancelled, "the showtime is cancelled", Vec::new())
        }
        LockRefusal::SalesClosed => {
            (ProblemCode::SalesClosed, "sales of this showtime are closed", Vec::new())
        }
        LockRefusal::TooManySeats { max } => {
            let detail = format!("the cinema sells at most {max} seats at once");
            return Error::refused(ProblemCode::TooManySeats, detail);
        }
        LockRefusal::LockGone => return lock_ended(),
    };
    let detail = format!("{detail}{}", name_seats(plan, &seats));
    Refusal::new(code, detail).about_seats(seats).into()
}

/// `: row F seat 12, row F seat 13`, in the words of the hall.
fn name_seats(plan: &SeatPlan, seat_codes: &[String]) -> String {
    let names: Vec<String> = seat_codes
        .iter()
        .take(10)
        .filter_map(|code| plan.seat(code))
        .map(|seat| format!("row {} seat {}", seat.row, seat.seat))
        .collect();
    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
}

/// A change that only closes a lock.
pub fn closed(status: SeatLockStatus, now: DateTime<Utc>) -> seat_locks::ActiveModel {
    seat_locks::ActiveModel {
        status: Set(status),
        closed_at: Set(Some(now)),
        next_check_at: Set(None),
        ..Default::default()
    }
}
