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

/// What somebody does, to be written in the transaction of the deed itself: there is no deed
/// without its line, and no line without its deed.
pub struct Note<'a> {
    pub actor: &'a Actor,
    pub action: &'static str,
    pub target: &'a str,
    pub detail: serde_json::Value,
}

impl Note<'_> {
    /// Writes it.
    ///
    /// # Errors
    /// As [`record`].
    pub async fn record(self, app: &App, tx: &Tx) -> Result<()> {
        record(app, tx, self.actor, self.action, self.target, self.detail).await
    }
}

/// Writes what changes nothing here, before it is done: a look at what is not everybody's, or a
/// call outside.
///
/// # Errors
/// As [`record`].
pub async fn note(
    app: &App,
    actor: &Actor,
    action: &str,
    target: &str,
    detail: serde_json::Value,
) -> Result<()> {
    let tx = app.db.begin().await?;
    record(app, &tx, actor, action, target, detail).await?;
    tx.commit().await?;
    Ok(())
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
