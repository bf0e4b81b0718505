//! Films, showtimes and when they can be sold.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::text::LocalizedText;
use crate::text_enum::text_enum;

mod changes;

pub use changes::{ShowtimeChange, ShowtimeField, ShowtimeSnapshot, changes_between};

text_enum! {
    /// Whether a film can be seen now or later.
    pub enum FilmStatus {
        Showing = "showing",
        Upcoming = "upcoming",
    }
}

text_enum! {
    /// Whether a showtime can be bought. Sold out is a matter of seats, not of this.
    pub enum ShowtimeStatus {
        OnSale = "on_sale",
        SalesClosed = "sales_closed",
        Cancelled = "cancelled",
    }
}

/// Short words such as genres, formats or services, in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct StringList(pub Vec<String>);

/// Somebody who made a film.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Person {
    pub name: LocalizedText,
}

/// People in the order of their credits, in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct People(pub Vec<Person>);

/// What a seat costs in each zone of the hall, in minor units, without the service fee.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct ZonePrices(pub BTreeMap<String, i64>);

/// Why a showtime cannot be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SalesRefusal {
    #[error("the showtime is cancelled")]
    Cancelled,
    #[error("sales of this showtime are closed")]
    Closed,
}

/// The status that customers see at `now`: what is on sale closes by itself at `stop_sell_at`.
pub fn status_at(
    stored: ShowtimeStatus,
    stop_sell_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> ShowtimeStatus {
    match stored {
        ShowtimeStatus::OnSale if stop_sell_at <= now => ShowtimeStatus::SalesClosed,
        other => other,
    }
}

/// Checks that a showtime is on sale at `now`. The end of the window is exclusive.
///
/// # Errors
/// Why it is not.
pub fn check_on_sale(
    stored: ShowtimeStatus,
    stop_sell_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), SalesRefusal> {
    match status_at(stored, stop_sell_at, now) {
        ShowtimeStatus::OnSale => Ok(()),
        ShowtimeStatus::SalesClosed => Err(SalesRefusal::Closed),
        ShowtimeStatus::Cancelled => Err(SalesRefusal::Cancelled),
    }
}

/// A film is upcoming until the day of its release has come.
pub fn film_status(released_on: NaiveDate, today: NaiveDate) -> FilmStatus {
    if released_on <= today { FilmStatus::Showing } else { FilmStatus::Upcoming }
}

/// The service by which a cinema says that it takes tickets back.
pub const REFUND_SERVICE: &str = "refund";

/// Until when tickets can be given back, for people and for rules.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct RefundPolicy {
    pub refundable: bool,
    /// Exclusive; null where nothing can be refunded, or where no showtime is meant.
    pub refund_until: Option<DateTime<Utc>>,
    pub lines: Vec<LocalizedText>,
}

impl RefundPolicy {
    /// The policy of a cinema with these services, for a showtime or in general.
    pub fn of_cinema(
        services: &StringList,
        refund_stop_min: i32,
        starts_at: Option<DateTime<Utc>>,
    ) -> Self {
        if !services.0.iter().any(|service| service == REFUND_SERVICE) {
            let line = LocalizedText::new(
                "本影院售出的影票不退不换。",
                "This cinema does not take tickets back.",
            );
            return Self { refundable: false, refund_until: None, lines: vec![line] };
        }
        let before = Duration::minutes(i64::from(refund_stop_min));
        let until = LocalizedText::new(
            format!("开场前 {refund_stop_min} 分钟以前可退票，取票后不可退。"),
            format!(
                "Refundable until {refund_stop_min} minutes before the start, unless collected."
            ),
        );
        let way = LocalizedText::new(
            "款项原路退回，含服务费。",
            "The money goes back the way it came, service fee included.",
        );
        Self {
            refundable: true,
            refund_until: starts_at.map(|starts_at| starts_at - before),
            lines: vec![until, way],
        }
    }
}

/// A place on the globe in millionths of a degree (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeoPoint {
    pub latitude_e6: i32,
    pub longitude_e6: i32,
}

impl GeoPoint {
    /// Reads `lat,lng` as decimal degrees with at most six places.
    pub fn parse(text: &str) -> Option<Self> {
        let (latitude, longitude) = text.split_once(',')?;
        Self::from_degrees(latitude.trim(), longitude.trim())
    }

    /// Reads decimal degrees with at most six places; `None` outside ±90 and ±180.
    pub fn from_degrees(latitude: &str, longitude: &str) -> Option<Self> {
        let latitude_e6 = parse_e6(latitude).filter(|value| value.abs() <= 90_000_000)?;
        let longitude_e6 = parse_e6(longitude).filter(|value| value.abs() <= 180_000_000)?;
        Some(Self { latitude_e6, longitude_e6 })
    }

    /// Metres to another place on a flat map of the neighbourhood, in whole numbers.
    ///
    /// The cosine is Bhaskara's approximation (off by 0.2 % at most), and the map ignores the
    /// Earth's curvature: good to sort the cinemas of a city, not to navigate by.
    pub fn distance_m(self, other: Self) -> i64 {
        // 111 195 m to a degree of a great circle of the mean Earth (radius 6 371.0 km).
        const METRES_PER_DEGREE: i64 = 111_195;
        let north_e6 = i64::from(other.latitude_e6) - i64::from(self.latitude_e6);
        let east_e6 = (i64::from(other.longitude_e6) - i64::from(self.longitude_e6)).abs();
        let east_e6 = east_e6.min(360_000_000 - east_e6);
        let middle_e3 = (i64::from(other.latitude_e6) + i64::from(self.latitude_e6)) / 2_000;
        let square = middle_e3 * middle_e3;
        let full = 32_400_000_000_i64;
        let cosine_e6 = 1_000_000 * (full - 4 * square) / (full + square);
        let north_m = north_e6 * METRES_PER_DEGREE / 1_000_000;
        let east_m = east_e6 * METRES_PER_DEGREE / 1_000_000 * cosine_e6 / 1_000_000;
        (north_m * north_m + east_m * east_m).isqrt()
    }
}

/// Reads a decimal number with at most six places as millionths, without floating point.
fn parse_e6(text: &str) -> Option<i32> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || fraction.len() > 6 {
        return None;
    }
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let value: i32 = format!("{whole}{fraction:0<6}").parse().ok()?;
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration, Utc};

    use super::{
        GeoPoint, RefundPolicy, SalesRefusal, ShowtimeStatus, StringList, check_on_sale, status_at,
    };

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn sales_close_by_themselves_at_the_very_instant() {
        let stop = at("2026-11-22T11:15:00Z");
        let before = stop - Duration::milliseconds(1);
        assert_eq!(check_on_sale(ShowtimeStatus::OnSale, stop, before), Ok(()));
        let at_stop = check_on_sale(ShowtimeStatus::OnSale, stop, stop);
        assert_eq!(at_stop, Err(SalesRefusal::Closed));
        assert_eq!(status_at(ShowtimeStatus::OnSale, stop, stop), ShowtimeStatus::SalesClosed);
        let cancelled = check_on_sale(ShowtimeStatus::Cancelled, stop, before);
        assert_eq!(cancelled, Err(SalesRefusal::Cancelled));
    }

    #[test]
    fn a_cinema_without_the_service_refunds_nothing() {
        let start = at("2026-11-22T12:00:00Z");
        let policy = RefundPolicy::of_cinema(&StringList(vec!["snack".into()]), 60, Some(start));
        assert!(!policy.refundable && policy.refund_until.is_none());
        let policy = RefundPolicy::of_cinema(&StringList(vec!["refund".into()]), 60, Some(start));
        assert_eq!(policy.refund_until, Some(at("2026-11-22T11:00:00Z")));
    }

    #[test]
    fn degrees_are_read_exactly() {
        let point = GeoPoint::parse("30.6578,104.0771");
        let wanted = GeoPoint { latitude_e6: 30_657_800, longitude_e6: 104_077_100 };
        assert_eq!(point, Some(wanted));
        assert_eq!(GeoPoint::parse("-0.5,-179").map(|point| point.latitude_e6), Some(-500_000));
        for bad in ["", "1", "91,0", "0,181", "a,b", "1.2345678,0", "1e3,0", "--1,0", "1.,+2"] {
            assert_eq!(GeoPoint::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn distances_agree_with_the_great_circle() {
        let square = GeoPoint { latitude_e6: 30_657_000, longitude_e6: 104_066_000 };
        let airport = GeoPoint { latitude_e6: 30_578_500, longitude_e6: 103_947_100 };
        // The haversine formula gives 14 340 m.
        let distance = square.distance_m(airport);
        assert!((14_300..14_400).contains(&distance), "{distance}");
        assert_eq!(square.distance_m(square), 0);
        assert_eq!(square.distance_m(airport), airport.distance_m(square));
    }
}
