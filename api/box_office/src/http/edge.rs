//! What happens to every request, whatever it is for: it is read, its signature is checked, its
//! nonce is remembered, and one line goes to the log.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, web};
use gateways::cinema::wire::Code;
use gateways::signing::{self, Headers, SignatureError, Verified};

use super::refusal::Refusal;
use super::{BODY_LIMIT, HEALTH, Shared};

/// The outermost middleware.
pub(super) async fn guard<B: MessageBody>(
    shared: web::Data<Shared>,
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if request.path() == HEALTH {
        return next.call(request).await;
    }
    let started = Instant::now();
    let (method, path) = (request.method().clone(), shown(request.path()));
    let admitted = admit(&shared, &mut request).await;
    let key_id = admitted.as_ref().map(|verified| verified.key_id.clone()).unwrap_or_default();
    let result = match admitted {
        Ok(_) => next.call(request).await,
        Err(refusal) => Err(refusal.into()),
    };
    let status = match &result {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let elapsed_ms = started.elapsed().as_millis();
    tracing::info!(%method, path, key_id, status = status.as_u16(), elapsed_ms, "answered");
    result
}

/// The path for the log. A pickup number opens a door, so it is left out.
fn shown(path: &str) -> String {
    match path.split_once("/pickups/") {
        Some((before, after)) => {
            let rest = after.split_once('/').map_or("", |(_, rest)| rest);
            format!("{before}/pickups/***/{rest}")
        }
        None => path.to_owned(),
    }
}

/// Lets a request in that a trusted key signed for this server, now and for the first time.
async fn admit(shared: &Shared, request: &mut ServiceRequest) -> Result<Verified, Refusal> {
    let body = request.extract::<web::Bytes>().await.map_err(|error| unreadable(&error))?;
    let verified = verify(shared, request, &body)?;
    if !shared.nonces.is_new(&verified).await? {
        let detail = "Sign the request again with a new nonce.";
        return Err(Refusal::new(Code::Replayed, detail));
    }
    request.set_payload(Payload::from(body));
    Ok(verified)
}

fn verify(shared: &Shared, request: &ServiceRequest, body: &[u8]) -> Result<Verified, Refusal> {
    let pairs = request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    let headers = Headers::find(pairs)?;
    let authority = authority(request).ok_or(SignatureError::Malformed)?;
    if !shared.authorities.is_empty() && !shared.authorities.contains(&authority) {
        let detail = format!("This server is not {authority}.");
        return Err(Refusal::new(Code::SignatureInvalid, detail));
    }
    let uri = request.uri();
    let signed = signing::Request {
        method: request.method().as_str(),
        authority: &authority,
        path: uri.path(),
        query: uri.query().unwrap_or_default(),
        body,
    };
    let now = shared.core().now();
    Ok(signing::verify(&signed, &headers, |key_id| shared.trusted.get(key_id), now)?)
}

/// Host and port as the client named them, once.
fn authority(request: &ServiceRequest) -> Option<String> {
    let mut hosts = request.headers().get_all(header::HOST);
    let host = hosts.next()?.to_str().ok()?.trim().to_ascii_lowercase();
    hosts.next().is_none().then_some(host)
}

fn unreadable(error: &Error) -> Refusal {
    if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE {
        let detail = format!("A body has at most {BODY_LIMIT} bytes.");
        return Refusal::new(Code::PayloadTooLarge, detail);
    }
    Refusal::new(Code::MalformedRequest, "The body did not come in whole.")
}
