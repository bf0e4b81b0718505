//! What auditors have no business to read: on PostgreSQL their role loses the right to it.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub struct Migration;

/// Hashes and sealed secrets that let somebody in. Tables that come later give the role their rows
/// by default, so a secret one is to be added by its own migration.
const SECRETS: [&str; 7] = [
    "user_sessions",
    "api_client_secrets",
    "oauth_sign_ins",
    "oauth_tokens",
    "second_factors",
    "recovery_codes",
    "webhook_secrets",
];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0015_kept_secrets"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            return Ok(());
        }
        let sql = POSTGRES_RIGHTS.replace("{tables}", &SECRETS.join(", "));
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

const POSTGRES_RIGHTS: &str = "
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_auditor') THEN
        REVOKE SELECT ON {tables} FROM marquee_auditor;
    END IF;
END $$;
";
