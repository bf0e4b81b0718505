//! Secrets that the platform must be able to read again, locked away from the database.
//!
//! A password is only ever compared, so a hash of it is enough. The secret of somebody's second
//! factor and the secret that signs a webhook are *used*, so they have to be readable. They stand
//! in the database sealed with AES-256-GCM; the key is a file that the database does not know.
//!
//! What a secret is for is authenticated with it (associated data), so a sealed text that somebody
//! copies from one row to another does not open there: put the row's identifier into the purpose.
//!
//! Keys form a ring. Every `vault-*.key` opens and the last by name seals, so a new key is
//! introduced by adding a file. An old one may go once nothing stands sealed with it any more.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{load_or_create, new_secret, random, ring_files};

/// What a sealed text of this kind begins with; another kind would get another word.
const KIND: &str = "v1";

/// Seals and opens secrets.
pub struct Vault {
    /// Oldest first; the last seals.
    ring: Vec<VaultKey>,
}

struct VaultKey {
    id: String,
    key: RandomizedNonceKey,
}

impl Vault {
    /// Reads every `vault-*.key` of a directory; makes the first one when there is none.
    pub(super) fn load_or_create(directory: &Path) -> anyhow::Result<Self> {
        let mut ring = Vec::new();
        for path in ring_files(directory, "vault-", ".key")? {
            let text = fs::read_to_string(&path);
            let text = text.with_context(|| format!("reading {}", path.display()))?;
            ring.push(VaultKey::parse(&text).with_context(|| format!("in {}", path.display()))?);
        }
        if ring.is_empty() {
            let path = directory.join("vault-1.key");
            ring.push(load_or_create(&path, new_secret, VaultKey::parse)?);
        }
        Ok(Self { ring })
    }

    /// A vault whose key nobody keeps.
    pub(super) fn ephemeral() -> anyhow::Result<Self> {
        Ok(Self { ring: vec![VaultKey::of(&random::<32>()?)?] })
    }

    /// Locks a secret away. Two sealings of the same secret look different.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn seal(&self, purpose: &str, secret: &[u8]) -> anyhow::Result<String> {
        let key = self.ring.last().context("a vault without a key")?;
        let mut sealed = secret.to_vec();
        let nonce = key
            .key
            .seal_in_place_append_tag(Aad::from(purpose.as_bytes()), &mut sealed)
            .map_err(|_| anyhow!("no random numbers"))?;
        let mut bytes = nonce.as_ref().to_vec();
        bytes.append(&mut sealed);
        Ok(format!("{KIND}.{}.{}", key.id, URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Reads a secret that was sealed for the same purpose.
    ///
    /// # Errors
    /// It was sealed for something else, with a key that the ring no longer has, or was changed.
    pub fn open(&self, purpose: &str, sealed: &str) -> anyhow::Result<Vec<u8>> {
        let mut parts = sealed.split('.');
        let (Some(KIND), Some(id), Some(body), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            bail!("not a sealed secret");
        };
        let key = self.ring.iter().find(|key| key.id == id);
        let key = key.with_context(|| format!("the vault has no key {id}"))?;
        let bytes = URL_SAFE_NO_PAD.decode(body)?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_LEN).context("a sealed secret cut off")?;
        let nonce = Nonce::try_assume_unique_for_key(nonce);
        let nonce = nonce.map_err(|_| anyhow!("a sealed secret without a nonce"))?;
        let mut secret = rest.to_vec();
        let opened = key
            .key
            .open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut secret)
            .map_err(|_| anyhow!("a sealed secret that was not sealed for {purpose}"))?;
        let length = opened.len();
        secret.truncate(length);
        Ok(secret)
    }
}

impl VaultKey {
    fn parse(text: &str) -> anyhow::Result<Self> {
        Self::of(&hex::decode(text.trim())?)
    }

    fn of(bytes: &[u8]) -> anyhow::Result<Self> {
        let key = RandomizedNonceKey::new(&AES_256_GCM, bytes);
        let key = key.map_err(|_| anyhow!("a vault key is 32 bytes"))?;
        // A name that says nothing of the key: a keyed hash of a fixed word.
        let name = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, bytes), b"vault key name");
        Ok(Self { id: hex::encode(&name.as_ref()[..4]), key })
    }
}

#[cfg(test)]
mod tests {
    use super::{Vault, VaultKey};

    #[test]
    fn a_secret_opens_for_its_own_purpose_and_with_its_own_key_only() -> anyhow::Result<()> {
        let (ours, theirs) = (Vault::ephemeral()?, Vault::ephemeral()?);
        let sealed = ours.seal("totp:1", b"a secret")?;
        assert_eq!(ours.open("totp:1", &sealed)?, b"a secret");
        assert!(ours.open("totp:2", &sealed).is_err(), "copied to another row");
        assert!(theirs.open("totp:1", &sealed).is_err(), "another installation");
        assert_ne!(sealed, ours.seal("totp:1", b"a secret")?, "sealed alike twice");
        assert!(!sealed.contains("secret"));
        Ok(())
    }

    #[test]
    fn what_was_changed_or_cut_off_does_not_open() -> anyhow::Result<()> {
        let vault = Vault::ephemeral()?;
        let sealed = vault.seal("webhook", b"whsec")?;
        let (start, end) = sealed.split_at(sealed.len() - 2);
        let other = if end == "AA" { "BB" } else { "AA" };
        for broken in [format!("{start}{other}"), start.to_owned(), String::new(), "v1..".into()] {
            assert!(vault.open("webhook", &broken).is_err(), "{broken}");
        }
        Ok(())
    }

    #[test]
    fn an_old_key_still_opens_and_the_new_one_seals() -> anyhow::Result<()> {
        let before = Vault { ring: vec![VaultKey::of(&[1; 32])?] };
        let after = Vault { ring: vec![VaultKey::of(&[1; 32])?, VaultKey::of(&[2; 32])?] };
        let old = before.seal("totp", b"old")?;
        let new = after.seal("totp", b"new")?;
        assert_eq!(after.open("totp", &old)?, b"old");
        assert_eq!(after.open("totp", &new)?, b"new");
        assert!(before.open("totp", &new).is_err());
        Ok(())
    }

    #[test]
    fn the_key_file_is_made_once_and_read_again() -> anyhow::Result<()> {
        let directory = tempfile::tempdir()?;
        let sealed = Vault::load_or_create(directory.path())?.seal("totp", b"kept")?;
        let opened = Vault::load_or_create(directory.path())?.open("totp", &sealed)?;
        assert_eq!(opened, b"kept");
        Ok(())
    }
}
