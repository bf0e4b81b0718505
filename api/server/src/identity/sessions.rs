//! Sessions: one for each device that signed in, kept alive by refresh tokens that are used once.
//!
//! The successor of a refresh token is a keyed hash of it. So two tabs that present the same token
//! at the same time, or a client whose answer was lost, get the same successor and the family stays
//! one chain. That is allowed for [`GRACE`] and only while the successor is unused; any later use
//! of a used token means that two parties hold it, and ends the session.

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::ids::{SessionId, UserId};
use sha2::{Digest, Sha256};
use tables::{refresh_tokens, user_sessions, users};

use super::{access, store};
use crate::app::App;
use crate::error::{Error, Result};

/// How long a session lasts without being used.
pub const IDLE: Duration = Duration::days(30);

/// How long a session lasts at most.
const LONGEST: Duration = Duration::days(180);

/// How long a used token gives the same successor again.
const GRACE: Duration = Duration::seconds(10);

/// Where a session is used from, as its owner sees it in the list.
#[derive(Clone, Debug)]
pub struct Device {
    pub user_agent: String,
    pub address: String,
}

/// What a client holds after it signed in or refreshed.
#[derive(Debug)]
pub struct Grant {
    pub access_token: String,
    pub refresh_token: String,
    pub refresh_expires_at: DateTime<Utc>,
    pub user: users::Model,
}

/// Opens a session for somebody who has proven who they are.
pub async fn open(app: &App, tx: &Tx, user: users::Model, device: &Device) -> Result<Grant> {
    let now = app.clock.now();
    let session = user_sessions::Model {
        id: app.clock.new_id(),
        user_id: user.id,
        user_agent: device.user_agent.clone(),
        address: device.address.clone(),
        created_at: now,
        last_used_at: now,
        expires_at: now + IDLE,
        revoked_at: None,
    };
    store::insert_session(tx, session.clone()).await?;
    let token = hex::encode(crate::keys::random::<32>()?);
    keep(tx, session.id, &token, session.expires_at, now).await?;
    grant(app, &session, session.expires_at, token, user)
}

/// Exchanges a refresh token for its successor and a new access token.
///
/// # Errors
/// [`Error::Unauthenticated`] when it is unknown, too old, of an ended session, or used before; in
/// the last case the session ends.
pub async fn refresh(app: &App, token: &str) -> Result<Grant> {
    let now = app.clock.now();
    let hash = hash(token);
    let tx = app.db.begin().await?;
    let row = store::refresh_token(&tx, &hash).await?.ok_or(Error::Unauthenticated)?;
    let session = store::session(&tx, row.session_id).await?.ok_or(Error::Unauthenticated)?;
    let user = store::user(&tx, session.user_id).await?.ok_or(Error::Unauthenticated)?;
    let is_over =
        session.revoked_at.is_some() || session.expires_at <= now || row.expires_at <= now;
    if is_over {
        return Err(Error::Unauthenticated);
    }
    let expires_at = (now + IDLE).min(session.created_at + LONGEST);
    let successor = app.keys.keyed_hash("refresh_token", &[token]);
    if store::use_refresh_token(&tx, &hash, now).await? {
        keep(&tx, session.id, &successor, expires_at, now).await?;
        store::touch_session(&tx, session.id, expires_at, now).await?;
        tx.commit().await?;
        return grant(app, &session, expires_at, successor, user);
    }
    // Read again: on a database with many writers somebody may have used it since.
    let used_at = store::refresh_token(&tx, &hash).await?.and_then(|row| row.used_at);
    let next = store::refresh_token(&tx, &self::hash(&successor)).await?;
    let is_repeated = used_at.is_some_and(|used_at| now - used_at <= GRACE)
        && next.is_some_and(|next| next.used_at.is_none());
    if is_repeated {
        return grant(app, &session, expires_at, successor, user);
    }
    store::revoke_session(&tx, session.user_id, session.id, now).await?;
    tx.commit().await?;
    tracing::warn!(session = %session.id, "a refresh token came twice: its session ends");
    Err(Error::Unauthenticated)
}

/// Whose session a refresh token belongs to, used or not.
pub async fn owner(app: &App, token: &str) -> Result<Option<(UserId, SessionId)>> {
    let Some(row) = store::refresh_token(&app.db, &hash(token)).await? else {
        return Ok(None);
    };
    let session = store::session(&app.db, row.session_id).await?;
    Ok(session.map(|session| (session.user_id, session.id)))
}

async fn keep(
    tx: &Tx,
    session_id: SessionId,
    token: &str,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = refresh_tokens::Model {
        token_hash: hash(token),
        session_id,
        created_at: now,
        expires_at,
        used_at: None,
    };
    store::insert_refresh_token(tx, row).await
}

/// A refresh token has 256 random bits, so a plain hash hides it.
fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

fn grant(
    app: &App,
    session: &user_sessions::Model,
    refresh_expires_at: DateTime<Utc>,
    refresh_token: String,
    user: users::Model,
) -> Result<Grant> {
    let now = app.clock.now();
    let access_token = access::issue(&app.keys.jwt, user.id, session.id, user.role, now)?;
    Ok(Grant { access_token, refresh_token, refresh_expires_at, user })
}
