//! What the derives say about schemas and cannot say better, put right for readers and for
//! generated clients.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

const SCHEMAS: &str = "#/components/schemas/";

fn schemas(document: &mut Value) -> Option<&mut Map<String, Value>> {
    document.pointer_mut("/components/schemas")?.as_object_mut()
}

/// Visits every object of the document, the inner ones first.
fn walk(value: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, visit)),
        Value::Object(members) => members.values_mut().for_each(|member| walk(member, visit)),
        _ => return,
    }
    visit(value);
}

fn referenced(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)
}

/// The schema that stands beside null, in whatever order.
fn or_null(value: &Value) -> Option<&Value> {
    match value.get("oneOf")?.as_array()?.as_slice() {
        [null, schema] if null["type"] == "null" => Some(schema),
        [schema, null] if null["type"] == "null" => Some(schema),
        _ => None,
    }
}

/// Calls `Page_Film` what it is to people, `FilmPage`, and lets it refer to `Film`.
pub fn name_pages(document: &mut Value) {
    const PREFIX: &str = "Page_";
    walk(document, &mut |value| {
        if let Some(item) = referenced(value).and_then(|name| name.strip_prefix(PREFIX)) {
            *value = json!({ "$ref": format!("{SCHEMAS}{item}Page") });
        }
    });
    let Some(schemas) = schemas(document) else {
        return;
    };
    let pages: Vec<String> =
        schemas.keys().filter_map(|name| name.strip_prefix(PREFIX)).map(str::to_owned).collect();
    for item in pages {
        let Some(mut page) = schemas.remove(&format!("{PREFIX}{item}")) else {
            continue;
        };
        if let Some(inlined) = page.pointer_mut("/properties/items/items") {
            let inlined = std::mem::replace(inlined, json!({ "$ref": format!("{SCHEMAS}{item}") }));
            schemas.entry(item.clone()).or_insert(inlined);
        }
        schemas.insert(format!("{item}Page"), page);
    }
}

/// Identifiers are plain UUIDs to a client, whatever they name here.
pub fn inline_identifiers(document: &mut Value) {
    let Some(schemas) = schemas(document) else {
        return;
    };
    let identifiers: BTreeMap<String, Value> = schemas
        .iter()
        .filter(|(name, schema)| name.ends_with("Id") && schema["format"] == "uuid")
        .map(|(name, _)| (name.clone(), json!({ "type": "string", "format": "uuid" })))
        .collect();
    schemas.retain(|name, _| !identifiers.contains_key(name));
    walk(document, &mut |value| {
        if or_null(value).is_some_and(|schema| schema["format"] == "uuid") {
            let description = value.get("description").cloned();
            *value = json!({ "type": ["string", "null"], "format": "uuid" });
            if let Some(description) = description {
                value["description"] = description;
            }
        } else if let Some(schema) = referenced(value).and_then(|name| identifiers.get(name)) {
            let members = value.as_object_mut();
            members.into_iter().for_each(|members| {
                members.remove("$ref");
                members.extend(schema.as_object().cloned().unwrap_or_default());
            });
        }
    });
}

/// What may be null in an answer is there all the same. In a request it may be left out, and a body
/// that may be left out is not null either.
pub fn require_answers(document: &mut Value) {
    let mut asked = BTreeSet::new();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for operation in paths
        .into_iter()
        .flat_map(|paths| paths.values_mut())
        .filter_map(Value::as_object_mut)
        .flat_map(|item| item.values_mut())
    {
        let Some(body) = operation.get_mut("requestBody") else {
            continue;
        };
        let Some(schema) = body.pointer_mut("/content/application~1json/schema") else {
            continue;
        };
        let inner = or_null(schema).cloned();
        let is_optional = inner.is_some();
        if let Some(inner) = inner {
            *schema = inner;
        }
        asked.extend(referenced(schema).map(str::to_owned));
        body["required"] = json!(!is_optional);
    }
    for (name, schema) in schemas(document).into_iter().flatten() {
        if !asked.contains(name) {
            walk(schema, &mut require_nullable);
        }
    }
}

fn require_nullable(schema: &mut Value) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let nullable: Vec<Value> = properties
        .into_iter()
        .flatten()
        .filter(|(_, property)| is_nullable(property))
        .map(|(name, _)| json!(name))
        .collect();
    if nullable.is_empty() {
        return;
    }
    let required = &mut schema["required"];
    if required.is_null() {
        *required = json!([]);
    }
    if let Some(required) = required.as_array_mut() {
        required.extend(nullable);
        required.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        required.dedup();
    }
}

fn is_nullable(property: &Value) -> bool {
    let types = property["type"].as_array();
    types.is_some_and(|types| types.iter().any(|item| item == "null"))
        || or_null(property).is_some()
}

/// Every list takes the same `limit` and `cursor`.
pub fn bound_lists(document: &mut Value) {
    let Some(paths) = document.get_mut("paths") else {
        return;
    };
    walk(paths, &mut |value| {
        if value["in"] != "query" {
            return;
        }
        if value["name"] == "limit" {
            value["description"] = json!("How many items at most.");
            value["schema"] = json!({
                "type": "integer", "format": "int64", "minimum": 1, "maximum": 100, "default": 20,
            });
        } else if value["name"] == "cursor" {
            value["description"] = json!("`next_cursor` of the page before.");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{inline_identifiers, name_pages, require_answers};
    use serde_json::json;

    #[test]
    fn a_page_is_named_after_its_items() {
        let mut document = json!({
            "paths": { "/films": { "$ref": "#/components/schemas/Page_Film" } },
            "components": { "schemas": {
                "Page_Film": { "properties": { "items": { "items": { "type": "object" } } } },
            } },
        });
        name_pages(&mut document);
        assert_eq!(document["paths"]["/films"]["$ref"], "#/components/schemas/FilmPage");
        let page = &document["components"]["schemas"]["FilmPage"];
        assert_eq!(page["properties"]["items"]["items"]["$ref"], "#/components/schemas/Film");
        assert_eq!(document["components"]["schemas"]["Film"]["type"], "object");
    }

    #[test]
    fn identifiers_disappear_and_what_may_be_null_is_required() {
        let reference = json!({ "$ref": "#/components/schemas/UserId" });
        let nullable = json!({ "oneOf": [{ "type": "null" }, reference] });
        let mut document = json!({
            "paths": { "/me": { "get": {} } },
            "components": { "schemas": {
                "UserId": { "type": "string", "format": "uuid" },
                "User": { "properties": { "id": reference, "of": nullable }, "required": ["id"] },
            } },
        });
        inline_identifiers(&mut document);
        require_answers(&mut document);
        let schemas = &document["components"]["schemas"];
        assert!(schemas.get("UserId").is_none());
        assert_eq!(schemas["User"]["properties"]["id"]["format"], "uuid");
        assert_eq!(schemas["User"]["properties"]["of"]["type"], json!(["string", "null"]));
        assert_eq!(schemas["User"]["required"], json!(["id", "of"]));
    }
}
