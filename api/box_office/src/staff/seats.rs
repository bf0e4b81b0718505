//! The seats of a session as staff see them, and taking seats out of sale.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use database::Tx;
use domain::schedule::{SessionPrices, StaffSeatState};
use domain::seating::{PlanSeat, SeatPlan};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use uuid::Uuid;

use super::halls;
use super::sessions::{self, Keep, Row};
use super::{StaffError, StaffResult};
use crate::sql::{self, Column};

/// A seat and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSeat {
    pub place: PlanSeat,
    pub state: StaffSeatState,
    /// Why it is blocked.
    pub reason: Option<String>,
}

/// The seats of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatMap {
    pub session_code: String,
    pub session_version: i64,
    pub as_of: DateTime<Utc>,
    /// The plan by which the session sells.
    pub plan_code: String,
    /// Counts within the hall.
    pub plan_version: i64,
    /// Without its seats; those are below.
    pub layout: SeatPlan,
    pub zone_prices: SessionPrices,
    pub seats: Vec<StaffSeat>,
}

/// Seats to take out of sale.
#[derive(Clone, Debug)]
pub struct Block {
    /// Names this very wish.
    pub block_id: Uuid,
    pub seats: Vec<String>,
    pub reason: String,
    /// Who wants it, for the record.
    pub blocked_by: String,
}

/// How the seats of a session stand.
///
/// # Errors
/// [`StaffError::NotFound`], also for a session whose plan was never kept whole.
pub async fn seat_map(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    session_code: &str,
    now: DateTime<Utc>,
) -> StaffResult<SeatMap> {
    let row = sessions::find(db, cinema_code, session_code, Keep::Free).await?;
    let mut layout = plan_of(db, &row).await?;
    let sql = "SELECT s.seat_code, s.state, b.reason FROM bo_session_seats s
        LEFT JOIN bo_blocks b ON b.block_id = s.client_lock_id AND s.state = 'blocked'
        WHERE s.session_id = $1 AND (s.state <> 'locked' OR s.expires_at > $2)";
    let mut taken = HashMap::new();
    for row in sql::query_all(db, sql, [row.session_id.into(), now.into()]).await? {
        let state: String = row.try_get("", "state")?;
        let state = StaffSeatState::parse(&state)
            .ok_or_else(|| DbErr::Type(format!("unknown seat state {state}")))?;
        let reason: Option<String> = row.try_get("", "reason")?;
        taken.insert(row.try_get::<String>("", "seat_code")?, (state, reason));
    }
    let seats = std::mem::take(&mut layout.seats);
    let seats = seats.into_iter().map(|place| {
        let (state, reason) = taken.remove(&place.seat_code).unwrap_or(match place.is_usable {
            true => (StaffSeatState::Available, None),
            false => (StaffSeatState::Unusable, None),
        });
        StaffSeat { place, state, reason }
    });
    Ok(SeatMap {
        session_code: row.session_code,
        session_version: row.session_version,
        as_of: now,
        plan_code: row.plan_code,
        plan_version: row.hall_plan_version,
        zone_prices: row.zone_prices,
        seats: seats.collect(),
        layout,
    })
}

/// The plan by which a session sells.
pub(super) async fn plan_of(db: &impl ConnectionTrait, row: &Row) -> StaffResult<SeatPlan> {
    let layout = halls::layout(db, &row.plan_code, row.plan_version).await?;
    layout.ok_or(StaffError::NotFound("seat plan"))
}

/// Takes seats out of sale, all or none. A seat that is blocked already gets the new reason.
///
/// # Errors
/// [`StaffError::SeatsTaken`] names the seats that somebody has, [`StaffError::SeatsUnknown`] those
/// that there are not.
pub async fn block(
    tx: &Tx,
    cinema_code: &str,
    session_code: &str,
    wish: &Block,
    now: DateTime<Utc>,
) -> StaffResult<()> {
    let row = sessions::find(tx, cinema_code, session_code, Keep::Shared).await?;
    if row.is_cancelled {
        return Err(StaffError::Cancelled);
    }
    let plan = plan_of(tx, &row).await?;
    let seats = known_seats(&plan, &wish.seats)?;
    let insert = "INSERT INTO bo_blocks (block_id, session_id, reason, blocked_by, blocked_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (block_id) DO NOTHING";
    let values = [
        wish.block_id.into(),
        row.session_id.into(),
        wish.reason.as_str().into(),
        wish.blocked_by.as_str().into(),
        now.into(),
    ];
    sql::execute(tx, insert, values).await?;
    claim(tx, row.session_id, &seats, Claim::Blocked(wish.block_id), now).await
}

/// Puts blocked seats on sale again; others stay as they are.
///
/// # Errors
/// [`StaffError::SeatsUnknown`].
pub async fn unblock(
    tx: &Tx,
    cinema_code: &str,
    session_code: &str,
    seats: &[String],
) -> StaffResult<()> {
    let row = sessions::find(tx, cinema_code, session_code, Keep::Shared).await?;
    let plan = plan_of(tx, &row).await?;
    let seats = known_seats(&plan, seats)?;
    let codes: Vec<_> = seats.iter().map(|seat_code| SeatCode { seat_code }).collect();
    let wanted = sql::rows(tx.get_database_backend(), 2, &[("seat_code", Column::Text)]);
    let sql = format!(
        "DELETE FROM bo_session_seats WHERE session_id = $1 AND state = 'blocked'
        AND seat_code IN (SELECT seat_code FROM {wanted})"
    );
    sql::execute(tx, sql, [row.session_id.into(), sql::json(&codes)?.into()]).await?;
    Ok(())
}

/// The seats, sorted and each once.
///
/// # Errors
/// [`StaffError::SeatsUnknown`] for codes that the plan has not, [`StaffError::SeatsTaken`] for
/// seats that are never sold.
pub(super) fn known_seats(plan: &SeatPlan, wanted: &[String]) -> StaffResult<Vec<String>> {
    let by_code: HashMap<&str, bool> =
        plan.seats.iter().map(|seat| (seat.seat_code.as_str(), seat.is_usable)).collect();
    let with = |state: Option<bool>| {
        let seats = wanted.iter().filter(|seat| by_code.get(seat.as_str()).copied() == state);
        seats.cloned().collect::<Vec<_>>()
    };
    let (unknown, unusable) = (with(None), with(Some(false)));
    if !unknown.is_empty() {
        return Err(StaffError::SeatsUnknown(unknown));
    }
    if !unusable.is_empty() {
        return Err(StaffError::SeatsTaken(unusable));
    }
    let mut seats = with(Some(true));
    seats.sort_unstable();
    seats.dedup();
    Ok(seats)
}

#[derive(Serialize)]
struct SeatCode<'a> {
    seat_code: &'a str,
}

/// What somebody makes of free seats, and what stands for it beside them.
#[derive(Clone, Copy)]
pub(super) enum Claim {
    /// The lock of a sale.
    Sold(Uuid),
    Blocked(Uuid),
}

/// Takes seats that are free or whose lock has run out, in the order in which everybody does.
///
/// # Errors
/// [`StaffError::SeatsTaken`] names those that somebody else has; the caller drops the transaction.
pub(super) async fn claim(
    tx: &Tx,
    session_id: i64,
    seats: &[String],
    claim: Claim,
    now: DateTime<Utc>,
) -> StaffResult<()> {
    let (state, owner) = match claim {
        Claim::Sold(owner) => ("sold", owner),
        Claim::Blocked(owner) => ("blocked", owner),
    };
    let codes: Vec<_> = seats.iter().map(|seat_code| SeatCode { seat_code }).collect();
    let wanted = sql::rows(tx.get_database_backend(), 2, &[("seat_code", Column::Text)]);
    let sql = format!(
        "INSERT INTO bo_session_seats (session_id, seat_code, state, client_lock_id, expires_at)
        SELECT $1, seat_code, $3, $4, NULL FROM {wanted}
        WHERE true
        ORDER BY seat_code
        ON CONFLICT (session_id, seat_code) DO UPDATE SET state = excluded.state,
            client_lock_id = excluded.client_lock_id, expires_at = NULL
        WHERE (bo_session_seats.state = 'locked' AND bo_session_seats.expires_at <= $5)
            OR (bo_session_seats.state = 'blocked' AND excluded.state = 'blocked')
        RETURNING seat_code"
    );
    let values =
        [session_id.into(), sql::json(&codes)?.into(), state.into(), owner.into(), now.into()];
    let rows = sql::query_all(tx, sql, values).await?;
    let won: Vec<String> =
        rows.iter().map(|row| row.try_get("", "seat_code")).collect::<Result<_, _>>()?;
    let taken: Vec<String> = seats.iter().filter(|seat| !won.contains(seat)).cloned().collect();
    if taken.is_empty() { Ok(()) } else { Err(StaffError::SeatsTaken(taken)) }
}
