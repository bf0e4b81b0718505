#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;

use super::*;

/// The Ed25519 key of RFC 9421, appendix B.1.4.
const RFC_KEY: &str = "-----BEGIN PRIVATE KEY-----\n\
    MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n\
    -----END PRIVATE KEY-----\n";

const NONCE: &str = "0123456789abcdef";

const LOCK: Request<'static> = Request {
    method: "POST",
    authority: "cinema.example:8084",
    path: "/31010001/v1/locks",
    query: "",
    body: br#"{"client_lock_id":"0198d0f2-0000-7000-8000-000000000001"}"#,
};

const PAGE: Request<'static> = Request {
    method: "GET",
    authority: "cinema.example",
    path: "/v1/sessions",
    query: "since=2026-11-22T10%3A00%3A00Z&limit=100",
    body: b"",
};

fn key() -> SigningKey {
    SigningKey::from_pem(RFC_KEY).unwrap()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_341_600, 0).unwrap()
}

fn check(request: &Request<'_>, headers: &Headers) -> Result<Verified, SignatureError> {
    check_at(request, headers, now())
}

fn check_at(
    request: &Request<'_>,
    headers: &Headers,
    at: DateTime<Utc>,
) -> Result<Verified, SignatureError> {
    let key = key();
    verify(request, headers, |id| (id == key.key_id()).then_some(*key.public()), at)
}

/// The base was written by hand after RFC 9421, section 2.5, and signed with
/// `openssl pkeyutl -sign -rawin`; the digest is `openssl dgst -sha256 -binary | base64`.
#[test]
fn signs_as_openssl_does() {
    let headers = sign(&key(), &LOCK, now(), NONCE);
    assert_eq!(key().public_base64(), "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
    assert_eq!(headers.content_digest, "sha-256=:mhnYspIAsG07vSQisb7fI92fNGS+9bRQXv0C70gN1uo=:");
    assert_eq!(
        headers.signature_input,
        "sig=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\");\
         created=1795341600;nonce=\"0123456789abcdef\";keyid=\"b16c2d1bead12626\";alg=\"ed25519\""
    );
    assert_eq!(
        headers.signature,
        "sig=:Eh/mn1vCTqKNJaVHwn537C40GlnELIrVHGYX1CXbJQUC0L5tXchJmAYdnxigDTQSPtjSUi+MPx4CaDhn8u2B\
         DA==:"
    );
    assert_eq!(digest_of(b""), "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
}

#[test]
fn what_was_signed_verifies() {
    for request in [&LOCK, &PAGE] {
        let headers = sign(&key(), request, now(), NONCE);
        let verified = check(request, &headers).unwrap();
        assert_eq!(verified.key_id, key().key_id());
        assert_eq!((verified.nonce.as_str(), verified.created), (NONCE, now()));
    }
}

#[test]
fn the_root_path_and_the_case_of_the_host_do_not_matter() {
    let signed = Request { path: "", authority: "Cinema.Example", ..PAGE };
    let headers = sign(&key(), &signed, now(), NONCE);
    let received = Request { path: "/", authority: "cinema.example", ..PAGE };
    assert!(check(&received, &headers).is_ok());
}

#[test]
fn parameters_may_come_in_any_order() {
    let parameters =
        format!(r#"{COVERED};keyid="{}";alg="ed25519";created=1795341600;nonce="{NONCE}""#, {
            key().key_id()
        });
    let digest = digest_of(PAGE.body);
    let signature = key().sign(base_of(&PAGE, &digest, &parameters).as_bytes());
    let headers = Headers {
        content_digest: digest,
        signature_input: format!("sig={parameters}"),
        signature: format!("sig=:{}:", STANDARD.encode(signature)),
    };
    assert!(check(&PAGE, &headers).is_ok());
}

#[test]
fn nothing_of_a_request_can_be_changed() {
    let headers = sign(&key(), &LOCK, now(), NONCE);
    let changed = [
        Request { method: "PUT", ..LOCK },
        Request { authority: "cinema.example", ..LOCK },
        Request { authority: "other.example:8084", ..LOCK },
        Request { path: "/31010002/v1/locks", ..LOCK },
        Request { path: "/v1/locks", ..LOCK },
        Request { query: "a=1", ..LOCK },
    ];
    for request in changed {
        assert_eq!(check(&request, &headers), Err(SignatureError::Invalid), "{request:?}");
    }
    let request = Request { body: b"{}", ..LOCK };
    assert_eq!(check(&request, &headers), Err(SignatureError::DigestMismatch));
}

#[test]
fn no_parameter_can_be_changed() {
    let headers = sign(&key(), &PAGE, now(), NONCE);
    let change = |from: &str, to: &str| {
        let signature_input = headers.signature_input.replace(from, to);
        assert_ne!(signature_input, headers.signature_input);
        check(&PAGE, &Headers { signature_input, ..headers.clone() })
    };
    assert_eq!(change("created=1795341600", "created=1795341601"), Err(SignatureError::Invalid));
    assert_eq!(change(NONCE, "0123456789abcdeF"), Err(SignatureError::Invalid));
    assert_eq!(change("b16c2d1bead12626", "b16c2d1bead12627"), Err(SignatureError::UnknownKey));
    for (from, to) in [
        ("ed25519", "hmac-sha256"),
        ("\"@query\" ", ""),
        ("\"@method\" \"@authority\"", "\"@authority\" \"@method\""),
        ("sig=", "sig2="),
        (NONCE, "short"),
        (";nonce", " ;nonce"),
        ("created=1795341600", "created=-1"),
        ("created=1795341600", "created=1795341600;created=1795341600"),
        ("created=1795341600", "created=99999999999999999999"),
        ("created=1795341600", "expires=1795341600"),
        (";alg=\"ed25519\"", ""),
    ] {
        assert_eq!(change(from, to), Err(SignatureError::Malformed), "{from} -> {to}");
    }
}

#[test]
fn a_signature_of_another_key_or_of_other_bytes_is_refused() {
    let other = SigningKey::from_pem(&SigningKey::generate_pem().unwrap()).unwrap();
    let headers = sign(&other, &LOCK, now(), NONCE);
    assert_eq!(check(&LOCK, &headers), Err(SignatureError::UnknownKey));
    let posing = verify(&LOCK, &headers, |_| Some(*key().public()), now());
    assert_eq!(posing, Err(SignatureError::Invalid));

    let headers = sign(&key(), &LOCK, now(), NONCE);
    let zeros = format!("sig=:{}:", STANDARD.encode([0; 64]));
    let short = format!("sig=:{}:", STANDARD.encode([0; 63]));
    for (signature, error) in [
        (zeros, SignatureError::Invalid),
        (short, SignatureError::Malformed),
        (headers.signature.replace("sig=:", "sig="), SignatureError::Malformed),
        (String::new(), SignatureError::Malformed),
    ] {
        let headers = Headers { signature, ..headers.clone() };
        assert_eq!(check(&LOCK, &headers), Err(error), "{headers:?}");
    }
}

#[test]
fn a_digest_of_another_kind_or_body_is_refused() {
    let headers = sign(&key(), &LOCK, now(), NONCE);
    for (content_digest, error) in [
        (digest_of(b"{}"), SignatureError::DigestMismatch),
        (headers.content_digest.replace("256", "512"), SignatureError::Malformed),
        (format!("{0}, {0}", headers.content_digest), SignatureError::Malformed),
    ] {
        let headers = Headers { content_digest, ..headers.clone() };
        assert_eq!(check(&LOCK, &headers), Err(error));
    }
}

#[test]
fn a_signature_is_good_for_five_minutes_either_way() {
    let headers = sign(&key(), &LOCK, now(), NONCE);
    for seconds in [-300, 0, 300] {
        assert!(check_at(&LOCK, &headers, now() + Duration::seconds(seconds)).is_ok());
    }
    for seconds in [-301, 301, 86_400 * 365] {
        let late = check_at(&LOCK, &headers, now() + Duration::seconds(seconds));
        assert_eq!(late, Err(SignatureError::Expired), "{seconds}");
    }
}

#[test]
fn each_header_is_there_once() {
    let headers = sign(&key(), &LOCK, now(), NONCE);
    let pairs: Vec<(&str, &[u8])> =
        headers.iter().map(|(name, value)| (name, value.as_bytes())).collect();
    assert_eq!(Headers::find(pairs.clone()).unwrap(), headers);
    let shouted = pairs.iter().map(|(name, value)| (name.to_ascii_uppercase(), *value));
    let shouted: Vec<(String, &[u8])> = shouted.collect();
    let found = Headers::find(shouted.iter().map(|(name, value)| (name.as_str(), *value)));
    assert_eq!(found.unwrap(), headers);
    for place in 0..3 {
        let mut fewer = pairs.clone();
        fewer.remove(place);
        assert_eq!(Headers::find(fewer), Err(SignatureError::Missing));
        let mut more = pairs.clone();
        more.push(pairs[place]);
        assert_eq!(Headers::find(more), Err(SignatureError::Malformed));
        let mut odd = pairs.clone();
        odd[place].1 = b"sig=\xff";
        assert_eq!(Headers::find(odd), Err(SignatureError::Malformed));
    }
}

#[test]
fn keys_come_from_pem_and_base64_or_not_at_all() {
    let pem = SigningKey::generate_pem().unwrap();
    let key = SigningKey::from_pem(&pem).unwrap();
    let public = PublicKey::from_base64(&key.public_base64()).unwrap();
    assert_eq!((public.key_id(), public), (key.key_id(), *key.public()));
    assert!(!format!("{key:?}").contains(pem.lines().nth(1).unwrap()));
    for pem in ["", "no key", &pem.replace("PRIVATE", "PUBLIC"), &pem.replace("MC4", "MC5")] {
        assert_eq!(SigningKey::from_pem(pem).unwrap_err(), KeyError::Secret);
    }
    for text in ["", "?", "AAAA", &format!("{}A", key.public_base64())] {
        assert_eq!(PublicKey::from_base64(text).unwrap_err(), KeyError::Public);
    }
}

#[test]
fn a_nonce_is_of_the_profile_and_new_each_time() {
    let (one, other) = (random_nonce().unwrap(), random_nonce().unwrap());
    assert!(is_nonce(&one) && is_nonce(&other));
    assert_ne!(one, other);
}

#[test]
fn the_port_of_a_scheme_is_not_part_of_the_authority() {
    for (url, authority) in [
        ("http://Cinema.Example:8084/31010001/v1/locks", "cinema.example:8084"),
        ("https://cinema.example:443/", "cinema.example"),
        ("http://[::1]:80/", "[::1]"),
    ] {
        assert_eq!(authority_of(&url.parse().unwrap()), authority);
    }
}

proptest! {
    #[test]
    fn garbage_is_refused_without_a_panic(digest in ".*", input in ".*", signature in ".*") {
        let headers = Headers {
            content_digest: digest.clone(),
            signature_input: input.clone(),
            signature: signature.clone(),
        };
        prop_assert!(check(&LOCK, &headers).is_err());
        let pairs = [("content-digest", &digest), ("signature-input", &input),
            ("signature", &signature)];
        if let Ok(found) = Headers::find(pairs.map(|(name, value)| (name, value.as_bytes()))) {
            prop_assert!(check(&LOCK, &found).is_err());
        }
    }

    #[test]
    fn near_misses_are_refused_without_a_panic(at in 0_usize..200, letter in any::<char>()) {
        let good = sign(&key(), &LOCK, now(), NONCE);
        let spoil = |text: &str| -> String {
            text.chars().enumerate().map(|(i, it)| if i == at { letter } else { it }).collect()
        };
        for headers in [
            Headers { content_digest: spoil(&good.content_digest), ..good.clone() },
            Headers { signature_input: spoil(&good.signature_input), ..good.clone() },
            Headers { signature: spoil(&good.signature), ..good.clone() },
        ] {
            prop_assert_eq!(check(&LOCK, &headers).is_ok(), headers == good);
        }
    }

    #[test]
    fn any_request_survives_the_trip(path in "/[!-~]{0,40}", query in "[!-~]{0,40}",
                                     body in proptest::collection::vec(any::<u8>(), 0..100)) {
        let request = Request { path: &path, query: &query, body: &body, ..LOCK };
        let headers = sign(&key(), &request, now(), NONCE);
        prop_assert!(check(&request, &headers).is_ok());
    }
}
