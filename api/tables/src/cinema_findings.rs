//! What of a cinema's data was refused or kept apart, a line for each thing and reason.

use domain::ids::{CinemaId, RowId};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_findings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub cinema_id: CinemaId,
    /// The reason in a word.
    pub kind: String,
    /// What it is about, such as `session:0101`.
    pub subject: String,
    pub detail: String,
    /// How often it came.
    pub count: i64,
    pub first_seen_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    /// By an administrator, or because the thing came right.
    pub dismissed_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
