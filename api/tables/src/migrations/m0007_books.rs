//! The chain and the seals of the books, a lock on sealed days, and who may do what to the books on
//! PostgreSQL.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::triggers;
use crate::ledger_seals::DAY_LOCK;

pub struct Migration;

/// Tables that only grow.
const APPEND_ONLY: [&str; 2] = ["ledger_chain", "ledger_seals"];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_books"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, include_str!("m0007_books.sql")).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let mut sql: String = APPEND_ONLY.iter().map(|table| triggers(is_sqlite, table)).collect();
        if is_sqlite {
            sql.push_str(SQLITE_SEALED_DAYS);
        } else {
            sql.push_str(&POSTGRES_SEALED_DAYS.replace("{lock}", &DAY_LOCK.to_string()));
            sql.push_str(POSTGRES_ROLES);
        }
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

// One writer at a time: whoever seals a day sees every entry of it.
const SQLITE_SEALED_DAYS: &str = "
CREATE TRIGGER ledger_entries_day_is_open BEFORE INSERT ON ledger_entries
WHEN EXISTS (SELECT 1 FROM ledger_seals WHERE book_on >= NEW.book_on)
BEGIN SELECT RAISE(ABORT, 'the day is sealed'); END;
";

// Postings of a day share its lock, and whoever seals the day takes it alone, so none slips in
// between the count and the seal. The second statement of the function has a snapshot of its own,
// taken after the lock, and therefore sees a seal that was committed meanwhile.
const POSTGRES_SEALED_DAYS: &str = "
CREATE FUNCTION refuse_sealed_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({lock}, NEW.book_on - DATE '2000-01-01');
    IF EXISTS (SELECT FROM ledger_seals WHERE book_on >= NEW.book_on) THEN
        RAISE EXCEPTION 'the day % is sealed', NEW.book_on USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_entries_day_is_open BEFORE INSERT ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION refuse_sealed_day();
";

// Three roles: who migrates owns everything; `marquee_api` writes, and to the books only adds;
// `marquee_auditor` reads, and no secrets. A user who may neither make nor grant roles gets as far
// as it can, and the triggers remain.
const POSTGRES_ROLES: &str = "
DO $$
DECLARE
    name TEXT;
BEGIN
    FOREACH name IN ARRAY ARRAY['marquee_api', 'marquee_auditor'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            END IF;
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
            WHEN insufficient_privilege THEN
                RAISE NOTICE 'role % not made: the migrating user may not create roles', name;
        END;
        BEGIN
            IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
                EXECUTE format('GRANT %I TO CURRENT_USER', name);
            END IF;
        EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
            RAISE NOTICE 'the server will not act as %: the migrating user may not grant it', name;
        END;
    END LOOP;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_api') THEN
        GRANT USAGE ON SCHEMA public TO marquee_api;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO marquee_api;
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO marquee_api;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO marquee_api;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public
            GRANT USAGE, SELECT ON SEQUENCES TO marquee_api;
        FOR name IN
            SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_no\\_change'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM marquee_api', name);
        END LOOP;
    END IF;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'marquee_auditor') THEN
        GRANT USAGE ON SCHEMA public TO marquee_auditor;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO marquee_auditor;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO marquee_auditor;
        REVOKE SELECT ON users, refresh_tokens, one_time_codes, idempotency_keys
            FROM marquee_auditor;
        GRANT SELECT (id, phone, display_name, role, cinema_id) ON users TO marquee_auditor;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'rights of the roles unchanged: the migrating user may not grant them';
END $$;
";
