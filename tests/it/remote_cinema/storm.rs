//! Many purchases by many people while the cinema does everything wrong that it can, at random.
//!
//! `REMOTE_STORM_SEED` replays a storm's dice (not its timing), `REMOTE_STORM_PURCHASES` sets its
//! length.

use futures_util::future::join_all;
use sandbox::cinema::dial::{Fault, Kind, Operation, Personality, Rubbish, Setting};
use serde_json::json;

use super::world::{Remote, once, once_done};
use crate::support::{Person, Purchase, Stage};

/// Small numbers that look like chance and come again with the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

/// Everything at once, each of it now and then.
fn weather() -> Vec<Fault> {
    let now_and_then = |fault: Fault| Fault { percent: Some(3), ..fault };
    let any = Operation::Any;
    let mut faults = vec![
        once(any, Kind::LostRequest),
        once(any, Kind::LostAnswer),
        once(any, Kind::Duplicate),
        once(any, Kind::ServerError),
        once_done(any, Kind::ServerError),
        once(any, Kind::ClockSkew),
        Fault { delay_ms: 60, ..once(any, Kind::Delay) },
        Fault { rubbish: Rubbish::Truncated, ..once_done(any, Kind::Rubbish) },
        Fault { rubbish: Rubbish::Foreign, ..once(any, Kind::Rubbish) },
        once(Operation::Confirm, Kind::WrongPrice),
        once(Operation::Confirm, Kind::LockStolen),
        once_done(Operation::Confirm, Kind::LockStolen),
    ];
    for operation in [Operation::Lock, Operation::Confirm, Operation::Refund, Operation::Release] {
        faults.push(once(operation, Kind::HalfDone));
        faults.push(once_done(operation, Kind::HalfDone));
    }
    faults.into_iter().map(now_and_then).collect()
}

/// One customer's visit; nothing, when the cinema would not have it.
async fn visit<'a>(
    person: &'a Person<'a>,
    stage: &Stage,
    seats: &[String],
    dice: &mut Dice,
) -> Option<Purchase<'a>> {
    let wish = json!({ "showtime_id": stage.id(), "seats": seats });
    let lock = person.post("/seat-locks", wish).await;
    if lock.status != 201 {
        return None;
    }
    let lock = lock.expect(201);
    if dice.below(8) == 0 {
        person.delete(&format!("/seat-locks/{}", lock["id"].as_str().unwrap())).await.expect(204);
        return None;
    }
    let order = person.post("/orders", json!({ "seat_lock_id": lock["id"] })).await;
    if order.status != 201 {
        return None;
    }
    let payment = serde_json::Value::Null;
    let mut purchase = Purchase { person, lock, order: order.expect(201), payment };
    if dice.below(8) == 0 {
        let path = format!("{}/cancel", purchase.order_path());
        person.post(&path, json!({})).await.expect(200);
        return Some(purchase);
    }
    purchase.pay_anew().await;
    purchase.at_bank("pay").await;
    Some(purchase)
}

#[tokio::test]
async fn a_storm_ends_with_tickets_or_money_for_everybody() {
    let seed = setting("REMOTE_STORM_SEED", 1);
    let rounds = setting("REMOTE_STORM_PURCHASES", 24).div_ceil(6);
    eprintln!("REMOTE_STORM_SEED={seed} REMOTE_STORM_PURCHASES={}", rounds * 6);
    let makers = [
        Personality::Plain,
        Personality::AsyncConfirm,
        Personality::PlayUpdateTime,
        Personality::OrderReplaced,
    ];
    let mut dice = Dice(seed);
    let maker = makers[usize::try_from(seed % 4).unwrap()];
    let remote = Remote::start_with(maker, 1_500).await;
    remote.app.expect_error("an order needs an operator");
    let crowd = remote.app.crowd(6).await;
    let mut purchases = Vec::new();
    for _ in 0..rounds {
        remote.cinema.heal();
        // Its breaker may be open from the last round.
        remote.app.advance(5);
        remote.app.settle().await;
        let showtimes = remote.showtimes().await;
        let chosen = usize::try_from(dice.below(showtimes.len() as u64)).unwrap();
        let stage = remote.app.stage(showtimes[chosen]["id"].as_str().unwrap()).await;
        let runs = stage.free_runs();
        remote.cinema.dial(Setting {
            faults: weather(),
            seed: Some(seed + dice.below(1 << 32)),
            ..Setting::default()
        });
        let visits = crowd.iter().enumerate().map(|(at, person)| {
            // Every third customer wants what the one before wants.
            let seats = runs[(at - usize::from(at % 3 == 2)) % runs.len()][..2].to_vec();
            let mut dice = Dice(dice.below(u64::MAX));
            let stage = &stage;
            async move { visit(person, stage, &seats, &mut dice).await }
        });
        let visits: Vec<_> = visits.collect();
        purchases.extend(join_all(visits).await.into_iter().flatten());
        for _ in 0..4 {
            remote.app.settle().await;
            remote.app.advance(1);
        }
        if let Some(purchase) = purchases.last() {
            let order = purchase.order_now().await;
            if order["status"] == "ticketed" && dice.below(2) == 0 {
                let path = format!("{}/refunds", purchase.order_path());
                purchase.person.post(&path, json!({})).await.expect(202);
            }
        }
    }
    remote.cinema.heal();
    let mut ticketed = 0;
    for purchase in &purchases {
        let order = remote.until_ended(purchase).await;
        ticketed += usize::from(order["status"] == "ticketed");
    }
    eprintln!("{} orders, {ticketed} with tickets at the end", purchases.len());
    assert!(!purchases.is_empty(), "nobody got as far as an order");
    drop(purchases);
    drop(crowd);
    remote.done().await;
}
