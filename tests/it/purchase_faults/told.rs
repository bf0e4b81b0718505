//! A third party is told of a sale though the server died: between the sale's commit and the
//! telling, and between the telling and its record.

use reqwest::Method;
use serde_json::json;

use super::buyer::{Buyer, Scenario};
use super::platform::Platform;
use crate::support::receiver::Receiver;

/// The point that only a server with a listener comes to.
pub const POINT: &str = "webhook_answered";

async fn is_told(point: &'static str, times: usize) {
    let platform = Platform::start(Some(point)).await;
    let receiver = Receiver::start().await;
    let administrator = Buyer::sign_in(&platform, 2).await;
    let wish = json!({ "url": receiver.url, "events": ["order.ticketed"] });
    let (status, made) = administrator.insist(Method::POST, "/admin/webhooks", Some(wish)).await;
    assert_eq!(status, 201, "{made}");
    let buyer = Buyer::sign_in(&platform, 0).await;
    let (id, expected) = buyer.play(Scenario::Buy, 0).await.unwrap();
    platform.until("the server's death", async || platform.deaths() > 0).await;
    buyer.until_order(&id, &[expected]).await;
    platform.until("a message", async || receiver.heard().len() >= times).await;
    let heard = receiver.heard();
    assert_eq!(heard.len(), times);
    let secret = made["secret"].as_str().unwrap();
    for message in &heard {
        assert_eq!(message.id, heard[0].id, "a repetition is known by its identifier");
        assert_eq!(message.json()["data"]["order_id"], id.as_str());
        assert!(message.is_signed_with(secret));
    }
    platform.check().await;
    assert_eq!(platform.deaths(), 1);
    platform.stop().await;
}

#[tokio::test]
async fn a_sale_is_told_though_the_server_died_before() {
    is_told("tickets_issued", 1).await;
}

#[tokio::test]
async fn a_sale_is_told_again_though_the_server_died_after() {
    is_told(POINT, 2).await;
}
