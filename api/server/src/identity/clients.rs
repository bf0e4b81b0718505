//! Third-party clients that act for customers of their own.
//!
//! A client proves itself at the token endpoint and gets an access token of its own audience. With
//! scope `booking` and the header `Marquee-Customer` that token stands for one of the client's own
//! customers, so every customer's operation works for clients without knowing of them. The
//! client's row and the secret that it proved itself with are read with each request: a client that
//! was disabled and a secret that was revoked are refused at once, whatever the token says.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::calendar::{book_date, book_day_start};
use domain::ids::RowId;
use domain::oauth::{Scope, Scopes};
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};
use tables::{api_client_days, api_client_secrets, api_clients, users};

use crate::app::App;
use crate::error::{Error, Result};
use crate::keys::JwtKeys;

/// How long a client's access token is good for.
pub const LIFETIME: Duration = Duration::minutes(10);

const ISSUER: &str = "marquee";
const AUDIENCE: &str = "marquee-client";

/// What a client's access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    /// The client, as it calls itself.
    sub: String,
    /// The secret that it proved itself with.
    sec: RowId,
    scope: String,
    iat: i64,
    exp: i64,
}

/// A client that proved itself.
#[derive(Clone, Debug)]
pub struct Client {
    pub row: api_clients::Model,
    /// What its token opens: no more than the client still may.
    pub scopes: Scopes,
}

/// The client that a customer belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientOf {
    pub client_id: String,
    pub orders_per_day: i32,
}

impl Client {
    /// Insists on a scope.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without it.
    pub fn require(&self, scope: Scope) -> Result<()> {
        self.scopes.contains(scope).then_some(()).ok_or(Error::Forbidden)
    }
}

/// Gives out an access token of a client that proved itself with `secret`.
pub fn issue(
    keys: &JwtKeys,
    client_id: &str,
    secret: RowId,
    scopes: &Scopes,
    now: DateTime<Utc>,
) -> Result<String> {
    let (key_id, key) = keys.signing();
    let header = Header { kid: Some(key_id.to_owned()), ..Header::new(Algorithm::EdDSA) };
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: client_id.to_owned(),
        sec: secret,
        scope: scopes.to_string(),
        iat: now.timestamp(),
        exp: (now + LIFETIME).timestamp(),
    };
    encode(&header, &claims, key).map_err(|error| Error::Internal(error.into()))
}

fn verify(keys: &JwtKeys, token: &str, now: DateTime<Utc>) -> Result<Claims> {
    let header = decode_header(token).map_err(|_| Error::Unauthenticated)?;
    let key = header.kid.as_deref().and_then(|id| keys.verifying(id));
    let key = key.ok_or(Error::Unauthenticated)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.validate_exp = false;
    let token = decode::<Claims>(token, key, &validation).map_err(|_| Error::Unauthenticated)?;
    if token.claims.exp <= now.timestamp() {
        return Err(Error::Unauthenticated);
    }
    Ok(token.claims)
}

/// The client of an access token; the request counts against its quota.
///
/// # Errors
/// [`Error::Unauthenticated`] when it is no good token of a client that may still act,
/// [`Error::TooMany`] past the quota.
pub async fn load(app: &App, token: &str) -> Result<Client> {
    let now = app.clock.now();
    let claims = verify(&app.keys.jwt, token, now)?;
    let secret = api_clients::Entity::belongs_to(api_client_secrets::Entity)
        .from(api_clients::Column::ClientId)
        .to(api_client_secrets::Column::ClientId);
    let found = api_clients::Entity::find()
        .join(JoinType::InnerJoin, secret.into())
        .select_also(api_client_secrets::Entity)
        .filter(api_client_secrets::Column::Id.eq(claims.sec))
        .one(&app.db)
        .await?;
    let Some((row, Some(secret))) = found else {
        return Err(Error::Unauthenticated);
    };
    let is_good = row.is_enabled && row.client_id == claims.sub && is_secret_good(&secret, now);
    if !is_good {
        return Err(Error::Unauthenticated);
    }
    count_request(app, &row).await?;
    let scopes = Scopes::parse(&claims.scope).unwrap_or_default().shared_with(&row.scopes);
    Ok(Client { row, scopes })
}

/// Whether a secret opens anything at `now`.
pub fn is_secret_good(secret: &api_client_secrets::Model, now: DateTime<Utc>) -> bool {
    secret.revoked_at.is_none() && secret.expires_at.is_none_or(|expires_at| expires_at > now)
}

/// The customer whom a client calls `reference`.
pub async fn customer(
    db: &impl ConnectionTrait,
    client_id: &str,
    reference: &str,
) -> Result<Option<users::Model>> {
    let customer = users::Entity::find()
        .filter(users::Column::ClientId.eq(client_id))
        .filter(users::Column::ClientReference.eq(reference))
        .filter(users::Column::DeletedAt.is_null());
    Ok(customer.one(db).await?)
}

/// Counts an order of a client's customer, in the order's own transaction.
///
/// # Errors
/// [`Error::TooMany`] when the client's orders of the day are used up.
pub async fn count_order(tx: &Tx, client: &ClientOf, now: DateTime<Utc>) -> Result<()> {
    use api_client_days::Column;
    add_to_day(tx, &client.client_id, now, 0).await?;
    let counted = api_client_days::Entity::update_many()
        .col_expr(Column::Orders, Expr::col(Column::Orders).add(1))
        .filter(Column::ClientId.eq(&client.client_id))
        .filter(Column::Day.eq(book_date(now)))
        .filter(Column::Orders.lt(client.orders_per_day))
        .exec(tx)
        .await?;
    if counted.rows_affected == 1 {
        return Ok(());
    }
    let tomorrow = book_date(now) + chrono::Days::new(1);
    let wait = book_day_start(tomorrow).map_or(Duration::days(1), |midnight| midnight - now);
    Err(Error::TooMany { retry_after_s: u32::try_from(wait.num_seconds() + 1).unwrap_or(86_400) })
}

/// Requests and orders of a client today, with those that are not written down yet.
pub async fn used_today(app: &App, client_id: &str) -> Result<(i64, i64)> {
    let day = book_date(app.clock.now());
    let row = api_client_days::Entity::find_by_id((client_id.to_owned(), day)).one(&app.db).await?;
    let (requests, orders) = row.map_or((0, 0), |row| (row.requests, i64::from(row.orders)));
    Ok((requests + app.quotas.unsaved(client_id), orders))
}

/// Counts a request against the client's quota of the minute.
///
/// # Errors
/// [`Error::TooMany`] past it.
pub async fn count_request(app: &App, client: &api_clients::Model) -> Result<()> {
    let now = app.clock.now();
    let counted = app.quotas.count(&client.client_id, client.requests_per_minute, now);
    if let Some(requests) = counted.to_save {
        let tx = app.db.begin().await?;
        add_to_day(&tx, &client.client_id, now, requests).await?;
        tx.commit().await?;
    }
    match counted.retry_after_s {
        None => Ok(()),
        Some(retry_after_s) => Err(Error::TooMany { retry_after_s }),
    }
}

async fn add_to_day(tx: &Tx, client_id: &str, now: DateTime<Utc>, requests: i64) -> Result<()> {
    use api_client_days::{ActiveModel, Column, Entity};
    let row = ActiveModel {
        client_id: Set(client_id.to_owned()),
        day: Set(book_date(now)),
        requests: Set(requests),
        orders: Set(0),
    };
    let sum = Expr::col((Entity, Column::Requests)).add(requests);
    let or_more = OnConflict::columns([Column::ClientId, Column::Day])
        .value(Column::Requests, sum)
        .to_owned();
    Entity::insert(row).on_conflict(or_more).exec_without_returning(tx).await?;
    Ok(())
}

/// How often clients asked in the running minute, in this process: with several replicas each lets
/// its share through. What was counted goes to the database every few seconds, so a crash forgets a
/// moment of statistics and nothing else.
#[derive(Debug, Default)]
pub struct Quotas(Mutex<HashMap<String, Window>>);

/// How seldom counts are written down.
const SAVED_EVERY: Duration = Duration::seconds(5);

#[derive(Debug, Default)]
struct Window {
    minute: i64,
    used: i32,
    unsaved: i64,
    saved_at: Option<DateTime<Utc>>,
}

struct Counted {
    /// Requests to be written down now.
    to_save: Option<i64>,
    /// Set when the minute's quota is used up.
    retry_after_s: Option<u32>,
}

impl Quotas {
    fn count(&self, client_id: &str, limit: i32, now: DateTime<Utc>) -> Counted {
        let mut windows = self.windows();
        let window = windows.entry(client_id.to_owned()).or_default();
        let (minute, second) = (now.timestamp().div_euclid(60), now.timestamp().rem_euclid(60));
        if window.minute != minute {
            (window.minute, window.used) = (minute, 0);
        }
        window.used = window.used.saturating_add(1);
        window.unsaved += 1;
        let is_due = window.saved_at.is_none_or(|saved_at| now - saved_at >= SAVED_EVERY);
        let to_save = is_due.then(|| std::mem::take(&mut window.unsaved));
        if is_due {
            window.saved_at = Some(now);
        }
        let wait = u32::try_from(60 - second).unwrap_or(60);
        Counted { to_save, retry_after_s: (window.used > limit).then_some(wait) }
    }

    fn unsaved(&self, client_id: &str) -> i64 {
        self.windows().get(client_id).map_or(0, |window| window.unsaved)
    }

    fn windows(&self) -> std::sync::MutexGuard<'_, HashMap<String, Window>> {
        // A panic between two additions leaves numbers that are still numbers.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration};
    use domain::ids::RowId;
    use domain::oauth::Scopes;

    use super::{LIFETIME, Quotas, issue, verify};
    use crate::identity::access;
    use crate::keys::Keys;

    #[test]
    fn a_quota_is_of_a_minute_and_of_one_client() {
        let quotas = Quotas::default();
        let start = DateTime::from_timestamp(1_800_000_010, 0).unwrap_or_default();
        for _ in 0..3 {
            assert_eq!(quotas.count("a", 3, start).retry_after_s, None);
        }
        assert_eq!(quotas.count("a", 3, start).retry_after_s, Some(50));
        assert_eq!(quotas.count("b", 3, start).retry_after_s, None);
        assert_eq!(quotas.count("a", 3, start + Duration::seconds(50)).retry_after_s, None);
    }

    #[test]
    fn what_was_counted_is_saved_once() {
        let quotas = Quotas::default();
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
        assert_eq!(quotas.count("a", 9, start).to_save, Some(1));
        assert_eq!(quotas.count("a", 9, start).to_save, None);
        assert_eq!(quotas.unsaved("a"), 1);
        assert_eq!(quotas.count("a", 9, start + Duration::seconds(5)).to_save, Some(2));
        assert_eq!(quotas.unsaved("a"), 0);
    }

    #[test]
    fn a_clients_token_is_no_persons_token() -> anyhow::Result<()> {
        let (keys, others) = (Keys::ephemeral()?, Keys::ephemeral()?);
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
        let scopes = Scopes::parse("booking").unwrap_or_default();
        let token = issue(&keys.jwt, "mqc_1", RowId(uuid::Uuid::nil()), &scopes, now)?;
        assert_eq!(verify(&keys.jwt, &token, now)?.sub, "mqc_1");
        assert!(access::verify(&keys.jwt, &token, now).is_err());
        assert!(verify(&others.jwt, &token, now).is_err());
        assert!(verify(&keys.jwt, &token, now + LIFETIME).is_err());
        Ok(())
    }
}
