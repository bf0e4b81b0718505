//! Cinemas in administration: registering one in another process, its keys, how it does.

use domain::ids::RowId;
use reqwest::Method;
use sandbox::{Cinema, CinemaConfig, CinemaHandle, Clock};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use server::config::DemoCinema;
use tables::{audit_log, cinema_findings};
use tempfile::TempDir;

use crate::support::database::temporary;
use crate::support::{Answer, TestApp};

/// Another key than the cinema's own: raw 32 bytes in base64.
const OTHER_KEY: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

async fn start_cinema(app: &TestApp, directory: &TempDir) -> CinemaHandle {
    let clock = app.app.clock.clone();
    let config = CinemaConfig {
        clock: Clock::from_fn(move || clock.now()),
        ..CinemaConfig::new(directory.path())
    };
    Cinema::start(config).await.unwrap()
}

/// Shows the cinema the platform's keys, as its vendor would.
async fn introduce(app: &TestApp, cinema: &CinemaHandle) {
    let url = format!("{}/cinema-feed/v1/keys", app.url);
    let keys = app.send("keys", app.request(Method::GET, &url)).await.expect(200);
    for key in keys["items"].as_array().unwrap() {
        cinema.trust(key["public_key"].as_str().unwrap()).unwrap();
    }
}

fn wish(cinema: &CinemaHandle) -> Value {
    json!({
        "base_url": cinema.base_url,
        "cinema_code": sandbox::cinema::CINEMA_CODE,
        "city": "chengdu",
        "district": "jinjiang",
        "service_fee": { "amount": 300, "currency": "CNY" },
        "keys": [cinema.public_key],
    })
}

async fn register(app: &TestApp, wish: Value) -> Answer {
    app.administrator().post("/admin/cinemas", wish).await
}

async fn actions(app: &TestApp) -> Vec<String> {
    let rows = audit_log::Entity::find().order_by_asc(audit_log::Column::Id);
    let rows = rows.all(app.db()).await.unwrap();
    assert!(rows.iter().all(|row| row.actor_id.is_some() && !row.address.is_empty()), "{rows:?}");
    let actions = rows.into_iter().map(|row| row.action);
    actions.filter(|action| !action.starts_with("account.")).collect()
}

#[tokio::test]
async fn a_cinema_is_asked_who_it_is_and_then_sells() {
    let app = TestApp::start().await;
    let directory = temporary();
    let cinema = start_cinema(&app, &directory).await;
    introduce(&app, &cinema).await;
    let system = register(&app, wish(&cinema)).await.expect(201);
    assert_eq!(system["gateway"], "remote");
    assert_eq!(system["base_url"], cinema.base_url.trim_end_matches('/'));
    assert_eq!(system["service_fee"]["amount"], 300);
    assert_eq!(system["limits"]["answer_timeout_ms"], 10_000, "{system}");
    assert_eq!(system["keys"][0]["public_key"], cinema.public_key.as_str());
    assert_eq!(
        (&system["sync"]["status"], &system["breaker"]),
        (&json!("never"), &json!("closed"))
    );
    assert!(!system["name"]["zh"].as_str().unwrap().is_empty(), "its own name: {system}");

    let path = format!("/admin/cinemas/{}", system["cinema_id"].as_str().unwrap());
    let brought = app.administrator().post(&format!("{path}/sync"), json!({})).await.expect(200);
    assert!(brought["sessions_changed"].as_i64().unwrap() > 0, "{brought}");
    let now = app.auditor().get(&path).await.expect(200);
    assert_eq!(now["sync"]["status"], "ok", "{now}");
    let shown = app.showtimes("2027-03-07").await;
    assert!(shown.iter().any(|it| it["cinema"]["id"] == system["cinema_id"]), "it plays");

    let health = app.auditor().get(&format!("{path}/health")).await.expect(200);
    let operations: Vec<_> = health["stats"].as_array().unwrap().iter().collect();
    assert!(operations.iter().any(|it| it["calls"].as_i64().unwrap() > 0), "{health}");
    assert!(!health["calls"].as_array().unwrap().is_empty());
    let nothing = json!({ "locks_unknown": 0, "releases_due": 0, "confirms_open": 0,
        "take_backs_open": 0, "oldest_at": null });
    assert_eq!(health["unfinished"], nothing);

    let mut listed = 0;
    let mut next = String::new();
    loop {
        let page = app.auditor().get(&format!("/admin/cinemas?limit=3{next}")).await.expect(200);
        let items = page["items"].as_array().unwrap().iter();
        listed += items.filter(|it| it["cinema_id"] == system["cinema_id"]).count();
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(listed, 1, "on one page and on no other");
    register(&app, wish(&cinema)).await.refused(422, "cinema_mismatch");
    assert_eq!(actions(&app).await, ["register_cinema", "sync_cinema"]);
    app.done().await;
}

#[tokio::test]
async fn who_is_somebody_else_or_nobody_is_not_registered() {
    let app = TestApp::start().await;
    let directory = temporary();
    let cinema = start_cinema(&app, &directory).await;
    introduce(&app, &cinema).await;
    let but = |changes: Value| {
        let mut wish = wish(&cinema);
        for (name, value) in changes.as_object().unwrap() {
            wish[name] = value.clone();
        }
        wish
    };
    app.expect_error("/admin/cinemas");
    let gone = json!({ "base_url": "http://127.0.0.1:9/nobody" });
    register(&app, but(gone)).await.refused(503, "cinema_unreachable");
    let other = register(&app, but(json!({ "cinema_code": "99999999" }))).await;
    assert!(
        ["cinema_mismatch", "cinema_unreachable"].contains(&other.code().as_str()),
        "{other:?}"
    );

    let inputs = [
        ("/base_url", json!({ "base_url": "ftp://127.0.0.1/x" })),
        ("/base_url", json!({ "base_url": "http://me:secret@127.0.0.1/x" })),
        ("/base_url", json!({ "base_url": "http://127.0.0.1/x#y" })),
        ("/base_url", json!({ "base_url": "http://127.0.0.1/x?y=z" })),
        ("/city", json!({ "city": "atlantis" })),
        ("/district", json!({ "district": "atlantis" })),
        ("/service_fee/amount", json!({ "service_fee": { "amount": -1, "currency": "CNY" } })),
        ("/keys", json!({ "keys": ["not a key"] })),
    ];
    for (pointer, change) in inputs {
        let problem = register(&app, but(change.clone())).await.refused(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{change}: {problem}");
    }
    let systems = app.administrator().get("/admin/cinemas?limit=100").await.expect(200);
    let mut systems = systems["items"].as_array().unwrap().iter();
    assert!(systems.all(|system| system["gateway"] == "built_in"), "nothing was registered");
    app.done().await;
}

#[tokio::test]
async fn keys_turn_and_settings_change() {
    let app = TestApp::start().await;
    let directory = temporary();
    let cinema = start_cinema(&app, &directory).await;
    introduce(&app, &cinema).await;
    let system = register(&app, wish(&cinema)).await.expect(201);
    let path = format!("/admin/cinemas/{}", system["cinema_id"].as_str().unwrap());
    let administrator = app.administrator();

    let added = json!({ "public_key": OTHER_KEY });
    let with_two = administrator.post(&format!("{path}/keys"), added).await.expect(201);
    assert_eq!(with_two["keys"].as_array().unwrap().len(), 2, "{with_two}");
    let first = system["keys"][0]["key_id"].as_str().unwrap();
    administrator.delete(&format!("{path}/keys/{first}")).await.expect(204);
    administrator.delete(&format!("{path}/keys/{first}")).await.expect(204);
    administrator.delete(&format!("{path}/keys/0000000000000000")).await.refused(404, "not_found");
    let now = administrator.get(&path).await.expect(200);
    let keys = now["keys"].as_array().unwrap();
    let is_revoked = |id: &str| {
        let key = keys.iter().find(|key| key["key_id"] == id).unwrap();
        key["revoked_at"].is_string()
    };
    assert!(is_revoked(first), "{now}");
    assert_eq!(keys.iter().filter(|key| key["revoked_at"].is_null()).count(), 1);
    let bad = json!({ "public_key": "AAAA" });
    administrator.post(&format!("{path}/keys"), bad).await.refused(422, "validation_failed");

    let change = json!({
        "is_enabled": false,
        "requires_live_tickets": true,
        "service_fee": { "amount": 500, "currency": "CNY" },
        "limits": { "max_in_flight": 4, "connect_timeout_ms": 500, "answer_timeout_ms": 900 },
    });
    let edited = administrator.patch(&path, change).await.expect(200);
    assert_eq!(
        (&edited["is_enabled"], &edited["requires_live_tickets"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(edited["service_fee"]["amount"], 500);
    assert_eq!(edited["limits"]["max_in_flight"], 4);
    assert_eq!(edited["base_url"], system["base_url"], "what is left out stays");
    let none = json!({ "limits": { "max_in_flight": 0, "connect_timeout_ms": 500,
        "answer_timeout_ms": 900 } });
    administrator.patch(&path, none).await.refused(422, "validation_failed");
    let built_in = app.staff().get("/me").await.expect(200)["cinema_id"].clone();
    let built_in = format!("/admin/cinemas/{}", built_in.as_str().unwrap());
    let moved = json!({ "base_url": "http://127.0.0.1:9" });
    administrator.patch(&built_in, moved).await.refused(422, "validation_failed");
    app.done().await;
}

#[tokio::test]
async fn what_was_not_believed_is_shown_until_somebody_has_seen_to_it() {
    let app = TestApp::start().await;
    let cinema_id = app.staff().get("/me").await.expect(200)["cinema_id"].clone();
    let cinema_id = cinema_id.as_str().unwrap();
    let (first, second): (RowId, RowId) = (app.app.clock.new_id(), app.app.clock.new_id());
    for (id, subject) in [(first, "session:0101"), (second, "film:0102")] {
        let line = cinema_findings::Model {
            id,
            cinema_id: domain::ids::CinemaId(cinema_id.parse().unwrap()),
            kind: "unknown_film".to_owned(),
            subject: subject.to_owned(),
            detail: "there is no film 001101012026".to_owned(),
            count: 3,
            first_seen_at: app.now(),
            last_seen_at: app.now(),
            dismissed_at: None,
        };
        let line = cinema_findings::ActiveModel::from(line);
        cinema_findings::Entity::insert(line).exec_without_returning(app.db()).await.unwrap();
    }
    let base = format!("/admin/cinemas/{cinema_id}/findings");
    let auditor = app.auditor();
    let page = auditor.get(&format!("{base}?limit=1")).await.expect(200);
    assert_eq!(page["items"][0]["id"], second.to_string(), "the latest first");
    let said = json!({ "zh": "没有影片 001101012026", "en": "there is no film 001101012026" });
    assert_eq!(page["items"][0]["detail"], said);
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = auditor.get(&format!("{base}?limit=1&cursor={cursor}")).await.expect(200);
    assert_eq!(rest["items"][0]["id"], first.to_string());
    for _ in 0..2 {
        let path = format!("{base}/{first}/dismissal");
        app.administrator().post(&path, json!({})).await.expect(204);
    }
    let open = auditor.get(&format!("{base}?open=true")).await.expect(200);
    assert_eq!(open["items"].as_array().unwrap().len(), 1, "{open}");
    let all = auditor.get(&base).await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 2, "{all}");
    let health = auditor.get(&format!("/admin/cinemas/{cinema_id}/health")).await.expect(200);
    assert_eq!(health["open_findings"], 1);
    let unknown = format!("{base}/{}/dismissal", uuid::Uuid::nil());
    app.administrator().post(&unknown, json!({})).await.refused(404, "not_found");
    app.done().await;
}

#[tokio::test]
async fn a_demo_registers_its_cinemas_when_they_have_started() {
    let directory = temporary();
    // Found out beforehand, since the platform starts first.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let key = sandbox::cinema::public_key(directory.path()).unwrap();
    let code = sandbox::cinema::CINEMA_CODE;
    let app = TestApp::start_with(|config| {
        config.demo_cinemas = vec![DemoCinema {
            url: format!("http://127.0.0.1:{port}/{code}"),
            code: code.to_owned(),
            district: "jinjiang".to_owned(),
            key,
        }];
    })
    .await;
    app.settle().await;
    let count = async || {
        let systems = app.administrator().get("/admin/cinemas?limit=100").await.expect(200);
        let systems = systems["items"].as_array().unwrap().iter();
        systems.filter(|system| system["cinema_code"] == code).count()
    };
    assert_eq!(count().await, 0, "nobody answers yet");
    let clock = app.app.clock.clone();
    let config = CinemaConfig {
        port,
        clock: Clock::from_fn(move || clock.now()),
        ..CinemaConfig::new(directory.path())
    };
    let cinema = Cinema::start(config).await.unwrap();
    introduce(&app, &cinema).await;
    app.until("a registered cinema", async || (count().await == 1).then_some(())).await;
    app.settle().await;
    assert_eq!(count().await, 1, "once");
    app.done().await;
}
