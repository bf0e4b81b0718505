//! How long things may get before they ask to be cut.

use crate::{Source, report, sources};

const LINE: usize = 100;
const FILE: usize = 500;
const FUNCTION: usize = 70;

/// What people write by hand and read line by line.
fn is_written(source: &Source) -> bool {
    let endings = [".rs", ".ts", ".tsx", ".sh", ".css", ".sql"];
    endings.iter().any(|ending| source.path.ends_with(ending))
        && !source.path.ends_with("schema.d.ts")
}

#[test]
fn lines_fit_the_page() {
    // Biome breaks the lines of the web app where they can be broken.
    let is_ours = |source: &&Source| source.is_rust() || source.path.ends_with(".sh");
    let mut findings = Vec::new();
    for source in sources().iter().filter(is_ours) {
        for (at, line) in source.text.lines().enumerate() {
            // An address cannot be broken.
            if line.chars().count() > LINE && !line.contains("://") {
                findings.push(format!("{}:{}", source.path, at + 1));
            }
        }
    }
    report(findings);
}

#[test]
fn files_stay_small() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| is_written(source)) {
        let lines = source.text.lines().count();
        if lines > FILE {
            findings.push(format!("{}: {lines} lines", source.path));
        }
    }
    report(findings);
}

#[test]
fn functions_stay_small() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| source.is_rust()) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let indent = line.len() - code.len();
            let starts = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn "];
            let is_function = starts.iter().any(|start| code.starts_with(start))
                || code.starts_with("pub") && code.contains(" async fn ");
            if !is_function {
                continue;
            }
            // rustfmt puts the closing brace below the first letter of the declaration.
            let close = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|line| *line == close).unwrap_or(0);
            if length > FUNCTION {
                findings.push(format!("{}:{}: {length} lines", source.path, at + 1));
            }
        }
    }
    report(findings);
}
