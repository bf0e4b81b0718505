//! What happens to every request, whatever it is for: an identifier, a limit of time, safe headers,
//! one line in the log and two numbers in the metrics.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};
use futures_util::FutureExt;
use tracing::Instrument;

use super::problem::ProblemCode;
use crate::app::App;
use crate::config::Environment;
use crate::error;

/// How long a request may take until its answer begins. A stream may then go on.
pub const TIME_LIMIT: Duration = Duration::from_secs(20);

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static REQUEST_ID: String;
}

/// The running request's identifier; empty outside of a request.
pub fn request_id() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}

/// Headers that depend on how the server is set up, made once.
#[derive(Clone)]
pub struct SafeHeaders {
    policy: HeaderValue,
    /// The policy without a word about frames.
    frameless: String,
    is_https_only: bool,
}

/// Swagger UI writes styles into the page and shows pictures that it carries along.
const DOCS_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
    script-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; \
    base-uri 'none'; object-src 'none'";

impl SafeHeaders {
    /// The headers of this installation; the web app may post forms to its banks.
    pub fn of(app: &App) -> anyhow::Result<Self> {
        let mut form_targets = vec!["'self'".to_owned()];
        for bank in app.gateways.banks.iter() {
            form_targets.extend(bank.profile().form_origins.iter().cloned());
        }
        let frameless = format!(
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             connect-src 'self'; font-src 'self'; form-action {}; frame-ancestors 'none'; \
             base-uri 'none'; object-src 'none'",
            form_targets.join(" ")
        );
        Ok(Self {
            policy: HeaderValue::from_str(&format!("{frameless}; frame-src 'none'"))?,
            frameless,
            is_https_only: app.config.environment == Environment::Production,
        })
    }

    /// The policy of a page that shows one other site in a frame.
    pub fn with_frames_of(&self, origin: &str) -> String {
        format!("{}; frame-src {origin}", self.frameless)
    }

    fn add(&self, path: &str, headers: &mut HeaderMap) {
        let policy = match path.starts_with("/api/v1/docs") {
            true => HeaderValue::from_static(DOCS_POLICY),
            false => self.policy.clone(),
        };
        // A page that needs another one has said so.
        if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::X_FRAME_OPTIONS, "DENY"),
            (header::REFERRER_POLICY, "same-origin"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (
                HeaderName::from_static("permissions-policy"),
                "camera=(self), geolocation=(self), microphone=(), payment=()",
            ),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if self.is_https_only {
            headers.insert(
                header::STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static("max-age=31536000; includeSubDomains"),
            );
        }
        // Answers of the API belong to who asked; what may be kept says so itself.
        if path.starts_with("/api/") && !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    }
}

/// Whether a caller's own identifier may go into our log: short, and of harmless letters only.
fn is_sane(text: &str) -> bool {
    (8..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn identify(headers: &HeaderMap) -> String {
    match headers.get(X_REQUEST_ID).and_then(|value| value.to_str().ok()) {
        Some(id) if is_sane(id) => id.to_owned(),
        _ => format!("{:032x}", rand::random::<u128>()),
    }
}

/// The outermost middleware.
pub async fn guard<B: MessageBody>(
    safe_headers: web::Data<SafeHeaders>,
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let started = Instant::now();
    let id = identify(request.headers());
    let method = request.method().clone();
    let path = request.path().to_owned();
    if method == Method::HEAD {
        // The same answer as GET; the connection leaves the body out.
        request.head_mut().method = Method::GET;
    }
    let span = tracing::info_span!("request", request_id = id);
    let work = async {
        let answer = AssertUnwindSafe(next.call(request)).catch_unwind();
        match tokio::time::timeout(TIME_LIMIT, answer).await {
            Ok(Ok(Ok(response))) => Ok(response),
            Ok(Ok(Err(error))) => Err(refuse_by(error)),
            Ok(Err(_)) => Err(refusal(&anyhow::anyhow!("a handler panicked").into())),
            Err(_) => Err(refusal(&too_slow())),
        }
    };
    let answer = REQUEST_ID.scope(id.clone(), work.instrument(span)).await;
    let finish = |headers: &mut HeaderMap| {
        safe_headers.add(&path, headers);
        if let Ok(value) = HeaderValue::from_str(&id) {
            headers.insert(X_REQUEST_ID, value);
        }
    };
    match answer {
        Ok(mut response) => {
            finish(response.headers_mut());
            let route = response.request().match_pattern();
            let status = response.status();
            observe(&id, &method, route.as_deref().unwrap_or("unmatched"), status, started);
            Ok(response)
        }
        Err((error, mut response)) => {
            finish(response.headers_mut());
            observe(&id, &method, "unmatched", response.status(), started);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

type Refused = (String, actix_web::HttpResponse);

fn refusal(error: &error::Error) -> Refused {
    (error.to_string(), error.error_response())
}

fn refuse_by(error: Error) -> Refused {
    (error.to_string(), error.error_response())
}

fn too_slow() -> error::Error {
    let detail = "It took too long. It may or may not have been done: repeat the request with the \
                  same Idempotency-Key, or read what became of it.";
    error::Refusal::new(ProblemCode::Timeout, detail).retry_after(2).into()
}

fn observe(id: &str, method: &Method, route: &str, status: StatusCode, started: Instant) {
    let elapsed = started.elapsed();
    let labels = [
        ("method", method.to_string()),
        ("route", route.to_owned()),
        ("status", status.as_u16().to_string()),
    ];
    metrics::counter!("marquee_http_requests_total", &labels).increment(1);
    metrics::histogram!("marquee_http_request_seconds", &labels[..2]).record(elapsed);
    // The route and not the path: paths and queries carry pickup codes and names.
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let status = status.as_u16();
    if status >= 500 {
        tracing::error!(request_id = id, %method, route, status, elapsed_ms, "answered");
    } else {
        tracing::info!(request_id = id, %method, route, status, elapsed_ms, "answered");
    }
}

#[cfg(test)]
mod tests {
    use super::is_sane;

    #[test]
    fn only_harmless_identifiers_are_taken() {
        assert!(is_sane("4bf92f3577b34da6a3ce929d0e0e4736"));
        assert!(!is_sane("short"));
        assert!(!is_sane("line\nbreak-line-break"));
        assert!(!is_sane(&"a".repeat(65)));
    }
}
