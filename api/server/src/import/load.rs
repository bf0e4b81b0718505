//! Writes a checked import into the platform's tables and the built-in box office.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use database::{Db, Tx};
use domain::ids::{CinemaId, FilmId, HallId, SeatPlanId};
use domain::seating::PlanZones;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use tables::{cinemas, cities, districts, films, halls, seat_plans, showtimes, terms};

use super::faults::Faults;
use super::files::Film;
use super::programme::{self, Listed, Occupied, Planned};
use super::rows::{insert, upsert};
use super::schedule::Scope;
use super::{Files, ImportError, Summary};
use crate::clock::Clock;

/// One import on its way into the database.
pub struct Loader<'a> {
    pub db: &'a Db,
    pub clock: &'a Clock,
    pub files: &'a Files,
    /// The first business day.
    pub start: NaiveDate,
    pub days: u32,
    /// The zone of articles' times.
    pub zone: Tz,
}

/// Identifiers by the index of the file's row.
pub struct Known {
    pub cinemas: Vec<CinemaId>,
    pub halls: Vec<HallId>,
    pub plans: Vec<SeatPlanId>,
    pub films: Vec<FilmId>,
}

impl Loader<'_> {
    /// Writes everything in one transaction.
    pub async fn load(&self) -> Result<Summary, ImportError> {
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        let released_on = self.save_films(&tx, now).await?;
        self.save_names(&tx).await?;
        self.save_cinemas(&tx, now).await?;
        let plans = self.save_plans(&tx, now).await?;
        self.save_halls(&tx, &plans).await?;
        let known = self.read_known(&tx, plans).await?;
        let planned = self.plan(&tx, &released_on).await?;
        self.save_showtimes(&tx, &known, &planned, &released_on, now).await?;
        self.fill_older_sessions(&tx, &known, now).await?;
        self.save_portal(&tx).await?;
        tx.commit().await?;
        Ok(Summary {
            films: self.files.films.len(),
            cinemas: self.files.cinemas.len(),
            halls: self.files.halls.len(),
            articles: self.files.articles.len(),
            apps: self.files.apps.len(),
            showtimes: planned.len(),
        })
    }

    /// Saves the films and tells from which day each is shown. A relative day was resolved by the
    /// first import and stays.
    async fn save_films(&self, tx: &Tx, now: DateTime<Utc>) -> Result<Vec<NaiveDate>, DbErr> {
        let stored: HashMap<String, NaiveDate> = films::Entity::find()
            .select_only()
            .columns([films::Column::FilmCode, films::Column::ReleasedOn])
            .into_tuple()
            .all(tx)
            .await?
            .into_iter()
            .collect();
        let released_on = |film: &Film| self.released_on(film, &stored);
        let rows = self.files.films.iter().map(|film| self.film_row(film, released_on(film), now));
        let update = OnConflict::column(films::Column::FilmCode)
            .update_columns([
                films::Column::Title,
                films::Column::SearchText,
                films::Column::Year,
                films::Column::RuntimeMin,
                films::Column::Genres,
                films::Column::Formats,
                films::Column::OriginalLanguage,
                films::Column::Country,
                films::Column::ReleasedOn,
                films::Column::Directors,
                films::Column::Actors,
                films::Column::Synopsis,
                films::Column::UpdatedAt,
            ])
            .to_owned();
        upsert(tx, rows.collect(), update).await?;
        Ok(self.files.films.iter().map(released_on).collect())
    }

    /// The day from which a film is shown, given those that were resolved before.
    pub(super) fn released_on(
        &self,
        film: &Film,
        stored: &HashMap<String, NaiveDate>,
    ) -> NaiveDate {
        match stored.get(&film.film_code) {
            Some(day) if film.released_on.is_relative() => *day,
            _ => film.released_on.resolve(self.start),
        }
    }

    /// Names of slugs, cities and districts.
    async fn save_names(&self, tx: &Tx) -> Result<(), DbErr> {
        let rows = self.files.terms.iter().zip(0..).map(|(term, sort_order)| terms::ActiveModel {
            kind: Set(term.kind.clone()),
            slug: Set(term.slug.clone()),
            name: Set(term.name.clone()),
            sort_order: Set(sort_order),
        });
        let update = OnConflict::columns([terms::Column::Kind, terms::Column::Slug])
            .update_columns([terms::Column::Name, terms::Column::SortOrder])
            .to_owned();
        upsert(tx, rows.collect(), update).await?;

        let mut seen = HashSet::new();
        let cities = self.files.cinemas.iter().filter(|cinema| seen.insert(&cinema.city));
        let rows = cities.map(|cinema| cities::ActiveModel {
            slug: Set(cinema.city.clone()),
            name: Set(cinema.city_name.clone()),
            timezone: Set(cinema.zone.name().to_owned()),
        });
        let update = OnConflict::column(cities::Column::Slug)
            .update_columns([cities::Column::Name, cities::Column::Timezone])
            .to_owned();
        upsert(tx, rows.collect(), update).await?;

        let mut seen = HashSet::new();
        let districts = self.files.cinemas.iter().filter(|cinema| seen.insert(&cinema.district));
        let rows = districts.map(|cinema| districts::ActiveModel {
            slug: Set(cinema.district.clone()),
            city: Set(cinema.city.clone()),
            name: Set(cinema.district_name.clone()),
        });
        let update = OnConflict::column(districts::Column::Slug)
            .update_columns([districts::Column::City, districts::Column::Name])
            .to_owned();
        upsert(tx, rows.collect(), update).await
    }

    async fn save_cinemas(&self, tx: &Tx, now: DateTime<Utc>) -> Result<(), DbErr> {
        let rows = self.files.cinemas.iter().map(|cinema| self.cinema_row(cinema, now));
        let update = OnConflict::column(cinemas::Column::CinemaCode)
            .update_columns([
                cinemas::Column::Name,
                cinemas::Column::Address,
                cinemas::Column::City,
                cinemas::Column::District,
                cinemas::Column::LatitudeE6,
                cinemas::Column::LongitudeE6,
                cinemas::Column::Phone,
                cinemas::Column::Services,
                cinemas::Column::Timezone,
                cinemas::Column::SearchText,
                cinemas::Column::StopSellMin,
                cinemas::Column::RefundStopMin,
                cinemas::Column::MaxSeats,
                cinemas::Column::ServiceFeeMinor,
                cinemas::Column::UpdatedAt,
            ])
            .to_owned();
        upsert(tx, rows.collect(), update).await
    }

    /// Adds the plans that are new; one that is known must be the same.
    async fn save_plans(
        &self,
        tx: &Tx,
        now: DateTime<Utc>,
    ) -> Result<Vec<SeatPlanId>, ImportError> {
        let codes = self.files.plans.iter().map(|plan| plan.plan_code.as_str());
        let stored = seat_plans::Entity::find()
            .filter(seat_plans::Column::PlanCode.is_in(codes))
            .all(tx)
            .await?;
        let mut faults = Faults::default();
        let mut ids = Vec::new();
        let mut rows = Vec::new();
        for file in &self.files.plans {
            let is_same = |row: &&seat_plans::Model| {
                row.plan_code == file.plan_code && row.version == file.version
            };
            if let Some(row) = stored.iter().find(is_same) {
                if row.plan != file.plan {
                    let place = format!("plans/{}.json#/version", file.plan_code);
                    faults
                        .add(place, "is known with other seats: a changed hall gets a higher one");
                }
                ids.push(row.id);
                continue;
            }
            let id = self.clock.new_id();
            ids.push(id);
            let row = seat_plans::Model {
                id,
                plan_code: file.plan_code.clone(),
                version: file.version,
                zones: PlanZones(file.plan.zones.clone()),
                plan: file.plan.clone(),
                seat_count: i32::try_from(file.plan.usable_seats()).unwrap_or_default(),
                created_at: now,
            };
            rows.push(row.into_active_model());
        }
        faults.into_result()?;
        insert(tx, rows).await?;
        Ok(ids)
    }

    async fn save_halls(&self, tx: &Tx, plans: &[SeatPlanId]) -> Result<(), DbErr> {
        let cinemas = self.read_cinemas(tx).await?;
        let rows = self.files.halls.iter().map(|hall| halls::ActiveModel {
            id: Set(self.clock.new_id()),
            cinema_id: Set(cinemas[hall.cinema]),
            screen_code: Set(hall.screen_code.clone()),
            name: Set(hall.name.clone()),
            hall_type: Set(hall.hall_type.clone()),
            seat_plan_id: Set(plans[hall.plan]),
            cleaning_min: Set(i32::try_from(hall.cleaning_min).unwrap_or_default()),
        });
        let update = OnConflict::columns([halls::Column::CinemaId, halls::Column::ScreenCode])
            .update_columns([
                halls::Column::Name,
                halls::Column::HallType,
                halls::Column::SeatPlanId,
                halls::Column::CleaningMin,
            ])
            .to_owned();
        upsert(tx, rows.collect(), update).await
    }

    async fn read_cinemas(&self, tx: &Tx) -> Result<Vec<CinemaId>, DbErr> {
        let pairs: Vec<(String, CinemaId)> = cinemas::Entity::find()
            .select_only()
            .columns([cinemas::Column::CinemaCode, cinemas::Column::Id])
            .into_tuple()
            .all(tx)
            .await?;
        in_order(pairs, self.files.cinemas.iter().map(|cinema| &cinema.cinema_code))
    }

    /// The identifiers that the rows have now, whichever import made them.
    async fn read_known(&self, tx: &Tx, plans: Vec<SeatPlanId>) -> Result<Known, DbErr> {
        let cinemas = self.read_cinemas(tx).await?;
        let pairs: Vec<(String, HallId)> = halls::Entity::find()
            .select_only()
            .columns([halls::Column::ScreenCode, halls::Column::Id])
            .filter(halls::Column::CinemaId.is_in(cinemas.iter().copied()))
            .into_tuple()
            .all(tx)
            .await?;
        let halls = in_order(pairs, self.files.halls.iter().map(|hall| &hall.screen_code))?;
        let pairs: Vec<(String, FilmId)> = films::Entity::find()
            .select_only()
            .columns([films::Column::FilmCode, films::Column::Id])
            .into_tuple()
            .all(tx)
            .await?;
        let films = in_order(pairs, self.files.films.iter().map(|film| &film.film_code))?;
        Ok(Known { cinemas, halls, plans, films })
    }

    /// The listed showtimes, and those that are generated around them.
    pub(super) async fn plan(
        &self,
        tx: &Tx,
        released_on: &[NaiveDate],
    ) -> Result<Vec<Planned>, ImportError> {
        let files = self.files;
        let scope = Scope {
            films: &files.films,
            released_on,
            cinemas: &files.cinemas,
            halls: &files.halls,
            plans: &files.plans,
        };
        let stored = self.read_occupied(tx).await?;
        let listed_codes: HashSet<(usize, &str)> = files
            .listed
            .iter()
            .map(|Listed { planned, .. }| (planned.hall, planned.session_code.as_str()))
            .collect();
        // A listed showtime that is loaded again may have moved.
        let mut occupied: Vec<Occupied> = stored
            .into_iter()
            .filter(|(hall, one)| !listed_codes.contains(&(*hall, one.session_code.as_str())))
            .map(|(_, one)| one)
            .collect();
        let mut faults = Faults::default();
        programme::check_listed(&mut faults, &files.listed, &scope, &occupied);
        faults.into_result()?;
        let mut planned: Vec<Planned> =
            files.listed.iter().map(|listed| listed.planned.clone()).collect();
        let hall_of = |one: &Planned| &files.halls[one.hall];
        occupied.extend(planned.iter().map(|one| programme::occupied_by(one, hall_of(one))));
        if let Some(schedule) = &files.schedule {
            let days: HashSet<(&str, NaiveDate)> =
                occupied.iter().map(|one| (one.screen_code.as_str(), one.business_on)).collect();
            let is_planned = |hall: &str, day: NaiveDate| days.contains(&(hall, day));
            let mut generated = schedule.generate(&scope, self.start, self.days, is_planned);
            // A listed showtime of the day before may run far into the morning.
            generated.retain(|one| {
                let hall = hall_of(one);
                !occupied.iter().any(|other| programme::meets(other, one, hall))
            });
            planned.extend(generated);
        }
        Ok(planned)
    }

    /// Sessions that the box office has from the day before the start on, with the index of their
    /// hall: staff plan there too.
    async fn read_occupied(&self, tx: &Tx) -> Result<Vec<(usize, Occupied)>, DbErr> {
        let from = self.start.checked_sub_days(Days::new(1)).unwrap_or(self.start);
        let first_listed = self.files.listed.iter().map(|one| one.planned.business_on).min();
        let from = first_listed.map_or(from, |first| first.min(from));
        let cinemas: Vec<&str> =
            self.files.cinemas.iter().map(|cinema| cinema.cinema_code.as_str()).collect();
        let by_code: HashMap<&str, usize> = self
            .files
            .halls
            .iter()
            .zip(0..)
            .map(|(hall, at)| (hall.screen_code.as_str(), at))
            .collect();
        let rows = box_office::schedule::occupied_halls(tx, &cinemas, from).await?;
        let occupied = rows.into_iter().filter_map(|row| {
            let hall = *by_code.get(row.screen_code.as_str())?;
            let one = Occupied {
                screen_code: row.screen_code,
                session_code: row.session_code,
                business_on: row.business_date,
                starts_at: row.starts_at,
                ends_at: row.ends_at,
                is_cancelled: row.is_cancelled,
            };
            Some((hall, one))
        });
        Ok(occupied.collect())
    }

    /// Loads the box office first: the versions of the sessions are its own, and what staff changed
    /// there is left as it is here too.
    async fn save_showtimes(
        &self,
        tx: &Tx,
        known: &Known,
        planned: &[Planned],
        released_on: &[NaiveDate],
        now: DateTime<Utc>,
    ) -> Result<(), ImportError> {
        let mut rows = Vec::with_capacity(planned.len());
        let mut loaded_plans = HashSet::new();
        for cinema in 0..self.files.cinemas.len() {
            let mine: Vec<&Planned> =
                planned.iter().filter(|one| self.files.halls[one.hall].cinema == cinema).collect();
            let load = self.cinema_load(cinema, &mine, released_on, &mut loaded_plans);
            let loaded = box_office::schedule::load(tx, &load, now).await?;
            for (one, session) in mine.into_iter().zip(loaded) {
                if !session.is_by_hand {
                    rows.push(self.showtime_row(known, one, session.session_version, now));
                }
            }
        }
        let update =
            OnConflict::columns([showtimes::Column::CinemaId, showtimes::Column::SessionCode])
                .update_columns([
                    showtimes::Column::HallId,
                    showtimes::Column::FilmId,
                    showtimes::Column::SeatPlanId,
                    showtimes::Column::Version,
                    showtimes::Column::SessionVersion,
                    showtimes::Column::StartsAt,
                    showtimes::Column::EndsAt,
                    showtimes::Column::StopSellAt,
                    showtimes::Column::BusinessOn,
                    showtimes::Column::Language,
                    showtimes::Column::Subtitles,
                    showtimes::Column::Format,
                    showtimes::Column::ZonePrices,
                    showtimes::Column::ZoneScreenFees,
                    showtimes::Column::PriceFromMinor,
                    showtimes::Column::ServiceFeeMinor,
                    showtimes::Column::SeatsTotal,
                    showtimes::Column::UpdatedAt,
                ])
                .to_owned();
        upsert(tx, rows, update).await?;
        Ok(())
    }
}

/// The identifiers of the codes, in their order.
fn in_order<'a, Id: Copy>(
    pairs: Vec<(String, Id)>,
    codes: impl Iterator<Item = &'a String>,
) -> Result<Vec<Id>, DbErr> {
    let by_code: HashMap<String, Id> = pairs.into_iter().collect();
    codes
        .map(|code| by_code.get(code).copied())
        .collect::<Option<Vec<Id>>>()
        .ok_or_else(|| DbErr::RecordNotFound("a row that was just written".to_owned()))
}
