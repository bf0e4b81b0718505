//! Lines of cinemas' statements, as they stand there.

use domain::ids::{CinemaStatementId, OrderId};
use domain::money::Currency;
use domain::statements::StatementOperation;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_statement_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_id: CinemaStatementId,
    /// Place in the statement, from 1: a broken one may repeat its own numbers.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    pub number_by_day: i64,
    pub operation: StatementOperation,
    /// The cinema's reference of the order.
    pub order_ref: String,
    /// Ours, as the cinema writes it.
    pub client_order_id: OrderId,
    pub ticket_no: String,
    pub session_code: String,
    pub seat_code: String,
    pub ticket_minor: i64,
    pub screen_fee_minor: i64,
    pub service_fee_minor: i64,
    pub currency: Currency,
    pub at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
