//! The database itself refuses to change or delete what was booked.
//!
//! Triggers refuse on both databases, whoever asks. On PostgreSQL the role `marquee_api` also has
//! no right to try: an operator lets the server log in as a member of that role.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub struct Migration;

/// Tables that only grow.
pub(super) const APPEND_ONLY: [&str; 5] =
    ["ledger_journals", "ledger_entries", "order_events", "bank_notifications", "audit_log"];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_append_only"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let mut sql = String::new();
        if !is_sqlite {
            sql.push_str(POSTGRES_REFUSAL);
        }
        for table in APPEND_ONLY {
            sql.push_str(&triggers(is_sqlite, table));
        }
        if !is_sqlite {
            sql.push_str(&POSTGRES_ROLE.replace("{tables}", &APPEND_ONLY.join(", ")));
        }
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

/// Lets tables only grow: the triggers, and on PostgreSQL the server's role loses the right to try.
pub(super) async fn protect(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let mut sql: String = tables.iter().map(|table| triggers(is_sqlite, table)).collect();
    if !is_sqlite {
        sql.push_str(&POSTGRES_RIGHTS.replace("{tables}", &tables.join(", ")));
    }
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}

/// What makes a table grow only; migrations that add such a table use it too.
pub(super) fn triggers(is_sqlite: bool, table: &str) -> String {
    let triggers = if is_sqlite { SQLITE_TRIGGERS } else { POSTGRES_TRIGGERS };
    triggers.replace("{table}", table)
}

const SQLITE_TRIGGERS: &str = "
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
";

const POSTGRES_REFUSAL: &str = "
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
";

// Row triggers do not see TRUNCATE, so it has one of its own.
const POSTGRES_TRIGGERS: &str = "
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
";

// A database whose owner may not make roles works without this one: the triggers remain.
const POSTGRES_ROLE: &str = "
DO $$
BEGIN
    BEGIN
        CREATE ROLE marquee_api NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    GRANT USAGE ON SCHEMA public TO marquee_api;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO marquee_api;
    REVOKE UPDATE, DELETE ON {tables} FROM marquee_api;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'role marquee_api not made: the migrating user may not create roles';
END $$;
";

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
