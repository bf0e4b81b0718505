//! A customer's purchase of seats of one showtime.

use domain::ids::{CinemaId, OrderId, PaymentId, SeatLockId, ShowtimeId, UserId};
use domain::money::Currency;
use domain::orders::{ConfirmState, LockedSeats, OrderStatus, Price};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrderId,
    /// Shown to people.
    pub order_no: String,
    pub user_id: UserId,
    pub seat_lock_id: SeatLockId,
    pub showtime_id: ShowtimeId,
    pub cinema_id: CinemaId,
    pub status: OrderStatus,
    pub needs_operator: bool,
    /// E.164; the pickup code goes there.
    pub phone: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub seats: LockedSeats,
    #[sea_orm(column_type = "JsonBinary")]
    pub price: Price,
    pub total_minor: i64,
    pub currency: Currency,
    pub payable_until: DateTimeUtc,
    pub cancel_requested_at: Option<DateTimeUtc>,
    /// The payment that paid it; a second success is returned.
    pub payment_id: Option<PaymentId>,
    /// How far the cinema was told that the seats are sold.
    pub confirm_state: ConfirmState,
    /// A second lock, asked for when the first was gone after payment.
    pub relock_id: Option<SeatLockId>,
    pub cinema_order_ref: Option<String>,
    pub pickup_code: Option<String>,
    pub verification_code: Option<String>,
    pub created_at: DateTimeUtc,
    pub paid_at: Option<DateTimeUtc>,
    pub ticketed_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// When the purchase moves on by itself; null when nothing is due.
    pub next_step_at: Option<DateTimeUtc>,
    /// Steps tried since the last progress: the back-off counts with it.
    pub steps: i32,
    /// A worker or request is at it until then.
    pub leased_until: Option<DateTimeUtc>,
    /// When the customer was told that the cinema cancelled the showtime.
    pub showtime_cancelled_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
