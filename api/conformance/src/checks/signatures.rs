use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::SeatLockId;
use gateways::cinema::wire::{Code, Knowledge};
use gateways::signing::{self, SigningKey};
use reqwest::Method;
use serde_json::json;

use crate::Book;
use crate::client::{Call, Client};
use crate::finding::{Check, Finding, expect, fail};

pub(crate) async fn reads(client: &Client, book: &mut Book<'_>) {
    book.rule("SIG-01", unsigned(client)).await;
    book.rule("SIG-02", changed(client)).await;
    book.rule("SIG-03", unknown_key(client)).await;
    book.rule("SIG-04", old(client)).await;
    book.rule("SIG-05", replayed(client)).await;
    book.rule("SIG-06", uncovered(client)).await;
}

async fn unsigned(client: &Client) -> Check {
    for call in [client.call(Method::GET, &["capabilities"]), lock_of_nothing(client)?] {
        client.send_with(&call, None).await?.refused(&[Code::SignatureMissing])?;
    }
    Ok(())
}

/// A request that would change something, if there were such a session.
fn lock_of_nothing(client: &Client) -> Result<Call, Finding> {
    let client_lock_id: SeatLockId = client.new_id();
    let body = json!({"client_lock_id": client_lock_id, "session_code": "NO-SUCH-SESSION",
        "session_version": 1, "seats": ["NO-SUCH-SEAT"]});
    client.post_call(&["locks"], &body)
}

async fn changed(client: &Client) -> Check {
    let plain = client.call(Method::GET, &["capabilities"]);
    let body = lock_of_nothing(client)?;
    let with_query = {
        let mut call = plain.clone();
        call.url.set_query(Some("limit=1"));
        call
    };
    let id: SeatLockId = client.new_id();
    let id = id.to_string();
    let lock = ["locks", "by-client-id", &id];
    let changes = [
        (plain.clone(), client.call(Method::GET, &["cinema"])),
        (plain.clone(), with_query),
        (client.call(Method::GET, &lock), client.call(Method::DELETE, &lock)),
        (body.clone(), Call { body: b"{}".to_vec(), ..body }),
    ];
    for (signed, sent) in changes {
        let headers = client.sign(&signed)?;
        client.send_with(&sent, Some(headers)).await?.refused(&[Code::SignatureInvalid])?;
    }
    let mut spoilt = client.sign(&plain)?;
    spoilt.signature = format!("sig=:{}:", STANDARD.encode([7; 64]));
    client.send_with(&plain, Some(spoilt)).await?.refused(&[Code::SignatureInvalid]).map(drop)
}

async fn unknown_key(client: &Client) -> Check {
    let key = SigningKey::generate_pem().and_then(|pem| SigningKey::from_pem(&pem));
    let key = key.map_err(|why| Finding::Unclear(why.to_string()))?;
    let call = client.call(Method::GET, &["capabilities"]);
    let headers = client.sign_as(&call, &key, client.now())?;
    client.send_with(&call, Some(headers)).await?.refused(&[Code::SignatureInvalid]).map(drop)
}

async fn old(client: &Client) -> Check {
    let call = client.call(Method::GET, &["capabilities"]);
    for minutes in [-60, 60] {
        let headers = signed_at(client, &call, client.now() + TimeDelta::minutes(minutes))?;
        client.send_with(&call, Some(headers)).await?.refused(&[Code::SignatureExpired])?;
    }
    for minutes in [-4, 4] {
        let headers = signed_at(client, &call, client.now() + TimeDelta::minutes(minutes))?;
        let heard = client.send_with(&call, Some(headers)).await?;
        expect(heard.is_success(), format!("{minutes} minutes off is refused"))?;
    }
    Ok(())
}

fn signed_at(client: &Client, call: &Call, at: DateTime<Utc>) -> Result<signing::Headers, Finding> {
    client.sign_as(call, &client.key, at)
}

async fn replayed(client: &Client) -> Check {
    let id: SeatLockId = client.new_id();
    let id = id.to_string();
    for call in [
        client.call(Method::GET, &["capabilities"]),
        client.call(Method::DELETE, &["locks", "by-client-id", &id]),
    ] {
        let headers = client.sign(&call)?;
        let first = client.send_with(&call, Some(headers.clone())).await?;
        expect(first.is_success(), format!("the first one is answered {}", first.status))?;
        let second = client.send_with(&call, Some(headers)).await?;
        if second.is_success() {
            return fail("the same request with the same nonce was accepted again");
        }
        let problem = second.problem()?;
        let is_right =
            problem.code == Code::Replayed && problem.knowledge != Knowledge::DefinitelyDone;
        expect(is_right, format!("answered {:?}, {:?}", problem.code, problem.knowledge))?;
    }
    Ok(())
}

/// A signature that fits, but leaves the body's digest out: whoever accepts it accepts any body.
async fn uncovered(client: &Client) -> Check {
    let call = lock_of_nothing(client)?;
    let nonce = signing::random_nonce();
    let nonce = nonce.ok_or_else(|| Finding::Unclear("no random numbers".to_owned()))?;
    let parameters = format!(
        "(\"@method\" \"@authority\" \"@path\" \"@query\");created={};nonce=\"{nonce}\";\
         keyid=\"{}\";alg=\"ed25519\"",
        client.now().timestamp(),
        client.key.key_id()
    );
    let base = format!(
        "\"@method\": {}\n\"@authority\": {}\n\"@path\": {}\n\"@query\": ?\n\
         \"@signature-params\": {parameters}",
        call.method,
        signing::authority_of(&call.url),
        call.url.path()
    );
    let headers = signing::Headers {
        content_digest: signing::digest_of(&call.body),
        signature_input: format!("sig={parameters}"),
        signature: format!("sig=:{}:", STANDARD.encode(client.key.sign(base.as_bytes()))),
    };
    client.send_with(&call, Some(headers)).await?.refused(&[Code::SignatureInvalid]).map(drop)
}
