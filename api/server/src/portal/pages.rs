//! Pages that are readable before, or without, the web app's scripts: daily information and what
//! a link preview says of it.
//!
//! The answer is the web app's own page with its head filled in and the article in a `<noscript>`,
//! so that the app starts as ever and whoever runs no scripts reads the same words. Everything that
//! an editor wrote is escaped, or went through the sanitiser. A page that shows an application in a
//! frame is the only one whose policy allows a frame, and only that application's site in it.

use std::fmt::Write as _;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::ids::PictureId;
use domain::portal::{AppOpens, Entry, read_entry};
use serde::Deserialize;
use tables::articles;
use validator::Validate;

use super::language::Language;
use super::pictures::{self, Picture};
use super::{markdown, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::edge::SafeHeaders;
use crate::http::json::{Path, Query};

/// Articles on the page without scripts; the rest is in the feed.
const LISTED: u64 = 50;

/// Mounts the pages at the root.
pub fn pages(config: &mut web::ServiceConfig) {
    config
        .route("/articles", web::get().to(list_page))
        .route("/articles/{slug}", web::get().to(article_page))
        .route("/apps/{slug}", web::get().to(app_page));
}

/// In which language a page is asked for.
#[derive(Debug, Deserialize, Validate)]
struct PageQuery {
    lang: Option<String>,
}

impl PageQuery {
    fn named(&self) -> Option<Language> {
        match self.lang.as_deref() {
            Some("zh") => Some(Language::Zh),
            Some("en") => Some(Language::En),
            _ => None,
        }
    }
}

/// What stands in a page's head.
struct Head<'a> {
    language: Language,
    /// Whether the address names the language.
    is_named: bool,
    title: &'a str,
    description: &'a str,
    /// Of the page, without the language.
    path: String,
    kind: &'static str,
    picture: Option<&'a Picture>,
    published_at: Option<DateTime<Utc>>,
    changed_at: Option<DateTime<Utc>>,
}

/// Makes text safe inside an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

impl Head<'_> {
    fn html(&self, base: &str) -> String {
        let (language, base) = (self.language, escape(base));
        let url = |lang: Option<Language>| {
            let query = lang.map_or_else(String::new, |lang| format!("?lang={}", lang.as_str()));
            format!("{base}{}{query}", escape(&self.path))
        };
        let here = url(self.is_named.then_some(language));
        let (title, description) = (escape(self.title), escape(self.description));
        let mut html = format!("<title>{title} · Marquee</title>");
        let mut meta = |name: &str, content: &str| {
            let attribute = if name.contains(':') && !name.starts_with("twitter") {
                "property"
            } else {
                "name"
            };
            let _ = write!(html, "<meta {attribute}=\"{name}\" content=\"{content}\">");
        };
        meta("description", &description);
        meta("og:site_name", "Marquee");
        meta("og:type", self.kind);
        meta("og:title", &title);
        meta("og:description", &description);
        meta("og:url", &here);
        meta("og:locale", language.pick("zh_CN", "en_GB"));
        meta("og:locale:alternate", language.pick("en_GB", "zh_CN"));
        if let Some(at) = self.published_at {
            meta("article:published_time", &at.to_rfc3339());
        }
        if let Some(at) = self.changed_at {
            meta("article:modified_time", &at.to_rfc3339());
        }
        let widest = self.picture.and_then(|picture| Some((picture, picture.sizes.last()?)));
        if let Some((picture, size)) = widest {
            meta("og:image", &format!("{base}{}", escape(&size.url)));
            meta("og:image:width", &picture.width.to_string());
            meta("og:image:height", &picture.height.to_string());
            meta("og:image:alt", &escape(language.of(&picture.alt)));
            meta("twitter:card", "summary_large_image");
        } else {
            meta("twitter:card", "summary");
        }
        let _ = write!(html, "<link rel=\"canonical\" href=\"{here}\">");
        for (code, lang) in
            [("zh-CN", Some(Language::Zh)), ("en", Some(Language::En)), ("x-default", None)]
        {
            let href = url(lang);
            let _ = write!(html, "<link rel=\"alternate\" hreflang=\"{code}\" href=\"{href}\">");
        }
        for lang in [Language::Zh, Language::En] {
            let _ = write!(
                html,
                "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Marquee · {}\" \
                 href=\"/api/v1/articles.atom?lang={}\">",
                lang.pick("城中消息", "Notices"),
                lang.as_str(),
            );
        }
        html
    }
}

/// Takes out what begins and ends so, once.
fn without(text: &str, start: &str, end: &str) -> String {
    let place = text.find(start).and_then(|from| {
        let to = text[from..].find(end)?;
        Some((from, from + to + end.len()))
    });
    match place {
        Some((from, to)) => [&text[..from], &text[to..]].concat(),
        None => text.to_owned(),
    }
}

/// The web app's page with another head and, for whoever runs no scripts, with words.
fn compose(index: &str, head: &str, language: Language, words: &str) -> String {
    let page = without(index, "<title>", "</title>");
    let page = without(&page, "<meta name=\"description\"", ">");
    let html = format!("<html lang=\"{}\">", language.code());
    let page = page.replacen("<html lang=\"zh-CN\">", &html, 1);
    let page = page.replacen("</head>", &format!("{head}</head>"), 1);
    page.replacen("</body>", &format!("<noscript>{words}</noscript></body>"), 1)
}

async fn read_index(app: &App) -> Result<String> {
    let path = app.config.web_dir.join("index.html");
    tokio::fs::read_to_string(path).await.map_err(|_| Error::NotFound("file"))
}

fn html_answer(status: StatusCode, language: Language, page: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::CONTENT_LANGUAGE, language.code()))
        .insert_header((header::VARY, "accept-language"))
        .body(page)
}

/// The app's page for something that is not there: the app says so, and nobody keeps it.
async fn missing(app: &App, language: Language) -> Result<HttpResponse> {
    let page = read_index(app).await?;
    let page = page.replacen("</head>", "<meta name=\"robots\" content=\"noindex\"></head>", 1);
    Ok(html_answer(StatusCode::NOT_FOUND, language, page))
}

/// A day in the city's own calendar.
fn day(at: DateTime<Utc>, language: Language) -> String {
    let local = at.with_timezone(&chrono_tz::Asia::Shanghai);
    local.format(language.pick("%Y年%-m月%-d日", "%-d %B %Y")).to_string()
}

async fn article_page(
    app: web::Data<App>,
    request: HttpRequest,
    slug: Path<String>,
    query: Query<PageQuery>,
) -> Result<HttpResponse> {
    let named = query.named();
    let language = named.unwrap_or_else(|| Language::preferred(&request));
    let row = match store::find_article(&app.db, &slug, app.clock.now()).await {
        Ok(row) => row,
        Err(Error::NotFound(_)) => return missing(&app, language).await,
        Err(error) => return Err(error),
    };
    let ids: Vec<PictureId> = row.picture_id.into_iter().collect();
    let pictures = pictures::by_id(&app.db, ids).await?;
    let picture = pictures.values().next();
    let head = Head {
        language,
        is_named: named.is_some(),
        title: language.of(&row.title),
        description: language.of(&row.summary),
        path: format!("/articles/{}", row.slug),
        kind: "article",
        picture,
        published_at: row.published_at,
        changed_at: Some(row.updated_at),
    };
    let head = head.html(&app.config.public_url);
    let words = article_words(&row, picture, language);
    let page = compose(&read_index(&app).await?, &head, language, &words);
    Ok(html_answer(StatusCode::OK, language, page))
}

fn article_words(row: &articles::Model, picture: Option<&Picture>, language: Language) -> String {
    let mut words = format!(
        "<main class=\"static-page\"><p><a href=\"/articles?lang={}\">{}</a></p>\
         <article><h1>{}</h1>",
        language.as_str(),
        language.pick("全部消息", "All notices"),
        escape(language.of(&row.title)),
    );
    if let Some(at) = row.published_at {
        let (machine, people) = (at.to_rfc3339(), day(at, language));
        let _ = write!(words, "<p><time datetime=\"{machine}\">{people}</time></p>");
    }
    if let Some((picture, size)) =
        picture.and_then(|picture| Some((picture, picture.sizes.last()?)))
    {
        let _ = write!(
            words,
            "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\">",
            escape(&size.url),
            picture.width,
            picture.height,
            escape(language.of(&picture.alt)),
        );
    }
    let body = markdown::render(language.of(&row.body_markdown));
    let _ = write!(words, "<div class=\"article-body\">{body}</div></article></main>");
    words
}

async fn list_page(
    app: web::Data<App>,
    request: HttpRequest,
    query: Query<PageQuery>,
) -> Result<HttpResponse> {
    let named = query.named();
    let language = named.unwrap_or_else(|| Language::preferred(&request));
    let rows = store::articles(&app.db, None, app.clock.now(), None, LISTED).await?;
    let title = language.pick("城中消息", "Notices");
    let head = Head {
        language,
        is_named: named.is_some(),
        title,
        description: language.pick(
            "影展、优惠和影院变动，每天写在这里。",
            "Festivals, offers and changes at the cinemas, written down every day.",
        ),
        path: "/articles".to_owned(),
        kind: "website",
        picture: None,
        published_at: None,
        changed_at: None,
    };
    let head = head.html(&app.config.public_url);
    let mut words = format!("<main class=\"static-page\"><h1>{title}</h1><ul>");
    for row in &rows {
        let _ = write!(
            words,
            "<li><a href=\"/articles/{}?lang={}\">{}</a> {}<br>{}</li>",
            escape(&row.slug),
            language.as_str(),
            escape(language.of(&row.title)),
            row.published_at.map(|at| day(at, language)).unwrap_or_default(),
            escape(language.of(&row.summary)),
        );
    }
    words.push_str("</ul></main>");
    let page = compose(&read_index(&app).await?, &head, language, &words);
    Ok(html_answer(StatusCode::OK, language, page))
}

async fn app_page(
    app: web::Data<App>,
    request: HttpRequest,
    slug: Path<String>,
    safe_headers: web::Data<SafeHeaders>,
) -> Result<HttpResponse> {
    let language = Language::preferred(&request);
    let found = store::find_visible_app(&app.db, &slug, app.clock.now()).await?;
    let Some(row) = found else {
        return missing(&app, language).await;
    };
    let page = read_index(&app).await?;
    let mut answer = html_answer(StatusCode::OK, language, page);
    // The address was checked when it was saved; what would not pass any more is not framed.
    let entry = read_entry(&row.url, true);
    if let (AppOpens::Frame, Ok(Entry::Site { origin })) = (row.opens, entry) {
        let policy = safe_headers.with_frames_of(&origin);
        let policy = HeaderValue::from_str(&policy).map_err(anyhow::Error::new)?;
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::{compose, escape};
    use crate::portal::language::Language;

    const INDEX: &str = "<!doctype html><html lang=\"zh-CN\"><head><meta name=\"description\" \
        content=\"old\" /><script src=\"/theme.js\"></script><title>Marquee</title></head>\
        <body><div id=\"root\"></div></body></html>";

    #[test]
    fn the_app_starts_as_ever_and_the_words_are_there() {
        let page = compose(INDEX, "<title>New</title>", Language::En, "<p>words</p>");
        assert!(page.contains("<html lang=\"en\">") && !page.contains("old"));
        assert_eq!(page.matches("<title>").count(), 1);
        assert!(page.contains("<script src=\"/theme.js\"></script><title>New</title></head>"));
        let end = "<div id=\"root\"></div><noscript><p>words</p></noscript></body></html>";
        assert!(page.ends_with(end), "{page}");
    }

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        let attack = "\"><script>alert('1')</script>&";
        let safe = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;";
        assert_eq!(escape(attack), safe);
    }
}
