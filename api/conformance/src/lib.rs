//! The conformance kit: tries every rule of the cinema interface against a live system.
//!
//! A maker of ticketing systems runs it against a test system of its own; see the crate's README.
//! It plays the platform: reads the programme, locks, sells, takes back and collects tickets of one
//! session, signs rightly and wrongly, and hangs up before answers come. What it made is given back
//! in the end, but for the tickets that it had to collect.

mod checks;
mod client;
mod finding;
mod report;
mod rules;
mod stage;
mod wait;

use std::time::Duration;

use gateways::cinema::Clock;
use gateways::cinema::wire::INTERFACE_VERSION;
use gateways::signing::SigningKey;
use reqwest::Url;

use self::client::Client;
use self::finding::{Check, Finding};
use self::stage::Stage;
pub use report::{Counts, Report, RuleResult, Verdict};
pub use rules::{RULES, Rule};

/// What is tried, and how.
#[derive(Clone)]
pub struct Options {
    /// The part of the address before `/v1`.
    pub base_url: String,
    /// The platform's key; its public half is registered with the system.
    pub key: SigningKey,
    /// The cinema that is expected at the address; any when not given.
    pub cinema_code: Option<String>,
    /// Locks that are waited for to end by themselves last so long at most.
    pub longest_wait: Duration,
    /// How long after its end a lock's seats must be free.
    pub expiry_grace: Duration,
    pub clock: Clock,
}

impl Options {
    /// Any cinema; locks of two minutes are waited for, and 15 seconds more.
    pub fn new(base_url: impl Into<String>, key: SigningKey, clock: Clock) -> Self {
        Self {
            base_url: base_url.into(),
            key,
            cinema_code: None,
            longest_wait: Duration::from_secs(120),
            expiry_grace: Duration::from_secs(15),
            clock,
        }
    }
}

/// The address is none that requests can be sent to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct OptionsError(String);

/// Collects what comes of the rules.
struct Book<'a> {
    client: &'a Client,
    results: Vec<RuleResult>,
}

impl Book<'_> {
    /// Tries a rule.
    async fn rule(&mut self, id: &'static str, check: impl Future<Output = Check>) {
        let check = check.await;
        self.record(id, check);
    }

    fn record(&mut self, id: &'static str, check: Check) {
        let evidence = self.client.take_evidence();
        let (verdict, why) = match check {
            Ok(()) => (Verdict::Pass, String::new()),
            Err(Finding::Fail(why)) => (Verdict::Fail, why),
            Err(Finding::Skip(why)) => (Verdict::Skipped, why),
            Err(Finding::Unclear(why)) => (Verdict::Unclear, why),
        };
        let Some(rule) = RULES.iter().find(|rule| rule.id == id) else {
            return;
        };
        let Rule { id, title, checks, clause, is_optional } = *rule;
        self.results.push(RuleResult {
            id,
            title,
            checks,
            clause,
            is_optional,
            verdict,
            why,
            evidence,
        });
    }

    /// Whether no rule passed that was tried so far.
    fn failed_all(&self) -> bool {
        self.results.iter().all(|result| result.verdict == Verdict::Fail)
    }

    /// Every rule without a result is unclear for the same reason.
    fn rest(&mut self, why: &str) {
        for rule in RULES {
            if !self.results.iter().any(|result| result.id == rule.id) {
                self.record(rule.id, Err(Finding::Unclear(why.to_owned())));
            }
        }
    }
}

/// Tries every rule. Rules that cannot be tried are unclear, so the report is always whole.
///
/// # Errors
/// The address is none.
pub async fn run(options: Options) -> Result<Report, OptionsError> {
    let base = Url::parse(&options.base_url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .ok_or_else(|| OptionsError(format!("{:?} is no http address", options.base_url)))?;
    let client = Client::new(base, options.key.clone(), options.clock.clone());
    let client = client.map_err(|why| OptionsError(format!("{why:?}")))?;
    let started_at = client.now();
    let mut book = Book { client: &client, results: Vec::new() };
    let mut left_behind = Vec::new();
    let mut system = String::new();
    let mut cinema_code = options.cinema_code.clone().unwrap_or_default();
    checks::capabilities::run(&client, &mut book).await;
    match Stage::set(&client).await {
        // Nobody is there, or nobody who knows our key: sixty more failures would say nothing.
        Err(_) if book.failed_all() => book.rest("it tells us no capabilities"),
        Err(Finding::Fail(why) | Finding::Skip(why) | Finding::Unclear(why)) => {
            checks::signatures::reads(&client, &mut book).await;
            checks::programme::run(&client, &options, &mut book).await;
            book.rest(&format!("there is nothing to play on: {why}"));
        }
        Ok(stage) => {
            client.take_evidence();
            system = stage.capabilities.system.clone();
            cinema_code = stage.cinema.cinema_code.clone();
            checks::on_stage(&stage, &options, &mut book).await;
            left_behind = stage.clear().await;
            checks::hygiene::errors(&client, &mut book);
        }
    }
    let results = book.results;
    let mut report = Report {
        interface_version: INTERFACE_VERSION,
        base_url: options.base_url,
        system,
        cinema_code,
        started_at,
        finished_at: client.now(),
        is_conformant: false,
        counts: Counts::default(),
        rules: results,
        left_behind,
    };
    report.judge();
    Ok(report)
}
