//! A day with a cinema: our tickets against the lines of its statement.

use std::collections::HashMap;

use domain::ids::{CinemaStatementId, OrderId};
use domain::money::{Currency, Money};
use domain::reconciliation::cinema::{CinemaFinding, OrderMoves, SeatRecord, compare as judge};
use domain::reconciliation::{RecordKind, SourceKey, due_at};
use domain::statements::StatementOperation;
use tables::{cinema_statement_lines, cinemas};

use super::evidence::{Compared, NewBreak, Side, cinema_side};
use super::sides::{self, OurOrder};
use super::{breaks_store, verdicts};
use crate::app::App;
use crate::error::{Error, Result};
use crate::statements::{self, Reading};

/// Lines that are read at a time.
const LINES: u64 = 1_000;

/// Compares a day with a whole statement of it. Reads only.
pub async fn compare(app: &App, cinema: &cinemas::Model, reading: &Reading) -> Result<Compared> {
    let (source, day) = (SourceKey::Cinema(cinema.id), reading.business_on);
    let zone = cinema.timezone.parse().unwrap_or(domain::calendar::PLATFORM_ZONE);
    let bounds = source.bounds(day, zone).ok_or(Error::NotFound("day"))?;
    let ours = sides::expected_of_cinema(&app.db, cinema.id, bounds).await?;
    let theirs = read_moves(app, reading.id).await?;
    let mut found = Compared::default();
    found.ours_count = ours.values().map(|order| count(&order.moves)).sum();
    found.ours_minor = ours.values().map(|order| order.moves.owed_minor()).sum();
    found.theirs_count = theirs.values().map(count).sum();
    found.theirs_minor = theirs.values().map(OrderMoves::owed_minor).sum();
    let late = due_at(day + chrono::Days::new(source.window_days()));
    let is_pooled = late.is_some_and(|at| app.clock.now() < at);
    let differing = differing(&ours, &theirs, &mut found);
    let settled = breaks_store::settled_at_cinema(&app.db, &differing).await?;
    let beside = Beside::read(app, cinema, reading, &differing).await?;
    for id in differing {
        let none = OurOrder::default();
        let (own, other) = (ours.get(&id).unwrap_or(&none), theirs.get(&id));
        let empty = OrderMoves::default();
        let findings = judge(&own.moves, other.unwrap_or(&empty));
        let open = findings.iter().filter(|it| {
            // The other half of what was already put right for this order.
            let is_echo = it.kind == RecordKind::TakeBack && settled.contains(&id);
            !is_echo && !beside.explains(id, it, &own.moves, other.unwrap_or(&empty))
        });
        let mut is_fine = true;
        for finding in open {
            is_fine = false;
            let lines = beside.lines.get(&id).map(Vec::as_slice).unwrap_or_default();
            let mut new = new_break(cinema, id, own, finding, reading.currency);
            new.cinema = cinema_side(lines);
            new.is_pooled = is_pooled && finding.is_ours_only;
            found.push(new);
        }
        if is_fine {
            found.matched += own_or(&own.moves, other);
            found.beside.extend(beside_of(id, &findings));
        }
    }
    let orders: Vec<OrderId> = ours.keys().copied().collect();
    found.verdicts_ok = verdicts::count_ok(&app.db, day, &orders).await?;
    Ok(found)
}

/// The references under which another day's break about this order stands.
fn beside_of(id: OrderId, findings: &[CinemaFinding]) -> Vec<(RecordKind, String)> {
    findings.iter().map(|finding| (finding.kind, id.to_string())).collect()
}

fn count(moves: &OrderMoves) -> i64 {
    i64::try_from(moves.sold.len() + moves.taken_back.len()).unwrap_or(i64::MAX)
}

fn own_or(ours: &OrderMoves, theirs: Option<&OrderMoves>) -> i64 {
    count(ours).max(theirs.map_or(0, count))
}

/// Orders about which both sides differ, at first sight; the others are counted as matched.
fn differing(
    ours: &HashMap<OrderId, OurOrder>,
    theirs: &HashMap<OrderId, OrderMoves>,
    found: &mut Compared,
) -> Vec<OrderId> {
    let empty = OrderMoves::default();
    let mut differing = Vec::new();
    for (id, order) in ours {
        let other = theirs.get(id).unwrap_or(&empty);
        if judge(&order.moves, other).is_empty() {
            found.matched += count(&order.moves);
        } else {
            differing.push(*id);
        }
    }
    differing.extend(theirs.keys().filter(|id| !ours.contains_key(id)));
    differing.sort_unstable();
    differing
}

/// Reads a statement in chunks and keeps what comparing needs.
async fn read_moves(app: &App, id: CinemaStatementId) -> Result<HashMap<OrderId, OrderMoves>> {
    let mut found: HashMap<OrderId, OrderMoves> = HashMap::new();
    let mut after = 0;
    loop {
        let lines = statements::lines(&app.db, id, after, LINES).await?;
        let Some(last) = lines.last() else { return Ok(found) };
        after = last.place;
        for line in lines {
            found.entry(line.client_order_id).or_default().add(kind(&line), seat(&line));
        }
    }
}

const fn kind(line: &cinema_statement_lines::Model) -> RecordKind {
    match line.operation {
        StatementOperation::Sale => RecordKind::Sale,
        StatementOperation::Refund => RecordKind::TakeBack,
    }
}

fn seat(line: &cinema_statement_lines::Model) -> SeatRecord {
    let amount_minor = line.ticket_minor + line.screen_fee_minor;
    SeatRecord { seat_code: line.seat_code.clone(), amount_minor }
}

/// What both sides say about some orders on other days.
struct Beside {
    ours: HashMap<OrderId, OurOrder>,
    theirs: HashMap<OrderId, OrderMoves>,
    /// Lines of this day, as evidence.
    lines: HashMap<OrderId, Vec<cinema_statement_lines::Model>>,
}

impl Beside {
    async fn read(
        app: &App,
        cinema: &cinemas::Model,
        reading: &Reading,
        ids: &[OrderId],
    ) -> Result<Self> {
        let ours = sides::moves_of_orders(&app.db, cinema.id, ids).await?;
        let newest = verdicts::newest_statements(&app.db, Some(cinema.id), None).await?;
        let rows = verdicts::statement_lines(&app.db, &newest, ids).await?;
        let mut theirs: HashMap<OrderId, OrderMoves> = HashMap::new();
        let mut lines: HashMap<OrderId, Vec<_>> = HashMap::new();
        for row in rows {
            let id = row.client_order_id;
            theirs.entry(id).or_default().add(kind(&row), seat(&row));
            if row.statement_id == reading.id {
                lines.entry(id).or_default().push(row);
            }
        }
        Ok(Self { ours, theirs, lines })
    }

    /// Whether the other side has the very same seats on another day: the day's edge, not a break.
    fn explains(
        &self,
        id: OrderId,
        finding: &CinemaFinding,
        ours: &OrderMoves,
        theirs: &OrderMoves,
    ) -> bool {
        let is_one_sided = ours.of(finding.kind).is_empty() || theirs.of(finding.kind).is_empty();
        let (Some(all_ours), Some(all_theirs)) = (self.ours.get(&id), self.theirs.get(&id)) else {
            return false;
        };
        is_one_sided && {
            let of = |moves: &OrderMoves| {
                let only = moves.of(finding.kind).to_vec();
                match finding.kind {
                    RecordKind::TakeBack => OrderMoves { taken_back: only, ..Default::default() },
                    _ => OrderMoves { sold: only, ..Default::default() },
                }
            };
            judge(&of(&all_ours.moves), &of(all_theirs)).is_empty()
        }
    }
}

fn new_break(
    cinema: &cinemas::Model,
    id: OrderId,
    ours: &OurOrder,
    found: &CinemaFinding,
    currency: Currency,
) -> NewBreak {
    let seats = ours.moves.of(found.kind);
    let own = (!seats.is_empty()).then(|| Side {
        status: ours.status.to_owned(),
        amount: Some(Money::new(seats.iter().map(|seat| seat.amount_minor).sum(), currency)),
        reference: Some(ours.order_no.clone()),
        seats: Some(seats.iter().map(|seat| seat.seat_code.clone()).collect()),
        ..Side::default()
    });
    NewBreak {
        class: found.finding.class,
        kind: found.kind,
        reference: id.to_string(),
        difference_minor: found.finding.difference_minor,
        currency,
        suspense_minor: 0,
        is_pooled: false,
        order_id: Some(id),
        payment_id: None,
        refund_id: None,
        cinema_id: Some(cinema.id),
        ours: own,
        bank: None,
        cinema: None,
    }
}
