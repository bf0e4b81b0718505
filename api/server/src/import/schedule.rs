//! The rules of `schedule.json` and what is generated from them.
//!
//! The algorithm is fixed in `catalogue/README.md`: whole numbers and one hash, so the same files
//! and start date give the same showtimes on every machine.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::schedule::{SeatPrice, format_digit};
use domain::text::LocalizedText;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::faults::Faults;
use super::fields::{self, LanguageVersion};
use super::files::{Cinema, Film, Hall};
use super::plans::PlanFile;
use super::programme::{Planned, local_instant};
use super::source::Source;

const FILE: &str = "schedule.json";

/// The largest price or difference that a file may name, in fen.
const MAX_FEN: i64 = 100_000_000;

/// The rules of a programme.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    version: u32,
    step_min: u32,
    trailers_min: u32,
    first_show_spread_min: u32,
    first_format_percent: u64,
    first_language_percent: u64,
    pub(super) hall_types: BTreeMap<String, HallType>,
    format_price_delta_fen: BTreeMap<String, i64>,
    pub(super) time_rules: Vec<TimeRule>,
    pub(super) lowest_price_fen: i64,
    pub(super) price_tables: BTreeMap<String, BTreeMap<String, i64>>,
    programmes: BTreeMap<String, Vec<Entry>>,
    pub(super) cinemas: Vec<CinemaRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HallType {
    formats: Vec<String>,
    pub(super) price_delta_fen: i64,
    /// What of a price is the hall's own service fee.
    #[serde(default)]
    pub(super) screen_fee_fen: i64,
    /// The name under which these prices are offered to staff who plan.
    pub(super) offered_as: Option<LocalizedText>,
    only_genres: Option<Vec<String>>,
    opens: Option<TimeOfDay>,
    last_start: Option<TimeOfDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeRule {
    /// For people who edit the file, and the code of a price table.
    pub(super) name: String,
    days: Vec<Weekday>,
    from: TimeOfDay,
    to: TimeOfDay,
    pub(super) delta_fen: i64,
    /// The name under which these prices are offered to staff who plan.
    pub(super) offered_as: Option<LocalizedText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    film_code: String,
    weight: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CinemaRule {
    pub(super) cinema_code: String,
    opens: TimeOfDay,
    last_start: TimeOfDay,
    last_end: TimeOfDay,
    programme: String,
    pub(super) price_table: String,
}

/// Minutes after midnight.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
struct TimeOfDay(u32);

impl TryFrom<String> for TimeOfDay {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        fields::minutes(&text).map(Self)
    }
}

/// What the rules refer to.
pub struct Scope<'a> {
    pub films: &'a [Film],
    /// The day from which each of `films` is shown.
    pub released_on: &'a [NaiveDate],
    pub cinemas: &'a [Cinema],
    pub halls: &'a [Hall],
    pub plans: &'a [PlanFile],
}

/// Reads the rules; `None` when there are none.
pub fn read_schedule(source: &Source, faults: &mut Faults) -> Option<Schedule> {
    let text = faults.keep(FILE, source.read(FILE)).flatten()?;
    match serde_json::from_str(&text) {
        Ok(schedule) => Some(schedule),
        Err(error) => {
            faults.add(format!("{FILE}:{}", error.line()), error);
            None
        }
    }
}

impl Schedule {
    /// Checks the rules by themselves and against what they refer to.
    pub fn check(
        &self,
        faults: &mut Faults,
        films: &[Film],
        cinemas: &[Cinema],
        halls: &[Hall],
        plans: &[PlanFile],
    ) {
        self.check_numbers(faults);
        self.check_programmes(faults, films);
        for (at, rule) in self.cinemas.iter().enumerate() {
            let place = format!("{FILE}#/cinemas/{at}");
            let code = &rule.cinema_code;
            let Some(cinema) = cinemas.iter().position(|one| one.cinema_code == *code) else {
                faults.add(place, format!("{code} is not in cinemas.csv"));
                continue;
            };
            let halls = halls.iter().filter(|hall| hall.cinema == cinema);
            for text in self.check_cinema(rule, halls, plans) {
                faults.add(&place, text);
            }
        }
    }

    fn check_numbers(&self, faults: &mut Faults) {
        let mut within = |pointer: &str, number: i64, least: i64, most: i64| {
            if !(least..=most).contains(&number) {
                let text = format!("{number} is not within {least} to {most}");
                faults.add(format!("{FILE}#/{pointer}"), text);
            }
        };
        let percent = |percent: u64| i64::try_from(percent).unwrap_or(i64::MAX);
        within("version", self.version.into(), 1, 1);
        within("step_min", self.step_min.into(), 1, 60);
        within("trailers_min", self.trailers_min.into(), 0, 60);
        within("first_show_spread_min", self.first_show_spread_min.into(), 0, 600);
        within("first_format_percent", percent(self.first_format_percent), 0, 100);
        within("first_language_percent", percent(self.first_language_percent), 0, 100);
        within("lowest_price_fen", self.lowest_price_fen, 0, MAX_FEN);
        for (slug, hall_type) in &self.hall_types {
            let pointer = format!("hall_types/{slug}/price_delta_fen");
            within(&pointer, hall_type.price_delta_fen, -MAX_FEN, MAX_FEN);
            let pointer = format!("hall_types/{slug}/screen_fee_fen");
            within(&pointer, hall_type.screen_fee_fen, 0, MAX_FEN);
        }
        for (format, delta) in &self.format_price_delta_fen {
            within(&format!("format_price_delta_fen/{format}"), *delta, -MAX_FEN, MAX_FEN);
        }
        for (at, rule) in self.time_rules.iter().enumerate() {
            within(&format!("time_rules/{at}/delta_fen"), rule.delta_fen, -MAX_FEN, MAX_FEN);
        }
        for (table, prices) in &self.price_tables {
            for (zone, price) in prices {
                within(&format!("price_tables/{table}/{zone}"), *price, 0, MAX_FEN);
            }
        }
    }

    fn check_programmes(&self, faults: &mut Faults, films: &[Film]) {
        for (slug, hall_type) in &self.hall_types {
            for format in &hall_type.formats {
                if format_digit(format).is_none() {
                    let place = format!("{FILE}#/hall_types/{slug}/formats");
                    faults.add(place, format!("{format:?} is unknown"));
                }
            }
        }
        for (name, entries) in &self.programmes {
            for (at, entry) in entries.iter().enumerate() {
                let place = format!("{FILE}#/programmes/{name}/{at}");
                if !(1..=1_000).contains(&entry.weight) {
                    faults.add(format!("{place}/weight"), "is not within 1 to 1000");
                }
                if !films.iter().any(|film| film.film_code == entry.film_code) {
                    faults.add(place, format!("film {} is not in films.csv", entry.film_code));
                }
            }
        }
    }

    fn check_cinema<'a>(
        &self,
        rule: &CinemaRule,
        halls: impl Iterator<Item = &'a Hall>,
        plans: &[PlanFile],
    ) -> Vec<String> {
        let mut texts = Vec::new();
        if rule.opens < TimeOfDay(6 * 60) {
            texts.push("opens before 06:00, where the business day begins".to_owned());
        }
        if !self.programmes.contains_key(&rule.programme) {
            texts.push(format!("there is no programme {:?}", rule.programme));
        }
        let Some(prices) = self.price_tables.get(&rule.price_table) else {
            texts.push(format!("there is no price table {:?}", rule.price_table));
            return texts;
        };
        for hall in halls {
            if !self.hall_types.contains_key(&hall.hall_type) {
                texts.push(format!("hall type {:?} has no rule", hall.hall_type));
            }
            let zones = plans.get(hall.plan).map(|plan| plan.plan.zones.as_slice());
            let is_missing = |zone: &&domain::seating::PlanZone| !prices.contains_key(&zone.id);
            for zone in zones.unwrap_or_default().iter().filter(is_missing) {
                let table = &rule.price_table;
                texts.push(format!("price table {table:?} has no zone {:?}", zone.id));
            }
        }
        texts
    }

    /// Generates the showtimes of `days` business days from `start`. `is_planned` tells whether a
    /// hall has showtimes on a day already; such days are left alone.
    pub fn generate(
        &self,
        scope: &Scope<'_>,
        start: NaiveDate,
        days: u32,
        is_planned: impl Fn(&str, NaiveDate) -> bool,
    ) -> Vec<Planned> {
        let mut planned = Vec::new();
        for rule in &self.cinemas {
            let of_rule = |cinema: &Cinema| cinema.cinema_code == rule.cinema_code;
            let Some(cinema) = scope.cinemas.iter().position(of_rule) else {
                continue;
            };
            let mut halls: Vec<usize> =
                (0..scope.halls.len()).filter(|&hall| scope.halls[hall].cinema == cinema).collect();
            halls.sort_by_key(|&hall| &scope.halls[hall].screen_code);
            for hall in halls {
                for day in 0..days {
                    let date = start.checked_add_days(Days::new(u64::from(day))).unwrap_or(start);
                    if !is_planned(&scope.halls[hall].screen_code, date) {
                        let day = HallDay { schedule: self, scope, rule, hall, date };
                        planned.extend(day.plan());
                    }
                }
            }
        }
        planned
    }

    /// Divides the price of a seat in a hall of this type into the ticket and the hall's fee.
    pub fn split(&self, hall_type: &str, sum_fen: i64) -> SeatPrice {
        let hall_type = self.hall_types.get(hall_type);
        let fee = hall_type.map(|hall_type| hall_type.screen_fee_fen).unwrap_or_default();
        SeatPrice::split(sum_fen, fee, self.lowest_price_fen)
    }

    /// `t` rounded up to a whole step.
    fn up(&self, t: u32) -> u32 {
        t.next_multiple_of(self.step_min)
    }
}

/// One hall on one business day.
struct HallDay<'a> {
    schedule: &'a Schedule,
    scope: &'a Scope<'a>,
    rule: &'a CinemaRule,
    hall: usize,
    date: NaiveDate,
}

impl HallDay<'_> {
    fn plan(&self) -> Vec<Planned> {
        let hall = &self.scope.halls[self.hall];
        let mut planned = Vec::new();
        let Some(hall_type) = self.schedule.hall_types.get(&hall.hall_type) else {
            return planned;
        };
        let opens = hall_type.opens.unwrap_or(self.rule.opens).0;
        let last_start = hall_type.last_start.unwrap_or(self.rule.last_start).0;
        let base = format!("{}|{}", hall.screen_code, self.date);
        let step = self.schedule.step_min;
        let spread = u64::from(self.schedule.first_show_spread_min / step + 1);
        let wait = u32::try_from(roll(&format!("{base}|first"), spread)).unwrap_or_default();
        let mut t = self.schedule.up(opens + step * wait);
        let mut previous = None;
        for seq in 1_u32.. {
            if t > last_start {
                break;
            }
            let key = format!("{base}|{seq}");
            let Some(film) = self.choose_film(hall_type, &key, t, previous) else {
                break;
            };
            let length = self.length(film);
            planned.extend(self.showtime(hall_type, &key, seq, t, film));
            t = self.schedule.up(t + length + hall.cleaning_min);
            previous = Some(film);
        }
        planned
    }

    /// Trailers and film, in minutes.
    fn length(&self, film: usize) -> u32 {
        let runtime = u32::try_from(self.scope.films[film].runtime_min).unwrap_or_default();
        self.schedule.trailers_min + runtime
    }

    /// The index of the film that starts at `t`.
    fn choose_film(
        &self,
        hall_type: &HallType,
        key: &str,
        t: u32,
        previous: Option<usize>,
    ) -> Option<usize> {
        let entries = self.schedule.programmes.get(&self.rule.programme)?;
        let mut candidates: Vec<(usize, u64)> = Vec::new();
        for entry in entries {
            let is_meant = |film: &Film| film.film_code == entry.film_code;
            let Some(at) = self.scope.films.iter().position(is_meant) else {
                continue;
            };
            let film = &self.scope.films[at];
            let fits_genre = hall_type
                .only_genres
                .as_ref()
                .is_none_or(|only| film.genres.iter().any(|genre| only.contains(genre)));
            let is_shown = self.scope.released_on[at] <= self.date;
            let has_format = hall_type.formats.iter().any(|format| film.formats.contains(format));
            let ends_in_time = t + self.length(at) <= self.rule.last_end.0;
            if is_shown && has_format && fits_genre && ends_in_time {
                candidates.push((at, entry.weight));
            }
        }
        if candidates.len() > 1 {
            candidates.retain(|(at, _)| Some(*at) != previous);
        }
        let sum: u64 = candidates.iter().map(|(_, weight)| weight).sum();
        if sum == 0 {
            return None;
        }
        let mut rest = roll(&format!("{key}|film"), sum);
        for (at, weight) in candidates {
            if rest < weight {
                return Some(at);
            }
            rest -= weight;
        }
        None
    }

    fn showtime(
        &self,
        hall_type: &HallType,
        key: &str,
        seq: u32,
        t: u32,
        film: usize,
    ) -> Option<Planned> {
        let (schedule, scope) = (self.schedule, self.scope);
        let hall = &scope.halls[self.hall];
        let cinema = &scope.cinemas[hall.cinema];
        let work = &scope.films[film];
        let formats: Vec<&String> =
            hall_type.formats.iter().filter(|format| work.formats.contains(format)).collect();
        let format = prefer(&formats, &format!("{key}|format"), schedule.first_format_percent)?;
        let versions: Vec<&LanguageVersion> = work.language_versions.iter().collect();
        let share = schedule.first_language_percent;
        let language = prefer(&versions, &format!("{key}|language"), share)?;
        let number = hall.screen_code.get(14..)?;
        let day = self.date.format("%y%m%d");
        let starts_at = local_instant(cinema.zone, self.date, t)?;
        let length = chrono::Duration::minutes(i64::from(self.length(film)));
        Some(Planned {
            film,
            hall: self.hall,
            session_code: format!("{}{day}{number}{seq:02}", cinema.cinema_code),
            business_on: self.date,
            starts_at,
            ends_at: starts_at + length,
            language: (*language).clone(),
            format: (*format).clone(),
            prices: self.prices(hall_type, format, t),
        })
    }

    fn prices(&self, hall_type: &HallType, format: &str, t: u32) -> BTreeMap<String, i64> {
        let schedule = self.schedule;
        let hall = &self.scope.halls[self.hall];
        let weekday = self.date.weekday();
        let applies = |rule: &&TimeRule| {
            rule.days.contains(&weekday) && rule.from <= TimeOfDay(t) && TimeOfDay(t) < rule.to
        };
        let by_time: i64 =
            schedule.time_rules.iter().filter(applies).map(|rule| rule.delta_fen).sum();
        let by_format = schedule.format_price_delta_fen.get(format).copied().unwrap_or_default();
        let delta = hall_type.price_delta_fen + by_format + by_time;
        let table = schedule.price_tables.get(&self.rule.price_table);
        let zones = &self.scope.plans[hall.plan].plan.zones;
        let price = |zone: &str| {
            let base = table.and_then(|table| table.get(zone)).copied().unwrap_or_default();
            (base + delta).max(schedule.lowest_price_fen)
        };
        zones.iter().map(|zone| (zone.id.clone(), price(&zone.id))).collect()
    }
}

/// A number below `n` that depends on `key` alone.
fn roll(key: &str, n: u64) -> u64 {
    let hash = Sha256::digest(key.as_bytes());
    let first = hash.iter().take(8).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    first.checked_rem(n).unwrap_or_default()
}

/// The first item in `percent` of a hundred keys, else one of the rest.
fn prefer<'a, T>(list: &[&'a T], key: &str, percent: u64) -> Option<&'a T> {
    let (first, rest) = list.split_first()?;
    if rest.is_empty() || roll(key, 100) < percent {
        return Some(first);
    }
    let length = u64::try_from(rest.len()).unwrap_or(1);
    let at = usize::try_from(roll(&format!("{key}|rest"), length)).unwrap_or_default();
    rest.get(at).copied()
}
