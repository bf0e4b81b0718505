//! One debit and one credit of the same amount.

use domain::ids::{CinemaId, EntryId, JournalId, OrderId, PaymentId, RefundId};
use domain::ledger::{LedgerAccount, LedgerCategory, LedgerEvent};
use domain::money::Currency;
use domain::payments::BankCode;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EntryId,
    pub journal_id: JournalId,
    /// Place in its journal, from 1.
    pub sequence: i32,
    /// Day of the platform's books.
    pub book_on: Date,
    pub posted_at: DateTimeUtc,
    pub event: LedgerEvent,
    pub category: LedgerCategory,
    pub debit: LedgerAccount,
    pub credit: LedgerAccount,
    pub amount_minor: i64,
    pub currency: Currency,
    pub order_id: Option<OrderId>,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub cinema_id: Option<CinemaId>,
    pub bank: Option<BankCode>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
