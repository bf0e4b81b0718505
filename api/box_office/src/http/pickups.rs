//! The kiosk and the desk, where paper is handed out, and the gate.

use actix_web::{get, post, web};
use gateways::cinema::wire::{CheckIn, Code, Collect, Pickup};
use gateways::cinema::{DoorAnswer, DoorRefusal};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Shared;
use super::extract::{OptionalBody, Target};
use super::programme::Answer;
use super::refusal::Refusal;
use crate::order_view;
use crate::orders::{self, OrderKey, Purpose};
use crate::pickup::{self, Wish};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(get_pickup).service(collect_pickup).service(check_in_pickup);
}

async fn answer(shared: &Shared, answer: DoorAnswer) -> Answer<Pickup> {
    let view = match answer {
        DoorAnswer::Done(view) => view,
        DoorAnswer::Refused(refusal) => return Err(refused(refusal)),
    };
    let key = OrderKey::ClientOrder(view.client_order_id);
    let order = orders::find(&shared.core().db, key, Purpose::View).await?;
    let order = order.ok_or_else(|| Refusal::new(Code::PickupUnknown, ""))?;
    Ok(web::Json(Pickup {
        order: order_view::order(&order)?,
        starts_at: view.starts_at,
        moved: view.moved,
    }))
}

fn refused(refusal: DoorRefusal) -> Refusal {
    match refusal {
        DoorRefusal::CodeUnknown => {
            Refusal::new(Code::PickupUnknown, "No order has this number, or not that ticket.")
        }
        DoorRefusal::VerificationWrong => Refusal::new(Code::VerifyCodeWrong, ""),
        DoorRefusal::Refunded => Refusal::new(Code::TicketRefunded, ""),
        DoorRefusal::TooEarly { opens_at } => {
            Refusal::new(Code::TooEarly, "").with(|problem| problem.opens_at = Some(opens_at))
        }
        DoorRefusal::TooLate => Refusal::new(Code::TooLate, "The show is over."),
        DoorRefusal::WrongSession => {
            Refusal::new(Code::WrongSession, "It is another session's, or that one is cancelled.")
        }
    }
}

#[utoipa::path(operation_id = "get_pickup", tag = "pickups",
    params(("pickup_no" = String, Path, description = "As typed; blanks do not matter")),
    responses((status = 200, description = "The order behind the number", body = Pickup),
        (status = 404, description = "`pickup_unknown`")))]
#[get("/v1/pickups/{pickup_no}")]
async fn get_pickup(shared: web::Data<Shared>, target: Target) -> Answer<Pickup> {
    let typed = target.text("pickup_no");
    let view = pickup::view(shared.core(), &target.cinema_code, typed).await?;
    answer(&shared, view).await
}

#[utoipa::path(operation_id = "collect_pickup", tag = "pickups", request_body = Option<Collect>,
    params(("pickup_no" = String, Path, description = "As typed; blanks do not matter")),
    responses((status = 200, description = "Collected; `moved` is empty when it was before",
            body = Pickup),
        (status = 403, description = "`verify_code_wrong`"),
        (status = 404, description = "`pickup_unknown`"),
        (status = 409, description = "`ticket_refunded`, `too_late`, or `wrong_session`: the \
            session was cancelled")))]
#[post("/v1/pickups/{pickup_no}/collect")]
async fn collect_pickup(
    shared: web::Data<Shared>,
    target: Target,
    body: OptionalBody<Collect>,
) -> Answer<Pickup> {
    let wish = Wish::Collect { verification_code: body.0.verify_code.as_deref() };
    let typed = target.text("pickup_no");
    let done = pickup::serve(shared.core(), &target.cinema_code, typed, &wish).await?;
    answer(&shared, done).await
}

#[utoipa::path(operation_id = "check_in_pickup", tag = "pickups", request_body = Option<CheckIn>,
    params(("pickup_no" = String, Path, description = "As typed; blanks do not matter")),
    responses((status = 200, description = "Admitted; `moved` is empty when it was before",
            body = Pickup),
        (status = 404, description = "`pickup_unknown`"),
        (status = 409, description = "`ticket_refunded`, `too_early` (names `opens_at`), \
            `too_late`, `wrong_session`")))]
#[post("/v1/pickups/{pickup_no}/check-in")]
async fn check_in_pickup(
    shared: web::Data<Shared>,
    target: Target,
    body: OptionalBody<CheckIn>,
) -> Answer<Pickup> {
    let CheckIn { ticket_nos, session_code } = body.0;
    let wish = Wish::CheckIn { ticket_nos: &ticket_nos, session_code: session_code.as_deref() };
    let typed = target.text("pickup_no");
    let done = pickup::serve(shared.core(), &target.cinema_code, typed, &wish).await?;
    answer(&shared, done).await
}
