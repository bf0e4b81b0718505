//! Committed entries one after the other, each with the hash of the one before.

use domain::ids::EntryId;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait,
    EnumIter, PrimaryKeyTrait,
};

/// Held while entries are put into the chain: one process at a time.
pub const CHAIN_LOCK: (i32, i32) = (0x4d51, 1);

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_chain")]
pub struct Model {
    /// Counted from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub chain_no: i64,
    pub entry_id: EntryId,
    /// SHA-256 of the entry's text.
    pub leaf_hash: Vec<u8>,
    /// SHA-256 of the chain hash before and of this leaf hash.
    pub chain_hash: Vec<u8>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
