//! Showtimes to be loaded: those listed in `showtimes.csv` and those generated.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::calendar::{cinema_date, to_milliseconds};
use domain::schedule::{Slot, film_of_code, format_digit};

use super::faults::Faults;
use super::fields::{self, FieldResult, LanguageVersion};
use super::files::{Cinema, Film, Hall};
use super::plans::PlanFile;
use super::schedule::Scope;
use super::source::Source;
use super::table::{self, Row};

/// A showtime before it has an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Index into the films.
    pub film: usize,
    /// Index into the halls.
    pub hall: usize,
    pub session_code: String,
    pub business_on: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub language: LanguageVersion,
    pub format: String,
    /// Fen by zone.
    pub prices: BTreeMap<String, i64>,
}

/// A showtime of `showtimes.csv`, with its place for faults.
pub struct Listed {
    pub place: String,
    pub planned: Planned,
}

/// Time that a hall is taken, by a showtime that is listed or was loaded before.
#[derive(Clone, Debug)]
pub struct Occupied {
    pub screen_code: String,
    pub session_code: String,
    pub business_on: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The day counts as planned, but nobody plays then.
    pub is_cancelled: bool,
}

/// The instant of a local time of day that may run past midnight. An hour that a change of clocks
/// leaves out is read as the hour after.
pub fn local_instant(zone: Tz, date: NaiveDate, minutes: u32) -> Option<DateTime<Utc>> {
    let local = date.and_hms_opt(0, 0, 0)? + Duration::minutes(i64::from(minutes));
    resolve_local(zone, local)
}

fn resolve_local(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    let later = || zone.from_local_datetime(&(local + Duration::hours(1))).earliest();
    let at = zone.from_local_datetime(&local).earliest().or_else(later)?;
    Some(to_milliseconds(at.with_timezone(&Utc)))
}

/// Reads `showtimes.csv`, which may be missing.
pub fn read_showtimes(
    source: &Source,
    faults: &mut Faults,
    films: &[Film],
    cinemas: &[Cinema],
    halls: &[Hall],
    plans: &[PlanFile],
) -> Vec<Listed> {
    const COLUMNS: &[&str] = &[
        "session_code",
        "cinema_code",
        "screen_code",
        "film_code",
        "starts_at",
        "language",
        "format",
        "prices",
    ];
    let reader = Reader {
        films: films
            .iter()
            .enumerate()
            .map(|(at, film)| (film_of_code(&film.film_code), at))
            .collect(),
        halls: halls.iter().enumerate().map(|(at, hall)| (hall.screen_code.as_str(), at)).collect(),
        rows: (films, cinemas, halls, plans),
    };
    let mut listed = Vec::new();
    let mut seen = HashSet::new();
    for row in table::read(source, faults, "showtimes.csv", false, COLUMNS) {
        let Some(planned) = reader.read(&row, faults) else {
            continue;
        };
        let key = (halls[planned.hall].cinema, planned.session_code.clone());
        if !seen.insert(key) {
            let code = &planned.session_code;
            faults.add(row.place(), format!("session {code} is listed twice"));
        }
        listed.push(Listed { place: row.place(), planned });
    }
    listed
}

struct Reader<'a> {
    films: HashMap<String, usize>,
    halls: HashMap<&'a str, usize>,
    rows: (&'a [Film], &'a [Cinema], &'a [Hall], &'a [PlanFile]),
}

impl Reader<'_> {
    fn read(&self, row: &Row, faults: &mut Faults) -> Option<Planned> {
        let (films, cinemas, halls, plans) = self.rows;
        let session_code = row.read(faults, "session_code", |field| {
            let code = fields::text(field)?;
            let is_code = code.len() <= 20 && code.bytes().all(|byte| byte.is_ascii_graphic());
            if is_code { Ok(code) } else { Err(format!("{field:?} is not 1 to 20 characters")) }
        });
        let film = row.read(faults, "film_code", |field| {
            let film = self.films.get(&film_of_code(field)).copied();
            film.ok_or_else(|| format!("{field:?} is no film of films.csv"))
        });
        let hall = row.read(faults, "screen_code", |field| {
            let hall = self.halls.get(field).copied();
            let hall = hall.ok_or_else(|| format!("{field:?} is not in halls.csv"))?;
            let cinema = &cinemas[halls[hall].cinema].cinema_code;
            match cinema == row.field("cinema_code") {
                true => Ok(hall),
                false => Err(format!("{field} is a hall of cinema {cinema}")),
            }
        });
        let format = row.read(faults, "format", |field| check_format(field, row, films, film));
        let language = row.read(faults, "language", fields::language_version);
        let prices = row.read(faults, "prices", |field| {
            let zones = hall.map(|hall| &plans[halls[hall].plan].plan.zones);
            let prices: Vec<(String, i64)> = fields::filled_list(field, fields::zone_price)?;
            let count = prices.len();
            let prices: BTreeMap<String, i64> = prices.into_iter().collect();
            let fits = zones.is_none_or(|zones| {
                zones.len() == count && zones.iter().all(|zone| prices.contains_key(&zone.id))
            });
            if fits { Ok(prices) } else { Err("are not one for every zone of the plan".to_owned()) }
        });
        let (film, hall) = (film?, hall?);
        let cinema = &cinemas[halls[hall].cinema];
        let starts_at = row.read(faults, "starts_at", |field| read_instant(field, cinema.zone))?;
        Some(Planned {
            film,
            hall,
            session_code: session_code?,
            business_on: cinema_date(starts_at, cinema.zone),
            starts_at,
            ends_at: starts_at + Duration::minutes(i64::from(films[film].runtime_min)),
            language: language?,
            format: format?,
            prices: prices?,
        })
    }
}

/// The format must be one of the film's and agree with the fourth digit of the film code.
fn check_format(
    field: &str,
    row: &Row,
    films: &[Film],
    film: Option<usize>,
) -> FieldResult<String> {
    let digit = format_digit(field).ok_or_else(|| format!("{field:?} is no format"))?;
    if row.field("film_code").get(3..4) != Some(digit) {
        return Err(format!("{field} does not agree with the fourth digit of the film code"));
    }
    if film.is_some_and(|film| !films[film].formats.iter().any(|known| known == field)) {
        return Err(format!("the film has no format {field}"));
    }
    Ok(field.to_owned())
}

fn read_instant(field: &str, zone: Tz) -> FieldResult<DateTime<Utc>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(field) {
        return Ok(to_milliseconds(at.with_timezone(&Utc)));
    }
    let local = NaiveDateTime::parse_from_str(field, "%Y-%m-%dT%H:%M");
    local
        .ok()
        .and_then(|local| resolve_local(zone, local))
        .ok_or_else(|| format!("{field:?} is neither RFC 3339 nor YYYY-MM-DDTHH:MM"))
}

/// Checks what depends on the start date and on the showtimes that are there already: nothing is
/// shown before its release, and no two showtimes of a hall meet, cleaning included.
pub fn check_listed(faults: &mut Faults, listed: &[Listed], scope: &Scope<'_>, known: &[Occupied]) {
    let mut occupied: Vec<Occupied> = known.to_vec();
    for Listed { place, planned } in listed {
        let film = &scope.films[planned.film];
        if planned.business_on < scope.released_on[planned.film] {
            faults.add(place, format!("film {} is not released by then", film.film_code));
        }
        let hall = &scope.halls[planned.hall];
        let other = occupied.iter().find(|other| meets(other, planned, hall));
        if let Some(other) = other {
            faults.add(place, format!("meets session {} in its hall", other.session_code));
        }
        occupied.push(occupied_by(planned, hall));
    }
}

/// The time that a showtime takes.
pub fn occupied_by(planned: &Planned, hall: &Hall) -> Occupied {
    Occupied {
        screen_code: hall.screen_code.clone(),
        session_code: planned.session_code.clone(),
        business_on: planned.business_on,
        starts_at: planned.starts_at,
        ends_at: planned.ends_at,
        is_cancelled: false,
    }
}

/// Whether two different sessions want a hall at the same time, cleaning included.
pub fn meets(other: &Occupied, planned: &Planned, hall: &Hall) -> bool {
    let slot = Slot { starts_at: planned.starts_at, ends_at: planned.ends_at };
    let taken = Slot { starts_at: other.starts_at, ends_at: other.ends_at };
    other.screen_code == hall.screen_code
        && other.session_code != planned.session_code
        && !other.is_cancelled
        && slot.meets(taken, hall.cleaning_min)
}
