//! A code at the desk or the gate.

use domain::ids::{CinemaId, OrderId, ShowtimeId};
use domain::tickets::{PickupCode, PickupCodeError, SignedQr};
use gateways::GatewayError;
use gateways::cinema::{DoorAnswer, DoorRefusal, PickupView};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tables::{cinemas, orders, showtimes};

use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::history::{self, Side};
use crate::http::problem::ProblemCode;
use crate::tickets;

/// What somebody shows: all of an order, or some of its tickets.
pub struct Shown {
    pub order: orders::Model,
    pub cinema: cinemas::Model,
    pub showtime: showtimes::Model,
    pub pickup_code: String,
    /// Empty means all tickets of the order.
    pub ticket_nos: Vec<String>,
}

/// Reads a code that was typed or scanned. `scope` is the only cinema that may ask.
pub async fn read_code(app: &App, scope: Option<CinemaId>, code: &str) -> Result<Shown> {
    let (pickup_code, ticket_nos, order_id) = if SignedQr::looks_like(code) {
        let payload = tickets::qr::verify(&app.keys.ticket, code, app.clock.now());
        let Some(payload) = payload else {
            let detail = "This code was not signed by the platform, or it has run out.";
            return Err(Error::refused(ProblemCode::TicketForged, detail));
        };
        (payload.pickup_code, payload.ticket_nos, Some(payload.order_id))
    } else {
        let code = PickupCode::parse(code).map_err(|error| match error {
            PickupCodeError::Mistyped => unknown("A digit is mistyped; type the code again."),
            PickupCodeError::Malformed => unknown("A pickup code has 12 digits."),
        })?;
        (code.as_str().to_owned(), Vec::new(), None)
    };
    let order = find_order(app, scope, &pickup_code, order_id).await?;
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&app.db).await?;
    let showtime = showtimes::Entity::find_by_id(order.showtime_id).one(&app.db).await?;
    match (cinema, showtime) {
        (Some(cinema), Some(showtime)) => {
            Ok(Shown { order, cinema, showtime, pickup_code, ticket_nos })
        }
        _ => Err(Error::NotFound("showtime")),
    }
}

fn unknown(detail: &str) -> Error {
    Error::refused(ProblemCode::PickupCodeUnknown, detail)
}

/// Codes are unique within a cinema. Staff of another cinema learn only that it is not theirs, and
/// only from a square, which nobody can guess.
async fn find_order(
    app: &App,
    scope: Option<CinemaId>,
    pickup_code: &str,
    order_id: Option<OrderId>,
) -> Result<orders::Model> {
    let mut select = orders::Entity::find().filter(orders::Column::PickupCode.eq(pickup_code));
    if let Some(order_id) = order_id {
        select = select.filter(orders::Column::Id.eq(order_id));
    } else if let Some(cinema_id) = scope {
        select = select.filter(orders::Column::CinemaId.eq(cinema_id));
    }
    let order = select.one(&app.db).await?;
    let order = order.ok_or_else(|| unknown("There is no such pickup code at this cinema."))?;
    if scope.is_some_and(|cinema_id| cinema_id != order.cinema_id) {
        let detail = "This ticket is for another cinema.";
        return Err(Error::refused(ProblemCode::WrongCinema, detail));
    }
    Ok(order)
}

/// Looks without changing anything.
pub async fn look(app: &App, shown: &Shown) -> Result<PickupView> {
    let gateway = app.gateways.cinema(&shown.cinema.gateway)?;
    let answer = gateway.pickup(&shown.cinema.cinema_code, &shown.pickup_code).await;
    settle(app, shown, answer, "").await
}

/// Hands the paper tickets out; repeated, it answers the same.
pub async fn collect(
    app: &App,
    shown: &Shown,
    verification_code: Option<&str>,
) -> Result<PickupView> {
    let gateway = app.gateways.cinema(&shown.cinema.gateway)?;
    let answer =
        gateway.collect(&shown.cinema.cinema_code, &shown.pickup_code, verification_code).await;
    settle(app, shown, answer, "tickets_collected").await
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
    let gateway = app.gateways.cinema(&shown.cinema.gateway)?;
    let answer = gateway
        .check_in(
            &shown.cinema.cinema_code,
            &shown.pickup_code,
            &shown.ticket_nos,
            Some(&shown.showtime.session_code),
        )
        .await;
    settle(app, shown, answer, "checked_in").await
}

async fn settle(
    app: &App,
    shown: &Shown,
    answer: Result<DoorAnswer, GatewayError>,
    kind: &str,
) -> Result<PickupView> {
    let view = match answer {
        Ok(DoorAnswer::Done(view)) => view,
        Ok(DoorAnswer::Refused(reason)) => return Err(refusal(reason)),
        Err(error) => {
            tracing::warn!(cinema = shown.cinema.cinema_code, "{error}");
            let detail = "The cinema's system does not answer; scan again in a moment.";
            return Err(Refusal::new(ProblemCode::CinemaUnavailable, detail).retry_after(2).into());
        }
    };
    let tx = app.db.begin().await?;
    tickets::follow_cinema(&tx, shown.order.id, &view.order.tickets).await?;
    if !view.moved.is_empty() {
        let id = shown.order.id;
        history::record(&tx, &app.clock, id, Side::Cinema, kind, "").await?;
    }
    tx.commit().await?;
    Ok(view)
}

fn refusal(reason: DoorRefusal) -> Error {
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
