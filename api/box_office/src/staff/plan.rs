//! Planning a session.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use database::Tx;
use domain::calendar::to_milliseconds;
use domain::schedule::{
    self, MAX_DAYS_AHEAD, MAX_SEATS, MAX_STOP_SELL_MIN, MAX_TRAILERS_MIN, SessionPrices, Slot,
    TRAILERS_MIN, code_of_format, film_of_code, is_language_tag, lowest_ticket_minor,
};
use domain::text::LocalizedText;
use sea_orm::{DbErr, QueryResult, Value};
use uuid::Uuid;

use super::sessions::{self, StaffSession};
use super::{
    Cinema, Conflict, Fault, StaffError, StaffResult, ZonePrice, check_prices, localized, unsigned,
};
use crate::schedule::{HallPlan, HallPlans, prices_json};
use crate::sql;

/// What staff want to show.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub screen_code: String,
    /// In whatever format.
    pub film_code: String,
    pub starts_at: DateTime<Utc>,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    /// One for each zone of the hall.
    pub zone_prices: Vec<ZonePrice>,
    /// Sales through the platform stop so many minutes before the start; else as the cinema does.
    pub stop_sell_min: Option<u32>,
    pub max_seats: Option<u32>,
    pub trailers_min: Option<u32>,
}

/// A hall as far as planning needs it.
pub(super) struct Hall {
    pub screen_code: String,
    pub name: LocalizedText,
    pub cleaning_min: u32,
}

/// A film as far as planning needs it.
pub(super) struct Film {
    pub title: LocalizedText,
    pub runtime_min: u32,
    pub formats: Vec<String>,
    pub released_on: NaiveDate,
}

/// A session about to be written.
pub(super) struct Draft {
    pub session_code: String,
    pub hall: Hall,
    pub plan: HallPlan,
    pub film_code: String,
    pub film: LocalizedText,
    pub slot: Slot,
    pub stop_sell_at: DateTime<Utc>,
    pub business_date: NaiveDate,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub max_seats: u32,
    pub prices: SessionPrices,
}

/// Plans a session. `id` names the wish: planned again, it answers the session that it became.
///
/// # Errors
/// [`StaffError::HallOccupied`] with the session that is in the way, [`StaffError::Invalid`].
pub async fn plan_session(
    tx: &Tx,
    cinema_code: &str,
    id: Uuid,
    wish: &NewSession,
    now: DateTime<Utc>,
) -> StaffResult<StaffSession> {
    let cinema = Cinema::take(tx, cinema_code).await?;
    let session_code = session_code(cinema_code, id);
    match sessions::session(tx, cinema_code, &session_code, now).await {
        Err(StaffError::NotFound(_)) => {}
        known => return known,
    }
    let plans = HallPlans::read(tx, cinema_code).await?;
    let draft = draft(tx, &cinema, &plans, session_code, wish, now).await?;
    insert(tx, &cinema, &draft, now).await?;
    sessions::session(tx, cinema_code, &draft.session_code, now).await
}

/// The cinema's code, a letter that the importer never writes there, and chance out of `id`.
pub(super) fn session_code(cinema_code: &str, id: Uuid) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bits = id.as_u128();
    let letter = |at: u32| {
        let value = usize::try_from((bits >> (5 * at)) & 31).unwrap_or_default();
        char::from(LETTERS[value])
    };
    format!("{cinema_code}P{}", (0..11).map(letter).collect::<String>())
}

async fn draft(
    tx: &Tx,
    cinema: &Cinema,
    plans: &HallPlans,
    session_code: String,
    wish: &NewSession,
    now: DateTime<Utc>,
) -> StaffResult<Draft> {
    let hall = hall(tx, &cinema.cinema_code, &wish.screen_code).await?;
    let film = film(tx, &wish.film_code).await?;
    let starts_at = to_milliseconds(wish.starts_at);
    let business_date = cinema.day(starts_at);
    let mut faults = Vec::from_iter(check_start(starts_at, now));
    faults.extend(check_words(&wish.language, wish.subtitles.as_deref()));
    faults.extend(check_film(&film, &wish.format, business_date));
    faults.extend(check_limits(wish.stop_sell_min, wish.max_seats, wish.trailers_min));
    let plan = plan_on(plans, &hall.screen_code, business_date)?;
    let prices = check_prices(&wish.zone_prices, plan.zones());
    let prices = match prices {
        Ok(prices) if faults.is_empty() => prices,
        prices => {
            faults.extend(prices.err().unwrap_or_default());
            return Err(StaffError::Invalid(faults));
        }
    };
    let trailers = wish.trailers_min.unwrap_or(TRAILERS_MIN);
    let stop = wish.stop_sell_min.unwrap_or(cinema.sales_stop_min);
    Ok(Draft {
        session_code,
        plan: plan.clone(),
        film_code: code_of_format(&film_of_code(&wish.film_code), &wish.format),
        film: film.title,
        slot: Slot { starts_at, ends_at: schedule::ends_at(starts_at, trailers, film.runtime_min) },
        stop_sell_at: starts_at - Duration::minutes(i64::from(stop)),
        business_date,
        language: wish.language.clone(),
        subtitles: wish.subtitles.clone(),
        format: wish.format.clone(),
        max_seats: wish.max_seats.unwrap_or(cinema.max_seats),
        prices,
        hall,
    })
}

/// Writes a session, if nobody is in its way.
pub(super) async fn insert(
    tx: &Tx,
    cinema: &Cinema,
    draft: &Draft,
    now: DateTime<Utc>,
) -> StaffResult<()> {
    let day = draft.business_date;
    if let Some(conflict) = conflict(tx, cinema, &draft.hall, draft.slot, day, None).await? {
        return Err(StaffError::HallOccupied(Box::new(conflict)));
    }
    let sql = "INSERT INTO bo_sessions (cinema_code, session_code, screen_code, plan_code,
            plan_version, film_code, film_zh, film_en, hall_zh, hall_en, starts_at, ends_at,
            stop_sell_at, business_date, language, subtitles, format, zone_prices,
            net_service_fee_minor, max_seats, lowest_price_minor, changed_at, status,
            session_version, is_by_hand)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, 'on_sale', 1, TRUE)";
    let values: [Value; 22] = [
        cinema.cinema_code.as_str().into(),
        draft.session_code.as_str().into(),
        draft.hall.screen_code.as_str().into(),
        draft.plan.plan_code.as_str().into(),
        draft.plan.plan_version.into(),
        draft.film_code.as_str().into(),
        draft.film.zh.as_str().into(),
        draft.film.en.as_str().into(),
        draft.hall.name.zh.as_str().into(),
        draft.hall.name.en.as_str().into(),
        draft.slot.starts_at.into(),
        draft.slot.ends_at.into(),
        draft.stop_sell_at.into(),
        draft.business_date.into(),
        draft.language.as_str().into(),
        draft.subtitles.clone().into(),
        draft.format.as_str().into(),
        prices_json(&draft.prices)?.into(),
        cinema.net_service_fee_minor.into(),
        i64::from(draft.max_seats).into(),
        lowest_ticket_minor(&draft.prices).into(),
        now.into(),
    ];
    sql::execute(tx, sql, values).await?;
    Ok(())
}

/// A session of the hall that wants it at the same time, whatever business day it belongs to.
pub(super) async fn conflict(
    tx: &Tx,
    cinema: &Cinema,
    hall: &Hall,
    slot: Slot,
    day: NaiveDate,
    except: Option<i64>,
) -> Result<Option<Conflict>, DbErr> {
    // No session is longer than a day, so two days around are enough, and the index finds them.
    let sql = "SELECT session_code, film_zh, film_en, starts_at, ends_at FROM bo_sessions
        WHERE cinema_code = $1 AND business_date BETWEEN $2 AND $3 AND screen_code = $4
            AND status = 'on_sale' AND session_id <> $5
        ORDER BY starts_at";
    let around = Duration::days(2);
    let values = [
        cinema.cinema_code.as_str().into(),
        (day - around).into(),
        (day + around).into(),
        hall.screen_code.as_str().into(),
        except.unwrap_or_default().into(),
    ];
    for row in sql::query_all(tx, sql, values).await? {
        let other = read_conflict(&row)?;
        let taken = Slot { starts_at: other.starts_at, ends_at: other.ends_at };
        if slot.meets(taken, hall.cleaning_min) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

fn read_conflict(row: &QueryResult) -> Result<Conflict, DbErr> {
    Ok(Conflict {
        session_code: row.try_get("", "session_code")?,
        film: localized(row, "film_zh", "film_en")?,
        starts_at: row.try_get("", "starts_at")?,
        ends_at: row.try_get("", "ends_at")?,
    })
}

pub(super) async fn hall(tx: &Tx, cinema_code: &str, screen_code: &str) -> StaffResult<Hall> {
    let sql = "SELECT name_zh, name_en, cleaning_min FROM bo_screens
        WHERE cinema_code = $1 AND screen_code = $2";
    let row = sql::query_one(tx, sql, [cinema_code.into(), screen_code.into()]).await?;
    let unknown = || StaffError::invalid("/screen_code", "unknown", "There is no such hall.");
    let row = row.ok_or_else(unknown)?;
    Ok(Hall {
        screen_code: screen_code.to_owned(),
        name: localized(&row, "name_zh", "name_en")?,
        cleaning_min: unsigned(&row, "cleaning_min")?,
    })
}

pub(super) async fn film(tx: &Tx, film_code: &str) -> StaffResult<Film> {
    let unknown = || StaffError::invalid("/film_code", "unknown", "There is no such film.");
    find_film(tx, film_code).await?.ok_or_else(unknown)
}

pub(super) async fn find_film(tx: &Tx, film_code: &str) -> Result<Option<Film>, DbErr> {
    let sql = "SELECT title_zh, title_en, runtime_min, formats, released_on FROM bo_films
        WHERE film_code = $1";
    let Some(row) = sql::query_one(tx, sql, [film_of_code(film_code).into()]).await? else {
        return Ok(None);
    };
    Ok(Some(Film {
        title: localized(&row, "title_zh", "title_en")?,
        runtime_min: unsigned(&row, "runtime_min")?,
        formats: sql::from_json(&row.try_get::<String>("", "formats")?)?,
        released_on: row.try_get("", "released_on")?,
    }))
}

/// The plan by which a hall sells on a business date.
pub(super) fn plan_on<'a>(
    plans: &'a HallPlans,
    screen_code: &str,
    day: NaiveDate,
) -> StaffResult<&'a HallPlan> {
    let none = || StaffError::invalid("/starts_at", "plan", "The hall has no seats on that day.");
    plans.on(screen_code, day).ok_or_else(none)
}

pub(super) fn check_start(starts_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<Fault> {
    let detail = match starts_at {
        at if at <= now => "A session starts in the future.",
        at if at > now + Duration::days(MAX_DAYS_AHEAD) => "That is too far ahead.",
        _ => return None,
    };
    Some(Fault::new("/starts_at", "time", detail))
}

pub(super) fn check_words(language: &str, subtitles: Option<&str>) -> Vec<Fault> {
    let words = [("/language", Some(language)), ("/subtitles", subtitles)];
    let wrong = words.into_iter().filter(|(_, tag)| tag.is_some_and(|tag| !is_language_tag(tag)));
    wrong.map(|(at, _)| Fault::new(at, "language", "That is no language tag.")).collect()
}

pub(super) fn check_film(film: &Film, format: &str, day: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !film.formats.iter().any(|known| known == format) {
        let detail = format!("The film has no format {format}.");
        faults.push(Fault::new("/format", "format", detail));
    }
    if day < film.released_on {
        let detail = format!("The film is released on {}.", film.released_on);
        faults.push(Fault::new("/starts_at", "release", detail));
    }
    faults
}

pub(super) fn check_limits(
    stop_sell_min: Option<u32>,
    max_seats: Option<u32>,
    trailers_min: Option<u32>,
) -> Vec<Fault> {
    let limits = [
        ("/stop_sell_min", stop_sell_min, 0, MAX_STOP_SELL_MIN),
        ("/max_seats", max_seats, 1, MAX_SEATS),
        ("/trailers_min", trailers_min, 0, MAX_TRAILERS_MIN),
    ];
    let mut faults = Vec::new();
    for (pointer, value, least, most) in limits {
        if value.is_some_and(|value| !(least..=most).contains(&value)) {
            faults.push(Fault::new(pointer, "range", format!("From {least} to {most}.")));
        }
    }
    faults
}
