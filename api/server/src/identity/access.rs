//! Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519, good for ten minutes.

use chrono::{DateTime, Duration, Utc};
use domain::identity::Role;
use domain::ids::{SessionId, UserId};
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::keys::JwtKeys;

/// How long an access token is good for.
pub const LIFETIME: Duration = Duration::minutes(10);

const ISSUER: &str = "marquee";
const AUDIENCE: &str = "marquee-api";

/// What an access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    /// Whose it is.
    pub sub: UserId,
    /// The session that it was given to.
    pub sid: SessionId,
    /// For the client's information; the server asks the row.
    pub role: Role,
    pub iat: i64,
    pub exp: i64,
}

/// Gives out a token.
pub fn issue(
    keys: &JwtKeys,
    user: UserId,
    session: SessionId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<String> {
    let (key_id, key) = keys.signing();
    let header = Header { kid: Some(key_id.to_owned()), ..Header::new(Algorithm::EdDSA) };
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user,
        sid: session,
        role,
        iat: now.timestamp(),
        exp: (now + LIFETIME).timestamp(),
    };
    encode(&header, &claims, key).map_err(|error| Error::Internal(error.into()))
}

/// Reads a token that is genuine and has not run out.
///
/// The algorithm is ours and not the token's choice, and time is the platform's clock.
///
/// # Errors
/// [`Error::Unauthenticated`], whatever is wrong.
pub fn verify(keys: &JwtKeys, token: &str, now: DateTime<Utc>) -> Result<Claims> {
    let header = decode_header(token).map_err(|_| Error::Unauthenticated)?;
    let key = header.kid.as_deref().and_then(|id| keys.verifying(id));
    let key = key.ok_or(Error::Unauthenticated)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.validate_exp = false;
    let token = decode::<Claims>(token, key, &validation).map_err(|_| Error::Unauthenticated)?;
    if token.claims.exp <= now.timestamp() {
        return Err(Error::Unauthenticated);
    }
    Ok(token.claims)
}

#[cfg(test)]
mod tests {
    use super::{LIFETIME, issue, verify};
    use crate::keys::Keys;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use chrono::{DateTime, Duration};
    use domain::identity::Role;
    use domain::ids::{SessionId, UserId};

    #[test]
    fn a_token_is_good_until_it_runs_out_and_with_its_own_key_only() -> anyhow::Result<()> {
        let (keys, others) = (Keys::ephemeral()?, Keys::ephemeral()?);
        let (user, session) = (UserId(uuid::Uuid::max()), SessionId(uuid::Uuid::nil()));
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
        let token = issue(&keys.jwt, user, session, Role::Customer, now)?;

        assert_eq!(verify(&keys.jwt, &token, now)?.sub, user);
        assert!(verify(&keys.jwt, &token, now + LIFETIME - Duration::seconds(1)).is_ok());
        assert!(verify(&keys.jwt, &token, now + LIFETIME).is_err());
        assert!(verify(&others.jwt, &token, now).is_err());
        Ok(())
    }

    #[test]
    fn neither_the_algorithm_nor_the_claims_can_be_swapped() -> anyhow::Result<()> {
        let keys = Keys::ephemeral()?;
        let (user, session) = (UserId(uuid::Uuid::max()), SessionId(uuid::Uuid::nil()));
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
        let token = issue(&keys.jwt, user, session, Role::Customer, now)?;
        let parts: Vec<&str> = token.split('.').collect();
        let [header, payload, signature] = parts[..] else {
            anyhow::bail!("no three parts");
        };

        let payload_text = String::from_utf8(URL_SAFE_NO_PAD.decode(payload)?)?;
        let promoted = URL_SAFE_NO_PAD.encode(payload_text.replace("customer", "auditor"));
        assert!(verify(&keys.jwt, &format!("{header}.{promoted}.{signature}"), now).is_err());

        let header_text = String::from_utf8(URL_SAFE_NO_PAD.decode(header)?)?;
        for algorithm in ["none", "HS256"] {
            let weak = URL_SAFE_NO_PAD.encode(header_text.replace("EdDSA", algorithm));
            assert!(verify(&keys.jwt, &format!("{weak}.{payload}."), now).is_err());
            assert!(verify(&keys.jwt, &format!("{weak}.{payload}.{signature}"), now).is_err());
        }
        Ok(())
    }
}
