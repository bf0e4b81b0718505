//! What a gate carries along, and the scans that it tells.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use database::Tx;
use domain::catalogue::ShowtimeStatus;
use domain::ids::{CinemaId, FilmId, HallId, OrderId, ScanId, ShowtimeId};
use domain::orders::LockedSeats;
use domain::text::LocalizedText;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use tables::{films, halls, offline_scans, orders, showtimes, tickets};

use crate::error::{Error, Result};

/// Shows of one cinema on one day: more than thirty halls could play.
const SHOWS_MAX: u64 = 500;

/// Tickets in one pack: a telephone keeps so many, and no cinema sells so many in a day.
const TICKETS_MAX: u64 = 50_000;

/// What a gate needs to know of an order.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SoldOrder {
    pub id: OrderId,
    pub showtime_id: ShowtimeId,
    pub pickup_code: String,
    pub seats: LockedSeats,
}

/// What plays on a business day, in the order of starting. What was cancelled lets nobody in.
pub async fn showtimes_of_day(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    business_on: NaiveDate,
) -> Result<Vec<showtimes::Model>> {
    let rows = showtimes::Entity::find()
        .filter(showtimes::Column::CinemaId.eq(cinema_id))
        .filter(showtimes::Column::BusinessOn.eq(business_on))
        .filter(showtimes::Column::Status.ne(ShowtimeStatus::Cancelled))
        .order_by_asc(showtimes::Column::StartsAt)
        .order_by_asc(showtimes::Column::SessionCode)
        .limit(SHOWS_MAX)
        .all(conn)
        .await?;
    Ok(rows)
}

/// The orders of these showtimes that have a pickup code.
pub async fn sold_orders(
    conn: &impl ConnectionTrait,
    showtime_ids: &[ShowtimeId],
) -> Result<Vec<SoldOrder>> {
    let rows = orders::Entity::find()
        .select_only()
        .column(orders::Column::Id)
        .column(orders::Column::ShowtimeId)
        .column(orders::Column::PickupCode)
        .column(orders::Column::Seats)
        .filter(orders::Column::ShowtimeId.is_in(showtime_ids.iter().copied()))
        .filter(orders::Column::PickupCode.is_not_null())
        .into_model::<SoldOrder>()
        .all(conn)
        .await?;
    Ok(rows)
}

/// Every ticket of these showtimes, whatever became of it.
///
/// # Errors
/// When there are more than a telephone can carry.
pub async fn tickets_of_showtimes(
    conn: &impl ConnectionTrait,
    showtime_ids: &[ShowtimeId],
) -> Result<Vec<tickets::Model>> {
    let of_showtimes = orders::Entity::find()
        .select_only()
        .column(orders::Column::Id)
        .filter(orders::Column::ShowtimeId.is_in(showtime_ids.iter().copied()))
        .into_query();
    let rows = tickets::Entity::find()
        .filter(tickets::Column::OrderId.in_subquery(of_showtimes))
        .order_by_asc(tickets::Column::TicketNo)
        .limit(TICKETS_MAX + 1)
        .all(conn)
        .await?;
    if u64::try_from(rows.len()).unwrap_or(u64::MAX) > TICKETS_MAX {
        return Err(Error::Internal(anyhow::anyhow!("more than {TICKETS_MAX} tickets in a pack")));
    }
    Ok(rows)
}

pub async fn film_titles(
    conn: &impl ConnectionTrait,
    shows: &[showtimes::Model],
) -> Result<BTreeMap<FilmId, LocalizedText>> {
    let rows = films::Entity::find()
        .select_only()
        .column(films::Column::Id)
        .column(films::Column::Title)
        .filter(films::Column::Id.is_in(shows.iter().map(|show| show.film_id)))
        .into_tuple::<(FilmId, LocalizedText)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

pub async fn hall_names(
    conn: &impl ConnectionTrait,
    shows: &[showtimes::Model],
) -> Result<BTreeMap<HallId, LocalizedText>> {
    let rows = halls::Entity::find()
        .select_only()
        .column(halls::Column::Id)
        .column(halls::Column::Name)
        .filter(halls::Column::Id.is_in(shows.iter().map(|show| show.hall_id)))
        .into_tuple::<(HallId, LocalizedText)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

pub async fn scan(conn: &impl ConnectionTrait, id: ScanId) -> Result<Option<offline_scans::Model>> {
    Ok(offline_scans::Entity::find_by_id(id).one(conn).await?)
}

/// Keeps a scan before anything is done about it. The first to tell it wins.
pub async fn begin_scan(tx: &Tx, scan: offline_scans::ActiveModel) -> Result<()> {
    let keep = OnConflict::column(offline_scans::Column::Id).do_nothing().to_owned();
    offline_scans::Entity::insert(scan).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what became of a scan, once. False when somebody else was quicker.
pub async fn end_scan(tx: &Tx, scan: offline_scans::ActiveModel, id: ScanId) -> Result<bool> {
    let ended = offline_scans::Entity::update_many()
        .set(scan)
        .filter(offline_scans::Column::Id.eq(id))
        .filter(offline_scans::Column::Outcome.is_null())
        .exec(tx)
        .await?;
    Ok(ended.rows_affected == 1)
}
