//! What goes wrong outside, one thing at a time: the bank, its messages, the cinema, the line.

mod bank;
pub mod cinema;
mod forgery;
mod interleavings;
mod refunds;

use domain::ledger::LedgerEvent;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;
use tables::ledger_journals;

use crate::support::bank::{Moved, moved, transactions};
use crate::support::{Purchase, Stage, TestApp, checks};

/// How many journals of this kind were posted.
async fn journals(app: &TestApp, event: LedgerEvent) -> u64 {
    let of_event = ledger_journals::Column::Event.eq(event);
    ledger_journals::Entity::find().filter(of_event).count(app.db()).await.unwrap()
}

async fn moved_at_bank(app: &TestApp) -> Moved {
    moved(&transactions(app).await)
}

/// The money was taken once and kept, and the books say the same as the bank.
async fn paid_once(app: &TestApp, order: &Value) {
    let total = order["price"]["total"]["amount"].as_i64().unwrap();
    let kept = Moved { taken: total, payments: 1, ..Moved::default() };
    assert_eq!(moved_at_bank(app).await, kept);
    assert_eq!(journals(app, LedgerEvent::PaymentSucceeded).await, 1);
    assert_eq!(journals(app, LedgerEvent::OrderTicketed).await, 1);
    checks::books_agree_with_bank(app.db(), &transactions(app).await).await;
}

/// The money was taken once and went back once, whole.
async fn returned_once(app: &TestApp, order: &Value) {
    let total = order["price"]["total"]["amount"].as_i64().unwrap();
    let returned = Moved { taken: total, payments: 1, returned: total, refunds: 1 };
    assert_eq!(moved_at_bank(app).await, returned);
    assert_eq!(journals(app, LedgerEvent::RefundSucceeded).await, 1);
    checks::books_agree_with_bank(app.db(), &transactions(app).await).await;
}

/// The seats of a purchase, as everybody sees them now.
async fn states(purchase: &Purchase<'_>) -> Vec<String> {
    let app = purchase.person.app;
    let stage = app.stage(purchase.lock["showtime"]["id"].as_str().unwrap()).await;
    seats_of(purchase).iter().map(|seat| stage.state_of(seat)).collect()
}

fn seats_of(purchase: &Purchase<'_>) -> Vec<String> {
    let seats = purchase.lock["seats"].as_array().unwrap().iter();
    seats.map(|seat| seat["seat_code"].as_str().unwrap().to_owned()).collect()
}

async fn two_seats(app: &TestApp) -> (Stage, Vec<String>) {
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    (stage, seats)
}
