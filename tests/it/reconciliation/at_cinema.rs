//! Differences with a cinema: each is planted in its books, found by its class, and settled.

use domain::ledger::LedgerAccount;
use reqwest::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::{orders, platform_statement_acks};

use super::{
    TODAY, UNTIL_COMPARED, balance, booked, breaks, checker, cinema_of_staff, english, entry,
    execute, run, sell, settle, shown, the_break,
};
use crate::cinemas::world::Office;
use crate::support::{Answer, Purchase, TestApp};

fn id_of(purchase: &Purchase<'_>) -> uuid::Uuid {
    purchase.order["id"].as_str().unwrap().parse().unwrap()
}

/// An identifier as both databases write it.
fn sql_id(app: &TestApp, id: uuid::Uuid) -> String {
    if app.database.is_postgres() { format!("'{id}'") } else { format!("X'{}'", id.simple()) }
}

#[tokio::test]
async fn what_a_cinema_has_otherwise_is_found_and_decided() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let sold = sell(&anna, 4).await;
    let db = app.database.open().await;
    let of = |purchase: &Purchase<'_>| sql_id(&app, id_of(purchase));
    let lines = "bo_statement_lines";
    let first = |purchase: &Purchase<'_>| {
        let of = of(purchase);
        format!(
            "client_order_id = {of} AND seat_code =
            (SELECT min(seat_code) FROM {lines} WHERE client_order_id = {of})"
        )
    };
    let moved = first(&sold[0]);
    execute(&db, &format!("UPDATE {lines} SET seat_code = 'elsewhere' WHERE {moved}")).await;
    let dearer = first(&sold[1]);
    execute(&db, &format!("UPDATE {lines} SET ticket_minor = ticket_minor + 100 WHERE {dearer}"))
        .await;
    // The last order is somebody else's in the cinema's books.
    let stranger = uuid::Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0007);
    let stranger_id = sql_id(&app, stranger);
    make_a_strangers(&db, &of(&sold[3]), &stranger_id).await;
    app.advance(UNTIL_COMPARED);
    app.settle().await;
    let source = cinema_of_staff(&app).await;
    let order = orders::Entity::find_by_id(domain::ids::OrderId(id_of(&sold[3])));
    let owed = order.one(app.db()).await.unwrap().unwrap().price.tickets.amount_minor;
    let found = |class: &str, state: &str, difference: i64| {
        (class.to_owned(), state.to_owned(), difference)
    };
    let mut wanted = vec![
        found("cinema_extra", "open", owed),
        found("cinema_not_ticketed", "pooled", -owed),
        found("price_mismatch", "open", 100),
        found("seat_mismatch", "open", 0),
    ];
    assert_eq!(breaks(&app, &source).await, wanted);
    run(&app, &source).await;
    assert_eq!(breaks(&app, &source).await, wanted, "a rerun finds the same");
    app.advance(24 * 60);
    app.settle().await;
    wanted[1] = found("cinema_not_ticketed", "open", -owed);
    assert_eq!(breaks(&app, &source).await, wanted);

    settle_each(&app, &source, owed).await;
    run(&app, &source).await;
    let day = shown(&app, &source).await;
    assert_eq!(day["status"], "balanced", "{day}");
    let closure = format!("/admin/reconciliations/{}/closure", day["id"].as_str().unwrap());
    app.administrator().post(&closure, json!({})).await.expect(200);
    assert_eq!(balance(&app, LedgerAccount::DueFromCinema).await, owed);
    db.close().await.unwrap();
    app.done().await;
}

/// In the cinema's books, that order is somebody else's.
async fn make_a_strangers(db: &database::Db, ours: &str, stranger: &str) {
    execute(
        db,
        &format!(
            "INSERT INTO bo_orders (client_order_id, client_lock_id, cinema_code, session_id,
                order_ref, pickup_code, verification_code, phone, sold_at, channel)
            SELECT {stranger}, {stranger}, cinema_code, session_id, 'X' || order_ref,
                '000000000000', verification_code, phone, sold_at, channel
            FROM bo_orders WHERE client_order_id = {ours}"
        ),
    )
    .await;
    execute(
        db,
        &format!(
            "UPDATE bo_statement_lines SET client_order_id = {stranger}
            WHERE client_order_id = {ours}"
        ),
    )
    .await;
}

/// Takes each break its own way out.
async fn settle_each(app: &TestApp, source: &str, owed: i64) {
    let checker = checker(app).await;
    let lacking = the_break(app, source, "cinema_not_ticketed").await;
    let outcome = english(&lacking["automatic_outcome"]);
    assert!(outcome.contains("the cinema knows the order"), "{outcome}");
    assert!(
        english(&lacking["bank"]["text"]).contains("ref="),
        "the bank's word stands beside: {lacking}"
    );
    let done = settle(app, &checker, &lacking, "accept_cinema").await;
    assert_eq!(booked(&done), [entry("2110", "5030", owed)]);
    let extra = the_break(app, source, "cinema_extra").await;
    assert!(english(&extra["cinema"]["text"]).contains("seat="), "{extra}");
    assert!(english(&extra["automatic_outcome"]).contains("disputed"), "{extra}");
    let done = settle(app, &checker, &extra, "claim_cinema").await;
    assert_eq!(booked(&done), [entry("1130", "2110", owed)]);
    let price = the_break(app, source, "price_mismatch").await;
    let done = settle(app, &checker, &price, "accept_cinema").await;
    assert_eq!(booked(&done), [entry("5030", "2110", 100)]);
    let seat = the_break(app, source, "seat_mismatch").await;
    let seats = |side: &str| seat[side]["seats"].as_array().unwrap().len();
    assert_eq!((seats("ours"), seats("cinema")), (2, 2));
    let done = settle(app, &checker, &seat, "accept_cinema").await;
    assert_eq!((booked(&done).len(), &done["summary"]["state"]), (0, &json!("resolved")));
}

#[tokio::test]
async fn tickets_that_the_cinema_never_sold_are_given_back() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let sold = sell(&anna, 1).await;
    let db = app.database.open().await;
    let id = sql_id(&app, id_of(&sold[0]));
    for table in ["bo_statement_lines", "bo_tickets", "bo_orders"] {
        execute(&db, &format!("DELETE FROM {table} WHERE client_order_id = {id}")).await;
    }
    app.advance(UNTIL_COMPARED + 24 * 60);
    app.settle().await;
    let order = sold[0].until_order(&["refunded"]).await;
    assert_eq!(order["status"], "refunded");
    let source = cinema_of_staff(&app).await;
    let lacking = the_break(&app, &source, "cinema_not_ticketed").await;
    assert_eq!(lacking["summary"]["state"], "resolved", "{lacking}");
    let outcome = english(&lacking["automatic_outcome"]);
    assert!(outcome.contains("the money goes back"), "{outcome}");
    run(&app, &source).await;
    // The other half of it, on the day on which the money went back, is no break of its own.
    app.advance(3 * 24 * 60);
    app.settle().await;
    let all = breaks(&app, &source).await;
    assert!(all.iter().all(|(_, state, _)| state == "resolved"), "{all:?}");
    assert_eq!(all.len(), 1, "{all:?}");
    db.close().await.unwrap();
    app.done().await;
}

/// A cinema pulls the platform's statement and says what it counts.
#[tokio::test]
async fn a_cinema_acknowledges_our_statement_or_disagrees() {
    let app = TestApp::start().await;
    let office = Office::open(&app).await;
    let source = format!("cinema:{}", office.register(&app).await);
    let fen = |amount: i64| json!({ "amount": amount, "currency": "CNY" });
    let word = |count: i64| {
        json!({
            "line_count": count,
            "sale_count": count,
            "sale_amount": fen(count * 4_800),
            "refund_count": 0,
            "refund_amount": fen(0),
        })
    };
    say(&app, &office, &word(0)).await.refused(409, "statement_not_final");
    app.advance(UNTIL_COMPARED);
    say(&app, &office, &json!({})).await.refused(400, "malformed_request");
    let agreed = say(&app, &office, &word(0)).await.expect(200);
    assert_eq!(agreed, json!({ "is_agreed": true }));
    app.settle().await;
    assert_eq!(shown(&app, &source).await["last_error"], Value::Null);
    let differs = say(&app, &office, &word(2)).await.expect(200);
    assert_eq!(differs, json!({ "is_agreed": false }));
    let day = shown(&app, &source).await;
    let told = english(&day["last_error"]);
    assert!(told.contains("2 sold for 96.00") && told.contains("our statement says 0"), "{told}");
    let zh = day["last_error"]["zh"].as_str().unwrap();
    assert!(zh.contains("售出 2 张共 96.00 元") && zh.contains("平台对账单：售出 0 张"), "{zh}");
    let kept = platform_statement_acks::Entity::find().all(app.db()).await.unwrap();
    assert_eq!(kept.iter().map(|ack| ack.is_agreed).collect::<Vec<_>>(), [true, false]);
    office.close().await;
    app.done().await;
}

/// What the cinema says to our statement of the day.
async fn say(app: &TestApp, office: &Office, word: &Value) -> Answer {
    let path = format!("/statements/{TODAY}/acknowledgement");
    app.send(&path, office.signed(app, Method::POST, &path, word)).await
}
