//! What OAuth says over HTTP in a way of its own: forms, client authentication, refusals.

use std::collections::BTreeMap;
use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::views::OAuthError;
use crate::error::Error;

/// Why there is no token: in the words of RFC 6749, 5.2, or a problem like everywhere else.
#[derive(Debug)]
pub enum Refused {
    Told {
        error: &'static str,
        description: &'static str,
    },
    /// 401: the client did not prove itself.
    Unproven,
    Other(Error),
}

impl Refused {
    pub const fn told(error: &'static str, description: &'static str) -> Self {
        Self::Told { error, description }
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told { error, .. } => f.write_str(error),
            Self::Unproven => f.write_str("invalid_client"),
            Self::Other(error) => error.fmt(f),
        }
    }
}

impl ResponseError for Refused {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Told { .. } => StatusCode::BAD_REQUEST,
            Self::Unproven => StatusCode::UNAUTHORIZED,
            Self::Other(error) => error.status_code(),
        }
    }

    fn error_response(&self) -> HttpResponse {
        let (error, description) = match self {
            Self::Other(error) => return error.error_response(),
            Self::Told { error, description } => (*error, *description),
            Self::Unproven => ("invalid_client", "The client is unknown, or did not prove itself."),
        };
        let mut response = HttpResponse::build(self.status_code());
        if matches!(self, Self::Unproven) {
            let challenge = HeaderValue::from_static("Basic realm=\"marquee\"");
            response.insert_header((header::WWW_AUTHENTICATE, challenge));
        }
        response
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .json(OAuthError { error, error_description: description })
    }
}

/// A form, each parameter once.
#[derive(Debug)]
pub struct Form(BTreeMap<String, String>);

/// Longer than anything that OAuth sends.
const LONGEST: usize = 2_000;

impl Form {
    /// Reads a body.
    ///
    /// # Errors
    /// `invalid_request` when it is no form, or says something twice.
    pub fn read(request: &HttpRequest, body: &[u8]) -> Result<Self, Refused> {
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            let detail = "Send a form: application/x-www-form-urlencoded.";
            return Err(Refused::told("invalid_request", detail));
        }
        let mut parameters = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            if value.len() > LONGEST || value.contains('\0') {
                let detail = "A parameter is too long or has letters that none has.";
                return Err(Refused::told("invalid_request", detail));
            }
            // What is empty counts as absent (RFC 6749, 3.2).
            if value.is_empty() {
                continue;
            }
            if parameters.insert(name.into_owned(), value.into_owned()).is_some() {
                return Err(Refused::told("invalid_request", "A parameter came twice."));
            }
        }
        Ok(Self(parameters))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A parameter that has to be there.
    ///
    /// # Errors
    /// `invalid_request` when it is not.
    pub fn need(&self, name: &str) -> Result<&str, Refused> {
        self.get(name).ok_or(Refused::told("invalid_request", "A parameter is missing."))
    }
}

/// Who a client says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    pub client_id: String,
    pub secret: Option<String>,
}

/// Reads who a client says it is: HTTP Basic or the form, never both (RFC 6749, 2.3.1).
///
/// # Errors
/// `invalid_request` for both, `invalid_client` for neither.
pub fn claimed(request: &HttpRequest, form: &Form) -> Result<Claimed, Refused> {
    let Some(value) = request.headers().get(header::AUTHORIZATION) else {
        let client_id = form.get("client_id").ok_or(Refused::Unproven)?.to_owned();
        return Ok(Claimed { client_id, secret: form.get("client_secret").map(str::to_owned) });
    };
    let claimed = value.to_str().ok().and_then(basic).ok_or(Refused::Unproven)?;
    if form.get("client_secret").is_some() {
        let detail = "Prove who you are in one way only.";
        return Err(Refused::told("invalid_request", detail));
    }
    if form.get("client_id").is_some_and(|client_id| client_id != claimed.client_id) {
        return Err(Refused::told("invalid_request", "Header and form name different clients."));
    }
    Ok(claimed)
}

fn basic(value: &str) -> Option<Claimed> {
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (client_id, secret) = text.split_once(':')?;
    // Both halves are form-encoded before they are joined.
    let decode = |part: &str| {
        let pair = format!("x={part}");
        form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
    };
    Some(Claimed {
        client_id: decode(client_id)?,
        secret: decode(secret).filter(|secret| !secret.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{Form, basic, claimed};

    fn form(body: &str) -> Option<Form> {
        let request = TestRequest::default()
            .insert_header(("content-type", "application/x-www-form-urlencoded;charset=utf-8"))
            .to_http_request();
        Form::read(&request, body.as_bytes()).ok()
    }

    #[test]
    fn a_form_says_everything_once() {
        let read = form("grant_type=a+b&code=&state=%E2%9C%93");
        assert_eq!(read.as_ref().and_then(|form| form.get("grant_type")), Some("a b"));
        assert_eq!(read.as_ref().and_then(|form| form.get("code")), None);
        assert!(form("code=1&code=2").is_none());
        assert!(form(&format!("code={}", "x".repeat(2_001))).is_none());
        let json = TestRequest::default().insert_header(("content-type", "application/json"));
        assert!(Form::read(&json.to_http_request(), b"code=1").is_err());
    }

    #[test]
    fn a_client_proves_itself_in_one_way() {
        // "mq:a b" form-encoded and joined.
        let both = basic("Basic bXE6YSti");
        assert_eq!(both.as_ref().map(|it| it.client_id.as_str()), Some("mq"));
        assert_eq!(both.and_then(|it| it.secret).as_deref(), Some("a b"));
        assert_eq!(basic("Bearer bXE6YSti"), None);
        let header = || TestRequest::default().insert_header(("authorization", "Basic bXE6YSti"));
        let claim = |body: &str| {
            form(body).is_some_and(|form| claimed(&header().to_http_request(), &form).is_ok())
        };
        assert!(claim("grant_type=x"));
        assert!(claim("client_id=mq"));
        assert!(!claim("client_id=other"));
        assert!(!claim("client_secret=a"));
    }
}
