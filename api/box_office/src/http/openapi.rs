//! The document of the interface, made from the handlers themselves.
//!
//! What stands in `docs/` is prose and tables for people: `interface.md` is the introduction, the
//! other files have a section for each operation. The list of codes and the signed example are made
//! here from the code, so they are true. A refusal without a body gets the body of a problem, and
//! the refusals that every operation shares are added to each.

mod example;

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use gateways::cinema::wire::{Code, Knowledge, Problem};
use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;

use super::refusal::{self, PROBLEM_JSON};

const INTRODUCTION: &str = include_str!("docs/interface.md");

const OPERATIONS: [&str; 5] = [
    include_str!("docs/programme.md"),
    include_str!("docs/locks.md"),
    include_str!("docs/orders.md"),
    include_str!("docs/pickups.md"),
    include_str!("docs/statements.md"),
];

#[derive(OpenApi)]
#[openapi(
    info(
        title = "The cinema interface",
        version = "1.0",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((
        url = "https://{host}/{cinema_code}",
        description = "A cinema's base address. The built-in box office puts the cinema's code \
            into it; other systems may have any other path, or none.",
        variables(
            ("host" = (default = "tickets.example", description = "Host and port")),
            ("cinema_code" = (default = "31010001", description = "8 characters")),
        ),
    )),
    tags(
        (name = "programme", description = "What the cinema is and plays; reads only"),
        (name = "locks", description = "Claims on seats"),
        (name = "orders", description = "Sales, their return and their exchange"),
        (name = "pickups", description = "The kiosk, the desk and the gate"),
        (name = "statements", description = "What was sold and taken back in a day"),
    ),
    components(schemas(Problem, Code, Knowledge)),
)]
struct Base;

/// The whole document.
///
/// # Errors
/// Two operations or schemas contradict each other in form, or an operation has no text.
pub fn document() -> anyhow::Result<Value> {
    let (_, document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .service(utoipa_actix_web::scope("").configure(super::routes))
        .split_for_parts();
    let mut document = serde_json::to_value(document)?;
    let introduction =
        INTRODUCTION.replace("{codes}", &codes()).replace("{example}", &example::text()?);
    document["info"]["description"] = json!(introduction);
    document["components"]["securitySchemes"] = json!({ "signature": {
        "type": "apiKey", "in": "header", "name": "Signature",
        "description": "With `Content-Digest` and `Signature-Input`; see the introduction.",
    } });
    document["security"] = json!([{ "signature": [] }]);
    describe_operations(&mut document)?;
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
    for part in ["openapi", "info", "servers", "security", "tags", "paths", "components"] {
        let value = document.get(part).with_context(|| format!("the document has no {part}"))?;
        text.push_str(&serde_yaml_ng::to_string(&json!({ part: value }))?);
    }
    Ok(text)
}

/// The list of codes, as the code has it.
fn codes() -> String {
    let mut table =
        "| `code` | status | `knowledge` | meaning |\n| --- | --- | --- | --- |\n".to_owned();
    for code in refusal::CODES {
        let (status, title) = refusal::form(code);
        let knowledge = match refusal::knowledge(code) {
            Knowledge::DefinitelyNotDone => "`definitely_not_done`",
            Knowledge::DefinitelyDone => "`definitely_done`",
            Knowledge::Unknown => "`unknown`",
        };
        let (word, status) = (refusal::word(code), status.as_u16());
        table.push_str(&format!("| `{word}` | {status} | {knowledge} | {title} |\n"));
    }
    table
}

/// Every operation by its method's place in the document.
fn operations(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut());
    items.filter_map(Value::as_object_mut).flat_map(|item| item.values_mut())
}

/// Gives each operation its section of the texts.
fn describe_operations(document: &mut Value) -> anyhow::Result<()> {
    let mut texts = BTreeMap::new();
    for section in OPERATIONS.iter().flat_map(|text| text.split("## ").skip(1)) {
        let (title, description) = section.split_once('\n').context("a section without a text")?;
        let (id, summary) = title.split_once(": ").context("a section without a name")?;
        texts.insert(id, (summary, description.trim()));
    }
    for operation in operations(document) {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        let text = texts.remove(id.as_str());
        let (summary, description) = text.with_context(|| format!("{id} has no text"))?;
        operation["summary"] = json!(summary);
        operation["description"] = json!(description);
    }
    match texts.keys().next() {
        Some(id) => bail!("there is no operation {id}"),
        None => Ok(()),
    }
}

/// Refusals that follow from the form of an operation: status, name in the document, description.
const REFUSALS: [(&str, &str, &str); 7] = [
    ("400", "Unreadable", "`malformed_request`: the body is no JSON, or did not come in whole"),
    (
        "401",
        "Unsigned",
        "`signature_missing`, `signature_invalid`, `signature_expired`, `replayed`",
    ),
    ("404", "Unknown", "`not_found`: no such cinema or path"),
    ("413", "TooLarge", "`payload_too_large`: more than 256 kB"),
    ("422", "Invalid", "`validation_failed`: `detail` names the place"),
    ("500", "Internal", "`internal`: something broke, and nobody knows what was done"),
    ("503", "Unavailable", "`unavailable`: come again; `Retry-After` says when"),
];

fn add_refusals(document: &mut Value) {
    for (_, name, description) in REFUSALS {
        document["components"]["responses"][name] = problem_response(description);
    }
    for operation in operations(document) {
        let has_body = operation.get("requestBody").is_some();
        let has_parameters = operation.get("parameters").is_some();
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
            let is_possible = match status {
                "400" | "413" => has_body,
                "422" => has_body || has_parameters,
                _ => true,
            };
            if is_possible {
                let reference = format!("#/components/responses/{name}");
                responses.entry(status).or_insert_with(|| json!({ "$ref": reference }));
            }
        }
    }
}

fn problem_response(description: &str) -> Value {
    json!({
        "description": description,
        "content": { PROBLEM_JSON: { "schema": { "$ref": "#/components/schemas/Problem" } } },
    })
}
