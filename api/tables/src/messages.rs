//! Short messages to phones.

use domain::ids::{OrderId, RowId};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub order_id: Option<OrderId>,
    pub template: String,
    /// 0 is the one that the purchase sends; a customer may ask for more.
    pub copy_no: i32,
    pub phone: String,
    /// Emptied of secrets once it is sent.
    pub body: String,
    /// queued, sent or failed.
    pub status: String,
    pub provider_ref: Option<String>,
    pub created_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
