//! The ordered list of changes to the platform's tables.
//!
//! A change is SQL text, written once for both databases; the few column types that they spell
//! differently stand in braces. An applied migration is never edited: the next one corrects it.

mod m0001_foundation;
mod m0002_append_only;
mod m0003_catalogue_terms;
mod m0004_cinema_systems;
mod m0005_cinema_statements;
mod m0006_offline_scans;
mod m0007_books;
mod m0008_bank_bills;
mod m0009_reconciliation;
mod m0010_portal;
mod m0011_clients;
mod m0012_webhooks;
mod m0014_order_search;
mod m0015_kept_secrets;
mod m0016_cinema_payouts;
mod m0017_day_lock_per_posting;
mod m0018_kept_codes;
mod m0019_ledger_checks;
mod m0020_session_version;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

/// Runs the platform's migrations.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0002_append_only::Migration),
            Box::new(m0003_catalogue_terms::Migration),
            Box::new(m0004_cinema_systems::Migration),
            Box::new(m0005_cinema_statements::Migration),
            Box::new(m0006_offline_scans::Migration),
            Box::new(m0007_books::Migration),
            Box::new(m0008_bank_bills::Migration),
            Box::new(m0009_reconciliation::Migration),
            Box::new(m0010_portal::Migration),
            Box::new(m0011_clients::Migration),
            Box::new(m0012_webhooks::Migration),
            Box::new(m0014_order_search::Migration),
            Box::new(m0015_kept_secrets::Migration),
            Box::new(m0016_cinema_payouts::Migration),
            Box::new(m0017_day_lock_per_posting::Migration),
            Box::new(m0018_kept_codes::Migration),
            Box::new(m0019_ledger_checks::Migration),
            Box::new(m0020_session_version::Migration),
        ]
    }
}

/// Column types by database. Identifiers are 16 bytes on SQLite, instants RFC 3339 text.
const TYPES: [(&str, &str, &str); 5] = [
    ("{uuid}", "BLOB", "UUID"),
    ("{instant}", "TEXT", "TIMESTAMPTZ"),
    ("{day}", "TEXT", "DATE"),
    ("{json}", "TEXT", "JSONB"),
    ("{bytes}", "BLOB", "BYTEA"),
];

/// Runs SQL text that was written for both databases.
async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let sql = TYPES.iter().fold(sql.to_owned(), |sql, (word, sqlite, postgres)| {
        sql.replace(word, if is_sqlite { sqlite } else { postgres })
    });
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}
