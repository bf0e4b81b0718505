//! Articles in administration: written, published at once or later, withdrawn.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use domain::calendar::to_milliseconds;
use domain::ids::{ArticleId, PictureId};
use domain::portal::ArticleStatus;
use domain::text::LocalizedText;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tables::articles;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::forms::{Faults, seen};
use super::markdown;
use super::pictures::{self, Picture};
use super::store::{self, Wanted};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::idempotency;
use crate::http::json::{LargeJson, OptionalJson, Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::http::problem::ProblemCode;
use crate::identity::{Administer, Operator, ReadBooks};

/// The longest text of an article, in characters.
const LONGEST_BODY: usize = 40_000;

/// An article as editors see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdminArticle {
    pub id: ArticleId,
    pub slug: String,
    pub title: LocalizedText,
    pub summary: LocalizedText,
    pub body_markdown: LocalizedText,
    pub category: String,
    pub pinned: bool,
    pub picture: Option<Picture>,
    pub status: ArticleStatus,
    /// Null for a draft; in the future for what is scheduled.
    pub published_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Grows with every change.
    pub revision: i64,
}

/// An article as it shall be. Its text is Markdown; raw HTML in it shows as it was typed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct SaveArticle {
    /// Its place in `/articles/{slug}`; fixed once it was published.
    pub slug: String,
    pub title: LocalizedText,
    /// For lists and link previews.
    pub summary: LocalizedText,
    pub body_markdown: LocalizedText,
    pub category: String,
    pub pinned: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture_id: Option<PictureId>,
    /// The one that was read; needed to change what exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
}

/// When an article shall come out.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
pub struct PublishArticle {
    /// At once when it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

/// A text to be looked at.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct PreviewMarkdown {
    #[validate(length(max = 40_000))]
    pub markdown: String,
}

/// What readers would see.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MarkdownPreview {
    pub html: String,
}

/// Which articles to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ListAdminArticles {
    #[param(inline)]
    pub status: Option<ArticleStatus>,
    #[validate(length(min = 1, max = 60))]
    pub category: Option<String>,
    /// Part of a title or a slug.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

fn check_limits(faults: &mut Faults, wish: &SaveArticle) {
    faults.slug("/slug", &wish.slug);
    faults.slug("/category", &wish.category);
    faults.text("/title", &wish.title, 120);
    faults.text("/summary", &wish.summary, 300);
    faults.text("/body_markdown", &wish.body_markdown, LONGEST_BODY);
    if wish.title.zh.trim().is_empty() && wish.title.en.trim().is_empty() {
        faults.add("/title/zh", "required", "An article has a title.");
    }
}

/// What everybody reads is there in both languages.
fn check_complete(faults: &mut Faults, row: &articles::Model) {
    faults.both("/title", &row.title);
    faults.both("/summary", &row.summary);
    faults.both("/body_markdown", &row.body_markdown);
}

async fn show(app: &App, rows: Vec<articles::Model>) -> Result<Vec<AdminArticle>> {
    let ids = rows.iter().filter_map(|row| row.picture_id).collect();
    let pictures = pictures::by_id(&app.db, ids).await?;
    let now = app.clock.now();
    let show = |row: articles::Model| AdminArticle {
        status: ArticleStatus::at(now, row.published_at, row.withdrawn_at),
        picture: row.picture_id.and_then(|id| pictures.get(&id).cloned()),
        id: row.id,
        slug: row.slug,
        title: row.title,
        summary: row.summary,
        body_markdown: row.body_markdown,
        category: row.category,
        pinned: row.is_pinned,
        published_at: row.published_at,
        withdrawn_at: row.withdrawn_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        revision: row.revision,
    };
    Ok(rows.into_iter().map(show).collect())
}

async fn show_one(app: &App, row: articles::Model) -> Result<AdminArticle> {
    show(app, vec![row]).await?.pop().ok_or(Error::NotFound("article"))
}

async fn check_picture(
    faults: &mut Faults,
    conn: &impl ConnectionTrait,
    id: Option<PictureId>,
) -> Result<()> {
    if let Some(id) = id
        && store::picture_sizes(conn, vec![id]).await?.is_empty()
    {
        faults.add("/picture_id", "unknown", "There is no such picture.");
    }
    Ok(())
}

/// What the audit log keeps of an article: everything but its text, of which it keeps the length.
fn facts(row: &articles::Model) -> Value {
    json!({
        "slug": row.slug,
        "title": row.title,
        "category": row.category,
        "pinned": row.is_pinned,
        "picture_id": row.picture_id,
        "published_at": row.published_at,
        "withdrawn_at": row.withdrawn_at,
        "characters": {
            "zh": row.body_markdown.zh.chars().count(),
            "en": row.body_markdown.en.chars().count(),
        },
        "revision": row.revision,
    })
}

/// List articles of every status, what was touched last first.
#[utoipa::path(
    tag = "admin",
    operation_id = "list_admin_articles",
    params(ListAdminArticles),
    responses((status = 200, description = "A page of articles.", body = Page<AdminArticle>)),
    security(("bearer" = [])),
)]
#[get("/admin/articles")]
pub async fn list_admin_articles(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    query: Query<ListAdminArticles>,
) -> Result<HttpResponse> {
    let wanted = Wanted {
        status: query.status,
        category: query.category.as_deref(),
        text: query.q.as_deref(),
        after: decode_cursor(query.cursor.as_deref())?,
        now: app.clock.now(),
        limit: query.limit.plus_one(),
    };
    let rows = store::all_articles(&app.db, &wanted).await?;
    let page = Page::cut(rows, query.limit, |row| (row.updated_at, row.id));
    let (items, next_cursor) = (show(&app, page.items).await?, page.next_cursor);
    Ok(HttpResponse::Ok().json(Page { items, next_cursor }))
}

/// Read an article of any status.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_admin_article",
    params(("id" = ArticleId, Path, description = "The article.")),
    responses((status = 200, description = "The article.", body = AdminArticle)),
    security(("bearer" = [])),
)]
#[get("/admin/articles/{id}")]
pub async fn get_admin_article(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
    id: Path<ArticleId>,
) -> Result<HttpResponse> {
    let row = store::article(&app.db, id.into_inner()).await?;
    Ok(HttpResponse::Ok().json(show_one(&app, row).await?))
}

/// Begin an article as a draft.
#[utoipa::path(
    tag = "admin",
    operation_id = "create_article",
    params(("Idempotency-Key" = Option<String>, Header,
        description = "Repeats are recognised by it.")),
    request_body = SaveArticle,
    responses((status = 201, description = "The draft.", body = AdminArticle)),
    security(("bearer" = [])),
)]
#[post("/admin/articles")]
pub async fn create_article(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    body: LargeJson<SaveArticle>,
) -> Result<HttpResponse> {
    let digest = body.digest();
    let wish = body.into_inner();
    let actor = Actor::of(&app, administrator.id, &request);
    let (app, actor) = (&app, &actor);
    idempotency::run_if_keyed(app, administrator.id, &request, digest, |effect| async move {
        Ok((StatusCode::CREATED, begin(app, actor, effect.id(), wish).await?))
    })
    .await
}

/// Stores a draft; one that is there already is the answer.
async fn begin(app: &App, actor: &Actor, id: ArticleId, wish: SaveArticle) -> Result<AdminArticle> {
    let mut faults = Faults::default();
    check_limits(&mut faults, &wish);
    check_picture(&mut faults, &app.db, wish.picture_id).await?;
    faults.into_result()?;
    let now = app.clock.now();
    let row = articles::Model {
        id,
        slug: wish.slug,
        title: wish.title,
        summary: wish.summary,
        body_markdown: wish.body_markdown,
        category: wish.category,
        is_pinned: wish.pinned,
        picture_id: wish.picture_id,
        published_at: None,
        withdrawn_at: None,
        created_at: now,
        updated_at: now,
        revision: 1,
    };
    let tx = app.db.begin().await?;
    if let Ok(repeated) = store::article(&tx, id).await {
        drop(tx);
        return show_one(app, repeated).await;
    }
    store::insert_article(&tx, row.clone()).await?;
    let target = row.id.to_string();
    audit::record(app, &tx, actor, "article.created", &target, facts(&row)).await?;
    tx.commit().await?;
    show_one(app, row).await
}

/// Stores a changed article with its line in the audit log.
async fn store_change(
    app: &App,
    actor: &Actor,
    action: &str,
    before: &articles::Model,
    mut after: articles::Model,
) -> Result<AdminArticle> {
    after.updated_at = app.clock.now();
    after.revision = before.revision + 1;
    let detail = json!({ "before": facts(before), "after": facts(&after) });
    let tx = app.db.begin().await?;
    store::update_article(&tx, after.clone(), before.revision).await?;
    audit::record(app, &tx, actor, action, &before.id.to_string(), detail).await?;
    tx.commit().await?;
    show_one(app, after).await
}

/// Change an article. One that is published changes at once.
#[utoipa::path(
    tag = "admin",
    operation_id = "save_article",
    params(("id" = ArticleId, Path, description = "The article.")),
    request_body = SaveArticle,
    responses(
        (status = 200, description = "The article as it is now.", body = AdminArticle),
        (status = 409, description = "stale_write: somebody changed it since it was read"),
    ),
    security(("bearer" = [])),
)]
#[put("/admin/articles/{id}")]
pub async fn save_article(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<ArticleId>,
    body: LargeJson<SaveArticle>,
) -> Result<HttpResponse> {
    let wish = body.into_inner();
    let before = store::article(&app.db, id.into_inner()).await?;
    let mut faults = Faults::default();
    check_limits(&mut faults, &wish);
    check_picture(&mut faults, &app.db, wish.picture_id).await?;
    if before.published_at.is_some() && wish.slug != before.slug {
        let detail = "Links lead to it: the address of what was published stays.";
        faults.add("/slug", "fixed", detail);
    }
    let revision = seen(wish.revision)?;
    let after = articles::Model {
        slug: wish.slug,
        title: wish.title,
        summary: wish.summary,
        body_markdown: wish.body_markdown,
        category: wish.category,
        is_pinned: wish.pinned,
        picture_id: wish.picture_id,
        ..before.clone()
    };
    let status = ArticleStatus::at(app.clock.now(), before.published_at, before.withdrawn_at);
    if matches!(status, ArticleStatus::Published | ArticleStatus::Scheduled) {
        check_complete(&mut faults, &after);
    }
    faults.into_result()?;
    if revision != before.revision {
        return Err(Error::Stale);
    }
    let actor = Actor::of(&app, administrator.id, &request);
    let answer = store_change(&app, &actor, "article.saved", &before, after).await?;
    Ok(HttpResponse::Ok().json(answer))
}

/// Publish an article, now or later.
///
/// What is withdrawn comes back by this, too.
#[utoipa::path(
    tag = "admin",
    operation_id = "publish_article",
    params(("id" = ArticleId, Path, description = "The article.")),
    request_body = Option<PublishArticle>,
    responses(
        (status = 200, description = "The article as it is now.", body = AdminArticle),
        (status = 422, description = "A text is missing in one of the languages"),
    ),
    security(("bearer" = [])),
)]
#[post("/admin/articles/{id}/publication")]
pub async fn publish_article(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<ArticleId>,
    body: OptionalJson<PublishArticle>,
) -> Result<HttpResponse> {
    let before = store::article(&app.db, id.into_inner()).await?;
    let mut faults = Faults::default();
    check_complete(&mut faults, &before);
    let now = app.clock.now();
    // An instant that has passed is now: nobody publishes into yesterday.
    let wish = body.into_inner().at.map(to_milliseconds).filter(|at| *at > now);
    faults.into_result()?;
    let status = ArticleStatus::at(now, before.published_at, before.withdrawn_at);
    let is_out = status == ArticleStatus::Published && wish.is_none();
    if is_out {
        // Twice published is published; the first instant counts.
        return Ok(HttpResponse::Ok().json(show_one(&app, before).await?));
    }
    let action = if wish.is_some() { "article.scheduled" } else { "article.published" };
    let after = articles::Model {
        published_at: Some(wish.unwrap_or(now)),
        withdrawn_at: None,
        ..before.clone()
    };
    let actor = Actor::of(&app, administrator.id, &request);
    let answer = store_change(&app, &actor, action, &before, after).await?;
    Ok(HttpResponse::Ok().json(answer))
}

/// Withdraw an article. It is gone at once; what was only scheduled is a draft again.
#[utoipa::path(
    tag = "admin",
    operation_id = "withdraw_article",
    params(("id" = ArticleId, Path, description = "The article.")),
    responses((status = 200, description = "The article as it is now.", body = AdminArticle)),
    security(("bearer" = [])),
)]
#[delete("/admin/articles/{id}/publication")]
pub async fn withdraw_article(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<ArticleId>,
) -> Result<HttpResponse> {
    let before = store::article(&app.db, id.into_inner()).await?;
    let now = app.clock.now();
    let (published_at, withdrawn_at) =
        match ArticleStatus::at(now, before.published_at, before.withdrawn_at) {
            ArticleStatus::Scheduled => (None, None),
            ArticleStatus::Published => (before.published_at, Some(now)),
            ArticleStatus::Draft | ArticleStatus::Withdrawn => {
                return Ok(HttpResponse::Ok().json(show_one(&app, before).await?));
            }
        };
    let after = articles::Model { published_at, withdrawn_at, ..before.clone() };
    let actor = Actor::of(&app, administrator.id, &request);
    let answer = store_change(&app, &actor, "article.withdrawn", &before, after).await?;
    Ok(HttpResponse::Ok().json(answer))
}

/// Throw a draft away.
#[utoipa::path(
    tag = "admin",
    operation_id = "delete_article",
    params(("id" = ArticleId, Path, description = "The article.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 409, description = "article_published: withdraw it instead"),
    ),
    security(("bearer" = [])),
)]
#[delete("/admin/articles/{id}")]
pub async fn delete_article(
    app: web::Data<App>,
    administrator: Operator<Administer>,
    request: HttpRequest,
    id: Path<ArticleId>,
) -> Result<HttpResponse> {
    let before = store::article(&app.db, id.into_inner()).await?;
    if before.published_at.is_some() {
        let detail = "It was published, so it stays on record. Withdraw it.";
        return Err(Error::refused(ProblemCode::ArticlePublished, detail));
    }
    let actor = Actor::of(&app, administrator.id, &request);
    let target = before.id.to_string();
    let tx = app.db.begin().await?;
    store::delete_article(&tx, before.id, before.revision).await?;
    audit::record(&app, &tx, &actor, "article.deleted", &target, facts(&before)).await?;
    tx.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See what readers would see of a text.
#[utoipa::path(
    tag = "admin",
    operation_id = "preview_markdown",
    request_body = PreviewMarkdown,
    responses((status = 200, description = "The text as HTML.", body = MarkdownPreview)),
    security(("bearer" = [])),
)]
#[post("/admin/articles/previews")]
pub async fn preview_markdown(
    _reader: Operator<ReadBooks>,
    body: LargeJson<PreviewMarkdown>,
) -> Result<HttpResponse> {
    let html = markdown::render(&body.into_inner().markdown);
    Ok(HttpResponse::Ok().json(MarkdownPreview { html }))
}
