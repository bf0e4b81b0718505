//! Geometry of halls, one row for each version.

use domain::ids::SeatPlanId;
use domain::seating::{PlanZones, SeatPlan};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeatPlanId,
    pub plan_code: String,
    pub version: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub plan: SeatPlan,
    /// Seats that can be sold.
    pub seat_count: i32,
    pub created_at: DateTimeUtc,
    /// The plan's zones again: lists of showtimes name them without reading the seats.
    #[sea_orm(column_type = "JsonBinary")]
    pub zones: PlanZones,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
