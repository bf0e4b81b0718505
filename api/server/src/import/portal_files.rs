//! Articles and applications of the portal.

use std::collections::HashSet;

use domain::portal::read_entry;
use domain::text::LocalizedText;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::faults::Faults;
use super::fields::{self, FieldResult, FileDate};
use super::files::Slugs;
use super::source::Source;

pub struct Article {
    pub slug: String,
    pub category: String,
    pub is_pinned: bool,
    pub published_on: FileDate,
    /// Minutes after midnight in the city's zone.
    pub published_min: u32,
    pub title: LocalizedText,
    pub summary: LocalizedText,
    pub body: LocalizedText,
}

pub struct PortalApp {
    pub slug: String,
    pub name: LocalizedText,
    pub description: LocalizedText,
    pub icon: String,
    pub url: String,
    pub category: String,
    pub order: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleJson {
    slug: String,
    category: String,
    pinned: bool,
    published_on: String,
    published_at_local: String,
    title_zh: String,
    title_en: String,
    summary_zh: String,
    summary_en: String,
    body_zh: String,
    body_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppJson {
    slug: String,
    name_zh: String,
    name_en: String,
    description_zh: String,
    description_en: String,
    icon: String,
    entry_url: String,
    category: String,
    order: i32,
}

fn read_list<T: DeserializeOwned>(source: &Source, faults: &mut Faults, file: &str) -> Vec<T> {
    let Some(text) = faults.keep(file, source.read(file)).flatten() else {
        return Vec::new();
    };
    let list = serde_json::from_str(&text);
    let place = |error: &serde_json::Error| format!("{file}:{}", error.line());
    match list {
        Ok(list) => list,
        Err(error) => {
            faults.add(place(&error), error);
            Vec::new()
        }
    }
}

/// A place in a JSON file and the faults of its members.
struct Item<'a> {
    faults: &'a mut Faults,
    place: String,
}

impl Item<'_> {
    fn read<T>(&mut self, member: &str, result: FieldResult<T>) -> Option<T> {
        self.faults.keep(format!("{}/{member}", self.place), result)
    }

    fn one_of(&mut self, member: &str, text: String, known: &[&str]) -> Option<String> {
        let result = match known.contains(&text.as_str()) {
            true => Ok(text),
            false => Err(format!("{text:?} is not one of {}", known.join(", "))),
        };
        self.read(member, result)
    }

    fn name(&mut self, member: &str, zh: &str, en: &str) -> Option<LocalizedText> {
        let zh = self.read(&format!("{member}_zh"), fields::text(zh));
        let en = self.read(&format!("{member}_en"), fields::text(en));
        Some(LocalizedText::new(zh?, en?))
    }
}

pub fn read_articles(source: &Source, faults: &mut Faults, slugs: &Slugs) -> Vec<Article> {
    const FILE: &str = "articles.json";
    let mut seen = HashSet::new();
    let mut articles = Vec::new();
    for (at, json) in read_list::<ArticleJson>(source, faults, FILE).into_iter().enumerate() {
        let mut item = Item { faults, place: format!("{FILE}#/{at}") };
        if !seen.insert(json.slug.clone()) {
            item.read::<()>("slug", Err(format!("{:?} is listed twice", json.slug)));
        }
        let slug = item.read("slug", fields::slug(&json.slug));
        let category = item.read("category", slugs.read("article_category", &json.category));
        let published_on = item.read("published_on", fields::date(&json.published_on));
        let published_min =
            item.read("published_at_local", fields::minutes(&json.published_at_local));
        let title = item.name("title", &json.title_zh, &json.title_en);
        let summary = item.name("summary", &json.summary_zh, &json.summary_en);
        if json.body_zh.trim().is_empty() || json.body_en.trim().is_empty() {
            item.read::<()>("body_zh", Err("must not be empty in either language".to_owned()));
        }
        let article = (|| {
            Some(Article {
                slug: slug?,
                category: category?,
                is_pinned: json.pinned,
                published_on: published_on?,
                published_min: published_min?,
                title: title?,
                summary: summary?,
                body: LocalizedText::new(json.body_zh, json.body_en),
            })
        })();
        articles.extend(article);
    }
    articles
}

pub fn read_apps(source: &Source, faults: &mut Faults) -> Vec<PortalApp> {
    const FILE: &str = "apps.json";
    const ICONS: &[&str] = &[
        "ticket",
        "popcorn",
        "calendar",
        "wallet",
        "user",
        "map-pin",
        "train",
        "bus",
        "parking",
        "newspaper",
        "megaphone",
        "library",
        "school",
        "music",
        "coffee",
        "star",
        "care",
        "code",
        "window",
    ];
    const CATEGORIES: &[&str] = &["buy", "mine", "city", "developer"];
    let mut slugs = HashSet::new();
    let mut orders = HashSet::new();
    let mut apps = Vec::new();
    for (at, json) in read_list::<AppJson>(source, faults, FILE).into_iter().enumerate() {
        let mut item = Item { faults, place: format!("{FILE}#/{at}") };
        if !slugs.insert(json.slug.clone()) {
            item.read::<()>("slug", Err(format!("{:?} is listed twice", json.slug)));
        }
        if !orders.insert(json.order) {
            item.read::<()>("order", Err(format!("{} is used twice", json.order)));
        }
        let slug = item.read("slug", fields::slug(&json.slug));
        let name = item.name("name", &json.name_zh, &json.name_en);
        let description = item.name("description", &json.description_zh, &json.description_en);
        let icon = item.one_of("icon", json.icon, ICONS);
        let category = item.one_of("category", json.category, CATEGORIES);
        let url = item.read("entry_url", entry_url(json.entry_url));
        let app = (|| {
            Some(PortalApp {
                slug: slug?,
                name: name?,
                description: description?,
                icon: icon?,
                url: url?,
                category: category?,
                order: json.order,
            })
        })();
        apps.extend(app);
    }
    apps
}

/// A path of the web app, or an address that a browser can be sent to safely.
fn entry_url(url: String) -> FieldResult<String> {
    match read_entry(&url, false) {
        Ok(_) => Ok(url),
        Err(wrong) => Err(format!("{url:?}: {wrong}")),
    }
}
