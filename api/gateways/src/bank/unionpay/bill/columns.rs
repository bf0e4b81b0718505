//! A line of fixed-width columns, and the kinds of values in them.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone as _, Utc};

use super::super::message::{BEIJING, date_near};

/// Why a line cannot be used; `column` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) column: Option<usize>,
    pub(super) why: String,
}

impl Fault {
    /// Of the whole line.
    pub(super) fn whole(why: impl Into<String>) -> Self {
        Self { column: None, why: why.into() }
    }

    pub(super) fn at(column: usize, why: impl Into<String>) -> Self {
        Self { column: Some(column), why: why.into() }
    }
}

/// Days that a transaction's time may lie beside its settlement day.
const DAYS_BESIDE: i64 = 3;

/// One line, cut into its columns.
pub(super) struct Row<'a> {
    bytes: &'a [u8],
    widths: &'static [usize],
}

impl<'a> Row<'a> {
    /// Checks the length and the blanks between the columns. The last column is reserved and mostly
    /// blank; a file whose trailing blanks were trimmed lacks only those.
    pub(super) fn of(bytes: &'a [u8], widths: &'static [usize]) -> Result<Self, Fault> {
        let whole = widths.iter().sum::<usize>() + widths.len() - 1;
        let reserved = widths.last().copied().unwrap_or_default() + 1;
        if bytes.len() > whole || bytes.len() < whole - reserved {
            let found = bytes.len();
            return Err(Fault::whole(format!("{found} bytes long where {whole} belong")));
        }
        let mut start = 0;
        for (column, width) in (1..).zip(widths) {
            let end = (start + width).min(bytes.len());
            if bytes.get(end).is_some_and(|byte| *byte != b' ') {
                return Err(Fault::at(column, "no blank after the column"));
            }
            if !bytes.get(start..end).is_none_or(is_text) {
                return Err(Fault::at(column, "neither GBK nor UTF-8"));
            }
            start += width + 1;
        }
        Ok(Self { bytes, widths })
    }

    /// The bytes of a column.
    fn raw(&self, column: usize) -> &'a [u8] {
        let before: usize = self.widths.iter().take(column - 1).map(|width| width + 1).sum();
        let width = self.widths.get(column - 1).copied().unwrap_or_default();
        let end = (before + width).min(self.bytes.len());
        self.bytes.get(before..end).unwrap_or_default()
    }

    /// Letters and digits of ASCII without the blanks around them; empty when it is blank.
    pub(super) fn word(&self, column: usize) -> Result<&'a str, Fault> {
        let bytes = self.raw(column).trim_ascii();
        match std::str::from_utf8(bytes) {
            Ok(word) if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Ok(word),
            _ => Err(Fault::at(column, "more than letters and digits")),
        }
    }

    /// As [`Row::word`], `None` when it is blank or all zeros: both mean that there is none.
    pub(super) fn optional_word(&self, column: usize) -> Result<Option<&'a str>, Fault> {
        let word = self.word(column)?;
        Ok((!word.bytes().all(|byte| byte == b'0')).then_some(word))
    }

    /// As [`Row::word`], and not blank.
    pub(super) fn needed_word(&self, column: usize) -> Result<&'a str, Fault> {
        self.optional_word(column)?.ok_or_else(|| Fault::at(column, "blank"))
    }

    /// Digits that fill the column.
    fn digits(&self, column: usize, bytes: &'a [u8]) -> Result<i64, Fault> {
        let is_number = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
        let text = is_number.then(|| std::str::from_utf8(bytes).ok()).flatten();
        text.and_then(|text| text.parse().ok())
            .ok_or_else(|| Fault::at(column, format!("not {} digits", bytes.len())))
    }

    /// An amount without a sign.
    pub(super) fn amount(&self, column: usize) -> Result<i64, Fault> {
        self.digits(column, self.raw(column))
    }

    /// An amount after `C`, to the merchant's credit, or `D`, to its debit; blank is nothing.
    pub(super) fn signed_amount(&self, column: usize) -> Result<i64, Fault> {
        match self.raw(column).split_first() {
            Some((b'C', digits)) => self.digits(column, digits),
            Some((b'D', digits)) => self.digits(column, digits).map(|amount| -amount),
            Some((b' ', rest)) if rest.iter().all(|byte| *byte == b' ') => Ok(0),
            _ => Err(Fault::at(column, "begins with neither C nor D")),
        }
    }

    /// `MMDDhhmmss`, Beijing time, in the year that is nearest to the settlement day.
    pub(super) fn time(&self, column: usize, settle_on: NaiveDate) -> Result<DateTime<Utc>, Fault> {
        let read = || {
            let text = std::str::from_utf8(self.raw(column)).ok()?;
            let day = date_near(text.get(..4)?, settle_on)?;
            let digits = text.get(4..).filter(|time| time.bytes().all(|b| b.is_ascii_digit()))?;
            let time = NaiveTime::parse_from_str(digits, "%H%M%S").ok()?;
            let at = BEIJING.from_local_datetime(&day.and_time(time)).single()?;
            Some((day, at.with_timezone(&Utc)))
        };
        let (day, at) = read().ok_or_else(|| Fault::at(column, "no time MMDDhhmmss"))?;
        if (day - settle_on).abs() > Duration::days(DAYS_BESIDE) {
            return Err(Fault::at(column, format!("{day} is far from the bill's day")));
        }
        Ok(at)
    }
}

/// Whether bytes are text in one of the two encodings that bills come in.
fn is_text(bytes: &[u8]) -> bool {
    let is_clean = |byte: &u8| !byte.is_ascii_control();
    bytes.iter().all(is_clean)
        && (bytes.is_ascii()
            || encoding_rs::GBK
                .decode_without_bom_handling_and_without_replacement(bytes)
                .is_some()
            || std::str::from_utf8(bytes).is_ok())
}
