//! Writing down what a comparison found: the same difference is the same row in every run, and one
//! that is not found any more came right.

use std::collections::HashMap;

use database::Tx;
use domain::ids::OrderId;
use domain::reconciliation::{AutomaticState, BreakClass, BreakState, SourceKey, due_at};
use domain::text::LocalizedText;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tables::reconciliation_breaks::{ActiveModel, Model};
use tables::{orders, reconciliations};

use super::evidence::{Compared, Identity, NewBreak, Side};
use super::sides::CHUNK;
use super::words::{self, Saying, same};
use super::{breaks_store, postings, store};
use crate::clock::Clock;
use crate::error::Result;

/// Writes the differences of a run down. The caller has taken the day's row.
pub async fn record(
    tx: &Tx,
    clock: &Clock,
    day: &reconciliations::Model,
    found: &Compared,
) -> Result<()> {
    let known = breaks_store::all_of_day(tx, day.id).await?;
    let mut known: HashMap<Identity, Model> =
        known.into_iter().map(|row| ((row.class, row.kind, row.reference.clone()), row)).collect();
    let numbers = order_numbers(tx, &found.breaks).await?;
    let mut fresh = Vec::new();
    let mut arrived = Vec::new();
    for new in &found.breaks {
        match known.remove(&new.identity()) {
            Some(row) => again(tx, clock, day, &row, new).await?,
            None => {
                fresh.push(first(clock, day, new, &numbers));
                arrived.extend((new.class == BreakClass::LateArrival).then_some(&new.reference));
            }
        }
    }
    breaks_store::insert(tx, fresh).await?;
    note_arrivals(tx, day, &arrived).await?;
    let why = Saying::GoneInRun.with([same(day.run_no)]);
    for row in known.values().filter(|row| row.state.is_unsettled()) {
        came_right(tx, clock, row, why.clone()).await?;
    }
    let source = store::source_of(day)?;
    let why = Saying::FoundOn.with([same(day.day)]);
    for row in breaks_store::waiting_for(tx, source, day.id, &found.beside).await? {
        came_right(tx, clock, &row, why.clone()).await?;
    }
    Ok(())
}

/// Says at breaks that were written off that what they lacked came: they stay as people ended them.
async fn note_arrivals(tx: &Tx, day: &reconciliations::Model, arrived: &[&String]) -> Result<()> {
    for reference in arrived {
        for row in breaks_store::written_off_as(tx, &day.source, reference).await? {
            let why = Saying::ArrivedOn.with([same(day.day)]);
            let outcome = words::append(row.automatic_outcome.as_deref(), why);
            let change = ActiveModel {
                id: Unchanged(row.id),
                automatic_outcome: Set(Some(outcome.to_column())),
                ..Default::default()
            };
            breaks_store::update(tx, change).await?;
        }
    }
    Ok(())
}

/// Ends a break that needs nobody any more, and takes out of suspense what was set apart for it.
pub async fn came_right(tx: &Tx, clock: &Clock, row: &Model, why: LocalizedText) -> Result<()> {
    postings::come_right(tx, clock, row).await?;
    let outcome = words::append(row.automatic_outcome.as_deref(), why);
    let change = ActiveModel {
        id: Unchanged(row.id),
        state: Set(BreakState::Resolved),
        // Should it be found once more, everything begins anew.
        automatic_state: Set(None),
        automatic_outcome: Set(Some(outcome.to_column())),
        proposal_id: Set(None),
        resolved_at: Set(Some(clock.now())),
        ..Default::default()
    };
    breaks_store::update(tx, change).await
}

fn json(side: Option<&Side>) -> Option<serde_json::Value> {
    side.and_then(|side| serde_json::to_value(side).ok())
}

fn first(
    clock: &Clock,
    day: &reconciliations::Model,
    new: &NewBreak,
    numbers: &HashMap<OrderId, String>,
) -> ActiveModel {
    let action = new.class.automatic_action(new.kind);
    let last = store::source_of(day)
        .map_or(day.day, |source: SourceKey| day.day + chrono::Days::new(source.window_days()));
    ActiveModel {
        id: Set(clock.new_id()),
        reconciliation_id: Set(day.id),
        source: Set(day.source.clone()),
        day: Set(day.day),
        class: Set(new.class),
        kind: Set(new.kind),
        reference: Set(new.reference.clone()),
        state: Set(if new.is_pooled { BreakState::Pooled } else { BreakState::Open }),
        // An order that a cinema names may be none of ours.
        order_id: Set(new.order_id.filter(|id| numbers.contains_key(id))),
        order_no: Set(new.order_id.and_then(|id| numbers.get(&id).cloned())),
        payment_id: Set(new.payment_id),
        refund_id: Set(new.refund_id),
        cinema_id: Set(new.cinema_id),
        difference_minor: Set(new.difference_minor),
        suspense_minor: Set(new.suspense_minor),
        currency: Set(new.currency),
        ours: Set(json(new.ours.as_ref())),
        bank_side: Set(json(new.bank.as_ref())),
        cinema_side: Set(json(new.cinema.as_ref())),
        opened_at: Set(clock.now()),
        pooled_until: Set(due_at(last).filter(|_| new.is_pooled)),
        seen_in_run: Set(day.run_no),
        owner_id: Set(None),
        automatic_action: Set(action),
        automatic_state: Set(action.map(|_| AutomaticState::Due)),
        automatic_outcome: Set(None),
        proposal_id: Set(None),
        resolved_at: Set(None),
    }
}

/// A known difference is found again.
async fn again(
    tx: &Tx,
    clock: &Clock,
    day: &reconciliations::Model,
    row: &Model,
    new: &NewBreak,
) -> Result<()> {
    let mut change =
        ActiveModel { id: Unchanged(row.id), seen_in_run: Set(day.run_no), ..Default::default() };
    let is_decided = row.state == BreakState::Resolved
        && (row.proposal_id.is_some() || row.automatic_state == Some(AutomaticState::Done));
    if is_decided || row.state == BreakState::Proposed {
        return breaks_store::update(tx, change).await;
    }
    let has_changed = row.difference_minor != new.difference_minor;
    if has_changed {
        // What was set apart was another amount.
        postings::come_right(tx, clock, row).await?;
    }
    change.difference_minor = Set(new.difference_minor);
    change.ours = Set(json(new.ours.as_ref()));
    change.bank_side = Set(json(new.bank.as_ref()));
    change.cinema_side = Set(json(new.cinema.as_ref()));
    let state = if new.is_pooled { BreakState::Pooled } else { BreakState::Open };
    if row.state != state || has_changed {
        change.state = Set(state);
        change.resolved_at = Set(None);
        change.automatic_state = Set(row.automatic_action.map(|_| AutomaticState::Due));
    }
    if row.state == BreakState::Resolved && new.suspense_minor != 0 {
        change.suspense_minor = Set(new.suspense_minor);
    }
    breaks_store::update(tx, change).await
}

async fn order_numbers(
    conn: &impl ConnectionTrait,
    breaks: &[NewBreak],
) -> Result<HashMap<OrderId, String>> {
    let mut ids: Vec<OrderId> = breaks.iter().filter_map(|new| new.order_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows: Vec<(OrderId, String)> = orders::Entity::find()
            .select_only()
            .columns([orders::Column::Id, orders::Column::OrderNo])
            .filter(orders::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}
