//! Accounts, codes, sessions and refresh tokens in the database.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::identity::{CodePurpose, Phone, Role};
use domain::ids::{RowId, SessionId, UserId};
use domain::orders::OrderStatus;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use tables::{messages, one_time_codes, orders, refresh_tokens, user_sessions, users};

use crate::error::Result;

/// The account of a phone number.
pub async fn user_by_phone(
    db: &impl ConnectionTrait,
    phone: &Phone,
) -> Result<Option<users::Model>> {
    let user = users::Entity::find().filter(users::Column::Phone.eq(phone.as_str()));
    Ok(user.one(db).await?)
}

/// An account that somebody still has.
pub async fn user(db: &impl ConnectionTrait, id: UserId) -> Result<Option<users::Model>> {
    let user = users::Entity::find_by_id(id).filter(users::Column::DeletedAt.is_null());
    Ok(user.one(db).await?)
}

/// Adds an account.
///
/// # Errors
/// A unique violation when the phone has one.
pub async fn insert_user(tx: &Tx, user: users::Model) -> Result<(), sea_orm::DbErr> {
    users::Entity::insert(users::ActiveModel::from(user)).exec_without_returning(tx).await.map(drop)
}

pub async fn set_password(tx: &Tx, id: UserId, hash: String) -> Result<()> {
    let change = users::ActiveModel { password_hash: Set(Some(hash)), ..Default::default() };
    users::Entity::update_many().set(change).filter(users::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn set_display_name(tx: &Tx, id: UserId, name: &str) -> Result<()> {
    let change = users::ActiveModel { display_name: Set(name.to_owned()), ..Default::default() };
    users::Entity::update_many().set(change).filter(users::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Adds a code; the ones asked for before with the same purpose open nothing any more.
pub async fn insert_code(tx: &Tx, code: one_time_codes::Model) -> Result<()> {
    one_time_codes::Entity::update_many()
        .col_expr(one_time_codes::Column::ConsumedAt, Expr::value(code.created_at))
        .filter(one_time_codes::Column::Phone.eq(&code.phone))
        .filter(one_time_codes::Column::Purpose.eq(code.purpose))
        .filter(one_time_codes::Column::ConsumedAt.is_null())
        .exec(tx)
        .await?;
    one_time_codes::Entity::insert(one_time_codes::ActiveModel::from(code))
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// When a code was last asked for.
pub async fn last_code_at(
    db: &impl ConnectionTrait,
    phone: &Phone,
    purpose: CodePurpose,
) -> Result<Option<DateTime<Utc>>> {
    let last = one_time_codes::Entity::find()
        .filter(one_time_codes::Column::Phone.eq(phone.as_str()))
        .filter(one_time_codes::Column::Purpose.eq(purpose))
        .order_by_desc(one_time_codes::Column::CreatedAt)
        .one(db)
        .await?;
    Ok(last.map(|code| code.created_at))
}

/// The code that is open for a phone and a purpose, after one of its attempts was taken away.
pub async fn take_attempt(
    tx: &Tx,
    phone: &Phone,
    purpose: CodePurpose,
    now: DateTime<Utc>,
) -> Result<Option<one_time_codes::Model>> {
    let open = one_time_codes::Entity::find()
        .filter(one_time_codes::Column::Phone.eq(phone.as_str()))
        .filter(one_time_codes::Column::Purpose.eq(purpose))
        .filter(one_time_codes::Column::ConsumedAt.is_null())
        .filter(one_time_codes::Column::ExpiresAt.gt(now))
        .order_by_desc(one_time_codes::Column::CreatedAt)
        .one(tx)
        .await?;
    let Some(code) = open else {
        return Ok(None);
    };
    let attempts_left = one_time_codes::Column::AttemptsLeft;
    let taken = one_time_codes::Entity::update_many()
        .col_expr(attempts_left, Expr::col(attempts_left).sub(1))
        .filter(one_time_codes::Column::Id.eq(code.id))
        .filter(one_time_codes::Column::ConsumedAt.is_null())
        .filter(attempts_left.gt(0))
        .exec(tx)
        .await?;
    Ok((taken.rows_affected == 1).then_some(code))
}

/// Uses a code up; `false` when somebody else did in the same moment.
pub async fn consume_code(tx: &Tx, id: RowId, now: DateTime<Utc>) -> Result<bool> {
    let consumed = one_time_codes::Entity::update_many()
        .col_expr(one_time_codes::Column::ConsumedAt, Expr::value(now))
        .filter(one_time_codes::Column::Id.eq(id))
        .filter(one_time_codes::Column::ConsumedAt.is_null())
        .exec(tx)
        .await?;
    Ok(consumed.rows_affected == 1)
}

/// Queues a short message.
pub async fn insert_message(tx: &Tx, message: messages::Model) -> Result<()> {
    messages::Entity::insert(messages::ActiveModel::from(message))
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub async fn insert_session(tx: &Tx, session: user_sessions::Model) -> Result<()> {
    user_sessions::ActiveModel::from(session).insert(tx).await?;
    Ok(())
}

pub async fn session(
    db: &impl ConnectionTrait,
    id: SessionId,
) -> Result<Option<user_sessions::Model>> {
    Ok(user_sessions::Entity::find_by_id(id).one(db).await?)
}

/// The sessions of a person that are open, the last used first.
pub async fn open_sessions(
    db: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<user_sessions::Model>> {
    let sessions = user_sessions::Entity::find()
        .filter(user_sessions::Column::UserId.eq(user))
        .filter(user_sessions::Column::RevokedAt.is_null())
        .filter(user_sessions::Column::ExpiresAt.gt(now))
        .order_by_desc(user_sessions::Column::LastUsedAt);
    Ok(sessions.all(db).await?)
}

/// Notes that a session was used and how long it lasts now.
pub async fn touch_session(
    tx: &Tx,
    id: SessionId,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    user_sessions::Entity::update_many()
        .col_expr(user_sessions::Column::LastUsedAt, Expr::value(now))
        .col_expr(user_sessions::Column::ExpiresAt, Expr::value(expires_at))
        .filter(user_sessions::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends one session of a person; `false` when the person has no such open session.
pub async fn revoke_session(
    tx: &Tx,
    user: UserId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let revoked = user_sessions::Entity::update_many()
        .col_expr(user_sessions::Column::RevokedAt, Expr::value(now))
        .filter(user_sessions::Column::Id.eq(id))
        .filter(user_sessions::Column::UserId.eq(user))
        .filter(user_sessions::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(revoked.rows_affected == 1)
}

/// Ends every session of a person but `kept`.
pub async fn revoke_sessions(
    tx: &Tx,
    user: UserId,
    kept: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut sessions = user_sessions::Entity::update_many()
        .col_expr(user_sessions::Column::RevokedAt, Expr::value(now))
        .filter(user_sessions::Column::UserId.eq(user))
        .filter(user_sessions::Column::RevokedAt.is_null());
    if let Some(kept) = kept {
        sessions = sessions.filter(user_sessions::Column::Id.ne(kept));
    }
    sessions.exec(tx).await?;
    Ok(())
}

pub async fn insert_refresh_token(tx: &Tx, token: refresh_tokens::Model) -> Result<()> {
    refresh_tokens::ActiveModel::from(token).insert(tx).await?;
    Ok(())
}

pub async fn refresh_token(
    db: &impl ConnectionTrait,
    hash: &str,
) -> Result<Option<refresh_tokens::Model>> {
    Ok(refresh_tokens::Entity::find_by_id(hash).one(db).await?)
}

/// Uses a refresh token; `false` when it was used before.
pub async fn use_refresh_token(tx: &Tx, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let used = refresh_tokens::Entity::update_many()
        .col_expr(refresh_tokens::Column::UsedAt, Expr::value(now))
        .filter(refresh_tokens::Column::TokenHash.eq(hash))
        .filter(refresh_tokens::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Orders of a person in which money or seats still move.
pub async fn open_orders(db: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    let open = [OrderStatus::AwaitingPayment, OrderStatus::Paid, OrderStatus::Refunding];
    let orders = orders::Entity::find()
        .filter(orders::Column::UserId.eq(user))
        .filter(orders::Column::Status.is_in(open));
    Ok(orders.count(db).await?)
}

/// Everybody who can administer. Who changes one of them waits for who does so at the same time, so
/// that two cannot dismiss each other.
pub async fn take_administrators(tx: &Tx) -> Result<Vec<UserId>> {
    let administrators = users::Entity::find()
        .filter(users::Column::Role.eq(Role::Administrator))
        .filter(users::Column::DeletedAt.is_null())
        .order_by_asc(users::Column::Id)
        .lock_exclusive();
    Ok(administrators.all(tx).await?.into_iter().map(|user| user.id).collect())
}

/// Takes a person's traces out of the account. The orders stay for the books, without the number.
pub async fn anonymise(tx: &Tx, user: &users::Model, now: DateTime<Utc>) -> Result<()> {
    let change = users::ActiveModel {
        phone: Set(None),
        password_hash: Set(None),
        display_name: Set(String::new()),
        deleted_at: Set(Some(now)),
        ..Default::default()
    };
    users::Entity::update_many().set(change).filter(users::Column::Id.eq(user.id)).exec(tx).await?;
    user_sessions::Entity::update_many()
        .col_expr(user_sessions::Column::UserAgent, Expr::value(""))
        .col_expr(user_sessions::Column::Address, Expr::value(""))
        .filter(user_sessions::Column::UserId.eq(user.id))
        .exec(tx)
        .await?;
    orders::Entity::update_many()
        .col_expr(orders::Column::Phone, Expr::value(""))
        .filter(orders::Column::UserId.eq(user.id))
        .exec(tx)
        .await?;
    if let Some(phone) = &user.phone {
        one_time_codes::Entity::delete_many()
            .filter(one_time_codes::Column::Phone.eq(phone))
            .exec(tx)
            .await?;
        messages::Entity::update_many()
            .col_expr(messages::Column::Phone, Expr::value(""))
            .filter(messages::Column::Phone.eq(phone))
            .filter(messages::Column::Status.ne("queued"))
            .exec(tx)
            .await?;
    }
    Ok(())
}
