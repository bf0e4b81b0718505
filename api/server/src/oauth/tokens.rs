//! The token endpoint: who gets which token for what, and how it ends.

use chrono::Duration;
use database::Tx;
use domain::ids::RowId;
use domain::oauth::{ClientKind, Scope, Scopes, challenge_of};
use tables::{api_clients, oauth_tokens, users};

use super::flow::hash;
use super::form::{Claimed, Form, Refused};
use super::store::{self, SignIn};
use super::views::OAuthTokens;
use crate::app::App;
use crate::error::Error;
use crate::identity::clients;
use crate::identity::throttle;

/// How long an application's access token is good for.
const ACCESS_LIFETIME: Duration = Duration::minutes(10);

/// How long a refresh token waits to be used.
const REFRESH_LIFETIME: Duration = Duration::days(30);

/// How long somebody stays signed in at an application at most.
const LONGEST: Duration = Duration::days(180);

const NO_GRANT: Refused =
    Refused::told("invalid_grant", "It is wrong, was used, has run out or was taken back.");

type Answer<T> = Result<T, Refused>;

/// A client that proved itself; a public one has nothing to prove with.
pub struct Proven {
    pub client: api_clients::Model,
    secret: Option<RowId>,
}

/// Believes a client, or not.
///
/// # Errors
/// `invalid_client`, whatever is wrong; 429 after too many failures from an address, past a
/// client's quota, and after too many requests of public clients from an address.
pub async fn prove(app: &App, claimed: &Claimed, address: &str) -> Answer<Proven> {
    let now = app.clock.now();
    let key = format!("oauth:address:{address}");
    let limit = app.config.throttle.logins_per_address;
    throttle::check(&app.db, &key, limit, now).await?;
    let client = store::client(&app.db, &claimed.client_id).await?;
    let client = client.filter(|client| client.is_enabled);
    let proven = match (client, &claimed.secret) {
        (Some(client), Some(secret)) if client.kind == ClientKind::Confidential => {
            let found = store::secret(&app.db, &client.client_id, &hash(secret)).await?;
            let found = found.filter(|secret| clients::is_secret_good(secret, now));
            found.map(|secret| Proven { client, secret: Some(secret.id) })
        }
        (Some(client), None) if client.kind == ClientKind::Public => {
            Some(Proven { client, secret: None })
        }
        _ => None,
    };
    match proven {
        Some(proven) if proven.secret.is_some() => {
            clients::count_request(app, &proven.client).await?;
            Ok(proven)
        }
        // Anybody can say that they are a public client: they are counted like strangers.
        proven => {
            let tx = app.db.begin().await.map_err(Error::from)?;
            let counted = throttle::count(&tx, &key, limit, now).await;
            tx.commit().await.map_err(Error::from)?;
            counted?;
            proven.ok_or(Refused::Unproven)
        }
    }
}

/// Gives tokens for what the form brings.
///
/// # Errors
/// In the words of RFC 6749, 5.2.
pub async fn give(app: &App, proven: &Proven, form: &Form) -> Answer<OAuthTokens> {
    match form.need("grant_type")? {
        "authorization_code" => exchange(app, &proven.client, form).await,
        "refresh_token" => refresh(app, &proven.client, form).await,
        "client_credentials" => own_token(app, proven, form),
        _ => {
            let detail = "There are authorization_code, refresh_token and client_credentials.";
            Err(Refused::told("unsupported_grant_type", detail))
        }
    }
}

fn own_token(app: &App, proven: &Proven, form: &Form) -> Answer<OAuthTokens> {
    let Some(secret) = proven.secret else {
        let detail = "A public client has no token of its own.";
        return Err(Refused::told("unauthorized_client", detail));
    };
    let own = proven.client.scopes.of_people(false);
    let scopes = narrowed(form, &own)?;
    if scopes.is_empty() {
        let detail = "The client has no scope of its own.";
        return Err(Refused::told("invalid_scope", detail));
    }
    let now = app.clock.now();
    let access_token =
        clients::issue(&app.keys.jwt, &proven.client.client_id, secret, &scopes, now)?;
    Ok(OAuthTokens {
        access_token,
        token_type: "Bearer",
        expires_in: clients::LIFETIME.num_seconds(),
        scope: scopes.to_string(),
        refresh_token: None,
    })
}

/// The scopes that a form asks for, which must be among `most`; all of them when it asks for none.
fn narrowed(form: &Form, most: &Scopes) -> Answer<Scopes> {
    let Some(text) = form.get("scope") else {
        return Ok(most.clone());
    };
    Scopes::parse(text)
        .filter(|scopes| scopes.are_within(most))
        .ok_or(Refused::told("invalid_scope", "The client may not have this scope."))
}

async fn exchange(app: &App, client: &api_clients::Model, form: &Form) -> Answer<OAuthTokens> {
    let (code, redirect_uri) = (form.need("code")?, form.need("redirect_uri")?);
    let verifier = form.need("code_verifier")?;
    let now = app.clock.now();
    let tx = app.db.begin().await.map_err(Error::from)?;
    let sign_in = store::sign_in_of_code(&tx, &hash(code)).await?.ok_or(NO_GRANT)?;
    if sign_in.row.client_id != client.client_id {
        return Err(NO_GRANT);
    }
    // Taken before anything is looked at: whatever is wrong with the request, the code is used up.
    let is_first = store::use_code(&tx, sign_in.row.id, now).await?;
    let is_ours = sign_in.row.redirect_uri == redirect_uri
        && challenge_of(verifier).is_some_and(|it| it == sign_in.row.code_challenge);
    if !is_first || !is_ours {
        // Two parties hold the code, or somebody who did not ask for it. What was given for it
        // ends too.
        store::end_sign_in(&tx, sign_in.row.id, now).await?;
        tx.commit().await.map_err(Error::from)?;
        tracing::warn!(client = client.client_id, is_first, "a code came from the wrong party");
        return Err(NO_GRANT);
    }
    let is_good = sign_in.row.code_expires_at > now
        && sign_in.goes_on()
        && store::signs_in(&tx, client).await?;
    if !is_good {
        tx.commit().await.map_err(Error::from)?;
        return Err(NO_GRANT);
    }
    let tokens = give_pair(app, &tx, &sign_in, &sign_in.row.scopes).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(tokens)
}

async fn refresh(app: &App, client: &api_clients::Model, form: &Form) -> Answer<OAuthTokens> {
    let hash = hash(form.need("refresh_token")?);
    let now = app.clock.now();
    let tx = app.db.begin().await.map_err(Error::from)?;
    let row = store::token(&tx, &hash).await?.filter(|row| row.is_refresh).ok_or(NO_GRANT)?;
    let sign_in = store::sign_in(&tx, row.sign_in_id).await?.ok_or(NO_GRANT)?;
    if sign_in.row.client_id != client.client_id {
        return Err(NO_GRANT);
    }
    let is_good = row.expires_at > now
        && row.revoked_at.is_none()
        && sign_in.goes_on()
        && store::signs_in(&tx, client).await?;
    if !is_good {
        return Err(NO_GRANT);
    }
    let scopes = narrowed(form, &row.scopes.shared_with(&client.scopes))?;
    if !store::use_token(&tx, &hash, now).await? {
        store::end_sign_in(&tx, sign_in.row.id, now).await?;
        tx.commit().await.map_err(Error::from)?;
        tracing::warn!(client = client.client_id, "a refresh token came twice: its tokens end");
        return Err(NO_GRANT);
    }
    let tokens = give_pair(app, &tx, &sign_in, &scopes).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(tokens)
}

/// A new access token and the refresh token that follows it.
async fn give_pair(app: &App, tx: &Tx, sign_in: &SignIn, scopes: &Scopes) -> Answer<OAuthTokens> {
    let now = app.clock.now();
    let last = sign_in.row.created_at + LONGEST;
    let mut given = [String::new(), String::new()];
    for (at, (prefix, lifetime)) in
        [("mqa_", ACCESS_LIFETIME), ("mqr_", REFRESH_LIFETIME)].into_iter().enumerate()
    {
        let token =
            format!("{prefix}{}", hex::encode(crate::keys::random::<32>().map_err(Error::from)?));
        let row = oauth_tokens::Model {
            token_hash: hash(&token),
            sign_in_id: sign_in.row.id,
            is_refresh: prefix == "mqr_",
            scopes: scopes.clone(),
            created_at: now,
            expires_at: Ord::min(now + lifetime, last),
            used_at: None,
            revoked_at: None,
        };
        store::insert_token(tx, row).await?;
        given[at] = token;
    }
    store::touch_grant(tx, sign_in.grant.id, now).await?;
    let [access_token, refresh_token] = given;
    Ok(OAuthTokens {
        access_token,
        token_type: "Bearer",
        expires_in: ACCESS_LIFETIME.num_seconds(),
        scope: scopes.to_string(),
        refresh_token: Some(refresh_token),
    })
}

/// Takes a token back (RFC 7009): a refresh token with everything that came of it, an access token
/// by itself. One that nobody knows is as good as taken back.
///
/// # Errors
/// `unauthorized_client` for another client's token.
pub async fn take_back(app: &App, proven: &Proven, form: &Form) -> Answer<()> {
    let hash = hash(form.need("token")?);
    let now = app.clock.now();
    let tx = app.db.begin().await.map_err(Error::from)?;
    let Some(row) = store::token(&tx, &hash).await? else {
        return Ok(());
    };
    let Some(sign_in) = store::sign_in(&tx, row.sign_in_id).await? else {
        return Ok(());
    };
    if sign_in.row.client_id != proven.client.client_id {
        let detail = "The token is another client's.";
        return Err(Refused::told("unauthorized_client", detail));
    }
    if row.is_refresh {
        store::end_sign_in(&tx, sign_in.row.id, now).await?;
    } else {
        store::revoke_token(&tx, &hash, now).await?;
    }
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Whose access token an application holds, and what of it they granted.
pub struct Holder {
    pub user: users::Model,
    pub client_id: String,
    pub scopes: Scopes,
}

/// The person behind an application's access token.
///
/// # Errors
/// [`Error::Unauthenticated`] when it is none that is good now.
pub async fn holder(app: &App, token: &str) -> Result<Holder, Error> {
    let now = app.clock.now();
    let row = store::token(&app.db, &hash(token)).await?.ok_or(Error::Unauthenticated)?;
    let sign_in = store::sign_in(&app.db, row.sign_in_id).await?.ok_or(Error::Unauthenticated)?;
    let client = store::client(&app.db, &sign_in.row.client_id).await?;
    let client = client.ok_or(Error::Unauthenticated)?;
    let is_good = !row.is_refresh
        && row.revoked_at.is_none()
        && row.expires_at > now
        && sign_in.goes_on()
        && store::signs_in(&app.db, &client).await?;
    if !is_good {
        return Err(Error::Unauthenticated);
    }
    let scopes = row.scopes.shared_with(&sign_in.grant.scopes).shared_with(&client.scopes);
    Ok(Holder { user: sign_in.user, client_id: client.client_id, scopes })
}

/// What a person is called at one client and nowhere else, so that two cannot put together what
/// each knows.
pub fn subject(app: &App, holder: &Holder) -> String {
    let parts = [holder.client_id.as_str(), &holder.user.id.to_string()];
    app.keys.keyed_hash("oauth subject", &parts)[..32].to_owned()
}

impl Holder {
    pub fn display_name(&self) -> Option<String> {
        self.scopes.contains(Scope::Profile).then(|| self.user.display_name.clone())
    }

    pub fn phone(&self) -> Option<String> {
        self.user.phone.clone().filter(|_| self.scopes.contains(Scope::Phone))
    }
}
