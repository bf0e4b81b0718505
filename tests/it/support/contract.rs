//! Every answer that a test gets is held against the API document: its status must be documented
//! for the operation, and its body must have the documented shape.

use std::sync::OnceLock;

use serde_json::Value;

use super::client::Answer;

/// The document as the server itself makes it.
pub fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT
        .get_or_init(|| serde_yaml_ng::from_str(&server::http::openapi::yaml().unwrap()).unwrap())
}

/// An operation of the document.
pub struct Operation {
    pub path: &'static str,
    pub method: &'static str,
    pub value: &'static Value,
}

impl Operation {
    pub fn id(&self) -> &'static str {
        self.value["operationId"].as_str().unwrap()
    }
}

pub fn operations() -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "patch", "delete"] {
            if let Some(value) = item.get(method) {
                found.push(Operation { path, method, value });
            }
        }
    }
    found
}

/// Whether a path is one of a template's.
pub fn matches(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || (a.starts_with('{') && !b.is_empty()) => {}
            _ => return false,
        }
    }
}

/// Holds an answer against the document, if the operation is in it.
pub fn check(method: &str, path: &str, answer: &Answer) {
    let method = method.to_lowercase();
    let mut found: Vec<Operation> = operations();
    found.retain(|operation| operation.method == method && matches(operation.path, path));
    // `/orders/{id}/tickets` is more exact than `/orders/{id}/{what}` would be.
    found.sort_by_key(|operation| operation.path.matches('{').count());
    let Some(operation) = found.first() else { return };
    let responses = operation.value["responses"].as_object().unwrap();
    let about = format!("{} answered {}: {}", operation.id(), answer.status, answer.body);
    let response = responses.get(&answer.status.to_string());
    // Not modified is part of HTTP and not of an operation.
    let Some(response) = response else {
        assert_eq!(answer.status, 304, "undocumented: {about}");
        return;
    };
    let response = resolve(response);
    let kind = answer.header("content-type").split(';').next().unwrap_or_default();
    let Some(content) = response.get("content").filter(|_| !answer.body.is_empty()) else {
        assert!(answer.body.is_empty(), "no body is documented: {about}");
        return;
    };
    let Some(media) = content.get(kind) else {
        panic!("content type {kind} is undocumented: {about}");
    };
    if kind.ends_with("json") {
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        if let Err(fault) = fits(&media["schema"], &body, "") {
            panic!("{fault} in {about}");
        }
    }
}

fn resolve(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            let pointer = reference.strip_prefix('#').unwrap();
            resolve(document().pointer(pointer).unwrap_or_else(|| panic!("no {reference}")))
        }
        None => value,
    }
}

/// Whether a value has the shape of a schema: as much of JSON Schema as the document uses.
fn fits(schema: &'static Value, value: &Value, at: &str) -> Result<(), String> {
    let schema = resolve(schema);
    for word in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[word].as_array() {
            let faults: Vec<_> = choices.iter().map(|choice| fits(choice, value, at)).collect();
            if faults.iter().all(Result::is_err) {
                return faults.into_iter().next().unwrap_or(Ok(()));
            }
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(some) => some.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|kind| is_of_type(kind, value)) {
        return Err(format!("{at} is no {types:?}: {value}"));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !value.is_null()
        && !allowed.contains(value)
    {
        return Err(format!("{at} may not be {value}"));
    }
    if let Some(items) = value.as_array() {
        for (index, item) in items.iter().enumerate() {
            fits(&schema["items"], item, &format!("{at}/{index}"))?;
        }
    }
    let Some(members) = value.as_object() else { return Ok(()) };
    let parts = parts_of(schema);
    for name in parts.iter().flat_map(|part| part["required"].as_array().into_iter().flatten()) {
        let name = name.as_str().unwrap_or_default();
        if !members.contains_key(name) {
            return Err(format!("{at}/{name} is missing"));
        }
    }
    for (name, member) in members {
        let known = parts.iter().find_map(|part| part["properties"].get(name));
        let others = &schema["additionalProperties"];
        match known.or_else(|| others.is_object().then_some(others)) {
            Some(schema) => fits(schema, member, &format!("{at}/{name}"))?,
            None if parts.iter().any(|part| part["properties"].is_object()) => {
                return Err(format!("{at}/{name} is undocumented"));
            }
            None => {}
        }
    }
    Ok(())
}

/// A schema and, where it is put together from others, those.
fn parts_of(schema: &'static Value) -> Vec<&'static Value> {
    let schema = resolve(schema);
    let mut parts = vec![schema];
    for part in schema["allOf"].as_array().into_iter().flatten() {
        parts.extend(parts_of(part));
    }
    parts
}

fn is_of_type(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
