//! What one person proposes to pay to a cinema.

use domain::ids::{CinemaId, CinemaPayoutId, UserId};
use domain::money::Currency;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_payouts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CinemaPayoutId,
    pub payout_no: String,
    pub cinema_id: CinemaId,
    /// The last business day whose sales it pays for.
    pub through_on: Date,
    /// When that day ended.
    pub until_at: DateTimeUtc,
    /// What was owed to the cinema.
    pub due_minor: i64,
    /// What it owed us.
    pub claims_minor: i64,
    /// The rest, which is transferred.
    pub transferred_minor: i64,
    pub currency: Currency,
    /// How the bank calls the transfer.
    pub transfer_ref: String,
    pub note: String,
    pub maker_id: UserId,
    pub made_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
