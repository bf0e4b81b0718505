//! What the cinema is and plays: films, and sessions that roll with the clock.
//!
//! A day's sessions follow from its date alone, so nothing about them has to be kept until staff
//! changes one; then the whole session is kept.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::halls::{Hall, PLAN_VERSION, Seat};

/// Days that can be bought: today and six more.
pub(crate) const DAYS: u64 = 7;
/// Beijing, where every clock of China looks to.
const ZONE: TimeDelta = TimeDelta::hours(8);
/// A business day ends so many hours after midnight.
const CUT_OFF: TimeDelta = TimeDelta::hours(6);
pub(crate) const SALES_STOP_MIN: i64 = 15;
pub(crate) const REFUND_STOP_MIN: i64 = 60;
pub(crate) const MAX_SEATS: u32 = 6;
/// What the platform may charge for a seat, in fen.
pub(crate) const NET_FEE: i64 = 300;
const TRAILERS_MIN: i64 = 10;

/// A film that the cinema plays. The last one is its own find: no distributor lists it.
struct Film {
    code: &'static str,
    title: (&'static str, &'static str),
    runtime_min: i64,
    released_on: &'static str,
    language: &'static str,
}

const FILMS: [Film; 5] = [
    Film {
        code: "001101232024",
        title: ("好东西", "Her Story"),
        runtime_min: 123,
        released_on: "2024-11-22",
        language: "zh",
    },
    Film {
        code: "001101162025",
        title: ("哪吒之魔童闹海", "Ne Zha 2"),
        runtime_min: 144,
        released_on: "2025-01-29",
        language: "zh",
    },
    Film {
        code: "001101052000",
        title: ("花样年华", "In the Mood for Love"),
        runtime_min: 98,
        released_on: "2000-09-29",
        language: "yue",
    },
    Film {
        code: "001101011993",
        title: ("霸王别姬", "Farewell My Concubine"),
        runtime_min: 171,
        released_on: "1993-07-26",
        language: "zh",
    },
    Film {
        code: "051X88882026",
        title: ("锦江夜航", "Night Boat on the Jin"),
        runtime_min: 95,
        released_on: "2026-10-01",
        language: "zh",
    },
];

/// Starts in minutes after midnight, and the films that take turns there, by hall.
const SLOTS: [(&[i64], &[usize]); 3] = [
    (&[590, 780, 970, 1160, 1350], &[1, 0, 3]),
    (&[630, 850, 1040, 1230, 1410], &[0, 2, 4]),
    (&[360, 504, 648, 792, 936, 1080, 1224, 1368, 1512, 1656], &[2, 4, 0]),
];

/// Prices of a hall in fen: zone, ticket, screen service fee.
const PRICES: [&[(&str, i64, i64)]; 3] = [
    &[("standard", 4_200, 300), ("prime", 5_200, 300), ("love", 6_000, 500)],
    &[("standard", 3_800, 0)],
    &[("standard", 3_500, 0), ("prime", 4_000, 0)],
];
const LOWEST: i64 = 2_500;

/// One showtime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) session_code: String,
    pub(crate) hall: usize,
    pub(crate) film: usize,
    pub(crate) starts_at: DateTime<Utc>,
    pub(crate) ends_at: DateTime<Utc>,
    pub(crate) stop_sell_at: DateTime<Utc>,
    pub(crate) business_on: NaiveDate,
    pub(crate) is_cancelled: bool,
    /// Added to every ticket's price, in fen.
    pub(crate) surcharge: i64,
    /// How often it was changed, and when last.
    pub(crate) changes: i64,
    pub(crate) changed_at: DateTime<Utc>,
}

impl Session {
    /// The session that the timetable has under a code, on whatever day.
    pub(crate) fn planned(session_code: &str) -> Option<Self> {
        let (date, rest) = session_code.strip_prefix('S')?.split_at_checked(8)?;
        let day = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
        let (hall, slot) = rest.strip_prefix('-')?.split_once('-')?;
        let (hall, slot): (usize, usize) = (hall.parse().ok()?, slot.parse().ok()?);
        let session = Self::at(day, hall.checked_sub(1)?, slot.checked_sub(1)?)?;
        (session.session_code == session_code).then_some(session)
    }

    fn at(day: NaiveDate, hall: usize, slot: usize) -> Option<Self> {
        let (starts, films) = SLOTS.get(hall)?;
        let minutes = TimeDelta::minutes(*starts.get(slot)?);
        let turn = usize::try_from(day.num_days_from_ce()).ok()? + slot;
        let film = *films.get(turn % films.len())?;
        let starts_at = day.and_time(chrono::NaiveTime::MIN).and_utc() - ZONE + minutes;
        Some(Self {
            session_code: format!("S{}-{}-{:02}", day.format("%Y%m%d"), hall + 1, slot + 1),
            hall,
            film,
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(FILMS[film].runtime_min + TRAILERS_MIN),
            stop_sell_at: starts_at - TimeDelta::minutes(SALES_STOP_MIN),
            business_on: day,
            is_cancelled: false,
            surcharge: 0,
            changes: 0,
            // The day on which this business day came into the programme.
            changed_at: day_starts(day) - TimeDelta::days(6),
        })
    }

    /// All sessions of a business day as the timetable has them.
    pub(crate) fn of_day(day: NaiveDate) -> Vec<Self> {
        let slots = |hall: usize| (0..SLOTS[hall].0.len()).map(move |slot| (hall, slot));
        (0..SLOTS.len()).flat_map(slots).filter_map(|(h, s)| Self::at(day, h, s)).collect()
    }

    /// Ticket and screen service fee of a seat, in fen.
    pub(crate) fn price(&self, seat: &Seat) -> Option<(i64, i64)> {
        let mut prices = self.zone_prices();
        prices.find(|(zone, ..)| *zone == seat.zone).map(|(_, ticket, fee)| (ticket, fee))
    }

    fn zone_prices(&self) -> impl Iterator<Item = (&'static str, i64, i64)> {
        let is_early = self
            .business_on
            .and_hms_opt(4, 0, 0)
            .is_some_and(|noon| self.starts_at < noon.and_utc());
        let change = self.surcharge - if is_early { 800 } else { 0 };
        PRICES[self.hall].iter().map(move |(zone, ticket, fee)| (*zone, ticket + change, *fee))
    }

    /// No ticket may be sold below this, in fen.
    pub(crate) fn lowest(&self) -> i64 {
        LOWEST
    }

    /// `Session` of the interface. `delta` falsifies the prices, as a fault may ask.
    pub(crate) fn wire(&self, halls: &[Hall], version: i64, delta: i64) -> Value {
        let prices: serde_json::Map<String, Value> = self
            .zone_prices()
            .map(|(zone, ticket, fee)| {
                let price = json!({
                    "ticket_price": fen(ticket + delta), "screen_service_fee": fen(fee),
                });
                (zone.to_owned(), price)
            })
            .collect();
        let film = &FILMS[self.film];
        json!({
            "session_code": self.session_code,
            "session_version": version,
            "screen_code": halls[self.hall].screen_code,
            "seat_plan_version": PLAN_VERSION,
            "film_code": film.code,
            "playthrough": [],
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "stop_sell_at": self.stop_sell_at,
            "business_on": self.business_on,
            "language": film.language,
            "subtitles": (film.language != "zh").then_some("zh"),
            "format": if self.film == 1 && self.hall == 0 { "3d" } else { "2d" },
            "status": if self.is_cancelled { "cancelled" } else { "on_sale" },
            "max_seats_per_lock": MAX_SEATS,
            "lowest_price": fen(self.lowest()),
            "zone_prices": prices,
            "net_service_fee": fen(NET_FEE),
        })
    }

    pub(crate) fn film_title(&self) -> &'static str {
        FILMS[self.film].title.0
    }
}

/// An amount as the interface writes it.
pub(crate) fn fen(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "CNY" })
}

/// The business date that an instant belongs to.
pub(crate) fn business_date(at: DateTime<Utc>) -> NaiveDate {
    (at + ZONE - CUT_OFF).date_naive()
}

/// When a business date begins.
pub(crate) fn day_starts(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() - ZONE + CUT_OFF
}

/// The dates that can be bought now.
pub(crate) fn days(now: DateTime<Utc>) -> impl Iterator<Item = NaiveDate> {
    let today = business_date(now);
    (0..DAYS).filter_map(move |ahead| today.checked_add_days(Days::new(ahead)))
}

/// `Films` of the interface. Every film plays every day.
pub(crate) fn films() -> Value {
    let film = |film: &Film| {
        json!({
            "film_code": film.code,
            "title": { "zh": film.title.0, "en": film.title.1 },
            "runtime_min": film.runtime_min,
            "released_on": film.released_on,
            "original_language": film.language,
            "country": "CN",
            "directors": [],
            "actors": [],
        })
    };
    json!({ "items": FILMS.iter().map(film).collect::<Vec<_>>() })
}

/// `Cinema` of the interface.
pub(crate) fn cinema(cinema_code: &str, name: &str, status: &str) -> Value {
    json!({
        "cinema_code": cinema_code,
        "name": { "zh": name, "en": "Sandbox Riverside Cinema" },
        "address": {
            "zh": "锦江区滨江东路 88 号 3 层", "en": "3/F, 88 East Binjiang Road, Jinjiang District",
        },
        "latitude_e6": 30_645_100,
        "longitude_e6": 104_085_400,
        "phone": "028-0000-8888",
        "timezone": "Asia/Shanghai",
        "status": status,
        "screen_count": PRICES.len(),
        "sales_stop_min": SALES_STOP_MIN,
        "refund_stop_min": REFUND_STOP_MIN,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Session, business_date, day_starts};
    use crate::cinema::halls::Hall;
    use chrono::{DateTime, TimeDelta, Utc};

    #[test]
    fn a_hall_shows_one_film_at_a_time_day_and_night() {
        let day = "2027-03-06".parse().unwrap();
        let next = "2027-03-07".parse().unwrap();
        let halls = Hall::all("51018888");
        for (hall, place) in halls.iter().enumerate() {
            let both = Session::of_day(day).into_iter().chain(Session::of_day(next));
            let sessions: Vec<_> = both.filter(|session| session.hall == hall).collect();
            for pair in sessions.windows(2) {
                assert!(pair[0].ends_at <= pair[1].starts_at, "{pair:?}");
            }
            assert!(sessions.iter().all(|one| place.seats.iter().all(|seat| {
                one.price(seat).is_some_and(|(ticket, _)| ticket >= one.lowest())
            })));
        }
    }

    #[test]
    fn something_starts_within_two_and_a_half_hours_at_any_time() {
        let mut at: DateTime<Utc> = "2027-03-06T00:00:00Z".parse().unwrap();
        for _ in 0..48 {
            let soon = at + TimeDelta::minutes(150);
            let day = business_date(at);
            let next = business_date(soon);
            let mut all = Session::of_day(day).into_iter().chain(Session::of_day(next));
            assert!(all.any(|one| one.starts_at > at && one.starts_at <= soon), "{at}");
            at += TimeDelta::minutes(30);
        }
    }

    #[test]
    fn a_code_leads_back_to_its_session_and_nothing_else_does() {
        for session in Session::of_day("2027-03-06".parse().unwrap()) {
            assert_eq!(Session::planned(&session.session_code), Some(session.clone()));
            assert_eq!(business_date(session.starts_at), session.business_on);
            assert!(session.starts_at >= day_starts(session.business_on));
        }
        for code in ["", "S20270306", "S20270306-4-01", "S20270306-1-99", "S20270306-1-1", "Sä"] {
            assert_eq!(Session::planned(code), None, "{code}");
        }
    }
}
