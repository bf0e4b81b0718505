//! The phone.

use sandbox::{Phone, PhoneConfig, PhoneHandle};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::world::temporary;

struct Sender {
    client: reqwest::Client,
    phone: PhoneHandle,
    data: TempDir,
}

impl Sender {
    async fn new() -> Self {
        let data = temporary();
        let phone = Phone::start(PhoneConfig::new(data.path())).await.unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { client, phone, data }
    }

    async fn send(&self, id: &str, to: &str, text: &str) -> reqwest::Result<(u16, Value)> {
        let message = json!({ "message_id": id, "to": to, "text": text });
        let url = format!("{}/sms", self.phone.url);
        let answer = self.client.post(url).json(&message).send().await?;
        Ok((answer.status().as_u16(), answer.json().await?))
    }

    async fn get(&self, path: &str) -> String {
        let url = format!("{}{path}", self.phone.url);
        self.client.get(url).send().await.unwrap().text().await.unwrap()
    }

    async fn texts(&self, path: &str) -> Vec<String> {
        let list: Value = serde_json::from_str(&self.get(path).await).unwrap();
        let items = list["items"].as_array().unwrap();
        items.iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn messages_are_listed_newest_first_and_by_number() {
    let sender = Sender::new().await;
    sender.send("1", "+8613800000001", "one").await.unwrap();
    sender.send("2", "13800000002", "two").await.unwrap();
    sender.send("3", "13800000001", "three").await.unwrap();
    assert_eq!(sender.texts("/messages?phone=13800000001").await, ["three", "one"]);
    assert_eq!(sender.texts("/messages?phone=%2B8613800000002").await, ["two"]);
    assert_eq!(sender.texts("/messages?limit=2").await, ["three", "two"]);
    assert!(sender.texts("/messages?phone=13900000000").await.is_empty());
    let list: Value =
        serde_json::from_str(&sender.get("/messages?phone=13800000002").await).unwrap();
    let item = &list["items"][0];
    assert_eq!(item["to"], "13800000002");
    assert!(item["sent_at"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn a_message_sent_twice_arrives_once() {
    let mut sender = Sender::new().await;
    let (status, first) = sender.send("again", "13800000001", "code 123456").await.unwrap();
    assert_eq!(status, 200);
    assert!(!first["provider_id"].as_str().unwrap().is_empty());
    assert_eq!(sender.send("again", "13800000001", "code 123456").await.unwrap().1, first);

    let Sender { phone, .. } = sender;
    phone.stop().await;
    sender.phone = Phone::start(PhoneConfig::new(sender.data.path())).await.unwrap();
    assert_eq!(sender.send("again", "13800000001", "code 123456").await.unwrap().1, first);
    assert_eq!(sender.texts("/messages").await, ["code 123456"]);
    let (status, refusal) = sender.send("again", "13800000001", "another").await.unwrap();
    assert_eq!((status, &refusal["code"]), (409, &json!("message_id_reused")));
}

#[tokio::test]
async fn what_is_not_a_message_is_refused() {
    let sender = Sender::new().await;
    let long = "长".repeat(701);
    for (id, to, text) in [
        ("", "13800000001", "x"),
        ("1", "nobody", "x"),
        ("1", "1", "x"),
        ("1", "13800000001", ""),
        ("1", "13800000001", long.as_str()),
    ] {
        assert_eq!(sender.send(id, to, text).await.unwrap().0, 422);
    }
    let url = format!("{}/sms", sender.phone.url);
    let answer = sender.client.post(url).body("{").send().await.unwrap();
    assert_eq!(answer.status(), 400);
    assert!(sender.texts("/messages").await.is_empty());
}

#[tokio::test]
async fn the_inbox_shows_codes_and_never_markup() {
    let sender = Sender::new().await;
    assert!(sender.get("/").await.contains("No messages yet"));
    sender.send("1", "13800000001", "<img src=x> 取票码 4829 1357").await.unwrap();
    sender.send("2", "13800000002", "other").await.unwrap();
    let page = sender.get("/?phone=13800000001").await;
    assert!(page.contains("&lt;img src=x&gt; 取票码 <b>4829</b> <b>1357</b>"));
    assert!(!page.contains("other"));
    assert!(page.contains("href=\"/?phone=13800000002\""));
}

#[tokio::test]
async fn an_answer_lost_is_not_a_message_lost() {
    let sender = Sender::new().await;
    let faults = r#"{"faults":[{"operation":"sms","kind":"drop_after"},
                               {"operation":"sms","kind":"drop_before"}]}"#;
    let url = format!("{}/faults", sender.phone.url);
    assert_eq!(sender.client.put(url).body(faults).send().await.unwrap().status(), 200);
    assert!(sender.send("1", "13800000001", "kept").await.is_err());
    assert!(sender.send("2", "13800000001", "lost").await.is_err());
    assert_eq!(sender.texts("/messages").await, ["kept"]);
    assert_eq!(sender.send("1", "13800000001", "kept").await.unwrap().0, 200);
    assert_eq!(sender.texts("/messages").await, ["kept"]);
}
