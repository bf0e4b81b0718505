//! Lines of banks' bills, as they stand there.

use domain::bank_bills::BankBillLineKind;
use domain::ids::BankBillId;
use domain::money::Currency;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_bill_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub bill_id: BankBillId,
    /// Place in the bill, from 1. A bank may repeat a line by mistake: both are kept.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    pub kind: BankBillLineKind,
    /// Our number of the payment or refund; empty where the bank names none, as disputes do.
    pub our_no: String,
    pub txn_at: DateTimeUtc,
    /// The bank's reference of this transaction.
    pub bank_ref: String,
    /// The bank's reference of the payment that is given back or disputed.
    pub original_ref: Option<String>,
    /// Our number of it.
    pub original_no: Option<String>,
    /// Always positive; `kind` says which way it went.
    pub amount_minor: i64,
    pub currency: Currency,
    /// Positive when we pay it, negative when it is given back.
    pub fee_minor: i64,
    /// What the line does to what the bank owes us.
    pub net_minor: i64,
    /// SHA-256 of the line's bytes, in hexadecimal digits.
    pub raw_hash: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
