//! The application that a demo brings along: a page of the sandbox, shown in a frame, that signs
//! people in with an OAuth client of its own.

use domain::catalogue::StringList;
use domain::oauth::{ClientKind, Scope};
use domain::portal::AppOpens;
use domain::text::LocalizedText;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use tables::{api_clients, portal_apps};

use super::store;
use crate::app::App;
use crate::error::Result;

/// What the sandbox's application is called in addresses, and its client.
const SLUG: &str = "night-bus";

fn client(app: &App, url: &str) -> api_clients::ActiveModel {
    let client = api_clients::Model {
        id: app.clock.new_id(),
        client_id: SLUG.to_owned(),
        name: LocalizedText::new("散场夜班车", "Night bus"),
        kind: ClientKind::Public,
        redirect_uris: StringList(vec![format!("{url}/signed-in")]),
        scopes: [Scope::Profile].into_iter().collect(),
        requests_per_minute: 600,
        orders_per_day: 1,
        is_enabled: true,
        revision: 1,
        created_at: app.clock.now(),
    };
    client.into_active_model()
}

fn entry(app: &App, url: &str) -> portal_apps::Model {
    portal_apps::Model {
        id: app.clock.new_id(),
        slug: SLUG.to_owned(),
        name: LocalizedText::new("散场夜班车", "Night bus"),
        description: LocalizedText::new(
            "晚场散了怎么回家：夜班车站点和末班时间。",
            "Home after the late show: night buses and their last departures.",
        ),
        icon: "bus".to_owned(),
        url: format!("{url}/"),
        category: "city".to_owned(),
        sort_order: 35,
        visible_from: app.clock.now(),
        visible_until: None,
        is_enabled: true,
        opens: AppOpens::Frame,
        client_id: Some(SLUG.to_owned()),
        revision: 1,
    }
}

/// Registers the sandbox's application, unless it is there. A demo that starts on other ports finds
/// it at its new address. The caller has made sure that this is a demo.
pub async fn ensure_demo_app(app: &App) -> Result<()> {
    let Some(url) = &app.config.demo_app_url else {
        return Ok(());
    };
    let tx = app.db.begin().await?;
    let by_slug = portal_apps::Column::Slug.eq(SLUG);
    match portal_apps::Entity::find().filter(by_slug).one(&tx).await? {
        None => store::insert_app(&tx, entry(app, url)).await?,
        Some(known) if known.url == format!("{url}/") => {}
        Some(known) => {
            let seen = known.revision;
            let moved = portal_apps::Model { url: format!("{url}/"), revision: seen + 1, ..known };
            store::update_app(&tx, moved, seen).await?;
        }
    }
    let by_id = api_clients::Column::ClientId.eq(SLUG);
    match api_clients::Entity::find().filter(by_id).one(&tx).await? {
        None => {
            let inserted = api_clients::Entity::insert(client(app, url));
            inserted.exec_without_returning(&tx).await?;
        }
        Some(known) => {
            let redirect_uris = Set(StringList(vec![format!("{url}/signed-in")]));
            let mut moved = known.into_active_model();
            moved.redirect_uris = redirect_uris;
            api_clients::Entity::update(moved).exec(&tx).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
