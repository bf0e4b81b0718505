//! Whom the feed lets in: a request that a registered key signed, now, for the first time, and not
//! too many of them.

use actix_web::HttpRequest;
use actix_web::http::header;
use domain::feed;
use gateways::signing::{self, Headers, NONCE_LIFE, PublicKey, SignatureError};
use sea_orm::EntityTrait;
use serde::Deserialize;
use tables::{cinema_keys, cinemas};

use super::store;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;
use crate::identity::throttle;

/// Requests of one key in ten minutes: five a second.
const REQUESTS: i32 = 3_000;

/// Requests with a wrong signature from one address in ten minutes.
const WRONG_REQUESTS: i32 = 300;

/// Where one system signs for several cinemas, the query says for which one.
#[derive(Debug, Default, Deserialize)]
struct Which {
    cinema_code: Option<String>,
}

/// Turns an address away from which too many wrong requests came.
pub async fn refuse_flood(app: &App, address: &str) -> Result<()> {
    throttle::check(&app.db, &key_of(address), WRONG_REQUESTS, app.clock.now()).await
}

fn key_of(address: &str) -> String {
    format!("feed:address:{address}")
}

/// Finds whose request it is, and counts it if it is nobody's.
pub async fn admit(
    app: &App,
    request: &HttpRequest,
    address: &str,
    body: &[u8],
) -> Result<cinemas::Model> {
    match check(app, request, body).await {
        Ok(cinema) => Ok(cinema),
        Err(error) => {
            count_wrong(app, &key_of(address)).await?;
            Err(error)
        }
    }
}

async fn count_wrong(app: &App, key: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    let counted = throttle::count(&tx, key, WRONG_REQUESTS, app.clock.now()).await;
    tx.commit().await?;
    counted
}

async fn check(app: &App, request: &HttpRequest, body: &[u8]) -> Result<cinemas::Model> {
    let pairs = request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    let headers = Headers::find(pairs).map_err(unsigned)?;
    let host = host(request).ok_or_else(|| unsigned(SignatureError::Malformed))?;
    let own = &app.config.feed_names;
    if !own.is_empty() && !own.contains(&host) {
        let detail = format!("This platform is not {}.", feed::cut(&host, 100));
        return Err(Error::refused(ProblemCode::SignatureInvalid, detail));
    }
    // The name of the key has to be read before the key can be: a first look believes nothing.
    let mut named = None;
    let parts = signing::Request {
        method: request.method().as_str(),
        authority: &host,
        path: request.uri().path(),
        query: request.uri().query().unwrap_or_default(),
        body,
    };
    let now = app.clock.now();
    let first = signing::verify(
        &parts,
        &headers,
        |key_id| {
            named = Some(key_id.to_owned());
            None
        },
        now,
    );
    let Some(key_id) = named else {
        return Err(unsigned(first.err().unwrap_or(SignatureError::Malformed)));
    };
    let keys = store::keys_named(&app.db, &key_id).await?;
    let public = keys.first().and_then(|key| PublicKey::from_base64(&key.public_key).ok());
    let verified = signing::verify(&parts, &headers, |_| public, now).map_err(unsigned)?;
    spend(app, &verified).await?;
    cinema_of(app, request, &keys).await
}

/// Host and port that the client meant, named once. A request that was signed for somebody else,
/// who sends it on to us, names another one.
fn host(request: &HttpRequest) -> Option<String> {
    let mut hosts = request.headers().get_all(header::HOST);
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok()?.trim(),
        (None, _) => request.uri().authority()?.as_str(),
        _ => return None,
    };
    Some(host.to_ascii_lowercase())
}

/// Lets each signed request in once, and not too many of them.
async fn spend(app: &App, verified: &signing::Verified) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let counted =
        throttle::count(&tx, &format!("feed:key:{}", verified.key_id), REQUESTS, now).await;
    let expires_at = verified.created + NONCE_LIFE;
    let is_new = store::spend_nonce(&tx, &verified.key_id, &verified.nonce, expires_at).await?;
    tx.commit().await?;
    counted?;
    if is_new {
        return Ok(());
    }
    let detail = "A request with this nonce was let in before; sign every request anew.";
    Err(Error::refused(ProblemCode::RequestReplayed, detail))
}

async fn cinema_of(
    app: &App,
    request: &HttpRequest,
    keys: &[cinema_keys::Model],
) -> Result<cinemas::Model> {
    let which = serde_urlencoded::from_str::<Which>(request.query_string()).unwrap_or_default();
    let mut candidates = Vec::new();
    for key in keys {
        let cinema = cinemas::Entity::find_by_id(key.cinema_id).one(&app.db).await?;
        candidates.extend(cinema);
    }
    if let Some(code) = &which.cinema_code {
        candidates.retain(|cinema| cinema.cinema_code == *code);
    }
    match <[cinemas::Model; 1]>::try_from(candidates) {
        Ok([cinema]) if app.cinemas.is_enabled(&cinema) => Ok(cinema),
        Ok(_) => Err(Error::Forbidden),
        Err(none) if none.is_empty() => Err(Error::NotFound("cinema that this key signs for")),
        Err(_) => {
            let detail = "This key signs for several cinemas: name one as cinema_code.";
            Err(Error::invalid("/cinema_code", "required", detail))
        }
    }
}

fn unsigned(why: SignatureError) -> Error {
    let detail = match why {
        SignatureError::UnknownKey => "No cinema is registered with this key.".to_owned(),
        other => format!("The request is not signed as it should be: {other}."),
    };
    Error::refused(ProblemCode::SignatureInvalid, detail)
}
