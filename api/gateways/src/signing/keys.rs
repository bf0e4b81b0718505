//! Ed25519 keys (RFC 8032) and their names.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use x509_parser::pem::Pem;
use zeroize::Zeroizing;

/// What is wrong with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("not an unencrypted Ed25519 key in PKCS#8 PEM")]
    Secret,
    #[error("not the base64 of the 32 bytes of an Ed25519 public key")]
    Public,
    #[error("the system has no random numbers")]
    Random,
}

/// A key that signs. It shows its public half and nothing else.
#[derive(Clone)]
pub struct SigningKey {
    pair: Arc<Ed25519KeyPair>,
    public: PublicKey,
}

impl SigningKey {
    /// A new key as PKCS#8 PEM, to be kept in a file that only its owner can read.
    ///
    /// # Errors
    /// [`KeyError::Random`].
    pub fn generate_pem() -> Result<Zeroizing<String>, KeyError> {
        let pair = Ed25519KeyPair::generate().map_err(|_| KeyError::Random)?;
        let document = pair.to_pkcs8v1().map_err(|_| KeyError::Random)?;
        let body = Zeroizing::new(STANDARD.encode(document.as_ref()));
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", *body);
        Ok(Zeroizing::new(pem))
    }

    /// Reads the first block of a PEM text.
    ///
    /// # Errors
    /// [`KeyError::Secret`].
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let block = match Pem::iter_from_buffer(pem.as_bytes()).next() {
            Some(Ok(block)) if block.label == "PRIVATE KEY" => Zeroizing::new(block.contents),
            _ => return Err(KeyError::Secret),
        };
        let pair =
            Ed25519KeyPair::from_pkcs8_maybe_unchecked(&block).map_err(|_| KeyError::Secret)?;
        let public: [u8; 32] =
            pair.public_key().as_ref().try_into().map_err(|_| KeyError::Secret)?;
        Ok(Self { pair: Arc::new(pair), public: PublicKey(public) })
    }

    /// The name of the key.
    pub fn key_id(&self) -> String {
        self.public.key_id()
    }

    /// The public half, as the other side registers it.
    pub fn public_base64(&self) -> String {
        self.public.to_base64()
    }

    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs any message: 64 bytes.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SigningKey").field(&self.key_id()).finish()
    }
}

/// The public half of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Reads the base64 of 32 bytes. Whether they are a point of the curve shows when they verify.
    ///
    /// # Errors
    /// [`KeyError::Public`].
    pub fn from_base64(text: &str) -> Result<Self, KeyError> {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| KeyError::Public)?;
        bytes.try_into().map(Self).map_err(|_| KeyError::Public)
    }

    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// The first 16 hexadecimal digits of the SHA-256 of the bytes.
    pub fn key_id(&self) -> String {
        hex::encode(&digest(&SHA256, &self.0).as_ref()[..8])
    }

    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(message, signature).is_ok()
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PublicKey").field(&self.key_id()).finish()
    }
}
