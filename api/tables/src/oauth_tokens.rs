//! Tokens of signings in at clients, as hashes.

use domain::ids::RowId;
use domain::oauth::Scopes;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "oauth_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub sign_in_id: RowId,
    pub is_refresh: bool,
    #[sea_orm(column_type = "JsonBinary")]
    pub scopes: Scopes,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// When a refresh token was exchanged.
    pub used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
