//! A provider that takes one JSON message a request.
//!
//! `POST url` with `{"message_id", "to", "text"}`; the answer is any 2xx with `{"provider_id"}`.
//! The same `message_id` again must not be delivered again.

use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Sms, SmsAnswer, SmsGateway};
use crate::GatewayError;
use crate::http::{Answer, Call, HttpClient, quote};

/// From connecting to the last byte of the answer.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Hands messages to a provider over HTTP.
pub struct HttpSms {
    client: HttpClient,
    url: String,
    token: Option<Zeroizing<String>>,
}

#[derive(Serialize)]
struct Message<'a> {
    message_id: &'a str,
    to: &'a str,
    text: &'a str,
}

#[derive(Deserialize)]
struct Accepted {
    provider_id: String,
}

#[derive(Deserialize)]
struct Refused {
    code: String,
}

impl HttpSms {
    /// A provider at `url`; `token` goes along as a bearer token.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(url: String, token: Option<Zeroizing<String>>) -> Result<Self, GatewayError> {
        Ok(Self { client: HttpClient::new()?, url, token })
    }
}

#[async_trait]
impl SmsGateway for HttpSms {
    async fn send(&self, sms: &Sms) -> Result<SmsAnswer, GatewayError> {
        let call = Call {
            name: "sms send",
            reference: &sms.message_id,
            url: &self.url,
            time_limit: TIME_LIMIT,
            bearer: self.token.as_ref().map(|token| token.as_str()),
        };
        let message = Message { message_id: &sms.message_id, to: &sms.to, text: &sms.text };
        read(&self.client.post_json(call, &message).await?)
    }
}

fn read(answer: &Answer) -> Result<SmsAnswer, GatewayError> {
    match answer.status {
        200..=299 => match serde_json::from_slice::<Accepted>(&answer.body) {
            Ok(accepted) => Ok(SmsAnswer::Accepted { provider_ref: accepted.provider_id }),
            Err(_) => Err(GatewayError::MaybeSent("unreadable answer".into())),
        },
        // Nothing is wrong with the message: we are too fast, or our token is not accepted.
        401 | 403 | 429 => Err(GatewayError::NotSent(format!("status {}", answer.status))),
        400..=499 if answer.status != 408 => Ok(SmsAnswer::Refused {
            code: match serde_json::from_slice::<Refused>(&answer.body) {
                Ok(refused) => quote(&refused.code),
                Err(_) => format!("http_{}", answer.status),
            },
        }),
        status => Err(GatewayError::MaybeSent(format!("status {status}"))),
    }
}
