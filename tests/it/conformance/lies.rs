//! A good cinema whose answers are changed on the way: what each lie breaks is found, and nothing
//! else is said to be broken. With the defects of the sandbox's cinema every rule is shown to
//! fail.

use std::collections::BTreeSet;

use conformance::{Options, RULES};
use sandbox::cinema::dial::Setting;
use serde_json::{Value, json};

use super::{DEFECTS, cinema, clock, failed, key, run};
use crate::support::between::{Asked, Between, Told};
use crate::support::database::temporary;

/// How an answer is changed, by the kind of its request.
#[derive(Clone, Copy)]
enum Lie {
    /// What a success says.
    Says(&'static str, fn(&Asked, &mut Value)),
    /// Why it is refused: the code of a problem, and the one that is told instead.
    Because(&'static str, &'static str, &'static str),
    /// Anything of any answer.
    Whole(fn(&Asked, &mut Told)),
}

use Lie::{Because, Says, Whole};

impl Lie {
    fn tell(self, asked: &Asked, told: &mut Told) {
        match self {
            Says(kind, change) if asked.is(kind) && told.is_success() => {
                change(asked, &mut told.body);
            }
            Because(kind, code, instead) if asked.is(kind) && told.body["code"] == code => {
                told.body["code"] = json!(instead);
            }
            Whole(change) => change(asked, told),
            Says(..) | Because(..) => {}
        }
    }
}

const PAST: &str = "2020-01-01T00:00:00.000Z";

const FUTURE: &str = "2099-01-01T00:00:00.000Z";

/// The rules that a lie breaks.
const LIES: &[(&[&str], Lie)] = &[
    (&["CAP-01"], Says("GET /capabilities", |_, told| told["system"] = json!(" "))),
    (&["SIG-01"], Whole(accept_unsigned)),
    (&["SIG-04"], Whole(accept_old)),
    (&["PROG-01"], Says("GET /cinema", |_, told| told["timezone"] = json!("GMT+8"))),
    (&["PROG-02"], Says("GET /cinema", |_, told| told["screen_count"] = json!(99))),
    (&["PROG-03"], Says("GET /screens", |_, told| told["items"][0]["seat_count"] = json!(7))),
    (&["PROG-04"], Says("GET /screens/*/seat-plan", another_plan_without_version)),
    (&["PROG-05"], Says("GET /films", |_, told| told["items"] = json!([]))),
    (&["PROG-06"], Says("GET /sessions", end_small_pages)),
    (&["PROG-07"], Says("GET /sessions", end_the_first_at_once)),
    (&["PROG-08"], Says("GET /sessions", raise_the_lowest_of_the_first)),
    (&["PROG-09"], Says("GET /sessions", forget_a_change)),
    (&["SEAT-01"], Says("GET /sessions/*/seats", |_, told| told["as_of"] = json!(PAST))),
    (&["SEAT-03"], Because("GET /sessions/*/seats", "session_unknown", "not_found")),
    (&["LOCK-01"], Says("GET /sessions/*/seats", |_, told| show(told, "locked", "unavailable"))),
    (&["LOCK-07"], Whole(allow_more_seats)),
    (&["LOCK-08"], Whole(name_no_seats)),
    (&["LOCK-09"], Because("POST /locks", "session_unknown", "not_found")),
    (&["LOCK-13"], Says("POST /locks", hold_for_ever)),
    (&["LOCK-14"], Says("POST /locks/*/extend", |_, told| told["auto_unlock_at"] = json!(PAST))),
    (&["LOCK-14", "LOCK-15", "SALE-04"], Whole(release_by_own_reference_only)),
    (&["LOCK-16"], Because("POST /locks", "lock_gone", "seats_taken")),
    (&["SALE-01"], Says("GET /sessions/*/seats", |_, told| show(told, "sold", "unavailable"))),
    (&["SALE-04"], Because("POST /locks/*/confirm", "lock_gone", "seats_taken")),
    (&["SALE-06"], Because("POST /locks/*/confirm", "lock_sold", "lock_gone")),
    (&["SALE-07"], Because("POST /locks/*/confirm", "validation_failed", "price_refused")),
    (&["SALE-08"], Says("GET /orders/by-client-id/*", |_, told| dearer(&mut told["tickets"][0]))),
    (&["REF-02"], Says("GET /refunds/by-client-id/*", |_, told| told["ticket_nos"] = json!([]))),
    (&["REF-03"], Says("GET /orders/by-client-id/*", forget_refund)),
    (&["REF-04"], Because("POST /orders/*/refunds", "ticket_used", "ticket_refunded")),
    (&["REF-05"], Because("POST /orders/*/refunds", "order_unknown", "not_found")),
    (&["DOOR-01"], Says("GET /pickups/*", |_, told| told["starts_at"] = json!(FUTURE))),
    (&["DOOR-03"], Says("POST /pickups/*/collect", collect_again)),
    (&["DOOR-04"], Because("POST /pickups/*/check-in", "wrong_session", "too_early")),
    (&["EXC-01", "EXC-02"], Says("GET /capabilities", offer_exchanges)),
    (&["STM-03"], Says("GET /statements/*", |_, told| move_seats(&mut told["lines"]))),
    (&["STM-04"], Because("POST /statements/*/ack", "day_open", "not_found")),
    (&["HYG-01"], Because("POST /locks", "malformed_request", "seats_taken")),
    (&["HYG-02"], Because("POST /locks", "payload_too_large", "seats_taken")),
    (&["HYG-03"], Whole(refuse_in_prose)),
];

fn accept(told: &mut Told) {
    *told = Told { status: 200, kind: "application/json".to_owned(), body: json!({}) };
}

fn accept_unsigned(asked: &Asked, told: &mut Told) {
    if !asked.is_signed {
        accept(told);
    }
}

fn accept_old(_: &Asked, told: &mut Told) {
    if told.body["code"] == "signature_expired" {
        accept(told);
    }
}

fn another_plan_without_version(asked: &Asked, told: &mut Value) {
    if asked.query.is_empty() {
        told["version"] = json!(told["version"].as_i64().unwrap() + 1);
    }
}

fn end_small_pages(asked: &Asked, told: &mut Value) {
    if asked.query.contains("limit=") && !asked.query.contains("limit=200") {
        told["next_cursor"] = Value::Null;
    }
}

fn end_the_first_at_once(_: &Asked, told: &mut Value) {
    if let Some(session) = told["items"].get_mut(0) {
        session["ends_at"] = session["starts_at"].clone();
    }
}

fn raise_the_lowest_of_the_first(_: &Asked, told: &mut Value) {
    if let Some(session) = told["items"].get_mut(0) {
        session["lowest_price"]["amount"] = json!(1_000_000);
    }
}

fn forget_a_change(asked: &Asked, told: &mut Value) {
    if asked.query.contains("since=2000") {
        told["items"].as_array_mut().unwrap().pop();
    }
}

fn show(seats: &mut Value, state: &str, instead: &str) {
    for line in seats["seats"].as_array_mut().unwrap() {
        if line["state"] == state {
            line["state"] = json!(instead);
        }
    }
}

fn allow_more_seats(_: &Asked, told: &mut Told) {
    if told.body["code"] == "too_many_seats" {
        told.body["max_seats"] = json!(1_000);
    }
}

fn name_no_seats(_: &Asked, told: &mut Told) {
    if told.body["code"] == "seats_unknown" {
        told.body["seats"] = json!([]);
    }
}

/// When more time was asked for than there is.
fn hold_for_ever(asked: &Asked, told: &mut Value) {
    if asked.body["ttl_seconds"].as_i64() > Some(86_400) {
        told["auto_unlock_at"] = json!(FUTURE);
    }
}

fn release_by_own_reference_only(asked: &Asked, told: &mut Told) {
    if asked.is("DELETE /locks/*") && told.is_success() {
        told.status = 404;
        told.kind = "application/problem+json".to_owned();
        told.body = json!({
            "title": "Not found",
            "status": 404,
            "code": "not_found",
            "knowledge": "definitely_not_done",
        });
    }
}

fn dearer(ticket: &mut Value) {
    ticket["ticket_price"]["amount"] = json!(1_000_000);
}

fn forget_refund(_: &Asked, told: &mut Value) {
    if told["status"] == "refunded" {
        told["status"] = json!("confirmed");
    }
}

fn collect_again(_: &Asked, told: &mut Value) {
    if told["moved"] == json!([]) {
        told["moved"] = json!(["a ticket"]);
    }
}

fn offer_exchanges(_: &Asked, told: &mut Value) {
    told["optional"].as_array_mut().unwrap().push(json!("exchange"));
}

fn move_seats(lines: &mut Value) {
    for line in lines.as_array_mut().unwrap() {
        line["seat_code"] = json!("elsewhere");
    }
}

/// An error that no other rule looks at.
fn refuse_in_prose(asked: &Asked, told: &mut Told) {
    if asked.method == "DELETE" && told.body["code"] == "lock_sold" {
        told.kind = "text/html".to_owned();
    }
}

/// What the kit says of a good cinema of which something is told wrongly.
async fn heard_through(lie: Lie) -> conformance::Report {
    let (directory, key) = (temporary(), key());
    let cinema = cinema(&directory, &key, Setting::default()).await;
    let path = cinema.base_url.strip_prefix(&cinema.url).unwrap();
    let between = Between::before(&cinema.url, move |asked, told| lie.tell(asked, told));
    let mut options = Options::new(format!("{}{path}", between.url), key, clock());
    options.expiry_grace = std::time::Duration::from_secs(2);
    let report = run(options).await.unwrap();
    between.stop().await;
    cinema.stop().await;
    report
}

async fn is_found_out(rules: &[&str], lie: Lie) {
    let report = heard_through(lie).await;
    assert_eq!(failed(&report), rules, "{}", report.to_text());
    let result = report.rule(rules[0]).unwrap();
    assert!(!result.why.is_empty(), "{result:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_lie_breaks_its_own_rules() {
    // A few side by side, for each run waits for the shortest lock to end.
    for lies in LIES.chunks(10) {
        let runs = lies.iter().map(|(rules, lie)| is_found_out(rules, *lie));
        futures_util::future::join_all(runs).await;
    }
}

/// Nothing that is changed is no lie.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_through_unchanged_breaks_nothing() {
    let report = heard_through(Whole(|_, _| {})).await;
    assert!(report.is_conformant, "{}", report.to_text());
}

/// The report is whole although most rules have nothing to stand on.
#[tokio::test(flavor = "multi_thread")]
async fn orders_without_tickets_are_no_surprise() {
    let no_tickets =
        Says("POST /locks/*/confirm", |_, told: &mut Value| told["tickets"] = json!([]));
    let report = heard_through(no_tickets).await;
    assert_eq!(report.rules.len(), RULES.len());
    let failed = failed(&report);
    assert!(
        ["SALE-01", "REF-01", "DOOR-03"].iter().all(|rule| failed.contains(rule)),
        "{failed:?}"
    );
}

#[test]
fn every_rule_is_shown_to_fail() {
    let of_lies = LIES.iter().flat_map(|(rules, _)| *rules);
    let of_defects = DEFECTS.iter().flat_map(|(_, rules)| *rules);
    let mut shown: BTreeSet<&str> = of_lies.chain(of_defects).copied().collect();
    // By a test of its own.
    shown.insert("LOCK-05");
    let missing: Vec<_> = RULES.iter().filter(|rule| !shown.contains(rule.id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
