use domain::tickets::TicketState;
use gateways::cinema::wire::{Code, Exchange, Lock, OptionalFeature, Order, OrderStatus};

use super::sales::check_order;
use crate::Book;
use crate::finding::{Check, Finding, expect};
use crate::stage::{Sold, Stage};

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    book.rule("EXC-01", exchanged(stage)).await;
    book.rule("EXC-02", neither(stage)).await;
}

fn exchange_for(stage: &Stage<'_>, lock: &Lock) -> Result<Exchange, Finding> {
    let confirm = stage.confirm(lock)?;
    stage.will_refund(confirm.client_order_id);
    Ok(Exchange {
        client_order_id: confirm.client_order_id,
        client_refund_id: stage.client.new_id(),
        client_lock_id: lock.client_lock_id,
        seats: confirm.seats,
        phone: confirm.phone,
    })
}

async fn exchanged(stage: &Stage<'_>) -> Check {
    stage.offers(OptionalFeature::Exchange)?;
    super::refunds::are_offered(stage)?;
    let Sold { order: old, lock: old_lock, .. } = stage.sold(1).await?;
    let lock = stage.lock(&stage.wish(&stage.take(1)?)).await?;
    let wish = exchange_for(stage, &lock)?;
    let path = ["orders", old.order_id.as_str(), "exchanges"];
    let new: Order = stage.client.post(&path, &wish).await?.ok()?;
    let new = stage.through(new).await?;
    let confirm = gateways::cinema::wire::Confirm {
        client_order_id: wish.client_order_id,
        seats: wish.seats.clone(),
        phone: wish.phone.clone(),
    };
    check_order(&new, &confirm)?;
    let again: Order = stage.client.post(&path, &wish).await?.ok()?;
    expect(again.tickets == new.tickets, "the repeated answer has other tickets")?;
    let old = stage.order(old.client_order_id).await?;
    expect(old.status == OrderStatus::Refunded, format!("the old order is {:?}", old.status))?;
    stage.expect_free(&old_lock.seats).await?;
    expect(!stage.are_free(&lock.seats).await?, "the new seats are free")
}

async fn neither(stage: &Stage<'_>) -> Check {
    stage.offers(OptionalFeature::Exchange)?;
    super::refunds::are_offered(stage)?;
    let Sold { order: old, .. } = stage.sold(1).await?;
    let lock = stage.lock(&stage.wish(&stage.take(1)?)).await?;
    let released = stage.client.delete(&["locks", &lock.lock_id]).await?;
    expect(released.is_success(), format!("the release was answered {}", released.status))?;
    let wish = exchange_for(stage, &lock)?;
    let path = ["orders", old.order_id.as_str(), "exchanges"];
    let heard = stage.client.post(&path, &wish).await?;
    heard.refused(&[Code::LockGone, Code::LockUnknown])?;
    stage.expect_unsold(wish.client_order_id).await?;
    let old = stage.order(old.client_order_id).await?;
    let is_kept = old.tickets.iter().all(|ticket| ticket.state == TicketState::Issued);
    expect(is_kept && old.status == OrderStatus::Confirmed, "the old order changed")
}
