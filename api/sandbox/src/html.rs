//! The few words of HTML that the sandbox's pages share.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

/// Makes any text safe inside an element or a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
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

/// Fen as people read them: `¥96.00`.
pub(crate) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}¥{}.{:02}", fen / 100, fen % 100)
}

/// A whole page. `title` and `head` and `body` are HTML already.
pub(crate) fn page(status: StatusCode, title: &str, head: &str, body: &str) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("cache-control", "no-store"))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("referrer-policy", "no-referrer"))
        .insert_header((
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
        ))
        .body(format!(
            "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{title}</title>{head}<style>{STYLE}</style></head><body>{body}</body></html>"
        ))
}

/// A bank's counter and a phone, in daylight and at night; nothing is loaded from anywhere.
const STYLE: &str = include_str!("style.css");

#[cfg(test)]
mod tests {
    use super::{escape, yuan};

    #[test]
    fn markup_in_a_value_stays_text() {
        assert_eq!(escape("<b a='1'>&\"</b>"), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;&lt;/b&gt;");
    }

    #[test]
    fn fen_read_as_yuan() {
        assert_eq!(yuan(9_600), "¥96.00");
        assert_eq!(yuan(7), "¥0.07");
        assert_eq!(yuan(-105), "-¥1.05");
    }
}
