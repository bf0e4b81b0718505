//! Small tools for SQL text that both databases run.
//!
//! Many rows travel as one JSON parameter: the text of a statement then never depends on how many
//! rows there are, so the database prepares it once.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement, Value};
use serde::Serialize;

/// What a JSON field becomes as a column.
#[derive(Clone, Copy)]
pub(crate) enum Column {
    Text,
    Integer,
    Uuid,
    Instant,
    Day,
}

/// A table expression over the JSON list in parameter `$n`, with these columns, named `r`.
pub(crate) fn rows(backend: DbBackend, n: usize, columns: &[(&str, Column)]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|&(name, column)| match backend {
            DbBackend::Sqlite => sqlite_column(name, column),
            _ => format!("{name} {}", postgres_type(column)),
        })
        .collect();
    let columns = columns.join(", ");
    match backend {
        DbBackend::Sqlite => format!("(SELECT {columns} FROM json_each(${n})) AS r"),
        _ => format!("jsonb_to_recordset(${n}::jsonb) AS r ({columns})"),
    }
}

/// Joins each row of `r` with what `on` finds for it in `table`, named as given: by an index, row
/// by row.
///
/// PostgreSQL takes any JSON list for a hundred rows, and would rather read a table of a few
/// thousand from end to end for every batch. A subquery that it may not take apart keeps it from
/// that; SQLite joins this way by itself.
pub(crate) fn probe(backend: DbBackend, table: &str, name: &str, on: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!("JOIN {table} AS {name} ON {on}"),
        _ => format!(
            "CROSS JOIN LATERAL (SELECT * FROM {table} AS {name} WHERE {on} OFFSET 0) AS {name}"
        ),
    }
}

fn sqlite_column(name: &str, column: Column) -> String {
    match column {
        Column::Uuid => format!("unhex(replace(value ->> '{name}', '-', '')) AS {name}"),
        _ => format!("value ->> '{name}' AS {name}"),
    }
}

fn postgres_type(column: Column) -> &'static str {
    match column {
        Column::Text => "TEXT",
        Column::Integer => "BIGINT",
        Column::Uuid => "UUID",
        Column::Instant => "TIMESTAMPTZ",
        Column::Day => "DATE",
    }
}

/// The JSON text of a list of rows.
///
/// # Errors
/// When a row cannot be written as JSON, which no row of this crate can bring about.
pub(crate) fn json<T: Serialize + ?Sized>(rows: &T) -> Result<String, DbErr> {
    serde_json::to_string(rows).map_err(|error| DbErr::Custom(error.to_string()))
}

/// Reads what [`json`] wrote.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Custom(error.to_string()))
}

/// An instant as the driver writes it on SQLite, so that text compares as time does.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// A row lock's words on PostgreSQL; SQLite has one writer and needs none.
pub(crate) fn locking(backend: DbBackend, words: &'static str) -> &'static str {
    match backend {
        DbBackend::Sqlite => "",
        _ => words,
    }
}

/// Every row of a query.
pub(crate) async fn query_all(
    db: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    let backend = db.get_database_backend();
    db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await
}

/// The first row of a query.
pub(crate) async fn query_one(
    db: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>, DbErr> {
    let backend = db.get_database_backend();
    db.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await
}

/// Runs a statement that returns no rows.
pub(crate) async fn execute(
    db: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<ExecResult, DbErr> {
    let backend = db.get_database_backend();
    db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await
}
