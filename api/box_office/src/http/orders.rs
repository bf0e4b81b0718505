//! Sales, looking them up, giving tickets back and exchanging them.

use actix_web::{get, post, web};
use domain::ids::{OrderId, RefundId};
use gateways::cinema::wire::{
    Code, Confirm, ConfirmSeat, Exchange, Lock, LockStatus, Order, Refund, RefundResult,
};
use gateways::cinema::{
    self, CinemaGateway, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, SessionRef, TakeBackAnswer,
    TakeBackRefusal, TakeBackRequest,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Shared;
use super::extract::{Body, Target};
use super::programme::Answer;
use super::refusal::Refusal;
use super::{locks, seats_of_others};
use crate::order_view;
use crate::orders::{self, OrderKey, Purpose, StoredOrder};
use crate::sales::{ExchangeAnswer, ExchangeRequest};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(confirm_lock)
        .service(get_order)
        .service(create_refund)
        .service(get_refund)
        .service(create_exchange);
}

async fn find(
    shared: &Shared,
    cinema_code: &str,
    key: OrderKey<'_>,
) -> Result<StoredOrder, Refusal> {
    let order = orders::find(&shared.core().db, key, Purpose::View).await?;
    let unknown = || Refusal::new(Code::OrderUnknown, "Nothing was sold under this name.");
    order.filter(|order| order.cinema_code == cinema_code).ok_or_else(unknown)
}

fn reused() -> Refusal {
    let detail = "This identifier was used before for other seats, prices or tickets.";
    Refusal::new(Code::ClientIdReused, detail)
}

#[utoipa::path(operation_id = "confirm_lock", tag = "orders", request_body = Confirm,
    params(("lock_id" = String, Path, description = "This system's reference of the lock")),
    responses((status = 200, description = "The sale; ask again while it is `pending`",
            body = Order),
        (status = 404, description = "`lock_unknown`"),
        (status = 409, description = "`lock_gone`, `lock_sold` (by another order), `seats_taken` \
            (the lock's time was over and somebody else has them), `session_over`, \
            `client_id_reused`"),
        (status = 422, description = "`price_refused`, or `validation_failed`: the seats are not \
            those of the lock, or the phone number is none")))]
#[post("/v1/locks/{lock_id}/confirm")]
async fn confirm_lock(
    shared: web::Data<Shared>,
    target: Target,
    body: Body<Confirm>,
) -> Answer<Order> {
    let cinema_code = target.cinema_code.as_str();
    let Confirm { client_order_id, seats, phone } = body.0;
    let client_lock_id = locks::named(&target)?;
    let lock = locks::find(&shared, cinema_code, client_lock_id).await?;
    let lock = lock.ok_or_else(locks::unknown)?;
    let request = confirm_request(cinema_code, &lock, client_order_id, &seats, &phone)?;
    let answer = shared.office.confirm(&request).await?;
    if let ConfirmAnswer::Refused(refusal) = answer {
        return Err(unsold(&shared, &request, refusal).await?);
    }
    let order = find(&shared, cinema_code, OrderKey::ClientOrder(client_order_id)).await?;
    if !is_of(&order, &request) {
        return Err(reused());
    }
    Ok(web::Json(order_view::order(&order)?))
}

/// What the sale of a lock asks for, checked as far as the lock alone can tell.
fn confirm_request(
    cinema_code: &str,
    lock: &Lock,
    client_order_id: OrderId,
    seats: &[ConfirmSeat],
    phone: &str,
) -> Result<ConfirmRequest, Refusal> {
    let mut codes: Vec<&str> = seats.iter().map(|seat| seat.seat_code.as_str()).collect();
    codes.sort_unstable();
    if !lock.seats.is_empty() && codes != lock.seats {
        return Err(Refusal::invalid("`seats` are not those of the lock, each once."));
    }
    let digits = phone.strip_prefix('+').unwrap_or_default();
    if !(7..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::invalid("`phone` is no number in E.164, such as +8613800000001."));
    }
    let seat = |seat: &ConfirmSeat| cinema::ConfirmSeat {
        seat_code: seat.seat_code.clone(),
        ticket: seat.ticket_price,
        screen_fee: seat.screen_service_fee,
        service_fee: seat.net_service_fee,
    };
    Ok(ConfirmRequest {
        client_order_id,
        client_lock_id: lock.client_lock_id,
        lock_id: Some(lock.lock_id.clone()),
        session: SessionRef {
            cinema_code: cinema_code.to_owned(),
            session_code: lock.session_code.clone(),
        },
        seats: seats.iter().map(seat).collect(),
        phone: phone.to_owned(),
    })
}

/// Whether a sale that was found is the one that was asked for.
fn is_of(order: &StoredOrder, request: &ConfirmRequest) -> bool {
    let sold = |seat: &cinema::ConfirmSeat| {
        order.tickets.iter().any(|stored| {
            stored.ticket.seat_code == seat.seat_code
                && stored.ticket_minor == seat.ticket.amount_minor
                && stored.screen_fee_minor == seat.screen_fee.amount_minor
                && stored.service_fee_minor == seat.service_fee.amount_minor
        })
    };
    order.client_lock_id == request.client_lock_id
        && order.tickets.len() == request.seats.len()
        && request.seats.iter().all(sold)
}

/// Why nothing was sold.
async fn unsold(
    shared: &Shared,
    request: &ConfirmRequest,
    refusal: ConfirmRefusal,
) -> Result<Refusal, Refusal> {
    Ok(match refusal {
        ConfirmRefusal::LockGone => {
            let cinema_code = &request.session.cinema_code;
            let lock = locks::find(shared, cinema_code, request.client_lock_id).await?;
            let is_sold = lock.is_some_and(|lock| lock.status == LockStatus::Sold);
            let code = if is_sold { Code::LockSold } else { Code::LockGone };
            Refusal::new(code, "The lock can be confirmed no more; its seats may be free.")
        }
        ConfirmRefusal::SeatsTaken => {
            let seats = seats_of_others(shared, request).await?;
            let detail = "The lock's time was over and somebody else has these seats.";
            Refusal::new(Code::SeatsTaken, detail).with(|problem| problem.seats = seats)
        }
        ConfirmRefusal::SessionOver => Refusal::new(Code::SessionOver, ""),
        ConfirmRefusal::PriceRefused => {
            let detail = "A ticket is below the session's lowest price, or a fee below nothing.";
            Refusal::new(Code::PriceRefused, detail)
        }
    })
}

#[utoipa::path(operation_id = "get_order", tag = "orders",
    params(("client_order_id" = uuid::Uuid, Path, description = "The platform's identifier")),
    responses((status = 200, description = "The sale with the state of each ticket", body = Order),
        (status = 404, description = "`order_unknown`: nothing was sold under it")))]
#[get("/v1/orders/by-client-id/{client_order_id}")]
async fn get_order(shared: web::Data<Shared>, target: Target) -> Answer<Order> {
    let key = OrderKey::ClientOrder(target.id("client_order_id")?);
    let order = find(&shared, &target.cinema_code, key).await?;
    Ok(web::Json(order_view::order(&order)?))
}

#[utoipa::path(operation_id = "create_refund", tag = "orders", request_body = Refund,
    params(("order_id" = String, Path, description = "This system's reference of the order")),
    responses((status = 200, description = "These tickets were taken back, now or before",
            body = RefundResult),
        (status = 404, description = "`order_unknown`"),
        (status = 409, description = "`ticket_used`, `too_late`, `client_id_reused`"),
        (status = 422, description = "`validation_failed`: a ticket is not of this order")))]
#[post("/v1/orders/{order_id}/refunds")]
async fn create_refund(
    shared: web::Data<Shared>,
    target: Target,
    body: Body<Refund>,
) -> Answer<RefundResult> {
    let cinema_code = target.cinema_code.as_str();
    let Refund { client_refund_id, ticket_nos } = body.0;
    if ticket_nos.as_ref().is_some_and(Vec::is_empty) {
        return Err(Refusal::invalid("`ticket_nos` names a ticket, or is left out for all."));
    }
    let key = OrderKey::Reference { cinema_code, order_ref: target.text("order_id") };
    let order = find(&shared, cinema_code, key).await?;
    let request = TakeBackRequest {
        client_refund_id,
        client_order_id: order.client_order_id,
        order_ref: Some(order.order_ref),
        cinema_code: cinema_code.to_owned(),
        ticket_nos: ticket_nos.unwrap_or_default(),
    };
    let answer = shared.office.take_back(&request).await?;
    let result = order_view::refund(&shared.core().db, cinema_code, client_refund_id).await?;
    match (answer, result) {
        (TakeBackAnswer::TakenBack, Some(result)) => Ok(web::Json(result)),
        (TakeBackAnswer::Refused(TakeBackRefusal::NotFound), Some(_)) => Err(reused()),
        (TakeBackAnswer::Refused(refusal), _) => Err(not_returned(refusal)),
        (TakeBackAnswer::TakenBack, None) => {
            Err(Refusal::new(Code::Internal, "The return was not found again."))
        }
    }
}

fn not_returned(refusal: TakeBackRefusal) -> Refusal {
    match refusal {
        TakeBackRefusal::AlreadyUsed => Refusal::new(Code::TicketUsed, ""),
        TakeBackRefusal::TooLate => {
            Refusal::new(Code::TooLate, "Tickets of this session are not taken back any more.")
        }
        TakeBackRefusal::NotFound => Refusal::invalid("A ticket is not of this order."),
    }
}

#[utoipa::path(operation_id = "get_refund", tag = "orders",
    params(("client_refund_id" = uuid::Uuid, Path, description = "The platform's identifier")),
    responses((status = 200, description = "What was taken back under it", body = RefundResult),
        (status = 404, description = "`not_found`: nothing was taken back under it")))]
#[get("/v1/refunds/by-client-id/{client_refund_id}")]
async fn get_refund(shared: web::Data<Shared>, target: Target) -> Answer<RefundResult> {
    let id: RefundId = target.id("client_refund_id")?;
    let result = order_view::refund(&shared.core().db, &target.cinema_code, id).await?;
    let unknown = || Refusal::new(Code::NotFound, "Nothing was taken back under this identifier.");
    Ok(web::Json(result.ok_or_else(unknown)?))
}

#[utoipa::path(operation_id = "create_exchange", tag = "orders", request_body = Exchange,
    params(("order_id" = String, Path, description = "This system's reference of the old order")),
    responses((status = 200, description = "The new order; the old one's tickets were taken back",
            body = Order),
        (status = 404, description = "`order_unknown`, `lock_unknown`"),
        (status = 409, description = "`ticket_refunded`, `ticket_used`, `too_late`: the old order \
            stays as it is; `lock_gone`, `lock_sold`, `seats_taken`, `session_over`, \
            `client_id_reused`"),
        (status = 422, description = "`price_refused`, `validation_failed`")))]
#[post("/v1/orders/{order_id}/exchanges")]
async fn create_exchange(
    shared: web::Data<Shared>,
    target: Target,
    body: Body<Exchange>,
) -> Answer<Order> {
    let cinema_code = target.cinema_code.as_str();
    let wish = body.0;
    let key = OrderKey::Reference { cinema_code, order_ref: target.text("order_id") };
    let old = find(&shared, cinema_code, key).await?;
    let lock = locks::find(&shared, cinema_code, wish.client_lock_id).await?;
    let lock = lock.ok_or_else(locks::unknown)?;
    let (id, phone) = (wish.client_order_id, &wish.phone);
    let sold = confirm_request(cinema_code, &lock, id, &wish.seats, phone)?;
    let returned = TakeBackRequest {
        client_refund_id: wish.client_refund_id,
        client_order_id: old.client_order_id,
        order_ref: Some(old.order_ref),
        cinema_code: cinema_code.to_owned(),
        ticket_nos: Vec::new(),
    };
    let request = ExchangeRequest { returned, sold };
    match shared.office.sales.exchange(request.clone()).await? {
        ExchangeAnswer::Exchanged(_) => {}
        ExchangeAnswer::IdReused => return Err(reused()),
        ExchangeAnswer::AlreadyRefunded => return Err(Refusal::new(Code::TicketRefunded, "")),
        ExchangeAnswer::NotReturned(refusal) => return Err(not_returned(refusal)),
        ExchangeAnswer::NotSold(refusal) => {
            return Err(unsold(&shared, &request.sold, refusal).await?);
        }
    }
    let order = find(&shared, cinema_code, OrderKey::ClientOrder(id)).await?;
    if !is_of(&order, &request.sold) {
        return Err(reused());
    }
    Ok(web::Json(order_view::order(&order)?))
}
