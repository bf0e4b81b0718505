//! The conformance kit: our box office passes, and each defect of the sandbox's cinema fails the
//! rules that it breaks and no other.

mod lies;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use box_office::http::{HttpConfig, TrustedKeys};
use box_office::{BoxOffice, BoxOfficeConfig};
use chrono::TimeDelta;
use conformance::{Options, Report, Verdict, run};
use domain::calendar::to_milliseconds;
use gateways::signing::SigningKey;
use sandbox::cinema::dial::{Defect, Personality, Setting};
use sandbox::{Cinema, CinemaConfig, CinemaHandle};
use sea_orm::{ConnectionTrait, Statement};
use server::clock::Clock;
use tempfile::TempDir;

use crate::support::database::{TestDb, temporary};

/// The system's clock.
fn clock() -> gateways::cinema::Clock {
    let clock = Clock::system();
    Arc::new(move || clock.now())
}

/// A clock that runs from the instant at which the template's programme was loaded.
fn clock_of_template() -> gateways::cinema::Clock {
    let begun = Instant::now();
    let elapsed = move || TimeDelta::from_std(begun.elapsed()).unwrap();
    Arc::new(move || to_milliseconds(crate::support::seed::start() + elapsed()))
}

fn key() -> SigningKey {
    SigningKey::from_pem(&SigningKey::generate_pem().unwrap()).unwrap()
}

async fn report(base_url: String, key: SigningKey, clock: gateways::cinema::Clock) -> Report {
    let mut options = Options::new(base_url, key, clock);
    options.expiry_grace = Duration::from_secs(2);
    run(options).await.unwrap()
}

/// The sandbox's cinema, which trusts the key.
async fn cinema(directory: &TempDir, key: &SigningKey, setting: Setting) -> CinemaHandle {
    let mut config = CinemaConfig::new(directory.path().join("cinema"));
    config.trust = vec![key.public_base64()];
    config.setting = setting;
    Cinema::start(config).await.unwrap()
}

async fn report_of_cinema(setting: Setting) -> Report {
    let (directory, key) = (temporary(), key());
    let cinema = cinema(&directory, &key, setting).await;
    let report = report(cinema.base_url.clone(), key, clock()).await;
    cinema.stop().await;
    report
}

fn failed(report: &Report) -> Vec<&'static str> {
    assert!(report.with_verdict(Verdict::Unclear).is_empty(), "{}", report.to_text());
    report.with_verdict(Verdict::Fail)
}

#[tokio::test(flavor = "multi_thread")]
async fn our_box_office_keeps_every_rule() {
    let (directory, key) = (temporary(), key());
    let database = TestDb::new(directory.path()).await;
    let db = database.open().await;
    let sql = "SELECT min(cinema_code) AS code FROM bo_cinemas";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let cinema_code: String = row.unwrap().unwrap().try_get("", "code").unwrap();
    let clock = clock_of_template();
    let office = BoxOffice::start(db, Arc::clone(&clock), BoxOfficeConfig::default());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let config = HttpConfig::new(TrustedKeys::new([*key.public()]));
    let server = box_office::http::start(office, config, listener).unwrap();
    let handle = server.handle();
    let running = tokio::spawn(server);
    let report = report(format!("http://{address}/{cinema_code}"), key, clock).await;
    handle.stop(false).await;
    running.await.unwrap().unwrap();
    database.remove().await;
    assert!(report.is_conformant, "{}", report.to_text());
    assert!(report.with_verdict(Verdict::Skipped).is_empty(), "{}", report.to_text());
    assert_eq!(report.counts.pass, conformance::RULES.len());
    assert_eq!(report.cinema_code, cinema_code);
    // What was collected cannot be given back; everything else was.
    assert!(report.left_behind.len() <= 2, "{:?}", report.left_behind);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cinema_of_any_maker_keeps_every_rule() {
    let personalities = [
        Personality::Plain,
        Personality::AsyncConfirm,
        Personality::PlayUpdateTime,
        Personality::OrderReplaced,
    ];
    let runs = personalities.map(|personality| async move {
        let setting = Setting { personality: Some(personality), ..Setting::default() };
        let report = report_of_cinema(setting).await;
        assert!(report.is_conformant, "{personality:?}\n{}", report.to_text());
        assert_eq!(report.with_verdict(Verdict::Skipped), ["EXC-01", "EXC-02"]);
    });
    futures_util::future::join_all(runs).await;
}

/// The rules that a defect breaks.
const DEFECTS: &[(Defect, &[&str])] = &[
    (Defect::LockNotIdempotent, &["LOCK-02", "LOCK-03", "LOCK-11"]),
    (Defect::ForgetsLock, &["LOCK-10", "LOCK-11"]),
    (Defect::PartialLock, &["LOCK-04"]),
    (Defect::NoExpiry, &["LOCK-12"]),
    (Defect::ConfirmNotIdempotent, &["SALE-02", "SALE-05"]),
    (Defect::AcceptsWrongPrice, &["SALE-03"]),
    (Defect::RefundKeepsSeat, &["REF-01"]),
    (Defect::StatementGap, &["STM-01"]),
    (Defect::StatementTotalWrong, &["STM-02"]),
    (Defect::AcceptsReplay, &["SIG-05"]),
    (Defect::AcceptsBadSignature, &["SIG-02", "SIG-03", "SIG-06"]),
    (Defect::ClockWrong, &["CAP-02"]),
    (Defect::NoEtag, &["SEAT-02"]),
    (Defect::VersionIgnored, &["LOCK-06"]),
    (Defect::VerifyCodeIgnored, &["DOOR-02"]),
];

async fn breaks(defect: Defect, rules: &[&str]) {
    let setting = Setting { defects: Some(vec![defect]), ..Setting::default() };
    let report = report_of_cinema(setting).await;
    assert_eq!(failed(&report), rules, "{defect:?}\n{}", report.to_text());
    assert!(!report.is_conformant);
    let result = report.rule(rules[0]).unwrap();
    assert!(!result.why.is_empty() && !result.evidence.is_empty(), "{result:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_defect_breaks_its_own_rules() {
    // Side by side, for each run waits for the shortest lock to end.
    let runs = DEFECTS.iter().map(|(defect, rules)| breaks(*defect, rules));
    futures_util::future::join_all(runs).await;
}

/// By itself, so that nothing but the race keeps the machine busy.
#[tokio::test(flavor = "multi_thread")]
async fn a_race_that_two_win_is_seen() {
    breaks(Defect::LockRace, &["LOCK-05"]).await;
}

#[tokio::test]
async fn nobody_at_the_address_passes_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let report = report(format!("http://{address}/51010001"), key(), clock()).await;
    assert_eq!((report.counts.pass, report.is_conformant), (0, false));
    assert_eq!(report.rules.len(), conformance::RULES.len());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["rules"][0]["verdict"], "fail");
    assert_eq!(json["counts"]["pass"], 0);
    let mut bad = Options::new("tickets", key(), clock());
    assert!(run(bad.clone()).await.is_err());
    bad.base_url = "ftp://a/".to_owned();
    assert!(run(bad).await.is_err());
}
