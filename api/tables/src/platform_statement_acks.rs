//! What cinemas say to the platform's statement of their day.

use domain::ids::{CinemaId, RowId};
use domain::money::Currency;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "platform_statement_acks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub cinema_id: CinemaId,
    pub business_on: Date,
    pub is_agreed: bool,
    /// As the cinema counted.
    pub line_count: i64,
    pub sale_count: i64,
    pub sale_minor: i64,
    pub refund_count: i64,
    pub refund_minor: i64,
    pub currency: Currency,
    /// As the platform's statement was then.
    pub ours: String,
    pub at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
