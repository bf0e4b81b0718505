//! Makes the pack that a gate carries along. A read model of five tables, hence its own file.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use box_office::staff;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::calendar;
use domain::ids::{CinemaId, OrderId, ShowtimeId};
use domain::tickets::{DoorWindow, TicketState};
use sea_orm::EntityTrait;
use tables::{cinemas, showtimes};

use super::http::{GateKey, GatePack, GateSession, GateTicket};
use super::store::{self, SoldOrder};
use crate::app::App;
use crate::cinemas::BUILT_IN;
use crate::error::{Error, Result};
use crate::{keys, tickets};

/// How long a pack is good when there is no show left in its day.
const LEAST_GOOD: Duration = Duration::hours(1);

pub async fn make(app: &App, cinema_id: CinemaId, day: Option<NaiveDate>) -> Result<GatePack> {
    let now = app.clock.now();
    let cinema = cinemas::Entity::find_by_id(cinema_id).one(&app.db).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let zone: Tz = cinema.timezone.parse().unwrap_or(calendar::PLATFORM_ZONE);
    let business_on = day.unwrap_or_else(|| calendar::cinema_date(now, zone));
    let shows = store::showtimes_of_day(&app.db, cinema_id, business_on).await?;
    let ids: Vec<ShowtimeId> = shows.iter().map(|show| show.id).collect();
    let orders = store::sold_orders(&app.db, &ids).await?;
    let mut tickets = gate_tickets(app, &ids, &shows, orders).await?;
    if cinema.gateway == BUILT_IN {
        tickets.extend(counter_tickets(app, &cinema.cinema_code, business_on, &shows).await?);
    }
    let sessions = gate_sessions(app, &shows, &tickets).await?;
    let last = sessions.iter().map(|session| session.closes_at).max();
    let public = app.keys.ticket.public()?;
    Ok(GatePack {
        cinema_id,
        requires_live: tickets::requires_live(&app.db, cinema_id).await?,
        cinema_code: cinema.cinema_code,
        cinema: cinema.name,
        business_on,
        made_at: now,
        good_until: last.unwrap_or(now).max(now + LEAST_GOOD),
        keys: vec![GateKey {
            key_id: keys::key_id(&public),
            public_key: URL_SAFE_NO_PAD.encode(public),
        }],
        sessions,
        tickets,
    })
}

async fn gate_tickets(
    app: &App,
    showtime_ids: &[ShowtimeId],
    shows: &[showtimes::Model],
    orders: Vec<SoldOrder>,
) -> Result<Vec<GateTicket>> {
    let codes: BTreeMap<ShowtimeId, &str> =
        shows.iter().map(|show| (show.id, show.session_code.as_str())).collect();
    let orders: BTreeMap<OrderId, SoldOrder> =
        orders.into_iter().map(|order| (order.id, order)).collect();
    let rows = store::tickets_of_showtimes(&app.db, showtime_ids).await?;
    let show = |row: tables::tickets::Model| {
        let order = orders.get(&row.order_id)?;
        let seat = order.seats.0.iter().find(|seat| seat.seat_code == row.seat_code);
        let (seat_row, seat) =
            seat.map(|seat| (seat.row.clone(), seat.seat.clone())).unwrap_or_default();
        Some(GateTicket {
            ticket_no: row.ticket_no,
            order_id: row.order_id,
            pickup_code: order.pickup_code.clone(),
            session_code: (*codes.get(&order.showtime_id)?).to_owned(),
            row: seat_row,
            seat,
            state: row.state,
            checked_in_at: row.checked_in_at,
        })
    };
    Ok(rows.into_iter().filter_map(show).collect())
}

/// What the cinema's own counter sold; only the built-in box office tells it beforehand.
async fn counter_tickets(
    app: &App,
    cinema_code: &str,
    business_on: NaiveDate,
    shows: &[showtimes::Model],
) -> Result<Vec<GateTicket>> {
    let sold = staff::counter_tickets(&app.db, cinema_code, business_on).await?;
    let mut tickets = Vec::with_capacity(sold.len());
    for ticket in sold {
        let Some(show) = shows.iter().find(|show| show.session_code == ticket.session_code) else {
            continue;
        };
        let plan = app.plans.plan(&app.db, show.seat_plan_id).await?;
        let seat = plan.plan.seat(&ticket.seat_code);
        let (row, seat) =
            seat.map(|seat| (seat.row.clone(), seat.seat.clone())).unwrap_or_default();
        tickets.push(GateTicket {
            ticket_no: ticket.ticket_no,
            order_id: ticket.order_id,
            pickup_code: ticket.pickup_code,
            session_code: ticket.session_code,
            row,
            seat,
            state: ticket.state,
            checked_in_at: ticket.checked_in_at,
        });
    }
    Ok(tickets)
}

async fn gate_sessions(
    app: &App,
    shows: &[showtimes::Model],
    tickets: &[GateTicket],
) -> Result<Vec<GateSession>> {
    let films = store::film_titles(&app.db, shows).await?;
    let halls = store::hall_names(&app.db, shows).await?;
    let mut counts: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for ticket in tickets {
        let (sold, checked_in) = counts.entry(&ticket.session_code).or_default();
        *sold += i64::from(ticket.state != TicketState::Refunded);
        *checked_in += i64::from(ticket.state == TicketState::CheckedIn);
    }
    let show = |show: &showtimes::Model| {
        let DoorWindow { opens_at, closes_at } = door_window(show);
        let (sold, checked_in) =
            counts.get(show.session_code.as_str()).copied().unwrap_or_default();
        Ok(GateSession {
            showtime_id: show.id,
            session_code: show.session_code.clone(),
            film: films.get(&show.film_id).cloned().ok_or(Error::NotFound("film"))?,
            hall: halls.get(&show.hall_id).cloned().ok_or(Error::NotFound("hall"))?,
            starts_at: show.starts_at,
            ends_at: show.ends_at,
            opens_at,
            closes_at,
            sold,
            checked_in,
        })
    };
    shows.iter().map(show).collect()
}

pub fn door_window(show: &showtimes::Model) -> DoorWindow {
    let (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>) = (show.starts_at, show.ends_at);
    DoorWindow::of_show(starts_at, ends_at)
}
