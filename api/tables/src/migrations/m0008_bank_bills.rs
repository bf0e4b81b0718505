//! Banks' bills, which only grow like the books.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::protect;

pub struct Migration;

/// Tables that only grow.
const APPEND_ONLY: [&str; 2] = ["bank_bills", "bank_bill_lines"];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0008_bank_bills"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, include_str!("m0008_bank_bills.sql")).await?;
        protect(manager, &APPEND_ONLY).await
    }
}
