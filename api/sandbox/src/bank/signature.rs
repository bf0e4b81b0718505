//! ACP 5.1.0 signatures, `signMethod` 01.
//!
//! The fields without `signature` are sorted by name and joined as `k=v&k=v`. The SHA-256 of that
//! text, written as lowercase hexadecimal, is the message that RSA PKCS#1 v1.5 with SHA-256 signs:
//! the text is hashed twice.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use aws_lc_rs::digest;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use x509_parser::pem::parse_x509_pem;

/// The fields of a message, sorted by name as the signature wants them.
pub type Fields = BTreeMap<String, String>;

/// What is signed: the hexadecimal digest of the joined fields, blanks left out.
fn digest_text(fields: &Fields) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        if name == "signature" || value.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
    hex::encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

/// A private key that signs messages.
pub(crate) struct SigningKey(KeyPair);

impl SigningKey {
    /// # Errors
    /// The text is not an RSA key in PKCS#8 PEM.
    pub(crate) fn from_pem(pem: &str) -> anyhow::Result<Self> {
        let (_, block) = x509_parser::pem::Pem::read(std::io::Cursor::new(pem.as_bytes()))
            .map(|(block, read)| (read, block))?;
        if block.label != "PRIVATE KEY" {
            bail!("expected a PKCS#8 private key");
        }
        let key = KeyPair::from_pkcs8(&block.contents).context("not an RSA key")?;
        Ok(Self(key))
    }

    /// The signature over `fields`, in Base64.
    ///
    /// # Errors
    /// The crypto library refuses, which a sound key never makes it do.
    pub(crate) fn sign(&self, fields: &Fields) -> anyhow::Result<String> {
        let mut bytes = vec![0; self.0.public_modulus_len()];
        let text = digest_text(fields);
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut bytes)
            .context("signing failed")?;
        Ok(STANDARD.encode(bytes))
    }
}

/// A certificate whose key verifies messages.
#[derive(Clone)]
pub struct Certificate {
    /// The serial number in decimal: `certId`.
    pub id: String,
    key: Vec<u8>,
}

impl Certificate {
    /// # Errors
    /// The text is not a certificate in PEM.
    pub fn from_pem(pem: &str) -> anyhow::Result<Self> {
        let (_, block) = parse_x509_pem(pem.as_bytes()).context("not PEM")?;
        let certificate = block.parse_x509().context("not a certificate")?;
        Ok(Self {
            id: certificate.tbs_certificate.serial.to_string(),
            key: certificate.public_key().subject_public_key.data.to_vec(),
        })
    }

    /// Whether `signature` (Base64) was made over `fields` by this certificate's key.
    #[must_use]
    pub fn verifies(&self, fields: &Fields, signature: &str) -> bool {
        let Ok(signature) = STANDARD.decode(signature) else {
            return false;
        };
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.key)
            .verify(digest_text(fields).as_bytes(), &signature)
            .is_ok()
    }
}
