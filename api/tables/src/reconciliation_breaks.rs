//! Differences between us and a bank or a cinema.

use domain::ids::{
    BreakId, CinemaId, OrderId, PaymentId, ReconciliationId, RefundId, ResolutionId, UserId,
};
use domain::money::Currency;
use domain::reconciliation::breaks::AutomaticAction;
use domain::reconciliation::{AutomaticState, BreakClass, BreakState, RecordKind};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, Json, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reconciliation_breaks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BreakId,
    pub reconciliation_id: ReconciliationId,
    pub source: String,
    pub day: Date,
    pub class: BreakClass,
    pub kind: RecordKind,
    /// Our number of it, or theirs where we have none.
    pub reference: String,
    pub state: BreakState,
    pub order_id: Option<OrderId>,
    pub order_no: Option<String>,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub cinema_id: Option<CinemaId>,
    /// Theirs less ours.
    pub difference_minor: i64,
    /// What stands in suspense because of it: a surplus is positive, a shortfall negative.
    pub suspense_minor: i64,
    pub currency: Currency,
    /// What each side said when it was last compared.
    #[sea_orm(column_type = "JsonBinary")]
    pub ours: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub bank_side: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub cinema_side: Option<Json>,
    pub opened_at: DateTimeUtc,
    /// Until then the day beside may bring it.
    pub pooled_until: Option<DateTimeUtc>,
    pub seen_in_run: i32,
    pub owner_id: Option<UserId>,
    pub automatic_action: Option<AutomaticAction>,
    pub automatic_state: Option<AutomaticState>,
    pub automatic_outcome: Option<String>,
    /// The proposal that waits for a second person.
    pub proposal_id: Option<ResolutionId>,
    pub resolved_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
