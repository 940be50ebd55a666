//! The doctor, asked from a test: everything it starts is a test process.

use std::ffi::OsString;

use serde_json::Value;

use super::{Doctor, run};

fn ask(asked: &[&str], json: bool) -> String {
    let command: Vec<OsString> = asked.iter().map(Into::into).collect();
    let mut out = Vec::new();
    run(&Doctor { json, command }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn without_a_command_the_doctor_examines_itself() {
    let text = ask(&[], false);
    assert!(text.starts_with("verdict   test: "), "{text}");
    for word in ["decides ", "policy ", "if wrong "] {
        assert!(text.contains(word), "{text}");
    }
    let json: Value = serde_json::from_str(&ask(&[], true)).unwrap();
    assert_eq!(json["verdict"], "test");
    assert_eq!(json["signals"][0]["strength"], "strong");
    assert_eq!(json["policy"]["opted_in"], false);
}

#[test]
fn a_command_is_run_and_what_it_starts_is_told() {
    let json: Value = serde_json::from_str(&ask(&["sh", "-c", "sleep 0.3; exit 7"], true)).unwrap();
    assert_eq!(json["code"], 7);
    let programs = json["programs"].as_array().unwrap();
    let of = |name: &str| {
        let found = programs
            .iter()
            .find(|program| program["program"].as_str().unwrap().ends_with(name));
        found.unwrap_or_else(|| panic!("{name}: {json:#}"))
    };
    for side in ["itself", "starts"] {
        assert_eq!(of("sleep")[side]["verdict"], "test");
        let kinds = of("sleep")[side]["signals"].as_array().unwrap();
        assert!(
            kinds.iter().any(|signal| signal["kind"] == "ancestor"),
            "{json:#}"
        );
    }
}

#[test]
fn a_variable_that_the_command_sets_is_seen() {
    let json: Value =
        serde_json::from_str(&ask(&["env", "RUST_TEST_THREADS=1", "sleep", "0.3"], true)).unwrap();
    let text = json.to_string();
    assert!(text.contains("test-threads"), "{json:#}");
}

#[test]
fn the_answer_for_people_names_both_places_and_the_limits() {
    let text = ask(&["sleep", "0.2"], false);
    for told in [
        "in its place: test",
        "started by it: test",
        "if wrong, ",
        "are not seen.",
    ] {
        assert!(text.contains(told), "{text}");
    }
}

#[test]
fn a_command_that_cannot_be_started_is_an_error() {
    let command = vec![OsString::from("/no/such/program")];
    assert!(run(&Doctor { command, json: false }, &mut Vec::new()).is_err());
}
