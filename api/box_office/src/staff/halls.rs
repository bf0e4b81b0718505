//! Halls and the versions of their seat plans.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::seating::{PlanZone, SeatPlan, check_plan};
use domain::text::LocalizedText;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;

use super::sessions::{self, Row};
use super::{Cinema, StaffError, StaffResult, localized, unsigned};
use crate::schedule::{HallPlans, LoadError, PlanLoad, prices_json, save_plan};
use crate::sql::{self, Column};

/// A hall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    pub screen_code: String,
    pub name: LocalizedText,
    pub hall_type: String,
    pub cleaning_min: u32,
    /// Seats that can be sold, by the plan of today.
    pub seat_count: u32,
    pub plan_version: i64,
    pub zones: Vec<PlanZone>,
}

/// One version of a hall's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanVersion {
    pub version: i64,
    pub effective_on: NaiveDate,
    pub seat_count: u32,
}

/// One version of a hall's plan with its seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenPlan {
    pub screen_code: String,
    pub version: i64,
    pub effective_on: NaiveDate,
    pub layout: SeatPlan,
}

/// A plan that somebody drew.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// The first business date that is sold by it.
    pub effective_on: NaiveDate,
    pub layout: SeatPlan,
    /// The newest version, which this one replaces.
    pub based_on: i64,
}

/// The halls of a cinema with the plans that they have on the business date of `now`.
///
/// # Errors
/// When the database refuses.
pub async fn screens(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    now: DateTime<Utc>,
) -> StaffResult<Vec<Screen>> {
    let cinema = Cinema::read(db, cinema_code).await?;
    let sql = "SELECT screen_code, name_zh, name_en, hall_type, cleaning_min FROM bo_screens
        WHERE cinema_code = $1 ORDER BY screen_code";
    let plans = HallPlans::read(db, cinema_code).await?;
    let mut screens = Vec::new();
    for row in sql::query_all(db, sql, [cinema_code.into()]).await? {
        let screen_code: String = row.try_get("", "screen_code")?;
        let plan = plans.on(&screen_code, cinema.day(now));
        let version = plan.map_or(0, |plan| plan.version);
        let layout = match plan {
            Some(plan) => layout(db, &plan.plan_code, plan.plan_version).await?,
            None => None,
        };
        screens.push(Screen {
            name: localized(&row, "name_zh", "name_en")?,
            hall_type: row.try_get("", "hall_type")?,
            cleaning_min: unsigned(&row, "cleaning_min")?,
            seat_count: layout.as_ref().map_or(0, seat_count),
            plan_version: version,
            zones: layout.map(|layout| layout.zones).unwrap_or_default(),
            screen_code,
        });
    }
    Ok(screens)
}

fn seat_count(plan: &SeatPlan) -> u32 {
    u32::try_from(plan.usable_seats()).unwrap_or(u32::MAX)
}

/// A plan as it was drawn; `None` for plans that were loaded before plans were kept whole.
pub(super) async fn layout(
    db: &impl ConnectionTrait,
    plan_code: &str,
    version: i64,
) -> Result<Option<SeatPlan>, DbErr> {
    let sql = "SELECT layout FROM bo_plans WHERE plan_code = $1 AND version = $2";
    let row = sql::query_one(db, sql, [plan_code.into(), version.into()]).await?;
    let text = row.map(|row| row.try_get::<String>("", "layout")).transpose()?;
    text.filter(|text| !text.is_empty()).map(|text| sql::from_json(&text)).transpose()
}

const VERSIONS: &str = "SELECT h.version, h.effective_on, p.layout FROM bo_screen_plans h
    JOIN bo_plans p ON p.plan_code = h.plan_code AND p.version = h.plan_version
    WHERE h.cinema_code = $1 AND h.screen_code = $2";

/// Every version of a hall's plan, the newest first.
///
/// # Errors
/// [`StaffError::NotFound`] when there is no such hall.
pub async fn screen_plans(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    screen_code: &str,
) -> StaffResult<Vec<PlanVersion>> {
    let sql = format!("{VERSIONS} ORDER BY h.version DESC");
    let rows = sql::query_all(db, sql, [cinema_code.into(), screen_code.into()]).await?;
    if rows.is_empty() {
        return Err(StaffError::NotFound("hall"));
    }
    let versions = rows.iter().map(|row| {
        Ok(PlanVersion {
            version: row.try_get("", "version")?,
            effective_on: row.try_get("", "effective_on")?,
            seat_count: read_layout(row)?.as_ref().map_or(0, seat_count),
        })
    });
    Ok(versions.collect::<Result<_, DbErr>>()?)
}

fn read_layout(row: &QueryResult) -> Result<Option<SeatPlan>, DbErr> {
    let text: String = row.try_get("", "layout")?;
    if text.is_empty() { Ok(None) } else { sql::from_json(&text).map(Some) }
}

/// One version of a hall's plan.
///
/// # Errors
/// [`StaffError::NotFound`].
pub async fn screen_plan(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    screen_code: &str,
    version: i64,
) -> StaffResult<ScreenPlan> {
    let sql = format!("{VERSIONS} AND h.version = $3");
    let values = [cinema_code.into(), screen_code.into(), version.into()];
    let none = || StaffError::NotFound("seat plan");
    let row = sql::query_one(db, sql, values).await?.ok_or_else(none)?;
    Ok(ScreenPlan {
        screen_code: screen_code.to_owned(),
        version,
        effective_on: row.try_get("", "effective_on")?,
        layout: read_layout(&row)?.ok_or_else(none)?,
    })
}

/// Gives a hall a new plan. Sessions from its first date on that nobody has seats of move to it;
/// the others keep theirs. The same wish again answers the plan that it became.
///
/// # Errors
/// [`StaffError::PlanInvalid`], and [`StaffError::Stale`] when `based_on` is not the newest.
pub async fn create_plan(
    tx: &Tx,
    cinema_code: &str,
    screen_code: &str,
    wish: &NewPlan,
    now: DateTime<Utc>,
) -> StaffResult<ScreenPlan> {
    let cinema = Cinema::take(tx, cinema_code).await?;
    let versions = screen_plans(tx, cinema_code, screen_code).await?;
    let newest = versions.first().map_or(0, |version| version.version);
    if newest == wish.based_on + 1 {
        let known = screen_plan(tx, cinema_code, screen_code, newest).await?;
        if known.layout == wish.layout && known.effective_on == wish.effective_on {
            return Ok(known);
        }
    }
    if newest != wish.based_on {
        return Err(StaffError::Stale);
    }
    if wish.effective_on < cinema.day(now) {
        let detail = "A plan holds from today on at the earliest.";
        return Err(StaffError::invalid("/effective_on", "date", detail));
    }
    let faults = check_plan(&wish.layout);
    if !faults.is_empty() {
        return Err(StaffError::PlanInvalid(faults));
    }
    let version = newest + 1;
    let plan_code = format!("{cinema_code}/{screen_code}");
    let plan = PlanLoad { plan_code: plan_code.clone(), version, plan: wish.layout.clone() };
    save_plan(tx, &plan).await.map_err(|error| match error {
        LoadError::Database(error) => StaffError::Database(error),
        _ => StaffError::Stale,
    })?;
    let insert = "INSERT INTO bo_screen_plans
            (cinema_code, screen_code, version, plan_code, plan_version, effective_on)
        VALUES ($1, $2, $3, $4, $3, $5)";
    let values = [
        cinema_code.into(),
        screen_code.into(),
        version.into(),
        plan_code.as_str().into(),
        wish.effective_on.into(),
    ];
    sql::execute(tx, insert, values).await?;
    let newest = "UPDATE bo_screens SET plan_code = $3, plan_version = $4
        WHERE cinema_code = $1 AND screen_code = $2";
    let values =
        [cinema_code.into(), screen_code.into(), plan_code.as_str().into(), version.into()];
    sql::execute(tx, newest, values).await?;
    move_sessions(tx, &cinema, screen_code, &plan, wish.effective_on, now).await?;
    screen_plan(tx, cinema_code, screen_code, version).await
}

/// Sessions to come that nobody has seats of.
async fn move_sessions(
    tx: &Tx,
    cinema: &Cinema,
    screen_code: &str,
    plan: &PlanLoad,
    from: NaiveDate,
    now: DateTime<Utc>,
) -> StaffResult<()> {
    let last = from + chrono::Duration::days(domain::schedule::MAX_DAYS_AHEAD * 2);
    let rows =
        sessions::rows_of_days(tx, &cinema.cinema_code, from, last, Some(screen_code)).await?;
    let plans = HallPlans::read(tx, &cinema.cinema_code).await?;
    for row in rows.into_iter().filter(|row| !row.is_cancelled && row.starts_at > now) {
        let code = row.session_code.as_str();
        sessions::find(tx, &cinema.cinema_code, code, sessions::Keep::Alone).await?;
        if !sessions::has_sales(tx, row.session_id, now).await? {
            move_session(tx, &row, plan, &plans, now).await?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct SeatCode<'a> {
    seat_code: &'a str,
}

async fn move_session(
    tx: &Tx,
    row: &Row,
    plan: &PlanLoad,
    plans: &HallPlans,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let known = plans.of_hall(&row.screen_code, &plan.plan_code, plan.version);
    let prices = known.map(|known| known.complete(&row.zone_prices));
    let prices = prices.unwrap_or_else(|| row.zone_prices.clone());
    let update = "UPDATE bo_sessions SET plan_code = $2, plan_version = $3, zone_prices = $4,
            changed_at = $5, is_by_hand = TRUE, session_version = session_version + 1,
            moved_version = session_version + 1
        WHERE session_id = $1";
    let values = [
        row.session_id.into(),
        plan.plan_code.as_str().into(),
        plan.version.into(),
        prices_json(&prices)?.into(),
        now.into(),
    ];
    sql::execute(tx, update, values).await?;
    // A block stays where its seat does.
    let codes: HashSet<&str> = plan.plan.seats.iter().map(|seat| seat.seat_code.as_str()).collect();
    let codes: Vec<_> = codes.into_iter().map(|seat_code| SeatCode { seat_code }).collect();
    let kept = sql::rows(tx.get_database_backend(), 2, &[("seat_code", Column::Text)]);
    let free = format!(
        "DELETE FROM bo_session_seats WHERE session_id = $1 AND state = 'blocked'
        AND seat_code NOT IN (SELECT seat_code FROM {kept})"
    );
    sql::execute(tx, free, [row.session_id.into(), sql::json(&codes)?.into()]).await.map(drop)
}
