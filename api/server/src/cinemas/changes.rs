//! What changed about a showtime since a customer looked.

use std::collections::{BTreeSet, HashMap};

use domain::catalogue::{ShowtimeChange, ShowtimeSnapshot, changes_between};
use domain::ids::SeatPlanId;
use domain::seating::PlanZones;
use domain::text::LocalizedText;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tables::{films, halls, seat_plans, showtime_versions, showtimes};

use crate::error::Result;

/// A seat plan without its seats.
#[derive(Clone, Debug)]
pub struct PlanName {
    plan_code: String,
    version: i32,
    pub seat_count: i32,
    pub zones: BTreeSet<String>,
}

/// These plans by their identifiers, without reading their seats.
pub async fn plan_words(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = SeatPlanId>,
) -> Result<HashMap<SeatPlanId, PlanName>> {
    use seat_plans::Column::{Id, PlanCode, SeatCount, Version, Zones};
    type Row = (SeatPlanId, String, i32, i32, PlanZones);
    let rows: Vec<Row> = seat_plans::Entity::find()
        .select_only()
        .columns([Id, PlanCode, Version, SeatCount, Zones])
        .filter(Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    let name = |(id, plan_code, version, seat_count, zones): Row| {
        let zones = zones.0.into_iter().map(|zone| zone.id).collect();
        (id, PlanName { plan_code, version, seat_count, zones })
    };
    Ok(rows.into_iter().map(name).collect())
}

/// What a customer chooses by, as a row says it now.
pub fn snapshot(
    row: &showtimes::Model,
    (film_code, film): (&str, &LocalizedText),
    hall: &halls::Model,
    plan: &PlanName,
) -> ShowtimeSnapshot {
    ShowtimeSnapshot {
        film_code: film_code.to_owned(),
        film: film.clone(),
        screen_code: hall.screen_code.clone(),
        hall: hall.name.clone(),
        seat_plan: format!("{} v{}", plan.plan_code, plan.version),
        starts_at: row.starts_at,
        language: row.language.clone(),
        subtitles: row.subtitles.clone(),
        format: row.format.clone(),
        status: row.status,
        zone_prices: row.zone_prices.clone(),
    }
}

/// Every difference between the version that a customer saw and the row as it is now. None where
/// that version was never noted.
///
/// # Errors
/// When the database refuses.
pub async fn changes_since(
    conn: &impl ConnectionTrait,
    showtime: &showtimes::Model,
    seen: i64,
) -> Result<Vec<ShowtimeChange>> {
    let was = showtime_versions::Entity::find_by_id((showtime.id, seen)).one(conn).await?;
    let film = films::Entity::find_by_id(showtime.film_id).one(conn).await?;
    let hall = halls::Entity::find_by_id(showtime.hall_id).one(conn).await?;
    let mut plans = plan_words(conn, [showtime.seat_plan_id]).await?;
    let plan = plans.remove(&showtime.seat_plan_id);
    let (Some(was), Some(film), Some(hall), Some(plan)) = (was, film, hall, plan) else {
        return Ok(Vec::new());
    };
    let now = snapshot(showtime, (&film.film_code, &film.title), &hall, &plan);
    Ok(changes_between(&was.snapshot, &now))
}
