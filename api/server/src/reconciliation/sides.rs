//! Our side of a day: what we booked, as it is compared.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::bank_bills::BankBillLineKind;
use domain::ids::{BankBillId, CinemaId, OrderId, PaymentId, RefundId, RowId};
use domain::orders::Price;
use domain::payments::{BankCode, PaymentStatus, RefundStatus};
use domain::reconciliation::RecordKind;
use domain::reconciliation::bank::{OurRecord, OurState};
use domain::reconciliation::cinema::{OrderMoves, SeatRecord};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use tables::{bank_bill_lines, bank_bills, orders, payments, refunds, surplus_returns, tickets};

use crate::error::Result;

/// Identifiers that one question names.
pub const CHUNK: usize = 400;

/// What a record of ours is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OurRef {
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub return_id: Option<RowId>,
    pub order_id: Option<OrderId>,
    pub status: &'static str,
    pub at: Option<DateTime<Utc>>,
}

pub type Ours = OurRecord<OurRef>;

type PaymentRow =
    (PaymentId, String, OrderId, i64, PaymentStatus, Option<String>, Option<DateTime<Utc>>);

const PAYMENT_COLUMNS: [payments::Column; 7] = [
    payments::Column::Id,
    payments::Column::PaymentNo,
    payments::Column::OrderId,
    payments::Column::AmountMinor,
    payments::Column::Status,
    payments::Column::BankRef,
    payments::Column::SucceededAt,
];

fn of_payment((id, number, order, amount_minor, status, their_ref, at): PaymentRow) -> Ours {
    let state = match status {
        PaymentStatus::Succeeded => OurState::Done,
        PaymentStatus::Quarantined => OurState::SetApart,
        PaymentStatus::Created | PaymentStatus::Pending | PaymentStatus::Unknown => OurState::Open,
        PaymentStatus::Failed | PaymentStatus::Closed => OurState::Failed,
    };
    let id = OurRef {
        payment_id: Some(id),
        refund_id: None,
        return_id: None,
        order_id: Some(order),
        status: status.as_str(),
        at,
    };
    OurRecord { id, kind: RecordKind::Payment, number, amount_minor, state, their_ref }
}

const fn state_of_refund(status: RefundStatus) -> OurState {
    match status {
        RefundStatus::Succeeded => OurState::Done,
        RefundStatus::Rejected | RefundStatus::NeedsManual => OurState::Failed,
        _ => OurState::Open,
    }
}

fn of_refund(row: refunds::Model) -> Ours {
    let id = OurRef {
        payment_id: Some(row.payment_id),
        refund_id: Some(row.id),
        return_id: None,
        order_id: Some(row.order_id),
        status: row.status.as_str(),
        at: row.succeeded_at,
    };
    OurRecord {
        id,
        kind: RecordKind::Refund,
        number: row.refund_no,
        amount_minor: row.amount_minor,
        state: state_of_refund(row.status),
        their_ref: row.bank_ref,
    }
}

fn of_return(row: surplus_returns::Model) -> Ours {
    let id = OurRef {
        payment_id: None,
        refund_id: None,
        return_id: Some(row.id),
        order_id: None,
        status: row.status.as_str(),
        at: row.succeeded_at,
    };
    OurRecord {
        id,
        kind: RecordKind::Refund,
        number: row.refund_no,
        amount_minor: row.amount_minor,
        state: state_of_refund(row.status),
        their_ref: None,
    }
}

/// What a bank's bill of a day is expected to have: payments of its accounting day, and refunds
/// that came to an end within it.
pub async fn expected_of_bank(
    conn: &impl ConnectionTrait,
    bank: BankCode,
    day: NaiveDate,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Ours>> {
    use payments::Column;
    let done = [PaymentStatus::Succeeded, PaymentStatus::Quarantined];
    let paid = || {
        payments::Entity::find()
            .select_only()
            .columns(PAYMENT_COLUMNS)
            .filter(Column::Bank.eq(bank))
            .filter(Column::Status.is_in(done))
    };
    let of_day = paid().filter(Column::AccountingOn.eq(day));
    let undated = paid()
        .filter(Column::AccountingOn.is_null())
        .filter(Column::SucceededAt.gte(from))
        .filter(Column::SucceededAt.lt(to));
    let mut found: Vec<Ours> = Vec::new();
    for query in [of_day, undated] {
        let rows: Vec<PaymentRow> = query.into_tuple().all(conn).await?;
        found.extend(rows.into_iter().map(of_payment));
    }
    let of_bank = refunds::Entity::belongs_to(payments::Entity)
        .from(refunds::Column::PaymentId)
        .to(payments::Column::Id);
    let refunded = refunds::Entity::find()
        .join(JoinType::InnerJoin, of_bank.into())
        .filter(Column::Bank.eq(bank))
        .filter(refunds::Column::Status.eq(RefundStatus::Succeeded))
        .filter(refunds::Column::SucceededAt.gte(from))
        .filter(refunds::Column::SucceededAt.lt(to))
        .all(conn)
        .await?;
    found.extend(refunded.into_iter().map(of_refund));
    let returned = surplus_returns::Entity::find()
        .filter(surplus_returns::Column::Bank.eq(bank))
        .filter(surplus_returns::Column::Status.eq(RefundStatus::Succeeded))
        .filter(surplus_returns::Column::SucceededAt.gte(from))
        .filter(surplus_returns::Column::SucceededAt.lt(to))
        .all(conn)
        .await?;
    found.extend(returned.into_iter().map(of_return));
    Ok(found)
}

/// What we know by these numbers, of whatever day and state.
pub async fn by_numbers(
    conn: &impl ConnectionTrait,
    bank: BankCode,
    wanted: &[(RecordKind, String)],
) -> Result<HashMap<(RecordKind, String), Ours>> {
    let of_kind =
        |kind| wanted.iter().filter(move |(k, _)| *k == kind).map(|(_, number)| number.clone());
    let mut found = Vec::new();
    let numbers: Vec<String> = of_kind(RecordKind::Payment).collect();
    for numbers in numbers.chunks(CHUNK) {
        let rows: Vec<PaymentRow> = payments::Entity::find()
            .select_only()
            .columns(PAYMENT_COLUMNS)
            .filter(payments::Column::Bank.eq(bank))
            .filter(payments::Column::PaymentNo.is_in(numbers))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(of_payment));
    }
    let numbers: Vec<String> = of_kind(RecordKind::Refund).collect();
    for numbers in numbers.chunks(CHUNK) {
        let rows = refunds::Entity::find()
            .filter(refunds::Column::RefundNo.is_in(numbers))
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(of_refund));
        let rows = surplus_returns::Entity::find()
            .filter(surplus_returns::Column::RefundNo.is_in(numbers))
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(of_return));
    }
    Ok(found.into_iter().map(|it| ((it.kind, it.number.clone()), it)).collect())
}

/// What a line of a bill is compared as.
pub const fn kind_of(kind: BankBillLineKind) -> RecordKind {
    match kind {
        BankBillLineKind::Payment => RecordKind::Payment,
        BankBillLineKind::Refund | BankBillLineKind::Void => RecordKind::Refund,
        BankBillLineKind::Dispute => RecordKind::Dispute,
    }
}

/// The newest bill of each day.
pub async fn newest_bills(
    conn: &impl ConnectionTrait,
    bank: BankCode,
) -> Result<HashSet<BankBillId>> {
    let rows: Vec<(BankBillId, NaiveDate)> = bank_bills::Entity::find()
        .select_only()
        .columns([bank_bills::Column::Id, bank_bills::Column::SettleOn])
        .filter(bank_bills::Column::Bank.eq(bank))
        .order_by_asc(bank_bills::Column::Version)
        .into_tuple()
        .all(conn)
        .await?;
    let newest: HashMap<NaiveDate, BankBillId> =
        rows.into_iter().map(|(id, day)| (day, id)).collect();
    Ok(newest.into_values().collect())
}

/// Lines of the newest bills with these numbers.
pub async fn bill_lines(
    conn: &impl ConnectionTrait,
    newest: &HashSet<BankBillId>,
    numbers: &[String],
) -> Result<Vec<bank_bill_lines::Model>> {
    let mut found = Vec::new();
    for numbers in numbers.chunks(CHUNK) {
        let rows = bank_bill_lines::Entity::find()
            .filter(bank_bill_lines::Column::OurNo.is_in(numbers))
            .all(conn)
            .await?;
        found.extend(rows.into_iter().filter(|line| newest.contains(&line.bill_id)));
    }
    Ok(found)
}

/// Payments of the day's orders that another payment of the same order made superfluous, and that
/// nobody gave back yet.
pub async fn paid_twice(
    conn: &impl ConnectionTrait,
    bank: BankCode,
    of_day: &[Ours],
) -> Result<Vec<payments::Model>> {
    let ids = of_day.iter().filter(|it| it.kind == RecordKind::Payment);
    let order_ids: Vec<OrderId> = ids.filter_map(|it| it.id.order_id).collect();
    let of_day: HashSet<PaymentId> = of_day.iter().filter_map(|it| it.id.payment_id).collect();
    let mut twice = Vec::new();
    for order_ids in order_ids.chunks(CHUNK) {
        let again: Vec<OrderId> = payments::Entity::find()
            .select_only()
            .column(payments::Column::OrderId)
            .filter(payments::Column::OrderId.is_in(order_ids.iter().copied()))
            .filter(payments::Column::Bank.eq(bank))
            .filter(payments::Column::Status.eq(PaymentStatus::Succeeded))
            .group_by(payments::Column::OrderId)
            .having(payments::Column::Id.count().gt(1))
            .into_tuple()
            .all(conn)
            .await?;
        twice.extend(again);
    }
    let mut found = Vec::new();
    for id in twice {
        let paid_by = orders::Entity::find_by_id(id)
            .select_only()
            .column(orders::Column::PaymentId)
            .into_tuple::<Option<PaymentId>>()
            .one(conn)
            .await?
            .flatten();
        let rows = payments::Entity::find()
            .filter(payments::Column::OrderId.eq(id))
            .filter(payments::Column::Status.eq(PaymentStatus::Succeeded))
            .all(conn)
            .await?;
        let owed: Vec<PaymentId> = refunds::Entity::find()
            .select_only()
            .column(refunds::Column::PaymentId)
            .filter(refunds::Column::OrderId.eq(id))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().filter(|row| {
            Some(row.id) != paid_by && of_day.contains(&row.id) && !owed.contains(&row.id)
        }));
    }
    Ok(found)
}

/// An order of ours at a cinema, as it is compared.
#[derive(Clone, Debug, Default)]
pub struct OurOrder {
    pub order_no: String,
    pub status: &'static str,
    pub moves: OrderMoves,
}

type TicketRow = (OrderId, String, DateTime<Utc>, Option<DateTime<Utc>>);

const TICKET_COLUMNS: [tickets::Column; 4] = [
    tickets::Column::OrderId,
    tickets::Column::SeatCode,
    tickets::Column::IssuedAt,
    tickets::Column::RefundedAt,
];

/// What a cinema's statement of a day is expected to have: tickets issued and given back in it.
pub async fn expected_of_cinema(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<HashMap<OrderId, OurOrder>> {
    use tickets::Column;
    let order =
        tickets::Entity::belongs_to(orders::Entity).from(Column::OrderId).to(orders::Column::Id);
    let issued = Column::IssuedAt.gte(from).and(Column::IssuedAt.lt(to));
    let returned = Column::RefundedAt.gte(from).and(Column::RefundedAt.lt(to));
    let rows: Vec<TicketRow> = tickets::Entity::find()
        .select_only()
        .columns(TICKET_COLUMNS)
        .join(JoinType::InnerJoin, order.into())
        .filter(orders::Column::CinemaId.eq(cinema_id))
        .filter(issued.or(returned))
        .into_tuple()
        .all(conn)
        .await?;
    moves_of(conn, rows, |at| from <= at && at < to).await
}

/// What became of these orders' tickets on whatever day.
pub async fn moves_of_orders(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    ids: &[OrderId],
) -> Result<HashMap<OrderId, OurOrder>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let order = tickets::Entity::belongs_to(orders::Entity)
            .from(tickets::Column::OrderId)
            .to(orders::Column::Id);
        let rows: Vec<TicketRow> = tickets::Entity::find()
            .select_only()
            .columns(TICKET_COLUMNS)
            .join(JoinType::InnerJoin, order.into())
            .filter(orders::Column::CinemaId.eq(cinema_id))
            .filter(tickets::Column::OrderId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(moves_of(conn, rows, |_| true).await?);
    }
    Ok(found)
}

async fn moves_of(
    conn: &impl ConnectionTrait,
    rows: Vec<TicketRow>,
    is_of_day: impl Fn(DateTime<Utc>) -> bool,
) -> Result<HashMap<OrderId, OurOrder>> {
    let mut by_order: HashMap<OrderId, Vec<TicketRow>> = HashMap::new();
    for row in rows {
        by_order.entry(row.0).or_default().push(row);
    }
    let ids: Vec<OrderId> = by_order.keys().copied().collect();
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let orders: Vec<(OrderId, String, domain::orders::OrderStatus, Price)> =
            orders::Entity::find()
                .select_only()
                .columns([
                    orders::Column::Id,
                    orders::Column::OrderNo,
                    orders::Column::Status,
                    orders::Column::Price,
                ])
                .filter(orders::Column::Id.is_in(ids.iter().copied()))
                .into_tuple()
                .all(conn)
                .await?;
        for (id, order_no, status, price) in orders {
            let tickets = by_order.remove(&id).unwrap_or_default();
            let mut moves = OrderMoves::default();
            for (_, seat_code, issued_at, refunded_at) in tickets {
                let line = price.lines.iter().find(|line| line.seat_code == seat_code);
                let amount_minor = line.map_or(0, |line| line.ticket.amount_minor);
                let seat = SeatRecord { seat_code, amount_minor };
                if is_of_day(issued_at) {
                    moves.add(RecordKind::Sale, seat.clone());
                }
                if refunded_at.is_some_and(&is_of_day) {
                    moves.add(RecordKind::TakeBack, seat);
                }
            }
            found.insert(id, OurOrder { order_no, status: status.as_str(), moves });
        }
    }
    Ok(found)
}
