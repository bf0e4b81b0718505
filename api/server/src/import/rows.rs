//! The rows that an import writes, and how many of them go into one statement.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use database::Tx;
use domain::catalogue::{People, ShowtimeStatus, StringList, ZonePrices};
use domain::money::Currency;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, DbErr, EntityTrait, IntoActiveModel};
use tables::{cinemas, films, showtimes};

use super::files::{Cinema, Film};
use super::load::{Known, Loader};
use super::programme::Planned;
use crate::catalogue::search_text;

/// Rows of one statement: few enough for every database's limit of parameters.
const CHUNK: usize = 200;

/// The gateway of cinemas that have no ticketing system of their own.
const BUILT_IN: &str = "built_in";

impl Loader<'_> {
    pub(super) fn film_row(
        &self,
        film: &Film,
        released_on: NaiveDate,
        now: DateTime<Utc>,
    ) -> films::ActiveModel {
        let people = film.directors.iter().chain(&film.actors).map(|person| &person.name);
        films::Model {
            id: self.clock.new_id(),
            film_code: film.film_code.clone(),
            title: film.title.clone(),
            search_text: search_text(std::iter::once(&film.title).chain(people)),
            year: film.year,
            runtime_min: film.runtime_min,
            genres: StringList(film.genres.clone()),
            formats: StringList(film.formats.clone()),
            original_language: film.original_language.clone(),
            country: film.countries.first().cloned().unwrap_or_default(),
            released_on,
            directors: People(film.directors.clone()),
            actors: People(film.actors.clone()),
            synopsis: film.synopsis.clone(),
            source_cinema_id: None,
            created_at: now,
            updated_at: now,
        }
        .into_active_model()
    }

    pub(super) fn cinema_row(&self, cinema: &Cinema, now: DateTime<Utc>) -> cinemas::ActiveModel {
        let names = [&cinema.name, &cinema.address, &cinema.district_name];
        cinemas::Model {
            id: self.clock.new_id(),
            cinema_code: cinema.cinema_code.clone(),
            name: cinema.name.clone(),
            address: cinema.address.clone(),
            city: cinema.city.clone(),
            district: cinema.district.clone(),
            latitude_e6: cinema.location.latitude_e6,
            longitude_e6: cinema.location.longitude_e6,
            phone: cinema.phone.clone(),
            services: StringList(cinema.services.clone()),
            timezone: cinema.zone.name().to_owned(),
            search_text: search_text(names),
            stop_sell_min: cinema.sales_stop_min,
            refund_stop_min: cinema.refund_stop_min,
            max_seats: cinema.max_seats,
            service_fee_minor: cinema.service_fee_minor,
            currency: Currency::Cny,
            gateway: BUILT_IN.to_owned(),
            is_available: true,
            created_at: now,
            updated_at: now,
        }
        .into_active_model()
    }

    pub(super) fn showtime_row(
        &self,
        known: &Known,
        one: &Planned,
        version: i64,
        now: DateTime<Utc>,
    ) -> showtimes::ActiveModel {
        let hall = &self.files.halls[one.hall];
        let cinema = &self.files.cinemas[hall.cinema];
        let usable = self.files.plans[hall.plan].plan.usable_seats();
        showtimes::Model {
            id: self.clock.new_id(),
            cinema_id: known.cinemas[hall.cinema],
            hall_id: known.halls[one.hall],
            film_id: known.films[one.film],
            seat_plan_id: known.plans[hall.plan],
            session_code: one.session_code.clone(),
            version,
            session_version: version,
            starts_at: one.starts_at,
            ends_at: one.ends_at,
            stop_sell_at: stop_sell_at(one, cinema),
            business_on: one.business_on,
            language: one.language.audio.clone(),
            subtitles: one.language.subtitles.clone(),
            format: one.format.clone(),
            status: ShowtimeStatus::OnSale,
            price_from_minor: lowest_price(one),
            zone_prices: ZonePrices(one.prices.clone()),
            zone_screen_fees: ZonePrices(self.screen_fees(&hall.hall_type, &one.prices)),
            max_seats: None,
            service_fee_minor: cinema.service_fee_minor,
            currency: Currency::Cny,
            seats_total: i32::try_from(usable).unwrap_or_default(),
            // Nobody has bought a seat of a new showtime; what is known of an old one stays.
            seats_available: i32::try_from(usable).ok(),
            created_at: now,
            updated_at: now,
        }
        .into_active_model()
    }
}

pub(super) fn stop_sell_at(one: &Planned, cinema: &Cinema) -> DateTime<Utc> {
    one.starts_at - Duration::minutes(i64::from(cinema.sales_stop_min))
}

fn lowest_price(one: &Planned) -> i64 {
    one.prices.values().copied().min().unwrap_or_default()
}

/// Adds rows that are new.
pub(super) async fn insert<A: ActiveModelTrait + Send>(tx: &Tx, rows: Vec<A>) -> Result<(), DbErr> {
    for rows in rows.chunks(CHUNK) {
        A::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Adds rows, or updates those that are there.
pub(super) async fn upsert<A: ActiveModelTrait + Send>(
    tx: &Tx,
    rows: Vec<A>,
    update: OnConflict,
) -> Result<(), DbErr> {
    for rows in rows.chunks(CHUNK) {
        A::Entity::insert_many(rows.to_vec())
            .on_conflict(update.clone())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
