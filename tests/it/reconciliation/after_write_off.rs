//! Payments that two people wrote off as missing, and that a bill has after all.

use domain::ledger::LedgerAccount;
use serde_json::{Value, json};

use super::at_bank::{dial, payment_of};
use super::{
    TODAY, UNTIL_COMPARED, balance, booked, checker, english, entry, entry_count, execute, path_of,
    run, run_of, sell, settle, shown, the_break, total,
};
use crate::support::{Person, TestApp};

const BANK: &str = "unionpay";
const YESTERDAY: &str = "2027-03-05";

/// Two people give the only payment that the bank lacks up for lost.
async fn write_off(app: &TestApp, checker: &Person<'_>, price: i64) -> Value {
    let missing = the_break(app, BANK, "bank_missing").await;
    let done = settle(app, checker, &missing, "write_off").await;
    assert_eq!(booked(&done), [entry("1190", "1110", price), entry("5030", "1190", price)]);
    assert_eq!(balance(app, LedgerAccount::ReconciliationWriteOff).await, price);
    done
}

/// The money is booked as arrived, and the loss stands until two people take it back.
async fn check_arrived(app: &TestApp, price: i64) -> Value {
    let came = the_break(app, BANK, "late_arrival").await;
    assert_eq!(came["summary"]["state"], "open", "{came}");
    assert_eq!(came["summary"]["difference"]["amount"], price);
    assert_eq!(came["possible_actions"], json!(["shortfall_arrived"]));
    assert!(english(&came["automatic_outcome"]).contains("the bank says: paid"), "{came}");
    assert!(english(&came["bank"]["text"]).contains("sha256="), "{came}");
    assert_eq!(booked(&came).last().unwrap(), &entry("1110", "1190", price));
    assert_eq!(balance(app, LedgerAccount::SuspenseShortfall).await, -price);
    assert_eq!(balance(app, LedgerAccount::ReconciliationWriteOff).await, price);
    came
}

async fn check_taken_back(app: &TestApp) {
    for account in [LedgerAccount::SuspenseShortfall, LedgerAccount::ReconciliationWriteOff] {
        assert_eq!(balance(app, account).await, 0, "{account}");
    }
}

#[tokio::test]
async fn a_payment_that_was_written_off_and_comes_on_a_later_bill_is_a_loss_no_more() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let checker = checker(&app).await;
    let sold = sell(&anna, 1).await;
    let price = total(&app, &sold[0]).await;
    let number = payment_of(&app, &sold[0]).await.payment_no;
    // The bank said that it counts the payment on the day before, and no bill has it.
    let db = app.database.open().await;
    let sql = format!("UPDATE payments SET accounting_on = '{YESTERDAY}'");
    execute(&db, &sql).await;
    db.close().await.unwrap();
    dial(&app, json!([{ "kind": "missing_line", "order_id": number }])).await;
    app.advance(UNTIL_COMPARED + 2 * 24 * 60);
    app.settle().await;
    let first = run_of(&app, YESTERDAY, BANK).await.expect(201);
    let lost = write_off(&app, &checker, price).await;
    let closure = format!("/admin/reconciliations/{}/closure", first["id"].as_str().unwrap());
    app.administrator().post(&closure, json!({})).await.expect(200);

    dial(&app, json!([])).await;
    let later = run(&app, BANK).await;
    assert_eq!((&later["status"], &later["open_breaks"]), (&json!("has_breaks"), &json!(1)));
    let came = check_arrived(&app, price).await;
    assert_eq!(came["summary"]["day"], TODAY, "a break of the day whose bill has it");
    let told = app.auditor().get(&path_of(&lost["summary"])).await.expect(200);
    assert_eq!(
        (&told["summary"]["state"], &told["entries"]),
        (&json!("resolved"), &lost["entries"])
    );
    assert!(english(&told["automatic_outcome"]).contains("the bill of 2027-03-06"), "{told}");
    let entries = entry_count(&app).await;
    run(&app, BANK).await;
    assert_eq!(entry_count(&app).await, entries, "a rerun books nothing");
    let closure = format!("/admin/reconciliations/{}/closure", later["id"].as_str().unwrap());
    app.administrator().post(&closure, json!({})).await.refused(409, "breaks_open");

    let done = settle(&app, &checker, &came, "shortfall_arrived").await;
    assert_eq!(done["summary"]["state"], "resolved");
    assert_eq!(booked(&done), [entry("1110", "1190", price), entry("1190", "5030", price)]);
    let journal = &done["resolutions"][0]["journal_id"];
    assert_eq!(journal, &done["entries"][1]["journal_id"], "the decision is the reversal");
    check_taken_back(&app).await;
    let entries = entry_count(&app).await;
    assert_eq!(run(&app, BANK).await["status"], "balanced");
    assert_eq!(entry_count(&app).await, entries);
    app.administrator().post(&closure, json!({})).await.expect(200);
    assert_eq!(balance(&app, LedgerAccount::GatewayClearing).await, 0);
    app.done().await;
}

#[tokio::test]
async fn a_bill_that_is_corrected_after_the_write_off_brings_the_money_and_may_take_it_away() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let checker = checker(&app).await;
    let sold = sell(&anna, 1).await;
    let price = total(&app, &sold[0]).await;
    let number = payment_of(&app, &sold[0]).await.payment_no;
    let without = json!([{ "kind": "missing_line", "order_id": number }]);
    dial(&app, without.clone()).await;
    app.advance(UNTIL_COMPARED + 2 * 24 * 60);
    app.settle().await;
    run(&app, BANK).await;
    write_off(&app, &checker, price).await;
    assert_eq!(run(&app, BANK).await["status"], "balanced", "what people ended stays ended");

    dial(&app, json!([])).await;
    run(&app, BANK).await;
    check_arrived(&app, price).await;
    // The bank takes its correction back before anybody agreed.
    dial(&app, without).await;
    run(&app, BANK).await;
    let gone = the_break(&app, BANK, "late_arrival").await;
    assert_eq!(gone["summary"]["state"], "resolved", "{gone}");
    assert_eq!(balance(&app, LedgerAccount::SuspenseShortfall).await, 0);
    assert_eq!(balance(&app, LedgerAccount::ReconciliationWriteOff).await, price, "still lost");

    dial(&app, json!([])).await;
    run(&app, BANK).await;
    let came = check_arrived(&app, price).await;
    settle(&app, &checker, &came, "shortfall_arrived").await;
    check_taken_back(&app).await;
    assert_eq!(run(&app, BANK).await["status"], "balanced");
    let day = shown(&app, BANK).await;
    let closure = format!("/admin/reconciliations/{}/closure", day["id"].as_str().unwrap());
    app.administrator().post(&closure, json!({})).await.expect(200);
    assert_eq!(balance(&app, LedgerAccount::GatewayClearing).await, 0);
    app.done().await;
}
