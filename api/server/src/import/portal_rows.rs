//! Writes the portal's articles and applications.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use database::Tx;
use domain::portal::AppOpens;
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, OnConflict, SimpleExpr};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QuerySelect};
use tables::{articles, portal_apps};

use super::load::Loader;
use super::programme;
use super::rows::upsert;

/// The next revision: who edits what was imported meanwhile must see it first.
fn next<T: IntoColumnRef>(revision: T) -> SimpleExpr {
    Expr::col(revision).add(1)
}

impl Loader<'_> {
    pub(super) async fn save_portal(&self, tx: &Tx) -> Result<(), DbErr> {
        let now = self.clock.now();
        let stored: HashMap<String, Option<DateTime<Utc>>> = articles::Entity::find()
            .select_only()
            .columns([articles::Column::Slug, articles::Column::PublishedAt])
            .into_tuple()
            .all(tx)
            .await?
            .into_iter()
            .collect();
        let rows = self.files.articles.iter().map(|article| {
            let day = article.published_on.resolve(self.start);
            let resolved = programme::local_instant(self.zone, day, article.published_min);
            let published_at = match stored.get(&article.slug) {
                Some(at) if article.published_on.is_relative() => *at,
                _ => resolved,
            };
            articles::ActiveModel {
                id: Set(self.clock.new_id()),
                slug: Set(article.slug.clone()),
                title: Set(article.title.clone()),
                summary: Set(article.summary.clone()),
                body_markdown: Set(article.body.clone()),
                category: Set(article.category.clone()),
                is_pinned: Set(article.is_pinned),
                picture_id: Set(None),
                published_at: Set(published_at),
                withdrawn_at: Set(None),
                created_at: Set(now),
                updated_at: Set(published_at.map_or(now, |at| Ord::min(at, now))),
                revision: Set(1),
            }
        });
        let update = OnConflict::column(articles::Column::Slug)
            .update_columns([
                articles::Column::Title,
                articles::Column::Summary,
                articles::Column::BodyMarkdown,
                articles::Column::Category,
                articles::Column::IsPinned,
                articles::Column::PublishedAt,
                articles::Column::UpdatedAt,
            ])
            .value(articles::Column::Revision, next(articles::Column::Revision.as_column_ref()))
            .to_owned();
        upsert(tx, rows.collect(), update).await?;
        self.save_apps(tx).await
    }

    async fn save_apps(&self, tx: &Tx) -> Result<(), DbErr> {
        let rows = self.files.apps.iter().map(|app| portal_apps::ActiveModel {
            id: Set(self.clock.new_id()),
            slug: Set(app.slug.clone()),
            name: Set(app.name.clone()),
            description: Set(app.description.clone()),
            icon: Set(app.icon.clone()),
            url: Set(app.url.clone()),
            category: Set(app.category.clone()),
            sort_order: Set(app.order),
            visible_from: Set(self.clock.now()),
            visible_until: Set(None),
            is_enabled: Set(true),
            opens: Set(AppOpens::NewTab),
            client_id: Set(None),
            revision: Set(1),
        });
        let update = OnConflict::column(portal_apps::Column::Slug)
            .update_columns([
                portal_apps::Column::Name,
                portal_apps::Column::Description,
                portal_apps::Column::Icon,
                portal_apps::Column::Url,
                portal_apps::Column::Category,
                portal_apps::Column::SortOrder,
            ])
            .value(
                portal_apps::Column::Revision,
                next(portal_apps::Column::Revision.as_column_ref()),
            )
            .to_owned();
        upsert(tx, rows.collect(), update).await
    }
}
