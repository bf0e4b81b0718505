//! When cinemas' statements are read next.

use domain::ids::CinemaId;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_statement_reads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cinema_id: CinemaId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_on: Date,
    pub tries: i32,
    pub next_try_at: DateTimeUtc,
    /// Why the last try brought nothing.
    pub last_error: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
