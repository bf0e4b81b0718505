//! Third parties' own tokens: proving themselves, scopes, quotas, and customers of their own.

use reqwest::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::idempotency_keys;

use super::refused;
use crate::support::oauth::ThirdParty;
use crate::support::{Person, Purchase, TestApp};

#[tokio::test]
async fn only_a_client_that_proves_itself_gets_an_answer() {
    let app = TestApp::start().await;
    let client = ThirdParty::register(&app, &["booking"]).await;
    let form = [("grant_type", "client_credentials")];
    for (client_id, secret) in [
        (client.client_id.as_str(), "wrong"),
        ("mq-nobody", client.secret.as_str()),
        (client.client_id.as_str(), ""),
    ] {
        let stranger = ThirdParty {
            client_id: client_id.to_owned(),
            secret: secret.to_owned(),
            ..client.clone()
        };
        let answer = stranger.ask_token(&app, &form).await;
        refused(&answer, 401, "invalid_client");
        assert!(answer.header("www-authenticate").starts_with("Basic"));
    }
    // Below the base path and with the secret in the form it is the same endpoint.
    let body = [
        ("grant_type", "client_credentials"),
        ("client_id", &client.client_id),
        ("client_secret", &client.secret),
    ];
    let request = app.request(Method::POST, "/oauth/token").form(&body);
    app.send("in the form", request).await.expect(200);
    let root = format!("{}/oauth/token", app.url);
    let request = app.request(Method::POST, &root).form(&body);
    app.send("at the root", request).await.expect(200);
    // Both ways at once, twice the same, no form, an unknown grant.
    let both = app.request(Method::POST, "/oauth/token").form(&body);
    let both = both.basic_auth(&client.client_id, Some(&client.secret));
    refused(&app.send("both", both).await, 400, "invalid_request");
    let twice = [("grant_type", "client_credentials"), ("grant_type", "client_credentials")];
    refused(&client.ask_token(&app, &twice).await, 400, "invalid_request");
    let json = app.request(Method::POST, "/oauth/token").json(&json!({ "grant_type": "x" }));
    refused(&app.send("json", json).await, 400, "invalid_request");
    refused(
        &client.ask_token(&app, &[("grant_type", "password")]).await,
        400,
        "unsupported_grant_type",
    );
    app.done().await;
}

#[tokio::test]
async fn guessing_secrets_is_slowed_down() {
    let app = TestApp::start_with(|config| config.throttle.logins_per_address = 5).await;
    // The administrator signs in and registers first: that counts elsewhere.
    let client = ThirdParty::register(&app, &["booking"]).await;
    let wrong = ThirdParty { secret: "wrong".to_owned(), ..client };
    let form = [("grant_type", "client_credentials")];
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(wrong.ask_token(&app, &form).await.status);
    }
    assert_eq!(statuses[..5], [401; 5]);
    assert_eq!(statuses[5..], [429; 2]);
    app.done().await;
}

#[tokio::test]
async fn a_secret_takes_over_from_another_and_a_revoked_one_takes_its_tokens_along() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let client = ThirdParty::register(&app, &["booking"]).await;
    let path = format!("/admin/clients/{}", client.id);
    let old = Person::third_party(&app, &client.own_token(&app, "booking").await, None);
    let added = boss.post(&format!("{path}/secrets"), json!({})).await.expect(201);
    let secret = added["client_secret"].as_str().unwrap().to_owned();
    let newer = ThirdParty { secret, ..client.clone() };
    let new = Person::third_party(&app, &newer.own_token(&app, "booking").await, None);
    // Both are good for a day.
    client.own_token(&app, "booking").await;
    let shown = boss.get(&path).await.expect(200);
    let secrets = shown["secrets"].as_array().unwrap();
    assert_eq!(secrets.len(), 2);
    assert!(secrets[0]["expires_at"].is_null() && secrets[1]["expires_at"].is_string(), "{shown}");
    assert!(newer.secret.ends_with(secrets[0]["hint"].as_str().unwrap()));
    assert!(!shown.to_string().contains(&newer.secret), "shown twice");

    let of_old = secrets[1]["id"].as_str().unwrap();
    boss.delete(&format!("{path}/secrets/{of_old}")).await.expect(204);
    boss.delete(&format!("{path}/secrets/{of_old}")).await.refused(404, "not_found");
    old.get("/client").await.refused(401, "unauthenticated");
    new.get("/client").await.expect(200);
    refused(
        &client.ask_token(&app, &[("grant_type", "client_credentials")]).await,
        401,
        "invalid_client",
    );
    app.advance(25 * 60);
    newer.own_token(&app, "booking").await;
    app.done().await;
}

#[tokio::test]
async fn a_client_buys_for_its_own_customer_and_for_nobody_elses() {
    let app = TestApp::start().await;
    let (client, rival) = (
        ThirdParty::register(&app, &["booking"]).await,
        ThirdParty::register(&app, &["booking"]).await,
    );
    client.save_customer(&app, "c-1").await;
    rival.save_customer(&app, "c-1").await;
    client.save_customer(&app, "c-2").await;
    let token = client.own_token(&app, "booking").await;
    let buyer = Person::third_party(&app, &token, Some("c-1"));
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&buyer, &stage, &stage.seats(1)).await;
    purchase.finish().await;
    let order = buyer.get(&purchase.order_path()).await.expect(200);
    assert_eq!(order["status"], "ticketed");
    assert_eq!(order["phone"], "+8613922223333", "tickets go to the customer");
    let tickets = format!("{}/tickets", purchase.order_path());
    buyer.get(&tickets).await.expect(200);

    let theirs = rival.own_token(&app, "booking").await;
    for stranger in [
        // The same name at another client is another customer.
        Person::third_party(&app, &theirs, Some("c-1")),
        Person::third_party(&app, &token, Some("c-2")),
        app.customer(),
    ] {
        stranger.get(&purchase.order_path()).await.refused(404, "not_found");
        stranger.get(&tickets).await.refused(404, "not_found");
        assert_eq!(stranger.get("/orders").await.expect(200)["items"], json!([]));
    }
    let unknown = Person::third_party(&app, &theirs, Some("c-2"));
    unknown.get("/orders").await.refused(403, "customer_not_named");
    Person::third_party(&app, &token, None).get("/orders").await.refused(403, "customer_not_named");
    // A person's own token does not act for anybody, whatever it names.
    let request = app.customer().request(Method::GET, &purchase.order_path()).await;
    let request = request.header("marquee-customer", "c-1");
    app.send("a person", request).await.refused(404, "not_found");
    // Accounts are people's own.
    buyer.delete("/me").await.refused(403, "forbidden");
    buyer.get("/me/sessions").await.refused(403, "forbidden");

    let page = Person::third_party(&app, &token, None).get("/client/customers?limit=1").await;
    let page = page.expect(200);
    assert_eq!(page["items"][0]["reference"], "c-1");
    assert_eq!(page["items"][0]["phone"], "+8613922223333", "the client's own customer");
    let next = format!("/client/customers?cursor={}", page["next_cursor"].as_str().unwrap());
    let rest = Person::third_party(&app, &token, None).get(&next).await.expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 1);
    app.done().await;
}

#[tokio::test]
async fn a_scope_cannot_be_made_wider() {
    let app = TestApp::start().await;
    let client = ThirdParty::register(&app, &["profile", "webhooks", "booking"]).await;
    client.save_customer(&app, "c-1").await;
    for scope in ["booking profile", "phone", "admin"] {
        let form = [("grant_type", "client_credentials"), ("scope", scope)];
        refused(&client.ask_token(&app, &form).await, 400, "invalid_scope");
    }
    let narrow = client.own_token(&app, "webhooks").await;
    let us = Person::third_party(&app, &narrow, Some("c-1"));
    us.get("/orders").await.refused(403, "forbidden");
    us.get("/client/customers").await.refused(403, "forbidden");
    let wide = client.own_token(&app, "booking").await;
    let us = Person::third_party(&app, &wide, Some("c-1"));
    us.get("/orders").await.expect(200);
    // What the administrator takes away is gone from tokens that were given before.
    let edit = json!({ "scopes": ["profile", "webhooks"], "revision": 1 });
    let path = format!("/admin/clients/{}", client.id);
    app.administrator().patch(&path, edit).await.expect(200);
    us.get("/orders").await.refused(403, "forbidden");
    app.done().await;
}

#[tokio::test]
async fn quotas_hold_by_the_minute_and_by_the_day() {
    let app = TestApp::start().await;
    let properties =
        json!({ "scopes": ["booking"], "requests_per_minute": 200, "orders_per_day": 1 });
    let client = ThirdParty::register_as(&app, properties).await;
    client.save_customer(&app, "c-1").await;
    let token = client.own_token(&app, "booking").await;
    let buyer = Person::third_party(&app, &token, Some("c-1"));
    let stage = app.any_stage().await;
    let seats = stage.seats(2);
    let purchase = Purchase::begin(&buyer, &stage, &seats[..1]).await;
    purchase.finish().await;
    let lock = json!({ "showtime_id": stage.id(), "seats": seats[1..2] });
    let lock = buyer.post("/seat-locks", lock).await;
    if lock.status == 201 {
        let order = json!({ "seat_lock_id": lock.expect(201)["id"] });
        let refused = buyer.post("/orders", order).await;
        refused.refused(429, "too_many_requests");
        assert!(refused.header("retry-after").parse::<u32>().unwrap() > 3_600, "until midnight");
    } else {
        panic!("no second lock: {}", lock.body);
    }
    let us = client_self(&app, &token).await;
    assert_eq!(us["orders_today"], 1);
    let before = us["requests_today"].as_i64().unwrap();
    let mut last = None;
    for _ in 0..220 {
        let answer = Person::third_party(&app, &token, None).get("/client").await;
        if answer.status == 429 {
            last = Some(answer);
            break;
        }
    }
    let refused = last.expect("the quota of the minute let 220 requests through");
    refused.refused(429, "too_many_requests");
    assert_eq!(refused.header("ratelimit-remaining"), "0");
    assert!(refused.header("ratelimit-reset").parse::<u32>().unwrap() <= 60);
    app.advance(1);
    let now = client_self(&app, &token).await["requests_today"].as_i64().unwrap();
    assert!(now > before, "{before} {now}");
    app.done().await;
}

async fn client_self(app: &TestApp, token: &str) -> Value {
    Person::third_party(app, token, None).get("/client").await.expect(200)
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_secret_which_is_kept_sealed() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let wish = json!({
        "name": { "zh": "影评社", "en": "Film club" },
        "kind": "confidential",
        "redirect_uris": [],
        "scopes": ["booking"],
    });
    let create = async || boss.post_again("/admin/clients", wish.clone(), "make").await;
    let made = create().await.expect(201);
    assert_eq!(create().await.expect(201), made);
    let path = format!("/admin/clients/{}", made["client"]["id"].as_str().unwrap());
    let secrets = format!("{path}/secrets");
    let add = async || boss.post_again(&secrets, json!({}), "add").await;
    let added = add().await.expect(201);
    assert_eq!(add().await.expect(201), added);
    let kept = format!("{:?}", idempotency_keys::Entity::find().all(app.db()).await.unwrap());
    assert!(!kept.contains("mqs_"), "{kept}");

    // A secret that nobody was told is only known by its hash: another one takes its place.
    app.lose_answer("make", made["client"]["id"].as_str().unwrap()).await;
    app.lose_answer("add", added["client"]["secrets"][0]["id"].as_str().unwrap()).await;
    let (first, second) = (create().await.expect(201), add().await.expect(201));
    assert_eq!(first["client"]["id"], made["client"]["id"]);
    let shown = boss.get(&path).await.expect(200);
    assert_eq!(shown["secrets"].as_array().unwrap().len(), 2);
    let client = |answer: &Value| ThirdParty {
        id: made["client"]["id"].as_str().unwrap().to_owned(),
        client_id: made["client"]["client_id"].as_str().unwrap().to_owned(),
        secret: answer["client_secret"].as_str().unwrap().to_owned(),
    };
    for told in [&first, &second] {
        client(told).own_token(&app, "booking").await;
    }
    for lost in [&made, &added] {
        let answer = client(lost).ask_token(&app, &[("grant_type", "client_credentials")]).await;
        refused(&answer, 401, "invalid_client");
    }
    let listed = boss.get("/admin/clients").await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    app.done().await;
}
