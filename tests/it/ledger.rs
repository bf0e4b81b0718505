//! The books: what a purchase posts, who may read it, and that nobody can change it.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Range, Reader, Xlsx};
use reqwest::Method;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use tokio::sync::OwnedSemaphorePermit;

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
    let totals = day["totals"].as_array().unwrap();
    let tickets = totals.iter().find(|total| total["category"] == "ticket").unwrap();
    assert_eq!(days["cinemas"].as_array().unwrap().len(), 1, "{days}");
    assert_eq!(days["cinemas"][0]["amount"], tickets["amount"]);
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
    let proof = "proof/01957000-0000-7000-8000-000000000000";
    let paths = ["entries", "days", "days/2027-03-06", "export", "accounts", proof];
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

/// Two sales by two people; the first one's order and their phone.
async fn with_two_sales(app: &TestApp) -> (Value, String) {
    // The second pair sits beside the first one, so that nobody is left alone.
    let stage = app.any_stage().await;
    let beside = stage.seats(4)[2..].to_vec();
    let order = with_one_sale(app).await;
    let crowd = app.crowd(1).await;
    Purchase::begin(&crowd[0], &stage, &beside).await.finish().await;
    (order, app.customer().phone)
}

#[tokio::test]
async fn bill_details_are_found_by_order_phone_and_state_with_totals_of_all_pages() {
    let app = TestApp::start().await;
    let (order, phone) = with_two_sales(&app).await;
    let books = app.auditor();
    let base = format!("from={DAY}&to={DAY}");
    let order_no = order["order_no"].as_str().unwrap();
    let cases = [
        (String::new(), 6),
        (format!("&order_no={}", order_no.to_lowercase()), 3),
        ("&order_no=M0".to_owned(), 0),
        (format!("&phone={}%20{}", &phone[..3], &phone[3..]), 3),
        ("&phone=13999999999".to_owned(), 0),
        ("&status=ticketed".to_owned(), 6),
        ("&status=refunded".to_owned(), 0),
        (format!("&status=ticketed&phone={phone}&category=ticket"), 1),
    ];
    for (filter, expected) in cases {
        let path = format!("/admin/ledger/entries?{base}{filter}&limit=1");
        let page = books.get(&path).await.expect(200);
        let totals = page["totals"].as_array().unwrap();
        let counted: i64 = totals.iter().map(|total| total["count"].as_i64().unwrap()).sum();
        assert_eq!(counted, expected, "{filter}: {page}");
        for entry in page["items"].as_array().unwrap() {
            assert_eq!(entry["order_status"], "ticketed", "{entry}");
        }
        let days = books.get(&format!("/admin/ledger/days?{base}{filter}")).await.expect(200);
        let of_days = days["items"][0]["totals"].as_array().cloned().unwrap_or_default();
        assert_eq!(&of_days, totals, "{filter}");
        let file = books.get(&format!("/admin/ledger/export?{base}{filter}")).await;
        assert_eq!(file.header("marquee-row-count"), expected.to_string(), "{filter}");
        assert_eq!(file.body.lines().count(), 1 + usize::try_from(expected).unwrap(), "{filter}");
    }
    books
        .get(&format!("/admin/ledger/entries?{base}&phone=12"))
        .await
        .refused(422, "validation_failed");
    app.done().await;
}

async fn workbook(app: &TestApp, query: &str) -> Xlsx<Cursor<Vec<u8>>> {
    let path = format!("/admin/ledger/export?from={DAY}&to={DAY}&format=xlsx{query}");
    let request = app.auditor().request(Method::GET, &path).await;
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    assert!(answer.headers()["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let bytes = answer.bytes().await.unwrap();
    calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

const WORKBOOK: &str = "/admin/ledger/export?from=2027-03-06&to=2027-03-06&format=xlsx";

/// Every turn at making workbooks: none is made while this is held.
async fn all_turns(app: &TestApp) -> OwnedSemaphorePermit {
    Arc::clone(&app.app.workbooks.turns).acquire_many_owned(2).await.unwrap()
}

/// A big workbook takes longer than a request may, so the answer begins before it is made.
#[tokio::test]
async fn a_workbook_is_answered_before_it_is_made() {
    let app = TestApp::start().await;
    with_two_sales(&app).await;
    let turns = all_turns(&app).await;
    let answer = app.auditor().request(Method::GET, WORKBOOK).await.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(answer.headers()["marquee-row-count"], "6");
    assert_eq!(answer.headers()["marquee-prelude"], "48");
    let mut body = Box::pin(answer.bytes());
    assert!(futures_util::poll!(&mut body).is_pending(), "nothing is made yet");
    drop(turns);
    let bytes = body.await.unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    assert_eq!(book.worksheet_range("分录").unwrap().height(), 7);
    app.done().await;
}

#[tokio::test]
async fn a_workbook_that_breaks_off_is_not_taken_for_whole() {
    let app = TestApp::start().await;
    with_one_sale(&app).await;
    let turns = all_turns(&app).await;
    let answer = app.auditor().request(Method::GET, WORKBOOK).await.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let db = app.database.open().await;
    let rename = async |from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        db.execute_unprepared(&sql).await.unwrap();
    };
    rename("ledger_entries", "ledger_entries_away").await;
    drop(turns);
    app.expect_error("a workbook was not made");
    answer.bytes().await.unwrap_err();
    rename("ledger_entries_away", "ledger_entries").await;
    db.close().await.unwrap();
    assert_eq!(workbook(&app, "").await.worksheet_range("分录").unwrap().height(), 4);
    app.done().await;
}

#[tokio::test]
async fn so_many_workbooks_are_made_at_a_time_and_whoever_leaves_makes_room() {
    let app = TestApp::start().await;
    with_one_sale(&app).await;
    let (books, turns) = (app.auditor(), all_turns(&app).await);
    let places = &app.app.workbooks.places;
    let all = places.available_permits();
    let mut waiting = Vec::new();
    for _ in 0..all {
        let answer = books.request(Method::GET, WORKBOOK).await.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        waiting.push(answer);
    }
    app.expect_error("status=503");
    let refused = books.get(WORKBOOK).await;
    refused.refused(503, "overloaded");
    assert_eq!(refused.header("retry-after"), "30");
    let csv = books.get(&WORKBOOK.replace("xlsx", "csv")).await;
    assert_eq!(csv.status, 200, "lines need nobody's turn");
    drop(waiting);
    drop(turns);
    app.until("every place is free", async || (places.available_permits() == all).then_some(()))
        .await;
    app.done().await;
}

/// The fen of a cell that holds a number of yuan.
fn fen(cell: &Data) -> i64 {
    let Data::Float(yuan) = cell else { panic!("no number: {cell:?}") };
    let text = format!("{yuan:.2}").replace('.', "");
    text.parse().unwrap()
}

fn sum_of(sheet: &Range<Data>, column: usize) -> i64 {
    sheet.rows().skip(1).map(|row| fen(&row[column])).sum()
}

#[tokio::test]
async fn a_workbook_has_every_entry_and_adds_up_to_what_the_api_says() {
    let app = TestApp::start().await;
    let (_, phone) = with_two_sales(&app).await;
    let path = format!("/admin/ledger/days?from={DAY}&to={DAY}");
    let days = app.auditor().get(&path).await.expect(200);
    let totals = days["items"][0]["totals"].as_array().unwrap();
    let expected: i64 = totals.iter().map(|total| amount(&total["amount"])).sum();

    let mut book = workbook(&app, "&lang=en").await;
    assert_eq!(book.sheet_names(), ["Entries", "Totals by day"]);
    let entries = book.worksheet_range("Entries").unwrap();
    assert_eq!(entries.height(), 7);
    let head: Vec<String> = entries.rows().next().unwrap().iter().map(Data::to_string).collect();
    assert_eq!((head[0].as_str(), head[8].as_str()), ("Business day", "Amount"));
    assert_eq!(sum_of(&entries, 8), expected);
    for row in entries.rows().skip(1) {
        assert!(matches!(row[0], Data::DateTime(_)), "{:?}", row[0]);
        assert!(matches!(row[1], Data::DateTime(_)), "{:?}", row[1]);
        assert_eq!(row[11], Data::String("Ticketed".to_owned()));
    }
    let sheet = book.worksheet_range("Totals by day").unwrap();
    // The head, the day and the sum of all days.
    assert_eq!(sheet.height(), 3);
    for (column, total) in totals.iter().enumerate() {
        let row: Vec<&Data> = sheet.rows().skip(1).map(|row| &row[column + 2]).collect();
        assert_eq!(fen(row[0]), amount(&total["amount"]), "{total}");
        assert_eq!(fen(row[1]), amount(&total["amount"]), "{total}");
    }

    let mut narrow = workbook(&app, &format!("&phone={phone}&category=payment")).await;
    let sheets = narrow.sheet_names();
    assert_eq!(sheets, ["分录", "每日合计"]);
    let entries = narrow.worksheet_range("分录").unwrap();
    assert_eq!(entries.height(), 2);
    assert_eq!(entries.get((0, 8)), Some(&Data::String("金额".to_owned())));
    app.done().await;
}

#[tokio::test]
async fn whoever_reads_the_books_is_written_down_and_the_phone_is_not() {
    let app = TestApp::start().await;
    let (_, phone) = with_two_sales(&app).await;
    let books = app.auditor();
    let me = books.get("/me").await.expect(200);
    let range = format!("from={DAY}&to={DAY}");
    books.get(&format!("/admin/ledger/entries?{range}&phone={phone}")).await.expect(200);
    books.get(&format!("/admin/ledger/days?{range}&status=ticketed")).await.expect(200);
    books.get(&format!("/admin/ledger/days/{DAY}")).await.expect(200);
    let file = books.get(&format!("/admin/ledger/export?{range}&phone={phone}")).await;
    assert_eq!(file.status, 200);
    // A question that is refused reads nothing.
    books.get("/admin/ledger/entries?from=2027-03-07&to=2027-03-06").await.expect(422);

    use tables::audit_log::{Column, Entity};
    let of_books = Entity::find().filter(Column::Action.starts_with("ledger."));
    let lines = of_books.order_by_asc(Column::Id).all(&app.app.db).await.unwrap();
    let told: Vec<(&str, &str)> =
        lines.iter().map(|line| (line.action.as_str(), line.target.as_str())).collect();
    let expected = [
        ("ledger.read", "entries"),
        ("ledger.read", "days"),
        ("ledger.read", "day"),
        ("ledger.export", "csv"),
    ];
    assert_eq!(told, expected);
    for line in &lines {
        assert_eq!(line.actor_id.map(|id| id.to_string()).as_deref(), me["id"].as_str());
        assert_eq!(line.detail["from"], DAY);
        assert!(!line.detail.to_string().contains(&phone), "{}", line.detail);
    }
    let masked = format!("+86 {}****{}", &phone[..3], &phone[7..]);
    assert_eq!(lines[0].detail["phone"], masked);
    assert_eq!(lines[3].detail["rows"], 3);
    app.done().await;
}
