//! Films that cinemas play and the city's own catalogue may not know.
//!
//! A film is the same in every format: codes are compared without their fourth character. The
//! catalogue's own films are nobody's to change; a film that came from a cinema is changed by that
//! cinema alone.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Utc};
use domain::catalogue::{People, Person, StringList};
use domain::feed::{
    Fault, FaultKind, MAX_NAME, MAX_TEXT, check_film_code, check_number, check_word, film_key,
};
use domain::ids::{CinemaId, FilmId};
use domain::text::LocalizedText;
use gateways::cinema::wire;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QuerySelect};
use tables::{cinemas, films};

use super::{Outcome, check_name, check_new, subject};
use crate::app::App;
use crate::catalogue::search_text;
use crate::cinemas::{findings, store};
use crate::error::Result;

/// A film as other things refer to it.
#[derive(Clone, Debug)]
pub struct KnownFilm {
    pub id: FilmId,
    pub film_code: String,
    pub title: LocalizedText,
    pub source: Option<CinemaId>,
}

/// Every film by the key of its code. A city has some hundreds.
pub async fn known_films(conn: &impl ConnectionTrait) -> Result<HashMap<String, KnownFilm>> {
    use films::Column::{FilmCode, Id, SourceCinemaId, Title};
    type Row = (FilmId, String, LocalizedText, Option<CinemaId>);
    let rows: Vec<Row> = films::Entity::find()
        .select_only()
        .columns([Id, FilmCode, Title, SourceCinemaId])
        .into_tuple()
        .all(conn)
        .await?;
    let known = |(id, film_code, title, source): Row| {
        (film_key(&film_code), KnownFilm { id, film_code, title, source })
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Takes in films of one cinema.
///
/// # Errors
/// When the database refuses.
pub async fn take_films(
    app: &App,
    cinema: &cinemas::Model,
    items: &[wire::Film],
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut seen = BTreeSet::new();
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    store::take_system(&tx, cinema.id).await?;
    let mut known = known_films(&tx).await?;
    let mut described = BTreeSet::new();
    for film in items {
        let about = subject("film", &film.film_code);
        let verdict = check_film(film).and_then(|()| check_new(&mut seen, &film.film_code));
        if let Err(fault) = verdict {
            outcome.refuse(about, fault);
            continue;
        }
        let key = film_key(&film.film_code);
        // The same film may come once for each of its formats: the first one describes it.
        let is_first = described.insert(key.clone());
        let is_news = match known.get(&key) {
            Some(kept) if kept.source == Some(cinema.id) => {
                update(&tx, kept.id, film, is_first, now).await?
            }
            Some(_) => false,
            None => {
                let inserted = insert(app, &tx, cinema.id, film, now).await?;
                let is_inserted = inserted.is_some();
                match inserted {
                    Some(film) => drop(known.insert(key, film)),
                    // Another cinema was faster: what it brought is known now.
                    None => known = known_films(&tx).await?,
                }
                is_inserted
            }
        };
        outcome.take(about, is_news);
    }
    findings::record(app, &tx, cinema.id, &outcome).await?;
    tx.commit().await?;
    Ok(outcome)
}

fn check_film(film: &wire::Film) -> Result<(), Fault> {
    check_film_code(&film.film_code)?;
    check_name("the title", &film.title, MAX_NAME)?;
    check_number("runtime_min", film.runtime_min.into(), 1, 1_440)?;
    check_number("the year of release", film.released_on.year().into(), 1890, 2200)?;
    check_word("original_language", &film.original_language)?;
    if let Some(country) = &film.country {
        let is_country =
            country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_country {
            let detail = "country is not ISO 3166-1 alpha-2";
            return Err(Fault::new(FaultKind::UnknownWord, detail));
        }
    }
    let people = film.directors.len().max(film.actors.len());
    check_number("the number of people", i64::try_from(people).unwrap_or(i64::MAX), 0, 100)?;
    for person in film.directors.iter().chain(&film.actors) {
        check_name("a person's name", person, MAX_NAME)?;
    }
    match &film.synopsis {
        Some(synopsis) => check_name("the synopsis", synopsis, MAX_TEXT),
        None => Ok(()),
    }
}

/// Writes what the cinema says over what it said before. False when that is the same.
async fn update(
    tx: &database::Tx,
    id: FilmId,
    film: &wire::Film,
    is_first: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(kept) = films::Entity::find_by_id(id).one(tx).await? else {
        return Ok(false);
    };
    let mut row = kept.clone();
    if is_first {
        describe(&mut row, film);
    }
    add_format(&mut row, &film.film_code);
    if row == kept {
        return Ok(false);
    }
    row.updated_at = now;
    films::Entity::update(row.into_active_model().reset_all()).exec(tx).await?;
    Ok(true)
}

/// Keeps a film that came for the first time. None when it is there nevertheless.
async fn insert(
    app: &App,
    tx: &database::Tx,
    cinema_id: CinemaId,
    film: &wire::Film,
    now: DateTime<Utc>,
) -> Result<Option<KnownFilm>> {
    let mut row = films::Model {
        id: app.clock.new_id(),
        film_code: film_key(&film.film_code),
        title: LocalizedText::default(),
        search_text: String::new(),
        year: 0,
        runtime_min: 0,
        genres: StringList::default(),
        formats: StringList::default(),
        original_language: String::new(),
        country: String::new(),
        released_on: film.released_on,
        directors: People::default(),
        actors: People::default(),
        synopsis: LocalizedText::default(),
        source_cinema_id: Some(cinema_id),
        created_at: now,
        updated_at: now,
    };
    describe(&mut row, film);
    add_format(&mut row, &film.film_code);
    let inserted = KnownFilm {
        id: row.id,
        film_code: row.film_code.clone(),
        title: row.title.clone(),
        source: row.source_cinema_id,
    };
    // Another cinema may bring the same film at this very moment.
    let taken = OnConflict::column(films::Column::FilmCode).do_nothing().to_owned();
    let rows = films::Entity::insert(row.into_active_model())
        .on_conflict(taken)
        .exec_without_returning(tx)
        .await?;
    Ok((rows == 1).then_some(inserted))
}

/// What the cinema decides about a film that came from it.
fn describe(row: &mut films::Model, film: &wire::Film) {
    let people = |names: &[wire::LocalizedName]| {
        People(names.iter().map(|name| Person { name: name.clone().into() }).collect())
    };
    row.title = film.title.clone().into();
    row.runtime_min = i32::try_from(film.runtime_min).unwrap_or_default();
    row.year = film.released_on.year();
    row.released_on = film.released_on;
    row.original_language = film.original_language.clone();
    row.country = film.country.clone().unwrap_or_default();
    row.directors = people(&film.directors);
    row.actors = people(&film.actors);
    row.synopsis = film.synopsis.clone().map(LocalizedText::from).unwrap_or_default();
    let names = row.directors.0.iter().chain(&row.actors.0).map(|person| &person.name);
    row.search_text = search_text(std::iter::once(&row.title).chain(names));
}

/// A film has every format that one of its codes names.
fn add_format(row: &mut films::Model, film_code: &str) {
    if let Some(format) = format_of(film_code)
        && !row.formats.0.iter().any(|known| known == format)
    {
        row.formats.0.push(format.to_owned());
    }
}

/// The format that the fourth character of a film code names, where the catalogue has a word for
/// it.
fn format_of(film_code: &str) -> Option<&'static str> {
    match film_code.as_bytes().get(3)? {
        b'1' => Some("2d"),
        b'2' => Some("3d"),
        b'3' => Some("imax_2d"),
        b'4' => Some("imax_3d"),
        _ => None,
    }
}
