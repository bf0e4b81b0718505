//! Films as the API shows them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::book_date;
use domain::catalogue::{FilmStatus, Person, film_status};
use domain::ids::FilmId;
use domain::money::Money;
use domain::text::LocalizedText;
use sea_orm::{ColumnTrait, ConnectionTrait};
use serde::Serialize;
use tables::{films, showtimes};
use utoipa::ToSchema;

use super::{Genre, genres};
use crate::catalogue::store;
use crate::error::{Error, Result};

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
        let price_from = offers.iter().map(|offer| offer.price_from_minor).min().map(Money::fen);
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
    Ok(Film { summary, country, directors, cast, synopsis, showing_dates })
}
