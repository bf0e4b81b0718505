use domain::tickets::TicketState;
use gateways::cinema::wire::{CheckIn, Code, Collect, OptionalFeature, Order, Pickup};

use crate::Book;
use crate::finding::{Check, expect};
use crate::stage::{Sold, Stage};

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    book.rule("DOOR-01", found(stage)).await;
    book.rule("DOOR-02", wrong_code(stage)).await;
    book.rule("DOOR-03", collected(stage)).await;
    book.rule("DOOR-04", admitted(stage)).await;
}

fn number_of(order: &Order) -> String {
    order.pickup_no.clone().unwrap_or_default()
}

async fn found(stage: &Stage<'_>) -> Check {
    let Sold { order, .. } = stage.sold(1).await?;
    let view: Pickup = stage.client.get(&["pickups", &number_of(&order)]).await?.ok()?;
    let is_it = view.order.client_order_id == order.client_order_id;
    expect(is_it, "another order is behind the number")?;
    expect(view.moved.is_empty(), "looking moved a ticket")?;
    let (told, starts_at) = (view.starts_at, stage.session.starts_at);
    expect(told == starts_at, format!("it starts at {told}, not {starts_at}"))?;
    let unknown = stage.client.get(&["pickups", "000000000001"]).await?;
    unknown.refused(&[Code::PickupUnknown]).map(drop)
}

async fn wrong_code(stage: &Stage<'_>) -> Check {
    let Sold { order, .. } = stage.sold(1).await?;
    let right = order.verify_code.clone().unwrap_or_default();
    // Every character is another one, and the length is the same.
    let wrong: String = right.chars().map(|it| if it == '7' { '3' } else { '7' }).collect();
    let collect = Collect { verify_code: Some(wrong) };
    let heard = stage.client.post(&["pickups", &number_of(&order), "collect"], &collect).await?;
    heard.refused(&[Code::VerifyCodeWrong])?;
    let after = stage.order(order.client_order_id).await?;
    let is_new = after.tickets.iter().all(|ticket| ticket.state == TicketState::Issued);
    expect(is_new, "a ticket was collected all the same")
}

async fn collected(stage: &Stage<'_>) -> Check {
    let Sold { order, .. } = stage.sold(1).await?;
    let number = number_of(&order);
    let collect = Collect { verify_code: order.verify_code.clone() };
    let path = ["pickups", number.as_str(), "collect"];
    let first: Pickup = stage.client.post(&path, &collect).await?.ok()?;
    let ticket = &order.tickets[0].ticket_no;
    expect(first.moved == [ticket.clone()], format!("{:?} were collected", first.moved))?;
    let again: Pickup = stage.client.post(&path, &collect).await?.ok()?;
    expect(again.moved.is_empty(), "the ticket was collected a second time")?;
    let after = stage.order(order.client_order_id).await?;
    let is_kept = after
        .tickets
        .iter()
        .all(|it| it.state == TicketState::Collected && it.collected_at.is_some());
    expect(is_kept, "the ticket is not collected, with its time")
}

async fn admitted(stage: &Stage<'_>) -> Check {
    stage.offers(OptionalFeature::CheckIn)?;
    let Sold { order, .. } = stage.sold(1).await?;
    let number = number_of(&order);
    let path = ["pickups", number.as_str(), "check-in"];
    let gate =
        |session: &str| CheckIn { ticket_nos: Vec::new(), session_code: Some(session.to_owned()) };
    let heard = stage.client.post(&path, &gate("NO-SUCH-SESSION")).await?;
    heard.refused(&[Code::WrongSession])?;
    let heard = stage.client.post(&path, &gate(&stage.session.session_code)).await?;
    if heard.is_success() {
        let view: Pickup = heard.ok()?;
        return expect(view.moved.len() == 1, format!("{:?} were admitted", view.moved));
    }
    let problem = heard.refused(&[Code::TooEarly])?;
    let opens_at = problem.opens_at;
    let is_so = opens_at.is_some_and(|at| at > stage.client.now());
    expect(is_so, format!("it is too early, and `opens_at` is {opens_at:?}"))
}
