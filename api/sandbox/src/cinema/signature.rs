//! Signed requests: HTTP Message Signatures (RFC 9421) with Ed25519 in the one profile that the
//! cinema interface prescribes. Written from the profile's text alone, so that a misreading on the
//! platform's side meets somebody who reads it otherwise.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};

/// What is signed, in the order of the profile.
const COMPONENTS: &str = r#"("@method" "@authority" "@path" "@query" "content-digest")"#;
/// How far `created` may lie from our clock.
const WINDOW: TimeDelta = TimeDelta::seconds(300);
/// How long a nonce is remembered.
const MEMORY: TimeDelta = TimeDelta::minutes(10);

/// The parts of a request that a signature covers.
#[derive(Clone, Copy)]
pub(crate) struct Covered<'a> {
    pub(crate) method: &'a str,
    /// Host and port as the client named them.
    pub(crate) authority: &'a str,
    pub(crate) path: &'a str,
    /// Without the question mark.
    pub(crate) query: &'a str,
    pub(crate) body: &'a [u8],
}

/// The three headers of a signed request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers {
    pub(crate) content_digest: String,
    pub(crate) signature_input: String,
    pub(crate) signature: String,
}

/// Why a request is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disbelief {
    Missing,
    Invalid(&'static str),
    /// The key is not in the ring; it may be new.
    KeyUnknown,
    Expired,
    Replayed,
}

/// The first sixteen hexadecimal digits of the SHA-256 of a raw public key.
pub(crate) fn key_id(public: &[u8]) -> String {
    hex::encode(digest(&SHA256, public))[..16].to_owned()
}

/// Reads a raw public key in base64, of either alphabet, padded or not.
pub(crate) fn read_key(text: &str) -> Option<Vec<u8>> {
    let plain = text.trim().trim_end_matches('=').replace('+', "-").replace('/', "_");
    URL_SAFE_NO_PAD.decode(plain).ok().filter(|key| key.len() == 32)
}

fn digest_of(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(digest(&SHA256, body)))
}

fn base(covered: &Covered<'_>, content_digest: &str, parameters: &str) -> String {
    format!(
        "\"@method\": {}\n\"@authority\": {}\n\"@path\": {}\n\"@query\": ?{}\n\
         \"content-digest\": {content_digest}\n\"@signature-params\": {parameters}",
        covered.method,
        covered.authority.to_ascii_lowercase(),
        covered.path,
        covered.query,
    )
}

/// The parameters behind the list of components.
struct Parameters<'a> {
    created: i64,
    nonce: &'a str,
    key_id: &'a str,
}

impl<'a> Parameters<'a> {
    fn read(input: &'a str) -> Option<Self> {
        let rest = input.strip_prefix("sig=")?.strip_prefix(COMPONENTS)?.strip_prefix(';')?;
        let mut pairs = BTreeMap::new();
        for part in rest.split(';') {
            let (name, value) = part.split_once('=')?;
            if pairs.insert(name, value).is_some() {
                return None;
            }
        }
        let quoted = |name: &str| {
            let inside = pairs.get(name)?.strip_prefix('"')?.strip_suffix('"')?;
            (!inside.contains('"')).then_some(inside)
        };
        let nonce = quoted("nonce")?;
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        let is_nonce = (16..=64).contains(&nonce.len()) && nonce.bytes().all(is_plain);
        if !is_nonce || quoted("alg")? != "ed25519" || pairs.len() != 4 {
            return None;
        }
        Some(Self { created: pairs.get("created")?.parse().ok()?, nonce, key_id: quoted("keyid")? })
    }
}

/// Whom we trust, and which nonces were seen of late.
#[derive(Default)]
pub(crate) struct Ring {
    keys: Mutex<BTreeMap<String, Vec<u8>>>,
    seen: Mutex<HashMap<(String, String), DateTime<Utc>>>,
}

impl Ring {
    /// Trusts the holder of a raw public key from now on.
    pub(crate) fn trust(&self, public: Vec<u8>) {
        locked(&self.keys).insert(key_id(&public), public);
    }

    /// Checks everything but the nonce. Answers the key and the nonce of a good request.
    fn check(
        &self,
        covered: &Covered<'_>,
        headers: &Headers,
        now: DateTime<Utc>,
    ) -> Result<(String, String), Disbelief> {
        if headers.signature_input.is_empty() || headers.signature.is_empty() {
            return Err(Disbelief::Missing);
        }
        if headers.content_digest != digest_of(covered.body) {
            return Err(Disbelief::Invalid("Content-Digest does not belong to the body"));
        }
        let parameters = Parameters::read(&headers.signature_input)
            .ok_or(Disbelief::Invalid("Signature-Input is not of the profile"))?;
        let signature = headers
            .signature
            .strip_prefix("sig=:")
            .and_then(|text| text.strip_suffix(':'))
            .and_then(|text| STANDARD.decode(text).ok())
            .ok_or(Disbelief::Invalid("Signature is not of the profile"))?;
        let public =
            locked(&self.keys).get(parameters.key_id).cloned().ok_or(Disbelief::KeyUnknown)?;
        let sent = headers.signature_input.strip_prefix("sig=").unwrap_or_default();
        UnparsedPublicKey::new(&ED25519, public)
            .verify(base(covered, &headers.content_digest, sent).as_bytes(), &signature)
            .map_err(|_| Disbelief::Invalid("the signature does not belong to the request"))?;
        let created = DateTime::from_timestamp(parameters.created, 0);
        let distance = created.map(|created| (now - created).abs());
        if distance.is_none_or(|distance| distance > WINDOW) {
            return Err(Disbelief::Expired);
        }
        Ok((parameters.key_id.to_owned(), parameters.nonce.to_owned()))
    }

    /// Whether a request comes from somebody we trust, and for the first time.
    pub(crate) fn verify(
        &self,
        covered: &Covered<'_>,
        headers: &Headers,
        now: DateTime<Utc>,
        takes_replays: bool,
    ) -> Result<(), Disbelief> {
        let nonce = self.check(covered, headers, now)?;
        let mut seen = locked(&self.seen);
        seen.retain(|_, at| (now - *at).abs() < MEMORY);
        if seen.insert(nonce, now).is_some() && !takes_replays {
            return Err(Disbelief::Replayed);
        }
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The key with which the cinema signs what it pushes.
pub(crate) struct Signer {
    pair: Ed25519KeyPair,
}

impl Signer {
    /// Reads `cinema.key` in a directory, and makes it first when it is absent.
    ///
    /// # Errors
    /// The directory cannot be written, or the file holds something else.
    pub(crate) fn open(directory: &Path) -> anyhow::Result<Self> {
        let path = directory.join("cinema.key");
        if !path.exists() {
            let fresh = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
                .map_err(|_| anyhow::anyhow!("no key can be made"))?;
            std::fs::create_dir_all(directory)?;
            put_whole(directory, &path, hex::encode(fresh.as_ref()).as_bytes())?;
        }
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let pair = hex::decode(text.trim())
            .ok()
            .and_then(|bytes| Ed25519KeyPair::from_pkcs8(&bytes).ok())
            .with_context(|| format!("{} holds no key", path.display()))?;
        Ok(Self { pair })
    }

    /// The raw public key in base64, as an administrator of the platform enters it.
    pub(crate) fn public(&self) -> String {
        STANDARD.encode(self.pair.public_key().as_ref())
    }

    /// Signs a request as of `now`.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub(crate) fn sign(
        &self,
        covered: &Covered<'_>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Headers> {
        let mut nonce = [0_u8; 16];
        SystemRandom::new().fill(&mut nonce).context("no random numbers")?;
        let parameters = format!(
            "{COMPONENTS};created={};nonce=\"{}\";keyid=\"{}\";alg=\"ed25519\"",
            now.timestamp(),
            hex::encode(nonce),
            key_id(self.pair.public_key().as_ref()),
        );
        let content_digest = digest_of(covered.body);
        let signature = self.pair.sign(base(covered, &content_digest, &parameters).as_bytes());
        Ok(Headers {
            content_digest,
            signature_input: format!("sig={parameters}"),
            signature: format!("sig=:{}:", STANDARD.encode(signature)),
        })
    }
}

/// Writes a file that is either whole or absent, whoever is killed meanwhile.
fn put_whole(directory: &Path, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let fresh = directory.join(format!(".key-{}", uuid::Uuid::now_v7()));
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
    file.write_all(bytes)?;
    std::fs::rename(&fresh, path).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Covered, Disbelief, Headers, Ring, Signer, read_key};
    use chrono::{DateTime, TimeDelta, Utc};

    const REQUEST: Covered<'_> = Covered {
        method: "POST",
        authority: "Cinema.example:8083",
        path: "/51018888/v1/locks",
        query: "a=1",
        body: b"{}",
    };

    fn now() -> DateTime<Utc> {
        "2027-03-06T02:00:00Z".parse().unwrap()
    }

    fn signed() -> (Ring, Headers) {
        let directory = std::env::temp_dir().join(format!("cinema-{}", uuid::Uuid::now_v7()));
        let signer = Signer::open(&directory).unwrap();
        assert_eq!(Signer::open(&directory).unwrap().public(), signer.public(), "it is kept");
        std::fs::remove_dir_all(directory).unwrap();
        let ring = Ring::default();
        ring.trust(read_key(&signer.public()).unwrap());
        (ring, signer.sign(&REQUEST, now()).unwrap())
    }

    #[test]
    fn a_signed_request_is_believed_once() {
        let (ring, headers) = signed();
        assert_eq!(ring.verify(&REQUEST, &headers, now(), false), Ok(()));
        assert_eq!(ring.verify(&REQUEST, &headers, now(), false), Err(Disbelief::Replayed));
        assert_eq!(ring.verify(&REQUEST, &headers, now(), true), Ok(()));
        assert_eq!(Ring::default().verify(&REQUEST, &headers, now(), false), UNKNOWN);
        assert_eq!(ring.verify(&REQUEST, &Headers::default(), now(), false), MISSING);
    }

    const UNKNOWN: Result<(), Disbelief> = Err(Disbelief::KeyUnknown);
    const MISSING: Result<(), Disbelief> = Err(Disbelief::Missing);

    #[test]
    fn whatever_is_altered_is_noticed() {
        let (ring, headers) = signed();
        let altered = [
            Covered { method: "PUT", ..REQUEST },
            Covered { authority: "other.example:8083", ..REQUEST },
            Covered { path: "/51018888/v1/lockz", ..REQUEST },
            Covered { query: "a=2", ..REQUEST },
            Covered { body: b"[]", ..REQUEST },
        ];
        for covered in altered {
            let seen = ring.verify(&covered, &headers, now(), false);
            assert!(matches!(seen, Err(Disbelief::Invalid(_))), "{seen:?}");
        }
        for input in ["alg=\"hmac-sha256\"", "alg=\"ed25519\";x=\"1\""] {
            let signature_input = headers.signature_input.replace("alg=\"ed25519\"", input);
            let headers = Headers { signature_input, ..headers.clone() };
            let seen = ring.verify(&REQUEST, &headers, now(), false);
            assert!(matches!(seen, Err(Disbelief::Invalid(_))), "{seen:?}");
        }
    }

    #[test]
    fn a_clock_may_be_five_minutes_off_and_no_more() {
        let (ring, headers) = signed();
        for seconds in [-301, 301] {
            let late = now() + TimeDelta::seconds(seconds);
            assert_eq!(ring.verify(&REQUEST, &headers, late, false), Err(Disbelief::Expired));
        }
        let late = now() + TimeDelta::seconds(300);
        assert_eq!(ring.verify(&REQUEST, &headers, late, false), Ok(()));
    }
}
