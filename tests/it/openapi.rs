//! The API document: committed as it is made, and right in itself.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::contract::{document, operations};

#[test]
fn the_committed_document_is_the_one_that_the_server_makes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.yaml");
    let made = server::http::openapi::yaml().unwrap();
    let committed = std::fs::read_to_string(path).unwrap();
    let first = made.lines().zip(committed.lines()).position(|(a, b)| a != b);
    assert!(made == committed, "openapi.yaml is stale at line {first:?}: run make openapi");
}

#[test]
fn every_reference_leads_somewhere() {
    let mut references = BTreeSet::new();
    walk(document(), &mut |name, value| {
        if name == "$ref" {
            references.insert(value.as_str().unwrap().to_owned());
        }
    });
    assert!(references.len() > 40, "{}", references.len());
    for reference in &references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document().pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for kind in ["schemas", "responses"] {
        for (name, _) in document()["components"][kind].as_object().into_iter().flatten() {
            let reference = format!("#/components/{kind}/{name}");
            assert!(references.contains(&reference), "{reference} is used by nobody");
        }
    }
}

fn walk(value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                visit(name, member);
                walk(member, visit);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        _ => {}
    }
}

#[test]
fn operations_have_one_name_each_and_say_what_they_do() {
    let mut seen = BTreeSet::new();
    for operation in operations() {
        let id = operation.id();
        assert!(seen.insert(id), "{id} names two operations");
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{id}");
        let says = |name: &str| operation.value[name].as_str().is_some_and(|text| !text.is_empty());
        assert!(says("summary") || says("description"), "{id} says nothing");
        assert!(!operation.value["tags"].as_array().unwrap().is_empty(), "{id} has no tag");
        for (status, response) in operation.value["responses"].as_object().unwrap() {
            let has_text = response["description"].as_str().is_some_and(|text| !text.is_empty());
            assert!(has_text || response["$ref"].is_string(), "{id} {status} says nothing");
        }
        for parameter in operation.value["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let is_in_path = operation.path.contains(&format!("{{{name}}}"));
            assert_eq!(is_in_path, parameter["in"] == "path", "{id}: {name}");
        }
        let in_path = operation.path.matches('{').count();
        let documented = operation.value["parameters"].as_array().into_iter().flatten();
        let documented = documented.filter(|parameter| parameter["in"] == "path").count();
        assert_eq!(in_path, documented, "{id}");
    }
    assert!(seen.len() >= 50, "{}", seen.len());
}

#[test]
fn writing_operations_document_their_refusals() {
    for operation in operations() {
        let (id, responses) = (operation.id(), operation.value["responses"].as_object().unwrap());
        if operation.value["requestBody"].is_object() {
            for status in ["400", "413", "415", "422"] {
                assert!(responses.contains_key(status), "{id} has a body and no {status}");
            }
        }
        if operation.value["security"].is_array() {
            assert!(responses.contains_key("401"), "{id} is secured and has no 401");
        }
        if operation.path.contains('{') {
            assert!(responses.contains_key("404"), "{id} names a thing and has no 404");
        }
    }
}

#[test]
fn money_changing_operations_ask_for_an_idempotency_key() {
    for id in ["create_seat_lock", "create_order", "create_payment", "create_refund"] {
        let operation = operations().into_iter().find(|operation| operation.id() == id).unwrap();
        let mut parameters = operation.value["parameters"].as_array().unwrap().iter();
        let key = parameters.find(|parameter| parameter["name"] == "Idempotency-Key");
        assert_eq!(key.unwrap()["required"], true, "{id}");
    }
}

#[test]
fn problems_name_every_code_there_is() {
    let schema = document().pointer("/components/schemas/ProblemCode").unwrap();
    let documented: BTreeSet<&str> =
        schema["enum"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
    let known: BTreeSet<&str> =
        server::http::problem::ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(documented, known);
}
