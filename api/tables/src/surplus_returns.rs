//! Surplus money on its way back to whoever paid it.

use domain::ids::{BreakId, RowId};
use domain::money::Currency;
use domain::payments::{BankCode, RefundStatus};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "surplus_returns")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub break_id: BreakId,
    pub bank: BankCode,
    /// Names it at the bank together with `txn_time`.
    pub refund_no: String,
    pub txn_time: DateTimeUtc,
    /// The bank's reference of the payment.
    pub bank_ref: String,
    pub amount_minor: i64,
    pub currency: Currency,
    pub status: RefundStatus,
    pub outcome: Option<String>,
    pub tries: i32,
    pub next_try_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub succeeded_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
