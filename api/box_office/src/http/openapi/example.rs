//! A signed request that can be checked byte by byte, made by the code that signs.

use anyhow::Context;
use chrono::DateTime;
use gateways::signing::{Request, SigningKey, base_of, sign};

/// The Ed25519 key of RFC 9421, appendix B.1.4: everybody knows it, so it protects nothing.
const KEY: &str = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";

/// The same key's public half as SubjectPublicKeyInfo, for tools that read DER.
const PUBLIC_DER: &str = "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";

const BODY: &str = concat!(
    r#"{"client_lock_id":"01a3f6c0-5d00-7000-8000-000000000001","#,
    r#""session_code":"310100012611220101","session_version":1,"#,
    r#""seats":["0507","0508"],"ttl_seconds":900}"#,
);

const REQUEST: Request<'static> = Request {
    method: "POST",
    authority: "tickets.example",
    path: "/31010001/v1/locks",
    query: "",
    body: BODY.as_bytes(),
};

/// 2026-11-22T10:00:00Z.
const CREATED: i64 = 1_795_341_600;

const NONCE: &str = "b0x0ff1ce-example-01";

fn key() -> anyhow::Result<SigningKey> {
    let marks = |word: &str| format!("-----{word} PRIVATE KEY-----");
    let pem = format!("{}\n{KEY}\n{}\n", marks("BEGIN"), marks("END"));
    SigningKey::from_pem(&pem).context("the example's key")
}

/// The example as Markdown.
///
/// # Errors
/// Never, once its test has passed.
pub(super) fn text() -> anyhow::Result<String> {
    let key = key()?;
    let created = DateTime::from_timestamp(CREATED, 0).context("the example's instant")?;
    let headers = sign(&key, &REQUEST, created, NONCE);
    let parameters = headers.signature_input.strip_prefix("sig=").context("the label")?;
    let base = base_of(&REQUEST, &headers.content_digest, parameters);
    let Request { method, authority, path, .. } = REQUEST;
    let (public, key_id) = (key.public_base64(), key.key_id());
    let length = BODY.len();
    Ok(format!(
        "### A signed request, byte by byte

The key is the test key of RFC 9421, appendix B.1.4: anybody may sign with it, so never trust it. As
PKCS#8 its base64 is `{KEY}`; its public half is `{public}`, so its name is `{key_id}`.

The request; its body has {length} bytes and no line feed at its end:

```http
{method} {path} HTTP/1.1
Host: {authority}
Content-Type: application/json
Content-Digest: {digest}
Signature-Input: {input}
Signature: {signature}

{BODY}
```

The signature base; between the lines a single line feed, none at the end:

```text
{base}
```

Check it with nothing but OpenSSL 3 and a shell. The first command prints the digest, the last one
`Signature Verified Successfully`:

```sh
printf '%s' '{BODY}' | openssl dgst -sha256 -binary | base64

printf '%s' '{PUBLIC_DER}' | base64 -d > key.der
printf '%s' '{base}' > base.txt
printf '%s' '{signature_bytes}' | base64 -d > signature.bin
openssl pkeyutl -verify -pubin -keyform DER -inkey key.der \\
    -rawin -in base.txt -sigfile signature.bin
```
",
        digest = headers.content_digest,
        input = headers.signature_input,
        signature = headers.signature,
        signature_bytes = headers.signature.trim_start_matches("sig=").trim_matches(':'),
    ))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use chrono::DateTime;
    use gateways::signing::{Headers, SignatureError, verify};

    use super::{CREATED, PUBLIC_DER, REQUEST, key, text};

    /// The value of a header as the example shows it.
    fn shown<'a>(text: &'a str, name: &str) -> &'a str {
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_default()
    }

    #[test]
    fn what_the_example_shows_verifies() -> anyhow::Result<()> {
        let text = text()?;
        let headers = Headers {
            content_digest: shown(&text, "Content-Digest").to_owned(),
            signature_input: shown(&text, "Signature-Input").to_owned(),
            signature: shown(&text, "Signature").to_owned(),
        };
        let public = *key()?.public();
        let now = DateTime::from_timestamp(CREATED, 0).unwrap_or_default();
        let verified =
            verify(&REQUEST, &headers, |id| (id == public.key_id()).then_some(public), now);
        assert_eq!(verified.map(|verified| verified.key_id), Ok(public.key_id()));
        let other = super::Request { body: b"{}", ..REQUEST };
        let refused = verify(&other, &headers, |_| Some(public), now);
        assert_eq!(refused, Err(SignatureError::DigestMismatch));
        Ok(())
    }

    #[test]
    fn the_tool_is_given_the_same_public_key() -> anyhow::Result<()> {
        let der = STANDARD.decode(PUBLIC_DER)?;
        assert!(der.ends_with(key()?.public().bytes()));
        Ok(())
    }
}
