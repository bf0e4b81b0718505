//! What all three parties say about the orders of a day.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use domain::ids::{CinemaId, CinemaStatementId, OrderId};
use domain::orders::OrderStatus;
use domain::payments::{BankCode, PaymentStatus, RefundStatus};
use domain::reconciliation::{BankWord, CinemaWord, PlatformWord, RecordKind, Verdict, verdict};
use domain::statements::StatementOperation;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{cinema_statement_lines, cinema_statements, orders, payments, refunds};

use super::sides::{self, CHUNK, kind_of};
use crate::error::Result;

/// Days around the one that is judged: tickets may be sold weeks before they are given back.
const DAYS_AROUND: u64 = 40;

/// The newest statement of each day: of one cinema or of all, around a day or of all days.
pub async fn newest_statements(
    conn: &impl ConnectionTrait,
    cinema_id: Option<CinemaId>,
    around: Option<NaiveDate>,
) -> Result<HashMap<CinemaStatementId, (CinemaId, NaiveDate)>> {
    use cinema_statements::Column;
    let mut select = cinema_statements::Entity::find().select_only().columns([
        Column::Id,
        Column::CinemaId,
        Column::BusinessOn,
    ]);
    if let Some(id) = cinema_id {
        select = select.filter(Column::CinemaId.eq(id));
    }
    if let Some(day) = around {
        select = select
            .filter(Column::BusinessOn.gte(day - Days::new(DAYS_AROUND)))
            .filter(Column::BusinessOn.lte(day + Days::new(DAYS_AROUND)));
    }
    let rows: Vec<(CinemaStatementId, CinemaId, NaiveDate)> =
        select.order_by_asc(Column::Version).into_tuple().all(conn).await?;
    let newest: HashMap<(CinemaId, NaiveDate), CinemaStatementId> =
        rows.into_iter().map(|(id, cinema, day)| ((cinema, day), id)).collect();
    Ok(newest.into_iter().map(|(day, id)| (id, day)).collect())
}

/// Lines of these statements about these orders.
pub async fn statement_lines(
    conn: &impl ConnectionTrait,
    newest: &HashMap<CinemaStatementId, (CinemaId, NaiveDate)>,
    ids: &[OrderId],
) -> Result<Vec<cinema_statement_lines::Model>> {
    use cinema_statement_lines::Column;
    let mut found = Vec::new();
    for ids in ids.chunks(CHUNK) {
        let rows = cinema_statement_lines::Entity::find()
            .filter(Column::ClientOrderId.is_in(ids.iter().copied()))
            .order_by_asc(Column::At)
            .order_by_asc(Column::Place)
            .all(conn)
            .await?;
        found.extend(rows.into_iter().filter(|line| newest.contains_key(&line.statement_id)));
    }
    Ok(found)
}

/// How many of these orders all three parties agree about.
pub async fn count_ok(conn: &impl ConnectionTrait, day: NaiveDate, ids: &[OrderId]) -> Result<i64> {
    let statements = newest_statements(conn, None, Some(day)).await?;
    let near = [day.pred_opt(), Some(day), day.succ_opt()];
    let spoke: HashSet<CinemaId> = statements
        .values()
        .filter(|(_, of)| near.contains(&Some(*of)))
        .map(|(cinema, _)| *cinema)
        .collect();
    let mut bills = HashSet::new();
    for bank in BankCode::ALL {
        bills.extend(sides::newest_bills(conn, *bank).await?);
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut ok = 0;
    for ids in ids.chunks(CHUNK) {
        let bank = bank_words(conn, &bills, ids).await?;
        let cinema = cinema_words(conn, &statements, ids).await?;
        let orders: Vec<(OrderId, OrderStatus, CinemaId)> = orders::Entity::find()
            .select_only()
            .columns([orders::Column::Id, orders::Column::Status, orders::Column::CinemaId])
            .filter(orders::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(conn)
            .await?;
        for (id, status, cinema_id) in orders {
            let silent =
                if spoke.contains(&cinema_id) { CinemaWord::Nothing } else { CinemaWord::Silent };
            let said = verdict(
                platform_word(status),
                bank.get(&id).copied().unwrap_or(BankWord::Nothing),
                cinema.get(&id).copied().unwrap_or(silent),
            );
            ok += i64::from(said == Verdict::Ok);
        }
    }
    Ok(ok)
}

const fn platform_word(status: OrderStatus) -> PlatformWord {
    match status {
        OrderStatus::Ticketed => PlatformWord::Ticketed,
        OrderStatus::Refunded => PlatformWord::Refunded,
        OrderStatus::Paid | OrderStatus::Refunding | OrderStatus::AwaitingPayment => {
            PlatformWord::Moving
        }
        OrderStatus::Cancelled | OrderStatus::Expired => PlatformWord::Nothing,
    }
}

async fn bank_words(
    conn: &impl ConnectionTrait,
    bills: &HashSet<domain::ids::BankBillId>,
    ids: &[OrderId],
) -> Result<HashMap<OrderId, BankWord>> {
    let paid: Vec<(OrderId, String)> = payments::Entity::find()
        .select_only()
        .columns([payments::Column::OrderId, payments::Column::PaymentNo])
        .filter(payments::Column::OrderId.is_in(ids.iter().copied()))
        .filter(payments::Column::Status.eq(PaymentStatus::Succeeded))
        .into_tuple()
        .all(conn)
        .await?;
    let returned: Vec<(OrderId, String)> = refunds::Entity::find()
        .select_only()
        .columns([refunds::Column::OrderId, refunds::Column::RefundNo])
        .filter(refunds::Column::OrderId.is_in(ids.iter().copied()))
        .filter(refunds::Column::Status.eq(RefundStatus::Succeeded))
        .into_tuple()
        .all(conn)
        .await?;
    let numbers: Vec<String> = paid.iter().chain(&returned).map(|(_, no)| no.clone()).collect();
    let lines = sides::bill_lines(conn, bills, &numbers).await?;
    let in_bill: HashSet<(RecordKind, &str)> =
        lines.iter().map(|line| (kind_of(line.kind), line.our_no.as_str())).collect();
    // Money that came and went leaves what one payment left.
    let mut net: HashMap<OrderId, (i64, i64)> = HashMap::new();
    for (id, number) in &paid {
        let has = in_bill.contains(&(RecordKind::Payment, number.as_str()));
        net.entry(*id).or_default().0 += i64::from(has);
    }
    for (id, number) in &returned {
        let has = in_bill.contains(&(RecordKind::Refund, number.as_str()));
        net.entry(*id).or_default().1 += i64::from(has);
    }
    let word = |(paid, returned): (i64, i64)| match paid - returned {
        _ if paid == 0 => BankWord::Nothing,
        0 => BankWord::PaidAndReturned,
        _ => BankWord::Paid,
    };
    Ok(net.into_iter().map(|(id, sums)| (id, word(sums))).collect())
}

async fn cinema_words(
    conn: &impl ConnectionTrait,
    statements: &HashMap<CinemaStatementId, (CinemaId, NaiveDate)>,
    ids: &[OrderId],
) -> Result<HashMap<OrderId, CinemaWord>> {
    let mut net: HashMap<OrderId, i64> = HashMap::new();
    for line in statement_lines(conn, statements, ids).await? {
        let sign = if line.operation == StatementOperation::Sale { 1 } else { -1 };
        *net.entry(line.client_order_id).or_default() += sign;
    }
    let word = |left| if left > 0 { CinemaWord::Sold } else { CinemaWord::SoldAndTakenBack };
    Ok(net.into_iter().map(|(id, left)| (id, word(left))).collect())
}
