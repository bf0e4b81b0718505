//! Tries the harness itself, where a mistake would hide or invent the failures of everything else.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};

/// What `with_postgres.sh` answers on a machine without PostgreSQL.
const SKIPPED: i32 = 77;

/// Above the highest number that Linux gives to a process, so never anybody's.
const NOBODY: u32 = 4_194_305;

/// A directory of its own that the user `postgres` may enter, gone when the test is.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        let made = Command::new("mktemp").args(["-d", "/tmp/harness.XXXXXX"]).output().unwrap();
        let path = PathBuf::from(String::from_utf8(made.stdout).unwrap().trim_end());
        assert!(Command::new("chmod").arg("755").arg(&path).status().unwrap().success());
        Self(path)
    }

    /// What a killed run leaves: its own number, and that of its server.
    fn leave_run(&self, name: &str, server: u32) -> PathBuf {
        let run = self.0.join(format!("marquee-pg.{name}"));
        fs::create_dir_all(run.join("data")).unwrap();
        fs::write(run.join("parent"), format!("{NOBODY}\n")).unwrap();
        fs::write(run.join("data/postmaster.pid"), format!("{server}\n/data\n")).unwrap();
        run
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A process that has nothing to do with PostgreSQL.
struct Bystander(Child);

impl Drop for Bystander {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks a PostgreSQL of its own whether it is there; `None` where there is none to start.
fn with_postgres(base: &Path) -> Option<Output> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("with_postgres.sh");
    let ran = Command::new(script)
        .args(["bash", "-c", "echo asked $DATABASE_URL"])
        .env("TMPDIR", base)
        .output()
        .expect("the harness starts");
    let skipped = ran.status.code() == Some(SKIPPED);
    assert!(!skipped || std::env::var("CI").as_deref() != Ok("true"), "CI has no PostgreSQL");
    (!skipped).then_some(ran)
}

#[test]
fn postgres_starts_over_what_a_killed_run_left() {
    let base = Directory::new();
    let bystander = Bystander(Command::new("sleep").arg("600").spawn().unwrap());
    let dead = base.leave_run("dead", NOBODY);
    let reused = base.leave_run("reused", bystander.0.id());
    let Some(ran) = with_postgres(&base.0) else { return };
    let said = String::from_utf8_lossy(&ran.stdout);
    let complained = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{}: {said}{complained}", ran.status);
    assert!(said.contains("asked postgres://"), "{said}");
    assert!(!dead.exists() && !reused.exists(), "what was left is swept");
    let mut bystander = bystander;
    assert!(bystander.0.try_wait().unwrap().is_none(), "a stranger with that number was killed");
}
