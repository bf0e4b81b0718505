//! What the cinema's staff does, under the customers' hands.

use sandbox::cinema::dial::Personality;
use serde_json::json;

use super::world::Remote;
use crate::support::Purchase;

async fn session_code(remote: &Remote, showtime: &str) -> String {
    let id: uuid::Uuid = showtime.parse().unwrap();
    let row = <tables::showtimes::Entity as sea_orm::EntityTrait>::find_by_id(
        domain::ids::ShowtimeId(id),
    );
    row.one(remote.app.db()).await.unwrap().unwrap().session_code
}

#[tokio::test]
async fn a_show_that_the_cinema_cancels_is_paid_back() {
    let remote = Remote::start().await;
    let (anna, bea) = (remote.app.customer(), remote.app.other_customer());
    let stage = remote.stage().await;
    let bought = remote.buy(&anna, &stage).await;
    assert_eq!(bought.order["status"], "ticketed");
    let stage = remote.app.stage(stage.id()).await;
    let open = Purchase::begin(&bea, &stage, &stage.seats(2)).await;
    let code = session_code(&remote, stage.id()).await;
    remote.control(json!({ "action": "cancel_session", "session_code": code })).await;
    remote.sync().await.expect(200);
    let order = remote.until_ended(&bought).await;
    assert_eq!(order["status"], "refunded");
    assert_eq!(order["refunds"][0]["reason"], "showtime_cancelled");
    assert!(remote.app.texts_to("13900000001").await.len() >= 2, "the customer is told");
    let order = remote.until_ended(&open).await;
    assert!(["cancelled", "expired"].contains(&order["status"].as_str().unwrap()), "{order}");
    let moved = remote.moved_at_bank().await;
    assert_eq!((moved.taken, moved.payments), (moved.returned, moved.refunds));
    remote.done().await;
}

#[tokio::test]
async fn a_price_that_changed_is_said_and_the_new_one_is_paid() {
    let remote = Remote::start().await;
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    let before = remote.buy(&anna, &stage).await;
    let stage = remote.app.stage(stage.id()).await;
    let code = session_code(&remote, stage.id()).await;
    let action = json!({ "action": "reprice_session", "session_code": code, "amount_delta": 700 });
    remote.control(action).await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(2) });
    let problem = anna.post("/seat-locks", wish).await.refused(409, "showtime_changed");
    assert!(problem["changes"].to_string().contains("price"), "{problem}");
    let fresh = remote.app.stage(stage.id()).await;
    let purchase = remote.buy(&anna, &fresh).await;
    assert_eq!(purchase.order["status"], "ticketed");
    let total = |order: &serde_json::Value| order["price"]["total"]["amount"].as_i64().unwrap();
    assert_eq!(total(&purchase.order), total(&before.order) + 2 * 700);
    remote.done().await;
}

#[tokio::test]
async fn with_some_makers_any_change_of_the_hall_counts() {
    let remote = Remote::start_as(Personality::PlayUpdateTime).await;
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    let code = session_code(&remote, stage.id()).await;
    let action = json!({ "action": "block_seats", "session_code": code, "seats": ["R09S16"] });
    remote.control(action).await;
    let wish = json!({ "showtime_id": stage.id(), "seats": stage.seats(2) });
    anna.post("/seat-locks", wish).await.refused(409, "showtime_changed");
    let fresh = remote.app.stage(stage.id()).await;
    assert_eq!(fresh.state_of("R09S16"), "unavailable");
    let purchase = remote.buy(&anna, &fresh).await;
    assert_eq!(purchase.order["status"], "ticketed");
    remote.done().await;
}

#[tokio::test]
async fn a_cinema_that_calls_by_itself_is_heard() {
    let remote = Remote::start().await;
    let anna = remote.app.customer();
    let stage = remote.stage().await;
    let bought = remote.buy(&anna, &stage).await;
    remote.cinema.tell(&remote.app.url);
    let said = remote.control(json!({ "action": "push" })).await;
    assert_eq!(said["films"]["quarantined"], json!([]), "{said}");
    let code = session_code(&remote, stage.id()).await;
    let before = remote.app.stage(stage.id()).await.showtime["version"].as_i64();
    let action = json!({ "action": "reprice_session", "session_code": code, "amount_delta": 300 });
    remote.control(action).await;
    remote
        .app
        .until("the news of the new price", async || {
            let now = remote.app.stage(stage.id()).await.showtime["version"].as_i64();
            (now > before).then_some(())
        })
        .await;
    assert_eq!(bought.order_now().await["status"], "ticketed", "what was bought stays bought");
    remote.done().await;
}
