//! What cinemas are paid, and who agreed to it.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::m0002_append_only::protect;

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
        protect(manager, &APPEND_ONLY).await
    }
}
