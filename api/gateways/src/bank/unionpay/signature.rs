//! Signatures of ACP 5.1.0, `signMethod` 01.
//!
//! All fields but `signature` are sorted by name in byte order and joined as `k=v&k=v`. The SHA-256
//! of that text, written in lowercase hexadecimal, is itself the message that RSA PKCS#1 v1.5 with
//! SHA-256 signs. Requests carry no blank fields; received fields count exactly as received, line
//! ends of certificates included.

use std::collections::BTreeMap;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

use super::certificates::{Trust, Untrusted};
use super::message::Message;

const SIGNATURE: &str = "signature";

/// A message whose signature is the bank's. Only [`verify`] makes one.
#[derive(Clone, Debug)]
pub(super) struct Verified(Message);

impl std::ops::Deref for Verified {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.0
    }
}

/// Checks that the bank signed `message`, by a certificate that is good at `now`.
pub(super) fn verify(
    message: Message,
    trust: &Trust,
    now: DateTime<Utc>,
) -> Result<Verified, Untrusted> {
    if message.get("version") != Some("5.1.0") || message.get("signMethod") != Some("01") {
        return Err(Untrusted::Method);
    }
    let signature = message.get(SIGNATURE).ok_or(Untrusted::Unsigned)?;
    let signature = STANDARD.decode(signature).map_err(|_| Untrusted::Signature)?;
    let certificate = message.get("signPubKeyCert").ok_or(Untrusted::Unsigned)?;
    let key = trust.signer_key(certificate, now)?;
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
        .verify(digest_text(message.fields()).as_bytes(), &signature)
        .map_err(|_| Untrusted::Signature)?;
    Ok(Verified(message))
}

/// Our key, and the name by which the bank knows it.
pub(super) struct Signer {
    key: KeyPair,
    /// The serial number of our certificate, in decimal.
    pub(super) certificate_id: String,
}

impl Signer {
    pub(super) const fn new(key: KeyPair, certificate_id: String) -> Self {
        Self { key, certificate_id }
    }

    /// The public half as a PKCS#1 structure, to compare with a certificate.
    pub(super) fn public_key(&self) -> &[u8] {
        self.key.public_key().as_ref()
    }

    /// Adds `certId` and `signature`. `None` if the crypto library refuses, which a sound key
    /// never makes it do.
    pub(super) fn sign(
        &self,
        mut fields: BTreeMap<String, String>,
    ) -> Option<BTreeMap<String, String>> {
        fields.insert("certId".into(), self.certificate_id.clone());
        fields.retain(|_, value| !value.is_empty());
        let mut signature = vec![0; self.key.public_modulus_len()];
        let text = digest_text(&fields);
        let random = SystemRandom::new();
        self.key.sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature).ok()?;
        fields.insert(SIGNATURE.into(), STANDARD.encode(signature));
        Some(fields)
    }
}

/// What RSA signs: the hexadecimal digest of the joined fields.
fn digest_text(fields: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (name, value) in fields.iter().filter(|(name, _)| *name != SIGNATURE) {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
    hex::encode(digest(&SHA256, text.as_bytes()))
}
