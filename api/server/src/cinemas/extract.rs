//! Which cinema's system sends a request: its signature says so, and nothing else.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt;
use tables::cinemas;

use super::admission;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::client_address;
use crate::http::problem::ProblemCode;

/// The longest body that a cinema may push, in bytes.
pub const FEED_LIMIT: usize = 4 * 1024 * 1024;

/// A request that a cinema's system signed, checked and counted.
pub struct CinemaSystem {
    pub cinema: cinemas::Model,
    /// Exactly as it was signed.
    pub body: Bytes,
}

impl FromRequest for CinemaSystem {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let app = request.app_data::<web::Data<App>>().cloned();
            let app = app.ok_or_else(|| anyhow::anyhow!("the application's data is missing"))?;
            let address = client_address(&app, &request);
            admission::refuse_flood(&app, &address).await?;
            let body = read(&request, payload).await?;
            let cinema = admission::admit(&app, &request, &address, &body).await?;
            Ok(Self { cinema, body })
        })
    }
}

/// Reads a body of bounded length. One that says beforehand that it is longer is not read at all.
async fn read(request: &HttpRequest, mut payload: Payload) -> Result<Bytes> {
    let too_large = || {
        let detail = format!("A push has at most {FEED_LIMIT} bytes; send it in parts.");
        Error::refused(ProblemCode::PayloadTooLarge, detail)
    };
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > FEED_LIMIT) {
        return Err(too_large());
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| {
            Error::refused(ProblemCode::MalformedRequest, "The body could not be read.")
        })?;
        if body.len() + chunk.len() > FEED_LIMIT {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
