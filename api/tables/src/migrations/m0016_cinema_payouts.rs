//! What cinemas are paid, and who agreed to it.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::triggers;

pub struct Migration;

/// Tables that only grow.
const APPEND_ONLY: [&str; 2] = ["cinema_payouts", "cinema_payout_approvals"];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0016_cinema_payouts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, include_str!("m0016_cinema_payouts.sql")).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let mut sql: String = APPEND_ONLY.iter().map(|table| triggers(is_sqlite, table)).collect();
        if !is_sqlite {
            sql.push_str(&POSTGRES_RIGHTS.replace("{tables}", &APPEND_ONLY.join(", ")));
        }
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

const POSTGRES_RIGHTS: &str = "
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_api') THEN
        REVOKE UPDATE, DELETE ON {tables} FROM marquee_api;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'rights of role marquee_api unchanged: the migrating user may not grant them';
END $$;
";
