//! Keys with which cinemas sign what they push to us.

use domain::ids::CinemaId;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cinema_id: CinemaId,
    /// First 16 hexadecimal digits of SHA-256 of the key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key_id: String,
    /// Raw Ed25519 key in base64.
    pub public_key: String,
    pub added_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
