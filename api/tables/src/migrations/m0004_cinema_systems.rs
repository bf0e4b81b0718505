//! Cinemas' ticketing systems, what came from them, and rights for the tables made since the role
//! `marquee_api` got its own.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::APPEND_ONLY;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_cinema_systems"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, include_str!("m0004_cinema_systems.sql")).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            let tables = APPEND_ONLY.join(", ");
            let sql = POSTGRES_RIGHTS.replace("{tables}", &tables);
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}

// What the migrating user makes from now on, the box office's tables included, is the role's to
// read and write as well. A migration that adds a table which only grows takes that right away
// again.
const POSTGRES_RIGHTS: &str = "
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_api') THEN
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO marquee_api;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO marquee_api;
    REVOKE UPDATE, DELETE ON {tables} FROM marquee_api;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO marquee_api;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT USAGE, SELECT ON SEQUENCES TO marquee_api;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'role marquee_api has no new rights: the migrating user may not grant them';
END $$;
";
