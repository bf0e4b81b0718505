//! The keys that sign the books' seals. The database never sees them: whoever can change every row
//! still cannot make a seal.
//!
//! A ring like that of access tokens: every `books-*.pem` verifies, and the last by name signs. An
//! old one stays as long as there are seals that it made.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ledger::verify::SignatureCheck;

use super::ring_files;
use super::{is_signed_by, key_id, load_or_create, new_pem, pair_of, parse_pem, read_pem};

const PREFIX: &str = "books-";

/// Signs and verifies seals.
pub struct BooksKeys {
    id: String,
    pair: Ed25519KeyPair,
    trusted: TrustedKeys,
}

/// Public halves, by their identifiers: who only verifies needs no more.
#[derive(Clone, Debug, Default)]
pub struct TrustedKeys(BTreeMap<String, [u8; 32]>);

impl BooksKeys {
    /// Reads every `books-*.pem` of a directory; makes the first one when there is none.
    pub(super) fn load_or_create(directory: &Path) -> anyhow::Result<Self> {
        let mut ring = Vec::new();
        for path in ring_files(directory, PREFIX, ".pem")? {
            ring.push(read_pem(&path)?);
        }
        if ring.is_empty() {
            let path = directory.join(format!("{PREFIX}1.pem"));
            ring.push(load_or_create(&path, new_pem, parse_pem)?);
        }
        Self::of(&ring)
    }

    pub(super) fn ephemeral() -> anyhow::Result<Self> {
        Self::of(&[parse_pem(&new_pem()?)?])
    }

    fn of(ring: &[Vec<u8>]) -> anyhow::Result<Self> {
        let mut trusted = TrustedKeys::default();
        for pkcs8 in ring {
            trusted.add(pair_of(pkcs8)?.public_key().as_ref())?;
        }
        let pair = pair_of(ring.last().context("no key for the books")?)?;
        Ok(Self { id: key_id(pair.public_key().as_ref()), pair, trusted })
    }

    /// Identifier of the key that signs.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Signs a text: base64.
    pub fn sign(&self, text: &str) -> String {
        STANDARD.encode(self.pair.sign(text.as_bytes()).as_ref())
    }

    /// What verifies all that this ring ever signed.
    pub fn trusted(&self) -> &TrustedKeys {
        &self.trusted
    }

    /// The public half that belongs to an identifier, in base64; that of the signing key when
    /// nothing is signed yet.
    pub fn public_base64(&self, id: Option<&str>) -> Option<String> {
        self.trusted.0.get(id.unwrap_or(&self.id)).map(|key| STANDARD.encode(key))
    }
}

impl TrustedKeys {
    /// Reads the public halves of an installation's ring; makes no key.
    ///
    /// # Errors
    /// A file cannot be read or understood.
    pub fn read(directory: &Path) -> anyhow::Result<Self> {
        let mut trusted = Self::default();
        if directory.is_dir() {
            for path in ring_files(directory, PREFIX, ".pem")? {
                trusted.add(pair_of(&read_pem(&path)?)?.public_key().as_ref())?;
            }
        }
        Ok(trusted)
    }

    /// Reads raw public keys in base64.
    ///
    /// # Errors
    /// One of them is none.
    pub fn parse(keys: &[String]) -> anyhow::Result<Self> {
        let mut trusted = Self::default();
        for key in keys {
            let raw = STANDARD.decode(key.trim());
            let raw = raw.with_context(|| format!("{key} is no public key in base64"))?;
            trusted.add(&raw)?;
        }
        Ok(trusted)
    }

    fn add(&mut self, public: &[u8]) -> anyhow::Result<()> {
        let Ok(raw) = <[u8; 32]>::try_from(public) else {
            bail!("a public key has 32 bytes, this one has {}", public.len());
        };
        self.0.insert(key_id(public), raw);
        Ok(())
    }

    /// Whether there is any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them in base64.
    pub fn all_base64(&self) -> Vec<String> {
        self.0.values().map(|key| STANDARD.encode(key)).collect()
    }

    /// What became of a signature.
    pub fn check(&self, id: &str, message: &[u8], signature: &[u8]) -> SignatureCheck {
        match self.0.get(id) {
            None => SignatureCheck::UnknownKey,
            Some(key) if is_signed_by(key, message, signature) => SignatureCheck::Good,
            Some(_) => SignatureCheck::Wrong,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BooksKeys, SignatureCheck, TrustedKeys};
    use base64::Engine;

    #[test]
    fn a_seal_is_checked_by_the_key_that_made_it() -> anyhow::Result<()> {
        let (ours, theirs) = (BooksKeys::ephemeral()?, BooksKeys::ephemeral()?);
        let signature = super::STANDARD.decode(ours.sign("seal 1"))?;
        let check = |text: &str| ours.trusted().check(ours.id(), text.as_bytes(), &signature);
        assert_eq!(check("seal 1"), SignatureCheck::Good);
        assert_eq!(check("seal 2"), SignatureCheck::Wrong);
        let unknown = theirs.trusted().check(ours.id(), b"seal 1", &signature);
        assert_eq!(unknown, SignatureCheck::UnknownKey);
        let read = TrustedKeys::parse(&ours.trusted().all_base64())?;
        assert_eq!(read.check(ours.id(), b"seal 1", &signature), SignatureCheck::Good);
        assert!(TrustedKeys::parse(&["AAAA".to_owned()]).is_err());
        Ok(())
    }
}
