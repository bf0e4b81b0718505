//! Days of the books that are closed for good.

use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

/// Space of the locks on days, which are numbered by `domain::calendar::day_number`: postings share
/// a day's lock, whoever seals the day takes it alone.
pub const DAY_LOCK: i32 = 0x4d52;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_seals")]
pub struct Model {
    /// Counted from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub book_on: Date,
    pub entry_count: i64,
    /// Number of the last entry up to that day.
    pub last_chain_no: i64,
    pub chain_hash: Vec<u8>,
    /// Root of the tree over the day's leaves in the order of the chain.
    pub merkle_root: Vec<u8>,
    pub previous_seal_hash: Vec<u8>,
    pub sealed_at: DateTimeUtc,
    pub key_id: String,
    /// Ed25519 over the seal's text, in base64.
    pub signature: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
