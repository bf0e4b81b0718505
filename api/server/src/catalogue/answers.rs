//! Answers that browsers and proxies may keep for a moment.

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::Result;

/// Answers with JSON that may be kept for `max_age_s` seconds, or with 304 when the client has the
/// same already. The tag is a hash of the body, so it changes exactly when the body does.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn answer<T: Serialize>(
    request: &HttpRequest,
    value: &T,
    max_age_s: u32,
) -> Result<HttpResponse> {
    let body = serde_json::to_vec(value).map_err(anyhow::Error::new)?;
    let hash = Sha256::digest(&body);
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&hash[..18]));
    let is_known = knows(request.headers(), &tag);
    let mut response = match is_known {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, format!("public, max-age={max_age_s}")));
    if is_known {
        return Ok(response.finish());
    }
    let json = HeaderValue::from_static("application/json");
    Ok(response.insert_header((header::CONTENT_TYPE, json)).body(body))
}

/// Whether `If-None-Match` names the tag; a weak form of it counts (RFC 9110, 13.1.2).
fn knows(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|known| known.trim())
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header;
    use actix_web::test::TestRequest;

    use super::answer;

    #[test]
    fn the_same_again_is_not_sent_again() {
        let request = TestRequest::default().to_http_request();
        let first = answer(&request, &["a"], 5).ok();
        let tag = first.as_ref().and_then(|first| first.headers().get(header::ETAG)).cloned();
        let tag = tag.as_ref().and_then(|tag| tag.to_str().ok()).unwrap_or_default().to_owned();
        assert_eq!(first.map(|first| first.status().as_u16()), Some(200));
        for header in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let request = TestRequest::default()
                .insert_header((header::IF_NONE_MATCH, header))
                .to_http_request();
            let status = answer(&request, &["a"], 5).ok().map(|again| again.status().as_u16());
            assert_eq!(status, Some(304));
            if request.headers().get(header::IF_NONE_MATCH).is_some_and(|value| value != "*") {
                let other = answer(&request, &["b"], 5).ok().map(|other| other.status().as_u16());
                assert_eq!(other, Some(200));
            }
        }
    }
}
