//! What goes wrong before a request means anything: each gets its own problem, and none is a 500.

use reqwest::Method;
use serde_json::json;
use server::http::problem::ProblemCode;

use crate::support::contract::{matches, operations};
use crate::support::{TestApp, new_key};

/// Clients decide by these words, so they change only on purpose.
#[test]
fn codes_and_their_statuses_stay_what_they_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/problems.txt");
    let now: String = ProblemCode::ALL
        .iter()
        .map(|code| format!("{} {}\n", code.status(), code.as_str()))
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let known = std::fs::read_to_string(path).unwrap();
    assert_eq!(now, known, "UPDATE=1 writes the table anew; read the difference");
}

#[tokio::test]
async fn unknown_paths_are_not_found_in_words() {
    let app = TestApp::start().await;
    let anna = app.customer();
    for path in ["/nothing", "/films/x/y", "/orders/not-an-id", "/films/not-an-id", "/me/x"] {
        anna.get(path).await.refused(404, "not_found");
    }
    app.done().await;
}

#[tokio::test]
async fn a_method_that_does_not_exist_names_those_that_do() {
    let app = TestApp::start().await;
    for operation in operations() {
        let path = operation.path.replace("{id}", &uuid::Uuid::nil().to_string());
        let path = path.replace("{date}", "2027-03-06").replace("{gateway}", "unionpay");
        let path = path.replace("{slug}", "x").replace("{pickup_code}", "000000000000");
        // A name in a path may be a word of another path.
        let known: Vec<String> = operations()
            .iter()
            .filter(|other| other.path == operation.path || matches(other.path, &path))
            .map(|other| other.method.to_uppercase())
            .collect();
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            if known.contains(&method.to_string()) {
                continue;
            }
            let answer = app.send(&path, app.request(method.clone(), &path)).await;
            answer.refused(405, "method_not_allowed");
            for known in &known {
                assert!(answer.header("allow").contains(known), "{path}: {:?}", answer.headers);
            }
        }
    }
    app.done().await;
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let app = TestApp::start().await;
    // Whoever may do most, so that nobody is turned away before the body is read.
    let person = app.administrator();
    let with_bodies = operations();
    let with_bodies =
        with_bodies.iter().filter(|o| o.value["requestBody"]["required"] == true).filter(|o| {
            // The bank's own format; and a cinema's signature is looked at before its body.
            // A picture is no JSON, and an administrator is no third party.
            // OAuth has forms, and errors of its own.
            !["receive_payment_notification", "upload_picture"].contains(&o.id())
                && o.value["tags"][0] != "oauth"
                && o.value["tags"][0] != "cinema feed"
                && !o.path.contains("/client/")
                && !o.path.contains('{')
        });
    for operation in with_bodies {
        let method: Method = operation.method.to_uppercase().parse().unwrap();
        let ask = async |kind: &str, body: Vec<u8>| {
            let request = person.request(method.clone(), operation.path).await;
            let request = request.header("idempotency-key", new_key()).header("content-type", kind);
            app.send(operation.id(), request.body(body)).await
        };
        let json = "application/json";
        for broken in ["", "{", "{\"phone\":}", "nul"] {
            ask(json, broken.into()).await.refused(400, "malformed_request");
        }
        ask(json, vec![b'"', 0xff, 0xfe, b'"']).await.refused(400, "malformed_request");
        ask("text/plain", b"{}".to_vec()).await.refused(415, "unsupported_media_type");
        let huge = format!("{{\"x\":\"{}\"}}", "y".repeat(3 << 20));
        ask(json, huge.into()).await.refused(413, "payload_too_large");
        let nul = ask(json, b"{\"phone\":\"\\u0000\",\"x\":\"\\u0000\"}".to_vec()).await;
        assert!(std::matches!(nul.status, 400 | 422), "{}: NUL", operation.id());
        for shape in ["[]", "null", "7", "\"text\""] {
            let answer = ask(json, shape.into()).await;
            assert!(std::matches!(answer.status, 400 | 422), "{}: {shape}", operation.id());
        }
        let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
        let answer = ask(json, deep.into()).await;
        assert!(std::matches!(answer.status, 400 | 422), "{}: deep", operation.id());
    }
    app.done().await;
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let app = TestApp::start().await;
    let wish = json!({
        "phone": "12", "code": "1", "password": "a long enough one", "display_name": "x".repeat(99)
    });
    let problem = app.anonymous().post("/auth/register", wish).await;
    let problem = problem.refused(422, "validation_failed");
    let pointers: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["pointer"].as_str())
        .collect();
    assert!(pointers.contains(&"/phone"), "{problem}");
    let missing = app.anonymous().post("/auth/register", json!({ "phone": 7 })).await;
    assert!(std::matches!(missing.status, 400 | 422), "{}", missing.body);
    app.done().await;
}

#[tokio::test]
async fn queries_that_make_no_sense() {
    let app = TestApp::start().await;
    let visitor = app.anonymous();
    let paths = [
        "/films?limit=0",
        "/films?limit=101",
        "/films?limit=-1",
        "/films?limit=x",
        "/films?cursor=%00",
        "/films?cursor=rubbish",
        "/films?status=gone",
        "/cinemas?near=x",
        "/cinemas?near=91,181",
        "/cinemas?film_id=x",
        "/cinemas?date=2027-02-30",
        "/showtimes?date=today",
        "/showtimes?cinema_id=x",
        "/showtimes?cursor=eyJhIjoxfQ",
    ];
    for path in paths {
        let answer = visitor.get(path).await;
        assert!(
            std::matches!(answer.status, 400 | 422),
            "{path}: {} {}",
            answer.status,
            answer.body
        );
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
    let strange =
        ["/films?q=%25_%27%22%3B--", "/films?q=%00", "/films?city=nowhere", "/articles/%00"];
    for path in strange {
        let answer = visitor.get(path).await;
        assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.body);
    }
    app.done().await;
}

#[tokio::test]
async fn headers_that_hurt_nobody() {
    let app = TestApp::start().await;
    let answer = app.send("live", app.request(Method::GET, "/health/live")).await;
    answer.expect(200);
    for (name, part) in [
        ("content-security-policy", "frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
    ] {
        assert!(answer.header(name).contains(part), "{name}: {}", answer.header(name));
    }
    let own = app.request(Method::GET, "/health/live").header("x-request-id", "tests-own-id-1");
    assert_eq!(app.send("own id", own).await.header("x-request-id"), "tests-own-id-1");
    let evil = app.request(Method::GET, "/health/live").header("x-request-id", "a b<script>");
    assert_ne!(app.send("evil id", evil).await.header("x-request-id"), "a b<script>");
    // Nobody else's pages may read what is here.
    let other = app.request(Method::GET, "/films").header("origin", "https://evil.test");
    let other = app.send("another origin", other).await;
    assert_eq!(other.header("access-control-allow-origin"), "");
    app.done().await;
}

#[tokio::test]
async fn the_document_and_its_reader_are_served_here() {
    let app = TestApp::start().await;
    let document = app.send("document", app.request(Method::GET, "/openapi.json")).await;
    assert_eq!(document.expect(200)["openapi"], "3.1.0");
    let docs = app.send("docs", app.request(Method::GET, "/docs/")).await;
    assert_eq!(docs.status, 200);
    assert!(!docs.body.contains("//cdn"), "the reader loads from elsewhere");
    let metrics = app.send("metrics", app.request(Method::GET, "/metrics")).await;
    assert!(metrics.body.contains("marquee_"), "{}", metrics.body);
    app.done().await;
}

/// A bank that nobody knows, and messages that no bank wrote.
#[tokio::test]
async fn forged_notifications_move_nothing() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = crate::support::Purchase::begin(&anna, &stage, &stage.seats(1)).await;
    let fields = purchase.payment["next_action"]["fields"].as_object().unwrap();
    let order_id = fields["orderId"].as_str().unwrap();
    let forged = format!(
        "version=5.1.0&encoding=UTF-8&signMethod=01&txnType=01&merId=777290058110048\
         &orderId={order_id}&respCode=00&respMsg=ok&signature=AAAA&signPubKeyCert=x"
    );
    for (path, body) in [
        ("/payment-notifications/unionpay", forged.as_str()),
        ("/payment-notifications/unionpay", ""),
        ("/payment-notifications/unionpay", "a=%ff&b"),
        ("/payment-notifications/nobody", "a=b"),
    ] {
        let request = app.request(Method::POST, path);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = app.send(path, request.body(body.to_owned())).await;
        assert!(answer.status < 500, "{path}: {}", answer.body);
    }
    app.settle().await;
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    app.done().await;
}
