//! Reading the single fields of the import files. Each function says what it expected.

use chrono::{Days, NaiveDate};
use domain::text::LocalizedText;

/// Why a field cannot be read.
pub type FieldResult<T> = Result<T, String>;

/// A day as the files write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileDate {
    Day(NaiveDate),
    /// So many days after (or before) the start of the import.
    FromStart(i64),
}

impl FileDate {
    /// Whether it depends on when the import runs.
    pub const fn is_relative(self) -> bool {
        matches!(self, Self::FromStart(_))
    }

    /// The day that is meant.
    pub fn resolve(self, start: NaiveDate) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::FromStart(days) if days < 0 => {
                start.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(start)
            }
            Self::FromStart(days) => {
                start.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(start)
            }
        }
    }
}

/// Text that may not be empty and has no blanks around it.
pub fn text(field: &str) -> FieldResult<String> {
    if field.is_empty() {
        return Err("must not be empty".to_owned());
    }
    if field.trim() != field || field.chars().any(char::is_control) {
        return Err("has blanks at its ends or control characters".to_owned());
    }
    Ok(field.to_owned())
}

/// A slug.
pub fn slug(field: &str) -> FieldResult<String> {
    let is_first = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_rest = |byte: u8| is_first(byte) || byte == b'_' || byte == b'-';
    match field.as_bytes() {
        [first, rest @ ..] if is_first(*first) && rest.iter().all(|byte| is_rest(*byte)) => {
            Ok(field.to_owned())
        }
        _ => Err(format!("{field:?} is no slug ([a-z0-9][a-z0-9_-]*)")),
    }
}

/// Exactly so many decimal digits.
pub fn digits(field: &str, count: usize) -> FieldResult<String> {
    if field.len() == count && field.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(field.to_owned())
    } else {
        Err(format!("{field:?} is not {count} digits"))
    }
}

/// A whole number within limits.
pub fn number(field: &str, least: i64, most: i64) -> FieldResult<i64> {
    let number: i64 = field.parse().map_err(|_| format!("{field:?} is no whole number"))?;
    if (least..=most).contains(&number) {
        Ok(number)
    } else {
        Err(format!("{number} is not within {least} to {most}"))
    }
}

/// A list separated by `;`; an empty field is an empty list.
pub fn list<T>(field: &str, item: impl Fn(&str) -> FieldResult<T>) -> FieldResult<Vec<T>> {
    if field.is_empty() {
        return Ok(Vec::new());
    }
    field.split(';').map(item).collect()
}

/// A list with at least one item.
pub fn filled_list<T>(field: &str, item: impl Fn(&str) -> FieldResult<T>) -> FieldResult<Vec<T>> {
    if field.is_empty() { Err("must not be empty".to_owned()) } else { list(field, item) }
}

/// `zh|en`.
pub fn bilingual(field: &str) -> FieldResult<LocalizedText> {
    match field.split_once('|') {
        Some((zh, en)) if !en.contains('|') => Ok(LocalizedText::new(text(zh)?, text(en)?)),
        _ => Err(format!("{field:?} is not zh|en")),
    }
}

/// A day, or days from the start.
pub fn date(field: &str) -> FieldResult<FileDate> {
    let fault = || format!("{field:?} is neither YYYY-MM-DD nor days from the start such as +12d");
    if let Some(days) = field.strip_suffix('d') {
        let is_signed = days.starts_with(['+', '-']);
        let has_digits =
            (2..=5).contains(&days.len()) && days.bytes().skip(1).all(|byte| byte.is_ascii_digit());
        if is_signed && has_digits {
            return days.parse().map(FileDate::FromStart).map_err(|_| fault());
        }
        return Err(fault());
    }
    if field.len() != 10 {
        return Err(fault());
    }
    field.parse().map(FileDate::Day).map_err(|_| fault())
}

/// `HH:MM` as minutes after midnight; hours go on counting to 29.
pub fn minutes(field: &str) -> FieldResult<u32> {
    let fault = || format!("{field:?} is no time of day from 00:00 to 29:59");
    let (hours, minutes) = field.split_once(':').ok_or_else(fault)?;
    let hours = number(&digits(hours, 2).map_err(|_| fault())?, 0, 29).map_err(|_| fault())?;
    let minutes = number(&digits(minutes, 2).map_err(|_| fault())?, 0, 59).map_err(|_| fault())?;
    u32::try_from(hours * 60 + minutes).map_err(|_| fault())
}

/// What is spoken and what is written below the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageVersion {
    pub audio: String,
    pub subtitles: Option<String>,
}

/// `audio` or `audio+subtitles`.
pub fn language_version(field: &str) -> FieldResult<LanguageVersion> {
    match field.split_once('+') {
        None => Ok(LanguageVersion { audio: language(field)?, subtitles: None }),
        Some((audio, subtitles)) => {
            Ok(LanguageVersion { audio: language(audio)?, subtitles: Some(language(subtitles)?) })
        }
    }
}

/// The shape of a BCP 47 tag.
pub fn language(field: &str) -> FieldResult<String> {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if field.split('-').all(is_part) && field.starts_with(|first: char| first.is_ascii_lowercase())
    {
        Ok(field.to_owned())
    } else {
        Err(format!("{field:?} is no BCP 47 language tag"))
    }
}

/// ISO 3166-1 alpha-2.
pub fn country(field: &str) -> FieldResult<String> {
    if field.len() == 2 && field.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(field.to_owned())
    } else {
        Err(format!("{field:?} is no country code of two capitals"))
    }
}

/// `zone=fen`.
pub fn zone_price(field: &str) -> FieldResult<(String, i64)> {
    let (zone, fen) = field.split_once('=').ok_or_else(|| format!("{field:?} is not zone=fen"))?;
    Ok((slug(zone)?, number(fen, 0, 100_000_000)?))
}

#[cfg(test)]
mod tests {
    use super::{
        FileDate, bilingual, date, language_version, list, minutes, number, slug, zone_price,
    };

    #[test]
    fn dates_are_days_or_relative() {
        assert_eq!(date("+12d"), Ok(FileDate::FromStart(12)));
        assert_eq!(date("-20d"), Ok(FileDate::FromStart(-20)));
        assert!(matches!(date("2026-02-28"), Ok(FileDate::Day(_))));
        for bad in ["", "12d", "+d", "+12345d", "2026-2-8", "2026-02-30", "+1x", "-"] {
            assert!(date(bad).is_err(), "{bad}");
        }
        let start = "2026-03-01".parse().unwrap_or_default();
        assert_eq!(FileDate::FromStart(-1).resolve(start).to_string(), "2026-02-28");
    }

    #[test]
    fn hours_count_past_midnight() {
        assert_eq!(minutes("25:30"), Ok(1_530));
        for bad in ["30:00", "9:30", "10:60", "1030", "+1:00", ""] {
            assert!(minutes(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_other_fields_are_strict() {
        assert!(slug("imax_2d").is_ok() && slug("4d").is_ok());
        assert!(slug("IMAX").is_err() && slug("").is_err() && slug("-a").is_err());
        assert!(bilingual("李安|Ang Lee").is_ok());
        assert!(
            bilingual("李安").is_err() && bilingual("a|b|c").is_err() && bilingual("|b").is_err()
        );
        assert!(number("7", 1, 6).is_err() && number("1.5", 0, 9).is_err());
        assert_eq!(list("", slug), Ok(Vec::new()));
        assert_eq!(zone_price("vip=5800"), Ok(("vip".to_owned(), 5_800)));
        let version = language_version("en+zh");
        assert_eq!(version.ok().and_then(|version| version.subtitles), Some("zh".to_owned()));
    }
}
