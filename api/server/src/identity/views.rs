//! What `/auth` and `/me` read and answer.

use chrono::{DateTime, Utc};
use domain::identity::{CodePurpose, Role};
use domain::ids::{CinemaId, SessionId, UserId};
use serde::{Deserialize, Serialize};
use tables::{user_sessions, users};
use utoipa::ToSchema;
use validator::Validate;

/// Where to send a one-time code and what for.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub struct SendCode {
    /// Eleven digits of a mainland number, or E.164.
    #[schema(example = "13800000001", max_length = 32)]
    #[validate(length(max = 32))]
    pub phone: String,
    pub purpose: CodePurpose,
}

/// A code is on its way, if it is of use there.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeSent {
    /// Seconds for which the code is good.
    pub expires_in: i64,
    /// Seconds after which another may be asked for.
    pub resend_after: i64,
}

/// A new customer.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub struct Register {
    #[schema(example = "13800000001", max_length = 32)]
    #[validate(length(max = 32))]
    pub phone: String,
    /// The code of purpose `register`.
    #[schema(example = "123456", max_length = 16)]
    #[validate(length(max = 16))]
    pub code: String,
    /// 10 to 128 letters of any kind.
    #[schema(example = "correct horse battery", min_length = 10, max_length = 128)]
    #[validate(length(max = 1024))]
    pub password: String,
    #[schema(example = "小雨", min_length = 1, max_length = 40)]
    #[validate(length(max = 200))]
    pub display_name: String,
}

/// A phone number and either the password or a code of purpose `login`.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub struct Login {
    #[schema(example = "13800000001", max_length = 32)]
    #[validate(length(max = 32))]
    pub phone: String,
    #[schema(example = "marquee-demo")]
    #[validate(length(max = 1024))]
    pub password: Option<String>,
    #[validate(length(max = 16))]
    pub code: Option<String>,
    /// A code of the person's authenticator, or a recovery code, for whom one has been asked for
    /// by 401 `second_factor_required`.
    #[validate(length(max = 32))]
    pub second_factor: Option<String>,
}

/// The refresh token of a client that has no cookies.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
pub struct Refresh {
    #[validate(length(max = 200))]
    pub refresh_token: Option<String>,
}

/// A new password for somebody who has the phone.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub struct ResetPassword {
    #[schema(example = "13800000001", max_length = 32)]
    #[validate(length(max = 32))]
    pub phone: String,
    /// The code of purpose `reset_password`.
    #[schema(example = "123456", max_length = 16)]
    #[validate(length(max = 16))]
    pub code: String,
    #[schema(min_length = 10, max_length = 128)]
    #[validate(length(max = 1024))]
    pub password: String,
}

/// A person as they see themselves.
#[derive(Debug, Serialize, ToSchema)]
pub struct User {
    pub id: UserId,
    /// E.164.
    #[schema(example = "+8613800000001")]
    pub phone: String,
    pub display_name: String,
    pub role: Role,
    /// The cinema that cinema staff work for.
    pub cinema_id: Option<CinemaId>,
    pub has_password: bool,
    pub created_at: DateTime<Utc>,
}

/// What a client holds after it signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tokens {
    /// Goes into the header `Authorization: Bearer …`.
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds for which the access token is good.
    #[schema(example = 600)]
    pub expires_in: i64,
    /// Only for a request with `X-Refresh-Token: body`; otherwise it is a cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub refresh_token: Option<String>,
    pub user: User,
}

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub struct UpdateMe {
    #[schema(min_length = 1, max_length = 40)]
    #[validate(length(max = 200))]
    pub display_name: Option<String>,
}

/// A person's own new password.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub struct ChangePassword {
    /// Required where there is one.
    #[validate(length(max = 1024))]
    pub current_password: Option<String>,
    #[schema(min_length = 10, max_length = 128)]
    #[validate(length(max = 1024))]
    pub new_password: String,
}

/// A device that is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserSession {
    pub id: SessionId,
    pub created_at: DateTime<Utc>,
    pub last_used_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub user_agent: String,
    pub address: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl From<users::Model> for User {
    fn from(user: users::Model) -> Self {
        Self {
            id: user.id,
            phone: user.phone.unwrap_or_default(),
            display_name: user.display_name,
            role: user.role,
            cinema_id: user.cinema_id,
            has_password: user.password_hash.is_some(),
            created_at: user.created_at,
        }
    }
}

impl UserSession {
    pub fn of(session: user_sessions::Model, current: SessionId) -> Self {
        Self {
            id: session.id,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            expires_at: session.expires_at,
            user_agent: session.user_agent,
            address: session.address,
            current: session.id == current,
        }
    }
}
