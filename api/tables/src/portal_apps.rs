//! Applications registered with the portal.

use domain::ids::PortalAppId;
use domain::portal::AppOpens;
use domain::text::LocalizedText;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "portal_apps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PortalAppId,
    pub slug: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub name: LocalizedText,
    #[sea_orm(column_type = "JsonBinary")]
    pub description: LocalizedText,
    pub icon: String,
    pub url: String,
    pub category: String,
    pub sort_order: i32,
    pub visible_from: DateTimeUtc,
    pub visible_until: Option<DateTimeUtc>,
    pub is_enabled: bool,
    pub opens: AppOpens,
    /// The OAuth client with which it signs people in.
    pub client_id: Option<String>,
    /// Grows with every change.
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
