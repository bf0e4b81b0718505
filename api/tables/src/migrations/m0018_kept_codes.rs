//! What auditors have no business to read, once more: one-time codes that wait to be sent, and the
//! codes for which a cinema hands tickets out.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0018_kept_codes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            return Ok(());
        }
        manager.get_connection().execute_unprepared(POSTGRES_RIGHTS).await.map(drop)
    }
}

// Books are searched by number, phone and state of an order, so its other columns stay readable. A
// column that a later migration adds is not, until that migration says so.
const POSTGRES_RIGHTS: &str = "
DO $$
DECLARE
    readable TEXT;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_auditor') THEN
        REVOKE SELECT ON messages, orders FROM marquee_auditor;
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO readable
            FROM pg_attribute
            WHERE attrelid = 'orders'::regclass AND attnum > 0 AND NOT attisdropped
            AND attname NOT IN ('pickup_code', 'verification_code');
        EXECUTE format('GRANT SELECT (%s) ON orders TO marquee_auditor', readable);
    END IF;
END $$;
";
