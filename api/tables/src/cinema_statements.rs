//! Readings of cinemas' statements of a day.

use domain::catalogue::StringList;
use domain::ids::{CinemaId, CinemaStatementId};
use domain::money::Currency;
use domain::statements::CinemaStatementStatus;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_statements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CinemaStatementId,
    pub cinema_id: CinemaId,
    /// The cinema's business date.
    pub business_on: Date,
    /// Counts the readings of one day from 1.
    pub version: i32,
    pub status: CinemaStatementStatus,
    /// What is wrong, in sentences.
    #[sea_orm(column_type = "JsonBinary")]
    pub problems: StringList,
    pub line_count: i64,
    /// As the cinema sums up.
    pub sale_count: i64,
    pub sale_minor: i64,
    pub refund_count: i64,
    pub refund_minor: i64,
    pub currency: Currency,
    /// The answer byte for byte.
    pub raw: Vec<u8>,
    /// Of `raw`, in hexadecimal digits.
    pub sha256: String,
    pub fetched_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
