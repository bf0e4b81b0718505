//! Cinemas' ticketing systems: how they are reached and when they were last heard.

use domain::ids::CinemaId;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DateTimeUtc, DeriveEntityModel, DerivePrimaryKey, DeriveRelation,
    EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cinema_systems")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cinema_id: CinemaId,
    /// Ends before `/v1`; none for the built-in box office.
    pub base_url: Option<String>,
    /// False once an administrator took it off: no new locks, no fetching.
    pub is_enabled: bool,
    /// False while the cinema itself says that it sells nothing: paused, or closed for good.
    pub is_open: bool,
    /// The gate takes the rotating display only.
    pub requires_live_tickets: bool,
    /// Requests that may wait for this cinema at once.
    pub max_in_flight: i32,
    pub connect_timeout_ms: i32,
    pub answer_timeout_ms: i32,
    /// The cinema's clock when its sessions were last read to the end.
    pub sessions_as_of: Option<DateTimeUtc>,
    /// Our clock when films, halls and all sessions were last read whole.
    pub programme_at: Option<DateTimeUtc>,
    pub last_attempt_at: Option<DateTimeUtc>,
    pub last_success_at: Option<DateTimeUtc>,
    /// Why the last attempt failed; none after a success.
    pub last_error: Option<String>,
    /// The cinema's clock less ours.
    pub clock_skew_ms: Option<i64>,
    /// Maker and version, as it says.
    pub system: Option<String>,
    /// One server at a time fetches from it.
    pub leased_until: Option<DateTimeUtc>,
    /// Grows with every delivery: deliveries of one cinema queue up behind this row.
    pub deliveries: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
