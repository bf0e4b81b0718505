//! Queries for films, cinemas and showtimes.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::catalogue::{FilmStatus, ShowtimeStatus};
use domain::ids::{CinemaId, FilmId, SeatPlanId, ShowtimeId};
use domain::seating::PlanZones;
use domain::text::LocalizedText;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tables::{cinemas, districts, films, halls, seat_plans, showtimes, terms};

use crate::error::{Error, Result};

/// The most words of a search.
const MAX_WORDS: usize = 8;

/// The most cinemas that are sorted by distance.
const MAX_NEAR: u64 = 2_000;

/// Which films to list.
#[derive(Clone, Debug)]
pub struct FilmQuery {
    pub status: Option<FilmStatus>,
    /// Released films only where this city shows them from now on.
    pub city: Option<String>,
    pub genre: Option<String>,
    pub search: Option<String>,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    pub after: Option<(NaiveDate, FilmId)>,
    pub limit: u64,
}

/// Films in the order of their release: upcoming ones soonest first, else newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_films(
    conn: &impl ConnectionTrait,
    query: &FilmQuery,
) -> Result<Vec<films::Model>> {
    use films::Column::{Genres, Id, ReleasedOn, SearchText};
    let mut condition = search(SearchText, query.search.as_deref());
    if let Some(genre) = &query.genre {
        // A JSON list of slugs as text, on either database.
        let list = Expr::col(Genres).cast_as("TEXT");
        condition = condition.add(list.like(contains(&format!("\"{genre}\""))));
    }
    let is_upcoming = query.status == Some(FilmStatus::Upcoming);
    match query.status {
        Some(FilmStatus::Upcoming) => condition = condition.add(ReleasedOn.gt(query.today)),
        Some(FilmStatus::Showing) => condition = condition.add(ReleasedOn.lte(query.today)),
        None => {}
    }
    if let Some(city) = &query.city {
        let shown = Id.in_subquery(films_of_city(city, query.now));
        condition = condition.add(ReleasedOn.gt(query.today).or(shown));
    }
    if let Some((day, id)) = query.after {
        let (later_day, later_id) = match is_upcoming {
            true => (ReleasedOn.gt(day), Id.gt(id)),
            false => (ReleasedOn.lt(day), Id.lt(id)),
        };
        condition = condition.add(later_day.or(ReleasedOn.eq(day).and(later_id)));
    }
    let order = if is_upcoming { sea_orm::Order::Asc } else { sea_orm::Order::Desc };
    let films = films::Entity::find()
        .filter(condition)
        .order_by(ReleasedOn, order.clone())
        .order_by(Id, order)
        .limit(query.limit);
    Ok(films.all(conn).await?)
}

fn films_of_city(city: &str, now: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(showtimes::Column::FilmId)
        .from(showtimes::Entity)
        .and_where(showtimes::Column::StartsAt.gt(now))
        .and_where(showtimes::Column::CinemaId.in_subquery(cinemas_of_city(city)))
        .to_owned()
}

fn cinemas_of_city(city: &str) -> SelectStatement {
    Query::select()
        .column(cinemas::Column::Id)
        .from(cinemas::Entity)
        .and_where(cinemas::Column::City.eq(city))
        .to_owned()
}

/// Every word of the search must occur.
fn search(column: impl ColumnTrait, text: Option<&str>) -> Condition {
    let text = text.unwrap_or_default().to_lowercase();
    let words = text.split_whitespace().take(MAX_WORDS);
    words.fold(Condition::all(), |condition, word| condition.add(column.like(contains(word))))
}

/// A pattern that finds the text anywhere, whatever letters it has.
fn contains(text: &str) -> LikeExpr {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// One film.
pub async fn find_film(conn: &impl ConnectionTrait, id: FilmId) -> Result<films::Model> {
    films::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("film"))
}

/// What a film is offered for from now on: a format and its lowest price.
pub struct FilmOffer {
    pub film_id: FilmId,
    pub format: String,
    pub price_from_minor: i64,
}

/// The offers of these films on sale now, in one city or everywhere.
pub async fn film_offers(
    conn: &impl ConnectionTrait,
    films: &[FilmId],
    city: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Vec<FilmOffer>> {
    use showtimes::Column::{CinemaId, FilmId as Film, Format, PriceFromMinor};
    let mut query = showtimes::Entity::find()
        .select_only()
        .columns([Film, Format])
        .column_as(PriceFromMinor.min(), "price_from_minor")
        .filter(Film.is_in(films.iter().copied()))
        .filter(on_sale(now))
        .group_by(Film)
        .group_by(Format)
        .order_by_asc(Format);
    if let Some(city) = city {
        query = query.filter(CinemaId.in_subquery(cinemas_of_city(city)));
    }
    let rows: Vec<(FilmId, String, i64)> = query.into_tuple().all(conn).await?;
    let offer =
        |(film_id, format, price_from_minor)| FilmOffer { film_id, format, price_from_minor };
    Ok(rows.into_iter().map(offer).collect())
}

fn on_sale(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(showtimes::Column::StopSellAt.gt(now))
        .add(showtimes::Column::Status.eq(ShowtimeStatus::OnSale))
}

/// Business dates with showtimes to come that match.
pub async fn showing_dates(
    conn: &impl ConnectionTrait,
    filter: impl sea_orm::sea_query::IntoCondition,
    now: DateTime<Utc>,
) -> Result<Vec<NaiveDate>> {
    let dates = showtimes::Entity::find()
        .select_only()
        .column(showtimes::Column::BusinessOn)
        .distinct()
        .filter(filter)
        .filter(showtimes::Column::StartsAt.gt(now))
        .filter(showtimes::Column::Status.ne(ShowtimeStatus::Cancelled))
        .order_by_asc(showtimes::Column::BusinessOn)
        .into_tuple();
    Ok(dates.all(conn).await?)
}

/// Names of the terms of a kind, by slug.
pub async fn term_names(
    conn: &impl ConnectionTrait,
    kind: &str,
) -> Result<HashMap<String, LocalizedText>> {
    let terms = terms::Entity::find().filter(terms::Column::Kind.eq(kind)).all(conn).await?;
    Ok(terms.into_iter().map(|term| (term.slug, term.name)).collect())
}

/// Districts by slug.
pub async fn districts(
    conn: &impl ConnectionTrait,
    slugs: impl IntoIterator<Item = &str>,
) -> Result<HashMap<String, districts::Model>> {
    let found = districts::Entity::find().filter(districts::Column::Slug.is_in(slugs));
    let found = found.all(conn).await?;
    Ok(found.into_iter().map(|district| (district.slug.clone(), district)).collect())
}

/// Every city with its districts.
pub async fn cities(
    conn: &impl ConnectionTrait,
) -> Result<(Vec<tables::cities::Model>, Vec<districts::Model>)> {
    let cities = tables::cities::Entity::find().order_by_asc(tables::cities::Column::Slug);
    let districts = districts::Entity::find().order_by_asc(districts::Column::Slug);
    Ok((cities.all(conn).await?, districts.all(conn).await?))
}

/// Which cinemas to list.
#[derive(Clone, Debug)]
pub struct CinemaQuery {
    pub city: Option<String>,
    pub district: Option<String>,
    pub hall_type: Option<String>,
    pub search: Option<String>,
    /// Only cinemas with such showtimes from now on.
    pub film_id: Option<FilmId>,
    pub date: Option<NaiveDate>,
    pub now: DateTime<Utc>,
}

impl CinemaQuery {
    fn condition(&self) -> Condition {
        use cinemas::Column::{City, District, Id, SearchText};
        let mut condition = search(SearchText, self.search.as_deref());
        if let Some(city) = &self.city {
            condition = condition.add(City.eq(city));
        }
        if let Some(district) = &self.district {
            condition = condition.add(District.eq(district));
        }
        if let Some(hall_type) = &self.hall_type {
            let halls = Query::select()
                .column(halls::Column::CinemaId)
                .from(halls::Entity)
                .and_where(halls::Column::HallType.eq(hall_type))
                .to_owned();
            condition = condition.add(Id.in_subquery(halls));
        }
        if self.film_id.is_some() || self.date.is_some() {
            let mut shows = Query::select();
            shows.column(showtimes::Column::CinemaId).from(showtimes::Entity);
            shows.cond_where(self.showtimes());
            condition = condition.add(Id.in_subquery(shows));
        }
        condition
    }

    /// The showtimes that a cinema is looked for by.
    fn showtimes(&self) -> Condition {
        let mut condition = Condition::all()
            .add(showtimes::Column::StartsAt.gt(self.now))
            .add(showtimes::Column::Status.ne(ShowtimeStatus::Cancelled));
        if let Some(film_id) = self.film_id {
            condition = condition.add(showtimes::Column::FilmId.eq(film_id));
        }
        if let Some(date) = self.date {
            condition = condition.add(showtimes::Column::BusinessOn.eq(date));
        }
        condition
    }
}

/// Cinemas by their codes, after one of them.
pub async fn cinemas_by_code(
    conn: &impl ConnectionTrait,
    query: &CinemaQuery,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<cinemas::Model>> {
    let mut condition = query.condition();
    if let Some(after) = after {
        condition = condition.add(cinemas::Column::CinemaCode.gt(after));
    }
    let found = cinemas::Entity::find()
        .filter(condition)
        .order_by_asc(cinemas::Column::CinemaCode)
        .limit(limit);
    Ok(found.all(conn).await?)
}

/// Every cinema that matches, to be sorted by distance.
pub async fn cinemas_anywhere(
    conn: &impl ConnectionTrait,
    query: &CinemaQuery,
) -> Result<Vec<cinemas::Model>> {
    Ok(cinemas::Entity::find().filter(query.condition()).limit(MAX_NEAR).all(conn).await?)
}

/// One cinema.
pub async fn find_cinema(conn: &impl ConnectionTrait, id: CinemaId) -> Result<cinemas::Model> {
    cinemas::Entity::find_by_id(id).one(conn).await?.ok_or(Error::NotFound("cinema"))
}

/// The halls of these cinemas, by their codes.
pub async fn halls_of(
    conn: &impl ConnectionTrait,
    cinemas: &[CinemaId],
) -> Result<Vec<halls::Model>> {
    let found = halls::Entity::find()
        .filter(halls::Column::CinemaId.is_in(cinemas.iter().copied()))
        .order_by_asc(halls::Column::ScreenCode);
    Ok(found.all(conn).await?)
}

/// The lowest price of each of these cinemas for the showtimes that were asked for.
pub async fn cinema_prices(
    conn: &impl ConnectionTrait,
    cinemas: &[CinemaId],
    query: &CinemaQuery,
) -> Result<HashMap<CinemaId, i64>> {
    use showtimes::Column::{CinemaId as Cinema, PriceFromMinor};
    let rows: Vec<(CinemaId, i64)> = showtimes::Entity::find()
        .select_only()
        .column(Cinema)
        .column_as(PriceFromMinor.min(), "price_from_minor")
        .filter(Cinema.is_in(cinemas.iter().copied()))
        .filter(query.showtimes())
        .filter(on_sale(query.now))
        .group_by(Cinema)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// A plan without its seats.
pub struct PlanOutline {
    pub zones: PlanZones,
    pub seat_count: i32,
}

/// Zones and sizes of these plans.
pub async fn plan_outlines(
    conn: &impl ConnectionTrait,
    plans: impl IntoIterator<Item = SeatPlanId>,
) -> Result<HashMap<SeatPlanId, PlanOutline>> {
    use seat_plans::Column::{Id, SeatCount, Zones};
    let rows: Vec<(SeatPlanId, PlanZones, i32)> = seat_plans::Entity::find()
        .select_only()
        .columns([Id, Zones, SeatCount])
        .filter(Id.is_in(plans))
        .into_tuple()
        .all(conn)
        .await?;
    let outline = |(id, zones, seat_count)| (id, PlanOutline { zones, seat_count });
    Ok(rows.into_iter().map(outline).collect())
}

/// Which showtimes to list; only those that have not begun, and no cancelled ones.
#[derive(Clone, Debug, Default)]
pub struct ShowtimeQuery {
    pub cinema_id: Option<CinemaId>,
    pub film_id: Option<FilmId>,
    pub date: Option<NaiveDate>,
    pub city: Option<String>,
    /// Leaves out what is not sold any more.
    pub on_sale_only: bool,
    pub now: DateTime<Utc>,
    pub after: Option<(DateTime<Utc>, ShowtimeId)>,
    pub limit: u64,
}

/// Showtimes by their start.
///
/// # Errors
/// When the database refuses.
pub async fn list_showtimes(
    conn: &impl ConnectionTrait,
    query: &ShowtimeQuery,
) -> Result<Vec<showtimes::Model>> {
    use showtimes::Column::{BusinessOn, CinemaId, FilmId, Id, StartsAt, Status};
    let mut condition =
        Condition::all().add(StartsAt.gt(query.now)).add(Status.ne(ShowtimeStatus::Cancelled));
    if query.on_sale_only {
        condition = condition.add(on_sale(query.now));
    }
    if let Some(cinema_id) = query.cinema_id {
        condition = condition.add(CinemaId.eq(cinema_id));
    }
    if let Some(film_id) = query.film_id {
        condition = condition.add(FilmId.eq(film_id));
    }
    if let Some(date) = query.date {
        condition = condition.add(BusinessOn.eq(date));
    }
    if let Some(city) = &query.city {
        condition = condition.add(CinemaId.in_subquery(cinemas_of_city(city)));
    }
    if let Some((starts_at, id)) = query.after {
        condition = condition.add(StartsAt.gt(starts_at).or(StartsAt.eq(starts_at).and(Id.gt(id))));
    }
    let found = showtimes::Entity::find()
        .filter(condition)
        .order_by_asc(StartsAt)
        .order_by_asc(Id)
        .limit(query.limit);
    Ok(found.all(conn).await?)
}

/// A showtime and the cinema that sells it.
#[derive(Clone, Debug)]
pub struct FoundShowtime {
    pub showtime: showtimes::Model,
    pub cinema: cinemas::Model,
}

/// One showtime with its cinema; its seat plan is `showtime.seat_plan_id`.
///
/// # Errors
/// 404 when there is none.
pub async fn find_showtime(conn: &impl ConnectionTrait, id: ShowtimeId) -> Result<FoundShowtime> {
    let showtime = showtimes::Entity::find_by_id(id).one(conn).await?;
    let showtime = showtime.ok_or(Error::NotFound("showtime"))?;
    let cinema = find_cinema(conn, showtime.cinema_id).await?;
    Ok(FoundShowtime { showtime, cinema })
}
