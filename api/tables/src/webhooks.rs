//! Addresses of third parties that are told of what happens.

use domain::ids::WebhookId;
use domain::webhooks::{DisabledReason, WebhookEvents};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhooks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookId,
    /// None for the platform's own administrators, who hear of everything.
    pub client_id: Option<String>,
    pub url: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub events: WebhookEvents,
    pub is_enabled: bool,
    /// Why the platform turned it off; none when a person did, or nobody.
    pub disabled_reason: Option<DisabledReason>,
    /// When the failures began that no success has followed.
    pub failing_since: Option<DateTimeUtc>,
    pub revision: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
