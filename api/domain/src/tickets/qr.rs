//! What the square on a ticket says: `M1.<payload>.<signature>`, both parts in base64url.
//!
//! The payload is binary, because a square with fewer characters is read faster from a dim
//! telephone. Nothing in it may be believed before the signature over [`SignedQr::signing_input`]
//! was verified; signing is done by the server.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::ids::OrderId;

/// The first part of every text; a changed payload gets another.
const VERSION: &str = "M1";

/// Characters of a text at most, so that a stranger's text costs nothing.
pub(super) const MAX_LENGTH: usize = 1024;

/// Tickets of one text at most.
const MAX_TICKETS: usize = 32;

/// Why a text is no ticket of ours, or a payload cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// Not of the form `M1.<payload>.<signature>`.
    #[error("this is no ticket code of this platform")]
    Malformed,
    /// A code is longer than 255 bytes, or there are too many tickets.
    #[error("too much for one ticket code")]
    TooLong,
}

/// What a ticket's square says about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPayload {
    pub order_id: OrderId,
    pub cinema_code: String,
    pub session_code: String,
    pub pickup_code: String,
    /// The tickets that are shown; empty means all of the order.
    pub ticket_nos: Vec<String>,
    /// From this instant on it is refused; kept in whole seconds.
    pub expires_at: DateTime<Utc>,
}

impl QrPayload {
    /// What is signed: `M1.<payload>` as ASCII.
    ///
    /// # Errors
    /// [`QrError::TooLong`] when a code does not fit.
    pub fn signing_input(&self) -> Result<String, QrError> {
        let text = URL_SAFE_NO_PAD.encode(self.encode()?);
        Ok(format!("{VERSION}.{text}"))
    }

    /// Whether it is refused at `now` for its age.
    pub fn is_expired(&self, now: DateTime<Utc>) -> bool {
        now >= self.expires_at
    }

    /// 16 bytes of order, 8 bytes of expiry (seconds since 1970, big-endian), then the codes, each
    /// as its length in one byte and its UTF-8 bytes, the tickets after their count in one byte.
    fn encode(&self) -> Result<Vec<u8>, QrError> {
        let mut bytes = Vec::with_capacity(96);
        bytes.extend_from_slice(self.order_id.0.as_bytes());
        bytes.extend_from_slice(&self.expires_at.timestamp().to_be_bytes());
        for code in [&self.cinema_code, &self.session_code, &self.pickup_code] {
            put_code(&mut bytes, code)?;
        }
        if self.ticket_nos.len() > MAX_TICKETS {
            return Err(QrError::TooLong);
        }
        bytes.push(u8::try_from(self.ticket_nos.len()).map_err(|_| QrError::TooLong)?);
        for ticket_no in &self.ticket_nos {
            put_code(&mut bytes, ticket_no)?;
        }
        Ok(bytes)
    }

    fn decode(bytes: &[u8]) -> Result<Self, QrError> {
        let mut rest = bytes;
        let order_id = OrderId(Uuid::from_bytes(take_array(&mut rest)?));
        let seconds = i64::from_be_bytes(take_array(&mut rest)?);
        let expires_at = DateTime::from_timestamp(seconds, 0).ok_or(QrError::Malformed)?;
        let cinema_code = take_code(&mut rest)?;
        let session_code = take_code(&mut rest)?;
        let pickup_code = take_code(&mut rest)?;
        let [count] = take_array(&mut rest)?;
        if usize::from(count) > MAX_TICKETS {
            return Err(QrError::TooLong);
        }
        let ticket_nos = (0..count).map(|_| take_code(&mut rest)).collect::<Result<_, _>>()?;
        if !rest.is_empty() {
            return Err(QrError::Malformed);
        }
        Ok(Self { order_id, cinema_code, session_code, pickup_code, ticket_nos, expires_at })
    }
}

/// A text that was read from a square, in its parts. **Nothing of it is verified yet.**
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedQr {
    /// What the signature must be over, byte for byte as it was read.
    pub signing_input: String,
    pub signature: Vec<u8>,
    pub payload: QrPayload,
}

impl SignedQr {
    /// The whole text of a square.
    pub fn join(signing_input: &str, signature: &[u8]) -> String {
        format!("{signing_input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Whether a text can only be meant as a ticket's square and not as a pickup code.
    pub fn looks_like(text: &str) -> bool {
        text.trim().strip_prefix(VERSION).is_some_and(|rest| rest.starts_with('.'))
    }

    /// Takes a text apart. Every payload has one text only: padding, spare bits and bytes left over
    /// are refused.
    ///
    /// # Errors
    /// When it is not of our form.
    pub fn parse(text: &str) -> Result<Self, QrError> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            return Err(QrError::TooLong);
        }
        let (signing_input, signature) = text.rsplit_once('.').ok_or(QrError::Malformed)?;
        let (version, payload) = signing_input.split_once('.').ok_or(QrError::Malformed)?;
        if version != VERSION {
            return Err(QrError::Malformed);
        }
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| QrError::Malformed);
        let signature = bytes(signature)?;
        if signature.is_empty() {
            return Err(QrError::Malformed);
        }
        Ok(Self {
            signing_input: signing_input.to_owned(),
            signature,
            payload: QrPayload::decode(&bytes(payload)?)?,
        })
    }
}

pub(super) fn put_code(bytes: &mut Vec<u8>, code: &str) -> Result<(), QrError> {
    bytes.push(u8::try_from(code.len()).map_err(|_| QrError::TooLong)?);
    bytes.extend_from_slice(code.as_bytes());
    Ok(())
}

pub(super) fn take_array<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], QrError> {
    let (taken, left) = rest.split_first_chunk::<N>().ok_or(QrError::Malformed)?;
    *rest = left;
    Ok(*taken)
}

pub(super) fn take_code(rest: &mut &[u8]) -> Result<String, QrError> {
    let [length] = take_array(rest)?;
    let taken = rest.split_at_checked(usize::from(length)).ok_or(QrError::Malformed)?;
    *rest = taken.1;
    String::from_utf8(taken.0.to_vec()).map_err(|_| QrError::Malformed)
}
