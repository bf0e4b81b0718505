//! `/auth` and `/me`.

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::http::header;
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, delete, get, patch, post, put, web,
};
use domain::identity::{Phone, Role, display_name};
use domain::ids::SessionId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::flow::{NewAccount, Proof};
use super::sessions::{Device, Grant};
use super::views::{
    ChangePassword, CodeSent, Login, Refresh, Register, ResetPassword, SendCode, Tokens, UpdateMe,
    User, UserSession,
};
use super::{MaybeCustomer, SignedIn, access, codes, flow, second_factor, sessions, store};
use crate::app::App;
use crate::audit::Actor;
use crate::error::{Error, Result};
use crate::http::json::{Json, OptionalJson, Path};
use crate::http::page::Page;
use crate::http::{client_address, is_cross_site};

const COOKIE: &str = "marquee_refresh";
const COOKIE_PATH: &str = "/api/v1/auth";

/// Mounts these operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(send_code)
        .service(register)
        .service(login)
        .service(refresh)
        .service(logout)
        .service(reset_password)
        .service(get_me)
        .service(update_me)
        .service(delete_me)
        .service(change_password)
        .service(list_sessions)
        .service(delete_session)
        .configure(second_factor::routes);
}

fn read_phone(text: &str) -> Result<Phone> {
    Phone::parse(text).ok_or_else(|| {
        let detail = "Eleven digits of a mainland number, or a plus sign and the country code.";
        Error::invalid("/phone", "phone", detail)
    })
}

fn read_name(text: &str) -> Result<&str> {
    display_name(text).ok_or_else(|| {
        let detail = "A name has 1 to 40 printable letters.";
        Error::invalid("/display_name", "display_name", detail)
    })
}

fn device(app: &App, request: &HttpRequest) -> Device {
    let user_agent = request.headers().get(header::USER_AGENT);
    let user_agent = user_agent.and_then(|value| value.to_str().ok()).unwrap_or_default();
    Device {
        user_agent: user_agent.chars().take(200).collect(),
        address: client_address(app, request),
    }
}

/// Answers with tokens, the refresh token where the client wants it.
fn grant_response(
    app: &App,
    request: &HttpRequest,
    mut response: HttpResponseBuilder,
    grant: Grant,
) -> HttpResponse {
    let wants_body = request
        .headers()
        .get("x-refresh-token")
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"body"));
    if !wants_body {
        let lasts = grant.refresh_expires_at - app.clock.now();
        let lasts = time::Duration::seconds(lasts.num_seconds());
        response.cookie(cookie(&grant.refresh_token, lasts));
    }
    response.json(Tokens {
        access_token: grant.access_token,
        token_type: "Bearer",
        expires_in: access::LIFETIME.num_seconds(),
        refresh_token: wants_body.then_some(grant.refresh_token),
        user: grant.user.into(),
    })
}

fn cookie(value: &str, lasts: time::Duration) -> Cookie<'static> {
    Cookie::build(COOKIE, value.to_owned())
        .path(COOKIE_PATH)
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Strict)
        .max_age(lasts)
        .finish()
}

fn forget_cookie() -> Cookie<'static> {
    cookie("", time::Duration::ZERO)
}

fn token_of(request: &HttpRequest, body: &Refresh) -> Result<Option<String>> {
    if let Some(token) = &body.refresh_token {
        return Ok(Some(token.clone()));
    }
    let cookie = request.cookie(COOKIE).map(|cookie| cookie.value().to_owned());
    // The cookie is for our own pages; another site's page does not act with it, whatever the
    // browser thinks of SameSite.
    if cookie.is_some() && is_cross_site(request) {
        return Err(Error::Forbidden);
    }
    Ok(cookie)
}

/// Send a one-time code
///
/// The answer is the same whether the phone has an account or not. A new code replaces the one
/// before it.
#[utoipa::path(
    operation_id = "send_code",
    tag = "accounts",
    request_body = SendCode,
    responses((status = 202, description = "A code comes by SMS if it is of use", body = CodeSent)),
)]
#[post("/auth/codes")]
async fn send_code(
    app: web::Data<App>,
    request: HttpRequest,
    body: Json<SendCode>,
) -> Result<HttpResponse> {
    let phone = read_phone(&body.phone)?;
    codes::send(&app, &phone, body.purpose, &client_address(&app, &request)).await?;
    Ok(HttpResponse::Accepted().json(CodeSent {
        expires_in: codes::LIFETIME.num_seconds(),
        resend_after: app.config.throttle.code_pause_s,
    }))
}

/// Register
#[utoipa::path(
    operation_id = "register",
    tag = "accounts",
    request_body = Register,
    params(("X-Refresh-Token" = Option<String>, Header,
        description = "`body` puts the refresh token into the answer instead of a cookie")),
    responses(
        (status = 201, description = "The account exists and is signed in", body = Tokens),
        (status = 409, description = "phone_taken"),
        (status = 422, description = "invalid_code, weak_password or validation_failed"),
    ),
)]
#[post("/auth/register")]
async fn register(
    app: web::Data<App>,
    request: HttpRequest,
    body: Json<Register>,
) -> Result<HttpResponse> {
    let phone = read_phone(&body.phone)?;
    let name = read_name(&body.display_name)?.to_owned();
    let device = device(&app, &request);
    let body = body.into_inner();
    let account = NewAccount {
        phone,
        password: body.password,
        display_name: name,
        role: Role::Customer,
        cinema_id: None,
    };
    let grant = flow::register(&app, account, &body.code, &device).await?;
    Ok(grant_response(&app, &request, HttpResponse::Created(), grant))
}

/// Sign in
///
/// With the password, or with a code of purpose `login`.
#[utoipa::path(
    operation_id = "login",
    tag = "accounts",
    request_body = Login,
    params(("X-Refresh-Token" = Option<String>, Header,
        description = "`body` puts the refresh token into the answer instead of a cookie")),
    responses(
        (status = 200, description = "Signed in", body = Tokens),
        (status = 401, description = "invalid_credentials; second_factor_required: send the same \
            again with one; invalid_second_factor"),
        (status = 422, description = "invalid_code or validation_failed"),
    ),
)]
#[post("/auth/login")]
async fn login(
    app: web::Data<App>,
    request: HttpRequest,
    body: Json<Login>,
) -> Result<HttpResponse> {
    let phone = read_phone(&body.phone)?;
    let body = body.into_inner();
    let proof = match (body.password, body.code) {
        (Some(password), None) => Proof::Password(password),
        (None, Some(code)) => Proof::Code(code),
        _ => {
            let detail = "Send either a password or a code.";
            return Err(Error::invalid("/password", "one_of", detail));
        }
    };
    let (device, second_factor) = (device(&app, &request), body.second_factor.as_deref());
    let grant = flow::log_in(&app, &phone, proof, second_factor, &device).await?;
    Ok(grant_response(&app, &request, HttpResponse::Ok(), grant))
}

/// Exchange a refresh token
///
/// A refresh token is used once. Used again after a short grace, it ends the session.
#[utoipa::path(
    operation_id = "refresh",
    tag = "accounts",
    request_body(content = Option<Refresh>, description = "Without it the cookie counts"),
    params(("X-Refresh-Token" = Option<String>, Header,
        description = "`body` puts the refresh token into the answer instead of a cookie")),
    responses(
        (status = 200, description = "New tokens", body = Tokens),
        (status = 401, description = "The refresh token is not good any more"),
        (status = 403, description = "The cookie came from another site's page"),
    ),
)]
#[post("/auth/refresh")]
async fn refresh(
    app: web::Data<App>,
    request: HttpRequest,
    body: OptionalJson<Refresh>,
) -> Result<HttpResponse> {
    let token = token_of(&request, &body)?.ok_or(Error::Unauthenticated)?;
    match sessions::refresh(&app, &token).await {
        Ok(grant) => Ok(grant_response(&app, &request, HttpResponse::Ok(), grant)),
        Err(error @ Error::Unauthenticated) => {
            let mut response = actix_web::ResponseError::error_response(&error);
            response.add_cookie(&forget_cookie()).map_err(anyhow::Error::new)?;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

/// Sign out
///
/// Ends the session of the refresh token and of the access token, as far as they are there.
#[utoipa::path(
    operation_id = "logout",
    tag = "accounts",
    request_body(content = Option<Refresh>, description = "Without it the cookie counts"),
    responses(
        (status = 204, description = "Signed out"),
        (status = 403, description = "The cookie came from another site's page"),
    ),
)]
#[post("/auth/logout")]
async fn logout(
    app: web::Data<App>,
    request: HttpRequest,
    person: MaybeCustomer,
    body: OptionalJson<Refresh>,
) -> Result<HttpResponse> {
    let token = token_of(&request, &body)?;
    flow::log_out(&app, token.as_deref(), person.0.as_ref()).await?;
    Ok(HttpResponse::NoContent().cookie(forget_cookie()).finish())
}

/// Set a forgotten password anew
///
/// Signs every device out.
#[utoipa::path(
    operation_id = "reset_password",
    tag = "accounts",
    request_body = ResetPassword,
    responses(
        (status = 204, description = "The new password counts"),
        (status = 422, description = "invalid_code, weak_password or validation_failed"),
    ),
)]
#[post("/auth/password-reset")]
async fn reset_password(
    app: web::Data<App>,
    request: HttpRequest,
    body: Json<ResetPassword>,
) -> Result<HttpResponse> {
    let phone = read_phone(&body.phone)?;
    let address = client_address(&app, &request);
    let body = body.into_inner();
    flow::reset_password(&app, &phone, &body.code, body.password, &address).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Who am I
#[utoipa::path(
    operation_id = "get_me",
    tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, description = "The signed-in person", body = User)),
)]
#[get("/me")]
async fn get_me(app: web::Data<App>, person: SignedIn) -> Result<HttpResponse> {
    let user = store::user(&app.db, person.id).await?.ok_or(Error::Unauthenticated)?;
    Ok(HttpResponse::Ok().json(User::from(user)))
}

/// Change how I am called
#[utoipa::path(
    operation_id = "update_me",
    tag = "accounts",
    security(("bearer" = [])),
    request_body = UpdateMe,
    responses((status = 200, description = "The person as changed", body = User)),
)]
#[patch("/me")]
async fn update_me(
    app: web::Data<App>,
    person: SignedIn,
    body: Json<UpdateMe>,
) -> Result<HttpResponse> {
    if let Some(name) = &body.display_name {
        flow::rename(&app, person.id, read_name(name)?).await?;
    }
    let user = store::user(&app.db, person.id).await?.ok_or(Error::Unauthenticated)?;
    Ok(HttpResponse::Ok().json(User::from(user)))
}

/// Leave
///
/// The account is emptied of everything personal; orders stay in the books without a number.
#[utoipa::path(
    operation_id = "delete_me",
    tag = "accounts",
    security(("bearer" = [])),
    responses(
        (status = 204, description = "The account is gone"),
        (status = 409, description = "open_orders, last_administrator"),
    ),
)]
#[delete("/me")]
async fn delete_me(
    app: web::Data<App>,
    request: HttpRequest,
    person: SignedIn,
) -> Result<HttpResponse> {
    let actor = Actor::of(&app, person.id, &request);
    flow::leave(&app, person.id, &actor).await?;
    Ok(HttpResponse::NoContent().cookie(forget_cookie()).finish())
}

/// Change my password
///
/// Signs the other devices out.
#[utoipa::path(
    operation_id = "change_password",
    tag = "accounts",
    security(("bearer" = [])),
    request_body = ChangePassword,
    responses(
        (status = 204, description = "The new password counts"),
        (status = 422, description = "weak_password, or validation_failed at /current_password"),
    ),
)]
#[put("/me/password")]
async fn change_password(
    app: web::Data<App>,
    request: HttpRequest,
    person: SignedIn,
    body: Json<ChangePassword>,
) -> Result<HttpResponse> {
    let actor = Actor::of(&app, person.id, &request);
    let ChangePassword { current_password: current, new_password: new } = body.into_inner();
    flow::change_password(&app, &person, current, new, &actor).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Where I am signed in
#[utoipa::path(
    operation_id = "list_sessions",
    tag = "accounts",
    security(("bearer" = [])),
    responses(
        (status = 200, description = "Devices, the last used first", body = Page<UserSession>),
    ),
)]
#[get("/me/sessions")]
async fn list_sessions(app: web::Data<App>, person: SignedIn) -> Result<HttpResponse> {
    let sessions = store::open_sessions(&app.db, person.id, app.clock.now()).await?;
    let sessions = sessions.into_iter().map(|session| UserSession::of(session, person.session_id));
    Ok(HttpResponse::Ok().json(Page::whole(sessions.collect())))
}

/// Sign one device out
#[utoipa::path(
    operation_id = "delete_session",
    tag = "accounts",
    security(("bearer" = [])),
    params(("id" = SessionId, Path, description = "The session")),
    responses((status = 204, description = "Signed out")),
)]
#[delete("/me/sessions/{id}")]
async fn delete_session(
    app: web::Data<App>,
    person: SignedIn,
    id: Path<SessionId>,
) -> Result<HttpResponse> {
    flow::end_session(&app, person.id, id.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}
