//! What must never be written into the repository.

use crate::{report, sources};

/// Addresses that a lock file may name.
const REGISTRIES: &[&str] =
    &["https://registry.npmjs.org/", "registry+https://github.com/rust-lang/crates.io-index"];

#[test]
fn no_paths_of_somebodys_machine() {
    // Put together here, so that this file does not find itself.
    let roots = ["/ro@ot/", "/ho@me/", "/Us@ers/", "/wo@rk/", "C:@\\"].map(|s| s.replace('@', ""));
    // Where the containers keep their data, not anybody's machine.
    let containers = ["Dockerfile", "docker-compose.yml", ".dockerignore"];
    let mut findings = Vec::new();
    for source in sources() {
        if containers.contains(&source.path.as_str()) {
            continue;
        }
        for (at, line) in source.text.lines().enumerate() {
            if roots.iter().any(|root| line.contains(root.as_str())) {
                findings.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    report(findings);
}

#[test]
fn lock_files_name_only_the_public_registries() {
    let mut findings = Vec::new();
    for source in sources() {
        let is_lock = ["Cargo.lock", "package-lock.json"].iter().any(|n| source.path.ends_with(n));
        for line in source.text.lines().filter(|_| is_lock) {
            let is_source =
                line.starts_with("source = ") || line.trim_start().starts_with("\"resolved\":");
            if is_source && !REGISTRIES.iter().any(|registry| line.contains(registry)) {
                findings.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    report(findings);
}

#[test]
fn no_secrets_and_no_merge_marks() {
    let mut findings = Vec::new();
    let marks =
        ["-----BEGIN @PRIVATE KEY", "-----BEGIN @RSA PRIVATE KEY", "<<<<<<@< ", ">>>>>>@> "]
            .map(|mark| mark.replace('@', ""));
    for source in sources() {
        for (at, line) in source.text.lines().enumerate() {
            if marks.iter().any(|mark| line.starts_with(mark.as_str())) {
                findings.push(format!("{}:{}", source.path, at + 1));
            }
        }
    }
    report(findings);
}

/// Unfinished work is not hidden in comments.
#[test]
fn no_notes_to_oneself() {
    let words = ["TO@DO", "FIX@ME", "XX@X", "HA@CK"].map(|word| word.replace('@', ""));
    let mut findings = Vec::new();
    for source in sources() {
        let is_code = [".rs", ".ts", ".tsx", ".sh", ".sql", ".yml", ".toml"]
            .iter()
            .any(|ending| source.path.ends_with(ending));
        for (at, line) in source.text.lines().enumerate().filter(|_| is_code) {
            let is_whole_word =
                |word: &str| line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
            if words.iter().any(|word| is_whole_word(word)) {
                findings.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    report(findings);
}
