//! The API document, made from the handlers themselves.
//!
//! A handler's `#[utoipa::path]` names its operation id, tag, parameters and the answers that are
//! its own: every success, and refusals worth explaining, such as `(status = 409, description =
//! "seat_taken names the seats")`. What follows from the form of an operation is added here: 401
//! where `security` is set, 404 where the path has a parameter, 400, 413, 415 and 422 where there
//! is a body, 404 and 409 where a signed-in person posts, 429 and 5xx everywhere. A refusal without
//! a body gets the body of a problem. Names and shapes of schemas are put right in `shape.rs`.

mod shape;

use anyhow::Context;
use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_actix_web::AppExt;

use domain::ledger::LedgerCategory;

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
    tags(
        (name = "portal", description = "The home page: applications and daily information"),
        (name = "catalogue", description = "Films, cinemas and showtimes, open to everybody"),
        (name = "seats", description = "Seat maps, their changes, and locks on seats"),
        (name = "orders", description = "What somebody buys, and what became of it"),
        (name = "payments", description = "Collecting and returning money"),
        (name = "tickets", description = "Pickup codes, tickets and the messages that carry them"),
        (name = "box office", description = "A cinema's desk and its door"),
        (name = "ledger", description = "The books; nothing here can be changed"),
        (name = "reconciliation", description = "Days compared with banks and cinemas"),
        (name = "admin", description = "What operators look at"),
        (name = "accounts", description = "Who somebody is, and how they prove it"),
        (name = "oauth", description = "Signing in at applications, and third parties' tokens"),
        (name = "clients", description = "Third-party clients and their own customers"),
        (name = "cinema feed", description = "What cinemas' systems push, signed (RFC 9421)"),
        (name = "operations", description = "For those who run the server"),
    ),
    // Schemas that only a parameter refers to are not found by themselves.
    components(schemas(Problem, ProblemCode, FieldError, MoneyFate, LedgerCategory)),
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
        let signature = ApiKeyValue::with_description(
            "Signature",
            "HTTP Message Signature (RFC 9421) in the profile of the cinema interface, with a key \
             that an administrator registered for the cinema",
        );
        components.add_security_scheme(
            "cinema_signature",
            SecurityScheme::ApiKey(ApiKey::Header(signature)),
        );
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
        .service(utoipa_actix_web::scope(super::CINEMA_FEED).configure(super::feed_routes))
        .split_for_parts();
    let mut document = serde_json::to_value(document)?;
    shape::name_pages(&mut document);
    shape::inline_identifiers(&mut document);
    shape::require_answers(&mut document);
    shape::bound_lists(&mut document);
    add_refusals(&mut document);
    Ok(document)
}

/// The document as YAML text.
///
/// # Errors
/// As [`document`].
pub fn yaml() -> anyhow::Result<String> {
    let document = document()?;
    let mut text = String::new();
    // The order in which people read it; inside, the order of the alphabet.
    for part in ["openapi", "info", "servers", "tags", "paths", "components"] {
        let value = document.get(part).with_context(|| format!("the document has no {part}"))?;
        text.push_str(&serde_yaml_ng::to_string(&json!({ part: value }))?);
    }
    Ok(text)
}

/// Refusals that follow from the form of an operation: status, name in the document, description.
const REFUSALS: [(&str, &str, &str); 12] = [
    ("400", "BadRequest", "The request cannot be read"),
    ("401", "Unauthenticated", "Not signed in, or the access token has run out"),
    ("403", "Forbidden", "Signed in, but not allowed"),
    ("404", "NotFound", "No such thing, or not one that the caller may know of"),
    ("409", "Conflict", "The state of things does not allow it now"),
    ("413", "TooLarge", "The body is larger than 64 kB"),
    ("415", "NotJson", "The body is not application/json"),
    ("422", "Invalid", "The input is not valid; `errors` points to each part"),
    ("429", "TooMany", "Too many requests; `Retry-After` says when to come back"),
    ("500", "Internal", "Something broke on our side"),
    ("503", "Unavailable", "Too busy, or a system that is needed does not answer"),
    ("504", "Timeout", "It took too long; it may have been done"),
];

fn add_refusals(document: &mut Value) {
    for (_, name, description) in REFUSALS {
        document["components"]["responses"][name] = problem_response(description);
    }
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let wanted = refusals_of(method, path, operation);
            let Some(responses) = operation["responses"].as_object_mut() else {
                continue;
            };
            for (status, response) in responses.iter_mut() {
                if status.as_str() >= "400" && response.get("content").is_none() {
                    let description = response["description"].as_str().unwrap_or_default();
                    *response = problem_response(description);
                }
            }
            for (status, name, _) in REFUSALS {
                if wanted.contains(&status) {
                    let reference = format!("#/components/responses/{name}");
                    responses.entry(status).or_insert_with(|| json!({ "$ref": reference }));
                }
            }
        }
    }
}

fn problem_response(description: &str) -> Value {
    json!({
        "description": description,
        "headers": { "X-Request-Id": {
            "description": "The request's identifier, also `instance` in the problem",
            "schema": { "type": "string" },
        } },
        "content": { super::problem::PROBLEM_JSON: {
            "schema": { "$ref": "#/components/schemas/Problem" },
        } },
    })
}

fn refusals_of(method: &str, path: &str, operation: &Value) -> Vec<&'static str> {
    let mut wanted = vec!["429", "500", "503", "504"];
    let has_parameter = |place: &str, name: Option<&str>| {
        operation["parameters"].as_array().into_iter().flatten().any(|parameter| {
            parameter["in"] == place && name.is_none_or(|name| parameter["name"] == name)
        })
    };
    if operation.get("security").is_some() {
        wanted.extend(["401", "403"]);
        // Who changes something may come at the wrong time, or name what is not theirs in a body.
        if method == "post" {
            wanted.extend(["404", "409"]);
        }
    }
    if path.contains('{') {
        wanted.push("404");
    }
    if has_parameter("query", None) {
        wanted.push("422");
    }
    if has_parameter("header", Some("Idempotency-Key")) {
        wanted.extend(["400", "409", "422"]);
    }
    if operation.get("requestBody").is_some() {
        wanted.extend(["400", "413", "415", "422"]);
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::{document, yaml};
    use serde_json::Value;

    #[test]
    fn every_operation_is_complete_and_has_an_id_of_its_own() -> anyhow::Result<()> {
        let document = document()?;
        let mut ids = std::collections::BTreeSet::new();
        let paths = document["paths"].as_object().into_iter().flatten();
        for (path, item) in paths {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let place = format!("{method} {path}");
                let id = operation["operationId"].as_str().unwrap_or_default();
                assert!(!id.is_empty() && ids.insert(id.to_owned()), "{place}: {id}");
                assert!(operation["summary"].is_string(), "{place} has no summary");
                for (status, response) in operation["responses"].as_object().into_iter().flatten() {
                    let is_described =
                        response["description"].as_str().is_some_and(|it| !it.is_empty());
                    assert!(is_described || response.get("$ref").is_some(), "{place} {status}");
                }
            }
        }
        assert!(ids.contains("get_readiness"));
        Ok(())
    }

    #[test]
    fn no_reference_leads_nowhere() -> anyhow::Result<()> {
        fn walk(value: &Value, document: &Value) {
            match value {
                Value::Object(members) => {
                    if let Some(Value::String(reference)) = members.get("$ref") {
                        let pointer = reference.trim_start_matches('#');
                        assert!(document.pointer(pointer).is_some(), "{reference}");
                    }
                    members.values().for_each(|value| walk(value, document));
                }
                Value::Array(items) => items.iter().for_each(|value| walk(value, document)),
                _ => {}
            }
        }
        let document = document()?;
        walk(&document, &document);
        assert_eq!(yaml()?, yaml()?);
        Ok(())
    }
}
