use chrono::{NaiveDate, TimeDelta};
use domain::money::{Currency, Money};
use gateways::cinema::wire::{
    Acknowledgement, Code, Operation, Statement, StatementAck, StatementLine, StatementTotals,
};

use super::refunds;
use crate::Book;
use crate::finding::{Check, Finding, expect};
use crate::stage::{Sold, Stage, days_around};
use crate::wait::until;

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    // What it sells and takes back is what the sums and numbers are then tried on.
    book.rule("STM-03", contains(stage)).await;
    book.rule("STM-01", numbered(stage)).await;
    book.rule("STM-02", summed(stage)).await;
    book.rule("STM-04", acknowledged(stage)).await;
}

async fn statement(stage: &Stage<'_>, day: NaiveDate) -> Result<Statement, Finding> {
    let text = day.to_string();
    let statement: Statement = stage.client.get(&["statements", &text]).await?.ok()?;
    expect(statement.business_on == day, "another day's statement is told")?;
    let code = &statement.cinema_code;
    expect(*code == stage.cinema.cinema_code, format!("{code}'s statement is told"))?;
    Ok(statement)
}

async fn around(stage: &Stage<'_>) -> Result<Vec<Statement>, Finding> {
    let mut statements = Vec::new();
    for day in days_around(stage.client.now()) {
        statements.push(statement(stage, day).await?);
    }
    Ok(statements)
}

async fn contains(stage: &Stage<'_>) -> Check {
    let Sold { order, .. } = stage.sold(2).await?;
    let returned = match refunds::are_offered(stage) {
        Ok(()) => Some(order.tickets[0].ticket_no.clone()),
        Err(_) => None,
    };
    if let Some(number) = &returned {
        refunds::take_back(stage, &order, &refunds::wish(stage, &[number])).await?;
    }
    let of_ticket = |lines: &[StatementLine], operation: Operation, number: &String| {
        let is_it = |line: &&StatementLine| {
            line.client_order_id == order.client_order_id
                && line.ticket_no == *number
                && line.operation == operation
        };
        lines.iter().filter(is_it).cloned().collect::<Vec<_>>()
    };
    let lines = async || -> Result<Vec<StatementLine>, Finding> {
        Ok(around(stage).await?.into_iter().flat_map(|day| day.lines).collect())
    };
    let deadline = stage.client.now() + TimeDelta::seconds(10);
    until(stage.client, deadline, async || {
        let lines = lines().await?;
        let sold = order.tickets.iter().map(|ticket| (Operation::Sale, &ticket.ticket_no));
        let returned = returned.iter().map(|number| (Operation::Refund, number));
        let mut all = sold.chain(returned);
        Ok(all.all(|(operation, number)| !of_ticket(&lines, operation, number).is_empty()))
    })
    .await?;
    let lines = lines().await?;
    for ticket in &order.tickets {
        let number = &ticket.ticket_no;
        let sales = of_ticket(&lines, Operation::Sale, number);
        expect(sales.len() == 1, format!("ticket {number} is sold in {} lines", sales.len()))?;
        let is_right = sales.iter().all(|line| {
            line.seat_code == ticket.seat_code
                && line.session_code == order.session_code
                && line.ticket_price == ticket.ticket_price
                && line.screen_service_fee == ticket.screen_service_fee
                && line.net_service_fee == ticket.net_service_fee
        });
        expect(is_right, format!("the line of ticket {number} has another seat or price"))?;
        let refunds = of_ticket(&lines, Operation::Refund, number).len();
        let expected = usize::from(returned.as_ref() == Some(number));
        expect(refunds == expected, format!("ticket {number} comes back in {refunds} lines"))?;
    }
    Ok(())
}

async fn numbered(stage: &Stage<'_>) -> Check {
    for statement in around(stage).await? {
        for (line, expected) in statement.lines.iter().zip(1..) {
            let (day, number) = (statement.business_on, line.number_by_day);
            expect(number == expected, format!("{day}: number {number} in place {expected}"))?;
        }
    }
    Ok(())
}

/// The sums over the lines.
fn sums(lines: &[StatementLine]) -> Result<StatementTotals, Finding> {
    let of = |operation: Operation| -> Result<(i64, Money), Finding> {
        let lines: Vec<&StatementLine> =
            lines.iter().filter(|line| line.operation == operation).collect();
        let parts = lines
            .iter()
            .flat_map(|line| [line.ticket_price, line.screen_service_fee, line.net_service_fee]);
        let sum = Money::checked_sum(Currency::Cny, parts);
        let sum = sum.ok_or_else(|| Finding::Fail("the lines cannot be summed".to_owned()))?;
        Ok((i64::try_from(lines.len()).unwrap_or(i64::MAX), sum))
    };
    let ((sale_count, sale_amount), (refund_count, refund_amount)) =
        (of(Operation::Sale)?, of(Operation::Refund)?);
    Ok(StatementTotals { sale_count, sale_amount, refund_count, refund_amount })
}

async fn summed(stage: &Stage<'_>) -> Check {
    for statement in around(stage).await? {
        let (day, told, summed) =
            (statement.business_on, statement.totals, sums(&statement.lines)?);
        expect(told == summed, format!("{day}: {told:?}, and the lines are {summed:?}"))?;
    }
    Ok(())
}

fn ack_of(statement: &Statement) -> Result<StatementAck, Finding> {
    Ok(StatementAck {
        line_count: i64::try_from(statement.lines.len()).unwrap_or(i64::MAX),
        totals: sums(&statement.lines)?,
    })
}

async fn acknowledged(stage: &Stage<'_>) -> Check {
    let today = stage.client.now().date_naive();
    let open = statement(stage, today + TimeDelta::days(1)).await?;
    expect(!open.is_final, "tomorrow's statement is final")?;
    let text = open.business_on.to_string();
    let path = ["statements", text.as_str(), "ack"];
    stage.client.post(&path, &ack_of(&open)?).await?.refused(&[Code::DayOpen])?;

    let closed = statement(stage, today - TimeDelta::days(3)).await?;
    expect(closed.is_final, "the statement of three days ago is not final")?;
    let right = ack_of(&closed)?;
    let text = closed.business_on.to_string();
    let path = ["statements", text.as_str(), "ack"];
    let wrong = StatementAck { line_count: right.line_count + 1, ..right.clone() };
    stage.client.post(&path, &wrong).await?.refused(&[Code::StatementMismatch])?;
    let first: Acknowledgement = stage.client.post(&path, &right).await?.ok()?;
    expect(first.business_on == closed.business_on, "another day was acknowledged")?;
    let again: Acknowledgement = stage.client.post(&path, &right).await?.ok()?;
    expect(first == again, "the repeated acknowledgement is another one")
}
