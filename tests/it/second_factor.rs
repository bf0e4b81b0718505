//! The second factor: setting it up, needing it, losing it, and attacks on it.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use tables::{audit_log, second_factors};

use sea_orm::EntityTrait;
use totp_rs::{Builder, Secret, Totp};

use crate::support::seed::PASSWORD;
use crate::support::{Answer, Person, TestApp};

const BOSS: &str = "13900000005";

/// An authenticator that knows a secret.
fn authenticator(setup: &Value) -> Totp {
    let secret = Secret::try_from_base32(setup["secret"].as_str().unwrap()).unwrap();
    Builder::new().with_secret(secret).with_account_name("boss").build().unwrap()
}

fn code(app: &TestApp, totp: &Totp) -> String {
    totp.generate(u64::try_from(app.now().timestamp()).unwrap()).to_string()
}

async fn log_in(app: &TestApp, wish: Value) -> Answer {
    let request = app.request(Method::POST, "/auth/login").json(&wish);
    app.send("login", request.header("x-refresh-token", "body")).await
}

async fn with_factor(app: &TestApp, factor: &str) -> Answer {
    log_in(app, json!({ "phone": BOSS, "password": PASSWORD, "second_factor": factor })).await
}

/// Sets a second factor up; the authenticator and the recovery codes.
async fn enrol(app: &TestApp, person: &Person<'_>) -> (Totp, Vec<String>) {
    let setup = person.post("/me/second-factor", json!({})).await.expect(201);
    assert!(setup["otpauth_url"].as_str().unwrap().starts_with("otpauth://totp/"), "{setup}");
    let totp = authenticator(&setup);
    let confirmation = json!({ "code": code(app, &totp) });
    let codes = person.post("/me/second-factor/confirmation", confirmation).await.expect(200);
    let codes = codes["recovery_codes"].as_array().unwrap().iter();
    (totp, codes.map(|code| code.as_str().unwrap().to_owned()).collect())
}

#[tokio::test]
async fn whoever_has_one_needs_it_and_each_code_is_good_once() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let elsewhere = log_in(&app, json!({ "phone": BOSS, "password": PASSWORD })).await.expect(200);
    let before = boss.get("/me/second-factor").await.expect(200);
    assert_eq!((&before["is_enrolled"], &before["is_required"]), (&json!(false), &json!(false)));
    let (totp, codes) = enrol(&app, &boss).await;
    assert_eq!(codes.len(), 10);
    let now = boss.get("/me/second-factor").await.expect(200);
    assert_eq!((&now["is_enrolled"], &now["recovery_codes_left"]), (&json!(true), &json!(10)));
    // The other devices are signed out.
    let token = elsewhere["access_token"].as_str().unwrap();
    let request = app.request(Method::GET, "/me").bearer_auth(token);
    app.send("elsewhere", request).await.refused(401, "unauthenticated");
    boss.post("/me/second-factor", json!({})).await.refused(409, "second_factor_enrolled");

    let answer = log_in(&app, json!({ "phone": BOSS, "password": PASSWORD })).await;
    answer.refused(401, "second_factor_required");
    let wrong = json!({ "phone": BOSS, "password": "not the password", "second_factor": "000000" });
    log_in(&app, wrong).await.refused(401, "invalid_credentials");
    // The code of the confirmation was taken.
    with_factor(&app, &code(&app, &totp)).await.refused(401, "invalid_second_factor");
    app.advance(1);
    let fresh = code(&app, &totp);
    with_factor(&app, &fresh).await.expect(200);
    with_factor(&app, &fresh).await.refused(401, "invalid_second_factor");
    // Nor is an earlier one that is still in the window.
    let earlier = totp.generate(u64::try_from(app.now().timestamp()).unwrap() - 30).to_string();
    with_factor(&app, &earlier).await.refused(401, "invalid_second_factor");
    app.done().await;
}

#[tokio::test]
async fn two_at_once_with_the_same_code_are_one() {
    let app = TestApp::start().await;
    let (totp, _) = enrol(&app, &app.administrator()).await;
    app.advance(1);
    let code = code(&app, &totp);
    let tries = join_all((0..8).map(|_| with_factor(&app, &code))).await;
    let let_in = tries.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(let_in, 1);
    app.done().await;
}

#[tokio::test]
async fn a_recovery_code_opens_once_and_gives_the_factor_up() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let (_, codes) = enrol(&app, &boss).await;
    with_factor(&app, &codes[0]).await.expect(200);
    with_factor(&app, &codes[0]).await.refused(401, "invalid_second_factor");
    let typed = codes[1].to_uppercase().replace('-', " ");
    with_factor(&app, &typed).await.expect(200);
    assert_eq!(boss.get("/me/second-factor").await.expect(200)["recovery_codes_left"], 8);
    let wrong = json!({ "code": "aaaaa-aaaaa" });
    boss.post("/me/second-factor/removal", wrong).await.refused(422, "validation_failed");
    let right = json!({ "code": codes[2] });
    boss.post("/me/second-factor/removal", right).await.expect(204);
    log_in(&app, json!({ "phone": BOSS, "password": PASSWORD })).await.expect(200);
    let trail = audit_log::Entity::find().all(app.db()).await.unwrap();
    let actions = trail.iter().map(|line| line.action.as_str());
    let actions: Vec<_> = actions.filter(|action| !action.starts_with("account.")).collect();
    assert_eq!(actions, ["second_factor.enrolled", "second_factor.removed"]);
    app.done().await;
}

#[tokio::test]
async fn guessing_closes_the_door_for_a_while() {
    let app = TestApp::start().await;
    let (totp, _) = enrol(&app, &app.administrator()).await;
    let mut last = 0;
    for guess in 0..40 {
        last = with_factor(&app, &format!("{guess:06}")).await.status;
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
    app.advance(1);
    with_factor(&app, &code(&app, &totp)).await.refused(429, "too_many_requests");
    app.advance(11);
    with_factor(&app, &code(&app, &totp)).await.expect(200);
    app.done().await;
}

#[tokio::test]
async fn guessing_at_once_gains_nothing() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let (totp, codes) = enrol(&app, &boss).await;
    let allowed = usize::try_from(app.app.config.throttle.failed_logins_per_phone).unwrap();
    let guess = async |guess: usize| {
        let wish = json!({ "code": format!("aaaaa-aaa{guess:02}") });
        boss.post("/me/second-factor/removal", wish).await
    };
    let guesses = join_all((0..3 * allowed).map(guess)).await;
    let judged = guesses.iter().filter(|answer| answer.status == 422).count();
    assert_eq!(judged, allowed);
    for answer in guesses.iter().filter(|answer| answer.status != 422) {
        answer.refused(429, "too_many_requests");
    }
    with_factor(&app, &codes[0]).await.refused(429, "too_many_requests");
    app.advance(11);
    // Right ones cost nothing, however many.
    for code in &codes[..9] {
        with_factor(&app, code).await.expect(200);
    }
    for guess in 0..allowed - 1 {
        with_factor(&app, &format!("{guess:06}")).await.refused(401, "invalid_second_factor");
    }
    with_factor(&app, &code(&app, &totp)).await.expect(200);
    app.done().await;
}

#[tokio::test]
async fn a_code_by_sms_is_not_used_up_by_being_asked_for_more() {
    let app = TestApp::start().await;
    let (totp, _) = enrol(&app, &app.administrator()).await;
    app.advance(1);
    let wish = json!({ "phone": BOSS, "purpose": "login" });
    app.anonymous().post("/auth/codes", wish).await.expect(202);
    let text = app.until("a code", async || app.texts_to(BOSS).await.into_iter().next()).await;
    let sms = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap();
    let wish = json!({ "phone": BOSS, "code": sms });
    log_in(&app, wish).await.refused(401, "second_factor_required");
    let factor = code(&app, &totp);
    let wish = json!({ "phone": BOSS, "code": sms, "second_factor": factor });
    log_in(&app, wish).await.expect(200);
    let again = json!({ "phone": BOSS, "code": sms });
    log_in(&app, again).await.refused(422, "invalid_code");
    app.done().await;
}

/// As in production: no administration without a second factor.
#[tokio::test]
async fn where_it_is_required_nothing_opens_without_it() {
    let app = TestApp::start_with(|config| config.requires_second_factor = true).await;
    let boss = app.administrator();
    for path in ["/admin/users", "/admin/audit", "/admin/overview"] {
        boss.get(path).await.refused(403, "second_factor_enrolment_required");
        app.auditor().get(path).await.refused(403, "second_factor_enrolment_required");
        app.customer().get(path).await.refused(403, "forbidden");
    }
    assert_eq!(boss.get("/me/second-factor").await.expect(200)["is_required"], true);
    let customers = app.customer();
    assert_eq!(customers.get("/me/second-factor").await.expect(200)["is_required"], false);
    // A code that was never confirmed is no second factor.
    boss.post("/me/second-factor", json!({})).await.expect(201);
    boss.get("/admin/users").await.refused(403, "second_factor_enrolment_required");
    enrol(&app, &boss).await;
    boss.get("/admin/users").await.expect(200);
    app.done().await;
}

#[tokio::test]
async fn the_database_alone_betrays_no_secret() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let setup = boss.post("/me/second-factor", json!({})).await.expect(201);
    let row = second_factors::Entity::find().one(app.db()).await.unwrap().unwrap();
    let secret = setup["secret"].as_str().unwrap();
    assert!(!row.secret.contains(secret) && row.secret.starts_with("v1."), "{}", row.secret);
    app.done().await;
}
