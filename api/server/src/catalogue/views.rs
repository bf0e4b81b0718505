//! Films, cinemas and showtimes as the API shows them.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::book_date;
use domain::catalogue::{
    FilmStatus, GeoPoint, Person, RefundPolicy, ShowtimeStatus, StringList, film_status, status_at,
};
use domain::ids::{CinemaId, FilmId, HallId, ShowtimeId};
use domain::money::Money;
use domain::seating::PlanZone;
use domain::text::LocalizedText;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use tables::{cinemas, districts, films, halls, showtimes};
use utoipa::ToSchema;

use super::store;
use crate::error::{Error, Result};

/// A kind of film.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Genre {
    #[schema(example = "drama")]
    pub slug: String,
    pub name: LocalizedText,
}

/// A part of a city.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct District {
    #[schema(example = "jinjiang")]
    pub slug: String,
    pub name: LocalizedText,
}

/// A city that the platform serves.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct City {
    #[schema(example = "chengdu")]
    pub slug: String,
    pub name: LocalizedText,
    /// IANA name.
    pub timezone: String,
    pub districts: Vec<District>,
}

/// A film in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FilmSummary {
    pub id: FilmId,
    pub film_code: String,
    pub title: LocalizedText,
    /// Of first release anywhere.
    pub year: i32,
    pub runtime_min: i32,
    pub genres: Vec<Genre>,
    /// BCP 47.
    pub original_language: String,
    /// From this day the cinemas show it.
    pub released_on: NaiveDate,
    pub status: FilmStatus,
    /// The formats on sale now; before that, those that the film has.
    pub formats: Vec<String>,
    /// The lowest price of a seat on sale now, without the service fee.
    pub price_from: Option<Money>,
    pub poster_url: Option<String>,
}

/// A film with everything known of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Film {
    #[serde(flatten)]
    pub summary: FilmSummary,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub directors: Vec<Person>,
    pub cast: Vec<Person>,
    pub synopsis: LocalizedText,
    /// Business dates with showtimes to come.
    pub showing_dates: Vec<NaiveDate>,
}

/// A cinema in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaSummary {
    pub id: CinemaId,
    pub cinema_code: String,
    pub name: LocalizedText,
    pub address: LocalizedText,
    pub city: String,
    pub district: District,
    /// WGS 84, degrees.
    pub latitude: f64,
    pub longitude: f64,
    pub phone: String,
    pub services: Vec<String>,
    pub hall_types: Vec<String>,
    pub timezone: String,
    /// From the place that was asked for; good to a few parts in a thousand.
    pub distance_m: Option<i64>,
    /// The lowest price of a seat on sale now, without the service fee.
    pub price_from: Option<Money>,
    /// False while its ticketing system does not answer.
    pub available: bool,
}

/// A room with seats.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Hall {
    pub id: HallId,
    pub screen_code: String,
    pub name: LocalizedText,
    pub hall_type: String,
    /// Seats that can be sold.
    pub seat_count: i32,
}

/// A cinema with its halls and rules.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Cinema {
    pub id: CinemaId,
    pub cinema_code: String,
    pub name: LocalizedText,
    pub address: LocalizedText,
    pub city: String,
    pub district: District,
    /// WGS 84, degrees.
    pub latitude: f64,
    pub longitude: f64,
    pub phone: String,
    pub services: Vec<String>,
    pub hall_types: Vec<String>,
    pub timezone: String,
    pub halls: Vec<Hall>,
    pub max_seats_per_order: i32,
    pub refund_policy: RefundPolicy,
    /// Business dates with showtimes to come.
    pub showing_dates: Vec<NaiveDate>,
    /// False while its ticketing system does not answer.
    pub available: bool,
}

/// A film, as a showtime names it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FilmRef {
    pub id: FilmId,
    pub title: LocalizedText,
    pub runtime_min: i32,
    pub year: i32,
    pub genres: Vec<Genre>,
    pub original_language: String,
}

/// A cinema, as a showtime names it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaRef {
    pub id: CinemaId,
    pub name: LocalizedText,
    pub address: LocalizedText,
    pub district: District,
    pub latitude: f64,
    pub longitude: f64,
    pub phone: String,
    pub timezone: String,
}

/// A hall, as a showtime names it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HallRef {
    pub id: HallId,
    pub name: LocalizedText,
    pub hall_type: String,
    /// Seats that can be sold.
    pub seat_count: i32,
}

/// What a seat costs in a zone, without the service fee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ZonePrice {
    pub zone: String,
    pub name: LocalizedText,
    pub price: Money,
}

/// One film in one hall at one time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Showtime {
    pub id: ShowtimeId,
    /// The cinema's own code.
    pub session_code: String,
    /// Rises with every change that a customer must know of.
    pub version: i64,
    pub film: FilmRef,
    pub cinema: CinemaRef,
    pub hall: HallRef,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The cinema's day: a show at one in the morning belongs to the evening before.
    pub business_date: NaiveDate,
    /// BCP 47, as spoken.
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub status: ShowtimeStatus,
    pub stop_sell_at: DateTime<Utc>,
    /// The lowest zone's price, without the service fee.
    pub price_from: Money,
    /// For one seat.
    pub service_fee: Money,
    pub zones: Vec<ZonePrice>,
    pub seats_total: i32,
    /// As last heard; null when nothing was heard yet.
    pub seats_available: Option<i32>,
    /// Seats that one order may hold.
    pub max_seats: i32,
}

type Names = HashMap<String, LocalizedText>;

fn genres(names: &Names, slugs: StringList) -> Vec<Genre> {
    let name = |slug: &String| {
        names
            .get(slug)
            .cloned()
            .unwrap_or_else(|| LocalizedText::new(slug, slug))
    };
    slugs
        .0
        .into_iter()
        .map(|slug| Genre {
            name: name(&slug),
            slug,
        })
        .collect()
}

fn district(districts: &HashMap<String, districts::Model>, slug: &str) -> District {
    let name = districts.get(slug).map(|district| district.name.clone());
    let name = name.unwrap_or_else(|| LocalizedText::new(slug, slug));
    District {
        slug: slug.to_owned(),
        name,
    }
}

fn degrees(cinema: &cinemas::Model) -> (f64, f64) {
    location(cinema).degrees()
}

/// Where a cinema is.
pub fn location(cinema: &cinemas::Model) -> GeoPoint {
    GeoPoint {
        latitude_e6: cinema.latitude_e6,
        longitude_e6: cinema.longitude_e6,
    }
}

/// Shows films in the order given, with prices of one city or of all.
///
/// # Errors
/// When the database refuses.
pub async fn film_summaries(
    conn: &impl ConnectionTrait,
    rows: Vec<films::Model>,
    city: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Vec<FilmSummary>> {
    let ids: Vec<FilmId> = rows.iter().map(|film| film.id).collect();
    let names = store::term_names(conn, "genre").await?;
    let mut offers: HashMap<FilmId, Vec<store::FilmOffer>> = HashMap::new();
    for offer in store::film_offers(conn, &ids, city, now).await? {
        offers.entry(offer.film_id).or_default().push(offer);
    }
    let today = book_date(now);
    let show = |film: films::Model| {
        let offers = offers.remove(&film.id).unwrap_or_default();
        let price_from = offers
            .iter()
            .map(|offer| offer.price_from_minor)
            .min()
            .map(Money::fen);
        let formats = match offers.is_empty() {
            true => film.formats.0,
            false => offers.into_iter().map(|offer| offer.format).collect(),
        };
        FilmSummary {
            id: film.id,
            film_code: film.film_code,
            title: film.title,
            year: film.year,
            runtime_min: film.runtime_min,
            genres: genres(&names, film.genres),
            original_language: film.original_language,
            released_on: film.released_on,
            status: film_status(film.released_on, today),
            formats,
            price_from,
            poster_url: None,
        }
    };
    Ok(rows.into_iter().map(show).collect())
}

/// Shows one film.
pub async fn show_film(
    conn: &impl ConnectionTrait,
    film: films::Model,
    now: DateTime<Utc>,
) -> Result<Film> {
    let is_film = showtimes::Column::FilmId.eq(film.id);
    let showing_dates = store::showing_dates(conn, is_film, now).await?;
    let country = film.country.clone();
    let (directors, cast) = (film.directors.0.clone(), film.actors.0.clone());
    let synopsis = film.synopsis.clone();
    let summary = film_summaries(conn, vec![film], None, now).await?.pop();
    let summary = summary.ok_or(Error::NotFound("film"))?;
    Ok(Film {
        summary,
        country,
        directors,
        cast,
        synopsis,
        showing_dates,
    })
}

/// Shows cities with their districts.
pub async fn show_cities(conn: &impl ConnectionTrait) -> Result<Vec<City>> {
    let (cities, districts) = store::cities(conn).await?;
    let of_city = |slug: &str| {
        let districts = districts.iter().filter(|district| district.city == slug);
        let show = |district: &districts::Model| District {
            slug: district.slug.clone(),
            name: district.name.clone(),
        };
        districts.map(show).collect()
    };
    let show = |city: tables::cities::Model| City {
        districts: of_city(&city.slug),
        slug: city.slug,
        name: city.name,
        timezone: city.timezone,
    };
    Ok(cities.into_iter().map(show).collect())
}

/// Shows cinemas in the order given.
pub async fn cinema_summaries(
    conn: &impl ConnectionTrait,
    rows: Vec<cinemas::Model>,
    query: &store::CinemaQuery,
    near: Option<GeoPoint>,
) -> Result<Vec<CinemaSummary>> {
    let ids: Vec<CinemaId> = rows.iter().map(|cinema| cinema.id).collect();
    let districts = store::districts(conn, rows.iter().map(|row| row.district.as_str())).await?;
    let prices = store::cinema_prices(conn, &ids, query).await?;
    let mut hall_types: HashMap<CinemaId, BTreeSet<String>> = HashMap::new();
    for hall in store::halls_of(conn, &ids).await? {
        hall_types
            .entry(hall.cinema_id)
            .or_default()
            .insert(hall.hall_type);
    }
    let show = |cinema: cinemas::Model| {
        let (latitude, longitude) = degrees(&cinema);
        CinemaSummary {
            id: cinema.id,
            distance_m: near.map(|near| near.distance_m(location(&cinema))),
            district: district(&districts, &cinema.district),
            hall_types: hall_types
                .remove(&cinema.id)
                .unwrap_or_default()
                .into_iter()
                .collect(),
            price_from: prices
                .get(&cinema.id)
                .map(|price| Money::new(*price, cinema.currency)),
            cinema_code: cinema.cinema_code,
            name: cinema.name,
            address: cinema.address,
            city: cinema.city,
            latitude,
            longitude,
            phone: cinema.phone,
            services: cinema.services.0,
            timezone: cinema.timezone,
            available: cinema.is_available,
        }
    };
    Ok(rows.into_iter().map(show).collect())
}

/// Shows one cinema.
pub async fn show_cinema(
    conn: &impl ConnectionTrait,
    cinema: cinemas::Model,
    now: DateTime<Utc>,
) -> Result<Cinema> {
    let is_cinema = showtimes::Column::CinemaId.eq(cinema.id);
    let showing_dates = store::showing_dates(conn, is_cinema, now).await?;
    let halls = store::halls_of(conn, &[cinema.id]).await?;
    let plans = store::plan_outlines(conn, halls.iter().map(|hall| hall.seat_plan_id)).await?;
    let districts = store::districts(conn, [cinema.district.as_str()]).await?;
    let hall_types: BTreeSet<String> = halls.iter().map(|hall| hall.hall_type.clone()).collect();
    let show_hall = |hall: halls::Model| Hall {
        id: hall.id,
        screen_code: hall.screen_code,
        name: hall.name,
        hall_type: hall.hall_type,
        seat_count: plans
            .get(&hall.seat_plan_id)
            .map(|plan| plan.seat_count)
            .unwrap_or_default(),
    };
    let (latitude, longitude) = degrees(&cinema);
    Ok(Cinema {
        id: cinema.id,
        district: district(&districts, &cinema.district),
        refund_policy: RefundPolicy::of_cinema(&cinema.services, cinema.refund_stop_min, None),
        cinema_code: cinema.cinema_code,
        name: cinema.name,
        address: cinema.address,
        city: cinema.city,
        latitude,
        longitude,
        phone: cinema.phone,
        services: cinema.services.0,
        hall_types: hall_types.into_iter().collect(),
        timezone: cinema.timezone,
        halls: halls.into_iter().map(show_hall).collect(),
        max_seats_per_order: cinema.max_seats,
        showing_dates,
        available: cinema.is_available,
    })
}

/// Prices of a showtime's zones, in the order of the plan.
pub fn zone_prices(showtime: &showtimes::Model, zones: &[PlanZone]) -> Vec<ZonePrice> {
    let price = |zone: &PlanZone| {
        let price = showtime.zone_prices.0.get(&zone.id)?;
        Some(ZonePrice {
            zone: zone.id.clone(),
            name: zone.name.clone(),
            price: Money::new(*price, showtime.currency),
        })
    };
    zones.iter().filter_map(price).collect()
}

/// Shows these showtimes, by their identifiers, with a fixed number of queries.
///
/// # Errors
/// When the database refuses.
pub async fn showtime_views(
    conn: &impl ConnectionTrait,
    ids: &[ShowtimeId],
    now: DateTime<Utc>,
) -> Result<HashMap<ShowtimeId, Showtime>> {
    let ids: HashSet<ShowtimeId> = ids.iter().copied().collect();
    let rows = showtimes::Entity::find()
        .filter(showtimes::Column::Id.is_in(ids))
        .all(conn)
        .await?;
    let views = show_showtimes(conn, rows, now).await?;
    Ok(views.into_iter().map(|view| (view.id, view)).collect())
}

type FilmRow = (FilmId, LocalizedText, i32, i32, StringList, String);

async fn film_refs(
    conn: &impl ConnectionTrait,
    ids: HashSet<FilmId>,
) -> Result<HashMap<FilmId, FilmRef>> {
    use films::Column::{Genres, Id, OriginalLanguage, RuntimeMin, Title, Year};
    let names = store::term_names(conn, "genre").await?;
    let rows: Vec<FilmRow> = films::Entity::find()
        .select_only()
        .columns([Id, Title, RuntimeMin, Year, Genres, OriginalLanguage])
        .filter(Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    let show = |(id, title, runtime_min, year, slugs, original_language): FilmRow| {
        let genres = genres(&names, slugs);
        (
            id,
            FilmRef {
                id,
                title,
                runtime_min,
                year,
                genres,
                original_language,
            },
        )
    };
    Ok(rows.into_iter().map(show).collect())
}

async fn cinemas_by_id(
    conn: &impl ConnectionTrait,
    ids: HashSet<CinemaId>,
) -> Result<HashMap<CinemaId, cinemas::Model>> {
    let rows = cinemas::Entity::find()
        .filter(cinemas::Column::Id.is_in(ids))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|cinema| (cinema.id, cinema)).collect())
}

fn cinema_ref(cinema: &cinemas::Model, districts: &HashMap<String, districts::Model>) -> CinemaRef {
    let (latitude, longitude) = degrees(cinema);
    CinemaRef {
        id: cinema.id,
        name: cinema.name.clone(),
        address: cinema.address.clone(),
        district: district(districts, &cinema.district),
        latitude,
        longitude,
        phone: cinema.phone.clone(),
        timezone: cinema.timezone.clone(),
    }
}

/// Shows showtimes in the order given, with a fixed number of queries.
///
/// # Errors
/// When the database refuses.
pub async fn show_showtimes(
    conn: &impl ConnectionTrait,
    rows: Vec<showtimes::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Showtime>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let films = film_refs(conn, rows.iter().map(|row| row.film_id).collect()).await?;
    let cinemas = cinemas_by_id(conn, rows.iter().map(|row| row.cinema_id).collect()).await?;
    let slugs = cinemas.values().map(|cinema| cinema.district.as_str());
    let districts = store::districts(conn, slugs).await?;
    let hall_ids: HashSet<HallId> = rows.iter().map(|row| row.hall_id).collect();
    let halls = halls::Entity::find()
        .filter(halls::Column::Id.is_in(hall_ids))
        .all(conn)
        .await?;
    let halls: HashMap<HallId, halls::Model> =
        halls.into_iter().map(|hall| (hall.id, hall)).collect();
    let plan_ids: HashSet<_> = rows.iter().map(|row| row.seat_plan_id).collect();
    let plans = store::plan_outlines(conn, plan_ids).await?;
    let show = |row: showtimes::Model| {
        let cinema = cinemas.get(&row.cinema_id)?;
        let hall = halls.get(&row.hall_id)?;
        let plan = plans.get(&row.seat_plan_id)?;
        Some(Showtime {
            film: films.get(&row.film_id)?.clone(),
            cinema: cinema_ref(cinema, &districts),
            hall: HallRef {
                id: hall.id,
                name: hall.name.clone(),
                hall_type: hall.hall_type.clone(),
                seat_count: plan.seat_count,
            },
            zones: zone_prices(&row, &plan.zones.0),
            status: status_at(row.status, row.stop_sell_at, now),
            price_from: Money::new(row.price_from_minor, row.currency),
            service_fee: Money::new(row.service_fee_minor, row.currency),
            max_seats: cinema.max_seats,
            id: row.id,
            session_code: row.session_code,
            version: row.version,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            business_date: row.business_on,
            language: row.language,
            subtitles: row.subtitles,
            format: row.format,
            stop_sell_at: row.stop_sell_at,
            seats_total: row.seats_total,
            seats_available: row.seats_available,
        })
    };
    Ok(rows.into_iter().filter_map(show).collect())
}

/// Until when tickets of a showtime can be given back; nothing where they cannot.
pub fn refund_until(cinema: &cinemas::Model, showtime: &showtimes::Model) -> Option<DateTime<Utc>> {
    let starts_at = Some(showtime.starts_at);
    RefundPolicy::of_cinema(&cinema.services, cinema.refund_stop_min, starts_at).refund_until
}

/// The refund policies of these showtimes.
///
/// # Errors
/// When the database refuses.
pub async fn refund_policies(
    conn: &impl ConnectionTrait,
    ids: &[ShowtimeId],
) -> Result<HashMap<ShowtimeId, RefundPolicy>> {
    use showtimes::Column::{CinemaId as Cinema, Id, StartsAt};
    let ids: HashSet<ShowtimeId> = ids.iter().copied().collect();
    let rows: Vec<(ShowtimeId, CinemaId, DateTime<Utc>)> = showtimes::Entity::find()
        .select_only()
        .columns([Id, Cinema, StartsAt])
        .filter(Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    let cinemas = cinemas_by_id(conn, rows.iter().map(|row| row.1).collect()).await?;
    let policy = |(id, cinema_id, starts_at)| {
        let cinema: &cinemas::Model = cinemas.get(&cinema_id)?;
        let stop_min = cinema.refund_stop_min;
        Some((
            id,
            RefundPolicy::of_cinema(&cinema.services, stop_min, Some(starts_at)),
        ))
    };
    Ok(rows.into_iter().filter_map(policy).collect())
}
