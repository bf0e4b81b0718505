//! What a request says: the cinema and the names in its path, its query and its body.

use std::collections::HashMap;
use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::NaiveDate;
use gateways::cinema::wire::Code;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::Shared;
use super::refusal::Refusal;
use crate::programme;

/// A cinema that sells here, and the other names in the path.
pub(super) struct Target {
    pub cinema_code: String,
    names: HashMap<String, String>,
}

impl Target {
    /// The text of a part of the path, decoded.
    pub(super) fn text(&self, name: &str) -> &str {
        self.names.get(name).map(String::as_str).unwrap_or_default()
    }

    /// An identifier of the platform.
    pub(super) fn id<Id: From<Uuid>>(&self, name: &str) -> Result<Id, Refusal> {
        let id = Uuid::try_parse(self.text(name));
        id.map(Id::from).map_err(|_| Refusal::invalid(format!("{name} is no UUID.")))
    }

    pub(super) fn day(&self, name: &str) -> Result<NaiveDate, Refusal> {
        let day = self.text(name).parse();
        day.map_err(|_| Refusal::invalid(format!("{name} is no date like 2026-11-22.")))
    }
}

impl FromRequest for Target {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refusal>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let values = web::Path::<Vec<String>>::from_request(request, payload).into_inner();
        let keys = request.match_info().iter().map(|(name, _)| name.to_owned());
        let names =
            values.map(|values| keys.zip(values.into_inner()).collect::<HashMap<String, String>>());
        let shared = request.app_data::<web::Data<Shared>>().cloned();
        Box::pin(async move {
            let nowhere = || Refusal::new(Code::NotFound, "There is no such path.");
            let names = names.map_err(|_| nowhere())?;
            // PostgreSQL keeps no text with U+0000, so nothing has such a name.
            if names.values().any(|name| name.contains('\0')) {
                return Err(nowhere());
            }
            let shared = shared.ok_or_else(nowhere)?;
            let cinema_code = names.get("cinema_code").cloned().unwrap_or_default();
            if programme::settings(&shared.core().db, &cinema_code).await?.is_none() {
                let detail = format!("Cinema {cinema_code} does not sell here.");
                return Err(Refusal::new(Code::NotFound, detail));
            }
            Ok(Self { cinema_code, names })
        })
    }
}

/// The query of a request.
pub(super) struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Refusal;
    type Future = Ready<Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = web::Query::<T>::from_query(request.query_string());
        let is_clean = !request.query_string().contains("%00");
        ready(match query {
            Ok(query) if is_clean => Ok(Self(query.into_inner())),
            Ok(_) => Err(Refusal::invalid("The query has a text with U+0000.")),
            Err(error) => Err(Refusal::invalid(error.to_string())),
        })
    }
}

/// The body of a request, as JSON whatever its media type says.
pub(super) struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refusal>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read(request, payload);
        Box::pin(async move { parse(&bytes.await?).map(Self) })
    }
}

/// A body that may be left out.
pub(super) struct OptionalBody<T>(pub T);

impl<T: DeserializeOwned + Default + 'static> FromRequest for OptionalBody<T> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refusal>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read(request, payload);
        Box::pin(async move {
            let bytes = bytes.await?;
            if bytes.is_empty() {
                return Ok(Self(T::default()));
            }
            parse(&bytes).map(Self)
        })
    }
}

/// The bytes of a body; the server bounds how many.
fn read(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<web::Bytes, Refusal>> + use<> {
    let bytes = web::Bytes::from_request(request, payload);
    async move {
        let unreadable = |_| Refusal::new(Code::MalformedRequest, "The body was not read.");
        bytes.await.map_err(unreadable)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let detail = format!("The body is no JSON: {error}.");
        Refusal::new(Code::MalformedRequest, detail)
    })?;
    if has_nul(&value) {
        return Err(Refusal::invalid("The body has a text with U+0000."));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let detail = format!("At {}: {}.", error.path(), error.inner());
        Refusal::invalid(detail)
    })
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(members) => {
            members.iter().any(|(name, member)| name.contains('\0') || has_nul(member))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use gateways::cinema::wire::ExtendLock;

    use super::parse;

    #[test]
    fn what_is_wrong_with_a_body_is_named() {
        let said = |body: &str| {
            let refused = parse::<ExtendLock>(body.as_bytes()).err();
            refused.map(|refusal| refusal.to_string()).unwrap_or_default()
        };
        assert_eq!(said(r#"{"ttl_seconds": 60}"#), "");
        assert!(said("{").contains("no JSON"), "{}", said("{"));
        assert!(said(r#"{"ttl_seconds": "x"}"#).contains("At ttl_seconds"));
        assert!(said(r#"{"ttl_seconds": 1, "more": 2}"#).contains("unknown field"));
        assert!(said(r#"{"ttl_seconds": 1, "more": "a\u0000"}"#).contains("U+0000"));
    }
}
