//! What OAuth's operations read and answer.

use chrono::{DateTime, Utc};
use domain::ids::{ApiClientId, RowId};
use domain::oauth::{ClientKind, Scope, Scopes};
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use tables::{api_client_secrets, api_clients, users};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// What an application asks a person for (RFC 6749, 4.1.1 with RFC 7636, 4.3).
#[derive(Clone, Debug, Deserialize, Validate, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
pub struct Wish {
    #[validate(length(max = 200))]
    pub client_id: String,
    #[validate(length(max = 500))]
    pub redirect_uri: String,
    /// `code`.
    #[validate(length(max = 40))]
    pub response_type: String,
    /// With spaces between them.
    #[validate(length(max = 200))]
    pub scope: String,
    /// Comes back as it was.
    #[validate(length(max = 500))]
    pub state: Option<String>,
    #[validate(length(max = 200))]
    pub code_challenge: String,
    /// `S256`.
    #[validate(length(max = 40))]
    pub code_challenge_method: String,
}

/// What a person says to it.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct DecideAuthorization {
    #[validate(length(max = 200))]
    pub client_id: String,
    #[validate(length(max = 500))]
    pub redirect_uri: String,
    /// `code`.
    #[validate(length(max = 40))]
    pub response_type: String,
    /// With spaces between them.
    #[validate(length(max = 200))]
    pub scope: String,
    /// Comes back as it was.
    #[validate(length(max = 500))]
    pub state: Option<String>,
    #[validate(length(max = 200))]
    pub code_challenge: String,
    /// `S256`.
    #[validate(length(max = 40))]
    pub code_challenge_method: String,
    pub is_approved: bool,
}

impl DecideAuthorization {
    /// What was asked, and what the person says.
    pub fn split(self) -> (Wish, bool) {
        let wish = Wish {
            client_id: self.client_id,
            redirect_uri: self.redirect_uri,
            response_type: self.response_type,
            scope: self.scope,
            state: self.state,
            code_challenge: self.code_challenge,
            code_challenge_method: self.code_challenge_method,
        };
        (wish, self.is_approved)
    }
}

/// A scope, for people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScopeInfo {
    #[schema(example = "profile")]
    pub scope: &'static str,
    pub name: LocalizedText,
    pub description: LocalizedText,
}

impl From<Scope> for ScopeInfo {
    fn from(scope: Scope) -> Self {
        let (name, description) = scope.words();
        Self { scope: scope.as_str(), name, description }
    }
}

/// Scopes, for people.
pub fn describe(scopes: &Scopes) -> Vec<ScopeInfo> {
    scopes.iter().map(ScopeInfo::from).collect()
}

/// What the consent page shows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuthorizationRequest {
    pub client_id: String,
    pub client_name: LocalizedText,
    /// Of the portal's application that signs people in with this client.
    pub app_icon: Option<String>,
    /// Where the person will be sent.
    pub redirect_host: String,
    pub scopes: Vec<ScopeInfo>,
    /// Whether the person allowed all of it before.
    pub is_granted: bool,
}

/// Where to send the person's browser.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuthorizationDecision {
    pub redirect_to: String,
}

/// A request for a token (RFC 6749 and RFC 7636).
#[derive(Clone, Debug, ToSchema)]
#[expect(dead_code, reason = "for the API document: forms are read parameter by parameter")]
pub struct TokenRequest {
    /// `authorization_code`, `refresh_token` or `client_credentials`.
    pub grant_type: String,
    pub code: Option<String>,
    /// As it was when the code was asked for.
    pub redirect_uri: Option<String>,
    pub code_verifier: Option<String>,
    pub refresh_token: Option<String>,
    pub scope: Option<String>,
    /// Unless the client proves itself with HTTP Basic.
    pub client_id: Option<String>,
    pub client_secret: Option<String>,
}

/// A token to be taken back (RFC 7009).
#[derive(Clone, Debug, ToSchema)]
#[expect(dead_code, reason = "for the API document: forms are read parameter by parameter")]
pub struct RevokeRequest {
    pub token: String,
    pub token_type_hint: Option<String>,
    pub client_id: Option<String>,
    pub client_secret: Option<String>,
}

/// What a client holds (RFC 6749, 5.1).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OAuthTokens {
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: i64,
    pub scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub refresh_token: Option<String>,
}

/// Why there is no token (RFC 6749, 5.2).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OAuthError {
    #[schema(example = "invalid_grant")]
    pub error: &'static str,
    pub error_description: &'static str,
}

/// Who somebody is, to an application: as much as they granted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UserInfo {
    /// The person's number at this application. Another application knows them by another one.
    pub sub: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub display_name: Option<String>,
    /// E.164.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub phone: Option<String>,
}

/// What a person allows an application.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Grant {
    pub client_id: String,
    pub client_name: LocalizedText,
    pub scopes: Vec<ScopeInfo>,
    pub granted_at: DateTime<Utc>,
    /// When the application last got tokens.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// A secret, without the secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClientSecret {
    pub id: RowId,
    /// Its last four letters.
    pub hint: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
}

/// A third-party client.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiClient {
    pub id: ApiClientId,
    /// What it calls itself.
    pub client_id: String,
    pub name: LocalizedText,
    pub kind: ClientKind,
    pub redirect_uris: Vec<String>,
    pub scopes: Vec<&'static str>,
    pub requests_per_minute: i32,
    /// Of the platform's business day.
    pub orders_per_day: i32,
    pub is_enabled: bool,
    pub created_at: DateTime<Utc>,
    /// Those that are good, the newest first.
    pub secrets: Vec<ClientSecret>,
    pub requests_today: i64,
    pub orders_today: i64,
    /// Goes back with a change, so that nobody overwrites somebody else's.
    pub revision: i32,
}

/// A client, and a secret that is never shown again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiClientCreated {
    pub client: ApiClient,
    /// Null for a public client.
    pub client_secret: Option<String>,
}

impl ApiClient {
    pub fn of(
        row: api_clients::Model,
        secrets: Vec<api_client_secrets::Model>,
        (requests_today, orders_today): (i64, i64),
    ) -> Self {
        let secrets = secrets.into_iter().map(|secret| ClientSecret {
            id: secret.id,
            hint: secret.hint,
            created_at: secret.created_at,
            expires_at: secret.expires_at,
        });
        Self {
            id: row.id,
            client_id: row.client_id,
            name: row.name,
            kind: row.kind,
            redirect_uris: row.redirect_uris.0,
            scopes: row.scopes.iter().map(Scope::as_str).collect(),
            requests_per_minute: row.requests_per_minute,
            orders_per_day: row.orders_per_day,
            is_enabled: row.is_enabled,
            created_at: row.created_at,
            secrets: secrets.collect(),
            requests_today,
            orders_today,
            revision: row.revision,
        }
    }
}

/// A client as it sees itself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClientSelf {
    pub client_id: String,
    pub name: LocalizedText,
    /// What its token opens.
    pub scopes: Vec<&'static str>,
    pub requests_per_minute: i32,
    pub orders_per_day: i32,
    pub requests_today: i64,
    pub orders_today: i64,
}

/// A client's own customer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClientCustomer {
    /// What the client calls the customer.
    pub reference: String,
    /// Where tickets are sent, E.164.
    pub phone: String,
    pub display_name: Option<String>,
    pub created_at: DateTime<Utc>,
}

impl From<users::Model> for ClientCustomer {
    fn from(user: users::Model) -> Self {
        Self {
            reference: user.client_reference.unwrap_or_default(),
            phone: user.contact_phone.unwrap_or_default(),
            display_name: Some(user.display_name).filter(|name| !name.is_empty()),
            created_at: user.created_at,
        }
    }
}

/// A customer to add or to change.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct SaveClientCustomer {
    #[schema(example = "13800000001", max_length = 32)]
    #[validate(length(max = 32))]
    pub phone: String,
    #[schema(max_length = 40)]
    #[validate(length(max = 200))]
    pub display_name: Option<String>,
}
