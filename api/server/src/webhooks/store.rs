//! Rows of endpoints, messages and deliveries.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{DeliveryId, UserId, WebhookId, WebhookMessageId};
use domain::oauth::Scope;
use domain::webhooks::{DeliveryState, KEPT};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use tables::{api_clients, users, webhook_deliveries, webhook_messages, webhook_secrets, webhooks};

use crate::error::{Error, Result};
use crate::lanes::{Busy, Due};

/// A client that was turned off hears nothing.
const CLIENT_IS_OFF: &str = "EXISTS (SELECT 1 FROM api_clients
    WHERE api_clients.client_id = webhooks.client_id AND NOT api_clients.is_enabled)";

/// Whose endpoints somebody may see and change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scoped {
    /// Administrators see all.
    All,
    Client(String),
}

impl Scoped {
    fn endpoints(&self) -> Select<webhooks::Entity> {
        match self {
            Self::All => webhooks::Entity::find(),
            Self::Client(id) => {
                webhooks::Entity::find().filter(webhooks::Column::ClientId.eq(id.as_str()))
            }
        }
    }
}

/// An endpoint; another client's does not exist.
pub async fn webhook(
    conn: &impl ConnectionTrait,
    scoped: &Scoped,
    id: WebhookId,
) -> Result<webhooks::Model> {
    let found = scoped.endpoints().filter(webhooks::Column::Id.eq(id)).one(conn).await?;
    found.ok_or(Error::NotFound("webhook"))
}

/// Endpoints, the newest first.
pub async fn page(
    conn: &impl ConnectionTrait,
    scoped: &Scoped,
    before: Option<WebhookId>,
    limit: u64,
) -> Result<Vec<webhooks::Model>> {
    let mut query = scoped.endpoints();
    if let Some(before) = before {
        query = query.filter(webhooks::Column::Id.lt(before));
    }
    Ok(query.order_by_desc(webhooks::Column::Id).limit(limit).all(conn).await?)
}

/// How many endpoints a client, or the platform itself, has.
pub async fn count(conn: &impl ConnectionTrait, client_id: Option<&str>) -> Result<u64> {
    let column = webhooks::Column::ClientId;
    let of_owner = match client_id {
        Some(id) => column.eq(id),
        None => column.is_null(),
    };
    Ok(webhooks::Entity::find().filter(of_owner).count(conn).await?)
}

/// Endpoints that are told of what happens now: their clients are on, and may have webhooks.
pub async fn listening(conn: &impl ConnectionTrait) -> Result<Vec<webhooks::Model>> {
    let endpoints =
        webhooks::Entity::find().filter(webhooks::Column::IsEnabled.eq(true)).all(conn).await?;
    if endpoints.iter().all(|endpoint| endpoint.client_id.is_none()) {
        return Ok(endpoints);
    }
    let ids = endpoints.iter().filter_map(|endpoint| endpoint.client_id.as_deref());
    let clients = api_clients::Entity::find()
        .filter(api_clients::Column::ClientId.is_in(ids))
        .filter(api_clients::Column::IsEnabled.eq(true))
        .all(conn)
        .await?;
    let may_listen: HashSet<String> = clients
        .into_iter()
        .filter(|client| client.scopes.contains(Scope::Webhooks))
        .map(|client| client.client_id)
        .collect();
    let listens = |endpoint: &webhooks::Model| {
        endpoint.client_id.as_ref().is_none_or(|id| may_listen.contains(id))
    };
    Ok(endpoints.into_iter().filter(listens).collect())
}

/// Secrets of these endpoints that still sign, the newest first.
pub async fn secrets(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = WebhookId>,
    now: DateTime<Utc>,
) -> Result<Vec<webhook_secrets::Model>> {
    use webhook_secrets::Column::{ExpiresAt, Id, WebhookId};
    let rows = webhook_secrets::Entity::find()
        .filter(WebhookId.is_in(ids))
        .filter(ExpiresAt.is_null().or(ExpiresAt.gt(now)))
        .order_by_desc(Id)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Takes an endpoint's row for this transaction, so that its secrets change one after the other.
pub async fn take(tx: &Tx, id: WebhookId) -> Result<()> {
    use webhooks::Column;
    webhooks::Entity::update_many()
        .col_expr(Column::Revision, Expr::col(Column::Revision))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// How many deliveries of these endpoints are still to come.
pub async fn pending(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = WebhookId>,
) -> Result<HashMap<WebhookId, i64>> {
    use webhook_deliveries::Column::{Id, State, WebhookId as Endpoint};
    let rows: Vec<(WebhookId, i64)> = webhook_deliveries::Entity::find()
        .select_only()
        .column(Endpoint)
        .column_as(Id.count(), "waiting")
        .filter(Endpoint.is_in(ids))
        .filter(State.eq(DeliveryState::Pending))
        .group_by(Endpoint)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// A delivery and what it says.
pub type Told = (webhook_deliveries::Model, webhook_messages::Model);

fn told() -> sea_orm::SelectTwo<webhook_deliveries::Entity, webhook_messages::Entity> {
    let message = webhook_deliveries::Entity::belongs_to(webhook_messages::Entity)
        .from(webhook_deliveries::Column::MessageId)
        .to(webhook_messages::Column::Id);
    webhook_deliveries::Entity::find()
        .join(JoinType::InnerJoin, message.into())
        .select_also(webhook_messages::Entity)
}

/// The log of an endpoint, the newest first.
pub async fn deliveries(
    conn: &impl ConnectionTrait,
    id: WebhookId,
    state: Option<DeliveryState>,
    before: Option<DeliveryId>,
    limit: u64,
) -> Result<Vec<Told>> {
    let mut query = told().filter(webhook_deliveries::Column::WebhookId.eq(id));
    if let Some(state) = state {
        query = query.filter(webhook_deliveries::Column::State.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(webhook_deliveries::Column::Id.lt(before));
    }
    let rows = query.order_by_desc(webhook_deliveries::Column::Id).limit(limit).all(conn).await?;
    Ok(rows.into_iter().filter_map(|(delivery, message)| Some((delivery, message?))).collect())
}

/// One delivery of an endpoint.
pub async fn delivery(
    conn: &impl ConnectionTrait,
    id: WebhookId,
    delivery_id: DeliveryId,
) -> Result<Told> {
    let found = told()
        .filter(webhook_deliveries::Column::Id.eq(delivery_id))
        .filter(webhook_deliveries::Column::WebhookId.eq(id))
        .one(conn)
        .await?;
    match found {
        Some((delivery, Some(message))) => Ok((delivery, message)),
        _ => Err(Error::NotFound("delivery")),
    }
}

/// What happened and nobody has been told of, oldest first, each with the client whose customer it
/// is about.
pub async fn fresh(
    conn: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<(webhook_messages::Model, Option<String>)>> {
    let messages = webhook_messages::Entity::find()
        .filter(webhook_messages::Column::SpreadAt.is_null())
        .order_by_asc(webhook_messages::Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    let people: HashSet<UserId> = messages.iter().filter_map(|message| message.user_id).collect();
    let mut clients: HashMap<UserId, Option<String>> = HashMap::new();
    if !people.is_empty() {
        let rows: Vec<(UserId, Option<String>)> = users::Entity::find()
            .select_only()
            .columns([users::Column::Id, users::Column::ClientId])
            .filter(users::Column::Id.is_in(people))
            .into_tuple()
            .all(conn)
            .await?;
        clients.extend(rows);
    }
    let with_client = |message: webhook_messages::Model| {
        let client = message.user_id.and_then(|id| clients.get(&id).cloned().flatten());
        (message, client)
    };
    Ok(messages.into_iter().map(with_client).collect())
}

/// Takes a message for spreading. False when another server has.
pub async fn take_message(tx: &Tx, id: WebhookMessageId, now: DateTime<Utc>) -> Result<bool> {
    let updated = webhook_messages::Entity::update_many()
        .col_expr(webhook_messages::Column::SpreadAt, Expr::value(now))
        .filter(webhook_messages::Column::Id.eq(id))
        .filter(webhook_messages::Column::SpreadAt.is_null())
        .exec(tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Forgets messages that nobody wants to hear.
pub async fn forget_messages(tx: &Tx, ids: Vec<WebhookMessageId>) -> Result<()> {
    if !ids.is_empty() {
        let of_these = webhook_messages::Column::Id.is_in(ids);
        webhook_messages::Entity::delete_many().filter(of_these).exec(tx).await?;
    }
    Ok(())
}

/// Deliveries that are due at endpoints that have places left.
pub async fn due(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    busy: &Busy<DeliveryId, WebhookId>,
    limit: usize,
) -> Result<Vec<Due<DeliveryId, WebhookId>>> {
    use webhook_deliveries::Column;
    let endpoint = webhook_deliveries::Entity::belongs_to(webhooks::Entity)
        .from(Column::WebhookId)
        .to(webhooks::Column::Id);
    let rows: Vec<(DeliveryId, WebhookId)> = webhook_deliveries::Entity::find()
        .select_only()
        .columns([Column::Id, Column::WebhookId])
        .join(JoinType::InnerJoin, endpoint.into())
        // A word and no parameter, so that the index of what is due fits.
        .filter(Expr::cust("webhook_deliveries.state = 'pending'"))
        .filter(Column::NextAttemptAt.lte(now))
        .filter(Column::Id.is_not_in(busy.ids()))
        .filter(Column::WebhookId.is_not_in(busy.full_lanes()))
        .filter(webhooks::Column::IsEnabled.eq(true))
        .filter(Expr::cust(CLIENT_IS_OFF).not())
        .order_by_asc(Column::NextAttemptAt)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, lane)| Due { id, lane }).collect())
}

/// Takes a due delivery for one attempt: until `lost_at` nobody else has it. False when somebody
/// was faster.
pub async fn take_delivery(
    tx: &Tx,
    id: DeliveryId,
    now: DateTime<Utc>,
    lost_at: DateTime<Utc>,
) -> Result<bool> {
    use webhook_deliveries::Column;
    let updated = webhook_deliveries::Entity::update_many()
        .col_expr(Column::NextAttemptAt, Expr::value(lost_at))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::LastAttemptAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(DeliveryState::Pending))
        .filter(Column::NextAttemptAt.lte(now))
        .exec(tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Forgets deliveries that have served their time, what they said, and secrets that sign no more.
///
/// # Errors
/// When the database refuses.
pub async fn forget_old(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    let before = now - KEPT;
    webhook_deliveries::Entity::delete_many()
        .filter(webhook_deliveries::Column::CreatedAt.lt(before))
        .exec(tx)
        .await?;
    let is_told = "EXISTS (SELECT 1 FROM webhook_deliveries
        WHERE webhook_deliveries.message_id = webhook_messages.id)";
    webhook_messages::Entity::delete_many()
        .filter(webhook_messages::Column::CreatedAt.lt(before))
        .filter(Expr::cust(is_told).not())
        .exec(tx)
        .await?;
    webhook_secrets::Entity::delete_many()
        .filter(webhook_secrets::Column::ExpiresAt.lte(now))
        .exec(tx)
        .await?;
    Ok(())
}

/// Removes an endpoint with everything that belongs to it.
pub async fn delete(tx: &Tx, id: WebhookId) -> Result<()> {
    webhook_deliveries::Entity::delete_many()
        .filter(webhook_deliveries::Column::WebhookId.eq(id))
        .exec(tx)
        .await?;
    webhook_secrets::Entity::delete_many()
        .filter(webhook_secrets::Column::WebhookId.eq(id))
        .exec(tx)
        .await?;
    webhooks::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}
