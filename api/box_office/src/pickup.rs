//! The desk, where paper tickets are collected, and the gate, where people are admitted.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::tickets::{self, DoorError, PickupCode, TicketState};
use gateways::cinema::{DoorAnswer, DoorRefusal};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;

use crate::Core;
use crate::failure::Failure;
use crate::orders::{self, OrderKey, Purpose, StoredOrder};
use crate::sql::{self, Column};

/// What somebody wants at the door.
pub(crate) enum Wish<'a> {
    Collect {
        verification_code: Option<&'a str>,
    },
    CheckIn {
        /// Empty means all of the order.
        ticket_nos: &'a [String],
        /// The session at this gate.
        session_code: Option<&'a str>,
    },
}

/// What a desk sees for a code.
pub(crate) async fn view(core: &Core, cinema_code: &str, typed: &str) -> Result<DoorAnswer, DbErr> {
    Ok(match find(&core.db, cinema_code, typed, Purpose::View).await? {
        Some(order) => DoorAnswer::Done(order.to_view()),
        None => DoorAnswer::Refused(DoorRefusal::CodeUnknown),
    })
}

/// Collects or checks in; repeating answers the same.
pub(crate) async fn serve(
    core: &Core,
    cinema_code: &str,
    typed: &str,
    wish: &Wish<'_>,
) -> Result<DoorAnswer, Failure> {
    let now = core.now();
    let tx = core.db.begin().await?;
    let Some(mut order) = find(&tx, cinema_code, typed, Purpose::Change).await? else {
        return Ok(DoorAnswer::Refused(DoorRefusal::CodeUnknown));
    };
    let moving = match choose(&order, wish, now) {
        Ok(moving) => moving,
        Err(refusal) => return Ok(DoorAnswer::Refused(refusal)),
    };
    if !moving.is_empty() {
        move_tickets(&tx, &mut order, &moving, wish, now).await?;
        tx.commit().await.map_err(Failure::Unknown)?;
    }
    let mut view = order.to_view();
    view.moved =
        moving.into_iter().map(|place| order.tickets[place].ticket.ticket_no.clone()).collect();
    Ok(DoorAnswer::Done(view))
}

async fn find(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    typed: &str,
    purpose: Purpose,
) -> Result<Option<StoredOrder>, DbErr> {
    let Ok(code) = PickupCode::parse(typed) else {
        return Ok(None);
    };
    let key = OrderKey::Pickup { cinema_code, pickup_code: code.as_str() };
    orders::find(db, key, purpose).await
}

/// The places of the tickets that change state.
fn choose(
    order: &StoredOrder,
    wish: &Wish<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<usize>, DoorRefusal> {
    // Nobody plays a cancelled session, so it is the wrong one at every desk and gate.
    if order.is_cancelled {
        return Err(DoorRefusal::WrongSession);
    }
    let window = order.door_window();
    let states = |places: &[usize]| -> Vec<TicketState> {
        let places = places.iter();
        places.map(|&place| order.tickets[place].ticket.state).collect()
    };
    let all: Vec<usize> = (0..order.tickets.len()).collect();
    let (places, moving) = match wish {
        Wish::Collect { verification_code } => {
            if verification_code.is_some_and(|code| code.trim() != order.verification_code) {
                return Err(DoorRefusal::VerificationWrong);
            }
            let moving = tickets::collect(&states(&all), &window, now);
            (all, moving)
        }
        Wish::CheckIn { ticket_nos, session_code } => {
            let is_here = session_code.is_none_or(|code| code == order.session_code);
            if !is_here {
                return Err(DoorRefusal::WrongSession);
            }
            let places = named(order, ticket_nos)?;
            let moving = tickets::check_in(&states(&places), &window, now);
            (places, moving)
        }
    };
    let moving = moving.map_err(refusal)?;
    Ok(moving.into_iter().map(|place| places[place]).collect())
}

/// The places of the tickets named, or of all when none is named.
fn named(order: &StoredOrder, ticket_nos: &[String]) -> Result<Vec<usize>, DoorRefusal> {
    if ticket_nos.is_empty() {
        return Ok((0..order.tickets.len()).collect());
    }
    let place = |ticket_no: &String| {
        let mut tickets = order.tickets.iter();
        let place = tickets.position(|stored| stored.ticket.ticket_no == *ticket_no);
        place.ok_or(DoorRefusal::CodeUnknown)
    };
    let mut places = ticket_nos.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

fn refusal(error: DoorError) -> DoorRefusal {
    match error {
        DoorError::Refunded => DoorRefusal::Refunded,
        DoorError::TooEarly { opens_at } => DoorRefusal::TooEarly { opens_at },
        DoorError::TooLate => DoorRefusal::TooLate,
    }
}

#[derive(Serialize)]
struct TicketNo<'a> {
    ticket_no: &'a str,
}

async fn move_tickets(
    tx: &Tx,
    order: &mut StoredOrder,
    moving: &[usize],
    wish: &Wish<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (state, column) = match wish {
        Wish::Collect { .. } => (TicketState::Collected, "collected_at"),
        Wish::CheckIn { .. } => (TicketState::CheckedIn, "checked_in_at"),
    };
    let rows: Vec<_> = moving
        .iter()
        .map(|&place| TicketNo { ticket_no: &order.tickets[place].ticket.ticket_no })
        .collect();
    let table = sql::rows(tx.get_database_backend(), 3, &[("ticket_no", Column::Text)]);
    let sql = format!(
        "UPDATE bo_tickets SET state = $1, {column} = $2
        WHERE ticket_no IN (SELECT ticket_no FROM {table})"
    );
    let values = [state.as_str().into(), now.into(), sql::json(&rows)?.into()];
    sql::execute(tx, sql, values).await?;
    for &place in moving {
        let ticket = &mut order.tickets[place].ticket;
        ticket.state = state;
        match wish {
            Wish::Collect { .. } => ticket.collected_at = Some(now),
            Wish::CheckIn { .. } => ticket.checked_in_at = Some(now),
        }
    }
    Ok(())
}
