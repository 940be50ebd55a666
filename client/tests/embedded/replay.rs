//! Exchanges with a real server, asked of this one: status, headers, shape of the answer, error bodies to the letter.
//!
//! A line of the fixture is one exchange. `{NAME}` stands for an id: of what the test seeds, or of what an earlier line saved
//! out of its answer. `key` is whose key is sent if not the administrator's, `origin` the storage if not the API, `seed` makes
//! work items of the sandbox beforehand, `rate_limit`, `utc_offset` and `fault`, a failure after storing, are for this exchange alone.
//!
//! Of 255 exchanges 253 are here. These are not:
//!
//! - `err-403-expired-key`: keys here do not expire; the answer is that of `err-403-bad-key`.
//! - `service-token-headers`: there is no second kind of key with a limit of its own.
//!
//! A second run asked a real server and this one the same, and wrote down where they differed. `differences.jsonl` holds the
//! real server's side of it; what the run noted of an answer is what is compared: `answer` all of it, `at` some values by their
//! pointers (null for what is not there), `has_key` a name, `has_ids` the rows of a list, `location_has` a part of the header.
//! `bytes` is a body that is no text. A line without a difference is there to make what others need.

use std::collections::BTreeMap;
use std::fmt::Display;

use plane_client::embedded::{Fault, Member, Plane, When};
use serde_json::{Value, json};

use crate::wire::{Answer, call, send_to, write};

pub(crate) const EXCHANGES: &str = include_str!("../fixtures/plane.jsonl");
pub(crate) const DIFFERENCES: &str = include_str!("../fixtures/differences.jsonl");

#[test]
fn every_recorded_exchange_has_the_recorded_shape() {
    assert_eq!(replay(EXCHANGES, |_, _| {}), 253, "the fixture is whole");
}

#[test]
fn what_once_differed_is_answered_as_by_a_real_server() {
    assert_eq!(replay(DIFFERENCES, |_, _| {}), 97, "the fixture is whole");
}

/// Asks all of it, shows each exchange and its answer to `look`, and answers how much it was.
pub(crate) fn replay(exchanges: &str, mut look: impl FnMut(&Value, &Answer)) -> usize {
    let plane = Plane::start().unwrap();
    let (bob, mut names) = seeded(&plane);
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in exchanges.lines() {
        prepare(&plane, &serde_json::from_str(line).unwrap(), &mut names);
        let exchange: Value = serde_json::from_str(&fill(line, &names)).unwrap();
        let answer = ask(&plane, &bob, &exchange);
        look(&exchange, &answer);
        for (name, pointer) in exchange["save"].as_object().into_iter().flatten() {
            let value = answer.at(pointer.as_str().unwrap());
            names.insert(name.clone(), value.as_str().unwrap_or_default().to_owned());
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
    count
}

fn seeded(plane: &Plane) -> (Member, BTreeMap<String, String>) {
    let mut names = BTreeMap::new();
    let mut name = |name: &str, id: &dyn Display| names.insert(name.to_owned(), id.to_string());
    let production = plane.add_project("Orchestra Production", "ORCH");
    let sandbox = plane.add_project("Orchestra Sandbox", "SAND");
    for project in [&production, &sandbox] {
        name(&project.identifier, &project.id());
        for state in &project.states {
            let state_name = state.name.to_uppercase().replace(' ', "_");
            name(&format!("{}_{state_name}", project.identifier), &state.id());
        }
    }
    let title = "Production item that tests must never touch";
    let item = plane.add_work_item_numbered(production.id(), 114, title);
    name("PROD_ITEM", &item.id());
    let cycle = plane.add_cycle(production.id(), "Prod sprint");
    plane.add_to_cycle(cycle.id(), item.id());
    name("PROD_CYCLE", &cycle.id());
    name(
        "PROD_LINK",
        &plane.add_link(item.id(), "http://127.0.0.1:1/").unwrap().id(),
    );
    let comments = format!("projects/{}/work-items/{}/comments/", production.id(), item.id());
    let comment = write(plane, "POST", &comments, &json!({})).at("/id");
    name("PROD_COMMENT", &comment.as_str().unwrap());
    name("SAND_CYCLE", &plane.add_cycle(sandbox.id(), "Sand sprint").id());
    name("DRAFT_CYCLE", &plane.add_cycle(sandbox.id(), "No dates").id());
    name("SAND_MODULE", &plane.add_module(sandbox.id(), "Sand module").id());
    let bob = plane.add_member(sandbox.id(), "Bob");
    name("BOB", &bob.id());
    let me = call(plane, "GET", "/api/v1/users/me/", None).at("/id");
    name("USER", &me.as_str().unwrap());
    (bob, names)
}

/// Settings of the server for one exchange, and work items that are there from then on.
fn prepare(plane: &Plane, exchange: &Value, names: &mut BTreeMap<String, String>) {
    plane.clear_faults();
    if exchange["fault"] == json!(true) {
        plane.fail(When::writes(), Fault::ErrorAfterStoring);
    }
    let number = |name| exchange[name].as_u64().and_then(|number| number.try_into().ok());
    plane.set_rate_limit(number("rate_limit"));
    plane.set_utc_offset(i32::try_from(exchange["utc_offset"].as_i64().unwrap_or_default()).unwrap());
    for name in exchange["seed"].as_array().into_iter().flatten() {
        let path = format!("projects/{}/work-items/", names["SAND"]);
        let item = write(plane, "POST", &path, &json!({"name": "Made for hazards"})).at("/id");
        names.insert(
            name.as_str().unwrap().to_owned(),
            item.as_str().unwrap().to_owned(),
        );
    }
}

fn fill(text: &str, names: &BTreeMap<String, String>) -> String {
    names.iter().fold(text.to_owned(), |text, (name, id)| {
        text.replace(&format!("{{{name}}}"), id)
            .replace(&format!("{{{name}:UPPER}}"), &id.to_uppercase())
    })
}

fn ask(plane: &Plane, bob: &Member, exchange: &Value) -> Answer {
    let mut headers = vec![];
    match exchange["key"].as_str() {
        Some("none") => {}
        Some("bob") => headers.push(("X-API-Key", bob.api_key())),
        Some(_) => headers.push(("X-API-Key", "plane_api_ffffffffffffffffffffffffffffffff")),
        None => headers.push(("X-API-Key", plane.api_key())),
    }
    let given = exchange["headers"].as_object();
    let given = given.into_iter().flatten();
    headers.extend(given.map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default())));
    let body = match (&exchange["bytes"], &exchange["body"]) {
        (Value::Array(bytes), _) => bytes
            .iter()
            .filter_map(|byte| byte.as_u64()?.try_into().ok())
            .collect(),
        (_, Value::Null) => Vec::new(),
        (_, Value::String(text)) => text.clone().into_bytes(),
        (_, body) => body.to_string().into_bytes(),
    };
    if !body.is_empty() && !headers.iter().any(|(name, _)| *name == "Content-Type") {
        headers.push(("Content-Type", "application/json"));
    }
    let text = |name| exchange[name].as_str().unwrap_or_default();
    let origin = match exchange["origin"].as_str() {
        Some(_) => plane.storage_url(),
        None => plane.base_url(),
    };
    send_to(&origin, text("method"), text("path"), &headers, &body)
}

fn differences(expected: &Value, answer: &Answer) -> Option<String> {
    let mut actual =
        json!({"status": answer.status, "limited": answer.header("X-RateLimit-Remaining").is_some()});
    let mut wanted = json!({"status": expected["status"], "limited": expected["limited"]});
    for (pointer, value) in expected["at"].as_object().into_iter().flatten() {
        actual[pointer] = answer.at(pointer);
        wanted[pointer] = value.clone();
    }
    if let Some(key) = expected["has_key"].as_str() {
        actual[key] = json!(answer.json().get(key).is_some());
        wanted[key] = json!(true);
    }
    if let Some(part) = expected["location_has"].as_str() {
        let location = answer.header("Location").unwrap_or_default();
        if !location.contains(part) {
            actual["location"] = json!(location);
            wanted["location"] = json!(part);
        }
    }
    if expected["has_ids"].is_array() {
        let rows = answer.json();
        let mut ids: Vec<_> = rows
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| row["id"].to_string())
            .collect();
        let wanted_ids = expected["has_ids"].as_array().into_iter().flatten();
        let mut wanted_ids: Vec<_> = wanted_ids.map(Value::to_string).collect();
        ids.sort();
        wanted_ids.sort();
        actual["ids"] = json!(ids);
        wanted["ids"] = json!(wanted_ids);
    }
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
