//! A cinema's way to the platform: telling it what changed before it asks.
//!
//! Whatever is told here is read by the platform anyway, so a call that fails is only made again.

use std::time::Duration;

use reqwest::Url;
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;

use super::remote::Clock;
use super::wire::Session;
use crate::GatewayError;
use crate::http::{classify, quote, raw_client, read_body};
use crate::signing::{self, SigningKey};

/// Sessions of one call at most.
pub const MAX_SESSIONS: usize = 500;

const CONNECT_LIMIT: Duration = Duration::from_secs(5);

const ANSWER_LIMIT: Duration = Duration::from_secs(10);

/// The largest answer that is read, in bytes.
const MAX_ANSWER: usize = 256 * 1024;

/// The line from a cinema to the platform's feed.
pub struct Feed {
    client: reqwest::Client,
    base: Url,
    key: SigningKey,
    clock: Clock,
}

#[derive(Serialize)]
struct Items<'a, T> {
    items: &'a [T],
}

impl Feed {
    /// The feed of the platform at that address, such as `https://marquee.example`.
    ///
    /// # Errors
    /// [`GatewayError::NotSent`] when the address is none, or the client cannot be set up.
    pub fn new(platform: &str, key: SigningKey, clock: Clock) -> Result<Self, GatewayError> {
        let base = Url::parse(platform).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https") && url.has_host() && url.query().is_none()
        });
        let no_address = || GatewayError::NotSent("the platform's address is none".to_owned());
        Ok(Self {
            client: raw_client(CONNECT_LIMIT)?,
            base: base.ok_or_else(no_address)?,
            key,
            clock,
        })
    }

    /// Tells the platform of sessions that changed, at most [`MAX_SESSIONS`].
    ///
    /// # Errors
    /// [`GatewayError::Refused`] when the platform wants none of it, for example because it does
    /// not know the cinema; else as for any call.
    pub async fn put_sessions(&self, sessions: &[Session]) -> Result<(), GatewayError> {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["cinema-feed", "v1", "sessions"]);
        }
        let body = serde_json::to_vec(&Items { items: sessions })
            .map_err(|error| GatewayError::NotSent(error.to_string()))?;
        let nonce = signing::random_nonce();
        let nonce = nonce.ok_or_else(|| GatewayError::NotSent("no random numbers".to_owned()))?;
        let signed = signing::Request {
            method: "PUT",
            authority: &signing::authority_of(&url),
            path: url.path(),
            query: "",
            body: &body,
        };
        let headers = signing::sign(&self.key, &signed, (self.clock)(), &nonce);
        let mut request = self.client.put(url).timeout(ANSWER_LIMIT);
        for (name, value) in headers.iter() {
            request = request.header(name, value);
        }
        let request = request.header(CONTENT_TYPE, "application/json").body(body);
        let mut response = request.send().await.map_err(classify)?;
        let status = response.status();
        let answer = read_body(&mut response, MAX_ANSWER).await?;
        let why = || format!("status {status}: {}", quote(&String::from_utf8_lossy(&answer)));
        match status.as_u16() {
            200..=299 => Ok(()),
            400..=499 => Err(GatewayError::Refused(why())),
            _ => Err(GatewayError::MaybeSent(why())),
        }
    }
}
