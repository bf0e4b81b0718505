//! The square that turns: `M2.<payload>.<signature>.<step>.<proof>`.
//!
//! The platform signs a payload that names a key of the holder; the holder's telephone signs the
//! running step with it and draws the square anew. A picture of the square is therefore stale
//! within half a minute, and a gate finds that out without a network: it needs the platform's
//! public key and a clock.
//!
//! The payload leaves the pickup code out on purpose, unlike `M1`: whoever photographs the square
//! must not learn what can be typed instead.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::qr::{MAX_LENGTH, QrError, put_code, take_array, take_code};
use crate::ids::OrderId;

const VERSION: &str = "M2";

/// How long one drawing is shown, in seconds.
pub const LIVE_PERIOD_S: i64 = 15;

/// Steps by which a telephone's clock may differ from the gate's, either way.
const STEPS_OFF: i64 = 1;

/// The step of an instant: whole periods since 1970.
pub const fn live_step(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(LIVE_PERIOD_S)
}

/// What the turning square says about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivePayload {
    pub order_id: OrderId,
    pub cinema_code: String,
    pub session_code: String,
    /// How many people it is for.
    pub ticket_count: u8,
    /// The Ed25519 public key (RFC 8032) whose owner shows the square.
    pub holder: [u8; 32],
    /// When the show ends, as far as was known when it was signed; kept in whole seconds.
    pub expires_at: DateTime<Utc>,
}

impl LivePayload {
    /// What the platform signs: `M2.<payload>` as ASCII.
    ///
    /// # Errors
    /// [`QrError::TooLong`] when a code or the instant does not fit.
    pub fn signing_input(&self) -> Result<String, QrError> {
        Ok(format!("{VERSION}.{}", URL_SAFE_NO_PAD.encode(self.encode()?)))
    }

    /// 16 bytes of order, 4 bytes of expiry (seconds since 1970, big-endian), 32 bytes of key, the
    /// number of tickets in one byte, then the two codes, each as its length in one byte and its
    /// UTF-8 bytes.
    fn encode(&self) -> Result<Vec<u8>, QrError> {
        let seconds = u32::try_from(self.expires_at.timestamp()).map_err(|_| QrError::TooLong)?;
        let mut bytes = Vec::with_capacity(96);
        bytes.extend_from_slice(self.order_id.0.as_bytes());
        bytes.extend_from_slice(&seconds.to_be_bytes());
        bytes.extend_from_slice(&self.holder);
        bytes.push(self.ticket_count);
        for code in [&self.cinema_code, &self.session_code] {
            put_code(&mut bytes, code)?;
        }
        Ok(bytes)
    }

    fn decode(bytes: &[u8]) -> Result<Self, QrError> {
        let mut rest = bytes;
        let order_id = OrderId(Uuid::from_bytes(take_array(&mut rest)?));
        let seconds = u32::from_be_bytes(take_array(&mut rest)?);
        let expires_at = DateTime::from_timestamp(seconds.into(), 0).ok_or(QrError::Malformed)?;
        let holder = take_array(&mut rest)?;
        let [ticket_count] = take_array(&mut rest)?;
        let cinema_code = take_code(&mut rest)?;
        let session_code = take_code(&mut rest)?;
        if !rest.is_empty() {
            return Err(QrError::Malformed);
        }
        Ok(Self { order_id, cinema_code, session_code, ticket_count, holder, expires_at })
    }
}

/// What the holder's telephone adds to the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveProof {
    /// What the holder's signature must be over, byte for byte as it was read.
    pub signing_input: String,
    pub step: i64,
    pub signature: Vec<u8>,
}

impl LiveProof {
    /// Whether it was made just now, by clocks that may differ a little.
    pub const fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        let off = live_step(now) - self.step;
        -STEPS_OFF <= off && off <= STEPS_OFF
    }
}

/// A turning square that was read, in its parts. **Nothing of it is verified yet.**
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveQr {
    /// What the platform's signature must be over, byte for byte as it was read.
    pub signing_input: String,
    pub signature: Vec<u8>,
    pub payload: LivePayload,
    /// None when only the platform's part is shown, which is then as good as a still square.
    pub proof: Option<LiveProof>,
}

impl LiveQr {
    /// Whether a text can only be meant as a turning square.
    pub fn looks_like(text: &str) -> bool {
        text.trim().strip_prefix(VERSION).is_some_and(|rest| rest.starts_with('.'))
    }

    /// The text that the holder's telephone shows during a step: the platform's part, the step and
    /// the holder's signature over both.
    pub fn join_proof(signing_input: &str, signature: &[u8]) -> String {
        format!("{signing_input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// What the holder signs during a step.
    pub fn proof_input(platform_text: &str, step: i64) -> String {
        format!("{platform_text}.{step}")
    }

    /// Takes a text apart; every square has one text only, as with [`super::SignedQr::parse`].
    ///
    /// # Errors
    /// When it is not of our form.
    pub fn parse(text: &str) -> Result<Self, QrError> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            return Err(QrError::TooLong);
        }
        let parts: Vec<&str> = text.split('.').collect();
        let (payload, signature, proof) = match parts[..] {
            [VERSION, payload, signature] => (payload, signature, None),
            [VERSION, payload, signature, step, proof] => (payload, signature, Some((step, proof))),
            _ => return Err(QrError::Malformed),
        };
        let platform_text = format!("{VERSION}.{payload}.{signature}");
        let proof = proof.map(|(step, signature)| {
            Ok(LiveProof {
                signing_input: format!("{platform_text}.{step}"),
                step: read_step(step)?,
                signature: decode_base64(signature)?,
            })
        });
        Ok(Self {
            signing_input: format!("{VERSION}.{payload}"),
            signature: decode_base64(signature)?,
            payload: LivePayload::decode(&decode_base64(payload)?)?,
            proof: proof.transpose()?,
        })
    }
}

/// A step in decimal as `i64` writes it: no sign, no leading zero.
fn read_step(text: &str) -> Result<i64, QrError> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    let step = text.parse().map_err(|_| QrError::Malformed)?;
    if is_plain && text.len() <= 12 { Ok(step) } else { Err(QrError::Malformed) }
}

fn decode_base64(text: &str) -> Result<Vec<u8>, QrError> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| QrError::Malformed)?;
    if bytes.is_empty() { Err(QrError::Malformed) } else { Ok(bytes) }
}
