//! The secrets of this installation: what signs access tokens, what signs tickets, and what keyed
//! hashes are made with.
//!
//! They live in the data directory below `keys`, readable by the owner only, and are made at the
//! first start. Access tokens have a ring of keys: every `jwt-*.pem` verifies and the last by name
//! signs, so a new key is introduced by adding a file, and an old one retired by deleting its file
//! once the tokens that it signed have run out.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use aws_lc_rs::{digest, hmac};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ids::OrderId;
use gateways::signing::SigningKey;
use jsonwebtoken::{DecodingKey, EncodingKey};

use crate::config::Config;

mod books;
mod vault;

pub use books::{BooksKeys, TrustedKeys};
pub use vault::Vault;

/// Everything secret that the server itself made.
pub struct Keys {
    /// Signs and verifies access tokens.
    pub jwt: JwtKeys,
    /// Signs and verifies what is drawn in a ticket's QR code.
    pub ticket: TicketKey,
    /// Signs what the platform asks of cinemas.
    pub cinema: CinemaKeys,
    /// Signs the seals of the books.
    pub books: BooksKeys,
    secret: hmac::Key,
    vault: Vault,
}

/// The ring of keys that one side of the cinema interface is known by: the platform to cinemas, and
/// a box office that runs by itself to the platform.
pub struct CinemaKeys {
    /// The newest signs; the other side accepts all.
    ring: Vec<SigningKey>,
    signing: SigningKey,
}

impl CinemaKeys {
    /// Reads every `<prefix>*.pem` of a directory, by name; makes the first one when there is none.
    ///
    /// # Errors
    /// A file cannot be read, written or understood.
    pub fn load_or_create(directory: &Path, prefix: &str) -> anyhow::Result<Self> {
        create_directory(directory)?;
        let mut ring = Vec::new();
        for path in ring_files(directory, prefix, ".pem")? {
            ring.push(read_cinema_key(&path)?);
        }
        if ring.is_empty() {
            let path = directory.join(format!("{prefix}1.pem"));
            ring.push(load_or_create(&path, new_pem, parse_cinema_key)?);
        }
        Self::of(ring)
    }

    fn of(ring: Vec<SigningKey>) -> anyhow::Result<Self> {
        let signing = ring.last().cloned().context("no key for cinemas")?;
        Ok(Self { ring, signing })
    }

    /// The key that signs.
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// Every key that the other side shall accept, oldest first.
    pub fn all(&self) -> &[SigningKey] {
        &self.ring
    }
}

/// The ring of keys for access tokens.
pub struct JwtKeys {
    signing_id: String,
    signing: EncodingKey,
    verifying: BTreeMap<String, DecodingKey>,
}

/// An Ed25519 key (RFC 8032).
pub struct TicketKey {
    pair: Ed25519KeyPair,
}

/// The key with which a telephone shows an order's square.
pub struct HolderKey {
    /// The secret half, for the telephone.
    pub seed: [u8; 32],
    /// The public half, for the square.
    pub public: [u8; 32],
}

impl Keys {
    /// Reads the keys of an installation; makes those that are missing.
    ///
    /// # Errors
    /// A file cannot be read, written or understood.
    pub fn load_or_create(config: &Config) -> anyhow::Result<Self> {
        let directory = config.data_dir.join("keys");
        create_directory(&directory)?;
        let mut ring = Vec::new();
        for path in ring_files(&directory, "jwt-", ".pem")? {
            ring.push(read_pem(&path)?);
        }
        match &config.jwt_key_file {
            Some(path) => ring.push(read_pem(path)?),
            None if ring.is_empty() => {
                ring.push(load_or_create(&directory.join("jwt-1.pem"), new_pem, parse_pem)?);
            }
            None => {}
        }
        let ticket = load_or_create(&directory.join("ticket.pem"), new_pem, parse_pem)?;
        let secret = load_or_create(&directory.join("secret"), new_secret, |text| {
            hex::decode(text.trim()).map_err(anyhow::Error::new)
        })?;
        let cinema = CinemaKeys::load_or_create(&directory, "cinema-")?;
        let locked = (BooksKeys::load_or_create(&directory)?, Vault::load_or_create(&directory)?);
        Self::of(&ring, &ticket, cinema, &secret, locked)
    }

    /// New keys that nobody keeps, for tests and for commands that sign nothing.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn ephemeral() -> anyhow::Result<Self> {
        let (jwt, ticket) = (parse_pem(&new_pem()?)?, parse_pem(&new_pem()?)?);
        let cinema = CinemaKeys::of(vec![parse_cinema_key(&new_pem()?)?])?;
        let locked = (BooksKeys::ephemeral()?, Vault::ephemeral()?);
        Self::of(&[jwt], &ticket, cinema, &random::<32>()?, locked)
    }

    fn of(
        ring: &[Vec<u8>],
        ticket: &[u8],
        cinema: CinemaKeys,
        secret: &[u8],
        (books, vault): (BooksKeys, Vault),
    ) -> anyhow::Result<Self> {
        let mut verifying = BTreeMap::new();
        let mut signing = None;
        for pkcs8 in ring {
            let public = pair_of(pkcs8)?.public_key().as_ref().to_vec();
            let id = key_id(&public);
            verifying.insert(id.clone(), DecodingKey::from_ed_der(&public));
            signing = Some((id, EncodingKey::from_ed_der(pkcs8)));
        }
        let (signing_id, signing) = signing.context("no key for access tokens")?;
        Ok(Self {
            jwt: JwtKeys { signing_id, signing, verifying },
            ticket: TicketKey { pair: pair_of(ticket)? },
            cinema,
            books,
            secret: hmac::Key::new(hmac::HMAC_SHA256, secret),
            vault,
        })
    }

    /// Keeps secrets that have to be read again.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// A keyed hash in hexadecimal. `purpose` keeps hashes for different ends apart.
    pub fn keyed_hash(&self, purpose: &str, parts: &[&str]) -> String {
        hex::encode(self.keyed_bytes(purpose, parts))
    }

    /// The key that an order's holder shows its square with. It is derived, so nothing is stored,
    /// and whoever has the installation's secret can show any ticket, as they could sign one.
    ///
    /// # Errors
    /// Never for a hash of the right length.
    pub fn holder(&self, order_id: OrderId) -> anyhow::Result<HolderKey> {
        let hash = self.keyed_bytes("ticket holder", &[&order_id.to_string()]);
        let seed = <[u8; 32]>::try_from(hash.as_ref())?;
        HolderKey::from_seed(seed)
    }

    fn keyed_bytes(&self, purpose: &str, parts: &[&str]) -> hmac::Tag {
        let mut context = hmac::Context::with_key(&self.secret);
        for part in std::iter::once(&purpose).chain(parts) {
            // Lengths first, so that no two lists of parts read the same.
            let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
            context.update(&length.to_be_bytes());
            context.update(part.as_bytes());
        }
        context.sign()
    }
}

impl JwtKeys {
    /// The key that signs, and its identifier for the header.
    pub fn signing(&self) -> (&str, &EncodingKey) {
        (&self.signing_id, &self.signing)
    }

    /// The key of that identifier, if the ring has it.
    pub fn verifying(&self, key_id: &str) -> Option<&DecodingKey> {
        self.verifying.get(key_id)
    }
}

impl TicketKey {
    /// Signs a message: 64 bytes.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }

    /// The public half, 32 bytes.
    ///
    /// # Errors
    /// Never for an Ed25519 key.
    pub fn public(&self) -> anyhow::Result<[u8; 32]> {
        Ok(<[u8; 32]>::try_from(self.pair.public_key().as_ref())?)
    }
}

impl HolderKey {
    /// The key of a seed (RFC 8032, 5.1.5).
    ///
    /// # Errors
    /// Never for 32 bytes.
    pub fn from_seed(seed: [u8; 32]) -> anyhow::Result<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed);
        let pair = pair.map_err(|error| anyhow!("no Ed25519 seed: {error}"))?;
        Ok(Self { seed, public: <[u8; 32]>::try_from(pair.public_key().as_ref())? })
    }
}

/// Whether the owner of an Ed25519 public key signed that message.
pub fn is_signed_by(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(message, signature).is_ok()
}

/// The name of a public key: the first 16 hexadecimal digits of its SHA-256.
pub fn key_id(public: &[u8]) -> String {
    let digest = digest::digest(&digest::SHA256, public);
    hex::encode(&digest.as_ref()[..8])
}

/// A secret of `N` random bytes.
///
/// # Errors
/// The system has no random numbers.
pub fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| anyhow!("no random numbers"))?;
    Ok(bytes)
}

/// Makes a directory that only its owner can enter.
fn create_directory(directory: &Path) -> anyhow::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
        .with_context(|| format!("creating {}", directory.display()))
}

/// Files of a ring, by name.
fn ring_files(directory: &Path, prefix: &str, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(prefix) && name.ends_with(ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn pair_of(pkcs8: &[u8]) -> anyhow::Result<Ed25519KeyPair> {
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8)
        .map_err(|error| anyhow!("no Ed25519 key: {error}"))
}

fn new_pem() -> anyhow::Result<String> {
    let random = SystemRandom::new();
    let document =
        Ed25519KeyPair::generate_pkcs8v1(&random).map_err(|_| anyhow!("no random numbers"))?;
    let body = STANDARD.encode(document.as_ref());
    Ok(format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n"))
}

fn parse_pem(text: &str) -> anyhow::Result<Vec<u8>> {
    let body: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    let pkcs8 = STANDARD.decode(body.trim())?;
    pair_of(&pkcs8)?;
    Ok(pkcs8)
}

fn parse_cinema_key(text: &str) -> anyhow::Result<SigningKey> {
    Ok(SigningKey::from_pem(text)?)
}

fn read_cinema_key(path: &Path) -> anyhow::Result<SigningKey> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    parse_cinema_key(&text).with_context(|| format!("reading {}", path.display()))
}

fn new_secret() -> anyhow::Result<String> {
    Ok(hex::encode(random::<32>()?))
}

fn read_pem(path: &Path) -> anyhow::Result<Vec<u8>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    parse_pem(&text).with_context(|| format!("reading {}", path.display()))
}

/// Reads a secret, or makes it first. Of several processes that start at once, one wins: the file
/// appears whole or not at all.
fn load_or_create<T>(
    path: &Path,
    create: impl Fn() -> anyhow::Result<String>,
    parse: impl Fn(&str) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    if !path.exists() {
        let draft = path.with_extension(format!("{}.new", std::process::id()));
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(create()?.as_bytes())?;
        file.sync_all()?;
        let linked = fs::hard_link(&draft, path);
        fs::remove_file(&draft)?;
        match linked {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(error).with_context(|| format!("writing {}", path.display()));
            }
            _ => {}
        }
    }
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    parse(&text).with_context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use domain::ids::OrderId;
    use uuid::Uuid;

    use super::{Keys, is_signed_by};

    #[test]
    fn a_signature_belongs_to_its_message_and_key() -> anyhow::Result<()> {
        let (ours, theirs) = (Keys::ephemeral()?, Keys::ephemeral()?);
        let signature = ours.ticket.sign(b"order 1");
        assert!(is_signed_by(&ours.ticket.public()?, b"order 1", &signature));
        assert!(!is_signed_by(&ours.ticket.public()?, b"order 2", &signature));
        assert!(!is_signed_by(&theirs.ticket.public()?, b"order 1", &signature));
        Ok(())
    }

    #[test]
    fn an_order_has_a_holder_key_of_its_own_that_stays_the_same() -> anyhow::Result<()> {
        let (ours, theirs) = (Keys::ephemeral()?, Keys::ephemeral()?);
        let [first, second] = [1, 2].map(|number| OrderId(Uuid::from_u128(number)));
        assert_eq!(ours.holder(first)?.seed, ours.holder(first)?.seed);
        assert_ne!(ours.holder(first)?.public, ours.holder(second)?.public);
        assert_ne!(ours.holder(first)?.public, theirs.holder(first)?.public);
        Ok(())
    }

    #[test]
    fn a_keyed_hash_depends_on_key_purpose_and_every_part() -> anyhow::Result<()> {
        let (ours, theirs) = (Keys::ephemeral()?, Keys::ephemeral()?);
        let hash = ours.keyed_hash("code", &["ab", "c"]);
        assert_eq!(hash, ours.keyed_hash("code", &["ab", "c"]));
        assert_ne!(hash, ours.keyed_hash("code", &["a", "bc"]));
        assert_ne!(hash, ours.keyed_hash("other", &["ab", "c"]));
        assert_ne!(hash, theirs.keyed_hash("code", &["ab", "c"]));
        Ok(())
    }
}
