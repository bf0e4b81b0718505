//! What a cinema is and what it plays.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Money;
use domain::seating;
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};

/// A name; English may be missing, Chinese may not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct LocalizedName {
    pub zh: String,
    #[serde(default)]
    pub en: Option<String>,
}

impl From<LocalizedText> for LocalizedName {
    fn from(text: LocalizedText) -> Self {
        Self { zh: text.zh, en: Some(text.en) }
    }
}

impl From<LocalizedName> for LocalizedText {
    fn from(name: LocalizedName) -> Self {
        let en = name.en.filter(|en| !en.trim().is_empty()).unwrap_or_else(|| name.zh.clone());
        Self { zh: name.zh, en }
    }
}

/// What a system can do, and what time it thinks it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Capabilities {
    /// Version of this interface, such as `1.0`.
    pub interface_version: String,
    /// Maker and version of the ticketing system.
    pub system: String,
    /// The system's clock, from which the platform tells how far it is off.
    pub now: DateTime<Utc>,
    pub lock_limits: LockLimits,
    /// Seats that one lock may have.
    pub max_seats_per_lock: u32,
    /// What of the optional operations is offered.
    pub optional: Vec<OptionalFeature>,
}

/// How long locks last, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct LockLimits {
    pub min_ttl_seconds: u32,
    pub default_ttl_seconds: u32,
    pub max_ttl_seconds: u32,
}

/// Operations that a system may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OptionalFeature {
    ExtendLock,
    Exchange,
    CheckIn,
    /// It calls the platform's feed by itself when something changes.
    Push,
    /// A kind that this version does not know; it is ignored.
    #[serde(other)]
    Unknown,
}

/// Whether the cinema is open for business (2025: businessStatus 12, 13, 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CinemaStatus {
    Open,
    Paused,
    Closed,
}

/// A cinema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Cinema {
    /// 8 characters.
    pub cinema_code: String,
    pub name: LocalizedName,
    pub address: LocalizedName,
    /// Millionths of a degree (WGS 84).
    #[serde(default)]
    pub latitude_e6: Option<i32>,
    #[serde(default)]
    pub longitude_e6: Option<i32>,
    #[serde(default)]
    pub phone: Option<String>,
    /// IANA name; business dates are counted in it.
    pub timezone: String,
    pub status: CinemaStatus,
    pub screen_count: u32,
    /// Sales stop so many minutes before the start, unless a session says otherwise.
    pub sales_stop_min: u32,
    /// Tickets are taken back until so many minutes before the start; null when never.
    #[serde(default)]
    pub refund_stop_min: Option<u32>,
}

/// The halls of a cinema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Screens {
    pub items: Vec<Screen>,
}

/// A hall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Screen {
    /// Up to 16 characters, unique in the cinema.
    pub screen_code: String,
    pub name: LocalizedName,
    /// Such as `standard`, `imax`, `laser`.
    pub hall_type: String,
    pub seat_count: u32,
    /// The version of the seat plan in force now. Sessions name the version that they sell by.
    pub seat_plan_version: i64,
    #[serde(default)]
    pub cleaning_min: u32,
}

/// One version of a hall's seats. A version never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct SeatPlan {
    pub screen_code: String,
    pub version: i64,
    /// The first business date that it may be sold by.
    pub effective_on: NaiveDate,
    /// Sections, zones, screen, entrances and seats.
    #[cfg_attr(feature = "api", schema(value_type = Object))]
    pub layout: seating::SeatPlan,
}

/// Films of a range of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Films {
    pub items: Vec<Film>,
}

/// A film.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Film {
    /// 12 characters; the fourth names the format.
    pub film_code: String,
    pub title: LocalizedName,
    pub runtime_min: u32,
    pub released_on: NaiveDate,
    /// ISO 639-1.
    pub original_language: String,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default)]
    pub directors: Vec<LocalizedName>,
    #[serde(default)]
    pub actors: Vec<LocalizedName>,
    #[serde(default)]
    pub synopsis: Option<LocalizedName>,
}

/// Sessions that changed since an instant, oldest change first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct SessionPage {
    pub items: Vec<Session>,
    /// The system's clock when the first page was made: `since` of the next round, less an overlap
    /// of the caller's choice.
    pub as_of: DateTime<Utc>,
    /// Null on the last page.
    #[serde(default)]
    pub next_cursor: Option<String>,
}

/// Whether a session can be sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    OnSale,
    /// Kept in the programme, but not sold through the platform.
    Stopped,
    Cancelled,
}

/// What a seat of a zone costs: two of the three parts of a price. The third is the session's
/// `net_service_fee`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct ZonePrice {
    pub ticket_price: Money,
    pub screen_service_fee: Money,
}

/// One of several films that are shown in one session (连场).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlaythroughFilm {
    pub film_code: String,
    /// Counts from 1.
    pub sequence: u32,
}

/// A showtime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Session {
    /// Up to 32 characters, unique in the cinema for ever.
    pub session_code: String,
    /// Grows with every change of what a customer chose by: film, hall, plan, times, status,
    /// prices. It need not grow by one.
    pub session_version: i64,
    pub screen_code: String,
    pub seat_plan_version: i64,
    /// The first film; the only one unless `playthrough` has more.
    pub film_code: String,
    #[serde(default)]
    pub playthrough: Vec<PlaythroughFilm>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// No lock is granted from this instant on.
    pub stop_sell_at: DateTime<Utc>,
    /// The cinema's business date.
    pub business_on: NaiveDate,
    /// ISO 639-1 of what is spoken.
    pub language: String,
    #[serde(default)]
    pub subtitles: Option<String>,
    /// Such as `2d`, `3d`, `imax_2d`.
    pub format: String,
    pub status: SessionStatus,
    pub max_seats_per_lock: u32,
    /// No ticket may be sold below (最低票价).
    pub lowest_price: Money,
    /// By the zone of the seat plan.
    pub zone_prices: BTreeMap<String, ZonePrice>,
    /// What the platform may charge for its service, for one seat, at most.
    pub net_service_fee: Money,
}
