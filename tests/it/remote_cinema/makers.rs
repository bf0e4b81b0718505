//! Whole purchases with every maker's habits.

use sandbox::cinema::dial::{Kind, Operation, Personality};
use serde_json::json;

use super::world::{Remote, once};
use crate::support::bank::Moved;

async fn bought_and_given_back(personality: Personality) {
    let remote = Remote::start_as(personality).await;
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    let kept = remote.buy(&anna, &stage).await;
    assert_eq!(kept.order["status"], "ticketed");
    let stage = remote.stage().await;
    let given_back = remote.buy(&anna, &stage).await;
    assert_eq!(given_back.order["status"], "ticketed");
    let path = format!("{}/refunds", given_back.order_path());
    anna.post(&path, json!({})).await.expect(202);
    assert_eq!(remote.until_ended(&given_back).await["status"], "refunded");
    let total = kept.order["price"]["total"]["amount"].as_i64().unwrap();
    let moved = Moved { taken: 2 * total, payments: 2, returned: total, refunds: 1 };
    assert_eq!(remote.moved_at_bank().await, moved);
    remote.done().await;
}

#[tokio::test]
async fn a_plain_maker() {
    bought_and_given_back(Personality::Plain).await;
}

#[tokio::test]
async fn a_maker_who_confirms_later() {
    bought_and_given_back(Personality::AsyncConfirm).await;
}

#[tokio::test]
async fn a_maker_who_counts_changes_in_time() {
    bought_and_given_back(Personality::PlayUpdateTime).await;
}

#[tokio::test]
async fn a_maker_who_gives_an_order_another_number() {
    bought_and_given_back(Personality::OrderReplaced).await;
}

#[tokio::test]
async fn an_order_whose_new_number_is_never_heard_is_still_given_back() {
    let remote = Remote::start_as(Personality::OrderReplaced).await;
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    remote.dial(&[
        once(Operation::QueryOrder, Kind::LostAnswer),
        once(Operation::QueryOrder, Kind::LostAnswer),
        once(Operation::Refund, Kind::LostAnswer),
    ]);
    let purchase = remote.buy(&anna, &stage).await;
    assert_eq!(purchase.order["status"], "ticketed");
    anna.post(&format!("{}/refunds", purchase.order_path()), json!({})).await.expect(202);
    assert_eq!(remote.until_ended(&purchase).await["status"], "refunded");
    remote.done().await;
}

#[tokio::test]
async fn love_seats_and_halls_with_a_fee_cost_what_the_cinema_says() {
    let remote = Remote::start().await;
    let anna = remote.app.customer();
    let showtimes = remote.showtimes().await;
    let showtime = showtimes.iter().find(|it| it["seats_total"].as_i64() == Some(83)).unwrap();
    let stage = remote.app.stage(showtime["id"].as_str().unwrap()).await;
    let love = ["R07S01".to_owned(), "R07S02".to_owned()];
    let purchase = crate::support::Purchase::begin(&anna, &stage, &love).await;
    let order = purchase.finish().await;
    let is_early = showtime["starts_at"].as_str().unwrap() < "2027-03-07T04:00:00Z";
    let ticket = if is_early { 6_000 - 800 } else { 6_000 };
    assert_eq!(order["price"]["total"]["amount"], 2 * (ticket + 500 + 300));
    let known = remote.known("orders").await;
    let sold = &known["items"][0]["tickets"][0];
    assert_eq!(sold["ticket_price"]["amount"], ticket);
    assert_eq!(sold["screen_service_fee"]["amount"], 500);
    assert_eq!(sold["net_service_fee"]["amount"], 300);
    remote.done().await;
}
