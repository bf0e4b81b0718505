//! What a customer chose by, for each version of a showtime.

use domain::catalogue::ShowtimeSnapshot;
use domain::ids::ShowtimeId;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "showtime_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub showtime_id: ShowtimeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    #[sea_orm(column_type = "JsonBinary")]
    pub snapshot: ShowtimeSnapshot,
    pub noted_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
