//! The second factor: codes of an authenticator (TOTP, RFC 6238), and codes for the day on which
//! it is lost.
//!
//! An authenticator and the platform share a secret; it lies sealed in the vault, since the
//! platform has to compute with it. A code counts for its half minute and the ones beside it, and
//! the half minute of a code that was taken is written down, so that none is taken twice, however
//! many replicas are asked. Attempts are counted before they are judged, and right ones given back:
//! a million possibilities are few.
//!
//! Enrolling and removing ends the person's other sessions, as a changed password does.

mod http;
mod store;

pub use http::routes;
pub use store::remove;

use anyhow::anyhow;
use domain::identity::Role;
use domain::ids::UserId;
use serde_json::json;
use tables::{second_factors, users};
use totp_rs::{Algorithm, Builder, Totp};

use super::SignedIn;
use super::throttle::{self, Attempt};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;

/// Half minutes for which a code counts before and after its own.
const SKEW: u16 = 1;

const STEP_S: u64 = 30;

const RECOVERY_CODES: usize = 10;

/// Letters that nobody mistakes for others when they are read from paper.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// What an authenticator has to be told.
pub struct Setup {
    /// Base32, for typing.
    pub secret: String,
    /// For a QR code.
    pub url: String,
}

fn totp(secret: Vec<u8>, account: &str) -> Result<Totp> {
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(STEP_S)
        .with_secret(secret)
        .with_account_name(account)
        .with_issuer(Some("Marquee"))
        .build();
    Ok(totp.map_err(|error| anyhow!("setting up a second factor: {error}"))?)
}

fn purpose(user: UserId) -> String {
    format!("second factor of {user}")
}

/// Prepares a second factor; it counts once it is confirmed. Doing so again starts anew.
///
/// # Errors
/// `second_factor_enrolled`.
pub async fn begin(app: &App, person: &SignedIn) -> Result<Setup> {
    if person.has_second_factor {
        let detail = "Remove the second factor before you set another one up.";
        return Err(Error::refused(ProblemCode::SecondFactorEnrolled, detail));
    }
    let secret = crate::keys::random::<20>()?;
    let row = second_factors::Model {
        user_id: person.id,
        secret: app.keys.vault().seal(&purpose(person.id), &secret)?,
        created_at: app.clock.now(),
        confirmed_at: None,
        last_step: 0,
    };
    let tx = app.db.begin().await?;
    store::replace_unconfirmed(&tx, row).await?;
    tx.commit().await?;
    let totp = totp(secret.to_vec(), &person.phone)?;
    let url = totp.to_url().map_err(|error| anyhow!("an address for authenticators: {error}"))?;
    Ok(Setup { secret: totp.secret().to_base32(), url })
}

/// Takes a second factor into use, once its authenticator has shown that it knows the secret.
/// Answers the recovery codes, which are never shown again.
///
/// # Errors
/// 422 at `/code` when it is wrong or nothing was prepared; [`Error::TooMany`].
pub async fn confirm(
    app: &App,
    person: &SignedIn,
    code: &str,
    actor: &Actor,
) -> Result<Vec<String>> {
    let now = app.clock.now();
    let attempt = claim_attempt(app, person.id).await?;
    let row = store::second_factor(&app.db, person.id).await?;
    let row = row.filter(|row| row.confirmed_at.is_none());
    let step = match &row {
        Some(row) => matching_step(app, row, code)?,
        None => None,
    };
    let step = step.ok_or_else(wrong_code)?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        codes.push(new_recovery_code()?);
    }
    let hashes: Vec<String> =
        codes.iter().map(|code| recovery_hash(app, person.id, code)).collect();
    let tx = app.db.begin().await?;
    if !store::confirm(&tx, person.id, step, now).await? {
        return Err(Error::Stale);
    }
    store::replace_recovery_codes(&tx, person.id, hashes, now).await?;
    super::store::revoke_sessions(&tx, person.id, Some(person.session_id), now).await?;
    note(app, &tx, person, actor, "second_factor.enrolled").await?;
    attempt.give_back(&tx).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Gives a second factor up, with a code of it or a recovery code.
///
/// # Errors
/// 422 at `/code` when it is wrong; [`Error::TooMany`].
pub async fn give_up(app: &App, person: &SignedIn, code: &str, actor: &Actor) -> Result<()> {
    if !is_right(app, person.id, code).await? {
        return Err(wrong_code());
    }
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    store::remove(&tx, person.id).await?;
    super::store::revoke_sessions(&tx, person.id, Some(person.session_id), now).await?;
    note(app, &tx, person, actor, "second_factor.removed").await?;
    tx.commit().await?;
    Ok(())
}

/// What operators do to their own accounts is of interest to others.
async fn note(
    app: &App,
    tx: &database::Tx,
    person: &SignedIn,
    actor: &Actor,
    action: &str,
) -> Result<()> {
    if person.role == Role::Customer {
        return Ok(());
    }
    audit::record(app, tx, actor, action, &person.id.to_string(), json!({})).await
}

/// Insists on the second factor of somebody who has one.
///
/// # Errors
/// `second_factor_required` when none was given, `invalid_second_factor` when it is wrong,
/// [`Error::TooMany`].
pub async fn require(app: &App, user: &users::Model, given: Option<&str>) -> Result<()> {
    if user.second_factor_at.is_none() {
        return Ok(());
    }
    let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) else {
        let detail = "Send the same again with a code of your authenticator, or a recovery code.";
        return Err(Error::refused(ProblemCode::SecondFactorRequired, detail));
    };
    if is_right(app, user.id, given).await? {
        return Ok(());
    }
    let detail = "The code is wrong, was used, or has run out. Wait for the next one.";
    Err(Error::refused(ProblemCode::InvalidSecondFactor, detail))
}

/// Whether it is a code of the person's authenticator or a recovery code; uses it up.
async fn is_right(app: &App, user: UserId, given: &str) -> Result<bool> {
    let attempt = claim_attempt(app, user).await?;
    let now = app.clock.now();
    let row = store::second_factor(&app.db, user).await?;
    let row = row.filter(|row| row.confirmed_at.is_some());
    let step = match &row {
        Some(row) => matching_step(app, row, given)?,
        None => None,
    };
    let tx = app.db.begin().await?;
    let is_right = match (row, step) {
        (None, _) => false,
        (Some(_), Some(step)) => store::take_step(&tx, user, step).await?,
        (Some(_), None) => {
            let hash = recovery_hash(app, user, given);
            store::use_recovery_code(&tx, user, &hash, now).await?
        }
    };
    if is_right {
        attempt.give_back(&tx).await?;
    }
    tx.commit().await?;
    Ok(is_right)
}

/// The half minute that a code belongs to, if it is one of the secret's at this time.
fn matching_step(app: &App, row: &second_factors::Model, code: &str) -> Result<Option<i64>> {
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|digit| digit.is_ascii_digit()) {
        return Ok(None);
    }
    let secret = app.keys.vault().open(&purpose(row.user_id), &row.secret)?;
    let seconds = u64::try_from(app.clock.now().timestamp()).unwrap_or(0);
    let step = totp(secret, "account")?.check(&code, seconds);
    let step = step.and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| *step > row.last_step))
}

fn throttle_key(user: UserId) -> String {
    format!("second_factor:{user}")
}

/// Counts an attempt before it is judged: however many come at once, no more are judged.
async fn claim_attempt(app: &App, user: UserId) -> Result<Attempt> {
    let limit = app.config.throttle.failed_logins_per_phone;
    throttle::claim(&app.db, &throttle_key(user), limit, app.clock.now()).await
}

fn wrong_code() -> Error {
    Error::invalid("/code", "second_factor", "The code is wrong, was used, or has run out.")
}

/// Ten letters of 32: fifty bits, which nobody guesses at ten attempts in ten minutes.
fn new_recovery_code() -> Result<String> {
    let bytes = crate::keys::random::<10>()?;
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    let letters: String = bytes.iter().map(letter).collect();
    Ok(format!("{}-{}", &letters[..5], &letters[5..]))
}

fn recovery_hash(app: &App, user: UserId, code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let parts = [user.to_string(), plain.to_ascii_lowercase()];
    app.keys.keyed_hash("recovery_code", &[&parts[0], &parts[1]])
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, new_recovery_code, totp};

    /// RFC 6238, appendix B, the last six digits of the eight that it lists.
    #[test]
    fn codes_are_those_of_the_standard() -> crate::error::Result<()> {
        let totp = totp(b"12345678901234567890".to_vec(), "account")?;
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(totp.check(code, seconds), Some(seconds / 30), "{seconds}");
            assert_eq!(totp.check(code, seconds + 30), Some(seconds / 30), "one step late");
            assert_eq!(totp.check(code, seconds + 60), None, "two steps late");
            assert_eq!(totp.check("12345", seconds), None);
        }
        Ok(())
    }

    #[test]
    fn recovery_codes_are_read_without_doubt() -> crate::error::Result<()> {
        let code = new_recovery_code()?;
        assert_eq!(code.len(), 11);
        assert_ne!(code, new_recovery_code()?);
        for letter in b"l1o0" {
            assert!(!LETTERS.contains(letter));
        }
        let mut letters = LETTERS.to_vec();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), LETTERS.len());
        Ok(())
    }
}
