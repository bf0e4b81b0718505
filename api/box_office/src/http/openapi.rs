//! The document of the interface, made from the handlers themselves.

use serde_json::Value;
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;

#[derive(OpenApi)]
#[openapi(info(title = "The cinema interface", version = "1.0"))]
struct Base;

/// The whole document.
///
/// # Errors
/// Two operations or schemas contradict each other in form.
pub fn document() -> anyhow::Result<Value> {
    let (_, document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .service(utoipa_actix_web::scope("").configure(super::routes))
        .split_for_parts();
    Ok(serde_json::to_value(document)?)
}
