//! Who may do what: every operation of the API document for every kind of person.

mod things;

use reqwest::Method;

use crate::support::contract::operations;
use crate::support::oauth::ThirdParty;
use crate::support::seed::PASSWORD;
use crate::support::{Answer, Person, TestApp, new_key};
use things::Things;

/// What is expected of an operation, person by person:
/// anonymous, the owner, another customer, the cinema's staff, staff of another cinema,
/// administrator, auditor.
///
/// `+` let in: what was asked is judged by itself; a read succeeds
/// `-` not signed in (401)  `x` not allowed (403)  `h` hidden: it does not exist for them (404)
const TABLE: &[(&str, &str)] = &[
    ("get_portal", "+++++++"),
    ("list_apps", "+++++++"),
    ("list_articles", "+++++++"),
    ("get_article", "+++++++"),
    ("get_article_feed", "+++++++"),
    ("get_picture", "+++++++"),
    ("list_admin_apps", "-xxxx++"),
    ("create_app", "-xxxx+x"),
    ("get_admin_app", "-xxxx++"),
    ("save_app", "-xxxx+x"),
    ("list_admin_articles", "-xxxx++"),
    ("preview_markdown", "-xxxx++"),
    ("create_article", "-xxxx+x"),
    ("get_admin_article", "-xxxx++"),
    ("save_article", "-xxxx+x"),
    ("publish_article", "-xxxx+x"),
    ("withdraw_article", "-xxxx+x"),
    ("upload_picture", "-xxxx+x"),
    ("list_cities", "+++++++"),
    ("list_films", "+++++++"),
    ("get_film", "+++++++"),
    ("list_cinemas", "+++++++"),
    ("get_cinema", "+++++++"),
    ("list_showtimes", "+++++++"),
    ("get_showtime", "+++++++"),
    ("get_showtime_seats", "+++++++"),
    ("stream_seat_events", "+++++++"),
    ("list_payment_methods", "+++++++"),
    ("get_liveness", "+++++++"),
    ("get_readiness", "+++++++"),
    // From the machine itself only, whoever asks.
    ("get_metrics", "+++++++"),
    ("send_code", "+++++++"),
    ("register", "+++++++"),
    ("login", "+++++++"),
    ("refresh", "-------"),
    ("logout", "+++++++"),
    ("reset_password", "+++++++"),
    // The bank proves itself by its signature.
    ("receive_payment_notification", "+++++++"),
    ("get_me", "-++++++"),
    ("update_me", "-++++++"),
    ("change_password", "-++++++"),
    ("list_sessions", "-++++++"),
    ("delete_session", "-+hhhhh"),
    ("get_second_factor", "-++++++"),
    ("begin_second_factor", "-++++++"),
    ("confirm_second_factor", "-++++++"),
    ("remove_second_factor", "-++++++"),
    ("get_authorization", "-++++++"),
    ("decide_authorization", "-++++++"),
    ("list_grants", "-++++++"),
    // Everybody has just allowed the client something.
    ("withdraw_grant", "-++++++"),
    ("create_oauth_token", "+++++++"),
    ("revoke_oauth_token", "+++++++"),
    // For what third parties are let into see `third_parties`.
    ("get_userinfo", "-------"),
    ("get_client_self", "-xxxxxx"),
    ("list_client_customers", "-xxxxxx"),
    ("save_client_customer", "-xxxxxx"),
    ("list_clients", "-xxxx++"),
    ("create_client", "-xxxx+x"),
    ("get_client", "-xxxx++"),
    ("edit_client", "-xxxx+x"),
    ("add_client_secret", "-xxxx+x"),
    ("revoke_client_secret", "-xxxx+x"),
    ("list_users", "-xxxx++"),
    ("get_user", "-xxxx++"),
    ("edit_user", "-xxxx+x"),
    ("end_user_sessions", "-xxxx+x"),
    ("reset_second_factor", "-xxxx+x"),
    ("disclose_user", "-xxxx+x"),
    ("list_audit", "-xxxx++"),
    ("create_seat_lock", "-++++++"),
    ("get_seat_lock", "-+hhhhh"),
    ("release_seat_lock", "-+hhhhh"),
    ("create_order", "-+hhhhh"),
    ("list_orders", "-++++++"),
    ("get_order", "-+hhhhh"),
    ("cancel_order", "-+hhhhh"),
    ("get_order_timeline", "-+hhh++"),
    ("create_payment", "-+hhhhh"),
    ("get_payment", "-+hhhhh"),
    ("get_order_tickets", "-+hhhhh"),
    ("get_order_calendar", "-+hhhhh"),
    ("resend_order_message", "-+hhhhh"),
    ("get_refund_quote", "-+hhhhh"),
    ("create_refund", "-+hhhhh"),
    ("get_pickup", "-xx+h+x"),
    ("collect_pickup", "-xx+h+x"),
    ("check_in", "-xx+h+x"),
    ("get_gate_pack", "-xx+h+x"),
    // What is another cinema's is refused scan by scan.
    ("record_scans", "-xx+++x"),
    ("list_screens", "-xx+h+x"),
    ("list_screen_plans", "-xx+h+x"),
    ("get_screen_plan", "-xx+h+x"),
    ("create_screen_plan", "-xx+h+x"),
    ("list_plannable_films", "-xx+h+x"),
    ("list_price_tables", "-xx+h+x"),
    ("save_price_table", "-xx+h+x"),
    ("delete_price_table", "-xx+h+x"),
    ("list_staff_sessions", "-xx+h+x"),
    ("create_session", "-xx+h+x"),
    ("edit_session", "-xx+h+x"),
    ("copy_day", "-xx+h+x"),
    ("get_session_seats", "-xx+h+x"),
    ("block_seats", "-xx+h+x"),
    ("unblock_seats", "-xx+h+x"),
    ("cancel_session", "-xx+h+x"),
    ("get_cancellation", "-xx+h+x"),
    ("create_sale", "-xx+h+x"),
    ("list_sales", "-xx+h+x"),
    ("get_sale", "-xx+h+x"),
    ("refund_sale", "-xx+h+x"),
    ("get_day_statement", "-xx+h+x"),
    ("list_ledger_entries", "-xxxx++"),
    ("list_ledger_days", "-xxxx++"),
    ("get_ledger_day", "-xxxx++"),
    ("export_ledger", "-xxxx++"),
    ("get_ledger_proof", "-xxxx++"),
    ("get_trial_balance", "-xxxx++"),
    ("get_overview", "-xxxx++"),
    // Public, and then what only a cinema's signature opens: nobody has one.
    ("get_platform_keys", "+++++++"),
    ("push_films", "-------"),
    ("push_screens", "-------"),
    ("push_sessions", "-------"),
    ("push_notice", "-------"),
    ("push_redemptions", "-------"),
    ("get_platform_statement", "-------"),
    ("acknowledge_platform_statement", "-------"),
    ("list_cinema_systems", "-xxxx++"),
    ("register_cinema", "-xxxx+x"),
    ("get_cinema_system", "-xxxx++"),
    ("edit_cinema_system", "-xxxx+x"),
    ("add_cinema_key", "-xxxx+x"),
    ("revoke_cinema_key", "-xxxx+x"),
    ("sync_cinema", "-xxxx+x"),
    ("get_cinema_health", "-xxxx++"),
    ("list_cinema_findings", "-xxxx++"),
    ("dismiss_finding", "-xxxx+x"),
    ("list_cinema_statements", "-xxxx++"),
    ("list_cinema_statement_lines", "-xxxx++"),
    ("download_cinema_statement", "-xxxx++"),
    ("fetch_cinema_statement", "-xxxx+x"),
    ("list_webhooks", "-xxxx++"),
    ("create_webhook", "-xxxx+x"),
    ("get_webhook", "-xxxx++"),
    ("edit_webhook", "-xxxx+x"),
    ("rotate_webhook_secret", "-xxxx+x"),
    ("list_deliveries", "-xxxx++"),
    ("redeliver_delivery", "-xxxx+x"),
    ("test_webhook", "-xxxx+x"),
    ("delete_webhook", "-xxxx+x"),
    // People are no clients.
    ("list_own_webhooks", "-xxxxxx"),
    ("create_own_webhook", "-xxxxxx"),
    ("get_own_webhook", "-xxxxxx"),
    ("edit_own_webhook", "-xxxxxx"),
    ("rotate_own_webhook_secret", "-xxxxxx"),
    ("list_own_deliveries", "-xxxxxx"),
    ("redeliver_own_delivery", "-xxxxxx"),
    ("test_own_webhook", "-xxxxxx"),
    ("delete_own_webhook", "-xxxxxx"),
    ("delete_app", "-xxxx+x"),
    ("delete_article", "-xxxx+x"),
    ("list_admin_orders", "-xxxx++"),
    ("get_admin_order", "-xxxx++"),
    ("ask_order_again", "-xxxx+x"),
    ("refund_admin_order", "-xxxx+x"),
    ("resend_admin_message", "-xxxx+x"),
    ("disclose_order", "-xxxx+x"),
    ("list_reconciliations", "-xxxx++"),
    ("run_reconciliation", "-xxxx+x"),
    ("get_reconciliation", "-xxxx++"),
    ("close_reconciliation", "-xxxx+x"),
    ("download_reconciliation_source", "-xxxx++"),
    ("list_breaks", "-xxxx++"),
    ("get_break", "-xxxx++"),
    ("assign_break", "-xxxx+x"),
    ("resolve_break", "-xxxx+x"),
    ("approve_break", "-xxxx+x"),
    ("list_cinema_payouts", "-xxxx++"),
    ("propose_cinema_payout", "-xxxx+x"),
    ("decide_cinema_payout", "-xxxx+x"),
    // Last: whoever is let in may be gone afterwards.
    ("delete_me", "-++++++"),
];

/// What is expected of third parties: a client's token with scope `booking` that names its own
/// customer, a client's token with scope `webhooks` only, and the token of an application at which
/// somebody signed in. It follows from what is expected of people, but for the exceptions.
fn third_parties(id: &str, people: &str) -> [char; 3] {
    /// What concerns an account is for the person alone.
    const OF_ACCOUNTS: [&str; 14] = [
        "get_me",
        "update_me",
        "delete_me",
        "change_password",
        "list_sessions",
        "delete_session",
        "get_second_factor",
        "begin_second_factor",
        "confirm_second_factor",
        "remove_second_factor",
        "get_authorization",
        "decide_authorization",
        "list_grants",
        "withdraw_grant",
    ];
    let whole = people.chars().collect::<Vec<_>>();
    match id {
        "get_userinfo" => ['-', '-', '+'],
        "get_client_self" => ['+', '+', '-'],
        "list_client_customers" | "save_client_customer" => ['+', 'x', '-'],
        "list_own_webhooks" | "create_own_webhook" => ['x', '+', '-'],
        // The webhook that is asked for is not the client's own.
        _ if id.contains("_own_") => ['x', 'h', '-'],
        _ if OF_ACCOUNTS.contains(&id) => ['x', 'x', '-'],
        // Open to everybody, or to nobody of them.
        _ if whole[0] != '-' || whole.iter().all(|it| *it == '-') => [whole[0]; 3],
        // Whatever another customer may, a client's customer may.
        _ => [whole[2], 'x', '-'],
    }
}

/// The owner comes last, because what they do may change what there is.
const PEOPLE: [(usize, &str); 10] = [
    (0, "anonymous"),
    (2, "another customer"),
    (3, "staff"),
    (4, "staff of another cinema"),
    (5, "administrator"),
    (6, "auditor"),
    (7, "a client for its customer"),
    (8, "a client without the scope"),
    (9, "an application"),
    (1, "owner"),
];

fn judge(expected: char, method: &str, answer: &Answer) -> bool {
    let status = answer.status;
    match expected {
        '-' => status == 401,
        'x' => status == 403 && answer.code() == "forbidden",
        'h' => status == 404,
        '+' if method == "get" => status == 200,
        '+' => (200..300).contains(&status) || [400, 409, 415, 422].contains(&status),
        _ => false,
    }
}

#[tokio::test]
async fn every_operation_admits_whom_it_should_and_nobody_else() {
    let app = TestApp::start().await;
    let owner = app.customer();
    let things = Things::of(&app, &owner).await;
    let mut people: Vec<Person<'_>> = vec![app.anonymous(), app.customer(), app.other_customer()];
    people.extend([app.staff(), app.other_staff(), app.administrator(), app.auditor()]);
    people.extend(strangers(&app, &things).await);
    let operations = operations();
    let mut findings = Vec::new();
    for operation in &operations {
        if !TABLE.iter().any(|(id, _)| *id == operation.id()) {
            findings.push(format!("{} has no row", operation.id()));
        }
    }
    for (id, expected) in TABLE {
        let Some(operation) = operations.iter().find(|operation| operation.id() == *id) else {
            findings.push(format!("{id} is no operation"));
            continue;
        };
        let secured = operation.value["security"].as_array().is_some_and(|s| !s.is_empty());
        if secured != (expected.starts_with('-') && *id != "refresh") {
            findings.push(format!("{id}: the document says secured = {secured}"));
        }
        for (column, name) in PEOPLE {
            let answer = ask(&people[column], &things, id, operation.method, operation.path).await;
            let wanted = expected.chars().nth(column);
            let wanted = wanted.unwrap_or_else(|| third_parties(id, expected)[column - 7]);
            if !judge(wanted, operation.method, &answer) {
                let seen = format!("{} {}", answer.status, answer.code());
                findings.push(format!("{id} for {name}: wanted {wanted}, got {seen}"));
            }
        }
    }
    assert!(findings.is_empty(), "{findings:#?}");
    app.done().await;
}

/// Two tokens of a client, and one of an application at which somebody signed in.
async fn strangers<'a>(app: &'a TestApp, things: &Things) -> [Person<'a>; 3] {
    let client = ThirdParty::register(app, &["booking", "webhooks"]).await;
    client.save_customer(app, "c-1").await;
    let wide = client.own_token(app, "booking").await;
    let narrow = client.own_token(app, "webhooks").await;
    let signed_in = Person::known(app, &things.0["passer_by"], PASSWORD);
    let tokens = ThirdParty::register(app, &["profile"]).await.sign_in(&signed_in, "profile").await;
    let of_app = tokens["access_token"].as_str().unwrap().to_owned();
    [
        Person::third_party(app, &wide, Some("c-1")),
        Person::third_party(app, &narrow, Some("c-1")),
        Person::third_party(app, &of_app, None),
    ]
}

async fn ask(person: &Person<'_>, things: &Things, id: &str, method: &str, path: &str) -> Answer {
    // Who signs out is signed out: that is done with a token of its own.
    let passing = Person::known(person.app, &person.phone, &person.password);
    let is_passing = id == "logout" && !person.is_third_party();
    let person = if is_passing { &passing } else { person };
    let (path, body) = things.request(id, path);
    let verb: Method = method.to_uppercase().parse().unwrap();
    let mut request = person.request(verb, &path).await;
    if method != "get" && method != "delete" {
        request = request.json(&body).header("idempotency-key", new_key());
    }
    if id == "stream_seat_events" {
        // An endless answer: its head is enough.
        let head = request.send().await.unwrap();
        let (status, headers) = (head.status().as_u16(), head.headers().clone());
        return Answer { asked: path, status, headers, body: String::new() };
    }
    person.app.send(&format!("{method} {path}"), request).await
}

/// Whoever may not ask is told so, and nothing of how to ask: a broken body, query or name changes
/// nothing about the answer.
#[tokio::test]
async fn who_may_not_ask_learns_nothing_of_how_to() {
    let app = TestApp::start().await;
    let (nobody, customer) = (app.anonymous(), app.customer());
    customer.get("/me").await.expect(200);
    for operation in operations() {
        let people = TABLE.iter().find(|row| row.0 == operation.id()).unwrap().1;
        let expected = people.as_bytes();
        // Cinemas prove themselves by a signature over the body, a refresh by what is in it.
        let is_proven_by_body =
            operation.path.starts_with("/cinema-feed") || operation.id() == "refresh";
        if expected[0] != b'-' || is_proven_by_body {
            continue;
        }
        let method: Method = operation.method.to_uppercase().parse().unwrap();
        let path = operation.path.replace(['{', '}'], "");
        let path = format!("{}?limit=many&from=never", path.trim_start_matches("/api/v1"));
        let asking = [(&nobody, 401), (&customer, 403)];
        let refused = if expected[2] == b'x' { &asking[..] } else { &asking[..1] };
        for (person, status) in refused {
            let request = person.request(method.clone(), &path).await;
            let request = request.header("content-type", "application/json").body("{\"broken\": ");
            let answer = app.send(operation.id(), request).await;
            assert_eq!(answer.status, *status, "{}: {answer:?}", operation.id());
        }
    }
    app.done().await;
}

/// Tokens that look right and are not.
#[tokio::test]
async fn a_token_of_ones_own_making_opens_nothing() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let request = anna.request(Method::GET, "/me").await.build().unwrap();
    let token = request.headers()["authorization"].to_str().unwrap()["Bearer ".len()..].to_owned();
    let parts: Vec<&str> = token.split('.').collect();
    let forged = [
        String::new(),
        "x".to_owned(),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], parts[1], parts[2].chars().rev().collect::<String>()),
        // {"alg":"none"}
        format!("eyJhbGciOiJub25lIn0.{}.", parts[1]),
    ];
    for token in forged {
        let request = app.request(Method::GET, "/me").bearer_auth(&token);
        app.send(&token, request).await.refused(401, "unauthenticated");
    }
    // It runs out by the server's clock.
    app.advance(11);
    let request = app.request(Method::GET, "/me").bearer_auth(&token);
    app.send("an old token", request).await.refused(401, "unauthenticated");
    app.done().await;
}
