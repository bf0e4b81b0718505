//! People in administration: roles, sessions, what is masked, and the trail that all of it leaves.

use serde_json::{Value, json};

use crate::support::{Person, TestApp};

async fn user_of(app: &TestApp, phone: &str) -> Value {
    let found = app.auditor().get(&format!("/admin/users?q={phone}")).await.expect(200);
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    found["items"][0].clone()
}

fn path_of(user: &Value) -> String {
    format!("/admin/users/{}", user["id"].as_str().unwrap())
}

/// Without the lines about signing in, which whoever asks leaves too.
async fn trail(app: &TestApp, query: &str) -> Vec<Value> {
    let lines = app.auditor().get(&format!("/admin/audit?limit=100&{query}")).await.expect(200);
    let mut lines = lines["items"].as_array().unwrap().clone();
    lines.retain(|line| !line["action"].as_str().unwrap().starts_with("account."));
    lines
}

#[tokio::test]
async fn people_are_found_and_their_phones_are_masked() {
    let app = TestApp::start().await;
    app.customer().get("/me").await.expect(200);
    let anna = user_of(&app, "13900000001").await;
    assert_eq!(anna["phone"], "+86 139****0001");
    assert_eq!((&anna["role"], &anna["session_count"]), (&json!("customer"), &json!(1)));
    assert!(anna["last_seen_at"].is_string() && anna["deleted_at"].is_null());
    let reader = app.auditor();
    assert_eq!(reader.get(&path_of(&anna)).await.expect(200), anna);
    let all = reader.get("/admin/users?limit=100").await;
    assert!(!all.body.contains("+8613900000001"), "a phone in plain: {}", all.body);
    // A phone is found whole or not at all: nobody guesses it digit by digit.
    for part in ["1390000", "0001"] {
        let found = reader.get(&format!("/admin/users?q={part}")).await.expect(200);
        assert_eq!(found["items"], json!([]), "{part}");
    }
    let named = reader.get("/admin/users?q=audi").await.expect(200);
    assert_eq!(named["items"][0]["role"], "auditor");
    assert_eq!(reader.get("/admin/users?q=%25").await.expect(200)["items"], json!([]));
    let staff = reader.get("/admin/users?role=cinema_staff&limit=1").await.expect(200);
    let next = staff["next_cursor"].as_str().unwrap();
    let rest = format!("/admin/users?role=cinema_staff&cursor={next}");
    assert_eq!(reader.get(&rest).await.expect(200)["items"].as_array().unwrap().len(), 1);
    app.done().await;
}

#[tokio::test]
async fn a_whole_phone_is_told_to_administrators_who_say_why() {
    let app = TestApp::start().await;
    let path = format!("{}/disclosure", path_of(&user_of(&app, "13900000001").await));
    let reason = json!({ "reason": "the customer asks for a call" });
    app.auditor().post(&path, reason.clone()).await.refused(403, "forbidden");
    let none = app.administrator().post(&path, json!({ "reason": "" })).await;
    none.refused(422, "validation_failed");
    assert_eq!(trail(&app, "action=user.disclosed").await.len(), 0);
    let told = app.administrator().post(&path, reason).await.expect(200);
    assert_eq!(told["phone"], "+8613900000001");
    let lines = trail(&app, "action=user.disclosed").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["detail"]["reason"], "the customer asks for a call");
    assert_eq!(lines[0]["actor"]["role"], "administrator");
    assert!(!lines[0]["address"].as_str().unwrap().is_empty());
    assert!(!lines[0].to_string().contains("13900000001"), "{}", lines[0]);
    app.done().await;
}

#[tokio::test]
async fn a_role_is_given_and_counts_at_once() {
    let app = TestApp::start().await;
    let (boss, anna) = (app.administrator(), app.customer());
    anna.get("/me").await.expect(200);
    let user = user_of(&app, "13900000001").await;
    let path = path_of(&user);
    boss.patch(&path, json!({ "role": "cinema_staff" })).await.refused(422, "validation_failed");
    let cinema = user_of(&app, "13900000003").await["cinema_id"].clone();
    let wrong = json!({ "role": "auditor", "cinema_id": cinema });
    boss.patch(&path, wrong).await.refused(422, "validation_failed");
    let staff = json!({ "role": "cinema_staff", "cinema_id": cinema });
    assert_eq!(boss.patch(&path, staff).await.expect(200)["session_count"], 0);
    // Whoever was signed in with the old role is signed in no more.
    anna.get("/me").await.refused(401, "unauthenticated");
    let now = boss.patch(&path, json!({ "role": "auditor" })).await.expect(200);
    assert_eq!((&now["role"], &now["cinema_id"]), (&json!("auditor"), &Value::Null));
    let anna = app.customer();
    anna.get("/admin/users").await.expect(200);
    anna.patch(&path, json!({ "role": "administrator" })).await.refused(403, "forbidden");
    let lines = trail(&app, &format!("target={}", user["id"].as_str().unwrap())).await;
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["action"], "user.role_changed");
    assert_eq!(lines[0]["detail"]["to"]["role"], "auditor");
    assert_eq!(lines[1]["detail"]["from"]["role"], "customer");
    app.done().await;
}

#[tokio::test]
async fn nobody_makes_themselves_what_they_are_not_and_somebody_always_administers() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let own = path_of(&user_of(&app, "13900000005").await);
    boss.patch(&own, json!({ "role": "customer" })).await.refused(409, "own_role");
    boss.delete(&format!("{own}/second-factor")).await.refused(409, "own_role");
    boss.delete("/me").await.refused(409, "last_administrator");
    for somebody in [app.customer(), app.staff(), app.auditor()] {
        let path = path_of(&user_of(&app, &somebody.phone).await);
        let wish = json!({ "role": "administrator" });
        somebody.patch(&path, wish).await.refused(403, "forbidden");
    }
    let other = path_of(&user_of(&app, "13900000002").await);
    boss.patch(&other, json!({ "role": "administrator" })).await.expect(200);
    boss.delete("/me").await.expect(204);
    app.other_customer().delete("/me").await.refused(409, "last_administrator");
    app.done().await;
}

/// Two administrators who dismiss each other at the same moment: one of them stays.
#[tokio::test]
async fn two_administrators_cannot_dismiss_each_other() {
    let app = TestApp::start().await;
    let first = user_of(&app, "13900000005").await;
    let second = user_of(&app, "13900000002").await;
    let wish = json!({ "role": "administrator" });
    app.administrator().patch(&path_of(&second), wish).await.expect(200);
    let (one, two) = (app.administrator(), app.other_customer());
    one.get("/me").await.expect(200);
    two.get("/me").await.expect(200);
    let dismissal = json!({ "role": "customer" });
    let (to_first, to_second) = (path_of(&first), path_of(&second));
    let (a, b) = tokio::join!(
        one.patch(&to_second, dismissal.clone()),
        two.patch(&to_first, dismissal.clone())
    );
    assert!([a.status, b.status].contains(&200), "{} {}", a.body, b.body);
    let left = app.auditor().get("/admin/users?role=administrator").await.expect(200);
    assert_eq!(left["items"].as_array().unwrap().len(), 1, "{left}");
    app.done().await;
}

#[tokio::test]
async fn somebody_is_signed_out_everywhere() {
    let app = TestApp::start().await;
    let anna = app.customer();
    anna.get("/me").await.expect(200);
    let path = path_of(&user_of(&app, "13900000001").await);
    app.auditor().delete(&format!("{path}/sessions")).await.refused(403, "forbidden");
    app.administrator().delete(&format!("{path}/sessions")).await.expect(204);
    anna.get("/me").await.refused(401, "unauthenticated");
    app.administrator().delete(&format!("{path}/second-factor")).await.expect(204);
    let actions: Vec<Value> =
        trail(&app, "").await.iter().map(|line| line["action"].clone()).collect();
    assert_eq!(actions, ["user.second_factor_reset", "user.sessions_ended"]);
    app.done().await;
}

#[tokio::test]
async fn the_trail_is_asked_by_day_person_deed_and_thing() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let (anna, other) = (user_of(&app, "13900000001").await, user_of(&app, "13900000002").await);
    for user in [&anna, &other, &anna] {
        boss.delete(&format!("{}/sessions", path_of(user))).await.expect(204);
        app.advance(1);
    }
    assert_eq!(trail(&app, "from=2027-03-06&to=2027-03-06").await.len(), 3);
    assert_eq!(trail(&app, "from=2027-03-07").await.len(), 0);
    assert_eq!(trail(&app, "to=2027-03-05").await.len(), 0);
    let me = user_of(&app, "13900000005").await;
    let me = me["id"].as_str().unwrap();
    assert_eq!(trail(&app, &format!("actor_id={me}")).await.len(), 3);
    let target = anna["id"].as_str().unwrap();
    assert_eq!(trail(&app, &format!("target={target}")).await.len(), 2);
    assert_eq!(trail(&app, "action=client.created").await.len(), 0);
    let ended = "/admin/audit?action=user.sessions_ended";
    let page = app.auditor().get(&format!("{ended}&limit=2")).await.expect(200);
    let next = format!("{ended}&cursor={}", page["next_cursor"].as_str().unwrap());
    let rest = app.auditor().get(&next).await.expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 1);
    let ats: Vec<&str> =
        page["items"].as_array().unwrap().iter().map(|line| line["at"].as_str().unwrap()).collect();
    assert!(ats.is_sorted_by(|a, b| a >= b), "{ats:?}");
    app.administrator().post("/admin/audit", json!({})).await.refused(405, "method_not_allowed");
    app.done().await;
}

/// What a deed changes and the line about it stand or fall together.
#[tokio::test]
async fn what_was_refused_leaves_no_line() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let nobody = uuid::Uuid::from_u128(7);
    boss.patch(&format!("/admin/users/{nobody}"), json!({ "role": "auditor" }))
        .await
        .refused(404, "not_found");
    let wish = json!({
        "name": { "zh": "一", "en": "One" }, "kind": "confidential",
        "redirect_uris": ["http://evil.example/"], "scopes": ["profile"],
    });
    boss.post("/admin/clients", wish).await.refused(422, "validation_failed");
    let cinema = user_of(&app, "13900000003").await["cinema_id"].as_str().unwrap().to_owned();
    let path = format!("/admin/cinemas/{cinema}");
    let nowhere = json!({ "district": "atlantis" });
    boss.patch(&path, nowhere).await.refused(422, "validation_failed");
    boss.delete(&format!("{path}/keys/0123456789abcdef")).await.refused(404, "not_found");
    assert_eq!(trail(&app, "").await, Vec::<Value>::new());
    let fee = json!({ "service_fee": { "amount": 400, "currency": "CNY" } });
    boss.patch(&path, fee).await.expect(200);
    assert_eq!(trail(&app, "").await[0]["action"], "edit_cinema_system");
    app.done().await;
}

/// A third party's customers show up as such, and cannot be made anything else.
#[tokio::test]
async fn a_clients_customer_has_no_role_to_give() {
    use crate::support::oauth::ThirdParty;
    let app = TestApp::start().await;
    let client = ThirdParty::register(&app, &["booking"]).await;
    client.save_customer(&app, "c-1").await;
    let user = user_of(&app, "13922223333").await;
    assert_eq!(user["client_id"], client.client_id.as_str());
    assert_eq!(user["phone"], "+86 139****3333");
    let promotion = json!({ "role": "administrator" });
    app.administrator().patch(&path_of(&user), promotion).await.refused(422, "validation_failed");
    let somebody = Person::known(&app, "13922223333", "whatever it is");
    let wish = json!({ "phone": somebody.phone, "password": somebody.password });
    app.anonymous().post("/auth/login", wish).await.refused(401, "invalid_credentials");
    app.done().await;
}
