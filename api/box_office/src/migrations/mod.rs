//! The ordered list of changes to the box office's tables, beside the platform's own list: it has
//! its own table of applied migrations, so both can live in one database.

use sea_orm::sea_query::{Alias, IntoIden};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, DynIden};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};

/// Runs the box office's migrations.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(M0001BoxOffice),
            Box::new(M0002Programme),
            Box::new(M0003Staff),
            Box::new(M0004KeptCodes),
        ]
    }

    fn migration_table_name() -> DynIden {
        Alias::new("bo_migrations").into_iden()
    }
}

/// Column types by database. Identifiers are 16 bytes on SQLite, instants RFC 3339 text.
const TYPES: [(&str, &str, &str); 4] = [
    ("{uuid}", "BLOB", "UUID"),
    ("{instant}", "TEXT", "TIMESTAMPTZ"),
    ("{day}", "TEXT", "DATE"),
    ("{serial}", "INTEGER PRIMARY KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
];

/// Every table of the box office.
struct M0001BoxOffice;

impl MigrationName for M0001BoxOffice {
    fn name(&self) -> &'static str {
        "m0001_box_office"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for M0001BoxOffice {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("m0001_box_office.sql")).await
    }
}

/// The programme in full, the counter, and what the published interface remembers.
struct M0002Programme;

impl MigrationName for M0002Programme {
    fn name(&self) -> &'static str {
        "m0002_programme"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for M0002Programme {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("m0002_programme.sql")).await
    }
}

/// What staff do beside the importer.
struct M0003Staff;

impl MigrationName for M0003Staff {
    fn name(&self) -> &'static str {
        "m0003_staff"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for M0003Staff {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("m0003_staff.sql")).await
    }
}

/// Who reads the platform's books in the same PostgreSQL database reads no codes for which tickets
/// are handed out.
struct M0004KeptCodes;

impl MigrationName for M0004KeptCodes {
    fn name(&self) -> &'static str {
        "m0004_kept_codes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for M0004KeptCodes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            return Ok(());
        }
        run(manager, POSTGRES_RIGHTS).await
    }
}

const POSTGRES_RIGHTS: &str = "
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_auditor') THEN
        REVOKE SELECT ON bo_orders FROM marquee_auditor;
    END IF;
END $$;
";

/// Runs SQL text that was written for both databases.
async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let sql = TYPES.iter().fold(sql.to_owned(), |sql, (word, sqlite, postgres)| {
        sql.replace(word, if is_sqlite { sqlite } else { postgres })
    });
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}
