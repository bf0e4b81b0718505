//! The squares on a ticket: what they say, signed, and drawn.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::tickets::gate::{self, GateRefusal};
use domain::tickets::{LIVE_PERIOD_S, LivePayload, QrPayload, SignedQr};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Result;
use crate::keys::{self, HolderKey, Keys, TicketKey};

/// What a telephone needs to draw a square that turns, so that a picture of it is soon stale.
///
/// The text of a step is `payload + "." + step + "." + base64url(signature)`, where `step` is the
/// number of whole periods since 1970 and the signature is Ed25519 by `seed` over the UTF-8 of
/// `payload + "." + step`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LiveTicket {
    /// What the platform signed.
    pub payload: String,
    /// The holder's Ed25519 seed, 32 bytes in base64url.
    pub seed: String,
    /// How long one drawing is shown, in seconds.
    pub period_s: i64,
    /// Whether the cinema's gate takes no other square: a screenshot is not enough there.
    pub is_required: bool,
}

/// Signs a payload: the text that a gate reads.
pub fn sign(key: &TicketKey, payload: &QrPayload) -> Result<String> {
    let input = payload.signing_input().map_err(anyhow::Error::new)?;
    let signature = key.sign(input.as_bytes());
    Ok(SignedQr::join(&input, &signature))
}

/// Signs the part of a turning square that stays.
pub fn sign_live(key: &TicketKey, payload: &LivePayload) -> Result<String> {
    let input = payload.signing_input().map_err(anyhow::Error::new)?;
    let signature = key.sign(input.as_bytes());
    Ok(SignedQr::join(&input, &signature))
}

/// What the holder's telephone gets.
pub fn live_ticket(payload: String, holder: &HolderKey, is_required: bool) -> LiveTicket {
    LiveTicket {
        payload,
        seed: URL_SAFE_NO_PAD.encode(holder.seed),
        period_s: LIVE_PERIOD_S,
        is_required,
    }
}

/// Reads what was scanned or typed at `now`, and verifies what is signed.
pub fn read(
    keys: &Keys,
    text: &str,
    now: DateTime<Utc>,
) -> Result<Result<gate::Shown, GateRefusal>> {
    let public = [keys.ticket.public()?];
    Ok(gate::read(text, &public, &keys::is_signed_by, now))
}

/// Draws a text as SVG, dark on light with the quiet zone that readers need.
pub fn draw(text: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|error| anyhow::anyhow!("drawing a ticket: {error}"))?;
    let drawing = code
        .render::<svg::Color>()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build();
    Ok(drawing)
}
