//! Showtimes as the API shows them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::catalogue::{RefundPolicy, ShowtimeStatus, StringList, status_at};
use domain::ids::{CinemaId, FilmId, HallId, ShowtimeId};
use domain::money::Money;
use domain::seating::PlanZone;
use domain::text::LocalizedText;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use tables::{cinemas, districts, films, halls, showtimes};
use utoipa::ToSchema;

use super::cinemas::degrees;
use super::{District, Genre, district, genres};
use crate::catalogue::store;
use crate::error::Result;

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
    /// False while its ticketing system does not answer: it cannot be bought from now.
    pub available: bool,
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

/// Seats that one order of a showtime may hold.
pub fn max_seats(cinema: &cinemas::Model, showtime: &showtimes::Model) -> i32 {
    showtime.max_seats.map_or(cinema.max_seats, |max_seats| max_seats.min(cinema.max_seats))
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
    let rows = showtimes::Entity::find().filter(showtimes::Column::Id.is_in(ids)).all(conn).await?;
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
        (id, FilmRef { id, title, runtime_min, year, genres, original_language })
    };
    Ok(rows.into_iter().map(show).collect())
}

async fn cinemas_by_id(
    conn: &impl ConnectionTrait,
    ids: HashSet<CinemaId>,
) -> Result<HashMap<CinemaId, cinemas::Model>> {
    let rows = cinemas::Entity::find().filter(cinemas::Column::Id.is_in(ids)).all(conn).await?;
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
        available: cinema.is_available,
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
    let halls = halls::Entity::find().filter(halls::Column::Id.is_in(hall_ids)).all(conn).await?;
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
            max_seats: max_seats(cinema, &row),
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
        Some((id, RefundPolicy::of_cinema(&cinema.services, stop_min, Some(starts_at))))
    };
    Ok(rows.into_iter().filter_map(policy).collect())
}
