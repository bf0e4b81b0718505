//! Who changed what in administration: a line in a log that only grows.

use actix_web::HttpRequest;
use database::Tx;
use domain::ids::{RowId, UserId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use tables::audit_log;

use crate::app::App;
use crate::error::Result;
use crate::http::client_address;

/// Somebody who acts in administration, and from where.
#[derive(Clone, Debug)]
pub struct Actor {
    /// None when the platform itself acts.
    pub id: Option<UserId>,
    pub address: String,
}

impl Actor {
    /// The person behind a request.
    pub fn of(app: &App, id: UserId, request: &HttpRequest) -> Self {
        Self { id: Some(id), address: client_address(app, request) }
    }

    /// A task of the platform.
    pub const fn platform() -> Self {
        Self { id: None, address: String::new() }
    }
}

/// Writes that `actor` did `action` to `target`. `detail` holds facts and no secrets.
///
/// # Errors
/// When the database refuses.
pub async fn record(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    action: &str,
    target: &str,
    detail: serde_json::Value,
) -> Result<()> {
    let line = audit_log::ActiveModel {
        id: Set(app.clock.new_id::<RowId>()),
        at: Set(app.clock.now()),
        actor_id: Set(actor.id),
        action: Set(action.to_owned()),
        target: Set(target.to_owned()),
        detail: Set(detail),
        address: Set(actor.address.clone()),
    };
    audit_log::Entity::insert(line).exec_without_returning(tx).await?;
    Ok(())
}
