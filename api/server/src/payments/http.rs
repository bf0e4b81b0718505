//! Payments over HTTP, and the entry for banks.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::ids::{OrderId, PaymentId};
use domain::payments::BankCode;
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::flow::{self, NewPayment};
use super::views::Payment;
use super::{notifications, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::client_address;
use crate::http::idempotency;
use crate::http::json::{Json, Path};
use crate::http::page::Page;
use crate::identity::Customer;

/// The longest message that a bank may send, in bytes.
const NOTIFICATION_LIMIT: usize = 64 * 1024;

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_payment_methods)
        .service(create_payment)
        .service(get_payment)
        .service(receive_payment_notification);
}

/// A way to pay.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaymentMethod {
    #[schema(example = "unionpay")]
    pub method: String,
    pub gateway: BankCode,
    pub name: LocalizedText,
}

/// What a customer wants to pay and how.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
pub struct CreatePayment {
    pub order_id: OrderId,
    #[validate(length(min = 1, max = 40))]
    #[schema(example = "unionpay")]
    pub method: String,
    /// Where the browser goes after the bank: the web app's own page when it is not said. Another
    /// origin than the platform's must be one that the platform allows.
    #[validate(length(max = 500), url)]
    pub return_url: Option<String>,
}

/// The ways to pay.
#[utoipa::path(
    tag = "payments",
    operation_id = "list_payment_methods",
    responses((status = 200, description = "The ways to pay.", body = Page<PaymentMethod>)),
)]
#[get("/payment-methods")]
pub async fn list_payment_methods(app: web::Data<App>) -> Result<HttpResponse> {
    let methods = app.gateways.banks.iter().map(|bank| {
        let gateway = bank.profile().code;
        let name = match gateway {
            BankCode::UnionPay => LocalizedText::new("银联在线支付", "UnionPay online"),
        };
        PaymentMethod { method: gateway.as_str().to_owned(), gateway, name }
    });
    Ok(HttpResponse::Ok().json(Page::whole(methods.collect())))
}

/// Open a payment.
///
/// An order has at most one open payment: while there is one, it is the answer. The seats stay
/// locked as long as it can still take money.
#[utoipa::path(
    tag = "payments",
    operation_id = "create_payment",
    params(("Idempotency-Key" = String, Header, description = "Repeats are recognised by it.")),
    request_body = CreatePayment,
    responses(
        (status = 201, description = "The payment and how to go on.", body = Payment),
        (status = 404, description = "No such order of the caller's."),
        (status = 409, description = "order_not_payable: `money` says what happened to it."),
    ),
    security(("bearer" = [])),
)]
#[post("/payments")]
pub async fn create_payment(
    app: web::Data<App>,
    customer: Customer,
    request: HttpRequest,
    body: Json<CreatePayment>,
) -> Result<HttpResponse> {
    let digest = body.digest();
    let body = body.into_inner();
    let bank = BankCode::parse(&body.method)
        .filter(|&bank| app.gateways.banks.get(bank).is_some())
        .ok_or_else(|| Error::invalid("/method", "unknown", "There is no such way to pay."))?;
    refuse_foreign_return(&app, body.return_url.as_deref())?;
    let is_mobile = is_mobile(request.headers());
    let app = &app;
    idempotency::run(app, customer.id, &request, digest, |effect| async move {
        let wanted = NewPayment {
            id: effect.id(),
            order_id: body.order_id,
            bank,
            method: body.method,
            return_url: body.return_url,
            is_mobile,
        };
        let payment = flow::create_payment(app, customer.id, wanted).await?;
        Ok((StatusCode::CREATED, Payment::try_from(payment)?))
    })
    .await
}

/// A bank must not send our customers to a stranger's page.
fn refuse_foreign_return(app: &App, return_url: Option<&str>) -> Result<()> {
    let is_allowed = return_url.is_none_or(|url| {
        let mut origins = app.config.cors_origins.iter().chain([&app.config.public_url]);
        origins.any(|origin| {
            url.strip_prefix(origin.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    });
    if is_allowed {
        return Ok(());
    }
    let detail = "The page after the bank must be the platform's or an allowed client's.";
    Err(Error::invalid("/return_url", "origin", detail))
}

fn is_mobile(headers: &HeaderMap) -> bool {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    agent.is_some_and(|agent| agent.contains("Mobile") || agent.contains("Android"))
}

/// Read a payment.
///
/// Looking at an open payment asks the bank about it, at most every few seconds.
#[utoipa::path(
    tag = "payments",
    operation_id = "get_payment",
    params(("id" = PaymentId, Path, description = "The payment.")),
    responses((status = 200, description = "The payment.", body = Payment)),
    security(("bearer" = [])),
)]
#[get("/payments/{id}")]
pub async fn get_payment(
    app: web::Data<App>,
    customer: Customer,
    id: Path<PaymentId>,
) -> Result<HttpResponse> {
    let payment = store::payment(&app.db, id.into_inner()).await?;
    store::order_of_customer(&app.db, payment.order_id, customer.id)
        .await
        .map_err(|_| Error::NotFound("payment"))?;
    if payment.status.is_open() {
        flow::ask_soon(&app, &payment).await?;
    }
    Ok(HttpResponse::Ok().json(Payment::try_from(payment)?))
}

/// Take in a bank's notification.
///
/// The entry for banks: the raw message in the bank's own format. Its signature decides whether it
/// is believed; the same message again changes nothing.
#[utoipa::path(
    tag = "payments",
    operation_id = "receive_payment_notification",
    params(("gateway" = String, Path, description = "The bank that sends.", example = "unionpay")),
    request_body(content = String, content_type = "application/x-www-form-urlencoded",
        description = "The bank's message, as it is."),
    responses(
        (status = 200, description = "Stored; the bank need not repeat it.", body = String,
            content_type = "text/plain"),
        (status = 400, description = "Not proven to be the bank's; nothing is believed."),
        (status = 429, description = "Too much of what is not proven came from this address."),
    ),
)]
#[post("/payment-notifications/{gateway}")]
pub async fn receive_payment_notification(
    app: web::Data<App>,
    request: HttpRequest,
    gateway: Path<String>,
    mut payload: web::Payload,
) -> Result<HttpResponse> {
    let bank = BankCode::parse(&gateway)
        .filter(|&bank| app.gateways.banks.get(bank).is_some())
        .ok_or(Error::NotFound("gateway"))?;
    let mut body = web::BytesMut::new();
    while let Some(chunk) = futures_util::StreamExt::next(&mut payload).await {
        let chunk = chunk.map_err(|error| anyhow::anyhow!("reading a notification: {error}"))?;
        if body.len() + chunk.len() > NOTIFICATION_LIMIT {
            return Err(Error::refused(
                crate::http::problem::ProblemCode::PayloadTooLarge,
                "The message is too long.",
            ));
        }
        body.extend_from_slice(&chunk);
    }
    let address = client_address(&app, &request);
    let reply = notifications::receive(&app, bank, &body, &address).await?;
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    Ok(HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(reply.body))
}
