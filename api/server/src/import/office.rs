//! What the built-in box office is loaded with.

use std::collections::{BTreeMap, HashSet};

use box_office::schedule::{
    CinemaLoad, FilmLoad, PlanLoad, PriceTableLoad, ScreenLoad, SessionDetails, SessionLoad,
};
use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::catalogue::{Person, REFUND_SERVICE};
use domain::ids::CinemaId;
use domain::money::Money;
use domain::schedule::{SeatPrice, SessionPrices, code_of_format};
use domain::text::LocalizedText;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect};
use tables::{halls, showtimes};

use super::files::{Cinema, Film};
use super::load::{Known, Loader};
use super::price_tables::PricedHall;
use super::programme::Planned;
use super::rows::stop_sell_at;

/// Codes of sessions in one question: few enough for every database's limit of parameters.
const CHUNK: usize = 200;

impl Loader<'_> {
    /// What the box office needs to know of a cinema. Plans that an earlier cinema brought are left
    /// out, and films come with the first cinema.
    pub(super) fn cinema_load(
        &self,
        at: usize,
        planned: &[&Planned],
        released_on: &[NaiveDate],
        loaded_plans: &mut HashSet<usize>,
    ) -> CinemaLoad {
        let files = self.files;
        let cinema = &files.cinemas[at];
        let halls = || files.halls.iter().filter(|hall| hall.cinema == at);
        let new_plans = halls().map(|hall| hall.plan).filter(|plan| loaded_plans.insert(*plan));
        let plans = new_plans.map(|plan| {
            let file = &files.plans[plan];
            PlanLoad {
                plan_code: file.plan_code.clone(),
                version: i64::from(file.version),
                plan: file.plan.clone(),
            }
        });
        let minutes = |minutes: i32| u32::try_from(minutes).unwrap_or_default();
        let is_refundable = cinema.services.iter().any(|service| service == REFUND_SERVICE);
        let films = if at == 0 { files.films.as_slice() } else { &[] };
        CinemaLoad {
            cinema_code: cinema.cinema_code.clone(),
            name: cinema.name.clone(),
            address: cinema.address.clone(),
            phone: cinema.phone.clone(),
            location: Some(cinema.location),
            zone: cinema.zone,
            // The platform's own rule for customers is stricter and has exceptions.
            take_back_stop_min: 0,
            sales_stop_min: minutes(cinema.sales_stop_min),
            refund_stop_min: is_refundable.then_some(minutes(cinema.refund_stop_min)),
            max_seats: u32::try_from(cinema.max_seats).unwrap_or(1),
            net_service_fee: Money::fen(cinema.service_fee_minor),
            films: films.iter().zip(released_on).map(|(film, day)| film_load(film, *day)).collect(),
            plans: plans.collect(),
            screens: halls()
                .map(|hall| ScreenLoad {
                    screen_code: hall.screen_code.clone(),
                    name: hall.name.clone(),
                    hall_type: hall.hall_type.clone(),
                    cleaning_min: hall.cleaning_min,
                    plan_code: files.plans[hall.plan].plan_code.clone(),
                    plan_version: i64::from(files.plans[hall.plan].version),
                    plan_effective_on: self.start,
                })
                .collect(),
            price_tables: self.price_tables(at, cinema),
            sessions: planned.iter().map(|one| self.session_load(one)).collect(),
        }
    }

    fn price_tables(&self, at: usize, cinema: &Cinema) -> Vec<PriceTableLoad> {
        let files = self.files;
        let halls = files.halls.iter().filter(|hall| hall.cinema == at);
        let halls: Vec<_> = halls
            .map(|hall| {
                let zones = files.plans[hall.plan].plan.zones.iter();
                PricedHall {
                    hall_type: &hall.hall_type,
                    zones: zones.map(|zone| zone.id.as_str()).collect(),
                }
            })
            .collect();
        let schedule = files.schedule.as_ref();
        schedule.map_or_else(Vec::new, |rules| rules.offered_tables(&cinema.cinema_code, &halls))
    }

    fn session_load(&self, one: &Planned) -> SessionLoad {
        let files = self.files;
        let hall = &files.halls[one.hall];
        let cinema = &files.cinemas[hall.cinema];
        let film = &files.films[one.film];
        SessionLoad {
            session_code: one.session_code.clone(),
            screen_code: hall.screen_code.clone(),
            film_code: code_of_format(&film.film_code, &one.format),
            film: film.title.clone(),
            starts_at: one.starts_at,
            ends_at: one.ends_at,
            stop_sell_at: stop_sell_at(one, cinema),
            business_date: one.business_on,
            language: one.language.audio.clone(),
            subtitles: one.language.subtitles.clone(),
            format: one.format.clone(),
            max_seats: u32::try_from(cinema.max_seats).unwrap_or(1),
            zone_prices: self.split_prices(&hall.hall_type, &one.prices),
            net_service_fee: Money::fen(cinema.service_fee_minor),
        }
    }

    /// Prices divided into ticket and hall's fee, as the rules say for this type of hall.
    pub(super) fn split_prices<'p>(
        &self,
        hall_type: &str,
        prices: impl IntoIterator<Item = (&'p String, &'p i64)>,
    ) -> SessionPrices {
        let split = |sum_minor: i64| match &self.files.schedule {
            Some(rules) => rules.split(hall_type, sum_minor),
            None => SeatPrice { ticket_minor: sum_minor, screen_fee_minor: 0 },
        };
        prices.into_iter().map(|(zone, sum)| (zone.clone(), split(*sum))).collect()
    }

    /// What of the prices is the hall's fee, where there is one.
    pub(super) fn screen_fees(
        &self,
        hall_type: &str,
        prices: &BTreeMap<String, i64>,
    ) -> BTreeMap<String, i64> {
        let split = self.split_prices(hall_type, prices).into_iter();
        let fees = split.map(|(zone, price)| (zone, price.screen_fee_minor));
        fees.filter(|(_, fee)| *fee > 0).collect()
    }

    /// Fills sessions in that were loaded before the box office kept the programme whole, from the
    /// platform's own rows.
    pub(super) async fn fill_older_sessions(
        &self,
        tx: &Tx,
        known: &Known,
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        for (cinema, id) in self.files.cinemas.iter().zip(&known.cinemas) {
            let code = &cinema.cinema_code;
            let codes = box_office::schedule::sessions_without_details(tx, code).await?;
            for codes in codes.chunks(CHUNK) {
                let details = self.read_details(tx, *id, codes).await?;
                box_office::schedule::fill_details(tx, code, &details, now).await?;
            }
        }
        Ok(())
    }

    async fn read_details(
        &self,
        tx: &Tx,
        cinema_id: CinemaId,
        codes: &[String],
    ) -> Result<Vec<SessionDetails>, DbErr> {
        let hall = showtimes::Entity::belongs_to(halls::Entity)
            .from(showtimes::Column::HallId)
            .to(halls::Column::Id);
        let rows = showtimes::Entity::find()
            .join(JoinType::InnerJoin, hall.into())
            .select_also(halls::Entity)
            .filter(showtimes::Column::CinemaId.eq(cinema_id))
            .filter(showtimes::Column::SessionCode.is_in(codes.iter().map(String::as_str)))
            .all(tx)
            .await?;
        let details = rows.into_iter().filter_map(|(showtime, hall)| {
            let zone_prices = self.split_prices(&hall?.hall_type, &showtime.zone_prices.0);
            Some(SessionDetails {
                session_code: showtime.session_code,
                language: showtime.language,
                subtitles: showtime.subtitles,
                format: showtime.format,
                zone_prices,
                net_service_fee: Money::new(showtime.service_fee_minor, showtime.currency),
            })
        });
        Ok(details.collect())
    }
}

fn film_load(film: &Film, released_on: NaiveDate) -> FilmLoad {
    let names = |people: &[Person]| -> Vec<LocalizedText> {
        people.iter().map(|person| person.name.clone()).collect()
    };
    FilmLoad {
        film_code: film.film_code.clone(),
        title: film.title.clone(),
        runtime_min: u32::try_from(film.runtime_min).unwrap_or_default(),
        released_on,
        original_language: film.original_language.clone(),
        country: film.countries.first().cloned().unwrap_or_default(),
        directors: names(&film.directors),
        actors: names(&film.actors),
        formats: film.formats.clone(),
        synopsis: film.synopsis.clone(),
    }
}
