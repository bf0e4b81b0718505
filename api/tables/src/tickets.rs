//! Rights to one seat.

use domain::ids::{OrderId, TicketId};
use domain::tickets::TicketState;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tickets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketId,
    pub order_id: OrderId,
    pub ticket_no: String,
    pub seat_code: String,
    pub state: TicketState,
    pub issued_at: DateTimeUtc,
    pub collected_at: Option<DateTimeUtc>,
    pub checked_in_at: Option<DateTimeUtc>,
    pub refunded_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
