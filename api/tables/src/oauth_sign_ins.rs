//! One signing in of a person at a client each: its code, and whether it goes on.

use domain::ids::RowId;
use domain::oauth::Scopes;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "oauth_sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub grant_id: RowId,
    pub client_id: String,
    pub code_hash: String,
    pub redirect_uri: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub scopes: Scopes,
    /// S256 of the verifier that the client keeps (RFC 7636).
    pub code_challenge: String,
    pub created_at: DateTimeUtc,
    pub code_expires_at: DateTimeUtc,
    pub code_used_at: Option<DateTimeUtc>,
    /// No token of it is good any more.
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
