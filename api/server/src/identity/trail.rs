//! What operators do to their own accounts stands in the audit log: somebody who takes an account
//! over leaves a trail. What customers do to theirs does not.

use database::Tx;
use domain::identity::{Phone, Role};
use serde_json::{Value, json};
use tables::users;

use super::sessions::Device;
use super::throttle;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};

/// Failed attempts on one phone that are written down in ten minutes. The log never shrinks, so
/// strangers must not be able to fill it.
const FAILURES: i32 = 50;

/// Somebody who has just proven who they are.
pub fn actor(user: &users::Model, address: &str) -> Actor {
    Actor { id: Some(user.id), address: address.to_owned() }
}

/// Writes down what somebody does to their own account, in the transaction of the deed.
pub async fn note(
    app: &App,
    tx: &Tx,
    user: &users::Model,
    actor: &Actor,
    action: &str,
    detail: Value,
) -> Result<()> {
    if user.role == Role::Customer {
        return Ok(());
    }
    audit::record(app, tx, actor, action, &user.id.to_string(), detail).await
}

/// Writes down that somebody failed to sign in, and at what. Whoever it was has not proven to be
/// the person: the line names no actor. Counts for everybody alike, so that the time it takes does
/// not tell who is an operator.
pub async fn failed(
    app: &App,
    phone: &Phone,
    user: Option<&users::Model>,
    device: &Device,
    at: &str,
) -> Result<()> {
    let tx = app.db.begin().await?;
    let key = format!("login:failed:{phone}");
    match throttle::count(&tx, &key, FAILURES, app.clock.now()).await {
        Ok(()) => {
            if let Some(user) = user {
                let nobody = Actor { id: None, address: device.address.clone() };
                let detail = json!({ "failed_at": at });
                note(app, &tx, user, &nobody, "account.sign_in_failed", detail).await?;
            }
        }
        Err(Error::TooMany { .. }) => {}
        Err(error) => return Err(error),
    }
    tx.commit().await?;
    Ok(())
}
