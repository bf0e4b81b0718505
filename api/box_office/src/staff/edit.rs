//! Changing a session that is planned.

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::calendar::to_milliseconds;
use domain::schedule::{
    SessionFacts, SessionPrices, Slot, code_of_format, film_of_code, judge_edit,
    lowest_ticket_minor,
};
use domain::text::LocalizedText;
use sea_orm::{DbErr, Value};

use super::plan::{self, Hall};
use super::sessions::{self, Keep, Row, StaffSession};
use super::{Cinema, StaffError, StaffResult, ZonePrice, check_prices};
use crate::schedule::{HallPlan, HallPlans, prices_json};
use crate::sql;

/// What shall become of a session; what is not named stays.
#[derive(Clone, Debug, Default)]
pub struct EditSession {
    /// The version that staff saw.
    pub session_version: i64,
    pub screen_code: Option<String>,
    pub film_code: Option<String>,
    pub starts_at: Option<DateTime<Utc>>,
    pub language: Option<String>,
    /// `Some(None)` takes the subtitles away.
    pub subtitles: Option<Option<String>>,
    pub format: Option<String>,
    pub zone_prices: Option<Vec<ZonePrice>>,
    pub stop_sell_min: Option<u32>,
    pub max_seats: Option<u32>,
}

/// A session as it shall be.
struct After {
    facts: SessionFacts,
    hall: Hall,
    film: LocalizedText,
    plan: Option<HallPlan>,
}

/// Changes a session.
///
/// # Errors
/// [`StaffError::Stale`] when somebody changed it since it was read, [`StaffError::HasSales`] when
/// film, hall or time would change under somebody's seats, [`StaffError::HallOccupied`].
pub async fn edit(
    tx: &Tx,
    cinema_code: &str,
    session_code: &str,
    wish: &EditSession,
    now: DateTime<Utc>,
) -> StaffResult<StaffSession> {
    let cinema = Cinema::take(tx, cinema_code).await?;
    let before = sessions::find(tx, cinema_code, session_code, Keep::Alone).await?;
    if before.is_cancelled {
        return Err(StaffError::Cancelled);
    }
    if before.session_version != wish.session_version {
        return Err(StaffError::Stale);
    }
    let after = after(tx, &cinema, &before, wish, now).await?;
    let has_sales = sessions::has_sales(tx, before.session_id, now).await?;
    let change = judge_edit(&before.facts(), &after.facts, has_sales);
    let change = change.map_err(|_| StaffError::HasSales)?;
    if change.is_move {
        let slot = Slot { starts_at: after.facts.starts_at, ends_at: after.facts.ends_at };
        let (day, except) = (cinema.day(slot.starts_at), Some(before.session_id));
        let conflict = plan::conflict(tx, &cinema, &after.hall, slot, day, except).await?;
        if let Some(conflict) = conflict {
            return Err(StaffError::HallOccupied(Box::new(conflict)));
        }
    }
    if change.is_change {
        let grows = i64::from(change.grows_version);
        write(tx, &cinema, &before, &after, (grows, change.is_move), now).await?;
    }
    sessions::session(tx, cinema_code, session_code, now).await
}

async fn after(
    tx: &Tx,
    cinema: &Cinema,
    before: &Row,
    wish: &EditSession,
    now: DateTime<Utc>,
) -> StaffResult<After> {
    let starts_at = wish.starts_at.map_or(before.starts_at, to_milliseconds);
    let screen_code = wish.screen_code.as_deref().unwrap_or(&before.screen_code);
    let film_code = wish.film_code.as_deref().unwrap_or(&before.film_code);
    let format = wish.format.as_deref().unwrap_or(&before.format).to_owned();
    let language = wish.language.as_deref().unwrap_or(&before.language).to_owned();
    let subtitles = wish.subtitles.clone().unwrap_or_else(|| before.subtitles.clone());
    let mut faults = plan::check_limits(wish.stop_sell_min, wish.max_seats, None);
    if starts_at != before.starts_at {
        faults.extend(plan::check_start(starts_at, now));
    }
    if wish.language.is_some() || wish.subtitles.is_some() {
        faults.extend(plan::check_words(&language, subtitles.as_deref()));
    }
    let hall = plan::hall(tx, &cinema.cinema_code, screen_code).await?;
    let is_same_film = film_of_code(film_code) == film_of_code(&before.film_code);
    let mut title = before.film.clone();
    let mut length = before.ends_at - before.starts_at;
    if !is_same_film || starts_at != before.starts_at || format != before.format {
        let film = plan::film(tx, film_code).await?;
        faults.extend(plan::check_film(&film, &format, cinema.day(starts_at)));
        if !is_same_film {
            let minutes = |runtime_min: u32| Duration::minutes(i64::from(runtime_min));
            // The trailers stay; of a film that nobody knows any more, the whole length does.
            if let Some(old) = plan::find_film(tx, &before.film_code).await? {
                length = length - minutes(old.runtime_min) + minutes(film.runtime_min);
            }
            title = film.title;
        }
    }
    let plan = new_plan(tx, cinema, before, &hall, starts_at).await?;
    let prices = prices(tx, cinema, before, plan.as_ref(), wish).await;
    let prices = match prices {
        Err(StaffError::Invalid(more)) => {
            faults.extend(more);
            SessionPrices::new()
        }
        prices => prices?,
    };
    if !faults.is_empty() {
        return Err(StaffError::Invalid(faults));
    }
    let stop = wish.stop_sell_min.map(|minutes| Duration::minutes(i64::from(minutes)));
    let facts = SessionFacts {
        screen_code: hall.screen_code.clone(),
        film_code: code_of_format(&film_of_code(film_code), &format),
        starts_at,
        ends_at: starts_at + length,
        language,
        subtitles,
        format,
        prices,
        stop_sell_at: starts_at - stop.unwrap_or(before.starts_at - before.stop_sell_at),
        max_seats: wish.max_seats.unwrap_or(before.max_seats),
    };
    Ok(After { facts, hall, film: title, plan })
}

/// The plan that the session moves to; `None` when it stays in its hall and on its day.
async fn new_plan(
    tx: &Tx,
    cinema: &Cinema,
    before: &Row,
    hall: &Hall,
    starts_at: DateTime<Utc>,
) -> StaffResult<Option<HallPlan>> {
    let day = cinema.day(starts_at);
    if hall.screen_code == before.screen_code && day == before.business_date {
        return Ok(None);
    }
    let plans = HallPlans::read(tx, &cinema.cinema_code).await?;
    let plan = plan::plan_on(&plans, &hall.screen_code, day)?;
    let is_same = (&plan.plan_code, plan.plan_version) == (&before.plan_code, before.plan_version);
    Ok((!is_same).then(|| plan.clone()))
}

/// The prices as asked for, or those of before, completed where the seats are other ones.
async fn prices(
    tx: &Tx,
    cinema: &Cinema,
    before: &Row,
    plan: Option<&HallPlan>,
    wish: &EditSession,
) -> StaffResult<SessionPrices> {
    let Some(wanted) = &wish.zone_prices else {
        let complete = plan.map(|plan| plan.complete(&before.zone_prices));
        return Ok(complete.unwrap_or_else(|| before.zone_prices.clone()));
    };
    let plans;
    let plan = match plan {
        Some(plan) => Some(plan),
        None => {
            plans = HallPlans::read(tx, &cinema.cinema_code).await?;
            plans.of_hall(&before.screen_code, &before.plan_code, before.plan_version)
        }
    };
    check_prices(wanted, plan.and_then(HallPlan::zones)).map_err(StaffError::Invalid)
}

async fn write(
    tx: &Tx,
    cinema: &Cinema,
    before: &Row,
    after: &After,
    (grows, is_move): (i64, bool),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let plan = after.plan.as_ref();
    let (plan_code, plan_version) = match plan {
        Some(plan) => (plan.plan_code.as_str(), plan.plan_version),
        None => (before.plan_code.as_str(), before.plan_version),
    };
    // Whoever locked for a lower price is still sold for it: the least price only sinks.
    let lowest = lowest_ticket_minor(&after.facts.prices).min(before.lowest_price_minor);
    let sql = "UPDATE bo_sessions SET screen_code = $2, plan_code = $3, plan_version = $4,
            film_code = $5, film_zh = $6, film_en = $7, hall_zh = $8, hall_en = $9,
            starts_at = $10, ends_at = $11, stop_sell_at = $12, business_date = $13,
            language = $14, subtitles = $15, format = $16, zone_prices = $17, max_seats = $18,
            lowest_price_minor = $19, changed_at = $20, is_by_hand = TRUE,
            session_version = session_version + $21,
            moved_version = CASE WHEN $22 THEN session_version + $21 ELSE moved_version END
        WHERE session_id = $1";
    let facts = &after.facts;
    let values: [Value; 22] = [
        before.session_id.into(),
        facts.screen_code.as_str().into(),
        plan_code.into(),
        plan_version.into(),
        facts.film_code.as_str().into(),
        after.film.zh.as_str().into(),
        after.film.en.as_str().into(),
        after.hall.name.zh.as_str().into(),
        after.hall.name.en.as_str().into(),
        facts.starts_at.into(),
        facts.ends_at.into(),
        facts.stop_sell_at.into(),
        cinema.day(facts.starts_at).into(),
        facts.language.as_str().into(),
        facts.subtitles.clone().into(),
        facts.format.as_str().into(),
        prices_json(&facts.prices)?.into(),
        i64::from(facts.max_seats).into(),
        lowest.into(),
        now.into(),
        grows.into(),
        is_move.into(),
    ];
    sql::execute(tx, sql, values).await?;
    if plan.is_some() {
        // Other seats: what was blocked among the old ones means nothing among them.
        let free = "DELETE FROM bo_session_seats WHERE session_id = $1 AND state = 'blocked'";
        sql::execute(tx, free, [before.session_id.into()]).await?;
    }
    Ok(())
}
