//! The last calls to a cinema, for the people who look after it: what was sent and what came back,
//! without anything that opens a door or names a customer.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::http::quote;

/// Calls that are remembered.
const MAX_CALLS: usize = 50;

/// Bytes of each body that are remembered.
const MAX_TEXT: usize = 2_048;

/// Bytes of a body above which it is only counted: nobody reads it here, and reading it would cost.
const MAX_PARSED: usize = 64 * 1024;

/// Fields whose values are secrets or name a person.
const SECRET: [&str; 6] =
    ["phone", "pickup_no", "pickup_code", "verify_code", "verification_code", "signature"];

/// Fields whose values are references, in which long runs of digits are no telephone number.
const REFERENCES: [&str; 16] = [
    "ticket_no",
    "ticket_nos",
    "moved",
    "order_id",
    "lock_id",
    "session_code",
    "screen_code",
    "film_code",
    "cinema_code",
    "seat_code",
    "seats",
    "client_lock_id",
    "client_order_id",
    "client_refund_id",
    "next_cursor",
    "system",
];

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// The cinema did it, or told what was asked.
    Done,
    /// The cinema says that it did nothing, and why.
    Refused,
    /// It never reached the cinema's system.
    NotSent,
    /// Nobody knows.
    Unknown,
}

impl CallOutcome {
    /// As the contract spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::NotSent => "not_sent",
            Self::Unknown => "unknown",
        }
    }
}

/// One call over HTTP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallRecord {
    pub at: DateTime<Utc>,
    pub operation: &'static str,
    /// Method and path; a pickup number in it is masked.
    pub url: String,
    /// None when no answer came.
    pub status: Option<u16>,
    pub outcome: CallOutcome,
    pub latency_ms: u64,
    /// The body sent, redacted; empty when there was none.
    pub request: String,
    /// The body received, redacted, or why there is none.
    pub answer: String,
}

/// The last calls of one cinema; cheap to clone, all clones are the same log.
#[derive(Clone, Debug, Default)]
pub struct CallLog(Arc<Mutex<VecDeque<CallRecord>>>);

impl CallLog {
    /// Remembers a call and forgets the oldest of too many.
    pub fn push(&self, record: CallRecord) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() >= MAX_CALLS {
            calls.pop_front();
        }
        calls.push_back(record);
    }

    /// Newest first.
    pub fn snapshot(&self) -> Vec<CallRecord> {
        let calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        calls.iter().rev().cloned().collect()
    }
}

/// A body, fit for people's eyes: secrets masked, at most 2 kB.
pub fn redact(body: &[u8]) -> String {
    if body.is_empty() {
        return String::new();
    }
    if body.len() > MAX_PARSED {
        return format!("[{} bytes]", body.len());
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(mut value) => {
            mask(&mut value, "");
            shorten(value.to_string())
        }
        // Not what was agreed: a few letters tell enough about it.
        Err(_) => quote(&String::from_utf8_lossy(body)),
    }
}

fn mask(value: &mut Value, name: &str) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                mask(value, name);
            }
        }
        Value::Array(items) => {
            for item in items {
                mask(item, name);
            }
        }
        Value::Null => {}
        secret if SECRET.contains(&name) => *secret = Value::from("***"),
        Value::String(text) if !REFERENCES.contains(&name) => *text = mask_digits(text),
        Value::Number(number) if number.to_string().len() > 10 => *value = Value::from("***"),
        Value::String(_) | Value::Number(_) | Value::Bool(_) => {}
    }
}

/// Hides all but the first three of seven or more digits in a row.
fn mask_digits(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut run = String::new();
    for letter in text.chars().chain(std::iter::once('\0')) {
        if letter.is_ascii_digit() {
            run.push(letter);
            continue;
        }
        if run.len() >= 7 {
            masked.push_str(&run[..3]);
            masked.push_str("***");
        } else {
            masked.push_str(&run);
        }
        run.clear();
        masked.push(letter);
    }
    masked.pop();
    masked
}

fn shorten(mut text: String) -> String {
    if text.len() > MAX_TEXT {
        let mut end = MAX_TEXT - '…'.len_utf8();
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::{CallLog, CallOutcome, CallRecord, MAX_CALLS, MAX_TEXT, redact};

    #[test]
    fn a_body_shows_no_telephone_and_no_code() {
        let body = r#"{"phone":"+8613812345678","order":{"pickup_no":"123456789012","verify_code":
            "4711","ticket_no":"310100012345678"},"detail":"call 13812345678","mobile":
            13812345678,"verify":null,"seats":["1234567890"]}"#;
        let shown = redact(body.as_bytes());
        for secret in ["13812345678", "123456789012", "4711"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert!(shown.contains("310100012345678") && shown.contains("1234567890"), "{shown}");
        assert!(shown.contains("call 138***"), "{shown}");
    }

    #[test]
    fn instants_and_amounts_stay_readable() {
        let body = r#"{"amount":4500,"at":"2026-11-22T10:00:00.000Z"}"#;
        assert_eq!(redact(body.as_bytes()), body);
    }

    #[test]
    fn a_body_is_short_whatever_it_is() {
        let long = format!("{{\"detail\":\"{}\"}}", "字".repeat(5_000));
        assert!(redact(long.as_bytes()).len() <= MAX_TEXT);
        assert_eq!(redact(&vec![b'['; 100_000]), "[100000 bytes]");
        assert!(redact(b"<html>13812345678 \xff").starts_with("<html>1381234****"));
        assert_eq!(redact(b""), "");
    }

    #[test]
    fn only_the_last_calls_are_kept() {
        let log = CallLog::default();
        for latency_ms in 0..200 {
            log.push(CallRecord {
                at: DateTime::UNIX_EPOCH,
                operation: "lock",
                url: String::new(),
                status: None,
                outcome: CallOutcome::Unknown,
                latency_ms,
                request: String::new(),
                answer: String::new(),
            });
        }
        let calls = log.snapshot();
        assert_eq!((calls.len(), calls[0].latency_ms), (MAX_CALLS, 199));
    }
}
