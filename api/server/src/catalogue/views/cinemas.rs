//! Cities and cinemas as the API shows them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::catalogue::{GeoPoint, RefundPolicy};
use domain::ids::{CinemaId, HallId};
use domain::money::Money;
use domain::text::LocalizedText;
use sea_orm::{ColumnTrait, ConnectionTrait};
use serde::Serialize;
use tables::{cinemas, districts, halls, showtimes};
use utoipa::ToSchema;

use super::{District, district};
use crate::catalogue::store;
use crate::error::Result;

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

/// Latitude and longitude in degrees, for people who draw maps. Going by way of the decimal text
/// gives the number nearest to what was written, without arithmetic on fractions.
pub fn degrees(cinema: &cinemas::Model) -> (f64, f64) {
    let degrees = |value_e6: i32| {
        let size = value_e6.unsigned_abs();
        let sign = if value_e6 < 0 { "-" } else { "" };
        format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000).parse()
    };
    let (latitude, longitude) = (degrees(cinema.latitude_e6), degrees(cinema.longitude_e6));
    (latitude.unwrap_or_default(), longitude.unwrap_or_default())
}

/// Where a cinema is.
pub fn location(cinema: &cinemas::Model) -> GeoPoint {
    GeoPoint { latitude_e6: cinema.latitude_e6, longitude_e6: cinema.longitude_e6 }
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
        hall_types.entry(hall.cinema_id).or_default().insert(hall.hall_type);
    }
    let show = |cinema: cinemas::Model| {
        let (latitude, longitude) = degrees(&cinema);
        CinemaSummary {
            id: cinema.id,
            distance_m: near.map(|near| near.distance_m(location(&cinema))),
            district: district(&districts, &cinema.district),
            hall_types: hall_types.remove(&cinema.id).unwrap_or_default().into_iter().collect(),
            price_from: prices.get(&cinema.id).map(|price| Money::new(*price, cinema.currency)),
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
        seat_count: plans.get(&hall.seat_plan_id).map(|plan| plan.seat_count).unwrap_or_default(),
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
