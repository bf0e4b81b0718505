//! The published interface over HTTP: who asks, how the dial has the answer suffer, what is asked.

use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::dial::{Defect, Kind, Operation, Rubbish, Strike};
use super::locks::{NewLock, TTL};
use super::programme::{MAX_SEATS, cinema, films};
use super::push;
use super::refusal::Refusal;
use super::signature::{Covered, Disbelief, Headers};
use super::{Answer, House};
use crate::faults::cut;

/// Longer than anybody waits.
const FOR_EVER: Duration = Duration::from_secs(600);
/// Between the look at the seats and the lock, for a cinema that has them race.
const RACE: Duration = Duration::from_millis(50);
/// Bytes of rubbish.
const BIG: usize = 10_000_000;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .route("/{cinema_code}/v1/{tail:.*}", web::to(serve))
        .default_service(web::to(async || Refusal::new(404, "not_found", "nothing here").answer()));
}

/// What a request asks for, taken apart.
struct Asked<'a> {
    operation: Operation,
    /// The segments of the path that are no words of the interface.
    names: Vec<&'a str>,
    query: &'a str,
    body: &'a [u8],
}

fn operation<'a>(method: &Method, tail: &'a str) -> Option<(Operation, Vec<&'a str>)> {
    let parts: Vec<&str> = tail.split('/').collect();
    let found = match (method.as_str(), parts.as_slice()) {
        ("GET", ["capabilities"]) => (Operation::Capabilities, vec![]),
        ("GET", ["cinema"]) => (Operation::Cinema, vec![]),
        ("GET", ["screens"]) => (Operation::Screens, vec![]),
        ("GET", ["screens", screen, "seat-plan"]) => (Operation::SeatPlan, vec![*screen]),
        ("GET", ["films"]) => (Operation::Films, vec![]),
        ("GET", ["sessions"]) => (Operation::Sessions, vec![]),
        ("GET", ["sessions", code, "seats"]) => (Operation::SessionSeats, vec![*code]),
        ("POST", ["locks"]) => (Operation::Lock, vec![]),
        ("GET", ["locks", "by-client-id", id]) => (Operation::QueryLock, vec![*id]),
        ("DELETE", ["locks", "by-client-id", id]) => (Operation::Release, vec![*id, "client"]),
        ("DELETE", ["locks", id]) => (Operation::Release, vec![*id]),
        ("POST", ["locks", id, "extend"]) => (Operation::ExtendLock, vec![*id]),
        ("POST", ["locks", id, "confirm"]) => (Operation::Confirm, vec![*id]),
        ("GET", ["orders", "by-client-id", id]) => (Operation::QueryOrder, vec![*id]),
        ("POST", ["orders", id, "refunds"]) => (Operation::Refund, vec![*id]),
        ("GET", ["refunds", "by-client-id", id]) => (Operation::QueryRefund, vec![*id]),
        ("GET", ["pickups", no]) => (Operation::Pickup, vec![*no]),
        ("POST", ["pickups", no, "collect"]) => (Operation::Collect, vec![*no]),
        ("POST", ["pickups", no, "check-in"]) => (Operation::CheckIn, vec![*no]),
        ("GET", ["statements", date]) => (Operation::Statement, vec![*date]),
        ("POST", ["statements", date, "ack"]) => (Operation::AcknowledgeStatement, vec![*date]),
        _ => return None,
    };
    Some(found)
}

async fn serve(
    house: Data<House>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    body: Result<Bytes, actix_web::Error>,
) -> HttpResponse {
    let Ok(body) = body else {
        return Refusal::new(413, "payload_too_large", "that is too much to read").answer();
    };
    let (cinema_code, tail) = path.into_inner();
    let known = operation(request.method(), &tail).filter(|_| cinema_code == house.cinema_code);
    let Some((kind, names)) = known else {
        return nowhere(&house, &request, &body, &tail).await.answer();
    };
    let strike = house.dial.strike(kind);
    match strike.kind() {
        Some(Kind::LostRequest) => return cut(),
        Some(Kind::Hang) => {
            tokio::time::sleep(FOR_EVER).await;
            return cut();
        }
        Some(Kind::ServerError) if !strike.is_done() => return bad_gateway(),
        Some(Kind::Rubbish) if !strike.is_done() => return rubbish(strike, Vec::new()),
        _ => {}
    }
    if let Some(delay) = strike.delay() {
        tokio::time::sleep(delay).await;
    }
    if let Err(refusal) = believe(&house, &request, &body, strike).await {
        return refusal.answer();
    }
    let asked = Asked { operation: kind, names, query: request.query_string(), body: &body };
    if strike.is(Kind::Duplicate) {
        // Whatever the first of the two says, nobody hears it.
        drop(answer(&house, &request, &asked, strike).await);
    }
    let answer = answer(&house, &request, &asked, strike).await;
    match strike.kind() {
        Some(Kind::LostAnswer) => cut(),
        Some(Kind::ServerError) => bad_gateway(),
        Some(Kind::Rubbish) => {
            let whole = actix_web::body::to_bytes(answer.into_body()).await;
            rubbish(strike, whole.unwrap_or_default().to_vec())
        }
        _ => answer,
    }
}

/// What is said to somebody who asks for what is not here: first of all who are you.
async fn nowhere(house: &House, request: &HttpRequest, body: &[u8], tail: &str) -> Refusal {
    if let Err(refusal) = believe(house, request, body, Strike::default()).await {
        return refusal;
    }
    if tail.starts_with("orders/") && tail.ends_with("/exchanges") {
        return Refusal::new(501, "not_offered", "tickets are not exchanged here");
    }
    Refusal::new(404, "not_found", "there is nothing here")
}

/// Insists on a good signature of somebody who is trusted.
async fn believe(
    house: &House,
    request: &HttpRequest,
    body: &[u8],
    strike: Strike,
) -> Result<(), Refusal> {
    let header = |name: &str| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let authority = request.connection_info().host().to_owned();
    let covered = Covered {
        method: request.method().as_str(),
        authority: &authority,
        path: request.uri().path(),
        query: request.query_string(),
        body,
    };
    let headers = Headers {
        content_digest: header("content-digest"),
        signature_input: header("signature-input"),
        signature: header("signature"),
    };
    let takes_replays = house.dial.has(Defect::AcceptsReplay);
    let now = house.now() + strike.skew();
    let mut seen = house.ring.verify(&covered, &headers, now, takes_replays);
    if seen == Err(Disbelief::KeyUnknown) && push::learn_keys(house).await {
        seen = house.ring.verify(&covered, &headers, now, takes_replays);
    }
    let Err(disbelief) = seen else { return Ok(()) };
    let is_waived = matches!(disbelief, Disbelief::Invalid(_) | Disbelief::KeyUnknown);
    if is_waived && house.dial.has(Defect::AcceptsBadSignature) {
        return Ok(());
    }
    Err(match disbelief {
        Disbelief::Missing => Refusal::new(401, "signature_missing", "the request is not signed"),
        Disbelief::Invalid(why) => Refusal::new(401, "signature_invalid", why),
        Disbelief::KeyUnknown => Refusal::new(401, "signature_invalid", "the key is not known"),
        Disbelief::Expired => Refusal::new(401, "signature_expired", "another time than ours"),
        Disbelief::Replayed => Refusal::new(401, "replayed", "this nonce was seen before"),
    })
}

async fn answer(
    house: &House,
    request: &HttpRequest,
    asked: &Asked<'_>,
    strike: Strike,
) -> HttpResponse {
    let now = house.now() + strike.skew();
    let done = if asked.operation == Operation::Lock {
        lock(house, asked, strike, now).await
    } else {
        let _turn = house.turn();
        act(house, asked, strike, now)
    };
    match done {
        Err(refusal) => refusal.answer(),
        Ok(answer) if asked.operation == Operation::SessionSeats => {
            let [body, tag] = [&answer.body["body"], &answer.body["tag"]];
            let tag = tag.as_str().unwrap_or_default().to_owned();
            tagged(house, request, body, tag)
        }
        Ok(answer) if answer.body.is_null() => HttpResponse::NoContent().finish(),
        Ok(answer) => {
            let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
            HttpResponse::build(status).json(answer.body)
        }
    }
}

fn tagged(house: &House, request: &HttpRequest, body: &Value, tag: String) -> HttpResponse {
    if house.dial.has(Defect::NoEtag) {
        return HttpResponse::Ok().json(body);
    }
    let known = request.headers().get("if-none-match").and_then(|value| value.to_str().ok());
    if known == Some(tag.as_str()) {
        return HttpResponse::NotModified().insert_header(("etag", tag)).finish();
    }
    HttpResponse::Ok().insert_header(("etag", tag)).json(body)
}

async fn lock(
    house: &House,
    asked: &Asked<'_>,
    strike: Strike,
    now: DateTime<Utc>,
) -> Result<Answer, Refusal> {
    let wish: NewLock = read(asked.body)?;
    let look = || {
        house.book().expire_unless(house.dial.has(Defect::NoExpiry), now)?;
        house.may_lock(&wish, now)
    };
    if house.dial.has(Defect::LockRace) {
        let seats = {
            let _turn = house.turn();
            look()?
        };
        tokio::time::sleep(RACE).await;
        let _turn = house.turn();
        return match seats {
            Ok(seats) => house.grant(&wish, seats, strike, now),
            Err(lock) => house.locked_before(lock),
        };
    }
    let _turn = house.turn();
    match look()? {
        Ok(seats) => house.grant(&wish, seats, strike, now),
        Err(lock) => house.locked_before(lock),
    }
}

/// Does what is asked, but for locking.
fn act(
    house: &House,
    asked: &Asked<'_>,
    strike: Strike,
    now: DateTime<Utc>,
) -> Result<Answer, Refusal> {
    house.book().expire_unless(house.dial.has(Defect::NoExpiry), now)?;
    let name = asked.names.first().copied().unwrap_or_default();
    match asked.operation {
        Operation::Capabilities => Ok(Answer::of(capabilities(house, now))),
        Operation::Cinema => {
            Ok(Answer::of(cinema(&house.cinema_code, &house.name, house.book().status())))
        }
        Operation::Screens => {
            let screens: Vec<Value> = house.halls.iter().map(super::Hall::screen).collect();
            Ok(Answer::of(json!({ "items": screens })))
        }
        Operation::SeatPlan => seat_plan(house, name, asked.query),
        Operation::Films => Ok(Answer::of(films())),
        Operation::Sessions => house.list_sessions(asked.query, strike.price_delta(), now),
        Operation::SessionSeats => house
            .session_seats(name, now)
            .map(|(body, tag)| Answer::of(json!({ "body": body, "tag": tag }))),
        Operation::QueryLock => house.query_lock(id(name)?),
        Operation::ExtendLock => house.extend(name, &read(asked.body)?, now),
        Operation::Release if asked.names.len() == 2 => house.release(Some(id(name)?), strike),
        Operation::Release => {
            let of_ref = house.book().lock_by_ref(name).map(|lock| lock.client_lock_id);
            house.release(of_ref, strike)
        }
        Operation::Confirm => house.confirm(name, &read(asked.body)?, strike, now),
        Operation::QueryOrder => house.query_order(id(name)?, now),
        Operation::Refund => house.refund(name, &read(asked.body)?, strike, now),
        Operation::QueryRefund => house.query_refund(id(name)?),
        Operation::Pickup => house.pickup(name),
        Operation::Collect => house.collect(name, &read_or_default(asked.body)?, now),
        Operation::CheckIn => house.check_in(name, &read_or_default(asked.body)?, now),
        Operation::Statement => Ok(Answer::of(house.statement(day(name)?, now))),
        Operation::AcknowledgeStatement => house.acknowledge(day(name)?, &read(asked.body)?, now),
        Operation::Lock | Operation::Any => Err(Refusal::new(404, "not_found", "not here")),
    }
}

fn capabilities(house: &House, now: DateTime<Utc>) -> Value {
    let wrong = chrono::TimeDelta::hours(i64::from(house.dial.has(Defect::ClockWrong)));
    json!({
        "interface_version": "1.0",
        "system": concat!("Sandbox Cinema ", env!("CARGO_PKG_VERSION")),
        "now": now + wrong,
        "lock_limits": {
            "min_ttl_seconds": TTL.0, "default_ttl_seconds": TTL.1, "max_ttl_seconds": TTL.2,
        },
        "max_seats_per_lock": MAX_SEATS,
        "optional": ["extend_lock", "check_in", "push"],
    })
}

#[derive(Deserialize)]
struct PlanQuery {
    version: Option<i64>,
}

fn seat_plan(house: &House, screen_code: &str, query: &str) -> Result<Answer, Refusal> {
    let hall = house.halls.iter().find(|hall| hall.screen_code == screen_code);
    let hall = hall.ok_or_else(|| Refusal::new(404, "not_found", "no such screen"))?;
    let wanted = web::Query::<PlanQuery>::from_query(query)
        .map_err(|_| Refusal::new(422, "validation_failed", "version is a number"))?;
    if wanted.version.is_some_and(|version| version != super::halls::PLAN_VERSION) {
        return Err(Refusal::new(404, "not_found", "no such version"));
    }
    Ok(Answer::of(hall.plan()))
}

fn id(text: &str) -> Result<Uuid, Refusal> {
    Uuid::parse_str(text).map_err(|_| Refusal::new(422, "validation_failed", "not an identifier"))
}

fn day(text: &str) -> Result<NaiveDate, Refusal> {
    text.parse().map_err(|_| Refusal::new(422, "validation_failed", "not a date"))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(400, "malformed_request", error.to_string()))
}

fn read_or_default<T: DeserializeOwned + Default>(body: &[u8]) -> Result<T, Refusal> {
    if body.is_empty() { Ok(T::default()) } else { read(body) }
}

/// What stands between us says that it cannot reach us.
fn bad_gateway() -> HttpResponse {
    HttpResponse::BadGateway()
        .content_type("text/html; charset=utf-8")
        .body("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>")
}

fn rubbish(strike: Strike, whole: Vec<u8>) -> HttpResponse {
    let form = strike.0.map(|fault| fault.rubbish).unwrap_or_default();
    let json = "application/json";
    let (kind, body) = match form {
        Rubbish::Big => (json, [b"{\"items\":[".to_vec(), vec![b'7'; BIG]].concat()),
        Rubbish::Html => {
            ("text/html", b"<!doctype html><title>Sign in</title><form>...</form>".to_vec())
        }
        Rubbish::Truncated if whole.is_empty() => (json, b"{\"items\":[{\"na".to_vec()),
        Rubbish::Truncated => (json, whole[..whole.len() / 2].to_vec()),
        Rubbish::Foreign => (json, b"{\"code\":\"001\",\"data\":[null,7,{\"a\":[]}]}".to_vec()),
    };
    HttpResponse::Ok().content_type(kind).body(body)
}
