//! Daily information as an Atom feed (RFC 4287), one for each language.

use actix_web::http::header::{self, EntityTag};
use actix_web::{HttpRequest, HttpResponse, get, web};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tables::articles;
use utoipa::IntoParams;
use validator::Validate;

use super::language::Language;
use super::pictures::is_known;
use super::{markdown, store};
use crate::app::App;
use crate::error::Result;
use crate::http::json::Query;

/// Articles in a feed.
const ENTRIES: u64 = 30;

/// How long a reader may keep it, in seconds.
const MAX_AGE_S: u32 = 300;

/// In which language.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct GetArticleFeed {
    /// `zh` (the default) or `en`.
    #[param(inline)]
    lang: Option<Language>,
}

/// Read the newest articles as an Atom feed.
#[utoipa::path(
    tag = "portal",
    operation_id = "get_article_feed",
    params(GetArticleFeed),
    responses((status = 200, description = "The feed.", body = String,
        content_type = "application/atom+xml")),
)]
#[get("/articles.atom")]
pub async fn get_article_feed(
    app: web::Data<App>,
    request: HttpRequest,
    query: Query<GetArticleFeed>,
) -> Result<HttpResponse> {
    let language = query.lang.unwrap_or(Language::Zh);
    let rows = store::newest_articles(&app.db, app.clock.now(), ENTRIES).await?;
    let body = feed(&app.config.public_url, language, rows).to_string();
    let tag = EntityTag::new_strong(hex::encode(&Sha256::digest(body.as_bytes())[..16]));
    let is_known = is_known(&request, &tag);
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header(header::ETag(tag));
    answer.insert_header((header::CACHE_CONTROL, format!("public, max-age={MAX_AGE_S}")));
    if is_known {
        return Ok(answer.finish());
    }
    Ok(answer.content_type("application/atom+xml; charset=utf-8").body(body))
}

fn feed(base: &str, language: Language, rows: Vec<articles::Model>) -> Feed {
    let changed_at = rows.iter().map(changed_at).max().unwrap_or_default();
    let code = language.code();
    let myself = format!("{base}/api/v1/articles.atom?lang={}", language.as_str());
    let page = format!("{base}/articles?lang={}", language.as_str());
    Feed {
        title: Text::plain(language.pick("Marquee 城中消息", "Marquee notices")),
        id: myself.clone(),
        updated: fixed(changed_at),
        authors: vec![Person { name: "Marquee".to_owned(), ..Person::default() }],
        links: vec![
            link("self", myself, "application/atom+xml", code),
            link("alternate", page, "text/html", code),
        ],
        base: Some(format!("{base}/")),
        lang: Some(code.to_owned()),
        entries: rows.into_iter().map(|row| entry(base, language, row)).collect(),
        ..Feed::default()
    }
}

fn entry(base: &str, language: Language, row: articles::Model) -> Entry {
    let changed_at = changed_at(&row);
    let href = format!("{base}/articles/{}?lang={}", row.slug, language.as_str());
    let content = Content {
        // Pictures and links in it are paths of this site.
        base: Some(format!("{base}/")),
        lang: Some(language.code().to_owned()),
        value: Some(markdown::render(language.of(&row.body_markdown))),
        content_type: Some("html".to_owned()),
        ..Content::default()
    };
    Entry {
        title: Text::plain(language.of(&row.title)),
        id: format!("urn:uuid:{}", row.id),
        updated: fixed(changed_at),
        published: row.published_at.map(fixed),
        links: vec![link("alternate", href, "text/html", language.code())],
        summary: Some(Text::plain(language.of(&row.summary))),
        content: Some(content),
        ..Entry::default()
    }
}

/// What was written before it came out is news when it comes out.
fn changed_at(row: &articles::Model) -> DateTime<Utc> {
    row.published_at.map_or(row.updated_at, |published_at| published_at.max(row.updated_at))
}

fn fixed(at: DateTime<Utc>) -> FixedDateTime {
    at.fixed_offset()
}

fn link(rel: &str, href: String, kind: &str, language: &str) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        hreflang: Some(language.to_owned()),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    }
}
