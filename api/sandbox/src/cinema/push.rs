//! Telling the platform what changed, over its feed, signed with the cinema's own key.
//!
//! What was told is noted by the instant of the change, so that a cinema that was killed goes on
//! where it was. A platform that does not answer is told again; it also asks by itself.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::House;
use super::halls::Hall;
use super::programme::{Session, films};
use super::records::{Change, Ticket};
use super::signature::{Covered, read_key};

/// Between one attempt and the next while something is untold.
const PAUSE: Duration = Duration::from_secs(2);
/// Sessions told at once.
const MOST: usize = 500;

/// Tells for as long as the cinema is open.
pub(crate) async fn run(house: Arc<House>) {
    loop {
        tokio::select! {
            () = house.wake.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
        if house.platform().is_none() {
            continue;
        }
        if let Err(error) = tell_changes(&house).await {
            tracing::info!(%error, "the platform was not told");
        }
    }
}

/// Tells what staff and visitors changed since the last time.
async fn tell_changes(house: &House) -> anyhow::Result<()> {
    let now = house.now();
    let told_until = house.book().told_until();
    let is_new = |at: DateTime<Utc>| told_until.is_none_or(|told| at > told);
    let sessions: Vec<Session> = house
        .book()
        .sessions(now)
        .into_iter()
        .filter(|session| session.changes > 0 && is_new(session.changed_at))
        .collect();
    let tickets = moved_tickets(house, is_new);
    let newest = sessions.iter().map(|session| session.changed_at);
    let Some(newest) = newest.chain(tickets.iter().map(|(at, _)| *at)).max() else {
        return Ok(());
    };
    for some in sessions.chunks(MOST) {
        put_sessions(house, some).await?;
    }
    for session in sessions.iter().filter(|session| session.is_cancelled) {
        let notice = json!({
            "kind": "session_cancelled", "session_code": session.session_code, "detail": null,
        });
        send(house, "POST", "/cinema-feed/v1/notices", &notice).await?;
    }
    if !tickets.is_empty() {
        let items: Vec<Value> = tickets.into_iter().map(|(_, item)| item).collect();
        let body = json!({ "items": items });
        send(house, "POST", "/cinema-feed/v1/redemptions", &body).await?;
    }
    house.book().record(Change { told_until: Some(newest), ..Change::default() })?;
    Ok(())
}

/// Tickets that were collected or admitted here, each with its instant.
fn moved_tickets(
    house: &House,
    is_new: impl Fn(DateTime<Utc>) -> bool,
) -> Vec<(DateTime<Utc>, Value)> {
    let mut moved = Vec::new();
    for order in house.book().orders() {
        for Ticket { ticket_no, collected_at, checked_in_at, .. } in &order.tickets {
            for (state, at) in [("collected", collected_at), ("checked_in", checked_in_at)] {
                let Some(at) = at.filter(|at| is_new(*at)) else { continue };
                let item = json!({
                    "client_order_id": order.client_order_id,
                    "ticket_no": ticket_no,
                    "state": state,
                    "at": at,
                });
                moved.push((at, item));
            }
        }
    }
    moved
}

/// Tells everything, in the order in which it makes sense; answers what the platform said.
///
/// # Errors
/// No platform is known, or it refused, or it was not reached.
pub(crate) async fn tell_all(house: &House) -> anyhow::Result<Value> {
    let told_films = send(house, "PUT", "/cinema-feed/v1/films", &films()).await?;
    let screen = |hall: &Hall| json!({ "screen": hall.screen(), "seat_plans": [hall.plan()] });
    let screens: Vec<Value> = house.halls.iter().map(screen).collect();
    let body = json!({ "items": screens });
    let told_screens = send(house, "PUT", "/cinema-feed/v1/screens", &body).await?;
    let now = house.now();
    let sessions = house.book().sessions(now);
    let mut told_sessions = Vec::new();
    for some in sessions.chunks(MOST) {
        told_sessions.push(put_sessions(house, some).await?);
    }
    Ok(json!({ "films": told_films, "screens": told_screens, "sessions": told_sessions }))
}

async fn put_sessions(house: &House, sessions: &[Session]) -> anyhow::Result<Value> {
    let wire = |session: &Session| session.wire(&house.halls, house.version(session), 0);
    let items: Vec<Value> = sessions.iter().map(wire).collect();
    send(house, "PUT", "/cinema-feed/v1/sessions", &json!({ "items": items })).await
}

/// One signed request to the platform; its answer as JSON.
async fn send(house: &House, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
    let platform = house.platform().context("no platform is known")?;
    let url: reqwest::Url = format!("{}{path}", platform.trim_end_matches('/')).parse()?;
    let host = url.host_str().context("the platform's address has no host")?;
    let authority = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let body = serde_json::to_vec(body)?;
    let covered =
        Covered { method, authority: &authority, path: url.path(), query: "", body: &body };
    let headers = house.signer.sign(&covered, house.now())?;
    let answer = house
        .client
        .request(method.parse()?, url.clone())
        .header("content-type", "application/json")
        .header("content-digest", headers.content_digest)
        .header("signature-input", headers.signature_input)
        .header("signature", headers.signature)
        .body(body)
        .send()
        .await?;
    let status = answer.status();
    let text = answer.text().await?;
    anyhow::ensure!(status.is_success(), "the platform answered {status}: {text}");
    Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
}

#[derive(Deserialize)]
struct Keys {
    items: Vec<Key>,
}

#[derive(Deserialize)]
struct Key {
    public_key: String,
}

/// Asks the platform for its keys, if one is known; whether there is hope that they are new.
pub(crate) async fn learn_keys(house: &House) -> bool {
    let Some(platform) = house.platform() else { return false };
    let url = format!("{}/cinema-feed/v1/keys", platform.trim_end_matches('/'));
    let Ok(answer) = house.client.get(url).send().await else { return false };
    let Ok(bytes) = answer.bytes().await else { return false };
    let keys = serde_json::from_slice::<Keys>(&bytes).map(|keys| keys.items);
    let keys: Vec<Vec<u8>> =
        keys.unwrap_or_default().iter().filter_map(|key| read_key(&key.public_key)).collect();
    let has_some = !keys.is_empty();
    for key in keys {
        house.ring.trust(key);
    }
    has_some
}
