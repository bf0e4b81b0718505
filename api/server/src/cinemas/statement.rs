//! The platform's own statement of a cinema's day: what it sold there and gave back, with the
//! payments behind it, for the cinema to compare with its own.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::calendar::{PLATFORM_ZONE, cinema_day_bounds};
use domain::ids::{OrderId, PaymentId, ShowtimeId};
use domain::money::Money;
use domain::orders::PriceLine;
use domain::payments::BankCode;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use tables::{cinemas, orders, payments, showtimes, tickets};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::{Error, Result};

/// Whether a line sells a ticket or takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlatformOperation)]
pub enum Operation {
    Sale,
    Refund,
}

/// A ticket that was sold or taken back, and the payment behind it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformStatementLine {
    pub order_no: String,
    pub client_order_id: OrderId,
    /// The cinema's own reference of the order.
    pub order_ref: Option<String>,
    pub ticket_no: String,
    pub session_code: String,
    pub seat_code: String,
    pub operation: Operation,
    /// Without the fees.
    pub ticket: Money,
    pub screen_fee: Money,
    pub service_fee: Money,
    pub paid_at: Option<DateTime<Utc>>,
    pub payment_no: Option<String>,
    pub bank: Option<BankCode>,
    /// When the ticket was issued, or taken back.
    pub at: DateTime<Utc>,
}

/// Sums over the lines; each amount is the sum of all three parts.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PlatformTotals {
    pub sale_count: usize,
    pub sale_amount: Money,
    pub refund_count: usize,
    pub refund_amount: Money,
}

/// What the platform sold and gave back for a cinema on one of its business dates.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformStatement {
    pub cinema_code: String,
    pub business_on: NaiveDate,
    /// False while the day runs.
    pub is_final: bool,
    /// In the order of their instants.
    pub lines: Vec<PlatformStatementLine>,
    pub totals: PlatformTotals,
}

/// Tickets of one day; a cinema sells some thousands.
const MAX_LINES: u64 = 50_000;

/// Puts the statement of a day together from tickets, orders and payments.
pub async fn platform_statement(
    app: &App,
    cinema: &cinemas::Model,
    day: NaiveDate,
) -> Result<PlatformStatement> {
    let zone: Tz = cinema.timezone.parse().unwrap_or(PLATFORM_ZONE);
    let (from, to) = cinema_day_bounds(day, zone).ok_or(Error::NotFound("date"))?;
    let issued = tickets::Column::IssuedAt.gte(from).and(tickets::Column::IssuedAt.lt(to));
    let returned = tickets::Column::RefundedAt.gte(from).and(tickets::Column::RefundedAt.lt(to));
    let rows = tickets_of_day(&app.db, cinema, issued.or(returned)).await?;
    let orders = orders_of(&app.db, &rows).await?;
    let (payments, sessions) = behind(&app.db, &orders).await?;
    let is_of_day = |at: DateTime<Utc>| from <= at && at < to;
    let mut lines = Vec::new();
    for ticket in &rows {
        let Some(order) = orders.get(&ticket.order_id) else { continue };
        let mut add = |operation, at| {
            let price = order.price.lines.iter().find(|line| line.seat_code == ticket.seat_code);
            let payment = order.payment_id.and_then(|id| payments.get(&id));
            let session = sessions.get(&order.showtime_id).cloned().unwrap_or_default();
            lines.extend(line(order, ticket, price?, payment, session, (operation, at)));
            Some(())
        };
        if is_of_day(ticket.issued_at) {
            add(Operation::Sale, ticket.issued_at);
        }
        if let Some(at) = ticket.refunded_at.filter(|at| is_of_day(*at)) {
            add(Operation::Refund, at);
        }
    }
    lines.sort_by(|a, b| (a.at, &a.ticket_no).cmp(&(b.at, &b.ticket_no)));
    let totals = totals(cinema, &lines)?;
    Ok(PlatformStatement {
        cinema_code: cinema.cinema_code.clone(),
        business_on: day,
        is_final: to <= app.clock.now(),
        lines,
        totals,
    })
}

async fn tickets_of_day(
    conn: &impl ConnectionTrait,
    cinema: &cinemas::Model,
    is_of_day: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<tickets::Model>> {
    let order = tickets::Entity::belongs_to(orders::Entity)
        .from(tickets::Column::OrderId)
        .to(orders::Column::Id);
    let rows = tickets::Entity::find()
        .join(JoinType::InnerJoin, order.into())
        .filter(orders::Column::CinemaId.eq(cinema.id))
        .filter(is_of_day)
        .order_by_asc(tickets::Column::Id)
        .limit(MAX_LINES)
        .all(conn)
        .await?;
    Ok(rows)
}

async fn orders_of(
    conn: &impl ConnectionTrait,
    rows: &[tickets::Model],
) -> Result<HashMap<OrderId, orders::Model>> {
    let mut ids: Vec<OrderId> = rows.iter().map(|ticket| ticket.order_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = HashMap::new();
    for ids in ids.chunks(500) {
        let orders = orders::Entity::find()
            .filter(orders::Column::Id.is_in(ids.iter().copied()))
            .all(conn)
            .await?;
        found.extend(orders.into_iter().map(|order| (order.id, order)));
    }
    Ok(found)
}

type Behind = (HashMap<PaymentId, payments::Model>, HashMap<ShowtimeId, String>);

/// The payments behind orders, and the cinema's codes of their sessions.
async fn behind(
    conn: &impl ConnectionTrait,
    orders: &HashMap<OrderId, orders::Model>,
) -> Result<Behind> {
    let orders: Vec<&orders::Model> = orders.values().collect();
    let (mut paid, mut sessions) = (HashMap::new(), HashMap::new());
    for orders in orders.chunks(500) {
        let ids = orders.iter().filter_map(|order| order.payment_id);
        let rows =
            payments::Entity::find().filter(payments::Column::Id.is_in(ids)).all(conn).await?;
        paid.extend(rows.into_iter().map(|payment| (payment.id, payment)));
        let ids = orders.iter().map(|order| order.showtime_id);
        let codes: Vec<(ShowtimeId, String)> = showtimes::Entity::find()
            .select_only()
            .columns([showtimes::Column::Id, showtimes::Column::SessionCode])
            .filter(showtimes::Column::Id.is_in(ids))
            .into_tuple()
            .all(conn)
            .await?;
        sessions.extend(codes);
    }
    Ok((paid, sessions))
}

fn line(
    order: &orders::Model,
    ticket: &tickets::Model,
    price: &PriceLine,
    payment: Option<&payments::Model>,
    session_code: String,
    (operation, at): (Operation, DateTime<Utc>),
) -> Option<PlatformStatementLine> {
    Some(PlatformStatementLine {
        order_no: order.order_no.clone(),
        client_order_id: order.id,
        order_ref: order.cinema_order_ref.clone(),
        ticket_no: ticket.ticket_no.clone(),
        session_code,
        seat_code: ticket.seat_code.clone(),
        operation,
        ticket: price.ticket.checked_sub(price.screen_fee)?,
        screen_fee: price.screen_fee,
        service_fee: price.service_fee,
        paid_at: payment.and_then(|payment| payment.succeeded_at),
        payment_no: payment.map(|payment| payment.payment_no.clone()),
        bank: payment.map(|payment| payment.bank),
        at,
    })
}

fn totals(cinema: &cinemas::Model, lines: &[PlatformStatementLine]) -> Result<PlatformTotals> {
    let of = |operation| lines.iter().filter(move |line| line.operation == operation);
    let sum = |operation| {
        let parts = of(operation).flat_map(|line| [line.ticket, line.screen_fee, line.service_fee]);
        Money::checked_sum(cinema.currency, parts)
            .ok_or_else(|| anyhow::anyhow!("a statement leaves its range"))
    };
    Ok(PlatformTotals {
        sale_count: of(Operation::Sale).count(),
        sale_amount: sum(Operation::Sale)?,
        refund_count: of(Operation::Refund).count(),
        refund_amount: sum(Operation::Refund)?,
    })
}
