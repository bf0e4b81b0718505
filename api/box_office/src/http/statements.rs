//! The statement of a day.

use actix_web::{HttpResponse, get, post, web};
use gateways::cinema::StatementAckAnswer;
use gateways::cinema::wire::{Acknowledgement, Code, Statement, StatementAck};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Shared;
use super::extract::{Body, Target};
use super::programme::Answer;
use super::refusal::Refusal;
use crate::statement;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(get_statement).service(acknowledge_statement);
}

#[utoipa::path(operation_id = "get_statement", tag = "statements",
    params(("date" = chrono::NaiveDate, Path, description = "The cinema's business date")),
    responses((status = 200, description = "The day's lines and sums", body = Statement)))]
#[get("/v1/statements/{date}")]
async fn get_statement(shared: web::Data<Shared>, target: Target) -> Result<HttpResponse, Refusal> {
    let day = target.day("date")?;
    let statement = statement::of_platform(shared.core(), &target.cinema_code, day).await?;
    Ok(HttpResponse::Ok().content_type("application/json").body(statement.raw))
}

#[utoipa::path(operation_id = "acknowledge_statement", tag = "statements",
    request_body = StatementAck,
    params(("date" = chrono::NaiveDate, Path, description = "The cinema's business date")),
    responses((status = 200, description = "Kept, now or before", body = Acknowledgement),
        (status = 409, description = "`day_open`: lines may still come; `statement_mismatch`: the \
            statement has another number of lines or other sums, read it again")))]
#[post("/v1/statements/{date}/ack")]
async fn acknowledge_statement(
    shared: web::Data<Shared>,
    target: Target,
    body: Body<StatementAck>,
) -> Answer<Acknowledgement> {
    let (core, cinema_code) = (shared.core(), target.cinema_code.as_str());
    let day = target.day("date")?;
    match statement::acknowledge(core, cinema_code, day, &body.0).await? {
        StatementAckAnswer::Acknowledged => {}
        StatementAckAnswer::Mismatch => {
            let is_final = statement::of_platform(core, cinema_code, day).await?.is_final;
            let code = if is_final { Code::StatementMismatch } else { Code::DayOpen };
            return Err(Refusal::new(code, "Nothing was kept."));
        }
    }
    let at = statement::acknowledged_at(&core.db, cinema_code, day).await?;
    let lost = || Refusal::new(Code::Internal, "The acknowledgement was not found again.");
    let acknowledged_at = at.ok_or_else(lost)?;
    Ok(web::Json(Acknowledgement { business_on: day, acknowledged_at }))
}
