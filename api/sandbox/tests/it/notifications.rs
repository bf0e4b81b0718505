//! How often the merchant is told.

use crate::world::{World, until};

#[tokio::test]
async fn told_twice_means_the_very_same_message_twice() {
    let world = World::new().await;
    world.pay("TOLD00000001", "100", "notify_twice").await;
    until("both notifications", || world.heard_raw().len() == 2).await;
    let heard = world.heard_raw();
    assert_eq!(heard[0], heard[1]);
    assert!(world.signer.accepts(&world.heard("TOLD00000001")[0]));
}

#[tokio::test]
async fn never_told_but_the_query_knows() {
    let world = World::new().await;
    world.pay("NEVER0000001", "100", "notify_never").await;
    world.pay("BARRIER00001", "100", "pay").await;
    assert_eq!(world.query("NEVER0000001").await["origRespCode"], "00");
    assert!(world.heard("NEVER0000001").is_empty());
}

#[tokio::test]
async fn told_again_after_one_two_four_and_five_minutes_and_then_no_more() {
    let world = World::new().await;
    world.answer(500);
    world.pay("AGAIN0000001", "100", "pay").await;
    let count = || world.heard("AGAIN0000001").len();
    assert_eq!(count(), 1);
    for (attempt, minutes) in [(2, 1), (3, 2), (4, 4), (5, 5)] {
        // Every attempt is noted a moment after it was heard; a payment in between lets that pass.
        world.pay(&format!("BARRIER0000{attempt}"), "100", "notify_never").await;
        world.advance(minutes * 60 - 1);
        world.pay(&format!("BARRIER0001{attempt}"), "100", "pay").await;
        assert_eq!(count(), attempt - 1, "not before {minutes} minutes");
        world.advance(1);
        until("the next attempt", || count() == attempt).await;
        until("its note", || noted(&world) >= attempt).await;
    }
    world.answer(200);
    world.advance(24 * 3600);
    world.pay("BARRIER00099", "100", "pay").await;
    assert_eq!(count(), 5);
}

/// Attempts on the first delivery that the bank has written down.
fn noted(world: &World) -> usize {
    let journal = std::fs::read_to_string(world.data.path().join("bank.jsonl")).unwrap();
    let attempts = |line: &str| {
        let change: serde_json::Value = serde_json::from_str(line).ok()?;
        let delivery = &change["deliveries"][0];
        (delivery["id"] == 1).then(|| delivery["attempts"].as_u64())?
    };
    let most = journal.lines().filter_map(attempts).max().unwrap_or(0);
    usize::try_from(most).unwrap()
}

#[tokio::test]
async fn a_notification_outlives_the_bank_that_owes_it() {
    let mut world = World::new().await;
    world.answer(503);
    world.pay("OWED00000001", "100", "pay").await;
    until("the first attempt's note", || noted(&world) == 1).await;
    world.reopen().await;
    world.answer(200);
    world.advance(60);
    until("the second attempt", || world.heard("OWED00000001").len() == 2).await;
    let heard = world.heard_raw();
    assert_eq!(heard[0], heard[1]);
}
