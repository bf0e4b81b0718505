//! Orders in administration: finding one, seeing all of it, and what may be done with it.

use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use tables::{audit_log, payments, refunds};

use crate::support::bank::{moved, transactions};
use crate::support::{Person, Purchase, Stage, TestApp, new_key};

/// Whom the customer's phone belongs to is nobody's business.
const MASKED: &str = "+86 139****0001";

async fn sold<'a>(app: &TestApp, anna: &'a Person<'a>) -> Purchase<'a> {
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(anna, &stage, &stage.seats(2)).await;
    purchase.finish().await;
    purchase
}

/// One order with tickets and, a minute later, one that nobody has paid.
async fn sold_and_waiting<'a>(
    app: &TestApp,
    anna: &'a Person<'a>,
    boris: &'a Person<'a>,
) -> (Stage, Purchase<'a>) {
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    let purchase = Purchase::begin(anna, &stage, &run[..2]).await;
    purchase.finish().await;
    app.advance(1);
    Purchase::begin(boris, &stage, &run[2..4]).await;
    (stage, purchase)
}

fn admin_path(purchase: &Purchase<'_>) -> String {
    format!("/admin{}", purchase.order_path())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// What was written down of one kind of act, oldest first.
async fn audited(app: &TestApp, action: &str) -> Vec<audit_log::Model> {
    let lines = audit_log::Entity::find().order_by_asc(audit_log::Column::Id);
    let lines = lines.all(app.db()).await.unwrap().into_iter();
    lines.filter(|line| line.action == action).collect()
}

#[tokio::test]
async fn an_order_is_found_by_whatever_is_at_hand() {
    let app = TestApp::start().await;
    let (anna, boris) = (app.customer(), app.other_customer());
    let (_, purchase) = sold_and_waiting(&app, &anna, &boris).await;
    let order = purchase.order_now().await;
    let payment = payments::Entity::find().order_by_asc(payments::Column::Id);
    let payment = payment.one(app.db()).await.unwrap().unwrap();
    let office = app.auditor();
    let code = text(&order["pickup_code"]).to_owned();
    let wide = format!("{} {} {}", &code[..4], &code[4..8], &code[8..]);
    let handles = [
        text(&order["order_no"]).to_owned(),
        text(&order["order_no"]).to_lowercase(),
        text(&order["id"]).to_owned(),
        payment.payment_no.clone(),
        payment.bank_ref.clone().unwrap(),
        code.clone(),
        wide,
        "13900000001".to_owned(),
        "+86 139 0000 0001".to_owned(),
    ];
    for handle in &handles {
        let request = office.request(reqwest::Method::GET, "/admin/orders").await;
        let page = app.send(handle, request.query(&[("q", handle)])).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 1, "{handle}: {page}");
        assert_eq!(items[0]["id"], order["id"], "{handle}");
        assert_eq!(items[0]["phone"], MASKED, "{page}");
        assert!(!page.to_string().contains("13900000001"), "{page}");
    }
    for stranger in ["13800000009", "P000", "no such thing", "999999999999"] {
        let request = office.request(reqwest::Method::GET, "/admin/orders").await;
        let page = app.send(stranger, request.query(&[("q", stranger)])).await.expect(200);
        assert_eq!(page["items"], json!([]), "{stranger}");
    }
    // The trail says who looked for what, and neither a phone nor a code.
    let trail = audited(&app, "order.searched").await;
    assert_eq!(trail.len(), handles.len() + 4);
    for line in trail {
        let detail = line.detail.to_string();
        assert!(line.actor_id.is_some() && !line.address.is_empty(), "{line:?}");
        assert!(!detail.contains("13900000001") && !detail.contains(&code), "{detail}");
    }
    app.done().await;
}

#[tokio::test]
async fn the_list_is_filtered_and_paged() {
    let app = TestApp::start().await;
    let (anna, boris) = (app.customer(), app.other_customer());
    let (stage, purchase) = sold_and_waiting(&app, &anna, &boris).await;
    let office = app.administrator();
    let cinema = text(&stage.showtime["cinema"]["id"]);
    let counts = [
        (String::new(), 2),
        ("?status=ticketed".to_owned(), 1),
        ("?status=awaiting_payment".to_owned(), 1),
        ("?status=refunding".to_owned(), 0),
        ("?needs_operator=true".to_owned(), 0),
        ("?needs_operator=false".to_owned(), 2),
        (format!("?cinema_id={cinema}"), 2),
        (format!("?cinema_id={}", uuid::Uuid::nil()), 0),
        ("?from=2027-03-06&to=2027-03-06".to_owned(), 2),
        ("?from=2027-03-07".to_owned(), 0),
        ("?to=2027-03-05".to_owned(), 0),
    ];
    for (query, count) in counts {
        let page = office.get(&format!("/admin/orders{query}")).await.expect(200);
        assert_eq!(page["items"].as_array().unwrap().len(), count, "{query}: {page}");
    }
    let first = office.get("/admin/orders?limit=1").await.expect(200);
    let cursor = text(&first["next_cursor"]);
    let second = office.get(&format!("/admin/orders?limit=1&cursor={cursor}")).await.expect(200);
    assert_eq!(second["items"][0]["id"], purchase.order["id"], "the older one comes last");
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    assert_eq!(second["next_cursor"], Value::Null);
    app.done().await;
}

#[tokio::test]
async fn one_order_shows_what_each_side_has_of_it() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let purchase = sold(&app, &anna).await;
    let path = admin_path(&purchase);
    let order = app.administrator().get(&path).await.expect(200);
    assert_eq!(order["summary"]["status"], "ticketed", "{order}");
    assert_eq!(order["summary"]["seat_count"], 2);
    assert_eq!(order["price"]["total"], purchase.order["price"]["total"]);
    assert_eq!(order["payments"][0]["status"], "succeeded");
    assert_eq!(order["payments"][0]["amount"], order["summary"]["total"]);
    assert_eq!(order["tickets"].as_array().unwrap().len(), 2);
    assert_eq!(order["entries"].as_array().unwrap().len(), 3);
    assert_eq!(order["refunds"], json!([]));
    assert_eq!(order["breaks"], json!([]));
    assert_eq!(order["actions"], json!(["ask_again", "refund", "resend_message"]));
    let notice = &order["bank_records"][0];
    assert_eq!(notice["kind"], "notification", "{order}");
    assert_eq!(notice["is_verified"], true);
    assert_eq!(notice["amount"], order["summary"]["total"]);
    assert_eq!(notice["reference"], order["payments"][0]["bank_ref"]);
    let timeline = order["timeline"].as_array().unwrap();
    for side in ["platform", "cinema", "bank"] {
        assert!(timeline.iter().any(|event| event["side"] == side), "{side}: {order}");
    }
    let instants: Vec<&str> = timeline.iter().map(|event| text(&event["at"])).collect();
    assert!(instants.is_sorted(), "{instants:?}");
    // Neither what opens a door nor a whole phone number is in it.
    let pickup = purchase.order_now().await["pickup_code"].clone();
    assert!(!order.to_string().contains(text(&pickup)), "{order}");
    assert!(!order.to_string().contains("13900000001"), "{order}");
    // An auditor sees the same and may do nothing.
    let seen = app.auditor().get(&path).await.expect(200);
    assert_eq!(seen["actions"], json!([]));
    assert_eq!(seen["entries"], order["entries"]);
    let read = audited(&app, "order.read").await;
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].target, text(&order["summary"]["order_no"]));
    app.administrator().get(&format!("/admin/orders/{}", uuid::Uuid::nil())).await.expect(404);
    app.done().await;
}

/// The cinema's statement of the day stands beside our tickets once it was read.
#[tokio::test]
async fn the_cinemas_own_records_stand_beside_ours() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let purchase = sold(&app, &anna).await;
    app.advance(24 * 60);
    let office = app.administrator();
    let cinema = text(&purchase.lock["showtime"]["cinema"]["id"]).to_owned();
    let day = format!("/admin/cinemas/{cinema}/statements/2027-03-06");
    office.post(&day, json!({})).await.expect(200);
    let order = office.get(&admin_path(&purchase)).await.expect(200);
    let records = order["cinema_records"].as_array().unwrap();
    assert_eq!(records.len(), 2, "{order}");
    for record in records {
        assert_eq!(record["operation"], "sale");
        assert_eq!(record["business_on"], "2027-03-06");
        let mut tickets = order["tickets"].as_array().unwrap().iter();
        assert!(tickets.any(|ticket| ticket["ticket_no"] == record["ticket_no"]), "{order}");
    }
    app.done().await;
}

#[tokio::test]
async fn asking_again_brings_tickets_that_hung() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    // The customer paid and the bank's word was lost; nobody is due to ask yet.
    purchase.at_bank("notify_never").await;
    assert_eq!(purchase.order_now().await["status"], "awaiting_payment");
    let office = app.administrator();
    let inquiry = format!("{}/inquiries", admin_path(&purchase));
    let order = office.post(&inquiry, json!({})).await.expect(200);
    assert_eq!(order["summary"]["status"], "ticketed", "{order}");
    // Asking once more repeats nothing.
    let again = office.post(&inquiry, json!({})).await.expect(200);
    assert_eq!(again["payments"], order["payments"]);
    assert_eq!(again["tickets"], order["tickets"]);
    assert_eq!(again["entries"], order["entries"]);
    let at_bank = moved(&transactions(&app).await);
    assert_eq!((at_bank.payments, at_bank.refunds), (1, 0));
    assert_eq!(audited(&app, "order.asked").await.len(), 2);
    app.done().await;
}

#[tokio::test]
async fn a_refund_by_button_follows_the_customers_rules() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let purchase = sold(&app, &anna).await;
    let office = app.administrator();
    let path = format!("{}/refunds", admin_path(&purchase));
    office.post(&path, json!({})).await.refused(422, "validation_failed");
    office.post(&path, json!({ "reason": "" })).await.refused(422, "validation_failed");
    let why = json!({ "reason": "The customer fell ill" });
    let key = new_key();
    let order = office.post_again(&path, why.clone(), &key).await.expect(201);
    assert_eq!(order["refunds"][0]["reason"], "operator_request", "{order}");
    purchase.until_order(&["refunded"]).await;
    // The same request has the same answer, another one finds that it is done.
    let replay = office.post_again(&path, why.clone(), &key).await.expect(201);
    assert_eq!(replay["refunds"], order["refunds"]);
    office.post(&path, why).await.refused(409, "already_refunded");
    let refund = refunds::Entity::find().all(app.db()).await.unwrap();
    assert_eq!(refund.len(), 1);
    let trail = audited(&app, "order.refunded").await;
    assert_eq!(trail.len(), 1);
    assert_eq!(trail[0].detail["reason"], "The customer fell ill");
    assert_eq!(trail[0].detail["refund_id"], json!(refund[0].id));
    // The reason is for the office: the customer's own history does not have it.
    let history = anna.get(&format!("{}/timeline", purchase.order_path())).await.expect(200);
    assert!(!history.to_string().contains("fell ill"), "{history}");
    let order = office.get(&admin_path(&purchase)).await.expect(200);
    assert_eq!(order["actions"], json!(["ask_again"]), "{order}");
    app.done().await;
}

/// Whoever presses first: one refund, and the bank returns the money once.
#[tokio::test]
async fn a_refund_by_button_and_the_customers_own_are_one() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let purchase = sold(&app, &anna).await;
    let office = app.administrator();
    office.get("/me").await.expect(200);
    let (by_office, by_anna) = (
        format!("{}/refunds", admin_path(&purchase)),
        format!("{}/refunds", purchase.order_path()),
    );
    let why = json!({ "reason": "Asked for on the phone" });
    let (office_says, anna_says) =
        tokio::join!(office.post(&by_office, why), anna.post(&by_anna, json!({})));
    for answer in [&office_says, &anna_says] {
        assert!([201, 202, 409].contains(&answer.status), "{answer:?}");
    }
    assert!(office_says.status == 201 || anna_says.status == 202);
    purchase.until_order(&["refunded"]).await;
    assert_eq!(refunds::Entity::find().all(app.db()).await.unwrap().len(), 1);
    let at_bank = moved(&transactions(&app).await);
    assert_eq!((at_bank.refunds, at_bank.returned), (1, at_bank.taken));
    app.done().await;
}

#[tokio::test]
async fn what_the_rules_forbid_no_button_does() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    let office = app.administrator();
    let path = admin_path(&purchase);
    let why = json!({ "reason": "No reason at all" });
    let order = office.get(&path).await.expect(200);
    assert_eq!(order["actions"], json!(["ask_again"]), "{order}");
    let refund = office.post(&format!("{path}/refunds"), why.clone()).await;
    refund.refused(409, "order_not_ticketed");
    let resend = office.post(&format!("{path}/messages"), json!({})).await;
    resend.refused(409, "order_not_ticketed");
    purchase.finish().await;
    // Tickets that were used are not given back, whoever asks.
    let tickets = anna.get(&format!("{}/tickets", purchase.order_path())).await.expect(200);
    let pickup = text(&tickets["pickup_code"]);
    let collect = format!("/box-office/pickups/{pickup}/collect");
    app.staff().post(&collect, json!({})).await.expect(200);
    let refund = office.post(&format!("{path}/refunds"), why).await;
    refund.refused(409, "not_refundable");
    let order = office.get(&path).await.expect(200);
    assert_eq!(order["actions"], json!(["ask_again", "resend_message"]), "{order}");
    assert!(audited(&app, "order.refunded").await.is_empty());
    app.done().await;
}

#[tokio::test]
async fn codes_are_sent_again_and_a_phone_is_told_with_a_reason() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let purchase = sold(&app, &anna).await;
    app.settle().await;
    let office = app.administrator();
    let path = admin_path(&purchase);
    office.post(&format!("{path}/messages"), json!({})).await.expect(202);
    app.settle().await;
    assert_eq!(app.texts_to("13900000001").await.len(), 2);
    assert_eq!(audited(&app, "order.message_resent").await.len(), 1);
    let order = office.get(&path).await.expect(200);
    assert_eq!(order["messages"].as_array().unwrap().len(), 2, "{order}");
    assert_eq!(order["messages"][1]["phone"], MASKED);

    let disclosure = format!("{path}/disclosure");
    let why = json!({ "reason": "The cinema is closed tonight" });
    app.auditor().post(&disclosure, why.clone()).await.refused(403, "forbidden");
    office.post(&disclosure, json!({ "reason": "  " })).await.refused(422, "validation_failed");
    let told = office.post(&disclosure, why).await;
    assert_eq!(told.expect(200)["phone"], "+8613900000001");
    assert!(told.header("cache-control").contains("no-store"));
    let trail = audited(&app, "order.disclosed").await;
    assert_eq!(trail.len(), 1);
    assert_eq!(trail[0].detail, json!({ "reason": "The cinema is closed tonight" }));
    app.done().await;
}
