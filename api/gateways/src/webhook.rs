//! Telling third parties over HTTP, after Standard Webhooks (<https://www.standardwebhooks.com>).
//!
//! A message goes out as `POST` with the headers `webhook-id`, `webhook-timestamp` (seconds since
//! the epoch) and `webhook-signature`: for each secret that is good, `v1,` and the base64 of
//! HMAC-SHA256 over `id.timestamp.body`.
//!
//! The address is a stranger's, so the call must not be led into our own network. A host that is
//! written as an address is judged before the call; a name is judged by what it resolves to *at the
//! moment of connecting*, so a name that leads elsewhere the second time brings nothing. Redirects
//! are not followed and proxies of the environment not used.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration, Utc};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use zeroize::Zeroizing;

use crate::GatewayError;
use crate::address::{is_loopback, is_public};
use crate::http::{describe, quote};

/// How long a connection may take to be made.
const CONNECT_LIMIT: std::time::Duration = std::time::Duration::from_secs(5);

/// From looking up the name to the end of the answer.
const TIME_LIMIT: std::time::Duration = std::time::Duration::from_secs(15);

/// What of an answer is read, so that its connection can be used again. Nobody looks at it.
const MAX_ANSWER: usize = 4 * 1024;

/// What a text of a secret begins with; the base64 of its bytes follows.
const SECRET_PREFIX: &str = "whsec_";

/// How far a call may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses over HTTPS.
    OpenInternet,
    /// This machine as well, with or without TLS: for demos, where the receiver is next door.
    ThisMachineToo,
}

impl Reach {
    fn allows(self, address: IpAddr) -> bool {
        is_public(address) || (self == Self::ThisMachineToo && is_loopback(address))
    }
}

/// Why an address is none that a message may be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlFault {
    #[error("this is no address of the web")]
    Unreadable,
    #[error("the address must begin with https://")]
    NotHttps,
    #[error("the address must not carry a name, a password or a fragment")]
    Credentials,
    #[error("the address leads into a private network")]
    Private,
}

/// What is said: the same bytes however often it is said.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The receiver knows a repetition by it.
    pub id: &'a str,
    /// The moment of this attempt.
    pub at: DateTime<Utc>,
    pub body: &'a str,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// None when there was no answer.
    pub status: Option<u16>,
    /// Until the first byte of the answer.
    pub latency_ms: i64,
    /// Why the attempt failed, in a sentence.
    pub error: Option<String>,
    /// How long the receiver asks to be left alone.
    pub retry_after: Option<Duration>,
}

/// A secret as the receiver keeps it.
pub fn secret_text(secret: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(format!("{SECRET_PREFIX}{}", STANDARD.encode(secret)))
}

/// The header `webhook-signature`: one signature for each secret, in their order.
pub fn signature<S: AsRef<[u8]>>(message: &Message<'_>, secrets: &[S]) -> String {
    let signed = format!("{}.{}.{}", message.id, message.at.timestamp(), message.body);
    let sign = |secret: &S| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_ref());
        format!("v1,{}", STANDARD.encode(hmac::sign(&key, signed.as_bytes())))
    };
    secrets.iter().map(sign).collect::<Vec<_>>().join(" ")
}

/// Reads an address that messages shall be sent to. Names are not looked up here: that is done
/// when it counts.
///
/// # Errors
/// It is none, or leads where messages must not go.
pub fn check_url(url: &str, reach: Reach) -> Result<Url, UrlFault> {
    let url = Url::parse(url.trim()).map_err(|_| UrlFault::Unreadable)?;
    match (url.scheme(), reach) {
        ("https", _) | ("http", Reach::ThisMachineToo) => {}
        ("http", Reach::OpenInternet) => return Err(UrlFault::NotHttps),
        _ => return Err(UrlFault::Unreadable),
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(UrlFault::Credentials);
    }
    let host = url.host_str().ok_or(UrlFault::Unreadable)?.trim_matches(['[', ']']);
    let is_inside = match host.parse::<IpAddr>() {
        Ok(address) => !reach.allows(address),
        // What such a name leads to is this machine or this house, whoever is asked.
        Err(_) => is_house_name(host) && reach == Reach::OpenInternet,
    };
    if is_inside { Err(UrlFault::Private) } else { Ok(url) }
}

fn is_house_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_below = |zone: &str| host == zone || host.ends_with(&format!(".{zone}"));
    !host.contains('.') || ["localhost", "local", "internal", "home.arpa"].into_iter().any(is_below)
}

/// Looks names up and refuses those that lead inside.
struct Lookup(Reach);

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            // One address inside is enough to refuse: nobody serves from both sides.
            if found.iter().any(|address| !reach.allows(address.ip())) {
                return Err(UrlFault::Private.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Sends messages.
#[derive(Clone, Debug)]
pub struct WebhookSender {
    client: reqwest::Client,
    reach: Reach,
}

impl WebhookSender {
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(reach: Reach) -> Result<Self, GatewayError> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_LIMIT)
            .timeout(TIME_LIMIT)
            .pool_max_idle_per_host(2)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .user_agent("Marquee-Webhooks/1")
            .dns_resolver(Arc::new(Lookup(reach)))
            .build()
            .map_err(|error| GatewayError::NotSent(describe(error)))?;
        Ok(Self { client, reach })
    }

    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// Says it once. Whatever comes of it is a report: the caller decides whether to say it again.
    pub async fn send<S: AsRef<[u8]>>(
        &self,
        url: &str,
        message: &Message<'_>,
        secrets: &[S],
    ) -> Report {
        let started = Instant::now();
        let answer = match check_url(url, self.reach) {
            Ok(url) => self.post(url, message, secrets).await,
            Err(fault) => Err(fault.to_string()),
        };
        let latency_ms = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
        match answer {
            Ok(mut response) => {
                let status = response.status();
                let retry_after = retry_after(&response);
                drain(&mut response).await;
                let error = (!status.is_success()).then(|| format!("status {status}"));
                Report { status: Some(status.as_u16()), latency_ms, error, retry_after }
            }
            Err(why) => Report { status: None, latency_ms, error: Some(why), retry_after: None },
        }
    }

    async fn post<S: AsRef<[u8]>>(
        &self,
        url: Url,
        message: &Message<'_>,
        secrets: &[S],
    ) -> Result<reqwest::Response, String> {
        let request = self
            .client
            .post(url)
            .header("content-type", "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.at.timestamp().to_string())
            .header("webhook-signature", signature(message, secrets))
            .body(message.body.to_owned());
        request.send().await.map_err(|error| {
            let is_slow = error.is_timeout();
            let why = describe(error);
            if is_slow { format!("no answer in time: {why}") } else { why }
        })
    }
}

/// `Retry-After` in seconds. Dates are left to the schedule.
fn retry_after(response: &reqwest::Response) -> Option<Duration> {
    let value = response.headers().get("retry-after")?.to_str().ok()?;
    let seconds: u32 = value.trim().parse().ok()?;
    Some(Duration::seconds(seconds.into()))
}

/// Reads a short answer to its end and leaves a long one.
async fn drain(response: &mut reqwest::Response) {
    let mut seen = 0_usize;
    while seen <= MAX_ANSWER {
        match response.chunk().await {
            Ok(Some(chunk)) => seen = seen.saturating_add(chunk.len()),
            Ok(None) => return,
            Err(error) => {
                tracing::debug!("a webhook's answer broke off: {}", quote(&error.to_string()));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, Reach, UrlFault, WebhookSender, check_url, secret_text, signature};
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use chrono::DateTime;

    /// The example that the specification's libraries are tested with.
    #[test]
    fn signs_as_the_specification_does() -> Result<(), base64::DecodeError> {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
        let message = Message {
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            at: DateTime::from_timestamp(1_614_265_330, 0).unwrap_or_default(),
            body: r#"{"test": 2432232314}"#,
        };
        let signed = signature(&message, &[secret]);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        Ok(())
    }

    #[test]
    fn every_good_secret_signs() {
        let message = Message { id: "msg_1", at: DateTime::UNIX_EPOCH, body: "{}" };
        let both = signature(&message, &[[1_u8; 32], [2; 32]]);
        let (new, old) = (signature(&message, &[[1_u8; 32]]), signature(&message, &[[2_u8; 32]]));
        assert_eq!(both, format!("{new} {old}"));
        assert_eq!(new.len(), "v1,".len() + 44);
        assert!(signature::<[u8; 32]>(&message, &[]).is_empty());
        assert_eq!(secret_text(&[0; 24]).len(), "whsec_".len() + 32);
    }

    #[test]
    fn addresses_inside_are_refused() {
        let open = |url| check_url(url, Reach::OpenInternet).map(|url| url.to_string());
        let demo = |url| check_url(url, Reach::ThisMachineToo).map(|url| url.to_string());
        assert_eq!(
            open("https://shop.example.com/hooks?a=1").as_deref(),
            Ok("https://shop.example.com/hooks?a=1")
        );
        assert_eq!(open("http://shop.example.com/"), Err(UrlFault::NotHttps));
        for inside in [
            "https://10.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest",
            // Other spellings of 127.0.0.1, which the URL standard makes the same.
            "https://2130706433/",
            "https://0x7f.1/",
            "https://017700000001/",
            "https://localhost/",
            "https://printer/",
            "https://db.internal/",
            "https://printer.local./",
        ] {
            assert_eq!(open(inside), Err(UrlFault::Private), "{inside}");
        }
        for wrong in ["", "ftp://shop.example.com", "https://", "shop.example.com/hooks", "data:,x"]
        {
            assert_eq!(open(wrong), Err(UrlFault::Unreadable), "{wrong}");
        }
        assert_eq!(open("https://a:b@shop.example.com/"), Err(UrlFault::Credentials));
        assert!(demo("http://127.0.0.1:9000/hook").is_ok() && demo("http://localhost:1/").is_ok());
        assert_eq!(demo("http://192.168.1.1/"), Err(UrlFault::Private));
        assert_eq!(demo("http://[fe80::1]/"), Err(UrlFault::Private));
    }

    /// The name is harmless to look at; what it leads to is not.
    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_called() -> Result<(), Box<dyn std::error::Error>> {
        let sender = WebhookSender::new(Reach::OpenInternet)?;
        let message = Message { id: "msg_1", at: DateTime::UNIX_EPOCH, body: "{}" };
        let refused = sender.post("https://localhost:1/".parse()?, &message, &[[1_u8; 32]]).await;
        let why = refused.err().unwrap_or_default();
        assert!(why.contains("private network"), "{why}");
        Ok(())
    }
}
