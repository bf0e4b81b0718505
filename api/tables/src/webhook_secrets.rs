//! What messages to third parties are signed with.

use domain::ids::{RowId, WebhookId};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_secrets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub webhook_id: WebhookId,
    /// In the vault's form, for the purpose `webhook:<id of this row>`.
    pub sealed: String,
    /// The last letters, so that people can tell them apart.
    pub hint: String,
    pub created_at: DateTimeUtc,
    /// It signs until then; none for the newest.
    pub expires_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
