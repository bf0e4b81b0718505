//! Applications and daily information that the portal shows.

use chrono::{DateTime, Utc};

use crate::text_enum::text_enum;

/// Whether something with a window of visibility shows at `now`. The end is exclusive.
pub fn is_visible(from: DateTime<Utc>, until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    from <= now && until.is_none_or(|until| now < until)
}

text_enum! {
    /// Where an application opens.
    pub enum AppOpens {
        /// In a window of its own.
        NewTab = "new_tab",
        /// In a sandboxed frame on a page of the portal.
        Frame = "frame",
    }
}

text_enum! {
    /// How far an article has come. Only `published` ones are seen by everybody.
    pub enum ArticleStatus {
        Draft = "draft",
        Scheduled = "scheduled",
        Published = "published",
        Withdrawn = "withdrawn",
    }
}

impl ArticleStatus {
    /// What the two instants of an article mean at `now`.
    pub fn at(
        now: DateTime<Utc>,
        published_at: Option<DateTime<Utc>>,
        withdrawn_at: Option<DateTime<Utc>>,
    ) -> Self {
        match (published_at, withdrawn_at) {
            (_, Some(withdrawn_at)) if withdrawn_at <= now => Self::Withdrawn,
            (None, _) => Self::Draft,
            (Some(published_at), _) if published_at > now => Self::Scheduled,
            _ => Self::Published,
        }
    }
}

/// Whether a text can stand in an address: small letters, digits and single dashes between them,
/// 60 characters at most.
pub fn is_slug(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= 60 && text.split('-').all(is_part)
}

/// Where an application is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A path of the platform itself.
    Path,
    /// Another site: scheme, host and, where it is said, port.
    Site { origin: String },
}

/// Why an application's address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongAddress {
    #[error("An address is a path of ours, like /films, or begins with https://.")]
    Form,
    #[error("Only https:// is taken; http:// only for this very machine, in a demo.")]
    NotHttps,
    #[error("The host has letters, digits, dots and dashes only, and no user before it.")]
    Host,
    #[error("A frame shows another site only, so that it stays outside of ours.")]
    FrameNeedsSite,
}

/// Reads an application's address. `http` is taken for the loopback address if
/// `is_loopback_allowed`. The origin is safe to stand in a header.
///
/// # Errors
/// It is neither a path nor such an address.
pub fn read_entry(url: &str, is_loopback_allowed: bool) -> Result<Entry, WrongAddress> {
    let is_strange = |c: char| c.is_whitespace() || c.is_control() || "\\\"'<>`".contains(c);
    if url.chars().any(is_strange) {
        return Err(WrongAddress::Form);
    }
    if url.starts_with('/') {
        return if url.starts_with("//") { Err(WrongAddress::Form) } else { Ok(Entry::Path) };
    }
    let (scheme, rest) = url.split_once("://").ok_or(WrongAddress::Form)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_name = |part: &str| {
        let is_inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !part.is_empty()
            && part.bytes().all(is_inner)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    if host.len() > 253 || !host.split('.').all(is_name) || !is_port {
        return Err(WrongAddress::Host);
    }
    match scheme {
        "https" => {}
        "http" if is_loopback_allowed && ["127.0.0.1", "localhost"].contains(&host) => {}
        "http" => return Err(WrongAddress::NotHttps),
        _ => return Err(WrongAddress::Form),
    }
    Ok(Entry::Site { origin: format!("{scheme}://{}", authority.to_ascii_lowercase()) })
}

/// Like [`read_entry`], for an application that opens in a frame or does not.
///
/// # Errors
/// As [`read_entry`]; and a frame never shows a page of ours, because a sandbox that shares our
/// origin is none.
pub fn check_entry(
    url: &str,
    opens: AppOpens,
    is_loopback_allowed: bool,
) -> Result<Entry, WrongAddress> {
    match (read_entry(url, is_loopback_allowed)?, opens) {
        (Entry::Path, AppOpens::Frame) => Err(WrongAddress::FrameNeedsSite),
        (entry, _) => Ok(entry),
    }
}

#[cfg(test)]
mod tests {
    use super::{AppOpens, ArticleStatus, Entry, WrongAddress, check_entry, is_slug, read_entry};
    use chrono::{DateTime, Utc};

    #[test]
    fn an_address_is_ours_or_https() {
        let site = |origin: &str| Ok(Entry::Site { origin: origin.to_owned() });
        for (url, expected) in [
            ("/films", Ok(Entry::Path)),
            ("//evil.example", Err(WrongAddress::Form)),
            ("/\\evil.example", Err(WrongAddress::Form)),
            ("films", Err(WrongAddress::Form)),
            ("javascript:alert(1)", Err(WrongAddress::Form)),
            ("data://x", Err(WrongAddress::Form)),
            ("https://metro.example/map?x=1", site("https://metro.example")),
            ("https://Metro.example:8443", site("https://metro.example:8443")),
            ("https://me@evil.example", Err(WrongAddress::Host)),
            ("https://evil.example;script-src", Err(WrongAddress::Host)),
            ("https://a.example:0", Err(WrongAddress::Host)),
            ("https://a..example", Err(WrongAddress::Host)),
            ("https://地铁.example", Err(WrongAddress::Host)),
            ("https:// a.example", Err(WrongAddress::Form)),
            ("https://", Err(WrongAddress::Host)),
            ("http://metro.example", Err(WrongAddress::NotHttps)),
            ("http://127.0.0.1:8085/", site("http://127.0.0.1:8085")),
        ] {
            assert_eq!(read_entry(url, true), expected, "{url}");
        }
        assert_eq!(read_entry("http://127.0.0.1", false), Err(WrongAddress::NotHttps));
    }

    #[test]
    fn a_frame_never_shows_our_own_pages() {
        let refused = check_entry("/films", AppOpens::Frame, true);
        assert_eq!(refused, Err(WrongAddress::FrameNeedsSite));
        assert_eq!(check_entry("/films", AppOpens::NewTab, true), Ok(Entry::Path));
        assert!(check_entry("https://metro.example", AppOpens::Frame, false).is_ok());
    }

    #[test]
    fn slugs_are_plain() {
        assert!(["a", "late-show-2", "7"].into_iter().all(is_slug));
        let long = "a".repeat(61);
        for wrong in ["", "A", "a--b", "-a", "a-", "a b", "a/b", "夜场", long.as_str()] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_article_is_seen_from_its_instant_until_it_is_withdrawn() {
        let at = |minute: i64| DateTime::<Utc>::from_timestamp(minute * 60, 0).unwrap_or_default();
        let status = |now, published: Option<i64>, withdrawn: Option<i64>| {
            ArticleStatus::at(at(now), published.map(at), withdrawn.map(at))
        };
        assert_eq!(status(5, None, None), ArticleStatus::Draft);
        assert_eq!(status(5, Some(6), None), ArticleStatus::Scheduled);
        assert_eq!(status(6, Some(6), None), ArticleStatus::Published);
        assert_eq!(status(7, Some(6), Some(8)), ArticleStatus::Published);
        assert_eq!(status(8, Some(6), Some(8)), ArticleStatus::Withdrawn);
        assert_eq!(status(8, None, Some(8)), ArticleStatus::Withdrawn);
    }
}
