//! Accounts: codes, passwords, tokens, sessions.

use futures_util::future::join_all;
use reqwest::Method;
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};
use serde_json::{Value, json};
use tables::audit_log;

use crate::support::seed::PASSWORD;
use crate::support::{Answer, Person, TestApp};

const NEW: &str = "13911112222";

/// Asks for a code and reads it on the phone.
async fn code_for(app: &TestApp, phone: &str, purpose: &str) -> String {
    let before = app.texts_to(phone).await.len();
    let wish = json!({ "phone": phone, "purpose": purpose });
    app.anonymous().post("/auth/codes", wish).await.expect(202);
    let texts = app.until("a code", async || {
        let texts = app.texts_to(phone).await;
        (texts.len() > before).then_some(texts)
    });
    let text = texts.await.remove(0);
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6);
    digits.unwrap_or_else(|| panic!("no code in {text}")).to_owned()
}

async fn register(app: &TestApp, phone: &str, code: &str, password: &str) -> Answer {
    let wish =
        json!({ "phone": phone, "code": code, "password": password, "display_name": "小新" });
    app.anonymous().post("/auth/register", wish).await
}

/// Signs in as a client without cookies does.
async fn sign_in(app: &TestApp, phone: &str, password: &str) -> Value {
    let credentials = json!({ "phone": phone, "password": password });
    let request = app.request(Method::POST, "/auth/login").json(&credentials);
    app.send("login", request.header("x-refresh-token", "body")).await.expect(200)
}

async fn refresh(app: &TestApp, token: &Value) -> Answer {
    let body = json!({ "refresh_token": token });
    let request = app.request(Method::POST, "/auth/refresh").json(&body);
    app.send("refresh", request.header("x-refresh-token", "body")).await
}

#[tokio::test]
async fn a_phone_and_a_code_make_an_account() {
    let app = TestApp::start().await;
    let code = code_for(&app, NEW, "register").await;
    register(&app, NEW, &code, "short").await.refused(422, "weak_password");
    let made = register(&app, NEW, &code, "a long enough one").await.expect(201);
    assert_eq!(made["user"]["role"], "customer");
    assert_eq!(made["user"]["phone"], "+8613911112222");
    let somebody = Person::known(&app, NEW, "a long enough one");
    assert_eq!(somebody.get("/me").await.expect(200)["display_name"], "小新");
    // The code is used up, and the number has its account.
    let again = register(&app, NEW, &code, "a long enough one").await;
    assert!(matches!(again.code().as_str(), "invalid_code" | "phone_taken"), "{}", again.body);
    app.done().await;
}

#[tokio::test]
async fn a_wrong_code_opens_nothing_and_a_code_dies_of_guesses() {
    let app = TestApp::start().await;
    let code = code_for(&app, NEW, "register").await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for _ in 0..10 {
        let answer = register(&app, NEW, wrong, "a long enough one").await;
        assert!(matches!(answer.status, 422 | 429), "{}", answer.body);
    }
    let answer = register(&app, NEW, &code, "a long enough one").await;
    assert_ne!(answer.status, 201, "guessing did not use the code up");
    app.done().await;
}

#[tokio::test]
async fn a_code_runs_out() {
    let app = TestApp::start().await;
    let code = code_for(&app, NEW, "register").await;
    app.advance(30);
    register(&app, NEW, &code, "a long enough one").await.refused(422, "invalid_code");
    app.done().await;
}

#[tokio::test]
async fn a_code_serves_its_own_purpose_only() {
    let app = TestApp::start().await;
    let phone = app.customer().phone;
    let code = code_for(&app, &phone, "login").await;
    let reset = json!({ "phone": phone, "code": code, "password": "another long one" });
    app.anonymous().post("/auth/password-reset", reset).await.refused(422, "invalid_code");
    let wish = json!({ "phone": phone, "code": code });
    let tokens = app.anonymous().post("/auth/login", wish).await.expect(200);
    assert_eq!(tokens["token_type"], "Bearer");
    app.done().await;
}

/// Whether a number has an account is nobody's business.
#[tokio::test]
async fn nobody_learns_which_numbers_have_accounts() {
    let app = TestApp::start().await;
    let known = app.customer().phone;
    for purpose in ["register", "login", "reset_password"] {
        let ask = async |phone: &str| {
            let wish = json!({ "phone": phone, "purpose": purpose });
            app.anonymous().post("/auth/codes", wish).await
        };
        let (with, without) = (ask(&known).await, ask(NEW).await);
        assert_eq!(with.expect(202), without.expect(202), "{purpose}");
    }
    let login = async |phone: &str| {
        let wish = json!({ "phone": phone, "password": "not the password" });
        app.anonymous().post("/auth/login", wish).await.refused(401, "invalid_credentials")
    };
    assert_eq!(login(&known).await["detail"], login(NEW).await["detail"]);
    app.settle().await;
    app.done().await;
}

#[tokio::test]
async fn a_refresh_token_is_good_once_and_its_reuse_ends_the_session() {
    let app = TestApp::start().await;
    let phone = app.customer().phone;
    let first = sign_in(&app, &phone, PASSWORD).await;
    let second = refresh(&app, &first["refresh_token"]).await.expect(200);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    app.advance(2);
    // Somebody stole the first one.
    refresh(&app, &first["refresh_token"]).await.refused(401, "unauthenticated");
    refresh(&app, &second["refresh_token"]).await.refused(401, "unauthenticated");
    let request = app.request(Method::GET, "/me");
    let request = request.bearer_auth(second["access_token"].as_str().unwrap());
    app.send("an ended session", request).await.refused(401, "unauthenticated");
    app.done().await;
}

#[tokio::test]
async fn the_browser_keeps_the_refresh_token_out_of_reach() {
    let app = TestApp::start().await;
    let phone = app.customer().phone;
    let credentials = json!({ "phone": phone, "password": PASSWORD });
    let answer = app.anonymous().post("/auth/login", credentials).await;
    let tokens = answer.expect(200);
    assert!(tokens["refresh_token"].is_null(), "{tokens}");
    let cookie = answer.header("set-cookie").to_owned();
    for part in ["marquee_refresh=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/api/v1/auth"] {
        assert!(cookie.contains(part), "no {part} in {cookie}");
    }
    let pair = cookie.split(';').next().unwrap().to_owned();
    let request = app.request(Method::POST, "/auth/refresh").header("cookie", &pair);
    app.send("refresh", request).await.expect(200);
    // Another site's page cannot use it.
    let answer = app.request(Method::POST, "/auth/refresh").header("cookie", &pair);
    let answer = answer.header("sec-fetch-site", "cross-site").header("origin", "https://x.test");
    let answer = app.send("refresh from elsewhere", answer).await;
    assert!(matches!(answer.status, 401 | 403), "{}", answer.body);
    app.done().await;
}

#[tokio::test]
async fn signing_out_ends_the_session_at_once() {
    let app = TestApp::start().await;
    let phone = app.customer().phone;
    let tokens = sign_in(&app, &phone, PASSWORD).await;
    let body = json!({ "refresh_token": tokens["refresh_token"] });
    app.anonymous().post("/auth/logout", body).await.expect(204);
    refresh(&app, &tokens["refresh_token"]).await.refused(401, "unauthenticated");
    let bearer = tokens["access_token"].as_str().unwrap();
    let request = app.request(Method::GET, "/me").bearer_auth(bearer);
    app.send("signed out", request).await.refused(401, "unauthenticated");
    app.done().await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let app = TestApp::start().await;
    let anna = app.customer();
    anna.get("/me").await.expect(200);
    let elsewhere = sign_in(&app, &anna.phone, PASSWORD).await;
    let list = anna.get("/me/sessions").await.expect(200);
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "{list}");
    assert_eq!(items.iter().filter(|session| session["current"] == true).count(), 1);
    let other = items.iter().find(|session| session["current"] == false).unwrap();
    let path = format!("/me/sessions/{}", other["id"].as_str().unwrap());
    app.other_customer().delete(&path).await.refused(404, "not_found");
    anna.delete(&path).await.expect(204);
    refresh(&app, &elsewhere["refresh_token"]).await.refused(401, "unauthenticated");
    anna.get("/me").await.expect(200);
    app.done().await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_every_session_ends() {
    let app = TestApp::start().await;
    let phone = app.customer().phone;
    let old = sign_in(&app, &phone, PASSWORD).await;
    let code = code_for(&app, &phone, "reset_password").await;
    let reset = json!({ "phone": phone, "code": code, "password": "something else now" });
    app.anonymous().post("/auth/password-reset", reset).await.expect(204);
    refresh(&app, &old["refresh_token"]).await.refused(401, "unauthenticated");
    let wish = json!({ "phone": phone, "password": PASSWORD });
    app.anonymous().post("/auth/login", wish).await.refused(401, "invalid_credentials");
    sign_in(&app, &phone, "something else now").await;
    app.done().await;
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let wrong = json!({ "current_password": "not this", "new_password": "something else now" });
    let answer = anna.put("/me/password", wrong).await;
    assert!(matches!(answer.status, 401 | 403 | 422), "{}", answer.body);
    let right = json!({ "current_password": PASSWORD, "new_password": "something else now" });
    anna.put("/me/password", right).await.expect(204);
    sign_in(&app, &anna.phone, "something else now").await;
    app.done().await;
}

#[tokio::test]
async fn too_many_wrong_passwords_close_the_door_for_a_while() {
    let app = TestApp::start().await;
    let phone = app.customer().phone;
    let wish = json!({ "phone": phone, "password": "not the password" });
    let mut statuses = Vec::new();
    for _ in 0..30 {
        statuses.push(app.anonymous().post("/auth/login", wish.clone()).await);
    }
    let last = statuses.last().unwrap();
    last.refused(429, "too_many_requests");
    assert!(last.header("retry-after").parse::<u32>().unwrap() > 0);
    // Not even the right password opens it now.
    let right = json!({ "phone": phone, "password": PASSWORD });
    app.anonymous().post("/auth/login", right).await.refused(429, "too_many_requests");
    app.advance(15);
    sign_in(&app, &phone, PASSWORD).await;
    app.done().await;
}

#[tokio::test]
async fn passwords_tried_at_once_are_counted_before_they_are_judged() {
    let app = TestApp::start_with(|config| config.throttle.failed_logins_per_phone = 5).await;
    let phone = app.customer().phone;
    let log_in = async |password: &str| {
        let wish = json!({ "phone": phone, "password": password });
        app.anonymous().post("/auth/login", wish).await
    };
    let tries = join_all((0..25).map(|_| log_in("not the password"))).await;
    let judged = tries.iter().filter(|answer| answer.code() == "invalid_credentials").count();
    assert_eq!(judged, 5);
    for answer in tries.iter().filter(|answer| answer.status != 401) {
        answer.refused(429, "too_many_requests");
    }
    log_in(PASSWORD).await.refused(429, "too_many_requests");
    app.advance(11);
    // The last attempt that is left is given back by whoever knows the password.
    for _ in 0..4 {
        log_in("not the password").await.refused(401, "invalid_credentials");
    }
    for _ in 0..3 {
        log_in(PASSWORD).await.expect(200);
    }
    log_in("not the password").await.refused(401, "invalid_credentials");
    log_in(PASSWORD).await.refused(429, "too_many_requests");
    app.done().await;
}

#[tokio::test]
async fn what_operators_do_to_their_own_accounts_is_on_record() {
    let app = TestApp::start().await;
    let (boss, second) = ("13900000005", "13900000006");
    let log_in = async |phone: &str, password: &str, factor: &str| {
        let wish = json!({ "phone": phone, "password": password, "second_factor": factor });
        app.anonymous().post("/auth/login", wish).await
    };
    log_in(boss, "not the password", "").await.refused(401, "invalid_credentials");
    log_in(boss, PASSWORD, "").await.expect(200);
    let wrong = json!({ "phone": boss, "code": "000000" });
    app.anonymous().post("/auth/login", wrong).await.refused(422, "invalid_code");
    let administrator = app.administrator();
    let new = json!({ "current_password": PASSWORD, "new_password": "something else now" });
    administrator.put("/me/password", new).await.expect(204);
    let wish = json!({ "phone": boss, "purpose": "reset_password" });
    app.anonymous().post("/auth/codes", wish).await.expect(202);
    let text = app.until("a code", async || app.texts_to(boss).await.into_iter().next()).await;
    let code = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap();
    let reset = json!({ "phone": boss, "code": code, "password": "and now another one" });
    app.anonymous().post("/auth/password-reset", reset).await.expect(204);
    app.auditor().delete("/me").await.expect(204);
    log_in(second, PASSWORD, "").await.refused(401, "invalid_credentials");
    // What customers do is nobody's business.
    log_in("13900000001", "not the password", "").await.refused(401, "invalid_credentials");
    log_in("13900000001", PASSWORD, "").await.expect(200);

    let lines = audit_log::Entity::find().order_by_asc(audit_log::Column::Id);
    let lines = lines.all(app.db()).await.unwrap();
    let told: Vec<(&str, bool)> =
        lines.iter().map(|line| (line.action.as_str(), line.actor_id.is_some())).collect();
    assert_eq!(
        told,
        [
            ("account.sign_in_failed", false),
            ("account.signed_in", true),
            ("account.sign_in_failed", false),
            ("account.signed_in", true),
            ("account.password_changed", true),
            ("account.password_reset", true),
            ("account.signed_in", true),
            ("account.closed", true),
        ]
    );
    let ids: Vec<&str> = lines.iter().map(|line| line.target.as_str()).collect();
    assert!(ids[..6].iter().all(|id| *id == ids[0]) && ids[6] == ids[7] && ids[6] != ids[0]);
    assert!(lines.iter().all(|line| line.address == "127.0.0.1"), "{lines:?}");
    let failed: Vec<&Value> = lines.iter().map(|line| &line.detail["failed_at"]).collect();
    assert_eq!((failed[0], failed[2]), (&json!("password"), &json!("code")));
    let all = format!("{lines:?}");
    for secret in [PASSWORD, "not the password", "something else", "another one", code, "139000"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    app.done().await;
}

#[tokio::test]
async fn strangers_cannot_fill_the_audit_log() {
    let app = TestApp::start().await;
    for _ in 0..60 {
        let wrong = json!({ "phone": "13900000005", "code": "000000" });
        app.anonymous().post("/auth/login", wrong).await.refused(422, "invalid_code");
    }
    assert_eq!(audit_log::Entity::find().count(app.db()).await.unwrap(), 50);
    app.done().await;
}

#[tokio::test]
async fn a_profile_is_changed_and_an_account_closed() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let me = anna.patch("/me", json!({ "display_name": "安娜" })).await.expect(200);
    assert_eq!(me["display_name"], "安娜");
    let empty = anna.patch("/me", json!({ "display_name": "  " })).await;
    empty.refused(422, "validation_failed");
    anna.delete("/me").await.expect(204);
    let wish = json!({ "phone": anna.phone, "password": PASSWORD });
    app.anonymous().post("/auth/login", wish).await.refused(401, "invalid_credentials");
    // The number is free for a new account.
    let code = code_for(&app, &anna.phone, "register").await;
    register(&app, &anna.phone, &code, "a long enough one").await.expect(201);
    app.done().await;
}

#[tokio::test]
async fn who_has_an_open_order_cannot_leave() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    crate::support::Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    anna.delete("/me").await.refused(409, "open_orders");
    app.done().await;
}
