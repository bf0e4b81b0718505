//! Timed claims on seats, kept at the cinema.

use domain::ids::{SeatLockId, ShowtimeId, UserId};
use domain::orders::{LockedSeats, Price};
use domain::seating::SeatLockStatus;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_locks")]
pub struct Model {
    /// Also the client_lock_id that the cinema knows.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeatLockId,
    pub user_id: UserId,
    pub showtime_id: ShowtimeId,
    pub status: SeatLockStatus,
    #[sea_orm(column_type = "JsonBinary")]
    pub seats: LockedSeats,
    #[sea_orm(column_type = "JsonBinary")]
    pub price: Price,
    /// The cinema's own instant; null until it answered.
    pub expires_at: Option<DateTimeUtc>,
    /// The cinema's reference.
    pub lock_ref: Option<String>,
    /// False once the customer gave it back: an unknown lock is then released when found.
    pub is_wanted: bool,
    pub refusal: Option<String>,
    pub created_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    /// When the cinema is asked or told again; null when nothing is open.
    pub next_check_at: Option<DateTimeUtc>,
    pub checks: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
