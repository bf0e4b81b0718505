//! What of cinemas' data was not believed, kept for administrators: one line for each thing and
//! reason, counted when it comes again.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::feed::{FaultKind, cut};
use domain::ids::{CinemaId, RowId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tables::cinema_findings::{ActiveModel, Column, Entity, Model};

use super::intake::{Finding, Outcome};
use crate::app::App;
use crate::audit::Note;
use crate::error::{Error, Result};

/// Lines that one cinema may have: rubbish by the megabyte stays a page.
const MAX_LINES: u64 = 1_000;

/// Characters of a line's explanation.
const MAX_DETAIL: usize = 500;

/// Writes down what a delivery brought: remarks on what is wrong, and an end to earlier remarks on
/// what is right now.
pub async fn record(app: &App, tx: &Tx, cinema_id: CinemaId, outcome: &Outcome) -> Result<()> {
    let open =
        Entity::find().filter(Column::CinemaId.eq(cinema_id)).limit(MAX_LINES + 1).all(tx).await?;
    if outcome.findings.is_empty() && open.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    let remarked: std::collections::BTreeSet<&str> =
        outcome.findings.iter().map(|finding| finding.subject.as_str()).collect();
    let sound: std::collections::BTreeSet<&str> =
        outcome.sound.iter().map(String::as_str).collect();
    let is_over = |line: &&Model| {
        let subject = line.subject.as_str();
        line.dismissed_at.is_none() && sound.contains(subject) && !remarked.contains(subject)
    };
    let over: Vec<RowId> = open.iter().filter(is_over).map(|line| line.id).collect();
    if !over.is_empty() {
        set_dismissed(tx, &over, Some(now)).await?;
    }
    let mut lines = u64::try_from(open.len()).unwrap_or(MAX_LINES);
    for finding in &outcome.findings {
        note(app, tx, cinema_id, finding, &open, &mut lines, now).await?;
    }
    Ok(())
}

async fn note(
    app: &App,
    tx: &Tx,
    cinema_id: CinemaId,
    finding: &Finding,
    known: &[Model],
    lines: &mut u64,
    now: DateTime<Utc>,
) -> Result<()> {
    let kind = finding.fault.kind.as_str();
    let detail = cut(&finding.fault.detail, MAX_DETAIL);
    let is_same = |line: &&Model| line.kind == kind && line.subject == finding.subject;
    if known.iter().any(|line| is_same(&line)) {
        return count_again(tx, cinema_id, kind, &finding.subject, detail, now).await;
    }
    if *lines >= MAX_LINES {
        let more = "more is wrong than is written down";
        return count_again(tx, cinema_id, FaultKind::TooMany.as_str(), MORE, more.into(), now)
            .await;
    }
    *lines += 1;
    let is_last = *lines == MAX_LINES;
    let (kind, subject, detail) = match is_last {
        true => (FaultKind::TooMany.as_str(), MORE.to_owned(), "more is wrong".to_owned()),
        false => (kind, finding.subject.clone(), detail),
    };
    let line = Model {
        id: app.clock.new_id(),
        cinema_id,
        kind: kind.to_owned(),
        subject,
        detail,
        count: 1,
        first_seen_at: now,
        last_seen_at: now,
        dismissed_at: None,
    };
    // The same thing may be there twice in one delivery.
    let again =
        sea_orm::sea_query::OnConflict::columns([Column::CinemaId, Column::Kind, Column::Subject])
            .value(Column::Count, Expr::col((Entity, Column::Count)).add(1))
            .to_owned();
    Entity::insert(ActiveModel::from(line)).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// The line that stands for all that had no room.
const MORE: &str = "findings";

/// One more of the same. A line that was dismissed stays so unless it says something else now.
async fn count_again(
    tx: &Tx,
    cinema_id: CinemaId,
    kind: &str,
    subject: &str,
    detail: String,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = || {
        Entity::update_many()
            .filter(Column::CinemaId.eq(cinema_id))
            .filter(Column::Kind.eq(kind))
            .filter(Column::Subject.eq(subject))
    };
    line()
        .col_expr(Column::DismissedAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::Detail.ne(&detail))
        .exec(tx)
        .await?;
    line()
        .col_expr(Column::Count, Expr::col(Column::Count).add(1))
        .col_expr(Column::LastSeenAt, Expr::value(now))
        .col_expr(Column::Detail, Expr::value(detail))
        .exec(tx)
        .await?;
    Ok(())
}

async fn set_dismissed(tx: &Tx, ids: &[RowId], at: Option<DateTime<Utc>>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::DismissedAt, Expr::value(at))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Lines of a cinema, newest first, before `after` where a page continues.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    only_open: bool,
    after: Option<(DateTime<Utc>, RowId)>,
    limit: u64,
) -> Result<Vec<Model>> {
    let mut select = Entity::find().filter(Column::CinemaId.eq(cinema_id));
    if only_open {
        select = select.filter(Column::DismissedAt.is_null());
    }
    if let Some((at, id)) = after {
        let earlier = Column::LastSeenAt.lt(at);
        let same = Column::LastSeenAt.eq(at).and(Column::Id.lt(id));
        select = select.filter(earlier.or(same));
    }
    let lines = select
        .order_by_desc(Column::LastSeenAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(lines)
}

/// How many lines of a cinema nobody has dismissed.
///
/// # Errors
/// When the database refuses.
pub async fn open_count(conn: &impl ConnectionTrait, cinema_id: CinemaId) -> Result<u64> {
    let open = Entity::find()
        .filter(Column::CinemaId.eq(cinema_id))
        .filter(Column::DismissedAt.is_null())
        .count(conn)
        .await?;
    Ok(open)
}

/// An administrator has seen to it. Repeated, it changes nothing.
///
/// # Errors
/// [`Error::NotFound`] when the cinema has no such line.
pub async fn dismiss(app: &App, cinema_id: CinemaId, id: RowId, note: Note<'_>) -> Result<()> {
    let tx = app.db.begin().await?;
    let found = Entity::find_by_id(id).filter(Column::CinemaId.eq(cinema_id)).one(&tx).await?;
    let line = found.ok_or(Error::NotFound("finding"))?;
    if line.dismissed_at.is_none() {
        set_dismissed(&tx, &[line.id], Some(app.clock.now())).await?;
    }
    note.record(app, &tx).await?;
    tx.commit().await?;
    Ok(())
}
