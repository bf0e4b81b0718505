//! Forgets what has served its time.

use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tables::{idempotency_keys, one_time_codes, refresh_tokens, throttle_windows};

use crate::app::App;
use crate::error::Result;
use crate::http::idempotency;

/// Codes are kept for a day, so that somebody who asks "did I get one" can be answered.
const CODES_KEPT: Duration = Duration::days(1);

/// The longest window of a throttle, and then some.
const WINDOWS_KEPT: Duration = Duration::hours(1);

/// Deletes answers, codes, tokens and windows that have run out.
pub async fn run(app: &App) -> Result<bool> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    idempotency_keys::Entity::delete_many()
        .filter(idempotency_keys::Column::CreatedAt.lte(now - idempotency::KEPT))
        .filter(idempotency_keys::Column::LeasedUntil.lte(now))
        .exec(&tx)
        .await?;
    one_time_codes::Entity::delete_many()
        .filter(one_time_codes::Column::ExpiresAt.lte(now - CODES_KEPT))
        .exec(&tx)
        .await?;
    refresh_tokens::Entity::delete_many()
        .filter(refresh_tokens::Column::ExpiresAt.lte(now))
        .exec(&tx)
        .await?;
    throttle_windows::Entity::delete_many()
        .filter(throttle_windows::Column::WindowStart.lte(now - WINDOWS_KEPT))
        .exec(&tx)
        .await?;
    crate::cinemas::forget_nonces(&tx, now).await?;
    crate::oauth::forget(&tx, now).await?;
    crate::webhooks::forget_old(&tx, now).await?;
    tx.commit().await?;
    // There is never a second helping: what is too old was deleted at once.
    Ok(false)
}
