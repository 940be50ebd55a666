//! A subscriber that ships what the guard tells through a guarded client.

use std::process::Command;

use serde_json::{Value, json};

fn shipped(way: &str, sink: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_shipper"))
        .args([way, sink])
        .output()
        .unwrap();
    assert!(output.status.success(), "{way} {sink}: {output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_record_that_is_shipped_where_it_was_made_causes_no_record() {
    let told =
        |entries, requests| json!({ "blocked": true, "events": 1, "entries": entries, "requests": requests });
    assert_eq!(shipped("here", "production"), told(2, 0));
    assert_eq!(shipped("here", "sandbox"), told(1, 1));
}

#[test]
fn a_record_that_is_shipped_by_a_thread_is_told_once_and_then_counted() {
    let told =
        |entries, requests| json!({ "blocked": true, "events": 2, "entries": entries, "requests": requests });
    assert_eq!(shipped("channel", "production"), told(3, 0));
    assert_eq!(shipped("channel", "sandbox"), told(1, 2));
}

#[test]
fn a_record_that_is_shipped_by_a_thread_of_its_own_causes_no_more_than_a_few() {
    let told = |entries, requests| json!({ "blocked": true, "events": 33, "entries": entries, "requests": requests });
    assert_eq!(shipped("threads", "production"), told(34, 0));
    assert_eq!(shipped("threads", "sandbox"), told(1, 33));
}
