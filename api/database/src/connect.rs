//! Opening a database from its URL.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{Database, DbBackend, DbErr};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use tokio::sync::Semaphore;

use crate::Db;

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
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self { max_connections: 16, writer_wait: Duration::from_secs(5) }
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
    let writer_wait = options.writer_wait;
    let mut connect = sea_orm::ConnectOptions::new(url);
    connect
        .max_connections(options.max_connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(5))
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(IDLE)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                // A sale must survive a power cut, as it does on PostgreSQL.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(writer_wait)
                .foreign_keys(true)
        });
    let pool = Database::connect(connect).await?;
    let backend = pool.get_database_backend();
    let writer = (backend == DbBackend::Sqlite).then(|| Arc::new(Semaphore::new(1)));
    Ok(Db { pool, backend, writer, writer_wait })
}
