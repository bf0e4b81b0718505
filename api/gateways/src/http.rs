//! The one way out: an HTTP client with limits on everything, and an honest answer to the question
//! whether the other side may have acted.
//!
//! Log lines name the call, our reference, the status, sizes and times. They never show a URL with
//! its query, a header, a body, a card number or a code.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::GatewayError;

/// How long a connection may take to be made; nothing has been sent before.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// An idle connection is dropped after this, so that few calls meet one that the other side closed.
const IDLE_LIMIT: Duration = Duration::from_secs(15);

/// The largest answer that is read, in bytes. Bank messages have about 4 kB.
const MAX_ANSWER: usize = 256 * 1024;

/// Letters of another party's text that are repeated in an error.
const MAX_QUOTE: usize = 120;

/// A call outside: where to, how long it may take in all, and how the log names it.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// What is done, for the log: `unionpay query`.
    pub name: &'static str,
    /// Our own reference of the thing it is about. Goes to the log, so it must not be a secret.
    pub reference: &'a str,
    pub url: &'a str,
    /// From the first connect to the last byte of the answer.
    pub time_limit: Duration,
    /// Sent as `Authorization: Bearer`.
    pub bearer: Option<&'a str>,
}

/// An answer that came in whole: any status below 500 that is no redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Answer {
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// A client for calls that must not be repeated blindly: no redirects, no retries.
#[derive(Clone, Debug)]
pub struct HttpClient {
    inner: reqwest::Client,
}

impl HttpClient {
    /// # Errors
    /// TLS cannot be set up, for example because the system has no root certificates.
    pub fn new() -> Result<Self, GatewayError> {
        Ok(Self { inner: raw_client(CONNECT_LIMIT)? })
    }

    /// Posts `fields` as `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// [`GatewayError::NotSent`] when no connection came about, else [`GatewayError::MaybeSent`].
    pub async fn post_form(
        &self,
        call: Call<'_>,
        fields: &BTreeMap<String, String>,
    ) -> Result<Answer, GatewayError> {
        self.post_form_for_much(call, fields, MAX_ANSWER).await
    }

    /// As [`HttpClient::post_form`], for an answer of up to `max_answer` bytes.
    ///
    /// # Errors
    /// As [`HttpClient::post_form`].
    pub async fn post_form_for_much(
        &self,
        call: Call<'_>,
        fields: &BTreeMap<String, String>,
        max_answer: usize,
    ) -> Result<Answer, GatewayError> {
        self.send(call, self.inner.post(call.url).form(fields), max_answer).await
    }

    /// Posts `body` as JSON.
    ///
    /// # Errors
    /// As [`HttpClient::post_form`].
    pub async fn post_json<T: Serialize + Sync>(
        &self,
        call: Call<'_>,
        body: &T,
    ) -> Result<Answer, GatewayError> {
        self.send(call, self.inner.post(call.url).json(body), MAX_ANSWER).await
    }

    async fn send(
        &self,
        call: Call<'_>,
        request: reqwest::RequestBuilder,
        max_answer: usize,
    ) -> Result<Answer, GatewayError> {
        let request = match call.bearer {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let started = Instant::now();
        let result = match request.timeout(call.time_limit).send().await {
            Ok(response) => read(response, max_answer).await,
            Err(error) => Err(classify(error)),
        };
        let Call { name, reference, .. } = call;
        let elapsed_ms = started.elapsed().as_millis();
        match &result {
            Ok(Answer { status, body }) => {
                let bytes = body.len();
                tracing::info!(name, reference, status, bytes, elapsed_ms, "call answered");
            }
            Err(error) => tracing::warn!(name, reference, %error, elapsed_ms, "call failed"),
        }
        result
    }
}

/// A client with this module's conventions, for adapters that read answers by themselves.
///
/// # Errors
/// As [`HttpClient::new`].
pub fn raw_client(connect_limit: Duration) -> Result<reqwest::Client, GatewayError> {
    reqwest::Client::builder()
        .connect_timeout(connect_limit)
        .pool_idle_timeout(IDLE_LIMIT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .build()
        .map_err(|error| GatewayError::NotSent(describe(error)))
}

/// Reads the answer to its end, or says that nobody knows what was done.
async fn read(mut response: reqwest::Response, max_answer: usize) -> Result<Answer, GatewayError> {
    let status = response.status();
    if status.is_server_error() || status.is_redirection() || status.is_informational() {
        return Err(GatewayError::MaybeSent(format!("status {status}")));
    }
    let body = read_body(&mut response, max_answer).await?;
    Ok(Answer { status: status.as_u16(), body })
}

/// Reads a body of at most `limit` bytes.
///
/// # Errors
/// [`GatewayError::MaybeSent`] when it is longer or breaks off.
pub async fn read_body(
    response: &mut reqwest::Response,
    limit: usize,
) -> Result<Vec<u8>, GatewayError> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= limit => body.extend_from_slice(&chunk),
            Ok(Some(_)) => {
                let why = format!("the answer exceeds {limit} bytes");
                return Err(GatewayError::MaybeSent(why));
            }
            Ok(None) => return Ok(body),
            Err(error) => return Err(GatewayError::MaybeSent(describe(error))),
        }
    }
}

/// Only an error before the first byte of the request is certain to have had no effect.
pub fn classify(error: reqwest::Error) -> GatewayError {
    if error.is_builder() || error.is_connect() {
        GatewayError::NotSent(describe(error))
    } else {
        GatewayError::MaybeSent(describe(error))
    }
}

/// The error with its causes, without the URL, which may carry secrets.
pub(crate) fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    quote(&text)
}

/// Another party's text, fit for a log line: short, on one line, and with no run of digits that
/// could be a card number.
pub fn quote(text: &str) -> String {
    let mut quoted = String::new();
    let mut digits = 0_usize;
    for letter in text.chars().take(MAX_QUOTE) {
        digits = if letter.is_ascii_digit() { digits + 1 } else { 0 };
        quoted.push(match letter {
            _ if digits > 7 => '*',
            _ if letter.is_control() => ' ',
            _ => letter,
        });
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn quoted_text_is_short_and_shows_no_card_number() {
        assert_eq!(quote("card 6222021234567890\r\nis bad"), "card 6222021*********  is bad");
        assert_eq!(quote(&"字".repeat(500)).chars().count(), super::MAX_QUOTE);
        assert_eq!(quote("成功[6154037]"), "成功[6154037]");
    }
}
