//! Things that may be done in few places only.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust_text::{code_only, identifiers};
use crate::{Source, report, sources};

/// Rooms and crates in which nothing begins a transaction: queries, reads and rules.
fn has_no_transactions(path: &str) -> bool {
    let room = path.rsplit('/').next().unwrap_or_default();
    matches!(room, "store.rs" | "views.rs" | "problem.rs" | "page.rs" | "extract.rs")
        || ["domain", "tables", "gateways", "sandbox"]
            .iter()
            .any(|krate| path.starts_with(&format!("api/{krate}/")))
}

#[test]
fn transactions_begin_where_steps_are_ordered() {
    let mut findings = Vec::new();
    for source in product_code() {
        let code = code_only(&source.text);
        let begins = code.contains(".begin(") || code.contains(".begin_relaxed(");
        if has_no_transactions(&source.path) && begins {
            findings.push(format!("{}: begins a transaction", source.path));
        }
    }
    report(findings);
}

#[test]
fn only_the_clock_tells_the_time_and_mints_ids() {
    let may = ["api/server/src/clock.rs", "api/sandbox/src/clock.rs"];
    let mut findings = Vec::new();
    for source in product_code().filter(|source| !may.contains(&source.path.as_str())) {
        // The sandbox is the outside world: it numbers its own papers.
        let is_outside = source.path.starts_with("api/sandbox/");
        for (at, line) in code_only(&source.text).lines().enumerate() {
            let reads = ["Utc::now", "Local::now", "SystemTime::now"];
            let mints = ["Uuid::now_v7", "Uuid::new_v4"];
            if reads.iter().any(|word| line.contains(word))
                || !is_outside && mints.iter().any(|word| line.contains(word))
            {
                findings.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    report(findings);
}

/// Degrees on the map and seconds of a histogram are measured, and a workbook's cells know no other
/// numbers; everything else is counted.
const MEASURES: &[&str] = &[
    "api/server/src/catalogue/",
    "api/server/src/http/operations.rs",
    "api/server/src/import/",
    "api/server/src/ledger/xlsx.rs",
    "api/tables/src/cinemas.rs",
    "api/sandbox/src/faults.rs",
];

#[test]
fn no_floats_near_money() {
    let mut findings = Vec::new();
    for source in product_code() {
        if MEASURES.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        for (line, word) in identifiers(&code_only(&source.text)) {
            if ["f32", "f64"].contains(&word) {
                findings.push(format!("{}:{line}: {word}", source.path));
            }
        }
    }
    report(findings);
}

/// SeaORM writes the instants of the `time` crate as text that does not sort.
#[test]
fn nobody_depends_on_the_time_crate() {
    let mut findings = Vec::new();
    for Source { path, text } in sources().iter().filter(|s| s.path.ends_with("Cargo.toml")) {
        for line in text.lines() {
            if line.starts_with("time ") || line.starts_with("time.") || line.starts_with("time=") {
                findings.push(format!("{path}: {line}"));
            }
        }
    }
    report(findings);
}

/// The product's own code: what ships, without tests.
fn product_code() -> impl Iterator<Item = Source> {
    sources().into_iter().filter(|s| s.is_rust() && s.path.starts_with("api/")).filter_map(|s| {
        if s.is_test() {
            return None;
        }
        // Unit tests stand at the end of a file.
        let shipped = s.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        Some(Source { path: s.path, text: shipped })
    })
}

/// The folder in which the modules of a file are looked for.
fn folder_of_modules(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_test_root = folder.ends_with("/tests") || folder == "tests";
    match name {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        _ if is_test_root || folder.ends_with("/bin") || folder.ends_with("/benches") => {
            folder.to_owned()
        }
        _ => format!("{folder}/{}", name.trim_end_matches(".rs")),
    }
}

#[test]
fn every_file_is_reachable() {
    let files: BTreeMap<String, String> =
        sources().into_iter().filter(Source::is_rust).map(|s| (s.path, s.text)).collect();
    let is_root = |path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        matches!(name, "lib.rs" | "main.rs" | "build.rs")
            || ["/tests", "/bin", "/benches", "/examples"].iter().any(|end| folder.ends_with(end))
    };
    let mut waiting: Vec<String> = files.keys().filter(|path| is_root(path)).cloned().collect();
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        let Some(text) = files.get(&path).filter(|_| seen.insert(path.clone())) else {
            continue;
        };
        let folder = folder_of_modules(&path);
        for (at, line) in text.lines().enumerate() {
            let Some(name) = module_declared(line) else {
                continue;
            };
            let before = at.checked_sub(1).and_then(|at| text.lines().nth(at)).unwrap_or_default();
            let named = before.trim().strip_prefix("#[path = \"").and_then(|p| p.split('"').next());
            if let Some(named) = named {
                let own = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                waiting.push(format!("{own}/{named}"));
                continue;
            }
            waiting.push(format!("{folder}/{name}.rs"));
            waiting.push(format!("{folder}/{name}/mod.rs"));
        }
    }
    let dead = files.keys().filter(|path| !seen.contains(*path));
    report(dead.map(|path| format!("{path}: no module declares it")).collect());
}

fn module_declared(line: &str) -> Option<&str> {
    let line = line.trim().strip_suffix(';')?;
    let (before, name) = line.rsplit_once("mod ")?;
    let is_module = before.is_empty() || before.starts_with("pub") || before.ends_with("] ");
    (is_module && name.chars().all(|c| c.is_alphanumeric() || c == '_')).then_some(name)
}
