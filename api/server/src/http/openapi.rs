//! The API document, made from the handlers themselves.
//!
//! Two things cannot be said in a handler's attribute and are added here: the problems that every
//! operation can answer with ([`Problems`] says which), and the names of pages (`Page<Film>` is
//! `FilmPage`).

use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::security::{ApiKey, ApiKeyValue};
use utoipa_actix_web::AppExt;

use super::problem::{FieldError, MoneyFate, Problem, ProblemCode};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Marquee",
        version = "1",
        description = "Sell cinema tickets: browse, lock seats, pay, collect, return.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/", description = "The server that serves this document")),
    components(schemas(Problem, ProblemCode, FieldError, MoneyFate)),
    modifiers(&Security),
)]
struct Base;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT");
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer.build()));
        let cookie = ApiKeyValue::new("marquee_refresh");
        components
            .add_security_scheme("refresh_cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// The whole document.
///
/// # Errors
/// Two operations or schemas contradict each other in form.
pub fn document() -> anyhow::Result<Value> {
    let (_, document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .service(utoipa_actix_web::scope("/api/v1").configure(super::routes))
        .split_for_parts();
    let mut document = serde_json::to_value(document)?;
    name_pages(&mut document);
    Ok(document)
}

/// The document as YAML text.
///
/// # Errors
/// As [`document`].
pub fn yaml() -> anyhow::Result<String> {
    let document = document()?;
    Ok(serde_yaml_ng::to_string(&document)?)
}

/// Calls `Page_Film` what it is to people: `FilmPage`.
fn name_pages(value: &mut Value) {
    const PREFIX: &str = "Page_";
    const REFERENCE: &str = "#/components/schemas/Page_";
    match value {
        Value::String(text) => {
            if let Some(item) = text.strip_prefix(REFERENCE) {
                *text = format!("#/components/schemas/{item}Page");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(name_pages),
        Value::Object(members) => {
            members.values_mut().for_each(name_pages);
            let pages: Vec<String> =
                members.keys().filter(|key| key.starts_with(PREFIX)).cloned().collect();
            for page in pages {
                if let (Some(schema), Some(item)) = (members.remove(&page), page.strip_prefix(PREFIX))
                {
                    members.insert(format!("{item}Page"), schema);
                }
            }
        }
        _ => {}
    }
}
