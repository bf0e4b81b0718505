//! Signing in at applications, and everything that somebody may try to get in the way of it.

mod clients;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::oauth::{BACK, CHALLENGE, ThirdParty, VERIFIER, parameter, userinfo};
use crate::support::{Answer, Person, TestApp};

/// An OAuth refusal (RFC 6749, 5.2).
#[track_caller]
fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!(answer.expect(status)["error"], error, "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
}

/// Everything of a token answer is dead.
async fn all_dead(app: &TestApp, client: &ThirdParty, tokens: &Value) {
    userinfo(app, &tokens["access_token"]).await.refused(401, "unauthenticated");
    let again = client.refresh(app, &tokens["refresh_token"]).await;
    assert!(matches!(again.status, 400 | 401), "{}", again.body);
}

#[tokio::test]
async fn somebody_signs_in_at_an_application_and_takes_it_back() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile", "phone"]).await;
    let asked = anna.get(&client.query("profile phone")).await.expect(200);
    assert_eq!(asked["client_name"]["en"], "Film club");
    assert_eq!(asked["redirect_host"], "app.example.com");
    assert_eq!(asked["is_granted"], false);
    assert_eq!(asked["scopes"][1]["scope"], "phone");

    let mut decision = client.wish("profile phone");
    decision["is_approved"] = json!(true);
    let decided = anna.post("/oauth/authorizations", decision).await.expect(200);
    assert!(decided["redirect_to"].as_str().unwrap().starts_with(&format!("{BACK}?")));
    assert_eq!(parameter(&decided, "state").as_deref(), Some("st&te"));
    assert_eq!(parameter(&decided, "iss"), Some(app.url.clone()));
    let code = parameter(&decided, "code").unwrap();
    let answer = client.exchange(&app, &code).await;
    let tokens = answer.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        (&tokens["token_type"], &tokens["scope"]),
        (&json!("Bearer"), &json!("profile phone"))
    );

    let about = userinfo(&app, &tokens["access_token"]).await.expect(200);
    assert_eq!(about["phone"], "+8613900000001");
    assert_eq!(about["display_name"], "Customer");
    let me = anna.get("/me").await.expect(200);
    assert_ne!(about["sub"], me["id"], "each application has a number of its own");
    // The next time the person need not be asked.
    assert_eq!(anna.get(&client.query("profile")).await.expect(200)["is_granted"], true);

    let grants = anna.get("/me/grants").await.expect(200);
    assert_eq!(grants["items"][0]["client_id"], client.client_id.as_str());
    assert!(grants["items"][0]["last_used_at"].is_string());
    let path = format!("/me/grants/{}", client.client_id);
    app.other_customer().delete(&path).await.refused(404, "not_found");
    anna.delete(&path).await.expect(204);
    all_dead(&app, &client, &tokens).await;
    assert_eq!(anna.get("/me/grants").await.expect(200)["items"], json!([]));
    app.done().await;
}

#[tokio::test]
async fn an_application_learns_no_more_than_it_was_granted_and_opens_nothing_else() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile", "phone"]).await;
    let other = ThirdParty::register(&app, &["profile"]).await;
    let tokens = client.sign_in(&anna, "profile").await;
    let about = userinfo(&app, &tokens["access_token"]).await.expect(200);
    assert!(about.get("phone").is_none(), "{about}");
    let elsewhere = other.sign_in(&anna, "profile").await;
    let other_about = userinfo(&app, &elsewhere["access_token"]).await.expect(200);
    assert_ne!(about["sub"], other_about["sub"]);

    let token = tokens["access_token"].as_str().unwrap();
    for path in ["/me", "/orders", "/me/grants", "/client", "/admin/users"] {
        let request = app.request(Method::GET, path).bearer_auth(token);
        app.send(path, request).await.refused(401, "unauthenticated");
    }
    // Neither a refresh token nor a person's own token tells who somebody is.
    userinfo(&app, &tokens["refresh_token"]).await.refused(401, "unauthenticated");
    anna.get("/oauth/userinfo").await.refused(401, "unauthenticated");
    app.done().await;
}

#[tokio::test]
async fn a_code_is_good_once_and_ends_everything_when_it_comes_again() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile"]).await;
    let code = client.code(&anna, "profile").await;
    let tokens = client.exchange(&app, &code).await.expect(200);
    let renewed = client.refresh(&app, &tokens["refresh_token"]).await.expect(200);
    userinfo(&app, &renewed["access_token"]).await.expect(200);
    refused(&client.exchange(&app, &code).await, 400, "invalid_grant");
    all_dead(&app, &client, &renewed).await;
    // What the person granted stays; signing in again works.
    client.sign_in(&anna, "profile").await;
    app.done().await;
}

#[tokio::test]
async fn a_code_runs_out_after_a_minute() {
    let app = TestApp::start().await;
    let client = ThirdParty::register(&app, &["profile"]).await;
    let code = client.code(&app.customer(), "profile").await;
    app.advance(1);
    refused(&client.exchange(&app, &code).await, 400, "invalid_grant");
    app.done().await;
}

/// Somebody who got hold of a code, or slips one of theirs to somebody else, has another verifier.
#[tokio::test]
async fn a_code_is_of_no_use_to_whoever_did_not_ask_for_it() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile"]).await;
    let thief = ThirdParty::register(&app, &["profile"]).await;

    let code = client.code(&anna, "profile").await;
    refused(&thief.exchange(&app, &code).await, 400, "invalid_grant");
    let form = |verifier: &'static str, back: &'static str, code: &str| {
        [
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", back.to_owned()),
            ("code_verifier", verifier.to_owned()),
        ]
    };
    let other_verifier: &'static str = "x".repeat(43).leak();
    for (verifier, back) in
        [(other_verifier, BACK), (VERIFIER, "https://app.example.com/other"), (CHALLENGE, BACK)]
    {
        let code = client.code(&anna, "profile").await;
        let form = form(verifier, back, &code);
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        refused(&client.ask_token(&app, &form).await, 400, "invalid_grant");
        // The code is used up, so the right verifier comes too late.
        refused(&client.exchange(&app, &code).await, 400, "invalid_grant");
    }
    // Without a verifier there is nothing at all.
    let code = client.code(&anna, "profile").await;
    let form = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", BACK)];
    refused(&client.ask_token(&app, &form).await, 400, "invalid_request");
    app.done().await;
}

#[tokio::test]
async fn a_refresh_token_is_good_once_and_ends_everything_when_it_comes_again() {
    let app = TestApp::start().await;
    let client = ThirdParty::register(&app, &["profile", "phone"]).await;
    let first = client.sign_in(&app.customer(), "profile phone").await;
    let other = ThirdParty::register(&app, &["profile"]).await;
    refused(&other.refresh(&app, &first["refresh_token"]).await, 400, "invalid_grant");
    // As an access token it is none, and an access token does not refresh.
    refused(&client.refresh(&app, &first["access_token"]).await, 400, "invalid_grant");
    let token = first["refresh_token"].as_str().unwrap();
    let escalation =
        [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", "profile booking")];
    refused(&client.ask_token(&app, &escalation).await, 400, "invalid_scope");

    let narrow = [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", "profile")];
    let second = client.ask_token(&app, &narrow).await.expect(200);
    assert_eq!(second["scope"], "profile");
    let about = userinfo(&app, &second["access_token"]).await.expect(200);
    assert!(about.get("phone").is_none(), "{about}");
    refused(&client.refresh(&app, &first["refresh_token"]).await, 400, "invalid_grant");
    all_dead(&app, &client, &second).await;
    app.done().await;
}

/// Nothing is ever redirected to an address that is not the client's own.
#[tokio::test]
async fn an_address_that_nobody_registered_gets_nothing() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile"]).await;
    for address in [
        "https://app.example.com/back/",
        "https://app.example.com/back?x=1",
        "https://app.example.com:444/back",
        "https://evil.example/back",
        "https://app.example.com@evil.example/back",
        "//app.example.com/back",
        "",
    ] {
        let mut decision = client.wish("profile");
        decision["redirect_uri"] = json!(address);
        decision["is_approved"] = json!(true);
        let answer = anna.post("/oauth/authorizations", decision).await;
        answer.refused(422, "validation_failed");
        assert!(!answer.body.contains("redirect_to"), "{}", answer.body);
    }
    let mut unknown = client.wish("profile");
    unknown["client_id"] = json!("mq-nobody");
    unknown["is_approved"] = json!(true);
    anna.post("/oauth/authorizations", unknown).await.refused(404, "not_found");
    app.done().await;
}

#[tokio::test]
async fn faults_are_told_to_the_application_and_shown_on_the_page() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile", "webhooks"]).await;
    for (member, value, error) in [
        ("scope", "phone", "invalid_scope"),
        ("scope", "profile booking", "invalid_scope"),
        // A client's own scope is no person's to give.
        ("scope", "webhooks", "invalid_scope"),
        ("scope", "everything", "invalid_scope"),
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
    ] {
        let mut decision = client.wish("profile");
        decision[member] = json!(value);
        decision["is_approved"] = json!(true);
        let answer = anna.post("/oauth/authorizations", decision).await.expect(200);
        assert_eq!(parameter(&answer, "error").as_deref(), Some(error), "{member}={value}");
        assert_eq!(parameter(&answer, "code"), None);
        assert_eq!(parameter(&answer, "iss"), Some(app.url.clone()));
    }
    anna.get(&client.query("everything")).await.refused(422, "validation_failed");
    let mut decision = client.wish("profile");
    decision["is_approved"] = json!(false);
    let answer = anna.post("/oauth/authorizations", decision).await.expect(200);
    assert_eq!(parameter(&answer, "error").as_deref(), Some("access_denied"));
    assert_eq!(anna.get("/me/grants").await.expect(200)["items"], json!([]));
    app.done().await;
}

#[tokio::test]
async fn a_native_application_listens_on_any_port_of_its_own_machine() {
    let app = TestApp::start().await;
    let properties = json!({ "kind": "public", "redirect_uris": ["http://127.0.0.1/back"] });
    let client = ThirdParty::register_as(&app, properties).await;
    assert!(client.secret.is_empty(), "a public client keeps no secret");
    let back = "http://127.0.0.1:61023/back";
    let mut decision = client.wish("profile");
    decision["redirect_uri"] = json!(back);
    decision["is_approved"] = json!(true);
    let answer = app.customer().post("/oauth/authorizations", decision).await.expect(200);
    let code = parameter(&answer, "code").unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", back),
        ("code_verifier", VERIFIER),
    ];
    let tokens = client.ask_token(&app, &form).await.expect(200);
    client.refresh(&app, &tokens["refresh_token"]).await.expect(200);
    // It has no token of its own, and cannot be given scopes of its own.
    let own = [("grant_type", "client_credentials")];
    refused(&client.ask_token(&app, &own).await, 400, "unauthorized_client");
    let wish = json!({
        "name": { "zh": "一", "en": "One" }, "kind": "public",
        "redirect_uris": [BACK], "scopes": ["booking"],
    });
    app.administrator().post("/admin/clients", wish).await.refused(422, "validation_failed");
    app.done().await;
}

#[tokio::test]
async fn a_token_is_taken_back_by_the_client_that_holds_it() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile"]).await;
    let other = ThirdParty::register(&app, &["profile"]).await;
    let tokens = client.sign_in(&anna, "profile").await;
    let revoke = async |by: &ThirdParty, token: &Value| {
        by.post(&app, "/oauth/revoke", &[("token", token.as_str().unwrap())]).await
    };
    refused(&revoke(&other, &tokens["access_token"]).await, 400, "unauthorized_client");
    userinfo(&app, &tokens["access_token"]).await.expect(200);
    revoke(&client, &tokens["access_token"]).await.expect(200);
    userinfo(&app, &tokens["access_token"]).await.refused(401, "unauthenticated");
    let renewed = client.refresh(&app, &tokens["refresh_token"]).await.expect(200);
    revoke(&client, &renewed["refresh_token"]).await.expect(200);
    all_dead(&app, &client, &renewed).await;
    revoke(&client, &json!("nobody knows it")).await.expect(200);
    app.done().await;
}

#[tokio::test]
async fn a_disabled_client_and_a_closed_application_are_dead_at_once() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let client = ThirdParty::register(&app, &["profile", "booking"]).await;
    let tokens = client.sign_in(&anna, "profile").await;
    let own = client.own_token(&app, "booking").await;
    let us = Person::third_party(&app, &own, None);
    us.get("/client").await.expect(200);
    let path = format!("/admin/clients/{}", client.id);
    let edit = json!({ "is_enabled": false, "revision": 1 });
    app.administrator().patch(&path, edit.clone()).await.expect(200);
    app.administrator().patch(&path, edit).await.refused(409, "stale_write");
    us.get("/client").await.refused(401, "unauthenticated");
    all_dead(&app, &client, &tokens).await;
    anna.get(&client.query("profile")).await.refused(404, "not_found");
    let again = json!({ "is_enabled": true, "revision": 2 });
    app.administrator().patch(&path, again).await.expect(200);
    userinfo(&app, &tokens["access_token"]).await.refused(401, "unauthenticated");

    // The portal's application has a switch of its own.
    let tokens = client.sign_in(&anna, "profile").await;
    let mut portal_app = json!({
        "slug": "film-club",
        "name": { "zh": "影评社", "en": "Film club" },
        "description": { "zh": "看完再聊", "en": "Talk about it" },
        "icon": "star", "url": "https://app.example.com/", "category": "community",
        "opens": "new_tab", "sort_order": 1, "visible_from": "2027-01-01T00:00:00Z",
        "is_enabled": true, "client_id": client.client_id,
    });
    let made = app.administrator().post("/admin/apps", portal_app.clone()).await.expect(201);
    assert_eq!(anna.get(&client.query("profile")).await.expect(200)["app_icon"], made["icon"]);
    portal_app["is_enabled"] = json!(false);
    portal_app["revision"] = made["revision"].clone();
    let path = format!("/admin/apps/{}", made["id"].as_str().unwrap());
    app.administrator().put(&path, portal_app).await.expect(200);
    all_dead(&app, &client, &tokens).await;
    anna.get(&client.query("profile")).await.refused(404, "not_found");
    app.done().await;
}

#[tokio::test]
async fn applications_find_out_where_everything_is() {
    let app = TestApp::start().await;
    let url = format!("{}/.well-known/oauth-authorization-server", app.url);
    let about = app.send("metadata", app.request(Method::GET, &url)).await.expect(200);
    assert_eq!(about["issuer"], app.url.as_str());
    assert_eq!(about["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(about["authorization_response_iss_parameter_supported"], true);
    for endpoint in ["token_endpoint", "revocation_endpoint"] {
        let url = about[endpoint].as_str().unwrap();
        let answer = app.send(endpoint, app.request(Method::POST, url).form(&[("x", "y")])).await;
        assert_eq!(answer.expect(401)["error"], "invalid_client");
    }
    let url = about["userinfo_endpoint"].as_str().unwrap();
    app.send("userinfo", app.request(Method::GET, url)).await.refused(401, "unauthenticated");
    app.done().await;
}
