//! The one way to the database, whichever it is.
//!
//! SQLite and PostgreSQL run the same code above this crate. What differs lives here: how to
//! connect, how a writing transaction begins, and how to read a database's error.
//!
//! On SQLite there is one writer at a time, so writers queue up here in order instead of competing
//! for the file's lock. That also turns a broken rule into an error: whoever opens a second writing
//! transaction while holding one waits for itself and gets [`DbErr`] after `writer_wait`.

mod connect;
mod error;

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbBackend, DbErr,
    ExecResult, IntoDatabaseExecutor, QueryResult, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use connect::{ConnectOptions, connect, connect_reader};
pub use error::{DbErrorExt, is_retryable};

/// A pool of connections; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pool: DatabaseConnection,
    /// Connections whose commits do not wait for the disk.
    relaxed: DatabaseConnection,
    backend: DbBackend,
    writer: Option<Arc<Semaphore>>,
    writer_wait: Duration,
}

impl Db {
    /// Which database this is: only `database`, migrations and benchmarks should need to ask.
    pub fn backend(&self) -> DbBackend {
        self.backend
    }

    /// Begins a writing transaction: IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL.
    ///
    /// Dropping the transaction rolls it back. No call to the outside world may happen while it is
    /// open.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        self.begin_on(&self.pool).await
    }

    /// Like [`Db::begin`], but the commit does not wait for the disk. It is atomic and visible like
    /// any other, and since the log is written in order, the next commit of [`Db::begin`], whoever
    /// makes it, makes this one durable as well. A power cut before that undoes it.
    ///
    /// Only for what may be lost together with everything after it: a note about work that would be
    /// asked about or done again without it. Never for an intent before a call outside.
    pub async fn begin_relaxed(&self) -> Result<Tx, DbErr> {
        self.begin_on(&self.relaxed).await
    }

    async fn begin_on(&self, pool: &DatabaseConnection) -> Result<Tx, DbErr> {
        let permit = match &self.writer {
            None => None,
            Some(writer) => Some(self.wait_for_writer(writer).await?),
        };
        let inner = pool
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await?;
        Ok(Tx { inner, _permit: permit })
    }

    async fn wait_for_writer(
        &self,
        writer: &Arc<Semaphore>,
    ) -> Result<OwnedSemaphorePermit, DbErr> {
        let permit = Arc::clone(writer).acquire_owned();
        match tokio::time::timeout(self.writer_wait, permit).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(closed)) => Err(DbErr::Custom(closed.to_string())),
            Err(_) => Err(DbErr::Custom("database is locked: no writer's turn came".to_owned())),
        }
    }

    /// Closes the pools once their connections are given back.
    pub async fn close(self) -> Result<(), DbErr> {
        self.relaxed.close().await?;
        self.pool.close().await
    }
}

/// Whether whoever this connection logs in as may act as that role. Never on SQLite, which has
/// none.
pub async fn may_act_as(conn: &impl ConnectionTrait, role: &str) -> Result<bool, DbErr> {
    if conn.get_database_backend() != DbBackend::Postgres {
        return Ok(false);
    }
    // Since PostgreSQL 16 being a member is not enough.
    let sql = "SELECT 1 AS yes FROM pg_roles WHERE rolname = $1 AND \
        pg_has_role(session_user, oid, CASE \
        WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' \
        ELSE 'MEMBER' END)";
    let sql = Statement::from_sql_and_values(DbBackend::Postgres, sql, [role.into()]);
    Ok(conn.query_one_raw(sql).await?.is_some())
}

/// Whether whoever this connection logs in as may make roles. Never on SQLite.
pub async fn may_make_roles(conn: &impl ConnectionTrait) -> Result<bool, DbErr> {
    if conn.get_database_backend() != DbBackend::Postgres {
        return Ok(false);
    }
    let sql = "SELECT 1 AS yes FROM pg_roles WHERE rolname = session_user \
        AND (rolsuper OR rolcreaterole)";
    let sql = Statement::from_string(DbBackend::Postgres, sql);
    Ok(conn.query_one_raw(sql).await?.is_some())
}

/// A pool whose connections can read and nothing else; the database sees to that. It begins no
/// transaction, so a function that writes cannot be called with it either.
#[derive(Clone, Debug)]
pub struct Reader {
    pool: DatabaseConnection,
}

impl Reader {
    /// Closes the pool once its connections are given back.
    pub async fn close(self) -> Result<(), DbErr> {
        self.pool.close().await
    }
}

/// An open writing transaction. A function that writes takes `&Tx`, so it cannot be called outside
/// of one.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Tx {
    /// Takes a lock that is held until the end of the transaction, unless somebody else has it. On
    /// SQLite nobody can: there is one writer at a time.
    pub async fn try_lock(&self, (space, number): (i32, i32)) -> Result<bool, DbErr> {
        if self.get_database_backend() != DbBackend::Postgres {
            return Ok(true);
        }
        let sql = "SELECT pg_try_advisory_xact_lock($1, $2) AS is_taken";
        let values = [space.into(), number.into()];
        let sql = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let row = self.query_one_raw(sql).await?;
        row.map_or(Ok(false), |row| row.try_get("", "is_taken"))
    }

    /// Makes the writes durable.
    pub async fn commit(self) -> Result<(), DbErr> {
        self.inner.commit().await
    }

    /// Undoes the writes; the same as dropping, but waits for the database.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }
}

macro_rules! delegate_connection {
    ($type:ty, $field:ident) => {
        #[async_trait::async_trait]
        impl ConnectionTrait for $type {
            fn get_database_backend(&self) -> DbBackend {
                self.$field.get_database_backend()
            }

            async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
                self.$field.execute_raw(stmt).await
            }

            async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
                self.$field.execute_unprepared(sql).await
            }

            async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
                self.$field.query_one_raw(stmt).await
            }

            async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
                self.$field.query_all_raw(stmt).await
            }

            fn support_returning(&self) -> bool {
                self.$field.support_returning()
            }
        }
    };
}

/// Lets a migrator run on this database: `Migrator::up(&db, None)`.
impl<'c> IntoDatabaseExecutor<'c> for &'c Db {
    fn into_database_executor(self) -> DatabaseExecutor<'c> {
        (&self.pool).into_database_executor()
    }
}

delegate_connection!(Db, pool);
delegate_connection!(Reader, pool);
delegate_connection!(Tx, inner);
