//! The rows of the CSV files of the catalogue, read and checked one against the other.

use std::collections::{HashMap, HashSet};

use chrono_tz::Tz;
use domain::catalogue::{GeoPoint, Person};
use domain::schedule::format_digit;
use domain::text::LocalizedText;

use super::faults::Faults;
use super::fields::{self, FieldResult, FileDate, LanguageVersion};
use super::plans::PlanFile;
use super::source::Source;
use super::table::{self, Row};

/// The name of a slug.
pub struct Term {
    pub kind: String,
    pub slug: String,
    pub name: LocalizedText,
}

pub struct Film {
    pub film_code: String,
    pub title: LocalizedText,
    pub original_language: String,
    pub language_versions: Vec<LanguageVersion>,
    pub formats: Vec<String>,
    pub directors: Vec<Person>,
    pub actors: Vec<Person>,
    pub runtime_min: i32,
    pub year: i32,
    pub genres: Vec<String>,
    pub countries: Vec<String>,
    pub synopsis: LocalizedText,
    pub released_on: FileDate,
}

pub struct Cinema {
    pub cinema_code: String,
    pub name: LocalizedText,
    pub address: LocalizedText,
    pub city: String,
    pub city_name: LocalizedText,
    pub district: String,
    pub district_name: LocalizedText,
    pub location: GeoPoint,
    pub phone: String,
    pub services: Vec<String>,
    pub zone: Tz,
    pub sales_stop_min: i32,
    pub refund_stop_min: i32,
    pub max_seats: i32,
    pub service_fee_minor: i64,
}

pub struct Hall {
    /// Index into the cinemas.
    pub cinema: usize,
    pub screen_code: String,
    pub name: LocalizedText,
    pub hall_type: String,
    /// Index into the plans.
    pub plan: usize,
    pub cleaning_min: u32,
}

/// Slugs by kind.
#[derive(Default)]
pub struct Slugs(HashSet<(String, String)>);

impl Slugs {
    pub fn of(terms: &[Term]) -> Self {
        Self(terms.iter().map(|term| (term.kind.clone(), term.slug.clone())).collect())
    }

    /// Reads a slug that `terms.csv` must list.
    pub fn read(&self, kind: &str, field: &str) -> FieldResult<String> {
        let slug = if kind == "language" || kind == "country" {
            field.to_owned()
        } else {
            fields::slug(field)?
        };
        if self.0.contains(&(kind.to_owned(), slug.clone())) {
            Ok(slug)
        } else {
            Err(format!("{slug:?} is no {kind} of terms.csv"))
        }
    }
}

const KINDS: [&str; 7] =
    ["genre", "hall_type", "service", "format", "language", "country", "article_category"];

pub fn read_terms(source: &Source, faults: &mut Faults) -> Vec<Term> {
    const COLUMNS: &[&str] = &["kind", "slug", "name_zh", "name_en"];
    let mut terms = Vec::new();
    let mut seen = HashSet::new();
    for row in table::read(source, faults, "terms.csv", true, COLUMNS) {
        let kind = row.read(faults, "kind", |field| match KINDS.contains(&field) {
            true => Ok(field.to_owned()),
            false => Err(format!("{field:?} is not one of {}", KINDS.join(", "))),
        });
        // Languages and countries are standard tags with capitals.
        let slug = row.read(faults, "slug", fields::text);
        let name = read_name(&row, faults, "name");
        if let (Some(kind), Some(slug), Some(name)) = (kind, slug, name) {
            if seen.insert((kind.clone(), slug.clone())) {
                terms.push(Term { kind, slug, name });
            } else {
                faults.add(row.place(), format!("{kind} {slug:?} is listed twice"));
            }
        }
    }
    terms
}

/// `<column>_zh` and `<column>_en`.
fn read_name(row: &Row, faults: &mut Faults, column: &str) -> Option<LocalizedText> {
    let zh = row.read(faults, &format!("{column}_zh"), fields::text);
    let en = row.read(faults, &format!("{column}_en"), fields::text);
    Some(LocalizedText::new(zh?, en?))
}

fn read_i32(row: &Row, faults: &mut Faults, column: &str, least: i32, most: i32) -> Option<i32> {
    row.read(faults, column, |field| {
        let number = fields::number(field, i64::from(least), i64::from(most))?;
        i32::try_from(number).map_err(|error| error.to_string())
    })
}

pub fn read_films(source: &Source, faults: &mut Faults, slugs: &Slugs) -> Vec<Film> {
    const COLUMNS: &[&str] = &[
        "film_code",
        "title_zh",
        "title_en",
        "original_language",
        "language_versions",
        "formats",
        "directors",
        "cast",
        "runtime_min",
        "year",
        "genres",
        "countries",
        "synopsis_zh",
        "synopsis_en",
        "released_on",
    ];
    let mut films: Vec<Film> = Vec::new();
    let mut seen = HashSet::new();
    for row in table::read(source, faults, "films.csv", true, COLUMNS) {
        if let Some(film) = read_film(&row, faults, slugs) {
            if !seen.insert(film.film_code.clone()) {
                faults.add(row.place(), format!("film {} is listed twice", film.film_code));
            }
            films.push(film);
        }
    }
    films
}

fn read_film(row: &Row, faults: &mut Faults, slugs: &Slugs) -> Option<Film> {
    let person = |field: &str| fields::bilingual(field).map(|name| Person { name });
    let film_code = row.read(faults, "film_code", |field| {
        let code = fields::digits(field, 12)?;
        match &code[3..4] {
            "1" => Ok(code),
            _ => Err(format!("the fourth digit of {code} is not 1")),
        }
    });
    let title = read_name(row, faults, "title");
    let original_language = row.read(faults, "original_language", |field| {
        slugs.read("language", &fields::language(field)?)
    });
    let language_versions = row.read(faults, "language_versions", |field| {
        fields::filled_list(field, fields::language_version)
    });
    let formats = row.read(faults, "formats", |field| {
        fields::filled_list(field, |format| {
            let format = slugs.read("format", format)?;
            format_digit(&format).map(|_| format.clone()).ok_or(format)
        })
    });
    let directors = row.read(faults, "directors", |field| fields::filled_list(field, person));
    let actors = row.read(faults, "cast", |field| fields::list(field, person));
    let runtime_min = read_i32(row, faults, "runtime_min", 1, 600);
    let year = read_i32(row, faults, "year", 1888, 2200);
    let genres = row.read(faults, "genres", |field| {
        fields::filled_list(field, |genre| slugs.read("genre", genre))
    });
    let countries = row.read(faults, "countries", |field| {
        fields::filled_list(field, |country| slugs.read("country", &fields::country(country)?))
    });
    let synopsis = read_name(row, faults, "synopsis");
    let released_on = row.read(faults, "released_on", fields::date);
    Some(Film {
        film_code: film_code?,
        title: title?,
        original_language: original_language?,
        language_versions: language_versions?,
        formats: formats?,
        directors: directors?,
        actors: actors?,
        runtime_min: runtime_min?,
        year: year?,
        genres: genres?,
        countries: countries?,
        synopsis: synopsis?,
        released_on: released_on?,
    })
}

pub fn read_cinemas(source: &Source, faults: &mut Faults, slugs: &Slugs) -> Vec<Cinema> {
    const COLUMNS: &[&str] = &[
        "cinema_code",
        "name_zh",
        "name_en",
        "address_zh",
        "address_en",
        "city",
        "city_name_zh",
        "city_name_en",
        "district",
        "district_name_zh",
        "district_name_en",
        "latitude",
        "longitude",
        "phone",
        "services",
        "timezone",
        "sales_stop_min",
        "refund_stop_min",
        "max_seats_per_order",
        "service_fee_fen",
    ];
    let mut cinemas: Vec<Cinema> = Vec::new();
    for row in table::read(source, faults, "cinemas.csv", true, COLUMNS) {
        let Some(cinema) = read_cinema(&row, faults, slugs) else {
            continue;
        };
        check_places(&row, faults, &cinemas, &cinema);
        cinemas.push(cinema);
    }
    cinemas
}

/// Codes are unique, and a slug of a city or district means the same everywhere. District slugs are
/// unique over all cities, because the API filters by them alone.
fn check_places(row: &Row, faults: &mut Faults, cinemas: &[Cinema], cinema: &Cinema) {
    for other in cinemas {
        if other.cinema_code == cinema.cinema_code {
            faults.add(row.place(), format!("cinema {} is listed twice", cinema.cinema_code));
        }
        let is_same_city = other.city == cinema.city;
        if is_same_city && (&other.city_name, other.zone) != (&cinema.city_name, cinema.zone) {
            let fault = format!("city {:?} had another name or time zone before", cinema.city);
            faults.add(row.place(), fault);
        }
        let is_same = is_same_city && other.district_name == cinema.district_name;
        if other.district == cinema.district && !is_same {
            let fault = format!("district {:?} had another city or name", cinema.district);
            faults.add(row.place(), fault);
        }
    }
}

fn read_cinema(row: &Row, faults: &mut Faults, slugs: &Slugs) -> Option<Cinema> {
    let cinema_code = row.read(faults, "cinema_code", |field| fields::digits(field, 8));
    let name = read_name(row, faults, "name");
    let address = read_name(row, faults, "address");
    let city = row.read(faults, "city", fields::slug);
    let city_name = read_name(row, faults, "city_name");
    let district = row.read(faults, "district", fields::slug);
    let district_name = read_name(row, faults, "district_name");
    let location = row.read(faults, "latitude", |latitude| {
        GeoPoint::from_degrees(latitude, row.field("longitude"))
            .ok_or_else(|| "latitude and longitude are no decimal degrees".to_owned())
    });
    let phone = row.read(faults, "phone", fields::text);
    let services = row.read(faults, "services", |field| {
        fields::list(field, |service| slugs.read("service", service))
    });
    let zone = row.read(faults, "timezone", |field| {
        field.parse::<Tz>().map_err(|_| format!("{field:?} is no IANA time zone"))
    });
    let sales_stop_min = read_i32(row, faults, "sales_stop_min", 0, 24 * 60);
    let refund_stop_min = read_i32(row, faults, "refund_stop_min", 0, 30 * 24 * 60);
    let max_seats = read_i32(row, faults, "max_seats_per_order", 1, 20);
    let service_fee =
        row.read(faults, "service_fee_fen", |field| fields::number(field, 0, 1_000_000));
    Some(Cinema {
        cinema_code: cinema_code?,
        name: name?,
        address: address?,
        city: city?,
        city_name: city_name?,
        district: district?,
        district_name: district_name?,
        location: location?,
        phone: phone?,
        services: services?,
        zone: zone?,
        sales_stop_min: sales_stop_min?,
        refund_stop_min: refund_stop_min?,
        max_seats: max_seats?,
        service_fee_minor: service_fee?,
    })
}

pub fn read_halls(
    source: &Source,
    faults: &mut Faults,
    slugs: &Slugs,
    cinemas: &[Cinema],
    plans: &[PlanFile],
) -> Vec<Hall> {
    const COLUMNS: &[&str] =
        &["cinema_code", "screen_code", "name_zh", "name_en", "hall_type", "plan", "cleaning_min"];
    let by_code: HashMap<&str, usize> =
        cinemas.iter().enumerate().map(|(at, cinema)| (cinema.cinema_code.as_str(), at)).collect();
    let mut halls: Vec<Hall> = Vec::new();
    let mut seen = HashSet::new();
    for row in table::read(source, faults, "halls.csv", true, COLUMNS) {
        let cinema = row.read(faults, "cinema_code", |field| {
            by_code.get(field).copied().ok_or_else(|| format!("{field:?} is not in cinemas.csv"))
        });
        let screen_code = row.read(faults, "screen_code", |field| {
            let code = fields::digits(field, 16)?;
            match code.starts_with(row.field("cinema_code")) {
                true => Ok(code),
                false => Err(format!("{code} does not begin with the cinema's code")),
            }
        });
        let name = read_name(&row, faults, "name");
        let hall_type = row.read(faults, "hall_type", |field| slugs.read("hall_type", field));
        let plan = row.read(faults, "plan", |field| {
            let plan = plans.iter().position(|plan| plan.plan_code == field);
            plan.ok_or_else(|| format!("there is no seat plan {field:?}"))
        });
        let cleaning_min = row.read(faults, "cleaning_min", |field| {
            let minutes = fields::number(field, 0, 60)?;
            u32::try_from(minutes).map_err(|error| error.to_string())
        });
        let hall = (|| {
            Some(Hall {
                cinema: cinema?,
                screen_code: screen_code?,
                name: name?,
                hall_type: hall_type?,
                plan: plan?,
                cleaning_min: cleaning_min?,
            })
        })();
        let Some(hall) = hall else { continue };
        if !seen.insert(hall.screen_code.clone()) {
            faults.add(row.place(), format!("hall {} is listed twice", hall.screen_code));
        }
        halls.push(hall);
    }
    halls
}
