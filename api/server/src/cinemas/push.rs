//! What cinemas push by themselves: the same things that are fetched, through the same intake, and
//! what happened at their doors.

use chrono::{DateTime, TimeDelta, Utc};
use database::Tx;
use domain::calendar::to_milliseconds;
use domain::feed::{self, Fault, FaultKind, MAX_ITEMS, cut};
use domain::ids::OrderId;
use domain::tickets::TicketState;
use gateways::cinema::wire;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tables::{cinemas, orders, showtimes, tickets};

use super::intake::screens::{ScreenItem, take_screens};
use super::intake::{Outcome, films, sessions, subject, subject_of_unreadable};
use super::{findings, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::history::{self, Side};
use crate::http::problem::ProblemCode;

/// Sessions of one push.
pub const MAX_SESSIONS: usize = 500;

/// A push with its items unread, so that one that cannot be read does not spoil the others.
#[derive(Deserialize)]
struct Items {
    items: Vec<Value>,
}

/// Something that happened, told in a word.
#[derive(Clone, Debug, Deserialize)]
pub struct Notice {
    pub kind: NoticeKind,
    pub session_code: String,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    SessionChanged,
    SessionCancelled,
    SeatsChanged,
}

/// A ticket that was handed out, or let in.
#[derive(Clone, Debug, Deserialize)]
struct DoorEvent {
    client_order_id: OrderId,
    ticket_no: String,
    state: DoorState,
    at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DoorState {
    Collected,
    CheckedIn,
}

/// Reads a pushed body as JSON.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|error| {
        let detail = format!("The body cannot be read: {}.", cut(&error.to_string(), 200));
        Error::refused(ProblemCode::MalformedRequest, detail)
    })
}

/// The items of a push that can be read, and remarks on those that cannot.
fn items<T: DeserializeOwned>(
    body: &[u8],
    most: usize,
    kind: &str,
    code: &str,
) -> Result<(Vec<T>, Outcome)> {
    let raw: Items = read(body)?;
    if raw.items.len() > most {
        let detail = format!("A push has at most {most} items; send them in parts.");
        return Err(Error::invalid("/items", "length", detail));
    }
    let mut outcome = Outcome::default();
    let mut read = Vec::with_capacity(raw.items.len());
    for (place, item) in raw.items.into_iter().enumerate() {
        let name = item.pointer(code).and_then(Value::as_str).map(str::to_owned);
        match serde_json::from_value(item) {
            Ok(item) => read.push(item),
            Err(error) => {
                let about = subject_of_unreadable(kind, name.as_deref(), place);
                outcome.refuse(about, Fault::new(FaultKind::Malformed, error.to_string()));
            }
        }
    }
    Ok((read, outcome))
}

/// Keeps remarks on items that never reached the intake.
async fn remark(app: &App, cinema: &cinemas::Model, outcome: &Outcome) -> Result<()> {
    if outcome.findings.is_empty() {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    store::take_system(&tx, cinema.id).await?;
    findings::record(app, &tx, cinema.id, outcome).await?;
    tx.commit().await?;
    Ok(())
}

/// Films that the cinema plays.
pub async fn push_films(app: &App, cinema: &cinemas::Model, body: &[u8]) -> Result<Outcome> {
    let (films, mut outcome) = items::<wire::Film>(body, MAX_ITEMS, "film", "/film_code")?;
    remark(app, cinema, &outcome).await?;
    outcome.absorb(films::take_films(app, cinema, &films).await?);
    Ok(outcome)
}

/// Halls with their plans.
pub async fn push_screens(app: &App, cinema: &cinemas::Model, body: &[u8]) -> Result<Outcome> {
    let (screens, mut outcome) =
        items::<ScreenItem>(body, MAX_ITEMS, "screen", "/screen/screen_code")?;
    remark(app, cinema, &outcome).await?;
    outcome.absorb(take_screens(app, cinema, &screens).await?);
    Ok(outcome)
}

/// Sessions. What they refer to has to be known: the push of screens and films comes first.
pub async fn push_sessions(app: &App, cinema: &cinemas::Model, body: &[u8]) -> Result<Outcome> {
    let (sessions, mut outcome) =
        items::<wire::Session>(body, MAX_SESSIONS, "session", "/session_code")?;
    remark(app, cinema, &outcome).await?;
    outcome.absorb(sessions::take_sessions(app, cinema, &sessions).await?);
    Ok(outcome)
}

/// Follows a notice: the cinema's programme is fetched soon, or its seats are asked about anew.
pub async fn notice(app: &App, cinema: &cinemas::Model, notice: &Notice) -> Result<()> {
    match notice.kind {
        NoticeKind::SeatsChanged => {
            let showtime = showtimes::Entity::find()
                .filter(showtimes::Column::CinemaId.eq(cinema.id))
                .filter(showtimes::Column::SessionCode.eq(&notice.session_code))
                .one(&app.db)
                .await?;
            let showtime = showtime.ok_or(Error::NotFound("session"))?;
            app.seat_feed.touch(showtime.id);
        }
        NoticeKind::SessionChanged | NoticeKind::SessionCancelled => {
            let tx = app.db.begin().await?;
            store::make_due(&tx, cinema.id).await?;
            tx.commit().await?;
            app.wake.sync.notify_one();
        }
    }
    Ok(())
}

/// Follows what happened at a cinema's doors: tickets that were handed out or let in. The same
/// again changes nothing, and a state never goes back.
pub async fn follow_doors(app: &App, cinema: &cinemas::Model, body: &[u8]) -> Result<Outcome> {
    let (events, mut outcome) = items::<DoorEvent>(body, MAX_SESSIONS, "ticket", "/ticket_no")?;
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    for event in &events {
        let about = subject("ticket", &event.ticket_no);
        match follow_door(app, &tx, cinema, event, now).await? {
            Ok(is_news) => outcome.take(about, is_news),
            Err(fault) => outcome.refuse(about, fault),
        }
    }
    findings::record(app, &tx, cinema.id, &outcome).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// A cinema's clock may be a little ahead of ours.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

async fn follow_door(
    app: &App,
    tx: &Tx,
    cinema: &cinemas::Model,
    event: &DoorEvent,
    now: DateTime<Utc>,
) -> Result<Result<bool, Fault>> {
    if event.at > now + AHEAD {
        return Ok(Err(Fault::new(FaultKind::TimeInvalid, "it has not happened yet")));
    }
    let order = orders::Entity::find_by_id(event.client_order_id)
        .filter(orders::Column::CinemaId.eq(cinema.id))
        .one(tx)
        .await?;
    let ticket = match &order {
        Some(order) => {
            tickets::Entity::find()
                .filter(tickets::Column::OrderId.eq(order.id))
                .filter(tickets::Column::TicketNo.eq(&event.ticket_no))
                .one(tx)
                .await?
        }
        None => None,
    };
    let Some(ticket) = ticket else {
        let detail = "the platform sold no such ticket of this cinema";
        return Ok(Err(Fault::new(FaultKind::UnknownTicket, detail)));
    };
    let (state, kind, column) = match event.state {
        DoorState::Collected => {
            (TicketState::Collected, "tickets_collected", tickets::Column::CollectedAt)
        }
        DoorState::CheckedIn => {
            (TicketState::CheckedIn, "checked_in", tickets::Column::CheckedInAt)
        }
    };
    if ticket.state == TicketState::Refunded {
        let detail = "the ticket was taken back before";
        return Ok(Err(Fault::new(FaultKind::UnknownTicket, detail)));
    }
    let before = TicketState::ALL.iter().copied().filter(|from| {
        // Both may have happened between two pushes.
        let at_once = *from == TicketState::Issued && state == TicketState::CheckedIn;
        from.may_become(state) || at_once
    });
    let moved = tickets::Entity::update_many()
        .col_expr(tickets::Column::State, Expr::value(state))
        .col_expr(column, Expr::value(to_milliseconds(event.at)))
        .filter(tickets::Column::Id.eq(ticket.id))
        .filter(tickets::Column::State.is_in(before))
        .exec(tx)
        .await?;
    let is_news = moved.rows_affected == 1;
    if is_news {
        let detail = feed::cut(&event.ticket_no, 64);
        history::record(tx, &app.clock, ticket.order_id, Side::Cinema, kind, detail).await?;
    }
    Ok(Ok(is_news))
}
