//! Rows of cinemas' systems and their keys.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::CinemaId;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::{cinema_keys, cinema_systems, cinemas, request_nonces};

use super::systems::Limits;
use crate::error::{Error, Result};

/// How a cinema's system is reached and when it was last heard.
///
/// # Errors
/// [`Error::NotFound`] when nobody has ever fetched from it or registered it.
pub async fn system(conn: &impl ConnectionTrait, id: CinemaId) -> Result<cinema_systems::Model> {
    let found = cinema_systems::Entity::find_by_id(id).one(conn).await?;
    found.ok_or(Error::NotFound("cinema"))
}

/// Every cinema with its system, those of the built-in box office included, in the order of codes.
///
/// # Errors
/// When the database refuses.
pub async fn systems(
    conn: &impl ConnectionTrait,
) -> Result<Vec<(cinemas::Model, Option<cinema_systems::Model>)>> {
    let cinemas =
        cinemas::Entity::find().order_by_asc(cinemas::Column::CinemaCode).all(conn).await?;
    let mut systems: std::collections::HashMap<CinemaId, cinema_systems::Model> =
        cinema_systems::Entity::find()
            .all(conn)
            .await?
            .into_iter()
            .map(|system| (system.cinema_id, system))
            .collect();
    let with_system = |cinema: cinemas::Model| {
        let system = systems.remove(&cinema.id);
        (cinema, system)
    };
    Ok(cinemas.into_iter().map(with_system).collect())
}

/// The row of a system that nothing is known of yet.
pub fn new_system(
    cinema_id: CinemaId,
    base_url: Option<String>,
    limits: Limits,
    now: DateTime<Utc>,
) -> cinema_systems::Model {
    cinema_systems::Model {
        cinema_id,
        base_url,
        is_enabled: true,
        is_open: true,
        requires_live_tickets: false,
        max_in_flight: limits.max_in_flight,
        connect_timeout_ms: limits.connect_timeout_ms,
        answer_timeout_ms: limits.answer_timeout_ms,
        sessions_as_of: None,
        programme_at: None,
        last_attempt_at: None,
        last_success_at: None,
        last_error: None,
        clock_skew_ms: None,
        system: None,
        leased_until: None,
        deliveries: 0,
        created_at: now,
    }
}

/// Adds the row of a system unless it is there.
pub async fn add_system(tx: &Tx, system: cinema_systems::Model) -> Result<()> {
    cinema_systems::Entity::insert(cinema_systems::ActiveModel::from(system))
        .on_conflict(OnConflict::column(cinema_systems::Column::CinemaId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Claims the fetching from one cinema for this server. False when another one is at it.
pub async fn lease(
    tx: &Tx,
    id: CinemaId,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool> {
    use cinema_systems::Column::{CinemaId as Id, LastAttemptAt, LeasedUntil};
    let is_free = Condition::any().add(LeasedUntil.is_null()).add(LeasedUntil.lte(now));
    let leased = cinema_systems::Entity::update_many()
        .col_expr(LeasedUntil, Expr::value(until))
        .col_expr(LastAttemptAt, Expr::value(now))
        .filter(Id.eq(id))
        .filter(is_free)
        .exec(tx)
        .await?;
    Ok(leased.rows_affected == 1)
}

/// Writes what an attempt brought, and gives the lease back.
pub async fn note_attempt(
    tx: &Tx,
    id: CinemaId,
    change: cinema_systems::ActiveModel,
) -> Result<()> {
    let change = cinema_systems::ActiveModel { leased_until: Set(None), ..change };
    cinema_systems::Entity::update_many()
        .set(change)
        .filter(cinema_systems::Column::CinemaId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes the system's row for this transaction: deliveries of one cinema are taken in one after the
/// other.
pub async fn take_system(tx: &Tx, id: CinemaId) -> Result<()> {
    let deliveries = cinema_systems::Column::Deliveries;
    cinema_systems::Entity::update_many()
        .col_expr(deliveries, Expr::col(deliveries).add(1))
        .filter(cinema_systems::Column::CinemaId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Says whether a cinema's system answers; a no that is said twice changes nothing.
pub async fn set_available(
    tx: &Tx,
    id: CinemaId,
    is_available: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    cinemas::Entity::update_many()
        .col_expr(cinemas::Column::IsAvailable, Expr::value(is_available))
        .col_expr(cinemas::Column::UpdatedAt, Expr::value(now))
        .filter(cinemas::Column::Id.eq(id))
        .filter(cinemas::Column::IsAvailable.ne(is_available))
        .exec(tx)
        .await?;
    Ok(())
}

/// Keys with which a cinema signs, revoked ones included, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn keys_of(
    conn: &impl ConnectionTrait,
    ids: &[CinemaId],
) -> Result<Vec<cinema_keys::Model>> {
    let keys = cinema_keys::Entity::find()
        .filter(cinema_keys::Column::CinemaId.is_in(ids.iter().copied()))
        .order_by_asc(cinema_keys::Column::AddedAt)
        .order_by_asc(cinema_keys::Column::KeyId)
        .all(conn)
        .await?;
    Ok(keys)
}

/// Keys of that name that are not revoked, one for each cinema that signs with it.
pub async fn keys_named(
    conn: &impl ConnectionTrait,
    key_id: &str,
) -> Result<Vec<cinema_keys::Model>> {
    let keys = cinema_keys::Entity::find()
        .filter(cinema_keys::Column::KeyId.eq(key_id))
        .filter(cinema_keys::Column::RevokedAt.is_null())
        .order_by_asc(cinema_keys::Column::CinemaId)
        .all(conn)
        .await?;
    Ok(keys)
}

/// Adds a key; one that was revoked is in force again.
pub async fn add_key(tx: &Tx, key: cinema_keys::Model) -> Result<()> {
    let again = OnConflict::columns([cinema_keys::Column::CinemaId, cinema_keys::Column::KeyId])
        .update_column(cinema_keys::Column::RevokedAt)
        .to_owned();
    cinema_keys::Entity::insert(cinema_keys::ActiveModel::from(key))
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Revokes a key. False when the cinema has no such key.
pub async fn revoke_key(tx: &Tx, id: CinemaId, key_id: &str, now: DateTime<Utc>) -> Result<bool> {
    let of_cinema = || {
        let key = Condition::all().add(cinema_keys::Column::CinemaId.eq(id));
        key.add(cinema_keys::Column::KeyId.eq(key_id))
    };
    cinema_keys::Entity::update_many()
        .col_expr(cinema_keys::Column::RevokedAt, Expr::value(now))
        .filter(of_cinema())
        .filter(cinema_keys::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(cinema_keys::Entity::find().filter(of_cinema()).one(tx).await?.is_some())
}

/// Remembers the nonce of a signed request. False when it was seen before.
pub async fn spend_nonce(
    tx: &Tx,
    key_id: &str,
    nonce: &str,
    expires_at: DateTime<Utc>,
) -> Result<bool> {
    let row = request_nonces::ActiveModel {
        key_id: Set(key_id.to_owned()),
        nonce: Set(nonce.to_owned()),
        expires_at: Set(expires_at),
    };
    let seen = OnConflict::columns([request_nonces::Column::KeyId, request_nonces::Column::Nonce])
        .do_nothing()
        .to_owned();
    let inserted =
        request_nonces::Entity::insert(row).on_conflict(seen).exec_without_returning(tx).await?;
    Ok(inserted == 1)
}

/// Forgets nonces whose requests would be refused as too old anyway.
///
/// # Errors
/// When the database refuses.
pub async fn forget_nonces(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    request_nonces::Entity::delete_many()
        .filter(request_nonces::Column::ExpiresAt.lte(now))
        .exec(tx)
        .await?;
    Ok(())
}

/// Keeps whether a cinema says that it is open for business.
pub async fn set_open(tx: &Tx, id: CinemaId, is_open: bool) -> Result<()> {
    cinema_systems::Entity::update_many()
        .col_expr(cinema_systems::Column::IsOpen, Expr::value(is_open))
        .filter(cinema_systems::Column::CinemaId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Lets a cinema be fetched from at the next look, whichever server looks.
pub async fn make_due(tx: &Tx, id: CinemaId) -> Result<()> {
    cinema_systems::Entity::update_many()
        .col_expr(cinema_systems::Column::LastAttemptAt, Expr::value(None::<DateTime<Utc>>))
        .filter(cinema_systems::Column::CinemaId.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
