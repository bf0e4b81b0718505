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

/// A phone number as a log line may show it: `+86138****5678`.
///
/// What is too short to hide something in the middle is hidden whole.
pub fn mask_phone(phone: &str) -> String {
    let letters: Vec<char> = phone.chars().collect();
    let (Some(hidden_from), true) = (letters.len().checked_sub(8), letters.len() >= 11) else {
        return "*".repeat(letters.len());
    };
    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| match at {
            at if (hidden_from..hidden_from + 4).contains(&at) => '*',
            _ => *letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::mask_phone;

    #[test]
    fn a_masked_phone_keeps_its_ends() {
        assert_eq!(mask_phone("+8613812345678"), "+86138****5678");
        assert_eq!(mask_phone("13812345678"), "138****5678");
        assert_eq!(mask_phone("12345"), "*****");
        assert_eq!(mask_phone(""), "");
    }
}
