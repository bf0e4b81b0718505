//! Days that are compared with a bank's bill or a cinema's statement.

use domain::ids::{CinemaId, ReconciliationId};
use domain::money::Currency;
use domain::payments::BankCode;
use domain::reconciliation::ReconciliationStatus;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait, Uuid,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reconciliations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReconciliationId,
    /// `unionpay`, or `cinema:<id>`.
    pub source: String,
    /// The source's own day.
    pub day: Date,
    pub cinema_id: Option<CinemaId>,
    pub bank: Option<BankCode>,
    pub status: ReconciliationStatus,
    pub run_no: i32,
    /// The bill or statement that was compared last.
    pub file_id: Option<Uuid>,
    pub ours_count: i64,
    pub ours_minor: i64,
    pub theirs_count: i64,
    pub theirs_minor: i64,
    pub currency: Currency,
    pub matched: i64,
    /// Orders of the day about which all three parties agree.
    pub verdicts_ok: i64,
    pub fee_minor: Option<i64>,
    pub net_minor: Option<i64>,
    /// The part of the fee that is in the books already.
    pub fee_booked_minor: i64,
    pub last_error: Option<String>,
    pub tries: i32,
    pub next_run_at: Option<DateTimeUtc>,
    pub leased_until: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub started_at: Option<DateTimeUtc>,
    pub finished_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
