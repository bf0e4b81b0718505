//! What a run found, for people and for programs.

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::rules::RULES;

/// Exchanges of a rule that the text shows; the report for programs has all of them.
const SHOWN: usize = 6;

/// What came of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    /// The system does something else than the interface says.
    Fail,
    /// It is about an operation that the system need not and does not offer.
    Skipped,
    /// It could not be tried: something that it builds upon is not there.
    Unclear,
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "FAIL",
            Self::Skipped => "skip",
            Self::Unclear => "unclear",
        }
    }
}

/// A rule and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct RuleResult {
    pub id: &'static str,
    pub title: &'static str,
    /// What was tried and what has to come of it.
    pub checks: &'static str,
    /// Where the interface says so.
    pub clause: &'static str,
    /// Whether the rule may be skipped.
    pub is_optional: bool,
    pub verdict: Verdict,
    /// Why it is no pass; empty when it is one.
    pub why: String,
    /// What was sent and answered, shortened, in order.
    pub evidence: Vec<String>,
}

impl RuleResult {
    /// What was expected, where that is written, and what was seen.
    fn write_failure(&self, text: &mut String) {
        let _ = writeln!(text, "                   rule: {}", self.checks);
        let _ = writeln!(text, "                   see: {}", self.clause);
        for line in self.evidence.iter().take(SHOWN) {
            let _ = writeln!(text, "                     {line}");
        }
        let more = self.evidence.len().saturating_sub(SHOWN);
        if more > 0 {
            let _ = writeln!(text, "                     and {more} more: see --json");
        }
    }
}

/// Rules by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub pass: usize,
    pub fail: usize,
    pub skipped: usize,
    pub unclear: usize,
}

/// What a run found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Version of the interface that was tried.
    pub interface_version: &'static str,
    pub base_url: String,
    /// Maker and version, as the system calls itself; empty when it did not say.
    pub system: String,
    pub cinema_code: String,
    pub started_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    /// Whether every rule passed, but for operations that need not be offered.
    pub is_conformant: bool,
    pub counts: Counts,
    pub rules: Vec<RuleResult>,
    /// What the run could not put back: locks and sales that are still there.
    pub left_behind: Vec<String>,
}

impl Report {
    pub(crate) fn judge(&mut self) {
        self.rules.sort_by_key(|result| RULES.iter().position(|rule| rule.id == result.id));
        let count = |verdict| self.rules.iter().filter(|it| it.verdict == verdict).count();
        self.counts = Counts {
            pass: count(Verdict::Pass),
            fail: count(Verdict::Fail),
            skipped: count(Verdict::Skipped),
            unclear: count(Verdict::Unclear),
        };
        self.is_conformant = !self.rules.is_empty()
            && self.rules.iter().all(|result| match result.verdict {
                Verdict::Pass => true,
                Verdict::Skipped => result.is_optional,
                Verdict::Fail | Verdict::Unclear => false,
            });
    }

    /// The result of a rule.
    pub fn rule(&self, id: &str) -> Option<&RuleResult> {
        self.rules.iter().find(|result| result.id == id)
    }

    /// Identifiers of the rules with a verdict.
    pub fn with_verdict(&self, verdict: Verdict) -> Vec<&'static str> {
        let of = self.rules.iter().filter(|result| result.verdict == verdict);
        of.map(|result| result.id).collect()
    }

    /// The report as text: by group, with what was seen where a rule did not pass.
    pub fn to_text(&self) -> String {
        let mut text = self.heading();
        let (mut group, mut said) = ("", "");
        for result in &self.rules {
            let of = result.id.split('-').next().unwrap_or_default();
            if of != group {
                group = of;
                let all = self.rules.iter().filter(|it| it.id.starts_with(of));
                let passed = all.clone().filter(|it| it.verdict == Verdict::Pass).count();
                let _ = writeln!(text, "\n{of}: {passed} of {} passed", all.count());
            }
            let _ = writeln!(text, "  {:8}{:9}{}", result.verdict.word(), result.id, result.title);
            if result.verdict == Verdict::Pass {
                continue;
            }
            if result.why != said {
                let _ = writeln!(text, "                   {}", result.why);
            }
            said = &result.why;
            if result.verdict == Verdict::Fail {
                result.write_failure(&mut text);
            }
        }
        text.push_str(&self.ending());
        text
    }

    fn heading(&self) -> String {
        let at = self.started_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let took = (self.finished_at - self.started_at).num_seconds();
        let system = if self.system.is_empty() { "(unknown)" } else { &self.system };
        format!(
            "Cinema interface {} at {}\nCinema {}, system {system}\nBegun {at}, took {took} s\n",
            self.interface_version, self.base_url, self.cinema_code
        )
    }

    fn ending(&self) -> String {
        let Counts { pass, fail, skipped, unclear } = self.counts;
        let mut text = format!(
            "\n{pass} passed, {fail} failed, {skipped} skipped, {unclear} unclear\n{}\n",
            if self.is_conformant { "CONFORMANT" } else { "NOT CONFORMANT" }
        );
        for left in &self.left_behind {
            let _ = writeln!(text, "left behind: {left}");
        }
        text
    }
}
