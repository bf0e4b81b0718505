//! The cinema itself, its films, halls, plans and price tables.

use std::collections::HashMap;

use chrono::NaiveDate;
use database::Tx;
use domain::schedule::{SessionPrices, complete_prices};
use domain::seating::SeatPlan;
use sea_orm::{ConnectionTrait, DbErr, Value};
use serde::Serialize;

use super::{CinemaLoad, FilmLoad, LoadError, PlanLoad, SeatLoad, prices_json};
use crate::sql::{self, Column};

/// The first plan of a hall holds from the beginning.
fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

pub(super) async fn save_cinema(tx: &Tx, cinema: &CinemaLoad) -> Result<(), DbErr> {
    let columns = [
        "name_zh",
        "name_en",
        "zone",
        "take_back_stop_min",
        "address_zh",
        "address_en",
        "phone",
        "latitude_e6",
        "longitude_e6",
        "sales_stop_min",
        "refund_stop_min",
        "max_seats",
        "net_service_fee_minor",
    ];
    let sets: Vec<_> = columns.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let sql = format!(
        "INSERT INTO bo_cinemas (cinema_code, {})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (cinema_code) DO UPDATE SET {}",
        columns.join(", "),
        sets.join(", ")
    );
    let location = cinema.location;
    let values: [Value; 14] = [
        cinema.cinema_code.as_str().into(),
        cinema.name.zh.as_str().into(),
        cinema.name.en.as_str().into(),
        cinema.zone.name().into(),
        i64::from(cinema.take_back_stop_min).into(),
        cinema.address.zh.as_str().into(),
        cinema.address.en.as_str().into(),
        cinema.phone.as_str().into(),
        location.map(|place| i64::from(place.latitude_e6)).into(),
        location.map(|place| i64::from(place.longitude_e6)).into(),
        i64::from(cinema.sales_stop_min).into(),
        cinema.refund_stop_min.map(i64::from).into(),
        i64::from(cinema.max_seats).into(),
        cinema.net_service_fee.amount_minor.into(),
    ];
    sql::execute(tx, sql, values).await.map(drop)
}

#[derive(Serialize)]
struct FilmRow<'a> {
    film_code: &'a str,
    title_zh: &'a str,
    title_en: &'a str,
    runtime_min: u32,
    released_on: NaiveDate,
    original_language: &'a str,
    country: &'a str,
    directors: String,
    actors: String,
    formats: String,
    synopsis_zh: &'a str,
    synopsis_en: &'a str,
}

impl<'a> FilmRow<'a> {
    fn new(film: &'a FilmLoad) -> Result<Self, DbErr> {
        Ok(Self {
            film_code: &film.film_code,
            title_zh: &film.title.zh,
            title_en: &film.title.en,
            runtime_min: film.runtime_min,
            released_on: film.released_on,
            original_language: &film.original_language,
            country: &film.country,
            directors: sql::json(&film.directors)?,
            actors: sql::json(&film.actors)?,
            formats: sql::json(&film.formats)?,
            synopsis_zh: &film.synopsis.zh,
            synopsis_en: &film.synopsis.en,
        })
    }
}

const FILM_COLUMNS: [(&str, Column); 12] = [
    ("film_code", Column::Text),
    ("title_zh", Column::Text),
    ("title_en", Column::Text),
    ("runtime_min", Column::Integer),
    ("released_on", Column::Day),
    ("original_language", Column::Text),
    ("country", Column::Text),
    ("directors", Column::Text),
    ("actors", Column::Text),
    ("formats", Column::Text),
    ("synopsis_zh", Column::Text),
    ("synopsis_en", Column::Text),
];

pub(super) async fn save_films(tx: &Tx, films: &[FilmLoad]) -> Result<(), DbErr> {
    let names: Vec<&str> = FILM_COLUMNS.iter().map(|(name, _)| *name).collect();
    let sets: Vec<_> = names[1..].iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let rows = sql::rows(tx.get_database_backend(), 1, &FILM_COLUMNS);
    let sql = format!(
        "INSERT INTO bo_films ({names}) SELECT {names} FROM {rows} WHERE true
        ON CONFLICT (film_code) DO UPDATE SET {sets}",
        names = names.join(", "),
        sets = sets.join(", ")
    );
    for films in films.chunks(super::CHUNK) {
        let films = films.iter().map(FilmRow::new).collect::<Result<Vec<_>, _>>()?;
        sql::execute(tx, sql.as_str(), [sql::json(&films)?.into()]).await?;
    }
    Ok(())
}

/// The seats of a plan as selling needs them, sorted.
pub(crate) fn seats_json(plan: &SeatPlan) -> Result<String, DbErr> {
    let seats = plan.seats.iter().map(|seat| SeatLoad {
        seat_code: seat.seat_code.clone(),
        zone: seat.zone.clone(),
        is_usable: seat.is_usable,
    });
    let mut seats: Vec<_> = seats.collect();
    seats.sort();
    sql::json(&seats)
}

/// Adds a plan. One that is known must be the same; where it was kept without its layout, that is
/// filled in.
pub(crate) async fn save_plan(tx: &Tx, plan: &PlanLoad) -> Result<(), LoadError> {
    let (seats, layout) = (seats_json(&plan.plan)?, sql::json(&plan.plan)?);
    let insert = "INSERT INTO bo_plans (plan_code, version, seats, layout) VALUES ($1, $2, $3, $4)
        ON CONFLICT (plan_code, version) DO UPDATE SET layout = excluded.layout
        WHERE bo_plans.layout = '' AND bo_plans.seats = excluded.seats";
    let key: [Value; 2] = [plan.plan_code.as_str().into(), plan.version.into()];
    let values = [key[0].clone(), key[1].clone(), seats.as_str().into(), layout.as_str().into()];
    sql::execute(tx, insert, values).await?;
    let select = "SELECT seats, layout FROM bo_plans WHERE plan_code = $1 AND version = $2";
    if let Some(row) = sql::query_one(tx, select, key).await? {
        let stored: (String, String) = (row.try_get("", "seats")?, row.try_get("", "layout")?);
        if stored == (seats, layout) {
            return Ok(());
        }
    }
    Err(LoadError::PlanChanged { plan_code: plan.plan_code.clone(), version: plan.version })
}

#[derive(Serialize)]
struct ScreenRow<'a> {
    screen_code: &'a str,
    name_zh: &'a str,
    name_en: &'a str,
    hall_type: &'a str,
    cleaning_min: u32,
    plan_code: &'a str,
    plan_version: i64,
    plan_effective_on: NaiveDate,
}

const SCREEN_COLUMNS: [(&str, Column); 8] = [
    ("screen_code", Column::Text),
    ("name_zh", Column::Text),
    ("name_en", Column::Text),
    ("hall_type", Column::Text),
    ("cleaning_min", Column::Integer),
    ("plan_code", Column::Text),
    ("plan_version", Column::Integer),
    ("plan_effective_on", Column::Day),
];

/// Saves the halls. A plan that the hall never had becomes its newest; one that it had before
/// changes nothing, because staff may have made a newer one since.
pub(super) async fn save_screens(tx: &Tx, cinema: &CinemaLoad) -> Result<(), DbErr> {
    let screens: Vec<_> = cinema
        .screens
        .iter()
        .map(|screen| ScreenRow {
            screen_code: &screen.screen_code,
            name_zh: &screen.name.zh,
            name_en: &screen.name.en,
            hall_type: &screen.hall_type,
            cleaning_min: screen.cleaning_min,
            plan_code: &screen.plan_code,
            plan_version: screen.plan_version,
            plan_effective_on: screen.plan_effective_on,
        })
        .collect();
    let rows = sql::rows(tx.get_database_backend(), 2, &SCREEN_COLUMNS);
    let json = sql::json(&screens)?;
    let save = format!(
        "INSERT INTO bo_screens
            (cinema_code, screen_code, name_zh, name_en, hall_type, cleaning_min, plan_code,
            plan_version)
        SELECT $1, screen_code, name_zh, name_en, hall_type, cleaning_min, plan_code, plan_version
        FROM {rows}
        WHERE true
        ON CONFLICT (cinema_code, screen_code) DO UPDATE SET name_zh = excluded.name_zh,
            name_en = excluded.name_en, hall_type = excluded.hall_type,
            cleaning_min = excluded.cleaning_min"
    );
    let code = cinema.cinema_code.as_str();
    sql::execute(tx, save, [code.into(), json.as_str().into()]).await?;
    let versions = format!(
        "INSERT INTO bo_screen_plans
            (cinema_code, screen_code, version, plan_code, plan_version, effective_on)
        SELECT $1, r.screen_code, coalesce(p.newest + 1, r.plan_version), r.plan_code,
            r.plan_version, CASE WHEN p.newest IS NULL THEN $3 ELSE r.plan_effective_on END
        FROM {rows}
        LEFT JOIN (SELECT screen_code, max(version) AS newest FROM bo_screen_plans
            WHERE cinema_code = $1 GROUP BY screen_code) AS p ON p.screen_code = r.screen_code
        WHERE NOT EXISTS (SELECT 1 FROM bo_screen_plans AS h
            WHERE h.cinema_code = $1 AND h.screen_code = r.screen_code
                AND h.plan_code = r.plan_code AND h.plan_version = r.plan_version)"
    );
    let values = [code.into(), json.as_str().into(), beginning().into()];
    let added = sql::execute(tx, versions, values).await?.rows_affected();
    if added > 0 {
        let newest = format!(
            "UPDATE bo_screens SET (plan_code, plan_version) = (
                SELECT p.plan_code, p.plan_version FROM bo_screen_plans AS p
                WHERE p.cinema_code = bo_screens.cinema_code
                    AND p.screen_code = bo_screens.screen_code
                ORDER BY p.version DESC LIMIT 1)
            WHERE cinema_code = $1 AND screen_code IN (SELECT screen_code FROM {rows})"
        );
        sql::execute(tx, newest, [code.into(), json.into()]).await?;
    }
    Ok(())
}

#[derive(Serialize)]
struct PriceTableRow<'a> {
    price_code: &'a str,
    name_zh: &'a str,
    name_en: &'a str,
    zone_prices: String,
}

/// Suggests price tables, once in a cinema's life: from then on they are the staff's.
pub(super) async fn save_price_tables(tx: &Tx, cinema: &CinemaLoad) -> Result<(), DbErr> {
    if cinema.price_tables.is_empty() {
        return Ok(());
    }
    let first = "UPDATE bo_cinemas SET has_price_tables = TRUE
        WHERE cinema_code = $1 AND NOT has_price_tables";
    let code = cinema.cinema_code.as_str();
    if sql::execute(tx, first, [code.into()]).await?.rows_affected() == 0 {
        return Ok(());
    }
    let mut tables = Vec::new();
    for table in &cinema.price_tables {
        tables.push(PriceTableRow {
            price_code: &table.price_code,
            name_zh: &table.name.zh,
            name_en: &table.name.en,
            zone_prices: prices_json(&table.zone_prices)?,
        });
    }
    let columns = [
        ("price_code", Column::Text),
        ("name_zh", Column::Text),
        ("name_en", Column::Text),
        ("zone_prices", Column::Text),
    ];
    let rows = sql::rows(tx.get_database_backend(), 2, &columns);
    let sql = format!(
        "INSERT INTO bo_price_tables (cinema_code, price_code, name_zh, name_en, zone_prices)
        SELECT $1, price_code, name_zh, name_en, zone_prices FROM {rows}
        WHERE true
        ON CONFLICT (cinema_code, price_code) DO NOTHING"
    );
    sql::execute(tx, sql, [code.into(), sql::json(&tables)?.into()]).await.map(drop)
}

/// One version of a hall's plan.
#[derive(Clone, Debug)]
pub(crate) struct HallPlan {
    pub version: i64,
    pub plan_code: String,
    pub plan_version: i64,
    pub effective_on: NaiveDate,
    zones: Vec<String>,
}

impl HallPlan {
    /// The zones that need a price; `None` where the plan was never kept whole.
    pub(crate) fn zones(&self) -> Option<&[String]> {
        (!self.zones.is_empty()).then_some(&self.zones)
    }

    /// Prices for exactly the zones of this plan; as they are where the zones are not known.
    pub(crate) fn complete(&self, prices: &SessionPrices) -> SessionPrices {
        if self.zones.is_empty() {
            return prices.clone();
        }
        complete_prices(prices, self.zones.iter().map(String::as_str))
    }
}

/// Every version of the plans of a cinema's halls, the newest first.
pub(crate) struct HallPlans(HashMap<String, Vec<HallPlan>>);

impl HallPlans {
    pub(crate) async fn read(db: &impl ConnectionTrait, cinema_code: &str) -> Result<Self, DbErr> {
        let sql = "SELECT h.screen_code, h.version, h.plan_code, h.plan_version, h.effective_on,
                p.layout
            FROM bo_screen_plans h
            JOIN bo_plans p ON p.plan_code = h.plan_code AND p.version = h.plan_version
            WHERE h.cinema_code = $1 ORDER BY h.screen_code, h.version DESC";
        let mut halls: HashMap<String, Vec<HallPlan>> = HashMap::new();
        for row in sql::query_all(db, sql, [cinema_code.into()]).await? {
            let layout: String = row.try_get("", "layout")?;
            let zones = match layout.as_str() {
                "" => Vec::new(),
                text => {
                    let plan: SeatPlan = sql::from_json(text)?;
                    plan.zones.into_iter().map(|zone| zone.id).collect()
                }
            };
            let plan = HallPlan {
                version: row.try_get("", "version")?,
                plan_code: row.try_get("", "plan_code")?,
                plan_version: row.try_get("", "plan_version")?,
                effective_on: row.try_get("", "effective_on")?,
                zones,
            };
            halls.entry(row.try_get("", "screen_code")?).or_default().push(plan);
        }
        Ok(Self(halls))
    }

    /// The plan that a hall has on a business date: of those that hold by then, the newest.
    pub(crate) fn on(&self, screen_code: &str, day: NaiveDate) -> Option<&HallPlan> {
        self.0.get(screen_code)?.iter().find(|plan| plan.effective_on <= day)
    }

    /// One version of a hall's plans, by the plan that is behind it.
    pub(crate) fn of_hall(
        &self,
        screen_code: &str,
        plan_code: &str,
        plan_version: i64,
    ) -> Option<&HallPlan> {
        let mut plans = self.0.get(screen_code)?.iter();
        plans.find(|plan| plan.plan_code == plan_code && plan.plan_version == plan_version)
    }
}
