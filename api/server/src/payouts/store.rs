//! Rows of payouts, and what the books hold between the platform and a cinema.

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::ids::{CinemaId, CinemaPayoutId, JournalId};
use domain::ledger::{LedgerAccount, LedgerEvent};
use domain::reconciliation::ResolutionVerdict;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use tables::{
    cinema_payout_approvals as approvals, cinema_payouts as payouts, cinemas, ledger_journals,
    orders, reconciliations, tickets,
};

use crate::error::{Error, Result};

/// A proposal and what was said to it.
pub type Row = (payouts::Model, Option<approvals::Model>);

pub async fn cinema(conn: &impl ConnectionTrait, id: CinemaId) -> Result<cinemas::Model> {
    cinemas::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("cinema"))
}

/// Takes the cinema's row for this transaction, so that its payouts happen one after the other.
pub async fn take_cinema(tx: &Tx, id: CinemaId) -> Result<cinemas::Model> {
    cinemas::Entity::update_many()
        .col_expr(cinemas::Column::UpdatedAt, Expr::col(cinemas::Column::UpdatedAt))
        .filter(cinemas::Column::Id.eq(id))
        .exec(tx)
        .await?;
    cinema(tx, id).await
}

fn with_word() -> sea_orm::SelectTwo<payouts::Entity, approvals::Entity> {
    let word = payouts::Entity::belongs_to(approvals::Entity)
        .from(payouts::Column::Id)
        .to(approvals::Column::PayoutId);
    payouts::Entity::find().join(JoinType::LeftJoin, word.into()).select_also(approvals::Entity)
}

/// A payout of a cinema.
pub async fn one(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    id: CinemaPayoutId,
) -> Result<Row> {
    let found = with_word()
        .filter(payouts::Column::Id.eq(id))
        .filter(payouts::Column::CinemaId.eq(cinema_id))
        .one(conn)
        .await?;
    found.ok_or(Error::NotFound("payout"))
}

/// Payouts of a cinema, the latest first.
pub async fn list(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    after: Option<CinemaPayoutId>,
    limit: u64,
) -> Result<Vec<Row>> {
    let mut select = with_word().filter(payouts::Column::CinemaId.eq(cinema_id));
    if let Some(after) = after {
        select = select.filter(payouts::Column::Id.lt(after));
    }
    Ok(select.order_by_desc(payouts::Column::Id).limit(limit).all(conn).await?)
}

/// The proposal that waits for a second person.
pub async fn open(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
) -> Result<Option<payouts::Model>> {
    let found = with_word()
        .filter(payouts::Column::CinemaId.eq(cinema_id))
        .filter(approvals::Column::PayoutId.is_null())
        .one(conn)
        .await?;
    Ok(found.map(|(payout, _)| payout))
}

/// The last payout that was agreed to.
pub async fn last_agreed(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
) -> Result<Option<payouts::Model>> {
    let found = with_word()
        .filter(payouts::Column::CinemaId.eq(cinema_id))
        .filter(approvals::Column::Verdict.eq(ResolutionVerdict::Approved))
        .order_by_desc(payouts::Column::ThroughOn)
        .one(conn)
        .await?;
    Ok(found.map(|(payout, _)| payout))
}

/// When the cinema sold its first ticket through us.
pub async fn first_sale(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
) -> Result<Option<DateTime<Utc>>> {
    let order = tickets::Entity::belongs_to(orders::Entity)
        .from(tickets::Column::OrderId)
        .to(orders::Column::Id);
    let first = tickets::Entity::find()
        .select_only()
        .column(tickets::Column::IssuedAt)
        .join(JoinType::InnerJoin, order.into())
        .filter(orders::Column::CinemaId.eq(cinema_id))
        .order_by_asc(tickets::Column::IssuedAt)
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(first)
}

/// The cinema's days from `first` on that somebody or something looked at.
pub async fn days_from(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    first: NaiveDate,
) -> Result<Vec<reconciliations::Model>> {
    let rows = reconciliations::Entity::find()
        .filter(reconciliations::Column::CinemaId.eq(cinema_id))
        .filter(reconciliations::Column::Day.gte(first))
        .order_by_asc(reconciliations::Column::Day)
        .all(conn)
        .await?;
    Ok(rows)
}

/// What accounts 2110 and 1130 hold about a cinema, without orders whose tickets were issued from
/// `until` on. What became of the others counts whenever it was booked: what went back meanwhile is
/// not paid out, and what two people agreed on needs no closed day. A ticket's own instant decides,
/// because reconciliation puts it on its day by that, too.
const BALANCES: &str = "
SELECT
    CAST(COALESCE(SUM(CASE WHEN credit = $2 THEN amount_minor
        WHEN debit = $2 THEN -amount_minor ELSE 0 END), 0) AS BIGINT) AS due,
    CAST(COALESCE(SUM(CASE WHEN debit = $3 THEN amount_minor
        WHEN credit = $3 THEN -amount_minor ELSE 0 END), 0) AS BIGINT) AS claims
FROM ledger_entries
WHERE cinema_id = $1 AND (debit IN ($2, $3) OR credit IN ($2, $3))
    AND (order_id IS NULL OR order_id NOT IN (
        SELECT t.order_id FROM tickets t JOIN orders o ON o.id = t.order_id
        WHERE o.cinema_id = $1 AND t.issued_at >= $4))";

pub async fn balances(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    until: DateTime<Utc>,
) -> Result<(i64, i64)> {
    let values = [
        cinema_id.into(),
        LedgerAccount::DueToCinema.as_str().into(),
        LedgerAccount::DueFromCinema.as_str().into(),
        until.into(),
    ];
    let sql = Statement::from_sql_and_values(conn.get_database_backend(), BALANCES, values);
    let row = conn.query_one_raw(sql).await?;
    let row = row.ok_or_else(|| anyhow::anyhow!("a sum without a row"))?;
    Ok((row.try_get("", "due")?, row.try_get("", "claims")?))
}

/// The journal that an agreed payout was booked as.
pub async fn journal_of(tx: &Tx, id: CinemaPayoutId) -> Result<JournalId> {
    let journal = ledger_journals::Entity::find()
        .filter(ledger_journals::Column::Event.eq(LedgerEvent::CinemaPaidOut))
        .filter(ledger_journals::Column::SourceId.eq(id.0))
        .one(tx)
        .await?
        .ok_or_else(|| anyhow::anyhow!("a journal that was just written is not there"))?;
    Ok(journal.id)
}
