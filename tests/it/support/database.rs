//! A database for each test, copied from one that was migrated and filled once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use database::{ConnectOptions, Db, connect};
use sea_orm::ConnectionTrait;
use tempfile::TempDir;

use super::seed;

/// Where tests keep their files: in memory where there is such a place, because SQLite flushes
/// every commit to the disk.
fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

/// A directory that nobody had before and that is gone when the test ends.
///
/// A test that was killed leaves its own behind, and process numbers come again: one that is named
/// after them would find another test's bank in it.
pub fn temporary() -> TempDir {
    tempfile::Builder::new().prefix("marquee-it-").tempdir_in(scratch()).unwrap()
}

/// The name of a database that nobody had before, for the same reason.
pub fn database_name(kind: &str) -> String {
    format!("{kind}_{}", uuid::Uuid::now_v7().simple())
}

/// The address of a database that belongs to one test.
pub struct TestDb {
    pub url: String,
    /// The server's own database and ours, to drop it in the end.
    postgres: Option<(String, String)>,
}

impl TestDb {
    pub fn is_postgres(&self) -> bool {
        self.postgres.is_some()
    }

    /// A copy of the template, on PostgreSQL when `TEST_DATABASE_URL` is set, else on SQLite.
    pub async fn new(directory: &Path) -> Self {
        match std::env::var("TEST_DATABASE_URL") {
            Ok(admin) if !admin.is_empty() => Self::postgres(admin).await,
            _ => Self::sqlite(directory).await,
        }
    }

    async fn sqlite(directory: &Path) -> Self {
        let file = directory.join("marquee.db");
        fs::copy(sqlite_template().await, &file).unwrap();
        Self { url: format!("sqlite://{}", file.display()), postgres: None }
    }

    async fn postgres(admin: String) -> Self {
        let template = postgres_template(&admin).await;
        let name = database_name("it");
        execute(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { url: with_database(&admin, &name), postgres: Some((admin, name)) }
    }

    /// Opens the database beside the server, to look behind its back.
    pub async fn open(&self) -> Db {
        let options = ConnectOptions { max_connections: 2, ..ConnectOptions::default() };
        connect(&self.url, &options).await.unwrap()
    }

    /// No database: what is left when it was removed.
    pub fn none() -> Self {
        Self { url: String::new(), postgres: None }
    }

    /// Drops a database on PostgreSQL; a file goes with its directory.
    pub async fn remove(self) {
        if let Some((admin, name)) = self.postgres {
            execute(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

pub fn with_database(admin: &str, name: &str) -> String {
    let (address, query) = admin.split_once('?').unwrap_or((admin, ""));
    let (server, _) = address.rsplit_once('/').unwrap();
    format!("{server}/{name}?{query}")
}

pub async fn execute(url: &str, sql: &str) {
    let options = ConnectOptions { max_connections: 1, ..ConnectOptions::default() };
    let db = connect(url, &options).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

/// Names a template after this very binary, so that a new build makes a new one.
pub fn key() -> String {
    let exe = std::env::current_exe().unwrap();
    let about = fs::metadata(exe).unwrap();
    let built = about.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
    format!("{:x}_{:x}", built.as_nanos(), about.len())
}

/// One process makes what all of them share; the others wait for it.
pub fn lock(name: &str) -> File {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(place).unwrap();
    let file = File::create(place.join(format!("{name}.lock"))).unwrap();
    file.lock().unwrap();
    file
}

async fn sqlite_template() -> PathBuf {
    let _lock = lock("sqlite-template");
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let template = place.join(format!("template_{}.db", key()));
    if template.exists() {
        return template;
    }
    for entry in fs::read_dir(place).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("template_") {
            fs::remove_file(path).ok();
        }
    }
    let building = temporary();
    let file = building.path().join("marquee.db");
    seed::fill(&format!("sqlite://{}", file.display())).await;
    // The last connection to close folds the write-ahead log into the file.
    let log = fs::metadata(building.path().join("marquee.db-wal"));
    assert!(!log.is_ok_and(|log| log.len() > 0), "the template is still open");
    fs::copy(&file, template.with_extension("new")).unwrap();
    fs::rename(template.with_extension("new"), &template).unwrap();
    template
}

async fn postgres_template(admin: &str) -> String {
    let _lock = lock("postgres-template");
    let name = format!("template_{}", key());
    let db = connect(admin, &ConnectOptions::default()).await.unwrap();
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), known);
    let exists = db.query_one_raw(statement).await.unwrap().is_some();
    db.close().await.unwrap();
    if !exists {
        let building = format!("building_{}", key());
        execute(admin, &format!("DROP DATABASE IF EXISTS {building}")).await;
        execute(admin, &format!("CREATE DATABASE {building}")).await;
        seed::fill(&with_database(admin, &building)).await;
        execute(admin, &format!("ALTER DATABASE {building} RENAME TO {name}")).await;
    }
    name
}

/// Keys for the bank and its merchant, made once for all tests: RSA takes longer than most tests.
pub fn bank_keys() -> PathBuf {
    let _lock = lock("bank-keys");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bank-keys");
    sandbox::bank::keys::make(&path).unwrap();
    path
}
