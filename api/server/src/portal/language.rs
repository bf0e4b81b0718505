//! The two languages in which the server itself writes pages and feeds.

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptLanguage, Header, Preference};
use domain::text::LocalizedText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Chinese or English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    Zh,
    En,
}

impl Language {
    /// As it stands in a query.
    pub const fn as_str(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// As documents name it (BCP 47).
    pub const fn code(self) -> &'static str {
        self.pick("zh-CN", "en")
    }

    /// One of two.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// A text in this language, or in the other one where it is missing.
    pub fn of(self, text: &LocalizedText) -> &str {
        let (first, second) = match self {
            Self::Zh => (&text.zh, &text.en),
            Self::En => (&text.en, &text.zh),
        };
        if first.trim().is_empty() { second } else { first }
    }

    /// What a browser would rather read; Chinese if it does not say.
    pub fn preferred(request: &HttpRequest) -> Self {
        let Ok(accepted) = AcceptLanguage::parse(request) else {
            return Self::Zh;
        };
        let known = |preference: Preference<_>| match preference {
            Preference::Any => None,
            Preference::Specific(tag) => {
                let tag: actix_web::http::header::LanguageTag = tag;
                match tag.primary_language() {
                    "zh" => Some(Self::Zh),
                    "en" => Some(Self::En),
                    _ => None,
                }
            }
        };
        accepted.ranked().into_iter().find_map(known).unwrap_or(Self::Zh)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;
    use actix_web::test::TestRequest;

    #[test]
    fn the_browser_says_what_it_would_rather_read() {
        let preferred = |accepted: &str| {
            let request = TestRequest::default().insert_header(("accept-language", accepted));
            Language::preferred(&request.to_http_request())
        };
        assert_eq!(preferred("en-GB,en;q=0.9"), Language::En);
        assert_eq!(preferred("fr, en;q=0.4, zh-TW;q=0.8"), Language::Zh);
        assert_eq!(preferred("de"), Language::Zh);
        assert_eq!(Language::preferred(&TestRequest::default().to_http_request()), Language::Zh);
    }
}
