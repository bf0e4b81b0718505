//! What is due to a cinema now, and through which day.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{PLATFORM_ZONE, cinema_date, cinema_day_bounds};
use domain::ids::CinemaId;
use domain::money::{Currency, Money};
use domain::payouts::{self, Standing};
use domain::reconciliation::ReconciliationStatus;
use sea_orm::ConnectionTrait;
use tables::{cinemas, reconciliations};

use super::store;
use crate::error::{Error, Result};

/// The days that a payout would count, and what the books hold about them.
pub struct Now {
    /// The last day that counts and when it ended; none while the first day is not closed.
    pub through: Option<(NaiveDate, DateTime<Utc>)>,
    pub standing: Standing,
    /// The first day that is over and not closed.
    pub blocked_by: Option<(NaiveDate, Option<reconciliations::Model>)>,
}

/// Finds it out.
pub async fn now(
    conn: &impl ConnectionTrait,
    cinema: &cinemas::Model,
    now: DateTime<Utc>,
) -> Result<Now> {
    let zone = cinema.timezone.parse().unwrap_or(PLATFORM_ZONE);
    let paid = store::last_agreed(conn, cinema.id).await?.map(|row| row.through_on);
    let first = match paid {
        Some(paid) => paid.succ_opt(),
        None => store::first_sale(conn, cinema.id).await?.map(|at| cinema_date(at, zone)),
    };
    let nothing =
        Standing { due: Money::zero(cinema.currency), claims: Money::zero(cinema.currency) };
    let Some(first) = first else {
        return Ok(Now { through: None, standing: nothing, blocked_by: None });
    };
    let days = store::days_from(conn, cinema.id, first).await?;
    let is_closed = |row: &&reconciliations::Model| row.status == ReconciliationStatus::Closed;
    let closed: BTreeSet<NaiveDate> = days.iter().filter(is_closed).map(|row| row.day).collect();
    let open = payouts::first_not_closed(first, &closed);
    let is_over = open < cinema_date(now, zone);
    let blocked_by = is_over.then(|| (open, days.into_iter().find(|row| row.day == open)));
    let Some(through) = payouts::through(first, open, paid) else {
        return Ok(Now { through: None, standing: nothing, blocked_by });
    };
    let (_, until) = cinema_day_bounds(through, zone).ok_or(Error::NotFound("day"))?;
    let standing = of_books(conn, cinema.id, cinema.currency, until).await?;
    Ok(Now { through: Some((through, until)), standing, blocked_by })
}

/// What the books hold about sales before `until`, all that followed from them included.
pub async fn of_books(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    currency: Currency,
    until: DateTime<Utc>,
) -> Result<Standing> {
    let (due, claims) = store::balances(conn, cinema_id, until).await?;
    Ok(Standing { due: Money::new(due, currency), claims: Money::new(claims, currency) })
}
