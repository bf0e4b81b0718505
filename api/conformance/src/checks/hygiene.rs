use gateways::cinema::wire::Code;
use reqwest::Method;

use crate::Book;
use crate::client::{Call, Client};
use crate::finding::{Check, expect};

/// Bytes of a body that is too large.
const OVERSIZE: usize = 300_000;

pub(crate) async fn run(client: &Client, book: &mut Book<'_>) {
    book.rule("HYG-01", malformed(client)).await;
    book.rule("HYG-02", oversized(client)).await;
}

async fn malformed(client: &Client) -> Check {
    let unreadable = [Code::MalformedRequest, Code::ValidationFailed];
    let bodies: [&[u8]; 6] = [
        b"{\"client_lock_id\":",
        b"[]",
        b"\xff\xfe",
        br#"{"client_lock_id":7,"session_code":[],"session_version":"x","seats":{}}"#,
        br#"{"client_lock_id":"no-uuid","session_code":"S","session_version":1,"seats":["A"]}"#,
        b"{}",
    ];
    for body in bodies {
        let call = Call { body: body.to_vec(), ..client.call(Method::POST, &["locks"]) };
        client.send(&call).await?.refused(&unreadable)?;
    }
    let nowhere = [
        client.call(Method::GET, &["no-such-operation"]),
        client.call(Method::PUT, &["locks"]),
        client.call(Method::GET, &["orders", "by-client-id", "no-uuid"]),
        client.call(Method::GET, &["statements", "no-date"]),
    ];
    for call in nowhere {
        let codes = [Code::NotFound, Code::ValidationFailed, Code::MalformedRequest];
        client.send(&call).await?.refused(&codes)?;
    }
    Ok(())
}

async fn oversized(client: &Client) -> Check {
    let body = format!("{{\"session_code\":\"{}\"}}", "x".repeat(OVERSIZE)).into_bytes();
    let call = Call { body, ..client.call(Method::POST, &["locks"]) };
    let codes = [Code::PayloadTooLarge, Code::ValidationFailed, Code::MalformedRequest];
    client.send(&call).await?.refused(&codes).map(drop)
}

/// The rule over all the errors of the run.
pub(crate) fn errors(client: &Client, book: &mut Book<'_>) {
    let misfits = client.misfits();
    client.take_evidence();
    let why = misfits.join("; ");
    book.record("HYG-03", expect(misfits.is_empty(), why));
}
