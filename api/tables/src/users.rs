//! People: customers and operators.

use domain::identity::Role;
use domain::ids::{CinemaId, UserId};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    /// E.164; null once the person has left.
    pub phone: Option<String>,
    /// Argon2id in PHC form.
    pub password_hash: Option<String>,
    pub display_name: String,
    pub role: Role,
    /// The cinema that cinema staff work for.
    pub cinema_id: Option<CinemaId>,
    pub created_at: DateTimeUtc,
    pub deleted_at: Option<DateTimeUtc>,
    /// The client whose customer this is; such a person cannot sign in.
    pub client_id: Option<String>,
    /// What the client calls its customer.
    pub client_reference: Option<String>,
    /// Where a client's customer gets tickets, E.164.
    pub contact_phone: Option<String>,
    /// When the second factor was confirmed.
    pub second_factor_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
