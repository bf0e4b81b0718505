//! Whether a day is sealed is asked once for each posting, not for each of its entries, and of the
//! last seal alone: on PostgreSQL the first form read every seal there was.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use crate::ledger_seals::DAY_LOCK;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0017_day_lock_per_posting"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            return Ok(());
        }
        let sql = POSTGRES_SEALED_DAYS.replace("{lock}", &DAY_LOCK.to_string());
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

// The entries are in the table by now and nobody sees them before the commit. Postings of a day
// share its lock until then, and whoever seals the day takes it alone: either the seal counts these
// entries, or the question below, which has a snapshot taken after the lock, finds the seal.
const POSTGRES_SEALED_DAYS: &str = "
DROP TRIGGER ledger_entries_day_is_open ON ledger_entries;
CREATE OR REPLACE FUNCTION refuse_sealed_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    day DATE;
BEGIN
    FOR day IN SELECT DISTINCT book_on FROM posted ORDER BY book_on LOOP
        PERFORM pg_advisory_xact_lock_shared({lock}, day - DATE '2000-01-01');
        IF day <= (SELECT max(book_on) FROM ledger_seals) THEN
            RAISE EXCEPTION 'the day % is sealed', day USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entries_day_is_open AFTER INSERT ON ledger_entries
REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION refuse_sealed_day();
";
