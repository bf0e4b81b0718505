//! The catalogue over HTTP.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use domain::calendar::book_date;
use domain::catalogue::{FilmStatus, GeoPoint};
use domain::ids::{CinemaId, FilmId, ShowtimeId};
use serde::Deserialize;
use tables::cinemas;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::answers::answer;
use super::store::{self, CinemaQuery, FilmQuery, ShowtimeQuery};
use super::views::{self, Cinema, CinemaSummary, City, Film, FilmSummary, Showtime};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::{Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};

/// How long answers may be kept: the catalogue changes once a day, its offers by the minute.
const MAX_AGE_S: u32 = 30;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_cities)
        .service(list_films)
        .service(get_film)
        .service(list_cinemas)
        .service(get_cinema)
        .service(list_showtimes)
        .service(get_showtime);
}

/// Which films to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct ListFilms {
    status: Option<FilmStatus>,
    /// Slug: released films only where this city shows them from now on.
    #[validate(length(min = 1, max = 50))]
    city: Option<String>,
    /// Slug.
    #[validate(length(min = 1, max = 50))]
    genre: Option<String>,
    /// Part of a title or of a name: Chinese, pinyin, its initials, or English.
    #[validate(length(max = 100))]
    q: Option<String>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    limit: Limit,
    #[validate(length(max = 200))]
    cursor: Option<String>,
}

/// Which cinemas to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct ListCinemas {
    /// Slug.
    #[validate(length(min = 1, max = 50))]
    city: Option<String>,
    /// Slug.
    #[validate(length(min = 1, max = 50))]
    district: Option<String>,
    /// Only cinemas that show this film from now on.
    film_id: Option<FilmId>,
    /// Only cinemas that show something on this business date.
    date: Option<NaiveDate>,
    /// Slug.
    #[validate(length(min = 1, max = 50))]
    hall_type: Option<String>,
    /// Part of a name or an address: Chinese, pinyin, its initials, or English.
    #[validate(length(max = 100))]
    q: Option<String>,
    /// `lat,lng` in degrees: sorts by distance.
    #[validate(length(max = 40))]
    near: Option<String>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    limit: Limit,
    #[validate(length(max = 200))]
    cursor: Option<String>,
}

/// Which showtimes to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct ListShowtimes {
    cinema_id: Option<CinemaId>,
    film_id: Option<FilmId>,
    /// The cinema's business date.
    date: Option<NaiveDate>,
    /// Slug.
    #[validate(length(min = 1, max = 50))]
    city: Option<String>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    limit: Limit,
    #[validate(length(max = 200))]
    cursor: Option<String>,
}

/// List the cities that the platform serves.
#[utoipa::path(
    tag = "catalogue",
    operation_id = "list_cities",
    responses((status = 200, description = "All cities.", body = Page<City>)),
)]
#[get("/cities")]
async fn list_cities(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    answer(&request, &Page::whole(views::show_cities(&app.db).await?), MAX_AGE_S)
}

/// List films: upcoming ones soonest first, else newest first.
#[utoipa::path(
    tag = "catalogue",
    operation_id = "list_films",
    params(ListFilms),
    responses((status = 200, description = "A page of films.", body = Page<FilmSummary>)),
)]
#[get("/films")]
async fn list_films(
    app: web::Data<App>,
    request: HttpRequest,
    query: Query<ListFilms>,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let query = query.into_inner();
    let wanted = FilmQuery {
        status: query.status,
        city: query.city,
        genre: query.genre,
        search: query.q,
        today: book_date(now),
        now,
        after: decode_cursor(query.cursor.as_deref())?,
        limit: query.limit.plus_one(),
    };
    let rows = store::list_films(&app.db, &wanted).await?;
    let page = Page::cut(rows, query.limit, |film| (film.released_on, film.id));
    let city = wanted.city.as_deref();
    let items = views::film_summaries(&app.db, page.items, city, now).await?;
    answer(&request, &Page { items, next_cursor: page.next_cursor }, MAX_AGE_S)
}

/// Read a film.
#[utoipa::path(
    tag = "catalogue",
    operation_id = "get_film",
    params(("id" = FilmId, Path, description = "The film.")),
    responses((status = 200, description = "The film.", body = Film)),
)]
#[get("/films/{id}")]
async fn get_film(
    app: web::Data<App>,
    request: HttpRequest,
    id: Path<FilmId>,
) -> Result<HttpResponse> {
    let film = store::find_film(&app.db, id.into_inner()).await?;
    answer(&request, &views::show_film(&app.db, film, app.clock.now()).await?, MAX_AGE_S)
}

/// List cinemas, by their codes or by distance.
#[utoipa::path(
    tag = "catalogue",
    operation_id = "list_cinemas",
    params(ListCinemas),
    responses((status = 200, description = "A page of cinemas.", body = Page<CinemaSummary>)),
)]
#[get("/cinemas")]
async fn list_cinemas(
    app: web::Data<App>,
    request: HttpRequest,
    query: Query<ListCinemas>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let near = match query.near.as_deref().map(GeoPoint::parse) {
        Some(None) => {
            let detail = "near is lat,lng in degrees with at most six decimal places.";
            return Err(Error::invalid("/near", "near", detail));
        }
        Some(near) => near,
        None => None,
    };
    let wanted = CinemaQuery {
        city: query.city,
        district: query.district,
        hall_type: query.hall_type,
        search: query.q,
        film_id: query.film_id,
        date: query.date,
        now: app.clock.now(),
    };
    let cursor = query.cursor.as_deref();
    let page = match near {
        Some(near) => cinemas_near(&app, &wanted, near, cursor, query.limit).await?,
        None => {
            let after: Option<String> = decode_cursor(cursor)?;
            let limit = query.limit.plus_one();
            let rows = store::cinemas_by_code(&app.db, &wanted, after.as_deref(), limit).await?;
            Page::cut(rows, query.limit, |cinema| cinema.cinema_code.clone())
        }
    };
    let items = views::cinema_summaries(&app.db, page.items, &wanted, near).await?;
    answer(&request, &Page { items, next_cursor: page.next_cursor }, MAX_AGE_S)
}

/// A page of the cinemas that match, the nearest first.
async fn cinemas_near(
    app: &App,
    wanted: &CinemaQuery,
    near: GeoPoint,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<Page<cinemas::Model>> {
    let after: Option<(i64, String)> = decode_cursor(cursor)?;
    let key = |cinema: &cinemas::Model| {
        (near.distance_m(views::location(cinema)), cinema.cinema_code.clone())
    };
    let mut rows = store::cinemas_anywhere(&app.db, wanted).await?;
    rows.sort_by_cached_key(key);
    rows.retain(|cinema| after.as_ref().is_none_or(|after| key(cinema) > *after));
    Ok(Page::cut(rows, limit, key))
}

/// Read a cinema with its halls and rules.
#[utoipa::path(
    tag = "catalogue",
    operation_id = "get_cinema",
    params(("id" = CinemaId, Path, description = "The cinema.")),
    responses((status = 200, description = "The cinema.", body = Cinema)),
)]
#[get("/cinemas/{id}")]
async fn get_cinema(
    app: web::Data<App>,
    request: HttpRequest,
    id: Path<CinemaId>,
) -> Result<HttpResponse> {
    let cinema = store::find_cinema(&app.db, id.into_inner()).await?;
    answer(&request, &views::show_cinema(&app.db, cinema, app.clock.now()).await?, MAX_AGE_S)
}

/// List showtimes to come, by their start.
#[utoipa::path(
    tag = "catalogue",
    operation_id = "list_showtimes",
    params(ListShowtimes),
    responses((status = 200, description = "A page of showtimes.", body = Page<Showtime>)),
)]
#[get("/showtimes")]
async fn list_showtimes(
    app: web::Data<App>,
    request: HttpRequest,
    query: Query<ListShowtimes>,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let query = query.into_inner();
    let wanted = ShowtimeQuery {
        cinema_id: query.cinema_id,
        film_id: query.film_id,
        date: query.date,
        city: query.city,
        on_sale_only: false,
        now,
        after: decode_cursor(query.cursor.as_deref())?,
        limit: query.limit.plus_one(),
    };
    let rows = store::list_showtimes(&app.db, &wanted).await?;
    let page = Page::cut(rows, query.limit, |showtime| (showtime.starts_at, showtime.id));
    let items = views::show_showtimes(&app.db, page.items, now).await?;
    answer(&request, &Page { items, next_cursor: page.next_cursor }, MAX_AGE_S)
}

/// Read a showtime.
#[utoipa::path(
    tag = "catalogue",
    operation_id = "get_showtime",
    params(("id" = ShowtimeId, Path, description = "The showtime.")),
    responses((status = 200, description = "The showtime.", body = Showtime)),
)]
#[get("/showtimes/{id}")]
async fn get_showtime(
    app: web::Data<App>,
    request: HttpRequest,
    id: Path<ShowtimeId>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let mut found = views::showtime_views(&app.db, &[id], app.clock.now()).await?;
    answer(&request, &found.remove(&id).ok_or(Error::NotFound("showtime"))?, MAX_AGE_S)
}
