//! Reads the source and refuses what would make it a worse house to live in.
//!
//! What Cargo cannot enforce is checked here: who may import whom within the server, which places
//! may open a transaction or read the clock, how long things get, and which words nobody uses.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod corridors;
mod places;
mod rust_text;
mod sizes;
mod tracked;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

/// A tracked file and its text.
pub struct Source {
    /// Relative to the root of the project, with forward slashes.
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether this is test code: a test crate, a `tests` folder or a `tests.rs` beside the code.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.ends_with("tests.rs")
            || self.path.contains(".test.")
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every text file that is tracked, or about to be.
pub fn sources() -> Vec<Source> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(listed.status.success(), "git ls-files failed");
    let mut sources = Vec::new();
    for name in listed.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let path = String::from_utf8(name.to_vec()).expect("file names are UTF-8");
        // Gone from the disk but not yet from the index, or not text.
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else {
            continue;
        };
        sources.push(Source { path, text });
    }
    assert!(sources.len() > 100, "only {} files found", sources.len());
    sources
}

/// Fails with every finding at once.
pub fn report(findings: Vec<String>) {
    assert!(findings.is_empty(), "{} findings:\n  {}", findings.len(), findings.join("\n  "));
}
