//! Differences with the bank: each is planted, found by its class, and ends in the books.

use domain::ledger::LedgerAccount;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{orders, payments, refunds, surplus_returns, users};

use super::{
    UNTIL_COMPARED, balance, begin, booked, breaks, checker, english, entry, entry_count, execute,
    path_of, propose_and_withdraw, run, sell, settle, shown, the_break, total,
};
use crate::support::{Person, Purchase, TestApp, dial as dial_bank, new_key, return_by_hand};

/// Tells the bank how its bills are wrong.
pub async fn dial(app: &TestApp, faults: Value) {
    let url = format!("{}/bill-faults", app.bank_url);
    let answer = app.browser.put(url).json(&json!({ "faults": faults })).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
}

pub async fn payment_of(app: &TestApp, purchase: &Purchase<'_>) -> payments::Model {
    let id: domain::ids::PaymentId = purchase.payment["id"].as_str().unwrap().parse().unwrap();
    payments::Entity::find_by_id(id).one(app.db()).await.unwrap().unwrap()
}

fn found(class: &str, state: &str, difference: i64) -> (String, String, i64) {
    (class.to_owned(), state.to_owned(), difference)
}

#[tokio::test]
async fn every_kind_of_wrong_line_is_found_and_settled_by_two_people() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let sold = sell(&anna, 5).await;
    let mut numbers = Vec::new();
    for purchase in &sold {
        numbers.push(payment_of(&app, purchase).await.payment_no);
    }
    let price = total(&app, &sold[0]).await;
    let faults = json!([
        { "kind": "missing_line", "order_id": numbers[0] },
        { "kind": "duplicate_line", "order_id": numbers[1] },
        { "kind": "wrong_amount", "order_id": numbers[2], "amount_delta": 100 },
        { "kind": "wrong_fee", "order_id": numbers[3], "amount_delta": 5 },
        { "kind": "extra_line", "settle_date": "2027-03-06", "amount_delta": 8 },
    ]);
    dial(&app, faults.clone()).await;
    app.advance(UNTIL_COMPARED);
    app.settle().await;
    let day = shown(&app, "unionpay").await;
    assert_eq!((&day["status"], &day["pooled"]), (&json!("has_breaks"), &json!(1)), "{day}");
    let mut wanted = vec![
        found("amount_mismatch", "open", 100),
        found("bank_missing", "pooled", -price),
        found("duplicate_pay", "open", price),
        found("fee_mismatch", "open", -5),
        found("platform_missing", "open", 9_608),
    ];
    // A fee goes with the amount: the bank charged for the larger one.
    let seen = breaks(&app, "unionpay").await;
    assert_eq!(seen, wanted);
    let entries = entry_count(&app).await;
    run(&app, "unionpay").await;
    assert_eq!(breaks(&app, "unionpay").await, wanted, "a rerun finds the same");
    assert_eq!(entry_count(&app).await, entries, "and books nothing");

    // The days beside did not bring what is missing.
    app.advance(2 * 24 * 60);
    app.settle().await;
    wanted[1] = found("bank_missing", "open", -price);
    assert_eq!(breaks(&app, "unionpay").await, wanted);
    settle_each(&app, price).await;
    app.settle().await;
    let day = shown(&app, "unionpay").await;
    let closure = format!("/admin/reconciliations/{}/closure", day["id"].as_str().unwrap());
    app.administrator().post(&closure, json!({})).await.refused(409, "breaks_open");
    check_returns(&app).await;
    // The bank takes the line back that it could not give back.
    dial(&app, Value::Array(faults.as_array().unwrap()[..4].to_vec())).await;
    run(&app, "unionpay").await;
    let all_settled = breaks(&app, "unionpay").await;
    assert!(all_settled.iter().all(|(_, state, _)| state == "resolved"), "{all_settled:?}");
    let day = shown(&app, "unionpay").await;
    assert_eq!(day["status"], "balanced", "{day}");
    let closure = format!("/admin/reconciliations/{}/closure", day["id"].as_str().unwrap());
    app.administrator().post(&closure, json!({})).await.expect(200);
    for account in [LedgerAccount::SuspenseSurplus, LedgerAccount::SuspenseShortfall] {
        assert_eq!(balance(&app, account).await, 0, "{account}");
    }
    app.done().await;
}

/// The sandbox charges 60 basis points whatever was agreed.
#[tokio::test]
async fn a_bill_is_held_against_the_fee_that_was_agreed() {
    let app = TestApp::start_with(|config| config.bank.fee.basis_points = 50).await;
    let anna = app.customer();
    let sold = sell(&anna, 1).await;
    let price = total(&app, &sold[0]).await;
    app.advance(UNTIL_COMPARED);
    app.settle().await;
    let too_much = (price * 60 + 5_000) / 10_000 - (price * 50 + 5_000) / 10_000;
    assert_eq!(breaks(&app, "unionpay").await, [found("fee_mismatch", "open", -too_much)]);
    app.done().await;
}

/// Takes each break its own way out.
async fn settle_each(app: &TestApp, price: i64) {
    let checker = checker(app).await;
    let source = "unionpay";
    let missing = the_break(app, source, "bank_missing").await;
    assert_eq!(booked(&missing), [entry("1190", "1110", price)], "booked by itself");
    assert!(english(&missing["automatic_outcome"]).contains("the bank says"));
    let done = settle(app, &checker, &missing, "write_off").await;
    assert_eq!(booked(&done)[1..], [entry("5030", "1190", price)]);

    let twice = the_break(app, source, "duplicate_pay").await;
    assert!(english(&twice["bank"]["text"]).contains("sha256="), "{twice}");
    let done = settle(app, &checker, &twice, "book_surplus").await;
    assert_eq!(done["summary"]["state"], "open");
    let done = settle(app, &checker, &done, "refund_surplus").await;
    assert_eq!(done["summary"]["state"], "resolved");
    assert_eq!(booked(&done), [entry("1110", "2190", price), entry("2190", "2120", price)]);

    let wrong = the_break(app, source, "amount_mismatch").await;
    assert_eq!(wrong["automatic_action"], "set_order_apart");
    let order_no = wrong["summary"]["order_no"].as_str().unwrap();
    let order = orders::Entity::find().filter(orders::Column::OrderNo.eq(order_no));
    let order = order.one(app.db()).await.unwrap().unwrap();
    assert!(order.needs_operator, "the order is stopped");
    let done = settle(app, &checker, &wrong, "book_surplus").await;
    let done = settle(app, &checker, &done, "reverse").await;
    assert_eq!(booked(&done), [entry("1110", "2190", 100), entry("2190", "1110", 100)]);
    let done = settle(app, &checker, &done, "book_surplus").await;
    settle(app, &checker, &done, "refund_surplus").await;
    let order = orders::Entity::find_by_id(order.id).one(app.db()).await.unwrap().unwrap();
    assert!(!order.needs_operator, "and goes on");

    let fee = the_break(app, source, "fee_mismatch").await;
    assert_eq!(booked(&fee), [entry("1190", "1110", 5)]);
    let done = settle(app, &checker, &fee, "accept_fee").await;
    assert_eq!(booked(&done)[1..], [entry("5010", "1190", 5)]);

    let extra = the_break(app, source, "platform_missing").await;
    assert_eq!(booked(&extra), [entry("1110", "2190", 9_608)]);
    assert_eq!(extra["ours"], Value::Null);
    settle(app, &checker, &extra, "refund_surplus").await;
}

/// What the bank can give back it gave back, and that is in the books.
async fn check_returns(app: &TestApp) {
    app.advance(5);
    app.settle().await;
    let returns = surplus_returns::Entity::find().all(app.db()).await.unwrap();
    let mut states: Vec<&str> = returns.iter().map(|back| back.status.as_str()).collect();
    states.sort_unstable();
    assert_eq!(states, ["needs_manual", "succeeded", "succeeded"], "{returns:#?}");
    assert_eq!(balance(app, LedgerAccount::RefundsPayable).await, 0, "nothing is owed for ever");
    // What the bank would not give back is as open as before, and says why.
    let extra = the_break(app, "unionpay", "platform_missing").await;
    assert_eq!(extra["summary"]["state"], "open", "{extra}");
    assert!(english(&extra["automatic_outcome"]).contains("did not give it back"), "{extra}");
    assert_eq!(extra["possible_actions"], json!(["assign_surplus", "refund_surplus", "reverse"]));
    assert_eq!(-balance(app, LedgerAccount::SuspenseSurplus).await, 9_608);
}

#[tokio::test]
async fn money_of_a_wrong_amount_goes_back_and_frees_the_seats() {
    let app = TestApp::start().await;
    app.expect_error("an order needs an operator");
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = begin(&anna, &stage).await;
    let bank = app.bank_url.clone();
    let less = json!([{ "operation": "notify", "kind": "wrong_amount", "times": 60,
                        "amount_delta": -100 }]);
    dial_bank(&app, &bank, less).await;
    purchase.at_bank("pay").await;
    purchase.until_payment(&["quarantined"]).await;
    let payment = payment_of(&app, &purchase).await;
    let paid = payment.amount_minor - 100;
    let as_told =
        json!([{ "kind": "wrong_amount", "order_id": payment.payment_no, "amount_delta": -100 }]);
    dial(&app, as_told).await;
    app.advance(UNTIL_COMPARED);
    app.settle().await;
    let overview = || async { app.auditor().get("/admin/overview").await.expect(200) };
    assert_eq!(
        overview().await["paid_without_ticket_or_refund"],
        1,
        "it took money for nothing so far"
    );

    let wrong = the_break(&app, "unionpay", "amount_mismatch").await;
    assert_eq!(-balance(&app, LedgerAccount::SuspenseSurplus).await, paid, "set apart before");
    let checker = checker(&app).await;
    let done = settle(&app, &checker, &wrong, "refund_surplus").await;
    assert_eq!(booked(&done), [entry("2190", "2120", paid)]);
    let order = purchase.until_order(&["cancelled"]).await;
    app.advance(5);
    app.settle().await;
    let order = anna.get(&format!("/orders/{}", order["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(order["needs_operator"], false, "the money is back: {order}");
    let stage = app.stage(stage.id()).await;
    for seat in purchase.lock["seats"].as_array().unwrap() {
        assert_eq!(stage.state_of(seat["seat_code"].as_str().unwrap()), "available");
    }
    for account in [LedgerAccount::SuspenseSurplus, LedgerAccount::RefundsPayable] {
        assert_eq!(balance(&app, account).await, 0, "{account}");
    }
    assert_eq!(overview().await["paid_without_ticket_or_refund"], 0);
    app.done().await;
}

#[tokio::test]
async fn a_refund_that_people_gave_at_the_bank_ends_its_order() {
    let app = TestApp::start().await;
    app.expect_error("a refund needs an operator");
    let anna = app.customer();
    let sold = sell(&anna, 1).await;
    let price = total(&app, &sold[0]).await;
    return_by_hand(&app, "BYHAND00000001").await;
    anna.post(&format!("{}/refunds", sold[0].order_path()), json!({})).await.expect(202);
    app.advance(UNTIL_COMPARED);
    app.settle().await;
    let order = sold[0].order_now().await;
    assert_eq!((&order["status"], &order["needs_operator"]), (&json!("refunding"), &json!(true)));
    assert_eq!(-balance(&app, LedgerAccount::RefundsPayable).await, price);

    let extra = the_break(&app, "unionpay", "refund_extra").await;
    let path = path_of(&extra["summary"]);
    let wish = json!({ "action": "assign_refund", "note": "given at the bank's counter",
                       "order_no": order["order_no"] });
    app.administrator().post(&format!("{path}/resolutions"), wish).await.expect(201);
    let checker = checker(&app).await;
    for _ in 0..2 {
        let word = json!({ "is_approved": true });
        let done = checker.post(&format!("{path}/approval"), word).await.expect(200);
        assert_eq!(done["summary"]["state"], "resolved");
        assert_eq!(booked(&done), [entry("2120", "1110", price)]);
    }
    let order = sold[0].until_order(&["refunded"]).await;
    assert_eq!(order["needs_operator"], false, "{order}");
    let inquiry = format!("/admin/orders/{}/inquiries", order["id"].as_str().unwrap());
    app.administrator().post(&inquiry, json!({})).await.expect(200);

    let day = run(&app, "unionpay").await;
    assert_eq!(day["status"], "balanced", "both sides know it by one number now: {day}");
    for account in [LedgerAccount::RefundsPayable, LedgerAccount::SuspenseShortfall] {
        assert_eq!(balance(&app, account).await, 0, "{account}");
    }
    app.done().await;
}

#[tokio::test]
async fn two_people_decide_and_neither_can_be_an_auditor() {
    let app = TestApp::start().await;
    let checker = checker(&app).await;
    dial(&app, json!([{ "kind": "extra_line" }])).await;
    run(&app, "unionpay").await;
    let extra = the_break(&app, "unionpay", "platform_missing").await;
    let path = path_of(&extra["summary"]);
    let (proposals, approval) = (format!("{path}/resolutions"), format!("{path}/approval"));
    let maker = app.administrator();
    let wish = json!({ "action": "reverse", "note": "a mistake of the bank" });
    app.auditor().post(&proposals, wish.clone()).await.refused(403, "forbidden");
    let word = json!({ "is_approved": false, "note": "no" });
    maker.post(&approval, word.clone()).await.refused(409, "stale_write");
    for wrong in ["write_off", "accept_cinema", "book_shortfall"] {
        let wish = json!({ "action": wrong, "note": "x" });
        maker.post(&proposals, wish).await.refused(422, "validation_failed");
    }
    let unnamed = json!({ "action": "assign_surplus", "note": "x", "order_no": "none" });
    maker.post(&proposals, unnamed).await.refused(422, "validation_failed");

    let key = new_key();
    let first = maker.post_again(&proposals, wish.clone(), &key).await.expect(201);
    let again = maker.post_again(&proposals, wish.clone(), &key).await.expect(201);
    assert_eq!(first, again, "the same request is heard once");
    checker.post(&proposals, wish.clone()).await.refused(409, "stale_write");
    let rejected = checker.post(&approval, word.clone()).await.expect(200);
    assert_eq!(rejected["summary"]["state"], "open");
    assert_eq!(checker.post(&approval, word).await.expect(200), rejected, "said twice");
    assert_eq!(booked(&rejected).len(), 1, "nothing was booked");

    let owner = app.administrator().get("/me").await.expect(200);
    let wish = json!({ "owner_id": owner["id"] });
    let owned = maker.put(&format!("{path}/owner"), wish).await.expect(200);
    assert_eq!(owned["summary"]["owner"]["id"], owner["id"]);
    own_by_administrators_only(&app, &format!("{path}/owner"), &checker).await;
    let wish = json!({ "owner_id": owner["id"] });
    maker.put(&format!("{path}/owner"), wish).await.expect(200);
    let mine = format!("/admin/breaks?owner_id={}&age=new", owner["id"].as_str().unwrap());
    assert_eq!(app.auditor().get(&mine).await.expect(200)["items"].as_array().unwrap().len(), 1);

    // The bank corrects its bill, and the difference ends by itself.
    dial(&app, json!([])).await;
    run(&app, "unionpay").await;
    let gone = the_break(&app, "unionpay", "platform_missing").await;
    assert_eq!(gone["summary"]["state"], "resolved");
    assert!(english(&gone["automatic_outcome"]).contains("gone in run 2"), "{gone}");
    assert_eq!(booked(&gone), [entry("1110", "2190", 9_700), entry("2190", "1110", 9_700)]);
    app.done().await;
}

/// Any administrator may be given a difference, and nobody else; one who has left not either.
async fn own_by_administrators_only(app: &TestApp, path: &str, other: &Person<'_>) {
    let maker = app.administrator();
    let colleague = other.get("/me").await.expect(200);
    let wish = json!({ "owner_id": colleague["id"] });
    let given = maker.put(path, wish.clone()).await.expect(200);
    assert_eq!(given["summary"]["owner"]["id"], colleague["id"], "to a colleague");
    let customer = app.customer().get("/me").await.expect(200);
    let auditor = app.auditor().get("/me").await.expect(200);
    let nobody = uuid::Uuid::from_u128(7).to_string();
    for wrong in [&customer["id"], &auditor["id"], &json!(nobody)] {
        let answer = maker.put(path, json!({ "owner_id": wrong })).await;
        let problem = answer.refused(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/owner_id", "{problem}");
    }
    let leave = |at: Option<chrono::DateTime<chrono::Utc>>| {
        let id: domain::ids::UserId = colleague["id"].as_str().unwrap().parse().unwrap();
        users::Entity::update_many()
            .col_expr(users::Column::DeletedAt, sea_orm::sea_query::Expr::value(at))
            .filter(users::Column::Id.eq(id))
    };
    let db = app.database.open().await;
    leave(Some(app.now())).exec(&db).await.unwrap();
    maker.put(path, wish).await.refused(422, "validation_failed");
    leave(None).exec(&db).await.unwrap();
    db.close().await.unwrap();
}

#[tokio::test]
async fn a_surplus_that_is_an_orders_money_goes_the_orders_way() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let checker = checker(&app).await;
    let stage = app.any_stage().await;
    let unpaid = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    app.advance(30);
    unpaid.until_order(&["expired"]).await;
    dial(&app, json!([{ "kind": "extra_line" }])).await;
    run(&app, "unionpay").await;
    let extra = the_break(&app, "unionpay", "platform_missing").await;
    let path = path_of(&extra["summary"]);
    let wish = json!({
        "action": "assign_surplus",
        "note": "the customer has shown the slip",
        "order_no": unpaid.order["order_no"],
    });
    app.administrator().post(&format!("{path}/resolutions"), wish).await.expect(201);
    let word = json!({ "is_approved": true });
    let done = checker.post(&format!("{path}/approval"), word).await.expect(200);
    assert_eq!(booked(&done)[1..], [entry("2190", "2010", 9_700)]);
    let bound = payments::Entity::find()
        .filter(payments::Column::AmountMinor.eq(9_700))
        .one(app.db())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(bound.order_id.to_string(), unpaid.order["id"].as_str().unwrap());
    app.settle().await;
    let back = refunds::Entity::find()
        .filter(refunds::Column::PaymentId.eq(bound.id))
        .one(app.db())
        .await
        .unwrap()
        .expect("money that is not the price goes back whole");
    assert_eq!(back.amount_minor, 9_700);
    let found = run(&app, "unionpay").await;
    assert_eq!(found["open_breaks"], 0, "the bill's line is that payment: {found}");
    // The sandbox's bank cannot give back what nobody paid: a person is called.
    app.expect_error("a refund needs an operator");
    app.done().await;
}

#[tokio::test]
async fn money_that_came_unnoticed_is_driven_to_its_end() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let stage = app.any_stage().await;
    let purchase = Purchase::begin(&anna, &stage, &stage.seats(2)).await;
    app.advance(30);
    purchase.until_order(&["expired"]).await;
    purchase.at_bank("notify_never").await;
    // Nobody told us, and nobody asked since.
    let compared = run(&app, "unionpay").await;
    assert_eq!(
        (&compared["status"], &compared["resolved_breaks"]),
        (&json!("balanced"), &json!(1))
    );
    let late = the_break(&app, "unionpay", "status_mismatch").await;
    assert_eq!((&late["automatic_action"], booked(&late).len()), (&json!("drive"), 0));
    assert!(english(&late["automatic_outcome"]).contains("succeeded, late"), "{late}");
    let payment = payment_of(&app, &purchase).await;
    assert_eq!(payment.status.as_str(), "succeeded");
    purchase.until_order(&["ticketed", "refunded"]).await;
    app.done().await;
}

#[tokio::test]
async fn refunds_that_only_one_side_has_are_found_and_come_right() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let sold = sell(&anna, 1).await;
    let price = total(&app, &sold[0]).await;
    anna.post(&format!("{}/refunds", sold[0].order_path()), json!({})).await.expect(202);
    sold[0].until_order(&["refunded"]).await;
    let refund = refunds::Entity::find().one(app.db()).await.unwrap().unwrap();
    let db = app.database.open().await;
    let rename = |from: &str, to: &str| {
        format!("UPDATE refunds SET refund_no = '{to}' WHERE refund_no = '{from}'")
    };
    let other = "R270306120000WRONGNUMBER";
    execute(&db, &rename(&refund.refund_no, other)).await;
    app.advance(UNTIL_COMPARED);
    app.settle().await;
    app.advance(2 * 24 * 60);
    app.settle().await;
    let wanted = [found("refund_extra", "open", -price), found("refund_missing", "open", price)];
    assert_eq!(breaks(&app, "unionpay").await, wanted);
    let missing = the_break(&app, "unionpay", "refund_missing").await;
    assert!(english(&missing["automatic_outcome"]).contains("knows no such refund"));
    let extra = the_break(&app, "unionpay", "refund_extra").await;
    assert!(english(&extra["automatic_outcome"]).contains("the bank"), "{extra}");
    assert_eq!(extra["possible_actions"], json!(["assign_refund", "book_shortfall"]));
    let nothing_waits = json!({ "action": "assign_refund", "note": "x",
                                "order_no": sold[0].order["order_no"] });
    let proposals = format!("{}/resolutions", path_of(&extra["summary"]));
    app.administrator().post(&proposals, nothing_waits).await.refused(422, "validation_failed");
    propose_and_withdraw(&app, &extra, "book_shortfall").await;
    let checker = checker(&app).await;
    let done = settle(&app, &checker, &extra, "book_shortfall").await;
    assert_eq!(booked(&done), [entry("1190", "1110", price)]);

    execute(&db, &rename(other, &refund.refund_no)).await;
    run(&app, "unionpay").await;
    let all = breaks(&app, "unionpay").await;
    assert!(all.iter().all(|(_, state, _)| state == "resolved"), "{all:?}");
    assert_eq!(balance(&app, LedgerAccount::SuspenseShortfall).await, 0, "it came right");
    db.close().await.unwrap();
    app.done().await;
}
