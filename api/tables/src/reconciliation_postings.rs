//! What was booked because of a day or of a difference.

use domain::ids::{JournalId, RowId};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait, Uuid,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reconciliation_postings")]
pub struct Model {
    /// The source of its journal; for a reversal, the journal that is undone is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// A break, or a day.
    pub subject_id: Uuid,
    pub place: i32,
    pub purpose: String,
    pub journal_id: JournalId,
    pub at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
