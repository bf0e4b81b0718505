//! Signed requests between cinemas and the platform: HTTP Message Signatures (RFC 9421) in one
//! narrow profile.
//!
//! A request carries three headers: `Content-Digest` (RFC 9530) with the SHA-256 of its body, empty
//! or not; `Signature-Input` with the covered components, the second of signing, a nonce and the
//! key's name; and `Signature`. Method, authority, path, query and body are covered, so that
//! nothing of a request can be changed. Signatures are Ed25519: no secret is shared, either side
//! changes its keys by itself, and neither can deny what it sent.
//!
//! Everything here is pure: the instant and the nonce are arguments, and remembering nonces is the
//! receiver's business ([`NONCE_LIFE`]).

mod keys;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration, Utc};

pub use keys::{KeyError, PublicKey, SigningKey};

/// How far `created` may be from the receiver's clock, either way.
pub const WINDOW: Duration = Duration::seconds(300);

/// How long a receiver remembers the nonces of a key: the window both ways.
pub const NONCE_LIFE: Duration = Duration::seconds(600);

/// Names of the headers in lower case, in the order of [`Headers::iter`].
pub const HEADER_NAMES: [&str; 3] = ["content-digest", "signature-input", "signature"];

/// What is covered; no other list is accepted.
const COVERED: &str = r#"("@method" "@authority" "@path" "@query" "content-digest")"#;

/// The one label of a signature.
const LABEL: &str = "sig=";

/// Bytes of a header's value at most, so that garbage costs nothing.
const MAX_VALUE: usize = 512;

/// What of a request is signed.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// In capitals.
    pub method: &'a str,
    /// Host and port as in the `Host` header; the port is left out where it is the scheme's own.
    pub authority: &'a str,
    /// Of the whole address as requested, a prefix included; percent-encoded as sent.
    pub path: &'a str,
    /// As sent, without the question mark; empty when there is none.
    pub query: &'a str,
    pub body: &'a [u8],
}

/// The values of the three headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    pub content_digest: String,
    pub signature_input: String,
    pub signature: String,
}

/// Who signed, and what the receiver has to remember against replays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub key_id: String,
    pub nonce: String,
    pub created: DateTime<Utc>,
}

/// Why a request is not believed to be its sender's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("a header of the signature is missing")]
    Missing,
    #[error("a header of the signature is not of the profile, or is there twice")]
    Malformed,
    #[error("the signature was made too far from this clock")]
    Expired,
    #[error("the key is not known")]
    UnknownKey,
    #[error("the digest is another body's")]
    DigestMismatch,
    #[error("the signature does not fit the request")]
    Invalid,
}

impl Headers {
    /// Finds the three headers among those of a request; the case of names does not matter.
    ///
    /// # Errors
    /// [`SignatureError::Missing`] when one is not there, [`SignatureError::Malformed`] when one is
    /// there twice or is no short printable text.
    pub fn find<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Self, SignatureError> {
        let mut found: [Option<String>; 3] = [None, None, None];
        for (name, value) in pairs {
            let Some(place) = HEADER_NAMES.iter().position(|it| name.eq_ignore_ascii_case(it))
            else {
                continue;
            };
            let is_plain = value.len() <= MAX_VALUE
                && value.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
            if !is_plain || found[place].is_some() {
                return Err(SignatureError::Malformed);
            }
            found[place] = Some(String::from_utf8_lossy(value).into_owned());
        }
        let [Some(content_digest), Some(signature_input), Some(signature)] = found else {
            return Err(SignatureError::Missing);
        };
        Ok(Self { content_digest, signature_input, signature })
    }

    /// Names and values as they are sent.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let values = [&self.content_digest, &self.signature_input, &self.signature];
        HEADER_NAMES.into_iter().zip(values.map(String::as_str))
    }
}

/// Signs a request. A `nonce` has 16 to 64 characters of `A-Za-z0-9_-` and is used once;
/// [`random_nonce`] makes one.
pub fn sign(key: &SigningKey, request: &Request<'_>, now: DateTime<Utc>, nonce: &str) -> Headers {
    let content_digest = digest_of(request.body);
    let parameters = format!(
        r#"{COVERED};created={};nonce="{nonce}";keyid="{}";alg="ed25519""#,
        now.timestamp(),
        key.key_id()
    );
    let base = base_of(request, &content_digest, &parameters);
    let signature = STANDARD.encode(key.sign(base.as_bytes()));
    Headers {
        content_digest,
        signature_input: format!("{LABEL}{parameters}"),
        signature: format!("{LABEL}:{signature}:"),
    }
}

/// Checks that a key which `key_of` knows signed exactly this request, not too long ago. The caller
/// then refuses a nonce that it has seen from this key before.
///
/// # Errors
/// The first thing that is wrong: form, time, key, body, signature.
pub fn verify(
    request: &Request<'_>,
    headers: &Headers,
    key_of: impl FnOnce(&str) -> Option<PublicKey>,
    now: DateTime<Utc>,
) -> Result<Verified, SignatureError> {
    let parameters =
        headers.signature_input.strip_prefix(LABEL).ok_or(SignatureError::Malformed)?;
    let verified = parse_parameters(parameters).ok_or(SignatureError::Malformed)?;
    let signature = parse_signature(&headers.signature).ok_or(SignatureError::Malformed)?;
    if !is_digest(&headers.content_digest) || !is_one_line(request) {
        return Err(SignatureError::Malformed);
    }
    if (now - verified.created).abs() > WINDOW {
        return Err(SignatureError::Expired);
    }
    let key = key_of(&verified.key_id).ok_or(SignatureError::UnknownKey)?;
    if headers.content_digest != digest_of(request.body) {
        return Err(SignatureError::DigestMismatch);
    }
    let base = base_of(request, &headers.content_digest, parameters);
    if !key.verifies(base.as_bytes(), &signature) {
        return Err(SignatureError::Invalid);
    }
    Ok(verified)
}

/// The value of `Content-Digest` for a body.
pub fn digest_of(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(digest(&SHA256, body)))
}

/// Host and port of an address as [`Request::authority`] wants them; empty for an address without
/// a host.
pub fn authority_of(url: &reqwest::Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// A new nonce of 24 characters. `None` if the system has no random numbers.
pub fn random_nonce() -> Option<String> {
    let mut bytes = [0; 12];
    aws_lc_rs::rand::fill(&mut bytes).ok()?;
    Some(hex::encode(bytes))
}

/// The signature base of RFC 9421, section 2.5: a line for each component, then the parameters.
/// [`sign`] and [`verify`] make it themselves; it is shown to those who write their own.
pub fn base_of(request: &Request<'_>, content_digest: &str, parameters: &str) -> String {
    let Request { method, authority, path, query, .. } = request;
    let authority = authority.to_ascii_lowercase();
    let path = if path.is_empty() { "/" } else { path };
    format!(
        "\"@method\": {method}\n\"@authority\": {authority}\n\"@path\": {path}\n\
         \"@query\": ?{query}\n\"content-digest\": {content_digest}\n\
         \"@signature-params\": {parameters}"
    )
}

/// Whether no component could be read as the beginning of another.
fn is_one_line(request: &Request<'_>) -> bool {
    let Request { method, authority, path, query, .. } = request;
    [method, authority, path, query].iter().all(|part| !part.bytes().any(|b| b.is_ascii_control()))
}

/// The covered list and the four parameters, each once, in any order, nothing else.
fn parse_parameters(text: &str) -> Option<Verified> {
    let (mut created, mut nonce, mut key_id, mut algorithm) = (None, None, None, None);
    let mut parts = text.strip_prefix(COVERED)?.split(';');
    if !parts.next()?.is_empty() {
        return None;
    }
    for part in parts {
        let (name, value) = part.split_once('=')?;
        let slot = match name {
            "created" => &mut created,
            "nonce" => &mut nonce,
            "keyid" => &mut key_id,
            "alg" => &mut algorithm,
            _ => return None,
        };
        if slot.replace(value).is_some() {
            return None;
        }
    }
    let nonce = unquote(nonce?).filter(|it| is_nonce(it))?;
    let key_id = unquote(key_id?).filter(|it| is_key_id(it))?;
    if unquote(algorithm?)? != "ed25519" {
        return None;
    }
    let created = created.filter(|it| it.len() <= 11 && it.bytes().all(|b| b.is_ascii_digit()))?;
    let created = DateTime::from_timestamp(created.parse().ok()?, 0)?;
    Some(Verified { key_id: key_id.to_owned(), nonce: nonce.to_owned(), created })
}

fn unquote(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

fn is_nonce(text: &str) -> bool {
    (16..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn is_key_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether it has the form of a digest; whose it is is another question.
fn is_digest(text: &str) -> bool {
    decode_bytes(text, "sha-256=").is_some_and(|bytes| bytes.len() == 32)
}

fn parse_signature(text: &str) -> Option<Vec<u8>> {
    decode_bytes(text, LABEL).filter(|bytes| bytes.len() == 64)
}

/// A byte sequence of RFC 8941 behind its label.
fn decode_bytes(text: &str, label: &str) -> Option<Vec<u8>> {
    let text = text.strip_prefix(label)?.strip_prefix(':')?.strip_suffix(':')?;
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests;
