//! Reading orders and their tickets.

use chrono::{DateTime, Utc};
use domain::ids::{OrderId, SeatLockId};
use domain::tickets::{DoorWindow, TicketState};
use gateways::cinema::{CinemaOrder, CinemaTicket, PickupView};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use uuid::Uuid;

use crate::sql;
use crate::statement::Channel;

/// How an order is asked for.
#[derive(Clone, Copy)]
pub(crate) enum OrderKey<'a> {
    ClientOrder(OrderId),
    /// By the cinema's own reference.
    Reference {
        cinema_code: &'a str,
        order_ref: &'a str,
    },
    Pickup {
        cinema_code: &'a str,
        pickup_code: &'a str,
    },
}

/// Whether the tickets that are read will be changed in this transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    View,
    Change,
}

/// An order with what is needed of its session and cinema.
#[derive(Clone, Debug)]
pub(crate) struct StoredOrder {
    pub client_order_id: OrderId,
    pub client_lock_id: SeatLockId,
    pub cinema_code: String,
    pub zone: String,
    pub take_back_stop_min: i64,
    pub session_id: i64,
    pub session_code: String,
    pub is_cancelled: bool,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub channel: Channel,
    pub order_ref: String,
    pub pickup_code: String,
    pub verification_code: String,
    pub sold_at: DateTime<Utc>,
    pub tickets: Vec<StoredTicket>,
}

/// A ticket as stored.
#[derive(Clone, Debug)]
pub(crate) struct StoredTicket {
    pub ticket: CinemaTicket,
    pub refunded_at: Option<DateTime<Utc>>,
    pub ticket_minor: i64,
    pub screen_fee_minor: i64,
    pub service_fee_minor: i64,
    pub currency: String,
}

impl StoredOrder {
    /// When its tickets are admitted.
    pub(crate) fn door_window(&self) -> DoorWindow {
        DoorWindow::of_show(self.starts_at, self.ends_at)
    }

    /// As the port shows it.
    pub(crate) fn to_order(&self) -> CinemaOrder {
        let tickets = self.tickets.iter().map(|stored| stored.ticket.clone());
        CinemaOrder {
            order_ref: self.order_ref.clone(),
            pickup_code: self.pickup_code.clone(),
            verification_code: self.verification_code.clone(),
            tickets: tickets.collect(),
        }
    }

    /// As the desk sees it.
    pub(crate) fn to_view(&self) -> PickupView {
        PickupView {
            moved: Vec::new(),
            client_order_id: self.client_order_id,
            session_code: self.session_code.clone(),
            starts_at: self.starts_at,
            order: self.to_order(),
        }
    }

    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            client_order_id: OrderId(row.try_get::<Uuid>("", "client_order_id")?),
            client_lock_id: SeatLockId(row.try_get::<Uuid>("", "client_lock_id")?),
            cinema_code: row.try_get("", "cinema_code")?,
            zone: row.try_get("", "zone")?,
            take_back_stop_min: row.try_get("", "take_back_stop_min")?,
            session_id: row.try_get("", "session_id")?,
            session_code: row.try_get("", "session_code")?,
            is_cancelled: row.try_get::<String>("", "status")? == "cancelled",
            starts_at: row.try_get("", "starts_at")?,
            ends_at: row.try_get("", "ends_at")?,
            channel: Channel::parse(&row.try_get::<String>("", "channel")?)?,
            order_ref: row.try_get("", "order_ref")?,
            pickup_code: row.try_get("", "pickup_code")?,
            verification_code: row.try_get("", "verification_code")?,
            sold_at: row.try_get("", "sold_at")?,
            tickets: Vec::new(),
        })
    }
}

/// The order and its tickets by number; with [`Purpose::Change`] no other transaction changes the
/// tickets before this one ends.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    key: OrderKey<'_>,
    purpose: Purpose,
) -> Result<Option<StoredOrder>, DbErr> {
    let (condition, values) = match key {
        OrderKey::ClientOrder(id) => ("o.client_order_id = $1", vec![id.0.into()]),
        OrderKey::Reference { cinema_code, order_ref } => {
            ("o.cinema_code = $1 AND o.order_ref = $2", vec![cinema_code.into(), order_ref.into()])
        }
        OrderKey::Pickup { cinema_code, pickup_code } => (
            "o.cinema_code = $1 AND o.pickup_code = $2",
            vec![cinema_code.into(), pickup_code.into()],
        ),
    };
    let sql = format!(
        "SELECT o.client_order_id, o.client_lock_id, o.cinema_code, o.session_id, o.channel,
            o.order_ref, o.pickup_code, o.verification_code, o.sold_at, s.session_code, s.status,
            s.starts_at, s.ends_at, c.zone, c.take_back_stop_min
        FROM bo_orders o
        JOIN bo_sessions s ON s.session_id = o.session_id
        JOIN bo_cinemas c ON c.cinema_code = o.cinema_code
        WHERE {condition}"
    );
    let Some(row) = sql::query_one(db, sql, values).await? else {
        return Ok(None);
    };
    let mut order = StoredOrder::read(&row)?;
    order.tickets = read_tickets(db, order.client_order_id, purpose).await?;
    Ok(Some(order))
}

async fn read_tickets(
    db: &impl ConnectionTrait,
    order_id: OrderId,
    purpose: Purpose,
) -> Result<Vec<StoredTicket>, DbErr> {
    let lock = match purpose {
        Purpose::View => "",
        Purpose::Change => sql::locking(db.get_database_backend(), "FOR UPDATE"),
    };
    let sql = format!(
        "SELECT ticket_no, seat_code, state, collected_at, checked_in_at, refunded_at, ticket_minor,
                screen_fee_minor, service_fee_minor, currency
            FROM bo_tickets WHERE client_order_id = $1 ORDER BY ticket_no {lock}"
    );
    let rows = sql::query_all(db, sql, [order_id.0.into()]).await?;
    let tickets = rows.iter().map(|row| {
        let state: String = row.try_get("", "state")?;
        let state = TicketState::parse(&state)
            .ok_or_else(|| DbErr::Type(format!("unknown ticket state {state}")))?;
        Ok(StoredTicket {
            ticket: CinemaTicket {
                ticket_no: row.try_get("", "ticket_no")?,
                seat_code: row.try_get("", "seat_code")?,
                state,
                collected_at: row.try_get("", "collected_at")?,
                checked_in_at: row.try_get("", "checked_in_at")?,
            },
            refunded_at: row.try_get("", "refunded_at")?,
            ticket_minor: row.try_get("", "ticket_minor")?,
            screen_fee_minor: row.try_get("", "screen_fee_minor")?,
            service_fee_minor: row.try_get("", "service_fee_minor")?,
            currency: row.try_get("", "currency")?,
        })
    });
    tickets.collect()
}
