//! The port to a phone.

pub mod http;
pub mod log;

use async_trait::async_trait;

use crate::GatewayError;

/// One short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sms {
    /// Ours, and the key of idempotency where the provider has one.
    pub message_id: String,
    /// E.164.
    pub to: String,
    pub text: String,
}

/// What the provider says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmsAnswer {
    Accepted {
        provider_ref: String,
    },
    /// This message will never be delivered: a number that does not exist, a text that is refused.
    Refused {
        code: String,
    },
}

/// A provider of short messages.
#[async_trait]
pub trait SmsGateway: Send + Sync {
    /// Hands one message over. Sending twice is harmless, not sending is not.
    async fn send(&self, sms: &Sms) -> Result<SmsAnswer, GatewayError>;
}
