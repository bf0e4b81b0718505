//! ACP messages as text: `k=v` pairs joined by `&`.
//!
//! Answers travel raw: values hold `=`, `+` and line ends as they are, and `&` only inside braces.
//! Notifications travel as an ordinary URL-encoded form. Both are somebody else's bytes until the
//! signature is checked, so both parsers accept little and never panic.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

/// A message is larger than this only if it is not one.
pub(super) const MAX_BYTES: usize = 64 * 1024;
const MAX_FIELDS: usize = 128;
const MAX_NAME: usize = 64;

/// `txnTime` and every other instant of the protocol is Beijing time without a zone.
pub(super) const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(zone) => zone,
    None => panic!("eight hours is an offset"),
};
const STAMP: &str = "%Y%m%d%H%M%S";

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("too long")]
    TooLong,
    #[error("not UTF-8")]
    NotUtf8,
    #[error("not name=value pairs")]
    NotPairs,
    #[error("a field comes twice")]
    Twice,
    #[error("a brace is not closed, or `&` stands outside braces")]
    Ambiguous,
}

/// The fields of a message, exactly as received. Nothing in it is proven.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    fields: BTreeMap<String, String>,
}

impl Message {
    /// Reads an answer of the gateway of at most `limit` bytes.
    pub(super) fn parse_raw(bytes: &[u8], limit: usize) -> Result<Self, Unreadable> {
        if bytes.len() > limit {
            return Err(Unreadable::TooLong);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
        let mut message = Self::default();
        for pair in split_outside_braces(text)? {
            let (name, value) = pair.split_once('=').ok_or(Unreadable::NotPairs)?;
            message.insert(name, value)?;
        }
        Ok(message)
    }

    /// Reads the body of a notification.
    pub(super) fn parse_form(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MAX_BYTES {
            return Err(Unreadable::TooLong);
        }
        let mut message = Self::default();
        for (name, value) in form_urlencoded::parse(bytes) {
            // The signature covers the joined text. A bare `&` in a value would let one signed
            // text be read as two different messages.
            if split_outside_braces(&value)?.len() > 1 {
                return Err(Unreadable::Ambiguous);
            }
            message.insert(&name, &value)?;
        }
        if message.fields.is_empty() {
            return Err(Unreadable::NotPairs);
        }
        Ok(message)
    }

    fn insert(&mut self, name: &str, value: &str) -> Result<(), Unreadable> {
        let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        if name.is_empty() || name.len() > MAX_NAME || !name.bytes().all(is_word) {
            return Err(Unreadable::NotPairs);
        }
        if self.fields.len() >= MAX_FIELDS {
            return Err(Unreadable::TooLong);
        }
        match self.fields.insert(name.to_owned(), value.to_owned()) {
            None => Ok(()),
            Some(_) => Err(Unreadable::Twice),
        }
    }

    /// The value of a field; an empty value says nothing and counts as absent.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = self.fields.get(name)?;
        (!value.is_empty()).then_some(value.as_str())
    }

    /// Whole minor units: one to twelve digits and nothing else.
    pub(super) fn amount(&self, name: &str) -> Option<i64> {
        let digits = self.get(name)?;
        let is_plain = digits.len() <= 12 && digits.bytes().all(|b| b.is_ascii_digit());
        is_plain.then(|| digits.parse().ok()).flatten()
    }

    /// The fields as received, for the signature.
    pub(super) const fn fields(&self) -> &BTreeMap<String, String> {
        &self.fields
    }
}

/// Pieces between the `&` that stand outside braces.
fn split_outside_braces(text: &str) -> Result<Vec<&str>, Unreadable> {
    let mut pieces = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'&' if depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if depth > 0 {
        return Err(Unreadable::Ambiguous);
    }
    pieces.push(&text[start..]);
    Ok(pieces)
}

/// An instant as the protocol writes it; fractions of a second are dropped.
pub(super) fn stamp(at: DateTime<Utc>) -> String {
    at.with_timezone(&BEIJING).format(STAMP).to_string()
}

/// The Beijing date of a stamp.
pub(super) fn stamp_date(stamp: &str) -> Option<NaiveDate> {
    let is_plain = stamp.len() == 14 && stamp.bytes().all(|b| b.is_ascii_digit());
    let at = NaiveDateTime::parse_from_str(is_plain.then_some(stamp)?, STAMP).ok()?;
    Some(at.date())
}

/// The date that `month_day` (`MMDD`) means near `reference`: settlement dates carry no year, and
/// the nearest one is meant.
pub(super) fn date_near(month_day: &str, reference: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike as _;

    if month_day.len() != 4 || !month_day.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (month, day) = (month_day[..2].parse().ok()?, month_day[2..].parse().ok()?);
    (-1..=1)
        .filter_map(|years| NaiveDate::from_ymd_opt(reference.year() + years, month, day))
        .min_by_key(|date| (*date - reference).num_days().abs())
}

/// Our number of a payment or refund as the protocol allows it.
pub(super) fn is_order_id(text: &str) -> bool {
    (8..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
