//! The portal over HTTP.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use domain::calendar::book_date;
use domain::catalogue::FilmStatus;
use domain::ids::{ArticleId, PictureId, PortalAppId};
use domain::portal::AppOpens;
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use tables::{articles, portal_apps};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::admin_apps::{create_app, delete_app, get_admin_app, list_admin_apps, save_app};
use super::admin_articles::{
    create_article, delete_article, get_admin_article, list_admin_articles, preview_markdown,
    publish_article, save_article, withdraw_article,
};
use super::feed::get_article_feed;
use super::markdown;
use super::pictures::{self, Picture, get_picture, upload_picture};
use super::store::{self, ArticlePlace};
use crate::app::App;
use crate::catalogue::{self, FilmQuery, FilmSummary, Showtime, ShowtimeQuery, answer};
use crate::error::Result;
use crate::http::json::{Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};

/// How long answers may be kept.
const MAX_AGE_S: u32 = 30;

/// How much of each kind the home page shows.
const HOME_ARTICLES: u64 = 6;
const HOME_SHOWTIMES: u64 = 8;
const HOME_FILMS: u64 = 12;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_portal)
        .service(list_apps)
        .service(list_articles)
        .service(get_article_feed)
        .service(get_article)
        .service(get_picture)
        .service(list_admin_apps)
        .service(create_app)
        .service(get_admin_app)
        .service(save_app)
        .service(delete_app)
        .service(list_admin_articles)
        .service(preview_markdown)
        .service(create_article)
        .service(get_admin_article)
        .service(save_article)
        .service(publish_article)
        .service(withdraw_article)
        .service(delete_article)
        .service(upload_picture);
}

/// An application that the portal leads to.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PortalApp {
    id: PortalAppId,
    slug: String,
    name: LocalizedText,
    description: LocalizedText,
    /// Name of an icon of the web app.
    icon: String,
    /// A path of the web app, or an https address.
    url: String,
    category: String,
    /// In a window of its own, or framed on `/apps/{slug}`.
    opens: AppOpens,
}

impl From<portal_apps::Model> for PortalApp {
    fn from(row: portal_apps::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            description: row.description,
            icon: row.icon,
            url: row.url,
            category: row.category,
            opens: row.opens,
        }
    }
}

/// An article in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ArticleSummary {
    id: ArticleId,
    slug: String,
    title: LocalizedText,
    summary: LocalizedText,
    category: String,
    pinned: bool,
    published_at: DateTime<Utc>,
}

impl From<articles::Model> for ArticleSummary {
    fn from(row: articles::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            title: row.title,
            summary: row.summary,
            category: row.category,
            pinned: row.is_pinned,
            // What everybody sees has been published.
            published_at: row.published_at.unwrap_or_default(),
        }
    }
}

/// An article.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Article {
    #[serde(flatten)]
    summary: ArticleSummary,
    /// As it was written.
    body_markdown: LocalizedText,
    /// The same as HTML that is safe to stand in a page: headings from level 2, no scripts, no
    /// styles, pictures of ours only.
    body_html: LocalizedText,
    picture: Option<Picture>,
}

/// The home page.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Portal {
    apps: Vec<PortalApp>,
    articles: Vec<ArticleSummary>,
    /// The next showtimes that can be bought.
    next_showtimes: Vec<Showtime>,
    showing: Vec<FilmSummary>,
    upcoming: Vec<FilmSummary>,
}

/// Which city the home page is for.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct GetPortal {
    /// Slug; every city when it is not said.
    #[validate(length(min = 1, max = 50))]
    city: Option<String>,
}

/// Which articles to list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
struct ListArticles {
    /// Slug.
    #[validate(length(min = 1, max = 50))]
    category: Option<String>,
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    limit: Limit,
    #[validate(length(max = 200))]
    cursor: Option<String>,
}

/// Read the home page.
#[utoipa::path(
    tag = "portal",
    operation_id = "get_portal",
    params(GetPortal),
    responses((status = 200, description = "The home page.", body = Portal)),
)]
#[get("/portal")]
async fn get_portal(
    app: web::Data<App>,
    request: HttpRequest,
    query: Query<GetPortal>,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let city = query.into_inner().city;
    let apps = store::apps(&app.db, now).await?;
    let articles = store::articles(&app.db, None, now, None, HOME_ARTICLES).await?;
    let portal = Portal {
        apps: apps.into_iter().map(PortalApp::from).collect(),
        articles: articles.into_iter().map(ArticleSummary::from).collect(),
        next_showtimes: next_showtimes(&app, city.clone(), now).await?,
        showing: home_films(&app, FilmStatus::Showing, city.clone(), now).await?,
        upcoming: home_films(&app, FilmStatus::Upcoming, city, now).await?,
    };
    answer(&request, &portal, MAX_AGE_S)
}

async fn next_showtimes(
    app: &App,
    city: Option<String>,
    now: DateTime<Utc>,
) -> Result<Vec<Showtime>> {
    let wanted = ShowtimeQuery {
        city,
        on_sale_only: true,
        now,
        limit: HOME_SHOWTIMES,
        ..ShowtimeQuery::default()
    };
    let rows = catalogue::list_showtimes(&app.db, &wanted).await?;
    catalogue::show_showtimes(&app.db, rows, now).await
}

async fn home_films(
    app: &App,
    status: FilmStatus,
    city: Option<String>,
    now: DateTime<Utc>,
) -> Result<Vec<FilmSummary>> {
    let wanted = FilmQuery {
        status: Some(status),
        city: city.clone(),
        genre: None,
        search: None,
        today: book_date(now),
        now,
        after: None,
        limit: HOME_FILMS,
    };
    let rows = catalogue::list_films(&app.db, &wanted).await?;
    catalogue::film_summaries(&app.db, rows, city.as_deref(), now).await
}

/// List the portal's applications.
#[utoipa::path(
    tag = "portal",
    operation_id = "list_apps",
    responses((status = 200, description = "All applications.", body = Page<PortalApp>)),
)]
#[get("/apps")]
async fn list_apps(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let apps = store::apps(&app.db, app.clock.now()).await?;
    let apps: Vec<PortalApp> = apps.into_iter().map(PortalApp::from).collect();
    answer(&request, &Page::whole(apps), MAX_AGE_S)
}

/// List articles: pinned ones first, then the newest.
#[utoipa::path(
    tag = "portal",
    operation_id = "list_articles",
    params(ListArticles),
    responses((status = 200, description = "A page of articles.", body = Page<ArticleSummary>)),
)]
#[get("/articles")]
async fn list_articles(
    app: web::Data<App>,
    request: HttpRequest,
    query: Query<ListArticles>,
) -> Result<HttpResponse> {
    let after: Option<ArticlePlace> = decode_cursor(query.cursor.as_deref())?;
    let (now, limit) = (app.clock.now(), query.limit);
    let category = query.category.as_deref();
    let rows = store::articles(&app.db, category, now, after, limit.plus_one()).await?;
    let page =
        Page::cut(rows, limit, |row| (row.is_pinned, row.published_at.unwrap_or_default(), row.id));
    answer(&request, &page.map(ArticleSummary::from), MAX_AGE_S)
}

/// Read an article.
#[utoipa::path(
    tag = "portal",
    operation_id = "get_article",
    params(("slug" = String, Path, description = "The article's slug.")),
    responses((status = 200, description = "The article.", body = Article)),
)]
#[get("/articles/{slug}")]
async fn get_article(
    app: web::Data<App>,
    request: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse> {
    let mut row = store::find_article(&app.db, &slug, app.clock.now()).await?;
    let body_markdown = std::mem::take(&mut row.body_markdown);
    let body_html = LocalizedText {
        zh: markdown::render(&body_markdown.zh),
        en: markdown::render(&body_markdown.en),
    };
    let ids: Vec<PictureId> = row.picture_id.into_iter().collect();
    let picture = pictures::by_id(&app.db, ids).await?.into_values().next();
    let article = Article { summary: row.into(), body_markdown, body_html, picture };
    answer(&request, &article, MAX_AGE_S)
}
