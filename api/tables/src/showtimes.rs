//! One film, one hall, one start.

use domain::catalogue::{ShowtimeStatus, ZonePrices};
use domain::ids::{CinemaId, FilmId, HallId, SeatPlanId, ShowtimeId};
use domain::money::Currency;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, Date, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "showtimes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ShowtimeId,
    pub cinema_id: CinemaId,
    pub hall_id: HallId,
    pub film_id: FilmId,
    pub seat_plan_id: SeatPlanId,
    /// The cinema's own code.
    pub session_code: String,
    /// Rises with every change that a customer must know of.
    pub version: i64,
    /// The cinema's own number of what it last said.
    pub session_version: i64,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub stop_sell_at: DateTimeUtc,
    /// The cinema's business date.
    pub business_on: Date,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub status: ShowtimeStatus,
    /// Minor units for each zone of the plan.
    #[sea_orm(column_type = "JsonBinary")]
    pub zone_prices: ZonePrices,
    /// The hall's service fee for each zone, contained in `zone_prices`.
    #[sea_orm(column_type = "JsonBinary")]
    pub zone_screen_fees: ZonePrices,
    pub price_from_minor: i64,
    /// For one seat.
    pub service_fee_minor: i64,
    pub currency: Currency,
    /// Seats that one lock of this showtime may have; none when the cinema's number holds.
    pub max_seats: Option<i32>,
    pub seats_total: i32,
    /// As last heard; the seat map asks anew.
    pub seats_available: Option<i32>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
