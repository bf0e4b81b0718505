//! The client that a demo brings along, so that the developers' page can be followed as it stands.

use domain::oauth::{ClientKind, Scope};
use domain::text::LocalizedText;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use tables::{api_client_secrets, api_clients};

use super::flow::hash;
use crate::app::App;
use crate::error::Result;

/// How the demo's client calls itself.
pub const DEMO_CLIENT: &str = "marquee-demo-client";
/// What it proves itself with. Everybody knows it, so it exists in a demo only.
pub const DEMO_SECRET: &str = "marquee-demo-secret";

/// Makes the demo's client, unless it is there. The caller has made sure that this is a demo.
pub async fn ensure_demo_client(app: &App) -> Result<()> {
    let known = api_clients::Column::ClientId.eq(DEMO_CLIENT);
    let tx = app.db.begin().await?;
    if api_clients::Entity::find().filter(known).one(&tx).await?.is_some() {
        return Ok(());
    }
    let now = app.clock.now();
    let client = api_clients::ActiveModel {
        id: Set(app.clock.new_id()),
        client_id: Set(DEMO_CLIENT.to_owned()),
        name: Set(LocalizedText::new("演示接入方", "Demo client")),
        kind: Set(ClientKind::Confidential),
        redirect_uris: Set(Default::default()),
        scopes: Set([Scope::Purchases, Scope::Webhooks].into_iter().collect()),
        requests_per_minute: Set(600),
        orders_per_day: Set(10_000),
        is_enabled: Set(true),
        revision: Set(1),
        created_at: Set(now),
    };
    api_clients::Entity::insert(client).exec_without_returning(&tx).await?;
    let secret = api_client_secrets::ActiveModel {
        id: Set(app.clock.new_id()),
        client_id: Set(DEMO_CLIENT.to_owned()),
        secret_hash: Set(hash(DEMO_SECRET)),
        hint: Set(DEMO_SECRET.chars().skip(DEMO_SECRET.len() - 4).collect()),
        created_at: Set(now),
        expires_at: Set(None),
        revoked_at: Set(None),
    };
    api_client_secrets::Entity::insert(secret).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}
