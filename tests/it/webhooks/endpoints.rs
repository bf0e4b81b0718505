//! Making and changing endpoints.

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use tables::{audit_log, webhook_deliveries, webhook_secrets};

use super::Endpoint;
use crate::support::TestApp;
use crate::support::receiver::Receiver;

#[tokio::test]
async fn addresses_inside_and_events_of_ours_are_refused() {
    let app = TestApp::start().await;
    let admin = app.administrator();
    let wish = |url: &str, event: &str| json!({ "url": url, "events": [event] });
    for url in [
        "http://10.0.0.1/hooks",
        "https://192.168.0.1/hooks",
        "https://[fe80::1]/hooks",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://name:secret@shop.example.com/",
        "nonsense",
    ] {
        let refused = admin.post("/admin/webhooks", wish(url, "order.ticketed")).await;
        let problem = refused.refused(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/url", "{url}");
    }
    let own = wish("https://shop.example.com/", "webhook.test");
    admin.post("/admin/webhooks", own).await.refused(422, "validation_failed");
    let unknown = wish("https://shop.example.com/", "order.eaten");
    assert!([400, 422].contains(&admin.post("/admin/webhooks", unknown).await.status));
    let mut wish = wish("https://shop.example.com/", "order.ticketed");
    wish["client_id"] = json!("nobody");
    admin.post("/admin/webhooks", wish).await.refused(422, "validation_failed");
    app.done().await;
}

#[tokio::test]
async fn there_is_a_limit_and_a_page() {
    let app = TestApp::start().await;
    let admin = app.administrator();
    let receiver = Receiver::start().await;
    let mut ids = Vec::new();
    for _ in 0..20 {
        ids.push(Endpoint::at(&app, &receiver, &["order.ticketed"]).await.id);
    }
    let wish = json!({ "url": receiver.url, "events": ["order.ticketed"] });
    admin.post("/admin/webhooks", wish).await.refused(409, "webhook_limit");
    let first = admin.get("/admin/webhooks?limit=15").await.expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = admin.get(&format!("/admin/webhooks?limit=15&cursor={cursor}")).await.expect(200);
    assert!(rest["next_cursor"].is_null());
    let both = [&first, &rest].map(|page| page["items"].as_array().unwrap().clone()).concat();
    let listed: Vec<&str> = both.iter().map(|item| item["id"].as_str().unwrap()).collect();
    ids.reverse();
    assert_eq!(listed, ids, "the newest first");
    app.done().await;
}

#[tokio::test]
async fn changes_are_made_once_and_written_down() {
    let app = TestApp::start().await;
    let admin = app.administrator();
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed", "order.ticketed"]).await;
    let before = endpoint.now(&app).await;
    assert_eq!(before["events"], json!(["order.ticketed"]));
    let edit = json!({
        "url": "https://shop.example.com/new",
        "events": ["order.refunded", "order.cancelled"],
        "revision": before["revision"],
    });
    let after = admin.patch(&endpoint.path(), edit.clone()).await.expect(200);
    assert_eq!(after["url"], "https://shop.example.com/new");
    assert_eq!(after["events"], json!(["order.refunded", "order.cancelled"]));
    admin.patch(&endpoint.path(), edit).await.refused(409, "stale_write");
    let off = json!({ "is_enabled": false, "revision": after["revision"] });
    let off = admin.patch(&endpoint.path(), off).await.expect(200);
    assert_eq!(off["is_enabled"], false);
    assert_eq!(off["events"], after["events"], "what was left out stays");
    admin.delete(&endpoint.path()).await.expect(204);
    admin.get(&endpoint.path()).await.refused(404, "not_found");
    let of_endpoint = audit_log::Column::Target.eq(endpoint.id.as_str());
    let lines = audit_log::Entity::find().filter(of_endpoint).all(app.db()).await.unwrap();
    let mut actions: Vec<&str> = lines.iter().map(|line| line.action.as_str()).collect();
    actions.sort_unstable();
    let expected = ["create_webhook", "delete_webhook", "edit_webhook", "edit_webhook"];
    assert_eq!(actions, expected, "and nothing for what was refused");
    assert!(!format!("{lines:?}").contains("whsec_"), "a secret in the log");
    assert_eq!(webhook_secrets::Entity::find().count(app.db()).await.unwrap(), 0);
    assert_eq!(webhook_deliveries::Entity::find().count(app.db()).await.unwrap(), 0);
    app.done().await;
}

#[tokio::test]
async fn the_database_does_not_know_the_secret() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let endpoint = Endpoint::at(&app, &receiver, &["order.ticketed"]).await;
    let rows = webhook_secrets::Entity::find().all(app.db()).await.unwrap();
    let plain = endpoint.secret.strip_prefix("whsec_").unwrap();
    assert!(!format!("{rows:?}").contains(plain), "{rows:?}");
    assert!(plain.trim_end_matches('=').ends_with(&rows[0].hint) && rows[0].hint.len() == 4);
    app.done().await;
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_secret_which_is_kept_sealed() {
    let app = TestApp::start().await;
    let admin = app.administrator();
    let wish = json!({ "url": "https://shop.example.com/", "events": ["order.ticketed"] });
    let create = async || admin.post_again("/admin/webhooks", wish.clone(), "make").await;
    let made = create().await.expect(201);
    let again = create().await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.expect(201), made);
    let id = made["webhook"]["id"].as_str().unwrap();
    app.lose_answer("make", id).await;
    assert_eq!(create().await.expect(201), made, "made a second time");

    let path = format!("/admin/webhooks/{id}");
    let secrets = format!("{path}/secrets");
    let rotate = async || admin.post_again(&secrets, json!({}), "turn").await;
    let turned = rotate().await.expect(201);
    assert_ne!(turned["secret"], made["secret"]);
    assert_eq!(rotate().await.expect(201), turned);
    app.lose_answer("turn", turned["webhook"]["secrets"][0]["id"].as_str().unwrap()).await;
    assert_eq!(rotate().await.expect(201), turned);
    let now = admin.get(&path).await.expect(200);
    assert_eq!(now, turned["webhook"]);
    assert_eq!(now["secrets"].as_array().unwrap().len(), 2);
    let listed = admin.get("/admin/webhooks").await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);

    let kept = tables::idempotency_keys::Entity::find().all(app.db()).await.unwrap();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|row| row.status_code == Some(201)));
    let kept = format!("{kept:?}");
    assert!(!kept.contains("whsec_") && !kept.contains("shop.example.com"), "{kept}");
    app.done().await;
}
