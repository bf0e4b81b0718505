//! What one person proposes about a difference.

use domain::ids::{BreakId, EntryId, OrderId, ResolutionId, UserId};
use domain::money::Currency;
use domain::reconciliation::ResolutionAction;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "break_resolutions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResolutionId,
    pub break_id: BreakId,
    pub action: ResolutionAction,
    pub note: String,
    pub amount_minor: i64,
    pub currency: Currency,
    /// The order that a surplus pays for.
    pub order_id: Option<OrderId>,
    /// An entry of the journal that is undone.
    pub entry_id: Option<EntryId>,
    pub maker_id: UserId,
    pub made_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
