//! A code at the desk or the gate.

use chrono::{DateTime, Utc};
use domain::ids::{CinemaId, OrderId, ShowtimeId};
use domain::tickets::gate::{GateRefusal, ShownKey};
use domain::tickets::{PickupCode, PickupCodeError, QrPayload, TicketState};
use gateways::GatewayError;
use gateways::cinema::{CinemaTicket, DoorAnswer, DoorRefusal, PickupView};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tables::{cinemas, orders, showtimes};

use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::history::{self, Side};
use crate::http::problem::ProblemCode;
use crate::tickets;

/// What somebody shows: all of an order, or some of its tickets.
pub struct Shown {
    /// The platform's order, or the cinema's own when `sale` says so.
    pub order_id: OrderId,
    pub sale: Sale,
    pub cinema: cinemas::Model,
    pub showtime: showtimes::Model,
    pub pickup_code: String,
    /// Empty means all tickets of the order.
    pub ticket_nos: Vec<String>,
    /// A square that turns, shown just now, or a code that was typed.
    pub is_live: bool,
}

/// Who sold what is shown.
pub enum Sale {
    Platform(Box<orders::Model>),
    /// The cinema itself, at its counter: the platform has no order of it, only what the cinema
    /// says. Such tickets are paper.
    Cinema(Vec<CinemaTicket>),
}

/// Reads a code that was typed or scanned at `now`. `scope` is the only cinema that may ask.
pub async fn read_code(
    app: &App,
    scope: Option<CinemaId>,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Shown> {
    let read = tickets::qr::read(&app.keys, code, now)?
        .map_err(|refusal| refuse_at_gate(refusal, code))?;
    let order = match find_order(app, scope, &read.key, code).await? {
        Some(order) => order,
        None => return find_at_cinema(app, scope, &read.key, code).await,
    };
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&app.db).await?;
    let showtime = showtimes::Entity::find_by_id(order.showtime_id).one(&app.db).await?;
    let (Some(cinema), Some(showtime), Some(pickup_code)) =
        (cinema, showtime, order.pickup_code.clone())
    else {
        return Err(unknown(code));
    };
    Ok(Shown {
        order_id: order.id,
        sale: Sale::Platform(Box::new(order)),
        cinema,
        showtime,
        pickup_code,
        ticket_nos: read.ticket_nos,
        is_live: read.is_live,
    })
}

/// Asks the cinema about a code that the platform never gave out: one of its counter.
async fn find_at_cinema(
    app: &App,
    scope: Option<CinemaId>,
    key: &ShownKey,
    code: &str,
) -> Result<Shown> {
    let (ShownKey::Pickup(pickup_code), Some(cinema_id)) = (key, scope) else {
        return Err(unknown(code));
    };
    let cinema = cinemas::Entity::find_by_id(cinema_id).one(&app.db).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let gateway = app.gateways.cinema(&cinema);
    let view = match gateway.pickup(&cinema.cinema_code, pickup_code).await {
        Ok(DoorAnswer::Done(view)) => view,
        Ok(DoorAnswer::Refused(DoorRefusal::CodeUnknown)) => return Err(unknown(code)),
        Ok(DoorAnswer::Refused(reason)) => return Err(refusal(reason)),
        Err(error) => return Err(silent(&cinema, &error)),
    };
    let showtime = showtimes::Entity::find()
        .filter(showtimes::Column::CinemaId.eq(cinema_id))
        .filter(showtimes::Column::SessionCode.eq(&view.session_code))
        .one(&app.db)
        .await?
        .ok_or_else(|| unknown(code))?;
    Ok(Shown {
        order_id: view.client_order_id,
        sale: Sale::Cinema(view.order.tickets),
        cinema,
        showtime,
        pickup_code: pickup_code.clone(),
        ticket_nos: Vec::new(),
        is_live: true,
    })
}

fn silent(cinema: &cinemas::Model, error: &GatewayError) -> Error {
    tracing::warn!(cinema = cinema.cinema_code, "{error}");
    let detail = "The cinema's system does not answer; scan again in a moment.";
    Refusal::new(ProblemCode::CinemaUnavailable, detail).retry_after(2).into()
}

fn unknown(code: &str) -> Error {
    let detail = match PickupCode::parse(code) {
        Err(PickupCodeError::Mistyped) => "A digit is mistyped; type the code again.",
        _ => "There is no such pickup code at this cinema.",
    };
    Error::refused(ProblemCode::PickupCodeUnknown, detail)
}

/// Codes are unique within a cinema. Staff of another cinema learn only that it is not theirs, and
/// only from a square, which nobody can guess.
async fn find_order(
    app: &App,
    scope: Option<CinemaId>,
    key: &ShownKey,
    code: &str,
) -> Result<Option<orders::Model>> {
    let mut select = orders::Entity::find();
    match key {
        ShownKey::Order(order_id) => select = select.filter(orders::Column::Id.eq(*order_id)),
        ShownKey::Pickup(pickup_code) => {
            select = select.filter(orders::Column::PickupCode.eq(pickup_code));
            if let Some(cinema_id) = scope {
                select = select.filter(orders::Column::CinemaId.eq(cinema_id));
            }
        }
    }
    let order = select.one(&app.db).await?;
    let is_elsewhere = |order: &orders::Model| scope.is_some_and(|id| id != order.cinema_id);
    if order.as_ref().is_some_and(is_elsewhere) {
        return Err(refuse_at_gate(GateRefusal::WrongCinema, code));
    }
    Ok(order)
}

/// A gate's refusal as a problem.
pub fn refuse_at_gate(refusal: GateRefusal, code: &str) -> Error {
    let (problem, detail) = match refusal {
        GateRefusal::Unknown => return unknown(code),
        GateRefusal::Forged => {
            (ProblemCode::TicketForged, "This code was not signed by the platform.")
        }
        GateRefusal::NotLive => {
            let detail = "This cinema takes the turning code in the app only, not a picture of it.";
            (ProblemCode::TicketNotLive, detail)
        }
        GateRefusal::WrongCinema => {
            (ProblemCode::WrongCinema, "This ticket is for another cinema.")
        }
        GateRefusal::WrongSession => {
            (ProblemCode::WrongShowtime, "This ticket is for another showtime.")
        }
        GateRefusal::TooEarly => (ProblemCode::TooEarly, "The doors are not open yet."),
        GateRefusal::TooLate => (ProblemCode::WrongShowtime, "The show is over."),
        GateRefusal::Refunded => (ProblemCode::TicketRefunded, "These tickets were given back."),
    };
    Error::refused(problem, detail)
}

/// Looks without changing anything.
pub async fn look(app: &App, shown: &Shown) -> Result<PickupView> {
    let gateway = app.gateways.cinema(&shown.cinema);
    let answer = gateway.pickup(&shown.cinema.cinema_code, &shown.pickup_code).await;
    settle(app, shown, answer, "").await
}

/// Hands the paper tickets out; repeated, it answers the same.
pub async fn collect(
    app: &App,
    shown: &Shown,
    verification_code: Option<&str>,
) -> Result<PickupView> {
    let gateway = app.gateways.cinema(&shown.cinema);
    let answer =
        gateway.collect(&shown.cinema.cinema_code, &shown.pickup_code, verification_code).await;
    settle(app, shown, answer, "tickets_collected").await
}

/// Signs the squares of paper tickets: each for one seat.
pub fn printer<'a>(app: &'a App, shown: &Shown) -> impl Fn(&str) -> Result<String> + use<'a> {
    let payload = QrPayload {
        order_id: shown.order_id,
        cinema_code: shown.cinema.cinema_code.clone(),
        session_code: shown.showtime.session_code.clone(),
        pickup_code: shown.pickup_code.clone(),
        ticket_nos: Vec::new(),
        expires_at: shown.showtime.ends_at,
    };
    move |ticket_no| {
        let payload = QrPayload { ticket_nos: vec![ticket_no.to_owned()], ..payload.clone() };
        tickets::qr::sign(&app.keys.ticket, &payload)
    }
}

/// Lets people in; repeated, it answers with the first time.
pub async fn check_in(
    app: &App,
    shown: &Shown,
    showtime_id: Option<ShowtimeId>,
) -> Result<PickupView> {
    if showtime_id.is_some_and(|id| id != shown.showtime.id) {
        return Err(refusal(DoorRefusal::WrongSession));
    }
    if !shown.is_live && tickets::requires_live(&app.db, shown.cinema.id).await? {
        let rows = tickets::tickets_of(&app.db, shown.order_id).await?;
        let is_shown = |no: &String| shown.ticket_nos.is_empty() || shown.ticket_nos.contains(no);
        // What was collected is paper, and paper cannot turn.
        let is_screen = |row: &tables::tickets::Model| row.state == TicketState::Issued;
        if rows.iter().any(|row| is_shown(&row.ticket_no) && is_screen(row)) {
            return Err(refuse_at_gate(GateRefusal::NotLive, ""));
        }
    }
    settle(app, shown, ask_to_check_in(app, shown).await?, "checked_in").await
}

/// Tells the cinema that people go in, and nothing else.
pub async fn ask_to_check_in(app: &App, shown: &Shown) -> Result<Result<DoorAnswer, GatewayError>> {
    let gateway = app.gateways.cinema(&shown.cinema);
    let answer = gateway.check_in(
        &shown.cinema.cinema_code,
        &shown.pickup_code,
        &shown.ticket_nos,
        Some(&shown.showtime.session_code),
    );
    Ok(answer.await)
}

/// Follows what the cinema answered.
pub async fn settle(
    app: &App,
    shown: &Shown,
    answer: Result<DoorAnswer, GatewayError>,
    kind: &str,
) -> Result<PickupView> {
    let view = match answer {
        Ok(DoorAnswer::Done(view)) => view,
        Ok(DoorAnswer::Refused(reason)) => return Err(refusal(reason)),
        Err(error) => return Err(silent(&shown.cinema, &error)),
    };
    if matches!(shown.sale, Sale::Cinema(_)) {
        return Ok(view);
    }
    let tx = app.db.begin().await?;
    tickets::follow_cinema(&tx, shown.order_id, &view.order.tickets).await?;
    if !view.moved.is_empty() {
        let id = shown.order_id;
        history::record(&tx, &app.clock, id, Side::Cinema, kind, "").await?;
    }
    tx.commit().await?;
    Ok(view)
}

pub fn refusal(reason: DoorRefusal) -> Error {
    let (code, detail) = match reason {
        DoorRefusal::CodeUnknown => {
            (ProblemCode::PickupCodeUnknown, "There is no such pickup code.".to_owned())
        }
        DoorRefusal::VerificationWrong => {
            let detail = "The verification code does not belong to this pickup code.";
            (ProblemCode::PickupCodeUnknown, detail.to_owned())
        }
        DoorRefusal::Refunded => {
            (ProblemCode::TicketRefunded, "These tickets were given back.".to_owned())
        }
        DoorRefusal::TooEarly { opens_at } => {
            (ProblemCode::TooEarly, format!("The doors open at {}.", opens_at.to_rfc3339()))
        }
        DoorRefusal::TooLate => (ProblemCode::WrongShowtime, "The show is over.".to_owned()),
        DoorRefusal::WrongSession => {
            (ProblemCode::WrongShowtime, "This ticket is for another showtime.".to_owned())
        }
    };
    Error::refused(code, detail)
}
