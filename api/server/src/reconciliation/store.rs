//! Rows of days that are compared, and of their runs.

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::ids::{CinemaId, ReconciliationId, RowId};
use domain::money::Currency;
use domain::payments::BankCode;
use domain::reconciliation::{ReconciliationStatus, SourceKey};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::reconciliations::{ActiveModel, Column, Entity, Model};
use tables::{cinemas, reconciliation_runs};

use crate::clock::Clock;
use crate::error::{Error, Result};

pub async fn day(conn: &impl ConnectionTrait, id: ReconciliationId) -> Result<Model> {
    Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("reconciliation"))
}

pub async fn day_of(
    conn: &impl ConnectionTrait,
    source: SourceKey,
    day: NaiveDate,
) -> Result<Option<Model>> {
    let found = Entity::find()
        .filter(Column::Source.eq(source.to_string()))
        .filter(Column::Day.eq(day))
        .one(conn)
        .await?;
    Ok(found)
}

/// Takes the day's row for this transaction, so that runs, proposals and the closing of one day
/// happen one after the other.
pub async fn take(tx: &Tx, id: ReconciliationId) -> Result<Model> {
    Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    day(tx, id).await
}

/// Makes the row of a day, unless it is there.
pub async fn ensure(tx: &Tx, clock: &Clock, source: SourceKey, day: NaiveDate) -> Result<Model> {
    let (cinema_id, bank) = match source {
        SourceKey::Bank(bank) => (None, Some(bank)),
        SourceKey::Cinema(id) => (Some(id), None),
    };
    let row = ActiveModel {
        id: Set(clock.new_id()),
        source: Set(source.to_string()),
        day: Set(day),
        cinema_id: Set(cinema_id),
        bank: Set(bank),
        status: Set(ReconciliationStatus::Scheduled),
        run_no: Set(0),
        file_id: Set(None),
        ours_count: Set(0),
        ours_minor: Set(0),
        theirs_count: Set(0),
        theirs_minor: Set(0),
        currency: Set(Currency::Cny),
        matched: Set(0),
        verdicts_ok: Set(0),
        fee_minor: Set(None),
        net_minor: Set(None),
        fee_booked_minor: Set(0),
        last_error: Set(None),
        tries: Set(0),
        next_run_at: Set(None),
        leased_until: Set(None),
        created_at: Set(clock.now()),
        started_at: Set(None),
        finished_at: Set(None),
        closed_at: Set(None),
    };
    let stay = OnConflict::columns([Column::Source, Column::Day]).do_nothing().to_owned();
    Entity::insert(row).on_conflict(stay).exec_without_returning(tx).await?;
    let found = day_of(tx, source, day).await?.ok_or(Error::NotFound("reconciliation"))?;
    take(tx, found.id).await
}

/// Writes down how far a run came.
pub async fn note(
    tx: &Tx,
    clock: &Clock,
    (id, run_no): (ReconciliationId, i32),
    stage: &str,
    detail: &str,
) -> Result<()> {
    let row = reconciliation_runs::ActiveModel {
        id: Set(clock.new_id::<RowId>()),
        reconciliation_id: Set(id),
        run_no: Set(run_no),
        stage: Set(stage.to_owned()),
        detail: Set(detail.to_owned()),
        at: Set(clock.now()),
    };
    reconciliation_runs::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes a day, while this run is the one that has it.
pub async fn change(
    tx: &Tx,
    (id, run_no): (ReconciliationId, i32),
    row: ActiveModel,
) -> Result<()> {
    let updated = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id))
        .filter(Column::RunNo.eq(run_no))
        .filter(Column::Status.ne(ReconciliationStatus::Closed))
        .exec(tx)
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// What is known of the days from `since` on.
pub async fn days_since(conn: &impl ConnectionTrait, since: NaiveDate) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::Day.gte(since)).all(conn).await?)
}

/// Days whose next run has come.
pub async fn due_again(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::NextRunAt.lte(now))
        .filter(Column::Status.ne(ReconciliationStatus::Closed))
        .order_by_asc(Column::Day)
        .limit(200)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Which days to list.
#[derive(Clone, Debug, Default)]
pub struct DayFilter {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub cinema_id: Option<CinemaId>,
    pub source: Option<SourceKey>,
    pub status: Option<ReconciliationStatus>,
}

/// Days, the latest first.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &DayFilter,
    after: Option<(NaiveDate, ReconciliationId)>,
    limit: u64,
) -> Result<Vec<Model>> {
    let mut select = Entity::find();
    if let Some(from) = filter.from {
        select = select.filter(Column::Day.gte(from));
    }
    if let Some(to) = filter.to {
        select = select.filter(Column::Day.lte(to));
    }
    if let Some(cinema_id) = filter.cinema_id {
        select = select.filter(Column::CinemaId.eq(cinema_id));
    }
    if let Some(source) = filter.source {
        select = select.filter(Column::Source.eq(source.to_string()));
    }
    if let Some(status) = filter.status {
        select = select.filter(Column::Status.eq(status));
    }
    if let Some((day, id)) = after {
        let same_day = Column::Day.eq(day).and(Column::Id.lt(id));
        select = select.filter(Column::Day.lt(day).or(same_day));
    }
    let rows =
        select.order_by_desc(Column::Day).order_by_desc(Column::Id).limit(limit).all(conn).await?;
    Ok(rows)
}

/// The cinema of a source, where it is one.
pub async fn cinema_of(
    conn: &impl ConnectionTrait,
    source: SourceKey,
) -> Result<Option<cinemas::Model>> {
    match source {
        SourceKey::Bank(_) => Ok(None),
        SourceKey::Cinema(id) => cinemas::Entity::find_by_id(id)
            .one(conn)
            .await?
            .map(Some)
            .ok_or(Error::NotFound("cinema")),
    }
}

/// Which bank or cinema a row is about.
pub fn source_of(row: &Model) -> Result<SourceKey> {
    match (row.bank, row.cinema_id) {
        (Some(bank), _) => Ok(SourceKey::Bank(bank)),
        (None, Some(id)) => Ok(SourceKey::Cinema(id)),
        (None, None) => Err(anyhow::anyhow!("a reconciliation without a source").into()),
    }
}

/// The banks that are compared with.
pub const BANKS: &[BankCode] = BankCode::ALL;
