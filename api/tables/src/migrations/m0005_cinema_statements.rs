//! Cinemas' statements of the day, which only grow like the books, and the mark of orders whose
//! showtime was cancelled.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::protect;

pub struct Migration;

/// Tables that only grow.
const APPEND_ONLY: [&str; 3] =
    ["cinema_statements", "cinema_statement_lines", "cinema_statement_acks"];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_cinema_statements"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, include_str!("m0005_cinema_statements.sql")).await?;
        protect(manager, &APPEND_ONLY).await
    }
}
