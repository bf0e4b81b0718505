//! What happened and is told to third parties.

use domain::ids::{UserId, WebhookMessageId};
use domain::webhooks::WebhookEvent;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookMessageId,
    pub event: WebhookEvent,
    /// The customer whose client may hear of it; none where everybody may.
    pub user_id: Option<UserId>,
    /// The body, byte for byte as it is sent.
    pub payload: String,
    pub created_at: DateTimeUtc,
    /// When its deliveries were made; none until then.
    pub spread_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
