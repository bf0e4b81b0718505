use std::collections::HashSet;

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest};
use uuid::Uuid;

use super::{DayBounds, StatementLine, StatementOperation, StatementTotals, problems, sum_up};
use crate::ids::OrderId;
use crate::money::Money;

fn day() -> DayBounds {
    let start = DateTime::<Utc>::from_timestamp(1_800_000_000, 0).unwrap_or_default();
    (start, start + Duration::days(1))
}

/// Lines as an honest cinema writes them: each ticket is sold, and some are taken back later.
fn honest() -> impl Strategy<Value = Vec<StatementLine>> {
    let ticket = (0_i64..90_000, 0_i64..900, 0_i64..900, any::<bool>(), 0_u32..86_399);
    prop::collection::vec(ticket, 0..40).prop_map(|tickets| {
        let sold = tickets.iter().enumerate().map(|(n, ticket)| (n, ticket, false));
        let back = tickets.iter().enumerate().filter(|(_, ticket)| ticket.3);
        let moves = sold.chain(back.map(|(n, ticket)| (n, ticket, true)));
        (1..)
            .zip(moves)
            .map(|(number, (n, ticket, is_back))| line(number, n, *ticket, is_back))
            .collect()
    })
}

fn line(
    number_by_day: i64,
    ticket_no: usize,
    (ticket, screen_fee, service_fee, _, second): (i64, i64, i64, bool, u32),
    is_back: bool,
) -> StatementLine {
    StatementLine {
        number_by_day,
        operation: if is_back { StatementOperation::Refund } else { StatementOperation::Sale },
        client_order_id: OrderId(Uuid::from_u128(ticket_no as u128)),
        ticket_no: format!("T{ticket_no}"),
        ticket: Money::fen(ticket),
        screen_fee: Money::fen(screen_fee),
        service_fee: Money::fen(service_fee),
        at: day().0 + Duration::seconds(i64::from(second)),
    }
}

fn judge(lines: &[StatementLine], claimed: Option<StatementTotals>) -> Vec<String> {
    let nothing = StatementTotals {
        sale_count: 0,
        sale_amount: Money::fen(0),
        refund_count: 0,
        refund_amount: Money::fen(0),
    };
    problems(lines, &claimed.unwrap_or(nothing), day(), &HashSet::new())
}

proptest! {
    #[test]
    fn an_honest_statement_is_whole(lines in honest()) {
        prop_assert_eq!(judge(&lines, sum_up(&lines)), Vec::<String>::new());
    }

    #[test]
    fn a_line_that_is_missing_or_stands_twice_shows(
        lines in honest().prop_filter("no lines", |lines| !lines.is_empty()),
        at in any::<prop::sample::Index>(),
        is_repeated in any::<bool>(),
    ) {
        let claimed = sum_up(&lines);
        let mut lines = lines;
        let at = at.index(lines.len());
        if is_repeated {
            let line = lines[at].clone();
            lines.insert(at, line);
        } else {
            lines.remove(at);
        }
        prop_assert!(!judge(&lines, claimed).is_empty());
        // Totals that were made to fit leave the gap in the numbers, unless the end was cut off.
        if is_repeated || at + 1 < lines.len() {
            prop_assert!(!judge(&lines, sum_up(&lines)).is_empty());
        }
    }

    #[test]
    fn an_amount_that_was_changed_shows(
        lines in honest().prop_filter("no lines", |lines| !lines.is_empty()),
        at in any::<prop::sample::Index>(),
        by in 1_i64..1_000_000,
    ) {
        let claimed = sum_up(&lines);
        let mut lines = lines;
        let at = at.index(lines.len());
        lines[at].ticket.amount_minor += by;
        prop_assert!(!judge(&lines, claimed).is_empty());
    }

    #[test]
    fn lines_that_changed_places_show(
        lines in honest().prop_filter("too few lines", |lines| lines.len() > 1),
        at in any::<prop::sample::Index>(),
    ) {
        let claimed = sum_up(&lines);
        let mut lines = lines;
        let at = at.index(lines.len() - 1);
        lines.swap(at, at + 1);
        prop_assert!(!judge(&lines, claimed).is_empty());
    }
}

#[test]
fn what_is_wrong_is_said_line_by_line() {
    let sold = |number, ticket_no| line(number, ticket_no, (4_500, 0, 300, false, 60), false);
    let mut lines: Vec<_> = (1..=9).map(|number| sold(number, 1)).collect();
    lines[0].ticket = Money::fen(-1);
    lines[1].at = day().1 + Duration::minutes(11);
    let foreign = HashSet::from([lines[2].client_order_id]);
    let claimed = sum_up(&lines);
    let found = claimed.map(|claimed| problems(&lines, &claimed, day(), &foreign));
    let found = found.unwrap_or_default();
    let count = |words: &str| found.iter().filter(|problem| problem.contains(words)).count();
    assert!(found.contains(&"line 1 has a negative amount".to_owned()), "{found:?}");
    assert!(found.contains(&"line 2 is of another day".to_owned()), "{found:?}");
    assert_eq!(count("another cinema's order"), 6, "five lines and how many more: {found:?}");
    assert!(found.contains(&"line … is of another cinema's order (4 more)".to_owned()));
    assert_eq!(count("moves a ticket"), 6, "{found:?}");
}

#[test]
fn a_ticket_sold_on_a_day_before_may_come_back_alone() {
    let back = line(1, 7, (4_500, 100, 300, true, 60), true);
    let lines = [back.clone()];
    assert_eq!(judge(&lines, sum_up(&lines)), Vec::<String>::new());
    let twice = [back.clone(), StatementLine { number_by_day: 2, ..back }];
    assert_eq!(judge(&twice, sum_up(&twice)).len(), 1);
}
