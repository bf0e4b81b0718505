//! A demo's own cinemas register themselves: they start beside the platform, some time after it.

use domain::money::Money;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use tables::{cinema_systems, cinemas as rows, districts};

use crate::app::App;
use crate::audit::{Actor, Note};
use crate::cinemas::{self, Limits, NewSystem, SystemChange};
use crate::config::DemoCinema;
use crate::error::{Error, Result};

/// The platform's fee for a seat in a cinema of the demo.
const SERVICE_FEE: Money = Money::fen(300);

/// Registers the cinemas that the settings name, and follows those that moved. One that does not
/// answer yet is asked again the next time. True when anything changed.
pub async fn register_demo_cinemas(app: &App) -> Result<bool> {
    let mut has_worked = false;
    for demo in &app.config.demo_cinemas {
        match see_to(app, demo).await {
            Ok(has_changed) => has_worked |= has_changed,
            Err(Error::Refused(refusal)) => {
                tracing::debug!(cinema = demo.code, "not registered yet: {refusal}");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(has_worked)
}

async fn see_to(app: &App, demo: &DemoCinema) -> Result<bool> {
    let known = rows::Entity::find().filter(rows::Column::CinemaCode.eq(&demo.code));
    match known.one(&app.db).await? {
        None => register(app, demo).await,
        Some(cinema) if cinema.gateway == cinemas::BUILT_IN => Ok(false),
        Some(cinema) => follow(app, demo, &cinema).await,
    }
}

async fn register(app: &App, demo: &DemoCinema) -> Result<bool> {
    let district = districts::Entity::find_by_id(&demo.district).one(&app.db).await?;
    let Some(district) = district else {
        // The catalogue is loaded after the start.
        return Ok(false);
    };
    let new = NewSystem {
        base_url: demo.url.clone(),
        cinema_code: demo.code.clone(),
        city: district.city,
        district: demo.district.clone(),
        service_fee: SERVICE_FEE,
        public_keys: vec![demo.key.clone()],
        limits: Limits::default(),
    };
    let (actor, action) = (Actor::platform(), "register_cinema");
    let detail = json!({ "base_url": demo.url, "keys": [demo.key] });
    let note = Note { actor: &actor, action, target: &demo.code, detail };
    cinemas::register(app, new, note).await?;
    Ok(true)
}

/// A demo may start on other ports than the last time, and with keys of its own.
async fn follow(app: &App, demo: &DemoCinema, cinema: &rows::Model) -> Result<bool> {
    let system = cinema_systems::Entity::find_by_id(cinema.id).one(&app.db).await?;
    let url = demo.url.trim_end_matches('/');
    let has_moved = system.is_some_and(|system| {
        system.base_url.is_some_and(|known| known.trim_end_matches('/') != url)
    });
    if has_moved {
        let change = SystemChange { base_url: Some(demo.url.clone()), ..SystemChange::default() };
        let (actor, action) = (Actor::platform(), "edit_cinema_system");
        let detail = json!({ "base_url": demo.url });
        let note = Note { actor: &actor, action, target: &demo.code, detail };
        cinemas::edit(app, cinema.id, change, note).await?;
    }
    let keys = cinemas::keys_of(&app.db, &[cinema.id]).await?;
    let is_new_key = !keys.iter().any(|key| key.public_key == demo.key.trim());
    if is_new_key {
        let (actor, action) = (Actor::platform(), "add_cinema_key");
        let detail = json!({ "public_key": demo.key });
        let note = Note { actor: &actor, action, target: &demo.code, detail };
        cinemas::add_key(app, cinema.id, &demo.key, note).await?;
    }
    Ok(has_moved || is_new_key)
}
