//! Articles: from Markdown to HTML that may stand in a page.
//!
//! An editor is trusted with words, not with the page: raw HTML comes out as the text that was
//! typed, pictures are our own, links lead to where links may lead. What the renderer makes goes
//! through a sanitiser with a short list all the same, so that an error in one of the two does no
//! harm.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Everything that an article is made of.
const TAGS: [&str; 24] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "sup",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .add_tag_attributes("a", ["href", "title"])
        .add_tag_attributes("img", ["src", "alt", "title"])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("img", "loading", "lazy")
        .set_tag_attribute_value("th", "scope", "col")
        .attribute_filter(|element, attribute, value| {
            let is_kept = match (element, attribute) {
                ("a", "href") => is_link(value),
                ("img", "src") => is_own_picture(value),
                _ => true,
            };
            is_kept.then(|| value.into())
        });
    builder
});

/// Renders an article's text. Headings begin below the page's own; tables and strikethrough are
/// known beside CommonMark.
pub fn render(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    // Whether each picture that is open is shown.
    let mut shown = Vec::new();
    let events = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading {
            level: below_title(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(below_title(level)))),
        // Of a picture from elsewhere its words stay.
        Event::Start(Tag::Image { ref dest_url, .. }) => {
            let is_own = is_own_picture(dest_url);
            shown.push(is_own);
            is_own.then_some(event)
        }
        Event::End(TagEnd::Image) => shown.pop().unwrap_or_default().then_some(event),
        other => Some(other),
    });
    let mut rough = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut rough, events);
    SANITISER.clean(&rough).to_string()
}

const fn below_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

/// A path of ours, a place in the article, or an address with a scheme; never one that a browser
/// reads as another host without saying so.
fn is_link(href: &str) -> bool {
    if let Some(rest) = href.strip_prefix('/') {
        return !rest.starts_with(['/', '\\']) && !href.contains(char::is_control);
    }
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    href.starts_with('#') || scheme.is_some_and(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// Whether an address is that of a picture of ours: `/api/v1/pictures/{id}/{width}`.
fn is_own_picture(src: &str) -> bool {
    let Some((id, width)) =
        src.strip_prefix("/api/v1/pictures/").and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    id.parse::<uuid::Uuid>().is_ok() && width.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn what_editors_write_becomes_a_page() {
        let html = render(
            "# One\n\n**bold** *so* ~~not~~ `code`\n\n### Three\n\n3. a\n4. b\n\n\
             | a | b |\n|---|---:|\n| 1 | 2 |\n",
        );
        for part in [
            "<h2>One</h2>",
            "<strong>bold</strong>",
            "<em>so</em>",
            "<del>not</del>",
            "<code>code</code>",
            "<h3>Three</h3>",
            "<ol start=\"3\">",
            "<th scope=\"col\">a</th>",
            "<td>2</td>",
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }

    #[test]
    fn links_lead_where_links_may_lead() {
        let html = render("[in](/films) [out](https://a.example/?a=1&b=2) [call](tel:+862812345)");
        assert!(html.contains("<a href=\"/films\" rel=\"noopener noreferrer nofollow\">in</a>"));
        assert!(html.contains("href=\"https://a.example/?a=1&amp;b=2\""), "{html}");
        assert!(html.contains("href=\"tel:+862812345\""), "{html}");
    }

    #[test]
    fn only_our_own_pictures_are_shown() {
        let own = "/api/v1/pictures/01890a5d-ac96-774b-bcce-b302099a8057/960";
        let html = render(&format!("![The **foyer**]({own})"));
        assert!(html.contains(&format!("src=\"{own}\"")), "{html}");
        assert!(html.contains("alt=\"The foyer\"") && html.contains("loading=\"lazy\""), "{html}");
        for elsewhere in ["https://evil.example/x.png", "/api/v1/pictures/1/2", "data:image/png,x"]
        {
            let html = render(&format!("![the words]({elsewhere})"));
            assert!(!html.contains("<img") && html.contains("the words"), "{html}");
        }
    }

    #[test]
    fn nothing_that_runs_gets_through() {
        for attack in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<iframe src=\"https://evil.example\"></iframe>",
            "<svg onload=alert(1)>",
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](&#106;avascript:alert(1))",
            "[a](java\tscript:alert(1))",
            "[a](vbscript:x)",
            "[a](data:text/html,<script>alert(1)</script>)",
            "[a](//evil.example)",
            "[a](/\\evil.example)",
            "<a href=\"javascript:alert(1)\">a</a>",
            "![a](javascript:alert(1))",
            "<style>body{display:none}</style>",
            "```\n</code></pre><script>alert(1)</script>\n```",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        ] {
            let html = render(attack);
            let lower = html.to_lowercase();
            for mark in ["<script", "<img", "<iframe", "<svg", "<style", "<noscript", "<math"] {
                assert!(!lower.contains(mark), "{attack}: {html}");
            }
            // Raw HTML stays in sight as text, so an address counts within a link only.
            for scheme in ["javascript", "data", "vbscript", "//", "/\\"] {
                let link = format!("<a href=\"{scheme}");
                assert!(!lower.contains(&link), "{attack}: {html}");
            }
        }
    }

    #[test]
    fn raw_html_is_seen_as_it_was_typed() {
        assert!(render("a <b>c</b>").contains("a &lt;b&gt;c&lt;/b&gt;"));
        assert!(render("<div>x</div>").contains("&lt;div&gt;x&lt;/div&gt;"));
    }
}
