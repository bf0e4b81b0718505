//! Writes a checked import into the platform's tables and the built-in box office.

use std::collections::{HashMap, HashSet};

use box_office::schedule::{CinemaLoad, PlanLoad, ScreenLoad, SessionLoad};
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use database::{Db, Tx};
use domain::catalogue::{People, ShowtimeStatus, StringList, ZonePrices};
use domain::ids::{CinemaId, FilmId, HallId, SeatPlanId};
use domain::money::{Currency, Money};
use domain::seating::PlanZones;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect,
};
use tables::{
    articles, cinemas, cities, districts, films, halls, portal_apps, seat_plans, showtimes, terms,
};

use super::faults::Faults;
use super::files::{Cinema, Film};
use super::programme::{self, Listed, Occupied, Planned};
use super::schedule::Scope;
use super::search::search_text;
use super::{Files, ImportError, Summary};
use crate::clock::Clock;

/// Rows of one statement: few enough for every database's limit of parameters.
const CHUNK: usize = 200;

/// The gateway of cinemas that have no ticketing system of their own.
const BUILT_IN: &str = "built_in";

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
struct Known {
    cinemas: Vec<CinemaId>,
    halls: Vec<HallId>,
    plans: Vec<SeatPlanId>,
    films: Vec<FilmId>,
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
        let planned = self.plan(&tx, &known, &released_on).await?;
        self.save_showtimes(&tx, &known, &planned, now).await?;
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
        let released_on = |film: &Film| match stored.get(&film.film_code) {
            Some(day) if film.released_on.is_relative() => *day,
            _ => film.released_on.resolve(self.start),
        };
        let rows = self
            .files
            .films
            .iter()
            .map(|film| self.film_row(film, released_on(film), now));
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

    fn film_row(
        &self,
        film: &Film,
        released_on: NaiveDate,
        now: DateTime<Utc>,
    ) -> films::ActiveModel {
        let people = film
            .directors
            .iter()
            .chain(&film.actors)
            .map(|person| &person.name);
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
            created_at: now,
            updated_at: now,
        }
        .into_active_model()
    }

    /// Names of slugs, cities and districts.
    async fn save_names(&self, tx: &Tx) -> Result<(), DbErr> {
        let rows = self
            .files
            .terms
            .iter()
            .zip(0..)
            .map(|(term, sort_order)| terms::ActiveModel {
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
        let cities = self
            .files
            .cinemas
            .iter()
            .filter(|cinema| seen.insert(&cinema.city));
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
        let districts = self
            .files
            .cinemas
            .iter()
            .filter(|cinema| seen.insert(&cinema.district));
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
        let rows = self
            .files
            .cinemas
            .iter()
            .map(|cinema| self.cinema_row(cinema, now));
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

    fn cinema_row(&self, cinema: &Cinema, now: DateTime<Utc>) -> cinemas::ActiveModel {
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
                    faults.add(
                        place,
                        "is known with other seats: a changed hall gets a higher one",
                    );
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
        in_order(
            pairs,
            self.files.cinemas.iter().map(|cinema| &cinema.cinema_code),
        )
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
        Ok(Known {
            cinemas,
            halls,
            plans,
            films,
        })
    }

    /// The listed showtimes, and those that are generated around them.
    async fn plan(
        &self,
        tx: &Tx,
        known: &Known,
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
        let stored = self.read_occupied(tx, known).await?;
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
        let mut planned: Vec<Planned> = files
            .listed
            .iter()
            .map(|listed| listed.planned.clone())
            .collect();
        let hall_of = |one: &Planned| &files.halls[one.hall];
        occupied.extend(
            planned
                .iter()
                .map(|one| programme::occupied_by(one, hall_of(one))),
        );
        if let Some(schedule) = &files.schedule {
            let days: HashSet<(&str, NaiveDate)> = occupied
                .iter()
                .map(|one| (one.screen_code.as_str(), one.business_on))
                .collect();
            let is_planned = |hall: &str, day: NaiveDate| days.contains(&(hall, day));
            let mut generated = schedule.generate(&scope, self.start, self.days, is_planned);
            // A listed showtime of the day before may run far into the morning.
            generated.retain(|one| {
                let hall = hall_of(one);
                !occupied
                    .iter()
                    .any(|other| programme::meets(other, one, hall))
            });
            planned.extend(generated);
        }
        Ok(planned)
    }

    /// Showtimes that the platform has from the day before the start on, with the index of their
    /// hall.
    async fn read_occupied(&self, tx: &Tx, known: &Known) -> Result<Vec<(usize, Occupied)>, DbErr> {
        let from = self
            .start
            .checked_sub_days(Days::new(1))
            .unwrap_or(self.start);
        let first_listed = self
            .files
            .listed
            .iter()
            .map(|one| one.planned.business_on)
            .min();
        let from = first_listed.map_or(from, |first| first.min(from));
        type Stored = (HallId, String, NaiveDate, DateTime<Utc>, DateTime<Utc>);
        let rows: Vec<Stored> = showtimes::Entity::find()
            .select_only()
            .columns([
                showtimes::Column::HallId,
                showtimes::Column::SessionCode,
                showtimes::Column::BusinessOn,
                showtimes::Column::StartsAt,
                showtimes::Column::EndsAt,
            ])
            .filter(showtimes::Column::BusinessOn.gte(from))
            .into_tuple()
            .all(tx)
            .await?;
        let by_id: HashMap<HallId, usize> = known.halls.iter().copied().zip(0..).collect();
        let occupied = rows.into_iter().filter_map(|row| {
            let (hall_id, session_code, business_on, starts_at, ends_at) = row;
            let hall = *by_id.get(&hall_id)?;
            let screen_code = self.files.halls[hall].screen_code.clone();
            let one = Occupied {
                screen_code,
                session_code,
                business_on,
                starts_at,
                ends_at,
            };
            Some((hall, one))
        });
        Ok(occupied.collect())
    }

    /// Loads the box office first: the versions of the sessions are its own.
    async fn save_showtimes(
        &self,
        tx: &Tx,
        known: &Known,
        planned: &[Planned],
        now: DateTime<Utc>,
    ) -> Result<(), ImportError> {
        let mut rows = Vec::with_capacity(planned.len());
        let mut loaded_plans = HashSet::new();
        for cinema in 0..self.files.cinemas.len() {
            let mine: Vec<&Planned> = planned
                .iter()
                .filter(|one| self.files.halls[one.hall].cinema == cinema)
                .collect();
            let load = self.cinema_load(cinema, &mine, &mut loaded_plans);
            let loaded = box_office::schedule::load(tx, &load).await?;
            let versions: HashMap<String, i64> = loaded
                .into_iter()
                .map(|session| (session.session_code, session.session_version))
                .collect();
            for one in mine {
                let version = versions.get(&one.session_code).copied().unwrap_or(1);
                rows.push(self.showtime_row(known, one, version, now));
            }
        }
        let update =
            OnConflict::columns([showtimes::Column::CinemaId, showtimes::Column::SessionCode])
                .update_columns([
                    showtimes::Column::HallId,
                    showtimes::Column::FilmId,
                    showtimes::Column::SeatPlanId,
                    showtimes::Column::Version,
                    showtimes::Column::StartsAt,
                    showtimes::Column::EndsAt,
                    showtimes::Column::StopSellAt,
                    showtimes::Column::BusinessOn,
                    showtimes::Column::Language,
                    showtimes::Column::Subtitles,
                    showtimes::Column::Format,
                    showtimes::Column::ZonePrices,
                    showtimes::Column::PriceFromMinor,
                    showtimes::Column::ServiceFeeMinor,
                    showtimes::Column::SeatsTotal,
                    showtimes::Column::UpdatedAt,
                ])
                .to_owned();
        upsert(tx, rows, update).await?;
        Ok(())
    }

    fn showtime_row(
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
            service_fee_minor: cinema.service_fee_minor,
            currency: Currency::Cny,
            seats_total: i32::try_from(usable).unwrap_or_default(),
            seats_available: None,
            created_at: now,
            updated_at: now,
        }
        .into_active_model()
    }

    /// What the box office needs to know of a cinema. Plans that an earlier cinema brought are left
    /// out.
    fn cinema_load(
        &self,
        at: usize,
        planned: &[&Planned],
        loaded_plans: &mut HashSet<usize>,
    ) -> CinemaLoad {
        let files = self.files;
        let cinema = &files.cinemas[at];
        let halls = || files.halls.iter().filter(|hall| hall.cinema == at);
        let new_plans = halls()
            .map(|hall| hall.plan)
            .filter(|plan| loaded_plans.insert(*plan));
        let plans = new_plans.map(|plan| {
            let file = &files.plans[plan];
            PlanLoad::new(&file.plan_code, i64::from(file.version), &file.plan)
        });
        CinemaLoad {
            cinema_code: cinema.cinema_code.clone(),
            name: cinema.name.clone(),
            zone: cinema.zone,
            // The platform's own rule for customers is stricter and has exceptions.
            take_back_stop_min: 0,
            plans: plans.collect(),
            screens: halls()
                .map(|hall| ScreenLoad {
                    screen_code: hall.screen_code.clone(),
                    name: hall.name.clone(),
                    plan_code: files.plans[hall.plan].plan_code.clone(),
                    plan_version: i64::from(files.plans[hall.plan].version),
                })
                .collect(),
            sessions: planned.iter().map(|one| self.session_load(one)).collect(),
        }
    }

    fn session_load(&self, one: &Planned) -> SessionLoad {
        let files = self.files;
        let hall = &files.halls[one.hall];
        let cinema = &files.cinemas[hall.cinema];
        let film = &files.films[one.film];
        SessionLoad {
            session_code: one.session_code.clone(),
            screen_code: hall.screen_code.clone(),
            plan_code: files.plans[hall.plan].plan_code.clone(),
            plan_version: i64::from(files.plans[hall.plan].version),
            film_code: film.code_of_format(&one.format),
            film: film.title.clone(),
            starts_at: one.starts_at,
            ends_at: one.ends_at,
            stop_sell_at: stop_sell_at(one, cinema),
            business_date: one.business_on,
            max_seats: u32::try_from(cinema.max_seats).unwrap_or(1),
            lowest_price: Money::fen(lowest_price(one)),
        }
    }

    async fn save_portal(&self, tx: &Tx) -> Result<(), DbErr> {
        let stored: HashMap<String, DateTime<Utc>> = articles::Entity::find()
            .select_only()
            .columns([articles::Column::Slug, articles::Column::PublishedAt])
            .into_tuple()
            .all(tx)
            .await?
            .into_iter()
            .collect();
        let rows = self.files.articles.iter().map(|article| {
            let day = article.published_on.resolve(self.start);
            let resolved = programme::local_instant(self.zone, day, article.published_min);
            let published_at = match stored.get(&article.slug) {
                Some(at) if article.published_on.is_relative() => *at,
                _ => resolved.unwrap_or_default(),
            };
            articles::ActiveModel {
                id: Set(self.clock.new_id()),
                slug: Set(article.slug.clone()),
                title: Set(article.title.clone()),
                summary: Set(article.summary.clone()),
                body_markdown: Set(article.body.clone()),
                category: Set(article.category.clone()),
                is_pinned: Set(article.is_pinned),
                published_at: Set(published_at),
                withdrawn_at: Set(None),
            }
        });
        let update = OnConflict::column(articles::Column::Slug)
            .update_columns([
                articles::Column::Title,
                articles::Column::Summary,
                articles::Column::BodyMarkdown,
                articles::Column::Category,
                articles::Column::IsPinned,
                articles::Column::PublishedAt,
            ])
            .to_owned();
        upsert(tx, rows.collect(), update).await?;
        self.save_apps(tx).await
    }

    async fn save_apps(&self, tx: &Tx) -> Result<(), DbErr> {
        let rows = self.files.apps.iter().map(|app| portal_apps::ActiveModel {
            id: Set(self.clock.new_id()),
            slug: Set(app.slug.clone()),
            name: Set(app.name.clone()),
            description: Set(app.description.clone()),
            icon: Set(app.icon.clone()),
            url: Set(app.url.clone()),
            category: Set(app.category.clone()),
            sort_order: Set(app.order),
            visible_from: Set(self.clock.now()),
            visible_until: Set(None),
            is_enabled: Set(true),
        });
        let update = OnConflict::column(portal_apps::Column::Slug)
            .update_columns([
                portal_apps::Column::Name,
                portal_apps::Column::Description,
                portal_apps::Column::Icon,
                portal_apps::Column::Url,
                portal_apps::Column::Category,
                portal_apps::Column::SortOrder,
            ])
            .to_owned();
        upsert(tx, rows.collect(), update).await
    }
}

fn stop_sell_at(one: &Planned, cinema: &Cinema) -> DateTime<Utc> {
    one.starts_at - Duration::minutes(i64::from(cinema.sales_stop_min))
}

fn lowest_price(one: &Planned) -> i64 {
    one.prices.values().copied().min().unwrap_or_default()
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

async fn insert<A: ActiveModelTrait + Send>(tx: &Tx, rows: Vec<A>) -> Result<(), DbErr> {
    for rows in rows.chunks(CHUNK) {
        A::Entity::insert_many(rows.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

async fn upsert<A: ActiveModelTrait + Send>(
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
