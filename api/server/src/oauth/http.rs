//! `/oauth` and `/me/grants`.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use domain::oauth::{Scope, redirect_host};
use serde_json::json;
use utoipa_actix_web::service_config::ServiceConfig;

use super::form::{Form, Refused, claimed};
use super::views::{
    AuthorizationDecision, AuthorizationRequest, DecideAuthorization, Grant, OAuthError,
    OAuthTokens, RevokeRequest, TokenRequest, UserInfo, Wish, describe,
};
use super::{admin, customers, flow, store, tokens};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::client_address;
use crate::http::json::{Json, Path, Query};
use crate::http::page::Page;
use crate::identity::{SignedIn, bearer};

/// Mounts these operations below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_authorization)
        .service(decide_authorization)
        .service(create_oauth_token)
        .service(revoke_oauth_token)
        .service(get_userinfo)
        .service(list_grants)
        .service(withdraw_grant)
        .configure(admin::routes)
        .configure(customers::routes);
}

/// Check what an application asks for
///
/// For the consent page, which the web app shows at `/oauth/authorize` with the same query.
#[utoipa::path(
    operation_id = "get_authorization",
    tag = "oauth",
    security(("bearer" = [])),
    params(Wish),
    responses(
        (status = 200, description = "What the person is asked", body = AuthorizationRequest),
        (status = 404, description = "No client that signs people in"),
        (status = 422, description = "The request is not in order; the person is sent nowhere"),
    ),
)]
#[get("/oauth/authorizations")]
async fn get_authorization(
    app: web::Data<App>,
    person: SignedIn,
    wish: Query<Wish>,
) -> Result<HttpResponse> {
    let checked = flow::check(&app, person.id, &wish).await??;
    let portal_app = store::portal_app(&app.db, &checked.client.client_id).await?;
    let granted = checked.grant.map(|grant| grant.scopes).unwrap_or_default();
    Ok(HttpResponse::Ok().json(AuthorizationRequest {
        client_id: checked.client.client_id,
        client_name: checked.client.name,
        app_icon: portal_app.map(|app| app.icon),
        redirect_host: redirect_host(&wish.redirect_uri).to_owned(),
        is_granted: checked.scopes.are_within(&granted),
        scopes: describe(&checked.scopes),
    }))
}

/// Allow it or not
///
/// Answers where to send the browser: with a code, or with the reason why there is none.
#[utoipa::path(
    operation_id = "decide_authorization",
    tag = "oauth",
    security(("bearer" = [])),
    request_body = DecideAuthorization,
    responses((status = 200, description = "Where to go on", body = AuthorizationDecision)),
)]
#[post("/oauth/authorizations")]
async fn decide_authorization(
    app: web::Data<App>,
    person: SignedIn,
    body: Json<DecideAuthorization>,
) -> Result<HttpResponse> {
    let (wish, is_approved) = body.into_inner().split();
    let redirect_to = flow::decide(&app, person.id, &wish, is_approved).await?;
    Ok(HttpResponse::Ok().json(AuthorizationDecision { redirect_to }))
}

/// Get a token
///
/// RFC 6749 with PKCE; also at `/oauth/token`. A client proves itself with HTTP Basic or with
/// `client_id` and `client_secret` in the form; a public client only names itself.
#[utoipa::path(
    operation_id = "create_oauth_token",
    tag = "oauth",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Tokens", body = OAuthTokens),
        (status = 400, description = "RFC 6749, 5.2", body = OAuthError),
        (status = 401, description = "invalid_client", body = OAuthError),
    ),
)]
#[post("/oauth/token")]
async fn create_oauth_token(
    app: web::Data<App>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Refused> {
    answer_token(app, request, body).await
}

/// The token endpoint, wherever it is mounted.
///
/// # Errors
/// In the words of RFC 6749, 5.2.
pub async fn answer_token(
    app: web::Data<App>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Refused> {
    let form = Form::read(&request, &body)?;
    let claimed = claimed(&request, &form)?;
    let proven = tokens::prove(&app, &claimed, &client_address(&app, &request)).await?;
    let given = tokens::give(&app, &proven, &form).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(given))
}

/// Take a token back
///
/// RFC 7009. A refresh token takes everything with it that came of the same signing in.
#[utoipa::path(
    operation_id = "revoke_oauth_token",
    tag = "oauth",
    request_body(content = RevokeRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "It is not good any more, if it ever was"),
        (status = 400, description = "RFC 6749, 5.2", body = OAuthError),
        (status = 401, description = "invalid_client", body = OAuthError),
    ),
)]
#[post("/oauth/revoke")]
async fn revoke_oauth_token(
    app: web::Data<App>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Refused> {
    let form = Form::read(&request, &body)?;
    let claimed = claimed(&request, &form)?;
    let proven = tokens::prove(&app, &claimed, &client_address(&app, &request)).await?;
    tokens::take_back(&app, &proven, &form).await?;
    Ok(HttpResponse::Ok().finish())
}

/// Who signed in
///
/// For an application, with the access token that it got for a code.
#[utoipa::path(
    operation_id = "get_userinfo",
    tag = "oauth",
    security(("bearer" = [])),
    responses((status = 200, description = "As much as the person granted", body = UserInfo)),
)]
#[get("/oauth/userinfo")]
async fn get_userinfo(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let token = bearer(&request).ok_or(Error::Unauthenticated)?;
    let holder = tokens::holder(&app, token).await?;
    Ok(HttpResponse::Ok().json(UserInfo {
        sub: tokens::subject(&app, &holder),
        display_name: holder.display_name(),
        phone: holder.phone(),
    }))
}

/// What I allow applications
#[utoipa::path(
    operation_id = "list_grants",
    tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, description = "The latest first", body = Page<Grant>)),
)]
#[get("/me/grants")]
async fn list_grants(app: web::Data<App>, person: SignedIn) -> Result<HttpResponse> {
    let grants = store::open_grants(&app.db, person.id).await?.into_iter();
    let grants = grants.filter_map(|(grant, client)| {
        Some(Grant {
            client_id: grant.client_id,
            client_name: client?.name,
            scopes: describe(&grant.scopes),
            granted_at: grant.granted_at,
            last_used_at: grant.last_used_at,
        })
    });
    Ok(HttpResponse::Ok().json(Page::whole(grants.collect())))
}

/// Allow an application nothing any more
///
/// Its tokens are not good any more from now on.
#[utoipa::path(
    operation_id = "withdraw_grant",
    tag = "accounts",
    security(("bearer" = [])),
    params(("client_id" = String, Path, description = "The client")),
    responses((status = 204, description = "It is allowed nothing")),
)]
#[delete("/me/grants/{client_id}")]
async fn withdraw_grant(
    app: web::Data<App>,
    person: SignedIn,
    client_id: Path<String>,
) -> Result<HttpResponse> {
    flow::withdraw(&app, person.id, &client_id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What applications find out by themselves (RFC 8414), at `/.well-known`.
pub async fn answer_metadata(app: web::Data<App>) -> HttpResponse {
    let issuer = &app.config.public_url;
    let scopes: Vec<&str> = Scope::ALL.iter().map(|scope| scope.as_str()).collect();
    let methods = json!(["client_secret_basic", "client_secret_post", "none"]);
    HttpResponse::Ok().json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/oauth/authorize"),
        "token_endpoint": format!("{issuer}/oauth/token"),
        "revocation_endpoint": format!("{issuer}/api/v1/oauth/revoke"),
        "userinfo_endpoint": format!("{issuer}/api/v1/oauth/userinfo"),
        "service_documentation": format!("{issuer}/developers"),
        "scopes_supported": scopes,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "token_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_methods_supported": methods,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    }))
}
