//! Paying cinemas: what is payable and when, who decides, what is booked, and what a refund after a
//! payout does to the next one.

use chrono::NaiveDate;
use domain::ids::{CinemaId, CinemaPayoutId, UserId};
use domain::ledger::LedgerAccount;
use domain::money::Currency;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{audit_log, cinema_payout_approvals, cinema_payouts, ledger_entries};

use crate::reconciliation::{balance, checker, cinema_of_staff};
use crate::support::{Person, Purchase, TestApp, new_key};

/// From ten in the morning to half past ten of the next one, when days are compared.
const UNTIL_COMPARED: i64 = 24 * 60 + 31;
const FIRST: &str = "2027-03-06";
const SECOND: &str = "2027-03-07";

/// A proposal of nobody, about no day on which anything was sold.
pub async fn a_proposal(app: &TestApp, cinema: &str) -> String {
    let id: CinemaPayoutId = app.app.clock.new_id();
    let row = cinema_payouts::ActiveModel {
        id: Set(id),
        payout_no: Set("C1".to_owned()),
        cinema_id: Set(CinemaId(cinema.parse().unwrap())),
        through_on: Set("2027-03-01".parse().unwrap()),
        until_at: Set("2027-03-01T22:00:00Z".parse().unwrap()),
        due_minor: Set(300),
        claims_minor: Set(100),
        transferred_minor: Set(200),
        currency: Set(Currency::Cny),
        transfer_ref: Set("T-0".to_owned()),
        note: Set(String::new()),
        maker_id: Set(UserId(uuid::Uuid::nil())),
        made_at: Set(app.now()),
    };
    cinema_payouts::Entity::insert(row).exec_without_returning(app.db()).await.unwrap();
    id.to_string()
}

/// A cinema whose tickets are sold and that is paid for them.
struct Payee<'a> {
    app: &'a TestApp,
    source: String,
    path: String,
}

impl<'a> Payee<'a> {
    async fn of(app: &'a TestApp) -> Self {
        let source = cinema_of_staff(app).await;
        let id = source.strip_prefix("cinema:").unwrap();
        Self { app, path: format!("/admin/cinemas/{id}/payouts"), source }
    }

    /// Sells so many pairs for the last show that there is, tomorrow late in the evening.
    async fn sell(&self, anna: &'a Person<'a>, pairs: usize) -> Vec<Purchase<'a>> {
        let cinema = self.source.strip_prefix("cinema:").unwrap();
        let showtimes = self.app.showtimes(SECOND).await;
        let is_good = |showtime: &&Value| {
            showtime["cinema"]["id"] == cinema && showtime["seats_total"].as_i64().unwrap() > 100
        };
        let late = |showtime: &&Value| showtime["starts_at"].as_str().unwrap().to_owned();
        let showtime = showtimes.iter().filter(is_good).max_by_key(late).unwrap();
        let showtime = showtime["id"].as_str().unwrap();
        let mut sold = Vec::new();
        for _ in 0..pairs {
            let stage = self.app.stage(showtime).await;
            let purchase = Purchase::begin(anna, &stage, &stage.seats(2)).await;
            purchase.finish().await;
            sold.push(purchase);
        }
        sold
    }

    async fn give_back(&self, purchase: &Purchase<'_>) {
        let path = format!("{}/refunds", purchase.order_path());
        purchase.person.post(&path, json!({})).await.expect(202);
        purchase.until_order(&["refunded"]).await;
    }

    /// A day goes by, and what it brought is compared.
    async fn next_day(&self) {
        self.app.advance(UNTIL_COMPARED);
        self.app.settle().await;
    }

    async fn close(&self, day: &str) {
        let path = format!("/admin/reconciliations?day={day}&source={}", self.source);
        let page = self.app.auditor().get(&path).await.expect(200);
        let id = page["items"][0]["id"].as_str().unwrap();
        let path = format!("/admin/reconciliations/{id}/closure");
        self.app.administrator().post(&path, json!({})).await.expect(200);
    }

    async fn list(&self) -> Value {
        self.app.auditor().get(&self.path).await.expect(200)
    }

    /// Through which day, due, claims, amount, and what waits for more days.
    async fn payable(&self) -> (Value, i64, i64, i64, i64) {
        let found = self.list().await["payable"].clone();
        let fen = |name: &str| found[name]["amount"].as_i64().unwrap();
        (found["through_on"].clone(), fen("due"), fen("claims"), fen("amount"), fen("waiting"))
    }

    async fn propose(&self) -> Value {
        self.app.administrator().post(&self.path, wish()).await.expect(201)
    }

    fn approval(&self, payout: &Value) -> String {
        format!("{}/{}/approval", self.path, payout["id"].as_str().unwrap())
    }

    async fn due(&self) -> i64 {
        -balance(self.app, LedgerAccount::DueToCinema).await
    }

    async fn entry_count(&self) -> usize {
        ledger_entries::Entity::find().all(self.app.db()).await.unwrap().len()
    }
}

fn wish() -> Value {
    json!({ "transfer_ref": "ICBC 20270307 0001", "note": "the week" })
}

fn word(is_approved: bool) -> Value {
    json!({ "is_approved": is_approved, "note": "looked at" })
}

/// Debit and credit account and amount of what a payout booked.
fn booked(payout: &Value) -> Vec<(String, String, i64)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entries = payout["entries"].as_array().unwrap().iter();
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

#[tokio::test]
async fn a_cinema_is_paid_for_closed_days_once_and_by_two_people() {
    let app = TestApp::start().await;
    let (cinema, anna, maker) = (Payee::of(&app).await, app.customer(), app.administrator());
    assert_eq!(cinema.payable().await, (Value::Null, 0, 0, 0, 0));
    cinema.sell(&anna, 2).await;
    let sold = cinema.due().await;
    assert!(sold > 0);
    assert_eq!(cinema.payable().await, (Value::Null, 0, 0, 0, sold));
    assert_eq!(cinema.list().await["payable"]["blocked_by"], Value::Null, "the day is not over");
    maker.post(&cinema.path, wish()).await.refused(409, "nothing_payable");

    cinema.next_day().await;
    let blocked = cinema.list().await["payable"]["blocked_by"].clone();
    assert_eq!((&blocked["day"], &blocked["status"]), (&json!(FIRST), &json!("balanced")));
    assert!(blocked["reconciliation_id"].is_string());
    maker.post(&cinema.path, wish()).await.refused(409, "nothing_payable");
    cinema.close(FIRST).await;
    assert_eq!(cinema.payable().await, (json!(FIRST), sold, 0, sold, 0));

    app.auditor().post(&cinema.path, wish()).await.refused(403, "forbidden");
    for bad in [
        json!({ "transfer_ref": " ", "note": "x" }),
        json!({ "transfer_ref": "x".repeat(65), "note": "x" }),
    ] {
        maker.post(&cinema.path, bad).await.refused(422, "validation_failed");
    }
    let key = new_key();
    let proposed = maker.post_again(&cinema.path, wish(), &key).await.expect(201);
    let again = maker.post_again(&cinema.path, wish(), &key).await;
    assert_eq!(
        (again.header("idempotency-replayed"), again.expect(201)),
        ("true", proposed.clone())
    );
    assert_eq!(proposed["transferred"]["amount"], sold);
    assert_eq!((&proposed["verdict"], booked(&proposed).len()), (&Value::Null, 0));
    maker.post(&cinema.path, wish()).await.refused(409, "payout_open");

    let (checker, approval) = (checker(&app).await, cinema.approval(&proposed));
    maker.post(&approval, word(true)).await.refused(409, "same_person");
    app.auditor().post(&approval, word(true)).await.refused(403, "forbidden");
    let before = cinema.entry_count().await;
    for _ in 0..2 {
        let paid = checker.post(&approval, word(true)).await.expect(200);
        assert_eq!(booked(&paid), [entry("2110", "1010", sold)]);
        assert_eq!(
            (&paid["verdict"], &paid["check_note"]),
            (&json!("approved"), &json!("looked at"))
        );
        assert_ne!(paid["maker"]["id"], paid["checker"]["id"]);
    }
    assert_eq!(cinema.entry_count().await, before + 1, "agreed to twice, booked once");
    checker.post(&approval, word(false)).await.refused(409, "stale_write");
    assert_eq!(cinema.due().await, 0);
    assert_eq!(cinema.payable().await, (json!(FIRST), 0, 0, 0, 0));
    maker.post(&cinema.path, wish()).await.refused(409, "nothing_payable");

    let of_payouts =
        format!("/admin/ledger/entries?from={FIRST}&to={SECOND}&category=cinema_payout");
    let page = app.auditor().get(&of_payouts).await.expect(200);
    assert_eq!(page["items"][0]["event"], "cinema_paid_out", "{page}");
    assert_eq!(
        format!("cinema:{}", page["items"][0]["cinema_id"].as_str().unwrap()),
        cinema.source
    );
    assert_eq!(audited(&app).await, ["payout.decide", "payout.propose"]);
    app.done().await;
}

/// What stands in the audit log about payouts, sorted.
async fn audited(app: &TestApp) -> Vec<String> {
    let of_payouts = audit_log::Column::Action.starts_with("payout.");
    let rows = audit_log::Entity::find().filter(of_payouts).all(app.db()).await.unwrap();
    let mut actions: Vec<String> = rows.into_iter().map(|row| row.action).collect();
    actions.sort();
    actions
}

#[tokio::test]
async fn a_refund_after_the_payout_is_claimed_with_the_next_one() {
    let app = TestApp::start().await;
    let (cinema, anna, checker) = (Payee::of(&app).await, app.customer(), checker(&app).await);
    let sold = cinema.sell(&anna, 1).await;
    let first = cinema.due().await;
    cinema.next_day().await;
    cinema.close(FIRST).await;
    let paid = cinema.propose().await;
    checker.post(&cinema.approval(&paid), word(true)).await.expect(200);

    cinema.give_back(&sold[0]).await;
    assert_eq!(cinema.due().await, 0, "what was paid is not owed less");
    assert_eq!(balance(&app, LedgerAccount::DueFromCinema).await, first);
    assert_eq!(cinema.payable().await, (json!(FIRST), 0, first, 0, 0));
    app.administrator().post(&cinema.path, wish()).await.refused(409, "nothing_payable");

    // A day later there is enough to take it from.
    cinema.sell(&anna, 3).await;
    let more = cinema.due().await;
    assert_eq!(cinema.payable().await, (json!(FIRST), 0, first, 0, more));
    cinema.next_day().await;
    cinema.close(SECOND).await;
    let rest = more - first;
    assert_eq!(cinema.payable().await, (json!(SECOND), more, first, rest, 0));
    let next = cinema.propose().await;
    let paid = checker.post(&cinema.approval(&next), word(true)).await.expect(200);
    assert_eq!(booked(&paid), [entry("2110", "1010", rest), entry("2110", "1130", first)]);
    assert_eq!((cinema.due().await, balance(&app, LedgerAccount::DueFromCinema).await), (0, 0));
    assert_eq!(balance(&app, LedgerAccount::BankCash).await, -(first + rest), "all that left us");
    let list = cinema.list().await;
    assert_eq!(cinema.page(&list, 0).await["id"], next["id"], "the latest first");
    assert_eq!(cinema.page(&list, 1).await["transferred"]["amount"], first);
    app.done().await;
}

impl Payee<'_> {
    /// The item at this place, asked for by pages of one.
    async fn page(&self, whole: &Value, place: usize) -> Value {
        let mut path = format!("{}?limit=1", self.path);
        for _ in 0..place {
            let page = self.app.auditor().get(&path).await.expect(200);
            let cursor = page["next_cursor"].as_str().unwrap();
            path = format!("{}?limit=1&cursor={cursor}", self.path);
        }
        let page = self.app.auditor().get(&path).await.expect(200);
        assert_eq!(page["items"][0], whole["items"][place]);
        page["items"][0].clone()
    }
}

#[tokio::test]
async fn figures_that_moved_are_not_agreed_to() {
    let app = TestApp::start().await;
    let (cinema, anna, checker) = (Payee::of(&app).await, app.customer(), checker(&app).await);
    let sold = cinema.sell(&anna, 2).await;
    let all = cinema.due().await;
    cinema.next_day().await;
    cinema.close(FIRST).await;
    let stale = cinema.propose().await;
    cinema.give_back(&sold[0]).await;
    // What is sold meanwhile belongs to a day that is not closed, and moves nothing.
    cinema.sell(&anna, 1).await;
    let approval = cinema.approval(&stale);
    checker.post(&approval, word(true)).await.refused(409, "stale_write");
    for _ in 0..2 {
        let rejected = checker.post(&approval, word(false)).await.expect(200);
        assert_eq!((&rejected["verdict"], booked(&rejected).len()), (&json!("rejected"), 0));
    }
    assert_eq!(cinema.payable().await, (json!(FIRST), all / 2, 0, all / 2, all / 2));

    // Whoever proposed it can take it back, once.
    let own = cinema.propose().await;
    let (maker, approval) = (app.administrator(), cinema.approval(&own));
    for _ in 0..2 {
        let withdrawn = maker.post(&approval, word(false)).await.expect(200);
        assert_eq!((&withdrawn["verdict"], booked(&withdrawn).len()), (&json!("withdrawn"), 0));
    }
    maker.post(&approval, word(true)).await.refused(409, "stale_write");
    let fresh = cinema.propose().await;
    let paid = checker.post(&cinema.approval(&fresh), word(true)).await.expect(200);
    assert_eq!(booked(&paid), [entry("2110", "1010", all / 2)]);
    assert_eq!(cinema.due().await, all / 2, "what was sold since is still owed");
    app.done().await;
}

/// The second day is not closed, whatever the third one is.
#[tokio::test]
async fn a_day_that_is_not_closed_holds_back_those_after_it() {
    let app = TestApp::start().await;
    let (cinema, anna) = (Payee::of(&app).await, app.customer());
    cinema.sell(&anna, 1).await;
    let a_day = cinema.due().await;
    cinema.next_day().await;
    cinema.close(FIRST).await;
    cinema.sell(&anna, 1).await;
    cinema.next_day().await;
    cinema.next_day().await;
    cinema.close("2027-03-08").await;
    assert_eq!(cinema.payable().await, (json!(FIRST), a_day, 0, a_day, a_day));
    let blocked = cinema.list().await["payable"]["blocked_by"].clone();
    assert_eq!(blocked["day"], SECOND);
    let elsewhere = format!("/admin/cinemas/{}/payouts", uuid::Uuid::nil());
    app.administrator().post(&elsewhere, wish()).await.refused(404, "not_found");
    cinema.close(SECOND).await;
    assert_eq!(cinema.payable().await, (json!("2027-03-08"), 2 * a_day, 0, 2 * a_day, 0));

    // Many at once: one proposal, one journal.
    let (maker, checker) = (app.administrator(), checker(&app).await);
    maker.get("/me").await.expect(200);
    let propose = || maker.post(&cinema.path, wish());
    let answers = tokio::join!(propose(), propose(), propose());
    let mut codes = [answers.0.status, answers.1.status, answers.2.status];
    codes.sort_unstable();
    assert_eq!(codes, [201, 409, 409]);
    let open = cinema.list().await["items"][0].clone();
    checker.get("/me").await.expect(200);
    let approval = cinema.approval(&open);
    let decide = || checker.post(&approval, word(true));
    let answers = tokio::join!(decide(), decide(), decide());
    assert_eq!([answers.0.status, answers.1.status, answers.2.status], [200; 3]);
    assert_eq!((cinema.due().await, balance(&app, LedgerAccount::BankCash).await), (0, -2 * a_day));
    app.done().await;
}

#[tokio::test]
async fn the_database_lets_nobody_rewrite_a_payout() {
    let app = TestApp::start().await;
    let cinema = cinema_of_staff(&app).await;
    a_proposal(&app, cinema.strip_prefix("cinema:").unwrap()).await;
    let owner = app.database.open().await;
    for sql in ["UPDATE cinema_payouts SET transferred_minor = 1", "DELETE FROM cinema_payouts"] {
        owner.execute_unprepared(sql).await.unwrap_err();
    }
    let kept = cinema_payouts::Entity::find().one(app.db()).await.unwrap().unwrap();
    assert_eq!((kept.transferred_minor, kept.through_on), (200, day("2027-03-01")));
    let said = cinema_payout_approvals::Entity::find().one(app.db()).await.unwrap();
    assert!(said.is_none());
    owner.close().await.unwrap();
    app.done().await;
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
