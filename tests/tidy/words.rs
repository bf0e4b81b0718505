//! One noun, one name: words that have another name here.

use crate::rust_text::{code_only, identifiers};
use crate::{report, sources};

/// A word, what it is called here, and where it is banned. (A bank may book money.)
const BANNED: &[(&str, &str, &[&str])] = &[
    ("theater", "cinema", &["api/", "frontend/src/", "tests/"]),
    ("theatre", "cinema", &["api/", "frontend/src/", "tests/"]),
    ("venue", "cinema", &["api/", "frontend/src/", "tests/"]),
    ("auditorium", "hall", &["api/", "frontend/src/", "tests/"]),
    ("movie", "film", &["api/", "frontend/src/", "tests/"]),
    ("booking", "order", &["api/server/", "api/domain/", "api/tables/", "frontend/src/", "tests/"]),
    ("reservation", "seat lock", &["api/", "frontend/src/", "tests/"]),
    ("reservations", "seat locks", &["api/", "frontend/src/", "tests/"]),
    ("reserve", "lock", &["api/", "frontend/src/", "tests/"]),
    ("hold", "seat lock", &["api/server/", "api/tables/", "api/domain/", "api/box_office/"]),
    ("voucher", "ticket", &["api/", "frontend/src/", "tests/"]),
    ("redemption", "pickup or check-in", &["api/server/", "api/domain/", "api/tables/"]),
    ("redeem", "collect or check in", &["api/server/", "api/domain/", "api/tables/"]),
    ("screening", "showtime", &["api/", "frontend/src/", "tests/"]),
];

/// Names on the wire that are fixed: OAuth's scope `booking`, where it is chosen and explained.
const ON_THE_WIRE: &[(&str, &str)] = &[
    ("frontend/src/features/clients/words.ts", "booking"),
    ("frontend/src/features/developers/texts.ts", "booking"),
    ("frontend/src/i18n/scopes.ts", "booking"),
    ("frontend/src/i18n/scopes.test.ts", "booking"),
];

/// The words of an identifier: `seatHoldTtl` and `seat_hold_ttl` both have three.
fn parts(identifier: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for c in identifier.chars() {
        if c == '_' || (c.is_uppercase() && was_lower) {
            parts.push(String::new());
        }
        if c != '_' {
            parts.last_mut().unwrap().extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase() || c.is_numeric();
    }
    parts
}

#[test]
fn nothing_has_two_names() {
    let mut findings = Vec::new();
    for source in sources() {
        let is_code = [".rs", ".ts", ".tsx"].iter().any(|ending| source.path.ends_with(ending));
        // This list itself, and what is generated.
        if !is_code || source.path == "tests/tidy/words.rs" || source.path.ends_with(".d.ts") {
            continue;
        }
        for (line, identifier) in identifiers(&code_only(&source.text)) {
            if ON_THE_WIRE.contains(&(source.path.as_str(), identifier)) {
                continue;
            }
            for part in parts(identifier) {
                let banned = BANNED.iter().find(|(word, _, places)| {
                    *word == part && places.iter().any(|place| source.path.starts_with(place))
                });
                if let Some((word, name, _)) = banned {
                    findings.push(format!(
                        "{}:{line}: {identifier}: a {word} is called {name} here",
                        source.path
                    ));
                }
            }
        }
    }
    report(findings);
}

#[test]
fn identifiers_are_cut_into_words() {
    assert_eq!(parts("seatHold_ttlS"), ["seat", "hold", "ttl", "s"]);
    assert_eq!(parts("SeatLock"), ["seat", "lock"]);
}
