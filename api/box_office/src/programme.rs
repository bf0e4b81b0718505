//! What a cinema is and plays, as the published interface tells it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::calendar::cinema_date;
use domain::money::Money;
use domain::text::LocalizedText;
use gateways::cinema::wire::{
    Capabilities, Cinema, CinemaStatus, Film, Films, INTERFACE_VERSION, LocalizedName, LockLimits,
    OptionalFeature, Screen, Screens, SeatPlan, ZonePrice,
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Deserialize;

use crate::Core;
use crate::sql;

mod sessions;

pub(crate) use sessions::{MAX_PAGE, SessionQuery, sessions};

/// The shortest lock that may be asked for, in seconds.
const MIN_LOCK_TTL_S: u32 = 1;

/// A cinema's own settings that reads depend on.
pub(crate) struct Settings {
    zone: Tz,
    max_seats: u32,
}

/// `None` when no such cinema sells through this box office.
pub(crate) async fn settings(
    db: &impl ConnectionTrait,
    cinema_code: &str,
) -> Result<Option<Settings>, DbErr> {
    let sql = "SELECT zone, max_seats FROM bo_cinemas WHERE cinema_code = $1";
    let Some(row) = sql::query_one(db, sql, [cinema_code.into()]).await? else {
        return Ok(None);
    };
    let zone: String = row.try_get("", "zone")?;
    let zone = zone.parse().map_err(|_| DbErr::Custom(format!("unknown zone {zone}")))?;
    Ok(Some(Settings { zone, max_seats: count(&row, "max_seats")? }))
}

/// Codes of the cinemas that sell through this box office, sorted.
pub(crate) async fn cinema_codes(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT cinema_code FROM bo_cinemas ORDER BY cinema_code";
    let rows = sql::query_all(db, sql, []).await?;
    rows.iter().map(|row| row.try_get("", "cinema_code")).collect()
}

/// The day from which each film that was loaded before is shown, by its code.
///
/// # Errors
/// When the database refuses.
pub async fn release_days(db: &impl ConnectionTrait) -> Result<HashMap<String, NaiveDate>, DbErr> {
    let rows = sql::query_all(db, "SELECT film_code, released_on FROM bo_films", []).await?;
    let day =
        |row: &QueryResult| Ok((row.try_get("", "film_code")?, row.try_get("", "released_on")?));
    rows.iter().map(day).collect()
}

/// What the box office can do for a cinema.
pub(crate) async fn capabilities(
    core: &Core,
    cinema_code: &str,
    pushes: bool,
) -> Result<Option<Capabilities>, DbErr> {
    let Some(settings) = settings(&core.db, cinema_code).await? else {
        return Ok(None);
    };
    let max = core.config.max_lock_ttl_s;
    let mut optional =
        vec![OptionalFeature::ExtendLock, OptionalFeature::Exchange, OptionalFeature::CheckIn];
    if pushes {
        optional.push(OptionalFeature::Push);
    }
    Ok(Some(Capabilities {
        interface_version: INTERFACE_VERSION.to_owned(),
        system: format!("Marquee box office {}", env!("CARGO_PKG_VERSION")),
        now: core.now(),
        lock_limits: LockLimits {
            min_ttl_seconds: MIN_LOCK_TTL_S,
            default_ttl_seconds: max,
            max_ttl_seconds: max,
        },
        max_seats_per_lock: settings.max_seats,
        optional,
    }))
}

/// The cinema itself.
pub(crate) async fn cinema(core: &Core, cinema_code: &str) -> Result<Option<Cinema>, DbErr> {
    let sql = "SELECT c.cinema_code, c.name_zh, c.name_en, c.address_zh, c.address_en, c.phone,
            c.latitude_e6, c.longitude_e6, c.zone, c.sales_stop_min, c.refund_stop_min,
            (SELECT count(*) FROM bo_screens s WHERE s.cinema_code = c.cinema_code) AS screen_count
        FROM bo_cinemas c WHERE c.cinema_code = $1";
    let Some(row) = sql::query_one(&core.db, sql, [cinema_code.into()]).await? else {
        return Ok(None);
    };
    let degrees = |column: &str| -> Result<Option<i32>, DbErr> {
        let millionths: Option<i64> = row.try_get("", column)?;
        Ok(millionths.and_then(|millionths| i32::try_from(millionths).ok()))
    };
    let phone: String = row.try_get("", "phone")?;
    let refund_stop_min: Option<i64> = row.try_get("", "refund_stop_min")?;
    Ok(Some(Cinema {
        cinema_code: row.try_get("", "cinema_code")?,
        name: name(&row, "name")?,
        address: name(&row, "address")?,
        latitude_e6: degrees("latitude_e6")?,
        longitude_e6: degrees("longitude_e6")?,
        phone: Some(phone).filter(|phone| !phone.is_empty()),
        timezone: row.try_get("", "zone")?,
        status: CinemaStatus::Open,
        screen_count: count(&row, "screen_count")?,
        sales_stop_min: count(&row, "sales_stop_min")?,
        refund_stop_min: refund_stop_min.and_then(|minutes| u32::try_from(minutes).ok()),
    }))
}

/// The halls with the version of their plan that is in force on `today`, the cinema's business
/// date. The version counts within the hall.
pub(crate) async fn screens(core: &Core, cinema_code: &str) -> Result<Option<Screens>, DbErr> {
    let Some(today) = today(core, cinema_code).await? else {
        return Ok(None);
    };
    let sql = "SELECT s.screen_code, s.name_zh, s.name_en, s.hall_type, s.cleaning_min,
            COALESCE(p.plan_code, s.plan_code) AS plan_code,
            COALESCE(p.plan_version, s.plan_version) AS plan_version,
            COALESCE(p.version, s.plan_version) AS version
        FROM bo_screens s
        LEFT JOIN bo_screen_plans p
            ON p.cinema_code = s.cinema_code AND p.screen_code = s.screen_code AND p.version =
                (SELECT max(q.version) FROM bo_screen_plans q WHERE q.cinema_code = s.cinema_code
                    AND q.screen_code = s.screen_code AND q.effective_on <= $2)
        WHERE s.cinema_code = $1 ORDER BY s.screen_code";
    let mut items = Vec::new();
    for row in sql::query_all(&core.db, sql, [cinema_code.into(), today.into()]).await? {
        let plan_code: String = row.try_get("", "plan_code")?;
        let plan_version: i64 = row.try_get("", "plan_version")?;
        let plan = core.plans.get(&core.db, &plan_code, plan_version).await?;
        items.push(Screen {
            screen_code: row.try_get("", "screen_code")?,
            name: name(&row, "name")?,
            hall_type: row.try_get("", "hall_type")?,
            seat_count: u32::try_from(plan.usable_count()).unwrap_or(u32::MAX),
            seat_plan_version: row.try_get("", "version")?,
            cleaning_min: count(&row, "cleaning_min")?,
        });
    }
    Ok(Some(Screens { items }))
}

/// One version of a hall's seats, by default the one in force today. `None` when there is no such
/// hall or version, or when its plan was loaded before plans were kept whole.
pub(crate) async fn seat_plan(
    core: &Core,
    cinema_code: &str,
    screen_code: &str,
    version: Option<i64>,
) -> Result<Option<SeatPlan>, DbErr> {
    let Some(today) = today(core, cinema_code).await? else {
        return Ok(None);
    };
    let (condition, last) = match version {
        Some(version) => ("p.version = $3", version.into()),
        None => ("p.effective_on <= $3", today.into()),
    };
    let sql = format!(
        "SELECT p.version, p.effective_on, b.layout FROM bo_screen_plans p
        JOIN bo_plans b ON b.plan_code = p.plan_code AND b.version = p.plan_version
        WHERE p.cinema_code = $1 AND p.screen_code = $2 AND {condition}
        ORDER BY p.version DESC LIMIT 1"
    );
    let values = [cinema_code.into(), screen_code.into(), last];
    let Some(row) = sql::query_one(&core.db, sql, values).await? else {
        return Ok(None);
    };
    let layout: String = row.try_get("", "layout")?;
    if layout.is_empty() {
        return Ok(None);
    }
    Ok(Some(SeatPlan {
        screen_code: screen_code.to_owned(),
        version: row.try_get("", "version")?,
        effective_on: row.try_get("", "effective_on")?,
        layout: sql::from_json(&layout)?,
    }))
}

/// Films that have a session between two business dates, both included: one for each code that a
/// session names, so one for each format that is shown.
pub(crate) async fn films(
    core: &Core,
    cinema_code: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Films, DbErr> {
    let sql = "SELECT s.film_code, f.title_zh, f.title_en, f.runtime_min, f.released_on,
            f.original_language, f.country, f.directors, f.actors, f.synopsis_zh, f.synopsis_en
        FROM (SELECT DISTINCT film_code FROM bo_sessions
            WHERE cinema_code = $1 AND business_date >= $2 AND business_date <= $3) s
        JOIN bo_films f
            ON f.film_code = substr(s.film_code, 1, 3) || '1' || substr(s.film_code, 5)
        ORDER BY s.film_code";
    let values = [cinema_code.into(), from.into(), to.into()];
    let rows = sql::query_all(&core.db, sql, values).await?;
    let items = rows.iter().map(film).collect::<Result<_, _>>()?;
    Ok(Films { items })
}

fn film(row: &QueryResult) -> Result<Film, DbErr> {
    let people = |column: &str| -> Result<Vec<LocalizedName>, DbErr> {
        let people: Vec<LocalizedText> = sql::from_json(&row.try_get::<String>("", column)?)?;
        Ok(people.into_iter().map(LocalizedName::from).collect())
    };
    let country: String = row.try_get("", "country")?;
    let synopsis = name(row, "synopsis")?;
    Ok(Film {
        film_code: row.try_get("", "film_code")?,
        title: name(row, "title")?,
        runtime_min: count(row, "runtime_min")?,
        released_on: row.try_get("", "released_on")?,
        original_language: row.try_get("", "original_language")?,
        country: Some(country).filter(|country| !country.is_empty()),
        directors: people("directors")?,
        actors: people("actors")?,
        synopsis: Some(synopsis).filter(|synopsis| !synopsis.zh.is_empty()),
    })
}

/// The cinema's business date now; `None` when there is no such cinema.
async fn today(core: &Core, cinema_code: &str) -> Result<Option<NaiveDate>, DbErr> {
    let settings = settings(&core.db, cinema_code).await?;
    Ok(settings.map(|settings| cinema_date(core.now(), settings.zone)))
}

/// Prices of a zone as stored.
#[derive(Deserialize)]
struct StoredPrice {
    ticket_minor: i64,
    screen_fee_minor: i64,
}

fn zone_prices(text: &str) -> Result<BTreeMap<String, ZonePrice>, DbErr> {
    let stored: BTreeMap<String, StoredPrice> = sql::from_json(text)?;
    let price = |(zone, price): (String, StoredPrice)| {
        let price = ZonePrice {
            ticket_price: Money::fen(price.ticket_minor),
            screen_service_fee: Money::fen(price.screen_fee_minor),
        };
        (zone, price)
    };
    Ok(stored.into_iter().map(price).collect())
}

/// `<column>_zh` and `<column>_en`.
fn name(row: &QueryResult, column: &str) -> Result<LocalizedName, DbErr> {
    let en: String = row.try_get("", &format!("{column}_en"))?;
    Ok(LocalizedName {
        zh: row.try_get("", &format!("{column}_zh"))?,
        en: Some(en).filter(|en| !en.is_empty()),
    })
}

/// A number that is never negative.
fn count(row: &QueryResult, column: &str) -> Result<u32, DbErr> {
    let number: i64 = row.try_get("", column)?;
    u32::try_from(number).map_err(|error| DbErr::Type(format!("{column}: {error}")))
}

/// An instant as it stands in a cursor.
fn from_millis(text: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(text.parse().ok()?)
}
