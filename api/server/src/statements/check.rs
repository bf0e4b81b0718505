//! A cinema's answer in the words of the rules that judge it.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::calendar::{PLATFORM_ZONE, cinema_day_bounds};
use domain::ids::OrderId;
use domain::statements::{self as rules, StatementOperation};
use gateways::cinema::{Statement, StatementLine};
use serde::Deserialize;
use tables::cinemas;

/// Whose and of which day a statement says it is.
#[derive(Deserialize)]
struct Heading {
    cinema_code: String,
    business_on: NaiveDate,
}

/// What is wrong with a statement; nothing when it is whole. `foreign` are orders in it that belong
/// to other cinemas.
pub fn problems(
    cinema: &cinemas::Model,
    day: NaiveDate,
    statement: &Statement,
    foreign: &HashSet<OrderId>,
) -> Vec<String> {
    let mut problems = Vec::new();
    match serde_json::from_slice::<Heading>(&statement.raw) {
        Ok(heading) if heading.cinema_code != cinema.cinema_code => {
            problems.push(format!("it is headed as of cinema {}", heading.cinema_code));
        }
        Ok(heading) if heading.business_on != day => {
            problems.push(format!("it is headed as of {}", heading.business_on));
        }
        Ok(_) => {}
        Err(error) => problems.push(format!("its heading cannot be read: {error}")),
    }
    let zone = cinema.timezone.parse().unwrap_or(PLATFORM_ZONE);
    let Some(bounds) = cinema_day_bounds(day, zone) else {
        problems.push("there is no such day".to_owned());
        return problems;
    };
    let lines: Vec<_> = statement.lines.iter().map(rule_line).collect();
    let totals = rules::StatementTotals {
        sale_count: statement.totals.sale_count,
        sale_amount: statement.totals.sale_amount,
        refund_count: statement.totals.refund_count,
        refund_amount: statement.totals.refund_amount,
    };
    problems.extend(rules::problems(&lines, &totals, bounds, foreign));
    problems
}

/// What a line does.
pub const fn operation(line: &StatementLine) -> StatementOperation {
    if line.is_refund { StatementOperation::Refund } else { StatementOperation::Sale }
}

fn rule_line(line: &StatementLine) -> rules::StatementLine {
    rules::StatementLine {
        number_by_day: line.number_by_day,
        operation: operation(line),
        client_order_id: line.client_order_id,
        ticket_no: line.ticket_no.clone(),
        ticket: line.ticket,
        screen_fee: line.screen_fee,
        service_fee: line.service_fee,
        at: line.at,
    }
}
