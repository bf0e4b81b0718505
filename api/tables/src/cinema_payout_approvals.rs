//! What a second person says to a payout.

use domain::ids::{CinemaPayoutId, JournalId, UserId};
use domain::reconciliation::ResolutionVerdict;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_payout_approvals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub payout_id: CinemaPayoutId,
    pub verdict: ResolutionVerdict,
    pub note: Option<String>,
    pub checker_id: UserId,
    pub checked_at: DateTimeUtc,
    /// What it booked.
    pub journal_id: Option<JournalId>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
