//! Planning a business day like another one.

use chrono::{DateTime, NaiveDate, Utc};
use database::Tx;
use domain::schedule::{Slot, on_other_day};
use uuid::Uuid;

use super::plan::{self, Draft, Hall};
use super::sessions::{self, Row};
use super::{Cinema, Conflict, StaffError, StaffResult};
use crate::schedule::HallPlans;

/// What became of a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    pub created: u32,
    /// Sessions that stand in the way; and sessions that cannot be shown then by themselves,
    /// because it would be too late or before their film's release.
    pub skipped: Vec<Conflict>,
}

/// Plans the sessions of one business date again on another, at the same times of day and for the
/// same prices. Cancelled ones are left out. `new_id` mints a name for each.
///
/// # Errors
/// [`StaffError::Invalid`] when the date is past or the same.
pub async fn copy_day(
    tx: &Tx,
    cinema_code: &str,
    (from, to): (NaiveDate, NaiveDate),
    mut new_id: impl FnMut() -> Uuid,
    now: DateTime<Utc>,
) -> StaffResult<Copied> {
    let cinema = Cinema::take(tx, cinema_code).await?;
    if to < cinema.day(now) || to == from {
        let detail = "Copy to another day that is not over.";
        return Err(StaffError::invalid("/to", "date", detail));
    }
    let plans = HallPlans::read(tx, cinema_code).await?;
    let rows = sessions::rows_of_days(tx, cinema_code, from, from, None).await?;
    let mut copied = Copied::default();
    for row in rows.into_iter().filter(|row| !row.is_cancelled) {
        let own = Conflict {
            session_code: row.session_code.clone(),
            film: row.film.clone(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        };
        let code = plan::session_code(cinema_code, new_id());
        let Some(draft) = draft(tx, &cinema, &plans, row, (code, from, to), now).await? else {
            copied.skipped.push(own);
            continue;
        };
        match plan::insert(tx, &cinema, &draft, now).await {
            Ok(()) => copied.created += 1,
            Err(StaffError::HallOccupied(conflict)) => copied.skipped.push(*conflict),
            Err(error) => return Err(error),
        }
    }
    Ok(copied)
}

/// The session on the other day; `None` when it cannot be shown then.
async fn draft(
    tx: &Tx,
    cinema: &Cinema,
    plans: &HallPlans,
    row: Row,
    (session_code, from, to): (String, NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> StaffResult<Option<Draft>> {
    let Some(starts_at) = on_other_day(row.starts_at, cinema.zone, from, to) else {
        return Ok(None);
    };
    let film = plan::find_film(tx, &row.film_code).await?;
    let is_released = film.is_none_or(|film| film.released_on <= to);
    let Some(plan) = plans.on(&row.screen_code, to).filter(|_| is_released) else {
        return Ok(None);
    };
    if plan::check_start(starts_at, now).is_some() || row.zone_prices.is_empty() {
        return Ok(None);
    }
    let hall: Hall = plan::hall(tx, &cinema.cinema_code, &row.screen_code).await?;
    Ok(Some(Draft {
        session_code,
        hall,
        plan: plan.clone(),
        slot: Slot { starts_at, ends_at: starts_at + (row.ends_at - row.starts_at) },
        stop_sell_at: starts_at - (row.starts_at - row.stop_sell_at),
        business_date: cinema.day(starts_at),
        prices: plan.complete(&row.zone_prices),
        film_code: row.film_code,
        film: row.film,
        language: row.language,
        subtitles: row.subtitles,
        format: row.format,
        max_seats: row.max_seats,
    }))
}
