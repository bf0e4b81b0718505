//! `/me/second-factor`.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::super::{SignedIn, needs_second_factor};
use super::store;
use crate::app::App;
use crate::audit::Actor;
use crate::error::Result;
use crate::http::json::Json;

/// Mounts these operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_second_factor)
        .service(begin_second_factor)
        .service(confirm_second_factor)
        .service(remove_second_factor);
}

/// Whether somebody has a second factor.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactor {
    pub is_enrolled: bool,
    pub enrolled_at: Option<DateTime<Utc>>,
    pub recovery_codes_left: u64,
    /// Whether the person's role needs one here.
    pub is_required: bool,
}

/// What an authenticator has to be told. It is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactorSetup {
    /// Base32, for typing.
    #[schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")]
    pub secret: String,
    /// For a QR code.
    pub otpauth_url: String,
}

/// A code of an authenticator.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub struct SecondFactorCode {
    #[schema(example = "287082", max_length = 16)]
    #[validate(length(max = 16))]
    pub code: String,
}

/// Codes for the day on which the authenticator is lost. They are shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}

/// Whether I have a second factor
#[utoipa::path(
    operation_id = "get_second_factor",
    tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, description = "The second factor", body = SecondFactor)),
)]
#[get("/me/second-factor")]
async fn get_second_factor(app: web::Data<App>, person: SignedIn) -> Result<HttpResponse> {
    let row = store::second_factor(&app.db, person.id).await?;
    let enrolled_at = row.and_then(|row| row.confirmed_at);
    Ok(HttpResponse::Ok().json(SecondFactor {
        is_enrolled: enrolled_at.is_some(),
        enrolled_at,
        recovery_codes_left: store::recovery_codes_left(&app.db, person.id).await?,
        is_required: needs_second_factor(&app, person.role),
    }))
}

/// Set a second factor up
///
/// It counts once it is confirmed.
#[utoipa::path(
    operation_id = "begin_second_factor",
    tag = "accounts",
    security(("bearer" = [])),
    responses(
        (status = 201, description = "What to tell an authenticator", body = SecondFactorSetup),
        (status = 409, description = "second_factor_enrolled"),
    ),
)]
#[post("/me/second-factor")]
async fn begin_second_factor(app: web::Data<App>, person: SignedIn) -> Result<HttpResponse> {
    let setup = super::begin(&app, &person).await?;
    let setup = SecondFactorSetup { secret: setup.secret, otpauth_url: setup.url };
    Ok(HttpResponse::Created().json(setup))
}

/// Show that my authenticator knows it
///
/// Signs the other devices out.
#[utoipa::path(
    operation_id = "confirm_second_factor",
    tag = "accounts",
    security(("bearer" = [])),
    request_body = SecondFactorCode,
    responses(
        (status = 200, description = "The second factor counts", body = RecoveryCodes),
        (status = 422, description = "The code is wrong"),
    ),
)]
#[post("/me/second-factor/confirmation")]
async fn confirm_second_factor(
    app: web::Data<App>,
    person: SignedIn,
    request: HttpRequest,
    body: Json<SecondFactorCode>,
) -> Result<HttpResponse> {
    let actor = Actor::of(&app, person.id, &request);
    let recovery_codes = super::confirm(&app, &person, &body.code, &actor).await?;
    Ok(HttpResponse::Ok().json(RecoveryCodes { recovery_codes }))
}

/// Give my second factor up
///
/// With a code of it, or a recovery code. Signs the other devices out.
#[utoipa::path(
    operation_id = "remove_second_factor",
    tag = "accounts",
    security(("bearer" = [])),
    request_body = SecondFactorCode,
    responses(
        (status = 204, description = "There is none any more"),
        (status = 422, description = "The code is wrong"),
    ),
)]
#[post("/me/second-factor/removal")]
async fn remove_second_factor(
    app: web::Data<App>,
    person: SignedIn,
    request: HttpRequest,
    body: Json<SecondFactorCode>,
) -> Result<HttpResponse> {
    let actor = Actor::of(&app, person.id, &request);
    super::give_up(&app, &person, &body.code, &actor).await?;
    Ok(HttpResponse::NoContent().finish())
}
