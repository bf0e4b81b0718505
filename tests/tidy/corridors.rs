//! Who may import whom inside the server, and what each storey may know.

use std::collections::BTreeSet;

use crate::rust_text::{code_only, identifiers};
use crate::{Source, report, sources};

/// What everybody may use.
const INFRASTRUCTURE: &[&str] = &[
    "app",
    "audit",
    "clock",
    "config",
    "defects",
    "error",
    "fault",
    "history",
    "http",
    "keys",
    "lanes",
    "outbox",
    "remembered",
];

/// What puts the whole together: may use everything, and nobody may use it.
const TOP: &[&str] = &["cli", "seed", "main", "lib", "tasks", "operations_of_all"];

/// A feature and the features that it may use.
const CORRIDORS: &[(&str, &[&str])] = &[
    ("identity", &["messages"]),
    ("oauth", &["identity"]),
    ("catalogue", &["identity"]),
    ("cinemas", &["identity", "catalogue", "webhooks"]),
    ("ledger", &["identity"]),
    ("bank_bills", &[]),
    ("statements", &["identity"]),
    ("reconciliation", &["identity", "ledger", "payments", "orders", "statements", "bank_bills"]),
    ("payouts", &["identity", "ledger", "reconciliation"]),
    ("messages", &["identity"]),
    ("webhooks", &["identity"]),
    ("seating", &["identity", "catalogue", "cinemas", "webhooks"]),
    ("payments", &["identity", "ledger", "webhooks"]),
    // Payments hold the scoped reading of one's own order.
    ("tickets", &["identity", "catalogue", "messages", "payments"]),
    (
        "orders",
        &[
            "identity",
            "catalogue",
            "seating",
            "payments",
            "tickets",
            "ledger",
            "messages",
            "webhooks",
        ],
    ),
    ("portal", &["identity", "catalogue", "orders", "tickets"]),
    ("desk", &["identity", "catalogue", "tickets", "orders"]),
    // A gate's late news goes the desk's way.
    ("gate", &["identity", "cinemas", "tickets", "desk"]),
    ("schedule", &["identity", "cinemas", "seating", "webhooks"]),
    ("counter", &["identity", "schedule"]),
    ("import", &["identity", "catalogue", "portal"]),
    (
        "admin",
        &[
            "identity",
            "catalogue",
            "cinemas",
            "seating",
            "orders",
            "payments",
            "tickets",
            "ledger",
            "messages",
            "reconciliation",
        ],
    ),
];

/// Crossings that no table allows, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    // Mounts every feature's operations.
    ("api/server/src/http/mod.rs", "*"),
    // Holds the live seats and the lines to cinemas that requests and tasks share.
    ("api/server/src/app.rs", "seating"),
    ("api/server/src/app.rs", "cinemas"),
    // Holds the live figures, found out once for all who look at them.
    ("api/server/src/app.rs", "admin"),
    // Holds who listens, so that what nobody hears costs nothing.
    ("api/server/src/app.rs", "webhooks"),
    // Holds what third-party clients used up of their quotas.
    ("api/server/src/app.rs", "identity"),
    // Holds what requests began and nobody waits for, and counts the workbooks among it.
    ("api/server/src/app.rs", "tasks"),
    ("api/server/src/app.rs", "ledger"),
];

fn feature_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("api/server/src/")?;
    let first = rest.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first))
}

/// Names that follow `crate::` in a file: `crate::a`, and `crate::{a::…, b}` too.
fn imported(code: &str) -> BTreeSet<(usize, String)> {
    let mut names = BTreeSet::new();
    let mut offset = 0;
    while let Some(found) = code[offset..].find("crate::") {
        let at = offset + found + "crate::".len();
        offset = at;
        if code[..at - "crate::".len()].ends_with('$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            for part in group.split_inclusive(['{', '}', ',']) {
                let name: String = part.trim().chars().take_while(|c| is_word(*c)).collect();
                if depth == 0 && !name.is_empty() {
                    names.insert((line, name));
                }
                match part.chars().last() {
                    Some('{') => depth += 1,
                    Some('}') if depth == 0 => break,
                    Some('}') => depth -= 1,
                    _ => {}
                }
            }
        } else {
            names.insert((line, rest.chars().take_while(|c| is_word(*c)).collect()));
        }
    }
    names
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[test]
fn features_use_only_the_corridors() {
    let features: BTreeSet<&str> = CORRIDORS.iter().map(|(name, _)| *name).collect();
    let mut findings = Vec::new();
    for source in sources() {
        let Some(from) = feature_of(&source.path).filter(|_| source.is_rust()) else {
            continue;
        };
        if TOP.contains(&from) {
            continue;
        }
        let is_infrastructure = INFRASTRUCTURE.contains(&from);
        let allowed = CORRIDORS.iter().find(|(name, _)| *name == from).map(|(_, to)| *to);
        if !is_infrastructure && allowed.is_none() {
            findings.push(format!("{}: {from} is in no table of tests/tidy", source.path));
            continue;
        }
        for (line, to) in imported(&code_only(&source.text)) {
            let is_excepted = EXCEPTIONS.iter().any(|(path, feature)| {
                *path == source.path && ["*", to.as_str()].contains(feature)
            });
            let is_known = features.contains(to.as_str()) || TOP.contains(&to.as_str());
            let is_allowed = to == from || allowed.is_some_and(|to_s| to_s.contains(&to.as_str()));
            // The doors: the http extractors of identity are part of every handler's signature.
            if is_known && !is_allowed && !is_excepted {
                findings.push(format!("{}:{line}: {from} may not import {to}", source.path));
            }
        }
    }
    report(findings);
}

#[test]
fn handlers_and_queries_stay_in_their_rooms() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|s| s.is_rust() && s.path.starts_with("api/server/src/"))
    {
        let code = code_only(&source.text);
        let room = source.path.rsplit('/').next().unwrap_or_default();
        if matches!(room, "store.rs" | "views.rs") {
            for word in ["actix_web", "HttpResponse", "gateways::bank::BankGateway", "reqwest"] {
                if code.contains(word) {
                    findings.push(format!("{}: {word} in a room that speaks SQL", source.path));
                }
            }
        }
    }
    report(findings);
}

/// No remote call inside a transaction: a function that was given one reaches for no gateway and
/// begins no second one.
#[test]
fn who_holds_a_transaction_calls_nobody() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|s| s.is_rust() && s.path.starts_with("api/server/")) {
        let code = code_only(&source.text);
        for (at, _) in code.match_indices("fn ") {
            let Some(start) = code[at..].find(['{', ';']).map(|end| at + end) else {
                continue;
            };
            // A closure that will be given one is somebody else's body.
            let signature = code[at..start].replace("AsyncFn(&Tx", "AsyncFn(");
            let holds_one = identifiers(&signature).any(|(_, word)| word == "Tx");
            let indent = code[..at].rsplit('\n').next().unwrap_or_default();
            let indent = indent.len() - indent.trim_start().len();
            let close = format!("\n{}}}", " ".repeat(indent));
            let body = &code[start..];
            let body = &body[..body.find(&close).unwrap_or(body.len())];
            let calls =
                [".gateways", ".begin(", ".begin_relaxed("].iter().any(|word| body.contains(word));
            if holds_one && calls {
                let line = code[..at].matches('\n').count() + 1;
                findings.push(format!("{}:{line}: calls out while it holds a Tx", source.path));
            }
        }
    }
    report(findings);
}

/// The `db` and `api` features of the domain add derives, and to identifiers the one conversion
/// that SeaORM asks of a key.
#[test]
fn the_domain_knows_no_database_and_no_web() {
    let mut findings = Vec::new();
    for Source { path, text } in sources().iter().filter(|s| is_rule(&s.path)) {
        for (at, line) in text.lines().enumerate() {
            let is_derive = line.trim_start().starts_with("#[cfg_attr(feature = ");
            let names = line.contains("sea_orm") || line.contains("utoipa");
            let does = ["async fn", "tokio", "actix", "reqwest", "std::fs", "std::net", "rand::"];
            let is_comment = line.trim_start().starts_with("//");
            if (names && !is_derive || does.iter().any(|word| line.contains(word))) && !is_comment {
                findings.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    report(findings);
}

fn is_rule(path: &str) -> bool {
    path.starts_with("api/domain/src/") && path != "api/domain/src/ids.rs"
}

#[test]
fn the_sandbox_shares_no_code_with_what_it_stands_in_for() {
    let mut findings = Vec::new();
    for source in sources() {
        let manifest = &source.path;
        let is_sandbox = manifest == "api/sandbox/Cargo.toml";
        let is_product = manifest.starts_with("api/") && manifest.ends_with("Cargo.toml");
        for line in source.text.lines() {
            let names = |name: &str| {
                line.starts_with(&format!("{name}.")) || line.starts_with(&format!("{name} "))
            };
            let own = ["domain", "tables", "gateways", "server", "box_office", "database"];
            if is_sandbox && own.iter().any(|name| names(name)) {
                findings.push(format!("{manifest}: {line}"));
            }
            if is_product && names("sandbox") && !source.text.contains("[dev-dependencies]") {
                findings.push(format!("{manifest}: {line}"));
            }
        }
    }
    report(findings);
}

#[test]
fn groups_of_imports_are_read() {
    let code = "use crate::{a::{x, y}, b};\nuse crate::c::z;\n$crate::d";
    let names: Vec<_> = imported(code).into_iter().collect();
    let expected = [(1, "a"), (1, "b"), (2, "c")];
    assert_eq!(names, expected.map(|(line, name)| (line, name.to_owned())));
}
