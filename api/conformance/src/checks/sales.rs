use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::ids::OrderId;
use domain::money::Money;
use domain::seating::SeatState;
use domain::tickets::TicketState;
use gateways::cinema::wire::{Code, Confirm, Order, OrderStatus};

use crate::Book;
use crate::finding::{Check, Finding, expect};
use crate::stage::{Sold, Stage};
use crate::wait::until;

/// How long a request that was hung up on is waited for.
const ARRIVAL: TimeDelta = TimeDelta::seconds(2);

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    book.rule("SALE-01", sold(stage)).await;
    book.rule("SALE-02", once(stage)).await;
    book.rule("SALE-03", too_cheap(stage)).await;
    book.rule("SALE-04", released(stage)).await;
    book.rule("SALE-05", lost(stage)).await;
    book.rule("SALE-06", one_order(stage)).await;
    book.rule("SALE-07", other_seats(stage)).await;
    book.rule("SALE-08", found(stage)).await;
}

async fn sold(stage: &Stage<'_>) -> Check {
    let Sold { lock, confirm, order } = stage.sold(2).await?;
    check_order(&order, &confirm)?;
    expect(order.session_code == lock.session_code, "the order is in another session")?;
    let taken = stage.seats().await?.seats;
    for code in &lock.seats {
        let line = taken.iter().find(|line| line.seat_code == *code);
        let is_sold = line.is_some_and(|line| line.state == SeatState::Sold);
        expect(is_sold, format!("seat {code} does not show as sold: {line:?}"))?;
    }
    Ok(())
}

/// Fails unless an order is the sale that was asked for.
pub(super) fn check_order(order: &Order, confirm: &Confirm) -> Check {
    expect(order.status == OrderStatus::Confirmed, format!("the order is {:?}", order.status))?;
    expect(order.client_order_id == confirm.client_order_id, "it is another order")?;
    expect(!order.order_id.is_empty(), "the order has no order_id")?;
    let has_codes = [&order.pickup_no, &order.verify_code]
        .iter()
        .all(|code| code.as_ref().is_some_and(|code| !code.trim().is_empty()));
    expect(has_codes, "the order has no pickup_no or no verify_code")?;
    expect(order.confirmed_at.is_some(), "the order has no confirmed_at")?;
    let numbers: BTreeSet<&String> = order.tickets.iter().map(|it| &it.ticket_no).collect();
    expect(numbers.len() == order.tickets.len(), "two tickets have the same number")?;
    expect(!numbers.contains(&String::new()), "a ticket has no number")?;
    expect(order.tickets.len() == confirm.seats.len(), "there is not one ticket for each seat")?;
    for seat in &confirm.seats {
        let code = &seat.seat_code;
        let ticket = order.tickets.iter().find(|ticket| ticket.seat_code == *code);
        let Some(ticket) = ticket else {
            return expect(false, format!("seat {code} has no ticket"));
        };
        let is_price = ticket.ticket_price == seat.ticket_price
            && ticket.screen_service_fee == seat.screen_service_fee
            && ticket.net_service_fee == seat.net_service_fee;
        expect(is_price, format!("the ticket of {code} has another price"))?;
        let is_new = ticket.state == TicketState::Issued;
        expect(is_new, format!("the new ticket of {code} is {:?}", ticket.state))?;
    }
    Ok(())
}

/// Fails unless both are one sale.
fn is_same(one: &Order, other: &Order) -> Check {
    let numbers = |order: &Order| -> BTreeSet<(String, String)> {
        let of = order.tickets.iter();
        of.map(|ticket| (ticket.seat_code.clone(), ticket.ticket_no.clone())).collect()
    };
    expect(one.order_id == other.order_id, "the repeated answer has another order_id")?;
    expect(one.pickup_no == other.pickup_no, "the repeated answer has another pickup_no")?;
    expect(numbers(one) == numbers(other), "the repeated answer has other tickets")
}

async fn once(stage: &Stage<'_>) -> Check {
    let Sold { lock, confirm, order } = stage.sold(2).await?;
    for _ in 0..2 {
        let again: Order = stage.sell(&lock.lock_id, &confirm).await?.ok()?;
        is_same(&order, &stage.through(again).await?)?;
    }
    Ok(())
}

async fn too_cheap(stage: &Stage<'_>) -> Check {
    let lock = stage.lock(&stage.wish(&stage.take(1)?)).await?;
    let right = stage.confirm(&lock)?;
    let mut cheap = stage.confirm(&lock)?;
    let lowest = stage.session.lowest_price;
    for seat in &mut cheap.seats {
        seat.ticket_price = Money::new(lowest.amount_minor.saturating_sub(1), lowest.currency);
    }
    let heard = stage.sell(&lock.lock_id, &cheap).await?;
    heard.refused(&[Code::PriceRefused, Code::ValidationFailed])?;
    stage.expect_unsold(cheap.client_order_id).await?;
    let order: Order = stage.sell(&lock.lock_id, &right).await?.ok()?;
    check_order(&stage.through(order).await?, &right)
}

async fn released(stage: &Stage<'_>) -> Check {
    let seats = stage.take(1)?;
    let lock = stage.lock(&stage.wish(&seats)).await?;
    let heard = stage.client.delete(&["locks", &lock.lock_id]).await?;
    expect(heard.is_success(), format!("the release was answered {}", heard.status))?;
    let confirm = stage.confirm(&lock)?;
    let heard = stage.sell(&lock.lock_id, &confirm).await?;
    heard.refused(&[Code::LockGone, Code::LockUnknown])?;
    stage.expect_unsold(confirm.client_order_id).await?;
    expect(stage.are_free(&seats).await?, "the seat is taken all the same")
}

async fn find(stage: &Stage<'_>, id: OrderId) -> Result<Option<Order>, Finding> {
    let text = id.to_string();
    let heard = stage.client.get(&["orders", "by-client-id", &text]).await?;
    if heard.is_success() {
        return heard.ok().map(Some);
    }
    heard.refused(&[Code::OrderUnknown]).map(|_| None)
}

async fn lost(stage: &Stage<'_>) -> Check {
    let lock = stage.lock(&stage.wish(&stage.take(2)?)).await?;
    let confirm = stage.confirm(&lock)?;
    let id = confirm.client_order_id;
    stage.will_refund(id);
    let call = stage.client.post_call(&["locks", &lock.lock_id, "confirm"], &confirm)?;
    stage.client.send_and_hang_up(&call).await?;
    let deadline = stage.client.now() + ARRIVAL;
    let is_known = async || Ok(find(stage, id).await?.is_some());
    until(stage.client, deadline, is_known).await?;
    let known = match find(stage, id).await? {
        Some(known) => Some(stage.through(known).await?),
        None => None,
    };
    let again: Order = stage.sell(&lock.lock_id, &confirm).await?.ok()?;
    let again = stage.through(again).await?;
    check_order(&again, &confirm)?;
    if let Some(known) = known {
        is_same(&known, &again)?;
    }
    is_same(&again, &stage.order(id).await?)
}

async fn one_order(stage: &Stage<'_>) -> Check {
    let Sold { lock, order, .. } = stage.sold(1).await?;
    let other = stage.confirm(&lock)?;
    stage.sell(&lock.lock_id, &other).await?.refused(&[Code::LockSold])?;
    stage.expect_unsold(other.client_order_id).await?;
    is_same(&order, &stage.order(order.client_order_id).await?)
}

async fn other_seats(stage: &Stage<'_>) -> Check {
    let seats = stage.take(2)?;
    let lock = stage.lock(&stage.wish(&seats[..1])).await?;
    let mut confirm = stage.confirm(&lock)?;
    for seat in &mut confirm.seats {
        seat.seat_code.clone_from(&seats[1]);
    }
    let heard = stage.sell(&lock.lock_id, &confirm).await?;
    heard.refused(&[Code::ValidationFailed, Code::SeatsUnknown, Code::SeatsTaken])?;
    stage.expect_unsold(confirm.client_order_id).await?;
    expect(stage.are_free(&seats[1..]).await?, "the other seat was sold all the same")
}

async fn found(stage: &Stage<'_>) -> Check {
    let Sold { confirm, order, .. } = stage.sold(1).await?;
    let known = find(stage, confirm.client_order_id).await?;
    let known = known.ok_or_else(|| Finding::Fail("the order is not found".to_owned()))?;
    check_order(&known, &confirm)?;
    is_same(&order, &known)?;
    let never: OrderId = stage.client.new_id();
    let known = find(stage, never).await?;
    expect(known.is_none(), "an order is found that was never made")
}
