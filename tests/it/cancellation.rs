//! A cinema cancels a showtime: everybody is told once and gets their money back once, whatever
//! state their order is in and however often the line to the cinema breaks.

use chrono::{DateTime, Utc};
use domain::ids::ShowtimeId;
use gateways::cinema::TakeBackRefusal;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use server::orders::{CancellationProgress, cancellation_progress};
use tables::{cinemas, messages, refunds, showtimes};

use crate::faults::cinema::start as start_with_bad_line;
use crate::support::bank::{moved, transactions};
use crate::support::{Call, Fault, Person, Purchase, Stage, TestApp, checks};

async fn row(app: &TestApp, stage: &Stage) -> showtimes::Model {
    let id = ShowtimeId(stage.id().parse().unwrap());
    showtimes::Entity::find_by_id(id).one(app.db()).await.unwrap().unwrap()
}

/// What the cinema's staff do; the platform hears of it as of any change.
async fn cancel_show(app: &TestApp, stage: &Stage) {
    let showtime = row(app, stage).await;
    let cinema = cinemas::Entity::find_by_id(showtime.cinema_id).one(app.db()).await;
    let cinema_code = cinema.unwrap().unwrap().cinema_code;
    let tx = app.db().begin().await.unwrap();
    let session_code = &showtime.session_code;
    let why = "the projector is broken";
    let is_cancelled =
        box_office::schedule::cancel_session(&tx, &cinema_code, session_code, why, app.now());
    assert!(is_cancelled.await.unwrap());
    tx.commit().await.unwrap();
    app.app.wake.sync.notify_one();
    app.until("a cancelled showtime", async || {
        let status = row(app, stage).await.status;
        (status == domain::catalogue::ShowtimeStatus::Cancelled).then_some(())
    })
    .await;
}

async fn progress(app: &TestApp, stage: &Stage) -> CancellationProgress {
    cancellation_progress(app.db(), row(app, stage).await.id).await.unwrap()
}

/// Hours pass, and everything that could be done twice has its chance.
async fn time_passes(app: &TestApp) {
    for _ in 0..12 {
        app.advance(10);
        app.settle().await;
    }
}

fn kinds(timeline: &Value) -> Vec<String> {
    let items = timeline["items"].as_array().unwrap().iter();
    items.map(|event| event["kind"].as_str().unwrap().to_owned()).collect()
}

async fn timeline(purchase: &Purchase<'_>) -> Vec<String> {
    let path = format!("{}/timeline", purchase.order_path());
    kinds(&purchase.person.get(&path).await.expect(200))
}

async fn cancellation_messages(app: &TestApp) -> u64 {
    let template = messages::Column::Template.eq("showtime_cancelled");
    messages::Entity::find().filter(template).count(app.db()).await.unwrap()
}

async fn was_told(app: &TestApp, person: &Person<'_>, words: &str) {
    let texts = app.texts_to(&person.phone).await;
    let told: Vec<_> = texts.iter().filter(|text| text.contains("影院取消了")).collect();
    assert_eq!(told.len(), 1, "told once: {texts:?}");
    assert!(told[0].contains(words), "{words} is not in {}", told[0]);
    assert!(told[0].contains("is cancelled"), "in both languages: {}", told[0]);
}

async fn reasons(app: &TestApp) -> Vec<(String, String)> {
    let rows = refunds::Entity::find().all(app.db()).await.unwrap();
    rows.iter().map(|row| (row.reason.to_string(), row.status.to_string())).collect()
}

fn returned() -> Vec<(String, String)> {
    vec![("showtime_cancelled".to_owned(), "succeeded".to_owned())]
}

async fn ticketed<'a>(person: &'a Person<'a>, stage: &Stage, seats: &[String]) -> Purchase<'a> {
    let mut purchase = Purchase::begin(person, stage, seats).await;
    purchase.order = purchase.finish().await;
    purchase
}

/// All that was taken is back, once, and the books say the same as the bank.
async fn returned_once(app: &TestApp, purchase: &Purchase<'_>) {
    let total = purchase.order["price"]["total"]["amount"].as_i64().unwrap();
    let at_bank = moved(&transactions(app).await);
    assert_eq!((at_bank.taken, at_bank.payments), (total, 1));
    assert_eq!((at_bank.returned, at_bank.refunds), (total, 1));
    checks::books_agree_with_bank(app.db(), &transactions(app).await).await;
}

#[tokio::test]
async fn collected_tickets_go_back_after_the_time_limit_and_the_customer_is_told_once() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = ticketed(&anna, &stage, &stage.seats(2)).await;
    let starts_at: DateTime<Utc> = stage.showtime["starts_at"].as_str().unwrap().parse().unwrap();
    app.advance((starts_at - app.now()).num_minutes() - 20);
    app.settle().await;
    let tickets = anna.get(&format!("{}/tickets", purchase.order_path())).await.expect(200);
    let code = tickets["pickup_code"].as_str().unwrap();
    let collected = format!("/box-office/pickups/{code}/collect");
    app.staff().post(&collected, json!({})).await.expect(200);
    let quote_path = format!("{}/refund-quote", purchase.order_path());
    assert_eq!(anna.get(&quote_path).await.expect(200)["refundable"], false, "too late for a wish");

    cancel_show(&app, &stage).await;
    let order = purchase.until_order(&["refunded"]).await;
    time_passes(&app).await;
    returned_once(&app, &purchase).await;
    assert_eq!(order["refunds"][0]["reason"], "showtime_cancelled");
    assert_eq!(reasons(&app).await, returned());
    let events = timeline(&purchase).await;
    for kind in ["showtime_cancelled", "refund_requested", "tickets_taken_back", "refund_succeeded"]
    {
        assert_eq!(events.iter().filter(|event| *event == kind).count(), 1, "{kind}: {events:?}");
    }
    let total = purchase.order["price"]["total"]["amount"].as_i64().unwrap();
    was_told(&app, &anna, &format!("{}.{:02}元", total / 100, total % 100)).await;
    assert_eq!(cancellation_messages(&app).await, 1);
    let all = CancellationProgress { orders: 1, refunded: 1, tickets: 2, ..Default::default() };
    assert_eq!(progress(&app, &stage).await, all);
    app.done().await;
}

#[tokio::test]
async fn what_nobody_has_paid_for_is_given_up() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.customer(), app.other_customer());
    let stage = app.any_stage().await;
    let runs = stage.free_runs();
    let wish = json!({ "showtime_id": stage.id(), "seats": runs[0][..2] });
    let unordered = anna.post("/seat-locks", wish).await.expect(201);
    // The next in the same row, so that nobody is left to sit alone.
    let wish = json!({ "showtime_id": stage.id(), "seats": runs[0][2..4] });
    let lock = ben.post("/seat-locks", wish).await.expect(201);
    let order = ben.post("/orders", json!({ "seat_lock_id": lock["id"] })).await.expect(201);

    cancel_show(&app, &stage).await;
    app.settle().await;
    let order_path = format!("/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(ben.get(&order_path).await.expect(200)["status"], "cancelled");
    for (person, lock) in [(&anna, &unordered), (&ben, &lock)] {
        let path = format!("/seat-locks/{}", lock["id"].as_str().unwrap());
        assert_eq!(person.get(&path).await.expect(200)["status"], "released");
    }
    app.until("a message", async || (!app.texts_to(&ben.phone).await.is_empty()).then_some(()))
        .await;
    was_told(&app, &ben, "未收取费用").await;
    assert_eq!(cancellation_messages(&app).await, 1, "who has no order is told by the page");
    let nothing = CancellationProgress::default();
    assert_eq!(progress(&app, &stage).await, nothing, "nothing goes back that was never paid");
    let again = json!({ "showtime_id": stage.id(), "seats": runs[0][..2] });
    anna.post("/seat-locks", again).await.refused(409, "showtime_cancelled");
    app.done().await;
}

#[tokio::test]
async fn money_that_comes_after_the_cancellation_goes_back() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    cancel_show(&app, &stage).await;
    app.settle().await;
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment", "money may still come");
    purchase.at_bank("pay").await;
    purchase.until_order(&["refunded"]).await;
    time_passes(&app).await;
    returned_once(&app, &purchase).await;
    assert_eq!(reasons(&app).await, returned());
    assert_eq!(cancellation_messages(&app).await, 1);
    app.done().await;
}

#[tokio::test]
async fn a_paid_order_whose_cinema_is_gone_is_not_confirmed_any_more() {
    let (app, cinema) = start_with_bad_line().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    cinema.dial(Call::Confirm, &[Fault::NotSent, Fault::NotSent]);
    purchase.at_bank("pay").await;
    purchase.until_order(&["paid"]).await;
    let confirms = cinema.calls(Call::Confirm);
    assert!(confirms >= 1, "it was tried");
    cancel_show(&app, &stage).await;
    purchase.until_order(&["refunded"]).await;
    time_passes(&app).await;
    assert_eq!(cinema.calls(Call::Confirm), confirms, "nothing is bought any more");
    assert_eq!(cinema.calls(Call::QueryOrder), 0, "what never left need not be asked about");
    returned_once(&app, &purchase).await;
    assert_eq!(reasons(&app).await, returned());
    app.done().await;
}

#[tokio::test]
async fn a_sale_of_which_nobody_can_tell_is_asked_for_and_then_undone() {
    let (app, cinema) = start_with_bad_line().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    cinema.dial(Call::Confirm, &[Fault::LostAfter]);
    cinema.dial(Call::QueryOrder, &[Fault::LostBefore]);
    cinema.dial(Call::TakeBack, &[Fault::LostAfter, Fault::LostBefore, Fault::NotSent]);
    purchase.at_bank("pay").await;
    purchase.until_order(&["paid"]).await;
    cancel_show(&app, &stage).await;
    time_passes(&app).await;
    assert_eq!(purchase.order_now().await["status"], "refunded");
    assert_eq!((cinema.calls(Call::Confirm), cinema.calls(Call::TakeBack)), (1, 4));
    returned_once(&app, &purchase).await;
    assert_eq!(cancellation_messages(&app).await, 1);
    app.done().await;
}

#[tokio::test]
async fn a_cinema_that_keeps_the_tickets_of_a_cancelled_show_is_a_persons_business() {
    let (app, cinema) = start_with_bad_line().await;
    app.expect_error("an order needs an operator");
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = ticketed(&anna, &stage, &stage.seats(2)).await;
    cinema.dial(Call::TakeBack, &[Fault::Keep(TakeBackRefusal::AlreadyUsed)]);
    cancel_show(&app, &stage).await;
    time_passes(&app).await;
    let order = purchase.order_now().await;
    assert_eq!((&order["status"], &order["needs_operator"]), (&json!("ticketed"), &json!(true)));
    assert_eq!(cinema.calls(Call::TakeBack), 1, "a definite no is not asked for again");
    let stuck = CancellationProgress { orders: 1, failed: 1, tickets: 2, ..Default::default() };
    assert_eq!(progress(&app, &stage).await, stuck);
    app.done().await;
}

#[tokio::test]
async fn a_wish_that_was_on_its_way_is_not_doubled() {
    let (app, cinema) = start_with_bad_line().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = ticketed(&anna, &stage, &stage.seats(2)).await;
    cinema.dial(Call::TakeBack, &[Fault::LostBefore]);
    let path = format!("{}/refunds", purchase.order_path());
    anna.post(&path, json!({})).await.expect(202);
    cancel_show(&app, &stage).await;
    time_passes(&app).await;
    assert_eq!(purchase.order_now().await["status"], "refunded");
    returned_once(&app, &purchase).await;
    assert_eq!(reasons(&app).await, [("customer_request".to_owned(), "succeeded".to_owned())]);
    app.done().await;
}
