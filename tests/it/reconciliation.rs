//! Days compared with the bank and with cinemas: what balances, what does not, who decides, and
//! what ends up in the books.

mod after_write_off;
mod at_bank;
mod at_cinema;
mod at_length;

use database::Db;
use domain::ids::{BreakId, ReconciliationId};
use domain::ledger::LedgerAccount;
use domain::money::Currency;
use domain::reconciliation::{BreakClass, BreakState, RecordKind};
use reqwest::Method;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use tables::{audit_log, ledger_entries, reconciliation_breaks, users};

use crate::support::{Answer, Person, Purchase, Stage, TestApp, seed};

/// The day on which every test begins; a day of the bank and of every cinema.
const TODAY: &str = "2027-03-06";

/// From ten in the morning to half past ten of the next one, when days are compared.
const UNTIL_COMPARED: i64 = 24 * 60 + 31;

/// A second administrator: two people are needed.
pub async fn checker(app: &TestApp) -> Person<'_> {
    let phone = "13900000009";
    let first = users::Entity::find()
        .filter(users::Column::Phone.eq("+8613900000005"))
        .one(app.db())
        .await
        .unwrap()
        .unwrap();
    let row =
        users::Model { id: app.app.clock.new_id(), phone: Some(format!("+86{phone}")), ..first };
    let row = users::ActiveModel::from(row);
    users::Entity::insert(row).exec_without_returning(app.db()).await.unwrap();
    Person::known(app, phone, seed::PASSWORD)
}

pub async fn cinema_of_staff(app: &TestApp) -> String {
    let me = app.staff().get("/me").await.expect(200);
    format!("cinema:{}", me["cinema_id"].as_str().unwrap())
}

async fn run(app: &TestApp, source: &str) -> Value {
    run_answer(app, source).await.expect(201)
}

async fn run_answer(app: &TestApp, source: &str) -> Answer {
    run_of(app, TODAY, source).await
}

async fn run_of(app: &TestApp, day: &str, source: &str) -> Answer {
    let wish = json!({ "day": day, "source": source });
    app.administrator().post("/admin/reconciliations", wish).await
}

/// What is said in both languages, in English; the Chinese is Chinese.
fn english(said: &Value) -> &str {
    let zh = said["zh"].as_str().unwrap();
    let is_chinese = zh.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    assert!(is_chinese, "{said}");
    said["en"].as_str().unwrap()
}

/// The day with a source, as it is shown.
async fn shown(app: &TestApp, source: &str) -> Value {
    let path = format!("/admin/reconciliations?day={TODAY}&source={source}");
    let page = app.auditor().get(&path).await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 1, "{page}");
    page["items"][0].clone()
}

/// Every difference with a source: class, state and difference, sorted.
async fn breaks(app: &TestApp, source: &str) -> Vec<(String, String, i64)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let found = work_list(app, source).await;
    let mut found: Vec<_> = found
        .iter()
        .map(|it| {
            let difference = it["difference"]["amount"].as_i64().unwrap();
            (text(&it["class"]), text(&it["state"]), difference)
        })
        .collect();
    found.sort();
    found
}

async fn work_list(app: &TestApp, source: &str) -> Vec<Value> {
    let page =
        app.auditor().get(&format!("/admin/breaks?source={source}&limit=100")).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

/// The only difference of a class, whole.
async fn the_break(app: &TestApp, source: &str, class: &str) -> Value {
    let list = work_list(app, source).await;
    let of_class: Vec<_> = list.iter().filter(|it| it["class"] == class).collect();
    assert_eq!(of_class.len(), 1, "{class}: {list:#?}");
    app.auditor().get(&path_of(of_class[0])).await.expect(200)
}

fn path_of(summary: &Value) -> String {
    let text = |name: &str| summary[name].as_str().unwrap();
    format!("/admin/reconciliations/{}/breaks/{}", text("reconciliation_id"), text("id"))
}

/// One proposes, another agrees.
async fn settle(app: &TestApp, checker: &Person<'_>, found: &Value, action: &str) -> Value {
    let path = path_of(&found["summary"]);
    let wish = json!({ "action": action, "note": "looked at" });
    let maker = app.administrator();
    let proposed = maker.post(&format!("{path}/resolutions"), wish).await.expect(201);
    assert_eq!(proposed["summary"]["state"], "proposed", "{proposed}");
    let word = json!({ "is_approved": true, "note": "agreed" });
    maker.post(&format!("{path}/approval"), word.clone()).await.refused(409, "same_person");
    let decided = checker.post(&format!("{path}/approval"), word).await.expect(200);
    let last = decided["resolutions"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["action"], &last["verdict"]), (&json!(action), &json!("approved")));
    assert_ne!(last["maker"]["id"], last["checker"]["id"]);
    decided
}

/// One proposes and takes it back: the difference is as open as before.
async fn propose_and_withdraw(app: &TestApp, found: &Value, action: &str) {
    let path = path_of(&found["summary"]);
    let (maker, wish) = (app.administrator(), json!({ "action": action, "note": "looked at" }));
    maker.post(&format!("{path}/resolutions"), wish).await.expect(201);
    let no = json!({ "is_approved": false, "note": "not yet" });
    for _ in 0..2 {
        let open = maker.post(&format!("{path}/approval"), no.clone()).await.expect(200);
        let last = open["resolutions"].as_array().unwrap().last().unwrap();
        let became = (&open["summary"]["state"], &last["verdict"], &last["checker"]["id"]);
        assert_eq!(became, (&json!("open"), &json!("withdrawn"), &last["maker"]["id"]));
        assert_eq!(open["entries"], found["entries"], "nothing is booked");
    }
}

/// Debit and credit account and amount of what was booked because of a break.
fn booked(found: &Value) -> Vec<(String, String, i64)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entries = found["entries"].as_array().unwrap().iter();
    entries
        .map(|it| {
            let amount = it["amount"]["amount"].as_i64().unwrap();
            (text(&it["debit_account"]), text(&it["credit_account"]), amount)
        })
        .collect()
}

fn entry(debit: &str, credit: &str, amount: i64) -> (String, String, i64) {
    (debit.to_owned(), credit.to_owned(), amount)
}

pub async fn balance(app: &TestApp, account: LedgerAccount) -> i64 {
    let entries = ledger_entries::Entity::find().all(app.db()).await.unwrap();
    let side = |entry: &ledger_entries::Model| {
        let debit = if entry.debit == account { entry.amount_minor } else { 0 };
        let credit = if entry.credit == account { entry.amount_minor } else { 0 };
        debit - credit
    };
    entries.iter().map(side).sum()
}

async fn entry_count(app: &TestApp) -> usize {
    ledger_entries::Entity::find().all(app.db()).await.unwrap().len()
}

async fn execute(db: &Db, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

/// Locks and orders the first pair at the end of a row that leaves nobody alone.
async fn begin<'a>(anna: &'a Person<'a>, stage: &Stage) -> Purchase<'a> {
    for run in stage.free_runs().iter().filter(|run| run.len() > 1) {
        for seats in [&run[..2], &run[run.len() - 2..]] {
            let wish = json!({ "showtime_id": stage.id(), "seats": seats });
            let answer = anna.post("/seat-locks", wish).await;
            if answer.code() == "orphan_seat" {
                continue;
            }
            let lock = answer.expect(201);
            let wish = json!({ "seat_lock_id": lock["id"] });
            let order = anna.post("/orders", wish).await.expect(201);
            let mut purchase = Purchase { person: anna, lock, order, payment: Value::Null };
            purchase.pay_anew().await;
            return purchase;
        }
    }
    panic!("no two seats side by side");
}

/// Buys so many pairs of seats, one order each.
async fn sell<'a>(anna: &'a Person<'a>, pairs: usize) -> Vec<Purchase<'a>> {
    let first = anna.app.any_stage().await;
    let mut sold = Vec::new();
    for _ in 0..pairs {
        // What was sold changes which seats may be had.
        let stage = anna.app.stage(first.id()).await;
        let purchase = begin(anna, &stage).await;
        purchase.finish().await;
        sold.push(purchase);
    }
    sold
}

async fn total(app: &TestApp, purchase: &Purchase<'_>) -> i64 {
    let order = app.customer().get(&purchase.order_path()).await.expect(200);
    order["price"]["total"]["amount"].as_i64().unwrap()
}

/// A day of a cinema that was compared, and a difference of it.
pub async fn a_day_with_a_break(app: &TestApp, cinema: &str) -> (String, String) {
    let wish = json!({ "day": "2027-03-05", "source": format!("cinema:{cinema}") });
    let day = app.administrator().post("/admin/reconciliations", wish).await.expect(201);
    let id: BreakId = app.app.clock.new_id();
    let day_id: ReconciliationId = day["id"].as_str().unwrap().parse().unwrap();
    let row = reconciliation_breaks::ActiveModel {
        id: Set(id),
        reconciliation_id: Set(day_id),
        source: Set(day["source"].as_str().unwrap().to_owned()),
        day: Set("2027-03-05".parse().unwrap()),
        class: Set(BreakClass::PriceMismatch),
        kind: Set(RecordKind::Sale),
        reference: Set("planted".to_owned()),
        state: Set(BreakState::Open),
        order_id: Set(None),
        order_no: Set(None),
        payment_id: Set(None),
        refund_id: Set(None),
        cinema_id: Set(Some(cinema.parse().unwrap())),
        difference_minor: Set(100),
        suspense_minor: Set(0),
        currency: Set(Currency::Cny),
        ours: Set(None),
        bank_side: Set(None),
        cinema_side: Set(None),
        opened_at: Set(app.now()),
        pooled_until: Set(None),
        seen_in_run: Set(1),
        owner_id: Set(None),
        automatic_action: Set(None),
        automatic_state: Set(None),
        automatic_outcome: Set(None),
        proposal_id: Set(None),
        resolved_at: Set(None),
    };
    reconciliation_breaks::Entity::insert(row).exec_without_returning(app.db()).await.unwrap();
    (day_id.to_string(), id.to_string())
}

#[tokio::test]
async fn a_day_of_sales_balances_is_closed_and_never_runs_again() {
    let app = TestApp::start().await;
    let anna = app.customer();
    let sold = sell(&anna, 2).await;
    anna.post(&format!("{}/refunds", sold[1].order_path()), json!({})).await.expect(202);
    sold[1].until_order(&["refunded"]).await;
    let kept = total(&app, &sold[0]).await;
    let fee = (kept * 6 + 500) / 1_000;

    let early = run(&app, "unionpay").await;
    assert_eq!((&early["status"], &early["is_day_over"]), (&json!("balanced"), &json!(false)));
    let id = early["id"].as_str().unwrap().to_owned();
    let closure = format!("/admin/reconciliations/{id}/closure");
    app.administrator().post(&closure, json!({})).await.refused(409, "day_not_over");

    app.advance(UNTIL_COMPARED);
    app.settle().await;
    let bank = shown(&app, "unionpay").await;
    assert_eq!((&bank["status"], &bank["matched"]), (&json!("balanced"), &json!(3)), "{bank}");
    assert_eq!((&bank["ours"], &bank["difference"]["amount"]), (&bank["theirs"], &json!(0)));
    assert_eq!(bank["fee"]["amount"], fee);
    assert_eq!(bank["settled"]["amount"], kept - fee);
    assert_eq!(balance(&app, LedgerAccount::GatewayFee).await, fee);
    let source = cinema_of_staff(&app).await;
    let cinema = shown(&app, &source).await;
    assert_eq!((&cinema["status"], &cinema["matched"]), (&json!("balanced"), &json!(6)));
    // The bank's day was compared first; now the cinemas have spoken, too.
    run(&app, "unionpay").await;
    let path = format!("/admin/reconciliations/{id}");
    let detail = app.auditor().get(&path).await.expect(200);
    assert_eq!((&detail["verdicts_ok"], &detail["classes"]), (&json!(2), &json!([])), "{detail}");
    assert_eq!(detail["file_sha256"].as_str().unwrap().len(), 64);
    let auditor = app.auditor();
    let raw = auditor.request(Method::GET, &format!("{path}/raw")).await.send().await.unwrap();
    assert_eq!(raw.status(), 200);
    let size = i64::try_from(raw.bytes().await.unwrap().len()).unwrap();
    assert_eq!(detail["file_size"], size);

    let entries = entry_count(&app).await;
    for source in ["unionpay", &source] {
        let again = run(&app, source).await;
        assert_eq!(again["status"], "balanced");
    }
    assert_eq!(entry_count(&app).await, entries, "a rerun books nothing");

    for _ in 0..2 {
        let closed = app.administrator().post(&closure, json!({})).await.expect(200);
        assert_eq!(closed["status"], "closed", "{closed}");
    }
    assert_eq!(entry_count(&app).await, entries + 1, "one settlement, however often it is closed");
    assert_eq!(balance(&app, LedgerAccount::GatewayClearing).await, 0);
    assert_eq!(balance(&app, LedgerAccount::BankCash).await, kept - fee);
    run_answer(&app, "unionpay").await.refused(409, "reconciliation_closed");
    app.auditor().post(&closure, json!({})).await.refused(403, "forbidden");
    let audited = audit_log::Entity::find()
        .filter(audit_log::Column::Action.eq("reconciliation.close"))
        .all(app.db())
        .await
        .unwrap();
    assert_eq!(audited.len(), 1);
    app.done().await;
}

#[tokio::test]
async fn a_day_waits_for_its_source_and_says_why() {
    let app = TestApp::start().await;
    let source = cinema_of_staff(&app).await;
    run_answer(&app, &source).await.refused(409, "source_not_ready");
    at_bank::dial(&app, json!([{ "kind": "not_ready" }])).await;
    run_answer(&app, "unionpay").await.refused(409, "source_not_ready");
    let waiting = shown(&app, "unionpay").await;
    assert_eq!(waiting["status"], "scheduled");
    assert_eq!(
        waiting["last_error"],
        json!({
            "zh": "银行还没有生成当天的账单。",
            "en": "The bank has not made its bill of the day yet.",
        })
    );

    app.advance(UNTIL_COMPARED);
    app.settle().await;
    let tried = shown(&app, "unionpay").await;
    assert_eq!((&tried["status"], &tried["run_no"]), (&json!("scheduled"), &json!(2)));
    app.settle().await;
    assert_eq!(shown(&app, "unionpay").await["run_no"], 2, "not before an hour has passed");
    at_bank::dial(&app, json!([{ "kind": "garbage" }])).await;
    app.advance(61);
    app.settle().await;
    let broken = shown(&app, "unionpay").await;
    assert_eq!(broken["run_no"], 3);
    assert!(english(&broken["last_error"]).contains("cannot be believed"), "{broken}");
    let zh = broken["last_error"]["zh"].as_str().unwrap();
    assert!(zh.contains("不是 zip 压缩包"), "{zh}");
    // What was written down before there were two languages is the same in both.
    let db = app.database.open().await;
    execute(&db, "UPDATE reconciliations SET last_error = 'no bill'").await;
    db.close().await.unwrap();
    let old = shown(&app, "unionpay").await;
    assert_eq!(old["last_error"], json!({ "zh": "no bill", "en": "no bill" }));
    at_bank::dial(&app, json!([])).await;
    app.advance(61);
    app.settle().await;
    let compared = shown(&app, "unionpay").await;
    assert_eq!((&compared["status"], &compared["last_error"]), (&json!("balanced"), &Value::Null));

    for (source, day) in [("nobody", TODAY), ("cinema:7", TODAY), ("unionpay", "2027-06-01")] {
        let wish = json!({ "day": day, "source": source });
        let answer = app.administrator().post("/admin/reconciliations", wish).await;
        assert!([409, 422].contains(&answer.status), "{source} {day}: {answer:?}");
    }
    let nobody = format!("cinema:{}", uuid::Uuid::nil());
    run_answer(&app, &nobody).await.refused(404, "not_found");
    app.done().await;
}

/// Who acted and what came of it, in each line of the audit trail about an action.
async fn audited(app: &TestApp, action: &str) -> Vec<(Option<String>, Value)> {
    let lines = audit_log::Entity::find()
        .filter(audit_log::Column::Action.eq(action))
        .order_by_asc(audit_log::Column::Id)
        .all(app.db())
        .await
        .unwrap();
    lines.into_iter().map(|line| (line.actor_id.map(|id| id.to_string()), line.detail)).collect()
}

#[tokio::test]
async fn the_audit_trail_names_who_fetched_a_file_by_running_a_day() {
    let app = TestApp::start().await;
    let me = app.administrator().get("/me").await.expect(200);
    let me = me["id"].as_str().unwrap();
    run(&app, "unionpay").await;
    let lines = audited(&app, "bank_bill.fetch").await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    let (actor, detail) = &lines[0];
    assert_eq!((actor.as_deref(), &detail["outcome"]), (Some(me), &json!("whole")));
    at_bank::dial(&app, json!([{ "kind": "not_ready" }])).await;
    run_answer(&app, "unionpay").await.refused(409, "source_not_ready");
    let lines = audited(&app, "bank_bill.fetch").await;
    assert_eq!((lines.len(), &lines[1].1["outcome"]), (2, &json!("not_ready")));

    at_bank::dial(&app, json!([])).await;
    app.advance(UNTIL_COMPARED);
    app.settle().await;
    assert_eq!(shown(&app, "unionpay").await["status"], "balanced", "the platform ran it");
    assert_eq!(audited(&app, "bank_bill.fetch").await.len(), 2, "and nobody asked for it");
    assert_eq!(audited(&app, "cinema_statement_fetched").await.len(), 0);
    let source = cinema_of_staff(&app).await;
    run(&app, &source).await;
    let lines = audited(&app, "cinema_statement_fetched").await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!((lines[0].0.as_deref(), &lines[0].1), (Some(me), &json!({ "business_on": TODAY })));
    app.done().await;
}
