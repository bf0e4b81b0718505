//! Claims on seats: asked for, looked up, extended and given back, by either side's name of them.

use std::collections::HashSet;

use actix_web::{HttpResponse, delete, get, post, web};
use domain::ids::SeatLockId;
use gateways::cinema::wire::{Code, ExtendLock, Lock, LockStatus, NewLock};
use gateways::cinema::{
    CinemaGateway, LockAnswer, LockRefusal, LockRequest, ReleaseAnswer, SessionRef,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Shared;
use super::extract::{Body, Target};
use super::programme::Answer;
use super::refusal::Refusal;
use crate::lock_view::{self, Extension};
use crate::lock_writer::parse_lock_ref;
use crate::locks;

/// Seats that one request may name, whatever the session allows.
const MAX_SEATS: usize = 100;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(create_lock)
        .service(get_lock)
        .service(extend_lock_by_client_id)
        .service(release_lock_by_client_id)
        .service(extend_lock)
        .service(release_lock);
}

/// The lock as it stands; `None` when this cinema never heard of it.
pub(super) async fn find(
    shared: &Shared,
    cinema_code: &str,
    client_lock_id: SeatLockId,
) -> Result<Option<Lock>, Refusal> {
    let core = shared.core();
    Ok(lock_view::find(&core.db, cinema_code, client_lock_id, core.now()).await?)
}

pub(super) fn unknown() -> Refusal {
    Refusal::new(Code::LockUnknown, "This system never granted such a lock, or forgot it.")
}

/// The lock that the path names by our own reference.
pub(super) fn named(target: &Target) -> Result<SeatLockId, Refusal> {
    parse_lock_ref(target.text("lock_id")).ok_or_else(unknown)
}

#[utoipa::path(operation_id = "create_lock", tag = "locks", request_body = NewLock,
    responses((status = 200, description = "The seats are the caller's", body = Lock),
        (status = 404, description = "`session_unknown`"),
        (status = 409, description = "`seats_taken` (names them in `seats`), `session_changed` \
            (names the `session_version`), `session_cancelled`, `sales_closed`, \
            `client_id_reused`, or `lock_gone`: a lock of this identifier was released or expired \
            before"),
        (status = 422, description = "`seats_unknown` (names them in `seats`), `too_many_seats` \
            (names `max_seats`), `validation_failed`")))]
#[post("/v1/locks")]
async fn create_lock(
    shared: web::Data<Shared>,
    target: Target,
    body: Body<NewLock>,
) -> Answer<Lock> {
    let wish = body.0;
    let is_repeated = wish.seats.iter().collect::<HashSet<_>>().len() != wish.seats.len();
    if wish.seats.is_empty() || wish.seats.len() > MAX_SEATS || is_repeated {
        let detail = format!("`seats` names 1 to {MAX_SEATS} seats, each once.");
        return Err(Refusal::invalid(detail));
    }
    if wish.ttl_seconds == Some(0) {
        return Err(Refusal::invalid("`ttl_seconds` is at least 1."));
    }
    let cinema_code = target.cinema_code;
    let request = LockRequest {
        client_lock_id: wish.client_lock_id,
        session: SessionRef {
            cinema_code: cinema_code.clone(),
            session_code: wish.session_code.clone(),
        },
        session_version: wish.session_version,
        seat_codes: wish.seats.clone(),
        ttl_s: wish.ttl_seconds.unwrap_or(0),
    };
    let answer = shared.office.lock(&request).await?;
    let lock = find(&shared, &cinema_code, wish.client_lock_id).await?;
    match answer {
        LockAnswer::Held { .. } => lock.map(web::Json).ok_or_else(unknown),
        LockAnswer::Refused(refusal) => Err(refused(&wish, refusal, lock.as_ref())),
    }
}

/// Why there is no lock. One that was known by that identifier explains it better than its seats.
fn refused(wish: &NewLock, refusal: LockRefusal, known: Option<&Lock>) -> Refusal {
    if let Some(lock) = known {
        let mut seats = wish.seats.clone();
        seats.sort_unstable();
        let is_unwanted = lock.session_code.is_empty();
        let is_same = lock.session_code == wish.session_code && lock.seats == seats;
        if is_same && lock.status != LockStatus::Held || is_unwanted {
            return gone();
        }
        if !is_same {
            let detail = "This identifier was used for other seats or another session.";
            return Refusal::new(Code::ClientIdReused, detail);
        }
    }
    match refusal {
        LockRefusal::SeatsTaken(seats) => {
            Refusal::new(Code::SeatsTaken, "").with(|problem| problem.seats = seats)
        }
        LockRefusal::SeatsUnknown(seats) => {
            Refusal::new(Code::SeatsUnknown, "").with(|problem| problem.seats = seats)
        }
        LockRefusal::SessionUnknown => Refusal::new(Code::SessionUnknown, ""),
        LockRefusal::SessionChanged { session_version } => {
            let detail = "Read the session again and ask the customer.";
            Refusal::new(Code::SessionChanged, detail)
                .with(|problem| problem.session_version = Some(session_version))
        }
        LockRefusal::SessionCancelled => Refusal::new(Code::SessionCancelled, ""),
        LockRefusal::SalesClosed => Refusal::new(Code::SalesClosed, ""),
        LockRefusal::TooManySeats { max } => {
            Refusal::new(Code::TooManySeats, "").with(|problem| problem.max_seats = Some(max))
        }
        LockRefusal::LockGone => gone(),
    }
}

fn gone() -> Refusal {
    let detail = "A lock of this identifier was released or ran out; take a new one.";
    Refusal::new(Code::LockGone, detail)
}

#[utoipa::path(operation_id = "get_lock", tag = "locks",
    params(("client_lock_id" = uuid::Uuid, Path, description = "The platform's identifier")),
    responses((status = 200, description = "Where the lock stands", body = Lock),
        (status = 404, description = "`lock_unknown`: it never arrived, and nothing is held")))]
#[get("/v1/locks/by-client-id/{client_lock_id}")]
async fn get_lock(shared: web::Data<Shared>, target: Target) -> Answer<Lock> {
    let lock = find(&shared, &target.cinema_code, target.id("client_lock_id")?).await?;
    Ok(web::Json(lock.ok_or_else(unknown)?))
}

#[utoipa::path(operation_id = "extend_lock", tag = "locks", request_body = ExtendLock,
    params(("lock_id" = String, Path, description = "This system's reference")),
    responses((status = 200, description = "The lock with its new end", body = Lock),
        (status = 404, description = "`lock_unknown`"),
        (status = 409, description = "`lock_gone`, `lock_sold`")))]
#[post("/v1/locks/{lock_id}/extend")]
async fn extend_lock(
    shared: web::Data<Shared>,
    target: Target,
    body: Body<ExtendLock>,
) -> Answer<Lock> {
    extend(&shared, &target.cinema_code, named(&target)?, &body.0).await
}

#[utoipa::path(operation_id = "extend_lock_by_client_id", tag = "locks", request_body = ExtendLock,
    params(("client_lock_id" = uuid::Uuid, Path, description = "The platform's identifier")),
    responses((status = 200, description = "The lock with its new end", body = Lock),
        (status = 404, description = "`lock_unknown`"),
        (status = 409, description = "`lock_gone`, `lock_sold`")))]
#[post("/v1/locks/by-client-id/{client_lock_id}/extend")]
async fn extend_lock_by_client_id(
    shared: web::Data<Shared>,
    target: Target,
    body: Body<ExtendLock>,
) -> Answer<Lock> {
    extend(&shared, &target.cinema_code, target.id("client_lock_id")?, &body.0).await
}

async fn extend(
    shared: &Shared,
    cinema_code: &str,
    client_lock_id: SeatLockId,
    wish: &ExtendLock,
) -> Answer<Lock> {
    if wish.ttl_seconds == 0 {
        return Err(Refusal::invalid("`ttl_seconds` is at least 1."));
    }
    let core = shared.core();
    match lock_view::extend(core, cinema_code, client_lock_id, wish.ttl_seconds).await? {
        Extension::Held(lock) => Ok(web::Json(lock)),
        Extension::Unknown => Err(unknown()),
        Extension::Gone => Err(Refusal::new(Code::LockGone, "Its seats may be somebody else's.")),
        Extension::Sold => Err(sold()),
    }
}

fn sold() -> Refusal {
    Refusal::new(Code::LockSold, "Its order gives the seats back by a refund.")
}

#[utoipa::path(operation_id = "release_lock", tag = "locks",
    params(("lock_id" = String, Path, description = "This system's reference")),
    responses((status = 204, description = "The seats are not the caller's any more"),
        (status = 404, description = "`lock_unknown`"),
        (status = 409, description = "`lock_sold`: the seats were sold and stay sold")))]
#[delete("/v1/locks/{lock_id}")]
async fn release_lock(shared: web::Data<Shared>, target: Target) -> Result<HttpResponse, Refusal> {
    let client_lock_id = named(&target)?;
    if find(&shared, &target.cinema_code, client_lock_id).await?.is_none() {
        return Err(unknown());
    }
    release(&shared, &target.cinema_code, client_lock_id).await
}

#[utoipa::path(operation_id = "release_lock_by_client_id", tag = "locks",
    params(("client_lock_id" = uuid::Uuid, Path, description = "The platform's identifier")),
    responses((status = 204, description = "The seats are not the caller's any more, and a request \
            for this lock that is still under way will get none"),
        (status = 409, description = "`lock_sold`: the seats were sold and stay sold")))]
#[delete("/v1/locks/by-client-id/{client_lock_id}")]
async fn release_lock_by_client_id(
    shared: web::Data<Shared>,
    target: Target,
) -> Result<HttpResponse, Refusal> {
    release(&shared, &target.cinema_code, target.id("client_lock_id")?).await
}

async fn release(
    shared: &Shared,
    cinema_code: &str,
    client_lock_id: SeatLockId,
) -> Result<HttpResponse, Refusal> {
    match locks::release(shared.core(), cinema_code, client_lock_id).await? {
        ReleaseAnswer::Released => Ok(HttpResponse::NoContent().finish()),
        ReleaseAnswer::AlreadySold => Err(sold()),
    }
}
