//! The square on a ticket: what it says, signed, and drawn.

use chrono::{DateTime, Utc};
use domain::tickets::{QrPayload, SignedQr};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::error::Result;
use crate::keys::TicketKey;

/// Signs a payload: the text that a gate reads.
pub fn sign(key: &TicketKey, payload: &QrPayload) -> Result<String> {
    let input = payload.signing_input().map_err(anyhow::Error::new)?;
    let signature = key.sign(input.as_bytes());
    Ok(SignedQr::join(&input, &signature))
}

/// The payload of a text that this platform signed and that is still good.
pub fn verify(key: &TicketKey, text: &str, now: DateTime<Utc>) -> Option<QrPayload> {
    let signed = SignedQr::parse(text).ok()?;
    let is_ours = key.verify(signed.signing_input.as_bytes(), &signed.signature);
    (is_ours && !signed.payload.is_expired(now)).then_some(signed.payload)
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
