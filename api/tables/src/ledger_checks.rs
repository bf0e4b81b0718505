//! What came of reading the books with suspicion; it only grows.

use domain::ids::RowId;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub began_at: DateTimeUtc,
    pub ended_at: DateTimeUtc,
    /// Entries in the chain that were read; null when something was found.
    pub entry_count: Option<i64>,
    pub seal_count: Option<i64>,
    pub sealed_until: Option<Date>,
    /// The first row that is wrong.
    pub finding_row: Option<String>,
    /// What is wrong with it.
    pub finding: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
