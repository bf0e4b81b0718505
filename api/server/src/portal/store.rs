//! Queries for applications, articles and pictures.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{ArticleId, PictureId, PortalAppId};
use domain::portal::ArticleStatus;
use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use tables::{articles, picture_files, pictures, portal_apps};

use crate::error::{Error, Result};

fn visible(now: DateTime<Utc>) -> Condition {
    use portal_apps::Column::{IsEnabled, VisibleFrom, VisibleUntil};
    Condition::all()
        .add(IsEnabled.eq(true))
        .add(VisibleFrom.lte(now))
        .add(VisibleUntil.is_null().or(VisibleUntil.gt(now)))
}

/// The applications that show now, in their order.
pub async fn apps(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<portal_apps::Model>> {
    use portal_apps::Column::{Id, SortOrder};
    let found = portal_apps::Entity::find().filter(visible(now));
    Ok(found.order_by_asc(SortOrder).order_by_asc(Id).all(conn).await?)
}

/// One application that shows now.
pub async fn find_visible_app(
    conn: &impl ConnectionTrait,
    slug: &str,
    now: DateTime<Utc>,
) -> Result<Option<portal_apps::Model>> {
    let found = portal_apps::Entity::find().filter(visible(now));
    Ok(found.filter(portal_apps::Column::Slug.eq(slug)).one(conn).await?)
}

/// The place of an application in the administrators' list.
pub type AppPlace = (i32, PortalAppId);

/// All applications, in their order.
pub async fn all_apps(
    conn: &impl ConnectionTrait,
    after: Option<AppPlace>,
    limit: u64,
) -> Result<Vec<portal_apps::Model>> {
    use portal_apps::Column::{Id, SortOrder};
    let mut found = portal_apps::Entity::find();
    if let Some((sort_order, id)) = after {
        let later = SortOrder.gt(sort_order).or(SortOrder.eq(sort_order).and(Id.gt(id)));
        found = found.filter(later);
    }
    Ok(found.order_by_asc(SortOrder).order_by_asc(Id).limit(limit).all(conn).await?)
}

/// One application, whether it shows or not.
pub async fn app(conn: &impl ConnectionTrait, id: PortalAppId) -> Result<portal_apps::Model> {
    let found = portal_apps::Entity::find_by_id(id).one(conn).await?;
    found.ok_or(Error::NotFound("application"))
}

/// Adds an application.
pub async fn insert_app(tx: &Tx, app: portal_apps::Model) -> Result<()> {
    let inserted = portal_apps::Entity::insert(app.into_active_model());
    inserted.exec_without_returning(tx).await.map_err(taken)?;
    Ok(())
}

/// Writes an application over the one that has revision `seen`.
///
/// # Errors
/// [`Error::Stale`] when it has another revision by now.
pub async fn update_app(tx: &Tx, app: portal_apps::Model, seen: i64) -> Result<()> {
    let id = app.id;
    let changed = portal_apps::Entity::update_many()
        .set(app.into_active_model().reset_all())
        .filter(portal_apps::Column::Id.eq(id))
        .filter(portal_apps::Column::Revision.eq(seen))
        .exec(tx)
        .await
        .map_err(taken)?;
    if changed.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes an application.
pub async fn delete_app(tx: &Tx, id: PortalAppId) -> Result<()> {
    let deleted = portal_apps::Entity::delete_by_id(id).exec(tx).await?;
    if deleted.rows_affected == 0 { Err(Error::NotFound("application")) } else { Ok(()) }
}

fn taken(error: sea_orm::DbErr) -> Error {
    use database::DbErrorExt;
    match error.is_unique_violation() {
        true => Error::invalid("/slug", "taken", "Something else has this slug."),
        false => error.into(),
    }
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

/// The newest published articles, pinned or not.
pub async fn newest_articles(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<articles::Model>> {
    use articles::Column::{Id, PublishedAt};
    let found = articles::Entity::find().filter(published(now)).order_by_desc(PublishedAt);
    Ok(found.order_by_desc(Id).limit(limit).all(conn).await?)
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

/// Which articles an administrator asks for.
pub struct Wanted<'a> {
    pub status: Option<ArticleStatus>,
    pub category: Option<&'a str>,
    /// Part of a slug or a title.
    pub text: Option<&'a str>,
    pub after: Option<(DateTime<Utc>, ArticleId)>,
    pub now: DateTime<Utc>,
    pub limit: u64,
}

fn with_status(status: ArticleStatus, now: DateTime<Utc>) -> Condition {
    use articles::Column::{PublishedAt, WithdrawnAt};
    let stays = WithdrawnAt.is_null().or(WithdrawnAt.gt(now));
    match status {
        ArticleStatus::Published => published(now),
        ArticleStatus::Withdrawn => Condition::all().add(WithdrawnAt.lte(now)),
        ArticleStatus::Draft => Condition::all().add(PublishedAt.is_null()).add(stays),
        ArticleStatus::Scheduled => Condition::all().add(PublishedAt.gt(now)).add(stays),
    }
}

fn lower(text: SimpleExpr) -> SimpleExpr {
    Func::lower(text).into()
}

/// Articles of every status, what was touched last first.
pub async fn all_articles(
    conn: &impl ConnectionTrait,
    wanted: &Wanted<'_>,
) -> Result<Vec<articles::Model>> {
    use articles::Column::{Category, Id, Slug, Title, UpdatedAt};
    let mut condition = Condition::all();
    if let Some(status) = wanted.status {
        condition = condition.add(with_status(status, wanted.now));
    }
    if let Some(category) = wanted.category {
        condition = condition.add(Category.eq(category));
    }
    if let Some(text) = wanted.text {
        // Of what a pattern could mean only the letters are wanted.
        let letters = text.to_lowercase().replace(['%', '_', '\\'], "");
        let pattern = format!("%{letters}%");
        let title = lower(Expr::col((articles::Entity, Title)).cast_as("TEXT"));
        let slug = Expr::col((articles::Entity, Slug));
        condition = condition.add(title.like(&pattern).or(lower(slug).like(&pattern)));
    }
    if let Some((updated_at, id)) = wanted.after {
        let older = UpdatedAt.lt(updated_at).or(UpdatedAt.eq(updated_at).and(Id.lt(id)));
        condition = condition.add(older);
    }
    let found = articles::Entity::find()
        .filter(condition)
        .order_by_desc(UpdatedAt)
        .order_by_desc(Id)
        .limit(wanted.limit);
    Ok(found.all(conn).await?)
}

/// One article of any status.
pub async fn article(conn: &impl ConnectionTrait, id: ArticleId) -> Result<articles::Model> {
    let found = articles::Entity::find_by_id(id).one(conn).await?;
    found.ok_or(Error::NotFound("article"))
}

/// Adds an article.
pub async fn insert_article(tx: &Tx, article: articles::Model) -> Result<()> {
    let inserted = articles::Entity::insert(article.into_active_model());
    inserted.exec_without_returning(tx).await.map_err(taken)?;
    Ok(())
}

/// Writes an article over the one that has revision `seen`.
///
/// # Errors
/// [`Error::Stale`] when it has another revision by now.
pub async fn update_article(tx: &Tx, article: articles::Model, seen: i64) -> Result<()> {
    let id = article.id;
    let changed = articles::Entity::update_many()
        .set(article.into_active_model().reset_all())
        .filter(articles::Column::Id.eq(id))
        .filter(articles::Column::Revision.eq(seen))
        .exec(tx)
        .await
        .map_err(taken)?;
    if changed.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes an article that has revision `seen`.
///
/// # Errors
/// [`Error::Stale`] when it has another revision by now.
pub async fn delete_article(tx: &Tx, id: ArticleId, seen: i64) -> Result<()> {
    let deleted = articles::Entity::delete_many()
        .filter(articles::Column::Id.eq(id))
        .filter(articles::Column::Revision.eq(seen))
        .exec(tx)
        .await?;
    if deleted.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// A picture and the width and height of each of its files, narrowest first.
pub type PictureSizes = (pictures::Model, Vec<(i32, i32)>);

/// Pictures by their identifiers, without what is in their files.
pub async fn picture_sizes(
    conn: &impl ConnectionTrait,
    ids: Vec<PictureId>,
) -> Result<Vec<PictureSizes>> {
    use picture_files::Column::{Height, PictureId as Owner, Width};
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let files: Vec<(PictureId, i32, i32)> = picture_files::Entity::find()
        .select_only()
        .columns([Owner, Width, Height])
        .filter(Owner.is_in(ids.clone()))
        .order_by_asc(Width)
        .into_tuple()
        .all(conn)
        .await?;
    let found = pictures::Entity::find().filter(pictures::Column::Id.is_in(ids)).all(conn).await?;
    let of = |id| files.iter().filter(move |file| file.0 == id).map(|file| (file.1, file.2));
    Ok(found.into_iter().map(|row| (row.clone(), of(row.id).collect())).collect())
}

/// One file of a picture.
pub async fn picture_file(
    conn: &impl ConnectionTrait,
    id: PictureId,
    width: i32,
) -> Result<picture_files::Model> {
    let found = picture_files::Entity::find_by_id((id, width)).one(conn).await?;
    found.ok_or(Error::NotFound("picture"))
}

/// The SHA-256 of a picture's file, without reading the file.
pub async fn picture_tag(
    conn: &impl ConnectionTrait,
    id: PictureId,
    width: i32,
) -> Result<Option<String>> {
    let found = picture_files::Entity::find_by_id((id, width))
        .select_only()
        .column(picture_files::Column::Sha256)
        .into_tuple();
    Ok(found.one(conn).await?)
}

/// Adds a picture with its files.
pub async fn insert_picture(
    tx: &Tx,
    picture: pictures::Model,
    files: Vec<picture_files::Model>,
) -> Result<()> {
    pictures::Entity::insert(picture.into_active_model()).exec_without_returning(tx).await?;
    for file in files {
        let file = file.into_active_model();
        picture_files::Entity::insert(file).exec_without_returning(tx).await?;
    }
    Ok(())
}
