//! Venues that we sell for, as their ticketing systems describe them.

use domain::catalogue::StringList;
use domain::ids::CinemaId;
use domain::money::Currency;
use domain::text::LocalizedText;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cinemas")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CinemaId,
    /// The cinema's own code, 8 characters.
    pub cinema_code: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub name: LocalizedText,
    #[sea_orm(column_type = "JsonBinary")]
    pub address: LocalizedText,
    pub city: String,
    pub district: String,
    /// Millionths of a degree: no floating point in tables.
    pub latitude_e6: i32,
    pub longitude_e6: i32,
    pub phone: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub services: StringList,
    /// IANA name; business dates are counted in it.
    pub timezone: String,
    /// Names and address in lower case, Chinese and English and pinyin.
    pub search_text: String,
    /// Sales stop so many minutes before a showtime starts.
    pub stop_sell_min: i32,
    /// Refunds stop so many minutes before a showtime starts.
    pub refund_stop_min: i32,
    /// Seats that one order may hold.
    pub max_seats: i32,
    /// The platform's fee for one seat.
    pub service_fee_minor: i64,
    pub currency: Currency,
    /// Which ticketing system: built_in, or a registered one.
    pub gateway: String,
    /// False while its ticketing system does not answer.
    pub is_available: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
