//! Comparisons that take longer than whoever asked for them waits.

use std::time::Duration;

use serde_json::{Value, json};

use super::{at_bank, english, run_answer, sell, shown};
use crate::support::{TestApp, bank};

async fn with_a_slow_bank(delay_ms: u64) -> TestApp {
    let app = TestApp::start_with(|config| config.compare_wait = Duration::from_millis(50)).await;
    let fault = json!([{ "operation": "bill", "kind": "slow_before", "delay_ms": delay_ms }]);
    bank::dial(&app, &app.bank_url, fault).await;
    app
}

/// The day once nobody is at it any more. Nothing but its own run compares it: it is not over.
async fn when_run(app: &TestApp) -> Value {
    let day = app.until("the run's end", async || {
        let day = shown(app, "unionpay").await;
        (day["is_running"] == false).then_some(day)
    });
    day.await
}

#[tokio::test]
async fn a_comparison_goes_on_when_its_request_is_answered() {
    let app = with_a_slow_bank(3_000).await;
    let anna = app.customer();
    sell(&anna, 1).await;
    let begun = run_answer(&app, "unionpay").await.expect(202);
    assert_eq!((&begun["is_running"], &begun["run_no"]), (&json!(true), &json!(1)), "{begun}");
    assert_eq!((&begun["status"], &begun["finished_at"]), (&json!("scheduled"), &Value::Null));
    run_answer(&app, "unionpay").await.refused(409, "reconciliation_running");

    let day = when_run(&app).await;
    assert_eq!((&day["status"], &day["run_no"]), (&json!("balanced"), &json!(1)), "{day}");
    assert_eq!((&day["matched"], &day["last_error"]), (&json!(1), &Value::Null), "{day}");
    assert!(day["finished_at"].is_string(), "{day}");
    app.app.errands.finished().await;
    app.done().await;
}

#[tokio::test]
async fn what_went_wrong_after_the_answer_stands_in_the_day() {
    let app = with_a_slow_bank(1_000).await;
    at_bank::dial(&app, json!([{ "kind": "not_ready" }])).await;
    run_answer(&app, "unionpay").await.expect(202);
    let day = when_run(&app).await;
    assert_eq!((&day["status"], &day["finished_at"]), (&json!("scheduled"), &Value::Null));
    assert!(!english(&day["last_error"]).is_empty(), "{day}");
    app.app.errands.finished().await;
    app.done().await;
}
