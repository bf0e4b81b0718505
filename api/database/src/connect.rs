//! Opening a database from its URL.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{Database, DatabaseConnection, DbBackend, DbErr};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use tokio::sync::Semaphore;

use crate::{Db, Reader};

/// A connection that was idle so long is tried before it is used. Trying one that was used a moment
/// ago would only add a round trip to every query.
const IDLE: Duration = Duration::from_secs(5);

/// Limits of a connection pool.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// Connections at most. More do not help past a few per core.
    pub max_connections: u32,
    /// How long a writer waits for its turn before the transaction fails.
    pub writer_wait: Duration,
    /// On PostgreSQL, the role as which every connection acts; see
    /// [`may_act_as`](crate::may_act_as). Without it they act as who they log in as.
    pub role: Option<&'static str>,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self { max_connections: 16, writer_wait: Duration::from_secs(5), role: None }
    }
}

/// Connects to `sqlite://path` (the file is created) or `postgres://…`.
///
/// # Errors
/// When the URL is of another kind or the database cannot be reached.
pub async fn connect(url: &str, options: &ConnectOptions) -> Result<Db, DbErr> {
    let url = match url.strip_prefix("sqlite:") {
        Some(rest) if !rest.contains("mode=") => {
            let separator = if rest.contains('?') { '&' } else { '?' };
            format!("sqlite:{rest}{separator}mode=rwc")
        }
        _ => url.to_owned(),
    };
    let pool = open(&url, options, options.max_connections, Durability::Flushed).await?;
    let backend = pool.get_database_backend();
    // What is written without a flush is short; on SQLite one writer goes at a time anyway.
    let relaxed_connections = match backend {
        DbBackend::Sqlite => 1,
        _ => (options.max_connections / 2).max(1),
    };
    let relaxed = open(&url, options, relaxed_connections, Durability::Following).await?;
    let writer = (backend == DbBackend::Sqlite).then(|| Arc::new(Semaphore::new(1)));
    Ok(Db { pool, relaxed, backend, writer, writer_wait: options.writer_wait })
}

/// What a commit waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Durability {
    /// Its own flush.
    Flushed,
    /// Nothing: the next flush of anybody brings it along.
    Following,
}

async fn open(
    url: &str,
    options: &ConnectOptions,
    max_connections: u32,
    durability: Durability,
) -> Result<DatabaseConnection, DbErr> {
    let writer_wait = options.writer_wait;
    let role = options.role;
    let is_flushed = durability == Durability::Flushed;
    let mut connect = sea_orm::ConnectOptions::new(url.to_owned());
    connect
        .max_connections(max_connections)
        .min_connections(u32::from(is_flushed))
        .connect_lazy(!is_flushed)
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(5))
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(IDLE)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                // A sale must survive a power cut, as it does on PostgreSQL.
                .synchronous(match durability {
                    Durability::Flushed => SqliteSynchronous::Full,
                    Durability::Following => SqliteSynchronous::Normal,
                })
                .busy_timeout(writer_wait)
                .foreign_keys(true)
        })
        .map_sqlx_postgres_opts(move |postgres| {
            let postgres = postgres.options(role.map(|role| ("role", role)));
            match durability {
                Durability::Flushed => postgres,
                Durability::Following => postgres.options([("synchronous_commit", "off")]),
            }
        });
    Database::connect(connect).await
}

/// Connects for reading only, whoever logs in: PostgreSQL refuses writes in every transaction and
/// acts as `role` if one is given; SQLite refuses writes on these connections. Nothing is opened
/// before it is needed.
///
/// # Errors
/// When the URL is of another kind.
pub async fn connect_reader(
    url: &str,
    max_connections: u32,
    role: Option<&'static str>,
) -> Result<Reader, DbErr> {
    let mut connect = sea_orm::ConnectOptions::new(url.to_owned());
    connect
        .max_connections(max_connections)
        .min_connections(0)
        .connect_lazy(true)
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(5))
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(IDLE)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite.busy_timeout(Duration::from_secs(5)).pragma("query_only", "ON")
        })
        .map_sqlx_postgres_opts(move |postgres| {
            let read_only = ("default_transaction_read_only", "on");
            postgres.options([read_only]).options(role.map(|role| ("role", role)))
        });
    Ok(Reader { pool: Database::connect(connect).await? })
}
