//! Rooms with seats.

use domain::ids::{CinemaId, HallId, SeatPlanId};
use domain::text::LocalizedText;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait,
    EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "halls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HallId,
    pub cinema_id: CinemaId,
    /// The cinema's own code of the hall.
    pub screen_code: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub name: LocalizedText,
    pub hall_type: String,
    pub seat_plan_id: SeatPlanId,
    pub cleaning_min: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
