//! The real programs die: at every point that the server names, and at any moment.
//!
//! `marquee serve` and `sandbox serve` run as they do in a demo. At each `fault::point` of the
//! server there is a purchase, a cancellation, a return of tickets that dies right there; what is
//! left is picked up by the next process, and the customer's browser asks again with the same key.
//!
//! The programs are those that `cargo build --workspace --bins` made. More rounds of sudden death:
//! `CRASH_ROUNDS=500 CRASH_SEED=7 cargo test -p it purchase_faults::storm`.

mod buyer;
mod platform;
mod reconciled;
mod storm;
mod told;

use std::collections::BTreeSet;
use std::path::Path;

use buyer::{Buyer, Scenario};
use platform::Platform;

/// Lets a server die at a point while somebody does something, and looks at what becomes of it.
async fn dies_at(point: &'static str, scenario: Scenario) {
    let platform = Platform::start(Some(point)).await;
    let buyer = Buyer::sign_in(&platform, 0).await;
    let order = buyer.play(scenario, 0).await;
    platform.until("the server's death", async || platform.deaths() > 0).await;
    if let Some((id, expected)) = order {
        buyer.until_order(&id, &[expected]).await;
    }
    platform.check().await;
    assert_eq!(platform.deaths(), 1, "it was to die at {point} and nowhere else");
    platform.stop().await;
}

/// One test for each case, and the list of the points that have one.
macro_rules! points {
    ($($test:ident: $point:literal, $scenario:ident;)*) => {
        const POINTS: &[&str] = &[$($point),*];
        $(
            #[tokio::test]
            async fn $test() {
                dies_at($point, Scenario::$scenario).await;
            }
        )*
    };
}

points! {
    lock_intent_stored: "lock_intent_stored", Buy;
    lock_answered: "lock_answered", Buy;
    lock_recorded: "lock_recorded", Buy;
    order_stored: "order_stored", Buy;
    payment_intent_stored: "payment_intent_stored", Buy;
    payment_initiated: "payment_initiated", Buy;
    payment_asked: "payment_asked", BuyUntold;
    notification_stored: "notification_stored", Buy;
    payment_recorded: "payment_recorded", Buy;
    confirm_intent_stored: "confirm_intent_stored", Buy;
    confirm_answered: "confirm_answered", Buy;
    tickets_issued: "tickets_issued", Buy;
    message_sent: "message_sent", Buy;
    release_stored: "release_stored", Release;
    release_answered: "release_answered", Release;
    release_answered_after_cancelling: "release_answered", Cancel;
    cancel_stored: "cancel_stored", Cancel;
    order_closed: "order_closed", Cancel;
    refund_intent_stored: "refund_intent_stored", PayAfterCancelling;
    refund_answered_after_cancelling: "refund_answered", PayAfterCancelling;
    take_back_stored: "take_back_stored", GiveBack;
    take_back_answered: "take_back_answered", GiveBack;
    refund_submit_stored: "refund_submit_stored", GiveBack;
    refund_answered: "refund_answered", GiveBack;
    refund_recorded: "refund_recorded", GiveBack;
    relock_intent_stored: "relock_intent_stored", PayForSeatsLetGo;
    relock_answered: "relock_answered", PayForSeatsLetGo;
    cancellation_stored: "cancellation_stored", ShowCancelled;
    return_stored: "return_stored", ShowCancelled;
}

#[test]
fn every_point_has_a_case() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api/server/src");
    let mut named = BTreeSet::new();
    collect_points(&source, &mut named);
    let tested = POINTS.iter().chain([&told::POINT]).chain(reconciled::POINTS);
    let tested: BTreeSet<String> = tested.map(|point| (*point).to_owned()).collect();
    assert_eq!(named, tested, "points in the server, and points with a case");
}

fn collect_points(directory: &Path, named: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_points(&path, named);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let points = text.split("fault::point(\"").skip(1);
            named.extend(points.map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
}
