//! What gates decided by themselves while they had no network.

use domain::catalogue::StringList;
use domain::ids::{CinemaId, OrderId, ScanId, UserId};
use domain::tickets::gate::ScanOutcome;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offline_scans")]
pub struct Model {
    /// Given by the gate.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScanId,
    pub recorded_by: UserId,
    pub scanned_at: DateTimeUtc,
    /// Whether the gate let people in.
    pub was_admitted: bool,
    /// None for a code that leads to no order.
    pub order_id: Option<OrderId>,
    pub cinema_id: Option<CinemaId>,
    /// Stored before the cinema is asked.
    pub received_at: DateTimeUtc,
    /// None until it is known.
    pub outcome: Option<ScanOutcome>,
    /// The problem code of a refusal.
    pub refusal: Option<String>,
    /// When these people first went in.
    pub first_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ticket_nos: StringList,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
