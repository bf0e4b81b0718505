//! Several people buy at once while the server is killed at random moments.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;

use super::buyer::{Buyer, Scenario};
use super::platform::Platform;

const SCENARIOS: [Scenario; 6] = [
    Scenario::Buy,
    Scenario::GiveBack,
    Scenario::BuyUntold,
    Scenario::PayAfterCancelling,
    Scenario::Release,
    Scenario::Cancel,
];
const BUYERS: usize = 4;

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

#[tokio::test]
async fn nothing_is_lost_however_often_the_server_is_killed() {
    let rounds = setting("CRASH_ROUNDS", 6);
    let seed = setting("CRASH_SEED", 1);
    eprintln!("CRASH_ROUNDS={rounds} CRASH_SEED={seed}");
    let platform = Platform::start(None).await;
    let is_over = AtomicBool::new(false);
    let buyers = join_all((0..BUYERS).map(|number| {
        let (platform, is_over) = (&platform, &is_over);
        async move {
            let buyer = Buyer::sign_in(platform, number).await;
            let mut dice = Dice(seed * 1_000 + number as u64);
            while !is_over.load(Ordering::Relaxed) {
                let scenario = SCENARIOS[usize::try_from(dice.below(6)).unwrap()];
                if let Some((order, end)) = buyer.play(scenario, number).await {
                    buyer.until_order(&order, &[end]).await;
                }
            }
        }
    }));
    let killer = async {
        let mut dice = Dice(seed);
        for _ in 0..rounds {
            // The moment is what is random about this test.
            tokio::time::sleep(Duration::from_millis(200 + dice.below(2_000))).await;
            let before = platform.deaths();
            platform.kill();
            platform.until("a new server", async || platform.deaths() > before).await;
        }
        is_over.store(true, Ordering::Relaxed);
    };
    tokio::join!(buyers, killer);
    platform.check().await;
    assert_eq!(platform.deaths() as u64, rounds, "it died by itself");
    platform.stop().await;
}
