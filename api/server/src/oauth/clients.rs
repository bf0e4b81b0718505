//! Looking after clients: adding, changing, secrets. Each change stands in the audit log.

use chrono::Duration;
use database::Tx;
use domain::catalogue::StringList;
use domain::ids::{ApiClientId, RowId};
use domain::oauth::{BadRedirect, ClientKind, Scopes, check_redirect};
use domain::text::LocalizedText;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use tables::{api_client_secrets, api_clients};

use super::flow::hash;
use super::store;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};

/// How long older secrets stay good once there is a newer one.
const OVERLAP: Duration = Duration::hours(24);

/// What a client starts with.
pub struct NewClient {
    /// The same when the same request is repeated; its first secret has it too.
    pub id: ApiClientId,
    pub name: LocalizedText,
    pub kind: ClientKind,
    pub redirect_uris: Vec<String>,
    pub scopes: Scopes,
    pub requests_per_minute: i32,
    pub orders_per_day: i32,
}

/// What shall be different.
#[derive(Default)]
pub struct Change {
    pub name: Option<LocalizedText>,
    pub redirect_uris: Option<Vec<String>>,
    pub scopes: Option<Scopes>,
    pub requests_per_minute: Option<i32>,
    pub orders_per_day: Option<i32>,
    pub is_enabled: Option<bool>,
    pub revision: i32,
}

/// Whether a client may be like that.
fn check(name: &LocalizedText, kind: ClientKind, uris: &[String], scopes: &Scopes) -> Result<()> {
    let is_name = |text: &str| (1..=60).contains(&text.trim().chars().count());
    if !is_name(&name.zh) || !is_name(&name.en) {
        let detail = "A name has 1 to 60 letters in both languages.";
        return Err(Error::invalid("/name", "length", detail));
    }
    for (at, address) in uris.iter().enumerate() {
        check_redirect(address, kind).map_err(|fault| {
            let detail = match fault {
                BadRedirect::Malformed => "An absolute address, such as https://app.example/back.",
                BadRedirect::Fragment => "Answers are not put behind a #.",
                BadRedirect::Insecure => "HTTPS, or http://127.0.0.1 on the person's own machine.",
                BadRedirect::PrivateScheme => {
                    "A scheme of its own is for public clients, such as com.example.app:/back."
                }
            };
            Error::invalid(format!("/redirect_uris/{at}"), "redirect_uri", detail)
        })?;
    }
    if scopes.is_empty() {
        return Err(Error::invalid("/scopes", "empty", "A client has at least one scope."));
    }
    if !scopes.of_people(true).is_empty() && uris.is_empty() {
        let detail = "Who signs people in says where they come back.";
        return Err(Error::invalid("/redirect_uris", "empty", detail));
    }
    if kind == ClientKind::Public && !scopes.of_people(false).is_empty() {
        let detail = "A public client cannot prove itself: it only signs people in.";
        return Err(Error::invalid("/scopes", "public_client", detail));
    }
    Ok(())
}

/// Adds a client; answers it and its first secret.
///
/// # Errors
/// 422 for what no client can be.
pub async fn create(
    app: &App,
    actor: &Actor,
    new: NewClient,
) -> Result<(api_clients::Model, Option<String>)> {
    check(&new.name, new.kind, &new.redirect_uris, &new.scopes)?;
    let secret_id = RowId(new.id.0);
    let tx = app.db.begin().await?;
    if let Some(repeated) = store::client_by_id(&tx, new.id).await? {
        let secret = replace_untold(&tx, secret_id, &repeated.client_id).await?;
        tx.commit().await?;
        return Ok((repeated, secret));
    }
    let client = api_clients::Model {
        id: new.id,
        client_id: format!("mq-{}", hex::encode(crate::keys::random::<10>()?)),
        name: new.name,
        kind: new.kind,
        redirect_uris: StringList(new.redirect_uris),
        scopes: new.scopes,
        requests_per_minute: new.requests_per_minute,
        orders_per_day: new.orders_per_day,
        is_enabled: true,
        revision: 1,
        created_at: app.clock.now(),
    };
    let row = api_clients::ActiveModel::from(client.clone());
    api_clients::Entity::insert(row).exec_without_returning(&tx).await?;
    let secret = match client.kind {
        ClientKind::Confidential => {
            Some(insert_secret(app, &tx, secret_id, &client.client_id).await?)
        }
        ClientKind::Public => None,
    };
    let detail = json!({
        "name": client.name,
        "kind": client.kind,
        "redirect_uris": client.redirect_uris,
        "scopes": client.scopes,
        "requests_per_minute": client.requests_per_minute,
        "orders_per_day": client.orders_per_day,
    });
    audit::record(app, &tx, actor, "client.created", &client.client_id, detail).await?;
    tx.commit().await?;
    Ok((client, secret))
}

fn new_secret() -> Result<String> {
    Ok(format!("mqs_{}", hex::encode(crate::keys::random::<32>()?)))
}

fn hint(secret: &str) -> String {
    secret.chars().skip(secret.len() - 4).collect()
}

async fn insert_secret(app: &App, tx: &Tx, id: RowId, client_id: &str) -> Result<String> {
    let secret = new_secret()?;
    let row = api_client_secrets::ActiveModel {
        id: Set(id),
        client_id: Set(client_id.to_owned()),
        secret_hash: Set(hash(&secret)),
        hint: Set(hint(&secret)),
        created_at: Set(app.clock.now()),
        expires_at: Set(None),
        revoked_at: Set(None),
    };
    api_client_secrets::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(secret)
}

/// Puts another secret in the place of one that nobody was told: the process died between making
/// it and keeping the answer, and only its hash is known. None when there is no such secret.
async fn replace_untold(tx: &Tx, id: RowId, client_id: &str) -> Result<Option<String>> {
    use api_client_secrets::Column;
    let secret = new_secret()?;
    let replaced = api_client_secrets::Entity::update_many()
        .col_expr(Column::SecretHash, Expr::value(hash(&secret)))
        .col_expr(Column::Hint, Expr::value(hint(&secret)))
        .filter(Column::Id.eq(id))
        .filter(Column::ClientId.eq(client_id))
        .exec(tx)
        .await?;
    Ok((replaced.rows_affected == 1).then_some(secret))
}

/// Changes a client. One that is disabled, or may sign people in no longer, ends every signing in.
///
/// # Errors
/// [`Error::Stale`] when somebody changed it since `revision`; 422 for what no client can be.
pub async fn edit(app: &App, actor: &Actor, id: ApiClientId, change: Change) -> Result<()> {
    use api_clients::Column;
    let client = store::client_by_id(&app.db, id).await?.ok_or(Error::NotFound("client"))?;
    let detail = json!({
        "name": change.name,
        "redirect_uris": change.redirect_uris,
        "scopes": change.scopes,
        "requests_per_minute": change.requests_per_minute,
        "orders_per_day": change.orders_per_day,
        "is_enabled": change.is_enabled,
    });
    let is_disabled = client.is_enabled && change.is_enabled == Some(false);
    let mut next = client.clone();
    next.name = change.name.unwrap_or(next.name);
    next.redirect_uris = change.redirect_uris.map_or(next.redirect_uris, StringList);
    next.scopes = change.scopes.unwrap_or(next.scopes);
    next.requests_per_minute = change.requests_per_minute.unwrap_or(next.requests_per_minute);
    next.orders_per_day = change.orders_per_day.unwrap_or(next.orders_per_day);
    next.is_enabled = change.is_enabled.unwrap_or(next.is_enabled);
    check(&next.name, next.kind, &next.redirect_uris.0, &next.scopes)?;
    let row = api_clients::ActiveModel {
        name: Set(next.name),
        redirect_uris: Set(next.redirect_uris),
        scopes: Set(next.scopes),
        requests_per_minute: Set(next.requests_per_minute),
        orders_per_day: Set(next.orders_per_day),
        is_enabled: Set(next.is_enabled),
        revision: Set(change.revision + 1),
        ..Default::default()
    };
    let tx = app.db.begin().await?;
    let changed = api_clients::Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id))
        .filter(Column::Revision.eq(change.revision))
        .exec(&tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Stale);
    }
    if is_disabled {
        // So that nothing comes back to life when it is enabled again.
        store::end_sign_ins(&tx, &client.client_id, app.clock.now()).await?;
    }
    let detail = without_nulls(detail);
    audit::record(app, &tx, actor, "client.edited", &client.client_id, detail).await?;
    tx.commit().await?;
    Ok(())
}

fn without_nulls(mut value: serde_json::Value) -> serde_json::Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, member| *member != serde_json::Value::Null);
    }
    value
}

/// Gives a client one more secret; the older ones run out a day later.
///
/// # Errors
/// 422 for a public client.
pub async fn add_secret(
    app: &App,
    actor: &Actor,
    id: ApiClientId,
    secret_id: RowId,
) -> Result<String> {
    use api_client_secrets::Column;
    let client = store::client_by_id(&app.db, id).await?.ok_or(Error::NotFound("client"))?;
    if client.kind == ClientKind::Public {
        let detail = "A public client cannot keep a secret.";
        return Err(Error::invalid("", "public_client", detail));
    }
    let ends_at = app.clock.now() + OVERLAP;
    let tx = app.db.begin().await?;
    if let Some(secret) = replace_untold(&tx, secret_id, &client.client_id).await? {
        tx.commit().await?;
        return Ok(secret);
    }
    api_client_secrets::Entity::update_many()
        .col_expr(Column::ExpiresAt, Expr::value(ends_at))
        .filter(Column::ClientId.eq(&client.client_id))
        .filter(Column::ExpiresAt.is_null().or(Column::ExpiresAt.gt(ends_at)))
        .exec(&tx)
        .await?;
    let secret = insert_secret(app, &tx, secret_id, &client.client_id).await?;
    audit::record(app, &tx, actor, "client.secret_added", &client.client_id, json!({})).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Believes a secret no longer, nor the tokens that were given for it.
///
/// # Errors
/// Not found when the client has no such secret that is good.
pub async fn revoke_secret(app: &App, actor: &Actor, id: ApiClientId, secret: RowId) -> Result<()> {
    use api_client_secrets::Column;
    let client = store::client_by_id(&app.db, id).await?.ok_or(Error::NotFound("client"))?;
    let tx = app.db.begin().await?;
    let revoked = api_client_secrets::Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(app.clock.now()))
        .filter(Column::Id.eq(secret))
        .filter(Column::ClientId.eq(&client.client_id))
        .filter(Column::RevokedAt.is_null())
        .exec(&tx)
        .await?;
    if revoked.rows_affected == 0 {
        return Err(Error::NotFound("secret"));
    }
    let detail = json!({ "secret_id": secret });
    audit::record(app, &tx, actor, "client.secret_revoked", &client.client_id, detail).await?;
    tx.commit().await?;
    Ok(())
}
