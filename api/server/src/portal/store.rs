//! Queries for applications and articles.

use chrono::{DateTime, Utc};
use domain::ids::ArticleId;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tables::{articles, portal_apps};

use crate::error::{Error, Result};

/// The applications that show now, in their order.
pub async fn apps(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<portal_apps::Model>> {
    use portal_apps::Column::{IsEnabled, SortOrder, VisibleFrom, VisibleUntil};
    let visible = Condition::all()
        .add(IsEnabled.eq(true))
        .add(VisibleFrom.lte(now))
        .add(VisibleUntil.is_null().or(VisibleUntil.gt(now)));
    Ok(portal_apps::Entity::find().filter(visible).order_by_asc(SortOrder).all(conn).await?)
}

/// The place of an article in the list.
pub type ArticlePlace = (bool, DateTime<Utc>, ArticleId);

fn published(now: DateTime<Utc>) -> Condition {
    use articles::Column::{PublishedAt, WithdrawnAt};
    Condition::all().add(PublishedAt.lte(now)).add(WithdrawnAt.is_null().or(WithdrawnAt.gt(now)))
}

/// Published articles: pinned ones first, then the newest.
pub async fn articles(
    conn: &impl ConnectionTrait,
    category: Option<&str>,
    now: DateTime<Utc>,
    after: Option<ArticlePlace>,
    limit: u64,
) -> Result<Vec<articles::Model>> {
    use articles::Column::{Category, Id, IsPinned, PublishedAt};
    let mut condition = published(now);
    if let Some(category) = category {
        condition = condition.add(Category.eq(category));
    }
    if let Some((is_pinned, published_at, id)) = after {
        let older = PublishedAt.lt(published_at).or(PublishedAt.eq(published_at).and(Id.lt(id)));
        let below = IsPinned.eq(is_pinned).and(older);
        // After the pinned ones come the others.
        condition = condition.add(match is_pinned {
            true => below.or(IsPinned.eq(false)),
            false => below,
        });
    }
    let found = articles::Entity::find()
        .filter(condition)
        .order_by_desc(IsPinned)
        .order_by_desc(PublishedAt)
        .order_by_desc(Id)
        .limit(limit);
    Ok(found.all(conn).await?)
}

/// One published article.
pub async fn find_article(
    conn: &impl ConnectionTrait,
    slug: &str,
    now: DateTime<Utc>,
) -> Result<articles::Model> {
    let found = articles::Entity::find()
        .filter(published(now))
        .filter(articles::Column::Slug.eq(slug))
        .one(conn)
        .await?;
    found.ok_or(Error::NotFound("article"))
}
