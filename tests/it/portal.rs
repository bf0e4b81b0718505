//! The portal from outside: applications with their windows and their switch, articles from draft
//! to withdrawal, what becomes of hostile words and pictures, the feed, and pages without scripts.

mod pictures;

use serde_json::{Value, json};

use crate::support::TestApp;

pub use pictures::a_picture;

/// Things of the portal for the table of permissions.
pub struct Things {
    pub app: String,
    pub draft: String,
    pub picture: String,
}

impl Things {
    pub async fn of(app: &TestApp) -> Self {
        let administrator = app.administrator();
        let made = administrator.post("/admin/apps", an_app(app, "metro")).await.expect(201);
        let draft = administrator.post("/admin/articles", an_article("a-draft")).await.expect(201);
        let picture = a_picture(app).await;
        let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
        Self { app: id(&made), draft: id(&draft), picture: id(&picture) }
    }
}

/// What an administrator may send, for the table of permissions.
pub fn wish(operation: &str) -> Option<Value> {
    let first = |value: Value| with(value, "revision", json!(1));
    let start = crate::support::seed::start();
    match operation {
        "create_app" => Some(app_shown_from(start, "another-app")),
        "save_app" => Some(first(app_shown_from(start, "metro"))),
        "create_article" => Some(an_article("another-draft")),
        "save_article" => Some(first(an_article("a-draft"))),
        "preview_markdown" => Some(json!({ "markdown": "*so*" })),
        _ => None,
    }
}

fn an_app(app: &TestApp, slug: &str) -> Value {
    app_shown_from(app.now(), slug)
}

fn app_shown_from(visible_from: chrono::DateTime<chrono::Utc>, slug: &str) -> Value {
    json!({
        "slug": slug,
        "name": { "zh": "末班车", "en": "Last train" },
        "description": { "zh": "散场后还有没有车。", "en": "Whether there is a train after the show." },
        "icon": "train",
        "url": "https://metro.example/last",
        "category": "city",
        "opens": "new_tab",
        "sort_order": 500,
        "visible_from": visible_from,
        "is_enabled": true,
    })
}

fn an_article(slug: &str) -> Value {
    json!({
        "slug": slug,
        "title": { "zh": "今晚停电", "en": "No power \"tonight\" <b>" },
        "summary": { "zh": "八点以后。", "en": "After eight & before ten." },
        "body_markdown": { "zh": "## 为什么\n\n换变压器。", "en": "## Why\n\nA new *transformer*." },
        "category": "notice",
        "pinned": false,
    })
}

/// The slugs of the applications that everybody sees.
async fn shown(app: &TestApp) -> Vec<String> {
    let apps = app.anonymous().get("/apps").await.expect(200);
    let slugs = apps["items"].as_array().unwrap().iter();
    slugs.map(|one| one["slug"].as_str().unwrap().to_owned()).collect()
}

async fn is_shown(app: &TestApp, slug: &str) -> bool {
    shown(app).await.iter().any(|one| one == slug)
}

/// The actions in the audit log about one thing, oldest first.
async fn deeds(app: &TestApp, target: &str) -> Vec<String> {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    use tables::audit_log::{Column, Entity};
    let found = Entity::find().filter(Column::Target.eq(target)).order_by_asc(Column::Id);
    found.all(app.db()).await.unwrap().into_iter().map(|line| line.action).collect()
}

fn with(mut value: Value, member: &str, to: Value) -> Value {
    value[member] = to;
    value
}

#[tokio::test]
async fn what_is_asked_for_again_is_made_once() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    for (path, wish, key, deed) in [
        ("/admin/apps", an_app(&app, "festival"), "an-app", "app.created"),
        ("/admin/articles", an_article("no-power"), "an-article", "article.created"),
    ] {
        let made = boss.post_again(path, wish.clone(), key).await.expect(201);
        let again = boss.post_again(path, wish.clone(), key).await;
        assert_eq!(again.header("idempotency-replayed"), "true", "{path}");
        assert_eq!(again.expect(201), made);
        let id = made["id"].as_str().unwrap();
        app.lose_answer(key, id).await;
        assert_eq!(boss.post_again(path, wish, key).await.expect(201), made);
        assert_eq!(deeds(&app, id).await, [deed]);
    }
    app.done().await;
}

#[tokio::test]
async fn an_application_shows_in_its_window_and_not_a_moment_longer() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let hour = chrono::TimeDelta::hours(1);
    let mut wish = with(an_app(&app, "festival"), "visible_from", json!(app.now() + hour));
    wish["visible_until"] = json!(app.now() + hour * 2);
    let made = boss.post("/admin/apps", wish.clone()).await.expect(201);
    assert!(!is_shown(&app, "festival").await, "it is too early");
    app.advance(60);
    assert!(is_shown(&app, "festival").await);
    let apps = app.anonymous().get("/apps").await.expect(200);
    let one = apps["items"].as_array().unwrap().iter().find(|one| one["slug"] == "festival");
    assert_eq!(one.unwrap()["opens"], "new_tab");
    app.advance(60);
    assert!(!is_shown(&app, "festival").await, "the end is exclusive");

    let mut endless = wish;
    endless["visible_until"] = Value::Null;
    endless["revision"] = made["revision"].clone();
    let path = format!("/admin/apps/{}", made["id"].as_str().unwrap());
    let saved = boss.put(&path, endless).await.expect(200);
    assert_eq!(saved["revision"], 2);
    assert!(is_shown(&app, "festival").await);
    app.done().await;
}

#[tokio::test]
async fn the_kill_switch_works_at_once_and_is_on_record() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let wish = with(an_app(&app, "parking"), "client_id", json!("parking-app"));
    let made = boss.post("/admin/apps", wish.clone()).await.expect(201);
    let path = format!("/admin/apps/{}", made["id"].as_str().unwrap());
    let off = with(with(wish.clone(), "is_enabled", json!(false)), "revision", json!(1));
    boss.put(&path, off.clone()).await.expect(200);
    assert!(!is_shown(&app, "parking").await);

    // Who still has the form open does not switch it on again.
    boss.put(&path, with(wish.clone(), "revision", json!(1))).await.refused(409, "stale_write");
    assert!(!is_shown(&app, "parking").await);
    boss.put(&path, wish.clone()).await.refused(422, "validation_failed");
    boss.put(&path, with(wish, "revision", json!(2))).await.expect(200);
    assert!(is_shown(&app, "parking").await);
    boss.delete(&path).await.expect(204);
    assert!(!is_shown(&app, "parking").await);
    boss.get(&path).await.refused(404, "not_found");
    let id = made["id"].as_str().unwrap();
    let expected = ["app.created", "app.switched_off", "app.switched_on", "app.deleted"];
    assert_eq!(deeds(&app, id).await, expected);
    app.done().await;
}

#[tokio::test]
async fn an_address_is_ours_or_safe() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    for url in [
        "javascript:alert(1)",
        "//evil.example",
        "http://evil.example",
        "https://evil.example;script-src *",
        "https://a@evil.example/",
        "ftp://evil.example",
    ] {
        let answer = boss.post("/admin/apps", with(an_app(&app, "x"), "url", json!(url))).await;
        let problem = answer.refused(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/url", "{url}");
    }
    let framed = with(with(an_app(&app, "x"), "url", json!("/films")), "opens", json!("frame"));
    let problem = boss.post("/admin/apps", framed).await.refused(422, "validation_failed");
    assert_eq!(problem["errors"][0]["pointer"], "/opens");
    let mut many = with(an_app(&app, "No Slug"), "name", json!({ "zh": "", "en": "" }));
    many["visible_until"] = many["visible_from"].clone();
    let problem = boss.post("/admin/apps", many).await.refused(422, "validation_failed");
    let pointers: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(pointers, ["/slug", "/name/zh", "/name/en", "/visible_until"]);
    let taken = boss.post("/admin/apps", an_app(&app, "tickets")).await;
    assert_eq!(taken.refused(422, "validation_failed")["errors"][0]["code"], "taken");
    app.done().await;
}

#[tokio::test]
async fn an_article_goes_from_draft_to_the_public_and_back() {
    let app = TestApp::start().await;
    let (boss, reader) = (app.administrator(), app.anonymous());
    let made = boss.post("/admin/articles", an_article("no-power")).await.expect(201);
    assert_eq!((&made["status"], &made["published_at"]), (&json!("draft"), &Value::Null));
    let id = made["id"].as_str().unwrap().to_owned();
    let path = format!("/admin/articles/{id}");
    let publication = format!("{path}/publication");
    reader.get("/articles/no-power").await.refused(404, "not_found");

    let later = app.now() + chrono::TimeDelta::minutes(30);
    let planned = boss.post(&publication, json!({ "at": later })).await.expect(200);
    assert_eq!(planned["status"], "scheduled");
    reader.get("/articles/no-power").await.refused(404, "not_found");
    app.advance(30);
    let seen = reader.get("/articles/no-power").await.expect(200);
    assert_eq!(seen["published_at"], json!(later.format("%Y-%m-%dT%H:%M:%SZ").to_string()));
    assert_eq!(seen["body_html"]["zh"], "<h2>为什么</h2>\n<p>换变压器。</p>\n");
    assert_eq!(boss.get(&path).await.expect(200)["status"], "published");

    // What was published keeps its address and stays on record.
    let moved = with(with(an_article("elsewhere"), "revision", json!(2)), "pinned", json!(true));
    let problem = boss.put(&path, moved).await.refused(422, "validation_failed");
    assert_eq!(problem["errors"][0]["pointer"], "/slug");
    boss.delete(&path).await.refused(409, "article_published");
    let halved = with(an_article("no-power"), "title", json!({ "zh": "只有中文", "en": "" }));
    let problem = boss.put(&path, with(halved, "revision", json!(2))).await;
    assert_eq!(problem.refused(422, "validation_failed")["errors"][0]["pointer"], "/title/en");
    let pinned = with(with(an_article("no-power"), "pinned", json!(true)), "revision", json!(2));
    boss.put(&path, pinned.clone()).await.expect(200);
    boss.put(&path, pinned).await.refused(409, "stale_write");
    let first = reader.get("/articles").await.expect(200)["items"][0].clone();
    assert_eq!((&first["slug"], &first["pinned"]), (&json!("no-power"), &json!(true)));

    assert_eq!(boss.delete(&publication).await.expect(200)["status"], "withdrawn");
    reader.get("/articles/no-power").await.refused(404, "not_found");
    assert_eq!(boss.post(&publication, json!({})).await.expect(200)["status"], "published");
    reader.get("/articles/no-power").await.expect(200);
    let expected = [
        "article.created",
        "article.scheduled",
        "article.saved",
        "article.withdrawn",
        "article.published",
    ];
    assert_eq!(deeds(&app, &id).await, expected);
    app.done().await;
}

#[tokio::test]
async fn what_is_not_whole_is_not_published_and_drafts_can_go() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let half = with(an_article("half"), "body_markdown", json!({ "zh": "正文", "en": " " }));
    let made = boss.post("/admin/articles", half).await.expect(201);
    let path = format!("/admin/articles/{}", made["id"].as_str().unwrap());
    let problem = boss.post(&format!("{path}/publication"), json!({})).await;
    let problem = problem.refused(422, "validation_failed");
    assert_eq!(problem["errors"][0]["pointer"], "/body_markdown/en");
    boss.delete(&path).await.expect(204);
    boss.get(&path).await.refused(404, "not_found");

    // A plan that is taken back is a draft again.
    let made = boss.post("/admin/articles", an_article("plan")).await.expect(201);
    let path = format!("/admin/articles/{}", made["id"].as_str().unwrap());
    let publication = format!("{path}/publication");
    let later = app.now() + chrono::TimeDelta::days(2);
    boss.post(&publication, json!({ "at": later })).await.expect(200);
    let list = async |query: &str| {
        let list = app.auditor().get(&format!("/admin/articles?{query}")).await.expect(200);
        list["items"].as_array().unwrap().len()
    };
    assert_eq!((list("status=scheduled").await, list("status=draft").await), (1, 0));
    assert_eq!(boss.delete(&publication).await.expect(200)["status"], "draft");
    assert_eq!((list("status=scheduled").await, list("status=draft").await), (0, 1));
    let found = format!("status=draft&q={}", "%E5%81%9C%E7%94%B5");
    assert_eq!((list(&found).await, list("q=PLAN").await, list("q=%25").await > 5), (1, 1, true));
    boss.delete(&path).await.expect(204);
    app.done().await;
}

#[tokio::test]
async fn hostile_words_do_nothing_wherever_they_show() {
    let app = TestApp::start().await;
    let boss = app.administrator();
    let attack = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.example/y.png)\n\n\
        </noscript><img src=x onerror=alert(1)>\n\n```\n</code><svg onload=alert(1)>\n```\n";
    let html = boss.post("/admin/articles/previews", json!({ "markdown": attack })).await;
    let html = html.expect(200)["html"].as_str().unwrap().to_owned();
    let body = json!({ "zh": attack, "en": attack });
    let wish = with(an_article("attack"), "body_markdown", body);
    let made = boss.post("/admin/articles", wish).await.expect(201);
    let path = format!("/admin/articles/{}/publication", made["id"].as_str().unwrap());
    boss.post(&path, json!({})).await.expect(200);
    let seen = app.anonymous().get("/articles/attack").await.expect(200);
    assert_eq!(seen["body_html"]["en"], html, "one renderer for both");
    let feed = app.anonymous().get("/articles.atom").await.body;
    for text in [html.as_str(), seen["body_html"]["zh"].as_str().unwrap()] {
        for mark in ["<script", "<img", "<svg", "</noscript", "href=\"javascript"] {
            assert!(!text.contains(mark), "{mark} in {text}");
        }
    }
    assert!(!feed.contains("<script") && !feed.contains("<svg"), "{feed}");
    app.done().await;
}

#[tokio::test]
async fn the_feed_is_well_formed_and_speaks_one_language() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get("/articles.atom?lang=en").await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("application/atom+xml"));
    let feed: atom_syndication::Feed = answer.body.parse().unwrap();
    let listed = app.anonymous().get("/articles").await.expect(200);
    assert_eq!(feed.entries().len(), listed["items"].as_array().unwrap().len());
    assert_eq!(feed.lang(), Some("en"));
    assert!(feed.links().iter().any(|link| link.rel() == "self"));
    for entry in feed.entries() {
        assert!(entry.id().starts_with("urn:uuid:"), "{}", entry.id());
        assert!(entry.updated() <= feed.updated() && !entry.title().is_empty());
        let content = entry.content().unwrap();
        assert_eq!(content.content_type(), Some("html"));
        assert!(content.value().unwrap().starts_with('<'), "{:?}", content.value());
        assert!(entry.links()[0].href().starts_with(&app.url), "{:?}", entry.links());
    }
    let request = app.request(reqwest::Method::GET, "/articles.atom?lang=en");
    let again = request.header("if-none-match", answer.header("etag")).send().await.unwrap();
    assert_eq!(again.status(), 304);
    let chinese = app.anonymous().get("/articles.atom").await.body;
    assert!(chinese.contains("zh-CN") && chinese != answer.body);
    app.done().await;
}

const INDEX: &str = "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\
    <meta name=\"description\" content=\"the usual\" /><script src=\"/theme.js\"></script>\
    <title>Marquee</title><script type=\"module\" src=\"/assets/a.js\"></script></head>\n<body>\
    <div id=\"root\"></div></body></html>";

async fn with_web_app() -> TestApp {
    TestApp::start_with(|config| {
        config.web_dir = config.data_dir.join("web");
        std::fs::create_dir_all(&config.web_dir).unwrap();
        std::fs::write(config.web_dir.join("index.html"), INDEX).unwrap();
    })
    .await
}

async fn page(app: &TestApp, path: &str) -> reqwest::Response {
    app.browser.get(format!("{}{path}", app.url)).send().await.unwrap()
}

#[tokio::test]
async fn an_article_is_read_and_previewed_without_scripts() {
    let app = with_web_app().await;
    let boss = app.administrator();
    let picture = a_picture(&app).await;
    let mut wish = an_article("no-power");
    wish["picture_id"] = picture["id"].clone();
    let made = boss.post("/admin/articles", wish).await.expect(201);
    let path = format!("/admin/articles/{}/publication", made["id"].as_str().unwrap());
    assert_eq!(page(&app, "/articles/no-power").await.status(), 404);
    boss.post(&path, json!({})).await.expect(200);

    let answer = page(&app, "/articles/no-power?lang=en").await;
    assert_eq!(answer.status(), 200);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("script-src 'self';") && policy.ends_with("frame-src 'none'"));
    let html = answer.text().await.unwrap();
    let (url, picture) = (&app.url, picture["id"].as_str().unwrap());
    for part in [
        "<html lang=\"en\">".to_owned(),
        "<title>No power &quot;tonight&quot; &lt;b&gt; · Marquee</title>".to_owned(),
        "<meta name=\"description\" content=\"After eight &amp; before ten.\">".to_owned(),
        "<meta property=\"og:type\" content=\"article\">".to_owned(),
        format!("property=\"og:image\" content=\"{url}/api/v1/pictures/{picture}/700\""),
        format!("<link rel=\"canonical\" href=\"{url}/articles/no-power?lang=en\">"),
        format!("hreflang=\"zh-CN\" href=\"{url}/articles/no-power?lang=zh\""),
        format!("hreflang=\"x-default\" href=\"{url}/articles/no-power\""),
        "type=\"application/atom+xml\"".to_owned(),
        "<div id=\"root\"></div>".to_owned(),
        "<p>A new <em>transformer</em>.</p>".to_owned(),
        "<script type=\"module\" src=\"/assets/a.js\"></script>".to_owned(),
    ] {
        assert!(html.contains(&part), "{part} is missing in {html}");
    }
    assert_eq!(html.matches("<title>").count(), 1);
    assert!(!html.contains("the usual") && !html.contains("<b>"), "{html}");

    let request = app.browser.get(format!("{url}/articles")).header("accept-language", "zh");
    let list = request.send().await.unwrap().text().await.unwrap();
    assert!(list.contains("今晚停电") && list.contains("<html lang=\"zh-CN\">"), "{list}");
    // The app's own answers stay what they were.
    assert_eq!(page(&app, "/films").await.text().await.unwrap(), INDEX);
    app.done().await;
}

#[tokio::test]
async fn only_the_page_of_a_framed_application_may_have_its_frame() {
    let app = with_web_app().await;
    let boss = app.administrator();
    let mut wish = with(an_app(&app, "metro"), "opens", json!("frame"));
    wish["url"] = json!("https://metro.example:8443/last?x=1");
    let made = boss.post("/admin/apps", wish.clone()).await.expect(201);
    boss.post("/admin/apps", an_app(&app, "alone")).await.expect(201);
    let policy = async |path: &str| {
        let answer = page(&app, path).await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        (answer.status().as_u16(), policy.split("frame-src ").nth(1).unwrap().to_owned())
    };
    let framed = (200, "https://metro.example:8443".to_owned());
    let none = |status| (status, "'none'".to_owned());
    assert_eq!(policy("/apps/metro").await, framed);
    assert_eq!(policy("/apps/alone").await, none(200));
    assert_eq!(policy("/apps/nothing").await, none(404));
    assert_eq!(policy("/films").await, none(200));
    let off = with(with(wish, "is_enabled", json!(false)), "revision", json!(1));
    boss.put(&format!("/admin/apps/{}", made["id"].as_str().unwrap()), off).await.expect(200);
    assert_eq!(policy("/apps/metro").await, none(404));
    app.done().await;
}
