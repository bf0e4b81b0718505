//! A repeated request gets the first answer instead of a second effect.
//!
//! A handler wraps its effect in [`run`]. The key is claimed first, in a transaction of its own;
//! the effect runs; the answer is stored. The claim is a lease: while it lasts, the same key
//! answers 409 with `Retry-After`; a request that was broken off gives its lease back at once, and
//! one whose process died loses it when the lease of a purchase is over (`MARQUEE_LEASE_MS`), which
//! is longer than any request is let run.
//!
//! A process can die between the effect and the storing of its answer. Then the repeated request
//! runs the effect again, so an effect must be repeatable by itself: it gets an [`EffectId`] that
//! stays the same until there is an answer, however often it runs, and uses it as the identifier of
//! the row that it inserts first. Finding that row already there means "go on from here", not
//! "refuse". A refusal with 409 or 429 is an answer: the next try gets a new identifier. A 5xx is
//! none. While a request runs, the column `body` holds the identifier.
//!
//! A secret that is shown once may be lost with its answer, so such answers are kept too, but
//! sealed ([`run_sealed_if_keyed`]): whoever reads the database does not read them.
//!
//! Neither the claim nor the answer waits for the disk. A power cut can take the claim only with
//! everything that the effect wrote after it, and an answer that is lost is given again by running
//! the effect again.

use std::borrow::Cow;
use std::fmt::Display;
use std::future::Future;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use chrono::{DateTime, Duration, Utc};
use database::Db;
use domain::ids::UserId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, TryInsertResult};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tables::idempotency_keys::{ActiveModel, Column, Entity, Model};
use uuid::Uuid;

use super::json::BodyDigest;
use super::problem::{PROBLEM_JSON, ProblemCode};
use crate::app::App;
use crate::error::{Error, Refusal, Result};

/// How long an answer is kept.
pub const KEPT: Duration = Duration::hours(24);

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The identifier of what an effect creates: the same each time that the same request runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffectId(Uuid);

impl EffectId {
    /// As the identifier of a row.
    pub fn id<Id: From<Uuid>>(self) -> Id {
        self.0.into()
    }
}

/// Runs `effect` once for the request's `Idempotency-Key`, which must be there.
///
/// The answer is `effect`'s status with its value as JSON. Answers 409, 429 and 5xx are not kept:
/// trying again may help.
///
/// # Errors
/// `idempotency_key_missing`, `idempotency_key_reused`, `idempotency_in_progress`, and whatever the
/// effect refuses.
pub async fn run<T, F, Fut>(
    app: &App,
    person: UserId,
    request: &HttpRequest,
    body: BodyDigest,
    effect: F,
) -> Result<HttpResponse>
where
    T: Serialize,
    F: FnOnce(EffectId) -> Fut,
    Fut: Future<Output = Result<(StatusCode, T)>>,
{
    let key = read_key(request)?.ok_or_else(|| {
        let detail = "Send a new Idempotency-Key, such as a UUID, with every new intent.";
        Error::refused(ProblemCode::IdempotencyKeyMissing, detail)
    })?;
    let wish = Wish::new(person, key, request, body);
    run_keyed(app, wish, Keeping::Plain, effect).await
}

/// Like [`run`], where the key is welcome but not required.
///
/// # Errors
/// As [`run`], but never `idempotency_key_missing`.
pub async fn run_if_keyed<T, F, Fut>(
    app: &App,
    person: UserId,
    request: &HttpRequest,
    body: BodyDigest,
    effect: F,
) -> Result<HttpResponse>
where
    T: Serialize,
    F: FnOnce(EffectId) -> Fut,
    Fut: Future<Output = Result<(StatusCode, T)>>,
{
    run_any(app, person, request, body, Keeping::Plain, effect).await
}

/// Like [`run_if_keyed`], for answers that hold a secret which is shown once: the kept answer is
/// sealed in the vault. `owner` is a person or a client.
///
/// # Errors
/// As [`run_if_keyed`].
pub async fn run_sealed_if_keyed<T, F, Fut>(
    app: &App,
    owner: impl Display,
    request: &HttpRequest,
    body: BodyDigest,
    effect: F,
) -> Result<HttpResponse>
where
    T: Serialize,
    F: FnOnce(EffectId) -> Fut,
    Fut: Future<Output = Result<(StatusCode, T)>>,
{
    run_any(app, owner, request, body, Keeping::Sealed, effect).await
}

async fn run_any<T, F, Fut>(
    app: &App,
    owner: impl Display,
    request: &HttpRequest,
    body: BodyDigest,
    keeping: Keeping,
    effect: F,
) -> Result<HttpResponse>
where
    T: Serialize,
    F: FnOnce(EffectId) -> Fut,
    Fut: Future<Output = Result<(StatusCode, T)>>,
{
    match read_key(request)? {
        Some(key) => run_keyed(app, Wish::new(owner, key, request, body), keeping, effect).await,
        None => {
            let (status, value) = effect(EffectId(app.clock.new_id())).await?;
            Ok(HttpResponse::build(status).json(value))
        }
    }
}

fn read_key(request: &HttpRequest) -> Result<Option<String>> {
    let Some(value) = request.headers().get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    match value.to_str() {
        Ok(key) if (1..=255).contains(&key.trim().len()) => Ok(Some(key.trim().to_owned())),
        _ => Err(Error::refused(
            ProblemCode::MalformedRequest,
            "An Idempotency-Key has 1 to 255 visible letters.",
        )),
    }
}

async fn run_keyed<T, F, Fut>(
    app: &App,
    wish: Wish,
    keeping: Keeping,
    effect: F,
) -> Result<HttpResponse>
where
    T: Serialize,
    F: FnOnce(EffectId) -> Fut,
    Fut: Future<Output = Result<(StatusCode, T)>>,
{
    let claim = match claim(app, &wish).await? {
        Claimed::Ours(claim) => claim,
        Claimed::Answered { status, body } => return Ok(replay(status, wish.unsealed(app, body)?)),
    };
    let claim = Guard::new(app.db.clone(), claim);
    match effect(claim.effect_id()).await {
        Ok((status, value)) => {
            let body = serde_json::to_string(&value).map_err(anyhow::Error::new)?;
            let kept = match keeping {
                Keeping::Plain => Cow::Borrowed(&body),
                Keeping::Sealed => Cow::Owned(wish.sealed(app, &body)?),
            };
            claim.answer(status, &kept).await?;
            Ok(HttpResponse::build(status)
                .insert_header((header::CONTENT_TYPE, "application/json"))
                .body(body))
        }
        Err(error) => {
            let status = error.status_code();
            if is_kept(status) {
                let problem = super::problem::Problem::from(&error);
                let body = serde_json::to_string(&problem).map_err(anyhow::Error::new)?;
                claim.answer(status, &body).await?;
            } else {
                claim.free(status.is_server_error()).await?;
            }
            Err(error)
        }
    }
}

/// Whether the same answer would come again: not when somebody else's move or our recovery can
/// change it.
fn is_kept(status: StatusCode) -> bool {
    status != StatusCode::CONFLICT
        && status != StatusCode::TOO_MANY_REQUESTS
        && !status.is_server_error()
}

fn hash_request(request: &HttpRequest, body: BodyDigest) -> String {
    let mut hash = Sha256::new();
    hash.update(request.method().as_str());
    hash.update([0]);
    hash.update(request.uri().path());
    hash.update([0]);
    hash.update(body.as_bytes());
    hex::encode(hash.finalize())
}

fn replay(status: i32, body: String) -> HttpResponse {
    let status = u16::try_from(status).ok().and_then(|code| StatusCode::from_u16(code).ok());
    let status = status.unwrap_or(StatusCode::OK);
    let media_type = if status.is_client_error() { PROBLEM_JSON } else { "application/json" };
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((REPLAYED, HeaderValue::from_static("true")))
        .body(body)
}

/// How an answer is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    Plain,
    /// In the vault: it holds a secret.
    Sealed,
}

/// What a sealed answer begins with; no JSON does.
const SEALED: &str = "sealed:";

struct Wish {
    owner: String,
    key: String,
    request_hash: String,
}

struct Lease {
    effect_id: Uuid,
    created_at: DateTime<Utc>,
    leased_until: DateTime<Utc>,
}

impl Wish {
    fn new(owner: impl Display, key: String, request: &HttpRequest, body: BodyDigest) -> Self {
        Self { owner: owner.to_string(), key, request_hash: hash_request(request, body) }
    }

    fn purpose(&self) -> String {
        format!("answer:{}:{}:{}", self.owner, self.request_hash, self.key)
    }

    fn sealed(&self, app: &App, body: &str) -> Result<String> {
        Ok(format!("{SEALED}{}", app.keys.vault().seal(&self.purpose(), body.as_bytes())?))
    }

    /// An answer as it was, however it was kept.
    fn unsealed(&self, app: &App, body: String) -> Result<String> {
        match body.strip_prefix(SEALED) {
            None => Ok(body),
            Some(sealed) => {
                let plain = app.keys.vault().open(&self.purpose(), sealed)?;
                Ok(String::from_utf8(plain).map_err(anyhow::Error::new)?)
            }
        }
    }

    /// The row while the request runs.
    fn running(&self, lease: &Lease) -> Model {
        Model {
            owner: self.owner.clone(),
            key: self.key.clone(),
            request_hash: self.request_hash.clone(),
            status_code: None,
            body: Some(lease.effect_id.to_string()),
            created_at: lease.created_at,
            leased_until: lease.leased_until,
        }
    }
}

enum Claimed {
    Ours(Model),
    Answered { status: i32, body: String },
}

async fn claim(app: &App, wish: &Wish) -> Result<Claimed> {
    let now = app.clock.now();
    let leased_until = now + app.config.purchase.lease();
    let fresh = Lease { effect_id: app.clock.new_id(), created_at: now, leased_until };
    let tx = app.db.begin_relaxed().await?;
    if let Some(claim) = insert(&tx, wish.running(&fresh)).await? {
        tx.commit().await?;
        return Ok(Claimed::Ours(claim));
    }
    let identity = (wish.owner.clone(), wish.key.clone());
    let found = Entity::find_by_id(identity).one(&tx).await?;
    let claimed = match found {
        // Freed in this very moment.
        None => return Err(still_running()),
        Some(row) if row.created_at + KEPT <= now => {
            take_over(&tx, &row, wish.running(&fresh)).await?
        }
        Some(row) if row.request_hash != wish.request_hash => {
            let detail = "This Idempotency-Key came before with another request. Use a new one.";
            return Err(Error::refused(ProblemCode::IdempotencyKeyReused, detail));
        }
        Some(Model { status_code: Some(status), body: Some(body), .. }) => {
            Claimed::Answered { status, body }
        }
        Some(row) if row.leased_until > now => return Err(still_running()),
        Some(row) => {
            let effect_id = effect_id_of(&row).unwrap_or(fresh.effect_id);
            let lease = Lease { effect_id, created_at: row.created_at, leased_until };
            take_over(&tx, &row, wish.running(&lease)).await?
        }
    };
    tx.commit().await?;
    Ok(claimed)
}

/// The row, unless the key is there already.
async fn insert(tx: &database::Tx, row: Model) -> Result<Option<Model>> {
    let inserted = Entity::insert(ActiveModel::from(row.clone()))
        .on_conflict_do_nothing()
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)).then_some(row))
}

/// Takes a key whose answer has grown too old or whose request died.
async fn take_over(tx: &database::Tx, old: &Model, row: Model) -> Result<Claimed> {
    let change = ActiveModel {
        request_hash: Set(row.request_hash.clone()),
        status_code: Set(None),
        body: Set(row.body.clone()),
        created_at: Set(row.created_at),
        leased_until: Set(row.leased_until),
        ..Default::default()
    };
    let taken = Entity::update_many().set(change).filter(is_claim(old)).exec(tx).await?;
    if taken.rows_affected == 1 { Ok(Claimed::Ours(row)) } else { Err(still_running()) }
}

fn still_running() -> Error {
    let detail = "The first request with this Idempotency-Key is still running.";
    Refusal::new(ProblemCode::IdempotencyInProgress, detail).retry_after(1).into()
}

/// The row, as long as nobody else has taken the lease.
fn is_claim(row: &Model) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(Column::Owner.eq(&row.owner))
        .add(Column::Key.eq(&row.key))
        .add(Column::LeasedUntil.eq(row.leased_until))
}

/// A claimed key. Dropped without an answer, because the client went away or the time was over, it
/// frees the key in the background.
struct Guard {
    db: Db,
    row: Option<Model>,
    effect_id: EffectId,
}

impl Guard {
    fn new(db: Db, row: Model) -> Self {
        let effect_id = EffectId(effect_id_of(&row).unwrap_or_default());
        Self { db, row: Some(row), effect_id }
    }

    fn effect_id(&self) -> EffectId {
        self.effect_id
    }

    async fn answer(mut self, status: StatusCode, body: &str) -> Result<()> {
        let Some(row) = self.row.take() else {
            return Ok(());
        };
        let tx = self.db.begin_relaxed().await?;
        Entity::update_many()
            .col_expr(Column::StatusCode, Expr::value(i32::from(status.as_u16())))
            .col_expr(Column::Body, Expr::value(body))
            .filter(is_claim(&row))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn free(mut self, may_have_an_effect: bool) -> Result<()> {
        match self.row.take() {
            Some(row) => free(&self.db, &row, may_have_an_effect).await,
            None => Ok(()),
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let (Some(row), Ok(runtime)) = (self.row.take(), tokio::runtime::Handle::try_current())
        else {
            return;
        };
        let db = self.db.clone();
        runtime.spawn(async move {
            if let Err(error) = free(&db, &row, true).await {
                tracing::warn!("an idempotency key stays leased: {error}");
            }
        });
    }
}

/// Ends the lease. Where something may have been done, the row and its effect's identifier stay.
async fn free(db: &Db, row: &Model, may_have_an_effect: bool) -> Result<()> {
    let tx = db.begin_relaxed().await?;
    if may_have_an_effect {
        Entity::update_many()
            .col_expr(Column::LeasedUntil, Expr::value(row.created_at))
            .filter(is_claim(row))
            .exec(&tx)
            .await?;
    } else {
        Entity::delete_many().filter(is_claim(row)).exec(&tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn effect_id_of(row: &Model) -> Option<Uuid> {
    row.body.as_deref().filter(|_| row.status_code.is_none()).and_then(|text| text.parse().ok())
}
