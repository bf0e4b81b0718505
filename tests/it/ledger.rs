//! The books: what a purchase posts, who may read it, and that nobody can change it.

use reqwest::Method;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::support::{Purchase, TestApp};

const DAY: &str = "2027-03-06";

async fn with_one_sale(app: &TestApp) -> Value {
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    purchase.finish().await
}

fn amount(value: &Value) -> i64 {
    value["amount"].as_i64().unwrap_or_else(|| panic!("no amount: {value}"))
}

#[tokio::test]
async fn a_sale_is_booked_once_and_adds_up() {
    let app = TestApp::start().await;
    let order = with_one_sale(&app).await;
    let books = app.administrator();
    let path = format!("/admin/ledger/entries?from={DAY}&to={DAY}");
    let page = books.get(&path).await.expect(200);
    let entries = page["items"].as_array().unwrap();
    assert_eq!(entries.len(), 3, "{page}");
    let sum = |category: &str| -> i64 {
        let of_it = entries.iter().filter(|entry| entry["category"] == category);
        of_it.map(|entry| amount(&entry["amount"])).sum()
    };
    assert_eq!(sum("payment"), amount(&order["price"]["total"]));
    assert_eq!(sum("ticket"), amount(&order["price"]["tickets"]));
    assert_eq!(sum("service_fee"), amount(&order["price"]["service_fee"]));
    for entry in entries {
        assert_eq!(entry["order_no"], order["order_no"]);
        assert_eq!(entry["business_date"], DAY);
        assert_ne!(entry["debit_account"], entry["credit_account"]);
    }

    let day = books.get(&format!("/admin/ledger/days/{DAY}")).await.expect(200);
    assert_eq!(day["entry_count"], 3);
    let (mut debits, mut credits) = (0, 0);
    for account in day["balances"].as_array().unwrap() {
        debits += amount(&account["debit"]);
        credits += amount(&account["credit"]);
    }
    assert_eq!(debits, credits, "{day}");
    let days = books.get(&format!("/admin/ledger/days?from={DAY}&to={DAY}")).await.expect(200);
    assert_eq!(days["items"][0]["totals"], day["totals"]);
    app.done().await;
}

#[tokio::test]
async fn entries_are_found_by_what_they_are_about() {
    let app = TestApp::start().await;
    let order = with_one_sale(&app).await;
    let books = app.auditor();
    let base = format!("/admin/ledger/entries?from={DAY}&to={DAY}");
    let count = async |filter: String| -> usize {
        let page = books.get(&format!("{base}{filter}")).await.expect(200);
        page["items"].as_array().unwrap().len()
    };
    let order_id = order["id"].as_str().unwrap();
    let cinema_id = order["showtime"]["cinema"]["id"].as_str().unwrap();
    assert_eq!(count(format!("&order_id={order_id}")).await, 3);
    assert_eq!(count(format!("&order_id={}", uuid::Uuid::nil())).await, 0);
    assert_eq!(count("&category=ticket".to_owned()).await, 1);
    // The bank is party to the payment, the cinema to the tickets.
    assert!(count("&gateway=unionpay".to_owned()).await >= 1);
    assert!(count(format!("&cinema_id={cinema_id}")).await >= 2);

    // Page by page comes to the same.
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = books.get(&format!("{base}&limit=1{next}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|e| e["id"].to_string()));
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    seen.dedup();
    assert_eq!(seen.len(), 3);
    app.done().await;
}

#[tokio::test]
async fn one_day_is_the_least_and_days_must_make_sense() {
    let app = TestApp::start().await;
    let books = app.administrator();
    for query in ["", "?from=2027-03-06", "?from=2027-03-07&to=2027-03-06", "?from=x&to=y"] {
        for path in ["entries", "days", "export"] {
            let answer = books.get(&format!("/admin/ledger/{path}{query}")).await;
            assert!(matches!(answer.status, 400 | 422), "{path}{query}: {}", answer.status);
        }
    }
    books.get("/admin/ledger/days/2027-02-30").await.expect(404);
    app.done().await;
}

#[tokio::test]
async fn the_export_has_every_entry_as_a_line() {
    let app = TestApp::start().await;
    with_one_sale(&app).await;
    let path = format!("/admin/ledger/export?from={DAY}&to={DAY}&format=csv");
    let answer = app.administrator().get(&path).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.header("content-type").starts_with("text/csv"));
    assert!(answer.header("content-disposition").contains("attachment"));
    let lines: Vec<&str> = answer.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 4, "{}", answer.body);
    let columns = lines[0].split(',').count();
    assert!(lines.iter().all(|line| line.split(',').count() >= columns), "{}", answer.body);
    app.done().await;
}

#[tokio::test]
async fn nothing_below_the_ledger_can_be_written() {
    let app = TestApp::start().await;
    let books = app.administrator();
    let paths = ["entries", "days", "days/2027-03-06", "export"];
    for path in paths {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let asked = format!("{method} {path}");
            let request = books.request(method, &format!("/admin/ledger/{path}")).await;
            let answer = app.send(&asked, request.json(&json!({}))).await;
            answer.refused(405, "method_not_allowed");
            assert!(answer.header("allow").contains("GET"), "{asked}: {:?}", answer.headers);
        }
    }
    app.done().await;
}

/// Whoever has the database's password and the API's rights changes nothing either.
#[tokio::test]
async fn the_database_itself_refuses_to_change_the_books() {
    let app = TestApp::start().await;
    with_one_sale(&app).await;
    let db = app.database.open().await;
    let tables =
        ["ledger_entries", "ledger_journals", "order_events", "bank_notifications", "audit_log"];
    let attempts = |table: &str| {
        let column = if table == "bank_notifications" { "body_hash" } else { "id" };
        vec![format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")]
    };
    for table in tables {
        // A trigger for each row needs a row to fire.
        let count = format!("SELECT 1 FROM {table} LIMIT 1");
        let statement = sea_orm::Statement::from_string(db.get_database_backend(), count);
        if db.query_one_raw(statement).await.unwrap().is_none() {
            assert_eq!(table, "audit_log", "{table} is empty");
            continue;
        }
        for sql in attempts(table) {
            let error = db.execute_unprepared(&sql).await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{sql}: {error}");
        }
    }
    if app.database.is_postgres() {
        as_the_role_of_the_api(&db, &tables).await;
    }
    db.close().await.unwrap();
    app.done().await;
}

async fn as_the_role_of_the_api(db: &database::Db, tables: &[&str]) {
    for table in tables {
        for attempt in [
            format!("UPDATE {table} SET id = id"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table}"),
            format!("DROP TABLE {table}"),
            format!("ALTER TABLE {table} DISABLE TRIGGER ALL"),
        ] {
            let sql = format!("SET ROLE marquee_api; {attempt}");
            let error = db.execute_unprepared(&sql).await.unwrap_err().to_string();
            let refused = error.contains("permission denied") || error.contains("must be owner");
            assert!(refused, "{attempt}: {error}");
            db.execute_unprepared("RESET ROLE").await.unwrap();
        }
    }
    let read = "SET ROLE marquee_api; SELECT count(*) FROM ledger_entries; RESET ROLE";
    db.execute_unprepared(read).await.unwrap();
}
