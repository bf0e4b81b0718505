//! Which plan a hall's version is: versions count within the hall, plans may be shared.

use domain::ids::{HallId, SeatPlanId};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait,
    EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hall_plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hall_id: HallId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub seat_plan_id: SeatPlanId,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
