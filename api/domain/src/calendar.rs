//! Days: an instant belongs to a business date only once a zone and a cut-off are named.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone of the platform's books, as `design` fixes it for a Chinese city.
pub const PLATFORM_ZONE: Tz = chrono_tz::Asia::Shanghai;

/// The hour at which a cinema's business day ends: a show at 01:20 belongs to the evening before.
pub const CINEMA_DAY_CUT_OFF_HOURS: i64 = 6;

/// The day of the platform's books that an instant belongs to (midnight to midnight).
pub fn book_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&PLATFORM_ZONE).date_naive()
}

/// The instant at which a day of the platform's books begins; `None` outside the calendar.
pub fn book_day_start(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = PLATFORM_ZONE.from_local_datetime(&day.and_time(NaiveTime::MIN));
    midnight.earliest().map(|at| at.with_timezone(&Utc))
}

/// Days since 1 January 2000: a day as a number that a database's lock can have.
pub fn day_number(day: NaiveDate) -> i32 {
    const FIRST_OF_2000: i32 = 730_120;
    day.num_days_from_ce() - FIRST_OF_2000
}

/// The business date of a cinema in `zone`: local time less the cut-off.
pub fn cinema_date(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    (at.with_timezone(&zone) - Duration::hours(CINEMA_DAY_CUT_OFF_HOURS)).date_naive()
}

/// The instants from which (inclusive) and to which (exclusive) a cinema's business date runs.
///
/// `None` when the date lies outside the calendar.
pub fn cinema_day_bounds(day: NaiveDate, zone: Tz) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let cut_off = NaiveTime::MIN + Duration::hours(CINEMA_DAY_CUT_OFF_HOURS);
    let instant = |day: NaiveDate| {
        let local = zone.from_local_datetime(&day.and_time(cut_off));
        local.earliest().map(|at| at.with_timezone(&Utc))
    };
    Some((instant(day)?, instant(day.checked_add_days(Days::new(1))?)?))
}

/// An instant cut to milliseconds, the precision that every database keeps alike.
pub fn to_milliseconds(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::{book_date, cinema_date, cinema_day_bounds, day_number};
    use chrono::{DateTime, NaiveDate, Utc};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn late_shows_belong_to_the_evening_before() {
        let zone = chrono_tz::Asia::Shanghai;
        assert_eq!(cinema_date(at("2026-11-22T17:20:00Z"), zone), day("2026-11-22"));
        assert_eq!(cinema_date(at("2026-11-22T22:00:00Z"), zone), day("2026-11-23"));
        assert_eq!(book_date(at("2026-11-22T17:20:00Z")), day("2026-11-23"));
    }

    #[test]
    fn days_are_counted_as_postgresql_subtracts_them() {
        assert_eq!(day_number(day("2000-01-01")), 0);
        assert_eq!(day_number(day("2027-03-06")), 9_926);
    }

    #[test]
    fn a_day_starts_where_the_one_before_ends() {
        let zone = chrono_tz::Asia::Shanghai;
        let first = cinema_day_bounds(day("2026-11-22"), zone);
        let second = cinema_day_bounds(day("2026-11-23"), zone);
        assert_eq!(first.map(|bounds| bounds.1), second.map(|bounds| bounds.0));
        assert_eq!(first.map(|bounds| bounds.0), Some(at("2026-11-21T22:00:00Z")));
    }
}
