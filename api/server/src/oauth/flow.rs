//! What people decide: whether an application may sign them in, and that it no longer may.

use chrono::Duration;
use database::{DbErrorExt, Tx};
use domain::ids::UserId;
use domain::oauth::{Scopes, is_challenge, is_registered};
use sha2::{Digest, Sha256};
use tables::{api_clients, oauth_grants, oauth_sign_ins};

use super::store;
use super::views::Wish;
use crate::app::App;
use crate::error::{Error, Result};

/// How long a code can be exchanged.
const CODE_LIFETIME: Duration = Duration::seconds(60);

/// What of a request is in order, and what the person allowed before.
pub struct Checked {
    pub client: api_clients::Model,
    pub scopes: Scopes,
    pub grant: Option<oauth_grants::Model>,
}

/// A fault that may be told to the application, because the address to tell it at is its own.
pub struct Told {
    /// RFC 6749, 4.1.2.1.
    pub error: &'static str,
    pub parameter: &'static str,
    pub detail: &'static str,
}

impl From<Told> for Error {
    fn from(told: Told) -> Self {
        Self::invalid(format!("/{}", told.parameter), told.error, told.detail)
    }
}

/// Checks a request of an application.
///
/// # Errors
/// Not found for a client that signs nobody in, 422 for an address that is not the client's own:
/// neither is ever told by redirecting. Every other fault is the inner result.
pub async fn check(app: &App, user: UserId, wish: &Wish) -> Result<Result<Checked, Told>> {
    let client = store::client(&app.db, &wish.client_id).await?.ok_or(Error::NotFound("client"))?;
    if !store::signs_in(&app.db, &client).await? {
        return Err(Error::NotFound("client"));
    }
    if !is_registered(&client.redirect_uris.0, &wish.redirect_uri) {
        let detail = "The application did not register this address. Do not go on.";
        return Err(Error::invalid("/redirect_uri", "redirect_uri", detail));
    }
    let told = |error, parameter, detail| Ok(Err(Told { error, parameter, detail }));
    if wish.response_type != "code" {
        let detail = "There is only `code`.";
        return told("unsupported_response_type", "response_type", detail);
    }
    if wish.code_challenge_method != "S256" {
        let detail = "PKCE is required, with method S256.";
        return told("invalid_request", "code_challenge_method", detail);
    }
    if !is_challenge(&wish.code_challenge) {
        let detail = "A challenge is SHA-256 of the verifier in base64url without padding.";
        return told("invalid_request", "code_challenge", detail);
    }
    let scopes = Scopes::parse(&wish.scope)
        .filter(|scopes| !scopes.is_empty() && scopes.are_within(&client.scopes.of_people(true)));
    let Some(scopes) = scopes else {
        let detail = "The application may not ask people for this.";
        return told("invalid_scope", "scope", detail);
    };
    let grant = store::open_grant(&app.db, user, &client.client_id).await?;
    Ok(Ok(Checked { client, scopes, grant }))
}

/// Does what a person decided; answers where to send their browser.
///
/// # Errors
/// As [`check`]; faults that can be told are told in the address.
pub async fn decide(app: &App, user: UserId, wish: &Wish, is_approved: bool) -> Result<String> {
    let answer = match check(app, user, wish).await? {
        Err(told) => Err((told.error, told.detail)),
        Ok(_) if !is_approved => Err(("access_denied", "The person said no.")),
        Ok(checked) => Ok(approve(app, user, wish, checked).await?),
    };
    Ok(redirect_to(app, wish, &answer))
}

async fn approve(app: &App, user: UserId, wish: &Wish, checked: Checked) -> Result<String> {
    let now = app.clock.now();
    let code = format!("mqc_{}", hex::encode(crate::keys::random::<32>()?));
    let tx = app.db.begin().await?;
    let grant_id = allow(app, &tx, user, &checked).await?;
    let sign_in = oauth_sign_ins::Model {
        id: app.clock.new_id(),
        grant_id,
        client_id: checked.client.client_id,
        code_hash: hash(&code),
        redirect_uri: wish.redirect_uri.clone(),
        scopes: checked.scopes,
        code_challenge: wish.code_challenge.clone(),
        created_at: now,
        code_expires_at: now + CODE_LIFETIME,
        code_used_at: None,
        ended_at: None,
    };
    store::insert_sign_in(&tx, sign_in).await?;
    tx.commit().await?;
    Ok(code)
}

async fn allow(app: &App, tx: &Tx, user: UserId, checked: &Checked) -> Result<domain::ids::RowId> {
    let now = app.clock.now();
    if let Some(grant) = &checked.grant {
        let scopes = grant.scopes.joined_with(&checked.scopes);
        let is_open = store::widen_grant(tx, grant.id, &scopes, now).await?;
        return is_open.then_some(grant.id).ok_or(Error::Stale);
    }
    let grant = oauth_grants::Model {
        id: app.clock.new_id(),
        user_id: user,
        client_id: checked.client.client_id.clone(),
        scopes: checked.scopes.clone(),
        granted_at: now,
        last_used_at: None,
        withdrawn_at: None,
    };
    let id = grant.id;
    match store::insert_grant(tx, grant).await {
        Ok(()) => Ok(id),
        Err(error) if error.is_unique_violation() => Err(Error::Stale),
        Err(error) => Err(error.into()),
    }
}

/// The application's address with the answer; it names the issuer, so that an application which
/// knows several cannot be told that another one answered (RFC 9207).
fn redirect_to(
    app: &App,
    wish: &Wish,
    answer: &std::result::Result<String, (&'static str, &'static str)>,
) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    match answer {
        Ok(code) => query.append_pair("code", code),
        Err((error, detail)) => {
            query.append_pair("error", error).append_pair("error_description", detail)
        }
    };
    if let Some(state) = &wish.state {
        query.append_pair("state", state);
    }
    query.append_pair("iss", &app.config.public_url);
    let joint = if wish.redirect_uri.contains('?') { '&' } else { '?' };
    format!("{}{joint}{}", wish.redirect_uri, query.finish())
}

/// Takes back what a person allowed a client.
///
/// # Errors
/// Not found when there is nothing.
pub async fn withdraw(app: &App, user: UserId, client_id: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    // Tokens rest on the grant: nothing else has to be told.
    let is_withdrawn = store::withdraw_grant(&tx, user, client_id, app.clock.now()).await?;
    tx.commit().await?;
    is_withdrawn.then_some(()).ok_or(Error::NotFound("grant"))
}

/// Codes, tokens and secrets have 256 random bits, so a plain hash hides them.
pub fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
