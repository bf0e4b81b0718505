//! Registering cinemas' systems and changing how they are reached.

use std::time::Duration;

use actix_web::http::Uri;
use chrono::{DateTime, Utc};
use domain::catalogue::StringList;
use domain::feed::check_code;
use domain::ids::CinemaId;
use domain::money::Money;
use domain::text::LocalizedText;
use gateways::cinema::{CinemaProgramme, wire};
use gateways::signing::PublicKey;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use tables::{cinema_keys, cinema_systems, cinemas, cities, districts};
use utoipa::ToSchema;
use validator::Validate;

use super::intake::cinema::CinemaRow;
use super::registry::{self, REMOTE};
use super::store;
use crate::app::App;
use crate::audit::Note;
use crate::config::Environment;
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;

/// How much of us a cinema's system bears, and how long we wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[schema(as = CinemaLimits)]
pub struct Limits {
    /// Requests that may wait for it at once.
    #[validate(range(min = 1, max = 1000))]
    pub max_in_flight: i32,
    #[validate(range(min = 100, max = 60_000))]
    pub connect_timeout_ms: i32,
    #[validate(range(min = 100, max = 60_000))]
    pub answer_timeout_ms: i32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_in_flight: 32, connect_timeout_ms: 5_000, answer_timeout_ms: 10_000 }
    }
}

impl Limits {
    pub(super) fn of(system: &cinema_systems::Model) -> Self {
        Self {
            max_in_flight: system.max_in_flight,
            connect_timeout_ms: system.connect_timeout_ms,
            answer_timeout_ms: system.answer_timeout_ms,
        }
    }

    pub(super) fn connect_timeout(self) -> Duration {
        Duration::from_millis(u64::try_from(self.connect_timeout_ms).unwrap_or_default())
    }

    pub(super) fn answer_timeout(self) -> Duration {
        Duration::from_millis(u64::try_from(self.answer_timeout_ms).unwrap_or_default())
    }
}

/// A cinema that shall sell through the platform.
#[derive(Clone, Debug)]
pub struct NewSystem {
    /// Ends before `/v1`.
    pub base_url: String,
    pub cinema_code: String,
    /// Slugs of a city and a district that the catalogue knows.
    pub city: String,
    pub district: String,
    /// The platform's fee for one seat.
    pub service_fee: Money,
    /// Raw Ed25519 keys in base64 with which the cinema signs what it pushes.
    pub public_keys: Vec<String>,
    pub limits: Limits,
}

/// What an administrator changes; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct SystemChange {
    pub base_url: Option<String>,
    pub district: Option<String>,
    pub service_fee: Option<Money>,
    pub limits: Option<Limits>,
    pub is_enabled: Option<bool>,
    pub requires_live_tickets: Option<bool>,
}

/// Registers a cinema in another process, after it has answered as who it is said to be. Its
/// programme follows with the next fetch, which is asked for here.
///
/// # Errors
/// `cinema_unreachable` when it does not answer, `cinema_mismatch` when it is another cinema or
/// speaks another version, [`Error::Invalid`] for addresses, keys and slugs that are none.
pub async fn register(app: &App, new: NewSystem, note: Note<'_>) -> Result<CinemaId> {
    let base_url = check_base_url(app, &new.base_url)?;
    check_code("cinema_code", &new.cinema_code, 16)
        .map_err(|fault| Error::invalid("/cinema_code", "code", fault.detail))?;
    check_place(app, Some(&new.city), &new.district).await?;
    check_fee(new.service_fee)?;
    let keys = new.public_keys.iter().map(|key| parse_key(key)).collect::<Result<Vec<_>>>()?;
    let now = app.clock.now();
    let id: CinemaId = app.clock.new_id();
    let system = store::new_system(id, Some(base_url), new.limits, now);
    let described = introduce(app, &system, &new.cinema_code).await?;
    let row = cinema_row(id, &new, &described, now)?;

    let tx = app.db.begin().await?;
    let is_known = cinemas::Entity::find()
        .filter(cinemas::Column::CinemaCode.eq(&new.cinema_code))
        .one(&tx)
        .await?;
    if is_known.is_some() {
        let detail = "A cinema of this code is registered already.";
        return Err(Error::refused(ProblemCode::CinemaMismatch, detail));
    }
    cinemas::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
    store::add_system(&tx, system).await?;
    for key in keys {
        store::add_key(&tx, key_row(id, &key, now)).await?;
    }
    note.record(app, &tx).await?;
    tx.commit().await?;
    app.cinemas.refresh(app).await?;
    app.wake.sync.notify_one();
    Ok(id)
}

/// Asks a system who it is, over the very line that it will be reached by.
async fn introduce(
    app: &App,
    system: &cinema_systems::Model,
    cinema_code: &str,
) -> Result<wire::Cinema> {
    let line = app.cinemas.line_to(app, system, cinema_code)?;
    let silent = |error: gateways::GatewayError| {
        let detail = format!("The cinema's system did not answer as it should: {error}");
        Error::refused(ProblemCode::CinemaUnreachable, detail)
    };
    let capabilities = line.capabilities(cinema_code).await.map_err(silent)?;
    if !registry::speaks(&capabilities.interface_version) {
        let detail = "The cinema speaks another version of the interface.";
        return Err(Error::refused(ProblemCode::CinemaMismatch, detail));
    }
    let described = line.cinema(cinema_code).await.map_err(silent)?;
    if described.cinema_code != cinema_code {
        let detail = "At this address there is a cinema of another code.";
        return Err(Error::refused(ProblemCode::CinemaMismatch, detail));
    }
    Ok(described)
}

fn cinema_row(
    id: CinemaId,
    new: &NewSystem,
    described: &wire::Cinema,
    now: DateTime<Utc>,
) -> Result<cinemas::Model> {
    let mut row = cinemas::Model {
        id,
        cinema_code: new.cinema_code.clone(),
        name: LocalizedText::default(),
        address: LocalizedText::default(),
        city: new.city.clone(),
        district: new.district.clone(),
        latitude_e6: 0,
        longitude_e6: 0,
        phone: String::new(),
        services: StringList::default(),
        timezone: String::new(),
        search_text: String::new(),
        stop_sell_min: 0,
        refund_stop_min: 0,
        max_seats: DEFAULT_MAX_SEATS,
        service_fee_minor: new.service_fee.amount_minor,
        currency: new.service_fee.currency,
        gateway: REMOTE.to_owned(),
        is_available: true,
        created_at: now,
        updated_at: now,
    };
    let facts = CinemaRow::of(described)
        .map_err(|fault| Error::refused(ProblemCode::CinemaMismatch, fault.detail))?;
    facts.write_to(&mut row);
    Ok(row)
}

/// Seats that one order may hold until the cinema has said how many it allows.
const DEFAULT_MAX_SEATS: i32 = 6;

/// Changes how a cinema is reached or sold. What it is called and where it stands is the cinema's
/// own to say.
///
/// # Errors
/// [`Error::NotFound`] for an unknown cinema, [`Error::Invalid`] for what cannot be.
pub async fn edit(app: &App, id: CinemaId, change: SystemChange, note: Note<'_>) -> Result<()> {
    let system = system_or_default(app, id).await?;
    let base_url = match &change.base_url {
        Some(_) if system.base_url.is_none() => {
            let detail = "The built-in box office has no address.";
            return Err(Error::invalid("/base_url", "built_in", detail));
        }
        Some(url) => Some(check_base_url(app, url)?),
        None => system.base_url.clone(),
    };
    if let Some(district) = &change.district {
        check_place(app, None, district).await?;
    }
    if let Some(fee) = change.service_fee {
        check_fee(fee)?;
    }
    let limits = change.limits.unwrap_or_else(|| Limits::of(&system));
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let mut cinema = cinemas::ActiveModel { id: Unchanged(id), ..Default::default() };
    cinema.updated_at = Set(now);
    if let Some(district) = change.district {
        cinema.district = Set(district);
    }
    if let Some(fee) = change.service_fee {
        cinema.service_fee_minor = Set(fee.amount_minor);
    }
    if change.is_enabled == Some(false) {
        cinema.is_available = Set(false);
    }
    cinemas::Entity::update(cinema).exec(&tx).await?;
    store::add_system(&tx, system.clone()).await?;
    let row = cinema_systems::ActiveModel {
        cinema_id: Unchanged(id),
        base_url: Set(base_url),
        is_enabled: Set(change.is_enabled.unwrap_or(system.is_enabled)),
        requires_live_tickets: Set(change
            .requires_live_tickets
            .unwrap_or(system.requires_live_tickets)),
        max_in_flight: Set(limits.max_in_flight),
        connect_timeout_ms: Set(limits.connect_timeout_ms),
        answer_timeout_ms: Set(limits.answer_timeout_ms),
        // Everything is fetched anew: the fee for a seat is part of each showtime.
        programme_at: Set(None),
        last_attempt_at: Set(None),
        ..Default::default()
    };
    cinema_systems::Entity::update(row).exec(&tx).await?;
    note.record(app, &tx).await?;
    tx.commit().await?;
    app.cinemas.refresh(app).await?;
    app.wake.sync.notify_one();
    Ok(())
}

/// The system of a cinema; a cinema of the built-in box office has one even before the first fetch.
pub(super) async fn system_or_default(app: &App, id: CinemaId) -> Result<cinema_systems::Model> {
    match store::system(&app.db, id).await {
        Err(Error::NotFound(_)) => {
            let cinema = cinemas::Entity::find_by_id(id).one(&app.db).await?;
            let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
            Ok(store::new_system(cinema.id, None, Limits::default(), app.clock.now()))
        }
        found => found,
    }
}

/// Lets a cinema sign with one more key. The name of the key comes back.
///
/// # Errors
/// [`Error::Invalid`] when it is no Ed25519 key, [`Error::NotFound`] for an unknown cinema.
pub async fn add_key(app: &App, id: CinemaId, public_key: &str, note: Note<'_>) -> Result<String> {
    let key = parse_key(public_key)?;
    store::system(&app.db, id).await?;
    let tx = app.db.begin().await?;
    store::add_key(&tx, key_row(id, &key, app.clock.now())).await?;
    note.record(app, &tx).await?;
    tx.commit().await?;
    Ok(key.key_id())
}

/// Believes a key no longer. Repeated, it changes nothing.
///
/// # Errors
/// [`Error::NotFound`] when the cinema never had it.
pub async fn revoke_key(app: &App, id: CinemaId, key_id: &str, note: Note<'_>) -> Result<()> {
    let tx = app.db.begin().await?;
    if !store::revoke_key(&tx, id, key_id, app.clock.now()).await? {
        return Err(Error::NotFound("key"));
    }
    note.record(app, &tx).await?;
    tx.commit().await?;
    Ok(())
}

fn key_row(cinema_id: CinemaId, key: &PublicKey, now: DateTime<Utc>) -> cinema_keys::Model {
    cinema_keys::Model {
        cinema_id,
        key_id: key.key_id(),
        public_key: key.to_base64(),
        added_at: now,
        revoked_at: None,
    }
}

fn parse_key(text: &str) -> Result<PublicKey> {
    PublicKey::from_base64(text.trim()).map_err(|error| {
        Error::invalid("/keys", "key", format!("A key is 32 raw bytes in base64: {error}."))
    })
}

/// An address that a request can be sent to, without its last slash. Production insists on https.
fn check_base_url(app: &App, text: &str) -> Result<String> {
    let wrong = |detail: &str| Error::invalid("/base_url", "url", detail);
    let url = text.trim().trim_end_matches('/');
    let parsed: Uri = url.parse().map_err(|_| wrong("This is no address."))?;
    let host = parsed.host().unwrap_or_default();
    let is_plain = parsed.scheme_str() == Some("http");
    if !is_plain && parsed.scheme_str() != Some("https") || host.is_empty() {
        return Err(wrong("An address begins with https:// and names a host."));
    }
    if is_plain && app.config.environment == Environment::Production {
        return Err(wrong("In production an address begins with https://."));
    }
    if url.contains(['?', '#', '@']) || url.len() > 500 {
        return Err(wrong("An address has no query, no fragment and no password in it."));
    }
    Ok(url.to_owned())
}

async fn check_place(app: &App, city: Option<&str>, district: &str) -> Result<()> {
    if let Some(city) = city
        && cities::Entity::find_by_id(city).one(&app.db).await?.is_none()
    {
        return Err(Error::invalid("/city", "unknown", "The catalogue has no such city."));
    }
    let found = districts::Entity::find_by_id(district).one(&app.db).await?;
    let is_known = found.is_some_and(|district| city.is_none_or(|city| district.city == city));
    if is_known {
        return Ok(());
    }
    Err(Error::invalid("/district", "unknown", "The city has no such district."))
}

fn check_fee(fee: Money) -> Result<()> {
    if (0..=10_000).contains(&fee.amount_minor) {
        return Ok(());
    }
    Err(Error::invalid("/service_fee/amount", "range", "A service fee is 0 to 100 yuan."))
}
