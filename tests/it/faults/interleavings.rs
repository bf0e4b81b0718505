//! Several purchases at once, in any order of what may happen to them, on two servers of one
//! database. A seed decides everything that is not a race; `SIM_SEEDS=5000` plays more of them.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::ledger::LedgerAccount;
use domain::orders::OrderStatus;
use futures_util::future::join_all;
use reqwest::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::app::{App, Gateways};
use server::tasks;
use tables::{bank_notifications, ledger_entries, orders, payments};

use crate::support::bank::transactions;
use crate::support::{Cashier, Person, Purchase, Stage, TestApp, checks};

/// Purchases of one world.
const PURCHASES: usize = 6;
/// Things that happen in one world.
const EVENTS: usize = 40;

/// Small numbers that look like chance and come again with the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % 1_000_003).unwrap() % limit
    }
}

/// Says which seed was played when it does not end well.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the seed was {}: SIM_FIRST={} SIM_SEEDS=1", self.0, self.0);
        }
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

/// The same platform once more, as if it ran in another process.
async fn another(app: &TestApp) -> Arc<App> {
    let config = app.app.config.clone();
    App::build_with(config, app.app.clock.clone(), Gateways::from_config).await.unwrap()
}

#[tokio::test]
async fn every_order_of_events_ends_well() {
    let first = setting("SIM_FIRST", 1);
    for seed in first..first + setting("SIM_SEEDS", 12) {
        let _told = Told(seed);
        play(seed).await;
    }
}

/// One world: begin, let anything happen, let time pass to the end, look.
async fn play(seed: u64) {
    let app = TestApp::start().await;
    let other = another(&app).await;
    let mut dice = Dice(seed);
    let people = [app.customer(), app.other_customer()];
    let stage = app.any_stage().await;
    let rows = long_rows(&stage);
    let mut purchases = Vec::new();
    for number in 0..PURCHASES {
        let seats = &rows[number][2..4];
        purchases.push(Purchase::begin(&people[number % 2], &stage, seats).await);
    }
    for _ in 0..EVENTS {
        let purchase = &purchases[dice.below(PURCHASES)];
        happen(&app, &other, purchase, &mut dice).await;
        books_hold(&app).await;
    }
    drop(purchases);
    drop(people);
    end_well(&app, &other, &stage).await;
    other.db.clone().close().await.unwrap();
    drop(other);
    app.done().await;
}

/// The longest run of each row, so that no choice leaves a seat alone beside another choice.
fn long_rows(stage: &Stage) -> Vec<Vec<String>> {
    let row_of = |code: &str| {
        let mut seats = stage.map["seats"].as_array().unwrap().iter();
        let seat = seats.find(|seat| seat["seat_code"] == code).unwrap();
        (seat["section"].to_string(), seat["row"].to_string())
    };
    let mut seen = std::collections::BTreeSet::new();
    let runs = stage.free_runs().into_iter().filter(|run| run.len() > 6);
    runs.filter(|run| seen.insert(row_of(&run[0]))).collect()
}

async fn happen(app: &TestApp, other: &Arc<App>, purchase: &Purchase<'_>, dice: &mut Dice) {
    const OUTCOMES: [&str; 6] =
        ["pay", "notify_never", "notify_twice", "decline", "pay_late", "abandon"];
    match dice.below(10) {
        0 | 1 => press(app, &purchase.payment, OUTCOMES[dice.below(OUTCOMES.len())]).await,
        2 => repeat_notifications(app, dice).await,
        3 => {
            let path = format!("{}/cancel", purchase.order_path());
            let answer = purchase.person.post(&path, json!({})).await;
            assert!([200, 409].contains(&answer.status), "{answer:?}");
        }
        4 => {
            let outcome = OUTCOMES[dice.below(OUTCOMES.len())];
            pay_in_another_tab(purchase.person, purchase, outcome).await;
        }
        5 => {
            let path = format!("{}/refunds", purchase.order_path());
            let answer = purchase.person.post(&path, json!({})).await;
            assert!([202, 409].contains(&answer.status), "{answer:?}");
        }
        6 => app.app.clock.advance(TimeDelta::seconds(1 << dice.below(9))),
        7 => tasks::settle(other).await.unwrap(),
        8 => {
            // Two servers find the same work at the same time.
            let (ours, theirs) = tokio::join!(tasks::settle(&app.app), tasks::settle(other));
            ours.unwrap();
            theirs.unwrap();
        }
        _ => app.settle().await,
    }
}

/// Presses a button of the bank's page if it is still there.
async fn press(app: &TestApp, payment: &Value, outcome: &str) {
    let number = payment["next_action"]["fields"]["orderId"].as_str().unwrap();
    let known = transactions(app).await;
    let is_decided = known.iter().any(|it| it["orderId"] == number && it["state"] != "open");
    if !is_decided {
        Cashier::open(app, payment).await.press(outcome).await;
    }
}

/// What the bank once said comes again, several times at once.
async fn repeat_notifications(app: &TestApp, dice: &mut Dice) {
    let kept = bank_notifications::Entity::find().all(app.db()).await.unwrap();
    if kept.is_empty() {
        return;
    }
    let body = kept[dice.below(kept.len())].body.clone();
    let again = (0..1 + dice.below(4)).map(|_| {
        let request = app.request(Method::POST, "/payment-notifications/unionpay");
        let form = "application/x-www-form-urlencoded; charset=UTF-8";
        let request = request.header("content-type", form).body(body.clone());
        async { request.send().await.unwrap().status().as_u16() }
    });
    for status in join_all(again).await {
        assert_eq!(status, 200);
    }
}

async fn pay_in_another_tab(person: &Person<'_>, purchase: &Purchase<'_>, outcome: &str) {
    let wish = json!({ "order_id": purchase.order["id"], "method": "unionpay" });
    let answer = person.post("/payments", wish).await;
    if answer.status == 201 {
        press(person.app, &answer.expect(201), outcome).await;
    } else {
        assert_eq!(answer.status, 409, "{answer:?}");
    }
}

/// A paid order has its whole price in the prepayments; any other has nothing there.
async fn books_hold(app: &TestApp) {
    // One row after the other would be unfair to whoever writes between two reads.
    let before = orders::Entity::find().all(app.db()).await.unwrap();
    let entries = ledger_entries::Entity::find().all(app.db()).await.unwrap();
    let after = orders::Entity::find().all(app.db()).await.unwrap();
    let still = before.iter().filter(|order| after.contains(order));
    for order in still {
        let prepaid: i64 = entries
            .iter()
            .filter(|entry| entry.order_id == Some(order.id))
            .map(|entry| {
                let is = |account| i64::from(account == LedgerAccount::CustomerPrepayment);
                entry.amount_minor * (is(entry.credit) - is(entry.debit))
            })
            .sum();
        let expected = if order.status == OrderStatus::Paid { order.total_minor } else { 0 };
        assert_eq!(prepaid, expected, "{order:#?}");
    }
}

/// Time passes; then each order is ticketed and paid, refunded whole, or was never paid.
async fn end_well(app: &TestApp, other: &Arc<App>, stage: &Stage) {
    for _ in 0..3 {
        app.advance(10);
        let (ours, theirs) = tokio::join!(tasks::settle(&app.app), tasks::settle(other));
        ours.unwrap();
        theirs.unwrap();
    }
    // Late payments are the bank's own business: it books them by its clock.
    app.until("the bank's word on late payments", async || {
        let known = transactions(app).await;
        (!known.iter().any(|it| it["state"] == "underway")).then_some(())
    })
    .await;
    app.advance(10);
    checks::let_everything_end(app).await;
    let known = transactions(app).await;
    checks::books_agree_with_bank(app.db(), &known).await;
    let payments = payments::Entity::find().all(app.db()).await.unwrap();
    let map = app.stage(stage.id()).await;
    for order in orders::Entity::find().all(app.db()).await.unwrap() {
        let numbers: Vec<_> = payments
            .iter()
            .filter(|payment| payment.order_id == order.id)
            .map(|payment| payment.payment_no.as_str())
            .collect();
        let is_ours = |it: &&Value| {
            it["state"] == "booked" && numbers.contains(&it["orderId"].as_str().unwrap())
        };
        let ours: Vec<_> = known.iter().filter(is_ours).collect();
        let kept: i64 = ours
            .iter()
            .map(|it| it["txnAmt"].as_i64().unwrap() - it["reversedAmt"].as_i64().unwrap())
            .sum();
        let (expected, seat) = match order.status {
            OrderStatus::Ticketed => (order.total_minor, "sold"),
            OrderStatus::Refunded | OrderStatus::Cancelled | OrderStatus::Expired => {
                (0, "available")
            }
            _ => panic!("no end: {order:#?}"),
        };
        assert_eq!(kept, expected, "{order:#?} {ours:#?}");
        assert!(!order.needs_operator, "{order:#?}");
        for place in &order.seats.0 {
            assert_eq!(map.state_of(&place.seat_code), seat, "{order:#?}");
        }
    }
}
