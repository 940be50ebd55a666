//! Exchanges with a real server, asked of this one: status, headers, shape of the answer, error bodies to the letter.

use std::collections::BTreeMap;

use plane_client::embedded::Plane;
use serde_json::{Value, json};

use crate::wire::{Answer, call, send};

const EXCHANGES: &str = include_str!("../fixtures/plane.jsonl");

#[test]
fn every_recorded_exchange_has_the_recorded_shape() {
    let plane = Plane::start().unwrap();
    let mut names = seeded(&plane);
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in EXCHANGES.lines() {
        let exchange: Value = serde_json::from_str(&fill(line, &names)).unwrap();
        let answer = ask(&plane, &exchange);
        if let Some(name) = exchange["save"].as_str() {
            names.insert(
                name.to_owned(),
                answer.at("/id").as_str().unwrap_or_default().to_owned(),
            );
        }
        // Filled in again: the answer may hold the id that was just learnt.
        let expected: Value = serde_json::from_str(&fill(line, &names)).unwrap();
        wrong.extend(differences(&expected, &answer));
        count += 1;
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(count, 124, "the fixture is whole");
}

fn seeded(plane: &Plane) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (name, identifier, number) in [
        ("Orchestra Production", "ORCH", 114),
        ("Orchestra Sandbox", "SAND", 0),
    ] {
        let project = plane.add_project(name, identifier);
        names.insert(identifier.to_owned(), project.id().to_string());
        for state in project.states() {
            let state_name = state.name().to_uppercase().replace(' ', "_");
            names.insert(format!("{identifier}_{state_name}"), state.id().to_string());
        }
        if number > 0 {
            let title = "Production item that tests must never touch";
            let item = plane.add_work_item_numbered(project.id(), number, title);
            names.insert("PROD_ITEM".to_owned(), item.id().to_string());
        }
    }
    let me = call(plane, "GET", "/api/v1/users/me/", None);
    names.insert(
        "USER".to_owned(),
        me.at("/id").as_str().unwrap_or_default().to_owned(),
    );
    names
}

fn fill(text: &str, names: &BTreeMap<String, String>) -> String {
    names.iter().fold(text.to_owned(), |text, (name, id)| {
        text.replace(&format!("{{{name}}}"), id)
            .replace(&format!("{{{name}:UPPER}}"), &id.to_uppercase())
    })
}

fn ask(plane: &Plane, exchange: &Value) -> Answer {
    let mut headers = vec![];
    match exchange["key"].as_str() {
        Some("none") => {}
        Some(_) => headers.push(("X-API-Key", "plane_api_ffffffffffffffffffffffffffffffff")),
        None => headers.push(("X-API-Key", plane.api_key())),
    }
    let given = exchange["headers"].as_object();
    let given = given.into_iter().flatten();
    headers.extend(given.map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default())));
    let body = match &exchange["body"] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        body => body.to_string(),
    };
    if !body.is_empty() && !headers.iter().any(|(name, _)| *name == "Content-Type") {
        headers.push(("Content-Type", "application/json"));
    }
    let text = |name| exchange[name].as_str().unwrap_or_default();
    send(plane, text("method"), text("path"), &headers, body.as_bytes())
}

fn differences(expected: &Value, answer: &Answer) -> Option<String> {
    let mut actual =
        json!({"status": answer.status, "limited": answer.header("X-RateLimit-Remaining").is_some()});
    let mut wanted = json!({"status": expected["status"], "limited": expected["limited"]});
    for (name, value) in [
        ("allow", json!(answer.header("Allow"))),
        ("location", json!(answer.header("Location"))),
        ("answer", answer.json()),
    ] {
        if !expected[name].is_null() {
            actual[name] = value;
            wanted[name] = expected[name].clone();
        }
    }
    if !expected["shape"].is_null() {
        actual["shape"] = shape(&answer.json());
        wanted["shape"] = expected["shape"].clone();
    }
    (actual != wanted).then(|| format!("{}\n  wanted {wanted}\n  got    {actual}", expected["name"]))
}

/// Keys and types; of an array, those of its first element.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!("null"),
        Value::Bool(_) => json!("bool"),
        Value::Number(number) if number.is_f64() => json!("float"),
        Value::Number(_) => json!("integer"),
        Value::String(_) => json!("string"),
        Value::Array(items) => items.iter().take(1).map(shape).collect(),
        Value::Object(keys) => keys
            .iter()
            .map(|(key, value)| (key.clone(), shape(value)))
            .collect(),
    }
}
