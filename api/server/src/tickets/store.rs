//! Rows of tickets.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{CinemaId, OrderId, TicketId};
use domain::tickets::TicketState;
use gateways::cinema::CinemaTicket;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::{cinema_systems, tickets};

use crate::app::App;
use crate::error::Result;

pub async fn tickets_of(
    conn: &impl ConnectionTrait,
    order_id: OrderId,
) -> Result<Vec<tickets::Model>> {
    let rows = tickets::Entity::find()
        .filter(tickets::Column::OrderId.eq(order_id))
        .order_by_asc(tickets::Column::TicketNo)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Writes the tickets that the cinema issued.
pub async fn issue(app: &App, tx: &Tx, order_id: OrderId, issued: &[CinemaTicket]) -> Result<()> {
    let now = app.clock.now();
    let rows = issued.iter().map(|ticket| tickets::ActiveModel {
        id: Set(app.clock.new_id::<TicketId>()),
        order_id: Set(order_id),
        ticket_no: Set(ticket.ticket_no.clone()),
        seat_code: Set(ticket.seat_code.clone()),
        state: Set(ticket.state),
        issued_at: Set(now),
        collected_at: Set(ticket.collected_at),
        checked_in_at: Set(ticket.checked_in_at),
        refunded_at: Set(None),
    });
    tickets::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether a cinema's gate takes squares that turn only.
pub async fn requires_live(conn: &impl ConnectionTrait, cinema_id: CinemaId) -> Result<bool> {
    let system = cinema_systems::Entity::find_by_id(cinema_id).one(conn).await?;
    Ok(system.is_some_and(|system| system.requires_live_tickets))
}

/// A gate let people in while the cinema could not hear of it; now its show is over and it hears
/// no more. The platform keeps the fact for itself.
pub async fn mark_checked_in(
    tx: &Tx,
    order_id: OrderId,
    ticket_nos: &[String],
    at: DateTime<Utc>,
) -> Result<()> {
    let before = [TicketState::Issued, TicketState::Collected];
    tickets::Entity::update_many()
        .col_expr(tickets::Column::State, Expr::value(TicketState::CheckedIn))
        .col_expr(tickets::Column::CheckedInAt, Expr::value(at))
        .filter(tickets::Column::OrderId.eq(order_id))
        .filter(tickets::Column::TicketNo.is_in(ticket_nos))
        .filter(tickets::Column::State.is_in(before))
        .exec(tx)
        .await?;
    Ok(())
}

/// The cinema took all tickets of an order back.
pub async fn mark_refunded(tx: &Tx, order_id: OrderId, now: DateTime<Utc>) -> Result<()> {
    tickets::Entity::update_many()
        .col_expr(tickets::Column::State, Expr::value(TicketState::Refunded))
        .col_expr(tickets::Column::RefundedAt, Expr::value(now))
        .filter(tickets::Column::OrderId.eq(order_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Follows what the cinema says happened at its doors. States only move forward.
pub async fn follow_cinema(tx: &Tx, order_id: OrderId, seen: &[CinemaTicket]) -> Result<()> {
    for ticket in seen {
        let before = TicketState::ALL.iter().copied().filter(|from| {
            from.may_become(ticket.state)
                // Both may have happened between two looks.
                || (*from == TicketState::Issued && ticket.state == TicketState::CheckedIn)
        });
        tickets::Entity::update_many()
            .col_expr(tickets::Column::State, Expr::value(ticket.state))
            .col_expr(tickets::Column::CollectedAt, Expr::value(ticket.collected_at))
            .col_expr(tickets::Column::CheckedInAt, Expr::value(ticket.checked_in_at))
            .filter(tickets::Column::OrderId.eq(order_id))
            .filter(tickets::Column::TicketNo.eq(&ticket.ticket_no))
            .filter(tickets::Column::State.is_in(before))
            .exec(tx)
            .await?;
    }
    Ok(())
}
