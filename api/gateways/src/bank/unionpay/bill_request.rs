//! Asking for a bill: `txnType` 76.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;

use super::signature::Verified;
use super::{UnionPay, bill};
use crate::GatewayError;
use crate::bank::{BillAnswer, BillFile};
use crate::http::{Call, quote};

/// A bill is much longer than any other answer.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// The archive in Base64, compressed once more, and the other fields.
const MAX_ANSWER: usize = bill::MAX_ZIP / 3 * 4 + 64 * 1024;

const MAX_NAME: usize = 128;

/// Asks for the bill of a settlement day.
pub(super) async fn fetch(
    bank: &UnionPay,
    settle_on: NaiveDate,
) -> Result<BillAnswer, GatewayError> {
    let month_day = settle_on.format("%m%d").to_string();
    let fields = [
        ("txnType", "76"),
        ("txnSubType", "01"),
        ("bizType", "000000"),
        ("fileType", "00"),
        ("settleDate", month_day.as_str()),
    ];
    let request = bank.sign((bank.clock)(), fields.into_iter())?;
    let call = Call {
        name: "unionpay bill",
        reference: &month_day,
        url: &format!("{}/", bank.bill_url),
        time_limit: TIME_LIMIT,
        bearer: None,
    };
    let answer = bank.client.post_form_for_much(call, &request, MAX_ANSWER).await?;
    let asked = |field: &str| request.get(field).map(String::as_str);
    let message = bank.believe(call.name, &answer, MAX_ANSWER, |message| {
        message.get("merId") == asked("merId")
            && ["txnTime", "settleDate"]
                .iter()
                .all(|field| message.get(field).is_none_or(|value| Some(value) == asked(field)))
    })?;
    read(&message)
}

fn read(message: &Verified) -> Result<BillAnswer, GatewayError> {
    match message.get("respCode") {
        Some("00") => {}
        Some("98") => return Ok(BillAnswer::NotReady),
        code => {
            let text = message.get("respMsg").unwrap_or_default();
            let why = format!("{} {}", code.unwrap_or("no respCode"), text);
            return Err(GatewayError::Refused(quote(&why)));
        }
    }
    let content = message.get("fileContent").unwrap_or_default();
    let name = message.get("fileName").unwrap_or("unnamed");
    let is_plain = |letter: &char| !letter.is_control() && !"/\\\"".contains(*letter);
    Ok(BillAnswer::File(BillFile {
        name: name.chars().filter(is_plain).take(MAX_NAME).collect(),
        bytes: unwrap(content),
    }))
}

/// The archive without the wrapping in which it travels. Wrapping that is spoilt stays, as
/// evidence: the reader will say that there is no archive.
fn unwrap(content: &str) -> Vec<u8> {
    let Ok(compressed) = STANDARD.decode(content) else {
        return content.as_bytes().to_vec();
    };
    bill::inflate(&compressed).unwrap_or(compressed)
}
