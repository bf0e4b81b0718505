//! Reading a database's error without reading its text, which differs by database and version.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// What callers ask of an error.
pub trait DbErrorExt {
    /// Whether a unique constraint refused the write.
    fn is_unique_violation(&self) -> bool;
}

impl DbErrorExt for DbErr {
    fn is_unique_violation(&self) -> bool {
        matches!(self.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
    }
}

/// Whether the same transaction may succeed when it is run again: a deadlock or a serialisation
/// failure on PostgreSQL (40001, 40P01), a busy file on SQLite (5, 6, 261, 517).
pub fn is_retryable(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(source)) | DbErr::Query(RuntimeErr::SqlxError(source))) =
        error
    else {
        return false;
    };
    let code = source.as_database_error().and_then(|error| error.code());
    matches!(code.as_deref(), Some("40001" | "40P01" | "5" | "6" | "261" | "517"))
}
