//! A show as a calendar entry (RFC 5545).

use chrono::{DateTime, Utc};
use tables::orders;

use crate::catalogue::Showtime;

/// Lines are folded after so many bytes (RFC 5545, 3.1).
const LINE_BYTES: usize = 75;

/// Writes the entry. Times are UTC, so every calendar shows them in its own zone.
pub fn write(order: &orders::Model, showtime: &Showtime) -> String {
    let seats: Vec<_> =
        order.seats.0.iter().map(|seat| format!("{}-{}", seat.row, seat.seat)).collect();
    let title = format!("{} {}", showtime.film.title.zh, showtime.film.title.en);
    let place = format!("{} {}", showtime.cinema.name.zh, showtime.cinema.address.zh);
    let code = order.pickup_code.as_deref().unwrap_or_default();
    let notes = format!(
        "{} · {} · 取票码 pickup code {}",
        showtime.hall.name.zh,
        seats.join(", "),
        domain::tickets::grouped_by_four(code),
    );
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Marquee//Tickets//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@marquee", order.id),
        format!("DTSTAMP:{}", instant(order.ticketed_at.unwrap_or(order.created_at))),
        format!("DTSTART:{}", instant(showtime.starts_at)),
        format!("DTEND:{}", instant(showtime.ends_at)),
        format!("SUMMARY:{}", escape(&title)),
        format!("LOCATION:{}", escape(&place)),
        format!("DESCRIPTION:{}", escape(&notes)),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        "TRIGGER:-PT1H".to_owned(),
        format!("DESCRIPTION:{}", escape(&title)),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| fold(line)).collect()
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Breaks a line between characters, never inside one.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut used = 0;
    for character in line.chars() {
        if used + character.len_utf8() > LINE_BYTES {
            folded.push_str("\r\n ");
            used = 1;
        }
        folded.push(character);
        used += character.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::{escape, fold};

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = "影".repeat(60);
        let folded = fold(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= super::LINE_BYTES));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn separators_are_escaped() {
        assert_eq!(escape("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
