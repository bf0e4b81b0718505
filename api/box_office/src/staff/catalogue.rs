//! What staff choose from when they plan: films and price tables.

use chrono::NaiveDate;
use database::Tx;
use domain::schedule::SessionPrices;
use domain::text::LocalizedText;
use sea_orm::{ConnectionTrait, DbErr};

use super::{Fault, StaffError, StaffResult, ZonePrice, check_prices, localized, unsigned};
use crate::schedule::{prices_json, read_prices};
use crate::sql;

/// Zones that one price table may have.
const MAX_ZONES: usize = 50;

/// Price tables that one cinema may have.
const MAX_TABLES: i64 = 100;

/// A film that can be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannableFilm {
    pub film_code: String,
    pub title: LocalizedText,
    pub runtime_min: u32,
    pub formats: Vec<String>,
    pub released_on: NaiveDate,
}

/// Prices to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceTable {
    pub price_code: String,
    pub name: LocalizedText,
    pub zone_prices: SessionPrices,
}

/// Films whose title or code contains `query`, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn films(db: &impl ConnectionTrait, query: &str) -> StaffResult<Vec<PlannableFilm>> {
    let sql = "SELECT film_code, title_zh, title_en, runtime_min, formats, released_on
        FROM bo_films ORDER BY released_on DESC, film_code";
    let query = query.trim().to_lowercase();
    let mut films = Vec::new();
    for row in sql::query_all(db, sql, []).await? {
        let film = PlannableFilm {
            film_code: row.try_get("", "film_code")?,
            title: localized(&row, "title_zh", "title_en")?,
            runtime_min: unsigned(&row, "runtime_min")?,
            formats: sql::from_json(&row.try_get::<String>("", "formats")?)?,
            released_on: row.try_get("", "released_on")?,
        };
        let words = [&film.title.zh, &film.title.en, &film.film_code];
        if words.iter().any(|word| word.to_lowercase().contains(&query)) {
            films.push(film);
        }
    }
    Ok(films)
}

/// The price tables of a cinema by their codes.
///
/// # Errors
/// When the database refuses.
pub async fn price_tables(
    db: &impl ConnectionTrait,
    cinema_code: &str,
) -> StaffResult<Vec<PriceTable>> {
    let sql = "SELECT price_code, name_zh, name_en, zone_prices FROM bo_price_tables
        WHERE cinema_code = $1 ORDER BY price_code";
    let rows = sql::query_all(db, sql, [cinema_code.into()]).await?;
    let tables = rows.iter().map(|row| {
        Ok(PriceTable {
            price_code: row.try_get("", "price_code")?,
            name: localized(row, "name_zh", "name_en")?,
            zone_prices: read_prices(&row.try_get::<String>("", "zone_prices")?)?,
        })
    });
    Ok(tables.collect::<Result<_, DbErr>>()?)
}

/// Adds a price table, or replaces the one of that code. Sessions keep the prices that they have.
///
/// # Errors
/// [`StaffError::Invalid`].
pub async fn save_price_table(
    tx: &Tx,
    cinema_code: &str,
    price_code: &str,
    name: &LocalizedText,
    zone_prices: &[ZonePrice],
) -> StaffResult<PriceTable> {
    let mut faults = Vec::new();
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
    if !(1..=40).contains(&price_code.len()) || !price_code.chars().all(is_letter) {
        let detail = "A code has 1 to 40 letters a to z, digits, dashes and underscores.";
        faults.push(Fault::new("/price_code", "code", detail));
    }
    if !(1..=MAX_ZONES).contains(&zone_prices.len()) {
        faults.push(Fault::new("/zone_prices", "length", format!("From 1 to {MAX_ZONES}.")));
    }
    for (at, (zone, _)) in zone_prices.iter().enumerate() {
        if !(1..=16).contains(&zone.chars().count()) {
            let pointer = format!("/zone_prices/{at}/zone");
            faults.push(Fault::new(pointer, "zone", "From 1 to 16 characters."));
        }
    }
    let prices = check_prices(zone_prices, None);
    let prices = match prices {
        Ok(prices) if faults.is_empty() => prices,
        prices => {
            faults.extend(prices.err().unwrap_or_default());
            return Err(StaffError::Invalid(faults));
        }
    };
    let cinema = super::Cinema::take(tx, cinema_code).await?;
    let count = "SELECT count(*) AS tables FROM bo_price_tables
        WHERE cinema_code = $1 AND price_code <> $2";
    let key = || [cinema.cinema_code.as_str().into(), price_code.into()];
    let others = sql::query_one(tx, count, key()).await?;
    let others = others.map_or(Ok(0), |row| row.try_get::<i64>("", "tables"))?;
    if others >= MAX_TABLES {
        let detail = format!("A cinema has at most {MAX_TABLES} price tables.");
        return Err(StaffError::invalid("/price_code", "count", detail));
    }
    let save =
        "INSERT INTO bo_price_tables (cinema_code, price_code, name_zh, name_en, zone_prices)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (cinema_code, price_code) DO UPDATE SET name_zh = excluded.name_zh,
            name_en = excluded.name_en, zone_prices = excluded.zone_prices";
    let [cinema, code] = key();
    let (zh, en) = (name.zh.as_str().into(), name.en.as_str().into());
    sql::execute(tx, save, [cinema, code, zh, en, prices_json(&prices)?.into()]).await?;
    Ok(PriceTable { price_code: price_code.to_owned(), name: name.clone(), zone_prices: prices })
}

/// Deletes a price table; sessions keep the prices that they have.
///
/// # Errors
/// [`StaffError::NotFound`].
pub async fn delete_price_table(tx: &Tx, cinema_code: &str, price_code: &str) -> StaffResult<()> {
    let sql = "DELETE FROM bo_price_tables WHERE cinema_code = $1 AND price_code = $2";
    let values = [cinema_code.into(), price_code.into()];
    match sql::execute(tx, sql, values).await?.rows_affected() {
        0 => Err(StaffError::NotFound("price table")),
        _ => Ok(()),
    }
}
