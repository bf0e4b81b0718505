//! The document of the interface: committed as it is made, and right in itself.

use std::collections::BTreeSet;

use serde_json::Value;

fn document() -> Value {
    box_office::http::openapi::document().unwrap()
}

#[test]
fn the_committed_document_is_the_one_that_the_code_makes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/cinema-interface.yaml");
    let made = box_office::http::openapi::yaml().unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let first = made.lines().zip(committed.lines()).position(|(a, b)| a != b);
    assert!(
        made == committed,
        "cinema-interface.yaml is stale at line {first:?}: run make openapi"
    );
}

#[test]
fn every_operation_says_what_it_is_in_both_norms_and_how_it_is_refused() {
    let document = document();
    let mut seen = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        assert!(path.starts_with("/v1/"), "{path}");
        for (method, operation) in item.as_object().unwrap() {
            let place = format!("{method} {path}");
            let id = operation["operationId"].as_str().unwrap();
            assert!(seen.insert(id.to_owned()), "{id} names two operations");
            let description = operation["description"].as_str().unwrap();
            let table = "| here | GY/T 276-2013 | DY/T 10-2025 |";
            assert!(description.contains(table), "{place} is not mapped to the norms");
            for row in description.lines().filter(|line| line.starts_with('|')) {
                let cells = row.trim_matches('|').split(" | ").count();
                assert_eq!(cells, 3, "{place}: {row}");
            }
            let responses = operation["responses"].as_object().unwrap();
            for status in ["401", "404", "500", "503"] {
                assert!(responses.contains_key(status), "{place} has no {status}");
            }
            assert_eq!(
                operation.get("requestBody").is_some(),
                responses.contains_key("413"),
                "{place}"
            );
            for name in path.split(['{', '}']).skip(1).step_by(2) {
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                let in_path: Vec<_> = parameters.filter(|it| it["in"] == "path").collect();
                assert!(in_path.iter().any(|it| it["name"] == name), "{place}: {name}");
            }
        }
    }
    assert_eq!(seen.len(), 23, "{seen:?}");
}

#[test]
fn every_reference_leads_somewhere() {
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
    let document = document();
    walk(&document, &document);
}

#[test]
fn every_code_of_the_interface_is_listed_with_what_it_says() {
    let document = document();
    let introduction = document["info"]["description"].as_str().unwrap();
    assert!(!introduction.contains("{codes}") && !introduction.contains("{example}"));
    let codes = document.pointer("/components/schemas/Code").unwrap();
    let codes: Vec<&str> = match codes["enum"].as_array() {
        Some(codes) => codes.iter().map(|code| code.as_str().unwrap()).collect(),
        None => codes["oneOf"].as_array().unwrap().iter().flat_map(words).collect(),
    };
    assert!(codes.len() > 30, "{codes:?}");
    for code in codes.iter().filter(|code| **code != "other") {
        assert!(introduction.contains(&format!("\n| `{code}` | ")), "{code} is not explained");
    }
}

fn words(variant: &Value) -> impl Iterator<Item = &str> {
    variant["enum"].as_array().into_iter().flatten().filter_map(Value::as_str)
}
