//! Ids that mean to be more than one segment of a path.

use std::collections::BTreeSet;

use plane_client::{PlaneClient, ProjectId, RawPath, Sandbox, WorkItemId, WorkItemKey, WorkItemPatch};
use tests::tracker::{Error, Tracker};
use tests::{Recorder, block_on};

use crate::fixture::{ITEM, PRODUCTION, SANDBOX, line};

/// What has led a path astray, somewhere and sometime.
const SEEDS: [&str; 30] = [
    "",
    ".",
    "..",
    ".\t.",
    "\t..",
    "..\n",
    ".\r\n.",
    "../..",
    "..\\..",
    "%2e%2e",
    ".%2E",
    "%2e%2e/%2e%2e",
    "..%2F..%2F",
    "%252e%252e",
    "..;/",
    "//evil.example",
    "\\\\evil.example",
    "http://evil.example",
    "\thttp://evil.example/",
    "javascript:1",
    "x@evil.example:80",
    "x?project=9999",
    "x#fragment",
    "x HTTP/1.1\r\nX-Evil: 1",
    "a\0b",
    "\u{ff0e}\u{ff0e}\u{ff0f}",
    "\u{2024}\u{2024}",
    "\u{202e}x",
    "urn:uuid:",
    "null",
];

/// What is put into an id: before it, into the middle and behind it.
const INSERTS: [&str; 24] = [
    "/", "\\", ".", "..", "../", "/../", "%2f", "%2e%2e", "%00", "?", "#", ";", "@", ":", " ", "\t", "\n",
    "\r", "\0", "\u{b}", "\u{200b}", "\u{2010}", "\u{430}", "{}",
];

/// Every seed with every insert in every place, and what `valid` is like.
fn hostile(valid: &str) -> BTreeSet<String> {
    let like = [
        valid.to_owned(),
        valid.to_uppercase(),
        valid.replace('-', ""),
        valid.replace('-', "\u{2010}"),
        format!("{{{valid}}}"),
        format!("urn:uuid:{valid}"),
        format!("../../{PRODUCTION}/work-items/{ITEM}"),
        format!("..\\..\\{PRODUCTION}\\work-items\\{ITEM}"),
        format!("%2e%2e/%2e%2e/{PRODUCTION}"),
        format!("{valid}/../{PRODUCTION}"),
        valid.replacen(|c: char| c.is_ascii_digit(), "7", 1),
        valid.chars().rev().collect(),
        "x".repeat(65),
        "x".repeat(10_000),
    ];
    let mut all = BTreeSet::new();
    for seed in SEEDS.map(str::to_owned).into_iter().chain(like) {
        let middle = seed
            .char_indices()
            .nth(seed.chars().count() / 2)
            .map_or(0, |(place, _)| place);
        for insert in INSERTS {
            for place in [0, middle, seed.len()] {
                let mut text = seed.clone();
                text.insert_str(place, insert);
                all.insert(text);
            }
        }
        all.insert(seed);
    }
    assert!(all.len() >= 1_000, "only {} strings", all.len());
    all
}

/// Lets `arrive` build a client and send one request for each string, and compares the line that arrives. `None` is a
/// refusal, after which nothing may have arrived.
fn refused_or_exact(valid: &str, arrive: impl Fn(&str, &str) -> Option<String>) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    refused_or_arrived(valid, |text| text.bytes().all(is_plain), arrive);
}

/// The same, where `is_segment` says which strings are one segment of a path.
fn refused_or_arrived(
    valid: &str,
    is_segment: impl Fn(&str) -> bool,
    arrive: impl Fn(&str, &str) -> Option<String>,
) {
    let server = Recorder::start("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
    let mut exact = 0;
    for text in hostile(valid) {
        if let Some(expected) = arrive(&server.origin(), &text) {
            assert!(is_segment(&text), "{text:?} is more than one segment of a path");
            let requests = server.take();
            let arrived: Vec<_> = requests.iter().map(|request| line(request)).collect();
            assert_eq!(arrived, [format!("{expected} HTTP/1.1")], "{text:?}");
            exact += 1;
        }
    }
    assert!(exact > 0, "not even an innocent id was let through");
    assert_eq!(server.connections(), exact, "a refused id was connected for");
}

/// Changes a work item, opted in to the project.
fn change(origin: &str, workspace: &str, project: &str, item: &str) -> Option<String> {
    let project_id: ProjectId = project.parse().ok()?;
    let item_id: WorkItemId = item.parse().ok()?;
    let client = PlaneClient::builder(origin, "plane_api_0")
        .workspace(workspace)
        .sandbox(Sandbox::new([project]).unwrap())
        .build()
        .ok()?;
    let patch = WorkItemPatch::new().name("x");
    block_on(client.in_project(project_id).work_items().update(item_id, &patch)).unwrap_err();
    Some(format!(
        "PATCH /api/v1/workspaces/{workspace}/projects/{project}/work-items/{item}/"
    ))
}

#[test]
fn a_hostile_workspace_is_refused_or_is_exactly_what_arrives() {
    refused_or_exact("lab-1", |origin, text| change(origin, text, SANDBOX, ITEM));
}

#[test]
fn a_hostile_project_is_refused_or_is_exactly_what_arrives() {
    refused_or_exact(SANDBOX, |origin, text| change(origin, "lab", text, ITEM));
}

#[test]
fn a_hostile_work_item_is_refused_or_is_exactly_what_arrives() {
    refused_or_exact(ITEM, |origin, text| change(origin, "lab", SANDBOX, text));
}

#[test]
fn a_hostile_key_is_refused_or_is_exactly_what_arrives() {
    // A key may be of another alphabet and hold a space; it arrives encoded.
    let is_key = |text: &str| {
        text.chars()
            .all(|char| char.is_alphanumeric() || "-_ ".contains(char))
    };
    let encoded = |text: &str| -> String {
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
        let mut encoded = String::new();
        for byte in text.bytes() {
            if is_plain(&byte) {
                encoded.push(byte.into());
            } else {
                encoded.extend(format!("%{byte:02X}").chars());
            }
        }
        encoded
    };
    refused_or_arrived("ORCH-114", is_key, |origin, text| {
        let key: WorkItemKey = text.parse().ok()?;
        let client = PlaneClient::builder(origin, "plane_api_0")
            .workspace("lab")
            .build();
        // The server's answer is empty, and a work item is not.
        block_on(client.unwrap().find_work_item(&key)).unwrap_err();
        let segment = encoded(text);
        Some(format!("GET /api/v1/workspaces/lab/work-items/{segment}/"))
    });
}

#[test]
fn a_hostile_path_is_refused_or_is_exactly_what_arrives() {
    // It may well be of several segments, with a slash at the end or without.
    let is_path = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_/".contains(&byte))
    };
    refused_or_arrived("estimates-1", is_path, |origin, text| {
        let path: RawPath = text.parse().ok()?;
        let client = PlaneClient::builder(origin, "plane_api_0")
            .workspace("lab")
            .build();
        block_on(client.unwrap().raw().get(&path, &[])).unwrap();
        let path = text.strip_suffix('/').unwrap_or(text);
        Some(format!("GET /api/v1/workspaces/lab/{path}/"))
    });
}

#[test]
fn a_client_whose_ids_are_text_lets_no_item_lead_out_of_the_sandbox() {
    refused_or_exact(ITEM, |origin, text| {
        let tracker = Tracker::new(origin, "key").sandbox(Sandbox::new([SANDBOX]).unwrap());
        match tracker.comment(Some(SANDBOX), text, "") {
            Ok(_) => Some(format!("POST /projects/{SANDBOX}/work-items/{text}/comments/")),
            Err(Error::NoId) => None,
            Err(other) => panic!("{text:?}: {other}"),
        }
    });
}
