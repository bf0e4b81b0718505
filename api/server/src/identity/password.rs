//! Passwords: Argon2id with the parameters that OWASP names first (19 MiB, two passes, one lane).

use std::sync::LazyLock;
use std::time::Duration;

use anyhow::anyhow;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// Each hash takes 19 MiB and a core for some 20 ms; more at once would only slow each other down.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Semaphore::new(cores)
});

/// Who waits longer than this for a turn is told to come back.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A hash that no password has, so that an unknown phone takes as long as a wrong password.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| {
    let secret = crate::keys::random::<32>().ok()?;
    hash_now(&hex::encode(secret)).ok()
});

fn hash_now(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| anyhow!("hashing a password: {error}"))?.to_string())
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let turn = tokio::time::timeout(LONGEST_WAIT, TURNS.acquire()).await;
    let turn = turn.map_err(|_| Error::Overloaded)?.map_err(anyhow::Error::new)?;
    let done = tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::new)?;
    drop(turn);
    Ok(done)
}

/// Hashes a password with a new salt, in PHC form.
///
/// # Errors
/// [`Error::Overloaded`] when too many are being hashed.
pub async fn hash(password: String) -> Result<String> {
    in_turn(move || hash_now(&password)).await?
}

/// Whether `password` is the one that was hashed. Takes as long when there is no hash.
///
/// # Errors
/// As [`hash`].
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    in_turn(move || {
        let is_somebody = hash.is_some();
        let Some(hash) = hash.as_deref().or(NOBODY.as_deref()) else {
            return Err(anyhow!("no hash to compare with").into());
        };
        let hash = PasswordHash::new(hash).map_err(|error| anyhow!("a stored hash: {error}"))?;
        let is_right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
        Ok(is_right && is_somebody)
    })
    .await?
}

#[cfg(test)]
mod tests {
    use super::{hash, verify};

    #[tokio::test]
    async fn only_the_password_itself_fits() -> crate::error::Result<()> {
        let kept = hash("marquee-demo".to_owned()).await?;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("marquee-demo".to_owned(), Some(kept.clone())).await?);
        assert!(!verify("marquee-Demo".to_owned(), Some(kept)).await?);
        assert!(!verify("marquee-demo".to_owned(), None).await?);
        Ok(())
    }
}
