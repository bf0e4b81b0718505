//! Cinemas' statements of the day: read when the day is over, kept as they came, judged.

use aws_lc_rs::digest::{SHA256, digest};
use database::Db;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::{cinema_statement_lines, cinema_statements};

use crate::support::{Purchase, TestApp};

/// The day on which every test begins.
const TODAY: &str = "2027-03-06";

async fn cinema_of_staff(app: &TestApp) -> String {
    let me = app.staff().get("/me").await.expect(200);
    me["cinema_id"].as_str().unwrap().to_owned()
}

/// Two tickets sold, and the cinema's business day is over.
async fn a_day_with_a_sale(app: &TestApp) -> (String, Value) {
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    let order = purchase.finish().await;
    app.settle().await;
    let cinema = cinema_of_staff(app).await;
    assert_eq!(list(app, &cinema).await, json!([]), "the day runs");
    app.advance(20 * 60 + 1);
    (cinema, order)
}

async fn list(app: &TestApp, cinema: &str) -> Value {
    let path = format!("/admin/cinemas/{cinema}/statements?from={TODAY}&to={TODAY}");
    app.auditor().get(&path).await.expect(200)["items"].clone()
}

async fn fetch(app: &TestApp, cinema: &str, day: &str) -> crate::support::Answer {
    let path = format!("/admin/cinemas/{cinema}/statements/{day}");
    app.administrator().post(&path, json!({})).await
}

async fn execute(db: &Db, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

#[tokio::test]
async fn a_day_is_read_to_its_last_byte_and_acknowledged() {
    let app = TestApp::start().await;
    let (cinema, order) = a_day_with_a_sale(&app).await;
    app.settle().await;
    let all = list(&app, &cinema).await;
    assert_eq!(all.as_array().unwrap().len(), 1);
    let statement = &all[0];
    assert_eq!(statement["status"], "whole", "{statement}");
    assert_eq!(statement["problems"], json!([]));
    assert_eq!((&statement["line_count"], &statement["sale_count"]), (&json!(2), &json!(2)));
    assert_eq!(statement["sale_amount"], order["price"]["total"]);
    assert_eq!(statement["refund_count"], 0);
    assert!(statement["acknowledged_at"].is_string(), "{statement}");

    let base = format!("/admin/cinemas/{cinema}/statements/{TODAY}");
    let first = app.auditor().get(&format!("{base}/lines?limit=1")).await.expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = app.auditor().get(&format!("{base}/lines?cursor={cursor}")).await.expect(200);
    assert_eq!(rest["next_cursor"], Value::Null);
    let lines = [&first["items"][0], &rest["items"][0]];
    for (number, line) in (1..).zip(lines) {
        assert_eq!(line["number_by_day"], number);
        assert_eq!(line["operation"], "sale");
        assert_eq!(line["client_order_id"], order["id"]);
        assert_eq!(line["ticket"]["currency"], "CNY");
    }

    let raw = app.auditor().get(&format!("{base}/raw")).await;
    assert_eq!(raw.status, 200);
    assert_eq!(raw.header("content-type"), "application/octet-stream");
    let sha256 = digest(&SHA256, raw.body.as_bytes());
    let sha256: String = sha256.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(statement["sha256"], sha256.as_str());
    assert!(raw.body.contains(order["id"].as_str().unwrap()), "{}", raw.body);

    let again = fetch(&app, &cinema, TODAY).await.expect(200);
    assert_eq!(again, *statement, "the same bytes are the same reading");
    app.done().await;
}

#[tokio::test]
async fn a_ticket_taken_back_is_a_line_of_its_own() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    let order = purchase.finish().await;
    anna.post(&format!("{}/refunds", purchase.order_path()), json!({})).await.expect(202);
    purchase.until_order(&["refunded"]).await;
    app.advance(20 * 60 + 1);
    app.settle().await;
    let cinema = cinema_of_staff(&app).await;
    let statement = list(&app, &cinema).await[0].clone();
    assert_eq!(statement["status"], "whole", "{statement}");
    assert_eq!((&statement["line_count"], &statement["refund_count"]), (&json!(4), &json!(2)));
    assert_eq!(statement["refund_amount"], order["price"]["total"]);
    app.done().await;
}

#[tokio::test]
async fn a_day_that_runs_has_no_statement() {
    let app = TestApp::start().await;
    let cinema = cinema_of_staff(&app).await;
    fetch(&app, &cinema, TODAY).await.refused(409, "statement_not_final");
    let base = format!("/admin/cinemas/{cinema}/statements");
    for path in [format!("{base}/{TODAY}/raw"), format!("{base}/{TODAY}/lines")] {
        app.auditor().get(&path).await.refused(404, "not_found");
    }
    let nobody = uuid::Uuid::nil();
    let path = format!("/admin/cinemas/{nobody}/statements?from={TODAY}&to={TODAY}");
    app.auditor().get(&path).await.refused(404, "not_found");
    let backwards = format!("{base}?from=2027-03-07&to={TODAY}");
    app.auditor().get(&backwards).await.refused(422, "validation_failed");
    app.done().await;
}

#[tokio::test]
async fn a_statement_with_a_gap_is_kept_and_not_acknowledged_until_it_is_whole() {
    let app = TestApp::start().await;
    let (cinema, _) = a_day_with_a_sale(&app).await;
    let db = app.database.open().await;
    let of_line = "business_date = '2027-03-06' AND number_by_day";
    execute(&db, &format!("UPDATE bo_statement_lines SET number_by_day = 7 WHERE {of_line} = 2"))
        .await;
    app.settle().await;
    let broken = list(&app, &cinema).await[0].clone();
    assert_eq!(broken["status"], "broken", "{broken}");
    let gap = json!({
        "zh": "应为第 2 号的地方是第 7 号",
        "en": "where number 2 belongs stands number 7",
    });
    assert_eq!(broken["problems"], json!([gap]));
    assert_eq!(broken["acknowledged_at"], Value::Null);

    execute(&db, &format!("UPDATE bo_statement_lines SET number_by_day = 2 WHERE {of_line} = 7"))
        .await;
    let mended = fetch(&app, &cinema, TODAY).await.expect(200);
    assert_eq!(mended["status"], "whole", "{mended}");
    assert!(mended["acknowledged_at"].is_string());
    assert_eq!(list(&app, &cinema).await, json!([mended]), "the last reading of the day");
    let readings = cinema_statements::Entity::find().all(&db).await.unwrap();
    let of_cinema = readings.iter().filter(|row| row.cinema_id.to_string() == cinema);
    let of_cinema: Vec<_> = of_cinema.map(|row| (row.version, row.status.as_str())).collect();
    assert_eq!(of_cinema, [(1, "broken"), (2, "whole")], "the first one is kept");
    assert_eq!(cinema_statement_lines::Entity::find().count(&db).await.unwrap(), 4);
    db.close().await.unwrap();
    app.done().await;
}

#[tokio::test]
async fn what_was_read_cannot_be_changed() {
    let app = TestApp::start().await;
    a_day_with_a_sale(&app).await;
    app.settle().await;
    let db = app.database.open().await;
    let tables = ["cinema_statements", "cinema_statement_lines", "cinema_statement_acks"];
    for table in tables {
        let change = match table {
            "cinema_statement_lines" => "SET place = place",
            _ => "SET id = id",
        };
        for sql in [format!("UPDATE {table} {change}"), format!("DELETE FROM {table}")] {
            let error = db.execute_unprepared(&sql).await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{sql}: {error}");
        }
    }
    db.close().await.unwrap();
    app.done().await;
}
