//! Extractors that answer with problems.
//!
//! What cannot be read at all is 400, 413 or 415; what can be read but breaks a rule of form is 422
//! with a pointer to it. A path that names no possible thing is 404, like one that names none.

use std::future::Future;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::caller_first::{Extracted, read};
use super::problem::{FieldError, ProblemCode};
use crate::error::{Error, Result};

/// The longest JSON body that is read, in bytes.
pub const BODY_LIMIT: usize = 64 * 1024;

/// A JSON body that was read and validated. Unknown members are ignored, so that a client may be
/// newer than the server.
#[derive(Debug)]
pub struct Json<T> {
    value: T,
    digest: BodyDigest,
}

/// The longest JSON body of an operation that takes a seat plan, in bytes.
pub const LARGE_BODY_LIMIT: usize = 1024 * 1024;

/// Like [`Json`], for the few bodies that may be as long as a seat plan.
#[derive(Debug)]
pub struct LargeJson<T>(Json<T>);

impl<T> LargeJson<T> {
    pub fn into_inner(self) -> T {
        self.0.value
    }

    /// Recognises the same body again.
    pub fn digest(&self) -> BodyDigest {
        self.0.digest
    }
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for LargeJson<T> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = says_json(request);
        let body = web::Payload::from_request(request, payload).into_inner();
        read(request, async move {
            if !is_json {
                let detail = "Send the body as application/json.";
                return Err(Error::refused(ProblemCode::UnsupportedMediaType, detail));
            }
            let unread =
                || Error::refused(ProblemCode::MalformedRequest, "The body could not be read.");
            let body = body.map_err(|_| unread())?.to_bytes_limited(LARGE_BODY_LIMIT).await;
            let body = body.map_err(|_| {
                let detail = format!("A body has at most {LARGE_BODY_LIMIT} bytes.");
                Error::refused(ProblemCode::PayloadTooLarge, detail)
            })?;
            parse_body(&body.map_err(|_| unread())?).map(Self)
        })
    }
}

/// A JSON body that may be missing; an empty body is `T::default()`.
#[derive(Debug)]
pub struct OptionalJson<T>(Json<T>);

/// SHA-256 of a body as it came, by which a repeated request is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyDigest([u8; 32]);

impl BodyDigest {
    /// The digest of no body.
    pub fn of_nothing() -> Self {
        Self::of(b"")
    }

    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<T> Json<T> {
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Recognises the same body again.
    pub fn digest(&self) -> BodyDigest {
        self.digest
    }
}

impl<T> OptionalJson<T> {
    pub fn into_inner(self) -> T {
        self.0.value
    }

    /// Recognises the same body again.
    pub fn digest(&self) -> BodyDigest {
        self.0.digest
    }
}

impl<T> Deref for Json<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Deref for OptionalJson<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = says_json(request);
        let body = read_body(request, payload);
        read(request, async move {
            let body = body.await?;
            if !is_json {
                let detail = "Send the body as application/json.";
                return Err(Error::refused(ProblemCode::UnsupportedMediaType, detail));
            }
            parse_body(&body)
        })
    }
}

impl<T: DeserializeOwned + Validate + Default + 'static> FromRequest for OptionalJson<T> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = says_json(request);
        let body = read_body(request, payload);
        read(request, async move {
            let body = body.await?;
            if body.is_empty() {
                let digest = BodyDigest::of_nothing();
                return Ok(Self(Json { value: T::default(), digest }));
            }
            if !is_json {
                let detail = "Send the body as application/json.";
                return Err(Error::refused(ProblemCode::UnsupportedMediaType, detail));
            }
            parse_body(&body).map(Self)
        })
    }
}

fn says_json(request: &HttpRequest) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let essence = content_type
        .and_then(|value| value.to_str().ok())
        .map(|value| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    essence.as_deref() == Some("application/json")
}

fn read_body(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<web::Bytes>> + use<> {
    let bytes = web::Bytes::from_request(request, payload);
    async move {
        bytes.await.map_err(|error| {
            if error.as_response_error().status_code().as_u16() == 413 {
                let detail = format!("A body has at most {BODY_LIMIT} bytes.");
                Error::refused(ProblemCode::PayloadTooLarge, detail)
            } else {
                Error::refused(ProblemCode::MalformedRequest, "The body could not be read.")
            }
        })
    }
}

fn parse_body<T: DeserializeOwned + Validate>(body: &[u8]) -> Result<Json<T>> {
    let digest = BodyDigest::of(body);
    let mut json = serde_json::Deserializer::from_slice(body);
    let value: T = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let pointer = pointer_of(error.path());
        body_error(&pointer, &error.into_inner())
    })?;
    json.end().map_err(|error| body_error("", &error))?;
    refuse_nul_in(body)?;
    validate(&value)?;
    Ok(Json { value, digest })
}

/// PostgreSQL keeps no text with U+0000 in it, and nobody types it.
fn refuse_nul_in(body: &[u8]) -> Result<()> {
    // JSON spells it as an escape; only a body that has one is looked through.
    if !body.windows(6).any(|part| part == br"\u0000") {
        return Ok(());
    }
    let value: serde_json::Value =
        serde_json::from_slice(body).map_err(|error| body_error("", &error))?;
    match place_of_nul(&value) {
        Some(pointer) => Err(nul_at(pointer)),
        None => Ok(()),
    }
}

fn place_of_nul(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    let below = |name: &str, inner: &Value| {
        place_of_nul(inner).map(|rest| format!("/{}{rest}", name.replace('\0', "")))
    };
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(at, item)| below(&at.to_string(), item))
        }
        Value::Object(members) => members.iter().find_map(|(name, member)| below(name, member)),
        _ => None,
    }
}

fn nul_at(pointer: String) -> Error {
    Error::invalid(pointer, "character", "U+0000 is no character of a text.")
}

fn body_error(pointer: &str, error: &serde_json::Error) -> Error {
    if error.is_data() {
        let text = error.to_string();
        // The parser's position in the text means nothing to a client that sent an object.
        let detail = text.split(" at line ").next().unwrap_or_default();
        return Error::invalid(pointer, "type", detail);
    }
    Error::refused(ProblemCode::MalformedRequest, format!("The body is not JSON: {error}."))
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        let name = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.clone(),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}

/// Query parameters that were read and validated.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T> Query<T> {
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Query<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Query<T> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        read(request, std::future::ready(parse_query(request.query_string())))
    }
}

fn parse_query<T: DeserializeOwned + Validate>(query: &str) -> Result<Query<T>> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    if let Some((name, _)) = pairs.find(|(_, value)| value.contains('\0')) {
        return Err(nul_at(format!("/{name}")));
    }
    // A form that is sent with an empty field means that the field is not filled in.
    let said = form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty());
    let said: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
    let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(said.as_bytes()));
    let value: T = serde_path_to_error::deserialize(pairs).map_err(|error| {
        let pointer = pointer_of(error.path());
        Error::invalid(pointer, "type", error.into_inner().to_string())
    })?;
    validate(&value)?;
    Ok(Query(value))
}

/// The variable parts of a path.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T> Path<T> {
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Path<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let has_nul = request.match_info().iter().any(|(_, part)| part.contains('\0'));
        let is_possible = !has_nul && !request.path().contains("%00");
        let path = web::Path::<T>::from_request(request, payload).into_inner();
        let path = path.ok().filter(|_| is_possible).map(|path| Self(path.into_inner()));
        read(request, std::future::ready(path.ok_or(Error::NotFound("resource"))))
    }
}

fn validate<T: Validate>(value: &T) -> Result<()> {
    value.validate().map_err(|errors| {
        let mut fields = Vec::new();
        collect(&errors, "", &mut fields);
        fields.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        Error::Invalid(fields)
    })
}

fn collect(errors: &ValidationErrors, prefix: &str, fields: &mut Vec<FieldError>) {
    for (name, kind) in errors.errors() {
        let pointer = format!("{prefix}/{name}");
        match kind {
            ValidationErrorsKind::Field(list) => fields.extend(list.iter().map(|error| {
                let detail = error.message.as_deref().map_or_else(
                    || format!("{name} is not valid ({}).", error.code),
                    str::to_owned,
                );
                FieldError::new(&pointer, error.code.to_string(), detail)
            })),
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, fields),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{pointer}/{index}"), fields);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_body, parse_query};
    use crate::error::Error;
    use serde::Deserialize;
    use validator::Validate;

    #[derive(Debug, Deserialize, Validate)]
    struct Sample {
        #[validate(length(min = 2))]
        name: String,
        #[serde(default)]
        seats: Vec<u32>,
    }

    fn pointers(error: Error) -> Vec<String> {
        match error {
            Error::Invalid(fields) => fields.into_iter().map(|field| field.pointer).collect(),
            other => vec![format!("{other:?}")],
        }
    }

    #[test]
    fn a_wrong_type_points_to_its_place() {
        let error = parse_body::<Sample>(br#"{"name":"ab","seats":[1,"two"]}"#).err();
        assert_eq!(error.map(pointers), Some(vec!["/seats/1".to_owned()]));
    }

    #[test]
    fn a_broken_rule_points_to_its_field() {
        assert!(parse_query::<Sample>("name=ab&seats=").is_ok());
        let error = parse_query::<Sample>("name=a").err();
        assert_eq!(error.map(pointers), Some(vec!["/name".to_owned()]));
    }

    #[test]
    fn a_text_has_no_nul_in_it() {
        let error = parse_body::<Sample>(br#"{"name":"a\u0000b"}"#).err();
        assert_eq!(error.map(pointers), Some(vec!["/name".to_owned()]));
        // An escaped backslash before the same letters is something else.
        assert!(parse_body::<Sample>(br#"{"name":"a\\u0000b"}"#).is_ok());
        let error = parse_query::<Sample>("name=a%00b").err();
        assert_eq!(error.map(pointers), Some(vec!["/name".to_owned()]));
    }

    #[test]
    fn unknown_members_are_ignored_and_rubbish_is_refused() {
        let body = parse_body::<Sample>(br#"{"name":"ab","more":true}"#).ok();
        assert_eq!(body.map(|body| (body.name.clone(), body.seats.len())), Some(("ab".into(), 0)));
        let error = parse_body::<Sample>(b"{").err();
        assert!(matches!(error, Some(Error::Refused(_))));
        let error = parse_body::<Sample>(br#"{"name":"ab"} x"#).err();
        assert!(matches!(error, Some(Error::Refused(_))));
    }
}
