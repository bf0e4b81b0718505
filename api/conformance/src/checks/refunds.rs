use domain::ids::RefundId;
use domain::tickets::TicketState;
use gateways::cinema::wire::{Code, Collect, Order, OrderStatus, Refund, RefundResult};

use crate::Book;
use crate::finding::{Check, Finding, expect};
use crate::stage::{Sold, Stage};

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    book.rule("REF-01", one(stage)).await;
    book.rule("REF-02", once(stage)).await;
    book.rule("REF-03", all(stage)).await;
    book.rule("REF-04", collected(stage)).await;
    book.rule("REF-05", unknown(stage)).await;
}

/// Whether this cinema takes tickets back at all.
pub(super) fn are_offered(stage: &Stage<'_>) -> Check {
    if stage.cinema.refund_stop_min.is_some() {
        return Ok(());
    }
    Err(Finding::Skip("the cinema never takes tickets back".to_owned()))
}

/// A wish to take tickets back; all of the order when none is named.
pub(super) fn wish(stage: &Stage<'_>, ticket_nos: &[&String]) -> Refund {
    let ticket_nos: Vec<String> = ticket_nos.iter().map(|number| (*number).clone()).collect();
    Refund {
        client_refund_id: stage.client.new_id(),
        ticket_nos: Some(ticket_nos).filter(|numbers| !numbers.is_empty()),
    }
}

/// Takes tickets back, which has to be done.
pub(super) async fn take_back(
    stage: &Stage<'_>,
    order: &Order,
    wish: &Refund,
) -> Result<RefundResult, Finding> {
    let path = ["orders", order.order_id.as_str(), "refunds"];
    let result: RefundResult = stage.client.post(&path, wish).await?.ok()?;
    let is_ours = result.client_refund_id == wish.client_refund_id;
    expect(is_ours, "the answer is about another return")?;
    let mut asked: Vec<&String> = match &wish.ticket_nos {
        Some(numbers) => numbers.iter().collect(),
        None => order.tickets.iter().map(|ticket| &ticket.ticket_no).collect(),
    };
    let mut told: Vec<&String> = result.ticket_nos.iter().collect();
    asked.sort();
    told.sort();
    expect(asked == told, format!("{asked:?} were asked for and {told:?} taken back"))?;
    Ok(result)
}

async fn one(stage: &Stage<'_>) -> Check {
    are_offered(stage)?;
    let Sold { order, .. } = stage.sold(2).await?;
    let (first, second) = (&order.tickets[0], &order.tickets[1]);
    take_back(stage, &order, &wish(stage, &[&first.ticket_no])).await?;
    stage.expect_free(std::slice::from_ref(&first.seat_code)).await?;
    let second_seat = std::slice::from_ref(&second.seat_code);
    expect(!stage.are_free(second_seat).await?, "the other seat is free, too")?;
    let after = stage.order(order.client_order_id).await?;
    let state = |number: &String| {
        after.tickets.iter().find(|it| it.ticket_no == *number).map(|it| it.state)
    };
    let (first, second) = (state(&first.ticket_no), state(&second.ticket_no));
    expect(first == Some(TicketState::Refunded), format!("the returned ticket is {first:?}"))?;
    expect(second == Some(TicketState::Issued), format!("the other ticket is {second:?}"))?;
    expect(after.status == OrderStatus::Confirmed, format!("the order is {:?}", after.status))
}

async fn once(stage: &Stage<'_>) -> Check {
    are_offered(stage)?;
    let Sold { order, .. } = stage.sold(1).await?;
    let wish = wish(stage, &[&order.tickets[0].ticket_no]);
    let first = take_back(stage, &order, &wish).await?;
    let again = take_back(stage, &order, &wish).await?;
    expect(first == again, "the repeated answer is another one")?;
    let id = wish.client_refund_id.to_string();
    let found: RefundResult = stage.client.get(&["refunds", "by-client-id", &id]).await?.ok()?;
    expect(first == found, "the return is found as another one")
}

async fn all(stage: &Stage<'_>) -> Check {
    are_offered(stage)?;
    let Sold { order, lock, .. } = stage.sold(2).await?;
    take_back(stage, &order, &wish(stage, &[])).await?;
    let after = stage.order(order.client_order_id).await?;
    let is_refunded = after
        .tickets
        .iter()
        .all(|it| it.state == TicketState::Refunded && it.refunded_at.is_some());
    expect(is_refunded, "not every ticket is refunded, with its time")?;
    expect(after.status == OrderStatus::Refunded, format!("the order is {:?}", after.status))?;
    let path = ["locks", lock.lock_id.as_str(), "confirm"];
    let late = stage.client.post(&path, &stage.confirm(&lock)?).await?;
    late.refused(&[Code::LockSold, Code::LockGone]).map(drop)
}

async fn collected(stage: &Stage<'_>) -> Check {
    are_offered(stage)?;
    let Sold { order, .. } = stage.sold(1).await?;
    let number = order.pickup_no.clone().unwrap_or_default();
    let collect = Collect { verify_code: order.verify_code.clone() };
    let heard = stage.client.post(&["pickups", &number, "collect"], &collect).await?;
    expect(heard.is_success(), format!("collecting was answered {}", heard.status))?;
    let path = ["orders", order.order_id.as_str(), "refunds"];
    let refund = wish(stage, &[&order.tickets[0].ticket_no]);
    stage.client.post(&path, &refund).await?.refused(&[Code::TicketUsed])?;
    let after = stage.order(order.client_order_id).await?;
    let is_kept = after.tickets.iter().all(|it| it.state == TicketState::Collected);
    expect(is_kept, "the collected ticket changed")
}

async fn unknown(stage: &Stage<'_>) -> Check {
    let path = ["orders", "NO-SUCH-ORDER", "refunds"];
    stage.client.post(&path, &wish(stage, &[])).await?.refused(&[Code::OrderUnknown])?;
    let never: RefundId = stage.client.new_id();
    let never = never.to_string();
    let heard = stage.client.get(&["refunds", "by-client-id", &never]).await?;
    heard.refused(&[Code::NotFound]).map(drop)
}
