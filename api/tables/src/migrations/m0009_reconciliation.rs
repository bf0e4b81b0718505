//! Days compared with banks and cinemas, their differences, and what people decided about them.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::protect;

pub struct Migration;

/// Tables that only grow.
const APPEND_ONLY: [&str; 5] = [
    "reconciliation_runs",
    "break_resolutions",
    "break_approvals",
    "reconciliation_postings",
    "platform_statement_acks",
];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_reconciliation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, include_str!("m0009_reconciliation.sql")).await?;
        protect(manager, &APPEND_ONLY).await
    }
}
