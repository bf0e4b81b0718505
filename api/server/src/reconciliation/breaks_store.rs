//! Rows of differences, proposals and approvals.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::ids::{BreakId, JournalId, OrderId, ReconciliationId, ResolutionId, UserId};
use domain::payments::RefundStatus;
use domain::reconciliation::{
    AutomaticState, BreakAge, BreakClass, BreakState, RecordKind, ResolutionAction, SourceKey,
};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};
use tables::reconciliation_breaks::{ActiveModel, Column, Entity, Model};
use tables::{break_approvals, break_resolutions, surplus_returns};

use super::sides::CHUNK;
use crate::error::{Error, Result};

/// States in which something is still to be done.
pub const UNSETTLED: [BreakState; 3] = [BreakState::Pooled, BreakState::Open, BreakState::Proposed];

pub async fn one(conn: &impl ConnectionTrait, id: BreakId) -> Result<Model> {
    Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("break"))
}

/// A difference of a day.
pub async fn of_day(
    conn: &impl ConnectionTrait,
    day: ReconciliationId,
    id: BreakId,
) -> Result<Model> {
    let found = one(conn, id).await?;
    if found.reconciliation_id == day { Ok(found) } else { Err(Error::NotFound("break")) }
}

/// Takes a break's row for this transaction.
pub async fn take(tx: &Tx, id: BreakId) -> Result<Model> {
    Entity::update_many()
        .col_expr(Column::SeenInRun, Expr::col(Column::SeenInRun))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    one(tx, id).await
}

pub async fn insert(tx: &Tx, rows: Vec<ActiveModel>) -> Result<()> {
    // PostgreSQL takes 65,535 values in one statement.
    for rows in rows.chunks(200) {
        Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn update(tx: &Tx, row: ActiveModel) -> Result<()> {
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// All differences of a day that are known.
pub async fn all_of_day(conn: &impl ConnectionTrait, id: ReconciliationId) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::ReconciliationId.eq(id)).all(conn).await?)
}

/// Differences of a day that the platform can do something about by itself.
pub async fn to_act_upon(
    conn: &impl ConnectionTrait,
    id: ReconciliationId,
) -> Result<Vec<BreakId>> {
    let rows = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::ReconciliationId.eq(id))
        .filter(Column::State.eq(BreakState::Open))
        .filter(Column::AutomaticState.is_in([AutomaticState::Due, AutomaticState::Begun]))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows)
}

/// Unsettled differences of other days of a source that lacked what this day has.
pub async fn waiting_for(
    conn: &impl ConnectionTrait,
    source: SourceKey,
    day: ReconciliationId,
    beside: &[(RecordKind, String)],
) -> Result<Vec<Model>> {
    let lacking = [
        BreakClass::BankMissing,
        BreakClass::RefundMissing,
        BreakClass::CinemaNotTicketed,
        BreakClass::CinemaExtra,
    ];
    let wanted: HashSet<(RecordKind, &str)> =
        beside.iter().map(|(kind, reference)| (*kind, reference.as_str())).collect();
    let mut found = Vec::new();
    for some in beside.chunks(CHUNK) {
        let rows = Entity::find()
            .filter(Column::Source.eq(source.to_string()))
            .filter(Column::ReconciliationId.ne(day))
            .filter(Column::Class.is_in(lacking))
            .filter(Column::State.is_in(UNSETTLED))
            .filter(Column::Reference.is_in(some.iter().map(|(_, reference)| reference.clone())))
            .all(conn)
            .await?;
        let is_it = |row: &Model| wanted.contains(&(row.kind, row.reference.as_str()));
        found.extend(rows.into_iter().filter(is_it));
    }
    Ok(found)
}

/// What two people wrote off as missing at a source and what was lost, by our number. What another
/// day than this one has already as arrived is not among it.
pub async fn written_off(
    conn: &impl ConnectionTrait,
    source: SourceKey,
    day: NaiveDate,
) -> Result<HashMap<String, i64>> {
    let source = source.to_string();
    let rows: Vec<(String, i64)> = written_off_at(&source)
        .select_only()
        .column(Column::Reference)
        .column(break_resolutions::Column::AmountMinor)
        .into_tuple()
        .all(conn)
        .await?;
    let mut lost: HashMap<String, i64> = rows.into_iter().collect();
    if lost.is_empty() {
        return Ok(lost);
    }
    let stands = Column::State.ne(BreakState::Resolved).or(Column::ProposalId.is_not_null());
    let arrived: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Reference)
        .filter(Column::Source.eq(source))
        .filter(Column::Class.eq(BreakClass::LateArrival))
        .filter(Column::Day.ne(day))
        .filter(stands)
        .into_tuple()
        .all(conn)
        .await?;
    for reference in arrived {
        lost.remove(&reference);
    }
    Ok(lost)
}

/// Differences in which this number was written off, the last one first.
pub async fn written_off_as(
    conn: &impl ConnectionTrait,
    source: &str,
    reference: &str,
) -> Result<Vec<Model>> {
    let rows = written_off_at(source)
        .filter(Column::Reference.eq(reference))
        .order_by_desc(Column::ResolvedAt)
        .all(conn)
        .await?;
    Ok(rows)
}

/// The journal with which the loss of this number was booked.
pub async fn write_off_of(
    conn: &impl ConnectionTrait,
    source: &str,
    reference: &str,
) -> Result<Option<JournalId>> {
    let rows = written_off_as(conn, source, reference).await?;
    let said = break_approvals::Entity::find()
        .filter(break_approvals::Column::ResolutionId.is_in(rows.iter().map(|row| row.proposal_id)))
        .all(conn)
        .await?;
    let of = |row: &Model| said.iter().find(|word| Some(word.resolution_id) == row.proposal_id);
    Ok(rows.iter().find_map(of).and_then(|word| word.journal_id))
}

/// A record that no bill had, and that two people booked as a loss.
fn written_off_at(source: &str) -> Select<Entity> {
    let decision = Entity::belongs_to(break_resolutions::Entity)
        .from(Column::ProposalId)
        .to(break_resolutions::Column::Id);
    Entity::find()
        .join(JoinType::InnerJoin, decision.into())
        .filter(Column::Source.eq(source))
        .filter(Column::Class.eq(BreakClass::BankMissing))
        .filter(Column::State.eq(BreakState::Resolved))
        .filter(break_resolutions::Column::Action.eq(ResolutionAction::WriteOff))
}

/// Orders for which a difference with a cinema was put right by the platform itself.
pub async fn settled_at_cinema(
    conn: &impl ConnectionTrait,
    ids: &[OrderId],
) -> Result<HashSet<OrderId>> {
    let mut found = HashSet::new();
    for ids in ids.chunks(CHUNK) {
        let rows: Vec<Option<OrderId>> = Entity::find()
            .select_only()
            .column(Column::OrderId)
            .filter(Column::OrderId.is_in(ids.iter().copied()))
            .filter(Column::Class.is_in([BreakClass::CinemaNotTicketed, BreakClass::CinemaExtra]))
            .filter(Column::State.eq(BreakState::Resolved))
            .filter(Column::AutomaticState.eq(AutomaticState::Done))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().flatten());
    }
    Ok(found)
}

/// How many differences of some days stand in each state, and what they add up to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StateCount {
    pub reconciliation_id: ReconciliationId,
    pub class: BreakClass,
    pub state: BreakState,
    pub count: i64,
    pub amount_minor: i64,
}

pub async fn counts(
    conn: &impl ConnectionTrait,
    ids: &[ReconciliationId],
) -> Result<Vec<StateCount>> {
    let sum = Expr::col(Column::DifferenceMinor).sum();
    let rows = Entity::find()
        .select_only()
        .columns([Column::ReconciliationId, Column::Class, Column::State])
        .column_as(Column::Id.count(), "count")
        .column_as(sum.cast_as("BIGINT"), "amount_minor")
        .filter(Column::ReconciliationId.is_in(ids.iter().copied()))
        .group_by(Column::ReconciliationId)
        .group_by(Column::Class)
        .group_by(Column::State)
        .into_model()
        .all(conn)
        .await?;
    Ok(rows)
}

/// How many differences of a day are not settled.
pub async fn unsettled(conn: &impl ConnectionTrait, id: ReconciliationId) -> Result<u64> {
    let count = Entity::find()
        .filter(Column::ReconciliationId.eq(id))
        .filter(Column::State.is_in(UNSETTLED))
        .count(conn)
        .await?;
    Ok(count)
}

/// How many surpluses of a day are on their way back to their payers. One that fails is a break
/// again.
pub async fn open_returns(conn: &impl ConnectionTrait, id: ReconciliationId) -> Result<u64> {
    let of_day = surplus_returns::Entity::belongs_to(Entity)
        .from(surplus_returns::Column::BreakId)
        .to(Column::Id);
    let open = RefundStatus::ALL.iter().copied().filter(|status| status.is_open());
    let count = surplus_returns::Entity::find()
        .join(JoinType::InnerJoin, of_day.into())
        .filter(Column::ReconciliationId.eq(id))
        .filter(surplus_returns::Column::Status.is_in(open))
        .count(conn)
        .await?;
    Ok(count)
}

/// Which differences to list.
#[derive(Clone, Debug, Default)]
pub struct BreakFilter {
    pub state: Option<BreakState>,
    pub class: Option<BreakClass>,
    pub source: Option<SourceKey>,
    pub age: Option<BreakAge>,
    pub owner_id: Option<UserId>,
    pub reconciliation_id: Option<ReconciliationId>,
}

/// Differences, the longest open first.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &BreakFilter,
    now: DateTime<Utc>,
    after: Option<(DateTime<Utc>, BreakId)>,
    limit: u64,
) -> Result<Vec<Model>> {
    let mut select = Entity::find();
    select = match filter.state {
        Some(state) => select.filter(Column::State.eq(state)),
        None => select,
    };
    if let Some(class) = filter.class {
        select = select.filter(Column::Class.eq(class));
    }
    if let Some(source) = filter.source {
        select = select.filter(Column::Source.eq(source.to_string()));
    }
    if let Some(owner_id) = filter.owner_id {
        select = select.filter(Column::OwnerId.eq(owner_id));
    }
    if let Some(id) = filter.reconciliation_id {
        select = select.filter(Column::ReconciliationId.eq(id));
    }
    if let Some((from, to)) = filter.age.and_then(|age| age.opened(now)) {
        select = select.filter(Column::OpenedAt.lt(to));
        if let Some(from) = from {
            select = select.filter(Column::OpenedAt.gte(from));
        }
    }
    if let Some((at, id)) = after {
        let same_instant = Column::OpenedAt.eq(at).and(Column::Id.gt(id));
        select = select.filter(Column::OpenedAt.gt(at).or(same_instant));
    }
    let rows = select
        .order_by_asc(Column::OpenedAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Proposals about a difference with what was said to them, the first one first.
pub async fn resolutions(
    conn: &impl ConnectionTrait,
    id: BreakId,
) -> Result<Vec<(break_resolutions::Model, Option<break_approvals::Model>)>> {
    let made = break_resolutions::Entity::find()
        .filter(break_resolutions::Column::BreakId.eq(id))
        .order_by_asc(break_resolutions::Column::MadeAt)
        .order_by_asc(break_resolutions::Column::Id)
        .all(conn)
        .await?;
    let said = break_approvals::Entity::find()
        .filter(break_approvals::Column::ResolutionId.is_in(made.iter().map(|it| it.id)))
        .all(conn)
        .await?;
    let pair = |it: break_resolutions::Model| {
        let word = said.iter().find(|word| word.resolution_id == it.id).cloned();
        (it, word)
    };
    Ok(made.into_iter().map(pair).collect())
}

pub async fn resolution(
    conn: &impl ConnectionTrait,
    id: ResolutionId,
) -> Result<break_resolutions::Model> {
    break_resolutions::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("resolution"))
}
