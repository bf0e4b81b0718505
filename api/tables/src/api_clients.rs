//! Programs of others that sign people in or sell to customers of their own.

use domain::catalogue::StringList;
use domain::ids::ApiClientId;
use domain::oauth::{ClientKind, Scopes};
use domain::text::LocalizedText;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_clients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiClientId,
    /// What the client calls itself; never changes.
    pub client_id: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub name: LocalizedText,
    pub kind: ClientKind,
    #[sea_orm(column_type = "JsonBinary")]
    pub redirect_uris: StringList,
    #[sea_orm(column_type = "JsonBinary")]
    pub scopes: Scopes,
    pub requests_per_minute: i32,
    pub orders_per_day: i32,
    pub is_enabled: bool,
    pub revision: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
