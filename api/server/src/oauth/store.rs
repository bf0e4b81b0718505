//! Clients, grants, signings in and tokens in the database.

use chrono::{DateTime, Duration, Utc};
use database::Tx;
use domain::ids::{ApiClientId, RowId, UserId};
use domain::oauth::Scopes;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use tables::{
    api_client_secrets, api_clients, oauth_grants, oauth_sign_ins, oauth_tokens, portal_apps, users,
};

use crate::error::Result;

/// A client by what it calls itself.
pub async fn client(
    db: &impl ConnectionTrait,
    client_id: &str,
) -> Result<Option<api_clients::Model>> {
    let client = api_clients::Entity::find().filter(api_clients::Column::ClientId.eq(client_id));
    Ok(client.one(db).await?)
}

/// A client by its identifier in administration.
pub async fn client_by_id(
    db: &impl ConnectionTrait,
    id: ApiClientId,
) -> Result<Option<api_clients::Model>> {
    Ok(api_clients::Entity::find_by_id(id).one(db).await?)
}

/// Clients, the oldest first.
pub async fn clients(
    db: &impl ConnectionTrait,
    after: Option<ApiClientId>,
    limit: u64,
) -> Result<Vec<api_clients::Model>> {
    let mut clients = api_clients::Entity::find().order_by_asc(api_clients::Column::Id);
    if let Some(after) = after {
        clients = clients.filter(api_clients::Column::Id.gt(after));
    }
    Ok(clients.limit(limit).all(db).await?)
}

/// The portal's application that signs people in through a client.
pub async fn portal_app(
    db: &impl ConnectionTrait,
    client_id: &str,
) -> Result<Option<portal_apps::Model>> {
    let apps = portal_apps::Entity::find()
        .filter(portal_apps::Column::ClientId.eq(client_id))
        // One that is switched off says the last word.
        .order_by_asc(portal_apps::Column::IsEnabled)
        .order_by_asc(portal_apps::Column::Id);
    Ok(apps.one(db).await?)
}

/// Whether people may sign in through a client now.
pub async fn signs_in(db: &impl ConnectionTrait, client: &api_clients::Model) -> Result<bool> {
    if !client.is_enabled {
        return Ok(false);
    }
    let switched_off = portal_apps::Entity::find()
        .filter(portal_apps::Column::ClientId.eq(&client.client_id))
        .filter(portal_apps::Column::IsEnabled.eq(false));
    Ok(switched_off.count(db).await? == 0)
}

/// The secrets of a client that somebody may still prove themselves with, newest first.
pub async fn secrets(
    db: &impl ConnectionTrait,
    client_ids: &[String],
    now: DateTime<Utc>,
) -> Result<Vec<api_client_secrets::Model>> {
    use api_client_secrets::Column::{ClientId, ExpiresAt, Id, RevokedAt};
    let secrets = api_client_secrets::Entity::find()
        .filter(ClientId.is_in(client_ids))
        .filter(RevokedAt.is_null())
        .filter(sea_orm::Condition::any().add(ExpiresAt.is_null()).add(ExpiresAt.gt(now)))
        .order_by_desc(Id);
    Ok(secrets.all(db).await?)
}

/// The secret of a client with that hash, good or not.
pub async fn secret(
    db: &impl ConnectionTrait,
    client_id: &str,
    hash: &str,
) -> Result<Option<api_client_secrets::Model>> {
    let secret = api_client_secrets::Entity::find()
        .filter(api_client_secrets::Column::SecretHash.eq(hash))
        .filter(api_client_secrets::Column::ClientId.eq(client_id));
    Ok(secret.one(db).await?)
}

/// What a person allows a client now.
pub async fn open_grant(
    db: &impl ConnectionTrait,
    user: UserId,
    client_id: &str,
) -> Result<Option<oauth_grants::Model>> {
    use oauth_grants::Column;
    let grant = oauth_grants::Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::ClientId.eq(client_id))
        .filter(Column::WithdrawnAt.is_null());
    Ok(grant.one(db).await?)
}

/// Everything that a person allows, the latest first.
pub async fn open_grants(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<(oauth_grants::Model, Option<api_clients::Model>)>> {
    use oauth_grants::Column;
    let client = oauth_grants::Entity::belongs_to(api_clients::Entity)
        .from(Column::ClientId)
        .to(api_clients::Column::ClientId);
    let grants = oauth_grants::Entity::find()
        .join(sea_orm::JoinType::InnerJoin, client.into())
        .select_also(api_clients::Entity)
        .filter(Column::UserId.eq(user))
        .filter(Column::WithdrawnAt.is_null())
        .order_by_desc(Column::GrantedAt)
        .order_by_desc(Column::Id);
    Ok(grants.all(db).await?)
}

/// Adds a grant.
///
/// # Errors
/// A unique violation when the person allowed the client something in the same moment.
pub async fn insert_grant(tx: &Tx, grant: oauth_grants::Model) -> Result<(), sea_orm::DbErr> {
    let grant = oauth_grants::ActiveModel::from(grant);
    oauth_grants::Entity::insert(grant).exec_without_returning(tx).await.map(drop)
}

/// Allows a client that is allowed something already more; `false` when the grant was withdrawn.
pub async fn widen_grant(tx: &Tx, id: RowId, scopes: &Scopes, now: DateTime<Utc>) -> Result<bool> {
    let change = oauth_grants::ActiveModel {
        scopes: Set(scopes.clone()),
        granted_at: Set(now),
        ..Default::default()
    };
    let widened = oauth_grants::Entity::update_many()
        .set(change)
        .filter(oauth_grants::Column::Id.eq(id))
        .filter(oauth_grants::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    Ok(widened.rows_affected == 1)
}

/// Notes that a client got tokens.
pub async fn touch_grant(tx: &Tx, id: RowId, now: DateTime<Utc>) -> Result<()> {
    oauth_grants::Entity::update_many()
        .col_expr(oauth_grants::Column::LastUsedAt, Expr::value(now))
        .filter(oauth_grants::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes back what a person allowed; `false` when there is nothing.
pub async fn withdraw_grant(
    tx: &Tx,
    user: UserId,
    client_id: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    use oauth_grants::Column;
    let withdrawn = oauth_grants::Entity::update_many()
        .col_expr(Column::WithdrawnAt, Expr::value(now))
        .filter(Column::UserId.eq(user))
        .filter(Column::ClientId.eq(client_id))
        .filter(Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    Ok(withdrawn.rows_affected > 0)
}

pub async fn insert_sign_in(tx: &Tx, sign_in: oauth_sign_ins::Model) -> Result<()> {
    let sign_in = oauth_sign_ins::ActiveModel::from(sign_in);
    oauth_sign_ins::Entity::insert(sign_in).exec_without_returning(tx).await?;
    Ok(())
}

/// A signing in, what it rests on, and whose it is.
pub struct SignIn {
    pub row: oauth_sign_ins::Model,
    pub grant: oauth_grants::Model,
    pub user: users::Model,
}

impl SignIn {
    /// Whether tokens of it may open anything, as far as the person is concerned.
    pub fn goes_on(&self) -> bool {
        self.row.ended_at.is_none()
            && self.grant.withdrawn_at.is_none()
            && self.user.deleted_at.is_none()
    }
}

/// The signing in that began with a code.
pub async fn sign_in_of_code(db: &impl ConnectionTrait, hash: &str) -> Result<Option<SignIn>> {
    let found = oauth_sign_ins::Entity::find()
        .filter(oauth_sign_ins::Column::CodeHash.eq(hash))
        .one(db)
        .await?;
    with_grant(db, found).await
}

/// A signing in by its identifier.
pub async fn sign_in(db: &impl ConnectionTrait, id: RowId) -> Result<Option<SignIn>> {
    let found = oauth_sign_ins::Entity::find_by_id(id).one(db).await?;
    with_grant(db, found).await
}

async fn with_grant(
    db: &impl ConnectionTrait,
    row: Option<oauth_sign_ins::Model>,
) -> Result<Option<SignIn>> {
    let Some(row) = row else {
        return Ok(None);
    };
    let person = oauth_grants::Entity::belongs_to(users::Entity)
        .from(oauth_grants::Column::UserId)
        .to(users::Column::Id);
    let found = oauth_grants::Entity::find_by_id(row.grant_id)
        .join(sea_orm::JoinType::InnerJoin, person.into())
        .select_also(users::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(grant, user)| Some(SignIn { row, grant, user: user? })))
}

/// Uses a code; `false` when it was used before.
pub async fn use_code(tx: &Tx, id: RowId, now: DateTime<Utc>) -> Result<bool> {
    let used = oauth_sign_ins::Entity::update_many()
        .col_expr(oauth_sign_ins::Column::CodeUsedAt, Expr::value(now))
        .filter(oauth_sign_ins::Column::Id.eq(id))
        .filter(oauth_sign_ins::Column::CodeUsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Ends a signing in: none of its tokens is good any more.
pub async fn end_sign_in(tx: &Tx, id: RowId, now: DateTime<Utc>) -> Result<()> {
    oauth_sign_ins::Entity::update_many()
        .col_expr(oauth_sign_ins::Column::EndedAt, Expr::value(now))
        .filter(oauth_sign_ins::Column::Id.eq(id))
        .filter(oauth_sign_ins::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends every signing in at a client.
pub async fn end_sign_ins(tx: &Tx, client_id: &str, now: DateTime<Utc>) -> Result<()> {
    oauth_sign_ins::Entity::update_many()
        .col_expr(oauth_sign_ins::Column::EndedAt, Expr::value(now))
        .filter(oauth_sign_ins::Column::ClientId.eq(client_id))
        .filter(oauth_sign_ins::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn insert_token(tx: &Tx, token: oauth_tokens::Model) -> Result<()> {
    let token = oauth_tokens::ActiveModel::from(token);
    oauth_tokens::Entity::insert(token).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn token(db: &impl ConnectionTrait, hash: &str) -> Result<Option<oauth_tokens::Model>> {
    Ok(oauth_tokens::Entity::find_by_id(hash).one(db).await?)
}

/// Uses a refresh token; `false` when it was used before.
pub async fn use_token(tx: &Tx, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let used = oauth_tokens::Entity::update_many()
        .col_expr(oauth_tokens::Column::UsedAt, Expr::value(now))
        .filter(oauth_tokens::Column::TokenHash.eq(hash))
        .filter(oauth_tokens::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Takes one token back.
pub async fn revoke_token(tx: &Tx, hash: &str, now: DateTime<Utc>) -> Result<()> {
    oauth_tokens::Entity::update_many()
        .col_expr(oauth_tokens::Column::RevokedAt, Expr::value(now))
        .filter(oauth_tokens::Column::TokenHash.eq(hash))
        .exec(tx)
        .await?;
    Ok(())
}

/// A client's customers by reference.
pub async fn customers(
    db: &impl ConnectionTrait,
    client_id: &str,
    after: Option<String>,
    limit: u64,
) -> Result<Vec<users::Model>> {
    use users::Column;
    let mut customers = users::Entity::find()
        .filter(Column::ClientId.eq(client_id))
        .filter(Column::DeletedAt.is_null())
        .order_by_asc(Column::ClientReference);
    if let Some(after) = after {
        customers = customers.filter(Column::ClientReference.gt(after));
    }
    Ok(customers.limit(limit).all(db).await?)
}

/// How long a signing in is remembered after its code ran out, so that reuse is recognised.
const SIGN_INS_KEPT: Duration = Duration::days(1);

/// Deletes tokens that have run out, and signings in that have none left.
pub async fn forget(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    oauth_tokens::Entity::delete_many()
        .filter(oauth_tokens::Column::ExpiresAt.lte(now))
        .exec(tx)
        .await?;
    let with_tokens = Query::select()
        .column(oauth_tokens::Column::SignInId)
        .from(oauth_tokens::Entity)
        .to_owned();
    oauth_sign_ins::Entity::delete_many()
        .filter(oauth_sign_ins::Column::CodeExpiresAt.lte(now - SIGN_INS_KEPT))
        .filter(oauth_sign_ins::Column::Id.not_in_subquery(with_tokens))
        .exec(tx)
        .await?;
    Ok(())
}
