//! The live figures: that they are right, cheap, and see what goes wrong.

use chrono::TimeDelta;
use domain::orders::OrderStatus;
use domain::tickets::TicketState;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::{Value, json};
use tables::{order_events, orders, seat_locks, tickets};

use crate::ledger_attacker::{disarm, post_surplus};
use crate::support::{Purchase, TestApp};

fn by<'a>(overview: &'a Value, list: &str, key: &str, name: &str) -> &'a Value {
    let items = overview[list].as_array().unwrap_or_else(|| panic!("no {list}: {overview}"));
    let found = items.iter().find(|item| item[key] == name);
    found.unwrap_or_else(|| panic!("no {name} among {list}: {overview}"))
}

/// What is looked at in the rows each time; the books are read at night.
const LIVE: [&str; 6] = ["I1", "I2", "I3", "I4", "I6", "I7"];

/// Longer than any figure or check is kept.
async fn look(app: &TestApp) -> Value {
    app.advance(1);
    app.auditor().get("/admin/overview").await.expect(200)
}

#[tokio::test]
async fn a_day_without_sales_is_well() {
    let app = TestApp::start().await;
    let overview = look(&app).await;
    for figure in ["paid_without_ticket_or_refund", "needs_operator", "orders_today"] {
        assert_eq!(overview[figure], 0, "{overview}");
    }
    assert_eq!(overview["sales_today"], json!({ "amount": 0, "currency": "CNY" }));
    assert_eq!(overview["open_breaks"], 0);
    assert_eq!(overview["oldest_break_days"], Value::Null);
    for code in LIVE {
        let state = by(&overview, "invariants", "code", code);
        assert_eq!((&state["holds"], &state["count"]), (&json!(true), &json!(0)), "{code}");
    }
    // Ten in the morning has ten whole hours and one that runs.
    assert_eq!(overview["sales_by_hour"].as_array().unwrap().len(), 11, "{overview}");
    assert_eq!(overview["sales_by_hour"][0]["hour"], "2027-03-05T16:00:00Z");
    let bank = by(&overview, "gateways", "gateway", "unionpay");
    assert_eq!((&bank["open_payments"], &bank["unknown"]), (&json!(0), &json!(0)));
    assert!(overview["cinemas"].as_array().unwrap().iter().all(|it| it["is_available"] == true));
    app.done().await;
}

#[tokio::test]
async fn a_sale_shows_in_the_figures_of_its_hour() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    let waiting = look(&app).await;
    assert_eq!(by(&waiting, "queues", "queue", "payments_to_ask")["waiting"], 1, "{waiting}");
    assert_eq!(by(&waiting, "gateways", "gateway", "unionpay")["open_payments"], 1);
    purchase.finish().await;
    let total = &purchase.order["price"]["total"];
    let overview = look(&app).await;
    assert_eq!(&overview["sales_today"], total, "{overview}");
    assert_eq!(overview["orders_today"], 1);
    assert_eq!(overview["tickets_today"], 2);
    let hour = by(&overview, "sales_by_hour", "hour", "2027-03-06T02:00:00Z");
    assert_eq!((&hour["orders"], &hour["amount"]), (&json!(1), total));
    let bank = by(&overview, "gateways", "gateway", "unionpay");
    assert!(bank["last_answer_at"].is_string(), "{bank}");
    assert_eq!(by(&overview, "queues", "queue", "payments_to_ask")["waiting"], 0);
    // What goes back is told beside what was sold.
    anna.post(&format!("{}/refunds", purchase.order_path()), json!({})).await.expect(202);
    purchase.until_order(&["refunded"]).await;
    let overview = look(&app).await;
    assert_eq!(&overview["refunds_today"], total, "{overview}");
    for code in LIVE {
        assert_eq!(by(&overview, "invariants", "code", code)["holds"], true, "{overview}");
    }
    // A week later it is what today is held against.
    app.advance(7 * 24 * 60);
    let later = look(&app).await;
    assert_eq!(&later["sales_same_day_last_week"], total, "{later}");
    assert_eq!(later["sales_today"]["amount"], 0);
    app.done().await;
}

/// A hundred open pages cost one look.
#[tokio::test]
async fn the_figures_are_kept_for_a_few_seconds() {
    let app = TestApp::start().await;
    let auditor = app.auditor();
    let first = auditor.get("/admin/overview").await.expect(200);
    let anna = app.customer();
    let stage = app.any_stage().await;
    Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    let same = auditor.get("/admin/overview").await.expect(200);
    assert_eq!(same, first, "asked again within the same second");
    app.app.clock.advance(TimeDelta::seconds(3));
    let next = auditor.get("/admin/overview").await.expect(200);
    assert_eq!(next["orders_today"], 1, "{next}");
    app.done().await;
}

/// The figure that wakes people up, and the checks behind it, see what is wrong.
#[tokio::test]
async fn what_goes_wrong_is_seen() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    let first = Purchase::begin(&anna, &stage, &run[..2]).await;
    first.finish().await;
    let second = Purchase::begin(&anna, &stage, &run[2..4]).await;
    second.finish().await;
    let db = app.db();
    let all = orders::Entity::find().all(db).await.unwrap();
    let is_first = |order: &&orders::Model| order.order_no == first.order["order_no"];
    let hung = all.iter().find(is_first).unwrap().clone();

    // An order that took money an hour ago and is still on its way.
    let long_ago = app.now() - TimeDelta::hours(1);
    let mut row = hung.clone().into_active_model();
    row.status = Set(OrderStatus::Paid);
    row.paid_at = Set(Some(long_ago));
    orders::Entity::update(row).exec(db).await.unwrap();
    set_needs_operator(&app, &hung, true).await;
    // And a seat that two people were sold.
    let seat = tickets::Entity::find().filter(tickets::Column::OrderId.eq(hung.id));
    let seat = seat.one(db).await.unwrap().unwrap();
    let other = all.iter().find(|order| order.id != hung.id).unwrap();
    let twin = tickets::Model {
        id: app.app.clock.new_id(),
        order_id: other.id,
        state: TicketState::Issued,
        ..seat
    };
    let row = twin.clone().into_active_model();
    tickets::Entity::insert(row).exec_without_returning(db).await.unwrap();

    app.advance(10);
    let overview = app.auditor().get("/admin/overview").await.expect(200);
    assert_eq!(overview["paid_without_ticket_or_refund"], 1, "{overview}");
    assert_eq!(overview["needs_operator"], 1, "{overview}");
    for code in LIVE {
        let holds = !["I1", "I2"].contains(&code);
        let state = by(&overview, "invariants", "code", code);
        assert_eq!(state["holds"], holds, "{code}: {overview}");
        assert_eq!(state["count"], i64::from(!holds), "{code}");
    }
    let confirms = by(&overview, "queues", "queue", "confirms");
    assert_eq!(confirms["waiting"], 1, "{overview}");

    tickets::Entity::delete_by_id(twin.id).exec(db).await.unwrap();
    let mut row = hung.clone().into_active_model();
    row.status = Set(OrderStatus::Ticketed);
    row.paid_at = Set(hung.paid_at);
    orders::Entity::update(row).exec(db).await.unwrap();
    set_needs_operator(&app, &hung, false).await;
    let overview = look(&app).await;
    assert_eq!(overview["paid_without_ticket_or_refund"], 0, "{overview}");
    assert_eq!(by(&overview, "invariants", "code", "I1")["holds"], true, "{overview}");
    app.done().await;
}

/// Seats that were given up under a payment, and an order that was ticketed twice.
#[tokio::test]
async fn a_broken_protocol_is_seen() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    Purchase::begin(&anna, &stage, &run[..2]).await.finish().await;
    Purchase::begin(&anna, &stage, &run[2..4]).await;
    let all = orders::Entity::find().order_by_asc(orders::Column::Id).all(app.db()).await.unwrap();
    let [ticketed, paying] = &all[..] else { panic!("{all:#?}") };
    let holds = async |code: &str| {
        let overview = look(&app).await;
        by(&overview, "invariants", "code", code)["holds"] == true
    };
    assert!(holds("I3").await && holds("I6").await);

    let want = async |is_wanted: bool| {
        let lock = seat_locks::Entity::update_many()
            .col_expr(seat_locks::Column::IsWanted, Expr::value(is_wanted))
            .filter(seat_locks::Column::Id.eq(paying.seat_lock_id));
        assert_eq!(lock.exec(app.db()).await.unwrap().rows_affected, 1);
    };
    want(false).await;
    assert!(!holds("I3").await);
    want(true).await;
    assert!(holds("I3").await);

    let said = order_events::Entity::find().filter(order_events::Column::Kind.eq("ticketed"));
    let said = said.one(app.db()).await.unwrap().unwrap();
    assert_eq!(said.order_id, ticketed.id);
    let again = order_events::Model { id: app.app.clock.new_id(), ..said };
    let again = order_events::Entity::insert(again.into_active_model());
    again.exec_without_returning(app.db()).await.unwrap();
    assert!(!holds("I6").await);
    app.done().await;
}

/// The books are read at half past three, and somebody who touched them is found in the morning.
#[tokio::test]
async fn the_books_are_checked_every_night() {
    let app = TestApp::start().await;
    assert_eq!(look(&app).await["ledger_check"], Value::Null);
    let stage = app.any_stage().await;
    Purchase::begin(&app.customer(), &stage, &stage.seats(2)).await.finish().await;
    app.settle().await;
    let first = look(&app).await["ledger_check"]["checked_at"].clone();
    assert!(first.is_string());
    // Ten in the morning, and the rest of the day: nothing more.
    app.advance(17 * 60);
    app.settle().await;
    assert_eq!(look(&app).await["ledger_check"]["checked_at"], first);
    app.advance(30);
    app.settle().await;
    let overview = look(&app).await;
    let check = &overview["ledger_check"];
    assert_ne!(check["checked_at"], first);
    assert_eq!((&check["entry_count"], &check["finding"]), (&json!(3), &Value::Null));
    assert_eq!(check["sealed_until"], "2027-03-06");
    assert_eq!(by(&overview, "invariants", "code", "I5")["holds"], true);

    let owner = app.database.open().await;
    let tx = owner.begin().await.unwrap();
    disarm(&tx).await;
    let add = |fen: i64| {
        let of_the_sale = "event = 'order_ticketed'";
        format!("UPDATE ledger_entries SET amount_minor = amount_minor + {fen} WHERE {of_the_sale}")
    };
    tx.execute_unprepared(&add(1)).await.unwrap();
    tx.commit().await.unwrap();
    app.expect_error("the books are not in order");
    app.advance(24 * 60);
    app.settle().await;
    let overview = look(&app).await;
    let finding = &overview["ledger_check"]["finding"];
    let changed = json!({
        "zh": "与入链时不符：它或其凭证被改动过",
        "en": "it is not what was chained: it or its journal was changed",
    });
    assert_eq!(finding["what"], changed, "{overview}");
    assert!(finding["row"]["en"].as_str().unwrap().contains("2027-03-06"), "{finding}");
    let state = by(&overview, "invariants", "code", "I5");
    assert_eq!((&state["holds"], &state["count"]), (&json!(false), &json!(1)));
    // Put right again, which the next look sees an hour later and not in the next night.
    owner.execute_unprepared(&add(-1)).await.unwrap();
    owner.close().await.unwrap();
    app.advance(60);
    app.settle().await;
    assert_eq!(look(&app).await["ledger_check"]["finding"], Value::Null);
    app.done().await;
}

/// What was booked before a server went off is chained and sealed first: nothing is wrong with it.
#[tokio::test]
async fn a_server_that_was_off_catches_up_before_it_checks() {
    let app = TestApp::start().await;
    post_surplus(app.db(), "2027-03-04", 1).await.unwrap();
    let check = async || {
        server::tasks::run_by_name(&app.app, "check_ledger").await.unwrap();
        look(&app).await["ledger_check"].clone()
    };
    assert_eq!(check().await, Value::Null, "not yet");
    app.settle().await;
    let caught_up = check().await;
    assert_eq!((&caught_up["entry_count"], &caught_up["finding"]), (&json!(1), &Value::Null));
    assert!(caught_up["sealed_until"].is_string(), "{caught_up}");
    app.done().await;
}

/// A chain that stands still is no excuse for ever.
#[tokio::test]
async fn a_chain_that_stands_still_is_found_in_the_end() {
    let app = TestApp::start().await;
    post_surplus(app.db(), "2027-03-04", 1).await.unwrap();
    app.advance(15);
    app.expect_error("the books are not in order");
    server::tasks::run_by_name(&app.app, "check_ledger").await.unwrap();
    let overview = look(&app).await;
    let what = overview["ledger_check"]["finding"]["what"]["en"].as_str().unwrap();
    assert!(what.starts_with("its day is over and it is not in the chain"), "{what}");
    app.done().await;
}

async fn set_needs_operator(app: &TestApp, order: &orders::Model, needs_operator: bool) {
    orders::Entity::update_many()
        .col_expr(orders::Column::NeedsOperator, Expr::value(needs_operator))
        .filter(orders::Column::Id.eq(order.id))
        .exec(app.db())
        .await
        .unwrap();
}
