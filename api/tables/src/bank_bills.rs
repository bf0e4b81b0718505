//! Banks' bills of their settlement days, byte for byte.

use domain::bank_bills::BankBillStatus;
use domain::catalogue::StringList;
use domain::ids::BankBillId;
use domain::money::Currency;
use domain::payments::BankCode;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_bills")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BankBillId,
    pub bank: BankCode,
    /// The bank's settlement day.
    pub settle_on: Date,
    /// Counts the different bills of one day from 1.
    pub version: i32,
    /// As the bank named it.
    pub file_name: String,
    /// Of `raw`, in hexadecimal digits.
    pub sha256: String,
    /// The file as the bank made it.
    pub raw: Vec<u8>,
    pub status: BankBillStatus,
    /// What is wrong, in sentences.
    #[sea_orm(column_type = "JsonBinary")]
    pub problems: StringList,
    /// Which reader of this bank's bills made the lines.
    pub parser_version: i32,
    /// Lines that belong to it; none when it is broken.
    pub line_count: i64,
    pub currency: Currency,
    pub paid_minor: i64,
    /// Refunds and voids, a positive sum.
    pub refunded_minor: i64,
    /// What the bank keeps, less what it gave back.
    pub fee_minor: i64,
    /// What the bank owes for the day; negative when we owe it.
    pub net_minor: i64,
    pub fetched_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
