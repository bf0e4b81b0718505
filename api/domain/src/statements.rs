//! A cinema's statement of a day: whether it agrees with itself.
//!
//! The statement is evidence about money, so it is kept whatever it says; only one that agrees with
//! itself is acknowledged. Whether it agrees with our own sales is another question, asked later.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};

use crate::ids::OrderId;
use crate::money::{Currency, Money};
use crate::text_enum::text_enum;

text_enum! {
    /// What a line of a statement does.
    pub enum StatementOperation {
        Sale = "sale",
        Refund = "refund",
    }
}

text_enum! {
    /// Whether a statement agrees with itself.
    pub enum CinemaStatementStatus {
        Whole = "whole",
        Broken = "broken",
    }
}

text_enum! {
    /// How far a cinema was told that its statement was read.
    ///
    /// `Sent` is stored before the call. Telling again is harmless: the first time counts.
    pub enum AckOutcome {
        Sent = "sent",
        Acknowledged = "acknowledged",
        /// The cinema's statement is another one now.
        Mismatch = "mismatch",
    }
}

/// How far a cinema's clock may be off before a line counts as another day's.
const CLOCK_TOLERANCE: Duration = Duration::minutes(10);

/// Problems of one kind that are told one by one.
const TOLD_AT_MOST: usize = 5;

/// One line: a ticket sold or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    pub number_by_day: i64,
    pub operation: StatementOperation,
    pub client_order_id: OrderId,
    pub ticket_no: String,
    /// Without the fees.
    pub ticket: Money,
    pub screen_fee: Money,
    pub service_fee: Money,
    pub at: DateTime<Utc>,
}

/// What a statement sums up to; each amount is the sum of all three parts of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementTotals {
    pub sale_count: i64,
    pub sale_amount: Money,
    pub refund_count: i64,
    pub refund_amount: Money,
}

/// The business day that a statement is about: from (inclusive) and to (exclusive).
pub type DayBounds = (DateTime<Utc>, DateTime<Utc>);

/// What is wrong with a statement, in sentences for administrators; nothing when it is whole.
///
/// `foreign` are orders in it that we sold for another cinema.
pub fn problems(
    lines: &[StatementLine],
    claimed: &StatementTotals,
    day: DayBounds,
    foreign: &HashSet<OrderId>,
) -> Vec<String> {
    let mut problems = Vec::new();
    problems.extend(wrong_numbers(lines));
    problems.extend(wrong_totals(lines, claimed));
    let negative = lines.iter().filter(|line| parts(line).iter().any(|part| part.amount_minor < 0));
    tell(&mut problems, negative, "line {} has a negative amount");
    let strange = lines.iter().filter(|line| foreign.contains(&line.client_order_id));
    tell(&mut problems, strange, "line {} is of another cinema's order");
    let (from, to) = (day.0 - CLOCK_TOLERANCE, day.1 + CLOCK_TOLERANCE);
    let of_other_day = lines.iter().filter(|line| line.at < from || line.at >= to);
    tell(&mut problems, of_other_day, "line {} is of another day");
    let impossible = impossible_moves(lines);
    tell(&mut problems, impossible.into_iter(), "line {} moves a ticket that it cannot move");
    problems
}

/// What the lines add up to; `None` when they mix currencies or leave the range.
pub fn sum_up(lines: &[StatementLine]) -> Option<StatementTotals> {
    let sum = |operation| {
        let lines = || lines.iter().filter(move |line| line.operation == operation);
        let amount = Money::checked_sum(Currency::Cny, lines().flat_map(parts))?;
        Some((i64::try_from(lines().count()).ok()?, amount))
    };
    let (sale_count, sale_amount) = sum(StatementOperation::Sale)?;
    let (refund_count, refund_amount) = sum(StatementOperation::Refund)?;
    Some(StatementTotals { sale_count, sale_amount, refund_count, refund_amount })
}

const fn parts(line: &StatementLine) -> [Money; 3] {
    [line.ticket, line.screen_fee, line.service_fee]
}

/// Numbers count from 1 without a gap and without a repetition, in this order.
fn wrong_numbers(lines: &[StatementLine]) -> Option<String> {
    let (place, line) = (1_i64..).zip(lines).find(|(place, line)| line.number_by_day != *place)?;
    Some(format!("where number {place} belongs stands number {}", line.number_by_day))
}

fn wrong_totals(lines: &[StatementLine], claimed: &StatementTotals) -> Option<String> {
    let Some(summed) = sum_up(lines) else {
        return Some("the amounts cannot be added up".to_owned());
    };
    let show = |totals: &StatementTotals| {
        let StatementTotals { sale_count, sale_amount, refund_count, refund_amount } = totals;
        format!("{sale_count} sold for {sale_amount}, {refund_count} back for {refund_amount}")
    };
    (summed != *claimed).then(|| format!("it claims {} and holds {}", show(claimed), show(&summed)))
}

/// Lines that sell a ticket that is sold, or take one back that was taken back. A ticket that the
/// day takes back first was sold on a day before.
fn impossible_moves(lines: &[StatementLine]) -> Vec<&StatementLine> {
    let mut last: HashMap<&str, StatementOperation> = HashMap::new();
    let mut repeated = Vec::new();
    for line in lines {
        if last.insert(&line.ticket_no, line.operation) == Some(line.operation) {
            repeated.push(line);
        }
    }
    repeated
}

fn tell<'a>(
    problems: &mut Vec<String>,
    lines: impl Iterator<Item = &'a StatementLine>,
    sentence: &str,
) {
    let mut lines = lines;
    let told = lines.by_ref().take(TOLD_AT_MOST);
    problems.extend(told.map(|line| sentence.replace("{}", &line.number_by_day.to_string())));
    let more = lines.count();
    if more > 0 {
        problems.push(format!("{} ({more} more)", sentence.replace("{}", "…")));
    }
}

#[cfg(test)]
mod tests;
