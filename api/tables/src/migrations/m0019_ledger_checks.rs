//! When the books were last checked, and what was found.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::protect;

pub struct Migration;

/// Tables that only grow.
const APPEND_ONLY: [&str; 1] = ["ledger_checks"];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0019_ledger_checks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, include_str!("m0019_ledger_checks.sql")).await?;
        protect(manager, &APPEND_ONLY).await
    }
}
