//! The one way in for what cinemas say about themselves, whether it was fetched or pushed.
//!
//! Each kind of thing has its file. What is right is written in one transaction with the remarks on
//! what is not; what is not right is left out, and what is already kept stays as it is.

pub mod cinema;
pub mod films;
pub mod screens;
pub mod sessions;
pub mod words;

use std::collections::BTreeSet;

use domain::feed::{Fault, FaultKind, cut};
use gateways::cinema::{Received, wire};

/// Something that was not believed, or believed with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about, such as `session:0101`.
    pub subject: String,
    pub fault: Fault,
}

/// What became of the items of one delivery.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Written: new, or changed by it.
    pub accepted: usize,
    pub unchanged: usize,
    pub findings: Vec<Finding>,
    /// Subjects that are all right now.
    pub sound: Vec<String>,
}

impl Outcome {
    /// Keeps an item apart, with the reason.
    pub fn refuse(&mut self, subject: String, fault: Fault) {
        self.findings.push(Finding { subject, fault });
    }

    /// An item was taken in.
    pub fn take(&mut self, subject: String, is_news: bool) {
        if is_news {
            self.accepted += 1;
        } else {
            self.unchanged += 1;
        }
        self.sound.push(subject);
    }

    /// Adds what another delivery brought.
    pub fn absorb(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.unchanged += other.unchanged;
        self.findings.extend(other.findings);
        self.sound.extend(other.sound);
    }
}

/// `session:0101`; a foreign code is cut to what a line bears.
pub fn subject(kind: &str, code: &str) -> String {
    format!("{kind}:{}", cut(code, 64))
}

/// Remarks on things of a fetched list that cannot be read; a pushed one's are named alike.
pub fn unreadable<T>(kind: &str, list: &Received<T>) -> Outcome {
    let mut outcome = Outcome::default();
    for item in &list.unreadable {
        let about = subject_of_unreadable(kind, item.code.as_deref(), item.place);
        outcome.refuse(about, Fault::new(FaultKind::Malformed, item.error.as_str()));
    }
    if list.unreadable_more > 0 {
        let detail = format!("{} more cannot be read", list.unreadable_more);
        outcome.refuse(subject(kind, "#more"), Fault::new(FaultKind::TooMany, detail));
    }
    outcome
}

/// By its code, or else by its place in the list.
pub fn subject_of_unreadable(kind: &str, code: Option<&str>, place: usize) -> String {
    code.map_or_else(|| subject(kind, &format!("#{place}")), |code| subject(kind, code))
}

/// A name with both languages within limits; English may be missing.
fn check_name(what: &str, name: &wire::LocalizedName, longest: usize) -> Result<(), Fault> {
    domain::feed::check_text(what, &name.zh, longest)?;
    match name.en.as_deref().filter(|en| !en.trim().is_empty()) {
        Some(en) => domain::feed::check_text(what, en, longest),
        None => Ok(()),
    }
}

/// Refuses an item that was named before in the same delivery.
fn check_new(seen: &mut BTreeSet<String>, key: &str) -> Result<(), Fault> {
    if seen.insert(key.to_owned()) {
        return Ok(());
    }
    Err(Fault::new(FaultKind::Malformed, "is there twice"))
}
