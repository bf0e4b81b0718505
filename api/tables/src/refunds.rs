//! Returns of money.

use domain::ids::{OrderId, PaymentId, RefundId};
use domain::money::Currency;
use domain::payments::{RefundReason, RefundStatus};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refunds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RefundId,
    pub refund_no: String,
    pub payment_id: PaymentId,
    pub order_id: OrderId,
    pub reason: RefundReason,
    pub amount_minor: i64,
    pub currency: Currency,
    pub status: RefundStatus,
    /// The cinema must take the tickets back before the bank is told.
    pub needs_take_back: bool,
    pub txn_time: DateTimeUtc,
    pub bank_ref: Option<String>,
    pub failure_text: Option<String>,
    pub created_at: DateTimeUtc,
    pub succeeded_at: Option<DateTimeUtc>,
    pub next_query_at: Option<DateTimeUtc>,
    pub queries: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
