//! Attempts to collect an order's amount.

use domain::ids::{OrderId, PaymentId};
use domain::money::Currency;
use domain::payments::{BankCode, PaymentStatus};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, Json, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "payments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    /// Ours, as the bank knows it; never used twice.
    pub payment_no: String,
    pub order_id: OrderId,
    pub bank: BankCode,
    pub method: String,
    pub merchant_id: String,
    pub amount_minor: i64,
    pub currency: Currency,
    pub status: PaymentStatus,
    /// Names the attempt at the bank together with payment_no.
    pub txn_time: DateTimeUtc,
    pub payable_until: DateTimeUtc,
    /// What the customer's browser does; kept so that a repeated request answers the same.
    #[sea_orm(column_type = "JsonBinary")]
    pub next_action: Option<Json>,
    pub bank_ref: Option<String>,
    pub accounting_on: Option<Date>,
    pub is_late: bool,
    pub failure_code: Option<String>,
    pub failure_text: Option<String>,
    pub created_at: DateTimeUtc,
    pub succeeded_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// When the bank is asked again; null when nothing is open.
    pub next_query_at: Option<DateTimeUtc>,
    pub queries: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
